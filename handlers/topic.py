"""`/topic <words>`: what was said about a subject, best first."""

from dataclasses import replace

from content.names import exactly
from content.queries import Query, parse, relaxed, spelt
from handlers.action import Action
from handlers.errors import UserError
from handlers.hit_list import PER_PAGE, heading, listed, opening
from handlers.looking import brief, shown
from handlers.narrowing import facets, verbatim
from handlers.phrasing import (
    press,
    quoted,
    rows,
    sentence,
    shortened,
    turning,
)
from handlers.reply import Button, Reply
from handlers.request import Request
from handlers.speaker_choice import how_many, which_speaker
from handlers.topic_buttons import near_topics, topics_of
from storage.chats import Chats
from storage.comments import Comments
from storage.library import Library
from storage.phrases import Phrases
from storage.rows import StoredSpeaker
from storage.search import Search
from storage.topics import Topics

BY_NAME = 2
"""Speakers of one name that are offered beside what was found."""

NEAR = 4
"""Words of the library that are offered where nothing fits."""


async def topic(
    request: Request,
    *,
    library: Library,
    search: Search,
    topics: Topics,
    chats: Chats,
    comments: Comments,
    phrases: Phrases,
) -> Reply:
    """List the passages that fit the words best, five a page.

    Raises:
        UserError: No words were given, or nothing fits; it offers what is near.
    """
    words = brief(request, "a subject")
    query = parse(words)
    if not words or not (query.words or query.filtered):
        raise UserError(
            sentence(
                "What about? Send /topic with a word or a few, such as /topic peace. "
                "Quotation marks keep words together, -word leaves one out, and "
                "speaker:name, after:1940, before:1950 and in:place narrow it down.",
                press("Topics", "topics"),
                press("An excerpt instead", "quote"),
            )
        )
    speaker = await _speaker(query, request, library, phrases)
    speakers = (speaker.name,) if speaker else ()
    first = request.page * PER_PAGE
    found = await search.find(query, speakers=speakers, first=first, count=PER_PAGE)
    if not found.excerpts and request.page:
        # The library shrank since the button was made.
        first, request = 0, replace(request, page=0)
        found = await search.find(query, speakers=speakers, count=PER_PAGE)
    if not found.excerpts:
        raise UserError(
            await _nothing(
                words,
                query,
                search=search,
                topics=topics,
                speaker=speaker,
                library=library,
                phrases=phrases,
            )
        )
    top = heading(words, found, request.page)
    more = [
        *await verbatim(query, found, phrases),
        *await _by_name(query, library, phrases),
    ]
    if found.total == 1:
        excerpt = found.excerpts[0]
        await chats.point_at(request.place.key, excerpt.id)
        marks = found.marks_in(excerpt)
        reply = await shown(excerpt, request, comments=comments, marks=marks)
        return replace(
            reply,
            paragraphs=(*top, *reply.paragraphs),
            buttons=(*reply.buttons, *rows(more, 2)),
            replaces=request.pressed,
        )
    key = await phrases.shorten(words, Action.room("topic"))
    pages = -(-found.total // PER_PAGE)
    turn = turning("topic", page=request.page, pages=pages, words=key)
    narrower = [] if request.page else await facets(query, found, phrases)
    return Reply(
        paragraphs=(*top, *listed(found, first)),
        buttons=tuple(
            row
            for row in (opening(found, first), turn, *rows([*more, *narrower], 2))
            if row
        ),
        replaces=request.pressed,
    )


async def _speaker(
    query: Query, request: Request, library: Library, phrases: Phrases
) -> StoredSpeaker | None:
    """Return the one person that `speaker:` means; ask where it is not certain."""
    if not query.speaker:
        return None

    match = await library.find_speaker(query.speaker)
    if len(match.certain) == 1:
        return match.certain[0]

    def asking(speaker: StoredSpeaker) -> str:
        return spelt(replace(query, speaker=exactly(speaker.name)))

    raise UserError(
        await which_speaker(
            query.speaker, match, request, asking, about=query.words, phrases=phrases
        )
    )


async def _by_name(query: Query, library: Library, phrases: Phrases) -> list[Button]:
    """Offer the speakers whose name the words are, or begin with."""
    if query.filtered or query.phrases or not query.words:
        return []
    match = await library.find_speaker(query.words)
    if len(match.certain) > BY_NAME:
        key = await phrases.shorten(query.words, Action.room("speakers"))
        label = f"{how_many(match)} of that name".capitalize()
        return [press(label, "speakers", words=key)]
    buttons = []
    for speaker in match.certain:
        key = await phrases.shorten(exactly(speaker.name), Action.room("quote"))
        buttons.append(press(f"Quotes of {speaker.name}", "quote", words=key))
    if not match.certain:
        split = await library.split_speaker(query.words)
        for speaker in split.certain[:BY_NAME] if split.rest else ():
            narrowed = Query(words=split.rest, speaker=exactly(speaker.name))
            key = await phrases.shorten(spelt(narrowed), Action.room("topic"))
            buttons.append(press(f"Said by {speaker.name}", "topic", words=key))
    return buttons


async def _nothing(
    words: str,
    query: Query,
    *,
    search: Search,
    topics: Topics,
    speaker: StoredSpeaker | None,
    library: Library,
    phrases: Phrases,
) -> Reply:
    """Say that nothing fits, and offer what is near: speakers, topics, words."""
    buttons = await _by_name(query, library, phrases)
    said = f"Nothing in this library speaks of {quoted(words)}"
    *_, (_, dropped) = relaxed(query)
    if dropped:
        said += f", not even without {shortened(' '.join(dropped), 60)}"
    if query.filtered and query.words:
        key = await phrases.shorten(query.words, Action.room("topic"))
        buttons.append(press(f"Only {quoted(query.words, 30)}", "topic", words=key))
    narrowed = len(buttons)
    buttons += await near_topics(query.words, topics, phrases, speaker=speaker)
    offered = {button.label.casefold() for button in buttons}
    for word in await search.near_words(query.words, NEAR):
        if word.casefold() not in offered:
            key = await phrases.shorten(word, Action.room("topic"))
            buttons.append(press(word, "topic", words=key))
    if len(buttons) > narrowed:
        text = f"{said}. These are near:"
    else:
        text = f"{said}. Try other words, or see what it is about."
        buttons += [press("Topics", "topics"), press("Speakers", "speakers")]
    if speaker:
        buttons.append(await topics_of(speaker, phrases))
    return Reply(paragraphs=sentence(text).paragraphs, buttons=rows(buttons, 2))
