"""Labels that put the surname first, as lists do: "Hall, Jane", "BIANCOLI Stefano".

People are called by the given name first. What shows that a label turns this round is a
comma, a surname alone in capitals, or a known given name at the end and none at the
start, in more than one label of the document.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from content.language.folding import fold_letters
from content.language.word_lists import all_words, flag
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.split_by_form import split_listed
from content.segment.names.offices import bare_word, has_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import articles, label_words

_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_UNDOTTED_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MAX_WORDS = 5

_MIN_CAPITALS = 3
"""Letters from which a word in capitals is no cut one: "HALL", not "JR"."""

_MIN_CONFIRMED = 2
"""Names whose given names have to show that labels put the surname first."""

_MIN_PER_CONTRADICTED = 4
"""Of these, how many there have to be for each that shows the contrary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turned:
    """A name that may have its surname first.

    Attributes:
        surname: What would be the surname.
        given: What would be the given names.
        confirmed: Whether known given names show that the surname is first.
        contradicted: Whether they show that it is not.
        capitals: Whether the surname is told by its capitals.
    """

    surname: str
    given: str
    confirmed: bool = False
    contradicted: bool = False
    capitals: bool = False

    @property
    def spoken(self) -> str:
        """The name with the given name first."""
        return as_written(f"{self.given} {self.surname}")


def names_as_spoken(names: Mapping[str, str], texts: Sequence[str]) -> dict[str, str]:
    """Return names with the given name first, by those labels that put it last.

    Args:
        names: The name in each label, by the label as printed.
        texts: The lines of the document.

    >>> names_as_spoken({"Sra. CARDELL I PONS": "Cardell i Pons"}, [])
    {}
    """
    commas: dict[str, _Turned] = {}
    plain: dict[str, _Turned] = {}
    language = guess_language(texts) or "en"
    surnames = 2 if flag(language, "two_surnames") else 1
    for printed, name in names.items():
        if WITHOUT_CASE.search(name):
            continue
        if (found := _at_comma(printed)) is not None:
            commas[printed] = found
        elif (found := _without_comma(printed, name, surnames)) is not None:
            plain[printed] = found
    turned = _by_commas(commas) | _by_given_names(plain, texts)
    if not turned or flag(language, "surname_first"):
        return {}
    return {
        printed: one.spoken
        for printed, one in turned.items()
        if is_person(one.spoken) or _has_official_surname(one)
    }


def holders_as_spoken(
    holders: Mapping[str, str], labels: Collection[str], head: Sequence[str]
) -> dict[str, str]:
    """Return who holds each office with the given name first, where lists turn it round.

    "Brook Ada, President ... 2" in an index is Ada Brook, as the head names her
    elsewhere, or as the same lists turn round the names of labels.

    Args:
        holders: The holders by office.
        labels: The names in labels.
        head: The lines above the turns.
    """
    parted = {key: _around(name) for key, name in holders.items()}
    if not any(parted.values()) or flag(guess_language(head) or "en", "surname_first"):
        return dict(holders)
    printed = fold_letters("\n".join(head))
    turns_round = any(
        fold_letters(other) in printed for name in labels for other in _around(name)
    )
    spoken = dict(holders)
    for key, others in parted.items():
        known = [one for one in others if fold_letters(one) in printed]
        known = known or others[: int(turns_round)]
        first, last = spoken[key].split()[0], spoken[key].split()[-1]
        if known and not (is_given_name(first) and not is_given_name(last)):
            spoken[key] = known[0]
    return spoken


def _around(name: str) -> list[str]:
    """Return a name with its first word last, and with its last word first."""
    words = name.split()
    if not 1 < len(words) <= _MAX_WORDS or WITHOUT_CASE.search(name):
        return []
    turned = [[*words[1:], words[0]], [words[-1], *words[:-1]]]
    return list(dict.fromkeys(map(" ".join, turned)))


def _at_comma(printed: str) -> _Turned | None:
    """Return the parts of "Hall, Jane" and "Mrs. Hall, Jane"."""
    found = split_listed(printed) if "," in printed else None
    if found is None:
        return None
    surname, given = found
    known = is_given_name(given.split()[0])
    sure = is_given_name(surname.split()[-1], surely=True)
    return _Turned(
        surname=surname,
        given=given,
        confirmed=known and not sure,
        contradicted=sure and not known,
    )


def _opens_no_name(word: str) -> bool:
    """Return whether a word is a title or an article, and never part of a surname."""
    w = label_words()
    title = (word in w.titles and word not in w.roles) or word in articles()
    return title and word not in w.surname_particles


def _without_comma(printed: str, name: str, surnames: int) -> _Turned | None:
    """Return the parts of "Biancoli Stefano" or "BIANCOLI Stefano"."""
    words = name.split()
    if (
        not 1 < len(words) <= _MAX_WORDS
        or not all(map(_NAME_WORD.fullmatch, words))
        or words[0].endswith(".")  # "G. Hall"
        or _opens_no_name(bare_word(words[0]))
        or fold_letters(words[0]) in all_words("names.before_given_names")
        or _has_office(words)
        # "Cardell i Pons": two surnames, whatever else the last may be.
        or any(word.casefold() in all_words("names.and") for word in words[1:-1])
    ):
        return None
    return _by_capitals(printed, words) or _by_known_given_names(
        printed, words, surnames
    )


