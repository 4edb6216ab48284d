"""What administrators of a chat never want to be offered, and how it is undone."""

from pathlib import Path

import pytest

from bot.app import App
from handlers.contract.request import Place
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.speeches import sentences, speech


async def key_of_quote(talk: Dialogue, words: str = "") -> str:
    await talk.says(f"/quote {words}".strip())
    return talk.text.rsplit("#", 1)[1]


async def all_keys(talk: Dialogue, words: str, times: int) -> set[str]:
    return {await key_of_quote(talk, words) for _ in range(times)}


async def test_not_this_one_is_pressed_and_undone(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "reed")
    await talk.presses("Source")
    assert {"Not this one", "Mute Ivo Reed"} <= set(talk.labels)
    await talk.presses("Not this one")
    assert talk.text.startswith(f"Not offered here any more: #{key}, “")
    assert talk.text.endswith("It is still found.")
    assert key not in await all_keys(talk, "reed", 6)
    await talk.says(f"/excerpt {key}")
    assert f"#{key}" in talk.text
    await talk.says(f"/hide {key}")
    assert talk.text.startswith(f"Not offered here any more: #{key}, “")
    await talk.presses("Undo")
    assert talk.text.startswith(f"Offered here again: #{key}, “")
    assert key in await all_keys(talk, "reed", 6)
    await talk.says(f"/unhide {key}")
    assert talk.text.startswith(f"Not hidden here: #{key}, “")
    await talk.presses("Not this one")
    await talk.says(f"/unhide {key}")
    assert talk.text.startswith(f"Offered here again: #{key}, “")


async def test_the_excerpt_shown_last_is_meant_where_none_is_named(
    talk: Dialogue,
) -> None:
    key = await key_of_quote(talk)
    await talk.says("/hide")
    assert f"#{key}" in talk.text
    await talk.says("/hide nonsense!")
    assert "That is not an excerpt's id" in talk.text


async def test_a_speaker_is_muted_and_undone(talk: Dialogue) -> None:
    await key_of_quote(talk, "reed")
    await talk.presses("Source")
    await talk.presses("Mute Ivo Reed")
    assert "Ivo Reed is muted in this chat: nothing of theirs is offered" in talk.text
    await talk.says("/quote reed")
    assert (
        "Ivo Reed is muted in this chat, so nothing of theirs is offered" in talk.text
    )
    await talk.presses("What was said")
    assert talk.text.startswith("Ivo Reed: 1–")
    await talk.says("/mute reed")
    assert "Ivo Reed is muted in this chat: nothing" in talk.text
    await talk.presses("Undo")
    assert talk.text == "Ivo Reed may be offered in this chat again."
    await key_of_quote(talk, "reed")
    assert "Ivo Reed" in talk.text


async def test_what_is_hidden_no_more_may_be_muted_still(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "reed")
    await talk.says(f"/hide {key}")
    await talk.says("/mute reed")
    await talk.says(f"/unhide {key}")
    assert talk.text.startswith("Hidden here no more, but Ivo Reed is muted here: #")
    await talk.presses("Unmute Ivo Reed")
    assert talk.text == "Ivo Reed may be offered in this chat again."
    assert key in await all_keys(talk, "reed", 6)


async def test_who_is_muted_is_asked_and_settings_show_it(talk: Dialogue) -> None:
    await talk.says("/unmute")
    assert "Nobody is muted in this chat." in talk.text
    await talk.says("/mute reed")
    key = await key_of_quote(talk, "kestrel")
    await talk.says(f"/hide {key}")
    await talk.says("/settings")
    assert "Muted here: Ivo Reed." in talk.text
    assert "1 excerpt is hidden here." in talk.text
    await talk.presses("Unmute …")
    await talk.presses("Ivo Reed")
    assert talk.text == "Ivo Reed may be offered in this chat again."
    await talk.says("/settings")
    assert "Muted here" not in talk.text
    await talk.presses("Offer hidden ones")
    assert talk.text == "All that was hidden here is offered again."
    await talk.says("/settings")
    assert "hidden here" not in talk.text


