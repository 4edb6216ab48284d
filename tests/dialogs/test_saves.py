"""What a person keeps: saved by a button or a command, listed, removed, restored."""

from datetime import timedelta
from pathlib import Path

import pytest

from content.model import Speaker, Transcript, Turn, TurnKind
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo


async def key_of_quote(talk: Dialogue, speaker: str) -> str:
    await talk.says(f"/quote {speaker}")
    return talk.text.rsplit("#", 1)[1]


async def test_a_button_saves_and_says_so_once_more(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "kestrel")
    card = talk.shown
    await talk.presses("Save")
    assert talk.text == "Saved, for you alone. /saved lists what you keep."
    talk.shown = card
    await talk.presses("Save")
    assert talk.text.startswith("You keep it already. /saved lists what you keep")
    await talk.says("/saved")
    assert "You keep 1 excerpt, newest first" in talk.text
    assert "— Wanda Kestrel" in talk.text
    await talk.presses("1")
    assert f"#{key}" in talk.text
    assert "Context" in talk.labels


async def test_a_command_saves_what_was_shown_last_or_is_named(talk: Dialogue) -> None:
    await talk.says("/save")
    assert "No excerpt was shown here yet" in talk.text
    first = await key_of_quote(talk, "kestrel")
    second = await key_of_quote(talk, "brook")
    await talk.says("/save")
    assert talk.text.startswith(f"Saved, for you alone: #{second}, “")
    talk.now += timedelta(seconds=1)
    await talk.says(f"/save #{first.lower()}")
    assert talk.text.startswith(f"Saved, for you alone: #{first}, “")
    await talk.says(f"/save {first}")
    assert talk.text.startswith(f"You keep it already: #{first}, “")
    await talk.says("/saved")
    newest, older = (p.text for p in talk.reply.paragraphs if "—" in p.text[:5])
    assert newest.startswith("1 — Wanda Kestrel")
    assert older.startswith("2 — Ada Brook")
    await talk.says("/save nonsense!")
    assert "That is not an excerpt's id" in talk.text


async def test_nothing_kept_yet(talk: Dialogue) -> None:
    await talk.says("/saved")
    assert talk.text.startswith("You keep no excerpts. Press Save under one")
    await talk.presses("An excerpt")
    assert "Save" in talk.labels


async def test_what_is_removed_can_be_brought_back_for_a_day(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "kestrel")
    await talk.says("/save")
    await talk.says("/saved")
    await talk.presses("Remove 1")
    assert f"#{key} is removed." in talk.text
    assert "You keep no excerpts" in talk.text
    await talk.presses("Undo")
    assert f"#{key} is back where it was." in talk.text
    assert "You keep 1 excerpt" in talk.text
    await talk.presses("Remove 1")
    await talk.says(f"/saved remove {key}")
    assert f"You keep no excerpt #{key} (any more)." in talk.text
    await talk.says(f"/saved restore {key}")
    assert f"#{key} is back where it was." in talk.text
    await talk.says("/saved restore 7K3M9QXA")
    assert "#7K3M9QXA can't be brought back" in talk.text


async def test_a_long_list_is_paged_and_searched(talk: Dialogue) -> None:
    for speaker in ("brook", "kestrel", "reed") * 2:
        await talk.says(f"/quote {speaker}")
        await talk.says("/save")
        talk.now += timedelta(seconds=1)
    await talk.says("/saved")
    assert "You keep 6 excerpts, newest first (page 1 of 2)" in talk.text
    await talk.presses("Next")
    assert "(page 2 of 2)" in talk.text
    await talk.presses("Remove 6")
    assert "You keep 5 excerpts, newest first" in talk.text
    await talk.presses("Undo")
    await talk.says("/saved 2")
    assert "(page 2 of 2)" in talk.text
    await talk.says("/saved 99")
    assert talk.text == "There is no page 99: 6 excerpts take 2 pages."
    await talk.presses("The last")
    assert "(page 2 of 2)" in talk.text
    await talk.says("/saved É")
    assert "You keep 6 excerpts with “É”, newest first" in talk.text
    await talk.presses("Next")
    assert "with “É”, newest first (page 2 of 2)" in talk.text
    await talk.presses("Remove 6")
    assert "You keep 5 excerpts with “É”" in talk.text
    await talk.says("/saved 1921")
    assert "excerpts with “1921”, newest first" in talk.text
    assert "Wanda Kestrel" not in talk.text
    await talk.says("/saved zebra")
    assert "You keep no excerpts with “zebra”." in talk.text
    await talk.presses("All I keep")
    assert "You keep 5 excerpts" in talk.text


async def test_options_say_the_same_as_words(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "kestrel")
    await talk.chooses("save", id=key)
    await talk.chooses("saved", "list", words="kestrel")
    assert "You keep 1 excerpt with “kestrel”" in talk.text
    await talk.chooses("saved", "open", id=key)
    assert f"#{key}" in talk.text
    await talk.chooses("saved", "remove", id=key)
    assert f"#{key} is removed." in talk.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_what_is_kept_is_a_person_s_own_in_every_chat(talk: Dialogue) -> None:
    await key_of_quote(talk, "kestrel")
    card = talk.shown
    await talk.presses("Save")
    bo = Dialogue(talk.stage, name="Bo")
    await bo.says("/saved")
    assert "You keep no excerpts" in bo.text
    assert bo.reply.private
    bo.shown = card
    await bo.presses("Save")
    assert bo.text.startswith("Saved, for you alone.")
    elsewhere = Dialogue(talk.stage, chat="2")
    await elsewhere.says("/saved")
    assert "You keep 1 excerpt" in elsewhere.text


async def test_a_save_follows_the_file_and_outlives_it(
    talk: Dialogue, tmp_path: Path
) -> None:
    file = tmp_path / "speeches" / "millford-bridge-1921.md"
    whole = file.read_text(encoding="utf-8")
    chief = Dialogue(talk.stage, admin=True)
    await talk.says("/quote about sacks")
    await talk.says("/save")
    file.write_text(whole.replace("the sacks", "all the sacks"), encoding="utf-8")
    await chief.says("/reload")
    await talk.says("/saved all the sacks")
    assert "You keep 1 excerpt with “all the sacks”" in talk.text
    file.unlink()
    await chief.says("/reload")
    await talk.says("/saved")
    assert "· not in the library now" in talk.text
    await talk.presses("1")
    assert "counted the sacks" in talk.text
    assert "— Ivo Reed, Miller" in talk.text
    assert "You saved it so on 2 May 2024." in talk.text
    file.write_text(whole, encoding="utf-8")
    await chief.says("/reload")
    await talk.says("/saved")
    assert "not in the library" not in talk.text


async def test_what_is_saved_is_named_as_it_is_shown(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    text = '"We need the bridge - and now," said the miller, and nobody laughed at him.'
    speech = Transcript(
        slug="bridge",
        title="Bridge",
        speakers=(Speaker(name="Ada Brook"),),
        turns=(Turn(kind=TurnKind.SPEECH, speaker="Ada Brook", text=text),),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([speech])
        key = await key_of_quote(talk, "brook")
        await talk.says("/save")
        assert talk.text == (
            f"Saved, for you alone: #{key}, “We need the bridge – and now,” said the "
            "miller, and nobody laughed at him."
        )
