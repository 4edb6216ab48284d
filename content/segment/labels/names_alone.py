"""Names that stand alone on a line above what they say, in any typography.

"--- Ada Brook ---", "Ada Brook" in a heading, "@ada": a document prints all its names in
one slot, which its style and the signs around the words tell. What stands there more than
once, above sentences and never right below another name, names who speaks; so do names
that stand there once. Each sign is weak, so all are weighed together.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from content.language.sentence_marks import LINE_ENDS, SENTENCE_GAP
from content.language.words.word_counts import WordCounts
from content.language.words.word_patterns import WORD
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.opening_label import is_in_capitals
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.labels.stamps import STAMP, is_time_of_day
from content.segment.lines import Line, is_rule
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import (
    is_false_label,
    is_unnamed_voice,
    label_key,
    name_score,
    without_brackets,
)
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

Slot = tuple[object, ...]

_MAX_CHARS, _MAX_WORDS = 90, 10
_STAMPED = re.compile(rf"[\s,;|·•–—-]*[\[(]?{STAMP}[\])]?\s*$")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$|\.[^\W\d_]{1,2}\.$")
_PAIRS = {"(": ")", "[": "]", "\uff08": "\uff09"}
_APART = re.compile(r"[:：]\s|\S\s{3,}\S")
_DIGITS = re.compile(r"\d+")
_MIN_LONG = 50
_MIN_LINES, _MIN_LIST, _MIN_KEYS, _FEW = 4, 5, 2, 2
# Of words as a name, and of all names of a slot.
_MIN_WORTH, _MIN_ALL, _MIN_AGAIN = 0.95, 2.3, 0.3
_MIN_NAME, _MIN_KNOWN, _HANDLE = 0.4, 0.8, 0.35
# What speaks for words that stand in a slot never, once, twice, three times and more.
_TIMES = (0.0, 0.0, 0.35, 0.55, 0.7)
# Who speaks once and may be a title is taken with doubt.
_RECURS, _KNOWN, _LONE = 0.85, 0.65, 0.55


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Short words alone on a line, and the slot that they stand in."""

    line: int
    printed: str
    key: str
    slot: Slot


def labels_of_names_alone(
    lines: Sequence[Line], counts: WordCounts, lowercase: frozenset[str]
) -> dict[int, ScoredLabel]:
    """Return the names that stand alone in the slot of a document which has most of them.

    Args:
        lines: All lines of the document.
        counts: How often each word stands in them.
        lowercase: Words that they mostly have in small letters.
    """
    slots: defaultdict[Slot, list[_Candidate]] = defaultdict(list)
    for n, line in enumerate(lines):
        if (one := _candidate(n, line)) is not None:
            slots[one.slot].append(one)
    many = [found for found in slots.values() if len(found) >= _MIN_LINES]
    if not many:
        return {}
    page = _Page(lines, counts, lowercase)
    found = [page.names_in(one) for one in many]
    return max(found, key=len)


def _candidate(n: int, line: Line) -> _Candidate | None:
    """Return what stands alone on a line if it is as short as a name and ends as one."""
    text = line.text
    if len(text) > _MAX_CHARS or line.enclosed or line.voice or not line.spoken:
        return None
    bare = text.strip()
    stamped = _STAMPED.search(bare) if ":" in bare else None
    end = stamped.start() if stamped else len(bare)
    start = _start(bare)
    end -= len(_tail(bare[start:end]))
    printed = " ".join(bare[start:end].split())
    words = len(without_brackets(printed).split())
    # "Chair: Ada Brook" is a field, and "Ada Brook    Tom Hall" sign below words.
    if not 0 < words <= _MAX_WORDS or _APART.search(bare, start, end):
        return None
    key = label_key(printed)
    if not key or (start and DIRECTION.is_in(printed)):
        return None  # "(Applause)"
    shape = (_DIGITS.sub("0", bare[:start]), _DIGITS.sub("0", bare[end:]))
    slot = (line.kind, line.level, line.is_bold, line.is_italic, *shape)
    return _Candidate(line=n, printed=printed, key=key, slot=slot)


def _start(text: str) -> int:
    """Return where the first letter stands, behind signs and numbers."""
    return next((n for n, char in enumerate(text) if char.isalpha()), len(text))


def _tail(text: str) -> str:
    """Return the signs that end a text, but for a picture, and what ends an initial.

    >>> _tail("Ada Brook ---"), _tail("A.B."), _tail("Ada (Lib)"), _tail("Ada \u266a")
    (' ---', '', '', '')
    """
    end = len(text)
    while end and (text[end - 1] == "_" or not text[end - 1].isalnum()):
        end -= 1
    tail = text[end:]
    if not tail.strip():
        return tail
    core = text[: len(text) - len(tail)]
    for opens, closes in _PAIRS.items():
        if closes in tail and core.rfind(opens) > core.rfind(closes):
            return tail[tail.index(closes) + 1 :]
    if core.count(" /") > core.count("/ ") and "/" in tail:
        return tail[tail.index("/") + 1 :]
    if unicodedata.category(tail.strip()[0]) == "So":
        return tail.strip()[1:]
    if tail[0] == "." and _INITIAL.search(f"{core}."):
        return tail[1:]
    return tail


