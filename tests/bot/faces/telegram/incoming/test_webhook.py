"""A bot to which Telegram delivers through a proxy, and how it tells of trouble."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.addresses import ListenAddress
from bot.faces.port import SetupRefusedError, TokenRefusedError
from bot.faces.telegram.api.updates import UPDATE_KINDS
from bot.faces.telegram.face import TelegramFace
from bot.faces.telegram.incoming import webhook as looks
from bot.faces.telegram.incoming.webhook_server import make_secret
from storage.database.errors import disk_full_error
from storage.inbox.inbox import Inbox, StoredUpdate
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json, RefusedError, bad_request, too_many
from tests.fakes.telegram.serving import HOST, WEBHOOK, Clock, serving, settings_for
from tests.fakes.telegram.webhooks import Proxy
from tests.fakes.waiting import until


@dataclass(kw_only=True)
class WatchedApp(ScriptedApp):
    """An app that notes what the face says of Telegram."""

    heard: int = 0
    failures: list[str] = field(default_factory=list)

    async def record_heartbeat(self, platform: str) -> None:
        assert platform == "telegram"
        self.heard += 1

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime
    ) -> None:
        assert platform == "telegram"
        assert since < next_try
        self.failures.append(reason)


@pytest.fixture
def app(inbox: Inbox) -> WatchedApp:
    return WatchedApp(inbox=inbox)


async def on_disk(inbox: Inbox | None) -> Sequence[StoredUpdate]:
    assert inbox
    return await inbox.page("telegram", after=None, limit=999)


async def test_people_are_answered_and_the_webhook_stays(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp, ann: User, bob: User
) -> None:
    async with serving(app, telegram, webhook=webhook):
        call = await telegram.called("setWebhook")
        for person in (ann, bob):
            await person.says("/topic war")
            shown = await person.next_reply()
            assert shown.text == "topic<war>"
        typing = await ann.types("peace")
        await typing.answered()
        await until(lambda: not telegram.updates)
    assert call["url"] == WEBHOOK
    assert call["secret_token"] == make_secret(telegram.token)
    assert call["max_connections"] == "100"
    assert "drop_pending_updates" not in call
    assert telegram.webhook
    assert [*telegram.webhook.allowed] == [*UPDATE_KINDS]
    assert telegram.count("getUpdates") == telegram.count("deleteWebhook") == 0
    assert app.heard


async def test_what_one_person_says_stays_in_order_beside_many_others(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp, ann: User
) -> None:
    others = [telegram.user(f"Person {number}") for number in range(50)]
    async with serving(app, telegram, webhook=webhook):
        for number in range(20):
            await ann.says(f"/topic {number}")
        for other in others:
            await other.says("/topic war")
        assert [(await ann.next_reply()).text for _ in range(20)] == [
            f"topic<{number}>" for number in range(20)
        ]
        for other in others:
            assert (await other.next_reply()).text == "topic<war>"


async def test_what_came_while_nobody_listened_is_delivered_at_the_start(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp, ann: User
) -> None:
    async with serving(app, telegram, webhook=webhook):
        pass
    await ann.says("/topic war")
    await until(lambda: telegram.attempts > 1)
    async with serving(app, telegram, webhook=webhook):
        assert (await ann.next_reply()).text == "topic<war>"
    assert not app.failures


async def test_from_polls_to_a_webhook_and_back_nothing_is_lost(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp, ann: User
) -> None:
    for where in (None, webhook, None, webhook):
        await ann.says("/topic before")
        async with serving(app, telegram, webhook=where):
            assert (await ann.next_reply()).text == "topic<before>"
            await ann.says("/topic meanwhile")
            assert (await ann.next_reply()).text == "topic<meanwhile>"
        await ann.says("/topic between")
        async with serving(app, telegram, webhook=where):
            assert (await ann.next_reply()).text == "topic<between>"
    assert telegram.count("deleteWebhook") == 4
    dropped = [call.get("drop_pending_updates") for _, call in telegram.calls]
    assert "true" not in dropped


async def test_a_process_with_a_webhook_takes_over_from_one_that_polls(
    telegram: BotApi, webhook: ListenAddress, ann: User, bob: User
) -> None:
    old, new, pauses = ScriptedApp(), ScriptedApp(), Clock()
    async with AsyncExitStack() as running:
        polling = AsyncExitStack()
        await polling.enter_async_context(serving(old, telegram, wait=pauses.sleep))
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
        await running.enter_async_context(serving(new, telegram, webhook=webhook))
        await until(lambda: pauses.waits.qsize() > 0)  # its poll was cut off
        await bob.says("/topic peace")
        assert (await bob.next_reply()).text == "topic<peace>"
        await polling.aclose()
        await bob.says("/topic bread")
        assert (await bob.next_reply()).text == "topic<bread>"
    assert [request.words for request in old.asked] == ["war"]
    assert {"peace", "bread"} <= {request.words for request in new.asked}
    assert telegram.webhook


async def test_a_process_that_polls_takes_over_from_one_with_a_webhook(
    telegram: BotApi, webhook: ListenAddress, ann: User
) -> None:
    old, new, pauses = ScriptedApp(), ScriptedApp(), Clock()
    async with AsyncExitStack() as running:
        hooked = AsyncExitStack()
        await hooked.enter_async_context(
            serving(old, telegram, webhook=webhook, wait=pauses.sleep)
        )
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
        await running.enter_async_context(serving(new, telegram))
        await ann.says("/topic peace")
        assert (await ann.next_reply()).text == "topic<peace>"
        await hooked.aclose()
        await ann.says("/topic bread")
        assert (await ann.next_reply()).text == "topic<bread>"
    assert [request.words for request in new.asked] == ["peace", "bread"]
    assert telegram.webhook is None


@pytest.mark.usefixtures("webhook")
async def test_who_polls_removes_a_webhook_that_stays_in_the_way(
    telegram: BotApi, ann: User, clock: Clock
) -> None:
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await telegram.methods["setWebhook"]({"url": WEBHOOK})
        await telegram.called("deleteWebhook", 2)
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
    assert [clock.waits.get_nowait() for _ in range(6)] == [1, 2, 4, 8, 16, 30]


async def test_a_webhook_that_is_gone_is_set_again_and_another_one_is_left(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    other = "https://other.example.org:8443/7000:AAlocal-token-of-the-tests_01234567"
    telegram.proxies["other.example.org"] = Proxy([])
    async with serving(app, telegram, webhook=webhook, wait=clock.sleep):
        assert await clock.waits.get() == looks.CHECK_INTERVAL_S
        await telegram.methods["deleteWebhook"]({})
        clock.over.set()
        await until(lambda: telegram.webhook is not None)
        clock.over.clear()
        heard = app.heard
        await telegram.methods["setWebhook"]({"url": other})
        clock.over.set()
        await until(lambda: bool(app.failures))
    reason = "Telegram delivers to another webhook, at other.example.org:8443"
    assert set(app.failures) == {reason}
    assert app.heard <= heard + 1
    assert telegram.count("setWebhook") == 2
    assert telegram.webhook
    assert telegram.webhook.url.geturl() == other
    assert "it is set again" in caplog.text
    assert "AAlocal" not in caplog.text


async def test_that_telegram_can_t_deliver_is_told_until_it_can(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    ann: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock()
    async with serving(app, telegram, webhook=webhook, wait=clock.sleep):
        await until(lambda: app.heard == 1)
        telegram.proxies[HOST].behind = []
        await ann.says("/topic war")
        await until(lambda: telegram.attempts > 0)
        clock.over.set()
        await until(lambda: bool(app.failures))
        telegram.proxies[HOST].behind = [webhook]
        assert (await ann.next_reply()).text == "topic<war>"
        await until(lambda: app.heard > 1)
    wrong = "Wrong response from the webhook: 502 Bad Gateway"
    assert app.failures[0] == f"Telegram can't deliver: {wrong} (1 updates wait)"
    assert "the webhook works again" in caplog.text


async def test_a_full_disk_delays_what_is_said_and_loses_nothing(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert app.inbox
    store, bob = app.inbox.store, telegram.user("Bob")

    async def full(_updates: Sequence[StoredUpdate], **_how: bool) -> None:
        raise disk_full_error("Nothing was saved")

    async with serving(app, telegram, webhook=webhook):
        monkeypatch.setattr(app.inbox, "store", full)
        for person in (ann, bob):
            await person.says("/topic first")
            await person.says("/topic second")
        await until(lambda: telegram.attempts > 2)
        assert not app.asked
        assert len(telegram.updates) == 4
        monkeypatch.setattr(app.inbox, "store", store)
        for person in (ann, bob):
            assert (await person.next_reply()).text == "topic<first>"
            assert (await person.next_reply()).text == "topic<second>"
    assert len(app.asked) == 4


async def test_what_comes_again_after_a_restart_is_known_until_it_can_t_come(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(app, telegram, webhook=webhook):
        await ann.says("/topic war")
        again = telegram.updates[-1]
        await ann.next_reply()
        await until(lambda: not telegram.updates)
    assert [each.is_done for each in await on_disk(app.inbox)] == [True]
    monkeypatch.setattr(looks, "MAX_REPEAT_S", 0.0)
    clock = Clock()
    async with serving(app, telegram, webhook=webhook, wait=clock.sleep):
        telegram.updates.append(again)  # its answer was lost on the way
        telegram.has_updates.set()
        await until(lambda: not telegram.updates)
        clock.over.set()
        confirmed = telegram.count("getWebhookInfo") + 2
        await telegram.called("getWebhookInfo", confirmed)
    assert len(app.asked) == 1
    assert not await on_disk(app.inbox)


async def test_what_can_t_be_read_is_taken_and_logged(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    ann: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong: list[Json] = [
        {"message": {"chat": {"id": "5", "type": "private"}}},
        {"callback_query": {"id": "1", "message": [1]}, "from": {}},
        {"my_chat_member": {"chat": None}},
    ]
    async with serving(app, telegram, webhook=webhook):
        for what in wrong:
            body = {"update_id": telegram.next_id(), **what}
            status, *_ = await telegram.proxies[HOST].post(
                "/rostra/telegram",
                str(body).replace("'", '"').replace("None", "null").encode(),
                {
                    "Content-Type": "application/json",
                    "X-Telegram-Bot-Api-Secret-Token": make_secret(telegram.token),
                },
            )
            assert status == 200
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
    assert caplog.text.count("can't be read") == len(wrong)


async def test_a_webhook_that_telegram_refuses_is_for_a_person_to_mend(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp
) -> None:
    reserved = bad_request("bad webhook: IP address 127.0.0.1 is reserved")
    telegram.faults.append(Fault(method="setWebhook", refused=reserved))
    face = TelegramFace(app, settings_for(telegram, webhook=webhook))
    with pytest.raises(SetupRefusedError, match=r"reserved\): mend ROSTRA_TELEGRAM"):
        await face.run(asyncio.Event())
    await face.close()


async def test_what_passes_by_itself_is_waited_for(
    telegram: BotApi,
    webhook: ListenAddress,
    app: WatchedApp,
    ann: User,
    clock: Clock,
) -> None:
    unknown = bad_request("bad webhook: Failed to resolve host: Name not known")
    telegram.faults += [
        Fault(method="setWebhook", refused=too_many(7)),
        Fault(method="setWebhook", refused=unknown),
        Fault(method="getWebhookInfo", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="getWebhookInfo", body="[]"),
    ]
    async with serving(app, telegram, webhook=webhook, wait=clock.sleep):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"
        await until(lambda: app.heard > 0)
    assert [clock.waits.get_nowait() for _ in range(2)] == [7, 2]


async def test_a_token_that_is_revoked_ends_it(
    telegram: BotApi, webhook: ListenAddress, app: WatchedApp, clock: Clock
) -> None:
    refused = RefusedError(401, "Unauthorized")
    telegram.faults.append(Fault(method="getWebhookInfo", refused=refused, times=2))
    face = TelegramFace(app, settings_for(telegram, webhook=webhook), wait=clock.sleep)
    with pytest.raises(TokenRefusedError, match="ROSTRA_TELEGRAM_TOKEN"):
        await face.run(asyncio.Event())
    await face.close()


async def test_two_processes_set_the_same_and_share_what_comes(
    telegram: BotApi, webhook: ListenAddress, ann: User, bob: User
) -> None:
    assert webhook.path
    second = ListenAddress(path=webhook.path.with_name("second.sock"))
    telegram.proxies[HOST].behind = [webhook, second]
    apps = [ScriptedApp(), ScriptedApp()]
    async with (
        serving(apps[0], telegram, webhook=webhook),
        serving(apps[1], telegram, webhook=second),
    ):
        for person in (ann, bob, ann, bob):
            await person.says("/topic war")
            assert (await person.next_reply()).text == "topic<war>"
    assert [len(app.asked) for app in apps] == [2, 2]
    secrets = {
        call["secret_token"] for name, call in telegram.calls if name == "setWebhook"
    }
    assert len(secrets) == 1
