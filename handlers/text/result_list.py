"""A page of search results: its heading, notes, passages and buttons."""

from collections.abc import Iterator, Sequence

from content.query.marks import Mark, densest_window, merge_marks
from handlers.contract.reply import (
    ButtonGroup,
    Paragraph,
    ParagraphRole,
    Span,
    command_button,
    heading,
    note,
    paragraph,
    results,
    small,
    strong,
)
from handlers.text.card import byline, highlighted
from handlers.text.query_text import (
    describe,
    invalid_dates,
    restrictions_by_name,
    unknown_names,
)
from handlers.text.wording import format_date, in_quotes, shorten
from storage.corpus.rows import StoredExcerpt
from storage.search.search import SearchPage

RESULTS_PER_PAGE = 5

MAX_SNIPPET_CHARS = 260
"""Characters of a passage in the list; its card shows all of it."""

MAX_LEAD_CHARS = 80
"""Characters before the first match, where a passage is cut."""


def results_heading(
    words: str, found: SearchPage, page: int, *, by: str = ""
) -> tuple[Paragraph, ...]:
    """Return what was looked for and how much was found, with notes on the search."""
    asked = in_quotes(words)
    if found.total == 1:
        place = "the one passage"
    else:
        first = page * RESULTS_PER_PAGE + 1
        last = first + len(found.excerpts) - 1
        many = "many" if found.has_more else f"{found.total:,}"
        place = f"{first:,}–{last:,} of {many}"
    return (heading(small(f"{asked}: {place}")), *search_notes(found, by=by))


def search_notes(found: SearchPage, *, by: str = "") -> Iterator[Paragraph]:
    """Yield notes on how the words were read, and which of them were not found.

    Args:
        found: What was found.
        by: The name of the only speaker whose words were searched; empty for all.
    """
    if found.corrections:
        yield paragraph(
            "Showing results for ",
            strong(shorten(found.query.words, 60)),
            ".",
            role=ParagraphRole.NOTE,
        )
    if missing := [
        word for word in found.missing_words if word not in found.corrections
    ]:
        listed_words = ", ".join(in_quotes(word, 30) for word in missing)
        text = f"Nobody says {listed_words} in this library."
        yield note(text)
    if found.near_count:
        yield note(_nearness(found))
    for text in (*invalid_dates(found.query), *unknown_names(found.unknown_names)):
        yield note(text)
    if found.dropped:
        without = restrictions_by_name(found.dropped, found.asked)
        text = f"Nothing {describe(found.asked, by=by)}; without {without}:"
        yield note(text)


def _nearness(found: SearchPage) -> str:
    if not found.has_word_match:
        those = "This comes" if found.total == 1 else "These come"
    elif found.has_more:
        those = "Some come"
    else:
        those = f"{found.near_count:,} of them come" + "s" * (found.near_count == 1)
    return f"{those} near in meaning" + " only" * found.has_word_match + "."


def result_paragraphs(found: SearchPage, first: int) -> Iterator[Paragraph]:
    """Yield each passage, cut to where its matches are, and whose words it holds."""
    for number, excerpt in enumerate(found.excerpts, start=first + 1):
        yield paragraph(
            *snippet(excerpt.text, found.matches_in(excerpt)),
            role=ParagraphRole.QUOTATION,
        )
        yield paragraph(
            strong(f"{number} "),
            *byline(excerpt),
            _title_and_date(excerpt),
            role=ParagraphRole.CITATION,
        )


def result_buttons(found: SearchPage, first: int) -> ButtonGroup:
    """Return a button for each result that opens its card."""
    return results(
        *(
            command_button(f"{number}", "excerpt", words=excerpt.id)
            for number, excerpt in enumerate(found.excerpts, start=first + 1)
        )
    )


def snippet(text: str, matches: Sequence[Mark]) -> Iterator[Span]:
    """Yield a text, cut to where most of its matches are."""
    start, end = 0, len(text)
    if len(text) > MAX_SNIPPET_CHARS:
        kept = densest_window(matches, MAX_SNIPPET_CHARS)
        first, last = (kept[0].start, max(m.end for m in kept)) if kept else (0, 0)
        # Some words before the first match, if there is room for them.
        start = max(
            0, first - min(MAX_LEAD_CHARS, max(0, MAX_SNIPPET_CHARS - (last - first)))
        )
        start = min(start, len(text) - MAX_SNIPPET_CHARS)
        if start:
            # Cut between words, unless the script has no spaces.
            space = text.find(" ", start, first)
            start = space + 1 if space >= 0 else start
        if start + MAX_SNIPPET_CHARS < len(text):
            end = start + MAX_SNIPPET_CHARS
            space = text.rfind(" ", max(last, start + 1), end)
            end = space if space > 0 else end
    if start:
        yield Span("… ")
    # A line break would split the paragraph in two.
    shown = text[start:end].replace("\n", " ")
    yield from highlighted(
        shown, [(a - start, b - start) for a, b in merge_marks(matches)]
    )
    if end < len(text):
        yield Span("…")


def _title_and_date(excerpt: StoredExcerpt) -> Span:
    parts = (shorten(excerpt.title, 60), format_date(excerpt.date))
    return small("".join(f" · {part}" for part in parts if part))
