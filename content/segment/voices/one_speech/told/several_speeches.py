"""Speeches that an author prints on one page, each given to whom he likely tells of.

"Then his sister got up, Ada Brook." What rules give to one person is held against it:
whoever is named right above another speech, and most likely gives it, speaks there. Where
rules only guess whose words a page holds, that counts of one speech, too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from content.document import Document
from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.basis import Basis, told_of_as_speaker
from content.segment.messages.words import opens_with_salutation, speaks_of_message
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import (
    has_given_name,
    is_given_name,
    may_have_given_name,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.own_speech import page_author
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.title_lines import is_title_line
from content.segment.voices.one_speech.told.likeliest_place import find_told_speech
from content.segment.voices.one_speech.told.likely_speaker import Likely, likely_speaker
from content.segment.voices.one_speech.told.name_lines import named_right_above
from content.segment.voices.one_speech.told.paragraphs import count_words
from content.segment.voices.one_speech.told.passages import (
    Passages,
    find_passages,
    tells_of_resumption,
)
from content.segment.voices.one_speech.told.told_page import ToldPage
from content.segment.voices.words import SPEAKS

_LIKELY, _SURE_NAME, _SURELY_INSIDE = 0.5, 0.9, 0.95
_DOUBT, _SERVED, _HEADED = 0.55, 0.9, 0.95
_TOLD = "the author tells of the next speech here"
_MAX_ABOVE_LETTER = 2
_SURELY_TOLD, _MIN_TOLD = 0.1, 250
_MIN_SHARE, _MIN_CHARS = 0.8, 150
"""How likely a run of paragraphs has to be spoken, and how long, to be a speech."""


class _Guess(Enum):
    """Whom rules take for the speaker of a page where little shows who it is.

    The value is how likely another must be to speak instead, from 0 to 1.
    """

    SOMEBODY = 0.3
    NOBODY = 0.5
    AUTHOR = 0.6
    """Who signs it, or stands at its top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speech:
    """A speech from the piece `start` up to `end`, and who most likely gives it.

    Attributes:
        headed: Whether the line right above it says so.
    """

    start: int
    end: int
    name: str
    share: float
    headed: bool = False


def with_other_speeches(
    found: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece]:
    """Return the pieces of a page, on which one person seems to speak, given to all who do.

    Args:
        found: All of the page, given to one person by rules.
        page: All of the page, with nobody's speech.
        document: The page.
    """
    pieces = page.pieces
    passages = find_passages(page) if _is_of_one(found) else None
    if passages is None:
        return list(found)
    guess = _guess_of(found, page, passages)
    speeches = _speeches_of(passages, pieces, document, guess)
    if not ((speeches and guess) or _tells_more(speeches, found)):
        return list(found)
    places = {p.position: n for n, p in enumerate(pieces)}
    heads = {one.start - 1 for one in speeches if one.headed}
    author = page_author(document)[0] if heads else ""
    given = []
    for piece in found:
        n = places.get(piece.position, -1)
        speech = next((one for one in speeches if one.start <= n < one.end), None)
        if speech is None or n in heads:
            share = 0.0 if n in heads else passages.inside.get(n, 1.0)
            # Nobody speaks beside those of whom the author of a page tells.
            authors = guess is _Guess.AUTHOR or same_person(piece.speaker or "", author)
            told = piece.spoken and (share < _LIKELY or authors)
            doubt = () if share < _LIKELY else (_DOUBT,)
            given.append(
                unattribute(piece, SegmentKind.COMMENTARY, _TOLD, *doubt)
                if told
                else piece
            )
        elif not (piece.spoken or is_prose(piece)):
            given.append(piece)
        elif not piece.spoken or not same_person(piece.speaker or "", speech.name):
            given.append(_given(piece, speech, passages.inside.get(n, 0.0)))
        else:
            given.append(piece)
    return given


