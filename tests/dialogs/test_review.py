"""Doubtful passages are settled in a chat, by administrators, one at a time."""

from pathlib import Path

import pytest

from bot.faces.port import AppPort
from content.model import Speaker
from content.transcript_file import read_file
from handlers.contract.action import Action
from handlers.contract.reply import ParagraphRole
from storage.database.address import Address
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.documents.doubts import doubtful_file
from tests.fakes.libraries.village import village_app

OLD_BUTTONS = pytest.mark.faces(
    "telegram", "discord", reason="a terminal has only the latest buttons"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the library."""
    return tmp_path / "speeches"


@pytest.fixture
def path(app: AppPort, folder: Path) -> Path:
    del app  # it puts the library there
    return doubtful_file(folder / "bridge.md", doubts=3)


@pytest.fixture
def admin(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, admin=True)


def spoken(path: Path) -> list[str]:
    """Return who speaks in a file, or what it is, with a ? where that is doubtful."""
    turns = read_file(path).turns
    return [f"{turn.speaker or turn.kind}{'?' * bool(turn.doubt)}" for turn in turns]


async def test_one_doubt_is_shown_at_a_time(admin: Dialogue, path: Path) -> None:
    reply = await admin.says("/review")
    assert reply.private
    assert [part.role for part in reply.paragraphs if part.role != "text"] == [
        ParagraphRole.HEADING,
        ParagraphRole.QUOTATION,
        ParagraphRole.BYLINE,
    ]
    lines = admin.text.splitlines()
    assert lines == [
        "bridge: 3 doubtful passages left",
        "Ada Brook: Certain words 0, of the mayor, about the bridge.",
        "Doubtful words 0, which somebody said of the bridge.",
        "Tomás Ferro?",
        "Ada Brook: Certain words 1, of the mayor, about the bridge.",
        "Doubtful: one-off label (line 19)",
    ]
    assert admin.labels == [
        "Right: Tomás Ferro",
        "Ada Brook (before and after)",
        "Another speaker",
        "Somebody new",
        "Commentary",
        "Stage direction",
        "Heading",
        "All 3 like this …",
        "Leave aside",
        "Names",
        "Excerpts",
    ]
    assert spoken(path).count("Tomás Ferro?") == 3


@pytest.mark.faces("terminal", reason="no other face numbers its buttons")
async def test_an_answer_has_the_same_number_whichever_others_fit(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review bridge")
    every = {button.label: n for n, button in admin.shown.numbered.items()}
    assert [*every.values()] == [1, 2, *range(4, 13)]
    # Ada speaks before and after a doubt about her own words, the only one of its kind.
    text = path.read_text(encoding="utf-8").replace("## Tomás Ferro", "## Ada Brook", 1)
    path.write_text(text.replace("one-off label", "a title", 1), encoding="utf-8")
    await admin.says("/review bridge")
    fewer = {button.label: n for n, button in admin.shown.numbered.items()}
    assert fewer.pop("Right: Ada Brook") == every.pop("Right: Tomás Ferro") == 1
    assert every.keys() - fewer.keys() == {
        "Ada Brook (before and after)",
        "All 3 like this …",
    }
    assert fewer.items() <= every.items()
    await admin.says("6")
    assert spoken(path)[1] == "commentary"


@pytest.mark.usefixtures("path")
async def test_what_was_begun_is_left_and_nothing_of_it_is_lost(
    admin: Dialogue,
) -> None:
    await admin.says("/review")
    await admin.presses(admin.labels[0])
    await admin.says("/cancel")
    assert admin.text.startswith("The review is left where it is.")
    await admin.says("/cancel")
    assert "nothing to cancel" in admin.text
    await admin.says("/review")
    assert "2 doubtful passages left" in admin.text


async def test_answers_are_written_and_taken_back(admin: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await admin.says("/review bridge")
    reply = await admin.presses("Ada Brook")
    assert reply.replaces
    assert "Written: 1 passage settled." in admin.text
    assert "bridge: 2 doubtful passages left" in admin.text
    assert "Doubtful words 1" in admin.text
    assert spoken(path)[:3] == ["Ada Brook", "Ada Brook", "Tomás Ferro?"]
    await admin.presses("Leave aside")
    assert "Doubtful words 2" in admin.text
    await admin.presses("Stage direction")
    assert "bridge: 1 doubtful passage left" in admin.text
    assert "Doubtful words 1" in admin.text, "what was left aside comes again"
    await admin.presses("Undo")
    assert "Taken back: 1 passage." in admin.text
    assert "Doubtful words 2" in admin.text
    await admin.presses("Undo")
    assert path.read_bytes() == before
    assert "Undo" not in admin.labels


async def test_another_speaker_and_somebody_new(admin: Dialogue, path: Path) -> None:
    await admin.says("/review bridge.md")
    await admin.presses("Another speaker")
    assert "whose words are they?" in admin.text
    assert admin.labels == ["Tomás Ferro", "Ada Brook", "Somebody new", "Passage"]
    await admin.presses("Passage")
    await admin.presses("Another speaker")
    await admin.presses("Ada Brook")
    (asks,) = (one for one in admin.shown.buttons if one.label == "Somebody new")
    assert asks.action
    assert asks.action.field
    assert asks.action.field.label == "The name of who says “Doubtful words 1…”"
    await admin.fills("Somebody new", "12")
    assert "“12” is no name. Write one with letters." in admin.text
    await admin.fills("Type it again", "Jo  Field (mayor)")
    assert "Written: 1 passage settled." in admin.text
    assert spoken(path) == [
        "Ada Brook",
        "Ada Brook",
        "Jo Field",
        "Ada Brook",
        "Tomás Ferro?",
        "Ada Brook",
    ]
    assert read_file(path).speakers[-1] == Speaker(name="Jo Field", role="mayor")


NOBODYS = """\
---
slug: pier
title: The pier
speakers:
  - name: Ada Brook
  - name: Tomás Ferro
---

::: commentary
The pier was opened on a windy day.
:::

## Ada Brook

We have waited nine years for this pier.

::: commentary
I have waited ten years for it.
:::

::: boilerplate
Read more on our page.
:::

## Tomás Ferro

<!-- check: only here -->

Who paid for it?
"""


async def test_what_nobody_was_given_is_shown_and_can_be_given(
    admin: Dialogue, path: Path
) -> None:
    pier = path.with_name("pier.md")
    pier.write_text(NOBODYS)
    await admin.says("/review pier")
    assert "pier: 1 doubtful passage left" in admin.text
    await admin.presses("Commentary")
    assert "4 passages are nobody's." in admin.text
    await admin.presses("Undo")
    await admin.presses("Right: Tomás Ferro")
    assert "3 passages are nobody's." in admin.text
    await admin.presses("Nobody's words")
    assert admin.text.splitlines() == [
        "pier: 1 of 3 that nobody was given",
        "The pier was opened on a windy day.",
        "commentary?",
        "Ada Brook: We have waited nine years for this pier.",
        "Given to nobody (line 10)",
    ]
    assert admin.labels == [
        "Ada Brook (after)",
        "Another speaker",
        "Somebody new",
        "Stage direction",
        "Heading",
        "Leave it so",
        "Names",
        "Excerpts",
        "Undo",
    ]
    await admin.presses("Leave it so")
    assert "pier: 2 of 3 that nobody was given" in admin.text
    await admin.presses("Another speaker")
    await admin.presses("Passage")
    await admin.fills("Somebody new", "Jo Field")
    assert "Written: 1 passage settled." in admin.text
    assert "pier: 2 of 2 that nobody was given" in admin.text
    assert "Read more on our page." in admin.text
    await admin.presses("Undo")
    assert "Taken back: 1 passage." in admin.text
    assert "I have waited ten years for it." in admin.text
    await admin.presses("Ada Brook (before)")
    await admin.presses("Leave it so")
    assert "pier: no doubtful passage left." in admin.text
    assert "2 passages are nobody's." in admin.text
    assert spoken(pier) == ["commentary", "Ada Brook", "boilerplate", "Tomás Ferro"]


@OLD_BUTTONS
async def test_a_button_about_words_that_were_given_since_writes_nothing(
    admin: Dialogue, path: Path
) -> None:
    pier = path.with_name("pier.md")
    pier.write_text(NOBODYS.replace("<!-- check: only here -->\n\n", ""))
    await admin.says("/review pier")
    await admin.presses("Nobody's words")
    old = next(one for one in admin.shown.buttons if one.label == "Heading")
    await admin.presses("Ada Brook (after)")
    after = pier.read_bytes()
    assert old.action
    await admin.sends(old.action.encode())
    assert "Nothing was written." in admin.text
    assert pier.read_bytes() == after


async def test_all_that_are_alike_are_settled_together(
    admin: Dialogue, path: Path
) -> None:
    before = path.read_bytes()
    await admin.says("/review")
    await admin.presses("All 3 like this")
    assert "bridge: 3 like this" in admin.text
    assert "Tomás Ferro? Doubtful words 2" in admin.text
    await admin.presses("Commentary")
    assert "Written: 3 passages settled." in admin.text
    assert "bridge: no doubtful passage left." in admin.text
    assert spoken(path).count("commentary") == 3
    assert admin.labels == [
        "Names",
        "Excerpts",
        "Nobody's words",
        "What would change",
        "Reload",
        "Undo",
        "Other files",
    ]
    await admin.presses("Undo")
    assert path.read_bytes() == before
    await admin.presses("All 3 like this")
    await admin.fills("Somebody new", "Jo")
    assert spoken(path).count("Jo") == 3


async def test_what_was_left_aside_stays_so_when_those_like_it_are_settled(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review")
    await admin.presses("Leave aside")
    await admin.presses("All 2 like this")
    assert "bridge: 2 like this" in admin.text
    assert "Doubtful words 0" not in admin.text
    await admin.presses("Commentary")
    assert "Written: 2 passages settled." in admin.text
    assert "bridge: 1 doubtful passage left" in admin.text
    assert "Doubtful words 0" in admin.text
    assert spoken(path).count("commentary") == 2


async def test_nothing_is_served_before_a_reload(admin: Dialogue, path: Path) -> None:
    await admin.says("/reload")
    assert "3 passages marked" in admin.text
    await admin.says("/review")
    await admin.presses("All 3 like this")
    await admin.presses("Right as they are")
    await admin.says("/quote ferro")
    assert "Doubtful words" not in admin.text
    await admin.says("/review bridge")
    await admin.presses("What would change")
    assert "Would load: 0 added, 1 changed" in admin.text
    await admin.says("/review bridge")
    await admin.presses("Reload")
    assert "Loaded: 0 added, 1 changed" in admin.text
    await admin.says("/topic doubtful words speaker:ferro")
    assert "Doubtful words" in admin.text
    assert spoken(path).count("Tomás Ferro") == 3


@OLD_BUTTONS
async def test_a_button_of_an_older_state_settles_nothing_else(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review")
    old = admin.shown
    await admin.presses("Right")
    after = path.read_bytes()
    for button in old.buttons:
        assert button.action
        assert len(button.action.encode().encode()) <= 64
        # Whose voices a file has, and its excerpts, may always be looked at.
        shows = button.label in {"Names", "Excerpts"}
        if not button.action.asks and not shows:
            await admin.sends(button.action.encode())
            assert "Nothing was written." in admin.text
    field = next(b.action for b in old.buttons if b.action and b.action.asks)
    await admin.sends(Action(command="review", words=f"{field.words} Jo").encode())
    assert path.read_bytes() == after
    await admin.presses("What is left")
    assert "bridge: 2 doubtful passages left" in admin.text


@OLD_BUTTONS
async def test_what_is_alike_must_be_what_was_shown(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review")
    await admin.presses("All 3 like this")
    old = admin.shown
    head, mark, tail = path.read_text().rpartition("<!-- check: one-off label -->\n\n")
    assert mark
    path.write_text(head + tail)
    admin.shown = old
    await admin.presses("Commentary")
    assert "There are 2 like this now, not 3. Nothing was written." in admin.text
    assert path.read_text() == head + tail
    await admin.presses("Look again")
    assert "bridge: 2 doubtful passages left" in admin.text


@OLD_BUTTONS
async def test_an_undo_button_takes_back_only_its_own_answer(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review")
    await admin.presses("Right")
    old = next(b.action for b in admin.shown.buttons if b.label == "Undo")
    assert old
    await admin.presses("Right")
    after = path.read_bytes()
    await admin.sends(old.encode())
    assert "not the last answer any more" in admin.text
    assert path.read_bytes() == after


async def test_the_same_buttons_work_after_a_restart(
    admin: Dialogue, path: Path, village_database: Address
) -> None:
    await admin.says("/review")
    data = next(b.action.encode() for b in admin.shown.buttons if b.action)
    async with village_app(village_database) as another:
        later = Dialogue(NoFace(another), admin=True)
        await later.sends(data)
    assert "Written: 1 passage settled." in later.text
    assert spoken(path).count("Tomás Ferro?") == 2


async def test_several_files_are_listed(admin: Dialogue, path: Path) -> None:
    for number in range(11):
        doubtful_file(path.parent / f"speech {number:02}.md", doubts=1)
    await admin.says("/review")
    assert admin.text.startswith("14 doubtful passages in 12 files\nbridge (3)\n")
    assert "speech 10" not in admin.text
    await admin.presses("Next")
    await admin.presses("speech 10")
    assert "speech 10: 1 doubtful passage left" in admin.text


async def test_what_cannot_be_reviewed_says_why(admin: Dialogue, path: Path) -> None:
    await admin.says("/review ../../etc/passwd")
    assert "no transcript file “../../etc/passwd” in the library" in admin.text
    path.write_text(path.read_text().replace("slug:", "slag:"))
    reply = await admin.says("/review")
    assert reply.private
    assert "The file can't be reviewed: 2 faults in it." in admin.text
    assert "the front matter has no key 'slag'" in admin.text
    path.unlink()
    await admin.says("/review")
    assert "No passage in the library's files is doubtful." in admin.text
    await admin.says("/review harvest-hall-1934")
    assert "harvest-hall-1934: no doubtful passage left." in admin.text


@OLD_BUTTONS
async def test_nobody_else_may_review(talk: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    assert (await talk.says("/review")).private
    assert "Only an administrator of this library may review its files" in talk.text
    await talk.sends("review:::step 00000000 right")
    assert "Only an administrator" in talk.text
    assert path.read_bytes() == before


@pytest.mark.usefixtures("app")
async def test_files_that_are_called_alike_are_told_apart(
    admin: Dialogue, folder: Path
) -> None:
    for session in (1, 2):
        name = f"hearing-of-the-harbour-committee-on-the-quay-session-{session}"
        doubtful_file(folder / f"{name}.md", doubts=session)
    await admin.says("/review")
    assert [one for one in admin.labels if one.startswith("hearing-of-the")] == [
        "hearing-of-the-harbo…-the-quay-session-1",
        "hearing-of-the-harbo…-the-quay-session-2",
    ]
    await admin.presses("hearing-of-the-harbo…-the-quay-session-2")
    assert "session-2: 2 doubtful passages left" in admin.text
