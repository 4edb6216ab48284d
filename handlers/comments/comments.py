"""`/comments [id]`: what people say about an excerpt, as a tree."""

from dataclasses import replace

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
from handlers.text.another import kept_words
from handlers.text.card import short_title, title_of
from handlers.text.lookup import requested_excerpt
from handlers.text.permission import require_manager
from handlers.text.wording import format_bounded, format_date, shorten
from storage.chats.chats import Chats
from storage.chats.comments import MAX_COUNTED, CommentPage, Comments, StoredComment
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

PAGE_SIZE = 6
MAX_SHOWN_CHARS = 500
"""Of a longer comment the beginning is shown, and a button leads to all of it."""

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
    number = request.arguments.number("number")
    if number is not None:
        return await _whole(request, number, excerpt, comments)
    await chats.set_last_excerpt(request.place.key, excerpt.id, request.place.thread)
    tree = await _tree(request, excerpt, comments)
    if not request.opens_threads:
        return tree
    wants_threads = await chats.has_threads(request.place.key)
    if await request.manages():
        tree = _with_choice(tree, excerpt, wants_threads=wants_threads)
    return replace(tree, thread=_thread(excerpt) if wants_threads else None)


async def thread_update(
    request: Request,
    excerpt_id: str,
    *,
    library: Library,
    chats: Chats,
    comments: Comments,
) -> Reply | None:
    """Return the comments on an excerpt as they are now, where the chat wants threads.

    It is for the excerpt's thread, after a request has changed them.
    """
    if not excerpt_id or not await chats.has_threads(request.place.key):
        return None
    excerpt = await library.excerpt(excerpt_id)
    if excerpt is None:
        return None
    first_page = replace(request, page=0, pressed=False)
    tree = await _tree(first_page, excerpt, comments)
    return replace(tree, thread=_thread(excerpt))


async def _tree(request: Request, excerpt: StoredExcerpt, comments: Comments) -> Reply:
    """Return the page of the comments on an excerpt that a request asks for."""
    page = await page_of_comments(request, excerpt, comments)
    listed = page.comments
    asked = kept_words(request)
    turns = page_buttons(
        "comments", page=page.number, pages=page.pages, words=asked, excerpt=excerpt.id
    )
    hint = [small("Add yours: "), code("/comment your words")]
    if listed:
        hint += [small(" · Answer one: "), code(f"/comment >{listed[0].id} your words")]
    answers = [_answer_button(comment) for comment in listed if not comment.removed]
    whole = [
        command_button(
            f"All of {comment.id}",
            "comments",
            words=f">{comment.id} {asked}".strip(),
            excerpt=excerpt.id,
            page=page.number,
        )
        for comment in listed
        if not comment.removed and len(comment.text) > MAX_SHOWN_CHARS
    ]
    buttons = [
        command_button("The excerpt", "excerpt", words=asked, excerpt=excerpt.id),
        field_button("Comment", "comment", excerpt=excerpt.id),
    ]
    if any(comment.chat and not comment.removed for comment in listed):
        # Who may remove which is asked when it is pressed: all see this message.
        buttons.append(
            command_button(
                "Remove …", "uncomment", excerpt=excerpt.id, page=page.number
            )
        )
    return Reply(
        paragraphs=(*comment_paragraphs(page, excerpt), paragraph(*hint)),
        groups=(results(*answers, *whole), turns, actions(*buttons)),
        replaces=request.pressed,
    )


async def _whole(
    request: Request, number: int, excerpt: StoredExcerpt, comments: Comments
) -> Reply:
    """Return all of one comment, with the way back to the page that it stands on.

    Raises:
        UserError: There is no such comment here (any more).
    """
    back = command_button(
        "All comments",
        "comments",
        words=kept_words(request),
        excerpt=excerpt.id,
        page=request.page,
    )
    found = await comments.get(number, request.place.key)
    if found is None:
        raise UserError(f"There is no comment {number} here (any more).", back)
    about = f" on #{excerpt.id}, {short_title(excerpt)}"
    return Reply(
        paragraphs=(
            heading(strong(f"Comment {found.id}"), about),
            _comment(replace(found, depth=0), max_chars=len(found.text)),
        ),
        groups=(results(_answer_button(found)), actions(back)),
        replaces=request.pressed,
    )


def _answer_button(comment: StoredComment) -> Button:
    return field_button(f"Answer {comment.id}", "comment", words=f">{comment.id}")


async def page_of_comments(
    request: Request, excerpt: StoredExcerpt, comments: Comments
) -> CommentPage:
    """Return the page of the comments on an excerpt that a request asks for."""
    return await comments.page(
        excerpt.slug,
        excerpt.id,
        request.place.key,
        number=request.page,
        size=PAGE_SIZE,
    )


def comment_paragraphs(
    page: CommentPage, excerpt: StoredExcerpt
) -> tuple[Paragraph, ...]:
    """Return a page of comments below how many there are."""
    about = f"#{excerpt.id}, {short_title(excerpt)}"
    if not page.comments:
        return (heading(f"Nobody has said anything about {about} yet."),)
    where = ""
    if page.pages > 1:
        where = f" (page {page.number + 1} of {page.pages})"
        if page.count >= MAX_COUNTED:
            where = f" (page {page.number + 1})"
    count = format_bounded(page.count, "comment", bound=MAX_COUNTED)
    own = [each for each in page.comments if each.excerpt]
    others = [each for each in page.comments if not each.excerpt]
    top = heading(strong(count if page.count else "No comment"), f" on {about}{where}")
    apart = [heading("On the whole event:")] if others else []
    return (top, *map(_comment, own), *apart, *map(_comment, others))


def _opening(text: str, max_chars: int) -> str:
    r"""Cut a text at a word, with its lines and paragraphs kept.

    >>> _opening("one\n\ntwo three", 12), _opening("one\n\ntwo", 12)
    ('one\n\ntwo…', 'one\n\ntwo')
    """
    if len(text) <= max_chars:
        return text
    cut = text[: max_chars - 1]
    if not text[max_chars - 1].isspace():
        cut = cut[
            : max((n for n, c in enumerate(cut) if c.isspace()), default=len(cut))
        ]
    return cut.rstrip(" \n,;:") + "…"


def _thread(excerpt: StoredExcerpt) -> ExcerptThread:
    name = shorten(f"#{excerpt.id} {title_of(excerpt)}", MAX_THREAD_NAME_CHARS)
    return ExcerptThread(excerpt=excerpt.id, name=name)


def _with_choice(tree: Reply, excerpt: StoredExcerpt, *, wants_threads: bool) -> Reply:
    """Add the button that lets who manages the chat choose where comments go."""
    label, words = "In threads", "in threads"
    if wants_threads:
        label, words = "Without threads", "in chat"
    button = command_button(label, "comments", words=words, excerpt=excerpt.id)
    *before, last = tree.groups
    return replace(tree, groups=(*before, actions(*last.buttons, button)))


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


def _comment(comment: StoredComment, max_chars: int = MAX_SHOWN_CHARS) -> Paragraph:
    """Show a comment below who wrote it and when, with its own lines."""
    when = format_date(comment.written[:10])
    spans = (
        (small(f"{comment.id} · taken back"),)
        if comment.removed
        else (
            small(f"{comment.id} · "),
            strong(comment.author or "Somebody"),
            small(f" · {when}" if when else ""),
            f"\n{_opening(comment.text, max_chars)}",
        )
    )
    return paragraph(
        *spans, role=ParagraphRole.COMMENT, depth=min(comment.depth, MAX_INDENT)
    )
