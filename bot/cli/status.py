"""`rostra status`: one screen about a bot that runs in another process."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.faces.port import MAX_SILENCE
from bot.operations.duty_names import describe_duties
from bot.rendering.sanitize import one_line
from bot.settings import Settings
from handlers.text.search_state import search_state
from storage.chats.exclusions import OfferedCounts
from storage.database.errors import StorageError
from storage.database.lock_holders import describe_process
from storage.digests.delivery import State
from storage.digests.health import HealthReport
from storage.loading.replica_list import Replica, ReplicaReport
from storage.store import Store, open_store

READY, NOT_READY = 0, 1
"""Exit codes."""


async def status(settings: Settings, console: Console) -> int:
    """Print how the bot is doing; return 0 where every platform has just answered.

    Nothing is written: a bot of another version may be running on the database.

    Raises:
        StorageError: There is no database, it can't be read, or is of another version.
    """
    async with _open_existing(settings) as store:
        now = store.now()
        health = await store.health.report(now)
        replicas = await _replicas(store, settings, health, now)
        gone = _gone(health, store, replicas)
        coverage = await store.embedding.coverage()
        offered = await store.exclusions.offered_counts()
    table = status_table(health, now, gone=gone)
    ready = not gone and is_ready(health, now)
    for label, value in _offered_rows(offered):
        table.add_row(label, value)
    table.add_row("search", search_state(coverage, running=ready))
    console.print(table)
    if replicas.replicas:
        console.print()
        console.print(_replica_table(replicas, now))
    return READY if ready else NOT_READY


def _offered_rows(counts: OfferedCounts) -> Iterator[tuple[str, str]]:
    """Yield how much of the library is offered, and why the rest is not."""
    yield "excerpts", f"{counts.offered:,} of {counts.counted:,} offered"
    kept_back = counts.counted - counts.fit
    yield "  kept back", f"{kept_back:,} by the bar, their file, or as copies"
    yield "  withdrawn", f"{counts.withdrawn:,} by administrators, for all chats"


def _open_existing(settings: Settings) -> AbstractAsyncContextManager[Store]:
    """Open the database for reading; raise where its file is not there."""
    database = settings.database
    if isinstance(database, Path) and not database.exists():
        raise StorageError(
            f"There is no database {database} yet: `rostra run` makes it."
        )
    return open_store(database, read_only=True, cache=settings.cache)


async def check(settings: Settings, console: Console) -> int:
    """Print in one line whether the bot is ready, and return 0 where it is.

    Only platforms count whose tokens are set here; all, where none is.

    Raises:
        StorageError: There is no database, it can't be read, or is of another version.
    """
    async with _open_existing(settings) as store:
        now = store.now()
        health = await store.health.report(now)
        replicas = await _replicas(store, settings, health, now)
        gone = _gone(health, store, replicas)
    served = settings.platforms
    faults = [
        fault
        for platform, fault in _faults(health, now, gone)
        if not served or platform.split()[0] in served
    ]
    heard = {name.split()[0] for name in health.heartbeats} | {
        name.split()[0] for name in health.failures
    }
    faults += [f"{name} was never heard" for name in sorted(served - heard)]
    if not heard and not served:
        faults.append("no platform was served yet")
    line = f"not ready: {'; '.join(faults)}" if faults else "ready"
    console.print(one_line(line), markup=False, soft_wrap=True)
    return NOT_READY if faults else READY


async def _replicas(
    store: Store, settings: Settings, health: HealthReport, now: datetime
) -> ReplicaReport:
    """Return the processes that share the database, where that is on a server."""
    names = (name.partition(" ") for name in health.heartbeats)
    shares = sorted(share for platform, _, share in names if platform == "discord")
    return await store.replicas.report(describe_duties(settings, shares), now)


def _gone(
    health: HealthReport, store: Store, replicas: ReplicaReport
) -> frozenset[str]:
    """Return the platforms, each with its share, whose process has ended.

    Of several processes, another one goes on: it has ended when no one is left.
    """
    if replicas.have_ended:
        return frozenset(health.heartbeats)
    served = (name.partition(" ") for name in health.heartbeats)
    return frozenset(
        f"{platform}{blank}{share}"
        for platform, blank, share in served
        if store.inbox.locks.has_ended(platform, share)
    )


def _faults(
    health: HealthReport, now: datetime, gone: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Yield, by platform, why it is not served as it should be."""
    for name, at in sorted(health.heartbeats.items()):
        if name in gone:
            yield name, f"{name} has ended, last heard {_duration(abs(now - at))} ago"
        elif not _answers(at, now):
            yield name, f"{name} silent for {_duration(abs(now - at))}"
    for name, failure in sorted(health.failures.items()):
        yield name, f"{name} failed: {failure.reason}"
    for name, share in sorted(health.unserved.items()):
        yield name, f"{name} {share} not served"


