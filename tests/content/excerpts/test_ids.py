"""Ids stay when the words stay, and read back however they are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.ids import (
    ID_ALPHABET,
    assign_ids,
    excerpt_id,
    normalise_id,
    normalise_text,
)

quick = settings(max_examples=75, deadline=None)
texts = st.lists(st.sampled_from(["Yes.", "yes.", "No!", "", "-", "Well…"]) | st.text())


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("an acute accent for an apostrophe", "the nation´s will", "the nation's will"),
        ("quotation marks", 'We said "never".', "We said “never”."),
        ("an apostrophe", "The nation's will", "The nation’s will"),
        ("dashes and their spaces", "peace -- and work", "peace—and work"),
        ("dashes in a row", "peace - - and work", "peace—and work"),
        ("invisible characters within a letter", "e\u200d\u0301lan", "élan"),
        ("line breaks", "one day\nwe shall", "one day we  shall"),
        ("a soft hyphen", "en\u00adduring", "enduring"),
        ("an ellipsis", "Well… no", "Well... no"),
        ("decomposed letters", "e\u0301lan", "élan"),
        ("letter case", "The Nation", "the nation"),
    ],
)
def test_cosmetic_edits_keep_the_id(label: str, one: str, other: str) -> None:
    assert excerpt_id("a", one) == excerpt_id("a", other), label


def test_words_slug_and_occurrence_change_the_id() -> None:
    ids = {
        excerpt_id("a", "We go."),
        excerpt_id("a", "We went."),
        excerpt_id("b", "We go."),
        excerpt_id("a", "We go.", 1),
        excerpt_id("a", "We go?"),
    }
    assert len(ids) == 5


def test_an_id_never_changes_between_versions() -> None:
    # People have written these down: a new hash would break every link.
    assert excerpt_id("harvest-fair-1931", "We sow in hope.") == "V3WYFTST"
    assert excerpt_id("harvest-fair-1931", "We sow in hope.", 1) == "JWQ4E2G7"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0A1B2C3D", "0A1B2C3D"),
        ("oaib2c3d", "0A1B2C3D"),
        ("OALB-2C3D", "0A1B2C3D"),
        (" #0a1b 2c3d ", "0A1B2C3D"),
        ("0a1b – 2c3d", "0A1B2C3D"),
        ("０Ａ１Ｂ２Ｃ３Ｄ", "0A1B2C3D"),
        ("0A1B2C3U", None),
        ("0A1B2C3", None),
        ("0A1B2C3D4", None),
        ("", None),
        ("#", None),
        ("##0A1B2C3D", None),
    ],
)
def test_typed_ids_are_forgiven(typed: str, read: str | None) -> None:
    assert normalise_id(typed) == read


@quick
@given(st.text(), st.text(), st.integers(0, 3))
def test_an_id_is_eight_characters_that_read_back(slug: str, text: str, n: int) -> None:
    id_ = excerpt_id(slug, text, n)
    assert len(id_) == 8
    assert set(id_) <= set(ID_ALPHABET)
    assert normalise_id("#" + id_.lower().replace("0", "o").replace("1", "l")) == id_


@quick
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@quick
@given(st.text())
def test_any_string_can_be_typed_as_an_id(text: str) -> None:
    read = normalise_id(text)
    assert read is None or normalise_id(read) == read


@quick
@given(texts)
def test_ids_are_unique_within_a_transcript_and_the_library(some: list[str]) -> None:
    first = assign_ids("a", some)
    assert len(set(first)) == len(some)
    again = assign_ids("a", some, taken=set(first))
    assert not set(first) & set(again)
    assert first == assign_ids("a", some)


def test_a_collision_is_resolved_by_the_next_occurrence() -> None:
    taken = {excerpt_id("a", "We go.")}
    assert assign_ids("a", ["We go."], taken) == [excerpt_id("a", "We go.", 1)]


def test_kept_ids_are_kept_and_not_given_twice() -> None:
    own = excerpt_id("a", "We go.")
    ids = assign_ids("a", ["We go.", "We went."], kept=[None, own])
    assert ids == [excerpt_id("a", "We go.", 1), own]


def test_a_refrain_said_twenty_thousand_times_is_quick() -> None:
    assert len(set(assign_ids("a", ["Never again."] * 20_000))) == 20_000
