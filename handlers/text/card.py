"""An excerpt's card: its words, whose they are, and where they are from."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from content.model import TurnKind
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
    command_button,
    paragraph,
    small,
    strong,
)
from handlers.text.wording import format_date, shorten
from storage.corpus.rows import StoredExcerpt

MAX_SOURCE_CHARS = 40
"""A longer source that is no link is cut; `/source` shows all of it."""

NON_SPEECH_BYLINES = {
    TurnKind.STAGE: "Stage direction",
    TurnKind.HEADING: "Heading",
    TurnKind.COMMENTARY: "Commentary, nobody's speech",
    TurnKind.BOILERPLATE: "Notice of the page, nobody's speech",
}


def card(
    excerpt: StoredExcerpt,
    *,
    comments: int,
    another: Button,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return the card of one excerpt.

    Args:
        excerpt: What to show.
        comments: How many comments it has.
        another: The button that brings another excerpt.
        marks: Start and end of each match in the excerpt's text.
    """
    return Reply(
        paragraphs=(quotation(excerpt, marks), *byline_and_provenance(excerpt)),
        groups=(
            actions(
                another,
                command_button("Context", "context", excerpt=excerpt.id),
                comments_button(excerpt.id, comments),
                source_button(excerpt.id),
            ),
        ),
    )


def comments_button(excerpt_id: str, count: int) -> Button:
    """Return the button that opens the comments, with their number."""
    label = f"Comments ({count})" if count else "Comments"
    return command_button(label, "comments", excerpt=excerpt_id)


def source_button(excerpt_id: str) -> Button:
    """Return the button that cites the excerpt in full."""
    return command_button("Source", "source", excerpt=excerpt_id)


def quotation(
    excerpt: StoredExcerpt, marks: Sequence[tuple[int, int]] = ()
) -> Paragraph:
    """Return the words of an excerpt as a quotation, with matches highlighted."""
    spans: list[Span] = []
    start = 0
    for text in excerpt.text.split("\n\n"):
        spans += [Span("\n")] if start else []
        spans += highlighted(text, [(a - start, b - start) for a, b in marks])
        start += len(text) + len("\n\n")
    return paragraph(*spans, role=ParagraphRole.QUOTATION)


def highlighted(text: str, marks: Iterable[tuple[int, int]]) -> Iterable[Span]:
    """Yield a text with its matches highlighted; marks beyond its ends are skipped."""
    at = 0
    for start, end in marks:
        if start < at or end > len(text):
            continue
        if start > at:
            yield Span(text[at:start])
        yield Span(text[start:end], SpanStyle.MATCH)
        at = end
    if at < len(text):
        yield Span(text[at:])


def byline_and_provenance(excerpt: StoredExcerpt) -> tuple[Paragraph, ...]:
    """Return whose words they are, and where they are from."""
    return (
        paragraph(*byline(excerpt), role=ParagraphRole.BYLINE),
        paragraph(*_provenance(excerpt), role=ParagraphRole.PROVENANCE),
    )


def byline(excerpt: StoredExcerpt) -> Iterable[Span]:
    """Yield whose words they are; of words that are nobody's, what they are."""
    if not excerpt.speaker:
        what = NON_SPEECH_BYLINES.get(
            excerpt.kind, "Words of somebody not yet made out"
        )
        yield Span(f"— {what}", SpanStyle.EMPHASIS)
        return
    yield Span("— ")
    yield strong(excerpt.speaker)
    if excerpt.role:
        yield Span(f", {excerpt.role}")
    if excerpt.kind is TurnKind.QUESTION:
        yield Span(" (asking)")
    if excerpt.kind is TurnKind.MESSAGE:
        read = f"read by {excerpt.read_by}" if excerpt.read_by else "in writing"
        yield Span(f" ({read})")


def _provenance(excerpt: StoredExcerpt) -> Iterable[Span]:
    parts = (excerpt.title, format_date(excerpt.date), excerpt.place)
    yield small(" · ".join(part for part in parts if part))
    if first_link(excerpt.source):
        yield small(" · ")
        yield Span("source", SpanStyle.LINK, url=first_link(excerpt.source))
    elif excerpt.source:
        yield small(f" · {shorten(excerpt.source, MAX_SOURCE_CHARS)}")
    yield small(f" · #{excerpt.id}")


@lru_cache(maxsize=1024)
def first_link(source: str) -> str:
    """Return the first web link in a source, or an empty string."""
    for word in source.split():
        if word.startswith(("https://", "http://")):
            return word.rstrip(".,;)")
    return ""
