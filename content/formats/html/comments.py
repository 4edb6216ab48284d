"""The comments under a page: who wrote each, when, and which one it answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from content.document import Block, BlockKind
from content.formats.html.blocks import PageBlock
from content.formats.html.elements import (
    joined_names,
    name_set,
    name_words,
    visible_text,
)
from content.formats.html.tree import Tree

_SECTION_NAMES = name_set(
    "comments commentlist commentslist commentsection commentssection commentsarea"
    " commentarea commentthread commentcontainer commentscontainer commentsblock"
    " commentswrapper disqusthread discussion respond responses replies"
)
_NUMBERED_ID = re.compile(r"comment[-_:]?[a-z-]{0,12}[-_]?\d{1,20}")
_COMMENT_TAGS = frozenset({"li", "article", "div", "section", "details"})
_DROPPED_WORDS = name_set(
    "deleted removed spam unapproved moderation pingback trackback"
)
_AUTHOR_WORDS = name_set("author commenter username fn vcard user poster")
_AUTHOR_PROPERTIES = frozenset({"author", "creator", "name"})
_DATE_WORDS = name_set("date time timestamp datetime posted ago")
# What stands around a comment's words and is not part of them.
_CONTROL_WORDS = name_set(
    "reply actions action edit share vote votes like likes permalink avatar tools"
    " controls report flag footer meta metadata rating score badge cancel form"
)
_CONTROL_TAGS = frozenset({"form", "button", "time", "nav", "footer", "header", "cite"})
_MAX_AUTHOR_CHARS = 120
_MAX_DATE_CHARS = 60


@dataclass(slots=True)
class _Comment:
    """A comment while its parts are collected.

    Attributes:
        is_exact_author: The author's name comes from an element made for nothing else.
        position: The index of its first block among the page's; -1 before there is one.
    """

    level: int
    is_kept: bool
    author: str = ""
    is_exact_author: bool = False
    date: str = ""
    line: int = 0
    position: int = -1
    paragraphs: list[str] = field(default_factory=list)


class Comments:
    """The comments of a page, found by their elements.

    Attributes:
        inside: For every element, whether it stands in a comment section.
    """

    def __init__(self, tree: Tree) -> None:
        elements = tree.elements
        in_comment = tree.spread_down([_is_comment(element) for element in elements])
        main_text = tree.sum_up(
            [_is_main_text(e) and not in_comment[n] for n, e in enumerate(elements)]
        )
        self.inside = tree.spread_down(
            [not main_text[n] and _is_section(e) for n, e in enumerate(elements)]
        )
        # For every element, the number of the comment's element that it stands in.
        self._nearest = [-1] * len(elements)
        self._is_control = [False] * len(elements)
        self._found: dict[int, _Comment] = {}
        for n in range(1, len(elements)):
            if self.inside[n]:
                self._visit(tree, n)

    def _visit(self, tree: Tree, n: int) -> None:
        element, parent = tree.elements[n], tree.parents[n]
        above = self._nearest[parent]
        if _is_comment(element):
            outer = self._found.get(above)
            self._nearest[n] = n
            self._found[n] = _Comment(
                level=outer.level + 1 if outer else 1,
                is_kept=_DROPPED_WORDS.isdisjoint(name_words(element)),
            )
            return
        self._nearest[n] = above
        comment = self._found.get(above)
        if comment is None:
            return
        words = name_words(element)
        is_author = (
            element.tag == "cite"
            or element.get("itemprop") in _AUTHOR_PROPERTIES
            or not _AUTHOR_WORDS.isdisjoint(words)
        )
        is_date = element.tag == "time" or not _DATE_WORDS.isdisjoint(words)
        self._is_control[n] = (
            self._is_control[parent]
            or is_author
            or is_date
            or element.tag in _CONTROL_TAGS
            or not _CONTROL_WORDS.isdisjoint(words)
        )
        if is_author:
            _take_author(comment, element)
        if is_date and not comment.date:
            comment.date = (
                element.get("datetime")
                or visible_text(element, _MAX_DATE_CHARS)[:_MAX_DATE_CHARS]
            )

    def merge_into(
        self, page_blocks: Sequence[PageBlock], is_furniture: Sequence[bool]
    ) -> tuple[Block, ...]:
        """Return a page's blocks, those of one comment joined, furniture marked.

        Args:
            page_blocks: The page's blocks.
            is_furniture: For each, whether it is furniture.
        """
        placed: list[tuple[int, Block]] = []
        for n, found in enumerate(page_blocks):
            block = found.block
            comment = self._comment_of_words(found.element)
            if comment is None:
                if is_furniture[n] or self.inside[found.element]:
                    block = replace(block, kind=BlockKind.FURNITURE, level=0)
                placed.append((n, block))
                continue
            if not comment.paragraphs:
                comment.position, comment.line = n, block.line
            comment.paragraphs.append(block.text)
        placed.extend(self._comment_blocks())
        placed.sort(key=lambda pair: pair[0])
        return tuple(block for _, block in placed)

    def _comment_of_words(self, element: int) -> _Comment | None:
        """Return the kept comment whose words an element holds, if it does."""
        comment = self._found.get(self._nearest[element])
        if comment is None or not comment.is_kept or self._is_control[element]:
            return None
        return comment

    def _comment_blocks(self) -> Iterator[tuple[int, Block]]:
        for comment in self._found.values():
            if comment.paragraphs[1:] and comment.paragraphs[0] == comment.author:
                # `<li><cite>Ada</cite><p>…`: the name is a paragraph of its own.
                del comment.paragraphs[0]
            if comment.paragraphs:
                yield (
                    comment.position,
                    Block(
                        text="\n\n".join(filter(None, comment.paragraphs)),
                        line=comment.line,
                        kind=BlockKind.COMMENT,
                        level=comment.level,
                        author=comment.author,
                        date=comment.date,
                    ),
                )


def _is_main_text(element: HtmlElement) -> bool:
    """Return whether an element can only be a page's text, not its comments."""
    if element.tag in {"body", "h1", "main", "article"}:
        return True
    return bool(element.get("itemprop") == "articleBody")


def _is_section(element: HtmlElement) -> bool:
    if not _SECTION_NAMES.isdisjoint(joined_names(element)):
        return True
    return _is_comment(element) and (
        element.tag == "article" or _is_marked_up(element) or _has_numbered_id(element)
    )


def _is_comment(element: HtmlElement) -> bool:
    if element.tag not in _COMMENT_TAGS:
        return False
    return (
        "comment" in joined_names(element)
        or _has_numbered_id(element)
        or _is_marked_up(element)
    )


def _has_numbered_id(element: HtmlElement) -> bool:
    """Return whether an id numbers a comment, as `comment-7` does."""
    name = element.get("id", "").lower()
    return bool(_NUMBERED_ID.fullmatch(name))


def _is_marked_up(element: HtmlElement) -> bool:
    """Return whether microdata says that an element is a comment."""
    kind = element.get("itemtype", "")
    commented = str(kind).rstrip("/").endswith("schema.org/Comment")
    return commented or str(element.get("itemprop")) == "comment"


def _take_author(comment: _Comment, element: HtmlElement) -> None:
    """Set the author to the innermost name: `<div class=author><cite>Ada</cite> says`."""
    is_exact = element.tag == "cite" or "fn" in name_words(element)
    name = visible_text(element, _MAX_AUTHOR_CHARS)
    if not 0 < len(name) <= _MAX_AUTHOR_CHARS:
        return
    if not comment.author or (is_exact and not comment.is_exact_author):
        comment.author, comment.is_exact_author = name, is_exact
