"""What lines look like: labels, somebody's words or nobody's."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import exp, isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document import Block, Document
from content.formats import read_document
from content.segment import Segment, SegmentKind, segment, segmenter
from content.segment.doubt.whole.left_out import doubt_left_out, leave_out_unspoken
from content.segment.first_reader import document_labels
from content.segment.line_roles import roles
from content.segment.line_roles.roles import (
    LineRole,
    Place,
    RoleShares,
    RoleWeights,
    read_role_weights,
    roles_of_lines,
    shares_of_roles,
)
from content.segment.line_roles.signs import signs_of_lines
from content.segment.lines import lines_of
from content.segment.pieces import Piece

ROLES = tuple(LineRole)
SETS = Path(__file__).parent / "house_styles"
RECORD = [
    "Minutes of the harbour board",
    "Held at the Mission Hall on Tuesday evening",
    *(
        f"{who} ~ {words}"
        for _ in range(6)
        for who, words in (
            (
                "Ada Brook",
                "I have asked for the figures twice, and I ask again. Who has them?",
            ),
            (
                "Tom Ferro",
                "We have them here. The dredging cost us more than we thought it would.",
            ),
            (
                "Ida Vance",
                "Then I want to see them before we vote, and not on the day after.",
            ),
        )
    ),
    "The meeting closed at nine.",
]

CHAT = """Group: Allotments
Monday
Jo
is anybody at the plots today?
Sam
yes, me and the dog
Jo
can you look if my door is shut
Sam
it is. there is a fox though
Jo
inside??
Sam
no, on the roof
Lee
leave him, he lives there
Jo
he ate my hens
Lee
those were ill anyway
Sam
he looks at me
Jo
shout
Sam
I did. he shouts back
Jo
I come over after work, keep him there
"""


def page(*texts: str) -> Document:
    return Document(
        blocks=[Block(text=text, line=n) for n, text in enumerate(texts, 1)]
    )


def spoken_by(found: Sequence[Segment], name: str) -> str:
    return "\n".join(one.text for one in found if one.speaker == name)


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_shares_are_those_of_all_courses(signs: list[list[str]]) -> None:
    weights = RoleWeights(
        signs={
            place: {
                sign: [0.3 * ((n + 1) * (k + 2) % 5) - 0.5 for k in range(len(ROLES))]
                for n, sign in enumerate(("a", "b", "edge"), start)
            }
            for start, place in enumerate(Place)
        },
        steps={
            role: [0.2 * ((n + 2) * (k + 1) % 7) - 0.6 for k in range(len(ROLES))]
            for n, role in enumerate(ROLES)
        },
    )
    edged = [["edge"], *signs, ["edge"]]

    def weight(course: tuple[LineRole, ...]) -> float:
        places = (Place.ABOVE, Place.HERE, Place.BELOW)
        own = sum(
            weights.signs[place][sign][ROLES.index(role)]
            for n, role in enumerate(course)
            for place, ones in zip(places, edged[n : n + 3], strict=True)
            for sign in ones
            if sign in weights.signs[place]
        )
        steps = pairwise(course)
        return exp(own + sum(weights.steps[a][ROLES.index(b)] for a, b in steps))

    weighed = {one: weight(one) for one in product(ROLES, repeat=len(signs))}
    total = sum(weighed.values())
    shares = shares_of_roles(signs, weights)
    for n, own in enumerate(shares):
        for role in ROLES:
            true = sum(w for one, w in weighed.items() if one[n] is role) / total
            assert isclose(own[role], true, abs_tol=1e-9)


@given(st.lists(st.text(max_size=80), min_size=15, max_size=40))
def test_any_lines_have_roles(texts: list[str]) -> None:
    lines = lines_of(page(*texts))
    found = roles_of_lines(lines)
    assert not any(
        "\t" in sign or "\n" in sign for own in signs_of_lines(lines) for sign in own
    )
    assert len(found) == (len(lines) if len(lines) >= 21 else 0)
    for own in found.values():
        assert isclose(sum(own.values()), 1.0)
        assert -1e-9 <= own.spoken <= 1 + 1e-9


def test_weights_are_for_signs_that_lines_can_have() -> None:
    """The signs of documents, but for what only other marks and letters have, count."""
    weights = read_role_weights()
    assert all(len(row) == len(ROLES) for row in weights.steps.values())
    own = {sign.split("=")[0] for sign in weights.signs[Place.HERE]}
    lines = lines_of(page(*RECORD, *CHAT.split("\n")))
    seen = {sign.split("=")[0] for one in signs_of_lines(lines) for sign in one}
    assert seen <= own | {"goes on", "opens"}
    rare = {"ruled", "false label", "bold", "italic", "marked", "opening", "closing"}
    assert own - seen <= rare | {"goes on", "numbered", "asks", "edge"}


def test_labels_in_a_form_that_no_rule_knows_are_seen() -> None:
    found = roles_of_lines(lines_of(page(*RECORD)))
    opens = [own.opens_turn for own in found.values()]
    assert min(opens[2:-1]) > 0.5
    assert opens[0] < 0.1


def test_who_speaks_where_no_rule_sees_labels_is_found_with_doubt() -> None:
    found = [
        one for one in segment(read_document(CHAT.encode(), "chat.txt")) if one.speaker
    ]
    assert [one.speaker for one in found[:4]] == ["Jo", "Sam", "Jo", "Sam"]
    assert found[6].speaker == "Lee"
    assert all(one.doubtful for one in found)


def test_a_line_that_stands_alone_in_its_form_gets_no_label() -> None:
    texts = [*RECORD[:8], "INTERVAL", *RECORD[8:]]
    assert "INTERVAL" not in {one.speaker for one in segment(page(*texts))}


def test_labels_that_come_back_stay_whatever_they_look_like() -> None:
    names = (
        "Brook",
        "Ferro",
        "Vance",
        "Hall",
        "Hale",
        "Marsh",
        "Cole",
        "Wright",
        "Park",
    )
    calls = (line for name in names for line in (f"Clerk: {name}?", f"{name}: Aye."))
    found = segment(page("Roll call on item 9", *calls, "Clerk: It is carried."))
    assert spoken_by(found, "Clerk").endswith("It is carried.")
    assert {*names} <= {one.speaker for one in found}


def test_fields_that_nobody_speaks_are_no_labels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = SETS / "thirtyfourth" / "uk_faktchek__34d13.txt"
    document = read_document(path.read_bytes(), path.name)
    assert {one.under for one in segment(document)} == {""}
    monkeypatch.setattr(segmenter, "_FAR_MORE", 1.0)
    assert "Автори" in {one.under for one in segment(document)}


def test_a_field_without_a_label_may_look_as_if_somebody_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = SETS / "twentysixth" / "bg_obshtinski_savet__26c06.txt"
    document = read_document(path.read_bytes(), path.name)
    monkeypatch.setattr(document_labels, "surely_opens", lambda _line, _roles: True)
    assert any(one.speaker for one in segment(document))


def test_what_looks_spoken_and_nobody_has_is_marked() -> None:
    spoken = RoleShares(zip(ROLES, (0, 0, 0, 0.9, 0, 0.1), strict=True))
    told = RoleShares(zip(ROLES, (0, 0, 0, 0.7, 0, 0.3), strict=True))
    texts = ["I have kept this gate for nine years.", "Who will help me with it?"]
    pieces = [
        Piece(text=text, block=n, line=n + 1, kind=kind)
        for n, (text, kind) in enumerate(
            (
                (texts[0], SegmentKind.COMMENTARY),
                (texts[1], SegmentKind.COMMENTARY),
                (texts[0], SegmentKind.HEADING),
                ("So do I.", SegmentKind.COMMENTARY),
            )
        )
    ]
    found = doubt_left_out(pieces, {0: spoken, 1: told, 2: spoken, 3: spoken})
    assert [one.doubtful for one in found] == [True, False, False, False]
    assert [one.text for one in found] == [one.text for one in pieces]


def test_what_is_doubted_and_surely_looks_unspoken_is_nobodys() -> None:
    told = RoleShares(zip(ROLES, (0, 0, 0, 0.02, 0, 0.98), strict=True))
    said = RoleShares(zip(ROLES, (0, 0, 0, 0.5, 0, 0.5), strict=True))
    spoken = Piece(
        text="Item 4: the gate",
        block=0,
        line=1,
        kind=SegmentKind.SPEECH,
        speaker="Ada Brook",
        confidence=0.4,
    )
    letter = replace(spoken, kind=SegmentKind.MESSAGE)
    labelled = replace(spoken, label="Brook:")
    sure = replace(spoken, confidence=0.9)
    another = replace(spoken, turn=1)
    pieces = [labelled, spoken, spoken, letter, sure, another]
    roles = dict(enumerate([told, told, said, told, told, told]))
    found = leave_out_unspoken(pieces, roles)
    assert [n for n, one in enumerate(found) if one.speaker is None] == [1]
    assert found[1].doubtful
    assert "Ada Brook's, perhaps" in found[1].reason.words


@pytest.mark.parametrize(
    ("confidence", "label", "left_out"),
    [(0.1, "Brook:", True), (0.6, "Brook:", False), (0.1, "", False)],
)
def test_the_more_doubt_the_less_looks_have_to_say(
    confidence: float,
    label: str,
    left_out: bool,
) -> None:
    told = RoleShares(zip(ROLES, (0, 0, 0, 0.3, 0, 0.7), strict=True))
    opening = Piece(
        text="Good morning.",
        block=0,
        line=1,
        kind=SegmentKind.SPEECH,
        turn=1,
        speaker="Ada Brook",
        label=label,
    )
    below = replace(opening, text="Item 4: the gate", label="", confidence=confidence)
    found = leave_out_unspoken([opening, below], {0: told, 1: told})
    assert [one.speaker is None for one in found] == [False, left_out]


def test_short_and_very_long_documents_are_not_weighed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = lines_of(page(*(f"Line number {n}." for n in range(30))))
    assert [len(roles_of_lines(lines[:many])) for many in (20, 21, 30)] == [0, 21, 30]
    monkeypatch.setattr(roles, "_MOST", 29)
    assert [len(roles_of_lines(lines[:many])) for many in (29, 30)] == [29, 0]
