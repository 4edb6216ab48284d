"""`/speakers [name or page]`: who speaks in this library."""

from collections.abc import Sequence

from content.names.index import EXACT_PREFIX, exact_name
from handlers.contract.reply import (
    Paragraph,
    Reply,
    UserError,
    command_button,
    heading,
    page_buttons,
    paragraph,
    results,
    row,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.text.page_number import check_page
from handlers.text.speaker_choice import (
    page_of,
    sorted_speakers,
    speaker_count,
    speaker_question,
    unlisted_hint,
)
from handlers.text.wording import format_count, in_quotes
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library

PAGE_SIZE = 8

PAGE_HINT = "/speakers with a name, or with the number of a page, leads there at once."


async def speakers(request: Request, *, library: Library) -> Reply:
    """List the speakers by name, a button each, with what can be quoted of them.

    Raises:
        UserError: The library is empty, has no such page, or nobody bears the name.
    """
    total = (await library.counts()).speakers
    if not total:
        raise UserError(
            "Nobody speaks in this library yet. Put transcript files into its "
            "folder, then let an administrator send /reload."
        )
    if name := request.arguments.text("name"):
        return await _list_by_name(name, request, library)
    pages = -(-total // PAGE_SIZE)
    page = min(request.page, pages - 1)
    if (number := request.arguments.number("page")) is not None:
        check_page(number, total, "speaker", size=PAGE_SIZE)
        page = number - 1
    listed = await library.speakers(page * PAGE_SIZE, PAGE_SIZE)
    title = format_count(total, "speaker")
    hint = PAGE_HINT if pages > 2 else ""
    return _list_page((listed, page, pages), title, request, hint=hint)


async def _list_by_name(name: str, request: Request, library: Library) -> Reply:
    match = await library.find_speaker(name)
    if not match.certain:
        holders = await library.find_by_role(name)
        match = holders if holders.certain else match
    if not match.certain:
        raise UserError(
            speaker_question(
                name, match, request, lambda speaker: speaker.name, about=""
            )
        )
    count = speaker_count(match)
    has = "with the role" if match.by_role else "called"
    asked = in_quotes(name.removeprefix(EXACT_PREFIX))
    title = f"{count[0].upper()}{count[1:]} {has} {asked}"
    shown = page_of(sorted_speakers(match), request.page, PAGE_SIZE)
    return _list_page(shown, title, request, name=name, hint=unlisted_hint(match))


def _list_page(
    shown: tuple[Sequence[StoredSpeaker], int, int],
    title: str,
    request: Request,
    *,
    name: str = "",
    hint: str,
) -> Reply:
    """Return a page of speakers, which `page_of` describes."""
    listed, page, pages = shown
    buttons = [
        command_button(speaker.name, "quote", words=exact_name(speaker.name))
        for speaker in listed
    ]
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    return Reply(
        paragraphs=(
            heading(strong(f"{title}{where}")),
            *map(_line, listed),
            *([paragraph(small(hint))] if hint else []),
        ),
        groups=(
            results(*buttons),
            page_buttons("speakers", page=page, pages=pages, words=name),
        ),
        replaces=request.pressed and request.page > 0,
    )


def _line(speaker: StoredSpeaker) -> Paragraph:
    return row(
        strong(speaker.name),
        f", {speaker.role}" if speaker.role else "",
        small(
            f" · {format_count(speaker.excerpts, 'excerpt')} from "
            f"{format_count(speaker.transcripts, 'event')}"
        ),
    )
