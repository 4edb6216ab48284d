"""One database, whichever engine it has: short works, long transactions, locks.

`storage.database.opening` opens one. Its engine's folder alone knows the dialect, the error
classes and how the version of the schema is kept; the SQL elsewhere runs on every engine.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import TypeVar

from storage.database.address import Address
from storage.database.batches import Work
from storage.database.connection import Connection
from storage.database.lock_holders import LockReport

T = TypeVar("T")

CHECKPOINT_TRIES = 100
"""How often a checkpoint is tried; no reader hinders one for as long as all take."""

OnNotice = Callable[[str], None]
"""Called with the words of a notice, in the event loop; must not block."""


class Lock(ABC):
    """A lock that a process holds until it releases it or is gone.

    Whoever holds one may be gone without knowing it, so what it guards is right even if
    two believe for a few seconds that they hold it.
    """

    @property
    @abstractmethod
    def is_held(self) -> bool:
        """Return whether it is held, as far as is known."""

    @abstractmethod
    async def wait_lost(self) -> None:
        """Return once the lock is not held any more: the server or the way to it is gone."""

    @abstractmethod
    async def release(self) -> None:
        """Release it; harmless if it is lost."""


class LockSet(ABC):
    """Many locks that a process holds in one session: all are lost together."""

    @property
    @abstractmethod
    def is_held(self) -> bool:
        """Return whether the session goes on, as far as is known."""

    @abstractmethod
    async def wait_lost(self) -> None:
        """Return once the session has ended, and with it every lock."""

    @abstractmethod
    async def try_lock(self, names: Collection[str]) -> frozenset[str]:
        """Take those locks that no other session holds; return those that are held now.

        Raises:
            StorageError: The session has ended.
        """

    @abstractmethod
    async def unlock(self, names: Collection[str]) -> None:
        """Release locks; those that are not held are passed over.

        Raises:
            StorageError: The session has ended.
        """

    @abstractmethod
    async def close(self) -> None:
        """Release all locks, and end the session."""


class Database(ABC):
    """The connections to one database.

    Attributes:
        address: By which another process can open the same one.
        is_on_server: Whether processes on several machines may use it, each with files of
            its own, and notices reach them all.
        keeps_nul: Whether text may hold the character NUL; U+FFFD replaces it if not.
        process: How other processes on a server know this one; empty for a file.
    """

    address: Address
    is_on_server: bool = False
    keeps_nul: bool = True
    process: str = ""

    @abstractmethod
    def now(self) -> datetime:
        """Return the present time, aware: the server's, where there is one."""

    @abstractmethod
    async def ask_clock(self) -> timedelta:
        """Ask the server for its time; return how far this machine's is ahead of it.

        Raises:
            StorageError: The server can't be reached.
        """

    @abstractmethod
    async def close(self) -> None:
        """Finish what is under way and close every connection."""

    @abstractmethod
    async def write(self, work: Work[T], *, scope: str = "") -> T:
        """Run a short unit of work that writes, all of it or nothing.

        No other work changes meanwhile what it reads, in whichever process, as long as
        each that touches the same rows has the same scope, or none. The work may be run
        several times, and only its last run counts.

        Args:
            work: What is to be done.
            scope: What the work reads and writes lies in, such as a chat's key; empty for
                anything. Works of different scopes need not wait for each other.

        Raises:
            StorageError: Nothing was saved, and why.
        """

    @abstractmethod
    async def read(self, work: Work[T]) -> T:
        """Run a short unit of work that sees one state of the data.

        Raises:
            StorageError: The database can't be read.
        """

    @abstractmethod
    async def sync(self) -> None:
        """Flush what was written so far to the disk, so that it outlives a loss of power.

        Raises:
            StorageError: The disk does not do it.
        """

    @abstractmethod
    async def checkpoint(self, tries: int = CHECKPOINT_TRIES) -> None:
        """Move the engine's log of writes into the database, so that no later write has to.

        Args:
            tries: How often to try while readers still need some of the log.

        Raises:
            StorageError: The file can't be written.
        """

    @abstractmethod
    def transaction(
        self, *, temporary: bool = False
    ) -> AbstractAsyncContextManager[Connection]:
        """Yield the writer for one long transaction, committed as a whole or not at all.

        It is always the same connection, so that its temporary tables last.

        Args:
            temporary: Whether only temporary tables are written: then others may write
                meanwhile.

        Raises:
            StorageError: Nothing was saved, and why.
        """

    @abstractmethod
    def snapshot(self) -> AbstractAsyncContextManager[Connection]:
        """Yield a reader that sees one state of the data, whatever is written meanwhile.

        Raises:
            StorageError: The database can't be read.
        """

    @abstractmethod
    async def try_lock(
        self, name: str, *, ends_in_silence: bool = False
    ) -> Lock | None:
        """Return a lock of the whole database, or None while another process holds it.

        On one machine, the system takes it from a process that dies; a server does so
        seconds after it has lost sight of the process.

        Args:
            name: Of what it guards; letters, digits, ``.``, ``_`` and ``-``.
            ends_in_silence: Whether a server takes it also from a process that hangs, or
                was stopped, and may go on later.

        Raises:
            StorageError: The database can't be reached.
        """

    async def report_locks(self, names: Collection[str]) -> LockReport:  # noqa: ARG002 - an engine that can tell does
        """Return who holds locks that `try_lock` and `open_locks` take; nobody on SQLite.

        Raises:
            StorageError: The database can't be reached.
        """
        return LockReport()

    @abstractmethod
    async def open_locks(self) -> LockSet:
        """Return a new session for many locks; the names are those of `try_lock`.

        Raises:
            StorageError: The database can't be reached.
        """

    @abstractmethod
    async def notify(self, channel: str, payload: str = "") -> None:
        """Notify all listeners, in whichever process: on SQLite, in this one alone.

        Args:
            channel: A name of lowercase letters, digits and ``_``.
            payload: At most 8,000 bytes.

        Raises:
            StorageError: The database can't be reached.
        """

    @abstractmethod
    def listen(
        self, channel: str, callback: OnNotice
    ) -> AbstractAsyncContextManager[None]:
        """Call back with the payload of each notice of a channel, as long as this is open.

        A lost connection is made anew. What was said meanwhile is lost, so the callback
        gets an empty payload each time the connection has been made: look for yourself.
        """
