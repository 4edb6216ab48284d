"""Part a long Markdown text where nothing spans the cut, so that memory stays small."""

import re
from collections.abc import Iterator

_ENOUGH = 200_000
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SPANNING = re.compile(r" {0,3}<(pre|script|style|textarea|!--)", re.IGNORECASE)
_ITEM = re.compile(r"[-*+] \S")
_TARGET = re.compile(
    r" {0,3}\[[^\]\n]+\]:[ \t]*(?:<|[a-z][a-z0-9+.-]*:|www\.|[#/.])", re.IGNORECASE
)


def is_target(line: str) -> bool:
    """Tell `[name]: https://a.example`, a link's target, from `[Name]: Yes.`, words."""
    return _TARGET.match(line) is not None


def parts_of(body: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a text, each with how many lines precede it."""
    if len(body) <= _ENOUGH:
        yield body, 0
        return
    held: list[str] = []
    size = start = 0
    closing = ""
    blank = False
    for number, line in enumerate(body.split("\n")):
        cut = not closing and size > _ENOUGH and _may_begin(line, after_blank=blank)
        if cut:
            yield "\n".join(held), start
            held, size, start = [], 0, number
        held.append(line)
        size += len(line) + 1
        closing = _closing(line, closing)
        blank = not line.strip()
    yield "\n".join(held), start


def _may_begin(line: str, *, after_blank: bool) -> bool:
    if after_blank:
        return line[:1].strip() != ""
    return _ITEM.match(line) is not None


def _closing(line: str, closing: str) -> str:
    """Give what ends the fence or the markup that is open after a line."""
    if closing:
        return "" if closing in line.lower() else closing
    fence = _FENCE.match(line)
    if fence:
        return fence.group(1)
    markup = _SPANNING.match(line)
    if not markup:
        return ""
    name = markup.group(1).lower()
    end = "-->" if name == "!--" else f"</{name}>"
    return "" if end in line.lower() else end
