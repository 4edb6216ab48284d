"""What can go wrong with what is kept."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

DISK_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT}
"""Numbers of the operating system's errors where there is no room."""


class StorageError(Exception):
    """Say in one sentence why the storage can't serve, and what to do next."""


class ChangedMeanwhileError(StorageError):
    """Tell that the library was changed by somebody else between plan and swap."""


class DiskFullError(StorageError):
    """Tell that there is no room left to write to."""


def disk_full_error(outcome: str) -> DiskFullError:
    """Return the error that says so, after what came of it."""
    # Not in its __init__, which runs once more where it comes from another process.
    return DiskFullError(f"{outcome}: the disk is full. Make room and try again.")


@contextmanager
def translate_write_errors(what: str, *also: type[Exception]) -> Iterator[None]:
    """Translate what the operating system and numpy say of a failed write.

    Args:
        what: What is being written, to be named in the sentence.
        also: Errors of another library that writes.

    Raises:
        StorageError: It could not be written.
    """
    told_by: tuple[type[Exception], ...] = (OSError, *also)
    try:
        yield
    except told_by as error:
        outcome = f"{what[:1].upper()}{what[1:]} could not be written"
        # tantivy tells in words alone, and numpy that fewer bytes were written.
        told = str(error)
        short = isinstance(error, OSError) and "requested and" in told
        if (
            getattr(error, "errno", None) in DISK_FULL_ERRNOS
            or "No space left" in told
            or short
        ):
            raise disk_full_error(outcome) from error
        raise StorageError(f"{outcome} ({told}). Mend that and try again.") from error
