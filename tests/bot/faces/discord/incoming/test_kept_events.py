"""What changes something on Discord is done once, though the bot is killed amid it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from handlers.contract.reply import Reply, text_reply
from handlers.contract.request import Request
from storage.database.errors import disk_full_error
from storage.inbox.inbox import Inbox, StoredUpdate
from storage.store import open_store
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.people import Person, Shown
from tests.fakes.discord.server import Discord
from tests.fakes.discord.serving import Running, running
from tests.fakes.waiting import until

CARD = text_reply("A card #7K3M9QXA.")


@dataclass(kw_only=True)
class SlowApp(ScriptedApp):
    """An app whose answers wait until a test lets them go."""

    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: Request) -> Reply:
        """Take note of a request at once, and answer it later."""
        self.asked.append(request)
        if request.command == "quote":
            return CARD
        await self.go_on.wait()
        return text_reply(f"{request.command} is done.")


@pytest.fixture
def slow(inbox: Inbox) -> SlowApp:
    return SlowApp(inbox=inbox)


@pytest.fixture
def ann(discord: Discord) -> Person:
    return discord.person("Ann", discord.guild())


@asynccontextmanager
async def killed(
    app: SlowApp, discord: Discord, *, defer_after_s: float = 9.0
) -> AsyncIterator[Running]:
    """Serve, and give up everything at the end."""
    sessions = len(discord.sessions)
    async with running(app, discord) as run:
        run.face.client.conversation.defer_after_s = defer_after_s
        await discord.in_session(sessions + 1)
        await discord.synced()
        yield run
        run.task.cancel()
        await asyncio.wait([run.task])


async def on_disk(inbox: Inbox) -> int:
    return len(await inbox.page("discord", after=None, limit=99))


async def shown_in(discord: Discord, ann: Person) -> list[str]:
    return [
        Shown(each).text
        for each in discord.messages.values()
        if each["channel_id"] == ann.channel and each["author"] is discord.bot
    ]


async def test_a_comment_that_was_deferred_is_answered_where_it_was_asked(
    slow: SlowApp, discord: Discord, ann: Person, inbox: Inbox
) -> None:
    async with killed(slow, discord, defer_after_s=0.0):
        asked = await ann.uses("comment", text="I was there.")
        async with asyncio.timeout(20):
            await asked.acknowledged.wait()
        await until(lambda: bool(slow.asked))
        assert await on_disk(inbox) == 1
    slow.go_on.set()
    async with running(slow, discord):
        assert (await asked.answer()).text == "comment is done."
        await until(lambda: len({each.key for each in slow.asked}) == 1)
    assert len(slow.asked) == 2
    assert await on_disk(inbox) == 0


async def test_one_that_nothing_acknowledged_is_done_and_said_in_the_channel(
    slow: SlowApp, discord: Discord, ann: Person, inbox: Inbox
) -> None:
    async with killed(slow, discord):
        await ann.uses("comment", text="I was there.")
        await until(lambda: bool(slow.asked))
    slow.go_on.set()
    async with running(slow, discord):
        shown = await discord.next_message(ann.channel)
        assert shown.text == "comment is done."
    assert await on_disk(inbox) == 0


async def test_one_that_was_answered_is_not_answered_twice(
    slow: SlowApp,
    discord: Discord,
    ann: Person,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(**_: object) -> None:
        raise disk_full_error("Nothing was saved")

    slow.go_on.set()
    monkeypatch.setattr(inbox, "settle", fails)
    async with killed(slow, discord):
        asked = await ann.uses("comment", text="I was there.")
        assert (await asked.answer()).text == "comment is done."
    assert await on_disk(inbox) == 1
    monkeypatch.undo()
    async with running(slow, discord) as run:
        await until(lambda: len(slow.asked) == 2)
        await until(lambda: not run.face.client.kept.is_taking_up)
    assert await on_disk(inbox) == 0
    assert await shown_in(discord, ann) == ["comment is done."]


async def test_a_comment_in_a_reply_is_kept_as_well(
    slow: SlowApp, discord: Discord, ann: Person, inbox: Inbox
) -> None:
    async with killed(slow, discord):
        card = await (await ann.uses("quote")).answer()
        await ann.writes(f"<@{discord.bot['id']}> I was there.", to=card)
        await until(lambda: len(slow.asked) == 2)
        assert await on_disk(inbox) == 1
    slow.go_on.set()
    async with running(slow, discord):
        shown = await discord.next_message(ann.channel, 1)
        assert shown.text == "comment is done."
    _, before, after = slow.asked
    assert (before.key, before.place) == (after.key, after.place)
    assert await on_disk(inbox) == 0


async def test_the_answer_to_a_message_is_not_shown_twice(
    slow: SlowApp,
    discord: Discord,
    ann: Person,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(**_: object) -> None:
        raise disk_full_error("Nothing was saved")

    slow.go_on.set()
    monkeypatch.setattr(inbox, "settle", fails)
    async with killed(slow, discord):
        card = await (await ann.uses("quote")).answer()
        await ann.writes(f"<@{discord.bot['id']}> I was there.", to=card)
        await discord.next_message(ann.channel, 1)
    monkeypatch.undo()
    async with running(slow, discord) as run:
        await until(lambda: len(slow.asked) == 3)
        await until(lambda: not run.face.client.kept.is_taking_up)
    assert await on_disk(inbox) == 0
    assert (await shown_in(discord, ann))[1:] == ["comment is done."]


async def test_what_comes_while_the_last_run_is_read_is_not_of_the_last_run(
    slow: SlowApp,
    discord: Discord,
    ann: Person,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow.go_on.set()
    read, go_on = inbox.page, asyncio.Event()

    async def slowly(platform: str, **how: Any) -> Sequence[StoredUpdate]:  # noqa: ANN401 - as it is called
        await go_on.wait()
        return await read(platform, **how)

    monkeypatch.setattr(inbox, "page", slowly)
    slow.go_on.clear()
    async with running(slow, discord) as run:
        await discord.in_session()
        await discord.synced()
        asked = await ann.uses("comment", text="I was there.")
        await until(lambda: bool(slow.asked))
        go_on.set()
        await until(lambda: run.face.client.kept.is_read)
        slow.go_on.set()
        assert (await asked.answer()).text == "comment is done."
        assert not run.face.client.kept.is_taking_up
    assert len(slow.asked) == 1


async def test_what_another_process_has_under_way_is_taken_up_once_it_has_ended(
    discord: Discord,
    ann: Person,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.faces.discord.incoming.kept_events.RETRY_S", 0.01)
    async with open_store(database) as one, open_store(database) as two:
        first, second = SlowApp(inbox=one.inbox), SlowApp(inbox=two.inbox)
        second.go_on.set()
        async with killed(first, discord):
            await ann.uses("comment", text="I was there.")
            await until(lambda: bool(first.asked))
        async with running(second, discord):
            await until(lambda: "another process" in caplog.text)
            assert not second.asked
            # As the system does for a process that ends.
            one.inbox.locks.close()
            assert (await discord.next_message(ann.channel)).text == "comment is done."
        assert await on_disk(two.inbox) == 0


async def test_questions_are_not_kept(
    slow: SlowApp, discord: Discord, ann: Person, inbox: Inbox
) -> None:
    async with killed(slow, discord):
        await ann.uses("daily status")
        await until(lambda: bool(slow.asked))
        assert await on_disk(inbox) == 0
