"""What lines are by a gold file, and a fit of what they look like."""

from pathlib import Path

from bench.line_roles import (
    KnownLines,
    fit_roles,
    fits_without_each,
    known_roles,
    write_roles,
)
from bench.scoring.attribution import GoldSegment
from content.document import Block, Document
from content.segment import SegmentKind
from content.segment.line_roles.roles import (
    LineRole,
    read_role_weights,
    shares_of_roles,
)
from content.segment.lines import lines_of

BELOW, GOES_ON, LABEL = LineRole.BELOW_LABEL, LineRole.GOES_ON, LineRole.LABEL
LABELLED, ANOTHER, NOBODY = LineRole.LABELLED, LineRole.ANOTHER, LineRole.NOBODY

SPEECH, NOTE = SegmentKind.SPEECH, SegmentKind.COMMENTARY


def said(text: str, *names: str) -> GoldSegment:
    return GoldSegment(SPEECH if names else NOTE, text, names)


def test_lines_are_what_the_gold_says() -> None:
    gold = [
        said("The board met at the Mission Hall."),
        said("I ask for the figures. I have asked before.", "Ada Brook"),
        said("We have them here.", "Tom Ferro"),
        said("They left the room."),
        said("And who pays for all of it?", "Ida Vance"),
    ]
    texts = [
        "The board met at the Mission Hall.",
        "BROOK: I ask for the figures.",
        "I have asked before.",
        "Mr Ferro, for the board",
        "We have them here.",
        "They left the room.",
        "And who pays for all of it?",
    ]
    blocks = [Block(text=text, line=n) for n, text in enumerate(texts, 1)]
    roles = known_roles(lines_of(Document(blocks=blocks)), gold)
    assert roles == [NOBODY, LABELLED, GOES_ON, LABEL, BELOW, NOBODY, ANOTHER]


def known(group: str, roles: list[LineRole]) -> KnownLines:
    """Return lines whose signs say plainly what each is, but for who goes on."""
    plain = {LABEL: "short", NOBODY: "slanted", LABELLED: "parted"}
    signs = [(plain.get(role, "long"), "any") for role in roles]
    return KnownLines(group, signs, roles, [10] * len(roles))


KNOWN = [
    known("one", [NOBODY, LABEL, BELOW, GOES_ON, LABEL, BELOW]),
    known("two", [NOBODY, LABEL, BELOW, LABEL, BELOW, GOES_ON, NOBODY]),
    known("three", [LABEL, BELOW, GOES_ON, GOES_ON, NOBODY, LABEL, BELOW]),
] * 4


def test_a_fit_knows_lines_like_those_it_learned_from(tmp_path: Path) -> None:
    path = tmp_path / "roles.tsv"
    write_roles(fit_roles(KNOWN), path)
    new = known("new", [NOBODY, LABEL, BELOW, GOES_ON, NOBODY, LABEL, BELOW])
    shares = shares_of_roles(new.signs, read_role_weights(path))
    assert [max(own, key=lambda role: own[role]) for own in shares] == new.roles


def test_no_group_is_weighed_by_a_fit_that_has_seen_it() -> None:
    strange = known("strange", [LABELLED, LABELLED, NOBODY])
    fits = fits_without_each([*KNOWN, *[strange] * 4])
    knows = {
        group: any("parted" in signs for signs in weights.signs.values())
        for group, weights in fits.items()
    }
    assert knows == {"one": True, "two": True, "three": True, "strange": False}
