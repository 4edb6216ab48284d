"""A page's parsed tree, its elements numbered so that passes over them are linear."""

import re
from collections.abc import Container, Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from content.document import UnreadableDocumentError

# Tags that only nest or style; a page that never closes them gets too deep to parse.
_NESTING_TAG = re.compile(
    r"</?(?:div|section|article|center|font|span|b|i|u|em|strong|small|big|a|ul|ol|dl"
    r"|li|blockquote|table|tbody|tr|td|form|fieldset)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_START_TAG = re.compile(r"<[a-z]", re.IGNORECASE)

# A tag and its attributes, as browsers read them; it always matches, and once a byte.
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s>/][^\s=>/]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
)
_TAG = re.compile(rf"<[a-z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+", re.IGNORECASE)
_SCRIPT_START = re.compile(r"<(script|style)\b", re.IGNORECASE)

MAX_ATTRIBUTES = 1000
"""Attributes of one tag; the parser compares each with all before it."""

MAX_ELEMENTS = 600_000
"""Elements of a page; each takes nearly a thousand bytes of memory."""

_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


class EmptyPageError(UnreadableDocumentError):
    """A page without any element or text."""


def parse(markup: str) -> HtmlElement:
    """Parse a page of any quality; fetch and expand nothing.

    Raises:
        EmptyPageError: It has no element or text at all.
        UnreadableDocumentError: It has too many elements, or they nest too deep.
    """
    if markup.count("<") > MAX_ELEMENTS:
        tags = sum(1 for _ in _START_TAG.finditer(markup))
        if tags > MAX_ELEMENTS:
            raise UnreadableDocumentError(
                f"The page has {tags:,} elements; at most {MAX_ELEMENTS:,} are read. "
                "Save it as text from a browser, or split it, and try again."
            )
    if _has_many_attributes(markup) and _has_many_attributes(_without_scripts(markup)):
        raise UnreadableDocumentError(
            f"A tag of the page has more than {MAX_ATTRIBUTES:,} attributes. "
            "Save it as text from a browser, and try again."
        )
    markup = _UNPARSABLE.sub(" ", markup)
    root, too_deep = _parse(markup)
    if too_deep:
        # The parser gives up where the tags nest too deep, and the rest of the
        # words would be lost with it: better a flat page than half a page.
        root, too_deep = _parse(_NESTING_TAG.sub("<p>", markup))
    if too_deep:
        raise UnreadableDocumentError(
            "The page's tags nest too deep to be read. "
            "Save it as text or PDF from a browser and try again."
        )
    return root


def _has_many_attributes(markup: str) -> bool:
    return any(
        len(tag) > 2 * MAX_ATTRIBUTES
        and sum(1 for _ in _ATTRIBUTE.finditer(tag)) > MAX_ATTRIBUTES
        for tag in map(re.Match.group, _TAG.finditer(markup))
    )


def _without_scripts(markup: str) -> str:
    """Return markup without scripts and style sheets, in which "<" may mean "less"."""
    kept: list[str] = []
    here = 0
    lower = markup.lower()
    while start := _SCRIPT_START.search(markup, here):
        kept.append(markup[here : start.start()])
        end = lower.find(f"</{start.group(1).lower()}", start.end())
        here = end if end >= 0 else len(markup)
    return "".join([*kept, markup[here:]])


def _parse(markup: str) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True
    )
    try:
        root = document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError as error:
        raise EmptyPageError(
            "The page is empty. Check that it was saved whole, then try again."
        ) from error
    deep = any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log)
    return root, deep


class Tree:
    """A page's elements, numbered in document order.

    Attributes:
        elements: All elements, comments left out.
        parents: For each, the number of its parent; the root is its own.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.elements: list[HtmlElement] = list(root.iter("*"))
        self._numbers = {element: n for n, element in enumerate(self.elements)}
        self.parents = [0] * len(self.elements)
        for n, element in enumerate(self.elements[1:], 1):
            self.parents[n] = self._numbers[element.getparent()]

    def number(self, element: HtmlElement) -> int:
        """Return the element's number."""
        return self._numbers[element]

    def holders(self, tags: Container[str]) -> set[int]:
        """Return the numbers of all elements right in which one of some tags stands."""
        return {
            self.parents[n]
            for n, element in enumerate(self.elements)
            if n and element.tag in tags
        }

    def sum_up(self, own: Sequence[int]) -> list[int]:
        """Return, for every element, the sum of its own value and those of all below it."""
        sums = list(own)
        for n in range(len(sums) - 1, 0, -1):
            sums[self.parents[n]] += sums[n]
        return sums

    def spread_down(self, own: Sequence[bool]) -> list[bool]:
        """Return, for every element, whether it or anything above it has the mark."""
        marks = list(own)
        for n in range(1, len(marks)):
            marks[n] = marks[n] or marks[self.parents[n]]
        return marks

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield the element's number, its parent's, and so on up to the root."""
        yield number
        while number:
            number = self.parents[number]
            yield number


def own_size(element: HtmlElement) -> int:
    """Return how many characters stand right in an element, blanks at edges left out."""
    tails = sum(len((child.tail or "").strip()) for child in element)
    return len((element.text or "").strip()) + tails
