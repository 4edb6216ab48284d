"""Labels whose form alone tells the name: "Hall, Jane, minister", "minister (Jane Hall)".

No table has all offices of all languages; that a surname, a given name and something in
small letters stand between commas, or a full name in brackets behind what is none, says
who speaks in any of them.
"""

import re
from functools import cache, lru_cache

from content.language.word_lists import WordPattern
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.units import split_unit
from content.segment.names.name_score import (
    BRACKET,
    is_crowd,
    is_false_label,
    without_brackets,
)
from content.segment.names.offices import bare_word, has_role, is_role
from content.segment.names.words import label_words

FORM_SCORE = 0.72
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_BRACKETED = re.compile(r"[(（]\s*([^()（）]{4,60}?)\s*[)）]")
_MAX_OFFICE_WORDS = 9
_MAX_CHARS = 160
_MAX_PREPOSITION = 4
_MIN_COMPOUND = 4
_MAX_ASKING_WORDS = 3
_MAX_SURNAMES, _MAX_GIVEN = 2, 3
_MIN_IN_CAPITALS = 2
_INITIAL = re.compile(r"(?:[^\W\d_]\.){1,3}")
# "DVD-a", "ODS-ом": capitals in another grammatical case.
_INFLECTED_ABBREVIATION = re.compile(r"(?<=[^\W\d_a-z]{2})[-’'][^\W\d_A-Z]{1,3}$")
_DASHES = frozenset("–—-")
_COUNT, _TWO = re.compile(r"(?:\d{1,3}|[A-Z])[.)]?"), 2
_MIN_ABBREVIATION, _MAX_ABBREVIATION = 3, 5


@lru_cache(maxsize=4096)
def split_inverted(printed: str) -> tuple[str, str] | None:
    """Split a surname, a given name and an office between commas into name and office.

    >>> split_inverted("Hall, Jane, minister of ferries")
    ('Jane Hall', 'minister of ferries')
    >>> split_inverted("Jane Hall, Northmoor, minister")
    >>> split_inverted("Hall, Northmoor")
    """
    if len(printed) > _MAX_CHARS:
        return None
    surname, given, office = (
        [part.strip() for part in printed.split(",", 2)] + [""] * 3
    )[:3]
    if not office or not _is_surname(surname) or not _is_given_name(given):
        return None
    folded = [bare_word(word) for word in office.split()]
    sentence = not label_words().never_in_labels.isdisjoint(folded)
    if sentence or not (office[0].islower() or has_role(folded[:3])):
        return None
    name = f"{given} {surname}"
    return (name, office) if is_person(name) else None


@lru_cache(maxsize=4096)
def split_listed(printed: str) -> tuple[str, str] | None:
    """Split a surname and given names at the one comma of a label; None if it holds more.

    >>> split_listed("De Luca, Anna (Lib)"), split_listed("Hall, minister")
    (('De Luca', 'Anna'), None)
    >>> split_listed("Mayor Hall, Jane"), split_listed("SECRETARY GENERAL, JANE HALL")
    (('Hall', 'Jane'), None)
    """
    surname, _, given = without_brackets(printed).strip(" ,").partition(",")
    names, own = surname.split(), given.split()
    w = label_words()
    opens = w.articles | w.leading_articles
    if names[:1] and names[0].casefold() in opens and _are_titled(names[1:]):
        names = names[1:]
    official = False
    while len(names) > 1 and _is_title_or_office(names[0]):
        official |= is_role(bare_word(names[0]))
        names = names[1:]
    if len(names) < len(surname.split()) and names[:1] and names[0].islower():
        # "A Presidente da Mesa, Helena Luna"
        return None
    if official and not all(
        _INITIAL.fullmatch(word) or is_given_name(word, surely=n > 0)
        for n, word in enumerate(own)
    ):
        # "SECRETARY GENERAL, JANE HALL": what is behind the office belongs to it.
        return None
    small = w.inside_surnames
    bare = [word for word in names if word.casefold() not in small]
    if (
        not 0 < len(bare) <= _MAX_SURNAMES
        or not 0 < len(own) <= _MAX_GIVEN
        or len(names) > _MAX_SURNAMES + len(bare)
        # "De la Cruz, Ana Maria" is one person, "Die Wirtin, Rosa Thiel" has a trade.
        or (
            len(own) > 1
            and not (small | opens).isdisjoint(map(str.casefold, names))
            and not (is_given_name(own[-1]) or _INITIAL.fullmatch(own[-1]))
        )
        # "García Márquez, Gabriel" is one person, "Ada Márquez, Gabriel" are two.
        or (len(bare) > 1 and is_given_name(bare[0]))
        or (len(bare) > 1 and is_given_name(bare[-1], surely=True))
        or not all(map(_is_name_word, bare))
        or not all(_is_name_word(word) or _INITIAL.fullmatch(word) for word in own)
        or not w.particles.isdisjoint(map(str.casefold, own))
        or has_role([word.casefold() for word in (*names, *own)])
    ):
        return None
    return " ".join(names), " ".join(own)


