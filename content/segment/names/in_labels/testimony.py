"""Whom a court's record has speak: "The witness Ada Brook deposes:"."""

import re
from collections.abc import Sequence
from functools import cache

from content.language.patterns.letter_case import lower_letters
from content.language.word_lists import WordPattern, all_words
from content.segment.names.words import articles, label_words

_MAX_WORDS, _MAX_VERB, _MAX_ASKING = 16, 3, 3
_ABLATIVE = re.compile(r"(?:(?<=[ıiuü])n|['’])?[dt][ae]n$", re.IGNORECASE)
"""How Turkish marks of whom something is asked: "vekilinden" of "vekili"."""
_SPEAKS_AGAIN = WordPattern(r"(?<=[)\]])\s(?:<stage.goes_on>)$")
_EDGES = " .,;'’"
_ELIDED = re.compile(r"[ld]['’]")


def without_testimony(printed: str) -> str:
    """Return who speaks by a label that says so in a sentence; others as they are.

    A party to the case has to open or to close the words that are left.

    >>> without_testimony("The witness Ada Brook deposes")
    'The witness Ada Brook'
    >>> without_testimony("In answer to counsel, the witness states")
    'The witness'
    >>> without_testimony("Auf Frage des Gerichts erklärt der Zeuge")
    'Der Zeuge'
    >>> without_testimony("SANIK VEKİLİNDEN SORULDU"), without_testimony("Tom says")
    ('SANIK VEKİLİ', 'Tom says')
    >>> without_testimony("Ada Brook (Lab, Moor) continues")
    'Ada Brook (Lab, Moor)'
    """
    again = _SPEAKS_AGAIN.regex.search(printed)
    if again:
        return printed[: again.start()]
    tokens = printed.split()
    if not 1 < len(tokens) <= _MAX_WORDS or tokens[0][:1].islower():
        return printed
    folded = [_folded(token) for token in tokens]
    end, asked = _before_verb(folded), _behind_asking(folded)
    if end == len(tokens) and not asked:
        return printed
    said = tokens[:end]
    if _forms("labels.asked_of").intersection(folded[end:]):
        said[-1] = _ABLATIVE.sub("", said[-1])
        folded[end - 1] = _folded(said[-1])
    start = _asked_party(folded, asked, end) if asked else 0
    if start < 0 or not (asked or _is_party(folded[:end])):
        return printed
    speaks = " ".join(said[start:]).strip(" ,")
    return speaks[:1].upper() + speaks[1:]


def _before_verb(folded: Sequence[str]) -> int:
    """Return where the verb starts with which words end; their number if none does.

    "The Clerk of the States" ends in a noun.
    """
    for length in range(min(_MAX_VERB, len(folded) - 1), 0, -1):
        told = " ".join(folded[-length:]) in _forms("labels.testifies")
        if told and folded[-length - 1] not in articles():
            return len(folded) - length
    return len(folded)


def _behind_asking(folded: Sequence[str]) -> int:
    """Return how many words open a label that says who asked; 0 if it does not."""
    lengths = range(min(_MAX_ASKING, len(folded) - 1), 0, -1)
    opens = _forms("labels.when_asked")
    return next((n for n in lengths if " ".join(folded[:n]) in opens), 0)


def _asked_party(folded: Sequence[str], asked: int, end: int) -> int:
    """Return where the party starts that was asked; -1 if none does.

    Whoever asks stands before; a verb may part them: "auf Frage … erklärt der Zeuge".
    """
    for n in range(end - 1, asked - 1, -1):
        if folded[n] not in party_words():
            continue
        start = n - (n > asked and folded[n - 1] in articles())
        if end < len(folded) or _before_verb(folded[:start]) < start:
            return start
    return -1


def _is_party(folded: Sequence[str]) -> bool:
    """Return whether words name a party: first, behind an article, or last."""
    first = folded[1:2] if folded[0] in articles() else folded[:1]
    return not party_words().isdisjoint([*first, folded[-1]])


def _folded(token: str) -> str:
    """Return a word in lower case, without an article that it swallows."""
    return _ELIDED.sub("", lower_letters(token).strip(_EDGES), count=1)


@cache
def _forms(table: str) -> frozenset[str]:
    return frozenset(map(lower_letters, all_words(table)))


@cache
def party_words() -> frozenset[str]:
    """Return the last words of all labels of parties, and of witnesses."""
    known = label_words().parties | label_words().witnesses
    return frozenset(_folded(word.rpartition(" ")[2]) for word in known)
