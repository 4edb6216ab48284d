"""`/uncomment <number>`: take back a comment."""

from handlers.comments import thread_update
from handlers.contract.reply import Reply, UserError, command_button, text_reply
from handlers.contract.request import Request
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.search.library import Library


async def uncomment(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Remove a comment of the asker's own; an administrator may remove any.

    Raises:
        UserError: That is no number of a comment of theirs in this chat.
    """
    number = request.arguments.number("number")
    removed, about = False, ""
    if number is not None:
        kept = await comments.get(number, request.place.key)
        about = kept.excerpt if kept else ""
        removed = await comments.remove(
            number,
            chat_key=request.place.key,
            author_key=None if request.person.admin else request.person.key,
            request_key=request.key,
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
        thread_update=await thread_update(
            request, about, library=library, chats=chats, comments=comments
        ),
    )
