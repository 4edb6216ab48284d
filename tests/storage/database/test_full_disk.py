"""A disk that is full: one sentence, and what was there goes on serving."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import App
from storage.database.errors import (
    DiskFullError,
    StorageError,
    disk_full_error,
    translate_write_errors,
)
from storage.index.writer import IndexBuilder
from storage.store import Store, open_store
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.warm import CODE, ROOT, warm_program

pytestmark = pytest.mark.sqlite(reason="the disk under a file is full")

TRANSCRIPTS = ROOT / "tests" / "fakes" / "libraries" / "village_transcripts"

# A size of files that the system itself holds to: the write fails in tantivy's thread.
LIMITED = """
import resource, sys
from pathlib import Path
from storage.database.errors import StorageError
from storage.corpus.planned_library import IndexedTranscript, IndexEntry
from storage.index.writer import IndexBuilder

resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
words = " ".join(f"word{n}" for n in range(20_000))
try:
    builder = IndexBuilder(Path(sys.argv[1]))
    builder.add(
        IndexedTranscript(slug="a", title="", place="", date="", language="en"),
        [IndexEntry(id="A", turn=0, position=0, speaker="A", text=words, servable=True)],
    )
    builder.finish()
except StorageError as error:
    print(error)
"""

# A small disk of its own, in a name space that goes with the process.
SMALL = 'mkdir disk && mount -t tmpfs -o size="$0" tmpfs disk && exec "$@"'
OWN = ["unshare", "--map-root-user", "--mount", "sh", "-c", SMALL]


def may_mount(folder: Path) -> bool:
    if not shutil.which("unshare"):
        return False
    tried = [*OWN, "100k", "true"]
    return subprocess.run(tried, cwd=folder, check=False).returncode == 0


def no_space(*_: object, **__: object) -> None:
    raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")


def test_a_write_that_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    done = warm_program().run(
        [CODE, LIMITED, str(tmp_path / "1-a")],
        folder=ROOT,
        environment=os.environ,
        typed=b"",
    )
    assert done.returncode == 0
    assert done.stdout.decode().startswith("The search index could not be written (")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("size", ["120k", "280k"])
def test_loading_onto_a_full_disk_is_one_sentence(tmp_path: Path, size: str) -> None:
    if not may_mount(tmp_path):
        pytest.skip("no disk may be mounted here")
    (tmp_path / "disk").rmdir()
    database = str(tmp_path / "disk" / "rostra.db")
    settings = {"ROSTRA_DATABASE": database, "ROSTRA_LIBRARY": str(TRANSCRIPTS)}
    done = subprocess.run(
        [*OWN, size, sys.executable, "-m", "bot", "load"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 2
    assert "the disk is full. Make room and try again." in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        ValueError("Internal error: 'No space left on device (os error 28)'"),
        OSError("4096 requested and 0 written"),
    ],
)
def test_each_way_of_telling_is_known(error: Exception) -> None:
    raised = pytest.raises(
        DiskFullError, match="The index could not be written: the disk"
    )
    with raised, translate_write_errors("the index", ValueError):
        raise error


def test_a_mistake_of_ours_is_none_of_the_disks() -> None:
    with pytest.raises(ValueError, match="ours"), translate_write_errors("the vectors"):
        raise ValueError("ours")


def test_it_says_the_same_when_it_comes_from_another_process() -> None:
    error = disk_full_error("Nothing was saved")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


async def test_a_reload_onto_a_full_disk_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.loader.load([speech("floods", *sentences("flood", 9))])

    async def full(*_: object) -> None:
        raise disk_full_error("The search index could not be written")

    monkeypatch.setattr(store.reloader, "reload", full)
    talk = Dialogue(NoFace(App(store, tmp_path)), admin=True)
    await talk.says("/reload")
    assert talk.text.startswith("Nothing was loaded. The search index could not be")
    assert "the disk is full" in talk.text
    assert "goes on serving" in talk.text
    await talk.says("/quote")
    assert "flood" in talk.text


@pytest.mark.parametrize(
    ("admin", "said"),
    [
        (True, "Nothing was saved: the disk is full."),
        (False, "disk of this bot is full"),
    ],
)
async def test_an_answer_that_can_not_be_kept_says_so(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    admin: bool,
    said: str,
) -> None:
    async def full(*_: object, **_more: object) -> None:
        raise disk_full_error("Nothing was saved")

    monkeypatch.setattr(store.random_excerpts, "draw", full)
    await store.loader.load([speech("floods", *sentences("flood", 9))])
    talk = Dialogue(NoFace(App(store, tmp_path)), admin=admin)
    await talk.says("/quote")
    assert said in talk.text
    assert all(record.exc_info is None for record in caplog.records)


async def test_an_index_that_can_not_be_rebuilt_leaves_no_draft(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = database.with_name(f"{database.name}.index")
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
    shutil.rmtree(index)

    def refused(_: IndexBuilder) -> None:
        with translate_write_errors("the search index", ValueError):
            no_space()

    monkeypatch.setattr(IndexBuilder, "finish", refused)
    async with open_store(database) as store:
        with pytest.raises(StorageError, match="the disk is full"):
            await store.library.warm_up()
    assert not list(index.iterdir())
