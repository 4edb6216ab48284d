"""Calls of people whom a record names in the brackets of its directions.

"(Applause. – Deputy Hall: Not here!)" tells of applause, and has words of Hall's. Who
calls is somebody who speaks elsewhere, or has a title before the name; voices without a
name ("A voice: Shame!") stay directions. So do notes that name a group behind whoever
calls, as German records print them: "(Hall [Lib]: Oh!)", "(Ada Hall, LIB: Oh!)".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import all_words
from content.segment.basis import Basis, Reason
from content.segment.kinds import SPEECH, STAGE
from content.segment.labels.parties import without_party
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import (
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import is_role
from content.segment.names.words import label_words
from content.segment.pieces import Piece

_BRACKETED = re.compile(r"\s*([(\[/（【])(.{5,400})([)\]/）】])[.。]?\s*", re.DOTALL)
_PARTS = re.compile(r"(\s[–—-]\s+)(?=\S)")
_CALL = re.compile(
    r"([^:：!?“”„«»\"]{3,70})([:：])\s*(?=[^\sa-zа-я\d])(\S.*)", re.DOTALL
)
_ENDS = (*LINE_ENDS, "…", "…”", '"')
_MAX_NAME_WORDS, _MIN_WORD, _MIN_PHRASE = 4, 3, 2
_OF_WOMEN = ("a", "s")  # "señor" and "señora", "Mr" and "Mrs"
_INITIAL = 2
_SURE = 0.95


class _Part(NamedTuple):
    """What stands between two dashes of a direction.

    Attributes:
        caller: Who calls it out; empty if nobody does.
        label: The signs and the name before the words.
        words: The words, or what is told.
    """

    caller: str
    label: str
    words: str


def with_named_calls(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what people call out in brackets given to them."""
    callers = _Callers(pieces)
    found: list[Piece] = []
    for piece in pieces:
        bracketed = (
            _BRACKETED.fullmatch(piece.text)
            if piece.kind is STAGE and (":" in piece.text or "：" in piece.text)
            else None
        )
        parts = [*_parts(bracketed[2], callers)] if bracketed is not None else []
        if bracketed is None or not any(part.caller for part in parts):
            found.append(piece)
            continue
        opening, closing = bracketed[1], piece.text[bracketed.end(2) :].strip()
        for part in _in_brackets(parts, opening, closing):
            if part.caller:
                reason = Reason(
                    f"the record names {part.caller} in brackets", Basis.LABEL
                )
                said = replace(piece, text=part.words, label=part.label)
                found.append(said.attributed(SPEECH, part.caller, None, _SURE, reason))
            else:
                found.append(replace(piece, text=part.label + part.words))
    return found


def _in_brackets(parts: list[_Part], opening: str, closing: str) -> list[_Part]:
    """Return the parts with the brackets around them: no sign of a document is lost.

    Those around a call are of its label.
    """
    first = parts[0]._replace(label=opening + parts[0].label)
    parts = [first, *parts[1:]]
    last = parts[-1]
    if last.caller:
        last = last._replace(label=f"{last.label} {closing}")
    else:
        last = last._replace(words=last.words + closing)
    return [*parts[:-1], last]


def _parts(inside: str, callers: "_Callers") -> Iterator[_Part]:
    """Yield what is called out and what is told, between dashes, each with its dash."""
    last: _Part | None = None
    texts = ["", *_PARTS.split(inside)]
    for dash, text in zip(texts[::2], texts[1::2], strict=True):
        sign = dash.strip()
        call = _CALL.fullmatch(text.strip())
        said = call[3].strip() if call is not None else ""
        caller = callers.find(call[1], said) if call else ""
        if caller and call is not None:
            label = f"{call[1].strip()}{call[2]}"
            one = _Part(caller, f"{sign} {label}".strip(), said)
        elif last is not None and last.caller and not last.words.endswith(_ENDS):
            # A dash stood inside of what is said.
            last = last._replace(words=f"{last.words} {sign} {text.strip()}")
            continue
        else:
            one = _Part("", f"{sign} " if sign else "", text.strip())
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


