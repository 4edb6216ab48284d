"""The part of a page that is its text, and the furniture around and within it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, takewhile

from lxml.html import HtmlElement

from content.document import Block, BlockKind, TextStyle
from content.formats.html.blocks import PageBlock
from content.formats.html.elements import joined_names, name_set, name_words
from content.formats.html.furniture import (
    FURNITURE_NAMES,
    HEAD_NAMES,
    NO_NAMES,
    QUOTED_TAGS,
    furniture_names,
)
from content.formats.html.tree import Tree
from content.language.word_lists import WordPattern

_MAIN_TEXT_NAMES = name_set(
    "entrycontent postcontent articlecontent pagecontent maincontent storycontent"
    " articlebody storybody postbody entrybody articletext bodytext fulltext"
    " contentbody transcript"
)
_CONTAINERS = frozenset({"div", "article", "section", "main", "body", "td", "html"})
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»“)\]」』）]*$")
_COPYRIGHT = WordPattern(r"©|\(c\)|<pages.rights>")
_MAX_COPYRIGHT_CHARS = 300
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_MIN_PROSE_BYTES = 90
# A teaser leads to another page; it is this short, link and all.
_MAX_TEASER_CHARS = 500
_MAX_TEASER_BLOCKS = 4
_MIN_LEAD_CHARS = 60
_AROUND_HEADLINE = frozenset({"header"})
_LEAD_NAMES = name_set(
    "sub subtitle subhead subheading dek deck standfirst lead lede intro ingress"
)
"""What pages call the line right below a headline, which need not be a sentence."""


def find_furniture(
    tree: Tree,
    blocks: Sequence[PageBlock],
    comments: Sequence[bool],
    speakers: AbstractSet[int] = frozenset(),
) -> list[bool]:
    """Return, for every block of a page, whether it is furniture.

    Args:
        tree: The page.
        blocks: Its blocks.
        comments: For every element, whether it belongs to a comment section.
        speakers: Numbers of elements that hold who speaks; a link there leads nowhere
            else.
    """
    prose = _prose_sizes(blocks, comments)
    quoting = tree.holders(QUOTED_TAGS)
    names = [
        furniture_names(element, beside_quotation=tree.parents[n] in quoting)
        for n, element in enumerate(tree.elements)
    ]
    around = _site_furniture(tree, names, _sum_by_element(tree, blocks, prose))
    main = _find_main(tree, blocks, prose, around)
    inside = tree.spread_down([n == main for n in range(len(tree.elements))])
    between = _furniture_within(tree, names, blocks, prose, inside)
    small = _sum_by_element(tree, blocks, prose)[main] * 3 // 10
    lists = _link_lists(tree, blocks, small, speakers)
    teasers = _teasers(tree, blocks, small)
    dropped = tree.spread_down(
        [
            n > main and inside[n] and (between[n] or lists[n] or teasers[n])
            for n in range(len(tree.elements))
        ]
    )
    captions = _captions(tree)
    marks = [
        not inside[b.element]
        or dropped[b.element]
        or b.block.text in captions.get(b.element, ())
        for b in blocks
    ]
    _mark_copyright(blocks, marks)
    headline = _headline(blocks, marks)
    if headline is not None:
        marks[headline] = False
        for n in _leads(tree, names, blocks, marks, headline):
            marks[n] = False
    return marks


def _prose_sizes(blocks: Sequence[PageBlock], comments: Sequence[bool]) -> list[int]:
    """Count the characters of each block that read like sentences."""
    shown = [0 if comments[b.element] else len(b.block.text) for b in blocks]
    prose = [
        size if _is_prose(b.block) else 0 for b, size in zip(blocks, shown, strict=True)
    ]
    # Where every sentence is a link into a recording, there is no other prose.
    return prose if sum(prose) * 5 > sum(shown) else shown


def _is_prose(block: Block) -> bool:
    if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.RULE}:
        return False
    if _linked_size(block) * 2 >= len(block.text):
        return False
    is_long = len(block.text.encode()) >= _MIN_PROSE_BYTES
    return is_long or _ends_sentence(block.text)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-8:]))


def _linked_size(block: Block) -> int:
    """Count a block's characters that are links."""
    return sum(run.end - run.start for run in block.runs if run.style is TextStyle.LINK)


def _sum_by_element(
    tree: Tree, blocks: Sequence[PageBlock], sizes: Sequence[int]
) -> list[int]:
    """Return, for every element, the sum of the sizes of the blocks in it."""
    own = [0] * len(tree.elements)
    for block, size in zip(blocks, sizes, strict=True):
        own[block.element] += size
    return tree.sum_up(own)


def _find_main(
    tree: Tree,
    blocks: Sequence[PageBlock],
    prose: Sequence[int],
    around: Sequence[bool],
) -> int:
    """Return the number of the element that holds the page's text."""
    kept = [not around[b.element] for b in blocks]
    weights = _sum_by_element(
        tree, blocks, [w * k for w, k in zip(prose, kept, strict=True)]
    )
    main = _declared_main(tree, weights)
    if main is not None:
        return main
    shown = [k * len(b.block.text) for b, k in zip(blocks, kept, strict=True)]
    linked = [k * _linked_size(b.block) for b, k in zip(blocks, kept, strict=True)]
    return _densest(
        tree,
        weights,
        _sum_by_element(tree, blocks, shown),
        _sum_by_element(tree, blocks, linked),
    )


