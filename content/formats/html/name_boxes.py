"""Elements that hold who speaks: pages that set each name in a box of its own class.

`<p class="name">Ada Brook</p> <div class="text">…</div>`: style sheets make the name look
like a label, so nothing in its text does. That the boxes of one class are short, and that
words follow each, shows it on any site.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, zip_longest

from lxml import etree
from lxml.html import HtmlElement

from content.document import Block, BlockKind
from content.formats.card_lines import ends_in_hour
from content.formats.html.blocks import PageBlock
from content.formats.html.elements import is_block, split_words, visible_text
from content.formats.html.tree import Tree, own_size
from content.language.sentence_marks import STOPS
from content.language.word_lists import all_words

_MAX_CLASS_CHARS = 100
_MIN_NAME_CHARS, _MAX_NAME_CHARS = 2, 60
_MAX_NAME_WORDS = 6
_MAX_LONG_CHARS = 200
_MAX_LONG_SHARE = 0.2
"""Of names that stand in brackets behind a long office, and their length with it."""

_MIN_SPOKEN_CHARS = 30
"""Between two boxes: shorter is a list of names, of links or of fields."""

_MIN_BOXES = 2
_MAX_SMALL_WORD = 3
"""Letters of words in names that have no capital: "van", "de la", "bin"."""

_NAMING, _ASKING = "pages.name_classes", "pages.question_classes"
_MIN_ASKED = 3

_MAX_PARTS = 20
_MAX_INLINE_LEVELS = 8
"""Elements around a name or a question that only style it; a page may nest thousands."""

_QUESTION_VOICE, _ANSWER_VOICE = "Q", "A"
"""Who speaks, where a page only says that it asks and is answered."""

_MAX_CONTROL_CHARS = 40
_MIN_CONTROLS = 3
_MIN_HOURS = 0.8
_MIN_LINKS = 2

_SENTENCE_ENDS = frozenset(STOPS) - {"."}
_NO_WORDS = frozenset({BlockKind.HEADING, BlockKind.RULE})
_COLON = re.compile("[:：]")
_NOTES = re.compile(r"(?:\([^()]+\)\s*)+")
_HOLDER = re.compile(r"[^\W\d_][^()]*\(([^()]+)\)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "li"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBoxes:
    """The boxes of names on a page, and what stands in boxes beside them.

    Attributes:
        named: Names by the number of the element that holds one, as its class says.
        likely: Numbers of those whose class does not, and which hold what may be names.
        asked: Numbers of those whose class says that they hold a question.
        controls: Of those that say the same again and again: "Show text", "Checked",
            those that hold notes in brackets only: "(Upper Moor) (Green)", and bars of
            links that recur: "Permalink", "Be the first to reply!"
        control_texts: What they say, which may be a block of a larger element.
        short: The group of each box of a class that only holds short texts, beside names.
    """

    named: Mapping[int, str] = field(default_factory=dict)
    likely: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    controls: frozenset[int] = frozenset()
    control_texts: frozenset[str] = frozenset()
    short: Mapping[int, int] = field(default_factory=dict)


def find_name_boxes(tree: Tree) -> NameBoxes:
    """Return the boxes on a page: of names, where a class holds names only; bars of links."""
    sizes = tree.sum_up([own_size(element) for element in tree.elements])
    before = _sizes_before(tree)
    named: dict[int, str] = {}
    likely: set[int] = set()
    controls: set[int] = set()
    control_texts: set[str] = set()
    bars: set[int] = set()
    short: dict[int, int] = {}
    for group, (classes, boxes) in enumerate(_short_groups(tree, sizes)):
        short.update(dict.fromkeys(boxes, group))
        texts = [visible_text(tree.elements[n]) for n in boxes]
        heads = _have_words_below(boxes, before, sizes)
        if heads and _say(classes, _NAMING) and all(map(_is_short, texts)):
            for n, text in zip(boxes, texts, strict=True):
                named[_block_of(tree, n)] = text
        elif heads and len(set(texts)) > 1 and all(map(_may_be_holder, texts)):
            likely.update(boxes)
        elif _recur(texts) and _are_bars(boxes, before, tree):
            bars.update(boxes)
        elif _are_controls(texts) or all(map(_NOTES.fullmatch, texts)):
            controls.update(boxes)
            control_texts.update(texts)
    asked = _asked(tree)
    if not named and not likely and not asked:
        return NameBoxes(controls=frozenset(bars))
    return NameBoxes(
        named=named,
        likely=frozenset(likely - {m for n in likely for m in _around(tree, n)}),
        asked=asked,
        controls=frozenset(controls | bars),
        control_texts=frozenset(control_texts),
        short=short if named else {},
    )


def _asked(tree: Tree) -> frozenset[int]:
    """Return the elements that hold a question as their class says, if several do."""
    found = {
        _block_of(tree, n)
        for n, element in enumerate(tree.elements)
        if _say(_classes(element), _ASKING)
    }
    return frozenset(found) if len(found) >= _MIN_ASKED else frozenset()


def _classes(element: HtmlElement) -> frozenset[str]:
    return split_words(element.get("class", "")[:_MAX_CLASS_CHARS])


def _say(classes: frozenset[str], table: str) -> bool:
    """Return whether a table has a word of a class."""
    return not all_words(table).isdisjoint(classes)


def _around(tree: Tree, n: int) -> Iterator[int]:
    """Yield the numbers of the elements around one, from the innermost on."""
    return islice(tree.ancestors(n), 1, _MAX_INLINE_LEVELS)


def _block_of(tree: Tree, n: int) -> int:
    """Return the number of the element whose block an element's text is in."""
    around = islice(tree.ancestors(n), _MAX_INLINE_LEVELS)
    return next((m for m in around if is_block(tree.elements[m])), 0)


