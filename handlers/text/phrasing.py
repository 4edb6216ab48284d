"""Small pieces of wording that many answers share."""

import re
from functools import lru_cache

from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    ButtonPurpose,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def strong(text: str) -> Span:
    """Return a span that stands out."""
    return Span(text, SpanStyle.STRONG)


def small(text: str) -> Span:
    """Return a span of small print."""
    return Span(text, SpanStyle.SMALL)


def code(text: str) -> Span:
    """Return a span to be typed as it stands."""
    return Span(text, SpanStyle.CODE)


def paragraph(
    *spans: Span | str, role: ParagraphRole = ParagraphRole.TEXT, depth: int = 0
) -> Paragraph:
    """Return a paragraph; strings become plain spans."""
    return Paragraph(
        spans=tuple(Span(s) if isinstance(s, str) else s for s in spans),
        role=role,
        depth=depth,
    )


def heading(*spans: Span | str) -> Paragraph:
    """Return a paragraph that says what those below it are about."""
    return paragraph(*spans, role=ParagraphRole.HEADING)


def row(*spans: Span | str) -> Paragraph:
    """Return a line of a list."""
    return paragraph(*spans, role=ParagraphRole.ROW)


def note(text: str) -> Paragraph:
    """Return a remark in small print on what stands above it."""
    return paragraph(small(text), role=ParagraphRole.NOTE)


def press(
    label: str, command: str, *, words: str = "", excerpt: str = "", page: int = 0
) -> Button:
    """Return a button that does what a command does."""
    return Button(
        label=label,
        action=Action(command=command, words=words, excerpt=excerpt, page=page),
    )


def ask(label: str, command: str, *, words: str = "", excerpt: str = "") -> Button:
    """Return a button that asks for words first, and then does what a command does."""
    return Button(
        label=label,
        action=Action(command=command, words=words, excerpt=excerpt, asks=True),
    )


def results(*buttons: Button) -> ButtonGroup:
    """Group buttons that open what is listed or suggested."""
    return ButtonGroup(purpose=ButtonPurpose.RESULTS, buttons=buttons)


def refinements(*buttons: Button) -> ButtonGroup:
    """Group buttons that ask the same a little differently."""
    return ButtonGroup(purpose=ButtonPurpose.REFINE, buttons=buttons)


def navigation(*buttons: Button) -> ButtonGroup:
    """Group buttons that turn pages, widen the view or go back."""
    return ButtonGroup(purpose=ButtonPurpose.NAVIGATE, buttons=buttons)


def actions(*buttons: Button) -> ButtonGroup:
    """Group buttons that go on from here."""
    return ButtonGroup(purpose=ButtonPurpose.ACT, buttons=buttons)


def sentence(text: str, *buttons: Button) -> Reply:
    """Return an answer of one paragraph."""
    return Reply(paragraphs=(paragraph(text),), groups=(actions(*buttons),))


def turning(
    command: str, *, page: int, pages: int, words: str = "", excerpt: str = ""
) -> ButtonGroup:
    """Return the buttons that turn pages, those of them that lead anywhere."""
    buttons = []
    if page > 0:
        buttons.append(
            press("◀ Back", command, words=words, excerpt=excerpt, page=page - 1)
        )
    if page + 1 < pages:
        buttons.append(
            press("Next ▶", command, words=words, excerpt=excerpt, page=page + 1)
        )
    return navigation(*buttons)


@lru_cache(maxsize=1024)
def spoken_date(iso: str) -> str:
    """Write an ISO date, in full or in part, as people write it.

    >>> spoken_date("1862-12-01"), spoken_date("1862-12"), spoken_date("1862")
    ('1 December 1862', 'December 1862', '1862')
    """
    parts = iso.split("-")
    if len(parts) == 1 or not all(part.isdecimal() for part in parts):
        return iso
    month = int(parts[1])
    if not 1 <= month <= len(MONTHS):
        return iso
    words = [MONTHS[month - 1], parts[0]]
    if len(parts) == 3:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def count_of(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: ``1 excerpt``, ``1,200 excerpts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(text: str, limit: int = 60) -> str:
    """Name what was typed, cut to `limit` characters; quoted twice it would look odd.

    >>> quoted("old bridges"), quoted('"dry feet"'), quoted("“dry feet” -war")
    ('“old bridges”', '“dry feet”', '“dry feet” -war')
    >>> quoted('"dry feet')
    '“dry feet”'
    """
    brief = shortened(text, limit)
    if brief[:1] in {'"', "“"}:
        parts = re.split(r'["“”]', brief)
        marks = "".join(f"{part}{'“”'[n % 2]}" for n, part in enumerate(parts[:-1]))
        return marks + parts[-1] + "”" * (1 - len(parts) % 2)
    return f"“{brief}”"


def shortened(text: str, limit: int) -> str:
    """Cut text at a word so that it takes at most `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
