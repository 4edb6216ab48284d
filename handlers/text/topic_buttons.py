"""Buttons that search for a topic."""

from content.language.words.terms import folded_words
from content.language.words.tokens import tokens
from content.names.index import exact_name
from content.query.query import Query, format_query, without_quotes
from handlers.contract.reply import Button, command_button
from handlers.text.wording import shorten
from storage.corpus.rows import StoredSpeaker
from storage.search.topics import StoredTopic, Topics

MAX_LABEL_CHARS = 40
"""Characters of a topic on a button."""

MAX_NEAR_TOPICS = 4
"""Topics offered where nothing fits a query."""


def search_words(topic: StoredTopic, *, speaker: str = "") -> str:
    """Return the query that finds a topic's excerpts.

    Several words that are said in this order stand in quotation marks.

    >>> search_words(StoredTopic(phrase="old mill", is_said=True, speakers=(), years=()))
    '"old mill"'
    """
    plain = without_quotes(topic.phrase)  # a person may have named it, with marks in it
    whole = topic.is_said and len(folded_words(plain)) > 1
    whose = exact_name(speaker) if speaker else ""
    return format_query(
        Query(words=plain, phrases=(plain,) if whole else (), speaker=whose)
    )


def topic_button(
    topic: StoredTopic, *, speaker: str = "", command: str = "topic", verb: str = ""
) -> Button:
    """Return a button that searches for a topic.

    Args:
        topic: What to search for.
        speaker: The only speaker whose words are wanted; empty for all.
        command: The command that the button gives the topic to.
        verb: The sub-command that goes before it, if the command needs one.
    """
    words = f"{verb} {search_words(topic, speaker=speaker)}".strip()
    return command_button(shorten(topic.phrase, MAX_LABEL_CHARS), command, words=words)


async def near_topic_buttons(
    words: str,
    topics: Topics,
    *,
    speaker: StoredSpeaker | None = None,
    command: str = "topic",
    verb: str = "",
) -> list[Button]:
    """Return buttons for the topics nearest to words that nothing fits.

    To no words nothing is near.

    Args:
        words: The words as typed, without restrictions.
        topics: Where topics are found.
        speaker: The only speaker whose topics are wanted; None for all.
        command: As for `topic_button`.
        verb: As for `topic_button`.
    """
    if next(tokens(words), None) is None:
        return []
    number, name = (speaker.id, speaker.name) if speaker else (0, "")
    return [
        topic_button(topic, speaker=name, command=command, verb=verb)
        for topic in await topics.nearest(words, MAX_NEAR_TOPICS, speaker=number)
    ]


def speaker_topics_button(speaker: StoredSpeaker) -> Button:
    """Return the button that lists the topics of a speaker."""
    return command_button(
        f"Topics of {speaker.name}", "topics", words=exact_name(speaker.name)
    )
