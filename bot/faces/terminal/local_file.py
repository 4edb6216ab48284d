"""Files that a person at a terminal names by their paths, or gets."""

import asyncio
import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from handlers.contract.reply import File, Paragraph, code, paragraph
from handlers.contract.request import Attachment, AttachmentError
from storage.database.sqlite.owner_only import FILE_MODE, FOLDER_MODE


def local_file(typed: str) -> Attachment:
    """Return the file at a path, as a person types or drops it into a terminal."""
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1]
    path = Path(bare)

    async def fetch(limit: int) -> bytes:
        return await asyncio.to_thread(_read, path, limit)

    return Attachment(name=path.name, size=None, fetch=fetch)


def _read(path: Path, limit: int) -> bytes:
    try:
        path = path.expanduser()
        # Opening a pipe would wait for somebody to write to it.
        if path.exists() and not path.is_file():
            raise AttachmentError(
                f"{path} is no file. Name one, or use `rostra import`."
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no path"
        raise AttachmentError(
            f"{path} can't be read ({why}). Check the path and try again."
        ) from error
    if len(data) > limit:
        raise AttachmentError(
            f"{path} is over {limit // 1_000_000} MB, the most that is taken here. "
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
