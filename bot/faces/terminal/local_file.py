"""Files that a person at a terminal names by their paths, or gets."""

import asyncio
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handlers.contract.reply import File, Paragraph, code, paragraph
from handlers.contract.request import Attachment, AttachmentError
from handlers.text.wording import FETCHES_NOTHING, shorten_name
from storage.database.sqlite.owner_only import FILE_MODE, FOLDER_MODE

_LINK = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_FILE_LINK = "file://"

_MAX_PATH_CHARS = 300
"""Characters that are shown of a path that is not read."""


def local_file(typed: str) -> Attachment:
    """Return the file at a path, as a person types or drops it into a terminal.

    Whether there is such a file is asked of the disk, where quotes or backslashes may
    belong to its name; call it in a thread.
    """
    link = _LINK.match(typed.strip())
    path = Path(typed.strip()) if link else _path(typed.strip())

    async def fetch(limit: int) -> bytes:
        if link:
            raise AttachmentError(FETCHES_NOTHING)
        return await asyncio.to_thread(_read, path, limit)

    return Attachment(name=path.name, size=None, fetch=fetch)


def _path(typed: str) -> Path:
    """Return the first spelling of a path under which there is something."""
    spelled = [Path(each) for each in _spellings(typed)]
    for path in spelled:
        with suppress(OSError, RuntimeError, ValueError):
            if path.expanduser().exists():
                return path
    return spelled[-1]


def _spellings(typed: str) -> Iterator[str]:
    r"""Yield what a typed path may mean: terminals quote what is dropped for a shell.

    >>> list(_spellings(r"the\ talk.txt"))
    ['the\\ talk.txt', 'the talk.txt']
    """
    if typed.lower().startswith(_FILE_LINK):
        with suppress(ValueError):  # "file://[" is no link
            yield unquote(urlsplit(typed).path)
            return
    yield typed
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'":
        yield typed[1:-1]
    with suppress(ValueError):
        words = shlex.split(typed)
        if words != [typed] and len(words) == 1:
            yield words[0]


def _read(path: Path, limit: int) -> bytes:
    shown = shorten_name(str(path), _MAX_PATH_CHARS)
    try:
        path = path.expanduser()
        # Opening a pipe would wait for somebody to write to it.
        if path.exists() and not path.is_file():
            raise AttachmentError(
                f"{shown} is no file. Name one, or use `rostra import`."
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no path"
        raise AttachmentError(
            f"{shown} can't be read ({why}). Check the path and try again."
        ) from error
    if len(data) > limit:
        raise AttachmentError(
            f"{shown} is over {limit // 1_000_000} MB, the most that is taken here. "
            "`rostra import` takes more."
        )
    return data


def stored_file(file: File, folder: Path | None) -> Paragraph:
    """Write a file for its owner alone and return where it is, or what to do instead.

    Args:
        file: What was asked for.
        folder: Where it goes, made if missing; None to return what is in it.
    """
    if folder is None:
        return paragraph(file.data.decode("utf-8", "replace"))
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path = _write_new(folder.absolute() / file.name, file.data)
    except OSError as error:
        return paragraph(
            f"{file.name} can't be written to {folder} ({error.strerror}). See that "
            "there is room, and that you may write there; then ask again."
        )
    return paragraph("It is in ", code(str(path)))


def _write_new(path: Path, data: bytes) -> Path:
    """Write a file under its name, or the name with the first number that is free."""
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        with suppress(FileExistsError):
            opened = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            with open(opened, "wb") as file:  # noqa: PTH123 - it is open already
                file.write(data)
            return free
    raise AssertionError  # numbers do not end
