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
