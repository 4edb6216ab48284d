import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.errors import TokenRefusedError
from bot.faces import telegram as face
from bot.faces import telegram_courier
from handlers.reply import Button, Paragraph, Reply, Span, Style
from handlers.request import Place, Request
from tests.fakes.scripted import ScriptedApp, said
from tests.fakes.telegram import BotApi, Fault
from tests.fakes.telegram_bot import serving, settings_for
from tests.fakes.telegram_people import User
from tests.fakes.telegram_rules import RefusedError, bad, too_many


@dataclass(kw_only=True)
class MovingApp(ScriptedApp):
    moves: list[tuple[str, str]] = field(default_factory=list)

    async def moved(self, old: Place, new: Place) -> None:
        self.moves.append((old.key, new.key))


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def ann(telegram: BotApi) -> User:
    return telegram.user("Ann")


@pytest.fixture
def bob(telegram: BotApi) -> User:
    return telegram.user("Bob")


@dataclass
class Clock:
    """Let waits be over at once, or when the test says so."""

    waits: asyncio.Queue[float] = field(default_factory=asyncio.Queue)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        self.waits.put_nowait(seconds)
        await self.over.wait()


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.over.set()
    return clock


@pytest.fixture
async def app(telegram: BotApi, clock: Clock) -> AsyncIterator[MovingApp]:
    app = MovingApp()
    async with serving(app, telegram, wait=clock.sleep):
        yield app


async def test_a_chat_that_must_wait_holds_up_no_other(
    clock: Clock, app: MovingApp, telegram: BotApi, ann: User, bob: User
) -> None:
    clock.over.clear()
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(37))
    )
    await ann.says("/topic war")
    assert await clock.waits.get() == 37
    await ann.says("/topic peace")
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    assert [request.words for request in app.asked] == ["war", "bread"]
    clock.over.set()
    assert (await ann.next_reply()).text == "topic<war>"
    assert (await ann.next_reply()).text == "topic<peace>"


@pytest.mark.usefixtures("app")
async def test_an_answer_that_would_come_hours_late_is_let_go(
    clock: Clock, telegram: BotApi, ann: User
) -> None:
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(43_837))
    )
    await ann.says("/topic war")
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert clock.waits.empty()


@pytest.mark.usefixtures("app")
async def test_retries_end(telegram: BotApi, ann: User) -> None:
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(1), times=99)
    )
    await ann.says("/topic war")
    await telegram.called("sendMessage", telegram_courier.ATTEMPTS)
    telegram.faults.clear()
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == telegram_courier.ATTEMPTS + 1


