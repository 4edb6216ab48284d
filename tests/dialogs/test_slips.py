"""What is mistyped, or was never there, leads on from where one stands."""

import pytest

from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE


@pytest.mark.faces(
    "app", "telegram", "terminal", reason="Discord's commands are chosen from a menu"
)
async def test_a_mistyped_command_keeps_its_words(talk: Dialogue) -> None:
    # In a group it would be meant for another bot.
    talk = Dialogue(talk.stage, chat=PRIVATE)
    await talk.says("/qoute reed about sacks")
    assert "Did you mean /quote?" in talk.text
    await talk.presses("/quote reed about sacks")
    assert "— Ivo Reed" in talk.text
    assert "sacks" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord has options for these words")
async def test_no_button_does_what_somebody_typed_for_others(talk: Dialogue) -> None:
    card = await talk.says("/quote reed")
    id_ = card.text.rpartition("#")[2][:8]
    await talk.says(f"/excerpt {id_} asked daily off")
    (action,) = (b.action for b in talk.shown.buttons if b.label == "Another")
    assert action
    assert action.command == "quote"


async def test_an_id_that_never_was_is_not_said_to_have_left(talk: Dialogue) -> None:
    await talk.says("/excerpt 7K3M9QXA")
    assert "There is no excerpt #7K3M9QXA in this library." in talk.text
    assert "taken out" not in talk.text


@pytest.mark.faces("app", "telegram", "terminal", reason="/start takes no option")
async def test_start_with_an_id_opens_its_excerpt(talk: Dialogue) -> None:
    card = await talk.says("/quote reed")
    id_ = card.text.rpartition("#")[2][:8]
    for typed in (id_, id_.lower(), f"#{id_}"):
        opened = await talk.says(f"/start {typed}")
        assert opened.paragraphs == card.paragraphs
    await talk.says("/start hello")
    assert "Rostra serves excerpts" in talk.text


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has its menu")
async def test_two_speakers_are_asked_about(talk: Dialogue) -> None:
    for command in ("/topic", "/quote"):
        await talk.says(f"{command} sacks speaker:brook speaker:reed")
        assert "One speaker at a time. Whom do you mean?" in talk.text
        assert talk.labels == ["brook", "reed"]
        await talk.presses("reed")
        assert "— Ivo Reed" in talk.text
        assert "sacks" in talk.text
    await talk.says("/quote speaker:brook speaker:reed about sacks")
    assert talk.labels == ["brook", "reed"]
    await talk.says("/quote speaker:reed about sacks")
    assert "— Ivo Reed" in talk.text
    await talk.says("/topic sacks speaker:reed speaker:Reed")
    assert "Whom do you mean" not in talk.text


async def test_a_speaker_on_a_subject_is_quoted(talk: Dialogue) -> None:
    await talk.says("/quote reed on sacks")
    assert "— Ivo Reed" in talk.text
    assert "sacks" in talk.text
    await talk.says("/quote reed on zeppelins")
    assert "about “zeppelins”" in talk.text


@pytest.mark.faces("telegram", "discord", "terminal", reason="a face reads the slash")
async def test_a_full_width_slash_is_one(talk: Dialogue) -> None:
    talk = Dialogue(talk.stage, chat=PRIVATE)
    await talk.says("／quote reed")
    assert "— Ivo Reed" in talk.text


async def test_three_letters_suggest_who_begins_with_them(talk: Dialogue) -> None:
    await talk.says("/quote bro")
    assert "Did you mean one of these?" in talk.text
    assert "Ada Brook" in talk.labels
    assert "Ivo Reed" not in talk.labels
    await talk.says("/quote roo")
    assert "Ada Brook" not in talk.labels
