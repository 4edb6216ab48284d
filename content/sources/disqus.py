"""The comments of a Disqus export."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml.etree import _Element as Element

from content.document import Block
from content.sources.comment_threads import StoredComment, comment_blocks, plain_text
from content.sources.safe_xml import (
    child_text,
    cut_short,
    find_child,
    iter_elements,
    local_name,
    source_line,
)

_ID = "{http://disqus.com/disqus-internals}id"


@dataclass(slots=True)
class _Thread:
    """The comments under one page."""

    link: str
    comments: list[StoredComment] = field(default_factory=list)


class DisqusExport:
    """The comment threads of an export, each under the page it belongs to.

    Raises:
        UnreadableDocumentError: The export is broken off.
    """

    def __init__(self, path: Path) -> None:
        threads: dict[str, _Thread] = {}
        for element in iter_elements(path, "thread", "post"):
            if error := cut_short(element):
                raise error
            if local_name(element) == "post":
                self._add_comment(element, threads)
            else:
                link = child_text(element, "link")
                threads.setdefault(element.get(_ID, ""), _Thread(link=link)).link = link
        self._threads = list(threads.values())
        self._by_page: dict[str, list[_Thread]] = {}
        for one in self._threads:
            self._by_page.setdefault(_page_of(one.link), []).append(one)

    @staticmethod
    def _add_comment(element: Element, threads: dict[str, _Thread]) -> None:
        thread, parent = find_child(element, "thread"), find_child(element, "parent")
        author = find_child(element, "author")
        flags = (child_text(element, flag) for flag in ("isDeleted", "isSpam"))
        comment = StoredComment(
            id=element.get(_ID, ""),
            parent="" if parent is None else parent.get(_ID, ""),
            author=child_text(author, "name") or child_text(author, "username"),
            date=child_text(element, "createdAt"),
            text=plain_text(child_text(element, "message")),
            is_kept=not any(flag.lower() == "true" for flag in flags),
            line=source_line(element),
        )
        number = "" if thread is None else thread.get(_ID, "")
        threads.setdefault(number, _Thread(link="")).comments.append(comment)

    def comments_under(self, link: str) -> tuple[Block, ...]:
        """Return the comments under the page of that link."""
        page = _page_of(link)
        threads = self._by_page.get(page, ()) if page else ()
        return comment_blocks(
            comment for thread in threads for comment in thread.comments
        )

    def all_comments(self) -> tuple[Block, ...]:
        """Return the comments of all threads, one thread after the other."""
        return tuple(
            b for thread in self._threads for b in comment_blocks(thread.comments)
        )


def _page_of(link: str) -> str:
    """Return a link without what differs between two links to one page."""
    page = link.strip().lower().partition("#")[0].partition("?")[0]
    return page.partition("://")[2].removeprefix("www.").rstrip("/")
