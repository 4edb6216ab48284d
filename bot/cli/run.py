"""`rostra run`: open the library, then serve each platform whose token is set."""

import asyncio
import gc
import logging
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import App, Observe, ignore_answer
from bot.cli.progress import err, print_wrapped, progress_bar, report_error
from bot.faces.port import Face
from bot.faces.terminal import face as terminal
from bot.operations.clock_watch import watch_clock
from bot.operations.duty_names import (
    HOUSEKEEPING,
    digests_duty,
    gateway_duty,
    polls_duty,
)
from bot.operations.housekeeping import run_housekeeping
from bot.operations.process_health import ProcessHealth
from bot.operations.systemd import Notifier
from bot.rendering.sanitize import one_line
from bot.settings import Settings
from content.model import Transcript
from content.transcript_file import (
    Fault,
    TranscriptFaults,
    awaits_first,
    describe_ignored,
    read_folder,
)
from handlers.text.wording import EMPTY_LIBRARY
from storage.database.address import Address, files_of, place_beside
from storage.digests.share import Shares
from storage.store import Store, open_store

if TYPE_CHECKING:  # a terminal needs none
    from bot.supervisor import Exclusions

NEW_OBJECTS_BEFORE_COLLECTION = 20_000
"""New objects after which the garbage collector runs.

An answer under way holds some 100 and leaves nothing for the collector when done. With
Python's own limit of 700 the collector looked at the same ones again and again.
"""

EXIT_NOTHING_TO_SERVE = 1

log = logging.getLogger(__name__)


async def serve(settings: Settings) -> int:
    """Serve until stopped and return the exit code.

    It is 1 where there is nothing to serve: no library was loaded, and none can be.

    Raises:
        StorageError: The database can't be used.
        SetupRefusedError: No platform accepts its token, or how its bot is set up.
    """
    notifier = Notifier.from_environment(os.environ, os.getpid())
    if sentence := describe_new_database(settings.database):
        log.info("%s", sentence)
        # There, the screen belongs to answers: only a person who looks is told.
        if not settings.platforms and err.is_terminal and settings.log_format != "json":
            print_wrapped(err, sentence, style="dim")
    async with open_store(
        settings.database, shares=_shares(settings), cache=settings.cache
    ) as store:
        health = ProcessHealth(store, settings.platforms)
        async with _observing(store, settings, health) as observe:
            if not await _prepare(store, settings, notifier):
                return EXIT_NOTHING_TO_SERVE
            return await _serve(store, settings, notifier, health, observe)


async def _prepare(store: Store, settings: Settings, notifier: Notifier) -> bool:
    """Load the library and its index; return whether there is one to serve."""
    async with notifier.starting():
        with progress_bar(lines=settings.log_format != "json") as notice:
            if not await _update_library(store, settings):
                return False
            await store.library.warm_up(
                lambda done, total: notice("Building the index", done, total)
            )
    return True


async def _serve(
    store: Store,
    settings: Settings,
    notifier: Notifier,
    health: ProcessHealth,
    observe: Observe,
) -> int:
    """Serve the platforms, or the terminal, until stopped; return the exit code."""
    async with (
        store.follower.following(),
        _background(_embed(store), "search goes by words alone from now on"),
        _background(_run_housekeeping(store), "what is old is kept from now on"),
        _background(watch_clock(store), "the server's clock is not asked any more"),
    ):
        app = App(
            store,
            settings.library,
            comments_an_hour=settings.comments_an_hour,
            now=store.now,
            observe=observe,
            on_heard=health.note_heard,
            on_asked=health.note_asked,
        )
        faces = _faces(app, settings, store)
        if not faces:
            health.serve(tuple)
            # The person at the terminal sees failures, and sends signals with keys.
            history = files_of(settings.database).with_name("history")
            files = place_beside(settings.database, "files")
            return await terminal.serve(
                app, history=history, files=files, now=store.now
            )
        # Imported only here, so that answers at a terminal need not wait for them.
        from bot.digests.sender import GRACE, DigestSender  # noqa: PLC0415
        from bot.supervisor import Supervisor  # noqa: PLC0415

        def stopping() -> None:
            health.stop()
            notifier.stopping()

        tune_garbage_collector()
        supervisor = Supervisor(
            faces,
            make_digests=lambda platform, outbox: DigestSender(
                store=store,
                platform=platform,
                outbox=outbox,
                ambiguous=settings.ambiguous,
                grace=GRACE if store.duties.are_shared else timedelta(),
                now=store.now,
            ),
            exclusions=_exclusions(store, settings),
            failures=store.health,
            on_stop=stopping,
            now=store.now,
        )
        health.serve(supervisor.open_platforms, supervisor.standby_platforms)
        async with notifier.serving(f"serving {', '.join(faces)}"):
            await supervisor.run()
        return 0


@asynccontextmanager
async def _observing(
    store: Store, settings: Settings, health: ProcessHealth
) -> AsyncIterator[Observe]:
    """Serve health and metrics where settings say so; yield what counts answers."""
    # It takes its time to import, and few ask for it.
    async with AsyncExitStack() as servers:
        if settings.health_listen is not None:
            from bot.operations.health_pages import serve_health  # noqa: PLC0415

            where = await servers.enter_async_context(
                serve_health(health, settings.health_listen)
            )
            log.info("/healthz and /readyz are at %s", where)
        if settings.metrics_address is None:
            yield ignore_answer
            return
        from bot.operations.metrics import Metrics, serve_metrics  # noqa: PLC0415

        metrics = Metrics(store.health, store.now)
        where = await servers.enter_async_context(
            serve_metrics(metrics, settings.metrics_address, health)
        )
        log.info("/metrics is at %s", where)
        yield metrics.observe


