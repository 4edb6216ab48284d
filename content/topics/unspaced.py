"""Find phrases in Chinese and Japanese, which put no spaces between words.

A candidate is a string of two to six characters that keep together: they meet far
oftener than chance would have it, and different characters stand before and after
them. Of Japanese only what is written in kanji or katakana is looked at: hiragana are
endings and particles.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from content.language.word_lists import all_words, words
from content.topics.phrases import Key, Passage, Phrase, independent_counts

MIN_CHARS, MAX_CHARS = 2, 6

MIN_COUNT = 3
"""Times that a string has to be said at least."""

MIN_ASSOCIATION = 6.0
"""How many times more often than by chance the two parts of a string must meet."""

MIN_TEXT_CHARS = 500
"""Characters that a speech counts for at least, where chance is computed."""

PHRASE_CHARS, PHRASE_FACTOR = 4, 1.5
"""Characters from which a string is a phrase of several words, and its factor."""

_HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_HAN}]{{2,}}|[\u30a1-\u30fa\u30fc]{{2,}}")
_GAP = "\n"

_Places = dict[str, list[int]]


def unspaced_phrases(
    passages: Sequence[Passage], names: frozenset[str]
) -> list[Phrase]:
    """Return the strings that may be topics, in any order.

    Args:
        passages: What is said.
        names: Strings that no phrase may hold, nor be held by.
    """
    text, starts, speakers = _joined(passages)
    if not text:
        return []
    places = _repeated_strings(text)
    stop = words("zh", "stop_words") | all_words("topics.never_unspaced")
    fitting: dict[Key, int] = {
        tuple(string): len(at)
        for string, at in places.items()
        if len(string) >= MIN_CHARS
        and not (string[0] in stop or string[-1] in stop or string in stop)
        and not any(name in string or string in name for name in names)
        and _is_cohesive(string, places, len(text))
        and _is_complete(string, at, text)
    }
    counts = independent_counts(fitting)
    found = []
    for key in fitting:
        if counts[key] < MIN_COUNT - 1:
            continue
        string = "".join(key)
        said = Counter(speakers[bisect_right(starts, at) - 1] for at in places[string])
        found.append(
            Phrase(
                key=key,
                printed=string,
                weight=counts[key]
                * (PHRASE_FACTOR if len(key) >= PHRASE_CHARS else 1.0),
                said=tuple(sorted(said.items())),
            )
        )
    return found


def count_unspaced(text: str) -> int:
    """Return the number of Chinese and Japanese characters in a text."""
    return 0 if text.isascii() else sum(map(len, _RUN.findall(text)))


def _joined(passages: Sequence[Passage]) -> tuple[str, list[int], list[int]]:
    """Return all runs as one text, where each passage starts in it, and who speaks."""
    parts, starts, speakers = [_GAP], [0], [0]
    size = 1
    for passage in passages:
        if passage.text.isascii():
            continue
        starts.append(size)
        speakers.append(passage.speaker)
        for found in _RUN.finditer(passage.text):
            parts += [found[0], _GAP]
            size += len(found[0]) + 1
    return "".join(parts) if size > 1 else "", starts, speakers


def _repeated_strings(text: str) -> _Places:
    """Return the places of all strings said `MIN_COUNT` times, single characters too."""
    found: _Places = {}
    alive: Iterable[int] = range(len(text))
    for size in range(1, MAX_CHARS + 1):
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at in alive:
            places[text[at : at + size]].append(at)
        often = {
            string: where
            for string, where in places.items()
            if len(where) >= MIN_COUNT and _GAP not in string
        }
        found |= often
        # A longer string is said no oftener than the one it begins with.
        alive = sorted(at for where in often.values() for at in where)
    return found


def _is_cohesive(string: str, places: _Places, total: int) -> bool:
    """Return whether each two parts of a string meet much more often than by chance."""
    count = len(places[string]) * max(total, MIN_TEXT_CHARS)
    return all(
        count
        >= MIN_ASSOCIATION
        * len(places.get(string[:cut], ()))
        * len(places.get(string[cut:], ()))
        for cut in range(1, len(string))
    )


def _is_complete(string: str, places: Sequence[int], text: str) -> bool:
    """Return whether a string is more than a part of one longer string."""
    size = len(string)
    before = {text[at - 1] for at in places}
    after = {text[at + size : at + size + 1] for at in places}
    return (len(before) > 1 or _GAP in before) and (len(after) > 1 or _GAP in after)
