"""Discord's Markdown: text that shows as it stands, and spans with their styles.

Every character that could begin markup gets a backslash, so that nothing that a person
typed can become a mention, a link, an emoji or a style.
https://support.discord.com/hc/en-us/articles/210298617
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.rendering.sanitize import clean, is_linkable, safe_url
from handlers.contract.reply import Span, SpanStyle

_INLINE_MARKUP = re.compile(r"[\\*_~`|<\[@:.]")
_LINE_MARKUP = re.compile(r"[^\S\n]*(?:([#>+-])|\d+(\.))")
_INVITING = ("discord", "discordapp")
_MARKERS = {
    SpanStyle.STRONG: "**",
    SpanStyle.MATCH: "**",
    SpanStyle.EMPHASIS: "*",
    SpanStyle.CODE: "`",
    SpanStyle.STRUCK: "~~",
    SpanStyle.INSERTED: "**",
}
_LINK_MARKER = "["
_NOT_IN_CODE = re.compile(r"[`\\\n]")
_NOT_IN_A_LINK = re.compile(r"[\[\]\n]|\w[.:]\S")
"""Discord shows no link whose words look like an address themselves."""


class _Run(NamedTuple):
    """A part of a text between two offsets; no marker means plain words."""

    start: int
    end: int
    marker: str = ""
    url: str = ""


def escape(text: str) -> str:
    r"""Return Markdown that shows a text as it stands, sanitized.

    >>> print(escape("@everyone: *peace* <@42>\n# 1"))
    \@everyone: \*peace\* \<\@42>
    \# 1
    """
    shown = clean(text)
    return _escaped(shown, _escapes(shown), 0, len(shown))


def markdown(spans: Iterable[Span]) -> str:
    """Return Markdown that shows spans in their styles.

    Small print is left to whole lines, which a face marks itself.
    """
    cleaned = [span for span in map(_cleaned, spans) if span.text]
    text = "".join([span.text for span in cleaned])
    escapes = _escapes(text)
    shown = []
    for run in _runs(cleaned, text):
        words = _escaped(text, escapes, run.start, run.end)
        if run.marker == "`":
            words = text[run.start : run.end]
        if run.marker == _LINK_MARKER:
            shown.append(f"[{words}](<{run.url}>)")
        else:
            shown.append(f"{run.marker}{words}{run.marker}")
    return "".join(shown)


def code_block(text: str) -> str:
    r"""Return Markdown that shows a text as it stands in a block, to be copied.

    Nothing in it can be escaped: a character without width parts what would end it.

    >>> print(code_block("a\n*b*"))
    ```
    a
    *b*
    ```
    """
    kept = clean(text).replace("``", "`\u200b`\u200b")
    return f"```\n{kept}\n```"


def web_address(url: str, max_chars: int = 2048) -> str:
    """Return a web address as Discord takes it, or nothing where it refuses it.

    >>> web_address("https://speeches.example/Año_(1901)")
    'https://speeches.example/A%C3%B1o_%281901%29'
    """
    if not is_linkable(url):
        return ""
    address = safe_url(url).replace("(", "%28").replace(")", "%29")
    return address if len(address) <= max_chars else ""


def _cleaned(span: Span) -> Span:
    text = clean(span.text)
    return span if text == span.text else Span(text, span.style, span.url)


def _escapes(text: str) -> list[int]:
    """Return the offsets of the characters that need a backslash, in order."""
    found = {
        match.start()
        for match in _INLINE_MARKUP.finditer(text)
        if _is_markup(text, match.start())
    }
    line = 0
    while line >= 0:
        if match := _LINE_MARKUP.match(text, line):
            found.add(match.start(match.lastindex or 0))
        line = text.find("\n", line) + 1 or -1
    return sorted(found)


def _is_markup(text: str, at: int) -> bool:
    """Return whether a character that may be markup is.

    A colon before anything but a space could begin an emoji such as :peace:, and stands
    in every address; the dot after "discord" stands in an invitation without "https".
    """
    if text[at] == ":":
        after = text[at + 1 : at + 2]
        return bool(after) and not after.isspace()
    if text[at] == ".":
        before = text[max(0, at - len(_INVITING[-1])) : at]
        return before.casefold().endswith(_INVITING)
    return True


def _escaped(text: str, escapes: Sequence[int], start: int, end: int) -> str:
    shown, at = [], start
    for escape in escapes:
        if start <= escape < end:
            shown += [text[at:escape], "\\"]
            at = escape
    shown.append(text[at:end])
    return "".join(shown)


def _runs(spans: Iterable[Span], text: str) -> Iterator[_Run]:
    """Yield runs that cover a text, none of whose markers could be read as another's."""
    styled: list[_Run] = []
    start = 0
    for span in spans:
        for run in _styled_runs(span, start):
            last = styled[-1] if styled else None
            if last and _goes_on(last, run, text):
                styled[-1] = last._replace(end=run.end)
            # Two kinds of asterisks side by side would be counted together.
            elif not (
                last and last.end == run.start and last.marker[0] == run.marker[0]
            ):
                styled.append(run)
        start += len(span.text)
    at = 0
    for run in styled:
        if at < run.start:
            yield _Run(at, run.start)
        yield run
        at = run.end
    if at < len(text):
        yield _Run(at, len(text))


def _goes_on(run: _Run, after: _Run, text: str) -> bool:
    """Return whether two runs are one in style, with nothing but spaces between them."""
    if (run.marker, run.url) != (after.marker, after.url):
        return False
    between = text[run.end : after.start]
    return not between or (
        "*" in run.marker and between.isspace() and "\n" not in between
    )


def _styled_runs(span: Span, start: int) -> Iterator[_Run]:
    """Yield the runs of a span that take a marker: one a line, without blank ends."""
    marker, url = _MARKERS.get(span.style, ""), ""
    if span.style is SpanStyle.LINK and not _NOT_IN_A_LINK.search(span.text):
        url = web_address(span.url)
        marker = _LINK_MARKER if url else ""
    if not marker or (marker == "`" and _NOT_IN_CODE.search(span.text)):
        return
    for line in span.text.split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            yield _Run(first, first + len(words), marker, url)
        start += len(line) + 1
