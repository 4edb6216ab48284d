"""The messages of a chat or the mails of a thread, each under whoever wrote it."""

from dataclasses import dataclass, field
from enum import Enum

from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.quoted_words import Quoted
from content.segment.lines import Line


class Medium(Enum):
    """Where people write to each other."""

    CHAT = "chat"
    MAIL = "mail"
    FORUM = "forum"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMessages:
    """A document in which every message has a writer.

    Attributes:
        medium: Whether these are messages of a chat, mails, or posts of a forum.
        lines: The document's, but for a message's quotation marks, which stand apart.
        labels: Who wrote each message, by line.
        own: The lines that programs wrote: stamps of days, fields, feet of lists.
        quoted: Who wrote what messages quote.
    """

    medium: Medium
    lines: list[Line]
    labels: dict[int, ScoredLabel]
    own: frozenset[int]
    quoted: Quoted = field(default_factory=dict)
