"""Administrators say in a chat which excerpts of a file are offered."""

from pathlib import Path

import pytest

from bot.faces.port import AppPort
from content.excerpts.excerpts import cut_excerpts
from content.transcript_file import read_file
from handlers.contract.reply import ParagraphRole
from storage.database.address import Address, place_beside
from tests.dialogs.test_import import DOCUMENT, SLUG
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.village import village_app

NAME = "millford-bridge-1921"
BEST = "Nobody built this bridge alone."

OLD_BUTTONS = pytest.mark.faces(
    "telegram", "discord", reason="a terminal has only the latest buttons"
)


@pytest.fixture
def path(app: AppPort, tmp_path: Path) -> Path:
    """Return the file of a talk whose front matter names one of its five excerpts."""
    del app  # it puts the library there
    return tmp_path / "speeches" / f"{NAME}.md"


@pytest.fixture
def admin(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, admin=True)


def offered(path: Path) -> str:
    return "\n".join(one.text for one in cut_excerpts(read_file(path)) if one.offered)


def data_of(admin: Dialogue, label: str) -> str:
    """Return the data of a button that is on screen."""
    (found,) = (b.action for b in admin.shown.buttons if b.label == label)
    assert found
    assert len(found.encode().encode()) <= 64
    return found.encode()


async def test_excerpts_are_chosen_one_by_one(admin: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await admin.says(f"/review {NAME}")
    reply = await admin.presses("Excerpts")
    assert reply.private
    assert reply.replaces
    assert [part.role for part in reply.paragraphs] == [
        ParagraphRole.HEADING,
        ParagraphRole.QUOTATION,
        ParagraphRole.BYLINE,
        ParagraphRole.TEXT,
    ]
    assert f"{NAME}: 4 of 5 excerpts offered · 4 left" in admin.text
    assert BEST in admin.text
    assert "Offered by its score, 0.9" in admin.text
    assert admin.labels == ["Offer it", "Never", "Leave it", "Context", "Back"]
    await admin.presses("Context")
    assert "Ada Brook: Good morning, neighbours." in admin.text
    assert BEST in admin.text
    await admin.presses("Never")
    assert "Written: it is never offered by itself." in admin.text
    assert "3 of 5 excerpts offered · 3 left" in admin.text
    assert BEST not in offered(path)
    aside = admin.reply.paragraphs[2].text
    await admin.presses("Leave it")
    assert "3 of 5 excerpts offered · 2 left" in admin.text
    await admin.presses("Offer it")
    assert "Written: it is offered." in admin.text
    assert aside not in admin.text
    await admin.presses("Leave it")
    assert "2 without an answer, left to the score." in admin.text
    await admin.presses("From the top")
    assert aside in admin.text, "what was left comes again"
    await admin.presses("Undo")
    await admin.presses("Undo")
    assert "Taken back: what was said about “Nobody built" in admin.text
    assert BEST in admin.reply.paragraphs[2].text
    assert path.read_bytes() == before
    await admin.presses("Back")
    assert f"{NAME}: no doubtful passage left." in admin.text


async def test_nothing_is_served_otherwise_before_a_reload(
    admin: Dialogue, path: Path
) -> None:
    await admin.says(f"/review {NAME}")
    await admin.presses("Excerpts")
    while "Never" in admin.labels:
        await admin.presses("Never")
    assert "1 of 5 excerpts offered." in admin.text
    assert "Answers are served once the library is reloaded." in admin.text
    assert offered(path).startswith("The mill grinds")
    await admin.says("/quote brook")
    assert "Nothing by Ada Brook stands on its own here" not in admin.text
    await admin.says(f"/review {NAME}")
    await admin.presses("What would change")
    assert "Would load: 0 added, 1 changed" in admin.text
    await admin.says("/reload")
    assert "Loaded: 0 added, 1 changed" in admin.text
    await admin.says("/quote brook")
    assert "Nothing by Ada Brook stands on its own here" in admin.text


@OLD_BUTTONS
async def test_an_old_button_writes_nothing_and_says_so(
    admin: Dialogue, path: Path
) -> None:
    await admin.says(f"/review {NAME}")
    await admin.presses("Excerpts")
    answered = [data_of(admin, label) for label in ("Offer it", "Never", "Leave it")]
    await admin.presses("Leave it")
    open_still = data_of(admin, "Never")
    await admin.sends(answered[0])
    after = path.read_bytes()
    for data in answered:
        await admin.sends(data)
        assert "Nothing was written." in admin.text
    await admin.sends(open_still)
    assert (
        "The file was changed since that was shown. Nothing was written" in admin.text
    )
    assert path.read_bytes() == after
    await admin.presses("Look again")
    await admin.presses("Never")
    assert "Written: it is never offered by itself." in admin.text
    path.unlink()
    await admin.sends(open_still)
    assert "not in the library any more" in admin.text


async def test_the_excerpts_of_a_draft_after_a_restart(
    admin: Dialogue, path: Path, village_database: Address
) -> None:
    del path
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Excerpts")
    assert f"{SLUG} (draft): " in admin.text
    data = data_of(admin, "Offer it")
    async with village_app(village_database) as another:
        later = Dialogue(NoFace(another), admin=True)
        await later.sends(data)
    assert "Written: it is offered." in later.text
    assert "Nothing of it is in the library yet." in later.text
    draft = place_beside(village_database, "drafts") / f"{SLUG}.md"
    assert len(read_file(draft).offered) == 1


@OLD_BUTTONS
async def test_nobody_else_may_choose(talk: Dialogue, path: Path) -> None:
    before = path.read_bytes()
    await talk.sends("review:::step excerpts 00000000 00000000 offered 00000000")
    assert "Only an administrator" in talk.text
    assert path.read_bytes() == before
