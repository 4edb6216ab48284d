"""Words in a name, or beside it, that show a place, a body, a feast, a prize or a work.

They have capitals as people have: "Upper Thornley", "the Silver Lantern". What stands
in a name or beside it shows them: the word for a body ("Lycée Victor Hugo", "Victor
Hugo School"), an adjective of place, age or metal in front, "in" or "the" before it.
A known given name speaks against all but the first two of these.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern, all_words, flag, words
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.patronymics import is_patronymic
from content.segment.names.words import label_words

_BODY = WordPattern("<names.bodies>|<names.bodies_first>")
_BODY_BEHIND = WordPattern("<names.bodies>")
_BODY_BEFORE = WordPattern("<names.bodies_first>")
_FIRST = WordPattern("<places.first_words>")
_THING = WordPattern("<names.things>")
_LEADS = WordPattern("<names.before_things>")
_NEXT = re.compile(r"(?:\s|-|[“”\"„«»]\s)([^\W\d_][\w’'-]*)")
_LAST = re.compile(r"([^\W\d_]+)(\.?)\s?[“”\"„«»]?$")
_MAX_BEFORE = 40
_MAX_SHORT = 3
_CACHED_WORDS = 16_384


@lru_cache(maxsize=_CACHED_WORDS)
def is_body_word(word: str) -> bool:
    """Return whether a word is for a school, firm, paper or the like, in any case.

    >>> is_body_word("Gymnáziu"), is_body_word("Lagerlöf-skolan"), is_body_word("Ada")
    (True, True, False)
    """
    return any(_BODY.is_all_of(part) for part in {word, *word.split("-")})


@lru_cache(maxsize=_CACHED_WORDS)
def opens_place(word: str, *, led: bool = False) -> bool:
    """Return whether names of places, prizes or feasts open with a word, and none of people.

    Args:
        word: The word.
        led: Whether "in", "the" or the like stands before it; then it may be a given
            name somewhere.

    >>> opens_place("Horním"), opens_place("Silver"), opens_place("Silver", led=True)
    (True, False, True)
    """
    return _FIRST.is_all_of(word) and (led or not is_given_name(word))


@lru_cache(maxsize=_CACHED_WORDS)
def is_thing_word(word: str) -> bool:
    """Return whether a word is for a place, a feast, a prize or the like."""
    return _THING.is_all_of(word)


def is_named_thing(name: str) -> bool:
    """Return whether the words of a name alone show that it is no person's.

    >>> is_named_thing("Upper Thornley"), is_named_thing("Ada Lantern")
    (True, False)
    """
    own = name.split()
    if any(map(is_body_word, own)) or opens_place(own[0]):
        return True
    known = is_surely_person(own)
    return not known and (is_thing_word(own[0]) or is_thing_word(own[-1]))


def is_surely_person(name: Sequence[str], texts: Iterable[str] = ()) -> bool:
    """Return whether the words of a name have a known given name, initial or patronymic.

    Args:
        name: The words.
        texts: Around the name; their language shows whether the given name may be last.

    >>> is_surely_person(["Ada", "Lantern"]), is_surely_person(["Harvest", "Rose"])
    (True, False)
    """
    if (
        is_given_name(name[0])
        or any(len(word.rstrip(".")) == 1 for word in name)
        or any(map(is_patronymic, name[1:]))
    ):
        return True
    last = is_given_name(name[-1])
    return last and flag(guess_language(texts) or "en", "surname_first")


def is_called_after(text: str, start: int, end: int) -> bool:
    """Return whether what stands beside a name is the body that has it.

    >>> text = "v lycée Victor Hugo"
    >>> is_called_after(text, 8, len(text)), is_called_after("Ada Brook, school", 0, 9)
    (True, False)
    """
    behind = _NEXT.match(text, end)
    if behind and _BODY_BEHIND.is_all_of(behind.group(1)):
        return True
    before = _LAST.search(text[max(0, start - _MAX_BEFORE) : start])
    return before is not None and _leads_to_thing(before.group(1), *before.groups()[1:])


@lru_cache(maxsize=_CACHED_WORDS)
def _leads_to_thing(word: str, stop: str) -> bool:
    """Return whether a word right before a name says what it is of: "imeni", "novel"."""
    if _LEADS.is_all_of(word):
        return not stop or len(word) <= _MAX_SHORT
    return not stop and _BODY_BEFORE.is_all_of(word)


def is_placed(text: str, start: int) -> bool:
    """Return whether "in", "the" or the like stands before a name, as before no person.

    >>> is_placed("held in Upper Thornley", 8), is_placed("held by Ada Brook", 8)
    (True, False)
    """
    *_, farther, word = ["", "", *text[max(0, start - _MAX_BEFORE) : start].split()]
    # "In Upper Thornley Ada Brook …", but "Charles V Brook".
    word = word.casefold() if not farther or farther[-1] in FULL_STOPS else word
    if text[start - 1 : start].strip() or word not in all_words("places.inside"):
        return False
    if word not in _ambiguous():
        return True
    language = guess_language([text])
    inside = word in words(language or "en", "places.inside")
    # "Jan en Eva Ruiz", "predsjednik i Jan Ruiz": "and" or an article elsewhere.
    own = language and word not in words(language, "names.and")
    return inside and bool(own or not farther[:1].isupper())


@cache
def _ambiguous() -> frozenset[str]:
    """Return what leads to a place in one language, and may lead to anybody in another."""
    w = label_words()
    others = w.articles | w.leading_articles | all_words("names.and")
    others |= all_words("names.and_elsewhere") | all_words("messages.from")
    others |= all_words("headlines.by") | all_words("headlines.with")
    folded = {fold_letters(word) for word in others}
    return frozenset(
        word
        for word in all_words("places.inside")
        if word in others or fold_letters(word) in folded
    )
