"""What rules give to nobody though it is spoken, and to somebody though an author tells it.

Rules know how some houses set a speech off: by a rule, a heading, a colon. The course of
a page, weighed as a whole, knows more ways (`passages.py`). Where the two part and the
course is all but sure, it counts, in doubt: a person looks at who speaks. Where it is only
likelier, what is nobody's stays so, marked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from content.document import Document
from content.language.sentence_marks import COLONS
from content.language.words.word_patterns import WORD
from content.segment.basis import Reason
from content.segment.kinds import COMMENTARY, HEADING, MESSAGE, QUESTION, SPEECH, STAGE
from content.segment.messages.messages import attribute_messages
from content.segment.messages.words import speaks_of_message
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import UNNAMED, Piece, doubted, unattribute
from content.segment.turns.announced import is_prose
from content.segment.turns.below_answers import BELOW_ANSWERS
from content.segment.voices.narration import tells_aside
from content.segment.voices.one_speech.told.likely_speaker import likely_speaker
from content.segment.voices.one_speech.told.paragraphs import reports_words
from content.segment.voices.one_speech.told.passages import (
    MAY_BE_TOLD,
    TOLD,
    Passages,
    find_passages,
)
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)

_SURELY, _LIKELY, _UNLIKELY, _HARDLY = 0.97, 0.9, 0.2, 0.05
_MIN_CHARS, _MIN_NAME, _HALF = 150, 3, 0.5
_CONFIDENCE, _DOUBT = 0.55, 0.6
_MAX_RUNS = 12  # Who speaks in each is weighed by all of the page above it.
_SPOKEN_BY = "seems to be spoken, most likely by {}"
_MAYBE_SPOKEN = (
    "seems to be spoken here, and nobody is found who speaks; somebody's, perhaps"
)


def with_surely_spoken(
    found: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece]:
    """Return a page's pieces with what is surely spoken, and without what is surely told.

    Args:
        found: All of the page, as rules give it.
        page: All of the page, with nobody's speech.
        document: The page.
    """
    asked = any(piece.kind is QUESTION for piece in found)
    passages = find_passages(page) if page.known and not asked else None
    if passages is None:
        return list(found)
    given = _with_letters_apart(_without_told(found, page, passages), page, passages)
    runs = _left_out(given, page, passages)
    return _with_spoken(given, runs, document) if runs else given


def doubt_likely_spoken(found: Sequence[Piece], page: ToldPage) -> list[Piece]:
    """Return the pieces of a page, in doubt where nobody has what is more likely spoken than told.

    Args:
        found: All of the page, as rules give it.
        page: The same, with nobody's speech.
    """
    passages = find_passages(page) if page.known else None
    if passages is None:
        return list(found)
    inside = {page.pieces[n].position: share for n, share in passages.inside.items()}
    return [
        doubted(piece, _DOUBT, _MAYBE_SPOKEN)
        if piece.kind is COMMENTARY
        and piece.reason.words != BELOW_ANSWERS
        and inside.get(piece.position, 0.0) >= _HALF
        else piece
        for piece in found
    ]


def with_own_opening(found: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the paragraph above a speech in which its speaker says who it is.

    "Good people. My name is Ada Brook, as you know."
    """
    given = list(found)
    start = next((n for n, piece in enumerate(found) if piece.kind is SPEECH), 0)
    if start == 0:
        return given
    above, first = given[start - 1], given[start]
    opens = above.kind is COMMENTARY and is_prose(above)
    # "I am Ada Brook, and this is what I said:"
    opens = opens and not (first.ruled or above.text.rstrip().endswith(COLONS))
    if opens and same_person(own_name([above.text]), first.speaker or ""):
        given[start - 1] = replace(
            above,
            kind=SPEECH,
            turn=first.turn,
            speaker=first.speaker,
            confidence=first.confidence,
            reason=first.reason,
        )
    return given


def _places(found: Sequence[Piece], page: ToldPage) -> Mapping[int, Sequence[int]]:
    """Return where the parts of each paragraph of a page stand among its pieces."""
    parts = defaultdict(list)
    for place, piece in enumerate(found):
        parts[piece.position].append(place)
    return {n: parts[page.pieces[n].position] for n in page.prose}


def _without_told(
    found: Sequence[Piece], page: ToldPage, passages: Passages
) -> list[Piece]:
    """Return pieces of which nobody has what an author surely tells.

    An author opens the page, and most of what rules give to people is spoken.
    """
    given, inside = list(found), passages.inside
    places = _places(found, page)
    whole = {
        n: parts[0]
        for n, parts in places.items()
        if len(parts) == 1 and found[parts[0]].kind is SPEECH
    }
    said = sum(len(page.pieces[n].text) for n in whole)
    agreed = sum(len(page.pieces[n].text) for n in whole if inside[n] >= _LIKELY)
    first = page.prose[0]
    if inside[first] > _UNLIKELY or first in whole or agreed <= _HALF * said:
        return given
    for n, place in whole.items():
        if inside[n] <= _HARDLY:
            told = unattribute(page.pieces[n], COMMENTARY, TOLD)
            given[place] = replace(told, confidence=_DOUBT)
        elif inside[n] <= _UNLIKELY:
            given[place] = doubted(found[place], _CONFIDENCE, MAY_BE_TOLD)
    return given


