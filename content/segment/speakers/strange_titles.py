"""Words before names that no table has, and that a document shows to be titles.

"Alderwoman Ada Brook" is Ada Brook where the document has her name without the word,
and the word in small letters, or before the names of others.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words, flag
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.joined_names import are_two_people
from content.segment.names.in_text.behind_trades import own_given_names
from content.segment.names.name_score import label_key
from content.segment.names.offices import bare_word, is_role
from content.segment.names.patronymics import is_patronymic
from content.segment.names.words import label_words
from content.segment.speakers.examinations import swears_in

_MIN_WORDS, _MAX_WORDS = 3, 9
_NAME_WORDS = 2
_MIN_TITLE, _LONG_TITLE = 4, 7
_ENOUGH = 2
_MAX_PLACES, _WORD_CHARS = 200, 40
_MAX_NAMES = 200
# What a document shows, its first part shows.
_MAX_CHARS = 400_000
_INITIAL = re.compile(r"[^\W\d_]\.")
# "GRin", "DVD-a", "SR": letters of a body or an office.
_ODD = re.compile(r"^[^\W\d_a-z]{2,4}(?:[a-z]{0,2}|-[a-z]+)$")
_WORD_BEFORE = re.compile(r"(\S+)[^\S\n]$")
_SENTENCE_END = '.!?…:;,()–—-•·|"“”„«»'
# Languages that put an article before an office in capitals, and before no given name.
_WITH_ARTICLES = frozenset({"de", "en"})
_DON = "D."
"""Before given names in Spanish, Galician and Portuguese; an initial elsewhere."""
_MIN_CUT, _MAX_VOWELLESS = 3, 4
_VOWELS = frozenset("aeiouy")


def without_strange_titles(
    names: Collection[str], texts: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Return name and title by those names that surely open with a title.

    Args:
        names: How labels call people.
        texts: The lines of the document.
    """
    possible = [name for name in names if _may_open_with_title(name)]
    if not possible or len(possible) > _MAX_NAMES:
        return {}
    text = "\n".join(texts)[:_MAX_CHARS]
    language = guess_language(texts)
    # Many names have the same title.
    signs = cache(lambda title: _signs_of_title(title, text, language))
    found: dict[str, tuple[str, str]] = {}
    for name in sorted(possible, key=len):
        title, rest = _parted_at_given_name(name, language)
        known = _signs_of_given_name(title, rest, language) if title else 0
        if not title:
            title, rest = _parted(name, text)
        if not title or _is_surname(title, rest) or _swears_whole_name(name, texts):
            continue
        known += signs(title)
        if (
            known >= _ENOUGH
            or known + _signs_of_name(title, rest, possible, text, language) >= _ENOUGH
        ):
            # "Secretary Alderwoman Ada Brook"
            found[name] = found.get(rest, (rest, ""))[0], title
    return found


def _may_open_with_title(name: str) -> bool:
    several = _MIN_WORDS <= len(name.split()) <= _MAX_WORDS
    return several and not are_two_people(name)


def _parted_at_given_name(name: str, language: str) -> tuple[str, str]:
    """Return unknown words before a given name and the name; empty if there are none.

    "Olszyny Halina Mocek" is such a one. "Hall Ada Maria" may have the surname first.
    """
    words = name.split()
    first = next((n for n, word in enumerate(words) if is_given_name(word)), 0)
    rest = words[first:]
    if (
        not 0 < first < len(words) - 1
        or flag(language, "surname_first")
        # "Pere" is a father elsewhere.
        or fold_letters(words[0]) in own_given_names(language)
        or (words[0] == _DON and not flag(language or "en", "two_surnames"))
        or is_patronymic(rest[-1])
        or _INITIAL.fullmatch(rest[-1])
        or (any(map(_INITIAL.fullmatch, words[:first])) and words[0] != _DON)
        or words[first - 1] in all_words("names.cut_given_names")
        or words[first - 1].casefold() in label_words().surname_particles
        or rest[0].isupper() != rest[-1].isupper()
        or not is_person(" ".join(rest))
    ):
        return "", ""
    return " ".join(words[:first]), " ".join(rest)


def _signs_of_given_name(title: str, rest: str, language: str) -> int:
    """Return how many signs a given name behind unknown words is that these are a title.

    One that is a surname, too, is one sign, and none where people have two surnames, or
    where only given names stand behind.
    """
    sure = is_given_name(rest.partition(" ")[0], surely=True)
    words = title.split()
    odd = any(_ODD.search(word) or _is_cut(word) for word in words)
    if not odd and all(is_given_name(word, surely=True) for word in rest.split()):
        # "Biancoli Stefano Maria" has the surname first, and no other.
        return 0
    if flag(language or "en", "two_surnames"):
        return int(sure) + odd + (words == [_DON])
    return 1 + (odd or sure)


def _swears_whole_name(name: str, texts: Sequence[str]) -> bool:
    """Return whether who takes an oath is called so in capitals: it is no title then."""
    in_capitals = name.upper()
    return any(in_capitals in text and swears_in(text) for text in texts)


def _is_surname(title: str, rest: str) -> bool:
    """Return whether words before given names alone open as surnames do: "De la Cruz"."""
    first = title.partition(" ")[0].casefold()
    opens = first in label_words().surname_particles
    return opens and all(map(is_given_name, rest.split()))