def _are_titled(words: list[str]) -> bool:
    return len(words) > 1 and _is_title_or_office(words[0])


def _is_title_or_office(word: str) -> bool:
    folded = bare_word(word)
    return folded in label_words().titles or is_role(folded)


@lru_cache(maxsize=4096)
def split_turned(printed: str) -> tuple[str, str] | None:
    """Split "Hall, Jane (Lib)" into the name and what the brackets say.

    "Mr. Hall, Virginia" may be of there, and "Jane, Tom" are two people.

    >>> split_turned("HALL, Jane (Lib)"), split_turned("Hall, Northmoor")
    (('Jane HALL', 'Lib'), None)
    """
    found = split_listed(printed) if "," in printed else None
    if found is None or not printed.startswith(found[0]):
        return None
    surname, given = found
    sure = is_given_name(given.split()[0]) and not is_given_name(
        surname.split()[-1], surely=True
    )
    name = f"{given} {surname}"
    if not sure or not is_person(name):
        return None
    noted = BRACKET.search(printed)
    return name, noted.group(1).strip() if noted else ""


_HONOURED = WordPattern(
    r"(?P<surname>[^,()]{2,60}?)(?:,\s|\s\()(?:<labels.before_given_names>)\s"
    r"(?P<given>[^,()]{2,30})\)?(?:\s?\((?P<role>[^()]{1,60})\))?"
)


@lru_cache(maxsize=4096)
def split_honoured(printed: str) -> tuple[str, str] | None:
    """Split a surname in capitals and a given name behind its form of address.

    >>> split_honoured("El señor HALL, don Pedro (Presidente)")
    ('Pedro HALL', 'Presidente')
    >>> split_honoured("El señor ALCALDE, don Pedro")
    """
    if "," not in printed and "(" not in printed:
        return None
    found = _HONOURED.regex.fullmatch(printed)
    if found is None:
        return None
    w = label_words()
    opens = w.articles | w.leading_articles | w.honorifics
    words = found["surname"].split()
    while words and bare_word(words[0]) in opens:
        words.pop(0)
    surname = " ".join(words)
    if not surname.isupper() or any(is_role(word.casefold()) for word in words):
        return None
    name = f"{found['given'].strip()} {surname}"
    return (name, found["role"] or "") if is_person(name) else None


def _is_surname(text: str) -> bool:
    *particles, last = text.split() or [""]
    small = all(
        word.casefold() in label_words().surname_particles for word in particles
    )
    return small and _is_name_word(last)


def _is_given_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 2 and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    return _NAME_WORD.fullmatch(word) is not None and word[0].isupper()


@lru_cache(maxsize=4096)
def split_holder(printed: str) -> tuple[str, str] | None:
    """Split an office in words that no table has from its holder in brackets.

    One word in capitals may be a surname before its place, "HALL (North Moor)", and so may
    any but an office where no given name is in the brackets.

    >>> split_holder("innviðaráðherra (Ingunn Bjarkadóttir) (V)")
    ('Ingunn Bjarkadóttir', 'innviðaráðherra')
    >>> split_holder("Jane Hall (North Moor)"), split_holder("Mr. Hall (North Moor)")
    (None, None)
    >>> split_holder("J.Hall (United Moor)"), split_holder("Member Hall (United Moor)")
    (None, None)
    """
    found = _BRACKETED.search(printed) if len(printed) <= _MAX_CHARS else None
    if found is None or not is_person(found.group(1)):
        return None
    office = without_brackets(printed).strip(" ,")
    words = office.split()
    if not 0 < len(words) <= _MAX_OFFICE_WORDS or is_person(office):
        return None
    folded = [bare_word(word) for word in words]
    w = label_words()
    # "Poslanec (Jan Novák)": before no name, what addresses members is their office.
    addressed = folded[0] in w.honorifics and len(words) > 1
    if addressed or not w.never_in_labels.isdisjoint(folded):
        return None
    in_capitals = len(words) == 1 and office.isupper() and not has_role(folded)
    if in_capitals or is_false_label(printed) or is_crowd(office):
        return None
    named = [word for word in words if word[:1].isupper()]
    titled = len(named) > 1 and not has_role(folded)
    known = not named or is_given_name(found.group(1).split()[0])
    if titled or not (known or has_role(folded[-1:])):
        return None
    return found.group(1), office


@lru_cache(maxsize=4096)
def split_asker(printed: str) -> tuple[str, bool] | None:
    """Return who asks or answers by "Question from Jane Hall", and whether it is asked.

    >>> split_asker("Tilleggsspørsmål fra Kari Lund"), split_asker("Letter from Jane Hall")
    (('Kari Lund', True), None)
    >>> split_asker("Question 2 – Mrs Jane Hall"), split_asker("Reply – Chairman")
    (('Mrs Jane Hall', True), ('Chairman', False))
    >>> split_asker("A girl near the stove")
    """
    words = without_brackets(printed).split() if len(printed) <= _MAX_CHARS else []
    if len(words) > _TWO and _COUNT.fullmatch(words[1]):
        # "Question 2 – Jane Hall"
        words = [words[0], *words[2:]]
    dashed = words[1:2] != [] and words[1] in _DASHES
    if len(words) < 3 or not (
        dashed or (words[1].islower() and len(words[1]) <= _MAX_PREPOSITION)
    ):
        return None
    w, first = label_words(), words[0].casefold()
    name = " ".join(words[2:])
    asks = _is_or_ends_in(first, w.questions)
    # "A girl near the stove"
    if len(first) == 1 or not (asks or _is_or_ends_in(first, w.answers)):
        return None
    named = is_person(name) or _is_office(words[2:], w.questions | w.answers)
    return (name, asks) if named else None


