"""Golden renderings: what a person sees, at two widths."""

import re
from io import StringIO
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.faces.terminal_text import Sight, render, renderable
from handlers.action import Action
from handlers.reply import Button, Paragraph, Reply, Span, Style

PRESS = Action(command="quote", excerpt="7k3m9qpx")


def paragraph(
    *spans: Span | str, quoted: bool = False, depth: int = 0, tight: bool = False
) -> Paragraph:
    parts = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph(spans=parts, quoted=quoted, depth=depth, tight=tight)


QUOTE = Reply(
    paragraphs=(
        paragraph(
            "We hold that the ",
            Span("peace", Style.MATCH),
            " of one village is the peace of the next, and that a road mended is"
            " worth ten speeches about roads.",
            quoted=True,
        ),
        paragraph("— ", Span("Ada Brook", Style.STRONG), ", mayor", tight=True),
        paragraph(
            Span("Opening of the bridge · 3 May 1921 · Millford", Style.SMALL),
            tight=True,
        ),
    ),
    buttons=(
        (
            Button(label="Another", action=PRESS),
            Button(label="Context", action=PRESS),
            Button(label="Comments (2)", action=PRESS),
            Button(label="Source", url="https://example.org/bridge"),
        ),
    ),
)
TREE = Reply(
    paragraphs=(
        paragraph(Span("2 comments", Style.STRONG)),
        paragraph(Span("Librarian", Style.STRONG), " · 3 May"),
        paragraph("Given in the rain.", quoted=True, tight=True),
        paragraph(Span("Noor", Style.STRONG), " · 4 May", depth=1),
        paragraph("It stopped before the end.", quoted=True, tight=True, depth=1),
        paragraph(Span("Ivo", Style.STRONG), " · 5 May", depth=2),
        paragraph("Who says so?", quoted=True, tight=True, depth=2),
        paragraph(Span("Mei", Style.STRONG), " · 6 May", depth=1),
        paragraph("The paper did.", quoted=True, tight=True, depth=1),
    )
)
LIST = Reply(
    paragraphs=(
        paragraph("2 speakers"),
        paragraph("Ada Brook, Mayor of Millford · 6 excerpts", tight=True),
        paragraph("Ivo Reed, Miller · 5 excerpts", tight=True),
        paragraph("A paragraph of its own has nothing set in."),
    )
)
WIDE = Reply(
    paragraphs=(
        paragraph("桥修好了，村子里的人都来了，连河对岸的人也来了。", quoted=True),
        paragraph("הגשר פתוח לכולם", quoted=True),
        paragraph("👩‍🌾 said so", tight=True),
    )
)
LISTED = """

[1] Another
[2] Context
[3] Comments (2)
[4] Source: https://example.org/bridge"""


@pytest.mark.parametrize(
    ("reply", "width", "expected"),
    [
        pytest.param(
            QUOTE,
            80,
            """\
            ▌ We hold that the *peace* of one village is the peace of the next, and that a
            ▌ road mended is worth ten speeches about roads.
              — Ada Brook, mayor
              Opening of the bridge · 3 May 1921 · Millford
            """,
            id="a quote with its citation",
        ),
        pytest.param(
            QUOTE,
            40,
            """\
            ▌ We hold that the *peace* of one
            ▌ village is the peace of the next, and
            ▌ that a road mended is worth ten
            ▌ speeches about roads.
              — Ada Brook, mayor
              Opening of the bridge · 3 May 1921 ·
              Millford
            """,
            id="the same on a narrow terminal",
        ),
        pytest.param(
            TREE,
            80,
            """\
            2 comments

            Librarian · 3 May
            ▌ Given in the rain.

            │ Noor · 4 May
            │ ▌ It stopped before the end.
            │
            │ │ Ivo · 5 May
            │ │ ▌ Who says so?
            │
            │ Mei · 6 May
            │ ▌ The paper did.
            """,
            id="a tree of comments",
        ),
        pytest.param(
            LIST,
            40,
            """\
            2 speakers
            Ada Brook, Mayor of Millford · 6
              excerpts
            Ivo Reed, Miller · 5 excerpts

            A paragraph of its own has nothing set
            in.
            """,
            id="a list",
        ),
        pytest.param(
            WIDE,
            40,
            """\
            ▌ 桥修好了，村子里的人都来了，连河对岸的
            ▌ 人也来了。
            ▌
            ▌ הגשר פתוח לכולם
              👩‍🌾 said so
            """,
            id="wide and right-to-left characters",
        ),
        pytest.param(
            Reply(notice="That was the\nlast page."),
            80,
            "That was the last page.",
            id="a notice",
        ),
        pytest.param(
            Reply(
                paragraphs=(
                    paragraph("[bold]not bold[/bold] :smile:"),
                    paragraph(Span("here", Style.LINK, "https://example.org/é")),
                    paragraph(Span("there", Style.LINK, "javascript:x"), tight=True),
                    paragraph("one\ttab\r\nnew line", tight=True),
                )
            ),
            80,
            """\
            [bold]not bold[/bold] :smile:

            here (https://example.org/%C3%A9)
            there
            one tab
              new line
            """,
            id="nothing is markup",
        ),
    ],
)
def test_looks_like_this(reply: Reply, width: int, expected: str) -> None:
    listed = LISTED if reply is QUOTE else ""
    assert render(reply, width) == dedent(expected).rstrip("\n") + listed


