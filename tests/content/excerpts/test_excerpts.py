"""Excerpts stand on their own, give the turn back, and serve only what is somebody's."""

import time
from collections.abc import Iterable
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.boundaries import MAX_EXCERPT_CHARS, MAX_SENTENCES
from content.excerpts.excerpts import Excerpt, cut_excerpts
from content.language.sentences import sentences
from content.model import Transcript, Turn, TurnKind
from tests.fakes.libraries.bridge import (
    BRIDGE,
    FERRY,
    FLOOD,
    ORATOR,
    STONE,
    THIS,
    VOTE,
    spoken,
)


def texts(text: str, language: str = "en") -> list[str]:
    return [excerpt.text for excerpt in cut_excerpts(spoken(text, language))]


def joined(excerpts: Iterable[Excerpt]) -> str:
    return "".join(each.lead + each.text + each.trail for each in excerpts)


def test_a_paragraph_of_a_good_size_is_an_excerpt() -> None:
    first, second = f"{FERRY} {FLOOD}", f"{BRIDGE} {STONE} {VOTE}"
    assert texts(f"{first}\n\n{second}") == [first, second]


def test_it_is_not_cut_before_a_word_that_points_back() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} {STONE} {VOTE} {STONE} {THIS} {FERRY} {FLOOD}"
    assert not any(text.startswith("This") for text in texts(said))


@pytest.mark.parametrize(
    "opener",
    ["He", "They", "But", "And so", "Therefore", "However,", "The second", "Such"],
)
def test_nor_before_one_that_goes_on(opener: str) -> None:
    back = f"{opener} {STONE[0].lower()}{STONE[1:]}"
    said = f"{FERRY} {FLOOD} {BRIDGE} {STONE} {VOTE} {back} {FERRY} {FLOOD} {BRIDGE}"
    assert not any(text.startswith(opener) for text in texts(said))


def test_a_paragraph_too_short_to_stand_joins_its_neighbour() -> None:
    said = f"We need three things:\n\n{STONE} {VOTE} {BRIDGE}"
    assert texts(said) == [said]


def test_a_paragraph_that_goes_on_from_the_last_joins_it() -> None:
    said = f"{FERRY} {VOTE}\n\nAnd so {STONE[0].lower()}{STONE[1:]} {BRIDGE}"
    assert texts(said) == [said]


def test_a_longer_paragraph_that_stands_does_not() -> None:
    said = f"{FERRY} {VOTE}\n\n{STONE} {BRIDGE}"
    assert texts(said) == said.split("\n\n")


def test_a_salutation_stands_apart_and_is_not_offered() -> None:
    said = (
        f"Dear friends and colleagues,\n\n{FERRY} {FLOOD}\n\nThank you all very much."
    )
    assert [(e.text[:12], e.servable) for e in cut_excerpts(spoken(said))] == [
        ("Dear friends", False),
        ("The old ferr", True),
        ("Thank you al", False),
    ]


def test_a_question_keeps_its_answer() -> None:
    asked = "Who is to pay for it, and when, and out of whose pocket exactly?"
    said = f"{FERRY} {FLOOD} {STONE} {asked} {VOTE} {BRIDGE} {FERRY} {FLOOD}"
    assert not any(text.endswith("?") for text in texts(said))


def test_a_quotation_is_not_cut_apart() -> None:
    quoted = f"“{BRIDGE} {STONE}”"
    said = f"{FERRY} {FLOOD} {FERRY} The mayor told me: {quoted} {VOTE} {FLOOD} {FERRY}"
    for text in texts(said):
        assert text.count("“") == text.count("”")


def test_applause_stays_with_what_was_applauded() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} (Applause.) {STONE} {VOTE} {FERRY} (Applause.)"
    assert not any(text.startswith("(") for text in texts(said))


def test_one_long_sentence_is_one_excerpt() -> None:
    long = (
        "We shall build " + ", and build again, and mend what we have built" * 20 + "."
    )
    assert len(long) > MAX_EXCERPT_CHARS
    assert texts(f"{FERRY} {FLOOD} {long} {VOTE} {STONE}")[1] == long


_SAID = (FERRY, STONE, THIS, "Thank you.", "Why?", "We say:", "今天我们很高兴。")
_BETWEEN = (
    "“No.",
    "”",
    "(Applause.)",
    "1. ",
    "\n\n",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\u3000",
)
scraps = st.sampled_from([*_SAID, *_BETWEEN, "\x1c", "\ud800", "…"])
anything = st.one_of(st.text(), st.lists(scraps, max_size=30).map(" ".join))
languages = st.sampled_from(["en", "de", "ru", "zh-Hans", "fr", "es", "fi", ""])


@settings(deadline=None)
@given(st.lists(anything, max_size=3), languages)
def test_excerpts_joined_are_the_turn(said: list[str], language: str) -> None:
    turns = tuple(
        Turn(kind=TurnKind.SPEECH, text=text, speaker=ORATOR.name) for text in said
    )
    found = cut_excerpts(
        Transcript(
            slug="a", title="A", language=language, speakers=(ORATOR,), turns=turns
        )
    )
    assert [excerpt.position for excerpt in found] == list(range(len(found)))
    by_turn = {n: list(group) for n, group in groupby(found, lambda e: e.turn)}
    for number, text in enumerate(said):
        assert joined(by_turn.get(number, [])) == (text if text.strip() else "")
        for excerpt in by_turn.get(number, []):
            assert_is_an_excerpt(excerpt, language)


def assert_is_an_excerpt(excerpt: Excerpt, language: str) -> None:
    assert excerpt.text == excerpt.text.strip() != ""
    assert not excerpt.lead.strip() + excerpt.trail.strip()
    inside = sentences(excerpt.text, language)
    assert len(excerpt.text) <= MAX_EXCERPT_CHARS or len(inside) == 1
    assert len(inside) <= MAX_SENTENCES


@pytest.mark.parametrize(
    "scrap",
    ["(", "he ", "this, ", "“", '"', "¿", "\n\n", "A.\n\n", "let me ", "1. ", "这"],
)
def test_odd_text_takes_linear_time_too(scrap: str) -> None:
    said = scrap * 10_000
    start = time.process_time()
    assert joined(cut_excerpts(spoken(said, "zh" if scrap == "这" else "en"))) in {
        said,
        "",
    }
    assert time.process_time() - start < 2


def test_a_quarter_of_a_megabyte_in_one_turn_takes_linear_time() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} {THIS} {STONE} {VOTE} " * 500
    start = time.process_time()
    assert joined(cut_excerpts(spoken(said))) == said
    assert time.process_time() - start < 2.5
