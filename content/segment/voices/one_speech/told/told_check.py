"""A speech that rules find on a page, held against what the page tells around it.

Where an author seems to write, the speech is cut or doubted; where it seems to start
elsewhere, it is moved there, and a person must look at all of it. Where its author tells
that it was resumed, it goes on. Each paragraph is then as sure as the page shows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.document import Document
from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import all_words
from content.reasons import SPEAKER_UNNAMED
from content.segment.basis import Basis, Reason, named_in_line_above, told_of_as_speaker
from content.segment.messages.words import (
    heads_full_text,
    is_speech_heading,
    says_it_is_read,
    speaks_of_message,
)
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import may_have_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import (
    names_in_full,
    names_surname,
    same_person,
)
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.notes_below import FIELD
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.told_of import tells_of_speaker
from content.segment.voices.narration import tells_aside
from content.segment.voices.one_speech.endings import takes_leave
from content.segment.voices.one_speech.salutations import addresses_audience
from content.segment.voices.one_speech.title_lines import who_said
from content.segment.voices.one_speech.told.likeliest_place import (
    LikeliestPlace,
    find_told_end,
    find_told_speech,
    overlap,
    shares_inside,
    tells_of_reaction,
)
from content.segment.voices.one_speech.told.likely_speaker import (
    far_more_likely,
    likely_speaker,
)
from content.segment.voices.one_speech.told.passages import (
    IS_ASIDE,
    MAY_BE_ASIDE,
    MAY_BE_TOLD,
    TOLD,
    Passages,
    averaged,
    find_passages,
    shares_of_asides,
    tells_of_resumption,
)
from content.segment.voices.one_speech.told.told_page import ToldPage
from content.segment.voices.words import says_goodbye
from content.segment.wording.in_person import FIRST_PERSON

_DOUBT, _SERVED = 0.6, 0.9
_LIKELY, _SURE = 0.6, 0.8
_MIN_OVERLAP = 0.8
_MIN_TOLD, _MIN_ABOVE, _MAX_BETWEEN = 300, 150, 3
_MAX_ASIDE_SHARE = 0.15
_MIN_SHARE, _MIN_SHARE_DOUBTED, _MIN_SHARE_BEFORE_END = 0.5, 0.8, 0.3
_SURELY_INSIDE, _SURE_NAME, _MIN_SURE_SHARE, _MIN_SPOKEN_SHARE = 0.92, 0.9, 0.9, 0.75
# So much doubt is not lifted, whatever the rest of the page explains.
_GREAT_DOUBT = 0.5
# "Ada Brook:", "[Ada Brook]", "Ada Brook (chair):"
_BEHIND_LABEL = re.compile(
    r"\s?[\])}>】〉|:：/–—]|\s?[(（,][^.!?:：]{2,60}[:：]|\.\s|$"
)


def check_told_speech(
    speech: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece]:
    """Return the pieces of one person's speech as the page's own words around it bound it.

    Args:
        speech: All of the page, with the speech of one person.
        page: The same, with nobody's speech.
        document: The page.
    """
    pieces = page.pieces
    spoken = [n for n, p in enumerate(speech) if p.kind is SegmentKind.SPEECH]
    names = {speech[n].speaker for n in spoken}
    if len(speech) != len(pieces) or len(names) != 1:
        return list(speech)
    start, end = spoken[0], spoken[-1] + 1
    found = find_told_speech(page)
    known = _is_introduced(speech[start].speaker or "", document)
    if found is not None and _starts_elsewhere(found, start, pieces, known=known):
        return _moved(speech, spoken, found, pieces, document)
    if _opens_about(speech[start].speaker or "", pieces[start].text):
        return [
            _doubt(p, MAY_BE_TOLD) if n in spoken else p for n, p in enumerate(speech)
        ]
    if _is_set_off_as(speech[start].speaker or "", pieces, start, end):
        return list(speech)
    ending = _earlier_end(page, start, end)
    if ending is not None and ending.place.is_closed and ending.share >= _SURE:
        return _moved(speech, spoken, ending, pieces, document)
    if ending is None and found is not None:
        alike = overlap((start, end), _place(found)) >= _MIN_OVERLAP
        ends_well = found.place.start == start and _is_rounded_off(pieces, start, end)
        inside = known and _quotes(pieces, start, found.place.start)
        ending = None if alike or ends_well or inside else found
    return _doubted(speech, spoken, ending) if ending is not None else list(speech)


def with_resumed(speech: Sequence[Piece], page: ToldPage) -> list[Piece]:
    """Return the pieces of one person's speech with what follows where it is resumed.

    A few paragraphs of the author stand between, and tell that the speaker went on. What
    follows up to the likeliest end is doubted.

    Args:
        speech: All of the page, with the speech of one person.
        page: The same, with nobody's speech.
    """
    pieces, resumed = page.pieces, list(speech)
    spoken = _spoken_by_one(speech, pieces)
    start = _resumption(pieces, spoken[-1] + 1) if spoken else None
    found = find_told_end(page, start) if start is not None else None
    if start is None or found is None or not found.is_likely:
        return resumed
    last = speech[spoken[-1]]
    for n in range(start, found.place.end):
        if is_prose(pieces[n]) and not speech[n].spoken:
            resumed[n] = replace(
                pieces[n],
                kind=SegmentKind.SPEECH,
                speaker=last.speaker,
                reason=last.reason,
                confidence=min(last.confidence, _DOUBT),
                turn=last.turn,
            )
    return resumed


def _spoken_by_one(speech: Sequence[Piece], pieces: Sequence[Piece]) -> list[int]:
    """Return the pieces of the speech below an author's words; none if several speak."""
    spoken = [n for n, p in enumerate(speech) if p.kind is SegmentKind.SPEECH]
    names = {speech[n].speaker for n in spoken}
    told = bool(spoken) and any(map(is_prose, pieces[: spoken[0]]))
    asked = any(p.kind is SegmentKind.QUESTION for p in speech)
    one = len(speech) == len(pieces) and len(names) == 1
    return spoken if one and told and not asked else []


