"""Buttons that lead to a topic's excerpts."""

from content.language.terms import forms
from content.names.index import exact_name
from content.query.query import Query, format_query, without_quotes
from handlers.contract.reply import Button
from handlers.text.reply_parts import command_button
from handlers.text.wording import shorten
from storage.corpus.rows import StoredSpeaker
from storage.search.topics import StoredTopic, Topics

MAX_LABEL_CHARS = 40
"""Characters of a topic on a button."""

MAX_NEAR_TOPICS = 4
"""Topics offered where nothing fits."""


def search_words(topic: StoredTopic, *, speaker: str = "") -> str:
    """Return what to type after /topic to find a topic's excerpts.

    Several words that are said just so stand in quotation marks.

    >>> search_words(StoredTopic(phrase="old mill", is_said=True, speakers=(), years=()))
    '"old mill"'
    """
    plain = without_quotes(topic.phrase)  # a person may have named it, with marks in it
    whole = topic.is_said and len(forms(plain)) > 1
    whose = exact_name(speaker) if speaker else ""
    return format_query(
        Query(words=plain, phrases=(plain,) if whole else (), speaker=whose)
    )


def topic_button(
    topic: StoredTopic,
    *,
    speaker: str = "",
    command: str = "topic",
    verb: str = "",
) -> Button:
    """Return a button that asks for a topic.

    Args:
        topic: What to ask for.
        speaker: Whose words alone are wanted; empty for all.
        command: What the topic is for.
        verb: The command's words that go before it, if it needs any.
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
    """Offer the topics nearest to words that nothing fits.

    Args:
        words: As typed, without what only narrows them.
        topics: Where topics are found.
        speaker: Whose topics alone are wanted; None for everybody's.
        command: What a topic is for.
        verb: The command's words that go before it, if it needs any.
    """
    number, name = (speaker.id, speaker.name) if speaker else (0, "")
    return [
        topic_button(topic, speaker=name, command=command, verb=verb)
        for topic in await topics.nearest(words, MAX_NEAR_TOPICS, speaker=number)
    ]


def speaker_topics_button(speaker: StoredSpeaker) -> Button:
    """Offer all that one speaker speaks about."""
    return command_button(
        f"Topics of {speaker.name}", "topics", words=exact_name(speaker.name)
    )
