"""Transcripts of documents that were sent, before a person puts them into the library."""

import asyncio
import logging
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from content.document import PageProgress, UnreadableDocumentError, no_pages
from content.transcript_file import markdown_files
from storage.database.errors import StorageError
from storage.importing.import_records import drop_record, keep_record, move_record
from storage.importing.imported import Imported, ImportJob, PagesRead, hash_of
from storage.review.reviewed_file import ReviewedFile, temporary_beside
from storage.worker_process import WorkerEndedError, WorkerProcess

log = logging.getLogger(__name__)

_UNSAFE = re.compile(r"[^\w .,()\[\]&+-]+")
_MAX_NAME_CHARS = 100
_INCOMING, _CHECK = ".incoming-", ".check-"
_MAX_IMPORT_S = 3600


class DraftChangedError(Exception):
    """A draft that can't be put into the library; its text says what to do instead."""


class Drafts:
    """The drafts, each a transcript file in a folder of its own beside the database.

    Args:
        folder: Where they lie; made when the first comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # One document at a time: two of the same would be two drafts.
        self._lock = asyncio.Lock()

    async def clear(self) -> None:
        """Delete what imports left that were ended with their process an hour ago.

        Another process on the same folder may be importing: what is young stays.
        """
        await asyncio.to_thread(self._clear)

    async def make(
        self,
        data: bytes,
        name: str,
        library: Path,
        progress: Callable[[float], None] = lambda _share: None,
        pages: PageProgress = no_pages,
    ) -> Imported:
        """Make a draft of a document, which leaves the library as it is.

        Nothing is written where the library or a draft holds the same already. A draft
        of an older version of the document gets what is new, if that loses no answer.

        Args:
            data: The document.
            name: Of its file, any text.
            library: The folder of the transcripts that are served.
            progress: Called with the share of the document that is read.
            pages: Told of pages that are read before, where it has pages.

        Raises:
            UnreadableDocumentError: It can't be read, or is no single document.
            StorageError: The draft can't be written, or the process was ended.
        """
        async with self._lock:
            try:
                incoming = await asyncio.to_thread(self._keep, data, name)
                try:
                    imported = await self._import(incoming, library, progress, pages)
                finally:
                    await asyncio.to_thread(shutil.rmtree, incoming.parent)
                target = _path_in(library, imported.slug)
                held = await asyncio.to_thread(_holds, target, imported.text)
                if imported.found is not None:
                    await asyncio.to_thread(self._renew, imported, imported.found)
                elif not imported.is_draft and not held:
                    await asyncio.to_thread(self._write, imported)
            except OSError as error:
                raise StorageError(
                    f"The draft can't be kept ({error.strerror}). Free the folder of "
                    "the database to be written to, then send the document again."
                ) from error
        return imported

    def open(self, slug: str) -> ReviewedFile | None:
        """Return a draft; None where there is none of this name (reads the disk)."""
        path = _find(self.folder, slug)
        return ReviewedFile(path) if path else None

    @asynccontextmanager
    async def with_library(self, slug: str, library: Path) -> AsyncIterator[Path]:
        """Yield a folder that shows the library as it would be with a draft."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_CHECK, dir=self.folder) as name:
            await asyncio.to_thread(self._link, Path(name), slug, library)
            yield Path(name)

    async def publish(self, slug: str, library: Path) -> None:
        """Put a draft into the library; it is a draft no more.

        Raises:
            DraftChangedError: There is no such draft, or the library's file of its name
                is not what it was when the document was imported.
            StorageError: The file can't be written.
        """
        async with self._lock:
            try:
                await asyncio.to_thread(self._publish, slug, library)
            except OSError as error:
                raise StorageError(
                    f"{slug}.md can't be written into the library ({error.strerror}). "
                    "Free its folder to be written to, then try again."
                ) from error

    async def discard(self, slug: str) -> bool:
        """Delete a draft, and return whether there was one."""
        async with self._lock:
            file = await asyncio.to_thread(self.open, slug)
            if file is None:
                return False
            await asyncio.to_thread(self._delete, file.path)
            return True

    async def _import(
        self,
        document: Path,
        library: Path,
        progress: Callable[[float], None],
        pages: PageProgress,
    ) -> Imported:
        # Segmentation is half of what a start would import, and few bots ever import.
        from storage.importing.import_worker import run_import  # noqa: PLC0415

        job = ImportJob(document=document, library=library, drafts=self.folder)
        worker = WorkerProcess("import", run_import, job)
        try:
            await worker.start()
            while isinstance(message := await worker.receive(), float | PagesRead):
                if isinstance(message, float):
                    progress(message)
                else:
                    pages(message.done, message.total)
        except WorkerEndedError as error:
            raise UnreadableDocumentError(
                "The document could not be read to its end: it takes more memory than "
                "there is, or breaks its reader. Save it as plain text and send it again."
            ) from error
        finally:
            await worker.end()
        if isinstance(message, Exception):
            raise message
        assert isinstance(message, Imported)  # noqa: S101 - for mypy
        return message

    def _clear(self) -> None:
        before = time.time() - _MAX_IMPORT_S
        for prefix in (_INCOMING, _CHECK):
            for path in self.folder.glob(f"{prefix}*"):
                try:
                    if path.stat().st_mtime < before:
                        shutil.rmtree(path)
                except OSError as error:
                    log.warning("%s stays: %s", path.name, error.strerror)

    def _keep(self, data: bytes, name: str) -> Path:
        """Write a document where its reader finds it, under a name that is no path."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        base = _UNSAFE.sub("_", name).strip(" .")[-_MAX_NAME_CHARS:] or "document"
        path = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self.folder)) / base
        path.write_bytes(data)
        return path

    def _write(self, imported: Imported) -> None:
        path = self.folder / f"{imported.slug}.md"
        self._replaced(path).write_text(imported.replaces, encoding="utf-8")
        with temporary_beside(path, imported.text.encode()) as temporary:
            temporary.replace(path)
        keep_record(path, imported.imported)

    def _renew(self, imported: Imported, found: bytes) -> None:
        """Write a newer version of a draft's document into it.

        Raises:
            StorageError: Somebody answered while the document was read.
        """
        path = self.folder / f"{imported.slug}.md"
        if not ReviewedFile(path).replace(found, imported.text.encode()):
            raise StorageError(
                "Somebody answered about its draft while the document was read. Nothing "
                "was changed; send the document again."
            )
        keep_record(path, imported.imported)

    def _publish(self, slug: str, library: Path) -> None:
        file = self.open(slug)
        if file is None:
            raise DraftChangedError(
                f"There is no draft {slug} any more: it was put into the library or "
                "discarded."
            )
        target = _path_in(library, slug)
        try:
            replaces = self._replaced(file.path).read_text(encoding="utf-8")
        except OSError:
            replaces = ""
        if hash_of(target) != replaces:
            raise DraftChangedError(
                f"{target.name} in the library is not what it was when this document was "
                "imported. Nothing was changed. Discard the draft, and send the document "
                "again."
            )
        with temporary_beside(target, file.path.read_bytes()) as temporary:
            temporary.replace(target)
        move_record(file.path, target)
        self._delete(file.path)

    def _delete(self, path: Path) -> None:
        for each in (
            path,
            self._replaced(path),
            path.with_name(f".{path.stem}.review"),
        ):
            each.unlink(missing_ok=True)
        drop_record(path)

    @staticmethod
    def _replaced(path: Path) -> Path:
        """Return the file that holds the hash of what a draft replaces."""
        return path.with_name(f".{path.stem}.replaces")

    def _link(self, folder: Path, slug: str, library: Path) -> None:
        for path in markdown_files(library):
            if path.stem != slug:
                (folder / path.name).symlink_to(path.resolve())
        (folder / f"{slug}.md").symlink_to((self.folder / f"{slug}.md").resolve())


def _find(folder: Path, slug: str) -> Path | None:
    """Return the transcript file of a folder that bears a name; None for none."""
    # A name is looked up, never made a path: it may be any text.
    return next((p for p in markdown_files(folder) if p.stem == slug), None)


def _path_in(library: Path, slug: str) -> Path:
    """Return where a transcript of this name is, or goes, in the library."""
    return _find(library, slug) or library / f"{slug}.md"


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False