def _with_letters_apart(
    found: Sequence[Piece], page: ToldPage, passages: Passages
) -> list[Piece]:
    """Return pieces with the letters in a speech that stand below what an author surely tells.

    "Klara could not come. She sent a letter:", and below it "Dear 4b!"
    """
    given, places = list(found), _places(found, page)
    below = {
        n
        for above, n in pairwise(page.prose)
        if passages.inside[above] <= _UNLIKELY
        and speaks_of_message(page.pieces[above].text)
        and any(found[place].kind is SPEECH for place in places[n][:1])
        and any(p.kind is SPEECH for p in found[: next(iter(places[above]), 0)])
    }
    if not below:
        return given
    openings = {page.pieces[n].position for n in below}
    shown = {piece.position: n for n, piece in enumerate(found)}
    read = attribute_messages(page.pieces)
    for sender, group in groupby(read, _sender_of):
        letter = [*group]
        if not (sender and letter[0].position in openings):
            continue
        for piece in letter:
            n = shown.get(piece.position, -1)
            if n >= 0 and found[n].text == piece.text:
                given[n] = replace(piece, confidence=min(piece.confidence, _DOUBT))
    return given


def _sender_of(piece: Piece) -> str | None:
    return piece.speaker if piece.kind is MESSAGE else None


def _left_out(
    found: Sequence[Piece], page: ToldPage, passages: Passages
) -> list[list[int]]:
    """Return the places of the pieces of each run that is surely spoken, and that nobody has.

    The course of a page has somebody speak in any case: one paragraph counts beside what
    rules give to people alone.
    """
    places, runs = _places(found, page), []
    fewest = 1 if any(p.kind is SPEECH for p in found) else 2
    for start, end in passages.spoken:
        prose = [n for n in page.prose if start <= n < end]
        free = [n for n in prose if _is_free(found, places[n])]
        shares = [passages.inside[n] for n in free]
        chars = sum(len(page.pieces[n].text) for n in free)
        sure = sum(shares) >= _LIKELY * len(free) and max(shares, default=0) >= _SURELY
        if chars >= _MIN_CHARS and len(free) >= fewest and sure:
            runs.append([places[n][0] for n in free])
    return runs if len(runs) <= _MAX_RUNS else []


def _is_free(found: Sequence[Piece], parts: Sequence[int]) -> bool:
    """Return whether a paragraph is nobody's as a whole, and does not report what somebody said."""
    if len(parts) != 1 or found[parts[0]].kind is not COMMENTARY:
        return False
    return not reports_words(found[parts[0]].text)


def _with_spoken(
    found: Sequence[Piece], runs: Sequence[Sequence[int]], document: Document
) -> list[Piece]:
    """Return pieces with each run given to who likely speaks, unless others sent it."""
    given = list(found)
    sent = {p.position for p in attribute_messages(found) if p.kind is MESSAGE}
    for run in runs:
        if any(found[n].position in sent for n in run):
            continue
        name = _who_speaks(given, run[0], run[-1] + 1, document)
        for n in run:
            if name and is_prose(found[n]) and not tells_aside(found[n].text, name):
                given[n] = replace(
                    found[n],
                    kind=SPEECH,
                    speaker=name,
                    confidence=_CONFIDENCE,
                    reason=Reason(_SPOKEN_BY.format(name)),
                    turn=run[0],
                )
    return given


def _who_speaks(
    found: Sequence[Piece], start: int, end: int, document: Document
) -> str:
    """Return who most likely says what stands from one piece up to another; nobody if unclear."""
    said = Counter[str]()
    for piece in found:
        if piece.kind is SPEECH and piece.speaker not in {None, UNNAMED}:
            said[piece.speaker or ""] += len(piece.text)
    # Who is only quoted gives no speech.
    known = [name for name, chars in said.items() if chars >= _MIN_CHARS]
    likely = likely_speaker(found, start, end, document)
    name = likely.name if likely is not None and likely.share >= _HALF else ""
    if len(known) == 1:
        if name and _is_told_of(name, found, start):
            return name
        return "" if _stand_apart(known[0], found, start, end) else known[0]
    above = [p.speaker for p in reversed(found[:start]) if p.speaker in known]
    return name or next(iter(above), "") or ""


def _stand_apart(name: str, found: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether a heading or an hour parts what somebody says from a run of pieces."""
    own = [n for n, p in enumerate(found) if p.speaker == name]
    nearest = min(own, key=lambda n: max(start - n, n - end))
    between = found[min(nearest, end) : max(nearest, start)]
    return any(
        p.kind is HEADING or (p.kind is STAGE and any(map(str.isdigit, p.text)))
        for p in between
    )


def _is_told_of(name: str, found: Sequence[Piece], start: int) -> bool:
    """Return whether an author names somebody between the speech above and a piece."""
    words = {word for word in name.split() if len(word) >= _MIN_NAME}
    for piece in reversed(found[:start]):
        if piece.kind is SPEECH:
            return False
        if not words.isdisjoint(WORD.findall(piece.text)):
            return True
    return False
