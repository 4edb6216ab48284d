"""An administrator sends a document, reviews it, and puts it into the library."""

from pathlib import Path

import pytest

from bot.faces.port import AppPort
from content.transcript_file import read_file
from storage.database.address import Address, place_beside
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import PRIVATE, Participant

DOCUMENT = b"""\
The mill and the meadow

This is what was said when the mill at Dorn was opened again, as I wrote it down.

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the whole valley.

Whoever brings grain before noon will have flour before dusk.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.

Vera Lind: Then let us stop talking and listen to it.
"""

BOON_AGAIN = b"""
Karl Boon: A mill needs a good wheel, and a good wheel needs a patient miller.
"""
"""Who speaks once under a label alone is not quoted before a person has looked."""

SLUG = "the-mill-and-the-meadow"


@pytest.fixture
def folder(app: AppPort, tmp_path: Path) -> Path:
    """The folder of the library."""
    del app  # it puts the library there
    return tmp_path / "speeches"


@pytest.fixture
def drafts(village_database: Address) -> Path:
    """The folder of drafts."""
    return place_beside(village_database, "drafts")


@pytest.fixture
def admin(talk: Dialogue) -> Dialogue:
    return Dialogue(talk.stage, admin=True)


def library(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_document_becomes_a_draft_and_then_part_of_the_library(
    admin: Dialogue, folder: Path
) -> None:
    before = library(folder)
    reply = await admin.uploads("import", "mill.txt", DOCUMENT + BOON_AGAIN)
    assert reply.private
    assert f"Draft {SLUG}: The mill and the meadow" in admin.text
    assert "Vera Lind (2 turns, " in admin.text
    assert "Nothing of it is in the library yet." in admin.text
    await admin.presses("What would change")
    assert "Would load: 1 added, 0 changed, 0 removed, 3 unchanged." in admin.text
    assert f"+ {SLUG}" in admin.text
    assert library(folder) == before, "nothing is written before it is confirmed"
    await admin.presses("Put it into the library")
    assert f"{SLUG}.md is in the library now." in admin.text
    assert "Loaded: 1 added, 0 changed, 0 removed, 3 unchanged." in admin.text
    written = {f"{SLUG}.md", f".{SLUG}.imported"}
    assert library(folder).keys() == before.keys() | written
    await admin.says("/topic patient miller")
    assert "A mill needs a good wheel" in admin.text
    await admin.uploads("import", "again.txt", DOCUMENT + BOON_AGAIN)
    assert f"The library has it already: {SLUG} has the same words." in admin.text
    await admin.presses("Review it")
    assert f"{SLUG}: 1 doubtful passage left" in admin.text


async def test_an_import_is_left_and_its_draft_stays(admin: Dialogue) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.says("/cancel")
    assert admin.text.startswith("Left: nothing of it is in the library.")
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Discard")
    assert f"The draft {SLUG} is discarded." in admin.text
    await admin.says("/cancel")
    assert "nothing to cancel" in admin.text


async def test_a_reload_says_that_it_takes_no_draft(admin: Dialogue) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.says("/reload")
    assert "1 draft is not in these files: /review leads to the draft" in admin.text
    await admin.presses("Drafts")
    await admin.presses("Put it into the library")
    await admin.says("/reload check")
    assert "draft" not in admin.text


async def test_a_draft_without_doubts_is_found_again(admin: Dialogue) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.says("/review mill meadow")
    assert "“mill meadow” in the library. Did you mean one of these?" in admin.text
    await admin.presses(f"{SLUG} (draft)")
    assert f"{SLUG} (draft): no doubtful passage left." in admin.text
    await admin.says(f"/review {SLUG}")
    assert f"{SLUG} (draft): no doubtful passage left." in admin.text
    await admin.says("/review")
    assert "Put it into the library" in admin.labels, "nothing else waits"
    bell = DOCUMENT.replace(b"mill", b"bell").replace(b"wheel", b"clapper")
    bell = bell.replace(b"grain", b"ears").replace(b"flour", b"songs")
    await admin.uploads("import", "bell.txt", bell)
    await admin.says("/review")
    assert "No passage is doubtful; 2 drafts to be put into the library" in admin.text
    await admin.presses(f"{SLUG} (draft)")
    await admin.presses("Discard")
    assert f"The draft {SLUG} is discarded." in admin.text


async def test_doubts_are_settled_in_the_draft(
    admin: Dialogue, folder: Path, drafts: Path
) -> None:
    before = library(folder)
    # A byte that fits no encoding makes its turn doubtful.
    await admin.uploads("import", "mill.txt", DOCUMENT.replace(b"noise", b"no\x81ise"))
    await admin.presses("Review 1 passage")
    assert f"{SLUG} (draft): 1 doubtful passage left" in admin.text
    await admin.presses("Right")
    assert "Nothing of it is in the library yet." in admin.text
    assert library(folder) == before
    await admin.presses("Undo")
    await admin.presses("Vera Lind (before and after)")
    await admin.presses("Discard")
    assert f"1 answer about the draft {SLUG} would be lost with it." in admin.text
    await admin.presses("Keep it")
    await admin.presses("Undo")
    await admin.uploads("import", "mill.txt", DOCUMENT.replace(b"noise", b"no\x81ise"))
    await admin.presses("What would change")
    await admin.presses("Review 1 passage")
    await admin.presses("Vera Lind (before and after)")
    await admin.presses("What would change")
    assert not any(label.startswith("Review") for label in admin.labels)
    await admin.presses("Put it into the library")
    turns = read_file(folder / f"{SLUG}.md").turns
    assert {turn.speaker for turn in turns} == {None, "Vera Lind"}
    assert not any(turn.doubt for turn in turns)
    assert [*drafts.iterdir()] == [], "nothing is left of the draft"


async def test_a_draft_is_kept_when_its_document_comes_again(
    admin: Dialogue, drafts: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    draft = drafts / f"{SLUG}.md"
    draft.write_text(draft.read_text().replace("Karl Boon", "Carl Boon"))
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert "It is a draft already; what was answered there stays." in admin.text
    assert "Carl Boon" in draft.read_text()
    await admin.presses("Discard")
    assert f"The draft {SLUG} is discarded." in admin.text
    assert not draft.exists()


async def test_what_was_changed_in_the_library_meanwhile_is_not_overwritten(
    admin: Dialogue, folder: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Put it into the library")
    path = folder / f"{SLUG}.md"
    path.write_text(path.read_text().replace("Karl Boon", "Carl Boon"))
    await admin.uploads("import", "mill.txt", DOCUMENT + BOON_AGAIN)
    assert f"It replaces {SLUG}.md of the library" in admin.text
    path.write_text(path.read_text().replace("Vera", "Wera"))
    after = path.read_bytes()
    await admin.presses("Put it into the library")
    assert "is not what it was when this document was imported" in admin.text
    assert path.read_bytes() == after


async def test_a_document_that_grew_takes_the_answers_along(
    admin: Dialogue, folder: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Put it into the library")
    path = folder / f"{SLUG}.md"
    path.write_text(path.read_text().replace("Karl Boon", "Carl Boon"))
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert "The library has it already" in admin.text
    assert "Nothing changed, and what was corrected there stays." in admin.text
    await admin.uploads("import", "mill.txt", DOCUMENT + BOON_AGAIN)
    assert "what was answered and corrected there stays." in admin.text
    await admin.presses("Put it into the library")
    assert "Loaded: 0 added, 1 changed" in admin.text
    speakers = [one.name for one in read_file(path).speakers]
    assert speakers == ["Vera Lind", "Carl Boon"]
    assert "A mill needs a good wheel" in path.read_text()


async def test_a_document_that_grew_much_is_said_to_be_like_its_file(
    admin: Dialogue,
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert "much like" not in admin.text
    await admin.presses("Put it into the library")
    more = b"".join(
        b"\nVera Lind: On %s I will open this gate again, as I did before.\n" % day
        for day in (b"Monday", b"Tuesday", b"Friday", b"Saturday")
    )
    await admin.uploads("import", "mill.txt", DOCUMENT + more)
    assert f"It is much like {SLUG}.md of the library." in admin.text


async def test_comments_stay_that_a_document_sent_alone_cannot_bring(
    admin: Dialogue, folder: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Put it into the library")
    comments = "\n# Comments\n\n- **Jo**: I heard the wheel.\n"
    # So the import wrote it that found them beside the document.
    for path in (folder / f"{SLUG}.md", folder / f".{SLUG}.imported"):
        path.write_text(path.read_text() + comments)
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert "The library has it already" in admin.text
    await admin.says("/reload check")
    assert f"~ {SLUG} (comments: 1 added)" in admin.text
    await admin.uploads("import", "mill.txt", DOCUMENT + BOON_AGAIN)
    await admin.presses("Put it into the library")
    written = (folder / f"{SLUG}.md").read_text()
    assert "A mill needs a good wheel" in written
    assert written.endswith(comments)


async def test_what_cannot_be_taken_along_is_named(
    admin: Dialogue, folder: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Put it into the library")
    path = folder / f"{SLUG}.md"
    path.write_text(path.read_text().replace("nine years", "9 years"))
    newer = DOCUMENT.replace(b"nine years", b"ten years")
    await admin.uploads("import", "mill.txt", newer)
    assert (
        "what was corrected there stays but for this. The document has other words now "
        "where “I have waited 9 years" in admin.text
    )
    await admin.presses("Discard")
    assert "9 years" in path.read_text()


async def test_a_draft_gets_what_is_new_in_its_document(
    admin: Dialogue, drafts: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    draft = drafts / f"{SLUG}.md"
    draft.write_text(draft.read_text().replace("Karl Boon", "Carl Boon"))
    await admin.uploads("import", "mill.txt", DOCUMENT + BOON_AGAIN)
    assert "What is new in the document is in it now." in admin.text
    assert [one.name for one in read_file(draft).speakers] == ["Vera Lind", "Carl Boon"]
    assert "A mill needs a good wheel" in draft.read_text()
    draft.write_text(draft.read_text().replace("good wheel needs", "good cog needs"))
    before = draft.read_bytes()
    newer = DOCUMENT + BOON_AGAIN.replace(b"patient", b"careful")
    await admin.uploads("import", "mill.txt", newer)
    assert "It is a draft already, and stays as it is." in admin.text
    assert "where “A mill needs a good wheel, and a good cog needs" in admin.text
    assert draft.read_bytes() == before


async def test_faults_elsewhere_keep_a_draft_out(admin: Dialogue, folder: Path) -> None:
    (folder / "broken.md").write_text("---\nslag: x\n---\n")
    before = library(folder)
    await admin.uploads("import", "mill.txt", DOCUMENT)
    await admin.presses("Put it into the library")
    assert "Nothing was loaded" in admin.text
    assert library(folder) == before


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("mill.xyz", b"\0\1\2" * 99, "it holds binary data"),
        (
            "feed.xml",
            b"<rss version='2.0'><channel/></rss>",
            "There is no document in it.",
        ),
        ("empty.txt", b"", "empty"),
    ],
)
async def test_what_cannot_be_read_says_why(
    admin: Dialogue, drafts: Path, name: str, data: bytes, why: str
) -> None:
    await admin.uploads("import", name, data)
    assert why in admin.text
    assert [*drafts.glob("*")] == []


async def test_it_says_what_is_doubtful_and_where(
    admin: Dialogue, drafts: Path
) -> None:
    broken = DOCUMENT.replace(b"noise", b"no\x81ise")
    await admin.uploads("import", "mill.txt", broken)
    lines = (drafts / f"{SLUG}.md").read_text().splitlines()
    line = 1 + next(n for n, words in enumerate(lines) if "nine years" in words)
    assert "1 doubtful passage, served to nobody" in admin.text
    assert (
        "1 × bytes were broken where � stands; write in what is missing (line "
        f"{line}: “I have waited nine years for that sound. Let…”)" in admin.text
    )
    await admin.presses("Review 1 passage")


async def test_of_many_reasons_the_most_frequent_are_listed(
    admin: Dialogue, drafts: Path
) -> None:
    await admin.uploads("import", "mill.txt", DOCUMENT)
    draft = drafts / f"{SLUG}.md"
    words = [
        f"## Karl Boon\n\n<!-- check: {'so many words ' * 30}{reason} -->\n\n{reason} it "
        f"is, and {'nobody ever ' * 150} said so.\n"
        for reason in ("low", "odd", "new", "old", "dim", "far", "far", "wet")
    ]
    draft.write_text("\n".join((draft.read_text(), *words)))
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert "8 doubtful passages" in admin.text
    assert "2 × so many words so many" in admin.text
    assert "“far it is, and nobody ever" in admin.text
    assert admin.text.count("1 × so many") == 4
    assert "… and 2 more for other reasons" in admin.text
    assert admin.text.count("many words") < 60, "long reasons are cut"
    await admin.presses("Review 8 passages")


async def test_in_a_private_chat_a_file_is_enough(talk: Dialogue, folder: Path) -> None:
    del folder
    admin = Dialogue(talk.stage, admin=True)
    admin.who = Participant(chat=PRIVATE, name="Ada", admin=True)
    await admin.uploads("import", "mill.txt", DOCUMENT)
    assert f"Draft {SLUG}" in admin.text


@pytest.mark.faces(
    "telegram", "discord", reason="who sits at a terminal administers the library"
)
async def test_nobody_else_may_import(talk: Dialogue, drafts: Path) -> None:
    await talk.uploads("import", "mill.txt", DOCUMENT)
    assert "Only an administrator of this library may import into it" in talk.text
    assert not drafts.exists()


async def test_without_a_document_it_says_how(admin: Dialogue) -> None:
    await admin.says("/import")
    assert "Send the document together with /import" in admin.text
