"""What is hidden, in a chat or everywhere, is listed and offered again from there."""

from pathlib import Path

import pytest

from handlers.contract.reply import Reply
from tests.fakes.dialogues.dialogue import Dialogue

SPEAKERS = ("reed", "brook", "kestrel")


async def hide_some(
    talk: Dialogue, count: int, whom: str = "", names: tuple[str, ...] = SPEAKERS
) -> list[str]:
    """Hide excerpts of each speaker in turn; return their ids."""
    keys: list[str] = []
    for number in range(count):
        await talk.says(f"/quote {names[number % len(names)]}")
        keys.append(talk.text.rsplit("#", 1)[1])
        await talk.says(f"/hide {keys[-1]} {whom}".strip())
    assert len({*keys}) == count
    return keys


async def listed(talk: Dialogue, words: str = "") -> set[str]:
    """Return all ids that `/hidden` lists, on all of its pages."""
    await talk.says(f"/hidden {words}".strip())
    found = ids_in(talk.text)
    while "Next ▶" in talk.labels:
        await talk.presses("Next")
        found |= ids_in(talk.text)
    return found


async def presses_old(talk: Dialogue, shown: Reply, label: str) -> None:
    """Press a button of an earlier answer, which another one has replaced since."""
    (action,) = (each.action for each in shown.buttons if each.label == label)
    assert action
    await talk.sends(action.encode())


def ids_in(text: str) -> set[str]:
    return {part[:8] for part in text.split("#")[1:]}


async def test_where_nothing_is_hidden_it_says_how_one_hides(talk: Dialogue) -> None:
    await talk.says("/hidden")
    assert talk.text == (
        "No excerpt is hidden here. “Not this one” under the answer of /source hides "
        "one, as does /hide."
    )
    await talk.says("/hide")
    assert "No excerpt was shown here yet" in talk.text
    await talk.says("/unhide for all")
    assert talk.text == "Nothing is hidden here."


async def test_each_is_listed_with_its_speaker_and_offered_again(
    talk: Dialogue,
) -> None:
    (key,) = await hide_some(talk, 1)
    await talk.presses("All hidden here")
    heading, words, whose = (each.text for each in talk.reply.paragraphs)
    assert heading == "1 excerpt is hidden here"
    assert words
    assert whose.startswith("1 — Ivo Reed, Miller")
    assert whose.endswith(f" · #{key}")
    assert talk.labels[:2] == ["1", "Offer 1 again"]
    await talk.presses("1")
    assert f"#{key}" in talk.text
    await talk.says("/hidden")
    await talk.presses("Offer 1 again")
    assert talk.text.startswith(f"Offered here again: #{key}, “")
    assert "No excerpt is hidden here." in talk.text
    await talk.presses("Undo")
    assert talk.text.startswith(f"Not offered here any more: #{key}, “")
    assert "1 excerpt is hidden here" in talk.text
    await talk.presses("Undo")
    assert talk.text.startswith(f"Offered here again: #{key}, “")
    await talk.says("/settings")
    assert "hidden here" not in talk.text


async def test_a_long_list_is_paged(talk: Dialogue) -> None:
    keys = await hide_some(talk, 6)
    assert await listed(talk) == {*keys}
    assert "6 excerpts are hidden here (page 2 of 2)" in talk.text
    await talk.presses("Offer 6 again")
    assert "5 excerpts are hidden here\n" in talk.text
    assert "Next ▶" not in talk.labels
    await talk.presses("Undo")
    assert "6 excerpts are hidden here (page " in talk.text
    for words in ("2", "99"):
        await talk.says(f"/hidden {words}")
        assert "(page 2 of 2)" in talk.text
    await talk.chooses("hidden", page=2)
    assert "(page 2 of 2)" in talk.text


async def test_all_are_offered_again_and_hidden_again_exactly(talk: Dialogue) -> None:
    keys = await hide_some(talk, 6)
    await talk.says("/settings")
    await talk.presses("All hidden here")
    await talk.presses("Offer all again")
    assert talk.text == "All that was hidden here is offered again."
    await talk.presses("Undo")
    assert talk.text == "6 excerpts are hidden here again."
    assert await listed(talk) == {*keys}
    await talk.says("/unhide for all")
    await talk.presses("Undo")
    await talk.presses("Offer them again")
    assert talk.text == "6 excerpts are offered here again."
    assert not await listed(talk)


@pytest.mark.faces(
    "telegram", "discord", reason="at a terminal, earlier buttons are done with"
)
async def test_old_buttons_and_two_administrators_at_once(talk: Dialogue) -> None:
    keys = await hide_some(talk, 6)
    await talk.says("/settings")
    settings = talk.shown
    await talk.presses("Offer hidden ones")
    offered = talk.shown
    await presses_old(talk, settings, "Offer hidden ones")
    assert talk.text == "Nothing is hidden here."
    for _ in range(2):
        await presses_old(talk, offered, "Undo")
        assert talk.text == "6 excerpts are hidden here again."
    hidden = talk.shown
    # One that was hidden meanwhile is not offered with the others.
    (other,) = await hide_some(talk, 1)
    await presses_old(talk, hidden, "Offer them again")
    assert await listed(talk) == {other}
    await presses_old(talk, offered, "Undo")
    assert await listed(talk) == {*keys, other}
    await talk.says("/hidden")
    page = talk.shown
    for _ in range(2):
        await presses_old(talk, page, "Offer 1 again")
        assert talk.text.startswith("Offered here again: #")
        assert "(page 1 of 2)" in talk.text
    assert len(await listed(talk)) == 6


