import pytest

from bot.delivery.retry import MAX_ATTEMPTS
from handlers.contract.reply import Button, Paragraph, Reply, Span, SpanStyle, actions
from handlers.contract.request import Place, Request
from tests.fakes.dialogues.scripted_app import said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, bad_request, too_many
from tests.fakes.telegram.serving import Clock, MovingApp
from tests.fakes.waiting import until


async def test_a_chat_that_must_wait_holds_up_no_other(
    clock: Clock, moving: MovingApp, telegram: BotApi, ann: User, bob: User
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
    assert [request.words for request in moving.asked] == ["war", "bread"]
    clock.over.set()
    assert (await ann.next_reply()).text == "topic<war>"
    assert (await ann.next_reply()).text == "topic<peace>"


async def test_an_answer_that_would_come_hours_late_is_let_go(  # noqa: PLR0917 - fixtures
    clock: Clock,
    moving: MovingApp,
    telegram: BotApi,
    ann: User,
    bob: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(43_837))
    )
    await ann.says("/topic war")
    await ann.says("/topic peace")
    await until(lambda: caplog.text.count("goes without an answer") == 2)
    # What was asked is done all the same, and others are answered.
    assert [request.words for request in moving.asked] == ["war", "peace"]
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    assert telegram.count("sendMessage") == 2
    assert clock.waits.empty()


async def test_waits_that_add_up_to_too_long_end_as_well(
    clock: Clock,
    moving: MovingApp,  # noqa: ARG001 - serves
    telegram: BotApi,
    ann: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(50), times=9)
    )
    await ann.says("/topic war")
    await until(lambda: "goes without an answer" in caplog.text)
    assert [clock.waits.get_nowait() for _ in range(2)] == [50, 50]
    assert clock.waits.empty()


@pytest.mark.usefixtures("moving")
async def test_retries_end(telegram: BotApi, ann: User) -> None:
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(1), times=99)
    )
    await ann.says("/topic war")
    await telegram.called("sendMessage", MAX_ATTEMPTS)
    telegram.faults.clear()
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == MAX_ATTEMPTS + 1


@pytest.mark.usefixtures("moving")
async def test_a_server_in_trouble_is_asked_again(telegram: BotApi, ann: User) -> None:
    broken = RefusedError(500, "Internal Server Error")
    telegram.faults.append(Fault(method="sendMessage", refused=broken, times=2))
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert telegram.count("sendMessage") == 3


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.usefixtures("moving")
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


async def test_who_blocked_the_bot_is_let_alone(
    moving: MovingApp, telegram: BotApi, ann: User, bob: User
) -> None:
    ann.home.closed = RefusedError(403, "Forbidden: bot was blocked by the user")
    await ann.says("/topic war")
    await telegram.called("sendMessage")
    await bob.says("/topic peace")
    assert (await bob.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == 2
    assert moving.reachable == [(f"telegram:{ann.id}", False)]


@pytest.mark.parametrize(
    "refused",
    [
        RefusedError(403, "Forbidden: the topic is closed to bots"),
        bad_request("TOPIC_CLOSED"),
        bad_request("message thread not found"),
        bad_request("not enough rights to send text messages to the chat"),
    ],
)
async def test_what_is_refused_in_a_topic_closes_no_chat(
    moving: MovingApp, telegram: BotApi, ann: User, refused: RefusedError
) -> None:
    topic = telegram.room("Forum", "forum").topic("History")
    telegram.faults.append(Fault(method="sendMessage", chat=topic.id, refused=refused))
    await ann.says("/topic war", to=topic)
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert moving.reachable == []


@pytest.mark.usefixtures("moving")
async def test_a_group_that_kicked_the_bot_is_let_alone(
    telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    group.kicks_the_bot()
    await ann.says("/topic war", to=group)
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"


async def test_an_answer_follows_a_group_that_moved(
    moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades()
    await ann.says("/topic war", to=group)
    assert (await new.next_reply()).text == "topic<war>"
    assert moving.moves == [(f"telegram:{group.id}", f"telegram:{new.id}")]


async def test_so_do_all_parts_of_a_long_one(
    moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades()
    moving.script["topic"] = said("peace " * 1000)
    await ann.says("/topic war", to=group)
    for _ in range(2):
        assert (await new.next_reply()).text.startswith("peace")
    assert len(moving.moves) == 1
    assert telegram.count("sendMessage") == 3


async def test_an_announced_move_is_taken_in(
    moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    new = await group.upgrades(announced=True)
    await ann.says("/topic war", to=new)
    await new.next_reply()
    # Both chats say so; whichever is heard first counts.
    assert moving.moves == [(f"telegram:{group.id}", f"telegram:{new.id}")] * 2


async def test_a_move_that_can_t_be_kept_costs_no_answer(
    moving: MovingApp, telegram: BotApi, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_old: Place, _new: Place) -> None:
        raise OSError

    monkeypatch.setattr(moving, "migrate_chat", fails)
    new = await (group := telegram.room("Friends")).upgrades()
    await ann.says("/topic war", to=group)
    assert (await new.next_reply()).text == "topic<war>"


async def test_what_telegram_takes_amiss_is_sent_plainly(
    moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    moving.script["topic"] = Reply(
        paragraphs=(
            Paragraph(
                spans=(Span("here", SpanStyle.LINK, "https://speeches.example"),)
            ),
        ),
        groups=(actions(Button(label="Source", url="https://speeches.example")),),
    )
    telegram.faults.append(
        Fault(
            method="sendMessage",
            refused=bad_request(
                "inline keyboard button URL is invalid: Wrong HTTP URL"
            ),
        )
    )
    await ann.says("/topic war")
    shown = await ann.next_reply()
    assert (shown.text, shown.entities, shown.labels) == ("here", [], [])


@pytest.mark.usefixtures("moving")
async def test_a_topic_that_was_closed_is_no_trouble(
    telegram: BotApi, ann: User
) -> None:
    topic = telegram.room("Forum", "forum").topic("History")
    telegram.faults.append(
        Fault(method="sendMessage", refused=bad_request("TOPIC_CLOSED"), times=9)
    )
    await ann.says("/topic war", to=topic)
    await telegram.called("sendMessage")
    telegram.faults.clear()
    await ann.says("/topic peace")
    assert (await ann.next_reply()).text == "topic<peace>"
    assert telegram.count("sendMessage") == 2


async def test_an_answer_with_nothing_in_it_is_no_trouble(
    moving: MovingApp, ann: User
) -> None:
    moving.script["topic"] = Reply()
    await ann.says("/topic war")
    await ann.says("/quote")
    assert (await ann.next_reply()).text == "quote<>"


async def test_a_failure_in_the_face_is_logged_and_the_next_is_answered(
    moving: MovingApp, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(_request: Request) -> Reply:
        raise RuntimeError("a promise was broken")

    moving.script["topic"] = breaks
    await ann.says("/topic war")
    await ann.says("/quote")
    assert (await ann.next_reply()).text == "quote<>"
    assert "was not answered" in caplog.text
