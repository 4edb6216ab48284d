"""What authors of other documents tell is set between turns of one paragraph."""

import random

from bench.documents.asides import Aside, asides, spots_of, with_asides
from bench.scoring.attribution import GoldSegment
from content.document import Block, Document
from content.segment import SegmentKind
from content.segment.first_reader.reader import make_first_reading

TOLD = "Somebody laughed, and Tom Ferro looked at the clock."
PAGE = [
    GoldSegment(SegmentKind.SPEECH, "I rise.", ("Tom Ferro",)),
    GoldSegment(SegmentKind.COMMENTARY, TOLD),
    GoldSegment(SegmentKind.COMMENTARY, "[he stops]"),
    GoldSegment(SegmentKind.SPEECH, "I sit down.", ("Tom Ferro",)),
    GoldSegment(SegmentKind.COMMENTARY, "And that was the end of the evening."),
]
TALK = Document(
    blocks=tuple(
        Block(text=text, line=n)
        for n, text in enumerate(
            (
                "Ada Brook: Is it open? I came for the bridge.",
                "Bo Lund: It is. I have the key.",
                "Ada Brook: I would like to see it.",
                "Then I shall go home.",
                "Bo Lund: I will show it to you.",
            ),
            1,
        )
    )
)


def test_asides_are_running_text_between_the_words_of_others() -> None:
    (found,) = asides([("page", PAGE)]).values()
    assert [one.paragraphs for one in found] == [[TOLD]]


def test_an_aside_stands_below_a_turn_of_one_paragraph_and_names_its_people() -> None:
    first = make_first_reading(TALK)
    labels = [first.lines[n].block for n in sorted(first.labels)]
    spots = [*spots_of(first.pieces, labels)]
    assert [one.block for one in spots] == [1, 2]
    aside = Aside("page", [TOLD], ["Tom Ferro"], by_author=True)
    page, new = with_asides(TALK, spots[1:], [aside], random.Random(1))
    (place,) = new
    assert place == spots[1].block
    assert len(page.blocks) == len(TALK.blocks) + 1
    told = page.blocks[place].text
    assert told.startswith("Somebody laughed")
    assert "Ferro" not in told
    assert "Brook" in told or "Lund" in told
