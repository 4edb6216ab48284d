"""`/start`: what this is, and three ways in."""

from content.excerpts.ids import normalise_id
from handlers.contract.reply import (
    Paragraph,
    Reply,
    actions,
    code,
    command_button,
    field_button,
    paragraph,
    small,
)
from handlers.contract.request import Request
from handlers.excerpts.excerpt import excerpt
from handlers.text.examples import example_commands
from handlers.text.wording import EMPTY_LIBRARY, format_count
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.search.library import Library


async def start(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show what this bot is, how much the library holds, and the first steps.

    With an id, as links bring it, show its excerpt.
    """
    if normalise_id(request.arguments.text("id")):
        return await excerpt(request, library=library, chats=chats, comments=comments)
    counts = await library.counts()
    about = "Rostra serves excerpts of speeches: who said what, where and when. "
    sentences = (
        request.how_to_comment,
        "/settings lets one come by itself every day." if request.delivers else "",
        "/help lists everything.",
    )
    hint = paragraph(small(" ".join(filter(None, sentences))))
    if not counts.excerpts:
        about += EMPTY_LIBRARY
        return Reply(
            paragraphs=(paragraph(about), hint),
            groups=(actions(command_button("Help", "help")),),
        )
    about += (
        f"This library holds {format_count(counts.transcripts, 'event')} with "
        f"{format_count(counts.speakers, 'speaker')} and "
        f"{format_count(counts.excerpts, 'excerpt')}."
    )
    return Reply(
        paragraphs=(paragraph(about), await _first_steps(library), hint),
        groups=(
            actions(
                command_button("An excerpt", "quote"),
                command_button("Today's", "daily"),
                command_button("Topics", "topics"),
                command_button("Speakers", "speakers"),
                field_button("Search …", "topic"),
                command_button("Help", "help"),
            ),
        ),
    )


async def _first_steps(library: Library) -> Paragraph:
    quote, topic = await example_commands(library)
    of_somebody = (code(quote), " for a speaker and a subject, ")
    return paragraph(
        "Try ",
        code("/quote"),
        " for an excerpt at random, ",
        *(of_somebody if quote else ()),
        "or ",
        code(topic),
        " to search.",
    )
