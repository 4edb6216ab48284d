"""The offices that stand beside the names of a document: "Ada Brook (chair)", "mayor Tom Ferro"."""

import re
from collections import defaultdict
from collections.abc import Iterator

from content.language.word_lists import flag
from content.segment.names.body_names import is_inflected_body
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.people.printed_names import PrintedNames
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

# "Ada Brook (chair)", "Ada Brook, mayor of Moor"; but not "Ada Brook, mayor Tom Ferro".
_NOTED = re.compile(r"\.?\s?[(（]([^\W\d_][\w’'-]*)")
_APPOSED = re.compile(rf"\.?(?:,|\s[–-])\s([^\W\d_][\w’'-]*+)(?!\s{CAPITAL})")
# "Halina Lis, burmistrz Zalesia Dolnego": what she is mayor of stands behind the office.
_OF_PLACE = re.compile(r",\s([^\W\d_A-Z][\w’'-]*+)\s")
# "Ada Brook (Lib), chair"
_PARTY = re.compile(r"\s?[(（][^()（）]{1,20}[)）]")
# "the council's chair Ada Brook"
_OWNED_OFFICE = re.compile(r"([^\W\d_]+)\s[^\W\d_]+\s$")
_BEHIND_NAME = re.compile(r"\s([^\W\d_A-Z][\w’'-]*+)")
_FAR_BEHIND = [
    re.compile(rf"(?:\s[^\W\d_A-Z][\w’'-]*){{{n}}}\s([^\W\d_A-Z][\w’'-]*+)")
    for n in (1, 2)
]
# "Ada Brook chair, Tom Ferro": lists of some languages have no comma before the office.
_LISTED_BEHIND = re.compile(r"\s([^\W\d_A-Z][\w’'-]*+)(?=[,;)]|\s?$)")
_BEFORE_NAME = re.compile(r"([^\W\d_][\w’'-]*),?\s$")
# "Ada Brook, chair, Tom Ferro": between two commas, or behind a name, it is of who precedes.
_OF_WHO_PRECEDES = re.compile(rf"(?:,\s|{CAPITAL}[\w’'-]*\s)[^\W\d_A-Z][\w’'-]*,\s$")
# "Předseda spolku Jan Novák": in the genitive, which other languages put behind "of".
_OF_BODY = re.compile(r"([^\W\d_][\w’'-]*)\s[^\W\d_][\w’'-]*\s$")
# "Ada Brook, Rural Affairs Minister": a line that ends in an office of several words.
_TITLED_LINE = re.compile(r",\s((?:[^\W\d_][\w’'-]*\s){1,5}[^\W\d_][\w’'-]*)\s*$")
_CLAUSE_BREAK = re.compile(r"[^\w\s'’-]")
_MAX_BEFORE, _MAX_FAR, _MIN_REMIT = 40, 60, 2
MIN_OFFICE_CHARS = 5
"""Shorter words are no sure sign of an office by what they open with."""


