"""The paragraphs of a file that may be one person's, by numbers that a person can type."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.model import Speaker, Transcript, Turn, TurnKind
from content.names.parsing import fold_name
from content.review.answers import CannotSettleError
from content.review.rewriting import bare_line
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.voices.one_speech.endings import end_of_speech
from content.segment.voices.one_speech.salutations import find_salutation, prints_speech
from content.segment.wording.in_person import FIRST_PERSON
from content.transcript_file.parser import Layout
from content.transcript_file.text import unescape
from content.transcript_file.turns import Place

_MAX_DIGITS = 6
MAX_NUMBER = 10**_MAX_DIGITS
"""Paragraphs of a file that have a number."""

_SPAN = re.compile(rf"(\d{{1,{_MAX_DIGITS}}})(?:\s*[-–—−]\s*(\d{{1,{_MAX_DIGITS}}}))?")
_NUMBERS = re.compile(rf"{_SPAN.pattern}(?:[\s,;]+{_SPAN.pattern})*")
_MAX_AROUND = 5
"""Paragraphs at either end that may only tell of the person."""
_MAX_SIGNATURE = 110
_MAX_SALUTATION, _CALLING = 60, (",", "!", "，", "！")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of prose, whosever.

    Attributes:
        turn: The number of its turn, counted from 0.
        first: The index of its first line in the file, counted from 0.
        end: The index behind its last line.
        text: Its words.
        kind: Of its turn.
        speaker: Whose words it holds so far; empty for nobody's.
        doubtful: Whether that is in doubt.
    """

    turn: int
    first: int
    end: int
    text: str
    kind: TurnKind
    speaker: str
    doubtful: bool

    def can_be(self, names: Collection[str]) -> bool:
        """Return whether it may be the words of somebody who is called so."""
        return not self.speaker or self.doubtful or self.speaker in names


def read_paragraphs(lines: Sequence[str], layout: Layout) -> Iterator[Paragraph]:
    """Yield all paragraphs but those of headings, directions and boilerplate, in order."""
    turns = zip(layout.transcript.turns, layout.places, strict=True)
    for number, (turn, place) in enumerate(turns):
        if not _may_be_said(turn):
            continue
        for first, end in _spans(lines, turn, place):
            words = (
                unescape(bare_line(lines[n], turn).strip())[0]
                for n in range(first, end)
            )
            yield Paragraph(
                turn=number,
                first=first,
                end=end,
                text=" ".join(words),
                kind=turn.kind,
                speaker=turn.speaker or "",
                doubtful=bool(turn.doubt),
            )


def _may_be_said(turn: Turn) -> bool:
    return turn.kind.attributed or turn.kind is TurnKind.COMMENTARY


def _spans(lines: Sequence[str], turn: Turn, place: Place) -> Iterator[tuple[int, int]]:
    """Yield the lines of each paragraph of a turn."""
    inside = range(place.words - 1, place.last - (not turn.kind.attributed))
    grouped = groupby(inside, key=lambda n: bool(bare_line(lines[n], turn).strip()))
    for has_words, own in grouped:
        if has_words:
            numbers = list(own)
            yield numbers[0], numbers[-1] + 1


def may_be_one_persons(transcript: Transcript) -> bool:
    """Return whether most of what somebody may say is nobody's, or in doubt."""
    size = open_ = 0
    for turn in transcript.turns:
        if _may_be_said(turn):
            size += len(turn.text)
            sure = turn.kind.attributed and not turn.doubt
            open_ += 0 if sure else len(turn.text)
    return 2 * open_ > size


def forms_of(name: str, transcript: Transcript) -> set[str]:
    """Return the declared names that are other forms of a name, and the name itself.

    All words of the one are words of the other: "Rouben", "President Anna Rouben". A
    relative shares the surname alone, and is somebody else.
    """
    own = set(fold_name(name).split())

    def is_form(speaker: Speaker) -> bool:
        words = set(fold_name(speaker.name).split())
        return bool(words) and (words <= own or own <= words)

    found = {one.name for one in transcript.speakers if not one.voice and is_form(one)}
    return found | {name}


def parse_numbers(typed: str, count: int = MAX_NUMBER) -> list[int]:
    """Return the paragraphs that numbers mean, counted from 0, in order.

    Args:
        typed: Such as "3-12" or "1-3, 5".
        count: How many paragraphs there are.

    Raises:
        CannotSettleError: It is something else, or there is no such paragraph.

    >>> parse_numbers("1-3, 5", 6), parse_numbers("3 – 2", 6)
    ([0, 1, 2, 4], [1, 2])
    """
    spans = [(int(one), int(two or one)) for one, two in _SPAN.findall(typed) if typed]
    if not _NUMBERS.fullmatch(typed.strip()):
        raise CannotSettleError(
            f"“{typed}” names no paragraphs. Type the first and the last, such as 3-12."
        )
    for number in (number for span in spans for number in span):
        if not 0 < number <= count:
            raise CannotSettleError(
                f"There is no paragraph {number}: they have the numbers 1 to {count}."
            )
    return sorted(
        {n - 1 for one, two in spans for n in range(min(one, two), max(one, two) + 1)}
    )


