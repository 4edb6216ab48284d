"""A reply as Discord takes it: messages of Markdown and embeds, each within the limits.

An excerpt is a card: whose words it holds stand above it, where they are from below.
What has no rows, quotations or headings is plain text.
https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import discord
from discord import ui

from bot.faces.discord.outgoing.components import view_of
from bot.faces.discord.outgoing.markdown import (
    code_block,
    escape,
    markdown,
    web_address,
)
from bot.rendering.pages import INDENT, is_trimmed, lay_out, pages
from bot.rendering.sanitize import clean, one_line
from handlers.contract.reply import Paragraph, ParagraphRole, Reply, Span, SpanStyle

MAX_CONTENT_CHARS = 2000
MAX_TITLE_CHARS = 256
MAX_AUTHOR_CHARS = 256
MAX_FOOTER_CHARS = 2048
MAX_DESCRIPTION_CHARS = 4096
MAX_EMBED_CHARS = 6000
"""Of an embed's texts together. Discord counts code points, as `len` does."""

_KEPT_INDENT = "\u200b"
"""Keeps the indentation of a message's first line, which is trimmed else."""

_SEPARATOR = " · "
_BESIDE_THE_WORDS = frozenset({ParagraphRole.BYLINE, ParagraphRole.PROVENANCE})
_PLAIN_ROLES = frozenset({ParagraphRole.TEXT, ParagraphRole.NOTE})


class Colour(IntEnum):
    """The colour of an embed's edge, by what it shows."""

    EXCERPT = 0x2F6DB5
    LIST = 0x6B7785
    COMMENTS = 0x3B8C5A


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordMessage:
    """A message within all of Discord's limits; its view is None for no buttons."""

    content: str = ""
    embeds: Sequence[discord.Embed] = ()
    view: ui.View | None = None


@dataclass(slots=True, kw_only=True)
class _Card:
    """The parts of an embed, in Markdown where Discord reads it."""

    body: Sequence[Paragraph]
    colour: Colour
    above: str = ""
    author: str = ""
    title: str = ""
    url: str = ""
    footer: str = ""


def messages(reply: Reply, *, embeds: bool = True) -> list[DiscordMessage]:
    """Return the messages that show a reply; its buttons go with the last.

    A reply without paragraphs has none: its notice is the caller's to show.

    Args:
        reply: What to show.
        embeds: Whether they may be used; else all is plain text.
    """
    shown = [each for each in map(_normalized, reply.paragraphs) if each.spans]
    if not shown:
        return []
    if not embeds or all(each.role in _PLAIN_ROLES for each in shown):
        found = [
            DiscordMessage(content=text) for text in _pages(shown, MAX_CONTENT_CHARS)
        ]
    else:
        found = [
            message for part in _cards(shown) for message in _card_messages(_card(part))
        ]
    *others, last = found
    view = view_of(reply.groups)
    return [
        *others,
        DiscordMessage(content=last.content, embeds=last.embeds, view=view),
    ]


def _normalized(paragraph: Paragraph) -> Paragraph:
    """Leave small print to paragraphs that hold nothing else: a line is small or not."""
    spans = [span for span in map(_cleaned, paragraph.spans) if span.text]
    if not "".join([span.text for span in spans]).strip():
        return replace(paragraph, spans=())
    small = {SpanStyle.SMALL, SpanStyle.CODE}
    styles = {span.style for span in spans if span.text.strip()}
    if paragraph.role is ParagraphRole.NOTE or (
        styles <= small and SpanStyle.SMALL in styles
    ):
        spans = [_restyled(s, SpanStyle.PLAIN, SpanStyle.SMALL) for s in spans]
    elif paragraph.role is not ParagraphRole.PROVENANCE:
        spans = [_restyled(s, SpanStyle.SMALL, SpanStyle.PLAIN) for s in spans]
    shown = tuple(spans)
    if shown == paragraph.spans:
        return paragraph
    return Paragraph(spans=shown, role=paragraph.role, depth=paragraph.depth)


def _cleaned(span: Span) -> Span:
    text = clean(span.text)
    return span if text == span.text else Span(text, span.style, span.url)


def _restyled(span: Span, old: SpanStyle, new: SpanStyle) -> Span:
    return Span(span.text, new, span.url) if span.style is old else span


