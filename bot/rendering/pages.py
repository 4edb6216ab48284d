"""Split a reply into messages within a platform's limit, for all faces."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.rendering.paragraph_split import slice_paragraph, split_paragraph
from handlers.contract.reply import Paragraph, ParagraphRole, Reply, Span

Measure = Callable[[str], int]
"""Returns the size of a text in a platform's units; sizes of joined texts add up."""

INDENT = "\u2003"
"""One level of depth, as an em space: chats drop ordinary spaces before a line."""

_ATTACHED_ROLES = frozenset(
    {
        ParagraphRole.NOTE,
        ParagraphRole.BYLINE,
        ParagraphRole.PROVENANCE,
        ParagraphRole.CITATION,
        ParagraphRole.ROW,
    }
)
_MAX_INDENT = 8
"""More levels would leave no room for words on a phone."""

_MIN_ROOM_SHARE = 0.25
"""The share of a page that must be left for a long paragraph to start on it."""


def is_attached(paragraph: Paragraph) -> bool:
    """Return whether a paragraph stands right below the one before, without a gap."""
    return paragraph.role in _ATTACHED_ROLES


def gap_before(paragraph: Paragraph) -> str:
    """Return the line breaks between a paragraph and the one before it."""
    return "\n" if is_attached(paragraph) else "\n\n"


def indented_spans(paragraph: Paragraph) -> Sequence[Span]:
    """Return the spans to show, each line indented by the paragraph's depth."""
    if not paragraph.depth:
        return paragraph.spans
    lead = INDENT * min(paragraph.depth, _MAX_INDENT)
    lines = [
        replace(span, text=span.text.replace("\n", f"\n{lead}"))
        for span in paragraph.spans
    ]
    return [Span(lead), *lines]


def pages(reply: Reply, limit: int, measure: Measure) -> list[Reply]:
    """Split a reply into parts, each within a platform's limit.

    It is cut between paragraphs, else after a sentence, else between words. Only
    white space at a cut is dropped.

    Args:
        reply: Its buttons go with the last part; its notice, and that it replaces a
            message, go with the first.
        limit: The size of a part, as `gap_before` and `indented_spans` show it.
        measure: Returns the size of a text.

    Returns:
        At least one part; one without paragraphs if the reply is blank.

    Raises:
        ValueError: The limit is too small for a single character.
    """
    trimmed = [slice_paragraph(each, 0, len(each.text)) for each in reply.paragraphs]
    shown = tuple([each for each in trimmed if each.spans])
    if _surely_fits(shown, limit, measure):
        same = shown == reply.paragraphs
        return [reply if same else replace(reply, paragraphs=shown)]
    filled = _PageFiller(limit, measure)
    for block in _attached_blocks(shown):
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


def _surely_fits(shown: Iterable[Paragraph], limit: int, measure: Measure) -> bool:
    """Return True, at little cost, where one page holds all, as it mostly does."""
    text = "\n\n".join([paragraph.text for paragraph in shown])
    flat = not any(paragraph.depth for paragraph in shown)
    return flat and measure(text) <= limit


def _attached_blocks(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield each paragraph with those attached to it."""
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        if block and not is_attached(paragraph):
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


class _PageFiller:
    """Pages that are filled one after the other."""

    def __init__(self, limit: int, measure: Measure) -> None:
        self.pages: list[list[Paragraph]] = [[]]
        self._limit = limit
        self._measure = measure
        self._left = limit

    def add(self, block: list[Paragraph]) -> None:
        """Add paragraphs that belong together, on one page if one can hold them."""
        need = self._size_of(block, first=not self.pages[-1])
        if need > self._left:
            if self._size_of(block, first=True) > self._limit:
                for paragraph in block:
                    self._add_long(paragraph)
                return
            self._start_page()
            need = self._size_of(block, first=True)
        self._left -= need
        self.pages[-1].extend(block)

    def _add_long(self, paragraph: Paragraph) -> None:
        while self._size_of([paragraph], first=not self.pages[-1]) > self._left:
            fresh = not self.pages[-1]
            cut = None
            too_long = self._size_of([paragraph], first=True) > self._limit
            if fresh or (too_long and self._left > self._limit * _MIN_ROOM_SHARE):
                room = self._left - (
                    0 if fresh else self._measure(gap_before(paragraph))
                )
                cut = split_paragraph(paragraph, room, self._size, anywhere=fresh)
            if cut:
                head, paragraph = cut
                self._append([head])
            elif fresh:
                raise ValueError(f"no character fits a limit of {self._limit}")
            self._start_page()
        self._append([paragraph])

    def _size(self, paragraph: Paragraph) -> int:
        return sum(self._measure(span.text) for span in indented_spans(paragraph))

    def _size_of(self, block: list[Paragraph], *, first: bool) -> int:
        gaps = sum(self._measure(gap_before(paragraph)) for paragraph in block[first:])
        return gaps + sum(self._size(paragraph) for paragraph in block)

    def _append(self, block: list[Paragraph]) -> None:
        self._left -= self._size_of(block, first=not self.pages[-1])
        self.pages[-1].extend(block)

    def _start_page(self) -> None:
        self.pages.append([])
        self._left = self._limit
