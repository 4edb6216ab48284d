"""`rostra import`: write documents as transcript files for a person to check."""

import logging
import os
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from bot.cli.import_report import ImportReports, Written
from bot.cli.progress import err, progress_bar
from bot.cli.segment import EXIT_UNREADABLE, describe_failure, out
from bot.cli.stopping import stopping_at_once
from bot.rendering.sanitize import one_line
from content.document import UnreadableDocumentError
from content.draft.known import KnownTranscripts
from content.draft.metadata import free_slug
from content.draft.reporting import make_report
from content.draft.transcript import draft_transcript
from content.segment import segment
from content.sources import Source, SourceDocument, find_sources
from content.transcript_file import serialize
from content.transcript_file.tokenizer import CHECK_START
from storage.importing.import_worker import TOO_MUCH
from storage.review.reviewed_file import temporary_beside

_MARK_CHARS = 16
"""Characters of a line in which a mark stands, which a quotation may have a sign before."""

log = logging.getLogger(__name__)


class AlreadyImportedError(Exception):
    """A document whose file is there, and may have been corrected by a person."""


class CannotWriteError(Exception):
    """A transcript that can't be written, which is not its document's fault."""


EXPECTED = (
    OSError,
    UnreadableDocumentError,
    AlreadyImportedError,
    CannotWriteError,
)
"""What tells by itself why a document was not imported."""


def import_files(paths: list[Path], folder: Path, *, library: Path, force: bool) -> int:
    """Write a transcript file a document and report on each; return the exit code.

    Paths may be documents, folders, exports of blogs and feeds. One document that
    fails does not stop the others; no file is overwritten without `force`. The
    library is the folder that is served.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refuse(f"{folder}: no folder can be made here ({error.strerror})")
    if not os.access(folder, os.W_OK | os.X_OK):
        return _refuse(f"{folder}: this folder can't be written to")
    sources, failures = _sources(paths)
    target, reports = _Target(folder, force=force), ImportReports(folder, library)
    total, done, imported = len(sources), 0, 0
    several = total > 1
    with stopping_at_once(target.tell_stopped), progress_bar(above=out) as progress:
        while sources:
            documents = _documents(sources.popleft(), failures)
            # One more than the next tells whether a document has others beside it.
            waiting = list(islice(documents, 2))
            several = several or len(waiting) > 1
            for document in chain(waiting, documents):
                try:
                    written = _import(
                        document,
                        target,
                        lambda share: progress(
                            "This document", round(100 * share), 100
                        ),
                    )
                except Exception as error:  # noqa: BLE001 - the others are imported all the same
                    failures.append(_describe(document.name, error))
                else:
                    imported += 1
                    reports.show(written, source=document.name if several else "")
            done += 1
            progress("Importing", done, total)
    for failure in failures:
        err.print(one_line(failure), markup=False, soft_wrap=True)
    # What is not there was not tried.
    if (asked := imported + len(failures)) != 1:
        err.print(f"{imported} of {asked} documents imported.")
    reports.end()
    return EXIT_UNREADABLE if failures else 0


def _documents(source: Source, failures: list[str]) -> Iterator[SourceDocument]:
    """Yield a source's documents; what stops it is added to the failures."""
    try:
        yield from source()
    except Exception as error:  # noqa: BLE001 - the other sources are read all the same
        failures.append(_describe("The rest of an export", error))


def _sources(paths: list[Path]) -> tuple[deque[Source], list[str]]:
    """Return the files of all paths, and what is wrong with paths that can't be read."""
    sources: deque[Source] = deque()
    failures = []
    for path in paths:
        try:
            found = find_sources(path)
        except OSError as error:
            failures.append(describe_failure(str(path), error))
        else:
            sources += found
            if not found:
                failures.append(
                    f"{path}: no file in this folder is of a kind that can be imported. "
                    "Name the files themselves, or another folder."
                )
    return sources, failures


