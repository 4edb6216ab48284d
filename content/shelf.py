"""Read a folder of transcript files, all of it or none."""

from collections.abc import Callable
from pathlib import Path

from content.model import Transcript
from content.transcript_file import Fault, TranscriptFaults, read

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


def read_shelf(
    folder: Path, progress: Progress | None = None
) -> tuple[Transcript, ...]:
    """Read every ``*.md`` of a folder, in the order of their names.

    Raises:
        TranscriptFaults: One or more files have faults; it holds those of all files.
    """
    # Whatever is called so: a link that leads nowhere is a fault, not a removal.
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise TranscriptFaults(
            (
                Fault(
                    file=str(folder),
                    line=0,
                    problem="there is no transcript here",
                    mend="name a folder with *.md files in ROSTRA_LIBRARY",
                ),
            )
        )
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
                        mend="write what was said below the front matter, each turn "
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
                        mend="give one of the two another slug",
                    )
                )
        if progress:
            progress(number, len(paths))
    if faults:
        raise TranscriptFaults(tuple(faults))
    return tuple(transcripts)
