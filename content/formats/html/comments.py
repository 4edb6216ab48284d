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
from content.language.calendar_words import full_days_and_months, whole_days_and_months
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words

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
_HEAD_WORDS = _AUTHOR_WORDS | _DATE_WORDS | _CONTROL_WORDS
_CONTROL_TAGS = frozenset({"form", "button", "time", "nav", "footer", "header", "cite"})
_MAX_AUTHOR_CHARS = 120
_MAX_DATE_CHARS = 60
_MAX_NAME_CHARS, _MIN_ALIKE = 60, 2
_SAYS = re.compile(r"^\s[^\W\d_A-Z]+\s?:")  # "Ada says:"
_NAME_AND_DAY = re.compile(
    r"([^\W\d_]\S*(?:\s[^\W\d_]\S*){0,3})\s\d{1,2}[./:]\S.{0,30}"
)
_YEAR_OR_HOUR = re.compile(r"\b[12]\d{3}\b|\b\d{1,2}[:.h]\d\d\b")
_WORDS = re.compile(r"\w+")
_CONTROLS = WordPattern(r"(?<!\w)(?:<pages.comment_controls>)\W*$")
_INLINE_TAGS = frozenset({"a", "b", "cite", "em", "i", "span", "strong"})
_AROUND_DAY = " ,·|-–—•()"
# What may hold a poster's name, or the day, above the words of a comment.
_HEAD_TAGS = frozenset({"a", "b", "strong", "span", "div", "h3", "h4", "h5", "h6"})
_HEAD_LINES = frozenset({"p", "div", "h3", "h4", "h5", "h6"})
_MAX_OPENING, _ENDS = 200, frozenset("!?…:;,")


@dataclass(slots=True)
class _Comment:
    """A comment while its parts are collected.

    Attributes:
        is_exact_author: The author's name comes from an element made for nothing else.
        position: The index of its first block among the page's; -1 before there is one.
        opening: Its first words, where no element in it is called its author.
        holds_author: The element of the paragraph that has the author's name; else -1.
        opens_with_author: Whether this is the first paragraph.
    """

    level: int
    is_kept: bool
    author: str = ""
    is_exact_author: bool = False
    date: str = ""
    line: int = 0
    position: int = -1
    opening: str = ""
    holds_author: int = -1
    opens_with_author: bool = False
    paragraphs: list[str] = field(default_factory=list)


