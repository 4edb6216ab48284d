"""A person who looks only at the names of a document's voices."""

from bench.cast import play
from bench.scoring.attribution import GoldSegment
from content.formats import read_document
from content.segment import SegmentKind, segment

TALK = """\
Canal Side: We have waited nine years for this bridge, and so has the town.

Anna Lund: And who has paid for the ninth year, if I may ask as her neighbour?

Canal Side: You have, neighbour, and the whole town has thanked you for it since.

Anna Lund: Then I thank the town, and let us walk across it before it rains.

Note: The meeting was adjourned when the rain came, and everybody went home.

Canal Side: Here we are again, and the bridge is still standing, as you can see.
"""


def test_names_are_put_right_and_nothing_else() -> None:
    document = read_document(TALK.encode(), "talk.txt")
    speakers = ("Ida Boon", "Anna Lund", "Ida Boon", "Anna Lund", "", "Ida Boon")
    gold = [
        GoldSegment(
            SegmentKind.SPEECH if name else SegmentKind.COMMENTARY,
            line.partition(": ")[2],
            [name] if name else [],
        )
        for name, line in zip(speakers, TALK.split("\n\n"), strict=True)
    ]
    played = play("set", "talk", gold, document, segment(document))
    assert played.before.right < played.after.right == played.after.spoken
    assert (played.voices, played.answers) == (2, 1)


def test_a_label_that_was_missed_is_taught() -> None:
    talk = TALK.replace("Anna Lund: ", "/Anna/ ").replace("Canal Side", "Ida Boon")
    document = read_document(talk.encode(), "talk.txt")
    gold = [
        GoldSegment(
            SegmentKind.SPEECH if name else SegmentKind.COMMENTARY,
            line.partition("/ " if name == "Anna Lund" else ": ")[2],
            [name] if name else [],
        )
        for name, line in zip(
            ("Ida Boon", "Anna Lund", "Ida Boon", "Anna Lund", "", "Ida Boon"),
            talk.split("\n\n"),
            strict=True,
        )
    ]
    played = play("set", "talk", gold, document, segment(document))
    assert (played.labels, played.offered) == (1, 1)
    assert played.after.right < played.taught.right
    assert played.taught.given - played.taught.right == played.taught.wrong_doubted


def test_all_of_a_page_is_said_to_be_one_persons() -> None:
    page = (
        "The Bridge\n\nIda Boon, who keeps it, wrote this for us.\n\n"
        "I have kept this bridge for nine years, and I would keep it for nine more.\n\n"
        "Then the road came, and I had to choose between it and my own two hands.\n"
    )
    document = read_document(page.encode(), "bridge.txt")
    heading, lead, *own = page.strip().split("\n\n")
    gold = [
        GoldSegment(SegmentKind.HEADING, heading),
        GoldSegment(SegmentKind.COMMENTARY, lead),
        *(GoldSegment(SegmentKind.SPEECH, one, ["Ida Boon"]) for one in own),
    ]
    played = play("set", "bridge", gold, document, segment(document)).one_persons
    assert played
    assert played.said.offered
    assert played.said.at_once
    assert played.answers == 1
    assert played.after.right == played.after.given == played.after.spoken