def coloured(reply: Reply, sight: Sight, width: int = 60) -> str:
    console = Console(
        file=StringIO(), force_terminal=True, width=width, color_system="standard",
        _environ={},
    )  # fmt: skip
    with console.capture() as captured:
        console.print(renderable(reply, sight), crop=False)
    return captured.get()


def test_colours_mark_a_match_without_asterisks() -> None:
    shown = coloured(QUOTE, Sight(colours=True, listed=False))
    assert "\x1b[30;43mpeace\x1b[0m" in shown
    assert "*" not in shown
    assert "\x1b[2mOpening of the bridge" in shown


def test_buttons_share_a_line_and_are_never_broken() -> None:
    shown = render(QUOTE, 34, Sight(listed=False)).splitlines()
    assert shown[-2:] == ["[1] Another  [2] Context", "[3] Comments (2)  [4] Source"]


def test_hyperlinks_where_they_are_shown_and_addresses_where_not() -> None:
    reply = Reply(paragraphs=(paragraph(Span("it", Style.LINK, "https://a.example")),))
    linked = coloured(reply, Sight(colours=True, links=True))
    assert re.search(r"\x1b\]8;id=\d+;https://a\.example\x1b\\", linked)
    assert "(https" not in linked
    spelled = coloured(reply, Sight(colours=True))
    assert "(https://a.example)" in spelled
    assert "\x1b]8" not in spelled


def test_an_address_on_a_button_is_not_spelled_out_twice() -> None:
    link = Span("source", Style.LINK, "https://example.org/bridge")
    reply = Reply(paragraphs=(paragraph(link),), buttons=QUOTE.buttons)
    assert render(reply).count("https://example.org/bridge") == 1


def test_ascii_terminals_get_ascii_bars() -> None:
    class Latin(StringIO):
        encoding = "latin-1"

    console = Console(file=Latin(), width=40, color_system=None)
    with console.capture() as captured:
        console.print(renderable(TREE, Sight()), crop=False)
    assert "| > It stopped before the end." in captured.get().splitlines()


def test_deep_threads_keep_half_of_the_width_for_words() -> None:
    deep = Reply(paragraphs=(paragraph("word " * 30, depth=200, quoted=True),))
    for width in (20, 40, 80):
        rows = render(deep, width).splitlines()
        assert all(cell_len(row) <= width for row in rows)
        assert "word word" in rows[0] or width == 20


@settings(max_examples=150, deadline=None)
@given(
    words=st.text(st.characters(), max_size=200),
    label=st.text(st.characters(), max_size=30),
    width=st.integers(4, 90),
    depth=st.integers(0, 50),
)
def test_no_text_acts_on_the_terminal(
    words: str, label: str, width: int, depth: int
) -> None:
    spans = tuple(Span(words, style, words) for style in Style)
    reply = Reply(
        paragraphs=(Paragraph(spans=spans, quoted=True, depth=depth),),
        buttons=((Button(label=label, action=PRESS), Button(label=label, url=words)),),
        notice=label,
    )
    shown = render(reply, width)
    shown.encode()
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown
    )


def test_ten_thousand_characters_without_a_space_are_folded() -> None:
    rows = render(
        Reply(paragraphs=(paragraph("x" * 10_000, quoted=True),))
    ).splitlines()
    assert "".join(row.removeprefix("▌ ") for row in rows) == "x" * 10_000