class Comments:
    """The comments of a page, found by their elements.

    Attributes:
        inside: For every element, whether it stands in a comment section.
    """

    def __init__(self, tree: Tree) -> None:
        elements = tree.elements
        may_hold = tree.spread_down([_may_be_section(element) for element in elements])
        own = [
            _is_comment(e) or (may_hold[tree.parents[n]] and _is_local_comment(e))
            for n, e in enumerate(elements)
        ]
        own = [one or _is_below_author(e) for one, e in zip(own, elements, strict=True)]
        in_comment = tree.spread_down(own)
        main_text = tree.sum_up(
            [_is_main_text(e) and not in_comment[n] for n, e in enumerate(elements)]
        )
        sections = [
            not main_text[n] and _may_be_section(e) for n, e in enumerate(elements)
        ]
        self._is_comment = _with_alike(tree, own, tree.spread_down(sections))
        holds = tree.sum_up(self._is_comment)
        self.inside = tree.spread_down(
            [
                one and (holds[n] > 0 or _is_section(elements[n]))
                for n, one in enumerate(sections)
            ]
        )
        authors = tree.sum_up([_is_author(element) for element in elements])
        # For every element, the number of the comment's element that it stands in.
        self._nearest = [-1] * len(elements)
        self._is_control = [False] * len(elements)
        self._found: dict[int, _Comment] = {}
        for n in range(1, len(elements)):
            if self.inside[n]:
                self._visit(tree, n, is_named=authors[n] > 0)

    def _visit(self, tree: Tree, n: int, *, is_named: bool) -> None:
        element, parent = tree.elements[n], tree.parents[n]
        above = self._nearest[parent]
        if self._is_comment[n]:
            outer = self._found.get(above)
            self._nearest[n] = n
            self._found[n] = _Comment(
                level=outer.level + 1 if outer else 1,
                is_kept=_DROPPED_WORDS.isdisjoint(name_words(element)),
                opening="" if is_named else visible_text(element, _MAX_OPENING),
            )
            if element.tag == "dd":
                _take_described(self._found[n], element)
            return
        self._nearest[n] = above
        comment = self._found.get(above)
        if comment is None:
            return
        link = _linked_author(element, comment)
        if link is not None and not self._is_control[parent]:
            self._is_control[n] = True
            _take_author(comment, link)
            day = visible_text(element, _MAX_DATE_CHARS).partition(comment.author)[0]
            comment.date = comment.date or day.strip(_AROUND_DAY)
            return
        words = name_words(element)
        is_author = _is_author(element)
        is_date = element.tag == "time" or not _DATE_WORDS.isdisjoint(words)
        if comment.opening and not (self._is_control[parent] or is_date):
            is_author, is_date = _heads_comment(element, comment)
        self._is_control[n] = (
            self._is_control[parent]
            or is_author
            or is_date
            or element.tag in _CONTROL_TAGS
            or not _CONTROL_WORDS.isdisjoint(words)
        )
        if is_author:
            _take_author(comment, element)
            while tree.elements[parent].tag in _INLINE_TAGS:
                parent = tree.parents[parent]
            comment.holds_author = parent
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
            if _is_below_words(block.text):
                placed.append((n, replace(block, kind=BlockKind.FURNITURE, level=0)))
                continue
            if not comment.paragraphs:
                comment.position, comment.line = n, block.line
                comment.opens_with_author = found.element == comment.holds_author
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
            _drop_head(comment)
            if comment.opens_with_author and comment.author:
                # `<p><cite>Ada</cite> It was the cap.</p>`
                first = comment.paragraphs[0].removeprefix(f"{comment.author} ")
                comment.paragraphs[0] = first
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


def _is_below_words(text: str) -> bool:
    """Return whether a line has a day and what is to be pressed, and no words: "4 May, 9:12 Reply".

    >>> _is_below_words("4 May 2025, 9:12 Reply"), _is_below_words("4 May 2025, I reply")
    (True, False)
    """
    if len(text) > _MAX_DATE_CHARS or not _YEAR_OR_HOUR.search(text):
        return False
    pressed = _CONTROLS.regex.search(text)
    return pressed is not None and all(
        word[0].isdigit()
        or word.casefold() in (whole_days_and_months() | full_days_and_months())
        for word in _WORDS.findall(text[: pressed.start()])
    )


def _is_main_text(element: HtmlElement) -> bool:
    """Return whether an element can only be a page's text, not its comments."""
    if element.tag in {"body", "h1", "main", "article"}:
        return True
    return bool(element.get("itemprop") == "articleBody")


def _drop_head(comment: _Comment) -> None:
    """Drop the line with the name and the day that stands on top of a comment's words.

    `<li><cite>Ada</cite><p>…`, `<div><b>Ada</b> 4 May, 9:12<br>…`
    """
    first = comment.paragraphs[0] if comment.paragraphs else ""
    head, _, words = first.partition("\n")
    if not (words.strip() or comment.paragraphs[1:]):
        return
    if not comment.author and (found := _NAME_AND_DAY.fullmatch(head)):
        comment.author = found.group(1)
    day = head.removeprefix(comment.author)
    if not comment.author or day == head:
        return
    day = _SAYS.sub("", day).strip(_AROUND_DAY)
    dated = len(day) <= _MAX_DATE_CHARS and any(map(str.isdigit, day))
    if not (dated or not day):
        return
    comment.date = comment.date or day
    below, _, rest = words.partition("\n")
    more = bool(rest.strip() or comment.paragraphs[1:])
    if not comment.date and more and _is_day(below):
        comment.date, words = below.strip(), rest
    comment.paragraphs[:1] = [words] if words.strip() else []


def _is_day(line: str) -> bool:
    """Return whether a short line has a year, or an hour."""
    return len(line) <= _MAX_DATE_CHARS and _YEAR_OR_HOUR.search(line) is not None


