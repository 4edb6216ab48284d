"""Find where a paragraph too long for its page may be cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import sentencex  # type: ignore[import-untyped]  # it ships no types
from wcwidth import grapheme_boundary_before

from handlers.contract.reply import Paragraph, Span, SpanStyle

WHOLE = frozenset({SpanStyle.LINK, SpanStyle.MATCH, SpanStyle.CODE})
"""What is cut in two only where a page holds nothing else."""

_SOON = 0.25  # a cut before this share of the page would leave it mostly empty
_AHEAD = 200  # characters that tell whether a sentence ends


def head_and_tail(
    paragraph: Paragraph, room: int, size: Callable[[Paragraph], int], *, anywhere: bool
) -> tuple[Paragraph, Paragraph] | None:
    """Cut a paragraph that does not fit so that its head does.

    Args:
        paragraph: Opens with something other than blank space.
        room: What the head may measure.
        size: What a paragraph measures; a longer one never measures less.
        anywhere: Cut between words or inside one where no sentence ends in time.

    Returns:
        Both parts without the blank space between them, or None for no place to cut.
    """
    reach = _reach(paragraph, room, size)
    at = _place(paragraph, reach, anywhere=anywhere) if reach else 0
    if not at:
        return None
    return part(paragraph, 0, at), part(paragraph, at, len(paragraph.text))


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Return the characters `start` to `end`, without blank space around them."""
    whole = paragraph.text
    text = whole[start:end]
    if text == whole == text.strip() and all(span.text for span in paragraph.spans):
        return paragraph
    start += len(text) - len(text.lstrip())
    return _slice(paragraph, start, start + len(text.strip()))


def _slice(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    spans = []
    for span, opens, closes in _placed(paragraph):
        if opens < end and closes > start:
            text = span.text[max(start - opens, 0) : end - opens]
            spans.append(replace(span, text=text))
    return replace(paragraph, spans=tuple(spans))


def _placed(paragraph: Paragraph) -> Iterator[tuple[Span, int, int]]:
    at = 0
    for span in paragraph.spans:
        if span.text:
            yield span, at, at + len(span.text)
        at += len(span.text)


def _reach(paragraph: Paragraph, room: int, size: Callable[[Paragraph], int]) -> int:
    """Return how many of the first characters measure at most `room`."""

    def fits(count: int) -> bool:
        return size(_slice(paragraph, 0, count)) <= room

    # Galloping keeps the work in proportion to the page, not to the paragraph.
    low, high, longest = 0, 64, len(paragraph.text)
    while high < longest and fits(high):
        low, high = high, high * 2
    high = min(high, longest)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _place(paragraph: Paragraph, reach: int, *, anywhere: bool) -> int:
    """Return where to cut at or before `reach`; 0 for nowhere."""
    text = paragraph.text
    soon = int(reach * _SOON)
    held = [
        (opens, closes)
        for span, opens, closes in _placed(paragraph)
        if span.style in WHOLE
    ]

    def fair(at: int) -> bool:
        inside = any(opens < at < closes for opens, closes in held)
        return at > soon and not inside and _begins_grapheme(text, at)

    sentences = [at for at in _sentence_ends(text, reach) if fair(at)]
    if sentences or not anywhere:
        return max(sentences, default=0)
    words = (at for at in range(reach, soon, -1) if _parts_words(text, at))
    graphemes = (at for at in range(reach, soon, -1) if fair(at))
    word = next((at for at in words if fair(at)), 0)
    return word or next(graphemes, 0) or _least_bad(text, reach)


def _sentence_ends(text: str, reach: int) -> Iterator[int]:
    for found in sentencex.get_sentence_boundaries("en", text[: reach + _AHEAD]):
        end = found["start_index"] + len(found["text"].rstrip())
        if end <= reach and found["end_index"] < len(text):
            yield end


def _parts_words(text: str, at: int) -> bool:
    return text[at - 1].isspace() or text[at : at + 1].isspace()


def _begins_grapheme(text: str, at: int) -> bool:
    return at >= len(text) or grapheme_boundary_before(text, at + 1) == at


def _least_bad(text: str, reach: int) -> int:
    """Cut inside a link, or in the worst case inside a grapheme longer than a page."""
    return grapheme_boundary_before(text, reach + 1) or reach
