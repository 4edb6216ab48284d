"""`/mute speaker` and `/unmute [speaker]`: whose words a chat is not offered."""

from dataclasses import replace

from content.names.index import EXACT_PREFIX, exact_name
from handlers.contract.reply import Reply, command_button, results, text_reply
from handlers.contract.request import Request
from handlers.text.permission import require_manager
from handlers.text.speaker_choice import resolve_speaker
from storage.chats.exclusions import Exclusions
from storage.search.library import Library

MAX_MUTED_BUTTONS = 8
"""Muted speakers that have a button of their own; others are named by hand."""

ONLY_MANAGERS = text_reply("Only administrators of this chat may mute speakers here.")


async def mute(request: Request, *, library: Library, exclusions: Exclusions) -> Reply:
    """Never offer a speaker's words in this chat; they are still found.

    Raises:
        UserError: The person may not, or the name is nobody's or not one person's.
    """
    await require_manager(request, ONLY_MANAGERS)
    name = request.arguments.text("speaker")
    speaker, _ = await resolve_speaker(name, request, about="", library=library)
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
    known = name.removeprefix(EXACT_PREFIX).strip('"“”')
    if known not in muted:
        speaker, _ = await resolve_speaker(name, request, about="", library=library)
        known = speaker.name
    await exclusions.unmute(request.place.key, known)
    again = command_button(f"Mute {known}", "mute", words=exact_name(known))
    reply = text_reply(f"{known} may be offered in this chat again.", again)
    return replace(reply, replaces=request.pressed)


def _whom(muted: tuple[str, ...]) -> Reply:
    if not muted:
        return text_reply(
            "Nobody is muted in this chat. /mute and a name mute somebody."
        )
    buttons = [
        command_button(name, "unmute", words=exact_name(name))
        for name in muted[:MAX_MUTED_BUTTONS]
    ]
    more = len(muted) - len(buttons)
    text = "Who may be offered in this chat again?"
    text += f" {more:,} more are muted: send /unmute and a name." if more else ""
    return replace(text_reply(text), groups=(results(*buttons),))
