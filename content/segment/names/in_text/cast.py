"""The people of a document, and whom of them its sentences name: by surname, by office.

"Mrs Brook", "A. Brook", "Ada" and "the chair" are one person where a list of those
present, or the text itself, has "Ada Brook (Chair)".
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from content.language.word_lists import WordPattern, all_words, flag
from content.language.word_lists import words as words_of
from content.segment.names.body_names import is_inflected_body
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import Mention, mentions_in
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
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import (
    CAPITAL,
    HAN_OR_KANA,
    HANGUL,
    WITHOUT_CASE,
)
from content.segment.names.words import NAME_WORD, label_words

_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.\s?(?:[^\W\d_]\.\s?)?$")
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
# "Ada Brook chair, Tom Ferro": lists of some languages have no comma before the office.
_LISTED_BEHIND = re.compile(r"\s([^\W\d_A-Z][\w’'-]*+)(?=[,;)]|\s?$)")
_BEFORE_NAME = re.compile(r"([^\W\d_][\w’'-]*),?\s$")
# "Ada Brook, chair, Tom Ferro": between two commas, or behind a name, it is of who precedes.
_OF_WHO_PRECEDES = re.compile(rf"(?:,\s|{CAPITAL}[\w’'-]*\s)[^\W\d_A-Z][\w’'-]*,\s$")
# "Předseda spolku Jan Novák": in the genitive, which other languages put behind "of".
_OF_BODY = re.compile(r"([^\W\d_][\w’'-]*)\s[^\W\d_][\w’'-]*\s$")
# "정 관장은": the family name alone.
_KOREAN_SHORT = WordPattern(
    "(?<![\uac00-\ud7af])(<names.families>)\\s?"
    "(?=[\uac00-\ud7af]{0,4}(?:<labels.roles_in_words>|<labels.honorific_suffixes>))",
    re.NOFLAG,
)
# "Mevrouw Van Dalen"
_SURNAME_NEXT = re.compile(rf"\s{CAPITAL}[\w’'-]+")
_GAP = re.compile(r"[\s.,]{1,3}")
# "HARLAN FORKS – Governor …", "DORN, May 3 — The mayor …": where a report was written.
_DATE_LINE_END = re.compile(r"(?:,[^.!?–—-]{2,40})?\s(?:[–—]|--?)\s(?=.{60})")
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
_CLAUSE_BREAK = re.compile(r"[^\w\s'’-]")
_MAX_BEFORE, _MAX_BEHIND, _MAX_FAR = 40, 5, 60
_MIN_OFFICE, _MIN_BENT_OFFICE, _MAX_ENDING, _SHORTER = 5, 6, 2, 1
_MIN_GIVEN, _MIN_BENT, _MAX_BENT = 3, 4, 3
_MIN_CUT = 3
_MAX_TEXTS, _MAX_BARE, _MAX_TOP = 3_000, 200, 12


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
        self._listed = listed
        self._language = language
        self._noted: set[str] = set()
        self._offices_of_other_bodies: set[tuple[str, str]] = set()
        self._stands_without_ending: dict[str, bool] = {}
        self._holders_by_clause: dict[str, set[str]] = {}
        self._left_out: frozenset[str] = frozenset()
        self._bends = bool(language) and flag(language, "bends_names")
        # Where every noun has a capital, two of them are hardly a name.
        self._nouns = bool(language) and flag(language, "capital_nouns")

    def leave_out_makers(self) -> None:
        """Name nobody any more whose by-line stands at the top: nobody quotes himself.

        Nor the page itself, whose name is its first line: "PROOF AND TEST".
        """
        made = self._makers()
        first = next(iter(self._few_texts), "").strip()
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
        found = [one for one in found if not _is_office_of(text, one, found)]
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

    def named_inflected(self, text: str) -> list[str]:
        """Return whom a text names by one name in another case: "Podle Hrubeše …"."""
        if not self._bends:
            return []
        found: dict[str, None] = {}
        for word in NAME_WORD.finditer(text):
            printed = word.group()
            if len(printed) < _MIN_BENT or not printed[0].isupper():
                continue
            like = self._by_opening.get(printed[:_MIN_GIVEN].casefold(), ())
            found |= {
                name: None
                for part, name in like
                if _may_be_inflected(printed.casefold(), part)
            }
        return list(found)

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

    @cached_property
    def _by_opening(self) -> dict[str, list[tuple[str, str]]]:
        """The people by the first letters of each of their names, with this name."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in self.people[:_MAX_BARE]:
            for part in name.casefold().split():
                found[part[:_MIN_GIVEN]].append((part, name))
        return dict(found)

    def _in_full(self, text: str) -> Iterator[Named]:
        """Yield whom a text names in full, or as the list does."""
        for name in self._listed:
            place = text.find(name) if name in text else -1
            if place >= 0 and (" " in name or WITHOUT_CASE.search(name)):
                yield Named(name, place, place + len(name))
        for one in self._mentions_in(text):
            bare = without_trade_before(self._uncased(one.name), self._language)
            yield Named(self._whole(bare), one.start, one.end)
        if WITHOUT_CASE.search(text):
            yield from (Named(*one) for one in self._han.named(text))
        for name in (*people_in_cjk(text), *people_in_korean(text)):
            place = text.find(name)
            yield Named(self._whole(name), place, place + len(name))

    @staticmethod
    def _mentions_in(text: str) -> Iterator[Mention]:
        """Yield the full names in a text, but the place where a report was written."""
        for one in mentions_in(text):
            place = one.start == 0 and one.name.isupper() and not one.office
            if not (place and _DATE_LINE_END.match(text, one.end)):
                yield one

    def _uncased(self, name: str) -> str:
        """Return a name without the ending behind its apostrophe, if it stands so, too.

        "Halit Ergene'nin" is Halit Ergene; "Karasu'da" may be a place.
        """
        bare = CASE_ENDING.sub("", name)
        if bare == name:
            return name
        if bare not in self._stands_without_ending:
            alone = re.compile(rf"(?<!\w){re.escape(bare)}(?![\w'’])")
            known = len(self._stands_without_ending) < _MAX_BARE
            self._stands_without_ending[bare] = known and any(
                map(alone.search, self._few_texts)
            )
        return bare if self._stands_without_ending[bare] else name

    @cached_property
    def _few_texts(self) -> list[str]:
        return [*islice(self._texts, _MAX_TEXTS)]

    def _whole(self, printed: str) -> str:
        """Return the fullest name of a person who is named in full somewhere."""
        name = self._without_titles(printed)
        key = label_key(name).split()
        gap = "" if WITHOUT_CASE.search(name) else " "
        longer = self._that_start_with(f"{name}{gap}")
        if len(longer) == 1 and (gap == "" or len(key) > 1):
            return longer[0]
        if len(key) == 1:
            known = self._by_surname.get(key[0]) or self._by_given.get(key[0], [])
            return known[0] if len(known) == 1 else printed
        for whole in self._by_surname.get(key[-1], ()) if key else ():
            first = self._first_words[whole]
            # A word that no table knows may be a trade: "Beekeeper Ada Brook".
            if any(_may_be_same(one, first) for one in key[:2]):
                return whole
        return name or printed

    def _that_start_with(self, words: str) -> Sequence[str]:
        """Return the people whose names start with some words, or two if more do."""
        first = bisect_left(self._sorted, words)
        few = self._sorted[first : first + 2]
        return [one for one in few if one.startswith(words)]

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
            for office, names in self._holders.items():
                if office in text and len(names) == 1 and WITHOUT_CASE.search(office):
                    place = text.index(office)
                    yield Named(min(names), place, place + len(office))
        for short in _KOREAN_SHORT.regex.finditer(text) if self._korean else ():
            known = {one for one in self._korean if one.startswith(short[1])}
            if len(known) == 1:
                yield Named(min(known), short.start(), short.end())
            elif not known and short.group()[-1:].isspace():
                yield Named("", short.start(), short.end())

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Titles and offices; those of other languages that are common words here are none.

        "On" is a form of address in one language, and a preposition in another.
        """
        w = label_words()
        tables = "labels.honorifics", "labels.academic_titles", "labels.roles"
        own = frozenset().union(*(words_of(self._language, table) for table in tables))
        return (w.titles | w.roles) - (words_of(self._language, "stop_words") - own)

    def _without_titles(self, name: str) -> str:
        """Return a name without titles, and offices that are cut short: "Cllr Oakes"."""
        first, _, rest = name.partition(" ")
        cut = (
            rest and len(first) >= _MIN_CUT and label_key(first) in self._abbreviations
        )
        return without_titles(rest if cut else name)

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return words_of(self._language, "labels.abbreviations")

    def _person(self, word: re.Match[str], text: str, *, titled: bool) -> str | None:
        """Return who a word is; empty if nobody, None if it may be somebody unknown."""
        printed = self._uncased(word.group())
        folded = printed.casefold()
        if printed[:1].isupper() and not printed.isupper():
            names = self._by_surname.get(label_key(printed), [])
            short = _INITIAL.search(text[: word.start()][-8:])
            if short:
                letter = short[1].casefold()
                names = [one for one in names if one[:1].casefold() == letter]
            given = self._by_given.get(folded, [])
            if len(names) == 1:
                # Of "Rasmus Lund" and "Tom Rasmus", "Rasmus" may be either.
                either = not (titled or short) and set(given) - set(names)
                return None if either else names[0]
            if not names and len(given) == 1:
                return given[0]
            ending = folded in label_words().office_endings or is_role(folded)
            known = names or ending or self._holder(folded)
            if titled and not known and not is_day_or_month(printed):
                title = text[: word.start()].rsplit(maxsplit=1)[-1]
                joins = folded in label_words().surname_particles
                rest = _SURNAME_NEXT.match(text, word.end()) if joins else None
                return f"{title} {printed}{rest[0] if rest else ''}"
            if not known and len(self._titled.get(folded, ())) == 1:
                return min(self._titled[folded])
        return self._holder(folded) or None

    @cached_property
    def _titled(self) -> dict[str, set[str]]:
        """Surnames that stand behind a title or an office alone: "Minister Voss"."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in self._few_texts:
            for title, name in titled_surnames(text):
                if title.casefold() in self._titles:
                    found[name.casefold()].add(f"{title} {name}")
        return dict(found)

    def _holder(self, office: str) -> str:
        """Return the one person whom the document names beside an office, in any form."""
        known = self._holders.get(office)
        if known is None and len(office) >= _MIN_OFFICE:
            least = _MIN_BENT_OFFICE if self._bends else _MIN_OFFICE
            like = self._offices.get(office[:_MIN_OFFICE], ())
            keys = (key for key in like if _is_form(office, key, least))
            known = self._holders.get(next(keys, ""))
        return min(known) if known and len(known) == 1 else ""

    @cached_property
    def _people_with_offices(self) -> list[tuple[str, str]]:
        """Whom the document names in full or lists, each with the office beside it."""
        found: dict[tuple[str, str], None] = {}
        for n, text in enumerate(self._texts):
            if n >= _MAX_TEXTS:
                break
            holder, holder_end = "", 0
            for name, start, end in self._names_with_places(text):
                office = _OF_PLACE.fullmatch(text[holder_end:start][-_MAX_BEFORE:])
                if holder and office and not is_given_name(name.split()[0]):
                    found[holder, office[1].casefold()] = None
                    continue
                holder, holder_end = name, end
                noted = _NOTED.match(text, end)
                if noted:
                    self._noted.add(noted[1].casefold())
                above = text[max(0, start - _MAX_BEFORE) : start]
                precedes = _OF_WHO_PRECEDES.search(above)
                before = None if precedes else _BEFORE_NAME.search(above)
                self._note_elsewhere(name, before, above)
                of = _OF_BODY.search(above) if self._bends else None
                party = _PARTY.match(text, end)
                behind = _APPOSED.match(text, party.end()) if party else None
                beside = [before, of, noted, _listed_behind(text, end), behind]
                if self._language and flag(self._language, "surname_first"):
                    beside.append(_BEHIND_NAME.match(text, end))
                for one in (*beside, _APPOSED.match(text, end)):
                    found[name, one[1].casefold() if one else ""] = None
                if far := self._office_before(text[max(0, start - _MAX_FAR) : start]):
                    self._holders_by_clause.setdefault(far, set()).add(name)
        return list(found)

    def _note_elsewhere(
        self, name: str, office: re.Match[str] | None, before: str
    ) -> None:
        """Note an office before a name that stands behind its body in the genitive."""
        found = _OWNED_OFFICE.search(before) if office and self._language else None
        if office and found and is_inflected_body(found[1], self._language):
            self._offices_of_other_bodies.add((name, office[1].casefold()))

    def _office_before(self, text: str) -> str:
        """Return the office with which words before a name open: "chair of the board, "."""
        words = _CLAUSE_BREAK.split(text.rstrip(", "))[-1].casefold().split()
        for n in range(len(words) - 1, -1, -1):
            if is_role(words[n]) and len(words[n]) >= _MIN_OFFICE:
                of = n + 1 < len(words) and words[n + 1] in label_words().particles
                return words[n] if of or self._bends else ""
        return ""

    def _names_with_places(self, text: str) -> Iterator[tuple[str, int, int]]:
        listed = [name for name in self._listed if name in text]
        for name in listed:
            place = text.find(name)
            yield name, place, place + len(name)
        for one in self._mentions_in(text):
            name = without_trade_before(self._uncased(one.name), self._language)
            given = is_given_name(name.split()[0])
            if self._nouns and not (given or one.office):
                continue
            bare = self._without_titles(name)
            known = any(bare in name or name in bare for name in listed)
            if " " in bare and not known:
                yield bare, one.start, one.end

    @cached_property
    def _han(self) -> CjkCast:
        """The people of a Chinese or Japanese document."""
        return CjkCast([text for text in self._texts if HAN_OR_KANA.search(text)])

    @cached_property
    def _korean(self) -> list[str]:
        """The people of a Korean document."""
        texts = [text for text in self._few_texts if HANGUL.search(text)]
        return [name for text in texts for name in people_in_korean(text)]

    @cached_property
    def people(self) -> list[str]:
        """The people of the document under the fullest of their names."""
        full = dict.fromkeys(self._listed)
        full |= dict.fromkeys(name for name, _ in self._people_with_offices)
        full |= dict.fromkeys(self._han.people)
        full |= dict.fromkeys(self._korean)
        whole = [name for name in full if " " in name or WITHOUT_CASE.search(name)]
        opened = {name for name in whole if self._opens_sentence(name)}
        others = [name for name in whole if name not in opened]
        given = {name.partition(" ")[0] for name in others}
        last = {name.rpartition(" ")[2] for name in others}
        # "To Ada", "What Brook" are no others than the Ada Brook whom the document has.
        again = {
            name
            for name in opened
            for first, _, rest in [name.partition(" ")]
            if rest in given or (rest in last and not is_given_name(first))
        }
        return [name for name in whole if name not in again]

    def _opens_sentence(self, name: str) -> bool:
        """Return whether the first part of a name is a common word: "To Ada"."""
        own = ("commonest", "queries.question_words")
        first = name.partition(" ")[0].casefold()
        return any(first in words_of(self._language, table) for table in own)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.people)

    @cached_property
    def _first_words(self) -> dict[str, str]:
        """The first word of each name, as surnames are compared."""
        return {name: (label_key(name).split() or [""])[0] for name in self.people}

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.people:
            *before, last = label_key(name).split() or [""]
            # "Kovalenko N. P.", "Kocsis Edit"
            first = flag(self._language or "en", "surname_first") or len(last) == 1
            keys = {before[0] if before and first else last}
            two = len(before) > 1 and flag(self._language or "en", "two_surnames")
            if two and before[-1] not in label_words().particles:
                # "La Sra. Gil" is Amparo Gil Sanz.
                keys.add(before[-1])
            for key in keys:
                if not any(_may_be_same(name, one) for one in found[key]):
                    found[key].append(name)
        return dict(found)

    @cached_property
    def _by_given(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.people:
            words = name.split()
            surname_first = flag(self._language or "en", "surname_first")
            given = words[-1] if surname_first else words[0]
            known = name in self._listed or is_given_name(given)
            if len(words) > 1 and len(given) >= _MIN_GIVEN and known:
                found[given.casefold()].append(name)
        return dict(found)

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, beside in self._people_with_offices:
            if is_role(beside) or beside in self._noted:
                found[beside].add(self._whole(name))
        for office, names in self._holders_by_clause.items():
            # Beside "Minister Ada Brook", the minister of another land is none.
            if office not in found:
                found[office] = {self._whole(name) for name in names}
        # In minutes of a council, its chair is "the chair", and not that of a board.
        others: defaultdict[str, set[str]] = defaultdict(set)
        for name, office in self._offices_of_other_bodies:
            others[office].add(self._whole(name))
        own = {key: (names - others[key]) or names for key, names in found.items()}
        return {office: _without_headlined(names) for office, names in own.items()}

    @cached_property
    def _offices(self) -> dict[str, list[str]]:
        """The offices of those named, by the first letters, which all forms share."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for office in self._holders:
            found[office[:_MIN_OFFICE]].append(office)
        return dict(found)


def _without_headlined(names: set[str]) -> set[str]:
    """Return names without what opens with the surname of another: "Brook Opens".

    A headline may print verbs in capitals: "Mayor Brook Opens Bridge".
    """
    surnames = {name.split()[-1] for name in names if " " in name}
    return {name for name in names if name.split()[0] not in surnames} or names


def _listed_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the office that stands right behind a name, and ends a part of a list."""
    found = _LISTED_BEHIND.match(text, end)
    return found if found and is_role(found[1].casefold()) else None


def without_titles(name: str) -> str:
    """Return a name without forms of address before or behind it: "Mr Hall", "Yusuf Bey"."""
    titles = label_words().titles | all_words("citations.after_lone_names")
    words = name.split()
    return " ".join(word for word in words if word.casefold().strip(".") not in titles)


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
    return any(
        " " in two.name and text[one.end : two.start].strip() == ","
        for two in found
        if two.start > one.end
    )


def _may_be_same(one: str, two: str) -> bool:
    """Return whether one name is another, or its initial."""
    return one == two or (len(one) == 1 and two.startswith(one))


def _may_be_inflected(one: str, two: str) -> bool:
    """Return whether a word is a name in another case: "raudsepa" of "raudsepp"."""
    same = _shared(one, two)
    least = max(_MIN_GIVEN, len(two) - _MAX_ENDING)
    return same >= least and len(one) - same <= _MAX_BENT


def _is_form(one: str, two: str, least: int) -> bool:
    """Return whether two words for an office are forms of one: "rektor", "rektoren"."""
    if abs(len(one) - len(two)) > _MAX_ENDING:
        return False
    short, long = sorted((one, two), key=len)
    same = _shared(short, long)
    near = len(long) - same <= _MAX_ENDING and len(short) - same <= _SHORTER
    return same >= least and near


def _shared(one: str, two: str) -> int:
    """Return how many letters two words open with alike."""
    same, most = 0, min(len(one), len(two))
    # Each office of a document may be compared with each: a loop takes half the time.
    while same < most and one[same] == two[same]:
        same += 1
    return same
