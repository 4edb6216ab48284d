"""In a forum each topic has an excerpt of its own that was shown last."""

from bot.faces.port import AppPort
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving


async def test_what_names_no_excerpt_is_about_that_of_its_topic(
    telegram: BotApi, app: AppPort, ann: User
) -> None:
    forum = telegram.room("Forum", "forum")
    bridges, mills = forum.topic("Bridges"), forum.topic("Mills")
    async with serving(app, telegram):
        ids = {}
        for room, name in ((bridges, "brook"), (mills, "reed"), (forum, "kestrel")):
            await ann.says(f"/quote {name}", to=room)
            ids[name] = (await room.next_reply()).text.rpartition("#")[2][:8]
        for room, name in ((bridges, "brook"), (mills, "reed"), (forum, "kestrel")):
            await ann.says("/source", to=room)
            assert ids[name] in (await room.next_reply()).text
            await ann.says("/comment I was there.", to=room)
            kept = (await room.next_reply()).text
            assert kept.startswith(f"Comment on #{ids[name]} kept")


async def test_where_nothing_was_shown_nothing_is_commented_on(
    telegram: BotApi, app: AppPort, ann: User
) -> None:
    forum = telegram.room("Forum", "forum")
    async with serving(app, telegram):
        await ann.says("/quote brook", to=forum)
        await forum.next_reply()
        quiet = forum.topic("Quiet")
        await ann.says("/comment I was there.", to=quiet)
        assert "No excerpt was shown here yet" in (await quiet.next_reply()).text
