"""Folders, feeds and exports that are made to stop an import, or to lead it astray."""

import os
import subprocess
from pathlib import Path

import pytest

from content.document import UnreadableDocumentError
from content.sources import find_documents, safe_xml
from content.sources.comment_threads import StoredComment, comment_blocks
from tests.fakes.documents.hostile import MAKERS


def outcomes(path: Path) -> dict[str, str]:
    """Return what loading each document came to: its title and blocks, or the error."""
    found = {}
    for document in find_documents(path):
        try:
            loaded = document.load()
        except (UnreadableDocumentError, OSError) as error:
            found[document.name] = str(error)
        else:
            found[document.name] = f"{len(loaded.blocks)} blocks"
    return found


def test_a_folder_1500_deep_does_not_hide_what_lies_beside_it(tmp_path: Path) -> None:
    folder = MAKERS["deep folder"](tmp_path, 1500)
    found = outcomes(folder)
    # What removes the folders of tests later would not come back from that deep.
    subprocess.run(["rm", "-rf", str(folder)], check=True)  # noqa: S607 - the system's
    assert found["a.txt"] == found["c.txt"] == "2 blocks"
    assert "more than 100 folders deep" in found["d"]


def test_a_folder_that_may_not_be_read_does_not_hide_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann: We say so.")
    (tmp_path / "b.txt").symlink_to("b.txt")
    long = tmp_path / "c"
    long.mkdir()
    (tmp_path / "z.txt").write_text("Bo: We don't.")
    found = outcomes(tmp_path)
    assert found["a.txt"] == found["z.txt"] == "1 blocks"


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret.txt", tmp_path / "folder"
    secret.write_text("Ann: We say so.")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "more.txt").write_text("Ann: We say so.")
    folder.mkdir()
    (folder / "own.txt").write_text("Ann: Here.")
    (folder / "own.comments.json").symlink_to(secret)
    (folder / "inner.txt").symlink_to(folder / "own.txt")
    (folder / "outer.txt").symlink_to(secret)
    (folder / "export.xml").symlink_to(secret)
    (folder / "outside").symlink_to(tmp_path / "secrets")
    found = outcomes(folder)
    assert found.keys() == {"own.txt", "inner.txt", "outer.txt", "export.xml"}
    assert "link out of the folder" in found["outer.txt"]
    assert "link out of the folder" in found["export.xml"]
    assert "own.comments.json, are a link out" in found["own.txt"]
    assert found["inner.txt"] == "1 blocks"
    # What is named outright is read, wherever it leads.
    assert outcomes(folder / "outer.txt") == {"outer.txt": "1 blocks"}


def test_posts_of_an_export_that_are_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("<p>Ann: We say so.")
    export = tmp_path / "export"
    (export / "posts").mkdir(parents=True)
    (export / "posts.csv").write_text("post_id,title\n1.a,A\n2.b,B\n")
    (export / "posts" / "1.a.html").write_text("<p>Ann: Here.")
    (export / "posts" / "2.b.html").symlink_to(tmp_path / "secret.html")
    found = outcomes(export)
    assert found["a"] == "1 blocks"
    assert "link out of the folder" in found["b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_does_not_hide_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0)
    (tmp_path / "b.txt").write_text("Ann: We say so.")
    assert outcomes(tmp_path)["b.txt"] == "1 blocks"


def test_unknown_elements_are_freed_and_hide_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_xml, "MAX_ELEMENTS", 1000)
    beside = tmp_path / "one"
    beside.mkdir()
    found = outcomes(MAKERS["feed of unknown elements"](beside, 40_000))
    assert found == {"One": "1 blocks"}
    found = outcomes(MAKERS["feed of one item"](tmp_path, 40_000))
    assert "more than 1,000 elements" in found["article"]
    assert found["One"] == "1 blocks"


def test_the_tree_of_a_feed_stays_small(tmp_path: Path) -> None:
    path = MAKERS["feed of unknown elements"](tmp_path, 400_000)
    (item,) = safe_xml.iter_elements(path, "item")
    assert sum(1 for _ in item.getroottree().iter()) < 20


def stored(id_: str, parent: str = "", *, kept: bool = True) -> StoredComment:
    return StoredComment(
        id=id_, parent=parent, author="Jo", text=f"Words {id_}", is_kept=kept
    )


def shape(*comments: StoredComment) -> list[str]:
    return [f"{block.level} {block.text}" for block in comment_blocks(comments)]


def test_below_a_chain_of_deleted_comments_each_is_passed_once() -> None:
    class Counted(dict[str, StoredComment]):
        looked_up = 0

        def __getitem__(self, key: str) -> StoredComment:
            Counted.looked_up += 1
            return super().__getitem__(key)

    from content.sources import comment_threads

    chain = [stored(str(n), str(n - 1), kept=False) for n in range(1, 500)]
    ends = [stored(f"end {n}", "499") for n in range(500)]
    known = Counted({one.id: one for one in [*chain, *ends]})
    found = comment_threads._kept_ancestors(known)  # noqa: SLF001 - what it looks at is counted
    assert set(found.values()) == {""}
    assert Counted.looked_up < 5 * len(known)
    assert shape(stored("0"), stored("1", "0", kept=False), stored("2", "1")) == [
        "1 Words 0",
        "2 Words 2",
    ]


def test_comments_in_a_ring_or_with_one_id_are_all_kept() -> None:
    assert shape(stored("1", "2"), stored("2", "1"), stored("3", "3")) == [
        "1 Words 1",
        "2 Words 2",
        "1 Words 3",
    ]
    assert shape(stored("1", "2", kept=False), stored("2", "1"), stored("3", "1")) == [
        "1 Words 2",
        "2 Words 3",
    ]
    twice = StoredComment(id="", parent="", author="Jo", text="Nameless")
    again = StoredComment(id="", parent="", author="Jo", text="Another")
    assert shape(stored("1"), stored("1"), twice, again) == [
        "1 Words 1",
        "1 Nameless",
        "1 Another",
    ]


def test_comments_of_nothing_but_brackets_are_refused(tmp_path: Path) -> None:
    assert (
        "1,000,000 lists"
        in outcomes(MAKERS["comments of empty lists"](tmp_path, 3_100_000))["talk.html"]
    )
