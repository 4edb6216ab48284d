"""The text of a transcript file, parsed: front matter, turns, comments."""

import dataclasses
from collections.abc import Callable, Sequence

from content.model import Transcript
from content.transcript_file.comments import read_comments
from content.transcript_file.faults import FaultList
from content.transcript_file.front_matter import read_front_matter
from content.transcript_file.text import FORBIDDEN_CHARACTERS, Line, number_lines
from content.transcript_file.tokenizer import COMMENTS_HEADING
from content.transcript_file.turns import Place, read_turns

_RULE = "---"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A transcript, and the lines of its file on which the parts stand.

    Attributes:
        places: Where each of the transcript's turns stands.
        header: The front matter, without its `---` lines.
        body_end: The first line after the turns: of the comments, or after the last.
    """

    transcript: Transcript
    places: Sequence[Place]
    header: Sequence[Line]
    body_end: int


def parse(text: str, *, file: str = "") -> Transcript:
    """Parse the text of a transcript file.

    Args:
        text: The whole file; a byte order mark and CRLF line ends are fine.
        file: Its name, for the faults.

    Raises:
        TranscriptFaults: With every fault of the file.
    """
    return parse_layout(text, file=file).transcript


def parse_layout(text: str, *, file: str = "") -> Layout:
    """Parse the text of a transcript file, and say which lines hold what.

    Args:
        text: The whole file; a byte order mark and CRLF line ends are fine.
        file: Its name, for the faults.

    Raises:
        TranscriptFaults: With every fault of the file.
    """
    faults = FaultList(file)
    lines = number_lines(text)
    if not any(line.text.strip() for line in lines):
        faults.fail(1, "the file is empty", "write a transcript, or delete the file")
    _check_characters(lines, faults)
    header, body = _split_front_matter(lines, faults)
    transcript, names = read_front_matter(header, faults)
    at = next(
        (i for i, line in enumerate(body) if line.text.strip() == COMMENTS_HEADING),
        len(body),
    )
    turns, places = read_turns(body[:at], names, faults)
    comments = read_comments(body[at + 1 :], faults)
    faults.raise_any()
    return Layout(
        transcript=dataclasses.replace(transcript, turns=turns, comments=comments),
        places=places,
        header=header or (),
        body_end=body[at].number if at < len(body) else lines[-1].number + 1,
    )


def _check_characters(lines: Sequence[Line], faults: FaultList) -> None:
    for number, line in lines:
        if found := FORBIDDEN_CHARACTERS.search(line):
            faults.add(
                number,
                f"there is a control character, U+{ord(found[0]):04X}",
                "delete it",
            )


def _split_front_matter(
    lines: Sequence[Line], faults: FaultList
) -> tuple[Sequence[Line] | None, Sequence[Line]]:
    if lines[0].text.rstrip() != _RULE:
        faults.add(
            lines[0].number,
            "the file does not start with front matter",
            "turn the document into a transcript with 'rostra import', or write --- as "
            "the first line, then slug, title and speakers, then ---",
        )
        return None, lines
    closed = _find(lines, lambda text: text == _RULE)
    if closed is not None:
        return lines[1:closed], lines[closed + 1 :]
    faults.add(
        lines[0].number,
        "the front matter is never closed",
        "write --- on a line of its own after the last speaker",
    )
    body = _find(lines, lambda text: text.startswith((":::", "## ", COMMENTS_HEADING)))
    return lines[1:body], lines[body:] if body else ()


def _find(lines: Sequence[Line], matches: Callable[[str], bool]) -> int | None:
    """Return the index of the first matching line after the first line of all."""
    return next(
        (i for i, line in enumerate(lines) if i and matches(line.text.rstrip())), None
    )
