"""Find the excerpt that a request is about."""

from content.excerpts.ids import normalise_id
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.reply import UserError, command_button
from handlers.contract.request import Place, Request
from storage.chats.chats import Chats
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library


async def requested_excerpt(
    request: Request, *, library: Library, chats: Chats
) -> StoredExcerpt:
    """Return the excerpt whose id was typed, pressed or replied to, or shown last.

    Raises:
        UserError: There is no such excerpt (any more), or none was shown yet.
    """
    return await excerpt_by_id(await requested_id(request, chats), library=library)


async def requested_id(request: Request, chats: Chats) -> str:
    """Return the id that was typed, pressed or replied to, or of what was shown last.

    In a thread about an excerpt, that one goes before the one shown last. The library
    may have no such excerpt.

    Raises:
        UserError: That is no id, or no excerpt was shown yet.
    """
    if typed := request.arguments.text("id"):
        if (key := normalise_id(typed[:MAX_LOOK_UP_CHARS])) is None:
            raise UserError(
                "That is not an excerpt's id: they look like #7K3M9QXA and stand under "
                "each excerpt.",
                command_button("An excerpt", "quote"),
            )
    elif not (key := request.excerpt or await _shown_excerpt(request.place, chats)):
        raise UserError(
            "No excerpt was shown here yet. Ask for one first.",
            command_button("An excerpt", "quote"),
        )
    return key


async def excerpt_of_words(words: str, *, library: Library) -> StoredExcerpt | None:
    """Return the excerpt whose id some words are, or None where they are no id.

    A word of eight letters is hardly ever one, and then somebody means the id.
    """
    key = normalise_id(words)
    return await library.excerpt(key) if key else None


async def _shown_excerpt(place: Place, chats: Chats) -> str:
    """Return the id of the excerpt that a thread is about, or that was shown last."""
    about = await chats.excerpt_in(place.key, place.thread) if place.thread else ""
    return about or await chats.last_excerpt(place.key, place.thread)


async def excerpt_by_id(key: str, *, library: Library) -> StoredExcerpt:
    """Return the excerpt with an id.

    Raises:
        UserError: The library holds no such excerpt, or none any more.
    """
    excerpt = await library.excerpt(normalise_id(key) or key)
    if excerpt is None:
        why = "Look once more at the id, which stands under each excerpt."
        if await library.had_excerpt(key):
            why = "Its transcript was changed or taken out since."
        raise UserError(
            f"There is no excerpt #{key[:12]} in this library. {why} Here is another way "
            "in.",
            command_button("An excerpt", "quote"),
            command_button("Speakers", "speakers"),
        )
    return excerpt