def _resumption(pieces: Sequence[Piece], end: int) -> int | None:
    """Return where a speech goes on that stops before a piece; None if nobody tells so."""
    prose = [n for n in range(end, len(pieces)) if is_prose(pieces[n])]
    told = [pieces[n].text for n in prose[:_MAX_BETWEEN]]
    language = guess_language([p.text for p in pieces if is_prose(p)])
    for text, below in zip(told, prose[1:], strict=False):
        if tells_of_resumption(text, language):
            return below
    return None


def weigh_paragraphs(
    speech: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece]:
    """Return the pieces of one person's speech, each paragraph as sure as the page shows.

    What its author tells in between is nobody's, or doubted. A paragraph that is surely
    of the speech is served if the page surely names the speaker, whatever found it.

    Args:
        speech: All of the page, with the speech of one person.
        page: The same, with nobody's speech.
        document: The page.
    """
    spoken = _spoken_by_one(speech, page.pieces)
    if not spoken:
        return list(speech)
    if _tells_below_title(page.pieces, spoken):
        own = {*spoken}
        return [
            _doubt(piece, MAY_BE_TOLD) if n in own else piece
            for n, piece in enumerate(speech)
        ]
    return _weighed(speech, spoken, page, document)


def _weighed(
    speech: Sequence[Piece], spoken: Sequence[int], page: ToldPage, document: Document
) -> list[Piece]:
    """Return the pieces of a page, each paragraph of its one speech as sure as the page shows."""
    pieces = page.pieces
    above = sum(len(p.text) for p in pieces[: spoken[0]] if is_prose(p))
    if above < _MIN_ABOVE:
        return list(speech)
    sure = _share_of(speech[spoken[0]].speaker or "", spoken, pieces, document)
    passages = find_passages(page)
    inside = averaged(shares_inside(page), passages)
    if max((inside.get(n, 0.0) for n in spoken), default=0.0) < _MIN_SURE_SHARE:
        return list(speech)
    named = sure is not None and sure >= _SURE_NAME
    named = named and not _has_labels(pieces[spoken[0] : spoken[-1] + 1])
    asides = shares_of_asides(passages, pieces, spoken)
    name = speech[spoken[0]].speaker or ""
    headed = _is_set_off_as(name, pieces, spoken[0], spoken[-1] + 1)
    weighed, led, is_open = list(speech), "", False
    for n in spoken:
        share = inside.get(n, 1.0)
        aside = asides.get(n, 0.0)
        if aside >= IS_ASIDE and not _reads_text_out(pieces[n].text):
            weighed[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, TOLD)
            led = _leads_to(pieces[n].text, speech[n].speaker)
            above = n - 1
            # What stands above such a lead is its author's, unless it is surely spoken.
            if led and weighed[above].spoken and _is_unsure(above, passages):
                weighed[above] = _doubt(weighed[above], MAY_BE_TOLD)
        elif led:
            weighed[n] = _said_by(speech[n], led)
            # Behind what is quoted of somebody the speech goes on.
            text = pieces[n].text.strip()
            is_open = is_open or text[:1] in OPENING_QUOTES
            if is_open and text[-1:] in CLOSING_QUOTES:
                led, is_open = "", False
        elif (aside >= MAY_BE_ASIDE and not headed) or share < _least(
            speech[n], pieces, spoken[0], spoken[-1] + 1
        ):
            weighed[n] = _doubt(speech[n], MAY_BE_TOLD)
            # "Then his aunt, Ada Brook, rose": another may speak below.
            named = named and not _names_another(pieces[n].text, speech[n].speaker)
        elif named and n in inside and share >= _SURELY_INSIDE:
            weighed[n] = _served(speech[n])
        # Whoever speaks below what may be the author's words may be another.
        named = named and aside < _MAX_ASIDE_SHARE
    return weighed


