"""`/context [id]`: what was said just before an excerpt, and just after."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from handlers.contract.reply import (
    Paragraph,
    Reply,
    Span,
    SpanStyle,
    actions,
    command_button,
    heading,
    navigation,
)
from handlers.contract.request import Request
from handlers.text.another import kept_words
from handlers.text.card import (
    byline,
    byline_and_provenance,
    comments_button,
    quotation,
    source_button,
)
from handlers.text.lookup import requested_excerpt
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

MAX_RADIUS = 3
"""Neighbours on each side; more would not fit one message."""


async def context(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show an excerpt between its neighbours, and offer a wider view.

    A neighbour of another voice says whose words it holds, so that commentary and
    stage directions are never taken for speech.

    Raises:
        UserError: No excerpt bears the id, or none was shown yet.
    """
    middle = await requested_excerpt(request, library=library, chats=chats)
    await chats.set_last_excerpt(request.place.key, middle.id, request.place.thread)
    radius = min(request.page + 1, MAX_RADIUS)
    neighbours = await library.context(middle.id, radius)
    count = await comments.count(middle.slug, middle.id, request.place.key)
    reply = context_view(
        middle, neighbours, radius=radius, comments=count, asked=kept_words(request)
    )
    return replace(reply, replaces=request.pressed)


def context_view(
    middle: StoredExcerpt,
    neighbours: Sequence[StoredExcerpt],
    *,
    radius: int,
    comments: int,
    asked: str,
    marks: Sequence[tuple[int, int]] = (),
    left_out: Collection[str] = (),
) -> Reply:
    """Return the view of an excerpt between its neighbours.

    Args:
        middle: The excerpt.
        neighbours: It and what stands around it, in order.
        radius: How many were looked for on each side.
        comments: How many the chat sees on it.
        asked: What its buttons keep, so that the way back asks for the same.
        marks: Start and end of each match in the excerpt's text.
        left_out: Ids of neighbours that are not shown.
    """
    views = [command_button("◂ Only this", "excerpt", words=asked, excerpt=middle.id)]
    if radius < MAX_RADIUS and len(neighbours) > radius + 1:
        views.append(
            command_button(
                "Wider", "context", words=asked, excerpt=middle.id, page=radius
            )
        )
    shown = [each for each in neighbours if each.id not in left_out]
    return Reply(
        paragraphs=(*_passage(shown, middle, marks), *byline_and_provenance(middle)),
        groups=(
            navigation(*views),
            actions(
                comments_button(middle.id, comments, words=asked),
                source_button(middle.id, words=asked),
            ),
        ),
    )


def _passage(
    neighbours: Iterable[StoredExcerpt],
    middle: StoredExcerpt,
    marks: Sequence[tuple[int, int]],
) -> Iterable[Paragraph]:
    last = (middle.speaker, middle.kind)
    for neighbour in neighbours:
        ours = (neighbour.speaker, neighbour.kind)
        if ours != last:
            yield heading(*byline(neighbour))
        last = ours
        if neighbour.id == middle.id:
            yield quotation(neighbour, marks)
        else:
            yield _dimmed(quotation(neighbour))


def _dimmed(paragraph: Paragraph) -> Paragraph:
    return replace(
        paragraph, spans=tuple(Span(s.text, SpanStyle.SMALL) for s in paragraph.spans)
    )