def _short_groups(
    tree: Tree, sizes: Sequence[int]
) -> Iterator[tuple[frozenset[str], list[int]]]:
    """Yield the words of a class and its elements, where several are short and all."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    parts = tree.sum_up([1] * len(tree.elements))
    for n, element in enumerate(tree.elements):
        classes = _classes(element)
        if not classes or sizes[n] < _MIN_NAME_CHARS or parts[n] > _MAX_PARTS:
            continue
        if element.tag not in _HEADINGS or _say(classes, _NAMING):
            groups[element.tag, classes].append(n)
    for (_, classes), boxes in groups.items():
        long = [sizes[n] for n in boxes if sizes[n] > _MAX_NAME_CHARS]
        # Those of one size are one text that recurs.
        few = len(long) <= _MAX_LONG_SHARE * len(boxes) or len(set(long)) == 1
        if len(boxes) >= _MIN_BOXES and few and max(long, default=0) <= _MAX_LONG_CHARS:
            yield classes, boxes


def give_voices(
    blocks: Sequence[PageBlock], is_furniture: Sequence[bool], boxes: NameBoxes
) -> tuple[list[PageBlock], list[bool]]:
    """Say of blocks whose they are, where boxes tell it, and make the boxes furniture.

    Args:
        blocks: The page's blocks.
        is_furniture: For each, whether it is furniture.
        boxes: The page's boxes.

    Returns:
        Both, changed where boxes are.
    """
    found = list(blocks)
    marks = list(is_furniture)
    beside = {
        *_notes_below_names(blocks, marks, boxes),
        *_hours_above_names(blocks, marks, boxes),
    }
    marks = [hidden or n in beside for n, hidden in enumerate(marks)]
    if boxes.asked and _print_labels(blocks, boxes.asked):
        boxes = replace(boxes, asked=frozenset())
    voice, at = "", -1
    for n, one in enumerate(blocks):
        below_name = bool(voice) and one.block.text in boxes.control_texts
        if below_name or one.element in boxes.controls:
            marks[n] = True
        if marks[n]:
            continue
        if _names(one, boxes):
            voice, at = one.block.text, n
        elif one.element in boxes.asked:
            found[n] = _voiced(one, _QUESTION_VOICE)
            voice, at = _ANSWER_VOICE, -1
        elif voice and one.block.kind not in _NO_WORDS:
            found[n] = _voiced(one, voice)
            if at >= 0:
                marks[at] = True
            voice = ""
    return found, marks


def _notes_below_names(
    blocks: Sequence[PageBlock], is_furniture: Sequence[bool], boxes: NameBoxes
) -> Iterator[int]:
    """Yield the blocks of what a page says of each speaker: a party, an office, a day.

    A class of such boxes has them only between a name and words: none stands right above
    the next name, as what is said does.
    """
    shown = [n for n, hidden in enumerate(is_furniture) if not hidden]
    places: defaultdict[int, list[int]] = defaultdict(list)
    said_of: dict[tuple[int, str], str] = {}
    never: set[int] = set()
    name = ""
    for n, after in zip_longest(shown, shown[1:]):
        text = blocks[n].block.text
        if _names(blocks[n], boxes):
            name = text
            continue
        group = boxes.short.get(blocks[n].element, -1)
        if group >= 0:
            places[group].append(n)
            first = said_of.setdefault((group, name), text)
            leads = after is not None and not _names(blocks[after], boxes)
            if not (name and leads and _may_be_note(text, first)):
                never.add(group)
        else:
            name = ""
    for group, found in places.items():
        if group not in never and len(found) >= _MIN_BOXES:
            yield from found


def _hours_above_names(
    blocks: Sequence[PageBlock], is_furniture: Sequence[bool], boxes: NameBoxes
) -> list[int]:
    """Return the blocks right above names, if nearly all are short and end in an hour."""
    shown = [n for n, hidden in enumerate(is_furniture) if not hidden]
    above = [one for one, n in pairwise(shown) if _names(blocks[n], boxes)]
    found = [n for n in above if ends_in_hour(blocks[n].block.text)]
    several = len(found) >= _MIN_CONTROLS
    return found if several and len(found) >= _MIN_HOURS * len(above) else []


def _may_be_note(text: str, first: str) -> bool:
    """Return whether a page may say a text of somebody, of whom it said another first.

    >>> _may_be_note("Green", "Green"), _may_be_note("9 May", "8 May")
    (True, True)
    >>> _may_be_note("No", "Yes"), _may_be_note("Dear all,", "Dear all,")
    (False, False)
    """
    numbered = any(map(str.isdigit, text))
    sentence = " " in text and text[-1] in ".," and not numbered
    same = numbered or text == first
    return same and not sentence and text[-1] not in _SENTENCE_ENDS


def _names(one: PageBlock, boxes: NameBoxes) -> bool:
    """Return whether a block is the box of a name."""
    return boxes.named.get(one.element) == one.block.text


def _print_labels(blocks: Sequence[PageBlock], asked: AbstractSet[int]) -> bool:
    """Return whether most questions or most answers open with a label that recurs."""
    answers = [two for one, two in pairwise(blocks) if one.element in asked]
    questions = [one for one in blocks if one.element in asked]
    for group in (
        [one for one in answers if one.element not in asked],
        questions,
    ):
        opened = Counter(filter(None, (_opening(one.block) for one in group)))
        recur = sum(times for times in opened.values() if times >= _MIN_BOXES)
        if 2 * recur > len(group):
            return True
    return False


def _opening(block: Block) -> str:
    """Return the few words of another style, or before a colon, that open a block."""
    set_apart = (run.end for run in block.runs if not run.start)
    end = min((end for end in set_apart if end < len(block.text)), default=0)
    if not end:
        colon = _COLON.search(block.text[:_MAX_NAME_CHARS])
        end = colon.start() if colon else 0
    return block.text[:end].strip() if end <= _MAX_NAME_CHARS else ""


def _voiced(one: PageBlock, voice: str) -> PageBlock:
    return replace(one, block=replace(one.block, voice=voice))


def _sizes_before(tree: Tree) -> list[int]:
    """Return how many characters of the page stand before each element."""
    before: list[int] = []
    total = 0
    for event, element in etree.iterwalk(tree.elements[0], events=("start", "end")):
        if event == "start":
            before.append(total)
            total += len((element.text or "").strip())
        else:
            total += len((element.tail or "").strip())
    return before


def _have_words_below(
    boxes: Sequence[int], before: Sequence[int], sizes: Sequence[int]
) -> bool:
    """Return whether more than a few words stand between most boxes and the next."""
    gaps = [
        before[following] - before[box] - sizes[box]
        for box, following in pairwise(boxes)
    ]
    return sum(gap >= _MIN_SPOKEN_CHARS for gap in gaps) * 4 >= len(gaps) * 3


def _are_controls(texts: Sequence[str]) -> bool:
    """Return whether most of some short texts were there before.

    One that stands several times may be longer: "Text not yet compared with the recording".
    """
    if not _recur(texts):
        return False
    times = Counter(texts)
    return all(
        t[0].isalpha() and t[-1] not in _SENTENCE_ENDS
        if count >= _MIN_CONTROLS
        else len(t) <= _MAX_CONTROL_CHARS and _is_short(t)
        for t, count in times.items()
    )


def _recur(texts: Sequence[str]) -> bool:
    """Return whether most of some texts were there before."""
    return len(texts) >= _MIN_CONTROLS and 2 * len(set(texts)) <= len(texts)


def _are_bars(boxes: Sequence[int], before: Sequence[int], tree: Tree) -> bool:
    """Return whether elements are bars of links, each below words, that open alike.

    Links above words, or the first of which differ, may say who speaks.
    """
    below = all(before[n] > before[tree.parents[n]] for n in boxes)
    opening = {_opening_of_bar(tree.elements[n]) for n in boxes} if below else set()
    return len(opening) == 1 and "" not in opening


def _opening_of_bar(element: HtmlElement) -> str:
    """Return the text of the first of several links, if nothing else is in an element."""
    links = element.findall("a")
    between = (element.text or "", *(child.tail or "" for child in element))
    if len(links) != len(element) or any(any(map(str.isalnum, t)) for t in between):
        return ""
    texts = [text for link in links if (text := visible_text(link))]
    return texts[0] if len(texts) >= _MIN_LINKS else ""


def _is_short(text: str) -> bool:
    """Return whether a text is a few words and no sentence."""
    words = text.split()
    if not 0 < len(words) <= _MAX_NAME_WORDS or text[-1] in _SENTENCE_ENDS:
        return False
    return text[0].isalpha()


def _may_be_holder(text: str) -> bool:
    """Return whether a text may be a name, or an office with its holder in brackets.

    >>> _may_be_holder("The Under-Secretary of State for Transport in Moor (Ada Brook)")
    True
    >>> _may_be_holder("The bridge has been closed since the flood (see below)")
    False
    """
    held = _HOLDER.fullmatch(text)
    return _may_be_name(held[1] if held and len(text) > _MAX_NAME_CHARS else text)


def _may_be_name(text: str) -> bool:
    """Return whether a text is a few words with capitals, and no sentence.

    >>> _may_be_name("PhDr. Hedviga Kurincová"), _may_be_name("Pieter van der Berg")
    (True, True)
    >>> _may_be_name("Checked text"), _may_be_name("14:05"), _may_be_name("Really?")
    (False, False, False)
    """
    if not _is_short(text) or any(map(str.isdigit, text)) or not text[0].isupper():
        return False
    return all(
        word[0].isupper() or len(word) <= _MAX_SMALL_WORD or not word[0].isalpha()
        for word in text.split()
    )
