"""Files that people ask for: for their eyes only, or a word why not."""

from dataclasses import replace

import pytest

from bot.faces.discord.outgoing import responder
from handlers.contract.reply import File
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.discord.stage import Stage

FILE = File(name="saves.csv", media_type="text/csv", data="näh\n".encode())


@pytest.fixture
def scripted() -> ScriptedApp:
    sent = replace(said("As a file:"), private=True, file=FILE)
    return ScriptedApp(script={"export": sent})


async def test_in_a_server_only_who_asks_sees_the_file(stage: Stage) -> None:
    answer = await stage.ann.slash(stage.channel, "export", form="csv")
    assert answer.response
    (last,) = answer.followups
    assert answer.response.ephemeral
    assert last.ephemeral
    (sent,) = last.attachments
    assert (sent.filename, sent.size) == ("saves.csv", len(FILE.data))


async def test_words_in_a_direct_message_bring_it_there(stage: Stage) -> None:
    await stage.ann.user.send_dm("/export csv")
    last = stage.ann.user.dm_channel.last_message
    assert last
    (sent,) = last.attachments
    assert sent.filename == "saves.csv"


async def test_a_file_that_is_too_large_is_not_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responder, "MAX_FILE_BYTES", 4)
    answer = await stage.ann.slash(stage.channel, "export")
    (last,) = answer.followups
    assert not last.attachments
    assert "no more than 0 can be sent here" in last.content
