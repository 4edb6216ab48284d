"""What lines look like: labels, somebody's words or nobody's."""

from collections.abc import Sequence
from itertools import pairwise, product
from math import exp, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document import Block, Document
from content.segment import Segment, segment
from content.segment.line_roles.roles import (
    LineRole,
    Place,
    RoleWeights,
    read_role_weights,
    roles_of_lines,
    shares_of_roles,
)
from content.segment.line_roles.signs import signs_of_lines
from content.segment.lines import lines_of

ROLES = tuple(LineRole)
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
    assert len(found) == (len(lines) if len(lines) >= 21 else 0)
    for own in found.values():
        assert isclose(sum(own.values()), 1.0)
        assert -1e-9 <= own.spoken <= 1 + 1e-9


def test_every_sign_that_counts_is_one_that_lines_can_have() -> None:
    names = {
        sign.split("=")[0]
        for own in signs_of_lines(lines_of(page(*RECORD)))
        for sign in own
    }
    assert {"kind", "length", "ending", "recurs", "form people", "wording"} <= names
    weights = read_role_weights()
    assert all(len(row) == len(ROLES) for row in weights.steps.values())
    assert set(weights.signs) == set(Place)


def test_labels_in_a_form_that_no_rule_knows_are_seen() -> None:
    found = roles_of_lines(lines_of(page(*RECORD)))
    opens = [own.opens_turn for own in found.values()]
    assert min(opens[2:-1]) > 0.5
    assert opens[0] < 0.1


@pytest.mark.parametrize("parting", [" ~ ", "\t", " — "])
def test_who_speaks_in_such_a_form_is_found(parting: str) -> None:
    texts = [text.replace(" ~ ", parting) for text in RECORD]
    found = segment(page(*texts))
    assert spoken_by(found, "Tom Ferro").count("dredging") == 6
    assert "figures" not in spoken_by(found, "Tom Ferro")
