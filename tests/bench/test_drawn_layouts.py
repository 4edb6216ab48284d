"""Layouts drawn at random keep all words of a document, and are the same each time."""

from hypothesis import given
from hypothesis import strategies as st

from bench.documents.drawn_layouts import draw
from bench.documents.reprinting import reprint
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

_GOLD = [
    GoldSegment(SegmentKind.HEADING, "The lamp"),
    GoldSegment(SegmentKind.SPEECH, "Good evening.\nWe begin.", ("Ada Brook",)),
    GoldSegment(SegmentKind.STAGE, "(Laughter.)"),
    GoldSegment(SegmentKind.SPEECH, "I am against it.", ("Tom Ferro",)),
]


@given(st.text("abcdefgh_0123456789", min_size=1, max_size=8), st.booleans())
def test_a_drawn_page_has_every_word_in_order(seed: str, held: bool) -> None:
    drawn = draw(seed, held=held)
    page, gold = reprint(_GOLD, drawn.layout)
    place = 0
    for one in gold:
        for paragraph in one.text.split("\n"):
            place = page.index(paragraph, place) + len(paragraph)
    assert drawn == draw(seed, held=held)
