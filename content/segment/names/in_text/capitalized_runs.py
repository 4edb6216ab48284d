"""Runs of capitalized words in a text: every name is one, or part of one.

A small word of names ("van") may stand inside; a run ends where punctuation, another
small word or the ending of a case does, and where one person's name joins another's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.names.given_names import is_given_name
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

MIN_NAME_WORDS = 2
"""A full name has a given name and a surname."""

_MAX_GAP = 2
_NAME_WORD = r"[^\W\d_][\w’'-]*"
_WORD_OR_SHORT = re.compile(rf"{_NAME_WORD}\.?")
_INITIAL = re.compile(r"[^\W\d_]\.")
# "В.С.Лагутина", "J.Novák"; an address goes on with a sign: "A.Hall@moor.org".
_TIGHT_INITIALS = re.compile(
    rf"(?:{CAPITAL}\.){{1,3}}(?:\s?{CAPITAL}[\w’'-]+(?![@/\w]|\.\w)\.?)?"
)
_ELIDED = re.compile(r"[a-z]{1,5}['’](?=[^\W\d_a-z])")
# "L'électricien Yannick Le Goff": an article that opens a sentence, and a trade.
_ELIDED_ARTICLE = re.compile(r"L['’][^\W\d_A-Z]")
# A surname, and a given name behind it.
_WHOLE_NAME = re.compile(rf"\s{CAPITAL}[\w’'-]+\s({CAPITAL}[\w’'-]+)")
_CAPITAL_NEXT = re.compile(rf"\s{CAPITAL}")
_OWN_NAME = WordPattern("<pages.before_own_names>")
CASE_ENDING = re.compile(r"['’](?:(?![\u0400-\u04ff])[^\W\d_A-Z]){1,4}$")
"""The ending of a case behind an apostrophe: "Dikmen'in"."""


def capitalized_runs(text: str) -> Iterator[Sequence[re.Match[str]]]:
    """Yield the runs of capitalized words of a text, one for each person who is named."""
    return _people_apart(_unparted_runs(text))


def _unparted_runs(text: str) -> Iterator[Sequence[re.Match[str]]]:
    run: list[re.Match[str]] = []
    particles = label_words().particles
    for found in _WORD_OR_SHORT.finditer(text):
        word = found if text[found.start()].isupper() else _behind_elision(found)
        capital = text[word.start()].isupper() and not _opens_with_article(word)
        if not run and not capital:
            continue
        beside = not run or _is_gap(run[-1], word)
        ended = run and run[-1].group().endswith(".") and len(run[-1].group()) > 2
        # "Ana Luz e Sr. Rui Pena" are two.
        another = run and run[-1].group().islower() and _is_title(word.group())
        if run and (not beside or ended or another):
            yield from _trimmed(run)
            run = []
        particle = not capital and word.group() in particles
        told = particle and run and (_tells_own_name(run, word) or _tells_of(run, word))
        if capital or (particle and run and not told):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
        if run and CASE_ENDING.search(run[-1].group()):
            # "Büyükelçi Haluk Dikmen'in Konuşması": nothing else is of the name.
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _tells_own_name(run: Sequence[re.Match[str]], particle: re.Match[str]) -> bool:
    """Return whether two words lead to a speaker's own name: "Ich bin Ada Brook"."""
    told = particle.string[run[0].start() : particle.end()]
    return len(run) == 1 and _OWN_NAME.regex.fullmatch(told) is not None


def _tells_of(run: Sequence[re.Match[str]], particle: re.Match[str]) -> bool:
    """Return whether a verb like a small word of names stands before a whole name.

    Hungarian "Benne van Kiss Anna beszéde" opens a sentence; "Jan van Loon" is a name.
    """
    before = particle.string[: run[0].start()].rstrip()
    first = run[0].group()
    opens = len(run) == 1 and (not before or before.endswith(SENTENCE_ENDS))
    if (
        not opens
        or is_given_name(first)
        or first.strip(".").casefold() in label_words().titles
    ):
        return False
    found = _WHOLE_NAME.match(particle.string, particle.end())
    return found is not None and is_given_name(found[1])


def _is_gap(word: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether two words stand side by side: "Ada LUND    Chair" has two columns.

    A list in capitals may put surnames first, which only its columns together show.
    """
    between = word.string[word.end() : following.start()]
    if not between:
        return _is_tight_initial(word, following)
    column = len(between) > _MAX_GAP and "\n" not in between
    if column and word.string[: word.start()].rstrip().isupper():
        column = False
    return between.isspace() and not column


def _is_tight_initial(word: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether no blank parts an initial from what is behind it: "В.С.Лагутина"."""
    rest = _TIGHT_INITIALS.match(word.string, word.start())
    return (
        _INITIAL.fullmatch(word.group()) is not None
        and rest is not None
        and following.end() <= rest.end()
    )


def _opens_with_article(word: re.Match[str]) -> bool:
    elided = _ELIDED_ARTICLE.match(word.group())
    return elided is not None and elided.group()[-1].islower()


def _behind_elision(word: re.Match[str]) -> re.Match[str]:
    """Return the given name behind an elided word: "qu'Henri Lund"; or else the word."""
    elided = _ELIDED.match(word.string, word.start(), word.end())
    if elided is None:
        return word
    if not is_given_name(word.string[elided.end() : word.end()].rstrip(".")):
        return word
    if not _CAPITAL_NEXT.match(word.string, word.end()):
        return word  # "l'Écho de la Marne"
    return _WORD_OR_SHORT.match(word.string, elided.end()) or word


def _people_apart(
    runs: Iterable[Sequence[re.Match[str]]],
) -> Iterator[Sequence[re.Match[str]]]:
    """Yield runs parted where a word joins two full names: "Odile Marti et Bruno Lund"."""
    joining = words_for_and()
    for run in runs:
        start = 0
        for n, word in enumerate(run):
            joins = word.group() in joining
            whole = min(n - start, len(run) - n - 1) >= MIN_NAME_WORDS
            if joins and whole:
                yield run[start:n]
                start = n + 1
        yield run[start:]


@cache
def words_for_and() -> frozenset[str]:
    """Return the words for "and" of all languages."""
    return all_words("names.and") | all_words("names.and_elsewhere")


def _is_title(word: str) -> bool:
    return word.endswith(".") and word[:-1].casefold() in label_words().honorifics


def _trimmed(run: list[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
    while run and not run[-1].group()[0].isupper():
        run.pop()
    if len(run) > 1:
        yield run
