"""Find the part of a page that is its text, and what stands around or in between."""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from content.document import BlockKind
from content.formats.html.asides import captions_of, link_lists, mark_copyright, teasers
from content.formats.html.blocks import Piece
from content.formats.html.elements import vocabulary
from content.formats.html.furniture import FAINT, NONE, PLAIN, names_of, squeezed
from content.formats.html.prose import linked_size, prose_sizes, weights_of
from content.formats.html.tree import Tree

_BODY_NAMES = vocabulary(
    "entrycontent postcontent articlecontent pagecontent maincontent storycontent"
    " articlebody storybody postbody entrybody articletext bodytext fulltext"
    " contentbody transcript"
)
_CONTAINERS = frozenset({"div", "article", "section", "main", "body", "td", "html"})


def furniture(
    tree: Tree, pieces: Sequence[Piece], comments: Sequence[bool]
) -> list[bool]:
    """Tell of every piece whether it is furniture.

    Args:
        tree: The page.
        pieces: Its blocks.
        comments: For every element, whether it belongs to a comment section.
    """
    prose = prose_sizes(pieces, comments)
    names = [names_of(element) for element in tree.elements]
    around = _around(tree, names, weights_of(tree, pieces, prose))
    main = _find(tree, pieces, prose, around)
    inside = [n == main for n in range(len(tree.elements))]
    inside = tree.inherited(inside)
    between = _between(tree, names, pieces, prose, inside)
    small = weights_of(tree, pieces, prose)[main] * 3 // 10
    lists = link_lists(tree, pieces, small)
    teased = teasers(tree, pieces, small)
    out = tree.inherited(
        [
            n > main and inside[n] and (between[n] or lists[n] or teased[n])
            for n in range(len(tree.elements))
        ]
    )
    captions = captions_of(tree)
    marks = [
        not inside[p.owner] or out[p.owner] or p.block.text in captions.get(p.owner, ())
        for p in pieces
    ]
    mark_copyright(pieces, marks)
    headline = _headline(pieces, inside)
    if headline is not None:
        marks[headline] = False
    return marks


def _find(
    tree: Tree, pieces: Sequence[Piece], prose: Sequence[int], around: Sequence[bool]
) -> int:
    kept = [not around[p.owner] for p in pieces]
    weights = weights_of(
        tree, pieces, [w * k for w, k in zip(prose, kept, strict=True)]
    )
    main = _main(tree, weights)
    if main is not None:
        return main
    shown = [k * len(p.block.text) for p, k in zip(pieces, kept, strict=True)]
    linked = [k * linked_size(p.block) for p, k in zip(pieces, kept, strict=True)]
    return _densest(
        tree, weights, weights_of(tree, pieces, shown), weights_of(tree, pieces, linked)
    )


def _around(
    tree: Tree, names: Sequence[frozenset[str]], weights: Sequence[int]
) -> list[bool]:
    """Mark what is furniture of the whole site: bars, menus, heads and feet."""
    small = weights[0] * 2 // 5
    return tree.inherited(
        [bool(found) and weights[n] <= small for n, found in enumerate(names)]
    )


def _main(tree: Tree, weights: Sequence[int]) -> int | None:
    """Choose the element that the page itself declares to be the text, if any."""
    whole = weights[0]
    # Of those that hold more than half, each is inside the one before it.
    declared = [
        n
        for n, element in enumerate(tree.elements)
        if whole and weights[n] * 10 >= whole * 7 and _declares(element)
    ]
    if not declared:
        return None
    main = declared[-1]
    # One article among others like it is a speech, and all of them the text.
    while main and _has_peers(tree.elements[main]):
        main = tree.parents[main]
    while (weights[tree.parents[main]] - weights[main]) * 4 > weights[main]:
        main = tree.parents[main]
    return main


def _has_peers(element: HtmlElement) -> bool:
    name = element.get("class", "")
    return any(
        peer.get("class", "") == name and _declares(peer)
        for way in (False, True)
        for peer in element.itersiblings(element.tag, preceding=way)
    )


def _declares(element: HtmlElement) -> bool:
    return (
        element.tag in {"article", "main"}
        or element.get("role") in {"main", "article"}
        or element.get("itemprop") in {"articleBody", "text"}
        or not _BODY_NAMES.isdisjoint(squeezed(element))
    )


def _densest(
    tree: Tree, weights: Sequence[int], shown: Sequence[int], linked: Sequence[int]
) -> int:
    """Choose the element with nearly all sentences, and what stands close by.

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


def _between(
    tree: Tree,
    names: Sequence[frozenset[str]],
    pieces: Sequence[Piece],
    prose: Sequence[int],
    inside: Sequence[bool],
) -> list[bool]:
    """Mark the furniture inside the text, such as a bar of buttons to share it."""
    main = inside.index(True)
    weights = weights_of(tree, pieces, prose)
    carried, fresh = _named(tree, names, inside)
    # The first and the last owner of sentences that nothing names furniture.
    owners = [
        p.owner
        for p, size in zip(pieces, prose, strict=True)
        if size and inside[p.owner] and not carried[p.owner]
    ]
    first, last = (min(owners), max(owners)) if owners else (main, main)
    weight: Counter[str] = Counter()
    amid: set[str] = set()
    for n, new in fresh:
        weight.update(dict.fromkeys(new, weights[n]))
        if first < n < last:
            amid |= new
    whole = weights[main]
    dropped = {
        name
        for name in weight
        if (name in PLAIN and weight[name] * 10 <= whole * 3)
        or (name in FAINT and weight[name] * 20 <= whole * 3 and name not in amid)
    }
    marks = [False] * len(names)
    for n, new in fresh:
        marks[n] = not new.isdisjoint(dropped)
    return marks


def _named(
    tree: Tree, names: Sequence[frozenset[str]], inside: Sequence[bool]
) -> tuple[list[frozenset[str]], list[tuple[int, frozenset[str]]]]:
    """Give the names each element stands under, and where each name begins."""
    carried = [NONE] * len(names)
    fresh: list[tuple[int, frozenset[str]]] = []
    for n in range(inside.index(True) + 1, len(names)):
        if inside[n]:
            above = carried[tree.parents[n]]
            new = names[n] - above
            carried[n] = above | new if new else above
            if new:
                fresh.append((n, new))
    return carried, fresh


def _headline(pieces: Sequence[Piece], inside: Sequence[bool]) -> int | None:
    """Find the top heading that stands last before the text, if not inside it."""
    last = None
    for n, piece in enumerate(pieces):
        top = piece.block.kind is BlockKind.HEADING and piece.block.level == 1
        if inside[piece.owner]:
            return None if top else last
        if top:
            last = n
    return last
