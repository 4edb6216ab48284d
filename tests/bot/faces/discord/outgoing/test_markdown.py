"""Whatever is written, Discord shows it as it stands."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.faces.discord.outgoing.markdown import escape, markdown, web_address
from bot.rendering.sanitize import clean
from handlers.contract.reply import Span, SpanStyle
from tests.fakes.discord.reader import read, shown_text, words_in

MARKUP = [
    "*",
    "**",
    "_",
    "__",
    "~~",
    "||",
    "`",
    "```",
    "\\",
    "> ",
    ">>> ",
    "# ",
    "### ",
    "-# ",
    "- ",
    "1. ",
    "+ ",
    "\n",
    " ",
    "[a](https://b.example)",
    "[",
    "](",
    ")",
    "<@42>",
    "<@&42>",
    "<#42>",
    "<",
    ">",
    "@everyone",
    "@here",
    "<t:1618953630:R>",
    "<:peace:42>",
    "<a:peace:42>",
    "</quote:42>",
    "<id:guide>",
    ":peace:",
    ":",
    "https://speeches.example/a_b_(c)*d*",
    "discord.gg/abc",
    "https://discord.com/invite/abc",
    "DISCORDAPP.COM/invite/abc",
    "steam://run/1",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u2003",
    "¯\\_(ツ)_/¯",
    "peace",
    "7",
    ".",
    "é",
    "👨‍👩‍👧",
    "שלום",
]
TEXTS = st.lists(st.sampled_from(MARKUP) | st.text(max_size=4), max_size=12).map(
    "".join
)
SPANS = st.builds(
    Span,
    TEXTS,
    st.sampled_from(SpanStyle),
    st.sampled_from(["", "https://speeches.example/1901_(a)", "javascript:alert(1)"]),
)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
@example("¯\\_(ツ)_/¯")
@example(":a_b:")
@example("1.\n2. b")
def test_what_is_shown_is_the_text(text: str) -> None:
    assert shown_text(escape(text)) == clean(text).strip()
    assert {part.kind for part in read(escape(text))} <= {"plain"}


@given(st.lists(SPANS, max_size=8))
@settings(max_examples=200, deadline=None)
@example([Span("a", SpanStyle.STRONG), Span("b", SpanStyle.EMPHASIS)])
@example([Span("a", SpanStyle.STRONG), Span("b", SpanStyle.MATCH)])
@example([Span("1", SpanStyle.STRONG), Span(". a")])
@example([Span("a:b", SpanStyle.CODE), Span(":")])
def test_styles_never_change_the_words(spans: list[Span]) -> None:
    whole = "".join(clean(span.text) for span in spans)
    shown = read(markdown(spans))
    assert "".join(part.text for part in shown) == whole.strip()
    kinds = {part.kind for part in shown}
    assert kinds <= {"plain", "strong", "em", "code", "link", "struck"}


@pytest.mark.parametrize(
    ("spans", "kind", "words"),
    [
        ([Span("war and "), Span("peace", SpanStyle.MATCH)], "strong", "peace"),
        ([Span("mankind", SpanStyle.STRUCK), Span(" earth")], "struck", "mankind"),
        ([Span("We*", SpanStyle.STRONG), Span("*")], "strong", "We*"),
        ([Span(" a b ", SpanStyle.EMPHASIS)], "em", "a b"),
        ([Span("/quote Ada_Brook", SpanStyle.CODE)], "code", "/quote Ada_Brook"),
        (
            [Span("source", SpanStyle.LINK, "https://speeches.example/a_(b)")],
            "link",
            "source",
        ),
        ([Span("a\nb", SpanStyle.STRONG)], "strong", "ab"),
    ],
)
def test_styles_are_shown(spans: list[Span], kind: str, words: str) -> None:
    assert "".join(words_in(markdown(spans), kind)) == words


@pytest.mark.parametrize(
    "span",
    [
        Span("a ` b", SpanStyle.CODE),
        Span("a\nb", SpanStyle.CODE),
        Span("here", SpanStyle.LINK, "http://localhost/1"),
        Span("https://bank.example", SpanStyle.LINK, "https://speeches.example"),
        Span("[a", SpanStyle.LINK, "https://speeches.example"),
        Span("  ", SpanStyle.STRONG),
    ],
)
def test_what_discord_would_show_otherwise_has_no_style(span: Span) -> None:
    assert {part.kind for part in read(markdown([span]))} <= {"plain"}


def test_a_link_leads_where_it_says() -> None:
    span = Span("source", SpanStyle.LINK, "https://speeches.example/Año (1)")
    assert markdown([span]) == "source"  # a space is in no address
    assert web_address("https://speeches.example/(a)b") == (
        "https://speeches.example/%28a%29b"
    )
    assert not web_address("https://speeches.example/" + "ñ" * 400)
