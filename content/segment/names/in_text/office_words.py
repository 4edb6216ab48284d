"""Words for an office or a trade in running text, in whatever grammatical case.

Such a word is in a table, has the ending of a case behind one of a table, or is a
compound that ends in one: "Bibliotheksdirektorin".
"""

import re
from functools import cache

from content.language.word_lists import WordPattern, all_entries
from content.language.words.word_patterns import WORD
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.capitalized_runs import words_for_and
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

_MAX_ENDING = 3
_MIN_ROLE, _MIN_BENT_ROLE = 4, 5
_MAX_OFFICE_CHARS, _MAX_OFFICE_WORDS = 100, 7
_MAX_WORDS_BEFORE = 4
_CLAUSE_END = re.compile(r"[,.;:!?]")
_TRADE = WordPattern(r"(?:[^\W\d_]{4,}|[^\W\d_]{2,}-)(?:<labels.trades>)", re.NOFLAG)
_FORMER = WordPattern(r"(?<![^\W\d_])(?:<labels.former>)[\s-]+$")
# ", the mayor of", ", Chief Executive Officer of": one that has capitals is longer.
_OFFICE_BEHIND = re.compile(
    rf"^,\s({CAPITAL}\w*(?:\s{CAPITAL}\w*){{1,3}}|[^\W\d_]+(?:\s[^\W\d_]+)?)"
)


def office_near(text: str, start: int, end: int) -> bool:
    """Return whether an office stands right before or behind a run of words."""
    if _explains_office(text[max(0, start - _MAX_OFFICE_CHARS) : start]):
        return True
    *others, last = ["", *WORD.findall(text[max(0, start - 40) : start])]
    # "the chair of the Club Ada Brook"; in "the mayor and Tom Ferro", one is another's.
    w = label_words()
    of = last in w.articles_before_titles and last not in words_for_and()
    # "ministrice mag. Jerce Volk"; "министра культуры Марии Завьяловой"
    of = of or last.casefold() in w.titles or last.casefold() in w.departments
    before = [last, *(others[-1:] if of else ())]
    after = _OFFICE_BEHIND.findall(text[end : end + 60])
    return ends_in_office(last) or any(
        is_plain_office(word) for phrase in (*before, *after) for word in phrase.split()
    )


def _explains_office(before: str) -> bool:
    """Return whether a name follows an office and a comma: "the Mayor of Westport, "."""
    clause, comma, rest = before.rpartition(",")
    if not comma or rest.strip():
        return False
    words = WORD.findall(_CLAUSE_END.split(clause)[-1])
    return any(map(is_plain_office, words[-_MAX_OFFICE_WORDS:]))


def is_former(before: str) -> bool:
    """Return whether a word says that who holds the office behind it does so no more.

    >>> is_former("said the former "), is_former("the ex-"), is_former("said the ")
    (True, True, False)
    """
    return _FORMER.regex.search(before[-_MAX_OFFICE_CHARS:]) is not None


def words_before(text: str, start: int) -> list[str]:
    """Return the last words of the clause that leads to a place in a text."""
    before = _CLAUSE_END.split(text[max(0, start - _MAX_OFFICE_CHARS) : start])[-1]
    return WORD.findall(before)[-_MAX_WORDS_BEFORE:]


def is_what_office_is_of(text: str, start: int) -> bool:
    """Return whether small words join what starts at a place to an office: "mayor of ".

    >>> is_what_office_is_of("the mayor of Dorn Ada Brook", len("the mayor of "))
    True
    """
    *others, last = ["", *words_before(text, start)]
    w = label_words()
    joins = last in w.articles_before_titles or last in w.departments
    return joins and last not in words_for_and() and any(map(is_office_word, others))


def is_plain_office(word: str) -> bool:
    """Return whether a word is an office of a table, in whatever case, and no compound."""
    folded = word.casefold().rstrip(".")
    roles = label_words().roles
    if folded in roles:
        return True
    # "Reinaldo" is no form of "reina".
    if is_given_name(word):
        return False
    cut = range(len(folded), max(_MIN_ROLE, len(folded) - _MAX_ENDING) - 1, -1)
    if any(folded[:length] in roles for length in cut):
        return True
    # "předsedy" and "předsedovi" are of předseda, "marszałka" of marszałek.
    return len(folded) > _MIN_BENT_ROLE and any(
        folded.endswith(ending) and folded[: -len(ending)] + nominative in roles
        for ending, nominative in _office_cases().get(folded[-1], ())
    )


@cache
def _office_cases() -> dict[str, list[tuple[str, str]]]:
    """Return endings of cases by their last letter, each with that of the nominative."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in all_entries("names.office_cases"):
        ending, _, nominative = entry.partition("=")
        found.setdefault(ending[-1], []).append((ending, nominative))
    return found


def is_office_word(word: str) -> bool:
    """Return whether a word is an office, or a compound that ends in one."""
    return is_plain_office(word) or ends_in_office(word)


def ends_in_office(word: str) -> bool:
    """Return whether a compound ends in an office: "Bibliotheksdirektorin"."""
    folded = word.casefold()
    roles = label_words().roles
    return any(folded[start:] in roles for start in range(2, len(folded) - _MIN_ROLE))


def is_trade(word: str) -> bool:
    """Return whether a word ends as German trades do, and hardly a name: "Lampenmacherin"."""
    return _TRADE.regex.fullmatch(word) is not None
