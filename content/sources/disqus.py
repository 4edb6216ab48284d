"""Read the comments of a Disqus export."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml.etree import _Element as Element

from content.document import Block
from content.sources.comment_threads import Post, plain, threaded
from content.sources.safe_xml import child, elements, line_of, local, text

_ID = "{http://disqus.com/disqus-internals}id"


@dataclass(slots=True)
class _Thread:
    link: str
    posts: list[Post] = field(default_factory=list)


class Disqus:
    """Know the threads of an export by the pages they stood under.

    Raises:
        UnreadableDocumentError: The export is broken off.
    """

    def __init__(self, path: Path) -> None:
        threads: dict[str, _Thread] = {}
        for element in elements(path, "thread", "post"):
            if local(element) == "post":
                self._add(element, threads)
            else:
                link = text(element, "link")
                threads.setdefault(element.get(_ID, ""), _Thread(link=link)).link = link
        self._threads = list(threads.values())

    @staticmethod
    def _add(element: Element, threads: dict[str, _Thread]) -> None:
        thread, parent = child(element, "thread"), child(element, "parent")
        author = child(element, "author")
        flags = (text(element, flag) for flag in ("isDeleted", "isSpam"))
        post = Post(
            id=element.get(_ID, ""),
            parent="" if parent is None else parent.get(_ID, ""),
            author=text(author, "name") or text(author, "username"),
            date=text(element, "createdAt"),
            text=plain(text(element, "message")),
            kept=not any(flag.lower() == "true" for flag in flags),
            line=line_of(element),
        )
        number = "" if thread is None else thread.get(_ID, "")
        threads.setdefault(number, _Thread(link="")).posts.append(post)

    def under(self, link: str) -> tuple[Block, ...]:
        """Give the comments under the page of that link."""
        wanted = _bare(link)
        posts = [
            post
            for thread in self._threads
            if wanted and _bare(thread.link) == wanted
            for post in thread.posts
        ]
        return threaded(posts)

    def all(self) -> tuple[Block, ...]:
        """Give the comments of all threads, one thread after the other."""
        return tuple(b for thread in self._threads for b in threaded(thread.posts))


def _bare(link: str) -> str:
    """Give a link without what differs between two links to one page."""
    page = link.strip().lower().partition("#")[0].partition("?")[0]
    return page.partition("://")[2].removeprefix("www.").rstrip("/")


def under_any(exports: Sequence[Disqus], link: str) -> tuple[Block, ...]:
    """Give the comments under a page in the first export that has any."""
    return next((found for export in exports if (found := export.under(link))), ())
