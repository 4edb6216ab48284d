"""`/reload [check]`: read the transcript files again, all of them or none."""

import logging
from dataclasses import replace
from pathlib import Path

from content.transcript_file import TranscriptFaults
from handlers.contract.reply import (
    Reply,
    UserError,
    actions,
    command_button,
    paragraph,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.library.load_wording import difference_lines, nothing_loaded
from handlers.text.permission import require_admin
from handlers.text.search_state import search_state
from handlers.text.wording import format_count
from storage.database.errors import StorageError
from storage.loading.reloader import Reloader
from storage.review.library_reviews import LibraryReviews
from storage.search.library import Library
from storage.semantic.embedding_job import EmbeddingJob

log = logging.getLogger(__name__)


async def reload(
    request: Request,
    *,
    library: Library,
    reloader: Reloader,
    embedding: EmbeddingJob,
    transcript_folder: Path,
    reviews: LibraryReviews,
) -> Reply:
    """Load the folder of transcripts and show what changed; ``check`` changes nothing.

    Raises:
        UserError: The asker may not, or a file has faults: then nothing is loaded.
    """
    require_admin(request, "reload it")
    check = request.arguments.text("mode") == "check"
    if request.arguments.unread:
        raise UserError(
            "/reload loads the files; /reload check only shows what would change.",
            command_button("Check", "reload", words="check"),
        )
    try:
        load = reloader.difference if check else reloader.reload
        difference = await load(transcript_folder)
    except TranscriptFaults as error:
        served = (await library.counts()).transcripts > 0
        told = nothing_loaded(error.faults, served=served)
        raise UserError(await _with_drafts(told, reviews)) from error
    except StorageError as error:
        log.info("nothing was loaded: %s", error)
        raise UserError(
            Reply(
                paragraphs=(
                    paragraph(strong("Nothing was loaded"), f". {error}"),
                    paragraph("The library that was there goes on serving."),
                ),
                private=True,
            )
        ) from error
    lines = [*difference_lines(difference, check=check)]
    if not check:
        await library.warm_up()
        state = search_state(await embedding.coverage())
        lines.append(paragraph(small(f"Search goes {state}.")))
    reply = Reply(paragraphs=tuple(lines), private=True)
    return await _with_drafts(reply, reviews)


async def _with_drafts(reply: Reply, reviews: LibraryReviews) -> Reply:
    """Return a reply that says of drafts that no reload takes them, if there are any."""
    count = await reviews.count_drafts()
    if not count:
        return reply
    are, one = ("is", "the draft") if count == 1 else ("are", "each")
    drafts = format_count(count, "draft")
    said = (
        f"{drafts} {are} not in these files: /review leads to {one}, to be put there."
    )
    return replace(
        reply,
        paragraphs=(*reply.paragraphs, paragraph(small(said))),
        groups=(*reply.groups, actions(command_button("Drafts", "review"))),
    )
