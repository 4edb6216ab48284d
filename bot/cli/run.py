"""`rostra run`: open the library, then serve the platform whose token is set."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from bot import collector
from bot.app import App
from bot.cli.progress import progress_bar, report_error
from bot.digests.runner import Digests
from bot.faces.terminal import face as terminal
from bot.settings import Settings
from content.transcript_file import Fault, TranscriptFaults
from content.transcript_file.folder import describe_ignored, read_folder
from storage.semantic.worker import BATCH_TEXTS
from storage.store import Store, open_store

log = logging.getLogger(__name__)


async def serve(settings: Settings) -> int:
    """Serve until stopped and return the exit code.

    Raises:
        StorageError: The database can't be used.
        TokenRefusedError: The platform does not know the token.
    """
    async with open_store(settings.database) as store:
        with progress_bar() as notice:
            await _bring_up_to_date(store, settings)
            await store.library.warm_up(
                lambda done, total: notice("Building the index", done, total)
            )
        app = App(store, settings.library)
        async with _embedding(store):
            if settings.telegram_token:
                # The client library takes longer to import than all of ours.
                from bot.faces.telegram import face as telegram  # noqa: PLC0415

                collector.spare()
                digests = partial(
                    Digests,
                    store=store,
                    platform="telegram",
                    ambiguous=settings.ambiguous,
                )
                await telegram.serve(
                    app, settings, digests=lambda outbox: digests(outbox=outbox)
                )
                return 0
            history = settings.database.with_name("history")
            return await terminal.serve(app, history=history)


@asynccontextmanager
async def _embedding(store: Store) -> AsyncIterator[None]:
    """Make search by meaning ready in the background, where its extra is there."""

    def told(done: int, total: int) -> None:
        # Prompts and answers have the screen: the log takes the progress, by tenths.
        if done == total or done * 10 // total != (done - BATCH_TEXTS) * 10 // total:
            log.info("embedded %d of %d passages for search by meaning", done, total)

    task = asyncio.create_task(store.embedding.run(told))
    task.add_done_callback(_ended)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("search goes by words alone from now on", exc_info=error)


async def _bring_up_to_date(store: Store, settings: Settings) -> None:
    """Load what changed in the files; with a fault in one, go on with what there is."""
    shelf = settings.library
    with progress_bar() as notice:
        try:
            transcripts = await asyncio.to_thread(
                read_folder,
                shelf,
                lambda done, total: notice("Reading transcripts", done, total),
            )
        except TranscriptFaults as error:
            served = (await store.library.counts()).transcripts > 0
            for line in _complaint(error.faults, served=served):
                report_error(line, log, form=settings.log_format)
            return
        difference = await store.loader.load(transcripts, notice)
    if not difference.empty:
        log.info(
            "library: %d added, %d changed, %d removed",
            len(difference.added),
            len(difference.changed),
            len(difference.removed),
        )
    # What was moved out of reach is gone from the library: that is to be seen.
    level = logging.WARNING if difference.removed else logging.INFO
    for sentence in await asyncio.to_thread(describe_ignored, shelf):
        log.log(level, "library: %s", sentence)


def _complaint(faults: Sequence[Fault], *, served: bool) -> Iterator[str]:
    state = "Serving the library as it was" if served else "There is nothing to serve"
    if not faults[0].line:
        yield f"{state}: {faults[0]}."
        return
    yield (
        f"{state}: there are faults in the files. `rostra load --dry-run` lists all of "
        "them."
    )
    yield from (f"  {fault}" for fault in faults[:3])
