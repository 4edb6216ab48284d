"""`rostra segment`: show whose words a document holds."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.progress import err, reading
from bot.cli.stopping import stopping_at_once
from bot.rendering.sanitize import clean, one_line
from content.document import UnreadableDocumentError
from content.segment import Segment, segment
from content.sources import find_documents, is_single
from handlers.text.wording import FETCHES_NOTHING

EXIT_UNREADABLE = 2
"""The exit code where a document can't be read."""

# A path has one slash where a link has two.
_LINK = re.compile(r"(https?:)/+")

out = Console(highlight=False)


def segment_file(path: Path, *, as_json: bool) -> int:
    """Print the segments of documents, as text or as JSON; return the exit code.

    A feed, an export or a folder is read as `import` does; as JSON it is a list of
    documents, each with its name and its segments.
    """
    try:
        several = not is_single(path)
        documents = find_documents(path)
    except OSError as error:
        return _print_failure(str(path), error)
    code, document = 0, None
    shown: list[tuple[str, Sequence[Segment]]] = []
    for document in documents:
        try:
            with (
                stopping_at_once(lambda: "Stopped."),
                reading(document.name) as status,
            ):
                segments = segment(document.load(status.page), status.share)
        except (OSError, UnreadableDocumentError) as error:
            code = _print_failure(document.name if several else str(path), error)
            continue
        if as_json:
            shown.append((document.name, segments))
        else:
            _print(segments, name=document.name if several else "")
    if document is None:
        missing = UnreadableDocumentError("There is no document in this folder.")
        return _print_failure(str(path), missing)
    if as_json and (shown or not code):
        for piece in _json(shown, several=several):
            sys.stdout.write(piece)
    return code


def _json(
    documents: Iterable[tuple[str, Iterable[Segment]]], *, several: bool
) -> Iterator[str]:
    """Yield JSON piece by piece: all that it is made of would take gigabytes.

    It is written in ASCII, so that no terminal's encoding can break the output.
    """
    if not several:
        for _name, segments in documents:
            yield from _json_list(_json_segments(segments, depth=1), depth=0)
    else:
        yield from _json_list(_json_documents(documents), depth=0)
    yield "\n"


def _json_documents(
    documents: Iterable[tuple[str, Iterable[Segment]]],
) -> Iterator[Iterable[str]]:
    for name, segments in documents:
        head = f'{{\n  "document": {json.dumps(name)},\n  "segments": '
        listed = _json_list(_json_segments(segments, depth=3), depth=2)
        yield chain([head], listed, ["\n }"])


def _json_segments(
    segments: Iterable[Segment], *, depth: int
) -> Iterator[Iterable[str]]:
    for one in segments:
        yield (json.dumps(_as_dict(one), indent=1).replace("\n", "\n" + " " * depth),)


def _json_list(items: Iterable[Iterable[str]], *, depth: int) -> Iterator[str]:
    """Yield a list as `json.dump` writes it with an indentation of one."""
    before = "["
    for item in items:
        yield before + "\n" + " " * (depth + 1)
        yield from item
        before = ","
    yield "[]" if before == "[" else "\n" + " " * depth + "]"


def _print_failure(name: str, error: Exception) -> int:
    err.print(one_line(describe_failure(name, error)), markup=False, soft_wrap=True)
    return EXIT_UNREADABLE


def _print(segments: Iterable[Segment], *, name: str) -> None:
    if name:
        out.print(f"=== {one_line(name)}", "", markup=False, style="bold", sep="\n")
    for one in segments:
        out.print(_heading(one))
        out.print(Text(clean(one.text)), "")


def describe_failure(name: str, error: Exception) -> str:
    """Return in one line what is wrong with a document and what to do next."""
    if isinstance(error, FileExistsError):
        return (
            f"{name}: {error.filename} was made by others meanwhile. Nothing was "
            "written; import the document again."
        )
    if isinstance(error, FileNotFoundError) and _LINK.match(name):
        link = _LINK.sub(r"\1//", name, count=1)
        return f"{link}: {FETCHES_NOTHING}"
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
        "doubtful": one.doubtful,
        "reason": one.reason,
        "witnesses": {
            "for": _testimonies(one, favours=True),
            "against": _testimonies(one, favours=False),
        },
    }
    if one.read_by:
        fields["read_by"] = one.read_by
    return fields


def _testimonies(one: Segment, *, favours: bool) -> list[dict[str, object]]:
    """Return what speaks for or against an attribution, the weightiest first."""
    return [
        {"witness": each.witness, "says": each.says, "weight": each.weight}
        for each in sorted(one.testimonies, key=lambda each: -abs(each.weight))
        if (each.weight > 0) is favours
    ]


def _heading(one: Segment) -> Text:
    text = Text(f"{one.line}: ", style="dim")
    if one.kind.attributed and one.speaker:
        text.append(one_line(one.speaker), style="bold")
        if one.read_by:
            text.append(f", read by {one_line(one.read_by)}")
    else:
        text.append("nobody", style="dim")
    text.append(f" · {one.kind.value}", style="cyan")
    if one.doubtful:
        text.append(f" · doubtful: {one_line(one.reason)}", style="yellow")
    return text
