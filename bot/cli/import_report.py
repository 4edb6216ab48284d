"""Print what an import found in a document, and what a person should look at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.cli.segment import out
from bot.rendering.sanitize import clean, one_line
from content.draft.draft import Report

VOICES_SHOWN = 12


def print_report(written: Path, found: Report, *, source: str) -> None:
    """Print one document's report; `source` names it, where there are several."""
    if source:
        out.print(f"{one_line(source)}:", markup=False, style="bold")
    out.print(_voices(found))
    for notice in _notices(found):
        out.print(notice, markup=False, soft_wrap=True)
    out.print(
        f"Written: {written}. Check it, then put it into the library.",
        markup=False,
        soft_wrap=True,
    )
    if source:
        out.print()


def _voices(found: Report) -> Table:
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
    return table


def _notices(found: Report) -> Iterator[str]:
    if found.guessed_encoding:
        name = found.guessed_encoding.replace("cp125", "windows-125")
        yield (
            f"The text is not UTF-8; it was read as {name}, which is a guess. If "
            "letters look wrong, save the document as UTF-8 and import it again."
        )
    if not found.voices:
        yield (
            "Nobody is given any words, and such a file is not loaded. Where you know "
            "who speaks, declare them under `speakers:` and write `## Name` above."
        )
    if found.unnamed:
        are = "is this" if len(found.unnamed) == 1 else "are these"
        yield (
            f"{_listed(found.unnamed)}: who {are}? Voices without a name are not "
            "offered by /quote. Where you know who it is, write the name as `name`, "
            "the voice under `aliases`, and delete `voice: true`."
        )
    if found.doubtful == 1:
        yield (
            "1 doubtful place, marked in the file; it is served to nobody until you "
            "delete the mark:"
        )
    elif found.doubtful:
        yield (
            f"{found.doubtful:,} doubtful places, marked in the file; they are served "
            "to nobody until you delete the marks. The most doubtful:"
        )
    for doubt in found.doubts:
        yield f"  line {doubt.line}: {clean(doubt.opening)}… ({doubt.reason})"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(one_line, names[:VOICES_SHOWN]))
    more = len(names) - VOICES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
