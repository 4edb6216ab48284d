"""Answers that take several messages, and what comes in their place."""

import copy
from dataclasses import replace

import pytest

from bot.faces.telegram.outgoing.sender import REPLACED
from handlers.contract.action import Action
from handlers.contract.reply import Button, Paragraph, Reply, Span, actions
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import bad_request
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Shown

KEY = "7K3M9QXA"


def long(words: str, times: int) -> Reply:
    buttons = actions(
        Button(label="Short", action=Action(command="source", excerpt=KEY)),
        Button(label="Long", action=Action(command="context", excerpt=KEY)),
    )
    spans = (Span(f"{words} " * times),)
    return Reply(paragraphs=(Paragraph(spans=spans),), groups=(buttons,), replaces=True)


@pytest.fixture
def scripted() -> ScriptedApp:
    return ScriptedApp(
        script={
            "quote": long("She spoke of the ferry.", 400),
            "context": long("And of the bridge, too.", 600),
            "source": replace(long("The source.", 1), replaces=True),
        }
    )


async def parts(ann: User, count: int) -> list[Shown]:
    return [await ann.next_reply() for _ in range(count)]


async def test_a_short_answer_takes_all_the_old_parts_away(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    async with serving(scripted, telegram):
        await ann.says("/quote")
        old = await parts(ann, 3)
    # Another process knows of them as well.
    async with serving(scripted, telegram):
        await ann.presses("Short", on=old[-1])
        shown = await ann.next_reply()
        assert (shown.id, shown.text) == (old[-1].id, "The source.")
        assert not {old[0].id, old[1].id} & {*ann.home.messages}
        await ann.presses("Long", on=shown)
        new = await parts(ann, 4)
        assert [part.edited for part in new] == [True, False, False, False]
        await ann.presses("Short", on=new[-1])
        last = await ann.next_reply()
        assert last.id == new[-1].id
    left = {part.id for part in (*old, *new)} & {*ann.home.messages}
    assert left == {last.id}
    assert not scripted.parts


async def test_parts_are_edited_and_the_rest_is_added(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    async with serving(scripted, telegram):
        await ann.says("/quote")
        old = await parts(ann, 3)
        await ann.presses("Long", on=old[-1])
        new = await parts(ann, 4)
    assert [part.id for part in new[:3]] == [part.id for part in old]
    assert not any(part.rows for part in new[:3])
    assert "".join(part.text for part in new).count("bridge") == 600


async def test_what_can_t_be_deleted_says_that_it_is_past(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    refused = bad_request("message can't be deleted for everyone")
    async with serving(scripted, telegram):
        await ann.says("/quote")
        old = await parts(ann, 3)
        telegram.faults.append(Fault(method="deleteMessage", refused=refused, times=2))
        await ann.presses("Short", on=old[-1])
        texts = {part.id: part.text for part in await parts(ann, 3)}
    assert [texts[part.id] for part in old] == [REPLACED, REPLACED, "The source."]


async def test_what_a_group_was_answered_before_it_moved_touches_no_later_message(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    async with serving(scripted, telegram):
        await ann.says("/quote", to=group)
        old = [await group.next_reply() for _ in range(3)]
        new = await group.upgrades()
        # A supergroup numbers its messages anew: these happen to have the same ids.
        said_since = {
            part.id: {**group.messages[part.id], "chat": new.about, "text": "Since"}
            for part in old
        }
        new.messages.update(copy.deepcopy(said_since))
        await ann.presses("Short", on=old[-1])
        assert (await new.next_reply()).text == "The source."
    assert said_since.items() <= new.messages.items()


@pytest.mark.parametrize("which", [0, 1, 2])
async def test_a_reply_to_any_part_is_a_comment(
    scripted: ScriptedApp, telegram: BotApi, ann: User, which: int
) -> None:
    group = telegram.room("Friends", "supergroup")
    async with serving(scripted, telegram):
        await ann.says("/quote", to=group)
        old = [await group.next_reply() for _ in range(3)]
        await ann.says("I was there.", to=group, reply_to=old[which])
        assert (await group.next_reply()).text == "comment<I was there.>"
    assert scripted.asked[-1].excerpt == KEY


async def test_a_reply_to_what_is_about_nothing_is_none(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    scripted.script["help"] = said("All commands.")
    group = telegram.room("Friends", "supergroup")
    async with serving(scripted, telegram):
        await ann.says("/help", to=group)
        shown = await group.next_reply()
        await ann.says("Thank you.", to=group, reply_to=shown)
        await ann.says("/topic war", to=group)
        assert (await group.next_reply()).text == "topic<war>"
    assert [request.command for request in scripted.asked] == ["help", "topic"]
