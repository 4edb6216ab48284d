"""Set what stands around the turns of one document around those of another.

Heads, lists of those present, agendas, votes, stage directions, notes and footers stay
nobody's words wherever they stand, and turns stay their speakers'. So a page of both shows
whether a document is read for its own sake, or for what happens to stand around it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import cycle
from typing import NamedTuple, Protocol

from bench.documents.reprinting import LAYOUTS, SPOKEN, layout_of, reprint
from bench.scoring.attribution import GoldSegment
from content.formats import read_document
from content.segment import SegmentKind

PLACES = ("above", "between", "below")
"""Before the first turn, before a turn of somebody else, and behind the last turn."""

ALONE = "alone"
"""The page of a document without furniture."""

# What leads to words below, and what goes on from words of somebody.
_ANNOUNCES = re.compile(r"[:：,，、]\W*$")
_GOES_ON = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ]*[a-zß-öø-ÿа-яёα-ω]|[,.;:!?…]")
_MAX_CHARS = 3000
_TAIL_CHARS = 24


class Piece(NamedTuple):
    """A part of a page, and its place if it came from another document."""

    words: GoldSegment
    place: str = ""


class Furniture(NamedTuple):
    """What nobody says in a document, and behind what share of the turns it stands."""

    piece: Piece
    behind: float


class Source(Protocol):
    """A document as found, and its words; `bench.segmentation` has such cases."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def name(self) -> str:
        """Its file name."""

    @property
    def data(self) -> bytes:
        """Its bytes."""

    @property
    def gold(self) -> list[GoldSegment] | None:
        """Its words and their speakers."""


class Page(NamedTuple):
    """A page of a document among furniture, and what its file ends in."""

    text: str
    ending: str
    pieces: list[Piece]


def pages(case: Source, other: Source, seed: str = "") -> Iterator[tuple[str, Page]]:
    """Yield the pages of a document among the furniture of another, by their names."""
    gold = case.gold or []
    document = read_document(other.data, other.name)
    lines = {line.strip() for one in document.blocks for line in one.text.split("\n")}
    around = not_naming(furniture(other.gold or [], lines), gold)
    layout = LAYOUTS[layout_of(case.label + seed, LAYOUTS)]
    for name, pieces in _crossed(case, around):
        text, _ = reprint(printed(pieces), layout)
        yield name, Page(text, layout.ending, pieces)
    ending = case.name.rpartition(".")[2]
    if ending in {"txt", "md"}:
        text = case.data.decode("utf-8-sig").replace("\r\n", "\n")
        if added := add_to_page(text, gold, around, ending):
            yield "added", Page(added[0], ending, added[1])


def _crossed(
    case: Source, around: list[Furniture]
) -> Iterator[tuple[str, list[Piece]]]:
    gold = case.gold or []
    yield ALONE, cross(gold, around, ())
    for place in PLACES:
        yield place, cross(gold, around, (place,))
    yield "in all places", cross(gold, around)
    yield "stage directions", with_stage_directions(gold, around)


def furniture(
    gold: Sequence[GoldSegment], lines: Collection[str]
) -> Iterator[Furniture]:
    """Yield what nobody says in a document, but for what leads to the words below it.

    What stands inside a line of somebody, or inside a turn, is left out, too: there only
    stage directions tell by themselves that nobody says them.
    """
    turns = [n for n, one in enumerate(gold) if one.names]
    for n, one in enumerate(gold):
        paragraphs = _paragraphs(one.text)
        if one.names or not turns or not paragraphs or len(one.text) > _MAX_CHARS:
            continue
        own = all(paragraph in lines for paragraph in paragraphs)
        if not own or _ANNOUNCES.search(one.text) or _GOES_ON.match(one.text):
            continue
        before = sum(turn < n for turn in turns)
        place = PLACES[(before > 0) + (before == len(turns))]
        inside = place == "between" and (
            gold[turns[before - 1]].names[0] == gold[turns[before]].names[0]
        )
        if not inside or one.kind is SegmentKind.STAGE:
            yield Furniture(Piece(one, place), before / len(turns))


def not_naming(
    around: Iterable[Furniture], gold: Sequence[GoldSegment]
) -> list[Furniture]:
    """Return furniture without what names a speaker of a document: it has another there.

    "Chair: Tom Ferro" says whose the words under "Chair" are.
    """
    names = {name.casefold() for one in gold for name in one.names}
    return [
        one
        for one in around
        if not any(name in one.piece.words.text.casefold() for name in names)
    ]


