"""Split an office from its holder: "Mayor Hollis", "Le président Macron"."""

import re
from functools import cache, lru_cache
from itertools import takewhile

from content.language.word_lists import WordPattern, all_words, words
from content.names.offices import is_compound_office
from content.segment.names.words import (
    CJK_NEVER_HOLDER,
    CJK_NEVER_IN_NAMES,
    CJK_ROLE,
    articles,
    label_words,
)

EDGE_PUNCTUATION = '.,:;*_"“”„«»()[]'
"""Signs that may stand around a word of a label, and are none of it."""

# Russian puts the country between office and name: "Президент России Путин".
_COUNTRY_BEHIND = WordPattern("<places.countries_behind_offices>", re.NOFLAG)
# Languages that call most departments by one word, as in "Ministra de Hacienda".
_ONE_WORD = ("ca", "es", "gl", "pt")
_MAX_NAME_WORDS = 4
# Ministers in languages that put the department behind, without "of": "Ministar finansija".
_MINISTERS = WordPattern("<labels.ministers>", re.NOFLAG)
# "Assessore alla Protezione Civile", "Sekretarz Stanu w Ministerstwie Morza".
_PREPOSITION = re.compile("[a-zß-ſ]{1,4}")
_COUNTED = re.compile(r"I{1,3}|I?V|VI{1,3}|IX")
_INDEFINITE = WordPattern(r"^(?:<messages.indefinite>)\s(?=[^\W\d_]{3})")
_REGNAL = re.compile(r"[IVX]+")
_CACHED_WORDS = 16_384
_MIN_OFFICE = 7


@cache
def _small_words() -> frozenset[str]:
    """Return small words of offices that are in nobody's name: "Keeper of the Lamp"."""
    joining = {word for word in all_words("names.and") if len(word) > 1}
    return (all_words("names.never_inside") | joining) - all_words(
        "labels.particles_as_given_names"
    )


@cache
def _words_for_and_as_printed() -> frozenset[str]:
    """Return words for "and" as printed, since "John E. Reed" has an initial."""
    joining = all_words("names.and")
    return joining | {word.upper() for word in joining if len(word) > 1} | {*"&/+"}


def bare_word(token: str) -> str:
    """Return a word case-folded, without punctuation around it.

    >>> bare_word("(Brook),"), bare_word("Dr.")
    ('brook', 'dr')
    """
    return token.strip(EDGE_PUNCTUATION).casefold()


def has_role(folded: list[str]) -> bool:
    """Return whether any of these words, case-folded, is a role."""
    return any(map(is_role, folded))


@lru_cache(maxsize=_CACHED_WORDS)
def is_role(word: str) -> bool:
    """Return whether a word, case-folded, is a role or a compound with one."""
    roles, honorifics = label_words().roles, label_words().honorifics
    parts = {word, *word.split("-")}
    compound = is_compound_office(word)
    return compound or any(part in roles and part not in honorifics for part in parts)


def is_office_in_some_case(word: str) -> bool:
    """Return whether a word is a long one for an office, with whatever ending.

    >>> is_office_in_some_case("predsjednice"), is_office_in_some_case("vēstuli")
    (True, False)
    """
    stems = {word, word[:-1], word[:-2]} if len(word) >= _MIN_OFFICE else {word}
    return word.islower() and (is_role(word) or not _office_stems().isdisjoint(stems))


@cache
def _office_stems() -> frozenset[str]:
    """Return offices without their last letters, which differ from case to case."""
    long = [role for role in label_words().roles if len(role) >= _MIN_OFFICE]
    return frozenset(role[:end] for role in long for end in (-1, -2))


