"""`/hide [id]` and `/unhide [id]`: never offer an excerpt again, here or anywhere."""

from dataclasses import replace

from content.names.index import exact_name
from handlers.contract.reply import Button, Reply, command_button, text_reply
from handlers.contract.request import Request
from handlers.text.card import named
from handlers.text.lookup import requested_excerpt
from handlers.text.muting import EVERYBODY, NOT_ANYWHERE, NOT_THIS
from handlers.text.permission import require_admin, require_manager
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

ALL = "all"
"""Stands for all that a chat has hidden."""

ONLY_MANAGERS = text_reply(
    "Only administrators of this chat may say what is not offered here."
)


async def hide(
    request: Request, *, library: Library, chats: Chats, exclusions: Exclusions
) -> Reply:
    """Never offer an excerpt in this chat again, or in any.

    Raises:
        UserError: The person may not, or there is no such excerpt.
    """
    found = await _excerpt(request, library, chats)
    if request.arguments.text("whom") == EVERYBODY:
        await exclusions.withdraw(found.id)
        undo = command_button(
            "Undo", "unhide", words=f"for {EVERYBODY}", excerpt=found.id
        )
        text = f"Offered nowhere any more: {named(found)}"
    else:
        await exclusions.hide(request.place.key, found.id)
        undo = command_button("Undo", "unhide", excerpt=found.id)
        text = f"Not offered here any more: {named(found)}"
    return _answer(request, found, f"{text}. It is still found.", undo)


async def unhide(
    request: Request, *, library: Library, chats: Chats, exclusions: Exclusions
) -> Reply:
    """Offer an excerpt again, in this chat or anywhere, or all that the chat has hidden.

    Raises:
        UserError: The person may not, or there is no such excerpt.
    """
    whom = request.arguments.text("whom")
    if whom == ALL:
        await require_manager(request, ONLY_MANAGERS)
        await exclusions.unhide_all(request.place.key)
        settings = command_button("Settings", "settings")
        return text_reply("All that was hidden here is offered again.", settings)
    found = await _excerpt(request, library, chats)
    if whom == EVERYBODY:
        await exclusions.restore(found.id)
        again = command_button(
            NOT_ANYWHERE, "hide", words=f"for {EVERYBODY}", excerpt=found.id
        )
        return _answer(request, found, f"Offered again: {named(found)}", again)
    chat = request.place.key
    await exclusions.unhide(chat, found.id)
    if await exclusions.is_withdrawn(found.id):
        text = f"Hidden here no more, but the library offers it nowhere: {named(found)}"
        return _answer(request, found, text)
    if found.speaker_id and await exclusions.is_muted(chat, found.speaker_id):
        text = f"Hidden here no more, but {found.speaker} is muted here: {named(found)}"
        unmute = command_button(
            f"Unmute {found.speaker}", "unmute", words=exact_name(found.speaker)
        )
        return _answer(request, found, text, unmute)
    again = command_button(NOT_THIS, "hide", excerpt=found.id)
    return _answer(request, found, f"Offered here again: {named(found)}", again)


async def _excerpt(request: Request, library: Library, chats: Chats) -> StoredExcerpt:
    """Return the excerpt that is meant, once the person may decide about it."""
    if request.arguments.text("whom") == EVERYBODY:
        require_admin(request, "hide an excerpt everywhere")
    else:
        await require_manager(request, ONLY_MANAGERS)
    return await requested_excerpt(request, library=library, chats=chats)


def _answer(
    request: Request, found: StoredExcerpt, text: str, *buttons: Button
) -> Reply:
    source = command_button("Source", "source", excerpt=found.id)
    reply = text_reply(text, *buttons, source)
    return replace(reply, replaces=request.pressed)
