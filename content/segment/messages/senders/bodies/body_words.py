"""Bodies that send letters: a club, an office, the residents of a street.

Their names have capitals, and small words between them: "the Friends of Lower Pell".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.messages.words import (
    CACHED_TEXTS,
    GOODBYE,
    greets_reader,
    names_document,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.offices import has_role, is_role
from content.segment.names.words import label_words

_TOKEN = re.compile(
    r"[^\W\d_]{1,5}['’](?=[^\W\d_]{2})|[^\W_]+(?:[.&-][^\W_]+)*(?:['’]s?(?!\w))?"
)
_JOINS = re.compile(r"\.?[ \t]*\n?[ \t]*[«»„“”\"]?[ \t]*[«»„“”\"]?")
"""What may stand between two words of a name: blanks, marks around its last part."""
_SHORT_FORM = re.compile(r"\.\s")
_MAX_BETWEEN = 6
"""Small words in a row inside a name."""

_MAX_WORDS = 14

MIN_WORDS = 2
"""How many words the name of a body has at least."""

_MAX_CUT_CHARS = 2
"""Letters of a last word up to which a stop belongs to it: "e. V."."""


class BodyWord:
    """A word of a text: where it stands, and whether it is next to the one before."""

    def __init__(self, found: re.Match[str], text: str, last: int) -> None:
        self.text = found.group()
        self.start, self.end = found.span()
        between = text[last : self.start]
        self.beside = last > 0 and _JOINS.fullmatch(between) is not None
        stopped = _SHORT_FORM.match(between) is not None
        self.beside = self.beside and not (
            stopped and text[max(0, last - 3) : last].isalpha()
        )
        elided = text[self.end : self.end + 1].isalpha()
        self.elided = self.text.endswith(("'", "’")) and elided
        capital = self.text[:1].isupper() or self.text[:1].isdigit()
        self.capital = capital and not self.elided
        self.link = self.elided or self.text.casefold() in _links()
        self.key = stem_of(self.text.strip("'’"))


@cache
def _links() -> frozenset[str]:
    """Return small words that join the parts of a name."""
    w = label_words()
    small = w.particles | w.articles | w.leading_articles | all_words("messages.of")
    joining = all_words("messages.for_in_names") | all_words("messages.and_in_names")
    return (small - all_words("messages.elsewhere")) | joining


@lru_cache(maxsize=CACHED_TEXTS)
def body_words(text: str) -> Sequence[BodyWord]:
    """Return the words of a text, numbers and elided articles among them."""
    found: list[BodyWord] = []
    for match in _TOKEN.finditer(text):
        found.append(BodyWord(match, text, found[-1].end if found else 0))
    return found


def end_of_body(words: Sequence[BodyWord], start: int) -> int:
    """Return the index after the last capitalized word of a name that starts at one."""
    end = n = start + 1
    small = 0
    while n < len(words) and words[n].beside and n - start < _MAX_WORDS:
        if words[n].capital:
            end, small = n + 1, 0
        elif small >= _MAX_BETWEEN or not (
            words[n].link or (small and words[n - 1].link)
        ):
            break
        else:
            small += 1
        n += 1
    return end


def start_of_body(
    words: Sequence[BodyWord], start: int, *, beside: bool = False
) -> int:
    """Return the first word of a name that goes on at a word.

    Args:
        words: The words of a text.
        start: Index of this word.
        beside: Whether a capital right before it belongs to the name, too.
    """
    first = n = start
    small = 0
    while n > 0 and words[n].beside and start - n < _MAX_WORDS:
        n -= 1
        word = words[n]
        if word.capital:
            if not (small or beside) or n == 0 or _is_no_part(word.text):
                break
            first, small, beside = n, 0, True
        elif small >= _MAX_BETWEEN or not (
            word.link or (n and words[n - 1].link and small == 0)
        ):
            break
        else:
            small += not (small == 0 and not word.link)
    return first


def _is_no_part(word: str) -> bool:
    """Return whether a word names a text, an office, or opens a sentence."""
    folded = word.casefold()
    return (
        speaks_of_message(word)
        or names_document(word)
        or is_role(folded)
        or folded in label_words().titles
        or folded in label_words().sentence_words
    )


def whole_body(name: str, text: str) -> str:
    """Return the whole name of a body of which a name in a text is but a part.

    >>> whole_body("Lower Pell", "a letter from the Friends of Lower Pell. It says:")
    'Friends of Lower Pell'
    >>> whole_body("Ada Brook", "a letter from the mother of Ada Brook:")
    'Ada Brook'
    """
    place = text.rfind(name)
    first = name.partition(" ")[0]
    titled = first.casefold().rstrip(".") in label_words().titles
    if place < 0 or titled or (is_person(name) and is_given_name(first, surely=True)):
        return name
    words = body_words(text)
    inside = [n for n, w in enumerate(words) if place <= w.start < place + len(name)]
    if not inside:
        return name
    # "Rowers of Lower Pell" may be a part of "Club Rowers of Lower Pell".
    beside = any(word.islower() for word in name.split())
    start = start_of_body(words, inside[0], beside=beside)
    end = (
        end_of_body(words, inside[-1]) if words[inside[-1]].capital else inside[-1] + 1
    )
    if start == inside[0] and end == inside[-1] + 1:
        return name
    return as_printed(text, words, start, end)


def as_printed(text: str, words: Sequence[BodyWord], start: int, end: int) -> str:
    """Return the words of a text as printed, with the mark that closes them."""
    printed = text[words[start].start : words[end - 1].end]
    rest = text[words[end - 1].end :].lstrip(" ")[:1]
    for opening, closing in ("«»", "„“", "“”"):
        if printed.count(opening) > printed.count(closing) and rest == closing:
            between = " " if text[words[end - 1].end :][:1] == " " else ""
            printed += f"{between}{closing}"
    if len(words[end - 1].text) <= _MAX_CUT_CHARS and rest == ".":
        printed += rest  # "e. V."
    return " ".join(printed.split())


def body_named(text: str, opening: str) -> str:
    """Return the last body that the end of an announcement names; empty if none.

    Not whom the letter greets, nor what a word such as "to" or "in" leads to.

    >>> body_named("I read what the Lower Pell Rowing Club sent us:", "We row.")
    'Lower Pell Rowing Club'
    >>> body_named("I read what he wrote to the Lower Pell Rowing Club:", "We row.")
    ''
    """
    for sentence in reversed(sentences_of(text)[-2:]):
        names = list(_bodies_in(sentence, opening))
        if names:
            return names[-1]
        if speaks_of_message(sentence):
            break
    return ""


def _bodies_in(sentence: str, opening: str) -> Iterator[str]:
    words = body_words(sentence)
    n = 1
    while n < len(words):
        if not words[n].capital or words[n].text[:1].isdigit():
            n += 1
            continue
        start, end = n, end_of_body(words, n)
        n = end
        while start < end - 1 and (
            _is_no_part(words[start].text) or words[start].text[-1] in "'’"
        ):
            start += 1
            while start < end - 1 and not words[start].capital:
                start += 1
        name = as_printed(sentence, words, start, end)
        led = is_led_away(words, start)
        if led or not may_be_body(name) or _is_greeted(words[start:end], opening):
            continue
        yield name


def is_led_away(words: Sequence[BodyWord], start: int) -> bool:
    """Return whether a word such as "to" or "in" stands before a name."""
    w = label_words()
    before = [word.text.casefold() for word in words[max(0, start - 2) : start]]
    plain = [b for b in before if b not in w.articles and b not in w.leading_articles]
    last = (plain or before)[-1:]
    return bool(last) and last[0] in _leading_away()


def may_be_body(name: str) -> bool:
    """Return whether words may name a body: no day, office, text or form of address."""
    words = name.split()
    if len(words) < MIN_WORDS or names_document(name) or speaks_of_message(words[0]):
        return False
    folded = [word.casefold().strip(".,") for word in words]
    return not (
        full_days_and_months().intersection(folded)
        or is_no_name(folded[0])
        or has_role(folded[-1:])
    )


def is_no_name(word: str) -> bool:
    """Return whether a word opens sentences, addresses somebody, or is an office."""
    return (
        word in _never_names()
        or fold_letters(word) in _never_names()
        or is_role(word)
        or GOODBYE.opens(word)
    )


@cache
def _never_names() -> frozenset[str]:
    w = label_words()
    small = w.never_in_labels | w.sentence_words | w.titles
    return small | all_words("stop_words")


@cache
def _leading_away() -> frozenset[str]:
    """Return words such as "to" and "in", but none that stands inside names."""
    return all_words("messages.elsewhere") - all_words("messages.for_in_names")


def _is_greeted(words: Sequence[BodyWord], opening: str) -> bool:
    """Return whether a letter opens by greeting whom words name."""
    if not greets_reader(opening):
        return False
    greeted = {w.key for w in body_words(opening[:80])}
    return all(w.key in greeted for w in words if w.capital)
