"""Mark what stands between a page's paragraphs and is not part of its text."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from content.document import Block
from content.formats.html.blocks import Piece
from content.formats.html.prose import SENTENCE, linked_size, weights_of
from content.formats.html.tree import Tree

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved)", re.IGNORECASE)
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
# A teaser is this short, link and all (characters).
_TEASER = 500


def link_lists(tree: Tree, pieces: Sequence[Piece], small: int) -> list[bool]:
    """Mark lists of links that lead elsewhere: every item a link, none a sentence.

    Args:
        tree: The page.
        pieces: Its blocks.
        small: How many characters are too few to be the text.
    """
    links = [_is_link(p.block) for p in pieces]
    linked = weights_of(tree, pieces, links)
    count = weights_of(tree, pieces, [1] * len(pieces))
    shown = weights_of(tree, pieces, [len(p.block.text) for p in pieces])
    return [linked[n] == count[n] > 2 and shown[n] <= small for n in range(len(count))]


def captions_of(tree: Tree) -> Mapping[int, set[str]]:
    """Give, by elements, the sentences that describe pictures right in them."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for n, element in enumerate(tree.elements):
        text = " ".join(element.get("alt", "").split()) if element.tag == "img" else ""
        # A name beneath a portrait may be a speaker's; a sentence is not.
        if text and SENTENCE.search(text[-8:]):
            for above in islice(tree.ancestors(n), 1, 4):
                found[above].add(text)
    return found


def teasers(tree: Tree, pieces: Sequence[Piece], small: int) -> list[bool]:
    """Mark what leads to other pages: alike, each a linked headline and few words.

    A linked name above a speech is shorter than a headline, or comes back.

    Args:
        tree: The page.
        pieces: Its blocks.
        small: How many characters are too few to be the text.
    """
    titled = [_is_link(p.block) and _is_headline(p.block.text) for p in pieces]
    titles = weights_of(tree, pieces, titled)
    count = weights_of(tree, pieces, [1] * len(pieces))
    shown = weights_of(tree, pieces, [len(p.block.text) for p in pieces])
    short = [
        titles[n] == 1 and count[n] <= 4 and shown[n] <= _TEASER
        for n in range(len(titles))
    ]
    headlines: dict[int, str] = {}
    for piece, title in zip(pieces, titled, strict=True):
        if title:
            holders = [n for n in tree.ancestors(piece.owner) if short[n]]
            if holders:
                headlines[holders[-1]] = piece.block.text
    groups: dict[tuple[int, str, str], list[int]] = {}
    for n in headlines:
        element = tree.elements[n]
        alike = (tree.parents[n], str(element.tag), element.get("class", ""))
        groups.setdefault(alike, []).append(n)
    marks = [False] * len(titles)
    for group in groups.values():
        distinct = len({headlines[n] for n in group}) == len(group)
        if len(group) > 2 and distinct and sum(shown[n] for n in group) <= small:
            for n in group:
                marks[n] = True
    return marks


def mark_copyright(pieces: Sequence[Piece], marks: list[bool]) -> None:
    """Mark the line that claims rights, if it is among a page's last lines of text."""
    last = [n for n, out in enumerate(marks) if not out][-8:]
    for n in last[1:]:
        text = pieces[n].block.text
        if len(text) <= 300 and _COPYRIGHT.match(text):
            marks[n] = True


def _is_link(block: Block) -> bool:
    if linked_size(block) * 5 < len(block.text) * 4:
        return False
    return not SENTENCE.search(block.text[-8:])


def _is_headline(text: str) -> bool:
    return len(text.split()) > 3 or len(_CJK.findall(text[:40])) > 7
