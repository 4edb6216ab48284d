"""When the digest comes and who decides, as people say it."""

from dataclasses import replace

import pytest

from bot.faces.port import AppPort
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, bad_request, too_many
from tests.fakes.telegram.serving import serving


@pytest.mark.faces(
    "telegram", "discord", reason="nothing comes by itself at a terminal"
)
async def test_a_chat_chooses_its_hour_and_sees_the_next(talk: Dialogue) -> None:
    await talk.says("/daily on 08:30 Berlin")
    assert "every day at 08:30, Europe/Berlin (it is 11:30 there now)" in talk.text
    assert "from the whole library" in talk.text
    await talk.presses("Status")
    assert "The next one comes on Friday, 3 May 2024 at 08:30." in talk.text


@pytest.mark.faces(
    "telegram", "discord", reason="nothing comes by itself at a terminal"
)
async def test_the_day_of_the_first_one_is_told(talk: Dialogue) -> None:
    await talk.says("/daily on 08:30 Berlin")
    assert "The first one comes on Friday, 3 May 2024 at 08:30." in talk.text
    await talk.says("/daily every saturday")
    assert "The next one comes on Saturday, 4 May 2024 at 08:30." in talk.text


async def test_the_zone_is_remembered(talk: Dialogue) -> None:
    await talk.says("/daily on 08:30 Berlin")
    await talk.says("/daily on 19:00")
    assert "19:00, Europe/Berlin" in talk.text
    await talk.says("/daily off")
    await talk.says("/daily status")
    assert "is off here" in talk.text
    await talk.presses("Turn on")
    assert "19:00, Europe/Berlin" in talk.text


async def test_a_near_miss_of_a_zone_is_offered(talk: Dialogue) -> None:
    await talk.says("/daily on 08:30 Berln")
    assert "There is no zone “Berln”. Did you mean" in talk.text
    await talk.presses("Europe/Berlin")
    assert "08:30, Europe/Berlin" in talk.text


@pytest.mark.faces(
    "telegram", "discord", reason="nothing comes by itself at a terminal"
)
async def test_it_comes_on_chosen_days(talk: Dialogue) -> None:
    await talk.says("/daily on 08:30")
    await talk.says("/daily every weekday")
    assert "every weekday at 08:30" in talk.text
    await talk.says("/daily every monday,thursday")
    await talk.says("/daily status")
    assert "every Monday and Thursday at 08:30" in talk.text
    assert "Monday, 6 May 2024" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord asks for what is required itself"
)
@in_turn("days", ["someday", "2 hours", "hour"])
async def test_a_day_that_there_is_not_is_asked_for(talk: Dialogue, days: str) -> None:
    await talk.says(f"/daily every {days}")
    assert "On which days? An excerpt comes once a day at most." in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="on Discord nothing is typed beside options"
)
@in_turn(
    ("typed", "offered", "then"),
    [
        ("of", "/daily off", "was not on here"),
        ("stats", "/daily status", "is off here"),
        ("topics bridge", "/daily topic bridge", "about “bridge”"),
        ("Speakers reed", "/daily speaker reed", "the words of Ivo Reed"),
        ("at 9", "/daily on 9", "every day at 09:00, UTC"),
        ("8:30 Berlin", "/daily on 8:30 Berlin", "every day at 08:30, Europe/Berlin"),
    ],
)
async def test_what_was_nearly_typed_is_offered(
    talk: Dialogue, typed: str, offered: str, then: str
) -> None:
    await talk.says(f"/daily {typed}")
    assert f"Did you mean {offered}?" in talk.text
    await talk.presses(offered)
    assert then in talk.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_who_may_not_decide_for_a_chat_may_look(talk: Dialogue) -> None:
    bo = Dialogue(talk.stage, name="Bo", manages=False)
    await bo.says("/daily on 08:30")
    assert "Only administrators of this chat may change its daily excerpt" in bo.text
    await bo.presses("Status")
    assert "is off here" in bo.text
    await talk.says("/daily on 08:30")
    bo.shown = talk.shown
    await bo.presses("Turn off")
    assert "Only administrators" in bo.text
    await bo.presses("Today's excerpt")
    assert "Today's excerpt, 2 May 2024" in bo.text
    await talk.says("/daily status")
    assert "The daily excerpt is on: every day at 08:30" in talk.text


