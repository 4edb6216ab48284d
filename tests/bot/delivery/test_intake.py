"""Updates from their arrival until they are answered, over real restarts of the intake."""

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.base_intake import MAX_QUESTION_AGE, PAGE_SIZE
from bot.delivery.chat_queues import MAX_PARKED_PER_CHAT, MAX_UPDATES_PER_CHAT
from bot.delivery.incoming import Incoming, rows_of
from bot.delivery.intake import Intake
from storage.database.errors import disk_full_error
from storage.database.opening import open_database
from storage.inbox.inbox import Inbox, StoredUpdate
from storage.store import open_store
from tests.fakes.programs.intake_desk import NOW, Desk, Said, incoming, killed
from tests.fakes.waiting import until


@pytest.fixture
def desk(inbox: Inbox) -> Desk:
    return Desk(inbox)


async def test_what_is_answered_is_gone(desk: Desk) -> None:
    async with desk.process() as intake:
        await intake.take(desk.say("a", "asks", 3))
        await until(lambda: len(desk.handled) == 3)
    assert not await desk.on_disk()


async def test_what_was_under_way_is_taken_up_in_order(desk: Desk) -> None:
    desk.waits = {"a"}
    async with killed(desk) as intake:
        await intake.take([*desk.say("a", "changes", 3), *desk.say("b", "changes")])
        await until(lambda: desk.ids_of("b") == [4])
    desk.waits = set()
    async with desk.process() as intake:
        await intake.take(desk.say("a", "asks"))
    assert desk.ids_of("a") == [1, 2, 3, 5]
    assert not await desk.on_disk()


async def test_all_that_changes_something_is_kept_however_much_it_is(
    desk: Desk,
) -> None:
    desk.waits = {"a"}
    async with desk.process() as intake:
        for _ in range(5):
            await intake.take(desk.say("a", "changes", 30))
        assert intake.queues.count("test:a") == MAX_PARKED_PER_CHAT
        desk.waits = set()
        desk.gate.set()
        await until(lambda: len(desk.handled) == 150)
    assert desk.ids_of("a") == [*range(1, 151)]


async def test_questions_beyond_the_queue_are_answered_by_the_last(desk: Desk) -> None:
    asked = MAX_UPDATES_PER_CHAT + 40
    async with desk.process() as intake:
        await intake.take(desk.say("a", "asks", asked))
        await intake.take(desk.say("a", "changes"))
        await until(lambda: (asked + 1) in desk.ids_of("a"))
    *before, last, change = desk.handled
    assert before == [("a", id_, 0) for id_ in range(1, MAX_UPDATES_PER_CHAT + 1)]
    assert last == ("a", asked, 39)
    assert change == ("a", asked + 1, 0)
    assert not await desk.on_disk()


async def test_so_are_those_of_a_chat_that_has_to_wait(desk: Desk) -> None:
    desk.waits = {"a"}
    async with desk.process() as intake:
        await intake.take(desk.say("a", "asks", 40))
        await until(lambda: intake.queues.is_parked("test:a"))
        await intake.take(desk.say("a", "chatter", 3))
        await intake.take(desk.say("a", "asks", 10))
        desk.waits = set()
        desk.gate.set()
        await until(lambda: 53 in desk.ids_of("a"))
    assert desk.handled[:MAX_PARKED_PER_CHAT] == [
        ("a", id_, 0) for id_ in range(1, MAX_PARKED_PER_CHAT + 1)
    ]
    assert desk.handled[MAX_PARKED_PER_CHAT:] == [
        ("a", 53, 50 - MAX_PARKED_PER_CHAT - 1)
    ]


async def test_how_many_were_let_go_is_known_after_a_kill(desk: Desk) -> None:
    desk.waits = {"a"}
    async with killed(desk) as intake:
        await intake.take(desk.say("a", "asks", 40))
        await intake.take(desk.say("a", "asks", 10))
        await until(lambda: intake.queues.is_parked("test:a"))
        await until(lambda: not intake.is_settling)
    desk.waits = set()
    async with desk.process():
        pass
    assert sum(1 + skipped for _, _, skipped in desk.handled) == 50


