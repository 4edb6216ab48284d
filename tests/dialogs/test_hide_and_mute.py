"""What administrators of a chat never want to be offered, and how it is undone."""

import pytest

from tests.fakes.dialogue import Dialogue


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
    assert admin.text.startswith("Hidden here no more, but the library offers it now")
    await admin.says(f"/unhide {key} for everybody")
    assert admin.text.startswith(f"Offered again: #{key}, “")
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
