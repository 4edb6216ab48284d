"""Checks of who may change what a chat has chosen, and who may press in a channel."""

import logging
from dataclasses import replace

from handlers.contract.reply import Reply, UserError, private_error, text_reply
from handlers.contract.request import Request

log = logging.getLogger(__name__)

RIGHTS_UNKNOWN = (
    "It could not be checked whether you administer this chat, so nothing was done. Try "
    "again in a minute; if it stays so, make this bot an administrator, too."
)

ONLY_CHANNEL_ADMINS = (
    "Only administrators of this channel may press this, since all would see the "
    "answer. Ask this bot in a private chat: there it answers you alone."
)

ONLY_CHAT_ADMINS = "Only administrators of this chat may change its settings."


def require_admin(request: Request, do_what: str) -> None:
    """Check that the person administers the library.

    Raises:
        UserError: They do not; `do_what` goes on "may". It tells them their id; which
            setting takes it is for the log alone.
    """
    if not request.person.admin:
        # Whoever runs the bot finds here how to let somebody.
        log.info(
            "%s may not %s: ROSTRA_ADMINS names who may", request.person.key, do_what
        )
        raise private_error(
            f"Only an administrator of this library may {do_what}. To become one, give "
            f"whoever runs this bot your id: {request.person.key}."
        )


def require_alone(request: Request) -> None:
    """Check that the person is alone with the bot.

    Raises:
        UserError: Others are in the chat, or may come to be.
    """
    if not request.alone:
        raise UserError(
            "That is for the two of us: ask it in a private chat with this bot, on "
            "Discord in a direct message."
        )


async def require_manager(request: Request, refusal: Reply) -> None:
    """Check that the person manages the chat.

    Raises:
        UserError: They do not, which `refusal` says, or it could not be checked.
    """
    manages = await request.manages()
    if manages:
        return
    if manages is None:
        refusal = replace(text_reply(RIGHTS_UNKNOWN), groups=refusal.groups)
    raise UserError(replace(refusal, private=True))


async def press_refusal(request: Request, refusal: str) -> str:
    """Return why a person may not press a button: `refusal`, or nothing where they may.

    It is at most 200 characters long, as a notice is.
    """
    manages = await request.manages()
    if manages is None:
        return RIGHTS_UNKNOWN
    return "" if manages else refusal
