"""Dashes that fill the lines of records are left out."""

import pytest

from content.formats import read_document
from content.packed import MANY


@pytest.mark.parametrize("paragraphs", [3, MANY + 1])
def test_fillers_are_left_out_of_a_document_of_any_length(paragraphs: int) -> None:
    text = "It was read. ---------\n\n" * paragraphs
    blocks = read_document(text.encode(), "minutes.txt").blocks
    assert len(blocks) == paragraphs
    assert {block.text for block in blocks} == {"It was read."}
