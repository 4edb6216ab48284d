"""How a page of what was found is listed."""

from collections.abc import Iterator, Sequence

from content.query.marks import Mark, densest_window, merge_marks
from handlers.contract.reply import ButtonGroup, Paragraph, ParagraphRole, Span
from handlers.text.card import marked, voice
from handlers.text.phrasing import (
    heading,
    note,
    paragraph,
    press,
    quoted,
    results,
    shortened,
    small,
    spoken_date,
    strong,
)
from handlers.text.query_text import culprits, strangers, told, unread
from storage.corpus.rows import StoredExcerpt
from storage.search.search import SearchPage

PER_PAGE = 5

PASSAGE = 260
"""Characters of a passage in a list; its card has the rest."""

BEFORE = 80
"""Characters shown before the first match, where the passage is cut."""


def list_heading(
    words: str, found: SearchPage, page: int, *, by: str = ""
) -> tuple[Paragraph, ...]:
    """Say what was looked for, what was not, and how much was found."""
    asked = quoted(words)
    if found.total == 1:
        place = "the one passage"
    else:
        first = page * PER_PAGE + 1
        last = first + len(found.excerpts) - 1
        many = "many" if found.has_more else f"{found.total:,}"
        place = f"{first:,}–{last:,} of {many}"
    return (heading(small(f"{asked}: {place}")), *remarks(found, by=by))


def remarks(found: SearchPage, *, by: str = "") -> Iterator[Paragraph]:
    """Say what was made of the words, and what of them was not found.

    Args:
        found: What was found.
        by: The name of the one whose words alone were looked for.
    """
    if found.corrections:
        yield paragraph(
            "Showing results for ",
            strong(shortened(found.query.words, 60)),
            ".",
            role=ParagraphRole.NOTE,
        )
    if missing := [
        word for word in found.missing_words if word not in found.corrections
    ]:
        listed_words = ", ".join(quoted(word, 30) for word in missing)
        text = f"Nobody says {listed_words} in this library."
        yield note(text)
    if found.near_count:
        yield note(_nearness(found))
    for text in (*unread(found.query), *strangers(found.unknown_names)):
        yield note(text)
    if found.dropped:
        without = culprits(found.dropped, found.asked)
        text = f"Nothing {told(found.asked, by=by)}; without {without}:"
        yield note(text)


def _nearness(found: SearchPage) -> str:
    if not found.has_word_match:
        those = "This comes" if found.total == 1 else "These come"
    elif found.has_more:
        those = "Some come"
    else:
        those = f"{found.near_count:,} of them come" + "s" * (found.near_count == 1)
    return f"{those} near in meaning" + " only" * found.has_word_match + "."


def listed(found: SearchPage, first: int) -> Iterator[Paragraph]:
    """Show each passage, cut to where the words stand, and whose it is."""
    for number, excerpt in enumerate(found.excerpts, start=first + 1):
        yield paragraph(
            *passage(excerpt.text, found.matches_in(excerpt)),
            role=ParagraphRole.QUOTATION,
        )
        yield paragraph(
            strong(f"{number} "),
            *voice(excerpt),
            _event(excerpt),
            role=ParagraphRole.CITATION,
        )


def opening(found: SearchPage, first: int) -> ButtonGroup:
    """Return a button for each excerpt of the page that opens its card."""
    return results(
        *(
            press(f"{number}", "excerpt", words=excerpt.id)
            for number, excerpt in enumerate(found.excerpts, start=first + 1)
        )
    )


def passage(text: str, matches: Sequence[Mark]) -> Iterator[Span]:
    """Cut a text to where most of what was asked for stands, at spaces if it has them."""
    start, end = 0, len(text)
    if len(text) > PASSAGE:
        kept = densest_window(matches, PASSAGE)
        first, last = (kept[0].start, max(m.end for m in kept)) if kept else (0, 0)
        # Some words before the first match, if there is room for them.
        start = max(0, first - min(BEFORE, max(0, PASSAGE - (last - first))))
        start = min(start, len(text) - PASSAGE)
        if start:
            # To the next word, unless the script has no spaces.
            space = text.find(" ", start, first)
            start = space + 1 if space >= 0 else start
        if start + PASSAGE < len(text):
            end = start + PASSAGE
            space = text.rfind(" ", max(last, start + 1), end)
            end = space if space > 0 else end
    if start:
        yield Span("… ")
    # One paragraph in a list: line breaks would part it in two.
    shown = text[start:end].replace("\n", " ")
    yield from marked(shown, [(a - start, b - start) for a, b in merge_marks(matches)])
    if end < len(text):
        yield Span("…")


def _event(excerpt: StoredExcerpt) -> Span:
    parts = (shortened(excerpt.title, 60), spoken_date(excerpt.date))
    return small("".join(f" · {part}" for part in parts if part))
