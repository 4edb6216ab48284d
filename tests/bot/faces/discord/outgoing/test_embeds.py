"""Replies become messages that hold everything and keep within every limit."""

import re
from collections import Counter

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faces.discord.outgoing.embeds import Colour, DiscordMessage, messages
from bot.rendering.sanitize import clean
from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
    command_button,
    heading,
    note,
    paragraph,
    row,
    small,
    strong,
    text_reply,
)
from tests.bot.faces.discord.outgoing.test_markdown import SPANS
from tests.fakes.discord.reader import read, shown_text, texts_of, words_in

SOURCE = "https://speeches.example/1901"


def quotation(*spans: Span | str) -> Paragraph:
    return paragraph(*spans, role=ParagraphRole.QUOTATION)


def card(
    *,
    speaker: str = "Ada Brook",
    title: str = "The Kappel Bridge",
    place: str = "Orvel",
    words: str = "We want peace, and a bridge.",
) -> tuple[Paragraph, ...]:
    return (
        quotation(words),
        paragraph("— ", strong(speaker), ", mayor", role=ParagraphRole.BYLINE),
        paragraph(
            Span(title, SpanStyle.TITLE),
            small(f" · 1 May 1901 · {place}"),
            small(" · "),
            Span("source", SpanStyle.LINK, url=SOURCE),
            small(" · #7K3M9QXA"),
            role=ParagraphRole.PROVENANCE,
        ),
    )


def only(found: list[DiscordMessage]) -> tuple[str, discord.Embed]:
    (message,) = found
    (embed,) = message.embeds
    return message.content, embed


def test_an_excerpt_is_a_card() -> None:
    content, embed = only(messages(Reply(paragraphs=card())))
    assert content == ""
    assert embed.author.name == "Ada Brook, mayor"
    assert (embed.title, embed.url) == ("The Kappel Bridge", SOURCE)
    assert embed.description == "We want peace, and a bridge."
    assert embed.footer.text == "1 May 1901 · Orvel · #7K3M9QXA"
    assert embed.colour == discord.Colour(Colour.EXCERPT)


def test_what_stands_above_a_quotation_stands_above_its_card() -> None:
    top = (heading(small("Today's excerpt, 1 May 2026")), note("Drawn_anew."))
    content, embed = only(messages(Reply(paragraphs=(*top, *card()))))
    assert content == "-# Today's excerpt, 1 May 2026\n-# Drawn\\_anew."
    assert embed.description == "We want peace, and a bridge."


def test_the_question_stands_on_the_card_above_its_answer() -> None:
    asked = paragraph(small("Ben: Why?"), role=ParagraphRole.QUESTION)
    top = heading(small("Today's excerpt, 1 May 2026"))
    content, embed = only(messages(Reply(paragraphs=(top, asked, *card()))))
    assert content == "-# Today's excerpt, 1 May 2026"
    assert embed.description == "-# Ben: Why?\n\nWe want peace, and a bridge."


def test_neighbours_stay_in_order_and_in_small_print() -> None:
    before = (heading("— ", strong("Ben")), quotation(small("No bridge.\nNever.")))
    _, embed = only(messages(Reply(paragraphs=(*before, *card()))))
    assert embed.description == (
        "**— Ben**\n\n-# No bridge.\n-# Never.\n\nWe want peace, and a bridge."
    )


def test_matches_are_bold() -> None:
    words = quotation("We want ", Span("peace", SpanStyle.MATCH), ".")
    _, embed = only(messages(Reply(paragraphs=(words, *card()[1:]))))
    assert words_in(embed.description or "", "strong") == list("peace")


def test_a_list_has_its_heading_as_title() -> None:
    reply = Reply(
        paragraphs=(
            heading(strong("2 speakers_")),
            row(strong("Ada Brook"), ", mayor", small(" · 3 excerpts")),
            row(strong("Ben Reed")),
            paragraph(small("/speakers with a name leads there.")),
        )
    )
    _, embed = only(messages(reply))
    assert embed.title == "2 speakers\\_"
    assert embed.description == (
        "**Ada Brook**, mayor · 3 excerpts\n**Ben Reed**\n\n"
        "-# /speakers with a name leads there."
    )
    assert embed.colour == discord.Colour(Colour.LIST)


def test_passages_of_a_search_are_set_apart() -> None:
    cited = paragraph(
        strong("1 "), "— ", strong("Ada"), small(" · 1901"), role=ParagraphRole.CITATION
    )
    reply = Reply(paragraphs=(heading(small("“peace”: 1")), quotation("Peace!"), cited))
    _, embed = only(messages(reply))
    assert embed.title == "“peace”: 1"
    assert embed.description == "> Peace!\n**1** — **Ada** · 1901"


