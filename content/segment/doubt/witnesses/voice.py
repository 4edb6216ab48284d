"""Witnesses about the voice of a passage: who is spoken of, and to whom."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from content.language.words.word_patterns import WORD
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import says_who_speaks
from content.segment.names.in_text.same_person import (
    names_surname,
    same_person,
    stem_of,
)
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import CJK_ROLE
from content.segment.result import SegmentKind
from content.segment.voices.narration import may_tell
from content.segment.voices.words import AUTHOR_PHRASE, says_goodbye
from content.segment.wording.in_person import FIRST_PERSON

_MIN_NAME_CHARS = 3
_MIN_BENT_CHARS = 5


def _surname(reading: Reading, turn: Turn) -> str:
    speaker = next(
        (p.speaker for p in reading.pieces[turn.start : turn.end] if p.speaker), None
    )
    words = reading.speakers.get(speaker or "", ())
    if len(words) > 1 and CJK_ROLE.regex.fullmatch(words[-1]):
        words = words[:-1]  # "강혜린 의원" has the office behind the name.
    name = words[-1] if words else ""
    return (
        name
        if len(name) >= (2 if WITHOUT_CASE.match(name) else _MIN_NAME_CHARS)
        else ""
    )


@opposes("it speaks about the speaker by name")
def names_own_speaker(reading: Reading) -> Iterator[Span]:
    """Find passages inside a turn that name the turn's own speaker."""
    for turn in reading.turns:
        surname = _surname(reading, turn)
        if not surname or is_role(surname) or CJK_ROLE.regex.fullmatch(surname):
            continue
        speaker = reading.pieces[turn.start].speaker
        for n in turn.inside:
            text = reading.pieces[n].text
            # Below "Question" whoever answers may call it "a good question".
            own = reading.pieces[n].speaker == speaker
            named = own and _names(reading, text, surname)
            if named and not says_who_speaks(text, surname):
                yield n, n + 1


def _names(reading: Reading, text: str, surname: str) -> bool:
    """Return whether a text has a surname, in any case where the language bends names."""
    folded = text.casefold()
    if WITHOUT_CASE.match(surname):
        return surname in folded
    bends = len(surname) >= _MIN_BENT_CHARS and stem_of(surname) in folded
    if bends and reading.names.forms.bends_names:
        return names_surname(text, surname)
    return surname in folded and surname in WORD.findall(folded)


@opposes("the last words, from here on, speak about the speaker by name")
def names_own_speaker_last(reading: Reading) -> Iterator[Span]:
    """Find the rest of the last turn, from where it names its own speaker."""
    own = [a for a, _ in names_own_speaker.spans(reading)]
    for turn in reading.turns:
        if turn.last:
            first = next((n for n in own if turn.start <= n < turn.end), None)
            if first is not None:
                yield first, turn.end


@opposes("it speaks about the speaker by office")
def names_own_office(reading: Reading) -> Iterator[Span]:
    """Find passages inside a turn that name an office from the turn's own label."""
    for turn, label in reading.labelled:
        offices = _offices_in(label.key) if turn.inside else frozenset()
        if not offices:
            continue
        for n in turn.inside:
            folded = reading.pieces[n].text.casefold()
            # Few texts have the letters: a quick check first.
            if any(office in folded for office in offices) and not (
                offices.isdisjoint(WORD.findall(folded))
            ):
                yield n, n + 1


@lru_cache(maxsize=4096)
def _offices_in(key: str) -> frozenset[str]:
    return frozenset(filter(is_role, key.split()))


@opposes(
    "the last words tell of another speaker, and nobody speaks in person", decides=True
)
def tells_of_another(reading: Reading) -> Iterator[Span]:
    """Find the last paragraphs in which nobody speaks in person that name a speaker in full."""
    people = [name for name in reading.speakers if " " in name]
    for turn in reading.turns:
        if not turn.last:
            continue
        for n in reversed(turn.inside):
            text = reading.pieces[n].text
            if reading.is_personal(text):
                break
            named = [one.name for one in mentions_in(text)]
            if any(same_person(name, one) for one in named for name in people):
                yield n, n + 1


@opposes("the speaker has taken leave before it")
def after_goodbye(reading: Reading) -> Iterator[Span]:
    """Find what follows thanks at the end of a passage inside a turn."""
    for turn, _ in reading.labelled:
        before = None
        for n in range(turn.start, turn.end):
            piece = reading.pieces[n]
            if not piece.spoken:
                continue
            if before is not None and says_goodbye(reading.pieces[before].text):
                yield n, min(turn.end, n + 3)
                break
            before = n


@opposes("the speaker of the last turn has taken leave before it")
def after_last_goodbye(reading: Reading) -> Iterator[Span]:
    """Find what follows the last thanks of the last turn."""
    for turn, _ in reading.labelled:
        if not turn.last:
            continue
        start = max(turn.start, reading.clapped_until(turn))
        spoken = [n for n in range(start, turn.end) if reading.pieces[n].spoken]
        for n, after in reversed(list(pairwise(spoken))):
            if says_goodbye(reading.pieces[n].text):
                yield after, turn.end
                break


@opposes("from here on somebody may write about the speech")
def author_takes_over(reading: Reading) -> Iterator[Span]:
    """Find the rest of the last turn, from the first phrase of authors on."""
    for turn, _ in reading.labelled[-1:]:
        clapped = reading.clapped_until(turn)
        for n in turn.inside:
            written = turn.last and n > clapped and n not in reading.set_off
            if written and AUTHOR_PHRASE.is_in(reading.pieces[n].text):
                yield n, turn.end
                break


@opposes("from here on somebody may tell what came after the speech", decides=True)
def tells_what_came_after(reading: Reading) -> Iterator[Span]:
    """Find the end of a page on which an author writes, from where it may tell again.

    So does what follows the last thanks there.
    """
    noted = reading.framed or any(
        piece.kind is SegmentKind.COMMENTARY and AUTHOR_PHRASE.is_in(piece.text)
        for piece in reading.pieces
    )
    if not (noted and reading.end_is_open):
        return
    for turn, _ in reading.labelled[-1:]:
        clapped = reading.clapped_until(turn)
        for n in turn.inside:
            if turn.last and n > clapped and may_tell(reading.pieces[n].text):
                yield n, turn.end
                break
        thanked = (a for a, end in after_last_goodbye.spans(reading) if end == turn.end)
        for n in thanked:
            yield n, turn.end


@opposes("nobody speaks in person from here to the end of the document, unlike before")
def person_stops(reading: Reading) -> Iterator[Span]:
    """Find the end of a turn in which nobody says "I" or "we" any more."""
    for turn, _ in reading.labelled:
        if not turn.last or not reading.end_is_open:
            continue
        spoken = [n for n in range(turn.start, turn.end) if reading.pieces[n].spoken]
        personal = [n for n in spoken if FIRST_PERSON.is_in(reading.pieces[n].text)]
        if personal and 2 * len(personal) >= len(spoken):
            rest = [n for n in spoken if n > personal[-1]]
            if rest:
                yield rest[0], turn.end


WITNESSES: tuple[Witness, ...] = (
    names_own_speaker,
    names_own_speaker_last,
    names_own_office,
    tells_of_another,
    after_goodbye,
    after_last_goodbye,
    author_takes_over,
    tells_what_came_after,
    person_stops,
)
