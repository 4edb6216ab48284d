"""Answers written to a transcript file on disk."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from content.review import Answer, CannotSettleError, CannotUndoError, Choice
from content.transcript_file import TranscriptFaults
from storage.database.errors import StorageError
from storage.review.reviewed_file import MAX_STEPS, ReviewedFile
from tests.fakes.documents.doubts import doubtful_file

RIGHT = Answer(Choice.RIGHT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return doubtful_file(tmp_path / "bridge.md", doubts=4)


def ids(file: ReviewedFile) -> list[str]:
    return [passage.id for passage in file.read().passages]


def test_each_answer_is_written_and_can_be_taken_back_by_another_process(
    path: Path,
) -> None:
    data = path.read_bytes()
    one, two, three, four = ids(ReviewedFile(path))
    ReviewedFile(path).settle(two, Answer(Choice.NEW, "Jo"))
    ReviewedFile(path).settle(four, RIGHT)
    assert ids(ReviewedFile(path)) == [one, three]
    outcome = ReviewedFile(path).undo()
    assert outcome.reopened
    assert outcome.reopened.id == four
    ReviewedFile(path).undo()
    assert path.read_bytes() == data
    assert [*path.parent.iterdir()] == [path], "nothing lies about"
    with pytest.raises(CannotUndoError, match="no answer to take back"):
        ReviewedFile(path).undo()


def test_a_file_that_has_not_changed_is_looked_at_once(path: Path) -> None:
    before = ReviewedFile(path).read()
    assert ReviewedFile(path).read() is before
    path.write_text(path.read_text().replace("\n", "\r\n", 1), newline="")
    after = ReviewedFile(path).read()
    assert after is not before
    assert after.text == path.read_bytes().decode()


def test_what_is_no_utf_8_is_named_without_the_folders_above_it(path: Path) -> None:
    path.write_text(path.read_text(), encoding="utf-16")
    with pytest.raises(TranscriptFaults) as caught:
        ReviewedFile(path).read()
    assert str(caught.value.faults[0]).startswith(f"{path.parent.name}/bridge.md:1: ")


def test_an_undo_names_its_step(path: Path) -> None:
    file = ReviewedFile(path)
    first = file.settle(ids(file)[0], RIGHT).step
    second = file.settle(ids(file)[0], RIGHT).step
    with pytest.raises(CannotUndoError, match="not the last answer"):
        file.undo(first.id)
    file.undo(second.id)
    with pytest.raises(CannotUndoError, match="not the last answer"):
        file.undo(second.id)
    file.undo(first.id)


def test_what_others_wrote_meanwhile_stays(path: Path) -> None:
    file = ReviewedFile(path)
    first, second, *_ = ids(file)
    edited = path.read_text().replace("title: The Bridge", "title: The Old Bridge")
    path.write_text(edited)
    outcome = file.settle(first, RIGHT)
    assert "The Old Bridge" in path.read_text()
    assert outcome.before.text == edited
    path.write_text(path.read_text().replace("Doubtful words 1", "Certain words 1"))
    with pytest.raises(CannotSettleError, match="changed there"):
        file.settle(second, RIGHT)
    path.write_text(path.read_text().replace("slug:", "slag:"))
    data = path.read_bytes()
    with pytest.raises(TranscriptFaults):
        file.settle(second, RIGHT)
    assert path.read_bytes() == data


def test_answers_given_at_once_are_all_kept(tmp_path: Path) -> None:
    path = doubtful_file(tmp_path / "bridge.md", doubts=4)
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda id_: ReviewedFile(path).settle(id_, RIGHT),
                ids(ReviewedFile(path)),
            )
        )
    assert ids(ReviewedFile(path)) == []


def test_rights_links_and_the_byte_order_mark_stay(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    link = path.parent / "link" / "bridge.md"
    link.parent.mkdir()
    link.symlink_to(path)
    before = path.read_bytes()
    file = ReviewedFile(link)
    file.settle(ids(file)[0], Answer(Choice.STAGE))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes().startswith(b"\xef\xbb\xbf---\r\n")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    file.undo()
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_can_be_written_the_file_stays(path: Path) -> None:
    data = path.read_bytes()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="can't be written"):
            ReviewedFile(path).settle(ids(ReviewedFile(path))[0], RIGHT)
    finally:
        path.parent.chmod(0o700)
    assert path.read_bytes() == data


def test_a_broken_list_of_steps_is_begun_anew(path: Path) -> None:
    file = ReviewedFile(path)
    file.settle(ids(file)[0], RIGHT)
    (path.parent / ".bridge.review").write_bytes(b"\xff\n{}")
    assert file.steps() == []
    file.settle(ids(file)[0], RIGHT)
    assert len(file.steps()) == 1


class Killed(BaseException):
    """What a process that dies amid a write never handles."""


def test_a_process_that_dies_amid_an_answer_or_an_undo_loses_no_undo(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ReviewedFile(path)
    journal = path.parent / ".bridge.review"
    replace = Path.replace

    def die_at(name: str) -> None:
        def put(own: Path, target: Path) -> Path:
            if target.name == name:
                raise Killed
            return replace(own, target)

        monkeypatch.setattr(Path, "replace", put)

    untouched = path.read_bytes()
    first, second, *_ = ids(file)
    kept = file.settle(first, RIGHT).step
    answered = path.read_bytes()
    writes: list[Callable[[], object]] = [
        lambda: file.settle(second, RIGHT),
        file.undo,
    ]
    for write in writes:
        die_at(path.name)
        with pytest.raises(Killed):
            write()
        monkeypatch.undo()
        assert path.read_bytes() == answered
        assert ReviewedFile(path).steps() == [kept]
    noted = journal.read_bytes()
    file.undo()
    journal.write_bytes(noted)  # The file was written, and the journal not any more.
    assert path.read_bytes() == untouched
    assert file.steps() == []


def test_what_a_killed_process_left_is_deleted_an_hour_later(path: Path) -> None:
    file = ReviewedFile(path)
    old, young = (path.with_name(f".bridge.{name}.tmp") for name in ("old", "young"))
    others = path.with_name(".bridges.old.tmp")
    for each in (old, young, others):
        each.write_bytes(b"half of a fi")
    for each in (old, others):
        os.utime(each, (0, 0))
    file.settle(ids(file)[0], RIGHT)
    assert not old.exists()
    assert young.exists(), "its process may be at work"
    assert others.exists(), "it is another file's"


def test_only_so_many_steps_are_kept(tmp_path: Path) -> None:
    path = doubtful_file(tmp_path / "bridge.md", doubts=MAX_STEPS + 2)
    file = ReviewedFile(path)
    for id_ in ids(file):
        file.settle(id_, RIGHT)
    assert len(file.steps()) == MAX_STEPS


def test_a_newer_version_replaces_only_what_was_read(tmp_path: Path) -> None:
    path = doubtful_file(tmp_path / "bridge.md", doubts=1)
    read = path.read_bytes()
    path.write_bytes(read + b"\nAn answer came in between.\n")
    assert not ReviewedFile(path).replace(read, b"newer")
    assert path.read_bytes().endswith(b"in between.\n")
    assert ReviewedFile(path).replace(path.read_bytes(), b"newer")
    assert path.read_bytes() == b"newer"