def is_ready(health: HealthReport, now: datetime) -> bool:
    """Return whether each platform that was ever served has just answered."""
    answers = [_answers(at, now) for at in health.heartbeats.values()]
    return (
        bool(answers) and all(answers) and not health.failures and not health.unserved
    )


def status_table(
    health: HealthReport, now: datetime, *, gone: AbstractSet[str] = frozenset()
) -> Table:
    """Return one row a platform and figure.

    Args:
        health: What to show.
        now: The present moment, aware.
        gone: The platforms, each with its share, whose process has ended.
    """
    table = Table(show_header=False, box=None, pad_edge=False)
    if not health.heartbeats:
        table.add_row("platform", "none was served yet")
    for name, at in sorted(health.heartbeats.items()):
        state = "answers" if _answers(at, now) else "silent"
        state = "ended" if name in gone else state
        passed = (
            f"{_duration(now - at)} ago"
            if at <= now
            else f"{_duration(at - now)} ahead"
        )
        table.add_row(name, f"{state}, last heard {passed}")
    for name, share in sorted(health.unserved.items()):
        table.add_row(f"{name} {share}", "no process has served these shards yet")
    for name, failure in sorted(health.failures.items()):
        again = "it is not tried again"
        if failure.next_try:
            again = f"next try in {_duration(max(failure.next_try - now, timedelta()))}"
        since = f"failed {_duration(now - failure.since)} ago"
        table.add_row(name, escape(one_line(f"{since}, {again}: {failure.reason}")))
    table.add_row("chats", f"{health.chats:,} ({health.closed:,} closed to us)")
    table.add_row(
        "digests",
        f"{health.subscribed:,} on, {health.due_within_a_day:,} due within a day",
    )
    for state in State:
        table.add_row(f"  {state}", f"{health.deliveries.get(state, 0):,}")
    table.add_row("lag", _duration(health.lag))
    return table


def _replica_table(report: ReplicaReport, now: datetime) -> Table:
    """Return a row for each process, one that has ended among them.

    Args:
        report: Whom to show.
        now: The present moment, aware.
    """
    table = Table(box=None, pad_edge=False)
    for title in ("process", "at", "for", "heard", "library", "does alone"):
        table.add_column(title, overflow="fold")
    for replica in report.replicas:
        table.add_row(*map(escape, _replica_cells(replica, now)))
    return table


def _replica_cells(replica: Replica, now: datetime) -> tuple[str, ...]:
    name, serving = describe_process(replica.name), str(replica.serving or "none")
    session = replica.session
    if session is None:
        return name, "", "", "", serving, "has ended, or has lost the server"
    return (
        name,
        session.address or "?",
        _duration(now - session.since) if session.since else "?",
        f"{_duration(now - session.heard)} ago" if session.heard else "?",
        serving,
        ", ".join(replica.duties) or "nothing",
    )


def _answers(at: datetime, now: datetime) -> bool:
    # After the clock was put back, a heartbeat may be in the future.
    return abs(now - at) <= MAX_SILENCE


def _duration(time: timedelta) -> str:
    """Return a time in seconds, minutes or hours.

    >>> _duration(timedelta(seconds=119)), _duration(timedelta(hours=1.9))
    ('119 s', '114 min')
    """
    seconds = max(int(time.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
