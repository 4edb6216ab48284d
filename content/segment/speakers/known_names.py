"""Full names that a document prints of people whom labels call by less.

A surname with a title is the one person whom the lists and fields of the head have with
it; initials tell a person from others anywhere. Where two people fit, nobody is meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from content.language.word_lists import all_words, entries, flag
from content.language.words.before import last_word
from content.segment.labels.declared import is_initials, stand_for
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.behind_trades import names_by_given_names
from content.segment.names.in_text.cases.nominatives import (
    nominative_among_forms,
    nominative_of,
)
from content.segment.names.in_text.mentions import people_in
from content.segment.names.offices import bare_word
from content.segment.names.patronymics import is_inflected_patronymic
from content.segment.names.spelling.capitals import HAN_NAME, HAN_SURNAME, WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.speakers.name_order import holders_as_spoken, names_as_spoken
from content.segment.speakers.short_forms.presented import presented_people
from content.segment.speakers.short_names import full_names_of
from content.segment.speakers.strange_titles import without_strange_titles
from content.segment.speakers.whole_names import (
    LISTS,
    whole_names_of,
    with_middle_names,
)

_UNABBREVIATED = re.compile(r"[^\W\d_]{2,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}")
_INITIAL = re.compile(r"[^\W\d_](?=\.)")
_MIN_NAME_WORDS = 2
# What parts the names of a list, and a field before them.
_BETWEEN_LISTED = re.compile(r"\s?[,;，、；·|\t]\s?")
_FIELD = re.compile(r"[^:：]{1,40}[:：]\s*(?=\S)")
_HANGUL_NAME = re.compile("[\uac00-\ud7a3]{3}")
_MIN_LISTED = 2
_MAX_LISTED_CHARS = 2000


def first_that_recurs(labels: Mapping[int, ScoredLabel]) -> int:
    """Return the line of the first label that stands again; above it are lists and fields."""
    times = Counter(one.key for one in labels.values())
    again = (n for n, one in labels.items() if times[one.key] > 1)
    return min(again, default=min(labels, default=0))


class KnownNames:
    """The full names in a document's texts, of which its head declares who takes part."""

    def __init__(
        self,
        texts: Sequence[str],
        head: int,
        turns: Mapping[int, int] | None = None,
        kickers: Mapping[int, int] | None = None,
    ) -> None:
        """Keep the texts.

        Args:
            texts: The lines of the document.
            head: How many of them stand above all turns.
            turns: Where the label ends, by the index of each line with one.
            kickers: Where what is in bold at the start of a line ends.
        """
        self._kickers = kickers or {}
        self._texts = texts
        self._head = head
        self._turns = turns or {}
        self._weighed: set[str] = set()

    def full_names(self, names: Collection[str]) -> dict[str, str]:
        """Return full names by the shorter ones that mean one person each.

        Initials tell a person from others anywhere. A surname behind a title is only the
        person's whom the head of the document has.
        """
        return self._in_nominative(
            presented_people(names, self._texts, self._turns)
            | full_names_of(names, [*self._parted_head()])
            | self._of_surnames(names)
            | self._of_initials(names)
            | self._unspaced(names)
        )

    def whole_names(
        self, names: Collection[str], surnames: Collection[str]
    ) -> dict[str, str]:
        """Return the whole names that stand anywhere, by the shorter ones of labels."""
        return self._in_nominative(
            whole_names_of(names, surnames, self._texts, self._turns, self._head)
        )

    def _in_nominative(self, found: dict[str, str]) -> dict[str, str]:
        """Return full names in the nominative: the text may have "od Jitky Hálové" alone."""
        language = guess_language(self._texts) if found else ""
        if flag(language, "two_surnames"):
            head = " ".join(self._texts[: self._head])
            return {name: _unrolled(full, head) for name, full in found.items()}
        if not flag(language, "bends_names"):
            return found
        return {name: nominative_of(full, language) for name, full in found.items()}

    def surname_first(self) -> bool:
        """Return whether people are called by the surname first in the document's language."""
        return flag(guess_language(self._texts), "surname_first")

    def joining_word(self) -> str:
        """Return the word for "and" between two people in the document's language."""
        return next(iter(entries(guess_language(self._texts), "names.and")), "&")

    def as_spoken(self, names: Mapping[str, str]) -> dict[str, str]:
        """Return names with the given name first, by the labels that put it last."""
        return names_as_spoken(names, self._texts)

    def holders_as_spoken(
        self, holders: Mapping[str, str], labels: Collection[str]
    ) -> dict[str, str]:
        """Return who holds each office with the given name first."""
        return holders_as_spoken(holders, labels, self._texts[: self._head])

    def listed_in_head(self) -> list[str]:
        """Return the names that a line above the turns lists, and nothing else."""
        found: list[str] = []
        for text in self._texts[: self._head]:
            if len(text) > _MAX_LISTED_CHARS:
                continue
            field = _FIELD.match(text)
            bare = text[field.end() if field else 0 :].strip().rstrip(".。")
            listed = _BETWEEN_LISTED.split(bare)
            if len(listed) >= _MIN_LISTED and all(map(_is_listed_name, listed)):
                found += [parse_label(one).name for one in listed]
        return found

    def with_middle_names(self, names: Collection[str]) -> dict[str, str]:
        """Return the longer names that the head has, by those without words in their middle."""
        last = {name.rpartition(" ")[2] for name in names}
        people: set[str] = set()
        for text in self._texts[: self._head]:
            if not last.isdisjoint(_UNABBREVIATED.findall(text)):
                people.update(full for full, _ in _full_names_in(text))
        whole = {name: with_middle_names(name, people - {name}) for name in names}
        return {name: full for name, full in whole.items() if full != name}

    def has_in_head(self, name: str) -> bool:
        """Return whether the head of the document has a name as it is."""
        return any(name in text for text in self._texts[: self._head])

    def without_strange_titles(
        self, names: Collection[str]
    ) -> dict[str, tuple[str, str]]:
        """Return name and title by names that open with a word of no table.

        A name that was asked for before is not looked at again.
        """
        new = [name for name in names if name not in self._weighed]
        self._weighed.update(new)
        return without_strange_titles(new, self._texts)

    def _of_initials(self, names: Collection[str]) -> dict[str, str]:
        """Return full names by bare initials that the head has one person for: "HV"."""
        short = [name for name in names if len(name) > 1 and is_initials(name)]
        if not short:
            return {}
        head = [*self._parted_head()]
        people = {full for text in head for full, _ in _full_names_in(text)}
        fit = {name: {p for p in people if stand_for(name, p)} for name in short}
        left = [name for name, found in fit.items() if not found]
        if left:
            # "Harbour Master Enid Sorrell": a title that no table has.
            people = {full for text in head for full in names_by_given_names(text)}
            fit |= {name: {p for p in people if stand_for(name, p)} for name in left}
        language = guess_language(head) if max(map(len, fit.values())) > 1 else ""
        one = {
            name: nominative_among_forms(found, language) for name, found in fit.items()
        }
        return {name: person for name, person in one.items() if person}

    def _parted_head(self) -> Iterator[str]:
        """Yield the lines of the head, labels and what is in bold apart from the rest."""
        for n, text in enumerate(self._texts[: self._head]):
            end = self._turns.get(n) or self._kickers.get(n, 0)
            yield from (text[:end], text[end:]) if end else (text,)

    def _unspaced(self, names: Collection[str]) -> dict[str, str]:
        """Return Japanese full names of people whom labels call by surname.

        The head has the full name before a form of address.
        """
        head = "\n".join(self._texts[: self._head])
        polite = "|".join(entries("ja", "labels.polite_suffixes"))
        found: dict[str, set[str]] = {}
        for name in names:
            if HAN_SURNAME.fullmatch(name) and name in head:
                full = re.compile(
                    rf"({name}[\u3400-\u9fff々ぁ-ん]{{1,3}}?)(?:{polite})"
                )
                found[name] = {one.group(1) for one in full.finditer(head)}
        return {name: min(full) for name, full in found.items() if len(full) == 1}

    def _of_surnames(self, names: Collection[str]) -> dict[str, str]:
        wanted: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            if surname := _surname_of(name):
                wanted[surname].append(name)
        if not wanted:
            return {}
        found: defaultdict[str, set[str]] = defaultdict(set)
        mentioned: defaultdict[str, set[str]] = defaultdict(set)
        for full, title, declares in self._mentions(wanted):
            for word in wanted.keys() & set(full.casefold().split()):
                mentioned[word].add(full)
                for name in wanted[word]:
                    whole = _nearest(name, word, full)
                    if _may_be(name, word, whole, title, declared=declares):
                        found[name].add(parse_label(whole).name)
        return {
            name: with_middle_names(min(full), mentioned[_surname_of(name)])
            for name, full in found.items()
            if len(full) == 1
        }

    def _mentions(
        self, wanted: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[str, str, bool]]:
        """Yield full names with the title before each, and whether the line declares them.

        Only names with initials are looked for where no line declares who takes part.
        """
        initialled = {
            surname for surname, own in wanted.items() if any(map(_initials_of, own))
        }
        for n, text in enumerate(self._texts):
            declaring = n < self._head or n in self._turns
            possible = wanted.keys() if declaring else initialled
            if not possible or possible.isdisjoint(
                word.casefold() for word in _UNABBREVIATED.findall(text)
            ):
                continue
            lists = n < self._head and LISTS.search(text) is not None
            for full, title in _full_names_in(text):
                # "PRIYA HALL, Engineer" has a line of its own in a list.
                alone = n < self._head and _opens_line(full, text)
                yield full, title, lists or alone or self._presents(n, full)

    def _presents(self, n: int, full: str) -> bool:
        """Return whether a turn opens so: "MR. HALL: Tom Hall, of Northmoor."."""
        end = self._turns.get(n, -1)
        if end < 0:
            return False
        label, words = self._texts[n][:end], self._texts[n][end:].lstrip()
        surname = full.rsplit(maxsplit=1)[-1].casefold()
        named = surname in map(str.casefold, _UNABBREVIATED.findall(label))
        return named and words.startswith((f"{full},", f"{full}."))


