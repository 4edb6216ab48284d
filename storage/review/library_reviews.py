"""The reviews of the library's transcript files, and how passages are found in them."""

import asyncio
import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from content.review import Passage, Review
from content.transcript_file import TranscriptFaults, markdown_files
from content.transcript_file.files import MAX_FILE_BYTES
from storage.review.reviewed_file import ReviewedFile

_CHECK = re.compile(rb"^[ \t]*(?:>[ \t]*)?<!-- check:|(?<=\r)<!-- check:", re.MULTILINE)
_EXTENSION = re.compile(r"\.md$", re.IGNORECASE)


DRAFT = " (draft)"
"""What the name of a draft ends in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A transcript file that waits for a person: a draft, or one with doubtful passages.

    Attributes:
        name: Of the file, without its extension; a draft's says that it is one.
        passages: How many are doubtful; a draft may have none.
    """

    name: str
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage that is still in doubt, or nobody's, and the file that it stands in."""

    file: ReviewedFile
    review: Review
    passage: Passage


class LibraryReviews:
    """The reviews of all transcript files of a folder.

    A passage is found by its id alone, so that a button needs to know no more. What
    takes time runs in threads.

    Args:
        folder: Of the library.
        drafts: Of the transcripts that are not in it yet.
    """

    def __init__(self, folder: Path, drafts: Path) -> None:
        self._folder = folder
        self._drafts = drafts
        # By path: what the file was when it was read, and what it had.
        self._marks: dict[Path, tuple[tuple[int, ...], int]] = {}
        self._ids: dict[Path, tuple[tuple[int, ...], Collection[str]]] = {}

    async def waiting_files(self) -> list[WaitingFile]:
        """Return drafts, then files with doubtful passages, in order of their names."""
        return await asyncio.to_thread(
            lambda: [
                WaitingFile(name=self.name_of(path), passages=count)
                for path, count in self._counted()
                if count or self.is_draft(path)
            ]
        )

    async def count_drafts(self) -> int:
        """Count the drafts, which are not in the library yet."""
        return await asyncio.to_thread(lambda: sum(map(self.is_draft, self._paths())))

    async def open(self, name: str) -> ReviewedFile | None:
        """Return the file with a name, which may have its extension; None for none.

        A draft is found without its sign, too, where the library has no such file.
        """

        def find() -> ReviewedFile | None:
            wanted = _EXTENSION.sub("", name)
            # A name is looked up, never made a path: it may be any text.
            paths = {self.name_of(path): path for path in self._paths()}
            found = paths.get(wanted) or paths.get(f"{wanted}{DRAFT}")
            return ReviewedFile(found) if found else None

        return await asyncio.to_thread(find)

    async def names_like(self, name: str, limit: int) -> list[str]:
        """Return names of files, drafts first, that hold all words of a text."""

        def find() -> list[str]:
            words = re.findall(r"[^\W_]+", _EXTENSION.sub("", name).casefold())
            named = (self.name_of(path) for path in self._paths())
            like = (one for one in named if words and all(w in one for w in words))
            return [*islice(like, limit)]

        return await asyncio.to_thread(find)

    def name_of(self, path: Path) -> str:
        """Return what a file is called."""
        return path.stem + (DRAFT if self.is_draft(path) else "")

    def is_draft(self, path: Path) -> bool:
        """Return whether a file is not in the library yet."""
        return path.parent == self._drafts

    def id_of(self, path: Path) -> str:
        """Return what a button calls a file."""
        return file_id(path.name, draft=self.is_draft(path))

    async def find_file(self, id_: str) -> ReviewedFile | None:
        """Return the file with an id; None for none."""

        def find() -> ReviewedFile | None:
            found = (path for path in self._paths() if self.id_of(path) == id_)
            return next(map(ReviewedFile, found), None)

        return await asyncio.to_thread(find)

    async def find(self, id_: str) -> FoundPassage | None:
        """Return the doubtful passage with an id; None where it is there no more."""
        return await asyncio.to_thread(self._find, id_)

    async def find_nobodys(self, file_id: str, id_: str) -> FoundPassage | None:
        """Return the passage of a file that nobody was given; None for none.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
        """
        file = await self.find_file(file_id)
        if file is None:
            return None
        review = await asyncio.to_thread(file.read)
        passage = await asyncio.to_thread(review.find_nobodys, id_)
        if passage is None:
            return None
        return FoundPassage(file=file, review=review, passage=passage)

    async def find_step(self, id_: str) -> ReviewedFile | None:
        """Return the file whose last answer has an id; None for none."""

        def find() -> ReviewedFile | None:
            for path in self._paths():
                file = ReviewedFile(path)
                steps = file.steps()
                if steps and steps[-1].id == id_:
                    return file
            return None

        return await asyncio.to_thread(find)

    def _paths(self) -> list[Path]:
        folders = (self._drafts, self._folder)
        try:
            return [
                path
                for folder in folders
                for path in markdown_files(folder)
                if path.is_file()
            ]
        except OSError:
            return []

    def _counted(self) -> Iterator[tuple[Path, int]]:
        """Yield the files, and how many marks each has."""
        for path in self._paths():
            try:
                signature = _signature(path)
                known = self._marks.get(path)
                if known is None or known[0] != signature:
                    known = signature, _count_marks(path)
                    self._marks[path] = known
            except OSError:
                continue
            yield path, known[1]

    def _find(self, id_: str) -> FoundPassage | None:
        for path, marks in self._counted():
            if not marks:
                continue
            file = ReviewedFile(path)
            try:
                signature = _signature(path)
                known = self._ids.get(path)
                if known and known[0] == signature and id_ not in known[1]:
                    continue
                review = file.read()
            except (OSError, TranscriptFaults):
                continue
            ids = frozenset(passage.id for passage in review.passages)
            self._ids[path] = signature, ids
            if passage := review.find(id_):
                return FoundPassage(file=file, review=review, passage=passage)
        return None


def file_id(name: str, *, draft: bool) -> str:
    """Return 8 characters that tell a file of the library, or a draft, from the others."""
    about = f"{name}{DRAFT if draft else ''}"
    return hashlib.blake2b(about.encode(), digest_size=4).hexdigest()


def _signature(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _count_marks(path: Path) -> int:
    if path.stat().st_size > MAX_FILE_BYTES:
        return 0
    return len(_CHECK.findall(path.read_bytes()))
