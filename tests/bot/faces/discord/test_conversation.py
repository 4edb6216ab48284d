"""When an answer comes, in which form, and who sees it."""

from handlers.contract.reply import Reply
from handlers.contract.request import Request
from tests.fakes.discord.stage import serving
from tests.fakes.scripted_app import ScriptedApp, said


async def test_an_answer_comes_at_once_and_to_all() -> None:
    async with serving(ScriptedApp()) as stage:
        shown = await stage.ann.slash(stage.channel, "topic", words="peace")
    assert not shown.deferred
    assert not shown.ephemeral
    assert shown.response
    assert shown.response.embeds[0].description == "topic<>"


async def test_an_answer_that_takes_long_is_deferred() -> None:
    app = ScriptedApp()
    async with serving(app) as stage:
        gate = stage.gate()

        async def slowly(_: Request) -> Reply:
            await gate.passed()
            return said("It took a while.")

        app.script["topic"] = slowly
        stage.conversation.defer_after_s = 0
        shown = await stage.ann.slash(stage.channel, "topic", words="peace")
        assert shown.deferred
        await gate.open()
    assert shown.response
    assert shown.response.embeds[0].description == "It took a while."