def _reads_text_out(text: str) -> bool:
    """Return whether a paragraph leads, in the first person, to a text that is read out."""
    leads = text.rstrip().endswith(COLONS) and FIRST_PERSON.is_in(text)
    return leads and speaks_of_message(text) and says_it_is_read(text)


def _is_unsure(n: int, passages: Passages | None) -> bool:
    """Return whether a paragraph is not surely spoken by the course of its page."""
    return passages is not None and passages.inside.get(n, 1.0) < _MIN_SPOKEN_SHARE


def _names_another(text: str, speaker: str | None) -> bool:
    """Return whether a text names somebody else than the speaker in full."""
    return next(_others_in(text, speaker), "") != ""


def _others_in(text: str, speaker: str | None) -> Iterator[str]:
    named = (one.name for one in mentions_in(text) if " " in one.name)
    return (name for name in named if not same_person(name, speaker or ""))


def _leads_to(text: str, speaker: str | None) -> str:
    """Return to whom else a last sentence leads before a colon; empty if to nobody, or several."""
    last = SENTENCE_GAP.split(text.rstrip())[-1]
    others = {*_others_in(last, speaker)} if last.endswith(COLONS) else set()
    return others.pop() if len(others) == 1 else ""


def _said_by(piece: Piece, name: str) -> Piece:
    """Return what seemed to be of a speech as somebody's to whom a line above it leads."""
    reason = named_in_line_above(name)
    return replace(piece, speaker=name, reason=reason, confidence=_DOUBT)


def _least(piece: Piece, pieces: Sequence[Piece], start: int, end: int) -> float:
    """Return how likely a paragraph has to be of a speech that it is not doubted.

    Args:
        piece: The paragraph.
        pieces: All of the page.
        start: The first piece of the speech.
        end: The piece behind its last.
    """
    name = piece.speaker or ""
    if _is_one_quotation(pieces, start, end) or _is_set_off_as(
        name, pieces, start, end
    ):
        return 0.0
    if _is_rounded_off(pieces, start, end):
        return _MIN_SHARE_BEFORE_END
    return _MIN_SHARE_DOUBTED if piece.confidence < MIN_CONFIDENCE else _MIN_SHARE


def _served(piece: Piece) -> Piece:
    reason = piece.reason
    if reason.basis is Basis.NOTHING:
        reason = replace(reason, basis=Basis.ANNOUNCEMENT)
    return replace(piece, confidence=max(piece.confidence, _SERVED), reason=reason)


def _doubt(piece: Piece, why: str) -> Piece:
    return replace(
        piece,
        confidence=min(piece.confidence, _GREAT_DOUBT),
        reason=piece.reason.doubted(why),
    )


