"""The words that a text must have for one of many expressions to match in it.

Most rules look for words that most lines have none of. To search each line for each of
them takes much of the time of a long document, though its words are few and come again
and again. So an expression says once which pieces of words each match of it has, every
word of a document is asked once for which expressions it has such a piece, and a line
is searched only for what its words admit. Which lines match stays the same: what is not
understood of an expression is taken to match anywhere. Nor is a line searched where one
of its words is known to be a match by itself.

A piece is in lower case, with a blank where the word begins or ends: " vote " is the
whole word, " vot" its beginning, "ote" what may stand inside. A sign is one by itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from content.language.patterns.alternatives import top_level
from content.language.patterns.letter_case import lower_letters

ANY = 1
"""The number of what may match in any text."""

_FIRST_NUMBER, _FIRST_SURE = 2, 4
_MAX_TEXTS = 1 << 17
_MAX_PARTS = 50_000
_OPENING = 3
_MAX_LENGTH = 40
"""A part without blanks that is longer is not looked into, and may have any word."""
_WHOLE_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters of scripts that put no blanks between words, where all would be one word, and
# letters that expressions which ignore case take for others.
_UNSPACED = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u3040-\uabff\uf900-\U0010ffff"
    "\xb5\u0345\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u1c80-\u1c88\u1e9b\u1fbe\u1fd3\u1fe3]"
)
_COMMON = re.compile(r"[\s\\a-z\d]")
# In an expression: the last letter before "?" may be wanting.
_CERTAIN_LETTERS = re.compile(r"[^\W\d_]+(?![?*+{])")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(\d*),?\d*\})[?+]?")
_GROUP = re.compile(r"\((?:\?(?::|=|-?[a-z]+:|[Pp]<\w+>)|(?!\?))")
_EDGES = frozenset(
    {r"\b", r"\A", r"\Z", "^", "$", r"(?<!\w)", r"(?<![^\W\d_])"}
    | {r"(?!\w)", r"(?![^\W\d_])"}
)
_NO_LETTER = frozenset({r"\s", r"\W", r"\d"})


def needed_pieces(
    expression: str, *, before: bool = False, after: bool = False
) -> frozenset[str] | None:
    """Return pieces of words of which each match of an expression has one, or None.

    Args:
        expression: A regular expression for texts in lower case.
        before: Whether no letter stands right before a match.
        after: Whether none stands right after it.
    """
    found: set[str] = set()
    for part in top_level(expression):
        pieces = _of_sequence(part, before=before, after=after)
        if pieces is None:
            return None
        found |= pieces
    return frozenset(found)


@lru_cache(maxsize=8192)
def _of_sequence(part: str, *, before: bool, after: bool) -> frozenset[str] | None:
    """Return the most telling pieces of what has no alternatives but in brackets."""
    if _PLAIN.fullmatch(part):
        whole = f"{' ' * before}{part}{' ' * after}"
        words = re.findall(r" ?[^ ]+ ?", whole.replace(" ", "  "))
        return _telling_piece(max(words, key=len))
    found: list[frozenset[str] | None] = []
    run, opened = "", before
    items = [*_items(part), _Item("", after)]
    for item, following in zip(items, [*items[1:], items[-1]], strict=True):
        if letters := item.letters:
            run += letters
            continue
        if run:
            ended = item.certain and item.parts_words
            if item.looks_ahead and item.certain and not ended:
                # What it looks at is no part of the match, which the next item ends.
                ended = item.sees_gap or (following.certain and following.parts_words)
            found.append(_telling_piece(f"{' ' * opened}{run}{' ' * ended}"))
            run, opened = "", False
        group = _GROUP.match(item.sign)
        if group is None:
            if signs := item.signs:
                found.append(frozenset(_UNSPACED.sub("", signs)))
            opened = item.parts_words and (opened or item.certain)
            continue
        inside = item.sign[group.end() : -1]
        ahead = group[0] == "(?="
        if item.certain:
            ended = following.certain and following.parts_words and not ahead
            found.append(needed_pieces(inside, before=opened, after=ended))
        if not ahead:
            opened = (opened or item.certain) and _ends_in_blank(inside)
    known = (pieces for pieces in found if pieces is not None)
    return max(known, key=_telling, default=None)


def _telling_piece(piece: str) -> frozenset[str] | None:
    if _UNSPACED.search(piece):
        return frozenset()  # No text that has it is kept from a search.
    is_common = len(piece) == 1 and piece.isascii() and piece.isalpha()
    return None if is_common else frozenset({piece})


def _telling(pieces: frozenset[str]) -> tuple[int, int]:
    """Return how little a text is likely to have one of some pieces by chance."""
    letters = (len(one) + len(one.strip()) for one in pieces)
    return min(letters, default=_MAX_LENGTH), -len(pieces)


def _ends_in_blank(expression: str) -> bool:
    return all(part.endswith((" ", r"[\s,]+")) for part in top_level(expression))


class _Item(NamedTuple):
    """A sign of an expression, some letters, or all that stands in one pair of brackets.

    Attributes:
        certain: Whether it is in each match.
        single: Whether it is in none more than once.
    """

    sign: str
    certain: bool
    single: bool = True

    @property
    def letters(self) -> str:
        """The letters that it is, if it is only letters, which are once in each match."""
        if not (self.certain and self.single):
            return ""
        if _LETTERS.fullmatch(self.sign):
            return self.sign
        letters = self.sign.strip("[]")  # "[Hh]" is "[hh]" in lower case.
        return letters[0] if len(set(letters)) == 1 and _LETTERS.match(letters) else ""

    @property
    def signs(self) -> str:
        """Characters in sight that few texts have, of which each match has one."""
        sign = self.sign
        if not self.certain or sign in {"", ".", "^", "$"}:
            return ""
        listed = sign if len(sign) == 1 else sign[1:-1] if sign[0] == "[" else ""
        ranges = listed is not sign and (listed[:1] == "^" or "-" in listed[1:-1])
        return "" if ranges or _COMMON.search(listed) else listed

    @property
    def looks_ahead(self) -> bool:
        """Whether it only says what stands behind the place, or what does not."""
        return self.sign.startswith(("(?=", "(?!"))

    @property
    def sees_gap(self) -> bool:
        """Whether it says that no word goes on."""
        if not self.sign.startswith("(?="):
            return False
        firsts = [next(_items(one), _END) for one in top_level(self.sign[3:-1])]
        return all(one.certain and one.parts_words for one in firsts)

    @property
    def parts_words(self) -> bool:
        """Whether no word goes on where it matches."""
        sign = self.sign
        if sign in _EDGES or sign in _NO_LETTER or not sign:
            return True
        if len(sign) == 1:
            return sign != "." and _LETTERS.match(sign) is None
        if sign[0] == "\\":
            return not sign[1].isalnum()
        if sign[0] != "[" or sign[1] == "^" or "-" in sign[2:-2]:
            return False
        inside = re.sub(r"\\[sWd]", "", sign[1:-1])
        return "\\" not in inside and _LETTERS.search(inside) is None


_END = _Item("", certain=False)


def _items(part: str) -> Iterator[_Item]:
    place = 0
    while place < len(part):
        letters = _CERTAIN_LETTERS.match(part, place)
        if letters is not None:  # Most of an expression is letters.
            yield _Item(letters[0], certain=True)
            place = letters.end()
            continue
        sign = _SIGN.match(part, place)
        end = _group_end(part, place) if part[place] == "(" or not sign else sign.end()
        quantifier = _QUANTIFIER.match(part, end)
        if quantifier is None:
            yield _Item(part[place:end], certain=True)
            place = end
            continue
        optional = quantifier[0][0] in "?*" or quantifier[1] in {"", "0"}
        yield _Item(part[place:end], certain=not optional, single=False)
        place = quantifier.end()


def _group_end(part: str, place: int) -> int:
    depth = 0
    for sign in _BRACKET.finditer(part, place):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if not depth:
            return sign.end()
    raise ValueError(f"{part!r} has a bracket that nothing closes")


class WordFilter:
    """Tells for which of many expressions the words of a text have a piece.

    Attributes:
        numbers: Of each expression, what is in the sum of a text that it may match in.
        sure: Of each expression, what is in the sum of a text that has a word which is
            a match by itself.

    Both are the same however many expressions follow, so that a sum holds for all those
    that it was made with.
    """

    def __init__(
        self,
        expressions: Iterable[frozenset[str] | None],
        matches: Sequence[frozenset[str]] = (),
        as_printed: Sequence[frozenset[str]] = (),
    ) -> None:
        """Take in what is known of each expression.

        Args:
            expressions: Its pieces; None for what may match anywhere.
            matches: The words that are matches by themselves where they stand alone.
            as_printed: Those that are only with the capitals that they have here.
        """
        self.numbers: list[int] = []
        self._masks: dict[str, int] = {}
        self._every = ANY
        for place, pieces in enumerate(expressions):
            number = _FIRST_NUMBER << 2 * place
            self._every |= number
            self.numbers.append(ANY if pieces is None else number)
            for piece in pieces or ():
                self._masks[piece] = self._masks.get(piece, 0) | number
        self._signs = frozenset(piece for piece in self._masks if len(piece) == 1)
        self._lengths = _lengths_by_opening(self._masks)
        self.sure = [_FIRST_SURE << 2 * place for place in range(len(matches))]
        self._matches = self._sure_by_word(matches)
        self._as_printed = self._sure_by_word(as_printed)
        self._parts = _Parts(self._of_part)
        self.admitted = lru_cache(_MAX_TEXTS)(self._admitted)

    def _sure_by_word(self, matches: Sequence[frozenset[str]]) -> dict[str, int]:
        found: dict[str, int] = {}
        for sure, words in zip(self.sure, matches, strict=False):
            for word in words:
                found[word] = found.get(word, 0) | sure
        return found

    def _admitted(self, text: str) -> int:
        """Return the sum of the numbers of the expressions that may match in a text."""
        return reduce(or_, map(self._parts.__getitem__, text.split()), ANY)

    def _of_part(self, part: str) -> int:
        if len(part) > _MAX_LENGTH or (not part.isascii() and _UNSPACED.search(part)):
            return self._every
        lower = lower_letters(part)
        mask = ANY
        for word in _WHOLE_WORD.findall(lower):
            mask |= self._matches.get(word, 0)
        for word in _WHOLE_WORD.findall(part):
            mask |= self._as_printed.get(word, 0)
        for sign in self._signs.intersection(lower):
            mask |= self._masks[sign]
        for word in _LETTERS.findall(lower):
            mask |= self._of_word(word)
        return mask

    def _of_word(self, word: str) -> int:
        mask, padded = 0, f" {word} "
        for start in range(len(padded) - 1):
            opening = padded[start : start + _OPENING]
            for length in self._lengths.get(opening) or self._lengths.get(
                opening[:2], ()
            ):
                mask |= self._masks.get(padded[start : start + length], 0)
        return mask


def _lengths_by_opening(pieces: Iterable[str]) -> dict[str, Sequence[int]]:
    """Return how long the pieces are that open with three letters, or with no more than two."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for piece in pieces:
        lengths[piece[:_OPENING]].add(len(piece))
    shorter = {
        opening: found for opening, found in lengths.items() if len(opening) < _OPENING
    }
    return {
        opening: tuple(found | shorter.get(opening[:2], set()))
        for opening, found in lengths.items()
    }


class _Parts(dict[str, int]):
    """What the words in what stands between two blanks admit."""

    def __init__(self, look: Callable[[str], int]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, part: str) -> int:
        mask = self._look(part)
        if len(part) > _MAX_LENGTH:
            return mask
        if len(self) >= _MAX_PARTS:
            self.clear()
        self[part] = mask
        return mask
