"""A request that changes something and is handled twice changes it once."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from bot.faces.port import AppPort
from handlers.contract.reply import Reply
from handlers.contract.request import Request, Role
from handlers.parsing import changes_something
from tests.bot.conftest import FOUND
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.documents.doubts import doubtful_file

ROLE = Role(id="5", name="Readers")


class TwiceHandled:
    """The app, which is asked once more for whatever changes something.

    Attributes:
        differing: Replies to a second handling that were not as the first.
    """

    def __init__(self, app: AppPort, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._number = 0
        self.differing: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._app, name)

    async def answer(self, request: Request) -> Reply:
        self._number += 1
        request = replace(request, key=f"test:{self._number}", opens_threads=True)
        first = await self._app.answer(request)
        if changes_something(request):
            before = kept(self._folder)
            second = await self._app.answer(request)
            assert kept(self._folder) == before, request.command
            if second != first:
                self.differing.append(second.text)
        return first


def kept(folder: Path) -> dict[str, object]:
    """Return all rows and files."""
    found: dict[str, object] = {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name in {"speeches", "rostra.db.drafts"}
    }
    with closing(sqlite3.connect(folder / "rostra.db")) as base:
        for (table,) in base.execute("SELECT name FROM sqlite_master").fetchall():
            if base.execute(
                "SELECT type FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone() == ("table",):
                found[table] = base.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own
    del found["library"]  # it counts loads
    return found


@pytest.fixture
def twice(app: AppPort, tmp_path: Path) -> TwiceHandled:
    return TwiceHandled(app, tmp_path)


@pytest.fixture
def talk(twice: TwiceHandled) -> Dialogue:
    stage = NoFace(cast("AppPort", twice), roles={"5": ROLE})
    return Dialogue(stage, admin=True)


async def test_what_is_chosen_or_said(talk: Dialogue, twice: TwiceHandled) -> None:
    await talk.says("/quote brook")
    for line in (
        "/daily on 8:30 Berlin weekdays",
        "/daily speaker Brook",
        "/daily topic bridge",
        "/daily all",
        "/daily every sunday 9:00",
        "/daily ping 5",
        "/comments in threads",
        "/comments in chat",
        "/comment I was there.",
        "/reload",
    ):
        await talk.says(line)
    assert not twice.differing
    await talk.says("/daily off")
    assert twice.differing == ["The daily excerpt was not on here."]


async def test_what_is_saved_and_removed(talk: Dialogue, twice: TwiceHandled) -> None:
    await talk.says("/quote brook")
    await talk.presses("Save")
    await talk.says("/saved")
    await talk.presses("Remove 1")
    await talk.presses("Undo")
    assert "is back where it was" in talk.text
    assert not twice.differing


async def test_a_comment_that_is_taken_back(
    talk: Dialogue, twice: TwiceHandled
) -> None:
    await talk.says("/quote brook")
    await talk.says("/comment I was there.")
    number = talk.text.split("number ")[1].split(":")[0]
    await talk.says(f"/comment >{number} So was I.")
    await talk.says(f"/uncomment {number}")
    assert talk.text.endswith(f"Comment {number} is gone.")
    assert not twice.differing


async def test_the_same_words_of_another_request_are_another_comment(
    talk: Dialogue,
) -> None:
    await talk.says("/quote brook")
    numbers = set()
    for _ in range(2):
        await talk.says("/comment I was there.")
        numbers.add(talk.text.split("number ")[1].split(":")[0])
    assert len(numbers) == 2


async def test_what_is_hidden_and_offered_again(
    talk: Dialogue, twice: TwiceHandled
) -> None:
    for name in ("reed", "brook"):
        await talk.says(f"/quote {name}")
        await talk.says("/hide")
    await talk.presses("Undo")
    await talk.says("/hide")
    await talk.says("/hidden")
    await talk.presses("Offer 1 again")
    await talk.presses("Undo")
    await talk.says("/mute reed")
    await talk.presses("Undo")
    await talk.says("/hide for everybody")
    await talk.presses("All hidden everywhere")
    await talk.presses("Offer 1 again")
    await talk.presses("Undo")
    await talk.says("/unhide for all")
    await talk.presses("Undo")
    await talk.presses("Offer them again")
    assert talk.text == "2 excerpts are offered here again."
    await talk.says("/unhide for all")
    assert talk.text == "Nothing is hidden here."
    assert not twice.differing


async def test_answers_to_doubts(
    talk: Dialogue, twice: TwiceHandled, tmp_path: Path
) -> None:
    doubtful_file(tmp_path / "speeches" / "bridge.md", doubts=3)
    await talk.says("/review bridge")
    await talk.presses("Tomás Ferro")
    assert "Written: 1 passage settled." in talk.text
    await talk.presses("Undo")
    assert "Taken back: 1 passage." in talk.text
    settled, undone = twice.differing
    assert settled.startswith("That passage was settled meanwhile")
    assert undone.startswith("That is not the last answer any more")


async def test_a_document_that_is_imported(talk: Dialogue, twice: TwiceHandled) -> None:
    await talk.uploads("import", "mill.txt", FOUND.encode())
    assert "It is a draft already" in twice.differing.pop()
    await talk.presses("Put it into the library")
    assert "is in the library now" in talk.text
    assert "There is no draft" in twice.differing.pop()
