"""Parts of documents and joined ones keep the speakers of their words."""

from functools import cache

from bench.documents.cuts import CUTS, Part, Whole, cut, join, whole_of
from bench.scoring.attribution import GoldSegment
from content.formats import read_document
from content.segment import SegmentKind, segment

HEAD = "The council met. Ada Brook was in the chair."
TURNS = [
    ("BROOK", "Ada Brook", "We meet to speak about the bridge."),
    ("FERRO", "Tom Ferro", "I have walked over it for thirty years."),
] * 6
PAGE = "\n\n".join([HEAD, *(f"{label}: {text}" for label, _, text in TURNS)])
GOLD = [
    GoldSegment(SegmentKind.COMMENTARY, HEAD),
    *(GoldSegment(SegmentKind.SPEECH, text, (name,)) for _, name, text in TURNS),
]


@cache
def _whole() -> Whole:
    return whole_of(PAGE, GOLD, segment(read_document(PAGE.encode(), "talk.txt")))


def _part(name: str) -> Part:
    part = cut(_whole(), name)
    assert part is not None
    return part


def test_a_part_has_the_words_of_its_lines() -> None:
    for name in CUTS:
        part = _part(name)
        assert all(one.text in part.page for one in part.gold)
    assert len(_part("three turns").gold) == 3


def test_a_name_of_the_head_is_right_as_printed_where_the_head_is_gone() -> None:
    assert "BROOK" not in _part("first turns").gold[1].names
    assert "BROOK" in _part("head gone").gold[0].names


def test_nobody_can_tell_whose_turn_goes_on_from_above() -> None:
    first, second, *_ = _part("from amid a turn").gold
    assert second.names or not first.names


def test_two_who_share_a_label_are_not_joined() -> None:
    twice = join(_whole(), _whole())
    assert twice is not None
    assert twice.gold == [*GOLD, *GOLD]
    other = [one._replace(names=one.names and ("Lena Hall",)) for one in GOLD]
    found = segment(read_document(PAGE.encode(), "talk.txt"))
    assert join(_whole(), whole_of(PAGE, other, found)) is None
