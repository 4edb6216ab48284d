"""Posts of forums, as the programs of forums print them: each in a box with a name.

The class of an element says that it holds who posts ("username", "poster"). The largest
element around it in which nobody else is named is the post, and the words are in the
largest element of the post in which nobody is named at all, or in the one whose class says
so. What stands around the words (counts, dates, signatures) is furniture.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from content.document import Block, BlockKind
from content.formats.html.blocks import PageBlock
from content.formats.html.elements import (
    joined_names,
    name_set,
    name_words,
    visible_text,
)
from content.formats.html.tree import Tree, own_size

_NAMES = name_set(
    "username bigusername hnuser nickname nick messagename cauthorpaneauthor creator"
    " authorname bbpauthorname postername userdetails displayname membername"
)
"""Classes of elements that hold a poster's name, and nothing else."""

_WRITERS = name_set(
    "chatlogauthor mxdisambiguatedprofiledisplayname cmessagesender cmessagesenderbutton"
)
"""The same of chats, whose messages may be shorter than what stands around them."""

_NEAR_NAMES = name_set(
    "author poster authorinformation postauthor userinfo postleft postprofile authorinfo"
    " posterinfo authorpane"
)
"""Classes of elements in which a name is the first link."""

_BODIES = name_set(
    "content postbody postcontent bbwrapper messagebody cooked post inner usertextbody md"
    " commtext postmsg sprose jspostbody posttext ipstyperichtext postmessage bbpreplycontent"
    " bbptopiccontent entrycontent messagecontent messagetext toptext chatlogcontent"
    " mxeventtilebody cmessageblocks cmessagekitblocks prichtextblock"
)
_NO_WORDS = name_set(
    "signature sig messagesignature notice edit edited editedby lasteditby editnote"
    " lastedited postmeta"
    " postcontrols reactionsbar likes actions buttons keyinfo attachbox quotecontrols"
    " postbuttons posticon chatlogreply chatlogreactions chatlogshorttimestamp chatlogheader"
    " mxreplychain mxreactionsrow"
)
_SILENT = _NO_WORDS | _NAMES | _NEAR_NAMES | _WRITERS
_TRANSLATIONS = frozenset({"original", "verbatim", "translated", "translation"})
_QUOTE_TAGS, _QUOTE_WORD = frozenset({"blockquote", "q"}), "quote"
_PARAGRAPHS = frozenset({"p", "blockquote", "ul", "ol", "pre"})
_FORUM = "DiscussionForumPosting"
_MIN_POSTS, _MIN_SHARE, _MIN_SHARE_OF_CHAT = 2, 0.4, 0.1
_MAX_NAME_CHARS, _MAX_NAME_WORDS = 40, 5
_MAX_HEAD_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """A post: who wrote it, the element of its words, and how many letters these have."""

    name: str
    body: int
    size: int


def read_posts(
    tree: Tree, blocks: Sequence[PageBlock], in_comments: Sequence[bool]
) -> tuple[Block, ...] | None:
    """Return a forum's blocks, each post's with its poster as voice; None if it is none.

    Args:
        tree: The page.
        blocks: Its blocks in document order.
        in_comments: For every element, whether it belongs to a comment section.
    """
    if any(_FORUM in (element.get("itemtype") or "") for element in tree.elements):
        in_comments = [False] * len(tree.elements)  # Which are posts as well.
    named = _named(tree, in_comments, _NAMES | _WRITERS)
    is_chat = any(
        not _WRITERS.isdisjoint(joined_names(tree.elements[n])) for n in named
    )
    if len(set(named.values())) < _MIN_POSTS:
        named = _named(tree, in_comments, _NEAR_NAMES)
    if len(set(named.values())) < _MIN_POSTS:
        return None
    sizes = tree.sum_up([_own_size(element) for element in tree.elements])
    posts = _posts(tree, named, sizes)
    body = next((n for n, e in enumerate(tree.elements) if e.tag == "body"), 0)
    spoken = sum(post.size for post in posts)
    if len({post.name for post in posts}) < _MIN_POSTS:
        return None
    if spoken < (_MIN_SHARE_OF_CHAT if is_chat else _MIN_SHARE) * sizes[body]:
        return None
    return tuple(_blocks(tree, blocks, posts))