def _with_alike(tree: Tree, own: list[bool], inside: Sequence[bool]) -> list[bool]:
    """Return which elements are comments, also those of sections that call none so.

    They stand beside each other, share a tag and a class, and each has a name and words.
    """
    held = tree.spread_down(own)
    holds = tree.sum_up(own)
    beside: dict[tuple[int, str, str], list[int]] = {}
    for n in range(1, len(tree.elements)):
        element, parent = tree.elements[n], tree.parents[n]
        if not inside[parent] or held[n] or holds[n] or len(element) < _MIN_ALIKE:
            continue
        # The names above comments may stand beside each other, too.
        if element.tag in _COMMENT_TAGS and _HEAD_WORDS.isdisjoint(name_words(element)):
            for name in joined_names(element) or {""}:
                beside.setdefault((parent, element.tag, name), []).append(n)
    alike = {n for found in beside.values() if len(found) >= _MIN_ALIKE for n in found}
    return [one or n in alike for n, one in enumerate(own)]


def _heads_comment(element: HtmlElement, comment: _Comment) -> tuple[bool, bool]:
    """Return whether an element is the name, or the day, above a comment's words."""
    if element.tag not in _HEAD_TAGS or (comment.author and comment.date):
        return False, False
    text = visible_text(element, _MAX_NAME_CHARS)
    if not 0 < len(text) <= _MAX_NAME_CHARS or len(element):
        return False, False
    if comment.author:
        behind = comment.opening.removeprefix(comment.author).lstrip(_AROUND_DAY)
        return False, behind.startswith(text) and any(map(str.isdigit, text))
    more = len(comment.opening) > len(text)
    return more and comment.opening.startswith(text) and text[-1] not in _ENDS, False


def _linked_author(element: HtmlElement, comment: _Comment) -> HtmlElement | None:
    """Return the one link on a dated line that leads to a comment's words; else None.

    "On 7 May 2024 at 22:41, Ada said:"
    """
    if element.tag not in _HEAD_LINES or not comment.opening or comment.author:
        return None
    links = element.findall("a")
    # A picture may be linked, and no name.
    if len(links) != 1 or len(element) != 1 or not visible_text(links[0]):
        return None
    text = visible_text(element, _MAX_AUTHOR_CHARS)
    leads = text.endswith(COLONS) and _YEAR_OR_HOUR.search(text) is not None
    return links[0] if leads and comment.opening.startswith(text) else None


def _is_author(element: HtmlElement) -> bool:
    """Return whether an element is called the author of something."""
    return bool(
        element.tag == "cite"
        or element.get("itemprop") in _AUTHOR_PROPERTIES
        or not _AUTHOR_WORDS.isdisjoint(name_words(element))
    )


def _may_be_section(element: HtmlElement) -> bool:
    """Return whether an element may hold comments, by its name in any language.

    An opinion column may have the same name in another language than English, so that
    comments have to stand in such a section.
    """
    local = all_words("pages.comment_section_classes")
    return _is_section(element) or not local.isdisjoint(joined_names(element))


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


def _is_below_author(element: HtmlElement) -> bool:
    """Return whether a list of terms has a comment's words below its writer's name.

    `<dt class="comment-author">Ada says</dt><dd class="comment-body">…</dd>`
    """
    if element.tag != "dd" or "commentbody" not in joined_names(element):
        return False
    above = element.getprevious()
    return above is not None and above.tag == "dt" and _is_author(above)


def _take_described(comment: _Comment, element: HtmlElement) -> None:
    """Set the author and the day of a comment from the terms around its words."""
    _take_author(comment, element.getprevious())
    comment.opening = ""
    below = element.getnext()
    if below is not None and below.tag == "dd" and not _is_below_author(below):
        day = visible_text(below, _MAX_DATE_CHARS)
        comment.date = day if _YEAR_OR_HOUR.search(day) else ""


def _is_local_comment(element: HtmlElement) -> bool:
    """Return whether a page in another language calls an element a comment."""
    named = not all_words("pages.comment_classes").isdisjoint(joined_names(element))
    return named and element.tag in _COMMENT_TAGS


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
