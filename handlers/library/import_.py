"""`/import`: make a transcript of a document, and put it into the library once it is right."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from content.document import UnreadableDocumentError
from content.model import Transcript
from content.review import Passage, Review
from content.review.cast import count_nobodys, read_cast
from content.transcript_file import TranscriptFaults
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    Paragraph,
    Reply,
    UserError,
    actions,
    command_button,
    heading,
    paragraph,
    private_error,
    results,
    row,
    small,
    strong,
    text_reply,
)
from handlers.contract.request import AttachmentError, Request
from handlers.library.load_wording import difference_lines, nothing_loaded
from handlers.library.review.excerpts.step import excerpts_button
from handlers.library.review.names.step import names_button
from handlers.library.review.names.wording import (
    NO_WORDS,
    describe_date_and_place,
    describe_nobodys,
    describe_size,
)
from handlers.library.review.one_person.step import person_button
from handlers.library.review.replies import draft_buttons
from handlers.library.review.step import nobodys_button
from handlers.text.permission import require_admin
from handlers.text.wording import describe_page, format_count, in_quotes, shorten
from storage.importing.drafts import DraftChangedError, Drafts
from storage.importing.imported import Imported
from storage.loading.reloader import Reloader
from storage.review.library_reviews import DRAFT, file_id
from storage.search.library import Library

MAX_FILE_BYTES = 20_000_000
"""What is fetched of a document; Telegram hands out no more."""

DISCARD_ANSWERS = "drop"
"""What a button says that discards a draft with the answers that were given."""

_MAX_NAME_CHARS = 40

MAX_VOICES = 8
"""Voices that are listed; the others are counted."""

MAX_REASONS = 5
"""Reasons for doubt that are listed; of the others the passages are counted."""

_MAX_REASON_CHARS, _MAX_OPENING_CHARS = 120, 50


async def import_(
    request: Request,
    *,
    drafts: Drafts,
    library: Library,
    reloader: Reloader,
    transcript_folder: Path,
) -> Reply:
    """Make a draft of the attached document, or do what a button says with a draft.

    Nothing is written into the library before it is confirmed.

    Raises:
        UserError: The asker may not, the document can't be read, or a draft is gone.
    """
    require_admin(request, "import into it")
    verb, _, slug = request.arguments.text("step").partition(" ")
    try:
        if not verb:
            reply = await _import(request, drafts, transcript_folder)
        elif verb == DISCARD_ANSWERS:
            reply = await _discard(slug, drafts)
        elif (draft := await asyncio.to_thread(drafts.open, slug)) is None:
            raise private_error(_no_draft(slug))
        elif verb == "discard":
            answers = len(await asyncio.to_thread(draft.steps))
            ask = _ask_to_discard(slug, answers)
            reply = ask if answers else await _discard(slug, drafts)
        elif verb == "load":
            reply = await _load(slug, drafts, reloader, transcript_folder)
        else:
            doubts = len((await asyncio.to_thread(draft.read)).passages)
            reply = await _check(slug, drafts, reloader, transcript_folder)
            reply = replace(reply, groups=(_review(slug, doubts), *reply.groups))
    except (UnreadableDocumentError, AttachmentError, DraftChangedError) as error:
        raise private_error(str(error)) from error
    except TranscriptFaults as error:
        served = (await library.counts()).transcripts > 0
        raise UserError(nothing_loaded(error.faults, served=served)) from error
    if verb == "load":
        await library.warm_up()
    return replace(reply, private=True)


async def _import(request: Request, drafts: Drafts, folder: Path) -> Reply:
    """Make a draft of a document, and report on it.

    Raises:
        UserError: There is no document.
        AttachmentError: It can't be had.
        UnreadableDocumentError: It can't be read.
    """
    attachment = request.attachment
    if attachment is None:
        raise private_error(
            "Send the document together with /import: as the file that it is the caption "
            "of, as its option, or at a terminal as a path after it."
        )
    if attachment.size is not None and attachment.size > MAX_FILE_BYTES:
        raise AttachmentError(
            f"That file is over {MAX_FILE_BYTES // 1_000_000} MB, the most that is taken "
            "here. `rostra import` takes more."
        )
    data = await attachment.fetch(MAX_FILE_BYTES)
    name = shorten(attachment.name, _MAX_NAME_CHARS)

    def tell(share: float) -> None:
        request.progress(f"Reading {name} … {share:.0%}")

    def tell_page(done: int, total: int) -> None:
        request.progress(f"Reading {name} … {describe_page(done, total)}")

    imported = await drafts.make(data, attachment.name, folder, tell, tell_page)
    draft = await asyncio.to_thread(drafts.open, imported.slug)
    if imported.same and not imported.is_draft and draft is None:
        corrected = imported.text != imported.imported
        and_stays = ", and what was corrected there stays" if corrected else ""
        return text_reply(
            f"The library has it already: {imported.slug} has the same {imported.same}. "
            f"Nothing changed{and_stays}.",
            command_button("Review it", "review", words=imported.slug),
        )
    if draft is None:
        raise private_error(_no_draft(imported.slug))
    read = await asyncio.to_thread(draft.read)
    return _report(imported, read, _of_draft(imported) if imported.is_draft else "")


def _of_draft(imported: Imported) -> str:
    """Say what became of a draft whose document came again."""
    already = "It is a draft already; what was answered there stays."
    if imported.found is not None:
        return f"{already} What is new in the document is in it now."
    if imported.losses:
        return (
            f"It is a draft already, and stays as it is. {imported.losses} To have the "
            "document as it is now, discard the draft and send it again."
        )
    return already


def _report(imported: Imported, draft: Review, said: str) -> Reply:
    doubts = len(draft.passages)
    slug = imported.slug
    when = small(f" ({describe_date_and_place(draft.transcript)})")
    file = file_id(f"{slug}.md", draft=True)
    whose = [person_button(file)] if draft.may_be_one_persons else []
    nobodys = [nobodys_button(file)] if draft.nobodys else []
    return Reply(
        paragraphs=(
            heading(f"Draft {slug}: {imported.title}", when),
            *([paragraph(said)] if said else ()),
            *_voices(draft.transcript),
            *_doubts(draft),
            *_replaces(imported),
            paragraph(small("Nothing of it is in the library yet.")),
        ),
        groups=(
            _review(
                slug,
                doubts,
                *whose,
                names_button(file),
                excerpts_button(file),
                *nobodys,
            ),
            actions(*draft_buttons(slug)),
        ),
    )


def _review(slug: str, doubts: int, *others: Button) -> ButtonGroup:
    """Return the button that reviews a draft while something is in doubt, and others."""
    label = f"Review {format_count(doubts, 'passage')}"
    review = command_button(label, "review", words=f"{slug}{DRAFT}")
    return results(*([review] if doubts else ()), *others)


async def _discard(slug: str, drafts: Drafts) -> Reply:
    gone = await drafts.discard(slug)
    return text_reply(f"The draft {slug} is discarded." if gone else _no_draft(slug))


def _ask_to_discard(slug: str, answers: int) -> Reply:
    """Return the question whether answers are to go with their draft."""
    go = f"step {DISCARD_ANSWERS} {slug}"
    given = format_count(answers, "answer")
    return text_reply(
        f"{given} about the draft {slug} would be lost with it.",
        command_button("Discard all the same", "import", words=go),
        command_button("Keep it", "review", words=f"{slug}{DRAFT}"),
    )


def _voices(transcript: Transcript) -> Iterator[Paragraph]:
    cast = list(read_cast(transcript))
    for voice in cast[:MAX_VOICES]:
        yield row(voice.name, small(f" ({describe_size(voice)})"))
    if (more := len(cast) - MAX_VOICES) > 0:
        yield row(small(f"… and {more:,} more"))
    if not cast:
        yield paragraph(NO_WORDS)
    for kind, words in count_nobodys(transcript).items():
        size = format_count(words, "word")
        yield row(small(f"{describe_nobodys(kind)} ({size})"))


def _doubts(draft: Review) -> Iterator[Paragraph]:
    """Yield what is doubtful: for each reason how often, and where first."""
    passages = draft.passages
    if not passages:
        yield paragraph("No passage is doubtful.")
        return
    count = format_count(len(passages), "doubtful passage")
    yield paragraph(f"{count}, served to nobody before a person has looked.")
    first: dict[str, Passage] = {}
    for passage in passages:
        first.setdefault(passage.sign, passage)
    often = sorted(first.values(), key=lambda each: -each.alike)
    for each in often[:MAX_REASONS]:
        at = "line" if each.alike == 1 else "first in line"
        opening = in_quotes(each.turn.text, _MAX_OPENING_CHARS)
        yield row(
            f"{each.alike:,} × {shorten(each.sign, _MAX_REASON_CHARS)} ",
            small(f"({at} {each.line:,}: {opening})"),
        )
    if left := sum(each.alike for each in often[MAX_REASONS:]):
        yield row(small(f"… and {left:,} more for other reasons"))


def _replaces(imported: Imported) -> Iterator[Paragraph]:
    if imported.like:
        yield paragraph(
            strong("It is much like"),
            f" {imported.like} of the library. If it is a newer version of the same "
            "document, delete that file before you put this into the library, or both are "
            "served.",
        )
    if not imported.same:
        return
    then = "what was corrected there is lost then."
    if imported.losses:
        then = f"what was corrected there stays but for this. {imported.losses}"
    elif imported.kept:
        then = "what was answered and corrected there stays."
    yield paragraph(
        strong("It replaces"),
        f" {imported.slug}.md of the library, which has the same {imported.same}; {then}",
    )


async def _check(slug: str, drafts: Drafts, reloader: Reloader, folder: Path) -> Reply:
    """Show what a load would change with a draft in the library."""
    async with drafts.with_library(slug, folder) as as_it_would_be:
        difference = await reloader.difference(as_it_would_be)
    return Reply(
        paragraphs=tuple(difference_lines(difference, check=True)),
        groups=(actions(*draft_buttons(slug)),),
    )


async def _load(slug: str, drafts: Drafts, reloader: Reloader, folder: Path) -> Reply:
    """Put a draft into the library and load it, unless faults would stop that."""
    async with drafts.with_library(slug, folder) as as_it_would_be:
        await reloader.difference(as_it_would_be)
    await drafts.publish(slug, folder)
    difference = await reloader.reload(folder)
    return Reply(
        paragraphs=(
            paragraph(f"{slug}.md is in the library now."),
            *difference_lines(difference, check=False),
        )
    )


def _no_draft(slug: str) -> str:
    return (
        f"There is no draft {in_quotes(slug)} any more: it was put into the library or "
        "discarded."
    )
