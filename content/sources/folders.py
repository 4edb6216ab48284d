"""The files of a folder and of all folders in it; no link is followed out of it."""

import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from content.document import UnreadableDocumentError
from content.sources import substack
from content.sources.files import COMMENT_FILE_SUFFIXES, SUFFIXES
from content.transcript_file.files import record_path

MAX_DEPTH = 100
"""Folders in folders; what lies deeper is named, and not read."""

# Hidden files, and those that Word keeps beside a document while it is open.
_NOT_SHOWN = (".", "~$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file in a folder, or an unpacked Substack export.

    Attributes:
        path: The file, or the export's folder.
        beside: All files that are read from its folder, itself among them, in order;
            none for an export.
        error: Why it is not read; None if it may be.
        is_other_kind: Whether it is a file of a kind that is not read in a folder.
    """

    path: Path
    beside: tuple[Path, ...] = ()
    error: UnreadableDocumentError | OSError | None = None
    is_other_kind: bool = False


def walk(root: Path) -> Iterator[Entry]:
    """Yield what is in a folder and in all below it, in the order of the names.

    Hidden files are passed over, and so are links to folders, and transcript files
    that an import wrote. Files of unknown kinds are yielded as such, and what can't be
    read with the reason.
    """
    waiting: list[Entry | tuple[Path, int]] = [(root, 0)]
    inside = root.resolve()
    while waiting:
        found = waiting.pop()
        if isinstance(found, Entry):
            yield found
            continue
        folder, depth = found
        try:
            members = list(_members(folder, depth, inside))
        except OSError as error:
            members = [Entry(path=folder, error=error)]
        waiting += reversed(members)


def refuse_link(path: Path, inside: Path) -> UnreadableDocumentError | OSError | None:
    """Return why a path is not read if it is a link that leads out of a folder."""
    try:
        if not path.is_symlink() or path.resolve().is_relative_to(inside):
            return None
    except RuntimeError:  # links in a ring
        return OSError("it is a link to itself")
    except OSError as error:
        return error
    return UnreadableDocumentError(
        "It is a link out of the folder, and such links are not followed. "
        "Import what it leads to by its own name."
    )


def _members(
    folder: Path, depth: int, inside: Path
) -> Iterator[Entry | tuple[Path, int]]:
    """Yield a folder's files, and the folders in it with their depth.

    Raises:
        OSError: It can't be read.
    """
    if depth > MAX_DEPTH:
        error = UnreadableDocumentError(
            f"It lies more than {MAX_DEPTH} folders deep, and is not read. "
            "Move it further up, and import it from there."
        )
        yield Entry(path=folder, error=error)
        return
    if substack.is_export(folder):
        parts = (folder / "posts.csv", folder / "posts")
        refused = (refuse_link(part, inside) for part in parts)
        why = next((each for each in refused if each is not None), None)
        yield Entry(path=folder, error=why)
        return
    with os.scandir(folder) as entries:
        found = list(entries)
    names = {each.name for each in found}
    shown = [
        each
        for each in found
        if not each.name.startswith(_NOT_SHOWN) and not _was_imported(each.name, names)
    ]
    shown.sort(key=lambda each: (each.name.casefold(), each.name))
    files = {each.name: folder / each.name for each in shown if _is_read(each)}
    errors = {path: refuse_link(path, inside) for path in files.values()}
    beside = tuple(path for path, error in errors.items() if error is None)
    stems = {path.stem for path in beside}
    for each in shown:
        if path := files.get(each.name):
            yield Entry(path=path, beside=beside, error=errors[path])
        elif each.is_dir(follow_symlinks=False):
            # A browser saves a page's frames in a folder that has the page's name.
            page = each.name.removesuffix("_files")
            if page == each.name or page not in stems:
                yield folder / each.name, depth + 1
        elif each.is_file() and not each.name.lower().endswith(COMMENT_FILE_SUFFIXES):
            yield Entry(path=folder / each.name, is_other_kind=True)


def _was_imported(name: str, names: Container[str]) -> bool:
    """Return whether a file is a transcript that an import wrote, among those of a folder."""
    is_markdown = name.lower().endswith(".md")
    return is_markdown and record_path(Path(name)).name in names


def _is_read(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file of a kind that is read."""
    name = entry.name
    if PurePath(name).suffix.lower() not in SUFFIXES:
        return False
    if name.lower().endswith(COMMENT_FILE_SUFFIXES):
        return False
    try:
        return entry.is_file()
    except OSError:
        return True  # who reads it says why it can't be read
