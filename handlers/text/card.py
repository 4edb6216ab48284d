"""An excerpt as people see it: its card, and its passage in a list of results."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from content.language.typography.typesetting import typeset
from content.model import TurnKind
from content.names.index import exact_name
from content.query.marks import Mark, densest_window, merge_marks
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
    command_button,
    results,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.text.another import asked_words
from handlers.text.wording import format_date, in_quotes, shorten
from storage.chats.chats import Chats
from storage.chats.comments import MAX_COUNTED, Comments
from storage.corpus.rows import StoredExcerpt
from storage.search.search import SearchPage

MAX_KEPT_CARDS = 2048
"""Cards in memory, with what shows them on a platform some 10 KB each; more than the
shipped library has."""

MAX_LINKED_WORDS = 6
MAX_LINKED_CHARS = 40
"""How much of an excerpt a link names for a browser to scroll to."""

MAX_LINK_CHARS = 512
"""Characters of a link with words in it: Discord's buttons take no more."""

_LINK = re.compile(r"(?<!\w)https?://[^\s<>\"“”]+")
_AFTER_LINK = ".,;:!?'’"
"""Marks that end a sentence or a part of one behind a link."""

_FRONT_PAGE = re.compile(r"https?://[^/?#]*/?")

MAX_SNIPPET_CHARS = 260
"""Characters of a passage in a list; its card shows all of it."""

MAX_NAMED_CHARS = 80
"""Characters of an excerpt that is only named."""

MAX_ASKED_CHARS = 3_000
"""Characters of an excerpt above which its question is shown: both fit one message, of
which a card that is sent in any chat shows no second one."""

MAX_TITLE_CHARS = 60
"""Characters of an event's title beside other words."""

MAX_LEAD_CHARS = 80
"""Characters before the first match, where a passage is cut."""

NON_SPEECH_BYLINES = {
    TurnKind.STAGE: "Stage direction",
    TurnKind.HEADING: "Heading",
    TurnKind.COMMENTARY: "Commentary, nobody's speech",
    TurnKind.BOILERPLATE: "Notice of the page, nobody's speech",
}


