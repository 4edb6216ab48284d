"""Digests sent to a local Discord over real HTTP, whatever goes wrong on the way."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

import discord as library
import pytest
from discord.http import Route

from bot.delivery.outbox import Outcome, SendStatus
from bot.delivery.pacer import Pacer
from bot.delivery.retry import Retrier
from bot.faces.discord.api import http_watch
from bot.faces.discord.api.errors import classify
from bot.faces.discord.api.http_watch import WINDOW_S, HttpWatch, RefusalGuard
from bot.faces.discord.outgoing import sender as sender_module
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.discord.outgoing.sender import Sender, limits
from handlers.contract.reply import Reply, paragraph
from handlers.contract.request import Place
from storage.digests.delivery import Reason
from storage.digests.share import Share
from tests.fakes.dialogues.scripted_app import said
from tests.fakes.discord.rules import RefusedError, too_many, unknown
from tests.fakes.discord.server import Discord, Fault

MESSAGES = "/channels/[0-9]+/messages"
PLACE = Place(platform="discord", chat="4194304/11")
SUPPRESS_NOTIFICATIONS = 1 << 12
OTHER = Place(platform="discord", chat="4194304/12")
DIRECT = Place(platform="discord", chat="@me/13")


@dataclass
class Bot:
    """A sender with a clock of the test's own.

    Attributes:
        closed: The places that could not be written to.
        waits: How long it had to wait, each time.
    """

    server: Discord
    guard: RefusalGuard = field(init=False)
    closed: list[Place] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    _keys: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        def clock() -> float:
            return self.seconds

        self.pacer = Pacer(limits(None), clock=clock, wait=self._wait)
        self.guard = RefusalGuard(most=20, most_of_bulk=3, clock=clock)
        watch = HttpWatch(self.pacer, self.guard)
        self.client = library.Client(
            intents=library.Intents.none(),
            http_trace=watch.trace,
            max_ratelimit_timeout=30,
        )
        watch.protect(self.client.http)
        retrier = Retrier(
            classify=classify,
            pacer=self.pacer,
            migrate=self._migrate,
            close=self._close,
            wait=self._wait,
            park=lambda: nullcontext(enter_result=True),
        )
        self.channels = ChannelSender(self.client, retrier, clock=clock)
        self.sender = Sender(self.channels, retrier, watch, self.guard)

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    async def _migrate(self, _old: Place, _new: Place) -> None:
        raise AssertionError

    async def _close(self, place: Place) -> None:
        self.closed.append(place)

    async def delivers(
        self, place: Place = PLACE, reply: Reply | None = None, key: str = ""
    ) -> Outcome:
        self.seconds += 60
        return await self.sender.deliver(
            place,
            reply or said("Good morning"),
            key=key or f"digest-{next(self._keys)}",
        )

    def fails(
        self,
        refused: RefusedError | None = None,
        *,
        times: int = 1,
        path: str = MESSAGES,
    ) -> None:
        self.server.faults.append(
            Fault(method="POST", path=path, refused=refused, times=times)
        )

    @property
    def tries(self) -> int:
        return self.server.count("POST", MESSAGES)


@pytest.fixture
async def bot(discord: Discord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setattr(Route, "BASE", discord.api_base)
    bot = Bot(discord)
    async with bot.client:
        await bot.client.login(discord.token)
        yield bot


@pytest.mark.parametrize("quiet", [True, False])
async def test_a_digest_makes_no_sound_where_the_chat_wants_none(
    bot: Bot, *, quiet: bool
) -> None:
    await bot.delivers(reply=replace(said("Good morning"), quiet=quiet))
    (message,) = bot.server.messages.values()
    assert (message["flags"] == SUPPRESS_NOTIFICATIONS) == quiet


@pytest.mark.parametrize("place", [PLACE, DIRECT])
async def test_a_digest_arrives_and_pings_nobody(bot: Bot, place: Place) -> None:
    outcome = await bot.delivers(place, said("Read this, @everyone and <@&7>"))
    (message,) = bot.server.messages.values()
    assert (outcome.status, outcome.message) == (SendStatus.SENT, message["id"])
    assert message["channel_id"] == place.chat.partition("/")[2]
    assert message["mention_roles"] == []


async def test_it_pings_the_role_that_was_chosen_and_no_other(bot: Bot) -> None:
    reply = Reply(paragraphs=said("Read this, <@&8>").paragraphs, role_id="7")
    assert (await bot.delivers(reply=reply)).status is SendStatus.SENT
    (message,) = bot.server.messages.values()
    assert message["mention_roles"] == ["7"]
    assert message["content"].startswith("<@&7>")


async def test_it_never_pings_everyone_as_a_role(bot: Bot) -> None:
    reply = Reply(paragraphs=said("Read this").paragraphs, role_id="4194304")
    assert (await bot.delivers(reply=reply)).status is SendStatus.SENT
    (message,) = bot.server.messages.values()
    assert message["mention_roles"] == []
    assert "<@&" not in message["content"]


async def test_in_a_thread_it_goes_to_the_thread(bot: Bot) -> None:
    place = Place(platform="discord", chat="4194304/11", thread="99")
    assert (await bot.delivers(place)).status is SendStatus.SENT
    (message,) = bot.server.messages.values()
    assert message["channel_id"] == "99"


async def test_a_429_ends_the_attempt_at_once_and_slows_its_chat(bot: Bot) -> None:
    bot.fails(too_many(3.0))
    outcome = await bot.delivers()
    assert (outcome.status, outcome.reason) == (SendStatus.RETRY, Reason.RATE_LIMITED)
    assert outcome.retry_after_s == 3.0
    assert bot.tries == 1
    again = await bot.sender.deliver(PLACE, said("Good morning"), key="digest-9")
    assert (again.reason, again.retry_after_s) == (Reason.CHAT_LIMIT, 3.0)
    assert (await bot.delivers(OTHER)).status is SendStatus.SENT


@pytest.mark.parametrize(("scope", "pause"), [("global", 7.0), ("user", 0.0)])
async def test_a_429_for_the_whole_bot_stops_all_digests_for_as_long(
    bot: Bot, scope: str, pause: float
) -> None:
    bot.fails(too_many(7.0, scope))
    assert (await bot.delivers()).reason is Reason.RATE_LIMITED
    bot.waits.clear()
    await bot.sender.wait_turn()
    assert sum(bot.waits) == pytest.approx(pause)
    # The library does not keep others waiting for it for ever.
    assert (await bot.delivers(OTHER)).status is SendStatus.SENT


async def test_a_request_that_is_given_up_in_a_429_for_the_bot_stops_no_other(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(http_watch, "GLOBAL_GRACE_S", 0.05)
    channel = bot.client.get_partial_messageable(11)
    bot.fails(too_many(0.2, "global"))
    sending = asyncio.create_task(channel.send("An answer"))
    while "Global rate limit" not in caplog.text:  # noqa: ASYNC110 - logs wake nobody
        await asyncio.sleep(0.001)
    sending.cancel()
    async with asyncio.timeout(10):
        await channel.send("Another")
    assert "requests to Discord go on" in caplog.text


async def test_a_failure_on_discords_side_is_tried_again_by_the_ledger(
    bot: Bot,
) -> None:
    bot.fails(RefusedError(502, 0, "bad gateway"))
    outcome = await bot.delivers(key="digest-1")
    assert (outcome.status, outcome.reason) == (
        SendStatus.RETRY,
        Reason.PLATFORM_FAILED,
    )
    assert bot.tries == 1
    assert (await bot.delivers(key="digest-1")).status is SendStatus.SENT


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_cut_connection_costs_no_digest_and_doubles_none(
    bot: Bot, when: str
) -> None:
    assert when in {"before", "after"}
    fault = Fault(method="POST", path=MESSAGES)
    fault.reset = "before" if when == "before" else "after"
    bot.server.faults.append(fault)
    assert (await bot.delivers()).status is SendStatus.SENT
    assert bot.tries == 2
    assert len(bot.server.messages) == 1


async def test_a_second_attempt_by_the_ledger_doubles_none_either(bot: Bot) -> None:
    first = await bot.delivers(key="digest-1")
    again = await bot.delivers(key="digest-1")
    assert first.message == again.message
    assert len(bot.server.messages) == 1


async def test_discord_that_does_not_answer_leaves_it_ambiguous(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "CALL_TIMEOUT_S", 0.05)
    bot.server.faults.append(
        Fault(method="POST", path=MESSAGES, until=asyncio.Event(), times=2)
    )
    outcome = await bot.delivers()
    assert (outcome.status, outcome.reason) == (
        SendStatus.AMBIGUOUS,
        Reason.CONNECTION_LOST,
    )
    assert bot.tries == 2


async def test_what_never_left_is_sent_again_later(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9/api/v10")
    outcome = await bot.delivers()
    assert (outcome.status, outcome.reason) == (
        SendStatus.RETRY,
        Reason.PLATFORM_UNREACHABLE,
    )


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (unknown("Channel", 10003), Reason.CHAT_NOT_FOUND),
        (RefusedError(403, 50001, "Missing Access"), Reason.BLOCKED),
        (RefusedError(403, 50013, "Missing Permissions"), Reason.NO_PERMISSION),
        (RefusedError(403, 50007, "Cannot send messages"), Reason.BLOCKED),
    ],
)
async def test_a_chat_that_is_gone_is_tried_once(
    bot: Bot, refused: RefusedError, reason: Reason
) -> None:
    bot.fails(refused)
    outcome = await bot.delivers()
    assert (outcome.status, outcome.reason) == (SendStatus.UNREACHABLE, reason)
    assert bot.tries == 1


async def test_digests_stop_long_before_discord_bans_the_address(bot: Bot) -> None:
    bot.fails(RefusedError(403, 50001, "Missing Access"), times=3)
    for _ in range(3):
        assert (await bot.delivers()).status is SendStatus.UNREACHABLE
    bot.waits.clear()
    began = bot.seconds
    await bot.sender.wait_turn()
    # The first of the three is forgotten ten minutes after it came.
    assert bot.seconds - began == pytest.approx(WINDOW_S - 2 * 60)
    assert max(bot.waits) <= sender_module.MAX_GUARD_WAIT_S
    # Answers go on meanwhile.
    assert bot.guard.pause_s() == 0


async def test_a_limit_that_others_used_up_does_not_count(bot: Bot) -> None:
    bot.fails(too_many(1.0, "shared"), times=3)
    for _ in range(3):
        assert (await bot.delivers()).reason is Reason.RATE_LIMITED
    assert bot.guard.bulk_pause_s() == 0
    bot.fails(too_many(1.0, "user"), times=3)
    for _ in range(3):
        assert (await bot.delivers()).reason is Reason.RATE_LIMITED
    assert bot.guard.bulk_pause_s() > 0


async def test_no_request_is_made_any_more_where_far_too_many_were_refused(
    bot: Bot,
) -> None:
    bot.fails(RefusedError(401, 0, "401: Unauthorized"), times=20)
    for _ in range(20):
        assert (await bot.delivers()).reason is Reason.TOKEN_REJECTED
    # They came one a minute, so that ten of them are old by now.
    assert (await bot.delivers()).status is SendStatus.SENT
    bot.fails(RefusedError(401, 0, "401: Unauthorized"), times=20)
    for _ in range(20):
        bot.seconds += 2
        await bot.sender.deliver(PLACE, said("Good morning"), key="digest-x")
    tries = bot.tries
    outcome = await bot.sender.deliver(OTHER, said("Good morning"), key="digest-y")
    assert (outcome.status, bot.tries) == (SendStatus.RETRY, tries)
    bot.server.faults.clear()
    bot.seconds += WINDOW_S
    outcome = await bot.sender.deliver(OTHER, said("Good morning"), key="digest-y")
    assert outcome.status is SendStatus.SENT


async def test_a_long_one_is_several_messages_none_of_them_twice(bot: Bot) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    reply = Reply(paragraphs=(paragraph(words),))
    fault = Fault(method="POST", path=MESSAGES, reset="after", times=1)
    bot.server.faults.append(fault)
    assert (await bot.delivers(reply=reply, key="digest-1")).status is SendStatus.SENT
    several = len(bot.server.messages)
    assert several > 1
    await bot.delivers(reply=reply, key="digest-1")
    assert len(bot.server.messages) == several


async def test_what_is_no_digest_is_sent_again_where_that_is_safe(bot: Bot) -> None:
    bot.fails(too_many(2.0))
    await bot.channels.send(PLACE, said("A comment"))
    assert len(bot.server.messages) == 1
    bot.fails(RefusedError(403, 50013, "Missing Permissions"))
    thread = Place(platform="discord", chat="4194304/11", thread="99")
    await bot.channels.send(thread, said("A comment"))
    assert bot.closed == [thread]


def test_processes_divide_the_bots_limit() -> None:
    whole = limits(None).bulk_per_s
    assert limits(Share((0, 1), 4)).bulk_per_s == whole / 2
    assert limits(Share((0,), 1)).bulk_per_s == whole