def split_office(text: str) -> tuple[str, str] | None:
    """Split a label into name and office before it; return None if nobody is named.

    A label without an office is all name.

    >>> split_office("Prime Minister Ada Brook"), split_office("Mayor Hollis of Dorn")
    (('Ada Brook', 'Prime Minister'), ('Hollis', 'Mayor of Dorn'))
    >>> split_office("Larry King"), split_office("The King"), split_office("Speaker Two")
    (('Larry King', ''), None, None)
    >>> split_office("Presidente da Junta de Santa Iria da Vila")
    """
    tokens = text.split()
    folded = [bare_word(token) for token in tokens]
    roles = [n for n, word in enumerate(folded) if is_role(word)]
    if roles and _is_surname(tokens, folded, roles[-1]):
        roles.pop()
    if not roles:
        return text, ""
    start = roles[-1] + 1
    while start < len(tokens) and folded[start] in label_words().office_endings:
        start += 1
    if start == len(tokens):
        return None
    name_end = _name_end_before_place(tokens, folded, start)
    if name_end:
        if folded[roles[-1]] in label_words().sovereigns:
            # "King Olav of Nordia" is called so as a whole.
            return text, ""
        role = [*tokens[:start], *tokens[name_end:]]
        return " ".join(tokens[start:name_end]), _office(role)
    found = _name_start(tokens, folded, start)
    if found is None or _is_saints_place(folded, found - 1):
        return None
    name = tokens[found:]
    # "King Charles III" is called by rank.
    regnal = len(name) == 1 or (len(name) == 2 and _REGNAL.fullmatch(name[1]))
    if folded[found - 1] in label_words().sovereigns and regnal:
        found -= 1
    return " ".join(tokens[found:]), _office(tokens[:found])


def _is_saints_place(folded: list[str], n: int) -> bool:
    """Return whether a word opens the name of a place behind "of": "de Santa Iria"."""
    behind_of = n > 0 and folded[n - 1] in label_words().particles
    return behind_of and folded[n] in all_words("headlines.saints")


def without_address(office: str) -> str:
    """Return an office without words before it that say nothing: "Mr.", "Le", "Une"."""
    return _office(_INDEFINITE.regex.sub("", office).split())


def _office(tokens: list[str]) -> str:
    address = label_words().forms_of_address
    bare = [bare_word(token) for token in tokens[:-1]]
    start = sum(1 for _ in takewhile(address.__contains__, bare))
    return " ".join(tokens[start:]).strip(" ,")


def _is_surname(tokens: list[str], folded: list[str], last: int) -> bool:
    """Return whether a role at the end is a surname: "Larry King", "Mayor King"."""
    before = folded[last - 1] if last else ""
    return (
        0 < last == len(tokens) - 1
        and folded[last] in label_words().sovereigns_as_surnames
        and opens_as_name(tokens[last - 1])
        and before not in label_words().particles
        and before not in label_words().never_holders
        and folded[0] not in articles()
    )


def _name_end_before_place(tokens: list[str], folded: list[str], start: int) -> int:
    """Return where a name before a place ends ("Mayor Hollis of Dorn"); else 0."""
    end = start
    while end < len(tokens) and _may_be_holder(tokens[end], folded[end]):
        end += 1
    of = 0 < end - start < 4 and end < len(tokens) - 1 and folded[end] == "of"
    rest = tokens[end + 1 :]
    return end if of and all(map(opens_as_name, rest)) else 0


def _name_start(tokens: list[str], folded: list[str], start: int) -> int | None:
    """Return where the name after a role starts; None if there is none."""
    rest = folded[start:]
    if not opens_as_name(tokens[-1]):
        return None
    complement = (is_particle(tokens[start]) and not _is_degree(tokens, start)) or any(
        word in _small_words() or _PREPOSITION.fullmatch(token)
        for word, token in zip(rest[:-2], tokens[start:], strict=False)
    )
    if opens_as_name(tokens[start]) and not complement:
        return _after_office(tokens, folded, start)
    if _is_foreign_name(tokens, folded, start):
        return start
    full = _full_name(tokens, folded, start) if complement else None
    return full if full is not None else _after_department(tokens, folded, start)


def _after_office(tokens: list[str], folded: list[str], start: int) -> int | None:
    """Return the start of a name that directly follows: "Energy Minister Jana Novak"."""
    if any(
        word in _small_words() for word in folded[start:]
    ) or _words_for_and_as_printed() & {*tokens[start:]}:
        return None
    found = max(start, _cyrillic_start(tokens, start))
    w = label_words()
    while found < len(tokens) - 2 and (
        folded[found] in w.departments
        or (folded[start - 1] in w.deputies and is_office_in_some_case(folded[found]))
    ):
        # "Minister Zdrowia Jan Kowal", "Zastępca Prezydenta J. Kowal": some languages put
        # no "of" before it.
        found += 1
    if _MINISTERS.regex.fullmatch(folded[start - 1]):
        found = max(found, len(tokens) - 2)
    if found < len(tokens) - 1:
        never = all(word in label_words().never_holders for word in folded[found:])
        return None if never else found
    # "President Ames and Chancellor Roth" are two people.
    joined = _words_for_and_as_printed() & {*tokens[:start]}
    return found if _may_be_holder(tokens[-1], folded[-1]) and not joined else None


