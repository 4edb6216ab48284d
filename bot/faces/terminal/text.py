"""Turn a Reply into what rich can print: quotes, trees and numbered buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.style import Style as Look
from rich.text import Text

from bot.faces.terminal.blocks import FAINT, KEY, Block, Choices
from bot.rendering.pages import attached
from bot.rendering.sanitize import clean, one_line, safe_url
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
)

WIDEST = 100
"""Columns past which lines grow too long to read."""

_LOOKS = {
    SpanStyle.PLAIN: Look(),
    SpanStyle.STRONG: Look(bold=True),
    SpanStyle.EMPHASIS: Look(italic=True),
    SpanStyle.MATCH: Look(color="black", bgcolor="yellow"),
    SpanStyle.LINK: Look(underline=True),
    SpanStyle.SMALL: Look(dim=True),
    SpanStyle.CODE: Look(color="cyan"),
}
_UNDER_QUOTATION = frozenset(
    {ParagraphRole.BYLINE, ParagraphRole.PROVENANCE, ParagraphRole.CITATION}
)
"""What stands level with the words above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Say what a terminal can show.

    Attributes:
        colours: Without them a match is marked with asterisks.
        links: It shows hyperlinks; without them addresses are spelled out.
        listed: Each button has a line of its own, its address spelled out.
    """

    colours: bool = False
    links: bool = False
    listed: bool = True


PLAIN = Sight()
"""What a pipe can show."""


def renderable(reply: Reply, sight: Sight) -> RenderableType:
    """Lay a reply out for any width; its texts are cleaned here.

    Print it with ``crop=False``, since an address is never broken.
    """
    parts: list[RenderableType] = []
    if reply.notice:
        parts.append(Block(text=Text(one_line(reply.notice), Look(italic=True))))
    spelled = frozenset(button.url for button in reply.buttons)
    before: Paragraph | None = None
    for paragraph in reply.paragraphs:
        if parts and not attached(paragraph):
            parts.append(_gap(before, paragraph))
        parts.append(
            Block(
                text=_text(paragraph.spans, spelled, sight),
                depth=paragraph.depth,
                barred=_is_quotation(paragraph),
                indented=paragraph.role in _UNDER_QUOTATION,
                hanging=paragraph.role is ParagraphRole.ROW,
            )
        )
        before = paragraph
    if reply.buttons:
        parts += [Text()] if parts else []
        parts.append(_choices(reply, sight))
    return Group(*parts)


def render(reply: Reply, width: int = 80, sight: Sight = PLAIN) -> str:
    """Return a reply as plain text wrapped at `width` columns, without a last newline."""
    console = Console(file=StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(renderable(reply, sight), crop=False)
    return captured.get().rstrip("\n")


def _is_quotation(paragraph: Paragraph) -> bool:
    return paragraph.role is ParagraphRole.QUOTATION


def _gap(before: Paragraph | None, after: Paragraph) -> Block:
    """Leave a line empty but for the guides and the bar that run through it."""
    if before is None:
        return Block(text=Text())
    level = before.depth == after.depth
    return Block(
        text=Text(),
        depth=min(before.depth, after.depth),
        barred=level and _is_quotation(before) and _is_quotation(after),
    )


def _text(spans: Sequence[Span], spelled: frozenset[str], sight: Sight) -> Text:
    text = Text()
    for span in spans:
        words, url = clean(span.text), safe_url(span.url)
        look = _LOOKS[span.style]
        if span.style is SpanStyle.MATCH and not sight.colours:
            words = f"*{words}*"
        if url and sight.links:
            look += Look(link=url)
        text.append(words, look)
        if url and not sight.links and span.url not in spelled and words != span.url:
            text.append(f" ({url})", FAINT)
    return text


def _choices(reply: Reply, sight: Sight) -> Choices:
    # A terminal has room for all groups in one row.
    labels = (
        _label(number, button, sight)
        for number, button in enumerate(reply.buttons, start=1)
    )
    return Choices(labels=tuple(labels), listed=sight.listed)


def _label(number: int, button: Button, sight: Sight) -> Text:
    url = safe_url(button.url)
    label = Text().append(f"[{number}]", KEY).append(" ")
    label.append(one_line(button.label), Look(link=url) if sight.links and url else "")
    if url and sight.listed:
        label.append(f": {url}", FAINT)
    return label
