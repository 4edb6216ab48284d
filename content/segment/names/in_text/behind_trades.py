"""Names behind a trade in a phrase: "the boatbuilder Grace Tully", "Imkerin Rosa Thiel".

Trades are more than any table has, so a known given name says where the name starts.
Where none is known, the one name that ends the phrase behind words in small letters is
it, but for languages that bend names: in another case it is nobody's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words, flag
from content.language.word_lists import words as words_of
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.words import label_words

_MAX_WORDS, _MAX_NAME_WORDS = 12, 4
_MAX_PLAIN_TRADE = 3
_ENDS = ",;:.!?…)"
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BREAK = re.compile(r"\s[–—|-]\s")


def name_behind_trade(phrase: str, language: str) -> str:
    """Return the name behind the trade with which a phrase opens; empty if unsure.

    >>> name_behind_trade("the boatbuilder Grace Tully, 4 April 2022", "en")
    'Grace Tully'
    >>> name_behind_trade("scheepsbouwer Xenne Vonk", "nl")
    'Xenne Vonk'
    >>> name_behind_trade("the friends of Grace Harbour", "en")
    ''
    """
    if flag(language or "en", "surname_first"):
        return ""
    words = _words(phrase)
    for start, end in _runs(words):
        name = _from_given_name(words[start:end])
        of = start > 0 and words[start - 1] in _joining()
        if name and not (of and name.startswith(words[start])):
            return name
        plain = 0 < start <= _MAX_PLAIN_TRADE and end == len(words)
        if plain and not flag(language or "en", "bends_names"):
            return _plain(words[:start], words[start:end])
    return ""


def name_at_end(phrase: str, language: str) -> str:
    """Return the name that ends a phrase, perhaps behind a trade and before one small word.

    So some languages name who was asked before the word for it.

    >>> name_at_end("Tekne ustası Elif Kaya ile", "tr")
    'Elif Kaya'
    >>> name_at_end("PROF. DR. ELİF KAYA İLE", "tr")
    'ELİF KAYA'
    """
    words = [word for word in phrase.split() if not _is_title(word)][-_MAX_WORDS:]
    # Capitals do not show which word is small.
    if phrase.isupper() and words and _folded(words[-1]) in _common(language):
        words.pop()
    if flag(language or "en", "surname_first") or not all(
        map(_NAME_WORD.fullmatch, words)
    ):
        return ""
    *_, (start, end) = [(0, 0), *_runs(words)]
    return _from_given_name(words[start:end]) if end >= len(words) - 1 else ""


def _is_title(word: str) -> bool:
    return word.endswith(".") and _folded(word) in label_words().titles


def _common(language: str) -> frozenset[str]:
    return words_of(language, "commonest") if language else frozenset()


def _folded(word: str) -> str:
    return fold_letters(word.rstrip("."))


def name_in_capitals(text: str) -> str:
    """Return the name in words in capitals that a known given name opens; empty if none.

    >>> name_in_capitals("POSSE DO ACADÊMICO RUI PRADO, 4 DE MAIO")
    'RUI PRADO'
    >>> name_in_capitals("FRÅN EN LÅDA")
    ''
    """
    words = text.split()
    small = all_words("messages.from")  # "TVÅ BREV FRÅN …": Fran is a name, too.
    first = next(
        (
            n
            for n, word in enumerate(words)
            if is_given_name(word) and word.casefold() not in small
        ),
        len(words),
    )
    name: list[str] = []
    for word in words[first : first + _MAX_NAME_WORDS]:
        if word.casefold() in _leading_on():
            break  # "ANA RUIZ EN EL DÍA DE LA PATRIA"
        name.append(word.rstrip(_ENDS))
        if name[-1] != word:
            break
    whole = " ".join(name)
    known = is_given_name(name[0]) if name else False
    return whole if known and len(name) > 1 and is_person(whole) else ""


@cache
def _leading_on() -> frozenset[str]:
    """Return small words behind a name that lead to an occasion or a place."""
    leading = all_words("places.prepositions") | all_words("messages.occasions")
    return leading - label_words().surname_particles


def names_by_given_names(text: str) -> Iterator[str]:
    """Yield the names in a text that known given names open, whatever stands before.

    Words in capitals alone are a title's.
    """
    for part in re.split(f"[^\\w\\s’'-]|{_BREAK.pattern}", text):
        words = [word for word in part.split() if _NAME_WORD.fullmatch(word)]
        for start, end in _runs(words):
            name = _from_given_name(words[start:end])
            if name and not name.isupper():
                yield name


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words with capitals start and end, with small words inside of names."""
    start = 0
    while start < len(words):
        end = _run_end(words, start)
        if end > start:
            yield start, end
        start = max(end, start + 1)


def without_trade_before(name: str, language: str) -> str:
    """Return a name that opens with a trade without it; else as it is.

    >>> without_trade_before("Imkerin Rosa Thiel", "de")
    'Rosa Thiel'
    >>> without_trade_before("Szabó Eszter Anna", "hu"), without_trade_before("Tom Anna Hall", "")
    ('Szabó Eszter Anna', 'Tom Anna Hall')
    >>> without_trade_before("Pere Anton Munt", "ca")
    'Pere Anton Munt'
    """
    first = fold_letters(name.partition(" ")[0])
    if flag(language or "en", "surname_first") or first in own_given_names(language):
        return name
    return _from_given_name(name.split()) or name


@cache
def own_given_names(language: str) -> frozenset[str]:
    """Return the given names of a language's table, which may mean a trade elsewhere."""
    found = words_of(language, "names.given") if language else frozenset()
    return frozenset(one.rstrip("=") for one in found)


def _words(phrase: str) -> list[str]:
    """Return the first words of a phrase, up to a sign that ends it."""
    words: list[str] = []
    for token in _BREAK.split(phrase, maxsplit=1)[0].split()[:_MAX_WORDS]:
        bare = token.rstrip(_ENDS)
        if not _NAME_WORD.fullmatch(bare):
            break
        words.append(bare)
        if bare != token:
            break
    return words


def _run_end(words: Sequence[str], start: int) -> int:
    """Return where words with a capital end that start somewhere."""
    end = start
    while end < len(words) and (
        words[end][0].isupper()
        or (end > start and words[end] in label_words().surname_particles)
    ):
        end += 1
    while end > start and not words[end - 1][0].isupper():
        end -= 1
    return end


def _from_given_name(run: list[str]) -> str:
    """Return the name in words with capitals, from the first known given name on."""
    known = (n for n, word in enumerate(run) if is_given_name(word))
    name = run[next(known, len(run)) :]
    whole = " ".join(name)
    small = label_words().surname_particles
    led = run[: len(run) - len(name)]
    if led and led[-1].casefold() in small:
        return ""
    return whole if len(name) <= _MAX_NAME_WORDS and is_person(whole) else ""


def _joining() -> frozenset[str]:
    w = label_words()
    return w.particles - w.articles - w.leading_articles


def _plain(trade: list[str], run: list[str]) -> str:
    """Return two words with capitals behind a trade alone: "scheepsbouwer Femke Vonk"."""
    whole = " ".join(run)
    of = not _joining().isdisjoint(trade)
    return whole if not of and len(run) == 2 and is_person(whole) else ""
