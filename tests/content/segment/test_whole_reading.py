"""Doubt about a document as a whole: how well its labels and names explain it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from content.document import Document
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, segment
from content.segment.doubt.document import Name
from content.segment.doubt.second_reader import read_weights
from content.segment.doubt.whole import looks
from content.segment.doubt.whole.explained import WITNESSES
from content.segment.doubt.whole.verdict import WEIGHTS, WEIGHTS_WITH_LOOKS
from content.segment.doubt.witness import Witness

TURNS = "".join(
    f"{name}: I think that the tide was high on day {day}.\n\n"
    for day in range(1, 7)
    for name in ("Ada Brook", "Tom Ferro")
)
ABOVE = "The harbour opened in March, and the town came to look at it. " * 9


def _document(text: str) -> Document:
    return read_document(text.encode(), "talk.txt")


def _spoken(text: str) -> list[Segment]:
    return [one for one in segment(_document(text)) if one.speaker]


def test_a_transcript_with_a_clear_convention_is_served() -> None:
    assert all(one.confidence >= MIN_CONFIDENCE for one in _spoken(TURNS))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Brook", {"plain"}),
        ("Ms. Brook", {"title"}),
        ("La Sra. Brook", {"title"}),
        ("Minister Tarnholt", {"office"}),
        ("Voivodship Ada Tarnholt", {"strange"}),
        ("Міщук Петро Іванович", {"plain"}),
        ("Apt. Yön. Turgut Bey", set()),
        ("Lampara, Rogelio Zúñiga", set()),
    ],
)
def test_what_the_words_of_a_name_are(name: str, said: set[str]) -> None:
    found = Name(name)
    assert said == {
        sign
        for sign, holds in (
            ("title", found.opens_with_title),
            ("office", found.holds_office),
            ("plain", found.is_plain),
            ("strange", found.opens_strangely),
        )
        if holds
    }


def test_lone_labels_below_most_of_a_page_are_doubted() -> None:
    text = f"{ABOVE}\n\n{ABOVE}\n\nKestrel: I liked this.\n\nPeter Quill: I did not.\n"
    assert not [one for one in _spoken(text) if one.confidence >= MIN_CONFIDENCE]


def test_what_the_whole_document_says_is_among_the_testimonies() -> None:
    told = {each.witness: each for one in _spoken(TURNS) for each in one.testimonies}
    assert told["labels_come_back"].says == "many labels of the document come back"


@pytest.mark.parametrize(
    ("path", "witnesses"),
    [
        (WEIGHTS_WITH_LOOKS, WITNESSES),
        (WEIGHTS, [one for one in WITNESSES if one not in looks.WITNESSES]),
    ],
)
def test_every_witness_has_a_weight_on_its_side(
    path: Path, witnesses: Sequence[Witness]
) -> None:
    weights = read_weights(path)
    assert set(weights.witnesses) == {one.name for one in witnesses}
    assert all((weights.witnesses[one.name] >= 0) == one.favours for one in witnesses)