def _site_furniture(
    tree: Tree, names: Sequence[frozenset[str]], weights: Sequence[int]
) -> list[bool]:
    """Mark what is furniture of the whole site: bars, menus, heads and feet."""
    small = weights[0] * 2 // 5
    return tree.spread_down(
        [bool(found) and weights[n] <= small for n, found in enumerate(names)]
    )


def _declared_main(tree: Tree, weights: Sequence[int]) -> int | None:
    """Return the element that the page itself declares to be the text, if any."""
    whole = weights[0]
    # Of those that hold more than half, each is inside the one before it.
    declared = [
        n
        for n, element in enumerate(tree.elements)
        if whole and weights[n] * 10 >= whole * 7 and _declares_main(element)
    ]
    if not declared:
        return None
    main = declared[-1]
    # One article among others like it is a speech, and all of them the text.
    while main and _has_siblings_alike(tree.elements[main]):
        main = tree.parents[main]
    while (weights[tree.parents[main]] - weights[main]) * 4 > weights[main]:
        main = tree.parents[main]
    return main


def _has_siblings_alike(element: HtmlElement) -> bool:
    name = element.get("class", "")
    return any(
        sibling.get("class", "") == name and _declares_main(sibling)
        for preceding in (False, True)
        for sibling in element.itersiblings(element.tag, preceding=preceding)
    )


def _declares_main(element: HtmlElement) -> bool:
    return (
        element.tag in {"article", "main"}
        or element.get("role") in {"main", "article"}
        or element.get("itemprop") in {"articleBody", "text"}
        or not _MAIN_TEXT_NAMES.isdisjoint(joined_names(element))
    )


def _densest(
    tree: Tree, weights: Sequence[int], shown: Sequence[int], linked: Sequence[int]
) -> int:
    """Return the element with nearly all sentences, and what stands close by.

    Args:
        tree: The page.
        weights: For every element, its characters of prose.
        shown: For every element, its characters that are not furniture of the site.
        linked: For every element, those of `shown` that are links.
    """
    nearly = weights[0] * 97
    main = max(n for n, weight in enumerate(weights) if weight * 100 >= nearly)
    while main and tree.elements[main].tag not in _CONTAINERS:
        main = tree.parents[main]
    while main:
        outer = tree.parents[main]
        more = shown[outer] - shown[main]
        if more * 5 > shown[main] * 2 or (linked[outer] - linked[main]) * 2 > more:
            break
        main = outer
    return main


def _furniture_within(
    tree: Tree,
    names: Sequence[frozenset[str]],
    blocks: Sequence[PageBlock],
    prose: Sequence[int],
    inside: Sequence[bool],
) -> list[bool]:
    """Mark the furniture inside the text, such as a bar of buttons to share it."""
    main = inside.index(True)
    weights = _sum_by_element(tree, blocks, prose)
    carried, starts = _furniture_names_within(tree, names, inside)
    # The first and the last element with sentences that nothing names furniture.
    holders = [
        b.element
        for b, size in zip(blocks, prose, strict=True)
        if size and inside[b.element] and not carried[b.element]
    ]
    first, last = (min(holders), max(holders)) if holders else (main, main)
    weight: Counter[str] = Counter()
    amid_text: set[str] = set()
    for n, new in starts:
        weight.update(dict.fromkeys(new, weights[n]))
        if first < n < last:
            amid_text |= new
    whole = weights[main]
    dropped = {
        name
        for name in weight
        if (name in FURNITURE_NAMES and weight[name] * 10 <= whole * 3)
        or (
            name in HEAD_NAMES
            and weight[name] * 20 <= whole * 3
            and name not in amid_text
        )
    }
    marks = [False] * len(names)
    for n, new in starts:
        marks[n] = not new.isdisjoint(dropped)
    return marks


def _furniture_names_within(
    tree: Tree, names: Sequence[frozenset[str]], inside: Sequence[bool]
) -> tuple[list[frozenset[str]], list[tuple[int, frozenset[str]]]]:
    """Return the names each element stands under, and where each name begins."""
    carried = [NO_NAMES] * len(names)
    starts: list[tuple[int, frozenset[str]]] = []
    for n in range(inside.index(True) + 1, len(names)):
        if inside[n]:
            above = carried[tree.parents[n]]
            new = names[n] - above
            carried[n] = above | new if new else above
            if new:
                starts.append((n, new))
    return carried, starts


