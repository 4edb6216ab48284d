"""Questions that are edited just after they were sent, in direct messages."""

import discord
import pytest
import simcord

from bot.faces.discord.conversations import message_answers
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, shown


async def edits(stage: Stage, message: discord.Message, text: str) -> None:
    stage.env.backend.edit_message(message.channel.id, message.id, {"content": text})
    await stage.env.settle()


def answers(person: simcord.MemberActor) -> list[str]:
    return [shown(m) for m in person.user.dm_channel.history() if m.author.bot]


async def test_its_answer_is_edited(stage: Stage, scripted: ScriptedApp) -> None:
    message = await stage.ann.send_dm("/topic pease")
    await edits(stage, message, "/topic peace")
    assert answers(stage.ann) == ["topic<peace>"]
    await edits(stage, message, "bread")
    assert answers(stage.ann) == ["topic<bread>"]
    assert [each.words for each in scripted.asked] == ["pease", "peace", "bread"]


async def test_the_same_words_and_changes_are_not_answered_again(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message = await stage.ann.send_dm("/topic peace")
    await edits(stage, message, "/topic  peace")
    await edits(stage, message, "/daily on 08:30")
    assert [each.command for each in scripted.asked] == ["topic"]


async def test_an_answer_that_is_gone_is_sent_anew(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message = await stage.ann.send_dm("/topic pease")
    (answer,) = (m for m in stage.ann.user.dm_channel.history() if m.author.bot)
    stage.env.backend.delete_message(answer.channel.id, answer.id)
    await edits(stage, message, "/topic peace")
    assert answers(stage.ann) == ["topic<peace>"]
    assert len(scripted.asked) == 2


async def test_after_a_minute_it_is_past(
    stage: Stage, scripted: ScriptedApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_answers, "MAX_EDIT_AGE_S", -1)
    message = await stage.ann.send_dm("/topic pease")
    await edits(stage, message, "/topic peace")
    assert [each.words for each in scripted.asked] == ["pease"]