def _share_of(
    name: str, spoken: Sequence[int], pieces: Sequence[Piece], document: Document
) -> float | None:
    """Return how likely somebody gives the speech, from 0 to 1; None if the page says nothing.

    It says nothing of a name that has no known given name.
    """
    likely = likely_speaker(pieces, spoken[0], spoken[-1] + 1, document)
    if likely is None or not may_have_given_name(name):
        return None
    return likely.share if same_person(likely.name, name) else 0.0


def _has_labels(pieces: Sequence[Piece]) -> bool:
    """Return whether a paragraph opens with a whole name, as under a label of no known look.

    "[Ada Brook] I thank the crews.", but "Ada Brook thanked the crews."
    """
    firsts = ((p.text, next(mentions_in(p.text), None)) for p in pieces if is_prose(p))
    return any(
        first is not None
        and not any(map(str.isalnum, text[: first.start]))
        and _BEHIND_LABEL.match(text, first.end)
        for text, first in firsts
    )


def _earlier_end(page: ToldPage, start: int, end: int) -> LikeliestPlace | None:
    """Return where a speech most likely ends before the piece at which rules end it.

    None where something there closes it.
    """
    pieces = page.pieces
    found = find_told_end(page, start)
    if found is None or found.place.end >= end or found.share < _LIKELY:
        return None
    told = sum(len(p.text) for p in pieces[:start] if is_prose(p)) > _MIN_TOLD
    if _is_rounded_off(pieces, start, end) or tells_of_reaction(pieces, end):
        return None
    return found if told or found.place.is_closed else None


