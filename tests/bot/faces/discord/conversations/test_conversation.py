"""When an answer comes, in which form, and who sees it."""

import asyncio
import logging
from dataclasses import replace

import pytest
import simcord

from bot.faces.discord.conversations.conversation import DEFER_AFTER_S
from bot.faces.discord.outgoing.responder import CUT
from handlers.contract.reply import (
    Reply,
    command_button,
    paragraph,
    text_reply,
)
from handlers.contract.request import Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.discord.stage import Gate, Stage, shown

CARD = text_reply("A card.", command_button("More", "context", excerpt="7K3M9QXA"))


def long_reply(pages: int) -> Reply:
    """Make a reply of so many messages."""
    return Reply(paragraphs=tuple(paragraph("word " * 399) for _ in range(pages)))


async def pressed(
    stage: Stage, scripted: ScriptedApp, reply: Reply, *, on: Reply = CARD
) -> tuple[simcord.ResponseMessage, simcord.InteractionResult]:
    """Press the button of a message, which is answered so; return both."""
    scripted.script |= {"quote": on, "context": reply}
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    return first.response, await stage.ann.click(first.response, label="More")


def hold(stage: Stage, scripted: ScriptedApp, command: str, reply: Reply) -> Gate:
    """Let the answer to a command take longer than an answer may."""
    gate = stage.gate()

    async def slowly(_: Request) -> Reply:
        await gate.passed()
        return reply

    scripted.script[command] = slowly
    stage.conversation.defer_after_s = 0
    return gate


async def test_an_answer_comes_at_once_and_to_all(stage: Stage) -> None:
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert not answer.deferred
    assert not answer.ephemeral
    assert shown(answer) == "topic<>"


async def test_an_answer_that_takes_long_is_deferred_in_time(
    stage: Stage, scripted: ScriptedApp
) -> None:
    assert DEFER_AFTER_S <= 2
    gate = hold(stage, scripted, "topic", said("It took a while."))
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.deferred
    assert not answer.ephemeral
    await gate.open()
    assert shown(answer) == "It took a while."
    assert not answer.followups


async def test_how_far_an_answer_has_come_stands_where_the_answer_will(
    stage: Stage, scripted: ScriptedApp
) -> None:
    told, done = stage.gate(), stage.gate()

    async def slowly(request: Request) -> Reply:
        await told.passed()
        request.progress("Reading talk.txt … 1%")
        await done.passed()
        return said("At last.")

    scripted.script["topic"] = slowly
    stage.conversation.defer_after_s = 0
    stage.conversation.progress_every_s = 0.001
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.deferred
    await told.open()
    assert shown(answer) == "Reading talk.txt … 1%"
    await done.open()
    assert shown(answer) == "At last."
    assert not answer.followups


