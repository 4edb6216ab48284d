"""`rostra import`: write documents as transcript files for a person to check."""

import logging
import os
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from bot.cli.import_report import ImportReports, Written
from bot.cli.progress import (
    LinesNowAndThen,
    Reading,
    err,
    print_wrapped,
    reading,
)
from bot.cli.segment import EXIT_UNREADABLE, describe_failure
from bot.cli.stopping import stopping_at_once
from bot.rendering.sanitize import one_line
from content.document import UnreadableDocumentError
from content.draft.known_transcripts import KnownTranscripts
from content.draft.metadata import free_slug
from content.draft.report import Report
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.model import Transcript
from content.segment import segment
from content.sources import Source, SourceDocument, find_sources
from content.transcript_file import serialize
from content.transcript_file.tokenizer import CHECK_START
from storage.importing.import_records import (
    Update,
    complete,
    keep_record,
    plan_update,
)
from storage.importing.import_worker import TOO_MUCH
from storage.review.reviewed_file import ReviewedFile, temporary_beside

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
    fails does not stop the others; nothing that a person did to a file is lost without
    `force`. The library is the folder that is served.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refuse(f"{folder}: no folder can be made here ({error.strerror})")
    if not os.access(folder, os.W_OK | os.X_OK):
        return _refuse(f"{folder}: this folder can't be written to")
    sources, failures, passed_over = _sources(paths)
    target, reports = _Target(folder, force=force), ImportReports(folder, library)
    total = len(sources)
    imported = unchanged = 0
    several = total > 1
    lines = LinesNowAndThen()
    with stopping_at_once(target.tell_stopped):
        for number in range(1, total + 1):
            place = f"file {number:,} of {total:,}" if total > 1 else ""
            documents = _documents(sources.popleft(), failures)
            # One more than the next tells whether a document has others beside it.
            waiting = list(islice(documents, 2))
            several = several or len(waiting) > 1
            for document in chain(waiting, documents):
                try:
                    with reading(document.name, place=place, lines=lines) as progress:
                        written = _import(document, target, progress)
                except Exception as error:  # noqa: BLE001 - the others are imported all the same
                    failures.append(_describe(document.name, error))
                else:
                    imported += 1
                    unchanged += not written.changed
                    reports.show(written, source=document.name if several else "")
    for failure in failures:
        print_wrapped(err, one_line(failure))
    if passed_over:
        print_wrapped(err, _describe_passed_over(passed_over))
    # What is not there was not tried.
    if (asked := imported + len(failures)) != 1:
        same = f", {unchanged} of them unchanged" if unchanged else ""
        err.print(f"{imported} of {asked} documents imported{same}.")
    reports.end()
    return EXIT_UNREADABLE if failures else 0


def _documents(source: Source, failures: list[str]) -> Iterator[SourceDocument]:
    """Yield a source's documents; what stops it is added to the failures."""
    try:
        yield from source()
    except Exception as error:  # noqa: BLE001 - the other sources are read all the same
        failures.append(_describe("The rest of an export", error))


def _describe_passed_over(files: int) -> str:
    if files == 1:
        return "Passed over: 1 file of another kind. Name it to try it all the same."
    return (
        f"Passed over: {files:,} files of other kinds. Name one to try it all the same."
    )


