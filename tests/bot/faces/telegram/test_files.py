"""Files that people send on Telegram."""

from collections.abc import AsyncIterator

import pytest

from bot.faces.telegram.sender import log
from handlers.contract.reply import Reply, text_reply
from handlers.contract.request import AttachmentError, Request
from tests.fakes.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.methods import MAX_FILE_BYTES
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving


class FetchingApp(ScriptedApp):
    """An app that says what it was sent."""

    async def answer(self, request: Request) -> Reply:
        attachment = request.attachment
        if attachment is None:
            return text_reply(f"/{request.command} without a file")
        try:
            data = await attachment.fetch(1000)
        except AttachmentError as error:
            return text_reply(str(error))
        return text_reply(f"/{request.command} {attachment.name}: {data.decode()}")


@pytest.fixture
async def chief(telegram: BotApi) -> AsyncIterator[User]:
    """An administrator, in a private chat."""
    chief = telegram.user("Ann")
    admins = [f"telegram:{chief.id}"]
    async with serving(FetchingApp(), telegram, admins=admins):
        yield chief


async def send(telegram: BotApi, who: User, data: bytes, caption: str = "") -> str:
    document = telegram.uploaded("mill.txt", data)
    if caption:
        await who.says("", document=document, caption=caption)
    else:
        await who.says("", document=document)
    return (await who.home.next_reply()).text


async def test_a_file_goes_to_the_command_that_takes_files(
    telegram: BotApi, chief: User
) -> None:
    assert await send(telegram, chief, b"Ho!") == "/import mill.txt: Ho!"
    assert await send(telegram, chief, b"Ho!", "/import") == "/import mill.txt: Ho!"


async def test_a_file_that_others_send_or_speak_about_is_left_alone(
    telegram: BotApi, chief: User
) -> None:
    await chief.says("", document=telegram.uploaded("a.txt", b"A"), caption="Look!")
    other = telegram.user("Bob")
    await other.says("", document=telegram.uploaded("c.txt", b"C"))
    assert await send(telegram, chief, b"D") == "/import mill.txt: D"
    assert telegram.count("sendMessage") == 1


async def test_a_reply_to_a_file_is_about_it(telegram: BotApi, chief: User) -> None:
    sent = await chief.says(
        "", document=telegram.uploaded("a.txt", b"A"), caption="Look!"
    )
    await chief.says("/import", reply_to=sent)
    assert (await chief.home.next_reply()).text == "/import a.txt: A"
    await chief.says("/help", reply_to=sent)
    assert (await chief.home.next_reply()).text == "/help without a file"


async def test_a_file_that_can_not_be_had_says_why(
    telegram: BotApi, chief: User, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await send(telegram, chief, b"A" * (MAX_FILE_BYTES + 1))
    assert "over 20 MB, or gone" in shown
    assert "could not be fetched" in await send(telegram, chief, b"A" * 1001)
    assert log.name in {record.name for record in caplog.records}
    assert telegram.token not in caplog.text