async def test_old_questions_are_let_go_and_nothing_else(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.waits = {"a"}
    async with killed(desk) as intake:
        said = [desk.say("a", kind) for kind in ("moves", "asks", "changes", "asks")]
        await intake.take([each for (each,) in said])
    desk.now += MAX_QUESTION_AGE + timedelta(seconds=1)
    desk.waits = set()
    async with desk.process():
        pass
    assert desk.ids_of("a") == [1, 3]
    assert "2 questions of the last run are too old to answer" in caplog.text
    assert not await desk.on_disk()


async def test_what_moves_a_chat_may_be_left_under_both_keys_by_several_processes(
    desk: Desk,
) -> None:
    said: Said = {"id": 2, "chat": "old", "kind": "moves", "moves_to": "new"}
    await desk.inbox.store(rows_of(incoming(said), desk.now))
    async with desk.process():
        pass
    assert desk.handled == [("old", 2, 0)] * 2
    assert not await desk.on_disk()


async def test_what_can_t_be_read_at_the_start_is_taken_up_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.waits = {"a"}
    async with killed(desk) as intake:
        await intake.take(desk.say("a", "changes", PAGE_SIZE + 1))
    read, failures = desk.inbox.page, [None, disk_full_error("Nothing was read")]

    async def page(platform: str, **how: Any) -> Sequence[StoredUpdate]:  # noqa: ANN401 - as it is called
        if failures and (error := failures.pop(0)):
            raise error
        return await read(platform, **how)

    monkeypatch.setattr(desk.inbox, "page", page)
    monkeypatch.setattr("bot.delivery.intake.RETRY_S", 0.01)
    desk.waits = set()
    async with desk.process():
        await until(lambda: len(desk.handled) == PAGE_SIZE + 1)
    assert desk.ids_of("a") == [*range(1, PAGE_SIZE + 2)]
    assert "can't be read yet" in caplog.text
    assert not await desk.on_disk()


async def test_what_is_not_confirmed_is_known_when_it_comes_again(desk: Desk) -> None:
    async with desk.process(confirms=True) as intake:
        said = desk.say("a", "changes", 2)
        await intake.take(said)
        await until(lambda: len(desk.handled) == 2)
    assert [each.is_done for each in await desk.on_disk()] == [True, True]
    async with desk.process(confirms=True) as intake:
        await intake.take([incoming(each.update) for each in said])
        await intake.take(desk.say("a", "changes"))
        intake.confirm(4)
    assert desk.ids_of("a") == [1, 2, 3]
    assert not await desk.on_disk()


async def test_an_id_that_was_given_to_something_else_is_new(desk: Desk) -> None:
    async with desk.process(confirms=True) as intake:
        await intake.take(desk.say("a", "changes"))
        await until(lambda: len(desk.handled) == 1)
    desk.ids = 0
    async with desk.process(confirms=True) as intake:
        await intake.take(desk.say("b", "changes"))
    assert desk.handled == [("a", 1, 0), ("b", 1, 0)]


async def test_what_can_t_be_read_ends_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    broken = [
        StoredUpdate(chat="test:a", id=id_, body=body, received=NOW)
        for id_, body in ((1, b"{"), (2, b'{"id": 2}'))
    ]
    await desk.inbox.store(broken)
    desk.ids, desk.waits = 2, {"a"}
    async with desk.process() as intake:
        await intake.take(desk.say("a", "asks", MAX_UPDATES_PER_CHAT))
        # It is weighed, as its queue is full.
        odd = desk.say("a", "asks")
        odd[0].update["kind"] = []  # type: ignore[typeddict-item]  # as a platform may
        await intake.take(odd)
        desk.gate.set()
        await until(lambda: desk.ids in desk.ids_of("a"))
    assert caplog.text.count("can't be read") == 2
    assert "can't be understood" in caplog.text
    assert not await desk.on_disk()


async def test_a_second_process_takes_up_nothing_while_the_first_one_runs(
    database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.delivery.intake.RETRY_S", 0.01)
    async with open_store(database) as one, open_store(database) as two:
        first, second = Desk(one.inbox, waits={"a"}), Desk(two.inbox)
        async with killed(first) as queues:
            await queues.take(first.say("a", "changes", 2))
            async with second.process() as others:
                await others.take([incoming({"id": 9, "chat": "b", "kind": "changes"})])
                await until(lambda: second.ids_of("b") == [9])
                assert "another process serves test with this database" in caplog.text
                # As the system does for a process that ends.
                one.inbox.locks.close()
                await until(lambda: second.ids_of("a") == [1, 2])
    assert first.handled == []


async def test_a_full_disk_lets_answers_go_on_from_memory(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    base = await open_database(database)
    desk = Desk(Inbox(base))
    async with base.transaction() as writer:
        pages = await writer.value("PRAGMA page_count")
        await writer.value(f"PRAGMA max_page_count = {pages}")
    async with desk.process() as intake:
        many = MAX_UPDATES_PER_CHAT + 9
        await intake.take(desk.say("a" * 5000, "changes", many))
        # The platform is not told that it may forget them before they are handled.
        assert len(desk.handled) == many
        await intake.take(desk.say("b", "asks"))
        await until(lambda: bool(desk.ids_of("b")))
    assert "in memory alone: Nothing was saved: the disk is full" in caplog.text
    await base.close()


async def test_a_chat_that_waits_while_the_disk_is_full_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(_updates: Sequence[StoredUpdate], *, durable: bool) -> None:
        assert durable == (
            desk.ids <= 3 * MAX_UPDATES_PER_CHAT
        )  # questions need it not
        raise disk_full_error("Nothing was saved")

    monkeypatch.setattr(desk.inbox, "store", full)
    monkeypatch.setattr("bot.delivery.intake.MEMORY_WAIT_S", 0.01)
    desk.waits = {"a"}
    async with desk.process() as intake:
        await intake.take(desk.say("a", "changes", 3 * MAX_UPDATES_PER_CHAT))
        await intake.take(desk.say("b", "asks"))
        await until(lambda: bool(desk.ids_of("b")))
        desk.gate.set()
    # What can be kept nowhere is let go, and counted.
    found = re.search(r"chat test:a: (\d+) updates could be kept nowhere", caplog.text)
    assert found
    assert len(desk.ids_of("a")) + int(found[1]) == 3 * MAX_UPDATES_PER_CHAT
    assert len(desk.ids_of("a")) > MAX_PARKED_PER_CHAT


Step = tuple[str, str, int, str]
"""Where somebody says what, how many times, and what happens then."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(("asks", "changes", "chatter")),
        st.integers(1, 90),
        st.sampled_from(("", "", "waits", "goes on", "is killed")),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_nothing_is_lost_whatever_happens(
    steps: Sequence[Step],
) -> None:
    asyncio.run(check_nothing_is_lost(steps))


async def check_nothing_is_lost(steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        base = await open_database(Path(folder) / "rostra.db")
        desk = Desk(Inbox(base))
        said: list[Incoming[Said]] = []
        left = [*steps]
        while any(what == "is killed" for *_, what in left):
            async with killed(desk) as intake:
                while left:
                    step = left.pop(0)
                    said += await does(desk, intake, step)
                    if step[-1] == "is killed":
                        break
        async with desk.process() as intake:
            for step in left:
                said += await does(desk, intake, step)
            await does(desk, intake, ("a", "chatter", 1, "goes on"))
            await until(lambda: not intake.has_backlog)
        assert not await desk.on_disk()
        for chat in "ab":
            check_chat(
                desk, chat, [item for item in said if item.update["chat"] == chat]
            )
        await base.close()


async def does(
    desk: Desk, intake: Intake[Said], step: Step
) -> Sequence[Incoming[Said]]:
    chat, kind, times, what = step
    said = desk.say(chat, kind, times)
    await intake.take(said)
    if what == "waits":
        desk.gate.clear()
        desk.waits = {chat}
    elif what == "goes on":
        desk.waits = set()
        desk.gate.set()
    return said


def check_chat(desk: Desk, chat: str, said: Sequence[Incoming[Said]]) -> None:
    """Check that all that changes something was done in order, and all was answered."""
    changes = [item.id for item in said if item.update["kind"] == "changes"]
    done = [*dict.fromkeys(desk.ids_of(chat))]
    assert [id_ for id_ in done if id_ in changes] == changes
    questions = [item.id for item in said if item.update["kind"] == "asks"]
    answered = {id_: 1 + more for where, id_, more in desk.handled if where == chat}
    assert sum(answered.get(id_, 0) for id_ in questions) >= len(questions)