class _Callers:
    """Who may call out in a document: all who speak there, and whoever has a title."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._known: dict[str, str] = {}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """The words of the names of all who speak."""
        names = dict.fromkeys(p.speaker for p in self._pieces if p.spoken and p.speaker)
        return {name: frozenset(_key_words(name)) for name in names}

    @cached_property
    def _offices(self) -> dict[str, str]:
        """Who speaks below each label that names an office, and no name but in brackets."""
        labelled = {
            (p.label, p.speaker)
            for p in self._pieces
            if p.spoken and p.label and p.speaker
        }
        return {
            label_key(office): speaker
            for label, speaker in labelled
            if is_unnamed_voice(label)
            or ("(" in label and speaker in label.partition("(")[2])
            if (office := without_brackets(label))
        }

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Titles before the names of two speakers or more in labels: "GRin", "LAbg."."""
        titled: defaultdict[str, set[str]] = defaultdict(set)
        for piece in self._pieces:
            speaker = piece.speaker if piece.spoken else None
            before, found, _ = piece.label.partition(speaker or "\n")
            for word in before.split() if found and speaker else ():
                titled[word].add(speaker or "")
        return frozenset(word for word, people in titled.items() if len(people) > 1)

    def find(self, label: str, said: str) -> str:
        """Return who calls out some words; empty if the label does not name one person."""
        ends = said.endswith(_ENDS)
        if office := self._offices.get(label_key(label)):
            return office if ends else ""
        if not (ends or _is_phrase(said)):
            return ""
        if label not in self._known:
            self._known[label] = self._find(label)
        return self._known[label]

    def _find(self, label: str) -> str:
        group = label.rpartition(",")[2]
        grouped = "[" in label or (group.isupper() and not label.isupper())
        if grouped or is_unnamed_voice(label):
            return ""
        bare = without_brackets(label).replace(",", " ").split()
        words = _without_tail(bare if label.isupper() else without_party(bare))
        for start in range(len(words)):
            name = words[start:]
            if len(name) > _MAX_NAME_WORDS or not _are_capitalized(name):
                continue
            titles = words[:start]
            if not all(w in self._titles or _may_stand_before(w) for w in titles):
                return ""
            known = self._one_of(name)
            if known and self._is_other_woman(titles, known):
                known = ""
            elif not known and len(name) > _MIN_PHRASE and name[-1].isupper():
                known = self._one_of(name[:-1])  # "Ada Hall LIB"
            if known:
                return known
            if _leads_to_department(titles):
                return ""  # "the minister of Fish"
            if start + 1 < len(words) and (
                name[0] in self._titles or _may_stand_before(name[0])
            ):
                continue  # A title that stands before the name, too.
            titled = any(map(_is_title, titles))
            whole = (
                len(name) > 1 and is_given_name(name[0]) and is_person(" ".join(name))
            )
            return " ".join(name) if titled or whole else ""
        return ""

    @cached_property
    def _addresses(self) -> dict[str, frozenset[str]]:
        """The forms of address in the labels of each speaker."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for speaker, label in {(p.speaker, p.label) for p in self._pieces if p.label}:
            found[speaker or ""].update(_addresses_in(label.split()))
        return {speaker: frozenset(words) for speaker, words in found.items()}

    def _is_other_woman(self, titles: Sequence[str], known: str) -> bool:
        """Return whether a call has the form of address of the other sex than all labels.

        "La señora Luna" is not "El señor LUNA VEGA", whom the record labels.
        """
        own, called = self._addresses.get(known, frozenset()), _addresses_in(titles)
        return any(
            f"{man}{end}" == woman
            for end in _OF_WOMEN
            for one, two in ((own, called), (called, own))
            for man in one - two
            for woman in two - one
        )

    def _one_of(self, name: Sequence[str]) -> str:
        """Return the one speaker who has all words of a name; empty if there is none."""
        own = {*_key_words(" ".join(name))}
        if not any(len(word) >= _MIN_WORD for word in own):
            return ""
        people = [one for one, words in self._words.items() if own <= words]
        return people[0] if len(people) == 1 else ""


def _is_phrase(said: str) -> bool:
    """Return whether most words are in small letters, as in no list of names."""
    words = said.split()
    return len(words) > _MIN_PHRASE and 2 * sum(map(str.islower, words)) > len(words)


def _addresses_in(words: Sequence[str]) -> frozenset[str]:
    bare = {word.strip(".:,()").casefold() for word in words}
    return frozenset(bare & label_words().honorifics)


def _key_words(name: str) -> Iterable[str]:
    return label_key(name).split()


def _without_tail(words: Sequence[str]) -> list[str]:
    """Return the words of a label without how somebody calls: "Ada Brook from her seat"."""
    end = max(
        (n for n, word in enumerate(words, 1) if not word[:1].islower()), default=0
    )
    first = next((n for n, word in enumerate(words) if not word[:1].islower()), 0)
    stops = [
        n
        for n in range(first + 1, end)
        if words[n][:1].islower()
        and words[n].casefold() not in label_words().surname_particles
        and not _may_stand_before(words[n])
    ]
    return list(words[: min(stops, default=end)])


def _are_capitalized(words: Sequence[str]) -> bool:
    particles = label_words().surname_particles
    return words[0][:1].isupper() and all(
        word[:1].isupper() or word in particles for word in words
    )


def _may_stand_before(word: str) -> bool:
    """Return whether a word may stand before the name in a label: a title, an article."""
    short = word.endswith(".") and len(word) > _INITIAL  # "Abg.", "Dep."
    return (
        short
        or word[:1].islower()
        or _is_title(word)
        # "Interruption Hall"
        or is_unnamed_voice(word)
        or word.casefold() in all_words("labels.interjections")
        or word.casefold() in label_words().articles_before_titles
    )


def _leads_to_department(titles: Sequence[str]) -> bool:
    """Return whether an office and a small word that joins its words end a list.

    >>> _leads_to_department(["ministro", "de"]), _leads_to_department(["señor", "de"])
    (True, False)
    """
    joined = len(titles) > 1 and titles[-1] in label_words().particles
    return joined and is_role(titles[-2].casefold())


def _is_title(word: str) -> bool:
    bare = word.strip(".").casefold()
    return bare in label_words().titles_and_roles or bare in label_words().honorifics
