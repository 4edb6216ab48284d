"""`/saved`: what a person keeps, newest first; open, remove and restore it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.excerpts.ids import normalise_id
from content.query.marks import Mark
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    UserError,
    actions,
    command_button,
    heading,
    note,
    page_buttons,
    paragraph,
    results,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.saves.joining import link, unlink
from handlers.saves.save import TOO_MANY
from handlers.text.card import (
    byline,
    byline_and_provenance,
    excerpt_card,
    quotation,
    short_title,
    snippet,
)
from handlers.text.page_number import check_page
from handlers.text.wording import (
    NOT_IN_LIBRARY,
    format_count,
    format_date,
    in_quotes,
    platform_of,
)
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.people.joining import Joining
from storage.people.saves import SavedExcerpt, SavedPage, SaveLimitError, Saves

PAGE_SIZE = 5

MAX_PAGE_DIGITS = 3
"""A longer number is no page, but words to look for, such as a year."""


async def saved(
    request: Request,
    *,
    saves: Saves,
    joining: Joining,
    chats: Chats,
    comments: Comments,
) -> Reply:
    """List what the person keeps, or do what a sub-command says.

    Raises:
        UserError: They keep nothing of what they ask for, or there is no such page.
    """
    match request.arguments.subcommand:
        case "open":
            reply = await _open(request, saves, chats, comments)
        case "remove":
            reply = await _remove(request, saves)
        case "restore":
            reply = await _restore(request, saves)
        case "link":
            reply = await link(request, joining)
        case "unlink":
            reply = await unlink(request, joining)
        case _:
            shared = await _shared_with(request, joining)
            reply = await _list(request, saves, below=shared)
    return reply


async def _shared_with(request: Request, joining: Joining) -> tuple[Paragraph, ...]:
    """Return the note that a list is that of another account, too; nothing if it is not."""
    joined = await joining.joined(request.person.key)
    names = " and ".join(map(platform_of, joined))
    said = f"It is the same list on {names}; /saved unlink parts them."
    return (note(said),) if joined else ()


async def _list(
    request: Request,
    saves: Saves,
    *top: Paragraph,
    below: tuple[Paragraph, ...] = (),
) -> Reply:
    """List a page of what a person keeps, between what is said of it."""
    typed = request.arguments
    words, number = typed.text("words") or typed.unread, typed.text("page")
    if words.isdecimal() and not number:
        words, number = "", words
    if len(number) > MAX_PAGE_DIGITS:
        words, number = number, ""
    at = max(int(number or 1) - 1, request.page)
    page = await _page(request, saves, words, at)
    if number and page.count:
        listing = f"list {words}".strip()
        check_page(
            int(number),
            page.count,
            "excerpt",
            size=PAGE_SIZE,
            of=listing,
            command="saved",
        )
    of = f" of {words}" if words else ""
    listed = [*enumerate(page.saved, start=page.number * PAGE_SIZE + 1)]
    return Reply(
        paragraphs=(*top, *_paragraphs(page, listed, words), *below),
        groups=(
            results(
                *(
                    command_button(f"{n}", "saved", words=f"open {each.excerpt.id}")
                    for n, each in listed
                )
            ),
            page_buttons(
                "saved",
                page=page.number,
                pages=page.pages,
                words=f"list {words}".strip(),
            ),
            actions(
                *(
                    command_button(
                        f"Remove {n}",
                        "saved",
                        words=f"remove {each.excerpt.id}{of}",
                        page=page.number,
                    )
                    for n, each in listed
                )
            ),
            actions(*_ways_on(page, words)),
        ),
        replaces=request.pressed,
    )


async def _page(request: Request, saves: Saves, words: str, number: int) -> SavedPage:
    person = request.person.key
    if words:
        return await saves.find(person, words, number=number, size=PAGE_SIZE)
    return await saves.page(person, number=number, size=PAGE_SIZE)


def _ways_on(page: SavedPage, words: str) -> Iterator[Button]:
    if words:
        yield command_button("All I keep", "saved", words="list")
    if page.count:
        yield command_button("Export", "export")
    elif not words:
        yield command_button("An excerpt", "quote")


def _paragraphs(
    page: SavedPage, listed: Iterable[tuple[int, SavedExcerpt]], words: str
) -> Iterator[Paragraph]:
    about = f" with {in_quotes(words)}" if words else ""
    if not page.count:
        how = "" if words else " Press Save under one, or send /save after it."
        yield heading(f"You keep no excerpts{about}.{how}")
        return
    where = f" (page {page.number + 1} of {page.pages})" if page.pages > 1 else ""
    count = strong(format_count(page.count, "excerpt"))
    yield heading("You keep ", count, f"{about}, newest first{where}")
    for number, each in listed:
        excerpt = each.excerpt
        spans = tuple(snippet(excerpt, _marks(excerpt.text, words)))
        yield Paragraph(spans=spans, role=ParagraphRole.QUOTATION)
        parts = (
            short_title(excerpt),
            format_date(excerpt.date),
            "" if each.in_library else NOT_IN_LIBRARY,
        )
        event = small("".join(f" · {part}" for part in parts if part))
        whose = (strong(f"{number} "), *byline(excerpt), event)
        yield Paragraph(spans=whose, role=ParagraphRole.CITATION)


def _marks(text: str, words: str) -> list[Mark]:
    """Return where a text has words as they were typed."""
    return sorted(
        Mark(found.start(), found.end(), number)
        for number, word in enumerate(words.split())
        for found in re.finditer(re.escape(word), text, re.IGNORECASE)
    )


async def _open(
    request: Request, saves: Saves, chats: Chats, comments: Comments
) -> Reply:
    """Show one excerpt as a card; what the library lacks, as it was when it was saved."""
    id_ = _id(request)
    found = await saves.get(request.person.key, id_)
    if found is None:
        raise _not_kept(id_)
    back = actions(
        command_button("My saves", "saved"),
        command_button("Remove", "saved", words=f"remove {id_}"),
    )
    excerpt = found.excerpt
    if not found.in_library:
        when = format_date(found.saved.date().isoformat())
        gone = f"This is {NOT_IN_LIBRARY}. You saved it so on {when}."
        parts = (quotation(excerpt), *byline_and_provenance(excerpt))
        return Reply(paragraphs=(*parts, paragraph(small(gone))), groups=(back,))
    if request.alone:
        await chats.set_last_excerpt(request.place.key, id_, request.place.thread)
    card = await excerpt_card(excerpt, request.place.key, comments=comments)
    return replace(card, groups=(*card.groups, back))


async def _remove(request: Request, saves: Saves) -> Reply:
    id_ = _id(request)
    removed = await saves.remove(
        request.person.key, id_, now=request.now, request_key=request.key
    )
    if not removed:
        raise _not_kept(id_)
    reply = await _list(request, saves, paragraph(f"#{id_} is removed."))
    undo = command_button(
        "Undo",
        "saved",
        words=request.words.replace("remove", "restore", 1),
        page=request.page,
    )
    return replace(reply, groups=(actions(undo), *reply.groups))


async def _restore(request: Request, saves: Saves) -> Reply:
    id_ = _id(request)
    try:
        restored = await saves.restore(request.person.key, id_)
    except SaveLimitError as error:
        raise UserError(TOO_MANY, command_button("My saves", "saved")) from error
    if not restored:
        raise UserError(
            f"#{id_} can't be brought back: it was removed more than a day ago, or never "
            f"saved. If the library has it, /save {id_} saves it anew.",
            command_button("My saves", "saved"),
        )
    return await _list(request, saves, paragraph(f"#{id_} is back where it was."))


def _id(request: Request) -> str:
    typed = request.arguments.text("id")[:MAX_LOOK_UP_CHARS]
    key = normalise_id(typed)
    if key is None:
        raise UserError(
            "Which one? An excerpt's id looks like #7K3M9QXA; /saved has a button for "
            "each that you keep.",
            command_button("My saves", "saved"),
        )
    return key


def _not_kept(id_: str) -> UserError:
    return UserError(
        f"You keep no excerpt #{id_} (any more).", command_button("My saves", "saved")
    )
