"""Gather the comments under a page: who wrote each, when, and below which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from content.document import Block, BlockKind
from content.formats.html.blocks import Piece
from content.formats.html.elements import vocabulary, words
from content.formats.html.furniture import squeezed
from content.formats.html.tree import Tree

_SECTIONS = vocabulary(
    "comments commentlist commentslist commentsection commentssection commentsarea"
    " commentarea commentthread commentcontainer commentscontainer commentsblock"
    " commentswrapper disqusthread discussion respond responses replies"
)
_NUMBERED = re.compile(r"comment[-_:]?[a-z-]{0,12}[-_]?\d{1,20}")
_ITEM_TAGS = frozenset({"li", "article", "div", "section", "details"})
_NOT_KEPT = vocabulary("deleted removed spam unapproved moderation pingback trackback")
_BYLINE = vocabulary("author commenter username fn vcard user poster")
_STAMP = vocabulary("date time timestamp datetime posted ago")
_ASIDE = vocabulary(
    "reply actions action edit share vote votes like likes permalink avatar tools"
    " controls report flag footer meta metadata rating score badge cancel form"
)
_ASIDE_TAGS = frozenset({"form", "button", "time", "nav", "footer", "header", "cite"})


@dataclass(slots=True)
class _Comment:
    level: int
    kept: bool
    author: str = ""
    exact: bool = False
    date: str = ""
    line: int = 0
    place: int = -1
    paragraphs: list[str] = field(default_factory=list)


class Comments:
    """Know which elements of a page belong to its comments.

    Attributes:
        inside: For every element, whether it stands in a comment section.
    """

    def __init__(self, tree: Tree) -> None:
        elements = tree.elements
        items = tree.inherited([_is_item(element) for element in elements])
        core = tree.totals(
            [_is_core(e) and not items[n] for n, e in enumerate(elements)]
        )
        self.inside = tree.inherited(
            [not core[n] and _is_section(element) for n, element in enumerate(elements)]
        )
        self._nearest = [-1] * len(elements)
        self._aside = [False] * len(elements)
        self._found: dict[int, _Comment] = {}
        for n in range(1, len(elements)):
            if self.inside[n]:
                self._look(tree, n)

    def _look(self, tree: Tree, n: int) -> None:
        element, parent = tree.elements[n], tree.parents[n]
        above = self._nearest[parent]
        if _is_item(element):
            outer = self._found.get(above)
            self._nearest[n] = n
            self._found[n] = _Comment(
                level=outer.level + 1 if outer else 1,
                kept=_NOT_KEPT.isdisjoint(words(element)),
            )
            return
        self._nearest[n] = above
        comment = self._found.get(above)
        if comment is None:
            return
        names = words(element)
        byline = element.tag == "cite" or not _BYLINE.isdisjoint(names)
        byline = byline or element.get("itemprop") in {"author", "creator", "name"}
        stamp = element.tag == "time" or not _STAMP.isdisjoint(names)
        self._aside[n] = (
            self._aside[parent]
            or byline
            or stamp
            or element.tag in _ASIDE_TAGS
            or not _ASIDE.isdisjoint(names)
        )
        if byline:
            _name(comment, element)
        if stamp and not comment.date:
            comment.date = element.get("datetime") or _shown(element)[:60]

    def blocks(
        self, pieces: Sequence[Piece], marks: Sequence[bool]
    ) -> tuple[Block, ...]:
        """Put the comments in the place of their pieces.

        Args:
            pieces: The page's blocks.
            marks: For each, whether it is furniture.
        """
        placed: list[tuple[int, Block]] = []
        for n, (piece, out) in enumerate(zip(pieces, marks, strict=True)):
            block = piece.block
            comment = self._found.get(self._nearest[piece.owner])
            if comment is None or not comment.kept or self._aside[piece.owner]:
                if out or self.inside[piece.owner]:
                    block = replace(block, kind=BlockKind.FURNITURE, level=0)
                placed.append((n, block))
                continue
            if not comment.paragraphs:
                comment.place, comment.line = n, block.line
            comment.paragraphs.append(block.text)
        placed.extend(self._comments())
        placed.sort(key=lambda pair: pair[0])
        return tuple(block for _, block in placed)

    def _comments(self) -> Iterator[tuple[int, Block]]:
        for comment in self._found.values():
            if comment.paragraphs:
                yield (
                    comment.place,
                    Block(
                        text="\n\n".join(filter(None, comment.paragraphs)),
                        line=comment.line,
                        kind=BlockKind.COMMENT,
                        level=comment.level,
                        author=comment.author,
                        date=comment.date,
                    ),
                )


def _is_core(element: HtmlElement) -> bool:
    """Tell whether an element can only be a page's text, not its comments."""
    if element.tag in {"body", "h1", "main", "article"}:
        return True
    return bool(element.get("itemprop") == "articleBody")


def _is_section(element: HtmlElement) -> bool:
    if not _SECTIONS.isdisjoint(squeezed(element)):
        return True
    return _is_item(element) and (
        element.tag == "article" or _is_marked_up(element) or _is_numbered(element)
    )


def _is_item(element: HtmlElement) -> bool:
    if element.tag not in _ITEM_TAGS:
        return False
    return (
        "comment" in squeezed(element)
        or _is_numbered(element)
        or _is_marked_up(element)
    )


def _is_numbered(element: HtmlElement) -> bool:
    """Tell whether an id numbers a comment, as `comment-7` does."""
    name = element.get("id", "").lower()
    return bool(_NUMBERED.fullmatch(name))


def _is_marked_up(element: HtmlElement) -> bool:
    kind = element.get("itemtype", "")
    return str(kind).rstrip("/").endswith("schema.org/Comment") or bool(
        element.get("itemprop") == "comment"
    )


def _shown(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(comment: _Comment, element: HtmlElement) -> None:
    """Take the innermost name there is: `<div class=author><cite>Ada</cite> says`."""
    exact = element.tag == "cite" or "fn" in words(element)
    text = _shown(element)
    if (
        text
        and len(text) <= 120
        and (not comment.author or (exact and not comment.exact))
    ):
        comment.author, comment.exact = text, exact
