"""Marks of phrases and words, and the window of a text that holds most of them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.query.marks import (
    Mark,
    densest_window,
    find_marks,
    mark_targets,
    merge_marks,
)
from content.query.query import parse_query
from content.query.words import analyse_words

MARKED = [
    ("a phrase whole", '"peace is a field"', "Peace; [peace is a field], fields."),
    ("as often as it stands", '"no peace"', "[No peace], [no “peace]”!"),
    ("not its words elsewhere", '"a field"', "Fields: [a field]; a mill; field."),
    ("nor their stems", '"mills"', "A mill and [mills] milling."),
    ("words beside it by their stems", 'mills "no peace"', "[Milling], [no peace]."),
    ("a word of it that stands apart, too", 'peace "no peace"', "[Peace], [no peace]"),
    ("one that begins in another", '"a b" "b c"', "[a b c]"),
    ("after a false start", '"so so good"', "So [so so good]"),
    ("its stop words", '"to be"', "[To be] or to do"),
    ("no stop words apart", 'what about the "dry feet"', "What the [dry feet]"),
    ("Chinese", '"世界和平"', "世界，[世界和平]，和平"),
]


@pytest.mark.parametrize(("label", "query", "shown"), MARKED)
def test_marks(label: str, query: str, shown: str) -> None:
    text = re.sub(r"[\[\]]", "", shown)
    for start, end in reversed(merge_marks(found(query, text))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == shown, label


def found(text: str, within: str) -> tuple[Mark, ...]:
    query = parse_query(text)
    asked = analyse_words(query.words, ["en", "zh"])
    return find_marks(
        within, mark_targets(asked, query.phrases, query.outside_phrases), "en"
    )


def test_the_window_holds_most_of_what_was_asked() -> None:
    text = (
        "peace peace peace " + "x" * 200 + " peace and grain " + "x" * 200 + " no war"
    )
    kept = densest_window(found('peace grain "no war"', text), 60)
    assert [text[m.start : m.end] for m in kept] == ["peace", "grain"]
    kept = densest_window(found('peace grain "no war"', text), 300)
    assert [text[m.start : m.end] for m in kept] == ["peace", "grain", "no war"]


spans = st.builds(
    lambda start, length, asked: Mark(start, start + length, asked),
    st.integers(0, 300),
    st.integers(1, 80),
    st.integers(0, 4),
)


@settings(deadline=None)
@given(st.lists(spans, max_size=20), st.integers(1, 100))
def test_no_window_holds_more(marks: list[Mark], longest: int) -> None:
    marks = sorted(set(marks))
    kept = densest_window(marks, longest)
    assert bool(kept) == bool(marks)
    held = len({mark.target for mark in kept})
    for first in marks:
        within = [m for m in marks if first <= m and m.end <= first.start + longest]
        assert len({mark.target for mark in within}) <= held
    assert all(mark.end <= kept[0].start + longest for mark in kept[1:])


pieces = st.sampled_from(
    ['"', "-", "peace", "mills", " ", "和", "平", "the", "l’", "é"]
)
anything = st.one_of(st.text(max_size=40), st.lists(pieces, max_size=12).map("".join))


@settings(deadline=None)
@given(anything, anything)
def test_marks_are_slices_in_order(query: str, text: str) -> None:
    slices = merge_marks(found(query, text))
    last = -1
    for start, end in slices:
        assert last < start < end <= len(text)
        last = end
    for phrase in parse_query(query).phrases:
        assert found(f'"{phrase}"', f"and {phrase} too")