def describe_new_database(database: Address) -> str:
    """Return a sentence where a file is about to be made; empty for one that is there.

    A slip in the setting starts a bot whose chats and comments are gone.
    """
    if not isinstance(database, Path) or database.exists():
        return ""
    return (
        f"There is no database {one_line(str(database))} yet: a new one is made. "
        "ROSTRA_DATABASE names another."
    )


def _shares(settings: Settings) -> Shares:
    """Return the share that this process has of a platform, where it does not have all."""
    share = settings.discord_shards
    return {"discord": share} if share else {}


def _exclusions(store: Store, settings: Settings) -> "Exclusions | None":
    """Return what only one of the processes does that share the database; None if alone.

    A bot is known by its token: one polls for it at a time, and sends its digests, at the
    rates that the platform allows it. On Discord one process serves a share of it.
    """
    if not store.duties.are_shared:
        return None
    from bot.supervisor import Exclusions  # noqa: PLC0415

    faces, digests = {}, {}
    if token := settings.telegram_token:
        digests["telegram"] = digests_duty("telegram", token.get_secret_value())
        if not settings.telegram_webhook:
            faces["telegram"] = polls_duty(token.get_secret_value())
    if token := settings.discord_token:
        share = settings.discord_shards.name if settings.discord_shards else ""
        faces["discord"] = gateway_duty(token.get_secret_value(), share)
        digests["discord"] = digests_duty("discord", token.get_secret_value(), share)
    return Exclusions(duties=store.duties, faces=faces, digests=digests)


def _faces(app: App, settings: Settings, store: Store) -> dict[str, Callable[[], Face]]:
    """Return what makes the face of each platform whose token is set."""
    faces: dict[str, Callable[[], Face]] = {}
    if settings.telegram_token:
        # The client library takes longer to import than all of Rostra.
        from bot.faces.telegram.face import TelegramFace  # noqa: PLC0415

        faces["telegram"] = partial(TelegramFace, app, settings, now=store.now)
    if settings.discord_token:
        from bot.faces.discord.face import DiscordFace  # noqa: PLC0415

        faces["discord"] = partial(DiscordFace, app, settings, now=store.now)
    return faces


def tune_garbage_collector() -> None:
    """Exclude all present objects from garbage collection, and collect less often.

    What a bot holds from its start stays: some 86,000 objects, most of them the code of
    modules. Looking through them takes 40 ms, in which nobody is answered, and under
    load that came several times a second: a quarter of the processor time.
    """
    gc.collect()
    gc.freeze()
    _, middle, old = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS_BEFORE_COLLECTION, middle, old)


async def _run_housekeeping(store: Store) -> None:
    """Delete what is old; of the processes that share a database, one does."""
    if store.duties.are_shared:
        await store.duties.take(HOUSEKEEPING, lambda: None)
    await run_housekeeping(store, now=store.now)


async def _embed(store: Store) -> None:
    """Embed passages, where the extra for that is installed."""
    told = -1

    def report(done: int, total: int) -> None:
        # The screen belongs to prompts and answers: the log shows the progress, by tenths.
        nonlocal told
        if (tenth := done * 10 // total) != told:
            told = tenth
            log.info("embedded %d of %d passages for search by meaning", done, total)

    await store.embedding.run(report)


@asynccontextmanager
async def _background(
    job: Coroutine[Any, Any, None], what_if_it_fails: str
) -> AsyncIterator[None]:
    """Run a job beside what is inside; log what its failure means."""

    def log_failure(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("%s", what_if_it_fails, exc_info=error)

    task = asyncio.create_task(job)
    task.add_done_callback(log_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _update_library(store: Store, settings: Settings) -> bool:
    """Load what changed in the files; with a fault in one, serve the library as it was.

    Return whether there is a library to serve, or an empty one that waits for its first
    document.
    """
    folder = settings.library
    with progress_bar(lines=settings.log_format != "json") as notice:

        async def read() -> Sequence[Transcript]:
            return await asyncio.to_thread(
                read_folder,
                folder,
                lambda done, total: notice("Reading transcripts", done, total),
            )

        try:
            difference = await store.loader.load_from(read, notice)
        except TranscriptFaults as error:
            served = (await store.library.counts()).transcripts > 0
            if not served and await asyncio.to_thread(awaits_first, folder):
                report_error(EMPTY_LIBRARY, log, form=settings.log_format)
                return True
            for line in _describe_faults(error.faults, served=served):
                report_error(line, log, form=settings.log_format)
            return served
    if not difference.empty:
        log.info(
            "library: %d added, %d changed, %d removed",
            len(difference.added),
            len(difference.changed),
            len(difference.removed),
        )
    # A file that was moved elsewhere is gone from the library: the operator must see that.
    level = logging.WARNING if difference.removed else logging.INFO
    for sentence in await asyncio.to_thread(describe_ignored, folder):
        log.log(level, "library: %s", sentence)
    return True


def _describe_faults(faults: Sequence[Fault], *, served: bool) -> Iterator[str]:
    state = "Serving the library as it was" if served else "There is nothing to serve"
    if len(faults) == 1 and not faults[0].line:
        yield f"{state}: {faults[0]}."
        return
    yield (
        f"{state}: there are faults in the files. `rostra load --dry-run` lists all of "
        "them."
    )
    yield from (f"  {fault}" for fault in faults[:3])
