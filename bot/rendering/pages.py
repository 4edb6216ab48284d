"""Split a reply into messages within a platform's limit, for all faces."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import sentencex  # type: ignore[import-untyped]  # it ships no types

from handlers.contract.reply import Paragraph, ParagraphRole, Reply, Span, SpanStyle

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

UNBREAKABLE_STYLES = frozenset({SpanStyle.LINK, SpanStyle.MATCH, SpanStyle.CODE})
"""Spans of these are cut only where a page holds nothing else."""

_MIN_HEAD_SHARE = 0.25
"""A cut before this share of the page would leave it mostly empty."""

_LOOKAHEAD_CHARS = 200
"""Characters after the page that show whether a sentence ends on it."""


def is_attached(paragraph: Paragraph) -> bool:
    """Return whether a paragraph stands right below the one before, without a gap."""
    return paragraph.role in _ATTACHED_ROLES


def lay_out(
    paragraphs: Iterable[Paragraph],
) -> Iterator[tuple[Paragraph, str, Sequence[Span]]]:
    """Yield paragraphs, each with the line breaks before it and the spans to show."""
    for number, paragraph in enumerate(paragraphs):
        gap = _gap_before(paragraph) if number else ""
        yield paragraph, gap, _indented_spans(paragraph)


def _gap_before(paragraph: Paragraph) -> str:
    """Return the line breaks between a paragraph and the one before it."""
    return "\n" if is_attached(paragraph) else "\n\n"


def _indented_spans(paragraph: Paragraph) -> Sequence[Span]:
    """Return the spans to show, each line indented by the paragraph's depth."""
    if not paragraph.depth:
        return paragraph.spans
    lead = INDENT * min(paragraph.depth, _MAX_INDENT)
    lines = [
        replace(span, text=span.text.replace("\n", f"\n{lead}"))
        for span in paragraph.spans
    ]
    return [Span(lead), *lines]


def pages(
    reply: Reply,
    limit: int,
    measure: Measure,
    *,
    size: Callable[[Paragraph], int] | None = None,
) -> list[Reply]:
    """Split a reply into parts, each within a platform's limit.

    It is cut between paragraphs, else after a sentence, else between words. Only
    white space at a cut is dropped.

    Args:
        reply: Its buttons go with the last part; its notice, and that it replaces a
            message, go with the first.
        limit: The size of a part, as `lay_out` shows it.
        measure: Returns the size of a text.
        size: Returns the size of a paragraph where markup adds to that of its text; one
            that goes on longer never has less.

    Returns:
        At least one part; one without paragraphs if the reply is blank.

    Raises:
        ValueError: The limit is too small for a single character.
    """
    shown = reply.paragraphs
    if not all(map(is_trimmed, shown)):
        trimmed = [
            each if is_trimmed(each) else _slice(each, 0, len(each.text))
            for each in shown
        ]
        shown = tuple([each for each in trimmed if each.spans])
        reply = replace(reply, paragraphs=shown)
    # One page holds most replies; finding that out first costs little.
    if _whole_size(shown, measure, size) <= limit:
        return [reply]
    filled = _PageFiller(limit, measure, size)
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


def _whole_size(
    paragraphs: Sequence[Paragraph],
    measure: Measure,
    size: Callable[[Paragraph], int] | None,
) -> int:
    laid_out = lay_out(paragraphs)
    if size:
        return sum(measure(gap) + size(paragraph) for paragraph, gap, _ in laid_out)
    texts: list[str] = []
    for _, gap, spans in laid_out:
        texts.append(gap)
        texts += [span.text for span in spans]
    return measure("".join(texts))


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

    def __init__(
        self,
        limit: int,
        measure: Measure,
        size: Callable[[Paragraph], int] | None,
    ) -> None:
        self.pages: list[list[Paragraph]] = [[]]
        self._limit = limit
        self._measure = measure
        self._size = size or self._text_size
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
                    0 if fresh else self._measure(_gap_before(paragraph))
                )
                cut = _split(paragraph, room, self._size, anywhere=fresh)
            if cut:
                head, paragraph = cut
                self._append([head])
            elif fresh:
                raise ValueError(f"no character fits a limit of {self._limit}")
            self._start_page()
        self._append([paragraph])

    def _text_size(self, paragraph: Paragraph) -> int:
        return sum(self._measure(span.text) for span in _indented_spans(paragraph))

    def _size_of(self, block: list[Paragraph], *, first: bool) -> int:
        gaps = sum(self._measure(_gap_before(paragraph)) for paragraph in block[first:])
        return gaps + sum(self._size(paragraph) for paragraph in block)

    def _append(self, block: list[Paragraph]) -> None:
        self._left -= self._size_of(block, first=not self.pages[-1])
        self.pages[-1].extend(block)

    def _start_page(self) -> None:
        self.pages.append([])
        self._left = self._limit


