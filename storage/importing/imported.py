"""What passes between the bot and its importing process: job, pages read, transcript."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from content.draft.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJob:
    """What to import, and what is there already.

    Attributes:
        document: The file that was sent.
        library: The folder of the transcripts that are served.
        drafts: The folder of those that are not in it yet.
    """

    document: Path
    library: Path
    drafts: Path


@dataclass(frozen=True, slots=True)
class PagesRead:
    """How many pages of a document are read, and how many it has."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A transcript that was made of a document.

    Attributes:
        slug: The name of its file to be.
        text: Of its file.
        same: What it has in common with the file of this name in the library: its
            source or its words; empty where there is none.
        replaces: A hash of that file, empty for none.
        like: The name of a file of the library that has much in common with it, where
            it is new; empty for none.
        is_draft: Whether a draft of the same document is there already.
        imported: The text as the import made it, before a person's answers.
        kept: Whether answers and corrections in that file, or draft, are carried over.
        losses: A sentence on those that are not; empty if nothing is lost.
        found: The bytes of a draft that is to have this text; None where it stays as it
            is, or is new.
    """

    slug: str
    title: str
    text: str
    report: Report
    same: str = ""
    replaces: str = ""
    like: str = ""
    is_draft: bool = False
    imported: str = ""
    kept: bool = False
    losses: str = ""
    found: bytes | None = None


def hash_of(path: Path) -> str:
    """Return a hash of a file's bytes; empty if it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
