"""The people of a document, and whom of them its sentences name: by surname, by office.

"Mrs Brook", "A. Brook", "Ada" and "the chair" are one person where a list of those
present, or the text itself, has "Ada Brook (Chair)".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from content.language.word_lists import WordPattern, flag
from content.language.word_lists import words as words_of
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.people.named_offices import NamedOffices
from content.segment.names.in_text.people.office_holders import OfficeHolders
from content.segment.names.in_text.people.people_by_name import PeopleByName
from content.segment.names.in_text.people.printed_names import PrintedNames
from content.segment.names.in_text.titled_surnames import (
    is_day_or_month,
    titled_surnames,
)
from content.segment.names.in_text.uncased.cjk_cast import CjkCast
from content.segment.names.in_text.uncased.cjk_people import (
    people_in_cjk,
    people_in_korean,
)
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_office_in_some_case, is_role
from content.segment.names.spelling.capitals import (
    CAPITAL,
    HAN_OR_KANA,
    HANGUL,
    WITHOUT_CASE,
)
from content.segment.names.words import NAME_WORD, label_words

_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.\s?(?:[^\W\d_]\.\s?)?$")
# "정 관장은": the family name alone.
_KOREAN_SHORT = WordPattern(
    "(?<![\uac00-\ud7af])(<names.families>)\\s?"
    "(?=[\uac00-\ud7af]{0,4}(?:<labels.roles_in_words>|<labels.honorific_suffixes>))",
    re.NOFLAG,
)
# "Mevrouw Van Dalen"
_SURNAME_NEXT = re.compile(rf"\s{CAPITAL}[\w’'-]+")
_GAP = re.compile(r"[\s.,]{1,3}")
_MAX_BY_LINE = 300
_LINE_PARTS = re.compile(r"\s+[|·•]\s+")
_CLAUSE_BEHIND = re.compile(r",\s[^,.!?:;]{3,120}")
_IS = WordPattern(r"(?<!\w)(?:<pages.copulas>)(?!\w)")
_BEFORE_OFFICE = WordPattern(
    "(?:<pages.copulas>|<names.and>|<names.and_elsewhere>|<messages.relatives>)"
)
_ARTICLE = WordPattern(
    "(?:<messages.articles>|<labels.articles>|<labels.indefinite_articles>)"
)
_MAX_BEFORE, _MAX_BEHIND, _MAX_TOP = 40, 5, 12
_MIN_REMIT = 2
_REST_OF_BODY = re.compile(rf"(?:\s{CAPITAL}[\w’'-]*){{0,2}},\s*")


class Named(NamedTuple):
    """A mention of somebody in a sentence; without a name if nobody knows whom it means."""

    name: str
    start: int
    end: int


class Cast:
    """The people of one document."""

    def __init__(
        self, texts: Iterable[str], listed: Sequence[str] = (), language: str = ""
    ) -> None:
        """Keep the texts, which are read when they are needed.

        Args:
            texts: What may name people.
            listed: Who is listed as present.
            language: The language; empty if it is not known.
        """
        self._texts = texts
        self._language = language
        self._printed = PrintedNames(texts, listed, language)
        self._left_out: frozenset[str] = frozenset()

    def leave_out_makers(self) -> None:
        """Name nobody any more whose by-line stands at the top: nobody quotes himself.

        Nor the page itself, whose name is its first line: "PROOF AND TEST".
        """
        made = self._makers()
        first = next(iter(self._printed.texts), "").strip()
        page = [] if has_given_name(first) else [first.casefold()]
        self._left_out = frozenset(name.casefold() for name in (*made, *page))

    def _makers(self) -> list[str]:
        """Return whom the by-lines at the top name."""
        return [
            one.name
            for text in islice(self._texts, _MAX_TOP)
            if len(text) <= _MAX_BY_LINE
            for part in _LINE_PARTS.split(text)
            if names_makers(part)
            for one in self.named(part)
            if one.name
        ]

    def named(self, text: str) -> list[Named]:
        """Return whom a text names, each once, in order."""
        found: list[Named] = []
        for one in (*self._in_full(text), *self._in_short(text)):
            if not any(two.start < one.end and one.start < two.end for two in found):
                found.append(one)
        found.sort(key=lambda one: one.start)
        found = [
            one
            for one in found
            if not (
                _is_office_of(text, one, found)
                or (self._declines and self._is_remit(text, one, found))
            )
        ]
        first: dict[str, Named] = {}
        for one in found:
            if one.name.casefold() not in self._left_out:
                first.setdefault(one.name, one)
        return [
            one
            for one in first.values()
            if one.name
            or not (_is_apposed(one, found) or self._is_said_of(text, one, found))
        ]

    def _is_said_of(self, text: str, office: Named, found: Sequence[Named]) -> bool:
        """Return whether a clause behind a name says who somebody is.

        "Ada Brook, who is a teacher and chair of the club, …", not "who met the chair".
        """
        clauses = (_CLAUSE_BEHIND.match(text, one.end) for one in found if one.name)
        for clause in filter(None, clauses):
            inside = clause.start() < office.start < clause.end()
            if not inside or not _IS.is_in(clause.group()):
                continue
            before = text[clause.start() + 1 : office.start].casefold().split()
            while before and _ARTICLE.is_all_of(before[-1]):
                before.pop()
            if not before or _BEFORE_OFFICE.is_all_of(before[-1]):
                return True
        return False

    def _in_full(self, text: str) -> Iterator[Named]:
        """Yield whom a text names in full, or as the list does."""
        for name in self._printed.listed:
            place = text.find(name) if name in text else -1
            if place >= 0 and (" " in name or WITHOUT_CASE.search(name)):
                yield Named(name, place, place + len(name))
        for one in self._printed.mentions_in(text):
            name = self.people.whole(self._printed.without_trade(one.name))
            yield Named(name, one.start, one.end)
        if WITHOUT_CASE.search(text):
            yield from (Named(*one) for one in self._han.named(text))
        for name in (*people_in_cjk(text), *people_in_korean(text)):
            place = text.find(name)
            yield Named(self.people.whole(name), place, place + len(name))

    def _in_short(self, text: str) -> Iterator[Named]:
        """Yield whom a text names by surname, given name or office."""
        yield from self._in_short_uncased(text)
        titles = self._titles
        before, start, stop = "", 0, 0
        office: Named | None = None
        for word in NAME_WORD.finditer(text):
            folded = word.group().casefold()
            gap = text[stop : word.start()]
            titled = before in titles and _GAP.fullmatch(gap)
            # Behind an office a full stop ends the sentence.
            titled = titled if not office or gap.isspace() else None
            at = start if titled else word.start()
            one = self._person(word, text, titled=bool(titled))
            if office and not (one and titled):
                yield office
            office = None
            if one:
                yield Named(one, at, word.end())
            elif one is None and folded in titles and is_role(folded):
                office = Named("", word.start(), word.end())
            before, start, stop = folded, word.start(), word.end()
        if office:
            yield office

    def _in_short_uncased(self, text: str) -> Iterator[Named]:
        """Yield whom a text names so in a script without capitals."""
        if WITHOUT_CASE.search(text):
            for office, names in self._holders.by_office.items():
                if office in text and len(names) == 1 and WITHOUT_CASE.search(office):
                    place = text.index(office)
                    yield Named(min(names), place, place + len(office))
        for short in _KOREAN_SHORT.regex.finditer(text) if self._korean else ():
            known = {one for one in self._korean if one.startswith(short[1])}
            if len(known) == 1:
                yield Named(min(known), short.start(), short.end())
            elif not known and short.group()[-1:].isspace():
                yield Named("", short.start(), short.end())

    def _is_remit(self, text: str, one: Named, found: Sequence[Named]) -> bool:
        remit = _is_remit(text, one, found)
        return remit and not self._printed.acts(text[one.start : one.end])

    @cached_property
    def _declines(self) -> bool:
        """Whether what an office is for needs no word for "of"."""
        flags = ("bends_names", "bends_nouns")
        return bool(self._language) and any(flag(self._language, one) for one in flags)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Titles and offices; those of other languages that are common words here are none.

        "On" is a form of address in one language, and a preposition in another.
        """
        w = label_words()
        tables = "labels.honorifics", "labels.academic_titles", "labels.roles"
        own = frozenset().union(*(words_of(self._language, table) for table in tables))
        return (w.titles | w.roles) - (words_of(self._language, "stop_words") - own)

    def _person(self, word: re.Match[str], text: str, *, titled: bool) -> str | None:
        """Return who a word is; empty if nobody, None if it may be somebody unknown."""
        printed = self._printed.without_ending(word.group())
        folded = printed.casefold()
        if printed[:1].isupper() and not printed.isupper():
            names = self.people.by_surname.get(label_key(printed), [])
            short = _INITIAL.search(text[: word.start()][-8:])
            if short:
                letter = short[1].casefold()
                names = [one for one in names if one[:1].casefold() == letter]
            given = self.people.by_given.get(folded, [])
            if len(names) == 1:
                # Of "Rasmus Lund" and "Tom Rasmus", "Rasmus" may be either.
                either = not (titled or short) and set(given) - set(names)
                return None if either else names[0]
            if not names and len(given) == 1:
                return given[0]
            ending = folded in label_words().office_endings or is_role(folded)
            known = names or ending or self._holders.holder_of(folded)
            if titled and not known and not is_day_or_month(printed):
                title = text[: word.start()].rsplit(maxsplit=1)[-1]
                joins = folded in label_words().surname_particles
                rest = _SURNAME_NEXT.match(text, word.end()) if joins else None
                return f"{title} {printed}{rest[0] if rest else ''}"
            if not known and len(self._titled.get(folded, ())) == 1:
                return min(self._titled[folded])
        return self._holders.holder_of(folded) or None

    @cached_property
    def _titled(self) -> dict[str, set[str]]:
        """Surnames that stand behind a title or an office alone: "Minister Voss"."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in self._printed.texts:
            for title, name in titled_surnames(text):
                if title.casefold() in self._titles:
                    found[name.casefold()].add(f"{title} {name}")
        return dict(found)

    @cached_property
    def _han(self) -> CjkCast:
        """The people of a Chinese or Japanese document."""
        return CjkCast([text for text in self._texts if HAN_OR_KANA.search(text)])

    @cached_property
    def _korean(self) -> list[str]:
        """The people of a Korean document."""
        texts = [text for text in self._printed.texts if HANGUL.search(text)]
        return [name for text in texts for name in people_in_korean(text)]

    @cached_property
    def _offices(self) -> NamedOffices:
        return NamedOffices(self._printed)

    @cached_property
    def people(self) -> PeopleByName:
        """The people of the document, by all and by parts of their names."""
        in_full = (name for name, _ in self._offices.beside)
        found = (*in_full, *self._han.people, *self._korean)
        return PeopleByName(self._printed, found)

    @cached_property
    def _holders(self) -> OfficeHolders:
        return OfficeHolders(self._offices, self.people, self._language)


def _is_apposed(office: Named, found: Sequence[Named]) -> bool:
    """Return whether a name stands beside an office: "the head of it, Ada Brook"."""
    return any(
        one.name
        and (
            0 <= one.start - office.end <= _MAX_BEFORE
            or 0 <= office.start - one.end <= _MAX_BEHIND
        )
        for one in found
    )


def _is_office_of(text: str, one: Named, found: Sequence[Named]) -> bool:
    """Return whether a mention is an office and its place, before whose name a comma stands.

    So it is where a genitive needs no word: "Primarul Calamionei, Ștefan Maran".
    """
    first, *rest = text[one.start : one.end].split() or [""]
    if len(rest) != 1 or not is_role(first.casefold()):
        return False
    # "Președinta Consiliului Județean, Ana Marin"
    return any(
        " " in two.name and _REST_OF_BODY.fullmatch(text, one.end, two.start)
        for two in found
        if two.start > one.end
    )


def _is_remit(text: str, one: Named, found: Sequence[Named]) -> bool:
    """Return whether a mention is what an office is for, and a comma parts it from its holder.

    "Ministrul Dezvoltării Rurale, Ana Marin", "Anna Lis, Minister Rozwoju Wsi"
    """
    before = text[: one.start].split()
    words = text[one.start : one.end].split()
    if (
        not before
        or len(words) < _MIN_REMIT
        or not is_office_in_some_case(before[-1].casefold())
        or any(is_given_name(word, surely=True) for word in words)
    ):
        return False
    office = one.start - len(before[-1]) - 1
    return any(
        (two.start > one.end and text[one.end : two.start].strip() == ",")
        or (two.end < office and text[two.end : office].strip() == ",")
        for two in found
        if " " in two.name and two is not one
    )
