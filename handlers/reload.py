"""`/reload [check]`: read the transcript files again, all of them or none."""

import logging
from collections.abc import Iterable
from pathlib import Path

from content.transcript_file import Fault, TranscriptFaults
from handlers.contract.reply import (
    Paragraph,
    Reply,
    UserError,
    code,
    command_button,
    paragraph,
    row,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.text.permission import require_admin
from handlers.text.search_state import search_state
from handlers.text.wording import format_count
from storage.corpus.comparison import Change, Difference
from storage.database.errors import StorageError
from storage.loading.reloader import Reloader
from storage.search.library import Library
from storage.semantic.embedding_job import EmbeddingJob

log = logging.getLogger(__name__)

MAX_LISTED = 10
"""Lines of each kind that are shown; the rest is counted."""


async def reload(
    request: Request,
    *,
    library: Library,
    reloader: Reloader,
    embedding: EmbeddingJob,
    transcript_folder: Path,
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
        raise UserError(_files_have_faults(error.faults, served=served)) from error
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
    lines = [*_lines(difference, check=check)]
    if not check:
        await library.warm_up()
        state = search_state(await embedding.coverage())
        lines.append(paragraph(small(f"Search goes {state}.")))
    return Reply(paragraphs=tuple(lines), private=True)


def _files_have_faults(faults: tuple[Fault, ...], *, served: bool) -> Reply:
    count = (
        f": {format_count(len(faults), 'fault')} in the files" if faults[0].line else ""
    )
    after = " The library that was there goes on serving." if served else ""
    return Reply(
        paragraphs=(
            paragraph(strong("Nothing was loaded"), f"{count}.{after}"),
            *(row(code(str(fault))) for fault in faults[:MAX_LISTED]),
            *_more_row(len(faults)),
        ),
        private=True,
    )


def _lines(difference: Difference, *, check: bool) -> Iterable[Paragraph]:
    if difference.empty:
        yield paragraph(
            f"Nothing to do: {format_count(difference.unchanged, 'transcript')}, all as "
            "they are served."
        )
    else:
        verb = "Would load" if check else "Loaded"
        yield paragraph(
            strong(verb),
            f": {len(difference.added)} added, {len(difference.changed)} changed, "
            f"{len(difference.removed)} removed, {difference.unchanged} unchanged.",
        )
    for sign, changes in (
        ("+", difference.added),
        ("~", difference.changed),
        ("−", difference.removed),
    ):
        yield from (_change_row(sign, change) for change in changes[:MAX_LISTED])
        yield from _more_row(len(changes))
    if difference.doubtful:
        yield paragraph(
            f"{format_count(difference.doubtful, 'passage')} marked for checking: served "
            "to nobody until the mark is deleted from the file."
        )
    if difference.unresolved:
        yield paragraph(strong("Speakers unresolved"))
        yield from (row(unsure) for unsure in difference.unresolved[:MAX_LISTED])
        yield from _more_row(len(difference.unresolved))
    yield from (row(small(said)) for said in difference.ignored[:MAX_LISTED])
    yield from _more_row(len(difference.ignored))


def _change_row(sign: str, change: Change) -> Paragraph:
    numbers = ", ".join(
        f"{number:,} {what}"
        for number, what in (
            (change.added, "added"),
            (change.changed, "changed"),
            (change.removed, "removed"),
        )
        if number
    )
    return row(
        f"{sign} {change.slug} ",
        small(f"(excerpts: {numbers})" if numbers else "(its description)"),
    )


def _more_row(count: int) -> Iterable[Paragraph]:
    if count > MAX_LISTED:
        yield row(small(f"… and {count - MAX_LISTED:,} more"))
