"""`/comments [id]`: what people say about an excerpt, as a tree."""

from collections.abc import Sequence

from handlers.contract.reply import (
    Button,
    ExcerptThread,
    Paragraph,
    ParagraphRole,
    Reply,
    UserError,
    actions,
    code,
    command_button,
    field_button,
    heading,
    page_buttons,
    paragraph,
    results,
    small,
    strong,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.lookup import requested_excerpt
from handlers.text.permission import require_manager
from handlers.text.speaker_choice import page_of
from handlers.text.wording import format_count, format_date, shorten
from storage.chats.chats import Chats
from storage.chats.comments import Comments, StoredComment
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

PAGE_SIZE = 6
MAX_SHOWN_CHARS = 500
"""A longer comment ends in an ellipsis."""

MAX_THREAD_NAME_CHARS = 100

MAX_INDENT = 6
"""Levels that are indented; deeper answers stand at the last."""


async def comments(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show the comments on an excerpt, then those on its whole event, as a tree.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet; or the person may not
            choose where comments are shown.
    """
    if where := request.arguments.text("where"):
        return await _choose_where(request, where, chats)
    excerpt = await requested_excerpt(request, library=library, chats=chats)
    await chats.set_last_excerpt(request.place.key, excerpt.id)
    thread = await comments.thread(excerpt.slug, excerpt.id, request.place.key)
    listed, page, pages = page_of(thread, request.page, PAGE_SIZE)
    count = sum(not comment.removed for comment in thread)
    about = f"#{excerpt.id}, {shorten(excerpt.title, 60)}"
    if not thread:
        top = heading(f"Nobody has said anything about {about} yet.")
    else:
        where = f" (page {page + 1} of {pages})" if pages > 1 else ""
        top = heading(strong(format_count(count, "comment")), f" on {about}{where}")
    turns = page_buttons("comments", page=page, pages=pages, excerpt=excerpt.id)
    hint = [small("Add yours: "), code("/comment your words")]
    if listed:
        hint += [small(" · Answer one: "), code(f"/comment >{listed[0].id} your words")]
    answers = [
        field_button(f"Answer {comment.id}", "comment", words=f">{comment.id}")
        for comment in listed
        if not comment.removed
    ]
    return Reply(
        paragraphs=(top, *map(_comment, listed), paragraph(*hint)),
        groups=(
            results(*answers),
            turns,
            actions(
                command_button("The excerpt", "excerpt", excerpt=excerpt.id),
                field_button("Comment", "comment", excerpt=excerpt.id),
                *await _where_buttons(request, chats, excerpt.id),
            ),
        ),
        replaces=request.pressed,
        thread=await _thread(request, chats, excerpt),
    )


async def _thread(
    request: Request, chats: Chats, excerpt: StoredExcerpt
) -> ExcerptThread | None:
    """Return the thread that the comments go to, where the chat wants one."""
    if not request.opens_threads or not await chats.has_threads(request.place.key):
        return None
    name = shorten(f"#{excerpt.id} {excerpt.title}", MAX_THREAD_NAME_CHARS)
    return ExcerptThread(excerpt=excerpt.id, name=name)


async def _where_buttons(
    request: Request, chats: Chats, excerpt_id: str
) -> Sequence[Button]:
    """Return the button that lets who manages the chat choose where comments go."""
    if not request.opens_threads or not await request.manages():
        return ()
    label, words = "In threads", "in threads"
    if await chats.has_threads(request.place.key):
        label, words = "Without threads", "in chat"
    return (command_button(label, "comments", words=words, excerpt=excerpt_id),)


async def _choose_where(request: Request, where: str, chats: Chats) -> Reply:
    """Store whether comments open threads in this chat."""
    read = command_button("Comments", "comments", excerpt=request.excerpt)
    if where == "threads" and not request.opens_threads:
        raise UserError(
            "No threads can be opened here, so the comments are shown in the chat.",
            read,
        )
    await require_manager(
        request,
        text_reply("Where comments are shown is for whoever manages this chat.", read),
    )
    await chats.set_threads(request.place.key, wanted=where == "threads")
    if where == "threads":
        text = "From now on the comments on an excerpt open a thread of their own here."
    else:
        text = "From now on comments are shown in this chat, and open no threads."
    return text_reply(text, read)


def _comment(comment: StoredComment) -> Paragraph:
    """Show a comment below who wrote it and when."""
    when = format_date(comment.written[:10])
    spans = (
        (small(f"{comment.id} · taken back"),)
        if comment.removed
        else (
            small(f"{comment.id} · "),
            strong(comment.author or "Somebody"),
            small(f" · {when}" if when else ""),
            f"\n{shorten(comment.text, MAX_SHOWN_CHARS)}",
        )
    )
    return paragraph(
        *spans, role=ParagraphRole.COMMENT, depth=min(comment.depth, MAX_INDENT)
    )
