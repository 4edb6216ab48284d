"""Substack exports: the list of posts, and comments in Substack's own JSON."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.document import Block, UnreadableDocumentError
from content.formats.dates import iso_date
from content.sources.comment_threads import StoredComment, comment_blocks

_FALSE = frozenset({"false", "0", "no"})
_MAX_BYTES = 32 * 1024 * 1024
# Each takes some 64 bytes of memory, though it may be written in two.
_MAX_PARTS = 1_000_000
_SHOWN_STATUSES = frozenset({"", "published", "active"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPost:
    """A published post, as the export's list has it."""

    path: Path
    title: str
    date: str


def is_export(folder: Path) -> bool:
    """Return whether a folder is an unpacked Substack export."""
    return (folder / "posts.csv").is_file() and (folder / "posts").is_dir()


def published_posts(folder: Path) -> Iterator[ListedPost]:
    """Yield an export's published posts in the order of its list.

    Raises:
        UnreadableDocumentError: The list cannot be read.
    """
    files = sorted((folder / "posts").glob("*.html"))
    by_id: dict[str, Path] = {}
    for path in files:
        by_id.setdefault(path.stem, path)
        by_id.setdefault(path.name.partition(".")[0], path)
    try:
        with (folder / "posts.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found = _path(row.get("post_id") or "", by_id)
                drafted = (row.get("is_published") or "").strip().lower() in _FALSE
                if found and not drafted:
                    title = " ".join((row.get("title") or "").split())
                    date = iso_date(row.get("post_date") or "")
                    yield ListedPost(path=found, title=title, date=date)
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableDocumentError(
            "posts.csv is damaged. Unpack the export once more, and try again."
        ) from error


def _path(name: str, by_id: dict[str, Path]) -> Path | None:
    """Find the file of a post: `12.a-title` may be listed by its number alone."""
    return by_id.get(name) or by_id.get(name.partition(".")[0])


def read_comments(data: bytes) -> tuple[Block, ...]:
    """Read comments as Substack's pages fetch them: nested, or flat with their paths.

    Raises:
        UnreadableDocumentError: It is not JSON, or not of this shape.
    """
    if len(data) > _MAX_BYTES or data.count(b"[") + data.count(b"{") > _MAX_PARTS:
        raise _unreadable_comments(
            f"it is over {_MAX_BYTES // 1024 // 1024} MB, or holds more than "
            f"{_MAX_PARTS:,} lists and objects"
        )
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unreadable_comments("it is no JSON") from error
    top = found.get("comments") if isinstance(found, dict) else found
    if not isinstance(top, list):
        raise _unreadable_comments('it has no list "comments"')
    comments: list[StoredComment] = []
    waiting = [(one, "") for one in reversed(top)]
    while waiting:
        comment, above = waiting.pop()
        if not isinstance(comment, dict):
            raise _unreadable_comments("a comment is no object")
        stored = _comment(comment, above)
        comments.append(stored)
        replies = comment.get("children") or ()
        if isinstance(replies, list):
            waiting += [(reply, stored.id) for reply in reversed(replies)]
    return comment_blocks(comments)


def _comment(comment: dict[str, Any], above: str) -> StoredComment:
    path = str(comment.get("ancestor_path") or "")
    shown = str(comment.get("status") or "").lower() in _SHOWN_STATUSES
    body = comment.get("body")
    return StoredComment(
        id=str(comment.get("id", "")) or f"unnamed {id(comment)}",
        parent=above or path.rpartition(".")[2],
        author=str(comment.get("name") or ""),
        date=str(comment.get("date") or ""),
        text=_paragraphs(body) if isinstance(body, str) else "",
        is_kept=shown and not comment.get("deleted"),
    )


def _paragraphs(body: str) -> str:
    lines = (" ".join(line.split()) for line in body.splitlines())
    return "\n\n".join(line for line in lines if line)


def _unreadable_comments(why: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"The file of comments cannot be read: {why}. "
        "Save what the page's own request for comments returns, and try again."
    )
