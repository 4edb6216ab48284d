"""What is kept of a person: shown to them, and removed when they say so twice."""

import json

import pytest

from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE


def alone(talk: Dialogue, name: str = "Ada") -> Dialogue:
    """Return the dialogue of a person in their chat with the bot alone."""
    return Dialogue(talk.stage, chat=PRIVATE, name=name)


Kept = dict[str, list[dict[str, object]]]


async def kept_of(ada: Dialogue) -> tuple[Kept, Kept]:
    """Return what is kept of a person, and what of their private chat."""
    await ada.says("/export me")
    assert ada.reply.file
    found = json.loads(ada.reply.file.data)
    return found, found["chat"]["kept"]


async def test_all_that_is_kept_is_shown_and_removed(talk: Dialogue) -> None:
    ada = alone(talk)
    await ada.says("/forget me")
    assert ada.text == "Nothing is kept of you."
    await ada.says("/quote kestrel")
    key = ada.text.rsplit("#", 1)[1]
    await ada.says("/save")
    await ada.says("/comment I was there.")
    await ada.says("/daily speaker kestrel")
    kept, chat = await kept_of(ada)
    assert [each["id"] for each in kept["saves"]] == [key]
    assert [each["text"] for each in kept["comments"]] == ["I was there."]
    assert [each["subject"] for each in chat["subscriptions"]] == ["Wanda Kestrel"]
    assert [each["excerpt_id"] for each in chat["shown"]] == [key]
    await ada.says("/forget me")
    for part in (
        "1 saved excerpt, and what",
        "1 comment, in all chats",
        "Of this chat:",
    ):
        assert part in ada.text
    await ada.presses("Forget me")
    assert ada.text.startswith(
        "Removed: 1 saved excerpt, 1 comment, what was kept of this chat."
    )
    assert "What stays:" in ada.text
    await ada.says("/forget me")
    assert ada.text == "Nothing is kept of you."
    kept, chat = await kept_of(ada)
    assert not kept["saves"]
    assert not kept["comments"]
    assert not any(chat.values())
    await ada.says("/daily status")
    assert "Kestrel" not in ada.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_others_keep_theirs_and_their_answers_stay(talk: Dialogue) -> None:
    bo = Dialogue(talk.stage, name="Bo")
    await talk.says("/quote kestrel")
    card = talk.shown
    await talk.says("/comment Mine.")
    number = talk.text.split("number ")[1].split(":")[0]
    await bo.says(f"/comment >{number} His.")
    bo.shown = card
    await bo.presses("Save")
    ada = alone(talk)
    await ada.says("/forget me")
    await ada.presses("Forget me")
    assert "Removed: 1 comment" in ada.text
    await bo.says("/comments")
    assert "Mine." not in bo.text
    assert f"{number} · taken back" in bo.text
    assert "His." in bo.text
    await bo.says("/saved")
    assert "You keep 1 excerpt" in bo.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_only_who_asked_may_press(talk: Dialogue) -> None:
    ada, bo = alone(talk), alone(talk, "Bo")
    for each in (ada, bo):
        await each.says("/quote kestrel")
        await each.says("/save")
    await ada.says("/forget me")
    (forget,) = (b for b in ada.shown.buttons if b.label == "Forget me")
    assert forget.action
    await bo.sends(forget.action.encode())
    assert bo.text.startswith("That button was shown to somebody else.")
    await bo.says("/saved")
    assert "You keep 1 excerpt" in bo.text
    await ada.says("/forget me")
    await ada.presses("Forget me")
    assert "Removed: 1 saved excerpt" in ada.text


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
@pytest.mark.parametrize("line", ["/forget me", "/export me"])
async def test_where_others_are_nothing_is_shown(talk: Dialogue, line: str) -> None:
    await talk.says("/quote kestrel")
    await talk.says(line)
    assert talk.text.startswith("That is for the two of us")
    assert talk.reply.private


@pytest.mark.faces("telegram", "terminal", reason="Discord offers what may follow")
async def test_typed_words_remove_nothing(talk: Dialogue) -> None:
    ada = alone(talk)
    await ada.says("/quote kestrel")
    await ada.says("/save")
    await ada.says("/forget")
    await ada.presses("What is kept of me")
    assert "1 saved excerpt" in ada.text
    (forget,) = (b for b in ada.shown.buttons if b.label == "Forget me")
    assert forget.action
    await ada.says(f"/forget {forget.action.words}")
    assert "it asks once more before" in ada.text
    await ada.says("/saved")
    assert "You keep 1 excerpt" in ada.text
