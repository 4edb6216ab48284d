"""Buttons under messages that several processes edit."""

from dataclasses import replace
from pathlib import Path

from handlers.contract.action import Action
from handlers.contract.reply import Button, text_reply
from storage.database.address import postgres_address as address_of
from storage.database.duties import Duties
from storage.database.opening import open_database
from storage.inbox.inbox import Inbox
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving

NEXT = Button(label="Next", action=Action(command="context", words="ames"))


async def test_what_another_process_has_replaced_is_shown_again(
    telegram: BotApi, ann: User, postgres_address: str, tmp_path: Path
) -> None:
    database = await open_database(address_of(postgres_address, tmp_path))
    duties = Duties(database)
    app = ScriptedApp(
        script={
            "quote": text_reply("One.", NEXT),
            "context": replace(text_reply("Two.", NEXT), replaces=True),
        },
        inbox=Inbox(database, duties=duties),
    )
    async with serving(app, telegram):
        await ann.says("/quote")
        card = await ann.next_reply()
        await ann.presses("Next")
        assert (await ann.next_reply()).text == "Two."
        # As another process does, which has the chat for a while.
        ann.home.messages[card.id]["text"] = "One."
        await ann.presses("Next")
        shown = await ann.next_reply()
        assert (shown.id, shown.text) == (card.id, "Two.")
        # Nothing is sent anew where the message shows it.
        press = await ann.presses("Next")
        assert await press.answered() == ""
        await telegram.called("editMessageText", 3)
    assert telegram.count("sendMessage") == 1
    await duties.close()
    await database.close()
