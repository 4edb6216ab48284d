"""What a handler hands back: meaning, never markup; and the parts to build it of."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from handlers.contract.action import Action, Field


class SpanStyle(StrEnum):
    """The meaning of a run of text; each face decides how it looks."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MATCH = "match"
    LINK = "link"
    SMALL = "small"
    CODE = "code"
    STRUCK = "struck"
    """Words that do not belong there."""
    INSERTED = "inserted"
    """Words that belong there and were missing."""
    TITLE = "title"
    """The name of the event that words are from, in small print."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style; `url` goes with `SpanStyle.LINK` only."""

    text: str
    style: SpanStyle = SpanStyle.PLAIN
    url: str = ""


strong = partial(Span, style=SpanStyle.STRONG)
"""Makes a span that stands out."""

small = partial(Span, style=SpanStyle.SMALL)
"""Makes a span of small print."""

code = partial(Span, style=SpanStyle.CODE)
"""Makes a span to be typed as it stands."""


class ParagraphRole(StrEnum):
    """What a paragraph is for; each face lays it out by that alone."""

    TEXT = "text"
    """A paragraph of its own."""

    HEADING = "heading"
    """What the paragraphs below it are about."""

    NOTE = "note"
    """A remark that belongs to what stands above it."""

    LISTING = "listing"
    """Text to be copied as it stands, line breaks and all."""

    QUOTATION = "quotation"
    """The words of an excerpt."""

    QUESTION = "question"
    """What somebody else asked, which the quotation below answers."""

    BYLINE = "byline"
    """Whose words the quotation above holds."""

    PROVENANCE = "provenance"
    """Where the quotation above is from: event, date, place, source and id."""

    CITATION = "citation"
    """Byline and provenance in one, below a passage in a list."""

    ROW = "row"
    """A line of a list."""

    COMMENT = "comment"
    """A comment, its author first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Spans that stand on lines of their own.

    Attributes:
        spans: A span may hold line breaks.
        role: What the paragraph is for.
        depth: Levels of indentation, for a tree of comments.
    """

    spans: tuple[Span, ...]
    role: ParagraphRole = ParagraphRole.TEXT
    depth: int = 0

    @property
    def text(self) -> str:
        """Return the paragraph's text without its styles."""
        return "".join([span.text for span in self.spans])


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button: it has an `action`, a `url`, what it `shares`, or what it `copies`.

    It has only one of them.

    Attributes:
        label: What it says.
        action: What pressing it asks for.
        url: What it opens.
        shares: The id of the excerpt that it lets one say in another chat; a face whose
            platform has no way to do that leaves the button out.
        copies: The text that it copies; a face leaves it out whose platform has no way to
            do that, or only for shorter texts.
        number: What it is called where buttons have numbers, so that it keeps its number
            when one before it is missing; 0 for one more than that before it.
    """

    label: str
    action: Action | None = None
    url: str = ""
    shares: str = ""
    copies: str = ""
    number: int = 0

    @property
    def asks(self) -> Field | None:
        """Return the text field to fill in before the action; None for none."""
        return self.action.field if self.action else None


class ButtonPurpose(StrEnum):
    """What the buttons of a group are for."""

    RESULTS = "results"
    """Open one of the things that are listed or suggested."""

    REFINE = "refine"
    """Ask the same a little differently."""

    NAVIGATE = "navigate"
    """Turn pages, widen the view or go back."""

    ACT = "act"
    """Go on from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonGroup:
    """Buttons of one purpose, in order; a face lays them out in rows of their own."""

    purpose: ButtonPurpose
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptThread:
    """The thread of a chat that is about one excerpt; its name has at most 100 characters."""

    excerpt: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file for the person who asked.

    Attributes:
        name: With an ending that says what it is; ASCII.
        media_type: As in a header `Content-Type`.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Reply:
    """An answer, for whatever face asked.

    Attributes:
        paragraphs: The answer, in order; empty when `notice` says it all.
        groups: Buttons, from top to bottom; a group may be empty.
        replaces: Show it in place of the message whose button was pressed.
        private: Only the asker may see it, so that it never goes to others in the chat.
        elsewhere: What the others are told where a private answer goes to the asker's own
            chat; empty for nothing.
        notice: At most 200 characters to flash at the person who pressed a button; a face
            that can't flash prints it.
        role_id: The platform's id of the role that a digest pings; all other replies ping
            nobody.
        quiet: Whether a digest comes without a sound.
        thread: Show it there, where the request says that the face opens threads.
        file: Comes after the rest, and goes to nobody but the asker; a face that can't
            send one so large says so.
        thread_update: What the thread that it names shows from now on, if it is there.
        asks_again: Whether what was written into a text field was refused, so that a face
            whose fields are lines asks for the next one.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    groups: tuple[ButtonGroup, ...] = ()
    replaces: bool = False
    private: bool = False
    elsewhere: str = ""
    notice: str = ""
    role_id: str = ""
    quiet: bool = False
    thread: ExcerptThread | None = None
    file: File | None = None
    thread_update: "Reply | None" = None
    asks_again: bool = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return the buttons of all groups, in order."""
        return tuple([button for group in self.groups for button in group.buttons])

    @property
    def numbered(self) -> dict[int, Button]:
        """Return the buttons of all groups by the numbers that they have on a screen."""
        found: dict[int, Button] = {}
        number = 0
        for button in self.buttons:
            number = max(number + 1, button.number)
            found[number] = button
        return found

    @property
    def text(self) -> str:
        """Return the whole answer as plain text, for logs and tests."""
        return "\n".join([paragraph.text for paragraph in self.paragraphs])


def excerpt_shown(reply: Reply) -> str:
    """Return the excerpt that a reply's buttons are about first; empty for none."""
    actions = (button.action for button in reply.buttons)
    return next((each.excerpt for each in actions if each and each.excerpt), "")


class UserError(Exception):
    """An expected failure: what did not work, what to do next, and the nearest that works.

    Attributes:
        reply: What the face shows; its text says what to do next. A text is its only
            paragraph, with buttons to go on from there.
    """

    def __init__(self, reply: Reply | str, *buttons: Button) -> None:
        self.reply = text_reply(reply, *buttons) if isinstance(reply, str) else reply
        super().__init__(self.reply.text or self.reply.notice)


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


def with_numbers(first: int, *buttons: Button) -> tuple[Button, ...]:
    """Return buttons with fixed numbers, one after the other."""
    return tuple([replace(each, number=n) for n, each in enumerate(buttons, first)])


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


def private_error(why: str, *buttons: Button) -> UserError:
    """Return an expected failure of which only the asker is told."""
    return UserError(replace(text_reply(why, *buttons), private=True))


def page_buttons(
    command: str, *, page: int, pages: int, words: str = "", excerpt: str = ""
) -> ButtonGroup:
    """Return the buttons that turn pages, those of them that lead anywhere."""
    turns = (("◀ Back", page - 1), ("Next ▶", page + 1))
    return navigation(
        *(
            command_button(label, command, words=words, excerpt=excerpt, page=to)
            for label, to in turns
            if 0 <= to < pages
        )
    )