def _guess_of(
    found: Sequence[Piece], page: ToldPage, passages: Passages
) -> _Guess | None:
    """Return how rules guess whose words a page holds of which its author tells much; None if they know.

    All of a page is hardly his who signs it or stands at its top if it tells of a speech.
    """
    pieces, given = page.pieces, Counter[Basis]()
    for piece in found:
        if piece.spoken:
            given[piece.reason.basis] += len(piece.text)
    told = [n for n, share in passages.inside.items() if share < _SURELY_TOLD]
    headed = _names_others(found, page, passages)
    match given.most_common(1):
        case []:
            speech = find_told_speech(page)
            if speech is None or not speech.is_likely:
                return None
            guess = _Guess.NOBODY
        case [(Basis.NOTHING, _)]:
            guess = _Guess.SOMEBODY
        case [(Basis.SIGNATURE | Basis.BY_LINE, _)]:
            guess = _Guess.AUTHOR
            theirs = {p.position for p in found if p.spoken}
            told = [n for n in told if pieces[n].position in theirs]
            if headed:
                return guess
            if next(iter(passages.inside)) not in told:
                return None
        case _:
            return None
    return guess if sum(len(pieces[n].text) for n in told) >= _MIN_TOLD else None


def _names_others(found: Sequence[Piece], page: ToldPage, passages: Passages) -> bool:
    """Return whether a line right above something spoken names another than rules find."""
    given = next((p.speaker or "" for p in found if p.spoken), "")
    spoken = (n for n, share in passages.inside.items() if share >= _MIN_SHARE)
    heads = (_named_by_author(page.pieces, passages, n) for n in spoken)
    return any(name and not same_person(name, given) for name in heads)


def _is_of_one(found: Sequence[Piece]) -> bool:
    """Return whether one person speaks on a page, at most, and nobody asks."""
    speakers = {p.speaker for p in found if p.spoken and p.speaker != UNNAMED}
    asked = any(p.kind is SegmentKind.QUESTION for p in found)
    return len(speakers) <= 1 and not asked


def _tells_more(speeches: Sequence[_Speech], found: Sequence[Piece]) -> bool:
    """Return whether a page tells of other speakers than rules find, or surely of another."""
    names = {one.name for one in speeches}
    given = next((p.speaker or "" for p in found if p.spoken), "")
    others = [one for one in speeches if not same_person(one.name, given)]
    return len(names) > 1 or any(one.share >= _SURE_NAME for one in others)


def _given(piece: Piece, speech: _Speech, share: float) -> Piece:
    sure = share >= _SURELY_INSIDE and speech.share >= _SURE_NAME
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=speech.name,
        reason=told_of_as_speaker(speech.name, Basis.ANNOUNCEMENT),
        confidence=_SERVED if sure and has_given_name(speech.name) else _DOUBT,
        turn=speech.start,
    )


def _speeches_of(
    passages: Passages,
    pieces: Sequence[Piece],
    document: Document,
    guess: _Guess | None,
) -> list[_Speech]:
    """Return the speeches of a page whose author tells who gives each; none if one is unclear.

    One alone is enough where rules guess whose words the page holds.
    """
    runs = _long_runs(pieces, passages, letters=guess is not _Guess.NOBODY)
    if len(runs) < (1 if guess else 2):
        return []
    least = guess.value if guess else _LIKELY
    speeches: list[_Speech] = []
    masked, (author, _) = list(pieces), page_author(document)
    heads = {start: _named_by_author(pieces, passages, start) for start, _ in runs}
    for start, end in runs:
        likely = likely_speaker(masked, start, end, document)
        above = speeches[-1] if speeches else None
        between = pieces[above.end if above else 0 : start]
        name, share = _who_speaks(likely, above, between, least)
        if heads[start]:
            name, share = heads[start], _HEADED
            # It names nobody who speaks further below.
            masked[start - 1] = replace(pieces[start - 1], kind=SegmentKind.STAGE)
        elif any(heads.values()) and (
            not is_given_name(name.split(" ")[0]) or same_person(name, author)
        ):
            continue
        if not name:
            return []
        headed = bool(heads[start])
        speeches.append(
            _Speech(start=start, end=end, name=name, share=share, headed=headed)
        )
        masked[start:end] = (
            replace(p, kind=SegmentKind.SPEECH, speaker=name) for p in pieces[start:end]
        )
    return speeches


def _long_runs(
    pieces: Sequence[Piece], passages: Passages, *, letters: bool
) -> list[tuple[int, int]]:
    """Return the runs of spoken paragraphs that are long, and surely spoken.

    Args:
        pieces: All of the page.
        passages: What people speak there.
        letters: Whether what opens as letters do may be a speech, too.
    """
    runs = []
    for start, end in _parted(pieces, passages):
        shares = [passages.inside[n] for n in range(start, end) if n in passages.inside]
        chars = sum(len(p.text) for p in pieces[start:end] if is_prose(p))
        likely = sum(shares) >= _MIN_SHARE * len(shares)
        sent = _is_letter(pieces, start, end, greets=not letters)
        if chars >= _MIN_CHARS and likely and not sent:
            runs.append((start, end))
    return runs


