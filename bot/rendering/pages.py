"""Lay a reply out as messages that a platform accepts, in one place for all faces."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.rendering.paragraph_split import head_and_tail, part
from handlers.contract.reply import Paragraph, ParagraphRole, Reply, Span

Measure = Callable[[str], int]
"""The size of a text in a platform's units; that of two texts joined is their sum."""

INDENT = "\u2003"
"""One level of depth: chats swallow ordinary spaces at the start of a line."""

_ATTACHED = frozenset(
    {
        ParagraphRole.NOTE,
        ParagraphRole.BYLINE,
        ParagraphRole.PROVENANCE,
        ParagraphRole.CITATION,
        ParagraphRole.ROW,
    }
)
_DEEPEST = 8  # further levels would leave no line on a phone
_SCANT = 0.25  # the share of a page that is not worth starting a long paragraph in


def attached(paragraph: Paragraph) -> bool:
    """Return whether a paragraph stands right below the one before it."""
    return paragraph.role in _ATTACHED


def gap(paragraph: Paragraph) -> str:
    """Return what stands between a paragraph and the one before it."""
    return "\n" if attached(paragraph) else "\n\n"


def indented(paragraph: Paragraph) -> Sequence[Span]:
    """Return the spans to show, each line indented by the paragraph's depth."""
    if not paragraph.depth:
        return paragraph.spans
    lead = INDENT * min(paragraph.depth, _DEEPEST)
    lines = [
        replace(span, text=span.text.replace("\n", f"\n{lead}"))
        for span in paragraph.spans
    ]
    return [Span(lead), *lines]


def pages(reply: Reply, limit: int, measure: Measure) -> list[Reply]:
    """Split a reply into parts, each within a platform's limit.

    Cuts fall between paragraphs, else after a sentence, else between words. Blank
    space at a cut is dropped, and nothing else is.

    Args:
        reply: Its buttons go with the last part; its notice, and that it replaces a
            message, with the first.
        limit: What a part may measure, as `gap` and `indented` show it.
        measure: Counts in the platform's units.

    Returns:
        At least one part; one without paragraphs if the reply is blank.

    Raises:
        ValueError: The limit is too small for a single character.
    """
    trimmed = [part(each, 0, len(each.text)) for each in reply.paragraphs]
    shown = tuple([each for each in trimmed if each.spans])
    if _surely_fit(shown, limit, measure):
        same = shown == reply.paragraphs
        return [reply if same else replace(reply, paragraphs=shown)]
    filled = _Pages(limit, measure)
    for block in _blocks(shown):
        filled.add(block)
    parts = [replace(reply, paragraphs=tuple(page)) for page in filled.pages]
    return [
        replace(
            page,
            groups=reply.groups if page is parts[-1] else (),
            replaces=reply.replaces and page is parts[0],
            notice=reply.notice if page is parts[0] else "",
        )
        for page in parts
    ]


def _surely_fit(shown: Iterable[Paragraph], limit: int, measure: Measure) -> bool:
    """Tell at little cost that a page holds all, as it mostly does."""
    text = "\n\n".join([paragraph.text for paragraph in shown])
    flat = not any(paragraph.depth for paragraph in shown)
    return flat and measure(text) <= limit


def _blocks(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield each paragraph with those attached to it."""
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        if block and not attached(paragraph):
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


class _Pages:
    """Fill pages one after the other."""

    def __init__(self, limit: int, measure: Measure) -> None:
        self.pages: list[list[Paragraph]] = [[]]
        self._limit = limit
        self._measure = measure
        self._left = limit

    def add(self, block: list[Paragraph]) -> None:
        """Add what belongs together, on one page if any page can hold it."""
        need = self._need(block, first=not self.pages[-1])
        if need > self._left:
            if self._need(block, first=True) > self._limit:
                for paragraph in block:
                    self._add_long(paragraph)
                return
            self._turn()
            need = self._need(block, first=True)
        self._left -= need
        self.pages[-1].extend(block)

    def _add_long(self, paragraph: Paragraph) -> None:
        while self._need([paragraph], first=not self.pages[-1]) > self._left:
            fresh = not self.pages[-1]
            cut = None
            too_long = self._need([paragraph], first=True) > self._limit
            if fresh or (too_long and self._left > self._limit * _SCANT):
                room = self._left - (0 if fresh else self._measure(gap(paragraph)))
                cut = head_and_tail(paragraph, room, self._size, anywhere=fresh)
            if cut:
                head, paragraph = cut
                self._put([head])
            elif fresh:
                raise ValueError(f"no character fits a limit of {self._limit}")
            self._turn()
        self._put([paragraph])

    def _size(self, paragraph: Paragraph) -> int:
        return sum(self._measure(span.text) for span in indented(paragraph))

    def _need(self, block: list[Paragraph], *, first: bool) -> int:
        gaps = sum(self._measure(gap(paragraph)) for paragraph in block[first:])
        return gaps + sum(self._size(paragraph) for paragraph in block)

    def _put(self, block: list[Paragraph]) -> None:
        self._left -= self._need(block, first=not self.pages[-1])
        self.pages[-1].extend(block)

    def _turn(self) -> None:
        self.pages.append([])
        self._left = self._limit
