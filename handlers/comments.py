"""`/comments [id]`: what people say about an excerpt, as a tree."""

from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    Reply,
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
)
from handlers.contract.request import Request
from handlers.text.lookup import requested_excerpt
from handlers.text.speaker_choice import page_of
from handlers.text.wording import format_count, format_date, shorten
from storage.chats.chats import Chats
from storage.chats.comments import Comments, StoredComment
from storage.search.library import Library

PAGE_SIZE = 6
MAX_SHOWN_CHARS = 500
"""A longer comment ends in an ellipsis."""

MAX_INDENT = 6
"""Levels that are indented; deeper answers stand at the last."""


async def comments(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show the comments on an excerpt, then those on its whole event, as a tree.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
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
            ),
        ),
        replaces=request.pressed,
    )


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
