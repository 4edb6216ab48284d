"""Read a folder of transcript files, all of it or none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from content.model import Transcript
from content.transcript_file import Fault, TranscriptFaults, has_front_matter, read

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


def read_folder(
    folder: Path, progress: Progress | None = None
) -> tuple[Transcript, ...]:
    """Read every ``*.md`` of a folder, in the order of their names.

    A README that is no transcript is left out, and folders in it are not read; see
    `describe_ignored`.

    Raises:
        TranscriptFaults: One or more files have faults; it holds those of all files.
            Or there is nothing to read: its one fault is the folder's, of line 0.
    """
    paths = [path for path in _markdown(folder) if not _is_readme(path)]
    if not paths:
        _nothing_here(folder)
    transcripts: list[Transcript] = []
    faults: list[Fault] = []
    first: dict[str, Path] = {}
    for number, path in enumerate(paths, start=1):
        try:
            transcript = read(path)
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
            other = first.setdefault(transcript.slug, path)
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
    """Say in a sentence each what in a folder looks like a transcript but is not read."""
    return (
        *(
            f"{path.name} has no front matter: it is left aside."
            for path in _markdown(folder)
            if _is_readme(path)
        ),
        *(
            f"{name}/ is not read, though it holds {count} *.md: move its transcripts "
            f"into {folder.name}/ itself."
            for name, count in _below(folder)
        ),
    )


def _markdown(folder: Path) -> list[Path]:
    # Whatever is called so: a link that leads nowhere is a fault, not a removal.
    return sorted(folder.glob("*.md"))


def _is_readme(path: Path) -> bool:
    return path.stem.casefold() == "readme" and not has_front_matter(path)


def _below(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the folders in a folder that hold Markdown, and how much."""
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return
    for path in inner:
        if not path.name.startswith(".") and (found := len(_markdown(path))):
            yield path.name, found


def _nothing_here(folder: Path) -> NoReturn:
    """Say why there is nothing to read.

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
        if below := [f"{count} in {name}/" for name, count in _below(folder)]:
            problem += f", only {', '.join(below[:3])}"
        fix = f"put some into the folder itself, {another}"
    raise TranscriptFaults((Fault(file=str(folder), line=0, problem=problem, fix=fix),))
