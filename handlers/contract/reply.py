"""What a handler hands back: meaning, never markup."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.contract.action import Action
from handlers.contract.fields import Field, field_of


class SpanStyle(StrEnum):
    """The meaning of a run of text; each face decides how it looks."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MATCH = "match"
    LINK = "link"
    SMALL = "small"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style; `url` goes with `SpanStyle.LINK` only."""

    text: str
    style: SpanStyle = SpanStyle.PLAIN
    url: str = ""


class ParagraphRole(StrEnum):
    """What a paragraph is for; each face lays it out by that alone."""

    TEXT = "text"
    """A paragraph of its own."""

    HEADING = "heading"
    """What the paragraphs below it are about."""

    NOTE = "note"
    """A remark that belongs to what stands above it."""

    QUOTATION = "quotation"
    """The words of an excerpt."""

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
    """A thing to press: it has an `action` of ours or is a link, never both."""

    label: str
    action: Action | None = None
    url: str = ""

    @property
    def asks(self) -> Field | None:
        """Return the text field to fill in before the action; None for none."""
        return field_of(self.action) if self.action else None


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
class Reply:
    """An answer, for whatever face asked.

    Attributes:
        paragraphs: The answer, in order; empty when `notice` says it all.
        groups: Buttons, from top to bottom; a group may be empty.
        replaces: Show it in place of the message whose button was pressed.
        private: Only the asker should see it, where the platform can do that.
        notice: At most 200 characters to flash at whoever pressed a button; a face
            that can't flash prints it.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    groups: tuple[ButtonGroup, ...] = ()
    replaces: bool = False
    private: bool = False
    notice: str = ""

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return the buttons of all groups, in order."""
        return tuple(button for group in self.groups for button in group.buttons)

    @property
    def text(self) -> str:
        """Return the whole answer as plain text, for logs and tests."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
