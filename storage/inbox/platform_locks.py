"""Locks on files, by which processes on one machine know who serves a platform."""

import fcntl
import logging
import os
from pathlib import Path

from storage.digests.share import ALL_CHATS, Shares

log = logging.getLogger(__name__)


class PlatformLocks:
    """The locks of this process, one a platform; a killed process loses its own."""

    def __init__(self, beginning: Path | None, shares: Shares) -> None:
        """Lock nothing yet.

        Args:
            beginning: Of the paths of the files; None where there is no other process.
            shares: The part of a platform's chats that this process serves.
        """
        self._beginning = beginning
        self._shares = shares
        self._locked: dict[str, int] = {}

    def acquire(self, platform: str) -> bool:
        """Return whether what is left of a platform is for this process to take up.

        That is so from then on, until the process ends in whichever way: the system
        takes a lock from a process that was killed.
        """
        if self._beginning is None or platform in self._locked:
            return True
        share = self._shares.get(platform, ALL_CHATS)
        path = _lock_path(self._beginning, platform, share.name)
        try:
            file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            log.warning("whether another process runs is not known: %s", error)
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return False
        self._locked[platform] = file
        return True

    def has_ended(self, platform: str, share: str = "") -> bool:
        """Return whether the process that served a platform is gone, in whichever way.

        Args:
            platform: Its name.
            share: The name of the share that it served; empty for all.
        """
        if self._beginning is None:
            return False
        try:
            file = os.open(
                _lock_path(self._beginning, platform, share), os.O_RDONLY | os.O_CLOEXEC
            )
        except OSError:  # it was never locked, or is another person's
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(file)
        return True

    def close(self) -> None:
        """Release all, so that another process may take up what is left."""
        for file in self._locked.values():
            os.close(file)
        self._locked.clear()


def _lock_path(beginning: Path, platform: str, share: str) -> Path:
    """Return the file whose lock a process holds that serves a share of a platform."""
    name = f"{beginning.name}.{platform}{share.replace('/', 'of')}.lock"
    return beginning.with_name(name)
