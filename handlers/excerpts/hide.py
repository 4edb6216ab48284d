"""`/hide [id]` and `/unhide [id]`: never offer an excerpt again, here or anywhere."""

import logging
from dataclasses import replace

from content.excerpts.ids import normalise_id
from content.names.index import exact_name
from handlers.contract.reply import Button, Reply, command_button, text_reply
from handlers.contract.request import Request
from handlers.text.card import named
from handlers.text.lookup import excerpt_by_id, requested_excerpt, requested_id
from handlers.text.muting import (
    ALL_HERE,
    ALL_NOWHERE,
    EVERYBODY,
    NOT_ANYWHERE,
    NOT_THIS,
)
from handlers.text.permission import require_admin, require_manager
from handlers.text.wording import NOT_IN_LIBRARY, format_count
from storage.chats.button_words import ButtonWords
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

log = logging.getLogger(__name__)

ALL = "all"
"""Stands for all that a chat has hidden."""

EVERYWHERE = "everywhere"
"""Follows a step of a button that is about all chats."""

ONLY_MANAGERS = text_reply(
    "Only administrators of this chat may say what is not offered here."
)


async def hide(
    request: Request, *, library: Library, chats: Chats, exclusions: Exclusions
) -> Reply:
    """Never offer an excerpt in this chat again, or in any.

    Raises:
        UserError: The person may not, or there is no such excerpt.
    """
    everywhere = await _check_may_decide(request, "hide an excerpt everywhere")
    if ids := _several(request):
        await exclusions.hide(request.place.key, *ids)
        verb = "is" if len(ids) == 1 else "are"
        return _answer(
            request,
            f"{format_count(len(ids), 'excerpt')} {verb} hidden here again.",
            command_button("Offer them again", "unhide", words=request.words),
            all_hidden_button(everywhere=False),
        )
    found = await requested_excerpt(request, library=library, chats=chats)
    text = await hide_one(request, found.id, exclusions, everywhere=everywhere)
    if not found.offered:
        text = f"Hidden {_where(everywhere)}, though it was not offered by itself"
    for_whom = f"for {EVERYBODY}" if everywhere else ""
    return _answer(
        request,
        f"{text}: {named(found)}. It is still found.",
        command_button("Undo", "unhide", words=for_whom, excerpt=found.id),
        _source_button(found),
        all_hidden_button(everywhere=everywhere),
    )


async def unhide(
    request: Request,
    *,
    library: Library,
    chats: Chats,
    exclusions: Exclusions,
    button_words: ButtonWords,
) -> Reply:
    """Offer an excerpt again, in this chat or anywhere, or all that the chat has hidden.

    Raises:
        UserError: The person may not, or there is no such excerpt.
    """
    everywhere = await _check_may_decide(request, "offer an excerpt everywhere again")
    if request.arguments.text("whom") == ALL:
        return await _unhide_all(request, exclusions, button_words)
    if ids := _several(request):
        await exclusions.unhide(request.place.key, *ids)
        verb = "is" if len(ids) == 1 else "are"
        return _answer(
            request,
            f"{format_count(len(ids), 'excerpt')} {verb} offered here again.",
            command_button("Undo", "hide", words=request.words),
        )
    key = await requested_id(request, chats)
    if everywhere:
        is_excluded = await exclusions.is_withdrawn(key)
    else:
        is_excluded = await exclusions.is_hidden(request.place.key, key)
    # A button that offers it again was shown under what was hidden; an update that is handled
    # twice must be answered the same.
    if not (is_excluded or request.pressed):
        found = await excerpt_by_id(key, library=library)
        if not (request.arguments.text("id") or request.excerpt):
            # It merely was shown last: somebody means another one.
            return _answer(
                request,
                f"The excerpt shown last is not hidden {_where(everywhere)}: "
                f"{named(found)}",
                all_hidden_button(everywhere=everywhere),
            )
        text, *buttons = await _offered_now(
            request, found, exclusions, everywhere=everywhere, was_hidden=False
        )
        return _answer(
            request, f"{text}: {named(found)}", *buttons, _source_button(found)
        )
    return await unhide_one(request, key, library, exclusions, everywhere=everywhere)


async def hide_one(
    request: Request, key: str, exclusions: Exclusions, *, everywhere: bool
) -> str:
    """Never offer an excerpt again; return what came of it, to be followed by its name."""
    if not everywhere:
        await exclusions.hide(request.place.key, key)
        return "Not offered here any more"
    await exclusions.withdraw(key)
    log.info("%s hid excerpt %s everywhere", request.person.key, key)
    return "Offered nowhere any more"


