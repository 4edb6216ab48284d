"""What may be a name in a text, whatever it is of: runs of capitals, and parts of these.

"Friends of the Valley of Northmoor" holds "Friends of the Valley", too: which of them
is the name, the signs of each tell. A word in small letters for somebody may open one:
"mayor of Northmoor".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.language.word_lists import all_words
from content.segment.messages.words import CACHED_TEXTS
from content.segment.names.body_names import may_be_named_body
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role

_WORD = re.compile(r"[^\W_](?:[\w’'‐/-]*\w)?\.?")
# "(Applause.)" at the end of what somebody says.
_DIRECTION = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]\s*$")
_MAX_SHORT, _MAX_JOINING, _MAX_JOINED = 4, 5, 2
"""Letters and a stop of a short form; of a small word in a name; how many in a row."""
_MAX_SKIPPED, _MAX_WORDS, _MAX_BEHIND_HEAD = 4, 10, 7
"""Words of a run before a part of it; words of a name; words behind one in small letters."""
_MIN_HEAD, _MIN_ADJECTIVE, _MIN_LAST = 3, 5, 4
"""Letters of a name's first word in small letters, of an adjective before it, of its last."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and whether only blanks part it from the one before."""

    text: str
    start: int
    end: int
    follows_blank: bool

    @property
    def capital(self) -> bool:
        """Whether it opens with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class PossibleNames:
    """The words of a text, and what may be names among them.

    Attributes:
        text: The text.
        small_first: Whether names may open with a word in small letters.
    """

    text: str
    small_first: bool

    @cached_property
    def words(self) -> Sequence[Word]:
        """All words, without a direction at the end."""
        direction = _DIRECTION.search(self.text) if self.text[-1:] in ")]" else None
        found: list[Word] = []
        last = 0
        for one in _WORD.finditer(
            self.text[: direction.start()] if direction else self.text
        ):
            gap = self.text[last : one.start()]
            follows_blank = bool(found) and gap.isspace() and "\n\n" not in gap
            found.append(Word(one.group(), one.start(), one.end(), follows_blank))
            last = one.end()
        return found

    @cached_property
    def runs(self) -> Sequence[tuple[int, int]]:
        """The longest names: the first word and the last of each."""
        runs: list[tuple[int, int]] = []
        start = end = -1
        for n, word in enumerate(self.words):
            ends = start >= 0 and _ends_name(self.words[n - 1])
            if start >= 0 and (
                not word.follows_blank or ends or n - end > _MAX_JOINED + 1
            ):
                runs.append((start, end))
                start = -1
            if word.capital:
                start, end = (n if start < 0 else start), n
            elif start >= 0 and not (
                word.text.isalpha() and len(word.text) <= _MAX_JOINING
            ):
                runs.append((start, end))
                start = -1
        return [*runs, (start, end)] if start >= 0 else runs

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The first word and the last of all names, and of their parts."""
        found: dict[tuple[int, int], None] = {}
        for start, end in self.runs:
            capitals = [n for n in range(start, end + 1) if self.words[n].capital]
            for first in capitals:
                if first - start <= _MAX_SKIPPED:
                    found.update(
                        ((first, last), None)
                        for last in capitals
                        if first <= last < first + _MAX_WORDS
                    )
        if self.small_first:
            found.update((span, None) for span in self._small_spans())
        return [*found]

    def name(self, first: int, last: int) -> str:
        """Return the name from one word to another, without the stop of a sentence."""
        end = self.words[last].end
        stop = self.words[last].text.endswith(".") and len(self.words[last].text) > 2
        return self.text[self.words[first].start : end - stop]

    def _small_spans(self) -> Iterator[tuple[int, int]]:
        """Yield what opens with a word in small letters for people, a body or an office."""
        words = self.words
        for n, word in enumerate(words):
            if word.capital or len(word.text) < _MIN_HEAD or not _is_head(word.text):
                continue
            before = words[n - 1] if n and word.follows_blank else None
            adjective = (
                before and not before.capital and len(before.text) >= _MIN_ADJECTIVE
            )
            last = n
            while True:
                if words[last].capital or len(words[last].text) >= _MIN_LAST:
                    yield n, last
                    if adjective:
                        yield n - 1, last
                last += 1
                if (
                    last == len(words)
                    or not words[last].follows_blank
                    or last - n > _MAX_BEHIND_HEAD
                ):
                    break


@lru_cache(maxsize=CACHED_TEXTS)
def possible_names(text: str, *, small_first: bool = False) -> PossibleNames:
    """Return the words of a text, and what may be names among them.

    >>> found = possible_names("A letter of the Friends of Moor came.")
    >>> [found.name(*span) for span in found.spans]
    ['A', 'Friends', 'Friends of Moor', 'Moor']
    >>> found = possible_names("from the mayor of Moor:", small_first=True)
    >>> [found.name(*span) for span in found.spans]
    ['Moor', 'mayor', 'mayor of Moor']
    >>> found = possible_names("Yes, Tom. It came.")
    >>> [found.name(*span) for span in found.spans]
    ['Yes', 'Tom', 'It']
    """
    return PossibleNames(text, small_first)


@lru_cache(maxsize=4096)
def _is_head(word: str) -> bool:
    """Return whether a word is one for people, an office or a body."""
    folded = word.casefold()
    known = folded in all_words("messages.people") or is_role(folded)
    return known or may_be_named_body(folded)


def _ends_name(word: Word) -> bool:
    """Return whether a full stop behind a word ends a sentence: "St." is cut short, "Tom." not."""
    text = word.text
    if not text.endswith("."):
        return False
    whole = len(text) > _MAX_SHORT or text[0].isdigit()
    return whole or (len(text) == _MAX_SHORT and is_given_name(text[:-1]))
