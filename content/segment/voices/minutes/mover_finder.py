"""Whom a line of minutes names as the mover or the sender of a text.

"Ada Brook moved:", "Motion B – tabled by the board": in full, by surname, or by office.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from content.language.word_lists import any_words
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_text,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.words import (
    sentences_of,
    speaks_of_question,
)
from content.segment.names.in_text.people.cast import Cast, Named
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.voices.minutes.minutes import Minutes

_MAX_LEAD, _MAX_HEAD = 400, 120
_MAX_MOVER_WORDS, _MAX_OFFSET, _MIN_STEM = 3, 30, 4
_MIN_MOVED = 5
_NAMED, _LIKELY, _UNSURE = 0.9, 0.8, 0.7
_COLON = re.compile(r"\s?[:：]\s*(?=\S)")
_CLAUSE_END = re.compile(r"[,.;:()–—]|\s-\s")
# "(Ms Hall asked to leave out a word)", not "(moved by the clerk)"
_CLAUSE_IN_BRACKETS = re.compile(r"\s?\(([^\W\d_][^()]{20,200})\)")
_MIN_SMALL_WORDS, _MIN_SMALL = 3, 3
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{3,60})[)）]\W{0,3}$")


@dataclass(frozen=True, slots=True)
class Mover:
    """Whose a text is, and how sure that is."""

    name: str
    confidence: float


class MoverFinder:
    """Finds movers and senders in the lines of one document."""

    def __init__(self, pieces: Sequence[Piece], minutes: Minutes) -> None:
        """Keep the lines in which names are looked up.

        Args:
            pieces: The pieces of a document.
            minutes: What it is known by to be minutes.
        """
        self._pieces = pieces
        self._minutes = minutes
        self._code = minutes.code
        self._words = words_of_announcements(minutes.code)

    @cached_property
    def _cast(self) -> Cast:
        texts = [piece.text for piece in self._pieces]
        return Cast(texts, self._minutes.listed, self._code)

    @cached_property
    def _names(self) -> list[str]:
        return [*self._minutes.listed, *self._speakers]

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """The words of the names of who is present or speaks."""
        return frozenset(word for name in self._names for word in name.split())

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        """Who is present or speaks, by the key of the name; the first of several."""
        return {label_key(name): name for name in reversed(self._names)}

    @cached_property
    def _by_last_word(self) -> Mapping[str, list[str]]:
        """The speakers by the last word of the key of their names."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._speakers:
            found[_last_word(label_key(name))].append(name)
        return found

    @cached_property
    def _by_surname(self) -> Mapping[str, set[str]]:
        """The speakers by surname, short ones left out."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._speakers:
            if len(surname := _surname(name)) >= _MIN_STEM:
                found[surname].add(name)
        return found

    @cached_property
    def _speakers(self) -> list[str]:
        spoken = [p.speaker for p in self._pieces if p.speaker and p.label]
        return [*dict.fromkeys(spoken)]

    def mover(self, told: str) -> Mover | None:
        """Return whom the words that lead to a text name as its mover or sender.

        None whom they tell of in brackets: "After a debate (Ms Hall asked for a break):".
        """
        if "(" in told:
            told = _CLAUSE_IN_BRACKETS.sub(_unless_clause, told)
        if field := self.field_of_mover(told):
            named = self._named_at_start(told[field.end() :])
            return Mover(self._as_speaker(named), _NAMED) if named else None
        sentences = sentences_of(told[-_MAX_LEAD:])[-2:]
        near = " ".join(sentences)
        last = sentences[-1] if sentences else ""
        tells = self.names_motion(last) or self._words.acts.search(last)
        if self.moved_by(last) or (
            tells and ([*self._people(last)] or named_body(last, self._code))
        ):
            near = last
        moved = self.moved_by(near)
        if moved is not None and (name := self._named_at_start(near[moved.end() :])):
            return Mover(self._as_speaker(name), _NAMED)
        read = self._words.read.search(near)
        people = [
            one
            for one in self._people(near)
            if read is None or self._sends(one, near, read.start())
        ]
        if not people and read is not None and speaks_of_question(near):
            # Who reads a motion and is no clerk moves it.
            people = [one for one in self._people(near) if has_word_of(near, one.name)]
        people = (
            self._right_before_verb(people, near)
            or self._sources(people, near)
            or self._acting(people, near)
            or people
        )
        body = named_body(near, self._code) if read is None else None
        if body and not any(has_word_of(near, one.name) for one in people):
            # "Motion of the group For Moor": not of the one member whom the page names.
            people = []
        names = [*dict.fromkeys(self._as_speaker(one.name) for one in people)]
        if names:
            # "Tom Ferro thanked all. The parents propose:" is hardly Tom Ferro's.
            verb = self._words.acts.search(last) if near != last else None
            farther = verb is not None and len(last[: verb.start()].split()) > 1
            sure = len(names) == 1 and not farther
            return Mover(names[0], _NAMED if sure else _UNSURE)
        if read is not None:
            return None
        if known := self._known_in(near):
            return Mover(known, _LIKELY)
        name = body.name if body else self._office_in_brackets(near)
        return Mover(name, _LIKELY) if name else None

    def names_motion(self, text: str) -> bool:
        """Return whether words name a motion, perhaps as the end of a longer word."""
        return self._words.motion.search(text) is not None

    def moved_by(self, near: str) -> re.Match[str] | None:
        """Return words such as "moved by"; a lone preposition says too little."""
        found = self._words.moved.finditer(near)
        return next(
            (one for one in found if len(one.group().strip()) >= _MIN_MOVED), None
        )

    def field_of_mover(self, line: str) -> re.Match[str] | None:
        """Return the verb and the colon that open a line: "Proposed: A. Brook."."""
        verb = self._words.acts.match(line) if len(line) <= _MAX_HEAD else None
        return _COLON.match(line, verb.end()) if verb else None

    def _people(self, near: str) -> Iterator[Named]:
        """Yield whom words name, without a word for a text that looks like part of a name."""
        sources = any_words("messages.from", "messages.of")
        for one in self._cast.named(near):
            words = one.name.split()
            places = [n for n, word in enumerate(words) if word in sources]
            name = " ".join(words[places[-1] + 1 :] if places else words)
            titles = label_words().titles_and_roles
            titled = titles.issuperset(label_key(name).split())
            named = name != name.lower() or WITHOUT_CASE.search(name)
            text = names_text(name.partition(" ")[0], self._code)
            # "Les parents élus" are not the one of them whom the list calls so.
            printed = near[one.start : one.end]
            several = printed.islower() and not any(map(is_role, printed.split()))
            if named and not (titled or text or several):
                yield one._replace(name=name)

    def _acting(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return who stands right before a verb of moving, or opens the sentence."""
        verb = self._words.acts.search(near)
        # By an office anybody may be meant who holds another: "left the chair and moved".
        named = [one for one in people if has_word_of(near, one.name)] or people
        before = [one for one in named if verb and one.end <= verb.start()]
        return before[-1:] or [one for one in people[:1] if one.start == 0]

    def _right_before_verb(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return who stands right before a verb of moving.

        "Mr Hall moved the following, which was seconded by Ms Brook:" is Mr Hall's.
        """
        verb = self._words.acts.search(near)
        return [
            one
            for one in people
            if verb
            and one.end <= verb.start()
            and len(near[one.end : verb.start()].split()) <= 1
            and has_word_of(near, one.name)
        ][-1:]

    def _sources(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return those behind a word for "from": "Question from Ada Brook to the chair"."""
        sources = any_words("messages.from", "messages.of")
        return [
            one
            for one in people
            if not sources.isdisjoint(near[: one.start].split()[-_MAX_MOVER_WORDS:])
        ][:1]

    def _sends(self, one: Named, near: str, read: int) -> bool:
        """Return whether a verb of sending stands between a name and a verb of reading.

        "Ada Brook sent a letter, which the clerk read:"; "Ada Brook read the letter:"
        """
        return self._words.acts.search(near, one.end, max(one.end, read)) is not None

    def _named_at_start(self, rest: str) -> str:
        """Return whom the words behind "moved by" name: a person, a body, or an office."""
        named = [one for one in self._people(rest) if one.start <= _MAX_OFFSET]
        if named:
            return named[0].name
        words = _CLAUSE_END.split(rest, maxsplit=1)[0].split()
        return " ".join(words) if 0 < len(words) <= _MAX_MOVER_WORDS else ""

    def _known_in(self, near: str) -> str:
        """Return the one speaker whom words name by the surname, in any case."""
        words = (w.strip(".,:;()") for w in near.split())
        known = {
            name
            for word in words
            if word[:1].isupper()
            for end in range(_MIN_STEM, len(word) + 1)
            for name in self._by_surname.get(word[:end], ())
        }
        return min(known) if len(known) == 1 else ""

    def _office_in_brackets(self, near: str) -> str:
        """Return the office behind a verb in brackets: "Motion 2 (moved by the clerk):"."""
        found = _IN_BRACKETS.search(near)
        verb = self._words.acts.match(found[1]) if found else None
        office = found[1][verb.end() :].strip() if found and verb else ""
        words = office.split()
        short = 0 < len(words) <= _MAX_MOVER_WORDS
        return office if short and is_role(words[0].casefold()) else ""

    def _as_speaker(self, name: str) -> str:
        """Return the name under which somebody speaks in the document, if it is shorter there."""
        key = label_key(name)
        if same := self._by_key.get(key, ""):
            return same
        known = self._by_last_word.get(_last_word(key), ())
        titled = len(name.split()) <= _MAX_MOVER_WORDS - 1 and not _is_whole(name)
        return known[0] if len(known) == 1 and titled else name


def _unless_clause(found: re.Match[str]) -> str:
    """Return brackets without which a sentence says the same; nothing if they tell something.

    >>> _unless_clause(re.search(_CLAUSE_IN_BRACKETS, "(Ms Hall asked to leave out a word)"))
    ''
    >>> _unless_clause(re.search(_CLAUSE_IN_BRACKETS, "(moved by the clerk of Moor)"))
    '(moved by the clerk of Moor)'
    """
    small = [w for w in found[1].split() if w.islower() and len(w) >= _MIN_SMALL]
    clause = found[1][0].isupper() and len(small) >= _MIN_SMALL_WORDS
    return "" if clause else found[0]


def _last_word(key: str) -> str:
    return key.rpartition(" ")[2]


def _surname(name: str) -> str:
    """Return the last word of a name with a capital: "br. Hall ml." is a Hall."""
    capital = [word for word in name.split() if word[:1].isupper()]
    return (capital or name.split())[-1]


def _is_whole(name: str) -> bool:
    """Return whether a name has no abbreviation, and opens with a capital."""
    words = name.split()
    return len(words) > 1 and all(
        w[:1].isupper() and not w.endswith(".") for w in words
    )
