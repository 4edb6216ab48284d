"""Lines that a page prints on each card between a name and what is said: "Hide text".

Copied out of a site of a parliament, each speech stands below an hour, a name, and words
of the site that come back: "Speech in debate 9:12", "Ada Brook", "Checked text".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from content.document import Block, BlockKind, Document
from content.language.sentence_marks import STOPS
from content.packed import packed

_MAX_CHARS, _MAX_NAME_CHARS, _MAX_WORDS = 80, 60, 6
_MIN_TIMES, _MIN_NAMES, _MIN_CARDS = 3, 2, 4
_MIN_SHARE, _MIN_COVERED, _MIN_CHANGING = 0.8, 0.9, 3
_MIN_SAID_CHARS = 40
_MAX_ROUNDS, _MAX_SMALL = 3, 3
_FURNITURE = BlockKind.FURNITURE
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_ENDS = (*STOPS, ",", ";", ":", "：", *'"”»“')
# "Speech in debate 9:12"
_HOUR_AT_END = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-4])[:.h]\s?[0-5]\d(?::[0-5]\d)?$")


def set_cards_apart(document: Document) -> Document:
    """Return a document whose lines on top of cards are furniture, but for the names."""
    hidden = _lines_of_cards(document.blocks)
    if not hidden:
        return document
    blocks = packed(
        replace(block, kind=BlockKind.FURNITURE) if n in hidden else block
        for n, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def _lines_of_cards(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks that cards have between names and words, and hours above names."""
    hidden: set[int] = set()
    places = _recurring(blocks)
    if not places:
        return hidden
    shown = [n for n, block in enumerate(blocks) if block.kind is not _FURNITURE]
    names: set[int] = set()
    for _ in range(_MAX_ROUNDS):
        order = [n for n in shown if n not in hidden]
        at = {n: place for place, n in enumerate(order)}
        above = {
            text: _names_above(own, blocks, order, at, places)
            for text, own in places.items()
            if own[0] not in hidden
        }
        if not _are_the_pages(above, blocks, order):
            break
        for text, own in above.items():
            names |= own
            hidden.update(places[text] if own else ())
    if len(names) < _MIN_CARDS:
        return set()
    return hidden | _hours_above(names, blocks, shown)


def _are_the_pages(
    above: Mapping[str, AbstractSet[int]], blocks: Sequence[Block], order: Sequence[int]
) -> bool:
    """Return whether lines below names are a page's, and no offices.

    One stands on all cards, or several on different cards of the same people.
    """
    noted = {
        one
        for one, n in pairwise(order)
        if _may_be_name(blocks[one].text) and _is_note(blocks[n].text)
    }
    covered = set().union(*above.values())
    if not covered or len(covered) < _MIN_COVERED * len(noted):
        return False
    notes: defaultdict[str, set[str]] = defaultdict(set)
    for text, own in above.items():
        for n in own:
            notes[blocks[n].text].add(text)
    cards = Counter(blocks[n].text for n in covered)
    several = [name for name, count in cards.items() if count > 1]
    changing = sum(len(notes[name]) > 1 for name in several)
    return max(map(len, above.values())) == len(noted) or (
        changing > 0 and _MIN_CHANGING * changing >= len(several)
    )


def _recurring(blocks: Sequence[Block]) -> Mapping[str, list[int]]:
    """Return the places of short lines that come back, and are no names or sentences."""
    times = Counter(
        block.text
        for block in blocks
        if block.kind in _TEXT and len(block.text) <= _MAX_CHARS
    )
    several = {
        text for text, count in times.items() if count >= _MIN_TIMES and _is_note(text)
    }
    places: defaultdict[str, list[int]] = defaultdict(list)
    if several:
        for n, block in enumerate(blocks):
            if block.text in several:
                places[block.text].append(n)
    return places


def _is_note(text: str) -> bool:
    """Return whether a line may be a page's note on a card.

    >>> _is_note("Checked text"), _is_note("Ada Brook"), _is_note("I thank you.")
    (True, False, False)
    """
    return (
        "\n" not in text
        and text[0].isalpha()
        and not text.endswith(_ENDS)
        and " " in text
        and _has_small_word(text)
        and not any(map(str.isdigit, text))
    )


def _has_small_word(text: str) -> bool:
    return any(word[0].islower() and len(word) > _MAX_SMALL for word in text.split())


def _names_above(
    own: Sequence[int],
    blocks: Sequence[Block],
    order: Sequence[int],
    at: Mapping[int, int],
    places: Mapping[str, Sequence[int]],
) -> set[int]:
    """Return the names right above a line that stands between them and words.

    None where it stands elsewhere, too, or below the same name each time.
    """
    names: set[int] = set()
    for n in own:
        # What stands around the text, and may say the same, has no place in it.
        place = at.get(n, 0)
        if 0 < place < len(order) - 1:
            above, below = order[place - 1], blocks[order[place + 1]].text
            words = len(below) > _MIN_SAID_CHARS or below.endswith(_ENDS)
            if _may_be_name(blocks[above].text) and (words or below in places):
                names.add(above)
    several = len({blocks[n].text for n in names}) >= _MIN_NAMES
    return names if several and len(names) >= _MIN_SHARE * len(own) else set()


def _hours_above(
    names: AbstractSet[int], blocks: Sequence[Block], shown: Sequence[int]
) -> set[int]:
    """Return the short lines right above names, if nearly all of them end in an hour."""
    above = {one for one, n in pairwise(shown) if n in names}
    found = {n for n in above if ends_in_hour(blocks[n].text)}
    return found if len(found) >= _MIN_SHARE * len(names) else set()


def ends_in_hour(text: str) -> bool:
    """Return whether a short line ends in an hour: "Speech in debate 9:12".

    >>> ends_in_hour("Speech in debate 9:12"), ends_in_hour("We met at 9:12.")
    (True, False)
    """
    return len(text) <= _MAX_CHARS and _HOUR_AT_END.search(text.rstrip()) is not None


def _may_be_name(text: str) -> bool:
    """Return whether a line is a few words with capitals, and no sentence.

    >>> _may_be_name("Ada van Brook"), _may_be_name("Checked text"), _may_be_name("Yes.")
    (True, False, False)
    """
    words = text.split()
    return (
        len(text) <= _MAX_NAME_CHARS
        and 0 < len(words) <= _MAX_WORDS
        and words[0][0].isupper()
        and not text.endswith(_ENDS)
        and not _has_small_word(text)
        and not any(map(str.isdigit, text))
    )
