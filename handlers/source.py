"""`/source [id]`: where an excerpt is from, and what may be done with it."""

from collections.abc import Iterable

from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    actions,
    command_button,
    heading,
    navigation,
    row,
    small,
    strong,
)
from handlers.contract.request import Request
from handlers.text.another import kept_words
from handlers.text.card import byline, link_to
from handlers.text.lookup import requested_excerpt
from handlers.text.wording import format_date
from storage.chats.chats import Chats
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library


async def source(request: Request, *, library: Library, chats: Chats) -> Reply:
    """Cite an excerpt in full.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
    found = await requested_excerpt(request, library=library, chats=chats)
    url = link_to(found)
    links = [Button(label="Open the source", url=url)] if url else []
    return Reply(
        paragraphs=tuple(_lines(found)),
        groups=(
            actions(*links, command_button("Cite", "cite", excerpt=found.id)),
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


def _lines(found: StoredExcerpt) -> Iterable[Paragraph]:
    yield heading(strong(found.title))
    yield row(*byline(found))
    if found.printed not in {"", found.speaker}:
        yield row(f"Printed there as: {found.printed}")
    for label, value in (
        ("When", format_date(found.date)),
        ("Where", found.place),
        ("Source", found.source),
        ("Licence", found.licence),
        ("Id", f"#{found.id}"),
    ):
        if value:
            yield row(small(f"{label}: "), value)
