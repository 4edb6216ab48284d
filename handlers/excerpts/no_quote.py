"""What `/quote` answers where it has no excerpt to offer."""

from collections.abc import Sequence
from dataclasses import replace

from content.names.index import exact_name
from content.query.query import format_query, parse_query
from handlers.contract.reply import (
    Reply,
    actions,
    command_button,
    paragraph,
    refinements,
    results,
    text_reply,
)
from handlers.text.muting import hidden_reply, muted_reply
from handlers.text.query_text import (
    describe,
    invalid_dates,
    restrictions_by_name,
    unknown_names,
)
from handlers.text.refine import without_each_restriction
from handlers.text.topic_buttons import near_topic_buttons, speaker_topics_button
from handlers.text.wording import in_quotes
from storage.chats.exclusions import Exclusions
from storage.chats.rounds import ANY_SPEAKER
from storage.corpus.rows import StoredSpeaker
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics

MAX_NEAR_EXCERPTS = 3
"""Those that are offered in their context, where none of them stands by itself."""


async def excluded_here(
    chat_key: str,
    speaker: StoredSpeaker | None,
    exclusions: Exclusions,
    about: str = "",
    fitting: Sequence[str] = (),
) -> Reply | None:
    """Return the reply where nothing came since the chat has excluded it; else None."""
    if speaker and await exclusions.is_muted(chat_key, speaker.id):
        return muted_reply(speaker.name)
    if about:
        is_cause = await exclusions.excludes_some(chat_key, fitting)
    else:
        sought = speaker.id if speaker else ANY_SPEAKER
        is_cause = await exclusions.leaves_nothing(chat_key, sought)
    return _all_hidden(speaker, about) if is_cause else None


async def nearest_excluded_here(
    chat_key: str, speaker: StoredSpeaker, exclusions: Exclusions
) -> Reply | None:
    """Return the reply where not even the nearest came since the chat has excluded it."""
    is_cause = await exclusions.excludes_some_of(chat_key, speaker.id)
    return _all_hidden(speaker) if is_cause else None


def _all_hidden(speaker: StoredSpeaker | None, about: str = "") -> Reply:
    """Return the reply where a chat has excluded all that fits."""
    said = f" by {speaker.name}" if speaker else ""
    said += f" about {in_quotes(about)}" if about else ""
    by = exact_name(speaker.name) if speaker else ""
    words = format_query(replace(parse_query(about), speaker=by))
    found = [command_button("What was said", "topic", words=words)] if words else []
    return hidden_reply(said, *found)


async def nothing_about(
    about: str,
    page: SearchPage,
    speaker: StoredSpeaker | None,
    search: Search,
    topics: Topics,
) -> Reply:
    """Return the reply where nothing that fits can be offered, or nothing fits."""
    if page.excerpts:
        return _nothing_stands(about, page, by=speaker.name if speaker else "")
    return await _no_quote_about(about, page, speaker, search, topics)


def _nothing_stands(about: str, page: SearchPage, *, by: str) -> Reply:
    """Return the reply where all that fits needs its context."""
    words = format_query(replace(parse_query(about), speaker=exact_name(by)))
    near = [
        command_button(f"{number}, in context", "context", excerpt=excerpt.id)
        for number, excerpt in enumerate(page.excerpts[:MAX_NEAR_EXCERPTS], start=1)
    ]
    whose = f" by {by}" if by else ""
    reply = text_reply(
        f"Nothing{whose} about {in_quotes(about)} here is offered by itself: what was "
        "said needs what stands around it."
    )
    searched = command_button("What was said", "topic", words=words if by else about)
    return replace(reply, groups=(results(*near), actions(searched)))


async def _no_quote_about(
    about: str,
    page: SearchPage,
    speaker: StoredSpeaker | None,
    search: Search,
    topics: Topics,
) -> Reply:
    """Return the reply where nothing fits, with the nearest topics of the same speaker."""
    query = parse_query(about)
    near = await near_topic_buttons(query.words, topics, speaker=speaker)
    said, others = "Nobody says anything", [command_button("Topics", "topics")]
    if speaker:
        said = f"{speaker.name} says nothing"
        others = [
            command_button("Search everybody", "topic", words=about),
            command_button(
                f"Any by {speaker.name}", "quote", words=exact_name(speaker.name)
            ),
            speaker_topics_button(speaker),
        ]
    whose = [speaker.name] if speaker else []
    given_up, wider = await without_each_restriction(query, search, speakers=whose)
    if given_up:
        names = " or ".join(restrictions_by_name([each], query) for each in given_up)
        hint = f"There is something without {names}."
    else:
        hint = "These are near:" if near else "Try other words, or one of these."
    notes = (*invalid_dates(query), *unknown_names(page.unknown_names))
    if query.has_filters:
        text = f"{said} {describe(query)}. {hint}"
    else:
        text = f"{said} about {in_quotes(about)} in this library. {hint}"
    return Reply(
        paragraphs=tuple(map(paragraph, (text, *notes))),
        groups=(refinements(*wider), results(*near), actions(*others)),
    )
