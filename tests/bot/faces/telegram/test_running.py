import asyncio
import logging

import pytest

from bot import supervisor
from bot.faces.port import TokenRefusedError
from bot.faces.telegram.face import TelegramFace
from bot.settings import Settings
from handlers.contract.reply import Reply
from handlers.contract.request import Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, bad_request
from tests.fakes.telegram.serving import Clock, serving, settings_for
from tests.fakes.waiting import until


@pytest.mark.parametrize("token", ["7000:wrong", "not-even-a-token"])
async def test_a_wrong_token_is_refused_without_repeating_it(
    telegram: BotApi, token: str
) -> None:
    settings = settings_for(telegram)
    telegram.token = token + "x"
    face = TelegramFace(ScriptedApp(), settings)
    with pytest.raises(TokenRefusedError) as refused:
        await face.run(asyncio.Event())
    await face.close()
    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_an_address_that_is_no_bot_api_is_named(telegram: BotApi) -> None:
    settings = settings_for(telegram)
    wrong = settings.model_copy(
        update={"telegram_api_base": f"{telegram.address}/elsewhere"}
    )
    face = TelegramFace(ScriptedApp(), wrong)
    with pytest.raises(TokenRefusedError, match="ROSTRA_TELEGRAM_API_BASE"):
        await face.run(asyncio.Event())
    await face.close()


async def test_a_token_from_a_file_ends_before_its_line_break(
    telegram: BotApi,
) -> None:
    token = Settings.model_validate({"telegram_token": f" {telegram.token}\n"})
    assert token.telegram_token == settings_for(telegram).telegram_token


async def test_a_token_that_is_revoked_ends_the_bot(
    telegram: BotApi, clock: Clock
) -> None:
    async def revoked() -> None:
        async with serving(ScriptedApp(), telegram, wait=clock.sleep) as task:
            polls = telegram.count("getUpdates")
            telegram.update(message={})
            await telegram.called("getUpdates", polls + 1)
            telegram.token = "7000:another"  # noqa: S105 - opens nothing
            telegram.update(message={})
            await task

    with pytest.raises(TokenRefusedError):
        await revoked()


@pytest.mark.parametrize("code", [401, 404])
@pytest.mark.parametrize("times", [1, 3])
async def test_a_refusal_that_getme_does_not_confirm_ends_nothing(
    telegram: BotApi, ann: User, clock: Clock, code: int, times: int
) -> None:
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
        refused = RefusedError(code, "Not for long")
        telegram.faults.append(Fault(method="getUpdates", refused=refused, times=times))
        await ann.says("/topic peace")
        await ann.says("/topic bread")
        assert (await ann.next_reply()).text == "topic<peace>"
        assert (await ann.next_reply()).text == "topic<bread>"
        await until(lambda: telegram.faults[0].times == 0)
        await ann.says("/topic salt")
        assert (await ann.next_reply()).text == "topic<salt>"
    # The first is but asked again, the others are asked about.
    assert telegram.count("getMe") == 1 + times - 1


async def test_what_is_under_way_is_finished_before_the_bot_stops(
    telegram: BotApi, ann: User
) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_request: Request) -> Reply:
        asked.set()
        await go_on.wait()
        return said("At last.")

    async with serving(ScriptedApp(script={"topic": slowly}), telegram) as task:
        await ann.says("/topic war")
        await asked.wait()
        task.cancel()
        go_on.set()
        assert (await ann.next_reply()).text == "At last."
    # The update is not fetched again by the next process.
    app = ScriptedApp()
    async with serving(app, telegram):
        await ann.says("/topic peace")
        assert (await ann.next_reply()).text == "topic<peace>"
    assert len(app.asked) == 1


async def test_what_never_ends_does_not_keep_the_bot_from_stopping(
    telegram: BotApi, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "DRAIN_TIMEOUT_S", 0.05)
    asked = asyncio.Event()

    async def never(_request: Request) -> Reply:
        asked.set()
        await asyncio.Event().wait()
        return said("Never.")

    async with serving(ScriptedApp(script={"topic": never}), telegram):
        await ann.says("/topic war")
        await asked.wait()
    assert [task for task in asyncio.all_tasks() if task.get_name() == "update"] == []


async def test_the_token_is_in_no_log_at_any_level(
    telegram: BotApi, ann: User, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram.faults += [
        Fault(method="getMe", reset="before"),
        Fault(method="setMyCommands", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="getUpdates", reset="before"),
        Fault(method="sendMessage", reset="before"),
        Fault(method="sendMessage", refused=bad_request("can't parse entities: no")),
    ]
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        await ann.says("/topic peace")
        await ann.next_reply()
    telegram.token = f"{telegram.token[:-1]}x"
    settings = settings_for(telegram)
    telegram.token = f"{telegram.token[:-1]}y"
    face = TelegramFace(ScriptedApp(), settings)
    with pytest.raises(TokenRefusedError):
        await face.run(asyncio.Event())
    await face.close()
    assert caplog.records
    assert "AAlocal-token" not in caplog.text
    assert all("AAlocal" not in str(record.__dict__) for record in caplog.records)
