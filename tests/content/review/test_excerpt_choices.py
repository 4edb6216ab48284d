"""Golden case and properties: decisions about excerpts, written into the front matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.excerpts import cut_excerpts
from content.excerpts.ids import normalise_text
from content.excerpts.overrides import find_matching, find_naming_words
from content.model import Speaker, Transcript, Turn, TurnKind
from content.review import CannotSettleError, Decision, Review, undo
from content.transcript_file import parse, serialize
from content.transcript_file.text import tidy

TURNS = (
    "To build a bridge takes nine years of work: “patience”, my father said, # 1.",
    "- People who share a harbour share its storms, and nobody mends a sail alone.",
    "The harbour of this town was built by people who came from everywhere, in 1850.",
    "The harbour of this town was built by people who came from everywhere, in 1920.",
    "'Yes' is the word with which every good thing here began:\nyes to the road.",
)
FILE = """---
slug: bridge
title: The Bridge   # as it was printed
speakers:
  - name: Ada Brook
  - name: Tomás Ferro
date: 2031-05-04
---

{turns}"""


def file_of(*texts: str) -> str:
    """Return a file in which two people say so many turns in turn."""
    transcript = Transcript(
        slug="a",
        title="T",
        speakers=(Speaker(name="Ada Brook"), Speaker(name="Tomás Ferro")),
        turns=tuple(
            Turn(
                kind=TurnKind.SPEECH,
                speaker=("Ada Brook", "Tomás Ferro")[number % 2],
                text=tidy(text),
            )
            for number, text in enumerate(texts)
        ),
    )
    body = serialize(transcript).partition("\n---\n\n")[2]
    return FILE.format(turns=body)


def chosen(text: str, words: str, decision: Decision) -> str:
    """Return a file after a decision about the excerpt with some words."""
    review = Review(text)
    (choice,) = (one for one in review.choices.open if words in one.excerpt.text)
    settlement = review.choose(choice.id, decision)
    assert undo(settlement.text, settlement.step) == text
    return settlement.text


def test_verdicts_are_written_above_the_speakers_and_nothing_else_is() -> None:
    before = file_of(*TURNS)
    after = chosen(before, "patience", Decision.OFFERED)
    after = chosen(after, "1920", Decision.OFFERED)
    after = chosen(after, "a harbour", Decision.NOT_OFFERED)
    after = chosen(after, "'Yes' is", Decision.OFFERED)
    assert after == before.replace(
        "\nspeakers:",
        """
offered:
  - 'To build a bridge takes nine years of work:'
  - The harbour of this town was built by people who came from everywhere, in 1920.
  - '''Yes'' is the word with which every good thing'
not_offered:
  - '- People who share a harbour share its storms,'
speakers:""",
    )
    offered = {each.text for each in cut_excerpts(parse(after)) if each.offered}
    assert {TURNS[0], TURNS[3]} <= offered
    assert TURNS[1] not in offered
    left = {each.excerpt.text for each in Review(after).choices.open}
    assert left == {TURNS[2]}


@pytest.mark.parametrize(
    "listed",
    [
        "offered:\n",
        "offered: []\n",
        "offered: [First words]  # one\n",
        "offered: [First words,\n  Other words,\n]\n",
        "offered:\n- First words\n# more will come\n\n",
        "offered:\n    - >\n        First\n        words\n    - 'Other\n      words'\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_however_the_list_is_written_one_more_is_added(listed: str, end: str) -> None:
    text = file_of(*TURNS).replace("speakers:", f"{listed}speakers:", 1)
    text = text.replace("\n", end)
    after = parse(chosen(text, "patience", Decision.OFFERED)).offered
    assert after == (
        *parse(text).offered,
        "To build a bridge takes nine years of work:",
    )


def test_what_has_been_said_twice_and_what_cannot_be_named() -> None:
    twice = (TURNS[0], TURNS[0], f"My mother told me: {TURNS[2]}", TURNS[2])
    review = Review(file_of(*twice))
    texts = [one.excerpt.text for one in review.choices.open]
    assert texts.count(TURNS[0]) == 1
    inside = next(one for one in review.choices.open if one.excerpt.text == TURNS[2])
    with pytest.raises(CannotSettleError, match="none of them names it alone"):
        review.choose(inside.id, Decision.OFFERED)
    after = parse(chosen(file_of(*twice), "patience", Decision.OFFERED))
    assert sum(one.offered for one in cut_excerpts(after)) == len(twice[:2])
    with pytest.raises(CannotSettleError, match="names it already"):
        Review(serialize(after)).choose("00000000", Decision.OFFERED)


def test_what_is_offered_for_want_of_better_makes_room_for_what_is_chosen() -> None:
    before = file_of(
        "I have farmed beside this river for thirty years and my father before me. I have "
        "no quarrel with walkers.",
        "The harbour of this town was built by people who came from everywhere, in 1850.",
    )
    best, other = Review(before).choices.open
    assert best.excerpt.offered
    assert best.stands_in
    assert not other.stands_in
    after = Review(chosen(before, "harbour", Decision.OFFERED)).choices
    (left,) = after.open
    assert left.id == best.id
    assert not left.excerpt.offered
    assert not left.stands_in
    after = Review(chosen(before, "farmed", Decision.OFFERED)).choices
    assert after.offered == 1


_PIECES = (
    "We built it ", "for all of you: ", "“so”, ", "# 5 ", "- x ", "[a] ", "{b: c} ",
    "it's \"true\" ", "— and, ", "!no ", "&c. ", "*", "和平的桥梁属于我们大家，", "e\u0301 ",
    "ﬁne ", "\u200b", "line\n", "% ", "\\", "@you ", "| > ", "null ", "para\n\n",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(_PIECES), min_size=1), min_size=1, max_size=9),
    st.data(),
)
def test_words_name_just_one_excerpt(
    said: list[list[str]], data: st.DataObject
) -> None:
    texts = ["".join(pieces).strip() for pieces in said]
    number = data.draw(st.integers(min_value=0, max_value=len(texts) - 1))
    words = find_naming_words(texts, number)
    if words is not None:
        found = {normalise_text(texts[one]) for one in find_matching([words], texts)}
        assert found == {normalise_text(texts[number])}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(_PIECES), min_size=9, max_size=15),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.sampled_from(Decision), min_size=9, max_size=9),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_verdicts_hold_and_taken_back_leave_the_same_bytes(
    said: list[list[str]], decisions: list[Decision], end: str
) -> None:
    before = text = file_of(*TURNS, *map("".join, said)).replace("\n", end)
    steps, wanted = [], {}
    for decision in decisions:
        review = Review(text)
        for choice in review.choices.open:
            try:
                settlement = review.choose(choice.id, decision)
            except CannotSettleError:
                continue
            text = settlement.text
            steps.append(settlement.step)
            wanted[choice.excerpt.text] = decision is Decision.OFFERED
            break
    body = f"{end}---{end}{end}"
    assert text.split(body, 1)[1] == before.split(body, 1)[1]
    found = {each.text: each.offered for each in cut_excerpts(parse(text))}
    assert wanted.items() <= found.items()
    assert wanted
    for step in reversed(steps):
        text = undo(text, step)
    assert text == before
