"""`/saved link` and `/saved unlink`: one list for a person's accounts on two platforms."""

from content.excerpts.ids import normalise_id
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.reply import (
    Reply,
    UserError,
    actions,
    code,
    command_button,
    paragraph,
    small,
    text_reply,
)
from handlers.contract.request import Request
from handlers.saves.save import TOO_MANY
from handlers.text.permission import require_alone
from handlers.text.wording import platform_of
from storage.people.joining import CODE_VALIDITY, CodeOwner, Joining
from storage.people.saves import SaveLimitError

MINUTES = int(CODE_VALIDITY.total_seconds() // 60)

NOT_VALID = (
    f"That code is not valid: it works once, for {MINUTES} minutes. Send /saved link on the "
    "other platform for a new one, and type it here as it stands there."
)


async def link(request: Request, joining: Joining) -> Reply:
    """Issue a code, or join the list of whoever was issued one.

    Raises:
        UserError: Others are in the chat, or the code is not valid.
    """
    require_alone(request)
    if not (typed := request.arguments.text("code")):
        return await _new_code(request, joining)
    code_ = normalise_id(typed[:MAX_LOOK_UP_CHARS]) or ""
    owner = await joining.owner(code_, now=request.now)
    if owner is None or owner.used_by not in {"", request.person.key}:
        raise UserError(NOT_VALID)
    if owner.key == request.person.key:
        raise UserError("That is your own code: type it on the other platform.")
    if not request.pressed:
        return _question(owner, code_)
    try:
        joined = await joining.join(request.person.key, code_, now=request.now)
    except SaveLimitError as error:
        raise UserError(f"Both lists together are too long. {TOO_MANY}") from error
    if joined is None:
        raise UserError(NOT_VALID)
    return text_reply(
        f"Your list is the same here and on {platform_of(owner.key)} from now on. "
        "/saved unlink parts them again.",
        command_button("My saves", "saved"),
    )


async def unlink(request: Request, joining: Joining) -> Reply:
    """Split the person's list from the one they shared; both keep all that was on it.

    Raises:
        UserError: Others are in the chat.
    """
    require_alone(request)
    parted = await joining.leave(request.person.key)
    own = "Your list is your own: no other account of yours shares it."
    kept = " What was on it is on both." if parted else ""
    return text_reply(f"{own}{kept}", command_button("My saves", "saved"))


async def _new_code(request: Request, joining: Joining) -> Reply:
    person = request.person
    new = await joining.new_code(person.key, person.name, now=request.now)
    return Reply(
        paragraphs=(
            paragraph(
                f"On the other platform, within {MINUTES} minutes, send this bot in a "
                "private chat: ",
                code(f"/saved link {new}"),
            ),
            paragraph(
                small(
                    "Then both accounts have one list of what you keep, and nothing else "
                    "in common. Give the code to nobody: who uses it sees and changes what "
                    "you keep."
                )
            ),
        )
    )


def _question(owner: CodeOwner, typed: str) -> Reply:
    whose = f"{owner.name or 'somebody'} on {platform_of(owner.key)}"
    return Reply(
        paragraphs=(
            paragraph(
                f"This code is of {whose}. Is that you? Then both accounts will have one "
                "list of what is kept, which each sees and changes. If somebody else sent "
                "you this code, leave it."
            ),
        ),
        groups=(
            actions(
                command_button(
                    "That is me: make one list", "saved", words=f"link {typed}"
                )
            ),
        ),
    )
