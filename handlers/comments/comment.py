"""`/comment <text>`: say something about an excerpt, or answer somebody."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from content.language.typography.visibility import shows_anything
from handlers.comments.comments import thread_update
from handlers.contract.action import MAX_COMMENT_CHARS
from handlers.contract.reply import (
    Button,
    Reply,
    UserError,
    command_button,
    field_button,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.lookup import requested_excerpt
from handlers.text.wording import format_count, in_quotes, shorten
from storage.chats.chats import Chats
from storage.chats.comments import CommentLimitError, Comments, StoredComment
from storage.search.library import Library

_BAD_ANSWER = re.compile(r">[>\s]*$|>\S|>\s*\S*\d")
"""Begins as an answer to a comment, but has no number; "> " before words quotes them."""


async def comment(
    request: Request,
    *,
    library: Library,
    chats: Chats,
    comments: Comments,
    comments_an_hour: int,
) -> Reply:
    """Store a comment on the excerpt replied to or shown last, or an answer to one.

    Raises:
        UserError: There are no words or too many, no excerpt, no such comment, or the
            person wrote as many in an hour as they may.
    """
    text = request.arguments.text("text")
    answered = request.arguments.number("answer_to")
    if not text:
        if answered is None:
            about = await requested_excerpt(request, library=library, chats=chats)
            write = field_button("Comment", "comment", excerpt=about.id)
        else:
            write = field_button(f"Answer {answered}", "comment", words=f">{answered}")
        raise _ask_for_words(write)
    _check(text, answered, request)
    parent = await _parent(answered, request, comments)
    if parent:
        # An answer goes where its parent is, even if another excerpt was shown since.
        slug, key = parent.slug, parent.excerpt
        what = f"Answer to comment {parent.id}"
    else:
        excerpt = await requested_excerpt(request, library=library, chats=chats)
        slug, key = excerpt.slug, excerpt.id
        what = f"Comment on #{excerpt.id}"
    name = request.person.name
    try:
        number = await comments.add(
            slug=slug,
            excerpt_id=key,
            parent=parent.id if parent else None,
            chat_key=request.place.key,
            author=shorten(name, 80) if shows_anything(name) else "",
            author_key=request.person.key,
            text=text,
            now=request.now,
            request_key=request.key,
            max_an_hour=comments_an_hour,
        )
    except CommentLimitError as error:
        raise _too_many(comments_an_hour, error.until, request) from error
    shown = key or await library.first_excerpt_id(slug)
    where = await _answered_thread(parent, shown, library) if parent else ""
    reply = text_reply(
        f"{what} kept as number {number}: “{shorten(text, 80)}”{where}",
        command_button("Comments", "comments", excerpt=shown),
        command_button("Take it back", "uncomment", words=str(number)),
    )
    update = await thread_update(
        request, key, library=library, chats=chats, comments=comments
    )
    return replace(reply, thread_update=update)


def _ask_for_words(write: Button) -> UserError:
    """Return the question for a comment's words, with the button to write them."""
    return UserError(
        f"What would you say? Press {write.label}, send /comment with your words, or "
        "reply to an excerpt with them. /comment >12 answers comment 12.",
        write,
        command_button("Read the comments", "comments"),
    )


def _too_many(an_hour: int, until: datetime, request: Request) -> UserError:
    """Return that somebody wrote as many comments as they may, until a moment."""
    minutes = max(1, -((request.now - until) // timedelta(minutes=1)))
    return UserError(
        f"You have written {format_count(an_hour, 'comment')} in an hour, "
        "and nobody may write more. Nothing was kept: send it again in "
        f"{format_count(minutes, 'minute')}.",
        _read_button(request),
    )


def _check(text: str, answered: int | None, request: Request) -> None:
    """Raise `UserError` where words can't be kept as a comment."""
    if answered is None and _BAD_ANSWER.match(text):
        raise UserError(
            "Which comment is that for? Nothing was kept. /comment >12 and your "
            "words answer comment 12: the numbers stand before the names. To begin "
            "with a > of your own, put a word before it.",
            _read_button(request),
        )
    if not shows_anything(text):
        raise UserError(
            "Nothing of that can be seen: it holds invisible characters only. Nothing "
            "was kept; write it once more.",
            _read_button(request),
        )
    if len(text) > MAX_COMMENT_CHARS:
        raise UserError(
            f"A comment takes at most {MAX_COMMENT_CHARS:,} characters; this one has "
            f"{len(text):,}. Nothing was kept: shorten it, or send it in parts."
        )


async def _answered_thread(parent: StoredComment, shown: str, library: Library) -> str:
    """Return what an answered comment is about, as the end of a sentence."""
    if parent.excerpt:
        return f", on #{parent.excerpt}"
    # It is about a whole transcript, which has no id in a chat.
    excerpt = await library.excerpt(shown) if shown else None
    return f", on {in_quotes(excerpt.title)}" if excerpt else ""


def _read_button(request: Request) -> Button:
    return command_button("Read the comments", "comments", excerpt=request.excerpt)


async def _parent(
    number: int | None, request: Request, comments: Comments
) -> StoredComment | None:
    if number is None:
        return None
    parent = await comments.get(number, request.place.key)
    if parent is None:
        raise UserError(
            f"There is no comment {number} here (any more), so nothing was kept. "
            "The numbers stand before the names.",
            _read_button(request),
        )
    return parent