async def test_only_administrators_of_a_group_decide(
    app: AppPort, telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends")
    group.admins.add(ann.id)
    async with serving(app, telegram):
        await bob.says("/daily on 08:30", to=group)
        assert "Only administrators" in (await bob.next_reply()).text
        await bob.says("/daily status", to=group)
        assert "is off here" in (await group.next_reply()).text
        await ann.says("/daily on 08:30", to=group)
        assert "every day at 08:30" in (await group.next_reply()).text
        press = await bob.presses("Turn off", to=group)
        assert "Only administrators" in await press.answered()
        await ann.says("/daily", to=group)
        await group.next_reply()
    # Everybody's looking costs no question to Telegram.
    assert telegram.count("getChatMember") == 3


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="getChatMember", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="getChatMember", refused=too_many(7)),
        Fault(
            method="getChatMember", refused=bad_request("member list is inaccessible")
        ),
        Fault(method="getChatMember", reset="before"),
    ],
)
async def test_who_may_decide_but_can_t_be_checked_is_told_so(
    app: AppPort, telegram: BotApi, ann: User, fault: Fault
) -> None:
    group = telegram.room("Friends")
    group.admins.add(ann.id)
    telegram.faults.append(replace(fault))
    async with serving(app, telegram):
        await ann.says("/daily on 08:30", to=group)
        shown = await ann.next_reply()
        assert "could not be checked" in shown.text
        assert "Only administrators" not in shown.text
        await ann.says("/daily status", to=group)
        assert "is off here" in (await group.next_reply()).text
        await ann.says("/daily on 08:30", to=group)
        assert "every day at 08:30" in (await group.next_reply()).text


async def test_who_is_no_member_may_not_decide(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    stranger = Fault(
        method="getChatMember", refused=bad_request("PARTICIPANT_ID_INVALID")
    )
    telegram.faults.append(stranger)
    async with serving(app, telegram):
        await ann.says("/daily on 08:30", to=group)
        assert "Only administrators" in (await ann.next_reply()).text


async def test_a_member_with_fewer_rights_may_not_decide(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    group.restricted.add(ann.id)
    async with serving(app, telegram):
        await ann.says("/daily on 08:30", to=group)
        assert "Only administrators" in (await ann.next_reply()).text


async def test_a_group_that_moved_while_the_bot_was_away_decides_as_one(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    group.admins.add(ann.id)
    async with serving(app, telegram):
        await ann.says("/daily on 08:30", to=group)
        await group.next_reply()
    moved = await group.upgrades(announced=True)
    moved.admins.add(ann.id)
    await ann.says("/daily off", to=moved)
    async with serving(app, telegram):
        assert "The daily excerpt is off here" in (await moved.next_reply()).text
        await ann.says("/daily status", to=moved)
        assert "is off here" in (await moved.next_reply()).text


async def test_a_channel_decides_for_itself(app: AppPort, telegram: BotApi) -> None:
    channel = telegram.room("Speeches", "channel")
    async with serving(app, telegram):
        await channel.posts("/daily on 08:30 Tokyo")
        assert "08:30, Asia/Tokyo" in (await channel.next_reply()).text


@in_turn(
    ("verb", "what"),
    [("topic", "a topic"), ("speaker", "a name"), ("on", "an hour and a zone")],
)
async def test_what_is_too_long_is_called_what_it_is(
    talk: Dialogue, verb: str, what: str
) -> None:
    await talk.says(f"/daily {verb} {'long ' * 90}")
    assert f"too long for {what}:" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord offers each for itself")
async def test_hours_and_names_without_the_word_before_them_are_offered(
    talk: Dialogue,
) -> None:
    for typed, offered in (
        ("mon-fri 8am tokyo", "/daily on mon-fri 8am tokyo"),
        ("kestrel", "/daily speaker kestrel"),
    ):
        await talk.says(f"/daily {typed}")
        assert talk.text.startswith(f"Did you mean {offered}?")
        await talk.presses(offered)
        assert talk.text.startswith("Noted:")
