"""The faces of one process: restarts, refused tokens, digests, and the end."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from bot import supervisor as supervising
from bot.app import App
from bot.cli.status import status
from bot.delivery.outbox import Outbox
from bot.digests.sender import DigestSender
from bot.faces.port import Face, TokenRefusedError
from bot.faces.telegram.face import TelegramFace
from bot.settings import Settings
from bot.supervisor import DigestJob, Supervisor
from storage.digests.delivery import State
from storage.digests.subscriptions import Subscription
from storage.store import Store
from tests.fakes.dialogues.face import FakeFace, FakeOutbox
from tests.fakes.digests.at_eight import CHAT, EIGHT, MINUTE
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import Clock, Failures, settings_for
from tests.fakes.waiting import until


@dataclass
class Hour:
    """A clock on the wall, moved by each wait."""

    now: datetime = EIGHT
    waits: list[float] = field(default_factory=list)
    last: int = 99
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, seconds: float) -> None:
        """Return at once, but after the last wait never."""
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)
        if len(self.waits) >= self.last:
            self.over.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    def seconds(self) -> float:
        return self.now.timestamp()

    def supervise(
        self, faces: Mapping[str, Callable[[], Face]], failures: Failures, **more: float
    ) -> Supervisor:
        return Supervisor(
            faces,
            failures=failures,
            wait=self.wait,
            now=lambda: self.now,
            clock=self.seconds,
            jitter=lambda: more.get("jitter", 1.0),
        )


@asynccontextmanager
async def run(supervisor: Supervisor) -> AsyncIterator["asyncio.Task[None]"]:
    """Run a supervisor; stop it at the end, if the test did not."""
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        task = group.create_task(supervisor.run())
        yield task
        supervisor.stop()


async def test_a_face_that_fails_is_started_again_more_and_more_slowly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hour, failures, other = Hour(last=12), Failures(), FakeFace()
    error = OSError("https://discord.example/bot7000:AAsecret")
    faces = {"telegram": lambda: other, "discord": lambda: FakeFace(fails=error)}
    async with run(hour.supervise(faces, failures)):
        await hour.over.wait()
        assert hour.waits[:4] == [1, 2, 4, 8]
        assert hour.waits[-3:] == [supervising.MAX_RETRY_S] * 3
        assert other.story == ["serves"]
        reason, since, next_try = failures.current["discord"]
        assert (since, next_try) == (EIGHT, hour.now)
    # What it says may hold a token: the log has it, where tokens are taken out.
    assert reason.startswith("OSError, failure ")
    assert "secret" not in reason
    (*_, last) = [each for each in caplog.records if "failed" in each.message]
    assert vars(last)["failure"] in reason
    assert other.story == ["serves", "closed"]


async def test_faces_that_failed_together_come_back_apart() -> None:
    hour = Hour(last=3)
    faces = {"discord": lambda: FakeFace(fails=OSError())}
    async with run(hour.supervise(faces, Failures(), jitter=0.0)):
        await hour.over.wait()
    assert hour.waits == [0.5, 1, 2]


async def test_a_failure_after_steady_service_is_a_first_one_again() -> None:
    hour, failures = Hour(last=4), Failures()
    begun = [0]

    def face() -> FakeFace:
        begun[0] += 1
        if begun[0] == 3:
            hour.now += timedelta(seconds=supervising.STEADY_S)
        return FakeFace(fails=OSError())

    async with run(hour.supervise({"discord": face}, failures)):
        await hour.over.wait()
    assert hour.waits == [1, 2, 1, 2]
    _, since, _ = failures.current["discord"]
    assert since == EIGHT + timedelta(seconds=3 + supervising.STEADY_S)


async def test_a_face_that_ends_unasked_has_failed() -> None:
    hour, face = Hour(last=1), FakeFace(ends=True)
    async with run(hour.supervise({"discord": lambda: face}, Failures())):
        await hour.over.wait()
        assert face.story == ["serves", "closed"]


async def test_a_refused_token_is_final_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hour, failures, other = Hour(), Failures(), FakeFace()
    refused = TokenRefusedError("Discord refuses the token.")
    faces = {"discord": lambda: FakeFace(fails=refused), "telegram": lambda: other}
    async with run(hour.supervise(faces, failures)):
        await until(lambda: "Discord refuses the token." in caplog.text)
        assert other.story == ["serves"]
    assert hour.waits == []
    assert failures.current == {"discord": ("Discord refuses the token.", EIGHT, None)}
    assert "Traceback" not in caplog.text


async def test_where_all_tokens_are_refused_the_last_one_ends_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errors = [TokenRefusedError(f"{name} refuses.") for name in ("One", "Two")]
    faces = {
        str(error): partial(FakeFace, fails=error, platform=str(error))
        for error in errors
    }
    with pytest.raises(TokenRefusedError, match="Two refuses"):
        await Hour().supervise(faces, Failures()).run()
    assert "One refuses" in caplog.text
    assert "Two refuses" not in caplog.text


async def test_a_stop_does_not_wait_for_the_next_try() -> None:
    hour = Hour(last=1)
    supervisor = hour.supervise(
        {"discord": lambda: FakeFace(fails=OSError())}, Failures()
    )
    async with run(supervisor) as task:
        await hour.over.wait()
        supervisor.stop()
        await task


async def test_a_second_stop_gives_up_answers_in_every_face() -> None:
    faces = [FakeFace(answer=asyncio.Event()) for _ in range(2)]
    supervisor = Hour().supervise(
        {"telegram": lambda: faces[0], "discord": lambda: faces[1]}, Failures()
    )
    async with run(supervisor) as task:
        await asyncio.gather(*(face.is_open.wait() for face in faces))
        supervisor.stop()
        await asyncio.gather(*(face.stops.wait() for face in faces))
        supervisor.stop()
        await task
    assert [face.story for face in faces] == [["serves", "gave up", "closed"]] * 2


class Broken:
    """A runner that fails at once."""

    async def run(self) -> None:
        raise LookupError

    def stop(self) -> None:
        """Do nothing: there is nothing to stop."""


async def test_digests_that_fail_restart_their_face_after_its_answers() -> None:
    hour, answer = Hour(last=1), asyncio.Event()
    answer.set()
    face = FakeFace(outbox=FakeOutbox(), answer=answer)
    supervisor = Supervisor(
        {"discord": lambda: face},
        make_digests=lambda _platform, _outbox: Broken(),
        failures=Failures(),
        wait=hour.wait,
    )
    async with run(supervisor):
        await hour.over.wait()
        assert face.story == ["serves", "answered", "closed"]


@pytest.fixture
async def two_chats(store: Store) -> Store:
    """Subscribe a chat on each of two platforms to a digest at eight."""
    chosen = Subscription(active=True, time="08:00", zone="UTC")
    await store.subscriptions.save("discord:1", "", chosen, now=EIGHT - MINUTE)
    return store


def digests_of(store: Store) -> Callable[[str, Outbox], DigestJob]:
    return lambda platform, outbox: DigestSender(
        store=store, platform=platform, outbox=outbox, now=lambda: EIGHT
    )


async def test_each_platform_with_an_outbox_gets_its_digests(two_chats: Store) -> None:
    outboxes = {name: FakeOutbox() for name in ("telegram", "discord")}
    for outbox in outboxes.values():
        outbox.go_on.set()
    supervisor = Supervisor(
        {name: partial(FakeFace, outbox=outbox) for name, outbox in outboxes.items()}
        | {"terminal": FakeFace},
        make_digests=digests_of(two_chats),
        failures=two_chats.health,
    )
    async with run(supervisor):
        await until(lambda: all(outbox.sent for outbox in outboxes.values()))
    assert {name: outbox.sent for name, outbox in outboxes.items()} == {
        "telegram": [CHAT],
        "discord": ["discord:1"],
    }


async def test_a_digest_under_way_is_finished_before_its_face_is_closed(
    two_chats: Store,
) -> None:
    face = FakeFace(outbox=FakeOutbox(), answer=asyncio.Event())
    assert face.outbox
    supervisor = Supervisor(
        {"discord": lambda: face},
        make_digests=digests_of(two_chats),
        failures=two_chats.health,
    )
    async with run(supervisor) as task:
        await face.outbox.begun.wait()
        supervisor.stop()
        await face.stops.wait()
        supervisor.stop()
        await until(lambda: "gave up" in face.story)
        face.outbox.go_on.set()
        await task
    assert face.story == ["serves", "gave up", "discord:1", "closed"]
    last = await two_chats.ledger.last("discord:1", "")
    assert last
    assert last.state is State.SENT


async def test_telegram_and_a_second_face_serve_one_app_on_one_database(
    two_chats: Store, telegram: BotApi, ann: User, clock: Clock, tmp_path: Path
) -> None:
    app = App(two_chats, tmp_path)
    starts: list[FakeFace] = []
    outbox = FakeOutbox()
    outbox.go_on.set()

    def face() -> FakeFace:
        fails = None if starts else OSError("not yet")
        starts.append(FakeFace(app=app, outbox=outbox, fails=fails))
        return starts[-1]

    supervisor = Supervisor(
        {
            "telegram": lambda: TelegramFace(
                app, settings_for(telegram), wait=clock.sleep
            ),
            "discord": face,
        },
        make_digests=digests_of(two_chats),
        failures=two_chats.health,
        wait=clock.sleep,
    )
    clock.over.clear()
    seen = Console(width=120)
    settings = Settings.model_validate({"database": tmp_path / "rostra.db"})
    async with run(supervisor):
        await ann.says("/quote")
        assert "flood" in (await ann.next_reply()).text
        await telegram.called("getUpdates", 2)  # before it, the heartbeat is recorded
        await clock.waits.get()
        with seen.capture() as captured:
            assert await status(settings, seen) == 1
        clock.over.set()
        await until(lambda: len(starts) > 1)
        await starts[1].is_open.wait()
        async with asyncio.timeout(20):
            # The answer does not wait until it is recorded that Telegram was there.
            health = await two_chats.health.report(datetime.now(UTC))
            while set(health.heartbeats) != {"telegram", "discord"}:
                await asyncio.sleep(0.01)
                health = await two_chats.health.report(datetime.now(UTC))
        assert health.failures == {}
        await until(lambda: outbox.sent == ["discord:1"])
    shown = captured.get()
    assert "discord" in shown
    assert "failed 0 s ago, next try in" in shown
    assert "OSError, failure" in shown
