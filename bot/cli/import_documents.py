"""`rostra import`: write documents as transcript files for a person to check."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.cli.import_report import print_report
from bot.cli.progress import err, progress_bar
from bot.cli.segment import UNREAD, complaint
from bot.rendering.sanitize import clean
from content.document import UnreadableDocumentError
from content.draft.draft import Report, draft, report
from content.segment import segment
from content.sources import SourceDocument, find_documents
from content.transcript_file import serialize

LONGEST_SLUG = 80
"""Characters that a transcript's slug may have."""


class UnwrittenError(Exception):
    """Say that a transcript can't be written, which is not its document's fault."""

    def __init__(self, target: Path, error: OSError) -> None:
        reason = error.strerror or error
        super().__init__(
            f"{target} can't be written ({reason}). Name another folder with -o."
        )


def import_files(paths: list[Path], folder: Path, *, force: bool) -> int:
    """Write a transcript file a document and report on each; return the exit code.

    Paths may be documents, folders, exports of blogs and feeds. One document that
    fails does not stop the others; no file is overwritten without `force`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refused(f"{folder}: no folder can be made here ({error.strerror})")
    if not os.access(folder, os.W_OK | os.X_OK):
        return _refused(f"{folder}: this folder can't be written to")
    failures: list[str] = []
    documents: list[SourceDocument] = []
    slugs: set[str] = set()
    for path in paths:
        try:
            documents += find_documents(path)
        except OSError as error:
            failures.append(complaint(str(path), error))
    with progress_bar() as notice:
        for number, found in enumerate(documents, start=1):
            try:
                written, seen = _import(found, folder, slugs, force=force)
            except (OSError, UnreadableDocumentError, UnwrittenError) as error:
                failures.append(complaint(found.name, error))
            else:
                source = found.name if len(documents) > 1 else ""
                print_report(written, seen, source=source)
            notice("Importing", number, len(documents))
    for failure in failures:
        err.print(clean(failure), markup=False, soft_wrap=True)
    if len(documents) != 1 or len(failures) > 1:
        imported = len(documents) - len(failures)
        err.print(f"{max(imported, 0)} of {len(documents)} documents imported.")
    return UNREAD if failures else 0


def _refused(reason: str) -> int:
    err.print(f"{clean(reason)}. Name another with -o.", markup=False, soft_wrap=True)
    return UNREAD


def _import(
    found: SourceDocument, folder: Path, slugs: set[str], *, force: bool
) -> tuple[Path, Report]:
    document = found.load()
    segments = segment(document)
    transcript = draft(segments, document, name=found.name)
    # Documents of one run may share a title and a day; none replaces another.
    slug = next(slug for slug in _numbered(transcript.slug) if slug not in slugs)
    slugs.add(slug)
    transcript = replace(transcript, slug=slug)
    target = folder / f"{transcript.slug}.md"
    _write(target, serialize(transcript), force=force)
    return target, report(segments, document)


def _write(target: Path, text: str, *, force: bool) -> None:
    try:
        # Opening for creation refuses a file that is there in the same step.
        with target.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise
    except OSError as error:
        raise UnwrittenError(target, error) from error


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    for number in count(2):
        ending = f"-{number}"
        yield slug[: LONGEST_SLUG - len(ending)] + ending