class _Page:
    """The lines of a document, and what they say of words that may be names."""

    def __init__(
        self, lines: Sequence[Line], counts: WordCounts, lowercase: frozenset[str]
    ) -> None:
        self.lines = lines
        self.lowercase = lowercase
        self._counts = counts

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the lines."""
        return self._counts.by(WORD).times

    def names_in(self, slot: Sequence[_Candidate]) -> dict[int, ScoredLabel]:
        """Return the names that take turns in a slot, by their lines; none if few do."""
        free = self._without_lists(slot)
        places: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for one in free:
            places[one.key].append(one)
        if len(places) < _MIN_KEYS or len(places) == len(free):
            return {}
        own = _words_of(self.lines[one.line] for one in free)
        signs = {
            key: -1.0 if _is_noted(ones) else self._name_worth(ones[0].printed, own)
            for key, ones in places.items()
        }
        taken: dict[int, _Candidate] = {}
        worth: dict[str, float] = {}
        first = {key: self._worth(ones, signs[key], {}) for key, ones in places.items()}
        for key in sorted(places, key=lambda key: -first[key]):
            worth[key] = self._worth(places[key], signs[key], taken)
            heard = self._has_words(places[key])
            if worth[key] >= _MIN_WORTH and heard:
                taken |= {one.line: one for one in places[key]}
        again = [n for n, one in taken.items() if len(places[one.key]) > 1]
        if not again:
            return {}
        back = min(again)
        filled = {one.line for one in slot}
        kept = {
            n: one
            for n, one in taken.items()
            if self._below(n) not in taken
            and (
                n >= back
                or (_is_surely_name(one.printed) and self._is_apart(n, filled))
            )
        }
        # "New" and "Improved" come back, too.
        if not any(map(self._may_be_called, kept.values())):
            return {}
        if self._weigh(kept, signs) < _MIN_ALL:
            return {}
        return {
            n: _scored(one, signs[one.key], places, self.lines)
            for n, one in kept.items()
        }

    def _may_be_called(self, one: _Candidate) -> bool:
        """Return whether more than a capital tells that somebody goes by these words."""
        words = without_brackets(one.printed).split()
        return (
            len(words) > 1
            or not words[0][:1].isupper()
            or _is_surely_name(one.printed)
            or one.slot[-2:] != ("", "")
        )

    def _weigh(
        self, kept: Mapping[int, _Candidate], signs: Mapping[str, float]
    ) -> float:
        """Return how much speaks for lines as the labels of a document."""
        keys = [kept[n].key for n in sorted(kept)]
        times = Counter(keys)
        if len(keys) < _MIN_LINES or len(times) < _MIN_KEYS:
            return 0.0
        again = sum(times[key] > 1 for key in keys) / len(keys)
        back = [key for key, count in times.items() if count > 1]
        # "CARRIED" comes back below motions.
        if again < _MIN_AGAIN or (len(back) < _FEW and signs[back[0]] < _MIN_KNOWN):
            return 0.0
        turns = sum(one != two for one, two in pairwise(keys)) / (len(keys) - 1)
        return (
            again
            + 0.7 * turns
            + 0.7 * self._share(kept, self._is_sentence)
            + 0.3 * self._share(kept, self._is_spoken)
            + sum(signs[key] for key in keys) / len(keys)
        )

    def _worth(
        self, ones: Sequence[_Candidate], sign: float, taken: Collection[int]
    ) -> float:
        """Return how much speaks for words in a slot as somebody's name."""
        places = [one.line for one in ones]
        touching = sum(
            self._below(n) in taken or self._above(n) in taken for n in places
        )
        return (
            sign
            + _TIMES[min(len(places), len(_TIMES) - 1)]
            + 0.35 * self._share(places, self._is_sentence)
            + 0.15 * self._share(places, self._is_spoken)
            - 0.9 * touching / len(places)
        )

    def _has_words(self, ones: Sequence[_Candidate]) -> bool:
        """Return whether sentences stand below a name, or words of whom comes back often."""
        said = sum(
            self._is_sentence(one.line) or self._is_spoken(one.line) for one in ones
        )
        return 2 * said >= len(ones) if len(ones) <= _FEW else said > 0

    def _is_apart(self, n: int, own: Collection[int]) -> bool:
        """Return whether nothing of the same slot, as in a list, stands beside a line."""
        return self._above(n) not in own and self._below(n) not in own

    def _share(self, places: Collection[int], asks: Callable[[int], bool]) -> float:
        return sum(map(asks, places)) / len(places)

    def _below(self, n: int) -> int:
        """Return the next line that has words; a rule or an hour may stand between."""
        n += 1
        while n < len(self.lines) and _is_between(self.lines[n].text):
            n += 1
        return n

    def _above(self, n: int) -> int:
        n -= 1
        while n >= 0 and _is_between(self.lines[n].text):
            n -= 1
        return n

    def _is_sentence(self, n: int) -> bool:
        """Return whether a line stands above a whole sentence."""
        below = self._below(n)
        if below >= len(self.lines) or self.lines[below].kind is HEADING_BLOCK:
            return False
        text = self.lines[below].text.strip()
        return (
            len(text) > _MIN_LONG
            or text.endswith(LINE_ENDS)
            or SENTENCE_GAP.search(text) is not None
        )

    def _is_spoken(self, n: int) -> bool:
        """Return whether somebody speaks in person below a line."""
        below = self._below(n)
        return below < len(self.lines) and SPOKEN_WORDS.is_in(self.lines[below].text)

    def _without_lists(self, slot: Sequence[_Candidate]) -> list[_Candidate]:
        """Return what stands in a slot, but for long runs in which nothing comes back."""
        free: list[_Candidate] = []
        run: list[_Candidate] = []
        for one in [*slot, None]:
            if run and (one is None or run[-1].line + 1 < one.line):
                listed = len(run) >= _MIN_LIST
                listed = listed and len({each.key for each in run}) == len(run)
                free += run[-1:] if listed else run
                run = []
            if one is not None:
                run.append(one)
        return free

    def _handle_worth(self, words: Sequence[str], own: Counter[str]) -> float:
        """Return how much words without capitals look like what somebody goes by.

        That is one word, or words that the document has nowhere else, or a name behind
        an abbreviation: "adv. Brook".
        """
        if any(word.casefold() in label_words().never_in_labels for word in words):
            return -1.0
        titled = words[0].endswith(".") and words[-1][:1].isupper()
        strange = not any(
            self.words[word] > own[word] for word in map(str.casefold, words)
        )
        return _HANDLE if len(words) == 1 or titled or strange else -1.0

    def _name_worth(self, printed: str, own: Counter[str]) -> float:
        """Return how much words look like a name, up to 1; below 0 if they are none.

        Args:
            printed: The words.
            own: How often each word stands in the slot, which other lines may have, too.
        """
        if is_false_label(printed):
            return -1.0  # "Ingredients" and "Method" come back in each recipe.
        words = without_brackets(printed).split()
        score = name_score(printed, self.lowercase)
        if score < _MIN_NAME:
            return self._handle_worth(words, own)
        given = any(map(is_given_name, words))
        known = any(
            self.words[word.capitalize()] > own[word.capitalize()]
            and word.casefold() not in self.lowercase
            for word in words
            if word[:1].isupper()
        )
        return min(1.0, score + 0.2 * given + 0.15 * known)


