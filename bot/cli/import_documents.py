"""`rostra import`: write documents as transcript files for a person to check."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.cli.progress import err, progress_bar
from bot.cli.segment import EXIT_UNREADABLE, describe_failure, out
from bot.rendering.sanitize import clean, one_line
from content.document import UnreadableDocumentError
from content.draft.known import KnownTranscripts
from content.draft.metadata import free_slug
from content.draft.report import Report
from content.draft.reporting import make_report
from content.draft.transcript import draft_transcript
from content.segment import segment
from content.sources import SourceDocument, find_documents
from content.transcript_file import serialize
from content.transcript_file.tokenizer import CHECK_START

MAX_VOICES_SHOWN = 12
"""Voices listed in the report on a document; the others are counted."""


class AlreadyImportedError(Exception):
    """A document whose file is there, and may have been corrected by a person."""


class CannotWriteError(Exception):
    """A transcript that can't be written, which is not its document's fault."""


def import_files(paths: list[Path], folder: Path, *, force: bool) -> int:
    """Write a transcript file a document and report on each; return the exit code.

    Paths may be documents, folders, exports of blogs and feeds. One document that
    fails does not stop the others; no file is overwritten without `force`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refuse(f"{folder}: no folder can be made here ({error.strerror})")
    if not os.access(folder, os.W_OK | os.X_OK):
        return _refuse(f"{folder}: this folder can't be written to")
    failures: list[str] = []
    documents: list[SourceDocument] = []
    target = _Target(folder, force=force)
    for path in paths:
        try:
            documents += find_documents(path)
        except OSError as error:
            failures.append(describe_failure(str(path), error))
    with progress_bar() as progress:
        for number, document in enumerate(documents, start=1):
            try:
                written = _import(
                    document,
                    target,
                    lambda share: progress("This document", round(100 * share), 100),
                )
            except (
                OSError,
                UnreadableDocumentError,
                AlreadyImportedError,
                CannotWriteError,
            ) as error:
                failures.append(describe_failure(document.name, error))
            else:
                source = document.name if len(documents) > 1 else ""
                _print_report(written, source=source)
            progress("Importing", number, len(documents))
    for failure in failures:
        err.print(clean(failure), markup=False, soft_wrap=True)
    if len(documents) != 1 or len(failures) > 1:
        imported = len(documents) - len(failures)
        err.print(f"{max(imported, 0)} of {len(documents)} documents imported.")
    return EXIT_UNREADABLE if failures else 0


def _refuse(reason: str) -> int:
    err.print(f"{clean(reason)}. Name another with -o.", markup=False, soft_wrap=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What became of one document.

    Attributes:
        same: What it has in common with the document whose file this was: its source
            or its words; empty for a new document.
        changed: Whether the file is new or differs from what it was.
        marks: Lines of the file with a mark for a person.
    """

    path: Path
    report: Report
    same: str = ""
    changed: bool = True
    marks: tuple[int, ...] = ()


def _import(
    source: SourceDocument, target: _Target, progress: Callable[[float], None]
) -> _Written:
    document = source.load()
    segments = segment(document, progress)
    transcript = draft_transcript(segments, document, name=source.name)
    report = make_report(segments, document)
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
    lines = text.split("\n")
    marks = tuple(n for n, line in enumerate(lines, 1) if CHECK_START in line[:16])
    written = _Written(path=path, report=report, same=same, marks=marks)
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


def _write(target: Path, text: str, *, force: bool) -> None:
    try:
        # Opening for creation refuses a file that is there in the same step.
        with target.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise
    except OSError as error:
        raise CannotWriteError(
            f"{target} can't be written ({error.strerror or error}). Name another "
            "folder with -o."
        ) from error


def _print_report(written: _Written, *, source: str) -> None:
    """Print one document's report; `source` names it, where there are several."""
    if source:
        out.print(f"{one_line(source)}:", markup=False, style="bold")
    if not written.changed:
        sentence = f"Imported already: {written.path} has the same {written.same}."
        out.print(f"{sentence} Nothing changed.", markup=False, soft_wrap=True)
        return
    out.print(_voices_table(written.report))
    for notice in _notices(written):
        out.print(notice, markup=False, soft_wrap=True)
    verb = "Updated" if written.same else "Written"
    out.print(
        f"{verb}: {written.path}. Check it, then put it into the library.",
        markup=False,
        soft_wrap=True,
    )
    if source:
        out.print()


def _voices_table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("voice")
    table.add_column("turns", justify="right")
    table.add_column("characters", justify="right")
    for voice in report.voices[:MAX_VOICES_SHOWN]:
        name = escape(clean(voice.name))
        table.add_row(name, f"{voice.turns:,}", f"{voice.characters:,}")
    if len(report.voices) > MAX_VOICES_SHOWN:
        table.add_row(f"… and {len(report.voices) - MAX_VOICES_SHOWN} more", "", "")
    for kind, characters in sorted(report.unattributed.items()):
        table.add_row(f"[dim]nobody: {kind}", "", f"[dim]{characters:,}")
    if report.furniture:
        size = f"[dim]{report.furniture:,}"
        table.add_row("[dim]left out: page furniture", "", size)
    return table


def _notices(written: _Written) -> Iterator[str]:
    report, marks = written.report, written.marks
    if report.guessed_encoding:
        name = report.guessed_encoding.replace("cp125", "windows-125")
        yield (
            f"The text is not UTF-8; it was read as {name}, which is a guess. If "
            "letters look wrong, save the document as UTF-8 and import it again."
        )
    if not report.voices:
        yield (
            "Nobody is given any words, and such a file is not loaded. Where you know "
            "who speaks, declare them under `speakers:` and write `## Name` above."
        )
    if report.unnamed:
        are = "is this" if len(report.unnamed) == 1 else "are these"
        yield (
            f"{_listed(report.unnamed)}: who {are}? Voices without a name are not "
            "offered by /quote. Where you know who it is, write the name as `name`, "
            "the voice under `aliases`, and delete `voice: true`."
        )
    if len(marks) == 1:
        yield (
            "1 doubtful place, marked in the file; it is served to nobody until you "
            "delete the mark:"
        )
    elif marks:
        yield (
            f"{len(marks):,} doubtful places, marked in the file; they are "
            "served to nobody until you delete the marks. The most doubtful:"
        )
    for doubt in report.doubts:
        place = f"{written.path.name}, line {marks[doubt.number]}"
        yield f"  {place}: {clean(doubt.opening)}… ({doubt.reason})"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(one_line, names[:MAX_VOICES_SHOWN]))
    more = len(names) - MAX_VOICES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