def _is_rounded_off(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether a speech ends with a farewell, or with the quotation that opens it."""
    return _is_one_quotation(pieces, start, end) or takes_leave(pieces[end - 1].text)


def _is_one_quotation(pieces: Sequence[Piece], start: int, end: int) -> bool:
    opening, ending = pieces[start].text.strip(), pieces[end - 1].text.strip()
    return opening.startswith(tuple(OPENING_QUOTES)) and ending.endswith(
        tuple(CLOSING_QUOTES)
    )


def _starts_elsewhere(
    found: LikeliestPlace, start: int, pieces: Sequence[Piece], *, known: bool
) -> bool:
    """Return whether a speech surely starts elsewhere than at the piece that rules find.

    Args:
        found: Where it most likely stands.
        start: The piece that rules find.
        pieces: All of the page.
        known: Whether rules find a person who speaks.
    """
    if found.place.start == start or found.is_letter or _is_headed(pieces, start):
        return False
    if known and _quotes(pieces, start, found.place.start):
        return False
    above = [p.text.strip() for p in pieces[found.place.start : start] if is_prose(p)]
    if above and all(is_by_line(text) or FIELD.match(text) for text in above):
        return False  # "Published 14 March", "Place: Guildhall" stand in the head.
    surely = max(found.share, found.start_share) >= _SURE
    likely = surely or (found.is_likely and not known)
    told = any(map(is_prose, pieces[:start])) or found.start_share >= _SURE
    return likely and (found.is_sure or told)


def _is_headed(pieces: Sequence[Piece], start: int, *, titled: bool = False) -> bool:
    """Return whether "Full text of the speech" stands right above a speech.

    Or, if `titled`, "The speech of Ada Brook", which may head the page as well.
    """
    above = next((p for p in reversed(pieces[:start]) if p.text.strip()), None)
    headed = above is not None and above.kind is SegmentKind.HEADING
    if above is None or not headed:
        return False
    heads = heads_full_text(above.text) or who_said(above.text) != ""
    return heads or (titled and is_speech_heading(above.text))


def _opens_about(name: str, text: str) -> bool:
    """Return whether a speech opens with words about who is said to give it.

    "I was glad to hear Ada Brook again", but not "I am Ada Brook".
    """
    return names_in_full(text, name) and not own_name([text])


def _is_set_off_as(name: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether a speech is set off, and does not tell of the one who is said to give it."""
    told = bool(name) and any(names_surname(p.text, name) for p in pieces[start:end])
    several = not all_words("names.and").isdisjoint(name.casefold().split())
    return not (told or several) and _is_set_off(pieces, start, end)


def _is_set_off(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether headings, rules or block quotes show where a speech starts and ends.

    "The speech" heads it, and the next heading stands right below.
    """
    if all(p.quoted for p in pieces[start:end] if is_prose(p)):
        return True
    below = next((p for p in pieces[end:] if p.text.strip() or p.rule), None)
    if below is None:
        return False
    if pieces[start].ruled or pieces[start - 1].rule:
        return below.rule or below.ruled
    if below.kind is not SegmentKind.HEADING:
        return False
    titled = not tells_of_speaker([p.text for p in pieces[start:end] if is_prose(p)])
    return _is_headed(pieces, start, titled=titled)


def _tells_below_title(pieces: Sequence[Piece], spoken: Sequence[int]) -> bool:
    """Return whether an author may tell of a speech below "The speech", in place of its words.

    A paragraph opens with "She", and nobody calls those who listen, or thanks them.
    """
    first = pieces[spoken[0]]
    titled = _is_headed(pieces, spoken[0], titled=True)
    if not titled or first.quoted or first.text.lstrip()[:1] in OPENING_QUOTES:
        return False
    own = [pieces[n].text for n in spoken if is_prose(pieces[n])]
    spoken_to = addresses_audience(first.text) or any(map(says_goodbye, own))
    return tells_of_speaker(own) and not spoken_to


def _quotes(pieces: Sequence[Piece], start: int, place: int) -> bool:
    """Return whether a speech calls those who listen, and a block quote stands within it.

    Who greets readers, and leads to somebody's speech in a block quote, gives none.
    """
    if start >= place or pieces[start].quoted or not pieces[place].quoted:
        return False
    call = pieces[start].text
    leads = next(p.text for p in reversed(pieces[:place]) if is_prose(p))
    calls = addresses_audience(call)
    return calls and not SPEECH_WORD.is_in(leads)


def _place(found: LikeliestPlace) -> tuple[int, int]:
    return found.place.start, found.place.end


def _doubted(
    speech: Sequence[Piece], spoken: Sequence[int], found: LikeliestPlace
) -> list[Piece]:
    start, end = _place(found)
    outside = {n for n in spoken if not start <= n < end}
    return [
        replace(p, confidence=min(p.confidence, _DOUBT)) if n in outside else p
        for n, p in enumerate(speech)
    ]


def _moved(
    speech: Sequence[Piece],
    spoken: Sequence[int],
    found: LikeliestPlace,
    pieces: Sequence[Piece],
    document: Document,
) -> list[Piece]:
    start, end = _place(found)
    if start == spoken[0]:
        end = min(end, spoken[-1] + 1)
    end = _behind_quotation(pieces, start, end)
    first = speech[spoken[0]]
    name, reason, sure = first.speaker or "", first.reason, first.confidence
    if start != spoken[0]:
        known = name if _is_introduced(name, document) else ""
        other = far_more_likely(known, pieces, start, end, document)
        name, sure = other or name, min(sure, _DOUBT)
        unnamed = name == UNNAMED
        reason = Reason(SPEAKER_UNNAMED) if unnamed else told_of_as_speaker(name)
    moved = []
    for n, piece in enumerate(speech):
        inside = start <= n < end
        own = piece.kind is SegmentKind.SPEECH
        prose = own or (piece.kind is SegmentKind.COMMENTARY and is_prose(pieces[n]))
        if inside and prose and not tells_aside(pieces[n].text, name):
            found_here = replace(
                piece,
                kind=SegmentKind.SPEECH,
                speaker=name,
                reason=reason,
                confidence=min(piece.confidence if own else _DOUBT, sure),
            )
        elif own:
            told = unattribute(pieces[n], SegmentKind.COMMENTARY, TOLD)
            found_here = replace(told, confidence=_DOUBT)
        else:
            found_here = piece
        moved.append(replace(found_here, turn=int(inside)))
    return moved


def _behind_quotation(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where a speech ends that seems to end inside what it quotes: behind that."""
    first = end
    while first > start and pieces[first - 1].quoted:
        first -= 1
    inside = start < first < end
    while inside and end < len(pieces) and pieces[end].quoted:
        end += 1
    return end


def _is_introduced(name: str, document: Document) -> bool:
    """Return whether a name is a person's, and not that of who wrote the page."""
    author, _ = page_author(document)
    return may_have_given_name(name) and not same_person(author, name)
