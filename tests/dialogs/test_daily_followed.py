"""Whose words, or what, the excerpt of the day is drawn from."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.dialogues.dialogue import Dialogue


async def test_it_follows_a_speaker(talk: Dialogue) -> None:
    await talk.says("/daily speaker reed")
    assert "draws from the words of Ivo Reed" in talk.text
    await talk.says("/daily now")
    assert "Ivo Reed" in talk.text
    await talk.says("/daily speaker red")
    await talk.presses("Ivo Reed")
    assert "the words of Ivo Reed" in talk.text
    await talk.says("/daily all")
    assert "the whole library" in talk.text


async def test_another_one_is_of_what_is_followed(talk: Dialogue) -> None:
    for choice, words in (
        ("speaker reed", "Ivo Reed"),
        ("topic bridge", "about bridge"),
        ("all", ""),
    ):
        await talk.says(f"/daily {choice}")
        await talk.says("/daily now")
        (action,) = (b.action for b in talk.shown.buttons if b.label == "Another")
        assert action
        assert action.words == words


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord asks for what is required itself"
)
async def test_a_speaker_without_a_name_is_asked_for(talk: Dialogue) -> None:
    await talk.says("/daily speaker")
    assert "Whose words?" in talk.text


async def test_it_follows_a_topic_until_nothing_is_left(talk: Dialogue) -> None:
    await talk.says("/daily topic bridge")
    assert "about “bridge”" in talk.text
    shown = []
    for _ in range(40):
        await talk.says("/daily now")
        if "has seen everything about “bridge”" in talk.text:
            break
        shown.append(talk.text.split("\n", 1)[1])
        talk.now += timedelta(days=1)
    else:
        pytest.fail("it never ended")
    assert len(shown) == len(set(shown)) > 1
    await talk.says("/daily topic zeppelins")
    assert "nothing to follow" in talk.text


async def test_a_topic_says_how_its_words_were_read(talk: Dialogue) -> None:
    await talk.says("/daily topic pease")
    assert "Nobody says “pease” here" in talk.text
    assert "it draws from what was said about “peace”" in talk.text
    await talk.says("/daily topic peace xylophone")
    assert "Nobody says “xylophone” here." in talk.text
    await talk.says("/daily topic peace")
    assert "Nobody" not in talk.text


async def test_a_speaker_and_a_topic_cannot_be_followed_at_once(
    talk: Dialogue,
) -> None:
    await talk.says("/daily topic peace speaker:reed")
    assert "not from both" in talk.text
    await talk.presses("peace")
    assert "what was said about “peace”" in talk.text
    await talk.says("/daily speaker reed about peace")
    assert "not from both" in talk.text
    await talk.presses("peace")
    assert "what was said about “peace”" in talk.text
    await talk.says("/daily topic speaker:reed")
    await talk.presses("reed")
    assert "the words of Ivo Reed" in talk.text


async def test_whoever_was_taken_out_of_the_library_is_said_to_be_gone(
    talk: Dialogue, tmp_path: Path
) -> None:
    await talk.says("/daily on 08:30")
    await talk.says("/daily speaker reed")
    for path in (tmp_path / "speeches").iterdir():
        if "Ivo Reed" in path.read_text(encoding="utf-8"):
            path.unlink()
    await Dialogue(talk.stage, admin=True).says("/reload")
    await talk.says("/daily")
    assert "Ivo Reed is not in this library any more" in talk.text
    assert "has seen everything" not in talk.text
    await talk.presses("Status")
    assert "Ivo Reed is not in this library any more" in talk.text
    assert "/daily all" in talk.text
    await talk.says("/daily all")
    assert "Noted" in talk.text


async def test_who_is_called_otherwise_after_a_reload_is_followed_still(
    talk: Dialogue, tmp_path: Path
) -> None:
    await talk.says("/daily speaker reed")
    for path in (tmp_path / "speeches").iterdir():
        text = path.read_text(encoding="utf-8")
        text = text.replace(
            "name: Ivo Reed", "name: Ivo A. Reed\n    aliases: [Ivo Reed]"
        )
        path.write_text(text.replace("## Ivo Reed", "## Ivo A. Reed"), encoding="utf-8")
    await Dialogue(talk.stage, admin=True).says("/reload")
    await talk.says("/daily")
    assert "— Ivo A. Reed" in talk.text
    await talk.says("/daily status")
    assert "not in this library" not in talk.text
