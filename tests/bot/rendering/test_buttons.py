"""A reply has one button for each thing to do, with any words; short ones cost nothing."""

from collections.abc import AsyncIterator, Collection
from pathlib import Path

import pytest

from bot.rendering.buttons import shorten_buttons, without_repeats
from handlers.contract.action import MAX_ACTION_BYTES, Action
from handlers.contract.reply import (
    Button,
    Reply,
    actions,
    command_button,
    field_button,
    navigation,
)
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


SOURCE = Button(label="Source", url="https://speeches.example/1901")


def test_the_first_of_two_that_do_the_same_is_kept() -> None:
    first = command_button("The first", "speakers")
    last = command_button("The last", "speakers")
    named = command_button("Quotes", "quote", words="Ada Brook")
    reply = without_repeats(
        Reply(groups=(navigation(first, last), actions(last, named, SOURCE, SOURCE)))
    )
    assert [group.buttons for group in reply.groups] == [(first,), (named, SOURCE)]


def test_buttons_that_differ_in_anything_are_kept() -> None:
    reply = Reply(
        groups=(
            navigation(*(command_button("Go", "topic", page=n) for n in range(3))),
            actions(
                command_button("Go", "topic", words="peace"),
                field_button("Go", "topic", words="peace"),
                command_button("Go", "quote", words="peace"),
                SOURCE,
            ),
        )
    )
    assert without_repeats(reply) is reply
