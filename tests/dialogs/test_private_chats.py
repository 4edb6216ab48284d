"""A person alone with the bot: the same as in a group, with less to type."""

import pytest

from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE


@pytest.fixture
def alone(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, chat=PRIVATE)


async def test_a_card_leads_to_what_stands_around_it(alone: Dialogue) -> None:
    await alone.says("/quote brook")
    card = alone.text
    await alone.presses("Context")
    assert "Ada Brook" in alone.text
    await alone.presses("Comments")
    assert "Librarian · 4 May 1921" in alone.text
    await alone.presses("The excerpt")
    assert alone.text == card


async def test_a_field_asks_for_a_comment_and_for_a_search(alone: Dialogue) -> None:
    await alone.says("/quote kestrel")
    await alone.presses("Comments")
    await alone.fills("Comment", "I was there.")
    assert "kept as number" in alone.text
    await alone.presses("Take it back")
    assert "is gone." in alone.text
    await alone.says("/start")
    await alone.fills("Search …", "sacks")
    assert "the sacks of this harvest" in alone.text


async def test_whoever_is_alone_decides(alone: Dialogue) -> None:
    await alone.says("/daily on 08:30 Berlin")
    assert "every day at 08:30, Europe/Berlin" in alone.text
    await alone.presses("Turn off")
    assert "is off here" in alone.text


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_words_alone_are_searched_for(alone: Dialogue) -> None:
    await alone.says("sacks")
    assert "the sacks of this harvest" in alone.text


async def test_a_commands_name_alone_is_the_command(alone: Dialogue) -> None:
    await alone.says("Help")
    assert "/quote [speaker]" in alone.text
    await alone.says("quote")
    assert "Another" in alone.labels
    await alone.says("privacy")
    assert "What this bot keeps" in alone.text


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_a_name_alone_is_quoted(alone: Dialogue) -> None:
    for name in ("reed", "Ivo Reed", "REED"):
        await alone.says(name)
        assert "— Ivo Reed, Miller" in alone.text
        assert "Another" in alone.labels
    await alone.presses("Search for the words")
    assert "“REED”" in alone.text


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_what_is_more_or_less_than_a_name_is_searched_for(
    alone: Dialogue,
) -> None:
    for words in ("reed peace", "peace", "ivo", "miller", "help peace"):
        await alone.says(words)
        assert "Another" not in alone.labels


@pytest.mark.faces("telegram", "discord", reason="a terminal shows no replies")
async def test_words_in_reply_are_a_comment(alone: Dialogue) -> None:
    card = await alone.says("/quote brook")
    key = alone.text.rsplit("#", 1)[1]
    await alone.says("/quote kestrel")
    alone.shown = card
    await alone.replies("It is warm here.")
    assert alone.text.startswith(f"Comment on #{key} kept as number ")


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_what_is_said_in_private_stays_there(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.says("/daily on 08:30")
    alone = Dialogue(talk.stage, chat=PRIVATE)
    await alone.says("/daily status")
    assert "is off here" in alone.text


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_an_id_alone_shows_its_excerpt(alone: Dialogue) -> None:
    await alone.says("/quote brook")
    card = alone.text
    key = card.rsplit("#", 1)[1]
    await alone.says("/quote kestrel")
    await alone.says(f"#{key.lower()}")
    assert alone.text == card
    await alone.says(f"/topic {key}")
    assert alone.text == card
    await alone.says("#zzzzzzzz")
    assert "“#zzzzzzzz”" in alone.text
