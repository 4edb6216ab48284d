"""What people say to a bot that asks for nothing is no search."""

import pytest

from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE

ALONE = pytest.mark.faces(
    "telegram", "discord", "terminal", reason="only faces take words without a command"
)


@pytest.fixture
def alone(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, chat=PRIVATE)


@ALONE
@in_turn(
    "said",
    [
        "hi",
        "Good morning!",
        "Bonjour à tous",
        "Привет!",
        "你好",
        "おはよう",
        "Morning!",
        "morning all",
    ],
)
async def test_a_greeting_is_answered_with_what_to_ask(
    alone: Dialogue, said: str
) -> None:
    await alone.says(said)
    assert "Hello! This bot finds what was said in speeches:" in alone.text
    assert "/topic" in alone.text
    await alone.presses("An excerpt")
    assert "Another" in alone.labels


@ALONE
@in_turn("said", ["merci", "спасибо", "Thank you so much 🙏", "谢谢！"])
async def test_thanks_are_answered_as_such(alone: Dialogue, said: str) -> None:
    await alone.says(said)
    assert "You are welcome." in alone.text


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_a_courtesy_is_searched_for_where_somebody_means_it(
    alone: Dialogue,
) -> None:
    await alone.says("good morning")
    await alone.presses("Search for the words")
    assert "Hello!" not in alone.text
    await alone.says("good morning bread")
    assert "Hello!" not in alone.text
    await alone.says("morning")
    assert "Hello!" not in alone.text
    await alone.says("/topic thanks")
    assert "You are welcome" not in alone.text
