"""A question that is left with /cancel."""

from bot.faces.port import AppPort
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving


async def test_a_question_goes_when_it_is_left(
    app: AppPort, telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    async with serving(app, telegram):
        await ann.says("/start", to=group)
        shown = await group.next_reply()
        await ann.presses("Search …", on=shown)
        question = await group.next_reply()
        await bob.says("/cancel", to=group)
        assert "nothing to cancel" in (await group.next_reply()).text
        assert question.id in group.messages
        await ann.says("/cancel", to=group)
        left = await group.next_reply()
        assert left.text == "Canceled: what to search for is not asked for any more."
        assert question.id not in group.messages
        await ann.says("/cancel", to=group)
        assert "nothing to cancel" in (await group.next_reply()).text


async def test_in_reply_to_a_question_of_an_earlier_process_it_goes_too(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    async with serving(app, telegram):
        await ann.says("/start")
        await ann.next_reply()
        await ann.presses("Search …")
        question = await ann.next_reply()
    async with serving(app, telegram):
        await ann.says("/cancel", reply_to=question)
        assert (await ann.next_reply()).text.startswith("Canceled: what to search for")
    assert question.id not in ann.home.messages


async def test_what_is_answered_is_not_open_any_more(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    async with serving(app, telegram):
        await ann.says("/start")
        await ann.next_reply()
        await ann.presses("Search …")
        await ann.says("sacks", reply_to=await ann.next_reply())
        assert "sacks" in (await ann.next_reply()).text
        await ann.says("/cancel")
        assert "nothing to cancel" in (await ann.next_reply()).text