def _split(
    paragraph: Paragraph, room: int, size: Callable[[Paragraph], int], *, anywhere: bool
) -> tuple[Paragraph, Paragraph] | None:
    """Cut a paragraph that does not fit in two, so that the first part fits.

    Args:
        paragraph: A paragraph that does not start with white space.
        room: The size that the first part may have.
        size: Returns the size of a paragraph; a longer one never has less.
        anywhere: Whether to cut in a sentence, or even in a word, where none ends.

    Returns:
        Both parts without the white space between them, or None for no place to cut.
    """
    reach = _fitting_chars(paragraph, room, size)
    at = _cut_position(paragraph, reach, anywhere=anywhere) if reach else 0
    if not at:
        return None
    return _slice(paragraph, 0, at), _slice(paragraph, at, len(paragraph.text))


def is_trimmed(paragraph: Paragraph) -> bool:
    """Return whether there is no empty span, and no white space around the text."""
    spans = paragraph.spans
    if not (spans and all(span.text for span in spans)):
        return False
    return not (spans[0].text[0].isspace() or spans[-1].text[-1].isspace())


def _slice(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Return the characters `start` to `end`, without white space around them."""
    text = paragraph.text[start:end]
    start += len(text) - len(text.lstrip())
    return _slice_spans(paragraph, start, start + len(text.strip()))


def _slice_spans(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    spans = []
    for span, opens, closes in _spans_with_offsets(paragraph):
        if opens < end and closes > start:
            text = span.text[max(start - opens, 0) : end - opens]
            spans.append(replace(span, text=text))
    return replace(paragraph, spans=tuple(spans))


def _spans_with_offsets(paragraph: Paragraph) -> Iterator[tuple[Span, int, int]]:
    at = 0
    for span in paragraph.spans:
        if span.text:
            yield span, at, at + len(span.text)
        at += len(span.text)


def _fitting_chars(
    paragraph: Paragraph, room: int, size: Callable[[Paragraph], int]
) -> int:
    """Return how many of the first characters fit into `room`."""

    def fits(count: int) -> bool:
        return size(_slice_spans(paragraph, 0, count)) <= room

    # Galloping keeps the work in proportion to the page, not to the paragraph.
    low, high, longest = 0, 64, len(paragraph.text)
    while high < longest and fits(high):
        low, high = high, high * 2
    high = min(high, longest)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _cut_position(paragraph: Paragraph, reach: int, *, anywhere: bool) -> int:
    """Return where to cut at or before `reach`; 0 for nowhere."""
    text = paragraph.text
    earliest = int(reach * _MIN_HEAD_SHARE)
    unbreakable = [
        (opens, closes)
        for span, opens, closes in _spans_with_offsets(paragraph)
        if span.style in UNBREAKABLE_STYLES
    ]

    def is_allowed(at: int) -> bool:
        inside = any(opens < at < closes for opens, closes in unbreakable)
        return at > earliest and not inside and _is_between_graphemes(text, at)

    sentences = [at for at in _sentence_ends(text, reach) if is_allowed(at)]
    if sentences or not anywhere:
        return max(sentences, default=0)
    words = (at for at in range(reach, earliest, -1) if _is_between_words(text, at))
    graphemes = (at for at in range(reach, earliest, -1) if is_allowed(at))
    word = next((at for at in words if is_allowed(at)), 0)
    return word or next(graphemes, 0) or _forced_cut(text, reach)


def _sentence_ends(text: str, reach: int) -> Iterator[int]:
    for found in sentencex.get_sentence_boundaries(
        "en", text[: reach + _LOOKAHEAD_CHARS]
    ):
        end = found["start_index"] + len(found["text"].rstrip())
        if end <= reach and found["end_index"] < len(text):
            yield end


def _is_between_words(text: str, at: int) -> bool:
    return text[at - 1].isspace() or text[at : at + 1].isspace()


def _is_between_graphemes(text: str, at: int) -> bool:
    return at >= len(text) or grapheme_start(text, at) == at


def _forced_cut(text: str, reach: int) -> int:
    """Return a cut inside a link, or inside a grapheme that is longer than a page."""
    return grapheme_start(text, reach) or reach


def grapheme_start(text: str, at: int) -> int:
    """Return where the grapheme starts that the character at a position belongs to."""
    # Its tables take longer to import than most answers take, and few need a cut.
    from wcwidth import grapheme_boundary_before  # noqa: PLC0415

    return grapheme_boundary_before(text, at + 1)