def cross(
    gold: Sequence[GoldSegment],
    around: Iterable[Furniture],
    places: Collection[str] = PLACES,
) -> list[Piece]:
    """Return the words of a document among the furniture of another in these places."""
    spoken = [one for one in gold if one.names]
    at = _placed(
        [one for one in around if one.piece.place in places],
        _turn_starts(spoken),
        len(spoken),
    )
    pieces = []
    for n, one in enumerate(spoken):
        pieces += [*at[n], Piece(one)]
    return [*pieces, *at[len(spoken)]]


def with_stage_directions(
    gold: Sequence[GoldSegment], around: Iterable[Furniture]
) -> list[Piece]:
    """Return the words of a document with a stage direction before every second turn."""
    stages = [one.piece for one in around if one.piece.words.kind is SegmentKind.STAGE]
    spoken = [one for one in gold if one.names]
    starts = _turn_starts(spoken)[1::2] if stages else []
    before = dict(zip(starts, cycle(stages), strict=False))
    pieces = []
    for n, one in enumerate(spoken):
        pieces += [*([before[n]] if n in before else []), Piece(one)]
    return pieces


def printed(pieces: Iterable[Piece]) -> list[GoldSegment]:
    """Return the words of a page as `reprint` prints them all."""
    return [
        one.words._replace(kind=SegmentKind.COMMENTARY)
        if one.words.kind is SegmentKind.BOILERPLATE
        else one.words
        for one in pieces
    ]


def add_to_page(
    page: str, gold: Sequence[GoldSegment], around: Iterable[Furniture], ending: str
) -> tuple[str, list[Piece]] | None:
    """Return a page of text as found with the furniture of another beside its own.

    None if the ends of its turns are not found.
    """
    lines = page.rstrip().split("\n")
    ends = _ends(gold, lines)
    if ends is None:
        return None
    starts = [
        n
        for n, one in enumerate(gold)
        if n
        and one.kind in SPOKEN
        and gold[n - 1].names
        and one.names[:1] != gold[n - 1].names[:1]
        and ends[n - 1] < ends[n]
    ]
    at = _placed(around, starts, len(gold))
    parting = [""] if 4 * lines.count("") > len(lines) else []
    pieces: list[Piece] = []
    made: list[str] = []
    done = 0
    for n in range(len(gold) + 1):
        for piece in at[n]:
            mark = "## " * (ending == "md" and piece.words.kind is SegmentKind.HEADING)
            for paragraph in _paragraphs(piece.words.text):
                made += [*parting, mark + paragraph]
        made += parting if at[n] else []
        pieces += at[n]
        if n < len(gold):
            pieces.append(Piece(gold[n]))
            made += lines[done : ends[n] + 1]
            done = ends[n] + 1
    return "\n".join([*made, *lines[done:]]) + "\n", pieces


def _ends(gold: Iterable[GoldSegment], lines: Sequence[str]) -> list[int] | None:
    """Return the lines in which words end, each below the last; None if one is not found."""
    ends: list[int] = []
    start = 0
    for one in gold:
        tail = "".join(_paragraphs(one.text)[-1:])[-_TAIL_CHARS:]
        below = range(start, len(lines))
        found = next((n for n in below if lines[n].rstrip().endswith(tail)), None)
        if found is None:
            return None
        ends.append(start := found)
    return ends


def _placed(
    around: Iterable[Furniture], starts: Sequence[int], end: int
) -> defaultdict[int, list[Piece]]:
    """Return furniture by the number of what it stands before; between turns, of a start."""
    at: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece, behind in around:
        if piece.place != "between":
            at[0 if piece.place == "above" else end].append(piece)
        elif starts:
            at[min(starts, key=lambda n: abs(n - behind * end))].append(piece)
    return at


def _turn_starts(spoken: Sequence[GoldSegment]) -> list[int]:
    """Return which words open a turn under a label, but the first."""
    starts, current = [], ""
    for n, one in enumerate(spoken):
        if one.kind in SPOKEN and one.names[0] != current:
            current = one.names[0]
            starts.append(n)
    return [n for n in starts if n]


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]
