"""The names of a file's voices are put right in a chat, by administrators."""

from pathlib import Path

import pytest

from bot.faces.port import AppPort
from content.reasons import READ_OUT_FOR
from content.transcript_file import read_file
from handlers.contract.action import Action
from handlers.contract.reply import Button
from storage.database.address import Address, place_beside
from tests.bot.cli.test_review_names import PAGE
from tests.dialogs.test_import import DOCUMENT, SLUG
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.documents.doubts import doubtful_file

OLD_BUTTONS = pytest.mark.faces(
    "telegram", "discord", reason="a terminal has only the latest buttons"
)


@pytest.fixture
def path(app: AppPort, tmp_path: Path) -> Path:
    del app  # it puts the library there
    return doubtful_file(tmp_path / "speeches" / "bridge.md", doubts=2)


@pytest.fixture
def admin(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, admin=True)


def cast(path: Path) -> list[str]:
    return [speaker.name for speaker in read_file(path).speakers]


async def test_a_voice_gets_its_name_and_loses_it(admin: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await admin.says("/review")
    reply = await admin.presses("Names")
    assert reply.private
    assert reply.replaces
    assert admin.text.splitlines()[:2] == [
        "bridge: 2 voices",
        "“The Bridge” (2031-05-04; no place)",
    ]
    assert "Tomás Ferro (2 turns, 18 words, all doubtful): Doubtful" in admin.text
    assert admin.labels == [
        "Ada Brook",
        "Tomás Ferro",
        "Somebody else speaks",
        "All of it is one person's",
        "Passages",
    ]
    await admin.presses("Tomás Ferro")
    assert "Doubtful words 1" in admin.text
    await admin.presses("Right")
    assert (
        "stays as it is. Nothing was to be written. 2 passages of theirs still to review."
        in (" ".join(admin.text.split()))
    )
    await admin.presses("Tomás Ferro")
    await admin.fills("Rename", "Jo  Field")
    assert "Written: “Tomás Ferro” is “Jo Field”." in admin.text
    assert cast(path) == ["Ada Brook", "Jo Field"]
    await admin.presses("Jo Field")
    await admin.presses("Undo")
    assert "Taken back: what was said about “Tomás Ferro”." in admin.text
    assert path.read_bytes() == before
    await admin.presses("Passages")
    assert "bridge: 2 doubtful passages left" in admin.text


async def test_two_voices_are_one_and_another_is_nobodys(
    admin: Dialogue, path: Path
) -> None:
    await admin.says("/review")
    await admin.presses("Names")
    await admin.presses("Tomás Ferro")
    await admin.presses("Same as")
    assert admin.labels == ["Ada Brook", "Voice"]
    await admin.presses("Ada Brook")
    assert "Written: “Tomás Ferro” is “Ada Brook”." in admin.text
    assert cast(path) == ["Ada Brook"]
    await admin.presses("Ada Brook")
    assert "Same as …" not in admin.labels
    await admin.presses("Nobody's")
    assert "Nobody is given any words" in admin.text
    assert {turn.kind for turn in read_file(path).turns} == {"commentary"}


async def test_all_names_are_right_at_once(admin: Dialogue, path: Path) -> None:
    text = path.read_text().replace("## Tomás Ferro", "## [message] Tomás Ferro", 1)
    text = text.replace("one-off label", f"{READ_OUT_FOR}Tomás Ferro", 1)
    text += f"\n## [message] Eve\n\n<!-- check: {READ_OUT_FOR}Eve -->\n\nWell met.\n"
    path.write_text(text.replace("\n---\n", "\n  - name: Eve\n---\n", 1))
    before = path.read_bytes()
    await admin.says("/review")
    await admin.presses("Names")
    await admin.presses("All are right")
    assert "Written: all names are right. 1 passage settled." in admin.text
    assert "All are right" not in admin.labels
    await admin.presses("Undo")
    assert "Taken back: 1 passage." in admin.text
    assert path.read_bytes() == before


@OLD_BUTTONS
async def test_all_names_are_right_only_as_they_were_shown(
    admin: Dialogue, path: Path
) -> None:
    text = path.read_text().replace("## Tomás Ferro", "## [message] Tomás Ferro")
    path.write_text(text.replace("one-off label", f"{READ_OUT_FOR}Tomás Ferro"))
    await admin.says("/review")
    await admin.presses("Names")
    (button,) = (b for b in admin.shown.buttons if b.label == "All are right")
    await admin.presses("Ada Brook")
    await admin.fills("Rename", "Eve")
    after = path.read_bytes()
    assert button.action
    assert len(button.action.encode().encode()) <= 64
    await admin.sends(button.action.encode())
    assert "Nothing was written" in admin.text
    assert path.read_bytes() == after


async def test_a_name_that_is_none_says_so(admin: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await admin.says("/review")
    await admin.presses("Names")
    await admin.presses("Ada Brook")
    await admin.fills("Rename", "?!")
    assert "“?!” is no name." in admin.text
    await admin.fills("Type it again", "12")
    assert "“12” is no name." in admin.text
    assert path.read_bytes() == before


@OLD_BUTTONS
async def test_a_button_of_another_state_writes_nothing(
    admin: Dialogue, path: Path
) -> None:
    old: list[Button] = []
    await admin.says("/review")
    await admin.presses("Names")
    for label in ("Tomás Ferro", "Same as"):
        await admin.presses(label)
        old += admin.shown.buttons
    await admin.presses("Voice")
    await admin.fills("Rename", "Jo")
    after = path.read_bytes()
    for button in old:
        assert button.action
        assert len(button.action.encode().encode()) <= 64
        if button.label not in {"Back", "Voice"} and not button.action.asks:
            await admin.sends(button.action.encode())
            assert "Nothing was written" in admin.text
    field = next(b.action for b in old if b.action and b.action.asks)
    await admin.sends(Action(command="review", words=f"{field.words} Eve").encode())
    assert path.read_bytes() == after
    await admin.sends("review:::step names 00000000")
    assert "not in the library any more" in admin.text


async def test_a_label_that_was_missed_is_shown_once(
    admin: Dialogue, path: Path
) -> None:
    text = path.read_text() + "\nHALL = Yes, I do.\n\nLIND = No.\n\nHALL = We do.\n"
    path.write_text(text)
    await admin.says("/review")
    await admin.presses("Names")
    await admin.presses("Somebody else speaks")
    assert "HALL = (3 turns, 2 voices): HALL = Yes, I do." in admin.text
    assert admin.labels == ["HALL =", "Type a label", "Names"]
    await admin.fills("Type a label", "BOON =")
    assert "No line of the passages starts with the label “BOON =”" in admin.text
    await admin.presses("Somebody else speaks")
    await admin.fills("Type a label", "HALL")
    assert "Hall (2 turns, new): Yes, I do." in admin.text
    assert admin.labels == ["− Hall", "− Lind", "Write these turns", "Back"]
    await admin.presses("− Lind")
    assert "Lind: nobody" in admin.text
    (write,) = (b for b in admin.shown.buttons if b.label == "Write these turns")
    assert write.action
    assert len(write.action.encode().encode()) <= 64
    path.write_text(text + "\nLIND = Never.\n")
    await admin.presses("Write these turns")
    assert "The file was changed since that was shown." in admin.text
    path.write_text(text)
    for label in ("Somebody else speaks", "HALL =", "− Lind", "Write these turns"):
        await admin.presses(label)
    assert "Written: 2 turns under labels like “HALL =”." in admin.text
    assert "Hall (1 turn, 8 words, 3 doubtful): Yes, I do." in admin.text
    await admin.presses("Undo")
    assert "Taken back: 2 turns under labels like “HALL =”." in admin.text
    assert path.read_text() == text


async def test_all_of_a_page_is_one_persons(admin: Dialogue, path: Path) -> None:
    path.write_text(PAGE)
    await admin.says("/review")
    await admin.presses("Names")
    assert "All of it may be one person's words." in admin.text
    assert admin.labels[0] == "All of it is one person's"
    await admin.presses("All of it is one person's")
    assert admin.labels == ["Ada Brook", "Another name", "Names"]
    await admin.presses("Ada Brook")
    assert "Written: 3 paragraphs are “Ada Brook”'s. 1 passage settled." in admin.text
    assert "Ada Brook: paragraphs 2-4" in admin.text
    await admin.presses("Not the first")
    await admin.presses("Not the last")
    assert "Ada Brook: paragraphs 3" in admin.text
    await admin.presses("One more below")
    await admin.fills("Type the numbers", "2-9")
    assert "There is no paragraph 9" in admin.text
    await admin.fills("Type it again", "2, 4")
    assert "Ada Brook: paragraphs 2 4" in admin.text
    await admin.fills("Type the numbers", "3-4")
    await admin.fills("Another name", "?!")
    assert "“?!” is no name." in admin.text
    await admin.fills("Type it again", "Jo Field")
    assert "Jo Field: paragraphs 3-4" in admin.text
    assert cast(path) == ["Jo Field"]
    await admin.presses("That's right")
    assert "bridge: 1 voice" in admin.text
    await admin.presses("Undo")
    assert "Taken back: that all of it is “Jo Field”'s." in admin.text
    assert path.read_text() == PAGE


@OLD_BUTTONS
async def test_an_old_button_about_one_person_writes_nothing(
    admin: Dialogue, path: Path
) -> None:
    path.write_text(PAGE)
    await admin.says("/review")
    await admin.presses("Names")
    await admin.presses("All of it is one person's")
    old = [button for button in admin.shown.buttons if button.label == "Ada Brook"]
    await admin.presses("Ada Brook")
    ranges = ("Not the", "One more")
    old += [b for b in admin.shown.buttons if b.label.startswith(ranges)]
    await admin.presses("Not the first")
    after = path.read_bytes()
    assert len(old) == 5
    for button in old:
        assert button.action
        assert len(button.action.encode().encode()) <= 64
        await admin.sends(button.action.encode())
        assert "Nothing was written" in admin.text
    assert path.read_bytes() == after


async def test_many_voices_come_in_pages(admin: Dialogue, path: Path) -> None:
    text = path.read_text()
    for number in range(9):
        text = text.replace("---\n\n", f"  - name: Voice {number}\n---\n\n", 1)
        text += f"\n## Voice {number}\n\nYes, that is so.\n"
    path.write_text(text)
    await admin.says("/review")
    await admin.presses("Names")
    assert "bridge: 11 voices" in admin.text
    assert "Voice 8" not in admin.text
    await admin.presses("Next")
    await admin.presses("Voice 8")
    await admin.fills("Rename", "Eve")
    assert "Eve (1 turn, 4 words): Yes" in admin.text, "it stays on its page"


async def test_the_names_of_a_draft(
    admin: Dialogue, path: Path, village_database: Address
) -> None:
    del path
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Names")
    assert f"{SLUG} (draft): 2 voices" in admin.text
    await admin.presses("Karl Boon")
    await admin.fills("Rename", "Carl Boon")
    draft = place_beside(village_database, "drafts") / f"{SLUG}.md"
    assert "aliases: [Karl Boon]" in draft.read_text()
    await admin.presses("Put it into the library")
    assert f"{SLUG}.md is in the library now." in admin.text


@OLD_BUTTONS
async def test_nobody_else_may_rename(talk: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await talk.sends("review:::step names 00000000 00000000 commentary")
    assert "Only an administrator" in talk.text
    assert path.read_bytes() == before
