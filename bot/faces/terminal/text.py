"""Turn a Reply into what rich can print: quotes, trees and numbered buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest

from rich.console import Console, Group, RenderableType
from rich.style import Style as Look
from rich.text import Text

from bot.faces.terminal.blocks import FAINT, KEY, Block, Choices
from bot.rendering.sanitize import clean, one_line, safe_url
from handlers.contract.reply import Button, Paragraph, Reply, Span, Style

WIDEST = 100
"""Columns past which lines grow too long to read."""

_LOOKS = {
    Style.PLAIN: Look(),
    Style.STRONG: Look(bold=True),
    Style.EMPHASIS: Look(italic=True),
    Style.MATCH: Look(color="black", bgcolor="yellow"),
    Style.QUOTATION: Look(),
    Style.LINK: Look(underline=True),
    Style.SMALL: Look(dim=True),
    Style.CODE: Look(color="cyan"),
}


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


def numbered(reply: Reply) -> tuple[Button, ...]:
    """Return the reply's buttons by their numbers; the first one is number 1."""
    return tuple(button for row in reply.buttons for button in row)


def renderable(reply: Reply, sight: Sight) -> RenderableType:
    """Lay a reply out for any width; its texts are cleaned here.

    Print it with ``crop=False``, since an address is never broken.
    """
    parts: list[RenderableType] = []
    if reply.notice:
        parts.append(Block(text=Text(one_line(reply.notice), Look(italic=True))))
    spelled = frozenset(button.url for button in numbered(reply))
    before: Paragraph | None = None
    indented = False
    for paragraph, after in zip_longest(reply.paragraphs, reply.paragraphs[1:]):
        if parts and not paragraph.tight:
            parts.append(_gap(before, paragraph))
        indented = _stands_under(paragraph, before, indented=indented)
        parts.append(
            Block(
                text=_text(paragraph.spans, spelled, sight),
                depth=paragraph.depth,
                barred=paragraph.quoted,
                indented=indented,
                hanging=not indented and _is_row(paragraph, before, after),
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


def _stands_under(
    paragraph: Paragraph, before: Paragraph | None, *, indented: bool
) -> bool:
    """Tell whether this is a citation, to stand in line with the words it cites."""
    return (
        before is not None
        and paragraph.tight
        and not paragraph.quoted
        and paragraph.depth == before.depth
        and (before.quoted or indented)
    )


def _is_row(
    paragraph: Paragraph, before: Paragraph | None, after: Paragraph | None
) -> bool:
    """Tell whether this is one of several lines of a list."""
    return (
        paragraph.tight
        and not paragraph.quoted
        and any(other is not None and other.tight for other in (before, after))
    )


def _gap(before: Paragraph | None, after: Paragraph) -> Block:
    """Leave a line empty but for the guides and the bar that run through it."""
    if before is None:
        return Block(text=Text())
    level = before.depth == after.depth
    return Block(
        text=Text(),
        depth=min(before.depth, after.depth),
        barred=level and before.quoted and after.quoted,
    )


def _text(spans: Sequence[Span], spelled: frozenset[str], sight: Sight) -> Text:
    text = Text()
    for span in spans:
        words, url = clean(span.text), safe_url(span.url)
        look = _LOOKS[span.style]
        if span.style is Style.MATCH and not sight.colours:
            words = f"*{words}*"
        if url and sight.links:
            look += Look(link=url)
        text.append(words, look)
        if url and not sight.links and span.url not in spelled and words != span.url:
            text.append(f" ({url})", FAINT)
    return text


def _choices(reply: Reply, sight: Sight) -> Choices:
    # Rows suit the narrow screens of phones; a terminal has room for all in one.
    labels = (
        _label(number, button, sight)
        for number, button in enumerate(numbered(reply), start=1)
    )
    return Choices(labels=tuple(labels), listed=sight.listed)


def _label(number: int, button: Button, sight: Sight) -> Text:
    url = safe_url(button.url)
    label = Text().append(f"[{number}]", KEY).append(" ")
    label.append(one_line(button.label), Look(link=url) if sight.links and url else "")
    if url and sight.listed:
        label.append(f": {url}", FAINT)
    return label
