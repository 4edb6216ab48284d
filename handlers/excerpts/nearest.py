"""What comes nearest, in its context, where nothing asked for stands on its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content.names.index import exact_name
from content.query.query import Query, format_query
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    actions,
    command_button,
    paragraph,
)
from handlers.excerpts.context import context_view
from handlers.text.another import asked_words
from handlers.text.query_text import describe, restrictions_by_name
from storage.chats.comments import Comments
from storage.chats.exclusions import Exclusions
from storage.corpus.rows import StoredExcerpt, StoredSpeaker
from storage.search.library import Library
from storage.search.search import SearchPage

RADIUS = 1
"""Neighbours on each side; a button shows more."""


async def nearest_view(
    excerpt: StoredExcerpt,
    query: Query,
    speaker: StoredSpeaker,
    chat_key: str,
    *,
    library: Library,
    comments: Comments,
    exclusions: Exclusions,
    another: Button,
    is_only: bool,
    found: SearchPage | None = None,
    notes: Iterable[Paragraph] = (),
    marks: Sequence[tuple[int, int]] = (),
) -> Reply:
    """Return the view of an excerpt that is not offered by itself, and say so above it.

    Neighbours that the chat is never offered are left out: nobody has asked for those.

    Args:
        excerpt: What comes nearest.
        query: What was asked for, beside the speaker.
        speaker: Whose words were asked for.
        chat_key: The chat that it is shown in.
        library: Where its neighbours are.
        comments: Where its comments are counted.
        exclusions: What the chat is never offered.
        another: The button for the next nearest.
        is_only: Whether there is no other, so that the button is left out.
        found: Where what was asked for is not there as a whole: what was found instead.
        notes: Shown at the top.
        marks: Start and end of each match in the excerpt's text.
    """
    around = await library.context(excerpt.id, RADIUS)
    ids = [each.id for each in around if each.id != excerpt.id]
    left_out = await exclusions.among(chat_key, ids)
    view = context_view(
        excerpt,
        around,
        radius=RADIUS,
        comments=await comments.count(excerpt.slug, excerpt.id, chat_key),
        asked=asked_words(excerpt, another),
        marks=marks,
        left_out=left_out,
    )
    with_context = ", with what was said around it" if len(ids) > len(left_out) else ""
    asked = found.corrected_query if found else query
    said = f"Nothing {describe(asked, by=speaker.name)}"
    if found is None:
        said += f" stands on its own here; this comes nearest{with_context}:"
    else:
        lifted = restrictions_by_name(found.dropped, asked) if found.dropped else ""
        without = f" without {lifted}" if lifted else ""
        said += f": try other words, or see what comes nearest{without}{with_context}:"
    theirs = format_query(replace(query, speaker=exact_name(speaker.name)))
    return replace(
        view,
        paragraphs=(*notes, paragraph(said), *view.paragraphs),
        groups=(
            *([] if is_only else [actions(another)]),
            *view.groups,
            actions(
                command_button("What was said", "topic", words=theirs),
                command_button("Speakers", "speakers"),
            ),
        ),
    )