def _is_or_ends_in(word: str, known: frozenset[str]) -> bool:
    return word in known or word.endswith(_compound_ends(known))


@cache
def _compound_ends(known: frozenset[str]) -> tuple[str, ...]:
    """Return the words that may end a longer one."""
    return tuple(one for one in known if len(one) >= _MIN_COMPOUND)


def _is_office(words: list[str], never: frozenset[str]) -> bool:
    """Return whether a few words are an office: one is known, or all are small."""
    folded = [word.casefold() for word in words]
    small = all(map(str.islower, words)) and never.isdisjoint(folded)
    short = len(words) <= _MAX_ASKING_WORDS and all(map(str.isalpha, words))
    return short and (small or has_role(folded))


@lru_cache(maxsize=4096)
def split_capitals(
    printed: str, *, names_in_capitals: bool = False
) -> tuple[str, str] | None:
    """Split a full name in capitals from an office or a party in other letters.

    Args:
        printed: The label.
        names_in_capitals: Whether the document prints whole names in capitals. Else "Jane" in
            "Jane HALL WEISS" is a given name, and only a known office is none.

    >>> split_capitals("JANE HALL under-secretary (Ministry of Ferries)")
    ('JANE HALL', 'under-secretary')
    >>> split_capitals("Jane HALL WEISS"), split_capitals("Mr HALL WEISS")
    (None, None)
    >>> split_capitals("HEAD OF WORKS Jane Hall"), split_capitals("DE LA CRUZ Jane Maria")
    (('Jane Hall', 'HEAD OF WORKS'), None)
    """
    tokens = without_brackets(printed).replace(",", " , ").split()
    found = _split_office_in_capitals(tokens)
    if found is not None:
        return found
    in_capitals = [n for n, token in enumerate(tokens) if _is_in_capitals(token)]
    if (
        len(in_capitals) < _MIN_IN_CAPITALS
        or len(printed) > _MAX_CHARS
        or printed.isupper()
    ):
        return None
    start, end = in_capitals[0], in_capitals[-1] + 1
    # "J. HALL" and "HALL T. J." have their initials.
    while end < len(tokens) and _INITIAL.fullmatch(tokens[end]):
        end += 1
    name = " ".join(tokens[start:end])
    rest = [token for token in (*tokens[:start], *tokens[end:]) if token.strip(",")]
    w = label_words()
    folded = [bare_word(token) for token in rest]
    said = [
        word
        for word in folded
        if word not in w.titles | w.articles | w.leading_articles
    ]
    if not said or not is_person(name):
        return None
    small = any(
        token.islower() and word not in w.particles
        for token, word in zip(rest, folded, strict=True)
    )
    if not w.never_in_labels.isdisjoint(folded) or not (
        names_in_capitals or small or has_role(folded)
    ):
        return None
    return name, " ".join(rest).strip(" ,")


def _split_office_in_capitals(tokens: list[str]) -> tuple[str, str] | None:
    """Split an office in capitals from a name in small letters that a given name opens.

    Given names alone may stand behind a surname in capitals: "DE LA CRUZ Jane Maria".
    """
    start = next((n for n, one in enumerate(tokens) if not one.isupper()), 0)
    name = tokens[start:]
    named = len(name) > 1 and start >= _MIN_IN_CAPITALS and is_given_name(name[0])
    others = named and not is_given_name(name[-1], surely=True)
    if not (others and is_person(" ".join(name))):
        return None
    return " ".join(name), " ".join(tokens[:start])


def _is_in_capitals(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def form_tells_name(printed: str) -> bool:
    """Return whether the form of a label alone tells the name in it."""
    return any(
        split(printed) is not None
        for split in (
            split_unit,
            split_inverted,
            split_turned,
            split_holder,
            split_asker,
        )
    )


def part_abbreviation(name: str, role: str) -> tuple[str, str]:
    """Give capitals between an office and a full name to the office.

    >>> part_abbreviation("PSP Jana Novak", "Speaker")
    ('Jana Novak', 'Speaker PSP')
    >>> part_abbreviation("DVD-a Ivan Horvat", "Predsjednik")
    ('Ivan Horvat', 'Predsjednik DVD-a')
    """
    first, _, rest = name.partition(" ")
    bare = _INFLECTED_ABBREVIATION.sub("", first)
    short = _MIN_ABBREVIATION <= len(bare) <= _MAX_ABBREVIATION and bare.isupper()
    if role and short and not rest.isupper() and is_person(rest):
        return rest, f"{role} {first}"
    return name, role
