"""Drafts of documents that were sent."""

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from content.document import UnreadableDocumentError
from storage.database.errors import StorageError
from storage.importing.drafts import DraftChangedError, Drafts
from tests.fakes.documents.pdf import pdf, typed

DOCUMENT = b"""\
The ferry

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the whole valley.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


@pytest.mark.parametrize(
    "name",
    ["../../ferry.txt", "/etc/ferry.txt", ".txt", "", "\0\n", "a" * 500 + ".txt"],
)
async def test_a_name_is_never_a_path(
    drafts: Drafts, library: Path, tmp_path: Path, name: str
) -> None:
    shares: list[float] = []
    imported = await drafts.make(DOCUMENT, name, library, shares.append)
    assert shares
    assert shares == sorted(shares)
    written = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert {path.parent for path in written} == {drafts.folder}
    assert f"{imported.slug}.md" in {path.name for path in written}


async def test_an_answer_that_comes_while_its_document_is_read_again_stays(
    drafts: Drafts, library: Path
) -> None:
    await drafts.make(DOCUMENT, "a.txt", library)
    draft = drafts.folder / "the-ferry.md"

    def answer(share: float) -> None:
        # About now the draft is compared with the document, before or after this.
        if share == 1.0:
            draft.write_text(draft.read_text().replace("Karl Boon", "Carl Boon"))

    grown = DOCUMENT + b"\nVera Lind: And the new rope is a good one, as we all see.\n"
    with suppress(StorageError):
        await drafts.make(grown, "a.txt", library, answer)
    assert "Carl Boon" in draft.read_text()


async def test_pages_are_told_of_before_whose_words_they_are(
    drafts: Drafts, library: Path
) -> None:
    told: list[str] = []
    lines = DOCUMENT.decode().splitlines()
    await drafts.make(
        pdf([typed(lines)] * 250),
        "ferry.pdf",
        library,
        lambda share: told.append(f"{share:.0%}"),
        lambda done, total: told.append(f"{done} of {total}"),
    )
    pages = told[: told.index("250 of 250") + 1]
    assert len(pages) <= 101, "they are told of by hundredths"
    assert pages[0] == "3 of 250"
    assert all("of" in each for each in pages)
    assert not any("of" in each for each in told[len(pages) :])
    assert len(told) > len(pages)


async def test_a_draft_takes_the_place_of_a_file_called_otherwise(
    drafts: Drafts, library: Path
) -> None:
    await drafts.make(DOCUMENT, "a.txt", library)
    await drafts.publish("the-ferry", library)
    (library / "the-ferry.md").rename(library / "the-ferry.MD")
    again = await drafts.make(DOCUMENT + b"\nHo!\n", "a.txt", library)
    assert again.same == "words"
    await drafts.publish("the-ferry", library)
    assert sorted(path.name for path in library.iterdir()) == [
        ".the-ferry.imported",
        "the-ferry.MD",
    ]


async def test_documents_with_one_title_get_names_of_their_own(
    drafts: Drafts, library: Path
) -> None:
    other = b"The ferry\n\nAda Brook: The rope was old, and the river is wide in spring.\n\nJo Field: Then buy a new one before the snow melts in the hills."
    first, second = await asyncio.gather(
        drafts.make(DOCUMENT, "a.txt", library), drafts.make(other, "b.txt", library)
    )
    assert {first.slug, second.slug} == {"the-ferry", "the-ferry-2"}
    await drafts.publish("the-ferry", library)
    await drafts.publish("the-ferry-2", library)
    assert sorted(path.name for path in library.iterdir()) == [
        ".the-ferry-2.imported",
        ".the-ferry.imported",
        "the-ferry-2.md",
        "the-ferry.md",
    ]
    assert [*drafts.folder.iterdir()] == []


async def test_a_file_that_came_meanwhile_is_not_replaced(
    drafts: Drafts, library: Path
) -> None:
    await drafts.make(DOCUMENT, "a.txt", library)
    (library / "the-ferry.md").write_text("mine")
    with pytest.raises(DraftChangedError, match="not what it was"):
        await drafts.publish("the-ferry", library)
    assert (library / "the-ferry.md").read_text() == "mine"
    assert await drafts.discard("the-ferry")
    assert not await drafts.discard("the-ferry")
    with pytest.raises(DraftChangedError, match="no draft the-ferry any more"):
        await drafts.publish("the-ferry", library)


async def test_an_unreadable_document_leaves_nothing(
    drafts: Drafts, library: Path
) -> None:
    with pytest.raises(UnreadableDocumentError):
        await drafts.make(b"%PDF-1.4 broken", "a.pdf", library)
    assert [*drafts.folder.iterdir()] == []


async def test_what_an_ended_import_left_is_deleted_later(drafts: Drafts) -> None:
    for name, age in (
        (".incoming-old", 7200),
        (".check-old", 7200),
        (".incoming-new", 0),
    ):
        left = drafts.folder / name
        left.mkdir(parents=True)
        (left / "talk.txt").write_text("Ada Brook: Good evening.")
        moment = time.time() - age
        os.utime(left, (moment, moment))
    (drafts.folder / "talk.md").write_text("a draft")
    await drafts.clear()
    assert sorted(path.name for path in drafts.folder.iterdir()) == [
        ".incoming-new",
        "talk.md",
    ]
