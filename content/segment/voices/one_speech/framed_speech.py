"""One speech that an author frames: announced above it, narrated between, closed below.

Words have to announce it, and a sign has to show where it starts. With both it is
served; with few of them, or where nothing closes it, a person must look. Whoever
publishes the page never speaks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words
from content.reasons import SPEAKER_UNNAMED
from content.segment.basis import Reason, announced_as_speaker, told_of_as_speaker
from content.segment.lines import Position, has_letters
from content.segment.messages.words import leads_on
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.publishers import publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.titled_surnames import headed_by_office
from content.segment.names.in_text.uncased.uncased_names import uncased_speaker
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.headlines.names import (
    BY_LINE,
    author_in_headline,
    is_tribute,
    name_alone,
)
from content.segment.turns.page_head.notes_below import FIELD
from content.segment.turns.page_head.own_speech import is_own_speech, page_owner
from content.segment.voices.introduced import Clarity, introduced
from content.segment.voices.narration import tells_aside
from content.segment.voices.one_speech.cjk_speakers import cjk_speakers
from content.segment.voices.one_speech.endings import behind_wish
from content.segment.voices.one_speech.frame_finder import (
    Frame,
    find_frame,
)
from content.segment.voices.one_speech.title_lines import (
    is_title_line,
    who_said,
    without_by_lines,
    without_title_lines,
)
from content.segment.voices.one_speech.told.likeliest_place import (
    LikeliestPlace,
    find_told_end,
    find_told_speech,
)
from content.segment.voices.one_speech.told.likely_speaker import (
    far_more_likely,
    likely_speaker,
    weigh_speaker,
)
from content.segment.voices.one_speech.told.told_page import (
    SpeechPlace,
    ToldPage,
)
from content.segment.voices.words import is_comments_heading
from content.segment.wording.in_person import SPOKEN_WORDS

_SURE, _DOUBTED, _LEAST, _UNNAMED_CONFIDENCE = 0.9, 0.6, 0.55, 0.5
# Of a likely name, the second reader says whether the page agrees on it; a guess is more
# than slightly doubtful, whatever agrees.
_CONFIDENCE = {Clarity.CLEAR: _SURE, Clarity.LIKELY: 0.8, Clarity.GUESSED: 0.55}
_ENOUGH_SIGNS, _FEW_SIGNS = 2, 0.5
_MAX_HEADS = 3
_MIN_TOLD = 160
# What speaks for who speaks counts less than what speaks for the place.
_OF_SPEAKER, _NOBODY = 0.4, -3.0
_HALF = 0.5


def attribute_framed_speech(page: ToldPage, document: Document) -> list[Piece] | None:
    """Return the pieces of a page on which an author frames one speech; None if not so.

    A sentence, or a heading, says that the speech follows as it was given; a rule, a
    block quote, quotation marks, a salutation or the first person show where it starts.
    With one of these signs, or where nobody closes it, a person must look.
    """
    pieces = page.pieces
    frame = _find_frame(page, document)
    if frame is None:
        return None
    name, clarity = _who_speaks(pieces, frame, document)
    reason = announced_as_speaker(name)
    return _attributed(pieces, frame, name, clarity, reason)


def attribute_told_speech(
    page: ToldPage,
    document: Document,
    *,
    announced: bool = False,
    surely: bool = False,
) -> list[Piece] | None:
    """Return the pieces of a page that tells of a speech in whatever words; None if not so.

    All of it is doubted here; where the page is sure, `weigh_paragraphs` serves it.

    Args:
        page: All of the page.
        document: The page.
        announced: Whether words above must announce it.
        surely: Whether it must be likely that it stands where it seems to, and what came
            after it be told.
    """
    pieces = page.pieces

    def favour(place: SpeechPlace) -> float:
        likely = likely_speaker(pieces, place.start, place.end, document)
        return _OF_SPEAKER * (likely.weight if likely is not None else _NOBODY)

    likeliest = find_told_speech(page, by_author=True, favour=favour)
    if likeliest is None or not _is_told(
        likeliest, pieces, announced=announced, surely=surely
    ):
        return None
    told = likeliest.place
    frame = Frame(
        start=told.start,
        end=behind_wish(pieces, told.end, len(pieces)),
        closed=True,
        signs=_FEW_SIGNS,
        set_off=False,
    )
    found = _find_frame(page, document)
    if found is not None and (not surely or found.start == told.start):
        frame = found
    name, clarity = _who_speaks(pieces, frame, document)
    if not (name or mourns(pieces[: frame.start], document)):
        name = far_more_likely("", pieces, frame.start, frame.end, document)
    reason = told_of_as_speaker(name)
    return _attributed(pieces, frame, name, clarity, reason)


def attribute_speech_between(
    pieces: Sequence[Piece], start: int, end: int, document: Document
) -> list[Piece]:
    """Return the pieces of a page with the speech that stands from one piece up to another.

    Rules around it, or the like, show that it is another's than the text above it.
    """
    frame = Frame(start=start, end=end, closed=True, signs=_ENOUGH_SIGNS, set_off=True)
    name, clarity = _who_speaks(pieces, frame, document)
    if not (name or mourns(pieces[:start], document)):
        name = far_more_likely("", pieces, start, end, document)
        clarity = Clarity.GUESSED
    reason = announced_as_speaker(name)
    return _attributed(pieces, frame, name, clarity, reason)


def _is_told(
    likeliest: LikeliestPlace, pieces: Sequence[Piece], *, announced: bool, surely: bool
) -> bool:
    """Return whether enough tells of the likeliest speech of a page."""
    told = likeliest.place
    if announced:
        return likeliest.is_surely_told if surely else told.is_announced
    letter = likeliest.is_letter and (surely or not likeliest.is_likely)
    if letter or _is_of_author(pieces[: told.start]):
        return False
    if surely or not likeliest.is_likely:
        return likeliest.is_sure
    return told.is_announced or told.signs["inside: in person"] >= _HALF


def _is_of_author(above: Sequence[Piece]) -> bool:
    """Return whether "what I said" is announced, and nobody is named in full who may speak."""
    told = [piece.text for piece in above if is_prose(piece)]
    named = any(" " in one.name for text in told for one in mentions_in(text))
    return not named and is_own_speech(told, ())


def _find_frame(page: ToldPage, document: Document) -> Frame | None:
    """Return where a page frames a speech; where nothing closes it, up to what people did."""
    frame = find_frame(page.pieces, document.title)
    if frame is None or frame.closed:
        return frame
    found = find_told_end(page, frame.start)
    if found is None or not found.place.is_closed:
        return frame
    return replace(frame, end=found.place.end, closed=True)


def _attributed(
    pieces: Sequence[Piece],
    frame: Frame,
    name: str,
    clarity: Clarity,
    announced: Reason,
) -> list[Piece]:
    """Return the pieces of a page with the speech that stands in its frame."""
    sure = _CONFIDENCE[clarity]
    sure = sure if frame.signs >= _ENOUGH_SIGNS else min(sure, _DOUBTED)
    sure = sure if name else _UNNAMED_CONFIDENCE
    reason = announced if name else Reason(SPEAKER_UNNAMED)
    spoken = [
        n
        for n in range(frame.start, frame.end)
        if is_prose(pieces[n]) and not tells_aside(pieces[n].text, name)
    ]
    said, comments = set(spoken), _start_of_comments(pieces, frame.end)
    later = _set_off_again(pieces, frame, name, comments) if name else set()
    resumed = {n for n in later if n - 1 in later or leads_on(pieces[n - 1].text)}
    attributed: list[Piece] = []
    for n, piece in enumerate(pieces):
        inside = frame.start <= n < frame.end
        if n in said:
            edge = n == spoken[-1] and not frame.closed
            found = replace(
                piece,
                kind=SegmentKind.SPEECH,
                speaker=name or UNNAMED,
                confidence=min(sure, _at_edge(piece.text)) if edge else sure,
                reason=reason,
            )
        elif n in later:
            found = replace(
                piece,
                kind=SegmentKind.SPEECH,
                speaker=name,
                confidence=min(sure, _DOUBTED if n not in resumed else 1.0),
                reason=Reason(f"set off as the words of {name} are above"),
            )
        else:
            found = _unspoken(piece, n, frame, comments)
        attributed.append(replace(found, turn=int(inside or n in later)))
    return attributed


def _unspoken(piece: Piece, n: int, frame: Frame, comments: int) -> Piece:
    """Return a piece of a page that is not of the speech in its frame.

    Args:
        piece: The piece.
        n: Its place.
        frame: Where the speech stands.
        comments: Where the heading of the readers' comments stands.
    """
    if not is_prose(piece):
        return piece
    if n > comments:
        return unattribute(piece, SegmentKind.COMMENT, "below the comments' heading")
    if n < frame.start:
        reason = "introduces the speech"
    elif n < frame.end:
        reason = "tells what happened during the speech"
    else:
        reason = "after the speech"
    return unattribute(piece, SegmentKind.COMMENTARY, reason)


def _set_off_again(
    pieces: Sequence[Piece], frame: Frame, name: str, limit: int
) -> set[int]:
    """Return the block quotes below a speech in one, where its author goes on with it.

    "I stop her here.", and below it the next part. Neither does a colon lead to another's
    words, nor is anybody else named in full between. Items below a colon are part of it.
    """
    first = [p for p in pieces[frame.start : frame.end] if is_prose(p)]
    found: set[int] = set()
    if not all(piece.quoted for piece in first):
        return found
    last = first[-1].text.strip()
    for n in range(frame.end, min(limit, len(pieces))):
        piece = pieces[n]
        text = piece.text.strip()
        listed = n - 1 in found and last.endswith((*COLONS, ";"))
        if not is_prose(piece):
            continue
        if listed or (piece.quoted and not last.endswith(COLONS)):
            found.add(n)
        elif piece.quoted or _names_another(text, name):
            break
        last = text
    return found


def _names_another(text: str, name: str) -> bool:
    """Return whether a text names somebody else in full."""
    people = [one.name for one in mentions_in(text)]
    # "column M. Try it": an initial may end a sentence.
    whole = [one for one in people if len(one.partition(" ")[0].strip(".")) > 1]
    return any(" " in one and not same_person(one, name) for one in whole)


def _at_edge(text: str) -> float:
    """Return how sure the last words of a speech may be that nothing closes.

    Where nobody speaks in person or calls anybody in them, they may tell what came after.
    """
    return _DOUBTED if SPOKEN_WORDS.is_in(text) else _LEAST


def _who_speaks(
    pieces: Sequence[Piece], frame: Frame, document: Document
) -> tuple[str, Clarity]:
    """Return who says in the first words who they are, or whom those above introduce.

    With it, how clearly.
    """
    inside = [p.text for p in pieces[frame.start : frame.end] if is_prose(p)]
    own = own_name(inside)
    if " " in own:
        return own, Clarity.CLEAR
    name, clarity = _introduced(pieces, frame, document, next(iter(inside), ""))
    name = _without_opening_word(name, pieces[: frame.start], document)
    if name and not _is_authors_speech(pieces[: frame.start], document):
        name, unsure = weigh_speaker(name, pieces, frame.start, frame.end, document)
        clarity = Clarity.GUESSED if unsure else clarity
    if own and not name.startswith(own):
        likely = likely_speaker(pieces, frame.start, frame.end, document)
        named = likely is not None and own in likely.name.split()
        return likely.name if likely and named else own, Clarity.LIKELY
    return name, Clarity.GUESSED if _are_two(name) else clarity


def _are_two(name: str) -> bool:
    """Return whether a name is two given names, of whom one speaks at a time.

    >>> _are_two("Lasse och Anita"), _are_two("Josep Puig i Cadafalch")
    (True, False)
    """
    one, *joint, two = name.split() if " " in name else ("", "")
    joined = len(joint) == 1 and joint[0] in all_words("names.and")
    return joined and is_given_name(one) and is_given_name(two)


def _without_opening_word(name: str, top: Sequence[Piece], document: Document) -> str:
    """Return a name of three words without the first, where the page has it so elsewhere.

    "Utolsóként Pintér Gergely" opens a sentence, and "Pintér Gergely" a headline.
    """
    first, _, rest = name.partition(" ")
    # "Amit" is a given name elsewhere, and in Hungarian the last word is one.
    given = is_given_name(first) and not is_given_name(rest.rpartition(" ")[2])
    if " " not in rest or given:
        return name
    alone = re.compile(rf"(?<!{re.escape(first)} )(?<!\w){re.escape(rest)}(?!\w)")
    return (
        rest
        if any(map(alone.search, (document.title, *(p.text for p in top))))
        else name
    )


def _introduced(
    pieces: Sequence[Piece], frame: Frame, document: Document, opening: str
) -> tuple[str, Clarity]:
    """Return whom the words above the speech introduce, and how clearly.

    Args:
        pieces: All of the page.
        frame: Where the speech stands.
        document: The page.
        opening: The first paragraph of the speech.
    """
    top, foot = pieces[: frame.start], pieces[frame.end :]
    above = [p.text for p in top if is_prose(p) and not is_by_line(p.text)]
    heads = _headings(top)
    if _is_authors_speech(top, document):
        name, agreed = page_owner(document, above)
        return name, Clarity.CLEAR if agreed else Clarity.LIKELY
    uncased, agreed = uncased_speaker([*heads, *above])
    if uncased:
        return uncased, Clarity.CLEAR if agreed else Clarity.LIKELY
    if any(map(WITHOUT_CASE.search, above)):
        # "马静宜的演讲（1925年）" looks like a by-line.
        heads += [p.text for p in top if is_prose(p) and is_title_line(p.text)]
    headed = _named_right_above(top) if above else ""
    above, named = without_title_lines(above)
    if headed or named:
        return headed or named, Clarity.CLEAR
    told = next((n for n, text in enumerate(above) if len(text) >= _MIN_TOLD), 0)
    above = [*without_by_lines(above[:told], above[told:]), *above[told:]]
    heads = without_by_lines(heads, above)
    after = [p.text for p in foot if is_prose(p) and not is_by_line(p.text)]
    publishers = publishers_of(document)
    found = introduced(above, heads, after, publishers, opening=opening)
    # "日比野館長のあいさつ", and in the first words "館長の日比野潔でございます。"
    own = next(cjk_speakers(pieces[: frame.end], frame.start), "")
    if own and own.startswith(found[0]):
        return own, Clarity.CLEAR if found[0] else Clarity.LIKELY
    if found[0]:
        return found
    headed = headed_by_office(heads, above)
    # "By Kate Brook" names who made the page.
    titles = [head for head in heads if not BY_LINE.regex.match(head.strip())]
    return (headed, Clarity.GUESSED) if headed else _of_collection(titles)


def _is_authors_speech(top: Sequence[Piece], document: Document) -> bool:
    """Return whether what stands above a speech says that it is the page's author's."""
    above = [p.text for p in top if is_prose(p) and not is_by_line(p.text)]
    return is_own_speech(above, [document.title, *_headings(top)])


def mourns(top: Sequence[Piece], document: Document) -> bool:
    """Return whether a speech is the page's author's, and praises whom that tells of."""
    heads = [document.title, *_headings(top)]
    return _is_authors_speech(top, document) and any(map(is_tribute, heads))


def _headings(top: Sequence[Piece]) -> list[str]:
    return [
        p.text
        for p in top
        if p.kind is SegmentKind.HEADING and not FIELD.match(p.text.strip())
    ]


def _named_right_above(top: Sequence[Piece]) -> str:
    """Return whom a heading right above a speech names, or below a rule a line of its own.

    "Ing. Ada Brook" alone. Without a rule, such a line may sign what stands above it.
    """
    lettered = (n for n in reversed(range(len(top))) if has_letters(top[n].text))
    n = next(lettered, None)
    if n is None:
        return ""
    text = top[n].text.strip()
    ruled = n > 0 and (top[n - 1].rule or not has_letters(top[n - 1].text))
    heads = ruled or top[n].kind is SegmentKind.HEADING
    name = name_alone(text) if heads and not BY_LINE.regex.match(text) else ""
    return name if name and has_given_name(name) else _owner_in_heading(top[n])


def _owner_in_heading(piece: Piece) -> str:
    """Return the one person whom a heading right above a speech says to give it.

    "Speech by Ada Brook", or where names are declined "Oproštajni govor Ane Horvat".
    """
    text = piece.text.strip()
    if piece.kind is SegmentKind.HEADING and (name := who_said(text)):
        return name
    noun = SPEECH_WORD.search(text) if piece.kind is SegmentKind.HEADING else None
    if noun is None or is_tribute(text):
        return ""
    behind = text[noun.end() :]
    first = next(mentions_in(behind), None)
    beside = first is not None and not behind[: first.start].strip()
    return author_in_headline(text) or (first.name if first and beside else "")


def _of_collection(heads: Sequence[str]) -> tuple[str, Clarity]:
    """Return whose speeches a book collects: its first lines are a name and a title."""
    for n, head in enumerate(heads[:_MAX_HEADS]):
        if name := name_alone(head):
            titled = n + 1 < len(heads) and SPEECH_WORD.is_in(heads[n + 1])
            # "MASS INTENTIONS" heads a part of a newsletter.
            if titled or is_given_name(name.partition(" ")[0]):
                return name, Clarity.LIKELY
    return "", Clarity.GUESSED


def frames_speech_before(
    pieces: Sequence[Piece], title: str, position: Position
) -> bool:
    """Return whether a page frames a speech that ends before a line.

    What looks like labels from there on are names of readers, or a postscript.
    """
    above = [p for p in pieces if p.position < position]
    for shown in (pieces, above):
        frame = find_frame(shown, title)
        if frame is not None and frame.closed and frame.signs >= 1:
            last = shown[frame.end - 1]
            if last.position < position:
                return True
    return False


def _start_of_comments(pieces: Sequence[Piece], end: int) -> int:
    """Return where the heading of the readers' comments stands; behind all if nowhere."""
    headings = (
        n
        for n in range(end, len(pieces))
        if is_comments_heading(pieces[n].text.strip())
    )
    return next(headings, len(pieces))
