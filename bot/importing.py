"""`rostra import`: write documents as transcript files for a person to check."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.faces.terminal_safe import clean
from bot.progress import bar, err
from bot.reading import UNREAD, complaint, out
from content.draft import Report, draft, report
from content.formats import UnreadableDocument, read_document
from content.segment import segment
from content.transcript_file import write

VOICES_SHOWN = 12


def import_files(paths: list[Path], folder: Path, *, force: bool) -> int:
    """Write a transcript file a document and report on each; return the exit code.

    One document that fails does not stop the others; no file is overwritten without
    `force`.
    """
    failures: list[str] = []
    with bar() as notice:
        for number, path in enumerate(paths, start=1):
            try:
                written, found = _import(path, folder, force=force)
            except (OSError, UnreadableDocument) as error:
                failures.append(complaint(path, error))
            else:
                _print(written, found)
            notice("Importing", number, len(paths))
    for failure in failures:
        err.print(clean(failure), markup=False, soft_wrap=True)
    if len(paths) > 1:
        err.print(f"{len(paths) - len(failures)} of {len(paths)} documents imported.")
    return UNREAD if failures else 0


def _import(path: Path, folder: Path, *, force: bool) -> tuple[Path, Report]:
    document = read_document(path.read_bytes(), path.name)
    segments = segment(document)
    transcript = draft(segments, document, name=path.name)
    target = folder / f"{transcript.slug}.md"
    folder.mkdir(parents=True, exist_ok=True)
    # Opening for creation refuses a file that is there in the same step.
    with target.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
        file.write(write(transcript))
    return target, report(segments, document)


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
        f"Written: {written}. Check it, then put it into the library.", markup=False
    )
