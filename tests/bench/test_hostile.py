"""Hostile documents are imported within a memory that does not grow with them."""

import pytest

from bench.hostile import Figures, measure


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("front matter with aliases", 1000),
        ("feed of unknown elements", 3_000_000),
        ("Word paragraphs", 50_000_000),
        ("comments of empty lists", 8_000_000),
    ],
)
def test_a_hostile_document_takes_little_memory(name: str, size: int) -> None:
    found = measure(name, size)
    assert isinstance(found, Figures), found
    assert found.megabytes < 120
