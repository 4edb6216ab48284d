"""Doubt of the first reader that the last word may lift."""

from dataclasses import replace

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.basis import Basis, Reason
from content.segment.doubt.whole.lifted_doubt import liftable_doubts, may_be_lifted
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.result import Testimony as Told

ANNOUNCED = Piece(
    text="Dear neighbours, I have brought the key.",
    block=3,
    line=0,
    kind=SegmentKind.SPEECH,
    turn=1,
    speaker="Ada Brook",
    confidence=0.6,
    reason=Reason("announced by words about Ada Brook", Basis.ANNOUNCEMENT),
    testimonies=(Told(witness="speaker_is_announced", weight=2.25, says="…"),),
)


def _told(witness: str, weight: float = 0.0) -> tuple[Told, ...]:
    return (*ANNOUNCED.testimonies, Told(witness=witness, weight=weight, says="…"))


def test_slight_doubt_of_a_plain_name_may_be_lifted() -> None:
    assert may_be_lifted(ANNOUNCED)
    assert may_be_lifted(replace(ANNOUNCED, speaker="林白帆"))


@pytest.mark.parametrize(
    "piece",
    [
        replace(ANNOUNCED, confidence=0.5),
        replace(ANNOUNCED, confidence=0.8),
        replace(ANNOUNCED, under="Ada Brook"),
        replace(ANNOUNCED, kind=SegmentKind.MESSAGE),
        replace(ANNOUNCED, speaker="Holy Liturgy"),
        replace(ANNOUNCED, speaker="Mayor Ada Brook"),
        replace(ANNOUNCED, reason=Reason("she speaks", Basis.LINE_ABOVE)),
        replace(ANNOUNCED, testimonies=()),
        replace(ANNOUNCED, testimonies=_told("name_may_be_cut")),
        replace(ANNOUNCED, testimonies=_told("is_set_off", -9.0)),
    ],
)
def test_what_is_doubted_for_more_than_one_sign_is_not_lifted(piece: Piece) -> None:
    assert not may_be_lifted(piece)


def test_a_message_that_its_sender_signs_alone_may_be_lifted() -> None:
    message = replace(
        ANNOUNCED, kind=SegmentKind.MESSAGE, under="THE CHAIR", read_by="Jo Hall"
    )
    unsure = replace(message, testimonies=_told("sender_is_unsure"))
    cut = replace(message, testimonies=_told("name_may_be_cut"))
    assert may_be_lifted(message, signed=True)
    assert may_be_lifted(unsure, signed=True)
    assert not may_be_lifted(cut, signed=True)


def test_a_doubt_whether_others_named_near_it_sent_a_message_stays() -> None:
    message = replace(
        ANNOUNCED,
        kind=SegmentKind.MESSAGE,
        testimonies=_told("sender_is_unsure"),
        reason=Reason("Ada Brook signs it", Basis.UNSURE_SENDER),
    )
    assert not may_be_lifted(message, signed=True)


def test_a_speech_below_a_line_that_ends_in_a_colon_may_be_lifted() -> None:
    below = replace(ANNOUNCED, reason=Reason("she speaks", Basis.LINE_ABOVE))
    line = replace(
        ANNOUNCED, kind=SegmentKind.COMMENTARY, speaker=None, reason=Reason()
    )
    led = replace(line, text="Then Ada Brook spoke as follows:")
    told = replace(line, text="Then Ada Brook was seen at the gate.")
    assert liftable_doubts([led, below, below, told, below]) == {1, 2}


def test_a_name_with_one_sign_needs_a_slighter_doubt() -> None:
    one_sign = replace(ANNOUNCED, testimonies=_told("author_has_one_sign"))
    assert not may_be_lifted(one_sign)
    assert may_be_lifted(replace(one_sign, confidence=0.7))


PAGE = """# The harbourmaster's mistake

Last week I went to the town hall. The harbourmaster, {name}, spoke for an hour. Here is what he said.

"My friends, the harbour is silting up. I have kept this from you for too long.

"And we shall not stop before the winter."

It is a remarkable speech, I think. The town has waited for these words, and nobody clapped.
"""


@pytest.mark.parametrize(
    ("name", "served"), [("Otto Brandvold", True), ("Skarvant Treelholm", False)]
)
def test_a_speech_that_an_author_quotes_is_served_where_the_name_is_plain(
    name: str, served: bool
) -> None:
    page = PAGE.format(name=name)
    found = segment(read_document(page.encode(), "page.md"))
    spoken = [one for one in found if one.speaker]
    assert {one.speaker for one in spoken} == {name}
    assert all(one.doubtful != served for one in spoken)
