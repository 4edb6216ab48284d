"""Doubt about a document as a whole: how well its labels and names explain it."""

import pytest

from content.document import Document
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, read_first, segment
from content.segment.doubt.document import Name
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import read_weights, weigh
from content.segment.doubt.whole.explained import WITNESSES
from content.segment.doubt.whole.verdict import WEIGHTS

TURNS = "".join(
    f"{name}: I think that the tide was high on day {day}.\n\n"
    for day in range(1, 7)
    for name in ("Ada Brook", "Tom Ferro")
)
ABOVE = "The harbour opened in March, and the town came to look at it. " * 9


def _document(text: str) -> Document:
    return read_document(text.encode(), "talk.txt")


def _heard(text: str, passage: str) -> set[str]:
    """Return the witnesses about the passage that holds some words."""
    document = _document(text)
    first = read_first(document)
    pieces = weigh(first.pieces, first.lines, first.labels, document)
    reading = Reading(pieces, first.lines, first.labels, document)
    (place,) = [n for n, piece in enumerate(pieces) if passage in piece.text]
    return {
        one.name
        for one in WITNESSES
        if any(start <= place < end for start, end in one.spans(reading))
    }


def _spoken(text: str) -> list[Segment]:
    return [one for one in segment(_document(text)) if one.speaker]


def test_a_transcript_with_a_clear_convention_is_served() -> None:
    assert all(one.confidence >= MIN_CONFIDENCE for one in _spoken(TURNS))


def test_labels_that_come_back_speak_for_what_stands_under_them() -> None:
    assert "labels_come_back" in _heard(
        TURNS.replace("day 6", "the last day", 1), "the last day"
    )


@pytest.mark.parametrize(
    ("passage", "sign"),
    [
        ("- The quay is closed.", "opens_with_mark"),
        ("Tom Ferro came later.", "opens_with_another"),
        ("and so we waited.", "opens_small"),
        ("Write to us at www.tide.example", "has_address"),
        ("Minutes of the day", "is_a_scrap"),
    ],
)
def test_the_shape_of_a_paragraph_under_a_label_is_heard(
    passage: str, sign: str
) -> None:
    text = f"{TURNS}Ada Brook: I have one more.\n\n{passage}\n\n{TURNS}"
    assert sign in _heard(text, passage.removeprefix("- "))
    assert sign not in _heard(text, "I have one more.")


def test_a_paragraph_that_goes_on_is_heard_and_the_first_is_not() -> None:
    text = f"{TURNS}Ada Brook: I came late.\n\nI saw the boats go out.\n\n{TURNS}"
    assert "goes_on" in _heard(text, "I saw the boats")
    assert "goes_on" not in _heard(text, "I came late")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Brook", {"plain"}),
        ("Ms. Brook", {"title"}),
        ("La Sra. Brook", {"title"}),
        ("Minister Tarnholt", {"office"}),
        ("Voivodship Ada Tarnholt", {"strange"}),
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


FEW = "Ada Brook: I think that it rained.\n\nTom Ferro: I do not think so.\n\n"
LONG = TURNS.replace(".\n\n", ".\n\nI was there to see it.\n\n")
OFFICE = TURNS.replace("Tom Ferro:", "Mayor:")


@pytest.mark.parametrize(
    ("sign", "holds", "holds_not"),
    [
        (
            "turns_are_few",
            f"{FEW}Ada Brook: I said it.\n",
            f"{TURNS}Ada Brook: I said it.",
        ),
        (
            "turns_are_long",
            f"{LONG}Ada Brook: I said it.",
            f"{TURNS}Ada Brook: I said it.",
        ),
        (
            "page_opens_with_others",
            f"{ABOVE}\n\n{TURNS}Ada Brook: I said it.",
            f"{TURNS}Ada Brook: I said it.",
        ),
        (
            "label_has_another_name",
            f"Mayor: Tom Ferro\n\n{OFFICE}Mayor: I said it.",
            f"Mayor: Tom Ferro\n\n{OFFICE}Ada Brook: I said it.",
        ),
        (
            "lacks_an_end",
            f"{TURNS}Ada Brook: I said it so that all of you would come to the quay",
            f"{TURNS}Ada Brook: I said it.",
        ),
    ],
)
def test_what_a_whole_document_tells_of_its_turns_is_heard(
    sign: str, holds: str, holds_not: str
) -> None:
    assert sign in _heard(holds, "I said it")
    assert sign not in _heard(holds_not, "I said it")


def test_lone_labels_below_most_of_a_page_are_doubted() -> None:
    text = f"{ABOVE}\n\n{ABOVE}\n\nKestrel: I liked this.\n\nPeter Quill: I did not.\n"
    assert not [one for one in _spoken(text) if one.confidence >= MIN_CONFIDENCE]


def test_what_the_whole_document_says_is_among_the_testimonies() -> None:
    told = {each.witness: each for one in _spoken(TURNS) for each in one.testimonies}
    assert told["labels_come_back"].says == "many labels of the document come back"


def test_every_witness_has_a_weight_on_its_side() -> None:
    weights = read_weights(WEIGHTS)
    assert set(weights.witnesses) == {one.name for one in WITNESSES}
    assert all((weights.witnesses[one.name] >= 0) == one.favours for one in WITNESSES)