def _full_name(tokens: list[str], folded: list[str], start: int) -> int | None:
    """Return the start of the full name that ends a label after "of …"; else None."""
    last = max(
        n
        for n in range(start, len(tokens))
        if n == start or _is_small(tokens[n], folded[n])
    )
    found = max(start, len(tokens) - 2)
    # "of Trade Ursula van der Berg": particles belong to the name they stand in.
    while found - 1 > start and tokens[found].islower() and is_particle(tokens[found]):
        found -= 1
    if last >= found or tokens[found].isalpha() > (len(tokens[found]) > 1):
        # "de Puertos y Litoral" joins two departments, also in capitals.
        return None
    found = _after_departments(tokens, folded, last, found)
    name = range(found, len(tokens))
    capitalized = [n for n in name if opens_as_name(tokens[n])]
    if (
        len(capitalized) < 2
        or found <= start
        or any(_holds_none(folded[n]) for n in name)
    ):
        return None
    particle = is_particle(tokens[found - 1]) and not _is_given_name(tokens, found - 1)
    return None if particle else found


def _is_small(token: str, folded: str) -> bool:
    """Return whether a word joins others, and is in no name: "of", "and"."""
    joins = (
        folded in _small_words()
        or token in _words_for_and_as_printed()
        or folded in all_words("labels.particles_in_offices")
    )
    return joins or (token.islower() and not is_particle(token))


def _is_given_name(tokens: list[str], n: int) -> bool:
    """Return whether a particle is capitalized as a name among small ones: "Ben Ames"."""
    return tokens[n].istitle() and not all(token.istitle() for token in tokens)


def _holds_none(word: str) -> bool:
    """Return whether a word is a department's, or what an office is of: no holder's."""
    return word in label_words().departments or word in label_words().never_holders


def _after_departments(
    tokens: list[str], folded: list[str], last: int, found: int
) -> int:
    """Return where a name starts, whose given names may be more than one.

    "of Foreign Trade Jana Novak" has a department of two words, so the name has two;
    behind a known department, and in languages that put one word there, all is name.
    """
    start = last + 1
    while start < found and _holds_none(folded[start]):
        start += 1
    known = start > last + 1
    romance = any(
        word in words(code, "labels.roles")
        for word in folded[:last]
        for code in _ONE_WORD
    )
    if not known and romance:
        start += 1
    if not (known or romance) or not all(map(opens_as_name, tokens[start:])):
        return found
    return min(found, start) if len(tokens) - start <= _MAX_NAME_WORDS else found


def _after_department(tokens: list[str], folded: list[str], start: int) -> int | None:
    """Return the start of a surname after "of State", "de la santé"; else None."""
    found = len(tokens)
    while found > start and _may_be_holder(tokens[found - 1], folded[found - 1]):
        found -= 1
    if len(tokens) - found > 2 and tokens[found].isupper() and not tokens[-1].isupper():
        # "Ministryně dopravy ČR Jana Malá"
        found += 1
    if re.search("[а-яё]", tokens[-1]) and len(tokens) - found > 2:
        # "Мэр города Дорн Анна Лунина"
        found = max(found, _cyrillic_start(tokens, found))
    before = folded[found - 1]
    if not start < found < len(tokens) or before in label_words().particles:
        return None
    # "Министр иностранных дел Лавров"
    department = (
        any(map(str.islower, tokens[start:found]))
        or before in label_words().departments
    )
    return found if department else None


def _is_degree(tokens: list[str], n: int) -> bool:
    """Return whether capitals before a name in small letters are a degree: "DI Lund".

    >>> _is_degree(["Bürgermeister", "DI", "Lund"], 1), _is_degree(["CAPO", "DI", "STATO"], 1)
    (True, False)
    """
    return tokens[n].isupper() and n + 1 < len(tokens) and tokens[n + 1].istitle()


