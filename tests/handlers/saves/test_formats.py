"""Files of what is kept: what is written can be read again, and harms no program."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content.model import TurnKind
from handlers.saves.formats import COLUMNS, as_csv, as_json, as_markdown
from storage.corpus.rows import StoredExcerpt
from storage.people.saves import SavedExcerpt

NOON = datetime(2026, 11, 20, 12, 30, 15, tzinfo=UTC)
EXCERPT = StoredExcerpt(
    id="7K3M9QXA",
    text="The river is only water now.",
    kind=TurnKind.SPEECH,
    speaker="Ada Brook",
    speaker_id=1,
    printed="Ada Brook",
    role="Mayor of Millford",
    read_by="",
    doubt="",
    offered=True,
    position=1,
    turn=0,
    transcript_id=1,
    slug="bridge",
    title="Opening of the bridge",
    date="1921-05-03",
    place="Millford",
    source="https://example.org/bridge",
    licence="CC0-1.0",
    language="en",
)
PLAIN = SavedExcerpt(excerpt=EXCERPT, saved=NOON, in_library=True)

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SIGNS = "=+-@|%＝*_#>`\\~&<[]()'\",;. \t\r\n\ufeff\x00"
PARTS = (*SIGNS, "\r\n", "\n\n", "1. ", "---", "[a](b)", "<b>", "&amp;", "Ada", "平和")
NASTY = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
WORDS = ANY | NASTY


@st.composite
def saves(draw: st.DrawFn) -> Sequence[SavedExcerpt]:
    """Draw what a person may keep, whatever its texts hold."""
    count = draw(st.integers(0, 3))
    return [
        SavedExcerpt(
            excerpt=replace(
                EXCERPT,
                text=draw(WORDS),
                speaker=draw(WORDS),
                title=draw(WORDS),
                place=draw(WORDS),
            ),
            saved=NOON,
            in_library=draw(st.booleans()),
        )
        for _ in range(count)
    ]


def unmarked(cell: str) -> str:
    """Return a cell without the apostrophe that makes text of a formula."""
    pattern = r"'('*\s*[=+\-@＝＋－＠|%]|'*[\t\r\n])"
    return re.sub(rf"^{pattern}", r"\1", cell)


@given(saves())
def test_a_table_is_read_as_it_was_written(kept: Sequence[SavedExcerpt]) -> None:
    data = as_csv(kept, NOON)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(head) == COLUMNS
    assert len(rows) == len(kept)
    for row, each in zip(rows, kept, strict=True):
        found = dict(zip(head, map(unmarked, row), strict=True))
        excerpt = each.excerpt
        assert found["words"] == excerpt.text
        assert found["speaker"] == excerpt.speaker
        assert found["event"] == excerpt.title
        assert found["place"] == excerpt.place
        assert found["in_library"] == ("yes" if each.in_library else "no")


@given(saves())
def test_no_cell_is_a_formula(kept: Sequence[SavedExcerpt]) -> None:
    table = StringIO(as_csv(kept, NOON).decode("utf-8-sig"), newline="")
    for cell in (cell for row in csv.reader(table) for cell in row):
        assert cell.lstrip(" ")[:1] not in {*"=+-@＝＋－＠|%\t\r\n"}


@given(saves())
def test_an_object_is_read_as_it_was_written(kept: Sequence[SavedExcerpt]) -> None:
    found = json.loads(as_json(kept, NOON))
    assert found["exported"] == "2026-11-20T12:30:15+00:00"
    assert [tuple(each) for each in found["excerpts"]] == [COLUMNS] * len(kept)
    assert [each["words"] for each in found["excerpts"]] == [
        each.excerpt.text for each in kept
    ]


def read(markdown: str) -> str:
    """Return the text of Markdown as a reader sees it, without white space."""
    seen: list[str] = []
    for block in MarkdownIt("commonmark").parse(markdown):
        assert block.type != "html_block"
        for part in block.children or ():
            assert part.type in {"text", "softbreak", "hardbreak", "text_special"}
            seen.append(part.content)
    return "".join("".join(seen).split())


# What Markdown itself changes: characters that no document holds.
READABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn"])
    | st.sampled_from(" \n"),
    max_size=60,
)


@given(READABLE | NASTY.map(lambda text: re.sub(r"[\r\x00\t\ufeff]", "", text)))
def test_markdown_shows_the_words_as_they_are(words: str) -> None:
    kept = replace(PLAIN, excerpt=replace(EXCERPT, text=words))
    seen = read(as_markdown([kept], NOON).decode())
    wanted = "".join(words.split())
    assert seen.startswith(f"WhatIkeep1excerpt,20November2026{wanted}—AdaBrook,Mayor")


def test_markdown_in_full() -> None:
    kept = replace(
        PLAIN, excerpt=replace(EXCERPT, text="One *line*.\nAnother.\n\n1. A list?")
    )
    assert as_markdown([kept], NOON).decode() == (
        "# What I keep\n\n"
        "1 excerpt, 20 November 2026\n\n"
        "> One \\*line\\*.\\\n> Another.\n>\n> 1\\. A list?\n\n"
        "— Ada Brook, Mayor of Millford · Opening of the bridge · 3 May 1921 · Millford"
        " · https://example.org/bridge · CC0-1.0 · \\#7K3M9QXA"
        " · saved on 20 November 2026\n"
    )


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        (" \n=1", "' \n=1"),
        ("'=1", "''=1"),
        ("'Twas", "'Twas"),
        ("— so it was", "— so it was"),
    ],
)
def test_a_cell_that_begins_as_a_formula(words: str, cell: str) -> None:
    kept = replace(PLAIN, excerpt=replace(EXCERPT, text=words))
    table = StringIO(as_csv([kept], NOON).decode("utf-8-sig"), newline="")
    _, row = csv.reader(table)
    assert row[1] == cell
