"""Colours, links, bars and what must never reach a terminal."""

import re
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.faces.terminal.text import Capabilities, render, renderable
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
)
from tests.fakes.dialogues.replies import PRESS, QUOTE, TREE, paragraph


def coloured(reply: Reply, capabilities: Capabilities, width: int = 60) -> str:
    console = Console(
        file=StringIO(), force_terminal=True, width=width, color_system="standard"
    )
    with console.capture() as captured:
        console.print(renderable(reply, capabilities), crop=False)
    return captured.get()


def test_colours_mark_a_match_without_asterisks() -> None:
    shown = coloured(QUOTE, Capabilities(colours=True, listed=False))
    assert "\x1b[30;43mpeace\x1b[0m" in shown
    assert "*" not in shown
    assert "\x1b[2mOpening of the bridge" in shown


def test_buttons_share_a_line_and_are_never_broken() -> None:
    shown = render(QUOTE, 34, Capabilities(listed=False)).splitlines()
    assert shown[-2:] == ["[1] Another  [2] Context", "[3] Comments (2)  [4] Source"]


def test_hyperlinks_where_they_are_shown_and_addresses_where_not() -> None:
    reply = Reply(
        paragraphs=(paragraph(Span("it", SpanStyle.LINK, "https://a.example")),)
    )
    linked = coloured(reply, Capabilities(colours=True, links=True))
    assert re.search(r"\x1b\]8;id=\d+;https://a\.example\x1b\\", linked)
    assert "(https" not in linked
    spelled = coloured(reply, Capabilities(colours=True))
    assert "(https://a.example)" in spelled
    assert "\x1b]8" not in spelled


def test_an_address_on_a_button_is_not_spelled_out_twice() -> None:
    link = Span("source", SpanStyle.LINK, "https://example.org/bridge")
    reply = Reply(paragraphs=(paragraph(link),), groups=QUOTE.groups)
    assert render(reply).count("https://example.org/bridge") == 1


def test_ascii_terminals_get_ascii_bars() -> None:
    class Latin(StringIO):
        encoding = "latin-1"

    console = Console(file=Latin(), width=40, color_system=None)
    with console.capture() as captured:
        console.print(renderable(TREE, Capabilities()), crop=False)
    assert "| It stopped before the end." in captured.get().splitlines()


def test_deep_threads_keep_half_of_the_width_for_words() -> None:
    deep = Reply(
        paragraphs=(paragraph("word " * 30, depth=200, role=ParagraphRole.QUOTATION),)
    )
    for width in (20, 40, 80):
        rows = render(deep, width).splitlines()
        assert all(cell_len(row) <= width for row in rows)
        assert "word word" in rows[0] or width == 20


@settings(max_examples=75, deadline=None)
@given(
    words=st.text(st.characters(), max_size=200),
    label=st.text(st.characters(), max_size=30),
    width=st.integers(4, 90),
    depth=st.integers(0, 50),
)
def test_no_text_acts_on_the_terminal(
    words: str, label: str, width: int, depth: int
) -> None:
    spans = tuple(Span(words, style, words) for style in SpanStyle)
    reply = Reply(
        paragraphs=(Paragraph(spans=spans, role=ParagraphRole.QUOTATION, depth=depth),),
        groups=(
            actions(Button(label=label, action=PRESS), Button(label=label, url=words)),
        ),
        notice=label,
    )
    shown = render(reply, width)
    shown.encode()
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown
    )


def test_ten_thousand_characters_without_a_space_are_folded() -> None:
    rows = render(
        Reply(paragraphs=(paragraph("x" * 10_000, role=ParagraphRole.QUOTATION),))
    ).splitlines()
    assert "".join(row.removeprefix("▌ ") for row in rows) == "x" * 10_000