def _is_foreign_name(tokens: list[str], folded: list[str], start: int) -> bool:
    """Return whether a surname with particles follows: "President von der Leyen".

    What the office's own language puts before a country is no sign of a name.
    """
    end = start
    while end < len(tokens) and folded[end] in label_words().surname_particles:
        end += 1
    role, lone = folded[start - 1], end - start == 1
    before_surnames = words("de", "labels.offices_before_surnames")
    german = role in before_surnames or is_compound_office(role)
    if role not in words("en", "labels.offices_before_surnames") and not (
        german and not (lone and folded[start] == "von")
    ):
        return False
    before = folded[max(0, start - 2) : start - 1]
    if not german and not articles().isdisjoint(before):
        # "El president de la Generalitat": "the" stands before no name.
        return False
    if any(map(_holds_none, folded[end:])):
        return False  # "Director de Comunicació"
    # "PRESIDENT DE LA REPUBLIQUE" may be French.
    in_capitals = tokens[start].isupper() and folded[start] not in {"von", "van"}
    return (
        start < end < len(tokens)
        and len(tokens) - end < 3
        and not in_capitals
        and folded[start] not in {"der", "den"}
        and all(
            _may_be_holder(*pair)
            for pair in zip(tokens[end:], folded[end:], strict=True)
        )
    )


def _cyrillic_start(tokens: list[str], start: int) -> int:
    """Return where a Russian name starts, after a country in the genitive; else 0."""
    if not re.search("[а-яё]", tokens[-1]) or len(tokens) - start < 2:
        return 0
    if len(tokens) - start == 2:
        return start + (_COUNTRY_BEHIND.regex.fullmatch(tokens[start]) is not None)
    patronymic = re.search("(?:вич|вн|ич)[а-яё]{0,2}$", tokens[-2])
    return len(tokens) - (3 if patronymic else 2)


def _may_be_holder(token: str, folded: str) -> bool:
    """Return whether a word after an office may be its holder's name."""
    return (
        opens_as_name(token)
        and sum(map(str.isalpha, folded)) > 1
        and folded not in label_words().never_holders
        and not _COUNTED.fullmatch(token)
    )


def is_particle(token: str) -> bool:
    """Return whether a word is a particle; "D." in "Jana D. Novak" is an initial."""
    bare = token.strip(EDGE_PUNCTUATION)
    folded = bare.casefold()
    is_name = not token.islower() and (
        len(bare) == 1 or folded in all_words("labels.particles_as_given_names")
    )
    return folded in label_words().particles and not is_name


def opens_as_name(token: str) -> bool:
    """Return whether a word may open a name: its first letter is a capital, or has no case."""
    letters = [char for char in token if char.isalpha()]
    return bool(letters) and (letters[0].isupper() or not letters[0].islower())


_HANGUL = re.compile("[\uac00-\ud7af]")
_CJK_NAME = re.compile("[\u3400-\u9fff々ぁ-ゖ]{2,4}|[\u3400-\u9fff·・‧ァ-ヺー]{4,14}")
_OFFICE_ALONE = WordPattern(
    r"(?:<labels.deputies_in_words>|<labels.former_in_words>)?"
    r"<labels.roles_in_words>+<labels.honorific_suffixes>?"
    r"|<labels.honorific_suffixes>",
    re.NOFLAG,
)
_NAME_AFTER_OFFICE = WordPattern(r"\A(.*<labels.roles_in_words>)(.+)", re.NOFLAG)


def split_cjk_office(text: str) -> tuple[str, str] | None:
    """Split a Chinese or Japanese label into name and office; None if nobody is named.

    What is not surely a name beside an office is left as printed.

    >>> split_cjk_office("总统林肯"), split_cjk_office("会议主席"), split_cjk_office("副部长")
    (('林肯', '总统'), ('会议主席', ''), None)
    """
    if _OFFICE_ALONE.regex.fullmatch("".join(text.split())):
        return None
    # Korean parts its words, and a part is found by itself.
    hangul = _HANGUL.search(text)
    found = None if hangul else _NAME_AFTER_OFFICE.regex.fullmatch(text)
    if found and _is_name(found.group(2)):
        return found.group(2), found.group(1)
    return text, ""


def _is_name(word: str) -> bool:
    return (
        _CJK_NAME.fullmatch(word) is not None
        and not CJK_NEVER_HOLDER.regex.search(word)
        and not CJK_ROLE.regex.search(word)
        and not CJK_NEVER_IN_NAMES.regex.search(word)
    )
