"""Whatever Telegram answers to a poll, the next one is made."""

import json

import pytest

from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json, RefusedError, too_many
from tests.fakes.telegram.serving import Clock, serving


async def test_polls_that_fail_are_made_again(
    telegram: BotApi, ann: User, clock: Clock
) -> None:
    telegram.faults += [
        Fault(method="getUpdates", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="deleteWebhook", refused=too_many(7)),
        Fault(method="getMe", reset="before"),
    ]
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
    assert [clock.waits.get_nowait() for _ in range(3)] == [1, 7, 1]


async def test_another_process_with_the_same_token_is_told_of(
    telegram: BotApi, ann: User, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    conflict = RefusedError(409, "Conflict: terminated by other getUpdates request")
    telegram.faults.append(Fault(method="getUpdates", refused=conflict))
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        await ann.next_reply()
    assert "another process polls with the same token" in caplog.text


async def test_no_answer_and_no_news_of_it_ends_the_polling(
    telegram: BotApi, ann: User, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    class Forgetful(ScriptedApp):
        async def record_heartbeat(self, platform: str) -> None:
            raise RuntimeError(platform)

    # Something between may answer in Telegram's place.
    for body in ("<html>", "{}", "[]"):
        telegram.faults.append(Fault(method="getUpdates", body=body))
    async with serving(Forgetful(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
        await ann.says("/topic peace")
        assert (await ann.next_reply()).text == "topic<peace>"
    assert "Invalid server response" in caplog.text


@pytest.mark.parametrize(
    "result",
    [
        *("null", "true", "7", '"updates"', '{"update_id": 5}', "[null]", "[[], {}]"),
        '[{"update_id": "5"}]',
        '[{"update_id": true}]',
        '[{"update_id": 5.0}]',
        '[{"update_id": -5}]',
        '[{"update_id": null, "message": {}}]',
    ],
)
async def test_an_answer_of_the_wrong_shape_is_polled_again_more_and_more_slowly(
    telegram: BotApi,
    ann: User,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    result: str,
) -> None:
    body = f'{{"ok": true, "result": {result}}}'
    telegram.faults.append(Fault(method="getUpdates", body=body, times=3))
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
    assert [clock.waits.get_nowait() for _ in range(3)] == [1, 2, 4]
    assert caplog.text.count("Invalid server response") == 3


async def test_what_can_t_be_read_costs_no_update_beside_it(
    telegram: BotApi, ann: User, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def says(text: str) -> Json:
        message = telegram.written(ann.home, text, **{"from": ann.about})
        return {"update_id": telegram.next_id(), "message": message}

    wrong: list[Json] = [
        {"message": "/topic war"},
        {"message": {"chat": 5}},
        {"message": {"chat": {"id": "5", "type": "private"}}},
        {"message": {"chat": {"id": ann.id}}},
        {"callback_query": True},
        {"callback_query": {"id": "1", "message": [1]}},
        {"my_chat_member": {"chat": None}},
        {"channel_post": [{}]},
    ]
    broken = [{"update_id": telegram.next_id(), **what} for what in wrong]
    # What is broken further inside costs no other either.
    inside = {"chat": ann.home.about, "text": 7, "message_id": 1, "from": 3}
    odd = [None, {"update_id": "x"}, {"update_id": telegram.next_id()}]
    deep = {"update_id": telegram.next_id(), "message": inside}
    last = says("/topic peace")
    result = [says("/topic war"), *broken, *odd, deep, last]
    body = json.dumps({"ok": True, "result": result})
    telegram.faults.append(Fault(method="getUpdates", body=body))
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        assert (await ann.next_reply()).text == "topic<war>"
        assert (await ann.next_reply()).text == "topic<peace>"
        polled = await telegram.called("getUpdates", 2)
        assert polled["offset"] == str(last["update_id"] + 1)
        await ann.says("/topic bread")
        assert (await ann.next_reply()).text == "topic<bread>"
    assert clock.waits.empty()
    assert caplog.text.count("can't be read") == len(broken)
    assert "2 updates without a number" in caplog.text
