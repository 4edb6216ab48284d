"""The parts that replies are built of: spans, paragraphs, buttons and their groups."""

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


def command_button(
    label: str, command: str, *, words: str = "", excerpt: str = "", page: int = 0
) -> Button:
    """Return a button that does what a command does."""
    return Button(
        label=label,
        action=Action(command=command, words=words, excerpt=excerpt, page=page),
    )


def field_button(
    label: str, command: str, *, words: str = "", excerpt: str = ""
) -> Button:
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


def text_reply(text: str, *buttons: Button) -> Reply:
    """Return an answer of one paragraph."""
    return Reply(paragraphs=(paragraph(text),), groups=(actions(*buttons),))


def page_buttons(
    command: str, *, page: int, pages: int, words: str = "", excerpt: str = ""
) -> ButtonGroup:
    """Return the buttons that turn pages, those of them that lead anywhere."""
    buttons = []
    if page > 0:
        buttons.append(
            command_button(
                "◀ Back", command, words=words, excerpt=excerpt, page=page - 1
            )
        )
    if page + 1 < pages:
        buttons.append(
            command_button(
                "Next ▶", command, words=words, excerpt=excerpt, page=page + 1
            )
        )
    return navigation(*buttons)
