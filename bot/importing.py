"""`rostra import`: write documents as transcript files for a person to check."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.faces.terminal_safe import clean
from bot.progress import bar, err
from bot.reading import UNREAD, complaint, out
from content.draft import Report, draft, report
from content.formats import UnreadableDocument
from content.segment import segment
from content.sources import Found, find
from content.transcript_file import write

VOICES_SHOWN = 12

LONGEST_SLUG = 80
"""Characters that a transcript's slug may have."""


def import_files(paths: list[Path], folder: Path, *, force: bool) -> int:
    """Write a transcript file a document and report on each; return the exit code.

    Paths may be documents, folders, exports of blogs and feeds. One document that
    fails does not stop the others; no file is overwritten without `force`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{folder}: no folder can be made here ({error.strerror})"
        err.print(f"{reason}. Name another with -o.", markup=False, soft_wrap=True)
        return UNREAD
    failures: list[str] = []
    documents: list[Found] = []
    slugs: set[str] = set()
    for path in paths:
        try:
            documents += find(path)
        except OSError as error:
            failures.append(complaint(str(path), error))
    with bar() as notice:
        for number, found in enumerate(documents, start=1):
            try:
                written, seen = _import(found, folder, slugs, force=force)
            except (OSError, UnreadableDocument) as error:
                failures.append(complaint(found.name, error))
            else:
                _print(written, seen)
            notice("Importing", number, len(documents))
    for failure in failures:
        err.print(clean(failure), markup=False, soft_wrap=True)
    if len(documents) != 1 or len(failures) > 1:
        imported = len(documents) - len(failures)
        err.print(f"{max(imported, 0)} of {len(documents)} documents imported.")
    return UNREAD if failures else 0


def _import(
    found: Found, folder: Path, slugs: set[str], *, force: bool
) -> tuple[Path, Report]:
    document = found.load()
    segments = segment(document)
    transcript = draft(segments, document, name=found.name)
    # Documents of one run may share a title and a day; none replaces another.
    slug = next(slug for slug in _numbered(transcript.slug) if slug not in slugs)
    slugs.add(slug)
    transcript = replace(transcript, slug=slug)
    target = folder / f"{transcript.slug}.md"
    # Opening for creation refuses a file that is there in the same step.
    with target.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
        file.write(write(transcript))
    return target, report(segments, document)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    for number in count(2):
        ending = f"-{number}"
        yield slug[: LONGEST_SLUG - len(ending)] + ending


def _print(written: Path, found: Report) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("voice")
    table.add_column("turns", justify="right")
    table.add_column("characters", justify="right")
    for voice in found.voices[:VOICES_SHOWN]:
        name = escape(clean(voice.name))
        table.add_row(name, f"{voice.turns:,}", f"{voice.characters:,}")
    if len(found.voices) > VOICES_SHOWN:
        table.add_row(f"… and {len(found.voices) - VOICES_SHOWN} more", "", "")
    for kind, characters in sorted(found.nobodys.items()):
        table.add_row(f"[dim]nobody: {kind}", "", f"[dim]{characters:,}")
    if found.dropped:
        table.add_row("[dim]left out: page furniture", "", f"[dim]{found.dropped:,}")
    out.print(table)
    if found.doubtful:
        out.print(
            f"{found.doubtful} doubtful places, marked in the file; they are served to "
            "nobody until you delete the mark. The most doubtful:"
        )
        for doubt in found.doubts:
            out.print(
                f"  line {doubt.line}: {clean(doubt.opening)}… ({doubt.reason})",
                markup=False,
            )
    out.print(
        f"Written: {written}. Check it, then put it into the library.",
        markup=False,
        soft_wrap=True,
    )