def _has_office(words: Sequence[str]) -> bool:
    """Return whether an office is in a name, but for a surname before given names."""
    first, *others = (bare_word(word) for word in words)
    return has_role(others) or (
        has_role([first]) and not all(map(is_given_name, others))
    )


def _has_official_surname(one: _Turned) -> bool:
    """Return whether what stands before given names is a word for an office: "Bischof"."""
    given = one.given.split()
    return has_role([bare_word(one.surname)]) and all(map(is_given_name, given))


def _by_capitals(printed: str, words: Sequence[str]) -> _Turned | None:
    """Return the parts of "BIANCOLI Stefano"; None where capitals do not part them."""
    in_capitals = {
        _dotted(word) for word in _UNDOTTED_WORD.findall(printed) if word.isupper()
    }
    caps = [_dotted(word) in in_capitals for word in words]
    if not caps[0] or caps[-1] or sorted(caps, reverse=True) != caps:
        return None
    start = sum(caps)
    long = max(map(len, words[:start])) >= _MIN_CAPITALS
    known = is_given_name(words[start]) and not is_given_name(words[0], surely=True)
    return _Turned(
        surname=" ".join(words[:start]),
        given=" ".join(words[start:]),
        confirmed=known and long,
        contradicted=not long,
        capitals=True,
    )


def _by_known_given_names(
    printed: str, words: Sequence[str], surnames: int
) -> _Turned | None:
    """Return the parts of "Biancoli Stefano"; None where nothing tells of its order.

    People have so many surnames: of "Ruiz Vera Julio", "Vera" is one of two.
    """
    given = [is_given_name(word) for word in words]
    particles = label_words().surname_particles
    first = 0
    while first < len(words) - 2 and words[first].casefold() in particles:
        first += 1
    start = len(words)
    while start > first + 1 and given[start - 1]:
        start -= 1
    behind = first + surnames
    if start < behind < len(words) and not is_given_name(words[start], surely=True):
        start = behind
    confirmed = start < len(words) and given[start] and not any(given[first:start])
    if start == len(words) and len(words) == first + 2:
        # "Guerrini Walter" among others
        start -= 1
    contradicted = (given[first] and not given[-1]) or (
        is_given_name(words[first], surely=True)
        and not is_given_name(words[-1], surely=True)
    )
    heard = fold_letters(printed)
    if not (confirmed or contradicted) and (
        start == len(words) or not all(fold_letters(word) in heard for word in words)
    ):
        # Who holds the office in the label is named elsewhere, in whatever order.
        return None
    return _Turned(
        surname=" ".join(words[:start]),
        given=" ".join(words[start:]),
        confirmed=confirmed,
        contradicted=contradicted,
    )


def _by_commas(found: Mapping[str, _Turned]) -> dict[str, _Turned]:
    """Return the labels with a comma if given names stand behind it in most of them."""
    confirmed = {one.spoken for one in found.values() if one.confirmed}
    all_spoken = {one.spoken for one in found.values()}
    if len(confirmed) < _MIN_CONFIRMED or 2 * len(confirmed) < len(all_spoken):
        return {}
    return {printed: one for printed, one in found.items() if not one.contradicted}


def _by_given_names(
    found: Mapping[str, _Turned], texts: Sequence[str]
) -> dict[str, _Turned]:
    """Return the labels without a comma that surely put the surname first."""
    # "The Chair (Ada Brook)" tells nothing of labels whose names stand in no brackets.
    if not any(one.confirmed and _is_noted(label, one) for label, one in found.items()):
        found = {p: one for p, one in found.items() if not _is_noted(p, one)}
    confirmed = {one.spoken: one for one in found.values() if one.confirmed}
    # Nor does "President Ada Brook" of labels that have no office before the name, nor
    # "The Clerk", whose name stands elsewhere.
    titled = any(
        one.confirmed and not _opens_with(printed, one)
        for printed, one in found.items()
    )
    contradicted = {
        one.spoken
        for printed, one in found.items()
        if one.contradicted
        and _holds(printed, one)
        and (titled or _opens_with(printed, one))
    }
    if not confirmed or _MIN_PER_CONTRADICTED * len(contradicted) > len(confirmed) > 1:
        return {}
    # The surname "Martin" is a given name, too, so that a third has to agree.
    sure = [
        name
        for name, one in confirmed.items()
        if one.capitals or is_given_name(one.given.split()[0], surely=True)
    ]
    several = len(confirmed) > _MIN_CONFIRMED
    if len(sure) >= _MIN_CONFIRMED or (several and (sure or not contradicted)):
        return {printed: one for printed, one in found.items() if not one.contradicted}
    return {
        printed: one
        for printed, one in found.items()
        if one.confirmed and (one.capitals or _stands_in(one.spoken, texts))
    }


def _is_noted(printed: str, one: _Turned) -> bool:
    return _holds(printed.partition("(")[2], one)


def _holds(printed: str, one: _Turned) -> bool:
    heard = fold_letters(printed)
    return all(fold_letters(word) in heard for word in one.spoken.split())


def _opens_with(printed: str, one: _Turned) -> bool:
    return fold_letters(printed).startswith(fold_letters(one.surname))


def _stands_in(name: str, texts: Collection[str]) -> bool:
    return any(name in text for text in texts)


def _dotted(word: str) -> str:
    """Return a word folded, with one form of the Turkish letters "ı" and "i"."""
    return fold_letters(word).replace("ı", "i")