def test_comments_are_a_tree() -> None:
    def comment(text: str, depth: int) -> Paragraph:
        return paragraph(text, role=ParagraphRole.COMMENT, depth=depth)

    reply = Reply(paragraphs=(heading("2 comments"), comment("A", 1), comment("B", 2)))
    _, embed = only(messages(reply))
    # An indentation at the very beginning would be trimmed.
    assert embed.description == "\u200b\u2003A\n\n\u2003\u2003B"
    assert embed.colour == discord.Colour(Colour.COMMENTS)


def test_plain_answers_are_plain_text_with_small_notes() -> None:
    reply = Reply(paragraphs=(paragraph("Nothing *here*."), note("Try peace.")))
    assert messages(reply) == [
        DiscordMessage(content="Nothing \\*here\\*.\n-# Try peace.")
    ]
    assert messages(Reply(notice="Kept.")) == []
    assert messages(text_reply(" \u202e ")) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"speaker": "Ada" * 100},
        {"title": "Bridge_" * 35},
        {"place": "Orvel" * 500},
        {"speaker": "x" * 240, "title": "x" * 250, "place": "x" * 1990},
    ],
)
def test_what_is_too_long_for_its_place_is_not_lost(odd: dict[str, str]) -> None:
    found = messages(Reply(paragraphs=card(words="Peace. " * 900, **odd)))
    shown = "\n".join(texts_of(embed) for each in found for embed in each.embeds)
    for words in (*odd.values(), "Ada" if "speaker" not in odd else "", "#7K3M9QXA"):
        assert words in shown
    assert shown.count("Peace.") == 900
    for each in found:
        assert within_limits(each)


def test_buttons_go_with_the_last_of_several_messages() -> None:
    reply = Reply(
        paragraphs=card(words="We want peace. " * 600),
        groups=(actions(command_button("Another", "quote")),),
    )
    first, *_, last = messages(reply)
    assert first.view is None
    assert last.view
    assert first.embeds[0].author.name
    assert not first.embeds[0].footer.text
    assert last.embeds[0].footer.text == "1 May 1901 · Orvel · #7K3M9QXA"
    assert not last.embeds[0].title


def within_limits(message: DiscordMessage) -> bool:
    """Return whether Discord takes a message."""
    assert message.content.strip() or message.embeds
    assert len(message.content) <= 2000
    assert len(message.embeds) <= 10
    assert sum(map(len, message.embeds)) <= 6000
    for embed in message.embeds:
        assert len(embed) > 0
        assert len(embed.title or "") <= 256
        assert len(embed.author.name or "") <= 256
        assert len(embed.description or "") <= 4096
        assert len(embed.footer.text or "") <= 2048
        assert len(embed.url or "") <= 2048
    message.content.encode()
    "".join(texts_of(embed) for embed in message.embeds).encode()
    return True


LONG = st.sampled_from(["peace ", "**:a_b:** ", "👨‍👩‍👧", "\n1. ", "ש", "e\u0301"])
WORDS = st.builds(lambda part, times: Span(part * times), LONG, st.integers(0, 700))
PARAGRAPHS = st.builds(
    Paragraph,
    spans=st.lists(SPANS | WORDS, max_size=4).map(tuple),
    role=st.sampled_from(ParagraphRole),
    depth=st.integers(0, 9),
)


@given(st.lists(PARAGRAPHS, max_size=8))
@settings(max_examples=25, deadline=None)
def test_nothing_is_lost_and_all_is_within_the_limits(said: list[Paragraph]) -> None:
    found = messages(Reply(paragraphs=tuple(said)))
    assert all(within_limits(message) for message in found)
    shown = ""
    for message in found:
        shown += shown_text(message.content)
        shown += "".join(texts_of(embed) for embed in message.embeds)
        for embed in message.embeds:
            for text in (message.content, embed.title or "", embed.description or ""):
                kinds = {part.kind for part in read(text)}
                assert kinds <= {
                    "plain", "strong", "em", "code", "link", "quote", "small", "struck", "block",
                }  # fmt: skip
    # The words of a source may become the link of a title; dashes and dots fall away.
    wanted = [span.text for each in said for span in each.spans]
    link_words = [
        span.text
        for each in said
        for span in each.spans
        if each.role is ParagraphRole.PROVENANCE and span.style is SpanStyle.LINK
    ]
    lost = letters("".join(wanted)) - letters(shown)
    assert lost <= letters("".join(link_words))
    assert not letters(shown) - letters("".join(wanted))


def letters(text: str) -> Counter[str]:
    """Return what counts as said, in any order."""
    return Counter(re.sub(r"[\s·—\u200b]", "", clean(text)))
