"""`/save [id]`: keep an excerpt, for the person who asks alone."""

from handlers.contract.reply import (
    Reply,
    UserError,
    command_button,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.card import named
from handlers.text.lookup import requested_excerpt
from storage.chats.chats import Chats
from storage.people.saves import MAX_SAVES, SaveLimitError, Saves
from storage.search.library import Library

SAVED = "Saved, for you alone. /saved lists what you keep."

KNOWN = "You keep it already. /saved lists what you keep, and removes what you choose."

TOO_MANY = (
    f"You keep {MAX_SAVES:,} excerpts, and nobody may keep more: nothing was saved. "
    "/export sends them to you as a file; /saved removes what you choose."
)


async def save(
    request: Request, *, library: Library, chats: Chats, saves: Saves
) -> Reply:
    """Keep the excerpt named, pressed under, replied to or shown last.

    Raises:
        UserError: No excerpt bears the id, none was shown yet, or the person keeps as
            many as they may.
    """
    found = await requested_excerpt(request, library=library, chats=chats)
    try:
        is_new = await saves.save(
            request.person.key, found, now=request.now, request_key=request.key
        )
    except SaveLimitError as error:
        raise UserError(TOO_MANY, command_button("My saves", "saved")) from error
    if request.pressed:
        # A passing notice, which leaves the card and its buttons as they are.
        return Reply(notice=SAVED if is_new else KNOWN)
    said = "Saved, for you alone" if is_new else "You keep it already"
    return text_reply(
        f"{said}: {named(found)}",
        command_button("My saves", "saved"),
        command_button("Remove", "saved", words=f"remove {found.id}"),
    )
