"""Files that a person at a terminal names by their paths."""

import asyncio
from pathlib import Path

from handlers.contract.request import Attachment, AttachmentError


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
