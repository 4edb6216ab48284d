"""`/excerpt <id>`: the excerpt with this id, and the way back to it."""

from dataclasses import replace

from handlers.contract.reply import Reply
from handlers.contract.request import Request
from handlers.text.another import another_asked
from handlers.text.card import show_excerpt
from handlers.text.lookup import requested_excerpt
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.search.library import Library


async def excerpt(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show one excerpt; pressed, in place of what led away from it.

    From a list, whose buttons carry the id as words, it is shown below instead.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
    found = await requested_excerpt(request, library=library, chats=chats)
    reply = await show_excerpt(
        found, request, chats=chats, comments=comments, another=another_asked(request)
    )
    return replace(reply, replaces=request.pressed and not request.arguments.text("id"))
