"""`/source [id]`: where an excerpt is from, and what may be done with it."""

from collections.abc import Iterable

from content.names.index import exact_name
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    actions,
    command_button,
    heading,
    navigation,
    refinements,
    row,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.text.another import kept_words
from handlers.text.card import byline, first_link, link_to, place_of, title_of
from handlers.text.lookup import requested_excerpt
from handlers.text.muting import EVERYBODY, NOT_ANYWHERE, NOT_THIS
from handlers.text.wording import format_date
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library


async def source(
    request: Request, *, library: Library, chats: Chats, exclusions: Exclusions
) -> Reply:
    """Cite an excerpt in full.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
    found = await requested_excerpt(request, library=library, chats=chats)
    url = link_to(found) or first_link(found.source)
    links = [Button(label="Open the source", url=url)] if url else []
    return Reply(
        paragraphs=tuple(_lines(found)),
        groups=(
            actions(*links, command_button("Cite", "cite", excerpt=found.id)),
            refinements(*await _choices(found, request, exclusions)),
            navigation(
                command_button(
                    "The excerpt",
                    "excerpt",
                    words=kept_words(request),
                    excerpt=found.id,
                )
            ),
        ),
    )


async def _choices(
    found: StoredExcerpt, request: Request, exclusions: Exclusions
) -> list[Button]:
    """Return the buttons with which administrators say what is not offered again."""
    buttons = []
    chat = request.place.key
    # What is not offered now may have been when it was hidden.
    hidden = await exclusions.is_hidden(chat, found.id)
    if (hidden or found.offered) and await request.manages():
        label, command = ("Offer it again", "unhide") if hidden else (NOT_THIS, "hide")
        buttons.append(command_button(label, command, excerpt=found.id))
        if found.offered and found.speaker_id is not None and not found.is_role:
            muted = await exclusions.is_muted(chat, found.speaker_id)
            verb, command = ("Unmute", "unmute") if muted else ("Mute", "mute")
            words = exact_name(found.speaker)
            buttons.append(
                command_button(f"{verb} {found.speaker}", command, words=words)
            )
    if request.person.admin:
        gone = await exclusions.is_withdrawn(found.id)
        if gone or found.offered:
            label, command = (
                ("Offer it everywhere", "unhide") if gone else (NOT_ANYWHERE, "hide")
            )
            words = f"for {EVERYBODY}"
            buttons.append(
                command_button(label, command, words=words, excerpt=found.id)
            )
    return buttons


def _lines(found: StoredExcerpt) -> Iterable[Paragraph]:
    yield heading(strong(title_of(found)))
    yield row(*byline(found))
    if found.printed not in {"", found.speaker}:
        yield row(f"Printed there as: {found.printed}")
    for label, value in (
        ("When", format_date(found.date)),
        ("Where", place_of(found)),
        ("Source", found.source),
        ("Licence", found.licence),
        ("Id", f"#{found.id}"),
    ):
        if value:
            yield row(small(f"{label}: "), value)