def _describe(name: str, error: Exception) -> str:
    """Return in one line why a document was not imported."""
    if isinstance(error, EXPECTED):
        return describe_failure(name, error)
    if isinstance(error, (MemoryError, RecursionError)):
        return f"{name}: {TOO_MUCH}"
    log.error("importing %s failed", name, exc_info=error)
    return (
        f"{name}: it broke its reader, which is a fault of Rostra; the log says where. "
        "Save it as plain text and try again."
    )


def _refuse(reason: str) -> int:
    err.print(
        f"{one_line(reason)}. Name another with -o.", markup=False, soft_wrap=True
    )
    return EXIT_UNREADABLE


class _Target:
    """The folder that transcripts are written to.

    Attributes:
        written: The files of this run, none of which another document may replace.
    """

    def __init__(self, folder: Path, *, force: bool) -> None:
        self.folder, self.force = folder, force
        self.known = KnownTranscripts(folder)
        self.written: set[Path] = set()

    def tell_stopped(self) -> str:
        """Return what was written when Ctrl-C stopped an import."""
        if not self.written:
            return "Stopped. Nothing was written."
        files = "transcript is" if len(self.written) == 1 else "transcripts are"
        return f"Stopped. {len(self.written)} {files} written; of others, nothing."


def _import(
    source: SourceDocument, target: _Target, progress: Callable[[float], None]
) -> Written:
    # A bar is drawn while the document is loaded, too.
    progress(0.0)
    document = source.load()
    segments = segment(document, progress)
    transcript = draft_transcript(segments, document, name=source.name)
    report = make_report(segments, document)
    del segments, document  # of a long one they take much memory
    known = target.known.find(serialize(transcript))
    if known is not None:
        path, same = known
        text = serialize(replace(transcript, slug=path.stem))
    else:
        same = ""
        # Documents of one run may share a title and a day; none replaces another.
        slugs = {path.stem for path in target.written}
        slug = free_slug(transcript.slug, slugs)
        path = target.folder / f"{slug}.md"
        text = serialize(replace(transcript, slug=slug))
    marks = array("I", _marked_lines(text))
    written = Written(
        path=path, transcript=transcript, report=report, same=same, marks=marks
    )
    if known and (path in target.written or path.read_text(encoding="utf-8") == text):
        return replace(written, changed=False)
    if known and not target.force:
        raise AlreadyImportedError(
            f"this document is imported already: {path} has the same {same}, but differs "
            "from what would be written now. --force updates it; what was corrected "
            "there is then lost."
        )
    _write(path, text, force=target.force)
    target.written.add(path)
    target.known.add(path, text)
    return written


def _marked_lines(text: str) -> Iterator[int]:
    """Yield the numbers of lines that start with a mark for a person."""
    number, start = 1, 0
    while (found := text.find(CHECK_START, start)) >= 0:
        number += text.count("\n", start, found)
        start = text.rfind("\n", 0, found) + 1
        if CHECK_START in text[start : start + _MARK_CHARS]:
            yield number
        start = text.find("\n", found)
        if start < 0:
            return


@contextmanager
def _all_or_none(target: Path) -> Iterator[None]:
    """Delete a new file if Ctrl-C or a full disk stops what writes it."""
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _write(target: Path, text: str, *, force: bool) -> None:
    """Write a transcript file, all of it or none.

    Raises:
        FileExistsError: It is there, and `force` is not given.
        CannotWriteError: It can't be written, or is a link.
    """
    if force and target.is_symlink():
        raise CannotWriteError(
            f"{target} is a link, and what it leads to is not overwritten. Take the "
            "link away, or name another folder with -o."
        )
    try:
        if not force:
            # Opening for creation refuses a file that is there in the same step.
            with (
                target.open("x", encoding="utf-8", newline="\n") as file,
                _all_or_none(target),
            ):
                file.write(text)
                file.flush()
            return
        with temporary_beside(target, text.encode()) as temporary:
            temporary.replace(target)
    except FileExistsError:
        raise
    except OSError as error:
        raise CannotWriteError(
            f"{target} can't be written ({error.strerror or error}). Name another "
            "folder with -o."
        ) from error