async def test_a_name_that_is_nobodys_mutes_nobody(talk: Dialogue) -> None:
    await talk.says("/mute zzyzx")
    assert "Nobody here is called" in talk.text
    await talk.says("/unmute")
    assert "Nobody is muted in this chat." in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord asks for what is required itself"
)
async def test_mute_alone_asks_whom(talk: Dialogue) -> None:
    await talk.says("/mute")
    assert talk.text == (
        "Whose words should not be offered in this chat? Send /mute and a name."
    )
    await key_of_quote(talk, "reed")
    await talk.says("/mute")
    await talk.presses("Mute Ivo Reed")
    assert "Ivo Reed is muted in this chat: nothing" in talk.text


async def test_unmute_knows_whom_the_chat_has_muted(
    talk: Dialogue, tmp_path: Path
) -> None:
    await talk.says("/unmute zzyzx")
    assert "Nobody here is called “zzyzx”." in talk.text
    assert talk.labels == ["Speakers"]
    await talk.says("/mute kestrel")
    await talk.says("/mute reed")
    chief = Dialogue(talk.stage, admin=True)
    for file in (tmp_path / "speeches").glob("millford*"):
        file.unlink()
    await chief.says("/reload")
    await talk.says("/unmute zzyzx")
    assert talk.text == (
        "Nobody who is muted here is called “zzyzx”. Who may be offered in this chat "
        "again?"
    )
    assert talk.labels == ["Ivo Reed", "Wanda Kestrel"]
    await talk.says("/unmute REED")
    assert talk.text == "Ivo Reed may be offered in this chat again."
    await talk.says("/unmute")
    assert talk.labels == ["Wanda Kestrel"]


async def test_words_before_a_choice_may_be_left_out(talk: Dialogue) -> None:
    key = await key_of_quote(talk, "reed")
    admin = Dialogue(talk.stage, admin=True)
    await talk.says("/hide")
    await talk.says("/unhide all")
    assert talk.text == "All that was hidden here is offered again."
    await admin.says(f"/excerpt {key}")
    await admin.says("/hide everybody")
    assert admin.text.startswith(f"Offered nowhere any more: #{key}, “")
    await admin.says("/hidden everybody")
    assert "1 excerpt is hidden everywhere" in admin.text


