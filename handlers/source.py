"""`/source [id]`: where an excerpt is from, and what may be done with it."""

from collections.abc import Iterable

from handlers.contract.reply import Button, Paragraph, Reply, Span, Style
from handlers.contract.request import Request
from handlers.text.card import link, voice
from handlers.text.lookup import excerpt_meant
from handlers.text.phrasing import paragraph, press, spoken_date, strong
from storage.corpus.rows import StoredExcerpt
from storage.digests.chats import Chats
from storage.search.library import Library


async def source(request: Request, *, library: Library, chats: Chats) -> Reply:
    """Cite an excerpt in full.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
    found = await excerpt_meant(request, library=library, chats=chats)
    buttons: list[tuple[Button, ...]] = [
        (press("The excerpt", "excerpt", excerpt=found.id),)
    ]
    if url := link(found.source):
        buttons.insert(0, (Button(label="Open the source", url=url),))
    return Reply(paragraphs=tuple(_lines(found)), buttons=tuple(buttons))


def _lines(found: StoredExcerpt) -> Iterable[Paragraph]:
    yield paragraph(strong(found.title))
    yield Paragraph(spans=tuple(voice(found)), tight=True)
    if found.printed not in {"", found.speaker}:
        yield paragraph(f"Printed there as: {found.printed}", tight=True)
    for label, value in (
        ("When", spoken_date(found.date)),
        ("Where", found.place),
        ("Source", found.source),
        ("Licence", found.licence),
        ("Id", f"#{found.id}"),
    ):
        if value:
            yield Paragraph(
                spans=(Span(f"{label}: ", Style.SMALL), Span(value)), tight=True
            )
