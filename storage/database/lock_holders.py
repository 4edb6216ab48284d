"""Who holds locks of a database, and how other processes know this one."""

import os
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

MAX_HOST_CHARS = 32
"""The server keeps 63 bytes of the name of a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockHolder:
    """The session that holds a lock.

    Attributes:
        process: The name of its process; empty where that is hidden or not known.
        address: From where it is connected; empty where that is hidden.
        since: When the session began, aware; None where that is hidden.
        heard: When it last asked for something, aware; None where that is hidden.
    """

    process: str
    address: str
    since: datetime | None
    heard: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LockReport:
    """Who holds what at one moment.

    Attributes:
        holders: By the name of a lock; those that are free are left out.
        known_since: Since when the server keeps locks: those of before are lost.
    """

    holders: Mapping[str, LockHolder] = field(default_factory=dict)
    known_since: datetime | None = None


def new_process_name() -> str:
    """Return a name for this process that no other one has: host, number, random part.

    It has letters, digits, ``.``, ``_`` and ``-``, as names of locks have.
    """
    host = re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:MAX_HOST_CHARS]
    return f"{host}.{os.getpid()}.{secrets.token_hex(4)}"


def describe_process(name: str) -> str:
    """Return the name of a process without its random part.

    >>> describe_process("db.example.4711.0a1b2c3d"), describe_process("0a1b2c3d")
    ('db.example 4711', '0a1b2c3d')
    """
    host, _, number = name.rpartition(".")[0].rpartition(".")
    return f"{host} {number}" if host else name
