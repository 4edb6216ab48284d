"""`/uncomment <number>`: take back a comment."""

from handlers.contract.reply import Reply, UserError, command_button, text_reply
from handlers.contract.request import Request
from storage.chats.comments import Comments


async def uncomment(request: Request, *, comments: Comments) -> Reply:
    """Remove a comment of the asker's own; an administrator may remove any.

    Raises:
        UserError: That is no number of a comment of theirs in this chat.
    """
    number = request.arguments.number("number")
    removed = False
    if number is not None:
        removed = await comments.remove(
            number,
            chat_key=request.place.key,
            author_key=None if request.person.admin else request.person.key,
        )
    if not removed:
        raise UserError(
            "There is no comment of yours here with that number. Send /uncomment "
            "with the number that stands before your name in the comments.",
            command_button("Read the comments", "comments"),
        )
    return Reply(
        paragraphs=text_reply(f"Comment {number} is gone.").paragraphs,
        notice=f"Comment {number} is gone." if request.pressed else "",
        replaces=request.pressed,
    )