def _unrolled(full: str, head: str) -> str:
    """Return two surnames with the given name that a list has behind them.

    >>> _unrolled("Prado Roca", "Present: Urra Luna, Ana; Prado Roca, Pedro; Roca Sol, Eva.")
    'Pedro Prado Roca'
    >>> _unrolled("Pedro Hall", "Present: Pedro Hall, Ana Luna; Eva Roca.")
    'Pedro Hall'
    """
    listed = re.compile(rf"\b{re.escape(full)},\s([^\W\d_]+(?:\s[^\W\d_]+)?)[;.]")
    given = {" ".join(one.split()) for one in listed.findall(head)}
    one = given.pop() if len(given) == 1 else ""
    first, opens = one.partition(" ")[0], full.partition(" ")[0]
    rolled = is_given_name(first) and not is_given_name(opens)
    return f"{one} {full}" if rolled else full


def _is_listed_name(text: str) -> bool:
    """Return whether all of an entry of a list is a name.

    >>> _is_listed_name("Ada Brook"), _is_listed_name("林静安"), _is_listed_name("Moor")
    (True, True, False)
    """
    if not WITHOUT_CASE.search(text):
        return is_person(text)
    han = HAN_NAME.fullmatch(text) is not None and opens_with_han_surname(text)
    named = han or _HANGUL_NAME.fullmatch(text) is not None
    return named and not CJK_ROLE.regex.search(text)