def _sources(paths: list[Path]) -> tuple[deque[Source], list[str], int]:
    """Return the files of all paths, what is wrong with paths, and what is passed over."""
    sources: deque[Source] = deque()
    failures = []
    passed_over = 0
    for path in paths:
        try:
            found = find_sources(path)
        except OSError as error:
            failures.append(describe_failure(str(path), error))
        else:
            sources += found.sources
            passed_over += found.passed_over
            if not found.sources:
                failures.append(
                    f"{path}: no file in this folder is of a kind that can be imported, "
                    "or all are transcripts that an import wrote. Name the files "
                    "themselves, or another folder."
                )
    return sources, failures, passed_over


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
        slugs: The names of all files there, without their extension.
    """

    def __init__(self, folder: Path, *, force: bool) -> None:
        self.folder, self.force = folder, force
        self.known = KnownTranscripts(folder)
        self.written: set[Path] = set()
        self.slugs = {path.stem for path in folder.glob("*.md") if not path.is_dir()}

    def add(self, path: Path, text: str) -> None:
        """Add a file that was just written."""
        self.written.add(path)
        self.slugs.add(path.stem)
        self.known.add(path, text)

    def tell_stopped(self) -> str:
        """Return what was written when Ctrl-C stopped an import."""
        if not self.written:
            return "Stopped. Nothing was written."
        files = "transcript is" if len(self.written) == 1 else "transcripts are"
        return f"Stopped. {len(self.written)} {files} written; of others, nothing."


def _import(source: SourceDocument, target: _Target, progress: Reading) -> Written:
    progress.share(0.0)
    document = source.load(progress.page)
    segments = segment(document, progress.share)
    transcript = draft_transcript(segments, document, name=source.name)
    report = make_report(segments, document)
    # A declared title is new, also where the file has it as its name.
    name = "" if document.title else source.name
    del segments, document  # of a long one they take much memory
    known = target.known.find(serialize(transcript))
    if known is not None and not _is_other(transcript, *known, target):
        transcript = complete(known[0], transcript, name)
        return _import_again(*known, transcript, report, target)
    # Documents may share a title and a year; none replaces another.
    slug = free_slug(transcript.slug, target.slugs)
    path, text = target.folder / f"{slug}.md", serialize(replace(transcript, slug=slug))
    like = target.known.find_like(text)
    written = replace(_written(path, text, transcript, report), like=like)
    _write(path, text, force=False)
    keep_record(path, text)
    target.add(path, text)
    return written


def _is_other(transcript: Transcript, path: Path, same: str, target: "_Target") -> bool:
    """Return whether another document of this run has the same link, but other words.

    Episodes of a podcast may all link to its page.
    """
    if same != "source" or path not in target.written:
        return False
    text = serialize(replace(transcript, slug=path.stem))
    return path.read_text(encoding="utf-8") != text


def _import_again(
    path: Path, same: str, transcript: Transcript, report: Report, target: "_Target"
) -> Written:
    """Update the file of a document that was imported before, if that loses nothing.

    Raises:
        AlreadyImportedError: It would, and `force` is not given.
        CannotWriteError: The file can't be written.
    """
    imported = serialize(transcript)
    update = plan_update(path, transcript)
    text = update.text if update else imported
    transcript = update.transcript if update else transcript
    written = replace(
        _written(path, text, transcript, report),
        same=same,
        kept=update.kept if update else 0,
        lost=update.lost if update else None,
    )
    if path in target.written or path.read_text(encoding="utf-8") == text:
        return replace(written, changed=False)
    if not target.force and not (update and update.loses_nothing):
        raise AlreadyImportedError(_describe_refusal(path, same, update))
    if update and not path.is_symlink():
        _write_over(path, update)
    else:
        _write(path, text, force=True)
    keep_record(path, imported)
    target.add(path, text)
    return written


def _describe_refusal(path: Path, same: str, update: Update | None) -> str:
    """Say why the file of a document that was imported before is left as it is."""
    already = f"this document is imported already: {path} has the same {same}"
    if update is None:
        return (
            f"{already}, but differs from what would be written now. --force updates it; "
            "what was corrected there is then lost."
        )
    return (
        f"{already}. {update.losses} Nothing was written. --force updates it all the "
        "same, and keeps what was answered or corrected elsewhere."
    )


def _written(path: Path, text: str, transcript: Transcript, report: Report) -> Written:
    marks = array("I", _marked_lines(text))
    return Written(path=path, transcript=transcript, report=report, marks=marks)


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


def _write_over(path: Path, update: Update) -> None:
    """Write an update, unless the file was changed since it was read.

    Raises:
        AlreadyImportedError: It was.
        CannotWriteError: It can't be written.
    """
    try:
        written = ReviewedFile(path).replace(update.found, update.text.encode())
    except OSError as error:
        raise _cannot_write(path, error) from error
    if not written:
        raise AlreadyImportedError(
            f"{path} was changed while this was read. Nothing was written; import the "
            "document again."
        )


def _cannot_write(path: Path, error: OSError) -> CannotWriteError:
    return CannotWriteError(
        f"{path} can't be written ({error.strerror or error}). Name another folder "
        "with -o."
    )


def _put_new(written: Path, target: Path) -> None:
    """Give a file that is written its name, unless another has it.

    Raises:
        FileExistsError: Another has.
        OSError: The folder can't be written to.
    """
    try:
        target.hardlink_to(written)
    except FileExistsError:
        raise
    except OSError:  # some drives have no hard links
        target.touch(exist_ok=False)
        written.replace(target)


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
        with temporary_beside(target, text.encode()) as temporary:
            if force:
                temporary.replace(target)
            else:
                _put_new(temporary, target)
    except FileExistsError as error:
        if target.is_dir():
            raise _cannot_write(target, error) from error
        raise
    except OSError as error:
        raise _cannot_write(target, error) from error