def _words_of(lines: Iterable[Line]) -> Counter[str]:
    """Return how often each word stands in lines."""
    return Counter(chain.from_iterable(WORD.findall(line.text) for line in lines))


def _is_noted(ones: Sequence[_Candidate]) -> bool:
    """Return whether words come back with another note each time: "Letter (Ada Brook)"."""
    notes = {
        one.printed for one in ones if without_brackets(one.printed) != one.printed
    }
    return 1 < len(ones) == len(notes)


def _is_surely_name(printed: str) -> bool:
    """Return whether words above all names that come back are a name, and no title."""
    words = without_brackets(printed).split()
    return (
        is_unnamed_voice(printed)
        or words[0].casefold().strip(".") in label_words().titles_and_roles
        or any(map(is_given_name, (words[0], words[-1])))
        or WITHOUT_CASE.match(printed) is not None
    )


def _is_between(text: str) -> bool:
    return is_rule(text) or is_time_of_day(text)


def _scored(
    one: _Candidate,
    sign: float,
    places: Mapping[str, Sequence[_Candidate]],
    lines: Sequence[Line],
) -> ScoredLabel:
    line = lines[one.line]
    score = _KNOWN if sign >= _MIN_KNOWN else _LONE
    score = _RECURS if len(places[one.key]) > 1 else score
    label = Label(
        printed=one.printed,
        end=len(line.text),
        ending=Ending.LINE,
        style=_style(line, one.printed),
        alone=True,
    )
    return ScoredLabel(line=one.line, label=label, score=score, key=one.key)


def _style(line: Line, printed: str) -> LabelStyle:
    if line.kind is HEADING_BLOCK:
        return LabelStyle.HEADING
    if line.is_bold:
        return LabelStyle.BOLD
    return LabelStyle.CAPS if is_in_capitals(printed) else LabelStyle.PLAIN