def _opens_line(full: str, text: str) -> bool:
    """Return whether a name before a comma opens a line, with or without titles."""
    before, found, _ = text.partition(f"{full},")
    titles = (bare_word(word) for word in before.split())
    return bool(found) and all(word in label_words().titles for word in titles)


def _surname_of(name: str) -> str:
    """Return the surname in "Mr. Hall", "Hall T. J." or "Mayor Hall"; empty if unsure."""
    initials = _initials_of(name)
    words = name.split()
    words = [word for word in words if not initials or not _INITIALS.fullmatch(word)]
    surname = words[-1] if words else ""
    short = len(words) == 1 and initials
    alone = short or _title_of(name) or parse_label(name).office
    return surname.casefold() if alone and surname[:1].isupper() else ""


def _initials_of(name: str) -> list[str]:
    """Return the initials in a name; "M." before one word is the French title."""
    if _title_of(name):
        return []
    tokens = [token for token in name.split() if _INITIALS.fullmatch(token)]
    return [i.casefold() for token in tokens for i in _INITIAL.findall(token)]


def _title_of(name: str) -> str:
    """Return the form of address before one word; empty if there is none."""
    first, _, rest = name.partition(" ")
    w = label_words()
    if first.casefold() in w.leading_articles | w.articles and " " in rest:
        # "De heer Bakker"
        first, _, rest = rest.partition(" ")
    title = bare_word(first)
    single = rest and " " not in rest and title in w.honorifics
    return title if single else ""


def _full_names_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the full names in a text without titles, each with the title before it."""
    for one in people_in(text):
        before = last_word(text, one.start)
        title = _honorific([*before, *one.name.split()[:1]])
        name = strip_titles(one.name)
        if not any(map(is_inflected_patronymic, name.split())):
            yield name, title


def _honorific(tokens: Iterable[str]) -> str:
    folded = (bare_word(token) for token in tokens)
    return next((word for word in folded if word in label_words().honorifics), "")


def _nearest(name: str, surname: str, full: str) -> str:
    """Return the part of a full name that initials stand for, beside the surname.

    A verb may open a sentence: "Reports Anna Maria Hall" for "Hall A. M.".
    """
    count = len(_initials_of(name))
    words = full.split()
    place = [word.casefold() for word in words].index(surname)
    if not count or len(words) <= count + 1:
        return full
    start = place - count if place >= count else place
    return " ".join(words[start : start + count + 1])


def _may_be(name: str, surname: str, full: str, title: str, *, declared: bool) -> bool:
    words = full.casefold().split()
    given = [word for word in words if word != surname]
    if len(given) + 1 != len(words) or not given or given[0] in label_words().titles:
        return False
    if words[-1].upper() in all_words("names.letters_behind"):
        return False  # "Hall SC" has no given name.
    initials = _initials_of(name)
    if initials:
        return len(initials) == len(given) and all(
            word.startswith(initial) and len(word) > 1 and "." not in word
            for word, initial in zip(given, initials, strict=True)
        )
    own = _title_of(name)
    # "M. Hall" may be Mary Hall where it is not French.
    addressed = title == own if len(own) == 1 else not (own and title) or title == own
    if not declared or not addressed or any("." in word for word in given):
        return False
    # "Gualtieri Marisa": lists put the surname first, too; "Puig i Ferrer" is also Puig.
    joined = words[-2] in label_words().between_surnames and words[-3:][0] == surname
    first = words[0] == surname and len(words) == _MIN_NAME_WORDS
    return words[-1] == surname or first or (joined and words[0] != surname)