def _link_lists(
    tree: Tree, blocks: Sequence[PageBlock], small: int, speakers: AbstractSet[int]
) -> list[bool]:
    """Mark lists of links that lead elsewhere: every item a link, none a sentence.

    Args:
        tree: The page.
        blocks: Its blocks.
        small: How many characters are too few to be the text.
        speakers: Numbers of elements that hold who speaks.
    """
    links = [_is_link(b.block) and b.element not in speakers for b in blocks]
    linked = _sum_by_element(tree, blocks, links)
    count = _sum_by_element(tree, blocks, [1] * len(blocks))
    shown = _sum_by_element(tree, blocks, [len(b.block.text) for b in blocks])
    return [linked[n] == count[n] > 2 and shown[n] <= small for n in range(len(count))]


def _teasers(tree: Tree, blocks: Sequence[PageBlock], small: int) -> list[bool]:
    """Mark what leads to other pages: alike, each a linked headline and few words.

    A linked name above a speech is shorter than a headline, or comes back.

    Args:
        tree: The page.
        blocks: Its blocks.
        small: How many characters are too few to be the text.
    """
    linked = [_is_link(b.block) for b in blocks]
    titled = [
        link and _is_headline(b.block.text)
        for b, link in zip(blocks, linked, strict=True)
    ]
    titles = _sum_by_element(tree, blocks, titled)
    count = _sum_by_element(tree, blocks, [1] * len(blocks))
    shown = _sum_by_element(tree, blocks, [len(b.block.text) for b in blocks])
    short = [
        titles[n] == 1
        and count[n] <= _MAX_TEASER_BLOCKS
        and shown[n] <= _MAX_TEASER_CHARS
        for n in range(len(titles))
    ]
    headlines: dict[int, str] = {}
    for block, title in zip(blocks, titled, strict=True):
        if title:
            # What holds more than a short element is not short either.
            ancestors = tree.ancestors(block.element)
            holders = list(takewhile(short.__getitem__, ancestors))
            if holders:
                headlines[holders[-1]] = block.block.text
    groups: dict[tuple[int, str, str], list[int]] = {}
    for n in headlines:
        groups.setdefault(_kind_of(tree, n), []).append(n)
    # Too short for headlines: "The Chair" above each of her turns, among longer names.
    brief: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for block, link, title in zip(blocks, linked, titled, strict=True):
        if link and not title:
            brief[_kind_of(tree, block.element)].append(block.block.text)
    marks = [False] * len(titles)
    for alike, group in groups.items():
        texts = [*(headlines[n] for n in group), *brief[alike]]
        distinct = len({*texts}) == len(texts)
        if len(group) > 2 and distinct and sum(shown[n] for n in group) <= small:
            for n in group:
                marks[n] = True
    return marks


def _kind_of(tree: Tree, n: int) -> tuple[int, str, str]:
    """Return what elements share that a page prints alike: parent, tag and class."""
    element = tree.elements[n]
    return tree.parents[n], str(element.tag), element.get("class", "")


def _is_link(block: Block) -> bool:
    if _linked_size(block) * 5 < len(block.text) * 4:
        return False
    return not _ends_sentence(block.text)


def _is_headline(text: str) -> bool:
    return len(text.split()) > 3 or len(_CJK.findall(text[:40])) > 7


def _captions(tree: Tree) -> Mapping[int, set[str]]:
    """Return, by elements, the sentences that describe pictures right in them."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for n, element in enumerate(tree.elements):
        text = " ".join(element.get("alt", "").split()) if element.tag == "img" else ""
        # A name beneath a portrait may be a speaker's; a sentence is not.
        if text and _ends_sentence(text):
            for above in islice(tree.ancestors(n), 1, 4):
                found[above].add(text)
    return found


def _mark_copyright(blocks: Sequence[PageBlock], marks: list[bool]) -> None:
    """Mark the line that claims rights, if it is among a page's last lines of text."""
    last = [n for n, furniture in enumerate(marks) if not furniture][-8:]
    for n in last[1:]:
        text = blocks[n].block.text
        if len(text) <= _MAX_COPYRIGHT_CHARS and _COPYRIGHT.match(text):
            marks[n] = True


def _headline(blocks: Sequence[PageBlock], is_furniture: Sequence[bool]) -> int | None:
    """Return the last top heading before the text, unless the text has one first."""
    last = None
    for n, block in enumerate(blocks):
        top = block.block.kind is BlockKind.HEADING and block.block.level == 1
        if not is_furniture[n]:
            return None if top else last
        if top:
            last = n
    return last


def _leads(
    tree: Tree,
    names: Sequence[frozenset[str]],
    blocks: Sequence[PageBlock],
    is_furniture: Sequence[bool],
    headline: int,
) -> Iterator[int]:
    """Yield the sentences between a headline and the text, which introduce it.

    Where a page declares its text, they may stand above what it declares.
    """
    named = tree.spread_down([not found.issubset(_AROUND_HEADLINE) for found in names])
    for n in range(headline + 1, len(blocks)):
        block = blocks[n].block
        if not is_furniture[n]:
            return
        told = _is_prose(block) and _ends_sentence(block.text)
        told = told and not named[blocks[n].element]
        below = n == headline + 1 and not _LEAD_NAMES.isdisjoint(
            name_words(tree.elements[blocks[n].element])
        )
        if (told and len(block.text) >= _MIN_LEAD_CHARS) or below:
            yield n
