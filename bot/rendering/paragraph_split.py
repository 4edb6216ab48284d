"""Cut a paragraph that is too long for its page: after a sentence, else a word."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import sentencex  # type: ignore[import-untyped]  # it ships no types
from wcwidth import grapheme_boundary_before

from handlers.contract.reply import Paragraph, Span, SpanStyle

UNBREAKABLE_STYLES = frozenset({SpanStyle.LINK, SpanStyle.MATCH, SpanStyle.CODE})
"""Spans of these are cut only where a page holds nothing else."""

_MIN_HEAD_SHARE = 0.25
"""A cut before this share of the page would leave it mostly empty."""

_LOOKAHEAD_CHARS = 200
"""Characters after the page that show whether a sentence ends on it."""


def split_paragraph(
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
    return slice_paragraph(paragraph, 0, at), slice_paragraph(
        paragraph, at, len(paragraph.text)
    )


def slice_paragraph(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Return the characters `start` to `end`, without white space around them."""
    whole = paragraph.text
    text = whole[start:end]
    if text == whole == text.strip() and all(span.text for span in paragraph.spans):
        return paragraph
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
    return at >= len(text) or grapheme_boundary_before(text, at + 1) == at


def _forced_cut(text: str, reach: int) -> int:
    """Return a cut inside a link, or inside a grapheme that is longer than a page."""
    return grapheme_boundary_before(text, reach + 1) or reach