async def excerpt_card(
    excerpt: StoredExcerpt,
    chat_key: str,
    *,
    comments: Comments,
    another: Button | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return an excerpt's card with the number of comments that a chat sees.

    Args:
        excerpt: What to show.
        chat_key: The chat that it is shown in.
        comments: Where its comments are counted.
        another: The button for another excerpt; None for one of the same speaker.
        marks: Start and end of each match in the excerpt's text.
    """
    count = await comments.count(excerpt.slug, excerpt.id, chat_key)
    if another is None:
        words = exact_name(excerpt.speaker)
        another = command_button("Another", "quote", words=words)
    return card(excerpt, comments=count, another=another, marks=marks)


async def show_excerpt(
    excerpt: StoredExcerpt,
    request: Request,
    *,
    chats: Chats,
    comments: Comments,
    another: Button | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return an excerpt's card, and make it the one that commands of the chat mean."""
    place = request.place
    await chats.set_last_excerpt(place.key, excerpt.id, place.thread)
    return await excerpt_card(
        excerpt, place.key, comments=comments, another=another, marks=marks
    )


def card(
    excerpt: StoredExcerpt,
    *,
    comments: int,
    another: Button,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return the card of an excerpt with the number of its comments."""
    if marks:
        return _make_card(excerpt, comments, another, marks=marks)
    return _plain_card(excerpt, comments, another)


@lru_cache(maxsize=MAX_KEPT_CARDS)
def _plain_card(excerpt: StoredExcerpt, comments: int, another: Button) -> Reply:
    """Return the card of an excerpt, the same reply each time that it is shown."""
    return _make_card(excerpt, comments, another)


def _make_card(
    excerpt: StoredExcerpt,
    comments: int,
    another: Button,
    *,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    asked = asked_words(excerpt, another)
    return Reply(
        paragraphs=(
            *question_paragraphs(excerpt),
            quotation(excerpt, marks),
            *byline_and_provenance(excerpt),
        ),
        groups=(
            actions(
                another,
                command_button("Context", "context", words=asked, excerpt=excerpt.id),
                comments_button(excerpt.id, comments, words=asked),
                source_button(excerpt.id, words=asked),
                command_button("Save", "save", excerpt=excerpt.id),
                Button(label="Share", shares=excerpt.id),
            ),
        ),
    )


def comments_button(excerpt_id: str, count: int, *, words: str = "") -> Button:
    """Return the button that opens the comments, with their number."""
    more = "+" if count >= MAX_COUNTED else ""
    label = f"Comments ({count:,}{more})" if count else "Comments"
    return command_button(label, "comments", words=words, excerpt=excerpt_id)


def source_button(excerpt_id: str, *, words: str = "") -> Button:
    """Return the button that cites the excerpt in full."""
    return command_button("Source", "source", words=words, excerpt=excerpt_id)


def question_paragraphs(excerpt: StoredExcerpt) -> Iterator[Paragraph]:
    """Yield the question that an excerpt answers, if it is known, and who asked it."""
    if not excerpt.question or len(excerpt.text) > MAX_ASKED_CHARS:
        return
    asked = typeset(excerpt.question, excerpt.language).text
    words = small(f"{excerpt.asked_by or 'Question'}: {asked}")
    yield Paragraph(spans=(words,), role=ParagraphRole.QUESTION)


def quotation(
    excerpt: StoredExcerpt, marks: Sequence[tuple[int, int]] = ()
) -> Paragraph:
    """Return the words of an excerpt as a quotation, with matches highlighted."""
    shown = typeset(excerpt.text, excerpt.language)
    places = [(shown.position(start), shown.position(end)) for start, end in marks]
    spans: list[Span] = []
    start = 0
    for text in shown.text.split("\n\n"):
        spans += [Span("\n")] if start else []
        spans += highlighted(text, [(a - start, b - start) for a, b in places])
        start += len(text) + len("\n\n")
    return Paragraph(spans=tuple(spans), role=ParagraphRole.QUOTATION)


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


def named(excerpt: StoredExcerpt) -> str:
    """Return an excerpt in a few words: its id, and how it begins."""
    shown = typeset(excerpt.text, excerpt.language).text
    return f"#{excerpt.id}, {in_quotes(shown, MAX_NAMED_CHARS)}"


def title_of(excerpt: StoredExcerpt) -> str:
    """Return what an excerpt is from, set for the eye as its words are."""
    return _set_for_the_eye(excerpt.title, excerpt.language)


def place_of(excerpt: StoredExcerpt) -> str:
    """Return where an excerpt was said, set for the eye in the same way."""
    return _set_for_the_eye(excerpt.place, excerpt.language)


@lru_cache(maxsize=1024)
def _set_for_the_eye(name: str, language: str) -> str:
    """Return a title or a place as it is shown; many excerpts have the same."""
    return typeset(name, language).text


def short_title(excerpt: StoredExcerpt) -> str:
    """Return what an excerpt is from, cut to fit beside other words."""
    return shorten(title_of(excerpt), MAX_TITLE_CHARS)


def result_paragraphs(found: SearchPage, first: int) -> Iterator[Paragraph]:
    """Yield each passage, cut to where its matches are, and whose words it holds."""
    for number, excerpt in enumerate(found.excerpts, start=first + 1):
        words = tuple(snippet(excerpt, found.matches_in(excerpt)))
        yield Paragraph(spans=words, role=ParagraphRole.QUOTATION)
        parts = (short_title(excerpt), format_date(excerpt.date))
        event = small("".join(f" · {part}" for part in parts if part))
        whose = (strong(f"{number} "), *byline(excerpt), event)
        yield Paragraph(spans=whose, role=ParagraphRole.CITATION)


def result_buttons(found: SearchPage, first: int) -> ButtonGroup:
    """Return a button for each result that opens its card."""
    return results(
        *(
            command_button(f"{number}", "excerpt", words=excerpt.id)
            for number, excerpt in enumerate(found.excerpts, start=first + 1)
        )
    )


def snippet(
    excerpt: StoredExcerpt,
    matches: Sequence[Mark],
    *,
    max_chars: int = MAX_SNIPPET_CHARS,
    lead_chars: int = MAX_LEAD_CHARS,
) -> Iterator[Span]:
    """Yield the words of an excerpt, cut to where most of the matches are.

    Args:
        excerpt: Whose text is shown.
        matches: Where the text has what is looked for.
        max_chars: Characters of the text that are kept.
        lead_chars: Those before the first match, at most, where it is cut.
    """
    shown = typeset(excerpt.text, excerpt.language)
    text = shown.text
    matches = [
        Mark(shown.position(start), shown.position(end), target)
        for start, end, target in matches
    ]
    start, end = 0, len(text)
    if len(text) > max_chars:
        kept = densest_window(matches, max_chars)
        first, last = (kept[0].start, max(m.end for m in kept)) if kept else (0, 0)
        # Show some words before the first match, if they fit.
        start = max(0, first - min(lead_chars, max(0, max_chars - (last - first))))
        start = min(start, len(text) - max_chars)
        if start:
            # Cut between words, unless the script has no spaces.
            space = text.find(" ", start, first)
            start = space + 1 if space >= 0 else start
        if start + max_chars < len(text):
            end = start + max_chars
            space = text.rfind(" ", max(last, start + 1), end)
            end = space if space > 0 else end
    if start:
        yield Span("… ")
    marks = [(a - start, b - start) for a, b in merge_marks(matches)]
    for span in highlighted(text[start:end], marks):
        # A line break would split the paragraph in two.
        yield replace(span, text=re.sub("\n+", " ", span.text))
    if end < len(text):
        yield Span("…")


def byline_and_provenance(excerpt: StoredExcerpt) -> tuple[Paragraph, ...]:
    """Return whose words they are, and where they are from."""
    where = [*_event(title_of(excerpt), excerpt.date, place_of(excerpt))]
    if url := link_to(excerpt):
        where += [small(" · "), Span("source", SpanStyle.LINK, url=url)]
    where.append(small(f" · #{excerpt.id}"))
    return (
        byline_paragraph(excerpt),
        Paragraph(spans=tuple(where), role=ParagraphRole.PROVENANCE),
    )


def byline_paragraph(excerpt: StoredExcerpt) -> Paragraph:
    """Return whose words they are, below them."""
    return Paragraph(spans=tuple(byline(excerpt)), role=ParagraphRole.BYLINE)


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


@lru_cache(maxsize=1024)
def _event(title: str, date: str, place: str) -> tuple[Span, ...]:
    """Return what excerpts are from; there are many of each transcript."""
    parts = (format_date(date), place)
    told = "".join([f" · {part}" for part in parts if part])
    return Span(title, SpanStyle.TITLE), small(told)


def link_to(excerpt: StoredExcerpt) -> str:
    """Return a link to the page of an excerpt that opens at its words; "" without one.

    The front page of a site is none: the words are not on it. On a page they are named
    by a text fragment, which browsers that know none pass over.
    https://wicg.github.io/scroll-to-text-fragment/
    """
    url = first_link(excerpt.source)
    if _FRONT_PAGE.fullmatch(url):
        return ""
    if not url or "#" in url:
        return url
    words = excerpt.text.partition("\n")[0].split(" ")[:MAX_LINKED_WORDS]
    opening = " ".join(words)[:MAX_LINKED_CHARS].strip()
    # A hyphen, comma or ampersand would be read as part of the fragment's own form.
    at_words = f"{url}#:~:text={quote(opening, safe='').replace('-', '%2D')}"
    return at_words if len(at_words) <= MAX_LINK_CHARS else url


@lru_cache(maxsize=1024)
def first_link(source: str) -> str:
    """Return the first web link in a source, or an empty string.

    >>> first_link("Record 7 (https://example.org/7), the opening")
    'https://example.org/7'
    >>> first_link("See https://example.org/a_(b)."), first_link("example.org")
    ('https://example.org/a_(b)', '')
    """
    found = _LINK.search(source)
    url = found[0].rstrip(_AFTER_LINK) if found else ""
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(_AFTER_LINK)
    return url