def _cards(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each card, which ends with where its words are from."""
    part: list[Paragraph] = []
    for paragraph in paragraphs:
        ended = part and part[-1].role is ParagraphRole.PROVENANCE
        if ended and paragraph.role is not ParagraphRole.NOTE:
            yield part
            part = []
        part.append(paragraph)
    if part:
        yield part


def _card(paragraphs: Sequence[Paragraph]) -> _Card:
    roles = [paragraph.role for paragraph in paragraphs]
    if not _BESIDE_THE_WORDS.intersection(roles):
        return _list_card(paragraphs)
    card = _Card(body=(), colour=Colour.EXCERPT)
    body: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.role is ParagraphRole.BYLINE and not card.author:
            author = one_line(paragraph.text).removeprefix("— ")
            if author and len(author) <= MAX_AUTHOR_CHARS:
                card.author = author
                continue
        is_source = paragraph.role is ParagraphRole.PROVENANCE
        if is_source and not card.footer and _take_source(card, paragraph):
            continue
        body.append(paragraph)
    # The headings between several quotations say whose words follow.
    if roles.count(ParagraphRole.QUOTATION) == 1:
        first = roles.index(ParagraphRole.QUOTATION)
        while first and roles[first - 1] is ParagraphRole.QUESTION:
            first -= 1
        above = _joined(paragraphs[:first])
        if body[:first] == paragraphs[:first] and len(above) <= MAX_CONTENT_CHARS:
            card.above, body = above, body[first:]
    card.body = body
    return card


def _list_card(paragraphs: Sequence[Paragraph]) -> _Card:
    has_comments = any(each.role is ParagraphRole.COMMENT for each in paragraphs)
    colour = Colour.COMMENTS if has_comments else Colour.LIST
    first = paragraphs[0]
    title = escape(one_line(first.text))
    if first.role is ParagraphRole.HEADING and len(title) <= MAX_TITLE_CHARS:
        return _Card(body=paragraphs[1:], colour=colour, title=title)
    return _Card(body=paragraphs, colour=colour)


def _take_source(card: _Card, provenance: Paragraph) -> bool:
    """Set a card's title, link and footer; return False where they don't fit."""
    apart = {SpanStyle.TITLE, SpanStyle.LINK}
    urls = [web_address(s.url) for s in provenance.spans if s.style is SpanStyle.LINK]
    url = next(filter(None, urls), "")
    named = [s.text for s in provenance.spans if s.style is SpanStyle.TITLE]
    linked = [s.text for s in provenance.spans if s.style is SpanStyle.LINK and url]
    title = escape(one_line(next(iter([*named, *linked]), "")))
    rest = "".join([s.text for s in provenance.spans if s.style not in apart])
    parts = [part.strip() for part in one_line(rest).split(_SEPARATOR.strip())]
    footer = _SEPARATOR.join(part for part in parts if part)
    if len(title) > MAX_TITLE_CHARS or len(footer) > MAX_FOOTER_CHARS:
        return False
    if not (title or footer):
        return False
    card.title, card.url, card.footer = title, url if title else "", footer
    return True


def _card_messages(card: _Card) -> Iterator[DiscordMessage]:
    """Yield the messages of a card: its top goes with the first, its footer with the last."""
    around = len(card.author) + len(card.title) + len(card.footer)
    limit = min(MAX_DESCRIPTION_CHARS, MAX_EMBED_CHARS - around)
    bodies = _pages(card.body, limit, quotes=card.colour is not Colour.EXCERPT)
    for number, body in enumerate(bodies):
        first, last = number == 0, number == len(bodies) - 1
        embed = discord.Embed(description=body or None, colour=card.colour)
        if first:
            embed.title, embed.url = card.title or None, card.url or None
            if card.author:
                embed.set_author(name=card.author)
        if last and card.footer:
            embed.set_footer(text=card.footer)
        yield DiscordMessage(content=card.above if first else "", embeds=(embed,))


def _pages(
    paragraphs: Sequence[Paragraph], limit: int, *, quotes: bool = True
) -> list[str]:
    """Return the Markdown of paragraphs in parts within a limit.

    Args:
        paragraphs: Normalized; empty for one empty part.
        limit: In characters.
        quotes: Whether quotations are set apart from the rest.
    """
    room = limit - len(_KEPT_INDENT)
    if all(map(is_trimmed, paragraphs)) and sum(map(_bare_size, paragraphs)) <= room:
        # One page holds most cards, and then nothing is laid out twice.
        text = _joined(paragraphs, quotes=quotes)
        if len(text) <= room:
            return [_kept(text)]

    def size(paragraph: Paragraph) -> int:
        # Markup only adds to a text, so one that is too long need not be written.
        bare = len(paragraph.text)
        return bare if bare > limit else len(_joined([paragraph], quotes=quotes))

    parts = pages(Reply(paragraphs=tuple(paragraphs)), room, len, size=size)
    return [_kept(_joined(part.paragraphs, quotes=quotes)) for part in parts]


def _bare_size(paragraph: Paragraph) -> int:
    return len(paragraph.text)


def _kept(text: str) -> str:
    """Return a text whose first line stays indented."""
    return _KEPT_INDENT + text if text.startswith(INDENT) else text


def _joined(paragraphs: Iterable[Paragraph], *, quotes: bool = True) -> str:
    """Return paragraphs as Markdown."""
    shown = []
    for paragraph, gap, spans in lay_out(paragraphs):
        is_small = any(span.style is SpanStyle.SMALL for span in paragraph.spans)
        is_title = paragraph.role is ParagraphRole.HEADING and not is_small
        mark = "> " if quotes and paragraph.role is ParagraphRole.QUOTATION else ""
        small = "-# " if is_small else ""
        if paragraph.role is ParagraphRole.LISTING:
            shown.append(gap + code_block("".join([span.text for span in spans])))
            continue
        text = markdown(_bold(spans) if is_title else spans)
        lines = [
            f"{mark}{small if line.strip() else ''}{line}" for line in text.split("\n")
        ]
        shown.append(gap + "\n".join(lines))
    return "".join(shown)


def _bold(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield _restyled(span, SpanStyle.PLAIN, SpanStyle.STRONG)
