"""`/topics [speaker or words]`: what this library is about."""

from content.names.index import exact_name
from handlers.contract.reply import (
    Paragraph,
    Reply,
    UserError,
    actions,
    command_button,
    field_button,
    heading,
    page_buttons,
    paragraph,
    results,
    row,
    small,
    strong,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.page_number import check_page
from handlers.text.speaker_choice import speaker_question
from handlers.text.topic_buttons import near_topic_buttons, topic_button
from handlers.text.wording import format_count, in_quotes
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library
from storage.search.topics import StoredTopic, Topics

PAGE_SIZE = 10

MAX_PAGE_DIGITS = 6

MAX_NAMED_SPEAKERS = 2
"""Speakers of a topic whose names are shown; the others are counted."""


async def topics(request: Request, *, library: Library, topics: Topics) -> Reply:
    """List the most telling topics, of everybody or of one speaker, a button each.

    Words that are nobody's name bring up the topics near to them.

    Raises:
        UserError: There are no topics or no such page, the name is several people's, or
            nothing is near.
    """
    words = request.arguments.text("about")
    wanted = request.arguments.number("page")
    if wanted is None:
        words, wanted = await _split_page(words, library)
    speaker = await _speaker(words, request, library, topics) if words else None
    number = speaker.id if speaker else 0
    first = (request.page if wanted is None else max(wanted - 1, 0)) * PAGE_SIZE
    page = await topics.top(speaker=number, first=first, count=PAGE_SIZE)
    if not page.topics and first:
        # The library shrank since the button was made, or there is no such page.
        first = 0
        page = await topics.top(speaker=number, first=0, count=PAGE_SIZE)
    if not page.topics:
        raise UserError(_no_topics(speaker))
    name = speaker.name if speaker else ""
    if wanted is not None:
        check_page(
            wanted,
            page.total,
            "topic",
            size=PAGE_SIZE,
            of=name,
        )
    of = f" of {name}" if name else ""
    title = f"{format_count(page.total, 'topic')}{of}"
    pages = -(-page.total // PAGE_SIZE)
    if pages > 1:
        title += f", page {first // PAGE_SIZE + 1:,} of {pages:,}"
    turns = page_buttons("topics", page=first // PAGE_SIZE, pages=pages, words=name)
    buttons = [topic_button(topic, speaker=name) for topic in page.topics]
    return Reply(
        paragraphs=(
            heading(strong(title)),
            *(_line(topic, alone=bool(speaker)) for topic in page.topics),
        ),
        groups=(results(*buttons), turns, actions(field_button("Search …", "topic"))),
        replaces=request.pressed and request.page > 0,
    )


async def _split_page(words: str, library: Library) -> tuple[str, int | None]:
    """Split "lincoln 2" into a name and a page; "John Paul 2" is a name."""
    name, _, last = words.rpartition(" ")
    is_page = name and last.isdecimal() and len(last) <= MAX_PAGE_DIGITS
    if not is_page or (await library.find_speaker(words)).certain:
        return words, None
    is_name = bool((await library.find_speaker(name)).certain)
    return (name, int(last)) if is_name else (words, None)


async def _speaker(
    words: str, request: Request, library: Library, topics: Topics
) -> StoredSpeaker:
    """Return the one speaker that the words name; offer what is near where none is."""
    match = await library.find_speaker(words)
    if len(match.certain) == 1:
        return match.certain[0]
    if match.certain:
        raise UserError(
            speaker_question(
                words, match, request, lambda speaker: speaker.name, about=""
            )
        )
    people = [
        command_button(speaker.name, "topics", words=exact_name(speaker.name))
        for speaker in match.suggestions
    ]
    near = await near_topic_buttons(words, topics)
    others = [command_button("Search for the words", "topic", words=words)]
    if near:
        text = f"These topics are near {in_quotes(words)}:"
        buttons = [*near, *others, *people]
    elif people:
        text = f"Nobody here is called {in_quotes(words)}. Did you mean one of these?"
        buttons = [*people, *others]
    else:
        text = (
            f"{in_quotes(words)} is neither a speaker nor near a topic of this "
            "library. See them all, or search for the words."
        )
        buttons = [command_button("All topics", "topics"), *others]
    offer = Reply(paragraphs=(paragraph(text),), groups=(results(*buttons),))
    raise UserError(offer)


def _no_topics(speaker: StoredSpeaker | None) -> Reply:
    if speaker is None:
        return text_reply(
            "This library has no topics yet: they are found when it is loaded, in what "
            "is said more than once. Search it, or see who speaks in it.",
            command_button("Speakers", "speakers"),
            command_button("An excerpt", "quote"),
        )
    return text_reply(
        f"{speaker.name} says too little here to have topics.",
        command_button(
            f"Quotes of {speaker.name}", "quote", words=exact_name(speaker.name)
        ),
        command_button("All topics", "topics"),
    )


def _line(topic: StoredTopic, *, alone: bool) -> Paragraph:
    """Return a row with a topic, who speaks of it, and when."""
    named = [] if alone else list(topic.speakers[:MAX_NAMED_SPEAKERS])
    if not alone and (more := len(topic.speakers) - MAX_NAMED_SPEAKERS) > 0:
        named.append(f"{more:,} more")
    parts = (", ".join(named), "–".join(topic.years))
    return row(
        strong(topic.phrase), small("".join(f" · {part}" for part in parts if part))
    )