class NamedOffices:
    """The names of a document, each with the words beside it that may be an office.

    Attributes:
        beside: Whom the document names in full or lists, in order, each with a word beside
            the name in small letters; empty where none stands there.
        noted: Words in brackets behind a name.
        of_other_bodies: Names with an office before them that stands behind its body.
        holders_by_clause: Whom clauses name that an office opens: "chair of the board, …".
    """

    def __init__(self, names: PrintedNames) -> None:
        """Read the texts of a document."""
        self._names = names
        self._bends = bool(names.language) and flag(names.language, "bends_names")
        # What an office is for needs no word for "of".
        self._declines = self._bends or (
            bool(names.language) and flag(names.language, "bends_nouns")
        )
        self._surname_first = bool(names.language) and flag(
            names.language, "surname_first"
        )
        self.noted: set[str] = set()
        self.of_other_bodies: set[tuple[str, str]] = set()
        self.holders_by_clause: defaultdict[str, set[str]] = defaultdict(set)
        # A dictionary keeps the order in which the texts name people.
        self.beside = list(
            dict.fromkeys(pair for text in names.texts for pair in self._read(text))
        )

    def _read(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the names in a text with each word beside them, and note the rest."""
        holder, holder_end = "", 0
        places = [*self._names.with_places(text)]
        held = ""
        for n, (name, start, end) in enumerate(places):
            behind = places[n + 1 : n + 2]
            remit = self._declines and _is_remit(text, start, end, behind)
            if remit and not self._names.acts(text[start:end]):
                held = text[:start].rsplit(maxsplit=1)[-1].casefold()
                continue
            if held:
                yield name, held
                held = ""
            office = _OF_PLACE.fullmatch(text[holder_end:start][-_MAX_BEFORE:])
            if holder and office and not is_given_name(name.split()[0]):
                yield holder, office[1].casefold()
                continue
            holder, holder_end = name, end
            for one in self._words_beside(name, text, start, end):
                yield name, one[1].casefold() if one else ""
            if titled := _TITLED_LINE.match(text, end):
                yield from (
                    (name, w) for w in titled[1].casefold().split() if is_role(w)
                )
            if far := self._office_before(text[max(0, start - _MAX_FAR) : start]):
                self.holders_by_clause[far].add(name)

    def _words_beside(
        self, name: str, text: str, start: int, end: int
    ) -> Iterator[re.Match[str] | None]:
        """Yield the words around a name that may be an office, where they stand."""
        above = text[max(0, start - _MAX_BEFORE) : start]
        precedes = _OF_WHO_PRECEDES.search(above)
        before = None if precedes else _BEFORE_NAME.search(above)
        self._note_elsewhere(name, before, above)
        yield before
        yield _OF_BODY.search(above) if self._bends else None
        noted = _NOTED.match(text, end)
        if noted:
            self.noted.add(noted[1].casefold())
        yield noted
        yield _listed_behind(text, end)
        party = _PARTY.match(text, end)
        yield _APPOSED.match(text, party.end()) if party else None
        if self._surname_first:
            yield _BEHIND_NAME.match(text, end)
            yield _office_behind(text, end)
        yield _APPOSED.match(text, end)

    def _note_elsewhere(
        self, name: str, office: re.Match[str] | None, before: str
    ) -> None:
        """Note an office before a name that stands behind its body in the genitive."""
        language = self._names.language
        found = _OWNED_OFFICE.search(before) if office and language else None
        if office and found and is_inflected_body(found[1], language):
            self.of_other_bodies.add((name, office[1].casefold()))

    def _office_before(self, text: str) -> str:
        """Return the office with which words before a name open: "chair of the board, "."""
        words = _CLAUSE_BREAK.split(text.rstrip(", "))[-1].casefold().split()
        for n in range(len(words) - 1, -1, -1):
            if is_role(words[n]) and len(words[n]) >= MIN_OFFICE_CHARS:
                of = n + 1 < len(words) and words[n + 1] in label_words().particles
                return words[n] if of or self._bends else ""
        return ""


def _office_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the office behind a name and what it is for: "Holló Anna vidékfejlesztési miniszter"."""
    found = (pattern.match(text, end) for pattern in _FAR_BEHIND)
    return next((one for one in found if one and is_role(one[1].casefold())), None)


def _is_remit(
    text: str, start: int, end: int, behind: list[tuple[str, int, int]]
) -> bool:
    """Return whether what looks like a name says what an office is for.

    "Ministrul Dezvoltării Rurale, Ana Marin"; "Anna Lis, Minister Rozwoju Wsi" at the end.
    """
    before = text[:start].split()
    words = text[start:end].split()
    if len(words) < _MIN_REMIT or not before or not is_role(before[-1].casefold()):
        return False
    if any(is_given_name(word, surely=True) for word in words):
        return False
    office = text[:start].rstrip()[: -len(before[-1])].rstrip()
    named = behind and text[end : behind[0][1]].strip() == ","
    return bool(named) or (office.endswith(",") and not text[end:].strip(" ."))


def _listed_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the office that stands right behind a name, and ends a part of a list."""
    found = _LISTED_BEHIND.match(text, end)
    return found if found and is_role(found[1].casefold()) else None
