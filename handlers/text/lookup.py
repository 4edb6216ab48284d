"""Find the excerpt that a request is about, and return its card."""

from collections.abc import Sequence

from content.excerpts.ids import normalise_id
from content.names.index import exact_name
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.reply import Button, Reply, UserError, command_button
from handlers.contract.request import Request
from handlers.text.card import card
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library


async def requested_excerpt(
    request: Request, *, library: Library, chats: Chats
) -> StoredExcerpt:
    """Return the excerpt whose id was typed, pressed or replied to, or shown last.

    Raises:
        UserError: There is no such excerpt (any more), or none was shown yet.
    """
    if typed := request.arguments.text("id"):
        return await _typed_excerpt(typed, library=library)
    key = request.excerpt or await chats.last_excerpt(request.place.key)
    if not key:
        raise UserError(
            "No excerpt was shown here yet. Ask for one first.",
            command_button("An excerpt", "quote"),
        )
    return await excerpt_by_id(key, library=library)


async def _typed_excerpt(words: str, *, library: Library) -> StoredExcerpt:
    """Return the excerpt with an id that a person typed.

    Raises:
        UserError: That is no id, or no excerpt has it.
    """
    key = normalise_id(words[:MAX_LOOK_UP_CHARS])
    if key is None:
        raise UserError(
            "That is not an excerpt's id: they look like #7K3M9QXA and stand "
            "under each excerpt.",
            command_button("An excerpt", "quote"),
        )
    return await excerpt_by_id(key, library=library)


async def excerpt_by_id(key: str, *, library: Library) -> StoredExcerpt:
    """Return the excerpt with an id.

    Raises:
        UserError: The library holds no such excerpt (any more).
    """
    excerpt = await library.excerpt(normalise_id(key) or key)
    if excerpt is None:
        raise UserError(
            f"The library has no excerpt #{key[:12]} (any more): its transcript "
            "was changed or taken out. Here is another way in.",
            command_button("An excerpt", "quote"),
            command_button("Speakers", "speakers"),
        )
    return excerpt


async def excerpt_card(
    excerpt: StoredExcerpt,
    request: Request,
    *,
    comments: Comments,
    another: Button | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return an excerpt's card with the number of comments that this chat sees."""
    count = await comments.count(excerpt.slug, excerpt.id, request.place.key)
    return card(
        excerpt,
        comments=count,
        another=another or _another_by_speaker(excerpt),
        marks=marks,
    )


def _another_by_speaker(excerpt: StoredExcerpt) -> Button:
    """Return the button for another excerpt of the same speaker, or of anybody."""
    return command_button("Another", "quote", words=exact_name(excerpt.speaker))
