"""Which words of which languages meet, and what an answer marks and names."""

from pathlib import Path

import pytest

from tests.fakes.indexed import Indexed

PEACE = (
    "No peace without bread.",
    "Peace? No, not yet.",
    "They saw no peaceful day.",
    "The peace of the village.",
)

KEPT_OUT = [
    ("a phrase as printed", 'peace -"no peace"', PEACE[1:]),
    ("its stop words count", 'peace -"the peace"', PEACE[:3]),
    ("one word, with its endings", "no -peace", ()),
    ("a word twice is a phrase", 'peace -"peace peace"', PEACE),
    ("nothing but stop words", 'peace -"of the"', PEACE[:3]),
    ("a hyphen parts words", "peace -no-peace", PEACE[1:]),
]


@pytest.mark.parametrize(("label", "typed", "left"), KEPT_OUT)
def test_only_what_is_kept_out_is_left_out(
    tmp_path: Path, label: str, typed: str, left: tuple[str, ...]
) -> None:
    indexed = Indexed(tmp_path, [("en", text) for text in PEACE])
    assert sorted(indexed.found(typed)) == sorted(left), label
