"""`/mute speaker` and `/unmute [speaker]`: whose words a chat is not offered."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.folding import fold_letters
from content.names.index import EXACT_PREFIX, exact_name
from handlers.contract.reply import (
    Reply,
    UserError,
    command_button,
    results,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.permission import require_manager
from handlers.text.speaker_choice import resolve_speaker
from handlers.text.wording import in_quotes
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.search.library import Library

MAX_MUTED_BUTTONS = 8
"""Muted speakers that have a button of their own; others are typed."""

ONLY_MANAGERS = text_reply("Only administrators of this chat may mute speakers here.")


async def mute(
    request: Request, *, library: Library, chats: Chats, exclusions: Exclusions
) -> Reply:
    """Never offer a speaker's words in this chat; they are still found.

    Raises:
        UserError: The person may not, or the name is nobody's or not one person's.
    """
    await require_manager(request, ONLY_MANAGERS)
    name = request.arguments.text("speaker")
    if not name:
        return await _whose(request, library, chats)
    speaker, _ = await resolve_speaker(
        name, request, about="", library=library, searchable=False
    )
    await exclusions.mute(request.place.key, speaker.name)
    reply = text_reply(
        f"{speaker.name} is muted in this chat: nothing of theirs is offered here, "
        "neither by /quote nor every day. What they said is still found.",
        command_button("Undo", "unmute", words=exact_name(speaker.name)),
    )
    return replace(reply, replaces=request.pressed)


async def unmute(
    request: Request, *, library: Library, exclusions: Exclusions
) -> Reply:
    """Offer a speaker's words in this chat again; without a name, ask whose.

    Raises:
        UserError: The person may not, or the name is nobody's or not one person's.
    """
    await require_manager(request, ONLY_MANAGERS)
    muted = (await exclusions.of_chat(request.place.key)).muted
    name = request.arguments.text("speaker")
    if not name:
        return _whom(muted)
    known = _muted_called(name, muted)
    if not known:
        try:
            speaker, _ = await resolve_speaker(
                name, request, about="", library=library, searchable=False
            )
        except UserError as error:
            if not muted:
                raise
            nobody = f"Nobody who is muted here is called {in_quotes(name)}."
            raise UserError(_whom(muted, nobody)) from error
        known = speaker.name
    await exclusions.unmute(request.place.key, known)
    again = command_button(f"Mute {known}", "mute", words=exact_name(known))
    reply = text_reply(f"{known} may be offered in this chat again.", again)
    return replace(reply, replaces=request.pressed)


async def _whose(request: Request, library: Library, chats: Chats) -> Reply:
    """Ask whose words are meant, perhaps those that were shown last."""
    place = request.place
    shown = request.excerpt or await chats.last_excerpt(place.key, place.thread)
    found = await library.excerpt(shown) if shown else None
    text = "Whose words should not be offered in this chat? Send /mute and a name."
    if found is None or found.speaker_id is None or found.is_role:
        return text_reply(text)
    named = command_button(
        f"Mute {found.speaker}", "mute", words=exact_name(found.speaker)
    )
    return text_reply(text, named)


def _muted_called(name: str, muted: Sequence[str]) -> str:
    """Return the one muted name that has all words of a name; empty for none or more.

    Whoever has left the library since is known by nothing else.
    """
    typed = name.removeprefix(EXACT_PREFIX).strip('"“”')
    if typed in muted:
        return typed
    words = fold_letters(typed).split()
    found = [each for each in muted if {*words} <= {*fold_letters(each).split()}]
    return found[0] if len(found) == 1 else ""


def _whom(muted: Sequence[str], why: str = "") -> Reply:
    if not muted:
        return text_reply(
            "Nobody is muted in this chat. /mute and a name mute somebody."
        )
    buttons = [
        command_button(name, "unmute", words=exact_name(name))
        for name in muted[:MAX_MUTED_BUTTONS]
    ]
    text = f"{why} Who may be offered in this chat again?".strip()
    if others := muted[MAX_MUTED_BUTTONS:]:
        verb = "is" if len(others) == 1 else "are"
        text += f" {', '.join(others)} {verb} muted, too: send /unmute and a name."
    return replace(text_reply(text), groups=(results(*buttons),))
