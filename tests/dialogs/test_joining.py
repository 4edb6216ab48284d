"""One list for two accounts of a person, joined by a code in private chats."""

import json
from datetime import timedelta

import pytest

from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE

pytestmark = pytest.mark.faces(
    "telegram", "discord", reason="one person sits at a terminal"
)


async def test_a_code_joins_two_lists(talk: Dialogue) -> None:
    ada = Dialogue(talk.stage, chat=PRIVATE)
    other = Dialogue(talk.stage, chat=PRIVATE, name="Ada too")
    await ada.says("/quote kestrel")
    await ada.says("/save")
    await ada.says("/saved link")
    assert "within 10 minutes" in ada.text
    code = ada.text.split("/saved link ")[1].split()[0]
    await ada.says(f"/saved link {code}")
    assert "That is your own code" in ada.text
    await other.says(f"/saved link {code.lower()}")
    assert other.text.startswith("This code is of Ada on ")
    await other.says("/saved")
    assert "You keep no excerpts" in other.text
    await other.says(f"/saved link {code[:4]}-{code[4:]}")
    await other.presses("That is me")
    assert "Your list is the same here and on " in other.text
    await other.presses("My saves")
    assert "You keep 1 excerpt" in other.text
    assert "It is the same list on " in other.text
    third = Dialogue(talk.stage, chat=PRIVATE, name="Bo")
    await third.says(f"/saved link {code}")
    assert "That code is not valid" in third.text
    await ada.says("/saved unlink")
    assert ada.text.endswith("What was on it is on both.")
    await ada.says("/saved unlink")
    assert ada.text == "Your list is your own: no other account of yours shares it."
    await other.says("/saved")
    assert "You keep 1 excerpt" in other.text
    assert "the same list" not in other.text


async def test_a_code_is_for_a_private_chat_and_ten_minutes(talk: Dialogue) -> None:
    for line in ("/saved link", "/saved link 7K3M9QXA", "/saved unlink"):
        await talk.says(line)
        assert talk.text.startswith("That is for the two of us")
        assert talk.reply.private
    ada = Dialogue(talk.stage, chat=PRIVATE)
    await ada.says("/saved link")
    code = ada.text.split("/saved link ")[1].split()[0]
    bo = Dialogue(talk.stage, chat=PRIVATE, name="Bo")
    await bo.says(f"/saved link {code}")
    talk.now += timedelta(minutes=11)
    await bo.presses("That is me")
    assert "That code is not valid" in bo.text
    await bo.says("/saved link ¿what?")
    assert "That code is not valid" in bo.text


async def test_a_code_is_kept_of_who_asked_for_it(talk: Dialogue) -> None:
    ada = Dialogue(talk.stage, chat=PRIVATE)
    await ada.says("/saved link")
    code = ada.text.split("/saved link ")[1].split()[0]
    await ada.says("/export me")
    assert ada.reply.file
    (kept,) = json.loads(ada.reply.file.data)["joining_codes"]
    assert kept["name"] == "Ada"
    await ada.says("/forget me")
    assert "asked for a code of /saved link" in ada.text
    await ada.presses("Forget me")
    assert ada.text.startswith("Removed: a code of /saved link")
    bo = Dialogue(talk.stage, chat=PRIVATE, name="Bo")
    await bo.says(f"/saved link {code}")
    assert "That code is not valid" in bo.text
