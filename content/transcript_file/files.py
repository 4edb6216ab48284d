"""Transcript files on disk: one file, or a folder of them, all of it or none."""

import codecs
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from content.model import Transcript
from content.transcript_file.faults import Fault, FaultList, TranscriptFaults
from content.transcript_file.parser import parse

MAX_FILE_BYTES = 50_000_000

_FOREIGN_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}

Progress = Callable[[int, int], None]
"""Called with how many files are read and how many there are."""


def read_folder(
    folder: Path, progress: Progress | None = None
) -> tuple[Transcript, ...]:
    """Read every ``*.md`` of a folder, in any letter case, in the order of their names.

    A README that is no transcript is ignored, and so are folders in it; see
    `describe_ignored`.

    Raises:
        TranscriptFaults: One or more files have faults; it holds those of all files.
            Or there is nothing to read: its one fault is the folder's, of line 0.
    """
    paths = [path for path in markdown_files(folder) if not _is_readme(path)]
    if not paths:
        _fail_empty(folder)
    transcripts: list[Transcript] = []
    faults: list[Fault] = []
    path_by_slug: dict[str, Path] = {}
    for number, path in enumerate(paths, start=1):
        try:
            transcript = read_file(path)
        except TranscriptFaults as error:
            faults += error.faults
        else:
            transcripts.append(transcript)
            if not transcript.turns:
                faults.append(
                    Fault(
                        file=path.name,
                        line=1,
                        problem="nobody says anything in this file",
                        fix="write what was said below the front matter, each turn "
                        "under ## and the speaker's name, or take the file out",
                    )
                )
            other = path_by_slug.setdefault(transcript.slug, path)
            if other is not path:
                faults.append(
                    Fault(
                        file=path.name,
                        line=1,
                        problem=f"the slug {transcript.slug!r} is taken by {other.name}",
                        fix="give one of the two another slug",
                    )
                )
        if progress:
            progress(number, len(paths))
    if faults:
        raise TranscriptFaults(tuple(faults))
    return tuple(transcripts)


def describe_ignored(folder: Path) -> tuple[str, ...]:
    """Describe, in a sentence each, what looks like a transcript but is not read."""
    return (
        *(
            f"{path.name} has no front matter: it is left aside."
            for path in markdown_files(folder)
            if _is_readme(path)
        ),
        *(
            f"{name}/ is not read, though it holds {count} *.md: move its transcripts "
            f"into {folder.name}/ itself."
            for name, count in _folders_with_markdown(folder)
        ),
    )


def read_file(path: Path) -> Transcript:
    """Read a transcript file.

    Raises:
        TranscriptFaults: With every fault; also if the file can't be read at all.
    """
    return parse(decode(read_bytes(path), file=str(path)), file=str(path))


def markdown_files(folder: Path) -> list[Path]:
    """Return the ``*.md`` of a folder, ``*.MD`` among them, in the order of their names."""
    # Not only regular files: a broken link is a fault, not a removed transcript.
    return sorted(folder.glob("*.[mM][dD]"))


def record_path(path: Path) -> Path:
    """Return where it is kept what an import wrote into a transcript file."""
    return path.with_name(f".{path.stem}.imported")


def _is_readme(path: Path) -> bool:
    return path.stem.casefold() == "readme" and not _has_front_matter(path)


def _has_front_matter(path: Path) -> bool:
    """Return whether a file starts as a transcript does, or can't be read."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            first = file.readline(1000)
    except OSError:
        return True
    return first.removeprefix(codecs.BOM_UTF8).rstrip() == b"---"


def _folders_with_markdown(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the folders in a folder that hold Markdown files, and how many."""
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return
    for path in inner:
        if not path.name.startswith(".") and (found := len(markdown_files(path))):
            yield path.name, found


def awaits_first(folder: Path) -> bool:
    """Return whether a folder can be read and has no transcript, nor folders with some."""
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    below = next(_folders_with_markdown(folder), None)
    return below is None and all(map(_is_readme, markdown_files(folder)))


def _fail_empty(folder: Path) -> NoReturn:
    """Raise a fault that says why there is nothing to read.

    Raises:
        TranscriptFaults: Always.
    """
    another = "or name another folder in ROSTRA_LIBRARY"
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        problem, fix = "there is no such folder", f"make it, {another}"
    except NotADirectoryError:
        problem, fix = "this is no folder", "name a folder in ROSTRA_LIBRARY"
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        problem, fix = f"the folder can't be read: {why}", "check its rights"
    else:
        problem = "there is no transcript file (*.md) in this folder"
        if below := [f"{n} in {name}/" for name, n in _folders_with_markdown(folder)]:
            problem += f", only {', '.join(below[:3])}"
        fix = f"put some into the folder itself, {another}"
    raise TranscriptFaults((Fault(file=str(folder), line=0, problem=problem, fix=fix),))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        TranscriptFaults: It can't be read, or is no transcript by its size or kind.
    """
    faults = FaultList(str(path))
    try:
        # Opening a pipe would wait for somebody to write to it.
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            faults.fail(
                1,
                "this is no regular file, but a pipe, a socket or a device",
                "take it out of the folder",
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        faults.fail(0, f"the file can't be read: {why}", "check its path and rights")
    if len(data) > MAX_FILE_BYTES:
        faults.fail(
            1,
            f"the file is larger than {MAX_FILE_BYTES // 1_000_000} MB",
            "check that it is a transcript; if it is, split it by events",
        )
    return data


def decode(data: bytes, *, file: str = "") -> str:
    """Return the text of a file, without the mark of its byte order.

    Raises:
        TranscriptFaults: It is not UTF-8; the fault names the file.
    """
    faults = FaultList(file)
    for bom, encoding in _FOREIGN_BOMS.items():
        if data.startswith(bom):
            faults.fail(1, f"the file is in {encoding}", "save it as UTF-8")
    if b"\0" in data:
        faults.fail(
            _line_at(data, data.index(b"\0")),
            "the file is binary, not text",
            "turn the document into a transcript with 'rostra import'",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.fail(
            _line_at(data, error.start),
            f"the byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )


def _line_at(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
