"""Works of one batch in one transaction, on the thread of their connection."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from storage.database.batches import End, Work
from storage.database.sqlite.connection import DirectConnection, run_synchronously


def run_in_one_transaction(
    begin: str, works: Sequence[Work[Any]], raw: sqlite3.Connection
) -> list[End]:
    """Run units of work in one transaction; return the result or the error of each.

    Raises:
        sqlite3.Error: None of them is kept.
    """
    connection = DirectConnection(raw)
    raw.execute(begin)
    try:
        try:
            ends: list[End] = [
                (run_synchronously(work(connection)), None) for work in works
            ]
        except Exception:
            # A full disk has undone the whole transaction already.
            if not raw.in_transaction:
                raise
            # Hardly any fails, and a savepoint for each would make two more waits for
            # the interpreter, which the event loop holds.
            raw.execute("ROLLBACK")
            raw.execute(begin)
            ends = [_run_apart(work, connection, raw) for work in works]
        raw.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")
        raise
    return ends


def _run_apart(
    work: Work[Any], connection: DirectConnection, raw: sqlite3.Connection
) -> End:
    """Run a unit of work that is undone alone if it fails."""
    raw.execute("SAVEPOINT work")
    try:
        end: End = run_synchronously(work(connection)), None
    except Exception as error:
        if not raw.in_transaction:
            raise
        raw.execute("ROLLBACK TO work")
        end = None, error
    raw.execute("RELEASE work")
    return end
