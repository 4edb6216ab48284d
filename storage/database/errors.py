"""Errors of the storage, each with a sentence for people."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

DISK_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT}
"""Error numbers of the operating system that mean a full disk."""


class StorageError(Exception):
    """Why the storage can't serve and what to do next, in one sentence."""


class ChangedMeanwhileError(StorageError):
    """The library was changed by another process after it had been planned to change."""


class ServerLostError(StorageError):
    """The server was lost on the way: the same may succeed when it is back."""


class DiskFullError(StorageError):
    """The disk is full."""


def disk_full_error(outcome: str) -> DiskFullError:
    """Return the error for a full disk, with its outcome."""
    # Not in its __init__, which runs once more where it comes from another process.
    return DiskFullError(f"{outcome}: the disk is full. Make room and try again.")


@contextmanager
def translate_write_errors(what: str, *also: type[Exception]) -> Iterator[None]:
    """Translate errors of the operating system, numpy and others that fail to write.

    Args:
        what: What is being written, for the sentence.
        also: Error classes of another library that writes.

    Raises:
        StorageError: It could not be written.
    """
    translated: tuple[type[Exception], ...] = (OSError, *also)
    try:
        yield
    except translated as error:
        outcome = f"{what[:1].upper()}{what[1:]} could not be written"
        # tantivy has only words for it, and numpy says that fewer bytes were written.
        reason = str(error)
        short = isinstance(error, OSError) and "requested and" in reason
        if (
            getattr(error, "errno", None) in DISK_FULL_ERRNOS
            or "No space left" in reason
            or short
        ):
            raise disk_full_error(outcome) from error
        raise StorageError(f"{outcome} ({reason}). Mend that and try again.") from error
