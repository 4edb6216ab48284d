"""`rostra segment`: show whose words a document holds."""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.progress import err
from bot.rendering.sanitize import clean
from content.document import UnreadableDocumentError
from content.segment import MIN_CONFIDENCE, Segment, segment
from content.sources.files import read_file

EXIT_UNREADABLE = 2
"""The exit code where a document can't be read."""

out = Console(highlight=False)


def segment_file(path: Path, *, as_json: bool) -> int:
    """Print the segments of a document, as text or as JSON; return the exit code."""
    try:
        with err.status("Reading …"):
            segments = segment(read_file(path))
    except (OSError, UnreadableDocumentError) as error:
        err.print(describe_failure(str(path), error), markup=False, soft_wrap=True)
        return EXIT_UNREADABLE
    if as_json:
        # Written in ASCII, so that no terminal's encoding can break the output.
        json.dump([_as_dict(one) for one in segments], sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        for one in segments:
            out.print(_heading(one))
            out.print(Text(clean(one.text)), "")
    return 0


def describe_failure(name: str, error: Exception) -> str:
    """Return in one line what is wrong with a document and what to do next."""
    if isinstance(error, FileExistsError):
        return f"{name}: {error.filename} is there already; --force overwrites it."
    if isinstance(error, OSError):
        return f"{name}: {error.strerror or error}. Check the name and try again."
    return f"{name}: {error}"


def _as_dict(one: Segment) -> dict[str, object]:
    fields: dict[str, object] = {
        "speaker": one.speaker,
        "kind": one.kind.value,
        "text": one.text,
        "line": one.line,
        "label": one.under,
        "confidence": one.confidence,
        "doubtful": one.kind.attributed and one.confidence < MIN_CONFIDENCE,
        "reason": one.reason,
        "witnesses": {
            "for": _witnesses(one, favours=True),
            "against": _witnesses(one, favours=False),
        },
    }
    if one.read_by:
        fields["read_by"] = one.read_by
    return fields


def _witnesses(one: Segment, *, favours: bool) -> list[dict[str, object]]:
    """Return what speaks for or against an attribution, the weightiest first."""
    return [
        {"witness": each.witness, "says": each.says, "weight": each.weight}
        for each in sorted(one.testimonies, key=lambda each: -abs(each.weight))
        if (each.weight > 0) is favours
    ]


def _heading(one: Segment) -> Text:
    text = Text(f"{one.line}: ", style="dim")
    if one.kind.attributed and one.speaker:
        text.append(clean(one.speaker), style="bold")
        if one.read_by:
            text.append(f", read by {clean(one.read_by)}")
    else:
        text.append("nobody", style="dim")
    text.append(f" · {one.kind.value}", style="cyan")
    if one.kind.attributed and one.confidence < MIN_CONFIDENCE:
        text.append(f" · doubtful: {one.reason}", style="yellow")
    return text
