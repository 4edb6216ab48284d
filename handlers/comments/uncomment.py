"""`/uncomment <number>`: remove a comment."""

from functools import partial

from handlers.comments.comments import (
    comment_paragraphs,
    page_of_comments,
    thread_update,
)
from handlers.contract.reply import (
    Reply,
    UserError,
    actions,
    command_button,
    page_buttons,
    private_error,
    results,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.lookup import requested_excerpt
from handlers.text.permission import RIGHTS_UNKNOWN
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.search.library import Library


async def uncomment(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Remove a comment of the asker's own, or any of a chat that they administer.

    An administrator of the library removes comments of all chats, by their numbers. A
    button without a number offers those of a page.

    Raises:
        UserError: That is no number of a comment that they may remove.
    """
    number = request.arguments.number("number")
    if number is None:
        if request.pressed and request.excerpt:
            return await _choice(
                request, library=library, chats=chats, comments=comments
            )
        raise UserError(
            "Which comment? Send /uncomment with the number that stands before your "
            "name in the comments.",
            command_button("Read the comments", "comments"),
        )
    # Also where this request has removed it already, and comes again.
    about = await comments.excerpt_of(number, request.place.key)
    if not await _remove(number, request, comments):
        raise UserError(
            "There is no comment of yours here with that number. Send /uncomment "
            "with the number that stands before your name in the comments.",
            command_button("Read the comments", "comments"),
        )
    reply = text_reply(
        f"Comment {number} is gone.",
        *([command_button("Comments", "comments", excerpt=about)] if about else []),
    )
    return Reply(
        paragraphs=reply.paragraphs,
        groups=reply.groups,
        notice=f"Comment {number} is gone." if request.pressed else "",
        replaces=request.pressed,
        thread_update=await thread_update(
            request, about, library=library, chats=chats, comments=comments
        ),
    )


async def _remove(number: int, request: Request, comments: Comments) -> bool:
    """Remove a comment where the person may; return whether they might."""
    remove = partial(comments.remove, number, request_key=request.key)
    if request.person.admin:
        return await remove(chat_key=None, author_key=None)
    chat = request.place.key
    if await remove(chat_key=chat, author_key=request.person.key):
        return True
    kept = await comments.get(number, chat)
    return (
        kept is not None
        and kept.chat == chat
        and await _manages(request)
        and await remove(chat_key=chat, author_key=None)
    )


async def _manages(request: Request) -> bool:
    """Return whether the person administers the chat.

    Raises:
        UserError: That can't be found out.
    """
    manages = await request.manages()
    if manages is None:
        raise private_error(RIGHTS_UNKNOWN)
    return manages


async def _choice(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Offer the comments on a page of a thread that the person may remove.

    Raises:
        UserError: They may remove none of them.
    """
    excerpt = await requested_excerpt(request, library=library, chats=chats)
    page = await page_of_comments(request, excerpt, comments)
    in_chat = [each for each in page.comments if each.chat and not each.removed]
    own = [each for each in in_chat if each.author_key == request.person.key]
    if in_chat != own and (request.person.admin or await _manages(request)):
        own = in_chat
    if not own:
        raise private_error(
            "None of these comments is yours. Whoever wrote one removes it, and so does "
            "whoever administers this chat."
        )
    removals = [
        command_button(f"Remove {each.id}", "uncomment", words=str(each.id))
        for each in own
    ]
    back = command_button(
        "Remove none", "comments", excerpt=excerpt.id, page=page.number
    )
    return Reply(
        paragraphs=comment_paragraphs(page, excerpt),
        groups=(
            results(*removals),
            page_buttons(
                "uncomment", page=page.number, pages=page.pages, excerpt=excerpt.id
            ),
            actions(back),
        ),
        replaces=request.pressed,
    )
