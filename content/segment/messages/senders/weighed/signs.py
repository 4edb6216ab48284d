"""What shows that somebody sent a text, or did not: the signs of each name around it.

A sign says where a name stands ("lead 0": in the sentence that leads to the text), what
stands beside it there ("told: of"), what it shows by itself, and how it goes with the
text. Each counts once for all names, and once for those of its kind ("told: of|person"):
what is true of people's names may not be of bodies'.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from content.language.folding import fold_letters
from content.segment.messages.greeted import is_greeted
from content.segment.messages.senders.bodies.headed_bodies import headed_body
from content.segment.messages.senders.bodies.self_named import (
    self_named_body,
    we_who_write,
)
from content.segment.messages.senders.bodies.titled_texts import titled_body
from content.segment.messages.senders.described import described_sender
from content.segment.messages.senders.named_bodies.announcing_words import names_motion
from content.segment.messages.senders.origin import LIKELY, SURE, UNSURE, Origin
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.senders.weighed.name_context import (
    TOPICS,
    signs_beside,
    signs_in_last_sentence,
)
from content.segment.messages.senders.weighed.name_kinds import MARKS, kind_of
from content.segment.messages.senders.weighed.possible_names import possible_names
from content.segment.messages.senders.weighed.same_sender import is_one_name
from content.segment.messages.words import (
    CACHED_TEXTS,
    sentences_of,
    speaks_of_question,
)
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import (
    people_of,
    same_person,
    stem_of,
)
from content.segment.wording.in_person import FIRST_PERSON

_MAX_LEAD_SENTENCES, _MAX_PARAGRAPHS_ABOVE = 8, 3
_MAX_CHARS_ABOVE, _MAX_CHARS_BELOW, _MAX_CHARS_AROUND = 600, 500, 4000
"""How much is read of a paragraph above the text, of what is below it, and of all these."""
_MAX_CHARS_TO_QUESTION, _MAX_CHARS_AT_END = 300, 100
_MAX_TITLE, _MAX_SENTENCE, _MAX_LINE, _MAX_INTRODUCTION = 160, 120, 80, 1500
"""The same, in characters, of a title, of a signing sentence or line, and of the lead."""
_MAX_START = 3
"""How many characters, such as a quotation mark, may stand before the first name."""
_MAX_COUNTED = 4
"""From what number on it makes no difference how far, or how often, a name stands."""
_ADDRESS_ENDS = re.compile(r"[,:!！，：\n]")
_LAST_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_CACHED_NAMES = 2048
_ENDS = "«»„“”\"'’ .)"


class NameSigns(NamedTuple):
    """A name around a text, its kind (`kind_of`), and its signs."""

    name: str
    kind: str
    signs: frozenset[str]

    @property
    def with_those_of_kind(self) -> frozenset[str]:
        """All of its signs: each for all names, and for those of its kind; and the kind itself."""
        of_kind = (sign_of_kind(sign, self.kind) for sign in self.signs)
        return frozenset({*self.signs, *of_kind, sign_of_being(self.kind)})


def sign_of_kind(sign: str, kind: str) -> str:
    """Return what a sign is called as one of names of a kind."""
    return f"{sign}|{kind}"


def sign_of_being(kind: str) -> str:
    """Return what it is called to be a name of a kind."""
    return f"kind {kind}"


@dataclass(slots=True)
class _Named:
    """A name that stands around a text, and its signs."""

    name: str
    signs: set[str] = field(default_factory=set)


class SenderSigns:
    """All who are named around a text, and the signs of each."""

    def __init__(self, text: ReadText) -> None:
        """Gather who is named around a text and in it, who reads it, and who is described."""
        self._text = text
        self._named: dict[str, _Named] = {}
        # A sentence may be as long as its author likes.
        self._introduction = text.introduction[-_MAX_INTRODUCTION:]
        self._near = sentences_of(self._introduction)[-_MAX_LEAD_SENTENCES:]
        self._motion = names_motion(" ".join(self._near[-2:]), text.language)
        self._address = _ADDRESS_ENDS.split(text.opening.strip(), maxsplit=1)[0]
        self._start = text.opening.casefold()
        self._end = text.closing[-_MAX_CHARS_AT_END:].casefold()
        self._add_around()
        self._add_opening()
        self._add_closing()
        self._add_known()

    def _add(self, name: str, signs: Iterable[str]) -> None:
        bare, key = _bare_and_key(name)
        if key:
            self._named.setdefault(key, _Named(bare)).signs.update(signs)

    def _add_around(self) -> None:
        """Add whom the words before the text and behind it name."""
        text = self._text
        for n, sentence in enumerate(reversed(self._near)):
            named = _named_in(sentence, "told", small_first=True)
            self._add_names(f"lead {min(n, _MAX_COUNTED - 1)}", named)
        for n, paragraph in enumerate(reversed(text.above[-_MAX_PARAGRAPHS_ABOVE:])):
            title = len(paragraph) <= _MAX_TITLE and paragraph.rstrip()[-1:].isalnum()
            region = "title" if title else "above"
            named = _named_in(paragraph[-_MAX_CHARS_ABOVE:], region)
            self._add_names(f"above {n}", named)
        below = sentences_of(text.below[0][:_MAX_CHARS_BELOW]) if text.below else []
        for n, part in enumerate((below[:2], below[2:5])):
            self._add_names(f"below {n}", _named_in(" ".join(part), "below"))

    def _add_names(self, place: str, named: Iterable[_Named]) -> None:
        """Add the names of a text that stands in some place, with what is beside them."""
        for one in named:
            self._add(one.name, (place, *one.signs))

    def _add_opening(self) -> None:
        found = possible_names(self._text.opening)
        for first, last in found.spans:
            signs = ["opening"]
            if found.words[first].start <= _MAX_START:
                signs.append("opening: start")
            if found.words[last].end <= len(self._address) + _MAX_START:
                signs.append("opening: in the address")
            self._add(found.name(first, last), signs)

    def _add_closing(self) -> None:
        """Add whom the last sentence of the text names, where it is signed."""
        lines = [
            line for line in map(str.strip, self._text.closing.split("\n")) if line
        ]
        line = lines[-1] if lines else ""
        found = possible_names(
            _LAST_SENTENCE.split(line.rstrip(_ENDS))[-1][-_MAX_SENTENCE:]
        )
        own = len(line) < _MAX_LINE and len([*lines, *self._text.words]) > 2
        for first, last in found.spans:
            signs = {*signs_in_last_sentence(found, first, last)} | (
                {"own line"} if own else set()
            )
            told = (f"closing: {sign}" for sign in signs)
            self._add(found.name(first, last), ("closing", *told))

    def _add_known(self) -> None:
        """Add who signs the text, who reads it, and who is described as its writer."""
        text, extent = self._text, self._text.extent
        self._add(extent.signer, ["signed: signer"])
        self._add(extent.first, ["signed: first"])
        self._add(extent.group, ["signed: group"])
        reader = {
            "reader": True,
            "reader: question": speaks_of_question(
                text.introduction[-_MAX_CHARS_TO_QUESTION:]
            ),
            "reader: motion": self._motion,
        }
        self._add(text.reader, (sign for sign, is_so in reader.items() if is_so))
        opening = "\n".join(text.words[:2])
        told = {
            "described": described_sender(text.introduction, text.language),
            "writes so": we_who_write(opening, text.language),
            "declares": self_named_body(opening, text.language),
            "titled": titled_body(text.words, text.language),
            "headed": headed_body(text.introduction, text.above, text.language),
        }
        for sign, found in told.items():
            if found is not None:
                self._add(found.name, [sign])
        self._add(own_name([text.opening]), ["writes so"])

    def of_all(self, found: Origin) -> list[NameSigns]:
        """Return the signs of all names around the text, and of whom the rules found."""
        if found.name:
            rank = f"rules: {_confidence_word(found.confidence)}"
            self._add(
                found.name, ["rules", rank, *self._signs_of_other_cases(found.name)]
            )
        text = self._text
        around = (
            *text.above[-_MAX_PARAGRAPHS_ABOVE:],
            text.introduction,
            *text.below[:1],
        )
        told = " ".join(around)[:_MAX_CHARS_AROUND].casefold()
        ends = [self._end_in_introduction(one.name) for one in self._named.values()]
        ranks = sorted(set(ends), reverse=True)
        shared = {f"form {text.extent.form.name.lower()}"}
        if FIRST_PERSON.is_in("\n".join(text.words)):
            shared.add("text in person")
        keys = "\n".join(self._named)
        all_signs = []
        for (key, one), end in zip(self._named.items(), ends, strict=True):
            kind, shown = kind_of(one.name)
            relations = self._signs_of_relations(one.name, kind)
            signs = one.signs.union(shown, shared, relations)
            stem = stem_of(one.name.split()[-1])
            signs.add(f"named {min(told.count(stem), _MAX_COUNTED - 1)}")
            if keys.count(key) > 1:
                signs.add("part of another")
            if end:
                signs.add(f"rank {min(ranks.index(end), _MAX_COUNTED)}")
            all_signs.append(NameSigns(one.name, kind, frozenset(signs)))
        return all_signs

    def _signs_of_other_cases(self, name: str) -> set[str]:
        """Return the signs of a name that is only printed in another case."""
        if fold_letters(name.strip(MARKS).casefold()) in self._named:
            return set()
        forms = (
            one.signs
            for one in self._named.values()
            if one.name.count(" ") == name.count(" ") and is_one_name(one.name, name)
        )
        return set().union(*forms)

    def _end_in_introduction(self, name: str) -> int:
        """Return where a name last ends in the introduction; 0 where it does not stand there."""
        place = self._introduction.rfind(name)
        return place + len(name) if place >= 0 else 0

    def _signs_of_relations(self, name: str, kind: str) -> set[str]:
        """Return how a name goes with who reads the text, whom it greets, and its ends."""
        text = self._text
        stem = stem_of(name.rsplit(maxsplit=1)[-1])
        is_reader = may_be_reader(name, text.reader) or same_person(name, text.reader)
        signs = {
            "the reader": is_reader,
            "the reader of a motion": is_reader and self._motion,
            "motion of a body": self._motion and kind == "body",
            "greeted": name[0] in self._address and is_greeted(name, text.opening),
            "in the address": name in self._address,
            "speaker": people_of(frozenset(text.speakers)).has(name),
            "stem at the end": stem in self._end,
            "stem at first": stem in self._start,
        }
        return {sign for sign, is_so in signs.items() if is_so}


@lru_cache(
    maxsize=CACHED_TEXTS
)  # Texts that are near each other have these above them.
def _named_in(text: str, region: str, *, small_first: bool = False) -> Sequence[_Named]:
    """Return the names in a text that stands in some region, with what is beside them."""
    found = possible_names(text, small_first=small_first)
    if not found.spans:
        return ()
    topics = [sign for sign, told in TOPICS.items() if told(text)]
    around = {f"in a sentence: {sign}" for sign in topics}
    if FIRST_PERSON.is_in(text):
        around.add("in a sentence: in person")
    runs = found.runs
    named = []
    for first, last in found.spans:
        signs = {*signs_beside(found, first, last, topics)}
        if region != "below":
            signs |= around
            signs |= {"first name"} if runs and first == runs[0][0] else set()
            signs |= {"last name"} if runs and last == runs[-1][1] else set()
        told = {f"{region}: {sign}" for sign in signs}
        named.append(_Named(found.name(first, last), told))
    return named


@lru_cache(maxsize=_CACHED_NAMES)
def _bare_and_key(name: str) -> tuple[str, str]:
    """Return a name without marks around it, and that in folded letters."""
    bare = " ".join(name.split()).strip(MARKS)
    return bare, fold_letters(bare.casefold())


def _confidence_word(confidence: float) -> str:
    """Return how sure the rules are, in a word."""
    for word, least in (("sure", SURE), ("likely", LIKELY), ("unsure", UNSURE)):
        if confidence >= least - 0.05:
            return word
    return "doubt"
