"""Golden renderings: what a person sees, at two widths."""

from textwrap import dedent

import pytest
from rich.cells import cell_len

from bot.faces.terminal.text import render
from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    text_reply,
)
from tests.fakes.dialogues.replies import LIST, QUOTE, TREE, WIDE, paragraph

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
            Given in the rain.

            │ Noor · 4 May
            │ It stopped before the end.
            │
            │ │ Ivo · 5 May
            │ │ Who says so?
            │
            │ Mei · 6 May
            │ The paper did.
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
                    paragraph(Span("here", SpanStyle.LINK, "https://example.org/é")),
                    paragraph(
                        Span("there", SpanStyle.LINK, "javascript:x"),
                        role=ParagraphRole.ROW,
                    ),
                    paragraph("one\ttab\r\nnew line", role=ParagraphRole.ROW),
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


def test_no_line_begins_with_a_full_stop_or_a_closing_mark() -> None:
    said = "私は、核兵器の廃絶を訴えます。「これは」と彼は言った。" * 3
    quoted = Reply(
        paragraphs=(Paragraph(spans=(Span(said),), role=ParagraphRole.QUOTATION),)
    )
    for width in range(9, 40):
        lines = [line.removeprefix("▌ ") for line in render(quoted, width).splitlines()]
        assert "".join(lines) == said
        assert not [line for line in lines if line[0] in "、。」"]
        assert not [line for line in lines if line[-1] == "「"]
        assert max(map(cell_len, lines)) <= width - 2


def test_words_of_other_letters_stay_whole_among_wide_ones() -> None:
    mixed = text_reply(
        "彼は International Herald Tribune を読む。\n한국어 단어는 그대로"
    )
    assert render(mixed, 16).splitlines() == [
        "彼は",
        "International",
        "Herald Tribune",
        "を読む。",
        "한국어 단어는",
        "그대로",
    ]


def test_the_lines_of_a_listing_are_broken_nowhere_else() -> None:
    lines = ["@misc{brook1921,", f"  note = {{{'A long note. ' * 12}}},", "}"]
    reply = Reply(paragraphs=(paragraph("\n".join(lines), role=ParagraphRole.LISTING),))
    assert render(reply, 40).split("\n") == lines
