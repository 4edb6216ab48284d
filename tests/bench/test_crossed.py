"""What stands around the turns of one document is set around those of another."""

from bench.documents.crossed import (
    add_to_page,
    cross,
    furniture,
    not_naming,
    with_stage_directions,
)
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

SPEECH, STAGE = SegmentKind.SPEECH, SegmentKind.STAGE
HEAD = GoldSegment(SegmentKind.HEADING, "Council of Moor")
CHAIR = GoldSegment(SegmentKind.COMMENTARY, "Chair: Jane Hall")
VOTE = GoldSegment(SegmentKind.COMMENTARY, "The motion was carried.")
LEAD = GoldSegment(SegmentKind.COMMENTARY, "Mr. Ferro replied:")
CLAP = GoldSegment(STAGE, "(Applause)")
FOOT = GoldSegment(SegmentKind.BOILERPLATE, "Printed by the council")


def _said(name: str, text: str) -> GoldSegment:
    return GoldSegment(SPEECH, text, (name,))


RECORD = [
    HEAD,
    CHAIR,
    _said("Jane Hall", "We meet again."),
    VOTE,
    _said("Tom Ferro", "I thank you."),
    LEAD,
    _said("Jane Hall", "We adjourn."),
    CLAP,
    FOOT,
]
LINES = frozenset(one.text for one in RECORD)
TALK = [
    _said("Ada Brook", "Is it open?"),
    _said("Bo Lund", "It is."),
    _said("Ada Brook", "Since when?"),
    _said("Bo Lund", "Since noon."),
]


def test_furniture_keeps_its_place_and_what_leads_to_words_is_left_out() -> None:
    pieces = cross(TALK, furniture(RECORD, LINES))
    assert [one.words for one in pieces] == [
        *(HEAD, CHAIR),
        TALK[0],
        *(VOTE, TALK[1]),
        *TALK[2:],
        *(CLAP, FOOT),
    ]


def test_what_names_a_speaker_as_another_is_left_out() -> None:
    talk = [GoldSegment(SPEECH, one.text, (*one.names, "Chair")) for one in TALK]
    pieces = cross(talk, not_naming(furniture(RECORD, LINES), talk), ("above",))
    assert [one.words for one in pieces[:2]] == [HEAD, talk[0]]


def test_stage_directions_stand_before_every_second_turn() -> None:
    pieces = with_stage_directions(TALK, furniture(RECORD, LINES))
    assert [one.words for one in pieces] == [*TALK[:2], CLAP, *TALK[2:]]


def test_a_page_keeps_what_it_has_and_gets_more() -> None:
    page = "Radio Moor\n\n" + "".join(f"{x.names[0]}: {x.text}\n\n" for x in TALK)
    added = add_to_page(page, TALK, furniture(RECORD, LINES), "md")
    assert added is not None
    lines = [line for line in added[0].split("\n") if line]
    assert lines[:4] == [
        "## Council of Moor",
        "Chair: Jane Hall",
        "Radio Moor",
        "Ada Brook: Is it open?",
    ]
    assert lines[4] == "The motion was carried."
    assert lines[-1] == FOOT.text
