"""Replies as rich prints them: quotations, trees and numbered buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.style import Style as Look
from rich.text import Text

from bot.faces.terminal.blocks import FAINT, KEY, Block, Choices
from bot.rendering.pages import is_attached
from bot.rendering.sanitize import clean, one_line, safe_url
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
)

MAX_COLUMNS = 100
"""Columns past which lines grow too long to read."""

_RICH_STYLES = {
    SpanStyle.PLAIN: Look(),
    SpanStyle.STRONG: Look(bold=True),
    SpanStyle.EMPHASIS: Look(italic=True),
    SpanStyle.MATCH: Look(color="black", bgcolor="yellow"),
    SpanStyle.LINK: Look(underline=True),
    SpanStyle.SMALL: Look(dim=True),
    SpanStyle.TITLE: Look(dim=True),
    SpanStyle.CODE: Look(color="cyan"),
    SpanStyle.STRUCK: Look(strike=True, dim=True),
    SpanStyle.INSERTED: Look(bold=True, underline=True),
}
_BELOW_QUOTATION_ROLES = frozenset(
    {ParagraphRole.BYLINE, ParagraphRole.PROVENANCE, ParagraphRole.CITATION}
)
"""Paragraphs that are indented to stand below the quoted words."""

_PROGRAMS_WITH_LINKS = frozenset(
    {"ghostty", "hyper", "iterm.app", "rio", "tabby", "vscode", "wezterm"}
)
_TERMS_WITH_LINKS = ("alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a terminal can show.

    Attributes:
        colours: Whether it shows colours; else a match stands between asterisks.
        links: Whether it shows hyperlinks; else addresses are printed.
        listed: Whether each button takes a line of its own, with its address.
    """

    colours: bool = False
    links: bool = False
    listed: bool = True


PIPE = Capabilities()
"""What a pipe can show."""


def supports_hyperlinks(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal is known to show OSC 8 hyperlinks.

    ``FORCE_HYPERLINK`` (``0`` or ``1``) overrides everything else.
    """
    if forced := environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM_PROGRAM", "").lower() in _PROGRAMS_WITH_LINKS
        or environ.get("TERM", "").startswith(_TERMS_WITH_LINKS)
        or bool(environ.get("WT_SESSION") or environ.get("KONSOLE_VERSION"))
        or (vte.isdecimal() and int(vte) >= 5000)
    )


def renderable(reply: Reply, capabilities: Capabilities) -> RenderableType:
    """Return what prints a reply at any width; its texts are sanitized here.

    Print it with ``crop=False``, since an address is never broken into lines.
    """
    parts: list[RenderableType] = []
    if reply.notice:
        parts.append(Block(text=Text(one_line(reply.notice), Look(italic=True))))
    button_urls = frozenset(button.url for button in reply.buttons)
    before: Paragraph | None = None
    for paragraph in reply.paragraphs:
        if parts and not is_attached(paragraph):
            parts.append(_empty_line(before, paragraph))
        parts.append(
            Block(
                text=_rich_text(paragraph.spans, button_urls, capabilities),
                depth=paragraph.depth,
                has_bar=_is_quotation(paragraph),
                is_indented=paragraph.role in _BELOW_QUOTATION_ROLES,
                hangs=paragraph.role is ParagraphRole.ROW,
                is_whole=paragraph.role is ParagraphRole.LISTING,
            )
        )
        before = paragraph
    if reply.buttons:
        parts += [Text()] if parts else []
        parts.append(_choices(reply, capabilities))
    return Group(*parts)


def render(reply: Reply, width: int = 80, capabilities: Capabilities = PIPE) -> str:
    """Return a reply as plain text wrapped at `width` columns, without a last newline."""
    console = Console(file=StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(renderable(reply, capabilities), crop=False)
    return captured.get().rstrip("\n")


def _is_quotation(paragraph: Paragraph) -> bool:
    return paragraph.role is ParagraphRole.QUOTATION


def _empty_line(before: Paragraph | None, after: Paragraph) -> Block:
    """Return a line that is empty but for the guides and the bar that go on in it."""
    if before is None:
        return Block(text=Text())
    level = before.depth == after.depth
    return Block(
        text=Text(),
        depth=min(before.depth, after.depth),
        has_bar=level and _is_quotation(before) and _is_quotation(after),
    )


def _rich_text(
    spans: Sequence[Span], button_urls: frozenset[str], capabilities: Capabilities
) -> Text:
    text = Text()
    for span in spans:
        words, url = clean(span.text), safe_url(span.url)
        look = _RICH_STYLES[span.style]
        if span.style is SpanStyle.MATCH and not capabilities.colours:
            words = f"*{words}*"
        if url and capabilities.links:
            look += Look(link=url)
        text.append(words, look)
        if (
            url
            and not capabilities.links
            and span.url not in button_urls
            and words != span.url
        ):
            text.append(f" ({url})", FAINT)
    return text


def _choices(reply: Reply, capabilities: Capabilities) -> Choices:
    # A terminal has room for all groups in one row.
    labels = (
        _label(number, button, capabilities)
        for number, button in reply.numbered.items()
    )
    return Choices(labels=tuple(labels), listed=capabilities.listed)


def _label(number: int, button: Button, capabilities: Capabilities) -> Text:
    url = safe_url(button.url)
    label = Text().append(f"[{number}]", KEY).append(" ")
    label.append(
        one_line(button.label), Look(link=url) if capabilities.links and url else ""
    )
    if url and capabilities.listed:
        label.append(f": {url}", FAINT)
    return label