async def test_what_is_not_offered_by_itself_is_hidden_and_said_to_be_so(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    greeting = "Good evening, and thank you all for being here."
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        floods = speech("floods", *sentences("flood", 3), speaker="Tom Marden")
        await store.loader.load([floods, speech("thanks", greeting)])
        key = (await store.search.find("thank", count=1)).excerpts[0].id
        await talk.says(f"/source {key}")
        assert "Not this one" not in talk.labels
        await talk.says(f"/hide {key}")
        assert talk.text == (
            f"Hidden here, though it was not offered by itself: #{key}, “{greeting}”. "
            "It is still found."
        )
        await talk.says(f"/source {key}")
        await talk.presses("Offer it again")
        assert talk.text == (
            "Hidden here no more, but it is not offered by itself: "
            f"#{key}, “{greeting}”"
        )


async def test_what_the_library_withdrew_is_not_said_to_be_hidden_here(
    talk: Dialogue,
) -> None:
    admin = Dialogue(talk.stage, admin=True)
    await talk.says("/quote kestrel")
    await talk.says("/hide")
    while "#" in (await talk.says("/quote about sacks")).text:
        await admin.says(f"/hide {talk.text.rsplit('#', 1)[1]} for everybody")
    assert "hidden or muted" not in talk.text
    assert "Nothing about “sacks” here is offered by itself" in talk.text


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_only_administrators_of_a_group_may(talk: Dialogue) -> None:
    member = Dialogue(talk.stage, chat="group", name="Mia", manages=False)
    key = await key_of_quote(member, "reed")
    await member.presses("Source")
    assert "Not this one" not in member.labels
    assert not any(label.startswith("Mute") for label in member.labels)
    for line in (f"/hide {key}", f"/unhide {key}", "/unhide for all"):
        await member.says(line)
        assert "Only administrators of this chat may say what is not" in member.text
    for line in ("/mute reed", "/unmute"):
        await member.says(line)
        assert "Only administrators of this chat may mute speakers" in member.text
    await member.says(f"/hide {key} for everybody")
    assert "Only an administrator of this library may hide an excerpt" in member.text


async def test_an_administrator_of_the_library_hides_it_everywhere(
    talk: Dialogue,
) -> None:
    admin = Dialogue(talk.stage, admin=True)
    key = await key_of_quote(admin, "reed")
    await admin.presses("Source")
    await admin.presses("Not this one, anywhere")
    assert admin.text.startswith(f"Offered nowhere any more: #{key}, “")
    assert key not in await all_keys(talk, "reed", 6)
    await admin.says(f"/unhide {key}")
    assert admin.text.startswith("Not hidden here, but the library offers it now")
    await admin.presses("Offer it everywhere")
    assert admin.text.startswith(f"Offered again: #{key}, “")
    await admin.says(f"/unhide {key} for everybody")
    assert admin.text.startswith(f"Not hidden everywhere: #{key}, “")
    assert key in await all_keys(talk, "reed", 6)


ALL_HIDDEN = "All that could be offered here{} is hidden or muted in this chat."


async def test_where_all_is_excluded_it_says_so_and_how_to_undo_it(
    talk: Dialogue,
) -> None:
    for name in ("Ada Brook", "Wanda Kestrel", "林桥"):
        await talk.says(f"/mute {name}")
    key = await key_of_quote(talk)
    while "#" in (await talk.says("/quote")).text:
        await talk.says("/hide")
    assert ALL_HIDDEN.format("") in talk.text
    await talk.says("/quote reed")
    assert ALL_HIDDEN.format(" by Ivo Reed") in talk.text
    await talk.presses("What was said")
    assert "Ivo Reed" in talk.text
    await talk.says("/quote about bridge")
    assert ALL_HIDDEN.format(" about “bridge”") in talk.text
    await talk.says(f"/excerpt {key}")
    assert f"#{key}" in talk.text
    await talk.says("/daily now")
    assert ALL_HIDDEN.format("") in talk.text
    await talk.presses("Settings")
    await talk.presses("Offer hidden ones")
    await key_of_quote(talk)
    assert "Ivo Reed" in talk.text


async def test_who_is_muted_though_followed_is_no_speaker_of_whom_all_was_seen(
    talk: Dialogue,
) -> None:
    await talk.says("/daily speaker reed")
    await talk.says("/mute reed")
    await talk.says("/daily now")
    assert ALL_HIDDEN.format(" by Ivo Reed") in talk.text
    await talk.says("/unmute reed")
    await talk.says("/daily now")
    assert "— Ivo Reed" in talk.text


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_what_an_administrator_sees_is_not_for_others_to_press(
    talk: Dialogue,
) -> None:
    boss = Dialogue(talk.stage, chat="group", name="Ada", admin=True)
    member = Dialogue(talk.stage, chat="group", name="Mia", manages=False)
    key = await key_of_quote(boss, "reed")
    await boss.presses("Source")
    member.shown = boss.shown
    for label in ("Not this one", "Mute Ivo Reed", "Not this one, anywhere"):
        await member.presses(label)
        assert "Only " in member.text
    await boss.presses("Not this one")
    member.shown = boss.shown
    await member.presses("Undo")
    assert "Only administrators of this chat" in member.text
    assert key not in await all_keys(boss, "reed", 6)


async def test_only_what_is_hidden_is_completed_behind_unhide(app: App) -> None:
    talk = Dialogue(NoFace(app), admin=True)
    here = Place(platform="telegram", chat="1")
    assert not await app.complete("unhide", "id", "", 9, place=here)
    keys = [await key_of_quote(talk, name) for name in ("reed", "brook")]
    for key in keys:
        await talk.says(f"/hide {key}")
    offered = await app.complete("unhide", "id", "", 9, place=here)
    assert {each.value for each in offered} == {*keys}
    (only,) = await app.complete("unhide", "id", f"#{keys[0][:7]}", 9, place=here)
    assert only.label.startswith(f"#{keys[0]} Ivo Reed: ")
