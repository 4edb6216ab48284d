"""`/start`: what this is, and three ways in."""

from handlers.phrasing import code, count_of, paragraph, press, small
from handlers.reply import Reply
from handlers.request import Request
from storage.library import Library


async def start(_request: Request, *, library: Library) -> Reply:
    """Greet, say how much there is to read, and offer the first steps."""
    counts = await library.counts()
    return Reply(
        paragraphs=(
            paragraph(
                "Rostra serves excerpts of speeches: who said what, where and when. "
                f"This library holds {count_of(counts.transcripts, 'event')} with "
                f"{count_of(counts.speakers, 'speaker')} and "
                f"{count_of(counts.excerpts, 'excerpt')}."
            ),
            paragraph(
                "Try ",
                code("/quote"),
                " for an excerpt at random, ",
                code("/quote lincoln about peace"),
                " for a speaker and a subject, or ",
                code("/topic liberty"),
                " to search.",
            ),
            paragraph(small("/help lists everything.")),
        ),
        buttons=(
            (press("An excerpt", "quote"), press("Today's", "daily")),
            (press("Topics", "topics"), press("Speakers", "speakers")),
            (press("Help", "help"),),
        ),
    )
