"""Dashes that fill the lines of records are left out."""

import pytest

from content.document import Block, Document
from content.formats import read_document
from content.formats.fillers import without_fillers
from content.packed import MANY


@pytest.mark.parametrize("paragraphs", [3, MANY + 1])
def test_fillers_are_left_out_of_a_document_of_any_length(paragraphs: int) -> None:
    text = "It was read. ---------\n\n" * paragraphs
    blocks = read_document(text.encode(), "minutes.txt").blocks
    assert len(blocks) == paragraphs
    assert {block.text for block in blocks} == {"It was read."}


_MINUTES = """
----- The clerk read the report on the ferry, which had stood at the old pier since the
first of May. -------------------------------------------------------------------------
----- ITEM TWO – The lamps of the harbour ---------------------------------------------
----- Ada Brook: “The lamps of the pier have been dark since the spring, and nobody has
mended them. --------------------------------------------------------------------------
----- I ask that they be lit.” --------------------------------------------------------
----- Tom Hall: They will be. ---------------------------------------------------------
"""


def test_fillers_part_paragraphs_of_wrapped_lines() -> None:
    blocks = read_document(_MINUTES.encode(), "minutes.txt").blocks
    assert [block.text for block in blocks] == [
        "The clerk read the report on the ferry, which had stood at the old pier since the first of May.",
        "ITEM TWO – The lamps of the harbour",
        "Ada Brook: “The lamps of the pier have been dark since the spring, and nobody has mended them.",
        "I ask that they be lit.”",
        "Tom Hall: They will be.",
    ]


def test_dashes_around_a_title_fill_nothing() -> None:
    text = "----- The ferry -----\n\nIt was late.\n\n----- The lamps -----\n\nThey are out.\n\n"
    blocks = read_document(text.encode() * 2, "minutes.txt").blocks
    assert blocks[0].text == "----- The ferry -----"


def test_a_long_line_of_blanks_behind_fillers_keeps_its_words() -> None:
    """A search that starts again at each blank would take minutes."""
    long = f"The gate{' ' * 100_000}is shut"
    text = "----- It was read. -----\n" * 4 + f"-----{long}"
    (block,) = without_fillers(Document(blocks=[Block(text=text, line=1)])).blocks
    assert block.text.endswith(long)
    assert not block.text.endswith(f"-{long}")
