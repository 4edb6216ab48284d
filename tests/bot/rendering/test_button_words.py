"""Buttons carry any words, and cost nothing where the words are short."""

from collections.abc import AsyncIterator, Collection
from pathlib import Path

import pytest

from bot.rendering.button_words import shorten_buttons
from handlers.contract.action import MAX_ACTION_BYTES, Action
from handlers.contract.reply import Button, Reply, actions, command_button
from storage.chats.button_words import ButtonWords
from storage.database.opening import open_database


def buttons(*words: str) -> Reply:
    return Reply(
        groups=tuple(actions(command_button("Go", "topic", words=w)) for w in words)
    )


def carried(reply: Reply) -> list[str]:
    return [
        Action.decode(button.action.encode()).words
        for button in reply.buttons
        if button.action
    ]


class CountedPhrases(ButtonWords):
    """ButtonWords that count their writes."""

    writes = 0

    async def store(self, words: Collection[str]) -> dict[str, str]:
        """Store words and count the write."""
        self.writes += 1
        return await super().store(words)


@pytest.fixture
async def phrases(database: Path) -> AsyncIterator[CountedPhrases]:
    opened = await open_database(database)
    yield CountedPhrases(opened)
    await opened.close()


LONG = "what was said about the bridge between the two villages, and when"


@pytest.mark.parametrize(
    "words",
    ["", "peace", LONG, "мир" * 20, "=", "=0123456789abcdef", "a:b " * 20, "💬" * 16],
)
async def test_words_come_back_whole(phrases: ButtonWords, words: str) -> None:
    (key,) = carried(await shorten_buttons(buttons(words), phrases))
    assert await phrases.expand(key) == words


async def test_only_long_words_are_stored_and_all_at_once(
    phrases: CountedPhrases,
) -> None:
    short = buttons("peace", "x" * (MAX_ACTION_BYTES - len("topic:::")))
    assert await shorten_buttons(short, phrases) is short
    assert phrases.writes == 0
    mixed = await shorten_buttons(buttons("peace", LONG, "мир" * 20), phrases)
    assert carried(mixed)[0] == "peace"
    assert phrases.writes == 1


async def test_links_stay_links(phrases: ButtonWords) -> None:
    link = Button(label="Source", url="https://speeches.example/" + "x" * 100)
    reply = Reply(groups=(actions(link), *buttons(LONG).groups))
    assert (await shorten_buttons(reply, phrases)).buttons[0] == link
