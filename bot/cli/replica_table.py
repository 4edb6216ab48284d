"""The processes that share a database, as `rostra status` shows them."""

from datetime import datetime

from rich.markup import escape
from rich.table import Table

from bot.cli.durations import duration
from storage.database.lock_holders import describe_process
from storage.loading.replica_list import Replica, ReplicaReport


def replica_table(report: ReplicaReport, now: datetime) -> Table:
    """Return a row for each process, one that has ended among them.

    Args:
        report: Whom to show.
        now: The present moment, aware.
    """
    table = Table(box=None, pad_edge=False)
    for title in ("process", "at", "for", "heard", "library", "does alone"):
        table.add_column(title, overflow="fold")
    for replica in report.replicas:
        table.add_row(*map(escape, _cells(replica, now)))
    return table


def _cells(replica: Replica, now: datetime) -> tuple[str, ...]:
    name, serving = describe_process(replica.name), str(replica.serving or "none")
    session = replica.session
    if session is None:
        return name, "", "", "", serving, "has ended, or has lost the server"
    return (
        name,
        session.address or "?",
        duration(now - session.since) if session.since else "?",
        f"{duration(now - session.heard)} ago" if session.heard else "?",
        serving,
        ", ".join(replica.duties) or "nothing",
    )
