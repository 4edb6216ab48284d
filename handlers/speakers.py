"""`/speakers`: who speaks in this library."""

from handlers.action import Action
from handlers.errors import UserError
from handlers.phrasing import (
    count_of,
    paragraph,
    press,
    rows,
    sentence,
    small,
    strong,
    turning,
)
from handlers.reply import Reply
from handlers.request import Request
from storage.library import Library
from storage.phrases import Phrases

A_PAGE = 8


async def speakers(request: Request, *, library: Library, phrases: Phrases) -> Reply:
    """List the speakers by name, a button each, with what can be quoted of them.

    Raises:
        UserError: The library is empty.
    """
    total = (await library.counts()).speakers
    if not total:
        raise UserError(
            sentence(
                "Nobody speaks in this library yet. Put transcript files into its "
                "folder, then let an administrator send /reload."
            )
        )
    pages = -(-total // A_PAGE)
    page = min(request.page, pages - 1)
    listed = await library.speakers(page * A_PAGE, A_PAGE)
    buttons = [
        press(
            speaker.name,
            "quote",
            words=await phrases.shorten(speaker.name, Action.room("quote")),
        )
        for speaker in listed
    ]
    turns = turning("speakers", page=page, pages=pages)
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    return Reply(
        paragraphs=(
            paragraph(strong(f"{count_of(total, 'speaker')}{where}")),
            *(
                paragraph(
                    strong(speaker.name),
                    f", {speaker.role}" if speaker.role else "",
                    small(
                        f" · {count_of(speaker.excerpts, 'excerpt')} from "
                        f"{count_of(speaker.transcripts, 'event')}"
                    ),
                    tight=True,
                )
                for speaker in listed
            ),
        ),
        buttons=(*rows(buttons, 2), *((turns,) if turns else ())),
        replaces=request.pressed and request.page > 0,
    )
