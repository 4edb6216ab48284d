"""A transcript and its parts: speakers, turns, comments."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class TurnKind(StrEnum):
    """Whose words a turn holds."""

    SPEECH = "speech"
    QUESTION = "question"
    MESSAGE = "message"
    STAGE = "stage"
    HEADING = "heading"
    COMMENTARY = "commentary"
    BOILERPLATE = "boilerplate"

    @cached_property
    def attributed(self) -> bool:
        """Whether words of this kind belong to a speaker."""
        return self in {TurnKind.SPEECH, TurnKind.QUESTION, TurnKind.MESSAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person, or one voice that is only a role (`voice=True`)."""

    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()
    voice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    r"""Consecutive words of one voice.

    Attributes:
        kind: Whose words they are.
        text: Paragraphs separated by ``"\n\n"``; a single ``"\n"`` is a line break.
        speaker: The `Speaker.name` whose words these are; None for unattributed kinds.
        read_by: For a message, the `Speaker.name` who reads it aloud, if anybody.
        doubt: Why a person should check this turn; empty when it is certain.
            A doubtful turn is never served as somebody's words.
    """

    kind: TurnKind
    text: str
    speaker: str | None = None
    read_by: str | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that came with the document, and the replies to it.

    Attributes:
        author: Who wrote it, as printed; may be empty.
        date: ISO 8601 date or date-time as printed; may be empty.
        text: Paragraphs separated by a blank line.
    """

    author: str
    text: str
    date: str = ""
    replies: tuple["Comment", ...] = ()

    def walk(self) -> Iterator["Comment"]:
        """Yield this comment and all below it, depth first."""
        yield self
        for reply in self.replies:
            yield from reply.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One event: what it was, who spoke, what was said and what was commented.

    Attributes:
        slug: Names the event in ids and file names: ``[a-z0-9-]{1,80}``.
        date: ISO 8601, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; may be empty.
        source: Where the text is from: a link or a citation.
        language: BCP 47 tag such as ``en`` or ``zh``.
        topics: What it is about, as a person named it; None to have topics found.
        offered: Words of excerpts that are offered, whatever their score.
        not_offered: Words of excerpts that are found, but never offered by themselves.
    """

    slug: str
    title: str
    date: str = ""
    place: str = ""
    source: str = ""
    licence: str = ""
    language: str = "en"
    topics: tuple[str, ...] | None = None
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    comments: tuple[Comment, ...] = ()
    offered: tuple[str, ...] = ()
    not_offered: tuple[str, ...] = ()
