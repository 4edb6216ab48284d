"""A person's answers and corrections, carried over into a newer version of a document."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.draft.carry_over import align, carry_over
from content.transcript_file import parse, serialize

HEAD = """\
---
slug: lamp
title: The lamp
speakers:
  - name: Ada Brook
  - name: The Chair
    voice: true
---
"""

IMPORTED = f"""{HEAD}
## Ada Brook

I have kept this lamp for nine years.

## The Chair

<!-- check: only here -->

Then lend it to me, since I go down to the pier.

## Ada Brook

I will lend it to you until the fog is gone.

The oil is yours to buy.
"""

GREW = IMPORTED.replace(
    "## The Chair",
    "And I will not sell it.\n\n## The Chair\n\nWe have heard you.\n\n## The Chair",
    1,
)
"""The document has a paragraph and a turn more by now."""

CHAIR = HEAD.replace(
    "name: The Chair\n    voice: true", "name: Tomás Ferro\n    role: Chair"
)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(
            {"<!-- check: only here -->\n\n": ""},
            {"<!-- check: only here -->\n\n": ""},
            id="a mark that was deleted",
        ),
        pytest.param(
            {HEAD: CHAIR, "## The Chair": "## Tomás Ferro"},
            {HEAD: CHAIR, "## The Chair": "## Tomás Ferro"},
            id="a voice that has a name, also in what is new",
        ),
        pytest.param(
            {"The oil is yours": "The oil is theirs"},
            {"The oil is yours": "The oil is theirs"},
            id="words that were corrected",
        ),
        pytest.param(
            {"\nThe oil is yours to buy.\n": ""},
            {"\nThe oil is yours to buy.\n": ""},
            id="words that were deleted",
        ),
        pytest.param(
            {"The oil is": "(She rises.)\n\nThe oil is"},
            {"The oil is": "(She rises.)\n\nThe oil is"},
            id="words that were added",
        ),
        pytest.param(
            {"  - name: The Chair": "  - name: Jo Field\n  - name: The Chair"},
            {"  - name: The Chair": "  - name: Jo Field\n  - name: The Chair"},
            id="somebody who is declared and says nothing yet",
        ),
        pytest.param(
            {"title: The lamp": "title: A lamp\nplace: Fenmouth"},
            {"title: The lamp": "title: A lamp\nplace: Fenmouth"},
            id="title and place",
        ),
        pytest.param(
            {
                "\nThe oil is yours to buy.": "\n::: commentary\nThe oil is yours to buy.\n:::"
            },
            {
                "\nThe oil is yours to buy.": "\n::: commentary\nThe oil is yours to buy.\n:::"
            },
            id="what is nobody's",
        ),
    ],
)
def test_what_a_person_did_is_in_the_newer_version(
    edit: dict[str, str], expected: dict[str, str]
) -> None:
    made = carry_over(parse(IMPORTED), parse(changed(IMPORTED, edit)), parse(GREW))
    assert serialize(made.transcript) == serialize(parse(changed(GREW, expected)))
    assert not made.lost
    assert made.kept or edit == expected


def changed(text: str, edit: dict[str, str]) -> str:
    for old, new in edit.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        ({"<!-- check: only here -->\n\n": ""}, "Then lend it to me"),
        ({"since I go": "as I go"}, "Then lend it to me, as I go"),
        ({"\nThen lend it to me, since I go": "\nYou know"}, "You know down"),
    ],
)
def test_what_the_document_changed_too_is_named(
    edit: dict[str, str], lost: str
) -> None:
    new = IMPORTED.replace("down to the pier", "up to the light")
    made = carry_over(parse(IMPORTED), parse(changed(IMPORTED, edit)), parse(new))
    assert len(made.lost) == 1
    assert made.lost[0].startswith(lost)
    assert made.transcript == parse(new)


def test_what_document_and_person_changed_alike_is_not_lost() -> None:
    alike = IMPORTED.replace("down to the pier", "up to the light")
    corrected = alike.replace("<!-- check: only here -->\n\n", "")
    made = carry_over(parse(IMPORTED), parse(corrected), parse(alike))
    assert made.transcript == parse(corrected)
    assert not made.lost


def test_comments_are_kept_unless_both_have_others() -> None:
    base, mine, theirs = (
        parse(f"{IMPORTED}\n# Comments\n\n- **Jo**: {words}\n") for words in "abc"
    )
    assert carry_over(base, mine, base).transcript == mine
    assert carry_over(base, base, theirs).transcript == theirs
    assert carry_over(base, mine, theirs).lost == ("comments",)


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(one=WORDS, other=WORDS)
def test_pairs_are_alike_and_in_order(one: list[str], other: list[str]) -> None:
    pairs = [*align(one, other)]
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert len([*align(one, one)]) == len(one)


@given(
    old=WORDS,
    new=WORDS,
    whose=st.lists(st.sampled_from(["Ada Brook", "The Chair"]), min_size=12),
)
def test_answers_about_words_that_stay_are_carried_over(
    old: list[str], new: list[str], whose: list[str]
) -> None:
    base = parse(HEAD + "".join(f"\n## Ada Brook\n\n{word}\n" for word in old))
    turns = tuple(
        replace(turn, speaker=name)
        for turn, name in zip(base.turns, whose, strict=False)
    )
    edited = replace(base, turns=turns)
    newer = parse(HEAD + "".join(f"\n## Ada Brook\n\n{word}\n" for word in new))
    made = carry_over(base, edited, newer)
    assert [turn.text for turn in made.transcript.turns] == new
    given_ = sum(turn.speaker == "The Chair" for turn in made.transcript.turns)
    assert made.kept == given_
    assert made.kept + len(made.lost) == sum(
        turn.speaker == "The Chair" for turn in edited.turns
    )
    assert carry_over(base, base, newer).transcript.turns == newer.turns
    assert carry_over(base, edited, base).transcript.turns == edited.turns
