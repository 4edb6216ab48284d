"""A document as a whole: who speaks in it under what names, and how much is doubted."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from content.language.calendar_words import is_calendar_word
from content.language.words.word_counts import WordCounts
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.offices import is_role
from content.segment.names.patronymics import is_patronymic
from content.segment.names.spelling.capitals import CAPITAL, SMALL, WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece

_MIN_TELLING_CHARS = 3
_MAX_PLAIN_WORDS = 4
_INITIALLED = re.compile(
    rf"(?:{CAPITAL}\.\s?){{2}}{CAPITAL}{SMALL}+(?:-{CAPITAL}{SMALL}+)?"
)


class Name:
    """A speaker's name, and what its words are."""

    def __init__(self, name: str) -> None:
        """Take the name apart."""
        known = label_words()
        self.text = name
        self.words = [word.strip(".,") for word in name.split()]
        self.unnamed = is_unnamed_voice(name)
        self.spaceless = WITHOUT_CASE.search(name) is not None
        first = self.words[0].casefold() if self.words else ""
        # "A." is an initial, "a" and "o" are articles.
        first = "" if name[1:2] == "." else first
        self.opens_with_title = first in (
            known.titles | known.articles | known.forms_of_address
        )
        self.holds_office = any(is_role(word.casefold()) for word in self.words)

    @cached_property
    def _given(self) -> tuple[int, ...]:
        """The places of its words that are given names somewhere."""
        return tuple(n for n, word in enumerate(self.words) if is_given_name(word))

    @property
    def is_plain(self) -> bool:
        """Whether a known given name opens or ends it, or is all of it.

        A patronymic may end it; in Han letters a known surname opens it. Two initials
        stand for two given names: "A. R. Brook".
        """
        if self.spaceless:
            return opens_with_han_surname(self.text)
        if _INITIALLED.fullmatch(self.text):
            return True
        return (
            (
                not {0, len(self.words) - 1}.isdisjoint(self._given)
                or self._ends_in_patronymic
            )
            and len(self.words) <= _MAX_PLAIN_WORDS
            and not (self.unnamed or self.holds_office or self.opens_with_title)
            and not self.opens_strangely
        )

    @property
    def opens_strangely(self) -> bool:
        """Whether the first of its given names is neither its first word nor its last.

        Forms of address and abbreviations do not count ("M. Évariste Lund", "Apt. Yön.
        Turgut Bey"), nor does a surname before a given name and a patronymic ("Міщук
        Петро Іванович"), or what a comma or a bracket parts.
        """
        first = min(self._given, default=0)
        parted = "," in self.text or "(" in self.text
        if parted or not 0 < first < len(self.words) - 1:
            return False
        w = label_words()
        known = w.titles | w.articles | w.forms_of_address
        before = self.text.split()[:first]
        strange = any(
            word.casefold() not in known and not word.endswith(".") for word in before
        )
        return strange and not self._ends_in_patronymic

    @property
    def _ends_in_patronymic(self) -> bool:
        """Whether a patronymic ends it, behind a given name: "Міщук Петро Іванович"."""
        last = len(self.words) - 1
        return last - 1 in self._given and is_patronymic(self.words[last])

    @property
    def last_pair(self) -> tuple[str, ...]:
        """Its last two words, if it has as many."""
        return tuple(WORD_OR_NUMBER.findall(self.text)[-2:])

    @property
    def telling(self) -> list[str]:
        """Its words but the shortest ones."""
        return [
            w for w in WORD_OR_NUMBER.findall(self.text) if len(w) >= _MIN_TELLING_CHARS
        ]


class Whole:
    """What is true of all pieces of a document together.

    Attributes:
        spoken: The pieces that are given to somebody, and to whom.
        sizes: The letters and digits of each piece.
        given: Those of each speaker.
        doubted: Of these, those with low confidence.
    """

    def __init__(self, pieces: Sequence[Piece], counts: WordCounts) -> None:
        """Count once what each speaker is given.

        Args:
            pieces: All pieces of the document.
            counts: The words of their texts.
        """
        self._pieces = pieces
        self.spoken: Sequence[tuple[int, str]] = [
            (n, piece.speaker)
            for n, piece in enumerate(pieces)
            if piece.spoken and piece.speaker
        ]
        self._counts = counts
        self.sizes = list(counts.sizes_of(piece.text for piece in pieces))
        self.given: Counter[str] = Counter()
        self.doubted: Counter[str] = Counter()
        for n, speaker in self.spoken:
            self.given[speaker] += self.sizes[n]
            self.doubted[speaker] += self.sizes[n] * pieces[n].doubtful
        self.names = {name: Name(name) for name in self.given}

    @cached_property
    def named(self) -> int:
        """How many speakers have a name."""
        return sum(not one.unnamed for one in self.names.values())

    @cached_property
    def share_above(self) -> float:
        """The share of the document that stands above its first label."""
        above = 0
        for piece, size in zip(self._pieces, self.sizes, strict=True):
            if piece.turn > 0:
                return above / (sum(self.sizes) or 1)
            above += size
        return 1.0

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the texts, as it is written there."""
        return self._counts.times

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """The last pairs of names that stand beside each other in the texts."""
        asked = {one.last_pair for one in self.names.values()}
        parts = self._counts.parts_with({pair[-1] for pair in asked if pair})
        return frozenset(
            pair
            for piece in self._pieces
            if not parts.isdisjoint(piece.text.split())
            for pair in pairwise(WORD_OR_NUMBER.findall(piece.text))
            if pair in asked
        )

    @cached_property
    def turns(self) -> Counter[str]:
        """How many turns each speaker has."""
        found: Counter[str] = Counter()
        last: tuple[int, str] | None = None
        for n, speaker in self.spoken:
            if (self._pieces[n].turn, speaker) != last:
                found[speaker] += 1
                last = (self._pieces[n].turn, speaker)
        return found

    @cached_property
    def continued(self) -> frozenset[int]:
        """The pieces that are not the first of a speaker's under their label."""
        found = set()
        last: tuple[int, str] | None = None
        for n, speaker in self.spoken:
            own = (self._pieces[n].turn, speaker)
            if own == last:
                found.add(n)
            last = own
        return frozenset(found)

    def doubted_beside(self, speaker: str) -> float:
        """Return what share of the other speakers' words is doubted."""
        given, doubted = self._totals
        others = given - self.given[speaker]
        return (doubted - self.doubted[speaker]) / max(1, others)

    @cached_property
    def _totals(self) -> tuple[int, int]:
        return self.given.total(), self.doubted.total()

    def has_common_word(self, name: Name) -> bool:
        """Return whether texts have a word of a name in small letters at least as often.

        Its titles and offices ("Don Luis Ruiz", "Councillor Hall") are none of it, nor is
        a month: "Марта Квасова" speaks on "14 марта".
        """
        return not (name.unnamed or name.spaceless) and any(
            word.islower() or 0 < self.words[word.lower()] >= self.words[word]
            for word in name.telling
            if not (_is_title(word.casefold()) or is_calendar_word(word))
        )


def _is_title(word: str) -> bool:
    return word in label_words().titles or is_role(word)