async def unhide_one(
    request: Request,
    key: str,
    library: Library,
    exclusions: Exclusions,
    *,
    everywhere: bool,
) -> Reply:
    """Offer an excerpt again, also one that has left the library; say where it is now."""
    if everywhere:
        await exclusions.restore(key)
        log.info("%s lets excerpt %s be offered again", request.person.key, key)
    else:
        await exclusions.unhide(request.place.key, key)
    found = await library.excerpt(key)
    if found is None:
        # `/hide` takes only what the library has; the list, what it had.
        undo = list_step("Undo", "hide", key, everywhere=everywhere)
        text = f"Hidden {_where(everywhere)} no more: #{key}, which is {NOT_IN_LIBRARY}"
        return _answer(request, text, undo)
    text, *buttons = await _offered_now(
        request, found, exclusions, everywhere=everywhere
    )
    return _answer(request, f"{text}: {named(found)}", *buttons, _source_button(found))


async def _offered_now(
    request: Request,
    found: StoredExcerpt,
    exclusions: Exclusions,
    *,
    everywhere: bool,
    was_hidden: bool = True,
) -> tuple[str, *tuple[Button, ...]]:
    """Return what is true of an excerpt that is not hidden now, and the way on.

    It is not said to be offered again where it was hidden at no time.
    """
    chat = request.place.key
    where = _where(everywhere)
    state = f"Hidden {where} no more" if was_hidden else f"Not hidden {where}"
    if not found.offered:
        return (f"{state}, but it is not offered by itself",)
    if everywhere:
        if await exclusions.is_hidden(chat, found.id):
            text = "Offered again in other chats, but hidden in this one"
            return (
                text if was_hidden else f"{state}, but hidden in this chat",
                command_button("Offer it here", "unhide", excerpt=found.id),
            )
        text = "Offered again" if was_hidden else state
        return text, _hide_button(found.id, everywhere=True)
    if await exclusions.is_withdrawn(found.id):
        restore = command_button(
            "Offer it everywhere",
            "unhide",
            words=f"for {EVERYBODY}",
            excerpt=found.id,
        )
        buttons = (restore,) if request.person.admin else ()
        return f"{state}, but the library offers it nowhere", *buttons
    if found.speaker_id and await exclusions.is_muted(chat, found.speaker_id):
        words = exact_name(found.speaker)
        unmute = command_button(f"Unmute {found.speaker}", "unmute", words=words)
        return f"{state}, but {found.speaker} is muted here", unmute
    text = "Offered here again" if was_hidden else state
    return text, _hide_button(found.id, everywhere=False)


async def _unhide_all(
    request: Request, exclusions: Exclusions, button_words: ButtonWords
) -> Reply:
    """Offer all again that the chat has hidden, and let that be undone."""
    settings = command_button("Settings", "settings")
    ids = await exclusions.hidden_ids(request.place.key)
    # The same request again, after a kill, finds nothing hidden any more.
    kept = await button_words.keep_first(request.key, " ".join(ids))
    if not kept:
        return _answer(request, "Nothing is hidden here.", settings)
    await exclusions.unhide(request.place.key, *kept.split())
    undo = command_button("Undo", "hide", words=f"these {kept}")
    return _answer(
        request, "All that was hidden here is offered again.", undo, settings
    )


async def _check_may_decide(request: Request, do_what: str) -> bool:
    """Check that the person may decide what is offered; return whether it is everywhere.

    Raises:
        UserError: They may not.
    """
    if request.arguments.text("whom") == EVERYBODY:
        require_admin(request, do_what)
        return True
    await require_manager(request, ONLY_MANAGERS)
    return False


def _several(request: Request) -> tuple[str, ...]:
    """Return the ids on a button that is about several excerpts; mostly none."""
    words = request.arguments.text("these").split()
    return tuple(key for word in words if (key := normalise_id(word)))


def all_hidden_button(*, everywhere: bool) -> Button:
    """Return the button that lists what is hidden, here or everywhere."""
    if everywhere:
        return command_button(ALL_NOWHERE, "hidden", words=f"for {EVERYBODY}")
    return command_button(ALL_HERE, "hidden")


def list_step(
    label: str, step: str, key: str, *, everywhere: bool, page: int = 0
) -> Button:
    """Return the button that hides one excerpt, or offers it again, and lists the rest."""
    scope = f" {EVERYWHERE}" if everywhere else ""
    return command_button(label, "hidden", words=f"step {step}{scope} {key}", page=page)


def _hide_button(key: str, *, everywhere: bool) -> Button:
    if everywhere:
        words = f"for {EVERYBODY}"
        return command_button(NOT_ANYWHERE, "hide", words=words, excerpt=key)
    return command_button(NOT_THIS, "hide", excerpt=key)


def _source_button(found: StoredExcerpt) -> Button:
    return command_button("Source", "source", excerpt=found.id)


def _where(everywhere: bool) -> str:
    return EVERYWHERE if everywhere else "here"


def _answer(request: Request, text: str, *buttons: Button) -> Reply:
    return replace(text_reply(text, *buttons), replaces=request.pressed)