def _named_by_author(pieces: Sequence[Piece], passages: Passages, n: int) -> str:
    """Return whom a line right above a piece names, below what is no speech; empty if nobody.

    Who signs a letter in a speech has such a line, too, below words of the letter.
    """
    above = next(
        (k for k in reversed(range(max(0, n - 1))) if k in passages.inside), -1
    )
    told = passages.inside.get(above, 0.0) < _LIKELY
    return named_right_above(pieces, n) if told else ""


def _parted(pieces: Sequence[Piece], passages: Passages) -> Iterator[tuple[int, int]]:
    """Yield what is spoken, parted at lines that say whose it is, and below such at headings."""
    for start, end in passages.spoken:
        prose = [n for n in range(start, end) if is_prose(pieces[n])]
        starts = [n for n in prose if _named_by_author(pieces, passages, n)]
        heads = [n for n in range(start, end) if pieces[n].kind is SegmentKind.HEADING]
        cuts = sorted({start, *starts, *(heads if starts else ()), end})
        for a, b in pairwise(cuts):
            own = [n for n in prose if a <= n < b and n + 1 not in starts]
            if own:
                yield own[0], own[-1] + 1 if b in starts else b


def _is_letter(pieces: Sequence[Piece], start: int, end: int, *, greets: bool) -> bool:
    """Return whether a run opens with one paragraph that is set off, below words of a letter.

    It is alone in quotation marks, or in a block quote. Or, where that is asked, it greets.
    """
    text = pieces[start].text.strip()
    above = " ".join(p.text for p in pieces[:start][-_MAX_ABOVE_LETTER:] if is_prose(p))
    quoted = (
        end - start == 1
        and text.startswith(tuple(OPENING_QUOTES))
        and text.endswith(tuple(CLOSING_QUOTES))
    )
    set_off = pieces[start].quoted and not any(
        p.quoted for p in pieces[start + 1 : end]
    )
    opens = quoted or set_off or (greets and opens_with_salutation(text))
    return opens and speaks_of_message(above)


def _who_speaks(
    likely: Likely | None,
    above: _Speech | None,
    between: Sequence[Piece],
    least: float,
) -> tuple[str, float]:
    """Return who gives a speech, and how likely; nobody if that is unclear.

    Args:
        likely: Who most likely gives it, of all whom the page names above.
        above: The speech above it.
        between: What the author tells between the two.
        least: How likely it must be, from 0 to 1.
    """
    told = [p.text for p in between if is_prose(p)]
    if above is not None and told:
        if tells_of_resumption(told[-1], guess_language(told)):
            return above.name, above.share
        if led := _led_to(told[-1]):
            return led, _LIKELY
        headed = any(
            piece.kind is SegmentKind.HEADING or is_title_line(piece.text)
            for piece in between
        )
        if likely is None or not (headed or _takes_floor(likely.name, told)):
            return above.name, 0.0
    if likely is None or likely.share < least:
        return "", 0.0
    if likely.share < _LIKELY and not may_have_given_name(likely.name):
        return "", 0.0
    return likely.name, likely.share


def _led_to(text: str) -> str:
    """Return the one person whom an author leads to before a colon; empty if it is a text."""
    last = SENTENCE_GAP.split(text.rstrip())[-1]
    if not last.endswith(COLONS) or speaks_of_message(last):
        return ""
    named = {one.name for one in mentions_in(unquoted(last)) if " " in one.name}
    return named.pop() if len(named) == 1 else ""


def _takes_floor(name: str, told: Sequence[str]) -> bool:
    """Return whether an author tells that somebody speaks, or rises: "Then Ada Brook got up"."""
    language = guess_language(told)
    sentences = [s for text in told for s in SENTENCE_GAP.split(unquoted(text))]
    return any(
        (SPEAKS.is_in(sentence) or count_words("pages.rises", sentence, language))
        and (same_person(mention.name, name) or mention.name in name.split())
        for sentence in sentences
        for mention in mentions_in(sentence)
    )
