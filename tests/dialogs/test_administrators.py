"""What an administrator does in a group, and what everybody there hears of it."""

from bot.app import DONE_ELSEWHERE
from bot.faces.port import AppPort
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving


async def test_what_only_administrators_may_names_no_setting_and_no_file(
    app: AppPort, telegram: BotApi, ann: User, bob: User
) -> None:
    admins = [f"telegram:{ann.id}"]
    group = telegram.room("Friends")
    async with serving(app, telegram, admins=admins):
        for command in ("/reload", "/reload check", "/reload it", "/review", "/import"):
            await ann.says(command, to=group)
            assert (await group.next_reply()).text.endswith("are in our private chat.")
            await ann.next_reply()
            await bob.says(command, to=group)
            refused = (await bob.next_reply()).text
            assert refused.startswith("Only an administrator of this library may")
            assert f"telegram:{bob.id}" in refused
            assert "ROSTRA_" not in refused
        await ann.says("/reload check", to=group)
        assert (await group.next_reply()).text == DONE_ELSEWHERE