def _named(
    tree: Tree, in_comments: Sequence[bool], classes: frozenset[str]
) -> dict[int, str]:
    """Return the names that elements of some classes hold, by their numbers."""
    found: dict[int, str] = {}
    for n, element in enumerate(tree.elements):
        if in_comments[n] or not element.get("class"):
            continue
        if classes.isdisjoint(joined_names(element)):
            continue
        name = next(filter(None, _names_in(element)), "")
        if 0 < len(name) <= _MAX_NAME_CHARS and len(name.split()) <= _MAX_NAME_WORDS:
            found[n] = name
    return found


def _names_in(element: HtmlElement) -> Iterator[str]:
    """Yield what an element may name, the surest first: its first link, then bold words."""
    for tags in (("a",), ("b", "strong")):
        yield from islice(
            (visible_text(e, _MAX_NAME_CHARS) for e in element.iter(*tags)), 3
        )
    yield visible_text(element, _MAX_NAME_CHARS)


def _own_size(element: HtmlElement) -> int:
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return 0
    return own_size(element)


def _posts(tree: Tree, named: dict[int, str], sizes: Sequence[int]) -> list[_Post]:
    """Return the posts around names."""
    boxes = _boxes(tree, named)
    depths = {box: sum(1 for _ in tree.ancestors(box)) for box in boxes}
    usual = Counter(depths.values()).most_common(1)[0][0] if depths else 0
    holds = [0] * len(tree.elements)
    for n in named:
        holds[n] = 1
    holds = tree.sum_up(holds)
    counts = tree.sum_up([1] * len(tree.elements))
    posts: list[_Post] = []
    best: dict[int, int] = {}
    classed: dict[int, int] = {}
    inside = [-1] * len(tree.elements)
    for n in range(1, len(tree.elements)):
        inside[n] = n if n in boxes else inside[tree.parents[n]]
        box = inside[n]
        if box < 0 or holds[n] or n == box:
            continue
        if sizes[n] > sizes[best.get(box, 0)] or box not in best:
            best[box] = n
        names = joined_names(tree.elements[n])
        if not _BODIES.isdisjoint(names) and (
            box not in classed or sizes[n] > sizes[classed[box]]
        ):
            classed[box] = n
    for box, name in boxes.items():
        body = classed.get(box)
        if body is None:
            body = best.get(box) if depths[box] == usual else None
        if body is not None and sizes[body]:
            posts.append(_Post(name=name, body=body, size=sizes[body]))
            posts += (
                _Post(name=name, body=n, size=sizes[n])
                for n in _more(tree, body, range(box, box + counts[box]))
                if sizes[n] and not holds[n]
            )
    return posts


def _more(tree: Tree, body: int, box: range) -> Iterator[int]:
    """Yield the other elements of a box with the class of its body.

    A chat prints several messages under one name. Of a body that is a paragraph, the
    others stand beside it; so do paragraphs in another language, whose box shares a
    class ("text original", "text translated").
    """
    if tree.elements[body].tag in _PARAGRAPHS:
        for n in box:
            element = tree.elements[n]
            if (
                n != body
                and tree.parents[n] == tree.parents[body]
                and element.tag in _PARAGRAPHS
                and _NO_WORDS.isdisjoint(joined_names(element))
            ):
                yield n
        return
    classes = tree.elements[body].get("class")
    found = body if not classes else -1
    shared = {*classes.split()} if classes else set()
    for n in box if classes else ():
        inner = found >= 0 and found in tree.ancestors(n)
        element = tree.elements[n]
        beside = (
            tree.parents[n] == tree.parents[body]
            and element.find("p") is not None
            and _may_be_translation({*(element.get("class") or "").split()}, shared)
            and _SILENT.isdisjoint(joined_names(element))
        )
        if (element.get("class") == classes or beside) and not inner:
            found = n
            if n != body:
                yield n