async def test_a_private_answer_is_seen_by_who_asked(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["topic"] = replace(CARD, private=True)
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.ephemeral
    assert shown(answer) == "A card."


async def test_of_a_private_answer_that_was_deferred_nothing_is_left_to_others(
    stage: Stage, scripted: ScriptedApp
) -> None:
    gate = hold(stage, scripted, "topic", replace(CARD, private=True))
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.deferred
    await gate.open()
    assert answer.response is None
    (only,) = answer.followups
    assert only.ephemeral
    assert shown(only) == "A card."
    assert not stage.channel.history()


async def test_an_administrator_s_command_is_deferred_for_who_asked(
    stage: Stage, scripted: ScriptedApp
) -> None:
    gate = hold(stage, scripted, "reload", CARD)
    answer = await stage.chief.slash(stage.channel, "reload")
    assert answer.deferred
    assert answer.ephemeral
    await gate.open()
    assert shown(answer) == "A card."
    assert not answer.followups
    assert answer.response
    assert answer.response.ephemeral


async def test_a_long_answer_comes_in_several_messages(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["topic"] = long_reply(9)
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    said_in_all = shown(answer) + "".join(map(shown, answer.followups))
    assert said_in_all.count("word") == 9 * 399
    assert len(answer.followups) >= 2


@pytest.mark.parametrize("deferred", [False, True])
async def test_where_a_person_brought_the_bot_along_five_follow_ups_are_the_most(
    stage: Stage, scripted: ScriptedApp, *, deferred: bool
) -> None:
    stage.added_by_user(stage.ann)
    scripted.script["topic"] = long_reply(40)
    if deferred:
        gate = hold(stage, scripted, "topic", long_reply(40))
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.deferred == deferred
    if deferred:
        await gate.open()
    assert len(answer.followups) == 5
    assert CUT in shown(answer.followups[-1])
    assert CUT not in shown(answer)


async def test_a_button_s_answer_stands_in_place_of_its_message(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message, answer = await pressed(
        stage, scripted, replace(said("More of it."), replaces=True)
    )
    assert shown(message) == "More of it."
    assert not message.components
    assert not answer.followups
    assert len(stage.channel.history()) == 1
    assert scripted.asked[-1].pressed
    assert scripted.asked[-1].excerpt == "7K3M9QXA"


async def test_a_button_s_answer_stands_below_it_else(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message, answer = await pressed(stage, scripted, said("More of it."))
    assert shown(message) == "A card."
    assert shown(answer) == "More of it."
    assert not answer.ephemeral


@pytest.mark.parametrize("replaces", [False, True])
async def test_a_button_s_answer_that_takes_long_leaves_the_message_as_it_is(
    stage: Stage, scripted: ScriptedApp, *, replaces: bool
) -> None:
    scripted.script["quote"] = CARD
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    reply = replace(said("More of it."), replaces=replaces)
    gate = hold(stage, scripted, "context", reply)
    answer = await stage.bob.click(first.response, label="More")
    assert answer.acknowledged
    assert shown(first) == "A card."
    await gate.open()
    shows = shown(first) if replaces else shown(answer.followups[0])
    assert shows == "More of it."


async def test_a_private_answer_replaces_no_message_of_all(
    stage: Stage, scripted: ScriptedApp
) -> None:
    reply = replace(said("For you."), replaces=True, private=True)
    message, answer = await pressed(stage, scripted, reply)
    assert shown(message) == "A card."
    assert answer.ephemeral
    assert shown(answer) == "For you."


async def test_what_is_pressed_below_a_private_answer_stays_private(
    stage: Stage, scripted: ScriptedApp
) -> None:
    private = replace(CARD, private=True)
    message, answer = await pressed(stage, scripted, said("More."), on=private)
    assert message.ephemeral
    assert answer.ephemeral
    reply = replace(said("Instead."), replaces=True)
    message, answer = await pressed(stage, scripted, reply, on=private)
    assert shown(message) == "Instead."


async def test_a_notice_is_seen_by_who_pressed(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message, answer = await pressed(stage, scripted, Reply(notice="Not now."))
    assert shown(message) == "A card."
    assert answer.ephemeral
    assert shown(answer) == "Not now."
    both = replace(said("Changed."), notice="Done.", replaces=True)
    message, answer = await pressed(stage, scripted, both)
    assert shown(message) == "Changed."
    (flash,) = answer.followups
    assert flash.ephemeral
    assert shown(flash) == "Done."
    message, answer = await pressed(stage, scripted, replace(both, notice="Changed."))
    assert not answer.followups


async def test_a_notice_stands_above_the_answer_to_a_command(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["topic"] = replace(CARD, notice="By the way.")
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert shown(answer).split() == ["By", "the", "way.", "A", "card."]


async def test_an_answer_stands_below_where_its_message_was_deleted(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script |= {"quote": CARD}
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response

    async def deleting(_: Request) -> Reply:
        assert first.response
        stage.env.backend.delete_message(stage.channel.id, first.response.id)
        return replace(said("More of it."), replaces=True)

    scripted.script["context"] = deleting
    answer = await stage.ann.click(first.response, label="More")
    assert shown(answer) == "More of it."


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_that_comes_too_late_is_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    stage.env.inject_error("POST", "/interactions/*", status=404, code=code, times=None)
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert not answer.acknowledged
    assert "too late" in caplog.text
    assert not stage.env.errors


async def test_an_answer_after_the_token_has_expired_is_logged(
    stage: Stage, scripted: ScriptedApp, caplog: pytest.LogCaptureFixture
) -> None:
    gate = hold(stage, scripted, "topic", CARD)
    await stage.ann.slash(stage.channel, "topic", words="peace")
    stage.env.inject_error("*", "/webhooks/*", status=401, code=50027, times=None)
    await gate.open()
    assert "too late" in caplog.text
    assert not stage.env.errors


async def test_a_failure_is_logged_and_told_by_the_same_number(
    stage: Stage, scripted: ScriptedApp, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(_: Request) -> Reply:
        raise RuntimeError("out of ink")

    scripted.script["topic"] = failing
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.ephemeral
    number = shown(answer).rsplit("number ")[-1].rstrip(".")
    (logged,) = [r for r in caplog.records if number in r.getMessage()]
    assert logged.exc_info
    assert logged.levelno == logging.ERROR


async def test_what_discord_refuses_is_told(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.env.inject_error("POST", "/interactions/*", status=400, code=50035)
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert answer.ephemeral
    assert "could not be shown" in shown(answer)
    assert "50035" in caplog.text


async def test_an_interaction_that_comes_twice_is_answered_once(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.slash(stage.channel, "topic", words="peace")
    (event,) = [
        payload
        for kind, name, payload in stage.env.backend.transcript
        if (kind, name) == ("GATEWAY", "INTERACTION_CREATE")
    ]
    stage.env.backend.emit("INTERACTION_CREATE", event)
    await stage.env.settle()
    assert len(scripted.asked) == 1


async def test_a_stop_waits_for_the_answers_under_way(
    stage: Stage, scripted: ScriptedApp
) -> None:
    gate = hold(stage, scripted, "topic", CARD)
    answer = await stage.ann.slash(stage.channel, "topic", words="peace")
    finishing = asyncio.create_task(stage.conversation.under_way.finish())
    await asyncio.sleep(0)
    assert not finishing.done()
    await gate.open()
    await finishing
    assert shown(answer) == "A card."