async def test_unhide_without_an_id_means_none_that_is_not_hidden(
    talk: Dialogue,
) -> None:
    (key,) = await hide_some(talk, 1)
    await talk.says("/quote brook")
    shown = talk.text.rsplit("#", 1)[1]
    await talk.says("/unhide")
    assert talk.text.startswith(f"The excerpt shown last is not hidden here: #{shown}")
    await talk.presses("All hidden here")
    await talk.presses("Offer 1 again")
    assert talk.text.startswith(f"Offered here again: #{key}")


async def test_what_has_left_the_library_is_listed_and_let_go(
    talk: Dialogue, tmp_path: Path
) -> None:
    file = tmp_path / "speeches" / "millford-bridge-1921.md"
    whole = file.read_text(encoding="utf-8")
    chief = Dialogue(talk.stage, admin=True)
    await talk.says("/quote about sacks")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says(f"/hide {key}")
    await chief.says(f"/hide {key} for everybody")
    file.unlink()
    await chief.says("/reload")
    await talk.says("/hidden")
    _, words, whose = (each.text for each in talk.reply.paragraphs)
    assert "sacks" in words
    assert whose == f"1 #{key} · not in the library now"
    assert talk.labels[0] == "Offer 1 again"
    await talk.says(f"/unhide {key}")
    assert talk.text == f"Hidden here no more: #{key}, which is not in the library now"
    await talk.presses("Undo")
    assert f"Not offered here any more: #{key}\n1 excerpt is hidden here" in talk.text
    await talk.presses("Undo")
    await talk.says(f"/unhide {key}")
    assert talk.text.startswith(f"There is no excerpt #{key} in this library. Its")
    await talk.says("/hidden")
    assert "No excerpt is hidden here." in talk.text
    await chief.says("/hidden for everybody")
    await chief.presses("Offer 1 again")
    assert f"Hidden everywhere no more: #{key}, which is not in" in chief.text
    await chief.presses("Undo")
    assert f"Offered nowhere any more: #{key}\n" in chief.text
    file.write_text(whole, encoding="utf-8")
    await chief.says("/reload")
    await chief.says("/hidden for everybody")
    assert "— Ivo Reed, Miller" in chief.text


async def test_an_administrator_of_the_library_lists_what_is_offered_nowhere(
    talk: Dialogue,
) -> None:
    admin = Dialogue(talk.stage, admin=True)
    await admin.says("/hidden for everybody")
    assert "No excerpt is hidden everywhere. “Not this one, anywhere”" in admin.text
    keys = await hide_some(admin, 6, "for everybody")
    assert await listed(admin, "for everybody") == {*keys}
    assert "6 excerpts are hidden everywhere (page 2 of 2)" in admin.text
    await admin.says("/hidden 2 for everybody")
    assert "(page 2 of 2)" in admin.text
    await admin.presses("Offer 6 again")
    key = (ids_in(admin.text.split("\n")[0])).pop()
    assert admin.text.startswith(f"Offered again: #{key}, “")
    await admin.presses("Undo")
    assert admin.text.startswith(f"Offered nowhere any more: #{key}, “")
    assert await listed(admin, "for everybody") == {*keys}
    await admin.presses("All hidden here")
    assert "No excerpt is hidden here." in admin.text
    await admin.presses("All hidden everywhere")
    assert "6 excerpts are hidden everywhere" in admin.text


async def test_what_is_offered_again_everywhere_may_be_hidden_here(
    talk: Dialogue,
) -> None:
    admin = Dialogue(talk.stage, admin=True)
    (key,) = await hide_some(admin, 1)
    await admin.says(f"/hide {key} for everybody")
    await admin.presses("Undo")
    assert admin.text.startswith(
        f"Offered again in other chats, but hidden in this one: #{key}, “"
    )
    await admin.presses("Offer it here")
    assert admin.text.startswith(f"Offered here again: #{key}, “")


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_only_administrators_of_a_group_may_see_and_press(
    talk: Dialogue,
) -> None:
    boss = Dialogue(talk.stage, chat="group", name="Ada")
    member = Dialogue(talk.stage, chat="group", name="Mia", manages=False)
    (key,) = await hide_some(boss, 1)
    await member.says("/hidden")
    assert "Only administrators of this chat may see what is hidden" in member.text
    assert member.reply.private
    await boss.says("/hidden")
    member.shown = boss.shown
    await member.presses("Offer 1 again")
    assert "Only administrators of this chat may see what is hidden" in member.text
    assert await listed(boss) == {key}
    await boss.says("/unhide for all")
    member.shown = boss.shown
    await member.presses("Undo")
    assert "Only administrators of this chat may say what is not" in member.text
    await boss.says("/hidden for everybody")
    assert "Only an administrator of this library may see what is hidden" in boss.text
    await boss.says(f"/unhide {key} for everybody")
    assert "Only an administrator of this library may offer an excerpt" in boss.text


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_in_a_group_what_is_offered_nowhere_is_for_its_administrator_alone(
    talk: Dialogue,
) -> None:
    admin = Dialogue(talk.stage, chat="group", name="Ada", admin=True)
    (key,) = await hide_some(admin, 1, "for everybody")
    await admin.says("/hidden for everybody")
    assert admin.reply.private
    assert f"#{key}" in admin.text
