"""`/hidden`: what is never offered in a chat, or anywhere, to be offered again."""

from collections.abc import Iterator
from dataclasses import replace

from content.excerpts.ids import normalise_id
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    actions,
    command_button,
    heading,
    page_buttons,
    paragraph,
    results,
    small,
    strong,
    text_reply,
)
from handlers.contract.request import Request
from handlers.excerpts.hide import (
    EVERYWHERE,
    all_hidden_button,
    hide_one,
    list_step,
    unhide_one,
)
from handlers.text.card import byline, named, short_title, snippet
from handlers.text.muting import EVERYBODY, NOT_ANYWHERE, NOT_THIS
from handlers.text.permission import require_admin, require_manager
from handlers.text.wording import (
    NOT_IN_LIBRARY,
    format_count,
    format_date,
    shorten,
)
from storage.chats.excluded_list import ExcludedExcerpt, ExcludedPage
from storage.chats.exclusions import Exclusions
from storage.search.library import Library

PAGE_SIZE = 5

MAX_OPENING_CHARS = 120
"""Characters of an excerpt in the list: enough to know it by."""

LISTED_ALONE = "What is offered nowhere is listed in our private chat."

ONLY_MANAGERS = text_reply(
    "Only administrators of this chat may see what is hidden here."
)


async def hidden(
    request: Request, *, library: Library, exclusions: Exclusions
) -> Reply:
    """List what is hidden in a chat or everywhere, once what a button says is done.

    Raises:
        UserError: The person may not see it.
    """
    step, _, rest = request.arguments.text("step").partition(" ")
    scope, _, key = rest.rpartition(" ")
    everywhere = (
        scope == EVERYWHERE if step else request.arguments.text("whom") == EVERYBODY
    )
    if everywhere:
        require_admin(request, "see what is hidden everywhere")
    else:
        await require_manager(request, ONLY_MANAGERS)
    said: tuple[Paragraph, ...] = ()
    undo: tuple[Button, ...] = ()
    if step in _OPPOSITES and (id_ := normalise_id(key)):
        if step == "offer":
            done = await unhide_one(
                request, id_, library, exclusions, everywhere=everywhere
            )
            said = done.paragraphs
        else:
            text = await hide_one(request, id_, exclusions, everywhere=everywhere)
            found = await library.excerpt(id_)
            said = (paragraph(f"{text}: {named(found) if found else f'#{id_}'}"),)
        opposite = _OPPOSITES[step]
        undo = (
            list_step("Undo", opposite, id_, everywhere=everywhere, page=request.page),
        )
    listed = await _list(request, exclusions, everywhere=everywhere)
    return replace(
        listed,
        paragraphs=(*said, *listed.paragraphs),
        groups=(actions(*undo), *listed.groups),
    )


_OPPOSITES = {"offer": "hide", "hide": "offer"}
"""What undoes each step of a button."""


async def _list(request: Request, exclusions: Exclusions, *, everywhere: bool) -> Reply:
    """List a page of what is hidden, with a button to offer each again."""
    number = max((request.arguments.number("page") or 1) - 1, request.page)
    if everywhere:
        page = await exclusions.withdrawn_page(number=number, size=PAGE_SIZE)
    else:
        chat = request.place.key
        page = await exclusions.hidden_page(chat, number=number, size=PAGE_SIZE)
    listed = [*enumerate(page.excerpts, start=page.number * PAGE_SIZE + 1)]
    again = [
        list_step(
            f"Offer {n} again",
            "offer",
            each.id,
            everywhere=everywhere,
            page=page.number,
        )
        for n, each in listed
    ]
    is_private = everywhere and not request.alone
    return Reply(
        paragraphs=(
            _heading(page, everywhere=everywhere),
            *(part for n, each in listed for part in _lines(n, each)),
        ),
        groups=(
            results(
                *(
                    command_button(f"{n}", "excerpt", words=each.id)
                    for n, each in listed
                    if each.excerpt
                )
            ),
            page_buttons(
                "hidden",
                page=page.number,
                pages=page.pages,
                words=f"for {EVERYBODY}" if everywhere else "",
            ),
            actions(*again),
            actions(*_ways_on(request, page, everywhere=everywhere)),
        ),
        replaces=request.pressed,
        private=is_private,
        elsewhere=LISTED_ALONE if is_private else "",
    )


def _heading(page: ExcludedPage, *, everywhere: bool) -> Paragraph:
    where = "everywhere" if everywhere else "here"
    if not page.count:
        label = NOT_ANYWHERE if everywhere else NOT_THIS
        what = f"/hide for {EVERYBODY}" if everywhere else "/hide"
        return heading(
            f"No excerpt is hidden {where}. “{label}” under the answer of /source hides "
            f"one, as does {what}."
        )
    verb = "is" if page.count == 1 else "are"
    of = f" (page {page.number + 1:,} of {page.pages:,})" if page.pages > 1 else ""
    count = strong(format_count(page.count, "excerpt"))
    return heading(count, f" {verb} hidden {where}{of}")


def _lines(number: int, hidden: ExcludedExcerpt) -> Iterator[Paragraph]:
    """Yield the first words of an excerpt, and whose they are."""
    found = hidden.excerpt
    if found:
        spans = tuple(snippet(found, (), max_chars=MAX_OPENING_CHARS))
        yield Paragraph(spans=spans, role=ParagraphRole.QUOTATION)
        event = (short_title(found), format_date(found.date), f"#{hidden.id}")
        told = small("".join(f" · {part}" for part in event if part))
        whose = (strong(f"{number} "), *byline(found), told)
    else:
        if hidden.words:
            words = shorten(hidden.words, MAX_OPENING_CHARS)
            yield paragraph(words, role=ParagraphRole.QUOTATION)
        whose = (strong(f"{number} "), small(f"#{hidden.id} · {NOT_IN_LIBRARY}"))
    yield Paragraph(spans=whose, role=ParagraphRole.CITATION)


def _ways_on(
    request: Request, page: ExcludedPage, *, everywhere: bool
) -> Iterator[Button]:
    if page.count > 1 and not everywhere:
        yield command_button("Offer all again", "unhide", words="for all")
    if request.person.admin:
        yield all_hidden_button(everywhere=not everywhere)