def _may_be_translation(classes: set[str], others: set[str]) -> bool:
    """Return whether elements differ in nothing but which is the translation.

    >>> _may_be_translation({"text", "original"}, {"text", "translated"})
    True
    >>> _may_be_translation({"content", "aside"}, {"content", "body"})
    False
    """
    return not classes.isdisjoint(others) and classes ^ others <= _TRANSLATIONS


def _boxes(tree: Tree, named: dict[int, str]) -> dict[int, str]:
    """Return the largest element around each name in which nobody else is named."""
    count = len(tree.elements)
    keys = {name: key for key, name in enumerate(dict.fromkeys(named.values()), 1)}
    one = [0] * count
    for n, name in named.items():
        one[n] = keys[name]
    for n in range(count - 1, 0, -1):
        parent = tree.parents[n]
        if one[n] and one[parent] != one[n]:
            one[parent] = -1 if one[parent] else one[n]
    boxes: dict[int, str] = {}
    for n, name in named.items():
        box = n
        while box and one[tree.parents[box]] == keys[name]:
            box = tree.parents[box]
        boxes[box] = name
    return boxes


def _blocks(
    tree: Tree, blocks: Sequence[PageBlock], posts: Sequence[_Post]
) -> Iterator[Block]:
    """Yield a page's blocks, those of posts with their voices, the rest as furniture."""
    bodies = {post.body: post for post in posts}
    count = len(tree.elements)
    of: list[_Post | None] = [None] * count
    silent, quoting = [False] * count, [False] * count
    for n in range(count):
        element, parent = tree.elements[n], tree.parents[n]
        if n in bodies:
            of[n] = bodies[n]
            classed = not _BODIES.isdisjoint(joined_names(element))
            quoting[n] = element.tag in _QUOTE_TAGS and not classed
            continue
        of[n] = of[parent] if n else None
        if of[n] is None:
            continue
        silent[n] = silent[parent] or not _SILENT.isdisjoint(joined_names(element))
        # The words of a post may themselves stand in such an element.
        classed = not _BODIES.isdisjoint(joined_names(element))
        quotes = element.tag in _QUOTE_TAGS and not classed
        quotes = quotes or _QUOTE_WORD in name_words(element)
        quoting[n] = quoting[parent] or quotes
    for one in blocks:
        post = of[one.element]
        block = one.block
        if post is None or silent[one.element]:
            heads = block.kind is BlockKind.HEADING and post is None
            kind = (
                BlockKind.HEADING if heads and block.level == 1 else BlockKind.FURNITURE
            )
            yield replace(block, kind=kind, level=block.level if heads else 0)
        elif block.kind is BlockKind.HEADING or block.kind is BlockKind.RULE:
            yield block
        elif quoting[one.element]:
            block = replace(block, kind=BlockKind.QUOTE, level=1, voice=post.name)
            yield from _parted(block, tree.elements[one.element])
        else:
            kind = BlockKind.PARAGRAPH if block.kind is BlockKind.QUOTE else block.kind
            yield replace(block, kind=kind, voice=post.name)


def _parted(block: Block, element: HtmlElement) -> Iterator[Block]:
    """Yield a quotation, and before it the words that say whose it is, if it has any."""
    cited = next(element.iter("cite"), None)
    head = visible_text(cited, _MAX_HEAD_CHARS) if cited is not None else ""
    if head and block.text.startswith(head) and len(block.text) > len(head):
        yield replace(block, text=head, runs=())
        yield replace(block, text=block.text[len(head) :].lstrip(), runs=())
    else:
        yield block
