"""`/topic <words>`: what was said about a subject, best first."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.words.tokens import tokens
from content.names.index import exact_name
from content.query.query import Query, format_query, parse_query
from content.query.restrictions import wants_anything
from content.query.wording import Courtesy, find_courtesy
from handlers.contract.reply import (
    Button,
    Reply,
    UserError,
    actions,
    code,
    command_button,
    page_buttons,
    paragraph,
    refinements,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.card import result_buttons, result_paragraphs, show_excerpt
from handlers.text.examples import example_commands
from handlers.text.lookup import excerpt_of_words
from handlers.text.no_results import no_results
from handlers.text.query_text import describe, invalid_dates, results_heading
from handlers.text.refine import (
    as_typed_buttons,
    facet_buttons,
    reading_buttons,
    speaker_buttons,
    without_each_restriction,
)
from handlers.text.search_state import with_embedding_note
from handlers.text.speaker_choice import require_one_speaker, speaker_question
from handlers.text.wording import in_quotes, shorten
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics
from storage.semantic.embedding_job import EmbeddingJob

RESULTS_PER_PAGE = 5

_COURTESIES = {
    Courtesy.GREETING: "Hello! This bot finds what was said in speeches: write ",
    Courtesy.THANKS: "You are welcome. For more, write ",
}
"""How somebody is answered who greets or thanks, and asks for nothing."""


async def topic(
    request: Request,
    *,
    library: Library,
    search: Search,
    topics: Topics,
    chats: Chats,
    comments: Comments,
    embedding: EmbeddingJob,
) -> Reply:
    """List the passages that fit the words best, five a page; an id shows its excerpt.

    Raises:
        UserError: No words were given, or only what is to be left out, or nothing
            fits; it offers what is near.
    """
    words = request.arguments.text("words")
    if alone := await excerpt_of_words(words, library=library):
        return await show_excerpt(alone, request, chats=chats, comments=comments)
    if request.bare and (courtesy := find_courtesy(words)):
        return await _courtesy_reply(courtesy, words, library)
    query = parse_query(words)
    require_one_speaker(query, request)
    has_words = next(tokens(query.words), None) is not None
    if not (has_words or query.has_filters):
        raise _usage(query)
    if not (has_words or wants_anything(replace(query, words=""))):
        raise UserError(_leave_out_from_what(query))
    speaker = await _speaker(query, request, library)
    speakers = (speaker.name,) if speaker else ()
    first = request.page * RESULTS_PER_PAGE
    found = await search.find(
        query, speakers=speakers, first=first, count=RESULTS_PER_PAGE
    )
    if not found.excerpts and request.page:
        # The library shrank since the button was made.
        first, request = 0, replace(request, page=0)
        found = await search.find(query, speakers=speakers, count=RESULTS_PER_PAGE)
    if not found.excerpts:
        reply = await no_results(
            words, query, found, speaker, search=search, topics=topics, library=library
        )
        raise UserError(with_embedding_note(reply, query, await embedding.coverage()))
    top = results_heading(words, found, first, by=speaker.name if speaker else "")
    more = await _other_readings(query, found, speakers, search=search, library=library)
    if found.total == 1:
        [only] = found.excerpts
        card = await show_excerpt(
            only, request, chats=chats, comments=comments, marks=found.marks_in(only)
        )
        return replace(
            card,
            paragraphs=(*top, *card.paragraphs),
            groups=(*card.groups, refinements(*more)),
            replaces=request.pressed,
        )
    pages = -(-found.total // RESULTS_PER_PAGE)
    turn = page_buttons("topic", page=request.page, pages=pages, words=words)
    narrower = [] if request.page else facet_buttons(query, found)
    return Reply(
        paragraphs=(*top, *result_paragraphs(found, first)),
        groups=(result_buttons(found, first), turn, refinements(*more, *narrower)),
        replaces=request.pressed,
    )


async def _courtesy_reply(courtesy: Courtesy, words: str, library: Library) -> Reply:
    """Answer a courtesy with what can be asked; a button searches for it all the same."""
    quote, topic = await example_commands(library)
    return Reply(
        paragraphs=(
            paragraph(
                _COURTESIES[courtesy],
                "a subject or a name, or send ",
                *((code(quote), " or ") if quote else ()),
                code(topic),
                ".",
            ),
        ),
        groups=(
            actions(
                command_button("An excerpt", "quote"),
                command_button("Topics", "topics"),
                command_button("Help", "help"),
                command_button("Search for the words", "topic", words=words),
            ),
        ),
    )


def _usage(query: Query) -> UserError:
    """Return the question for words, with what was typed that is none."""
    passed_over = "".join(f"{each} " for each in invalid_dates(query))
    if query.words:
        signs = in_quotes(query.words, 30)
        passed_over += f"Nothing in this library speaks of {signs}: it has no words. "
    return UserError(
        f"{passed_over}What about? Send /topic with a word or a few, such as "
        "/topic peace. Quotation marks keep words together, -word leaves one "
        "out, and speaker:name, after:1940, before:1950 and in:place narrow it "
        "down; -speaker:name and -in:place leave out, too.",
        command_button("Topics", "topics"),
        command_button("An excerpt instead", "quote"),
    )


def _leave_out_from_what(query: Query) -> Reply:
    """Return the question for a subject, where things are only left out: nearly all fits."""
    left_out = format_query(replace(query, words=""))
    wanted = Query(
        words=" ".join(query.excluded),
        speaker="".join(query.excluded_speakers[:1]),
        place="".join(query.excluded_places[:1]),
    )
    return text_reply(
        "Leave that out from what? Send /topic with a subject, too, such as /topic peace "
        f"{shorten(left_out, 60)}. Without the hyphen it is searched for.",
        command_button(
            f"Search {shorten(describe(wanted), 40)}",
            "topic",
            words=format_query(wanted),
        ),
        command_button("Topics", "topics"),
    )


async def _other_readings(
    query: Query,
    found: SearchPage,
    speakers: Sequence[str],
    *,
    search: Search,
    library: Library,
) -> list[Button]:
    """Return buttons for what else the words may have meant."""
    whole: list[Button] = []
    if found.dropped:
        _, whole = await without_each_restriction(query, search, speakers=speakers)
    read = [*whole, *as_typed_buttons(query, found), *reading_buttons(query, found)]
    if found.preference and found.preference.speakers and found.preference.words:
        return read
    return [*read, *await speaker_buttons(query, library)]


async def _speaker(
    query: Query, request: Request, library: Library
) -> StoredSpeaker | None:
    """Return the one person that `speaker:` means; ask where it is not certain."""
    if not query.speaker:
        return None

    match = await library.find_speaker(query.speaker)
    if len(match.certain) == 1:
        return match.certain[0]

    def asking(speaker: StoredSpeaker) -> str:
        return format_query(replace(query, speaker=exact_name(speaker.name)))

    raise UserError(
        speaker_question(query.speaker, match, request, asking, about=query.words)
    )