@pytest.mark.usefixtures("app")
async def test_a_server_in_trouble_is_asked_again(telegram: BotApi, ann: User) -> None:
    broken = RefusedError(500, "Internal Server Error")
    telegram.faults.append(Fault(method="sendMessage", refused=broken, times=2))
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert telegram.count("sendMessage") == 3


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.usefixtures("app")
async def test_a_cut_connection_never_sends_twice(
    reset: str, telegram: BotApi, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.faults.append(Fault(method="sendMessage", reset=reset))  # type: ignore[arg-type]  # both are literals of it
    await ann.says("/topic war")
    await ann.says("/topic peace")
    expected = ["topic<war>"] * (reset == "after") + ["topic<peace>"]
    assert [(await ann.next_reply()).text for _ in expected] == expected
    assert telegram.count("sendMessage") == 2
    assert "may not have heard us" in caplog.text


@pytest.mark.usefixtures("app")
async def test_who_blocked_the_bot_is_let_alone(
    telegram: BotApi, ann: User, bob: User
) -> None:
    ann.blocks_the_bot()
    await ann.says("/topic war")
    await telegram.called("sendMessage")
    await bob.says("/topic peace")
    assert (await bob.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == 2


@pytest.mark.usefixtures("app")
async def test_a_group_that_kicked_the_bot_is_let_alone(
    telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    group.kicks_the_bot()
    await ann.says("/topic war", to=group)
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"


async def test_an_answer_follows_a_group_that_moved(
    app: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades()
    await ann.says("/topic war", to=group)
    assert (await new.next_reply()).text == "topic<war>"
    assert app.moves == [(f"telegram:{group.id}", f"telegram:{new.id}")]


async def test_so_do_all_parts_of_a_long_one(
    app: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades()
    app.script["topic"] = said("peace " * 1000)
    await ann.says("/topic war", to=group)
    for _ in range(2):
        assert (await new.next_reply()).text.startswith("peace")
    assert len(app.moves) == 1
    assert telegram.count("sendMessage") == 3


async def test_an_announced_move_is_taken_in(
    app: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades(announced=True)
    await ann.says("/topic war")
    await ann.next_reply()
    assert app.moves == [(f"telegram:{group.id}", f"telegram:{new.id}")]


async def test_a_move_that_can_t_be_kept_costs_no_answer(
    app: MovingApp, telegram: BotApi, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_old: Place, _new: Place) -> None:
        raise OSError

    monkeypatch.setattr(app, "moved", fails)
    new = await (group := telegram.room("Friends")).upgrades()
    await ann.says("/topic war", to=group)
    assert (await new.next_reply()).text == "topic<war>"


async def test_what_telegram_takes_amiss_is_sent_plainly(
    app: MovingApp, telegram: BotApi, ann: User
) -> None:
    app.script["topic"] = Reply(
        paragraphs=(
            Paragraph(spans=(Span("here", Style.LINK, "https://speeches.example"),)),
        ),
        buttons=((Button(label="Source", url="https://speeches.example"),),),
    )
    telegram.faults.append(
        Fault(
            method="sendMessage",
            refused=bad("inline keyboard button URL is invalid: Wrong HTTP URL"),
        )
    )
    await ann.says("/topic war")
    shown = await ann.next_reply()
    assert (shown.text, shown.entities, shown.labels) == ("here", [], [])


@pytest.mark.usefixtures("app")
async def test_a_topic_that_was_closed_is_no_trouble(
    telegram: BotApi, ann: User
) -> None:
    topic = telegram.room("Forum", "forum").topic("History")
    telegram.faults.append(
        Fault(method="sendMessage", refused=bad("TOPIC_CLOSED"), times=9)
    )
    await ann.says("/topic war", to=topic)
    await telegram.called("sendMessage")
    telegram.faults.clear()
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == 2


async def test_an_answer_with_nothing_in_it_is_no_trouble(
    app: MovingApp, ann: User
) -> None:
    app.script["topic"] = Reply()
    await ann.says("/topic war")
    await ann.says("/quote")
    assert (await ann.next_reply()).text == "quote<>"


async def test_a_failure_in_the_face_is_logged_and_the_next_is_answered(
    app: MovingApp, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(_request: Request) -> Reply:
        raise RuntimeError("a promise was broken")

    app.script["topic"] = breaks
    await ann.says("/topic war")
    await ann.says("/quote")
    assert (await ann.next_reply()).text == "quote<>"
    assert "was not answered" in caplog.text


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


async def test_the_menu_lists_what_everybody_may_use(
    telegram: BotApi, app: MovingApp
) -> None:
    await telegram.called("setMyCommands")
    (menu,) = telegram.commands.values()
    listed = [c.name for c in app.commands if c.menu and not c.admin]
    assert [command["command"] for command in menu] == listed


async def test_a_menu_that_can_t_be_set_is_no_obstacle(
    telegram: BotApi, ann: User
) -> None:
    telegram.faults.append(
        Fault(method="setMyCommands", refused=RefusedError(500, "Internal"))
    )
    async with serving(ScriptedApp(), telegram):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"


@pytest.mark.parametrize("token", ["7000:wrong", "not-even-a-token"])
async def test_a_wrong_token_is_refused_without_repeating_it(
    telegram: BotApi, token: str
) -> None:
    settings = settings_for(telegram)
    telegram.token = token + "x"
    with pytest.raises(TokenRefusedError) as refused:
        await face.serve(ScriptedApp(), settings)
    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_a_token_that_is_revoked_ends_the_bot(telegram: BotApi) -> None:
    async def revoked() -> None:
        async with serving(ScriptedApp(), telegram) as task:
            telegram.token = "7000:another"  # noqa: S105 - opens nothing
            telegram.update(message={})
            await task

    with pytest.raises(TokenRefusedError):
        await revoked()


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
    monkeypatch.setattr(face, "DRAINING", 0.05)
    asked = asyncio.Event()

    async def never(_request: Request) -> Reply:
        asked.set()
        await asyncio.Event().wait()
        return said("Never.")

    async with serving(ScriptedApp(script={"topic": never}), telegram):
        await ann.says("/topic war")
        await asked.wait()
    assert [task for task in asyncio.all_tasks() if "process" in task.get_name()] == []


async def test_the_token_is_in_no_log_at_any_level(
    telegram: BotApi, ann: User, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram.faults += [
        Fault(method="getMe", reset="before"),
        Fault(method="setMyCommands", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="getUpdates", reset="before"),
        Fault(method="sendMessage", reset="before"),
        Fault(method="sendMessage", refused=bad("can't parse entities: no")),
    ]
    async with serving(ScriptedApp(), telegram, wait=clock.sleep):
        await ann.says("/topic war")
        await ann.says("/topic peace")
        await ann.next_reply()
    telegram.token += "x"
    settings = settings_for(telegram)
    telegram.token += "y"
    with pytest.raises(TokenRefusedError):
        await face.serve(ScriptedApp(), settings)
    assert caplog.records
    assert "AAlocal-token" not in caplog.text
    assert all("AAlocal" not in str(record.__dict__) for record in caplog.records)