def _is_cut(word: str) -> bool:
    """Return whether a word is cut as titles are: "Geom.", "RNDr.", "Cllr", "Dª"."""
    letters = [char for char in fold_letters(word) if char.isalpha()]
    few = _MIN_CUT <= len(letters) <= _MAX_VOWELLESS
    vowelless = few and word.isascii() and _VOWELS.isdisjoint(letters)
    return "ª" in word or vowelless or (word.endswith(".") and len(letters) >= _MIN_CUT)


def _parted(name: str, text: str) -> tuple[str, str]:
    """Return what may be a title, and a full name behind it; empty if it is neither.

    It has two words, or three if these stand somewhere without the others.
    """
    words = name.split()
    end = len(words)
    while end > 1 and _INITIAL.fullmatch(words[end - 1]):
        end -= 1
    initialled = end < len(words)
    start = end - (1 if initialled else _NAME_WORDS)
    small = [n for n, word in enumerate(words[:start]) if _is_small(word)]
    earliest = small[-1] + 1 if small else 1
    longer = start - 1
    if (
        longer >= earliest
        and not initialled
        and not _is_abbreviated(words[longer])
        and words[longer - 1] not in label_words().particles
        and stands_alone(words[longer:], text)
        and not (
            words[longer - 1].islower()
            and not stands_alone(words[longer:], text, but=words[longer - 1])
            and stands_alone(words[start:], text)
        )
    ):
        # "Mayor of the village Brook Ada Ferro" has the name of the village.
        start = longer
    elif small and start - earliest == 1 and not stands_alone(words[start:], text):
        start = earliest
    particles = label_words().surname_particles
    while start > 1 and words[start - 1].casefold() in particles:
        start -= 1
    rest = words[start:]
    initial = words[0].endswith(".") and len(words[0]) == len("A.")
    if (
        start < 1
        or initial
        or label_key(rest[0]) in label_words().particles - particles
        or (rest[0].isupper() != rest[-1].isupper() and not initialled)
        or is_patronymic(rest[-1])
        or not is_person(" ".join(rest))
    ):
        return "", ""
    return " ".join(words[:start]), " ".join(rest)


def _is_small(word: str) -> bool:
    w = label_words()
    known = w.particles | w.surname_particles
    return word.islower() and len(word) >= _MIN_TITLE and word not in known


def _is_abbreviated(word: str) -> bool:
    """Return whether a word is cut as titles are: "Abg.", "posl."; "St." opens names."""
    return (
        word.endswith(".")
        and word[:-1].isalpha()
        and word not in all_words("names.cut_given_names")
    )


def _signs_of_title(title: str, text: str, language: str) -> int:
    """Return how many signs a document has that words before names are a title.

    The last is in small letters, or all are cut: they surely are one, and so they are
    behind an article in languages that put none before given names. Else they stand
    somewhere in small letters, too, or behind a form of address.
    """
    words = title.split()
    w = label_words()
    articles = w.articles | w.leading_articles
    if (w.titles | w.forms_of_address | articles).issuperset(map(label_key, words)):
        # "La señora Ruiz Mora" has two surnames.
        return -_ENOUGH * _ENOUGH
    if _is_small(words[-1]) or all(map(_is_abbreviated, words)):
        return _ENOUGH
    small = title.casefold()
    common = all(len(word) >= _MIN_TITLE for word in words) and any(
        _places(small, text)
    )
    plainly = common and (
        len(title) >= _LONG_TITLE
        or any(text[end + 1 : end + 2].isupper() for _, end in _places(small, text))
    )
    if plainly or language not in _WITH_ARTICLES or len(title) < _LONG_TITLE:
        return common + plainly
    before = _words_before(title, text)
    if not before.isdisjoint(articles):
        return _ENOUGH
    return common + (not before.isdisjoint(w.honorifics))


def _signs_of_name(
    title: str, rest: str, names: Collection[str], text: str, language: str
) -> int:
    """Return how many signs tell that a name is one without the words before it.

    It stands somewhere alone, the words stand before another full name, or are many.
    """
    own = set(rest.split())
    others = not flag(language, "surname_first") and any(
        name.startswith(f"{title} ")
        and own.isdisjoint(more := name[len(title) + 1 :].split())
        and len(more) >= _NAME_WORDS
        for name in names
    )
    long = 0 if flag(language or "en", "two_surnames") else len(title.split()) - 1
    signs = others + long
    return signs if signs >= _ENOUGH else signs + stands_alone(rest.split(), text)


def _words_before(title: str, text: str) -> set[str]:
    """Return the words, case-folded, before a word that no name follows."""
    return {
        _word_before(start, text).casefold().strip(".")
        for start, end in _places(title, text)
        if not text[end + 1 : end + 2].isupper()
    }


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where whole words start and end in a text, the first of many places."""
    start = text.find(words)
    for _ in range(_MAX_PLACES):
        if start < 0:
            return
        end = start + len(words)
        around = text[start - 1 : start] if start else "", text[end : end + 1]
        if not any(char.isalnum() or char in "-’'" for char in around):
            yield start, end
        start = text.find(words, end)


def _word_before(start: int, text: str) -> str:
    found = _WORD_BEFORE.search(text[max(0, start - _WORD_CHARS) : start])
    return found.group(1) if found else ""


def stands_alone(words: Sequence[str], text: str, *, but: str = "") -> bool:
    """Return whether a name stands somewhere with no other word of a name before it.

    Behind the word `but` it does not count.
    """
    for start, _ in _places(" ".join(words), text):
        before = _word_before(start, text)
        folded = bare_word(before)
        if but and before == but:
            continue
        if (
            not before[:1].isupper()
            or before[-1] in _SENTENCE_END
            or folded in label_words().titles
            or is_role(folded)
        ):
            return True
    return False