def format_numbers(numbers: Sequence[int]) -> str:
    """Write paragraphs, counted from 0 and in order, as a person types them.

    >>> format_numbers([0, 1, 2, 4])
    '1-3 5'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return " ".join(
        f"{one + 1}-{two + 1}" if two > one else f"{one + 1}" for one, two in spans
    )


def split_numbers(typed: str) -> tuple[str, str]:
    """Return a typed name and the numbers of paragraphs behind it, if there are some.

    >>> split_numbers("Ada Brook 3-12"), split_numbers("Ada Brook"), split_numbers("2 3-9")
    (('Ada Brook', '3-12'), ('Ada Brook', ''), ('2', '3-9'))
    """
    words = typed.split()
    at = len(words)
    while at > 1 and _NUMBERS.fullmatch(" ".join(words[at - 1 :])):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def is_span(typed: str) -> bool:
    """Return whether somebody typed several paragraphs, and nothing else.

    >>> is_span("3-12"), is_span("3 5"), is_span("3"), is_span("Ada Brook")
    (True, True, False, False)
    """
    return not typed.isdecimal() and _NUMBERS.fullmatch(typed) is not None


def shown_numbers(count: int, theirs: Sequence[int], most: int) -> list[int]:
    """Return which paragraphs tell most of where somebody's begin and end.

    All where they are few; else those at either end, and around each first and last one.

    Args:
        count: How many paragraphs there are.
        theirs: Which of them are the person's, counted from 0.
        most: How many are few.
    """
    if count <= most:
        return [*range(count)]
    own = {*theirs}
    edges = [n for n in theirs if n - 1 not in own or n + 1 not in own]
    near = {m for n in (0, count - 1, *edges) for m in range(n - 1, n + 2)}
    return sorted(near & {*range(count)})[:most]


def likely_numbers(
    paragraphs: Sequence[Paragraph],
    turns: Sequence[Turn],
    names: Collection[str],
    name: str,
) -> list[int]:
    """Return which paragraphs are a person's if all is theirs, counted from 0.

    Where most of what can be theirs is given to somebody already, it goes from the first
    to the last paragraph of that. Else what introduces them or signs for them at either
    end is left out.

    Args:
        paragraphs: Of the file.
        turns: Of the file.
        names: Forms of the name that are declared.
        name: The name.
    """
    own = [n for n, one in enumerate(paragraphs) if one.can_be(names)]
    if not own:
        return []
    spoken = [n for n in own if paragraphs[n].speaker]
    size = sum(len(paragraphs[n].text) for n in own)
    if 2 * sum(len(paragraphs[n].text) for n in spoken) > size:
        first, last = spoken[0], spoken[-1]
    else:
        first, last = _from_to([paragraphs[n].text for n in own], name)
        first, last = own[first], own[last]
        signed = _signature(turns, paragraphs[own[len(own) // 2]].turn, name)
        own = [n for n in own if n == first or paragraphs[n].turn < signed]
    return _without_messages(paragraphs, [n for n in own if first <= n <= last], names)


def _without_messages(
    paragraphs: Sequence[Paragraph], own: Sequence[int], names: Collection[str]
) -> list[int]:
    """Return paragraphs without what may be read out for another, unless that is most.

    On pages of one person's, most of that is another's, though in doubt.
    """

    def size(numbers: Sequence[int]) -> int:
        return sum(len(paragraphs[n].text) for n in numbers)

    kept = [
        n
        for n in own
        if paragraphs[n].kind is not TurnKind.MESSAGE or paragraphs[n].speaker in names
    ]
    return kept if 2 * size(kept) > size(own) else [*own]


def _calls(text: str) -> bool:
    """Return whether a line may be the first of a salutation that has several."""
    return len(text) <= _MAX_SALUTATION and text.rstrip().endswith(_CALLING)


def _signature(turns: Sequence[Turn], middle: int, name: str) -> int:
    """Return the line below the middle that signs for a person; behind all for none.

    Such a line may have been taken for a direction, or for the page's.
    """
    for number in range(middle + 1, len(turns)):
        turn = turns[number]
        short = not _may_be_said(turn) and len(turn.text) <= _MAX_SIGNATURE
        if short and _is_about(turn.text, name):
            return number
    return len(turns)


def _from_to(texts: Sequence[str], name: str) -> tuple[int, int]:
    """Return the first and the last of some paragraphs that a person may say."""
    pieces = [
        Piece(text=text, block=n, line=n, kind=SegmentKind.COMMENTARY)
        for n, text in enumerate(texts)
    ]
    first = find_salutation(pieces)
    while first and _calls(texts[first - 1]):
        first -= 1
    if first is None:
        first = max(
            (
                n + 1
                for n, text in enumerate(texts[:_MAX_AROUND])
                if prints_speech(text) or _is_about(text, name)
            ),
            default=0,
        )
    if first >= len(texts):
        return 0, len(texts) - 1
    spoken = range(first, len(texts))
    last = end_of_speech(pieces, spoken, name, framed=first > 0) - 1
    signed = (
        n - 1
        for n in range(max(first + 1, len(texts) - _MAX_AROUND), last + 1)
        if _is_about(texts[n], name)
    )
    return first, min(signed, default=last)


def _is_about(text: str, name: str) -> bool:
    """Return whether a paragraph names the person, as nobody does who speaks."""
    bare = name.replace(" ", "")
    named = names_surname(text, name) or bare in text.replace(" ", "")
    return named and (len(text) <= _MAX_SIGNATURE or not FIRST_PERSON.is_in(text))
