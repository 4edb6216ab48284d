"""What a handler hands back: meaning, never markup."""

from dataclasses import dataclass, field
from enum import StrEnum

from handlers.contract.action import Action


class Style(StrEnum):
    """Say what a span of text means; each face decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MATCH = "match"
    QUOTATION = "quotation"
    LINK = "link"
    SMALL = "small"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a run of text of one meaning; `url` goes with `Style.LINK` only."""

    text: str
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Hold spans that stand on lines of their own.

    Attributes:
        quoted: The paragraph is words of somebody else: an excerpt, a comment.
        depth: Levels of indentation, for a tree of comments.
        tight: No empty line before it (a list's rows, a citation under its quote).
    """

    spans: tuple[Span, ...]
    quoted: bool = False
    depth: int = 0
    tight: bool = False

    @property
    def text(self) -> str:
        """Return the paragraph's text without its meaning."""
        return "".join([span.text for span in self.spans])


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Offer one thing to press: an `action` of ours or a link, never both."""

    label: str
    action: Action | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Carry an answer to whatever face asked.

    Attributes:
        paragraphs: The answer, in order; empty when `notice` says it all.
        buttons: Rows of buttons, top to bottom.
        replaces: Show it in place of the message whose button was pressed.
        private: Only the asker should see it, where the platform can do that.
        notice: At most 200 characters to flash at whoever pressed a button; a face
            that can't flash prints it.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    replaces: bool = False
    private: bool = False
    notice: str = ""

    @property
    def text(self) -> str:
        """Return the whole answer as plain text, for logs and tests."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
