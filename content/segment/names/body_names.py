"""Names of bodies: the word for the kind of body, and the name in the nominative.

"Council", "-verein", "výbor": of a name in another case, the word for the body and what
agrees with it are put into the nominative. “Místního výboru Horní Lhoty” is Místní výbor
Horní Lhoty.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from content.language.word_lists import all_entries, all_words, any_words, entries, flag
from content.segment.names.body_tails import without_tail
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_office_in_some_case, is_role
from content.segment.names.words import articles, label_words

MAX_BODY_WORDS = 14
_MIN_WORDS, _MAX_BEFORE_HEAD, _MIN_UNCASED, _MAX_OWNED = 2, 4, 4, 3
_MIN_PLAIN = 4
_MARKS = "«»„“”\"'’."
_LINKS = ("articles", "of", "placed", "and_in_names", "for_in_names", "elsewhere")
ELIDED_WORD = re.compile(r"[^\W\d_]{1,5}['’](?=[^\W\d_]{2})")
"""A small word that an apostrophe binds to the next: "l'Association"."""


def is_named_body(name: str, language: str) -> bool:
    """Return whether a word for a body shows that a name is one, in the nominative.

    >>> is_named_body("Místní výbor Horní Lhoty", "cs")
    True
    >>> is_named_body("Jitka Havránková", "cs"), is_named_body("výboru Lhoty", "cs")
    (False, False)
    >>> is_named_body("rada obce", "cs"), is_named_body("Landratsamt", "de")
    (True, True)
    """
    words = name.split()
    place = head_of_body(words, language)
    if place is None or is_inflected_head(words[place], language):
        return False
    return bool(as_whole_body(words)) or (
        len(words) <= _MAX_OWNED and bool(as_plain_body(words))
    )


@lru_cache(maxsize=4096)
def may_be_named_body(name: str) -> bool:
    """Return whether a word of a name is one for a body in any language, at little cost.

    >>> may_be_named_body("Místní výbor Horní Lhoty"), may_be_named_body("Ada Brook")
    (True, False)
    """
    whole, ends = _all_heads()
    words = [word.strip(_MARKS).casefold() for word in name.split()]
    return not whole.isdisjoint(words) or any(w.endswith(ends) for w in words)


def body_ending(name: str, language: str) -> str:
    """Return the ending of a case behind the name of a body; empty where there is none.

    >>> body_ending("Karaören Ziraat Odasının", "tr"), body_ending("Ada Brook", "tr")
    ('nın', '')
    """
    endings = _body_endings(language) if " " in name else None
    found = endings.search(name) if endings else None
    if found is None:
        return ""
    plain = name[: found.start()]
    return found.group() if may_be_named_body(plain) else ""


@cache
def _body_endings(language: str) -> re.Pattern[str] | None:
    found = entries(language, "messages.body_endings") if language else ()
    return re.compile(f"(?:{'|'.join(found)})$") if found else None


def nominative_body(
    phrase: str, language: str, *, surely: bool = False, whole: bool = True
) -> str:
    """Return the body that a phrase is, in the nominative; empty if it may be none.

    Args:
        phrase: The phrase.
        language: Its language.
        surely: Whether a body has to stand there, so that it may have one word, or no
            capital: "stanovisko rady:".
        whole: Whether the phrase ends with its name.
    """
    bare = without_articles(without_tail(phrase, language))
    small = without_small_words(bare.split(), language)
    place = head_of_body(small, language)
    if place is None:
        return ""
    words = _without_subject(small, place, language) if surely else small
    nominative = nominative_of_head(words[place], language)
    inflected = nominative != words[place] or bends_nouns(language)
    before = words[:place]
    if flag(language, "owner_first"):
        # "Moor pagrindinės mokyklos": what stands further left owns it, and stays.
        *owners, last = before or [""]
        other = _adjective(last, nominative, language) if last and inflected else ""
        before = [*owners, other or last] if last else []
    elif inflected:
        plain = nominative == words[place]
        if any(map(is_office_in_some_case, before)):
            return ""  # “pismo predsjednice udruge” is of who presides.
        before = [
            _adjective(word, nominative, language) or (word if plain else "")
            for word in before
        ]
    if not all(before):
        return ""
    name = as_whole_body([*before, nominative, *words[place + 1 :]])
    if name or not surely:
        return name
    behind = words[place + 1 :]
    if behind and not bends_nouns(language):
        return ""  # A director is no library: "our library director".
    ends = whole and phrase.rstrip().endswith(words[-1])
    if not ends or len(words) - place > _MAX_OWNED:
        behind = []
    return as_plain_body([*before, nominative, *behind])


def _without_subject(words: Sequence[str], place: int, language: str) -> Sequence[str]:
    """Return a body's words without what a small word leads to, if that has no capital.

    “školské rady k přesunu družiny”, but not “Koła Gospodyń w Starym Polu”.
    """
    if not bends_nouns(language) or flag(language, "owner_first"):
        return words
    for n in range(place + 1, len(words)):
        if words[n] in _elsewhere(language) and not any(
            word[:1].isupper() for word in words[n + 1 : n + 2]
        ):
            return words[:n]
    return words


def as_plain_body(words: Sequence[str]) -> str:
    """Return words as the name of a body that needs no capital; empty of a person's office.

    >>> as_plain_body(["stadsbestuur"]), as_plain_body(["mayor"])
    ('stadsbestuur', '')
    """
    small = any_words("stop_words", "dates.prepositions")
    if words[0].casefold() in small or max(map(len, words)) < _MIN_PLAIN:
        return ""
    office = any(is_role(word.casefold()) for word in words)
    given = any(word[:1].isupper() and is_given_name(word) for word in words)
    return "" if office or given else " ".join(words)


def as_whole_body(words: Sequence[str]) -> str:
    """Return words as a name, if they may be the whole one of a body; else nothing."""
    if not _has_case(words):
        return " ".join(words) if len("".join(words)) >= _MIN_UNCASED else ""
    if not _MIN_WORDS <= len(words) <= MAX_BODY_WORDS or _opens_sentence(words[0]):
        return ""
    firsts = [word.lstrip(_MARKS)[:1] for word in words]
    if not any(first.isupper() or first.isdigit() for first in firsts):
        # "the president of the republic", but not "parents who wrote".
        told = any(map(is_role, words)) and not any(map(is_small, words))
        if not told:
            return ""
    return "" if _names_holder(words) else " ".join(words)


def _has_case(words: Sequence[str]) -> bool:
    """Return whether a letter of some words may be a capital."""
    return any(word.lower() != word.upper() for word in words)


def _names_holder(words: Sequence[str]) -> bool:
    """Return whether a person's name, and no state's or body's, stands behind an office.

    >>> _names_holder("mayor Ada Brook".split()), _names_holder("mayor of Ada".split())
    (True, False)
    >>> _names_holder(["Президент", "України"]), _names_holder(["President", "Brook"])
    (False, True)
    """
    offices = [n for n, word in enumerate(words) if is_role(word.casefold())]
    behind = words[offices[-1] + 1 :] if offices else ()
    given = any(
        is_given_name(one) and other[:1].isupper() for one, other in pairwise(behind)
    )
    alone = bool(behind) and all(word[:1].isupper() for word in behind)
    # "Президент України": hardly any surname in the nominative ends so.
    genitive = alone and behind[-1].endswith(all_entries("places.genitive_endings"))
    return given or (alone and not genitive)


def is_small(word: str) -> bool:
    """Return whether a word stands in every text, and joins no parts of a name."""
    return word in all_words("stop_words") and word not in _links()


@cache
def _links() -> frozenset[str]:
    """Return the small words inside names of bodies."""
    small = label_words().particles | articles() | all_words("dates.prepositions")
    return small.union(*(all_words(f"messages.{name}") for name in _LINKS))


def head_of_body(words: Sequence[str], language: str) -> int | None:
    """Return the word of a phrase that says what the body is; None if none does."""
    places = [n for n, w in enumerate(words) if nominative_of_head(w, language)]
    if not places:
        return None
    if flag(language, "owner_first"):
        return places[-1] if places[-1] == len(words) - 1 else None
    place = places[0]
    # "Kept at the school, Ada Brook …"
    away = any(word.casefold() in _elsewhere(language) for word in words[:place])
    return place if place < _MAX_BEFORE_HEAD and not away else None


@cache
def _elsewhere(language: str) -> frozenset[str]:
    """Return words that lead to a place or a subject, and join no parts of a name."""
    joining = entries(language, "messages.for_in_names")
    return frozenset(entries(language, "messages.elsewhere")).difference(joining)


def is_inflected_head(head: str, language: str) -> bool:
    """Return whether a word for a body stands in another case than the nominative."""
    return nominative_of_head(head, language) != head


def is_inflected_body(word: str, language: str) -> bool:
    """Return whether a word is one for a body in another case than the nominative.

    >>> is_inflected_body("kommunstyrelsens", "sv"), is_inflected_body("kommunstyrelsen", "sv")
    (True, False)
    """
    nominative = nominative_of_head(word, language)
    return nominative not in {"", word}


def bends_nouns(language: str) -> bool:
    """Return whether a language has another form of nouns for some cases."""
    return any(flag(language, name) for name in ("bends_names", "bends_nouns"))


def _adjective(word: str, head: str, language: str) -> str:
    """Return an adjective before a word for a body in the nominative; empty if unsure."""
    cases = _adjective_cases(language)
    gender = "f" if head[-1:] in "aаяηή" else "n" if head[-1:] in "oоеeíи" else "m"
    for kind, ending, nominative in cases:
        if kind == gender and word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + nominative
    return ""


@cache
def _adjective_cases(language: str) -> tuple[tuple[str, str, str], ...]:
    """Return endings of adjectives: gender, ending and nominative, the longest first."""
    found = [
        (kind, *rest.partition("=")[::2])
        for kind, _, rest in (
            entry.partition(":")
            for entry in entries(language, "messages.adjective_cases")
        )
    ]
    return tuple(sorted(found, key=lambda one: -len(one[1])))


def nominative_of_head(word: str, language: str) -> str:
    """Return the nominative of a word for a body, with its capitals; else empty."""
    bare = word.strip(_MARKS)
    folded = bare.casefold().replace("’", "'").replace("ʼ", "'")
    whole, ends = _heads(language)
    if folded not in whole and "'" in folded:
        folded = folded.replace("'", "")  # "Odası'nın"
    found = whole.get(folded, "")
    if not found:
        for length in ends:
            ending = folded[-length:]
            if len(folded) >= length and ending in ends[length]:
                found = folded[:-length] + ends[length][ending]
                break
    if not found:
        return ""
    if found == folded:
        return word
    return found.upper() if bare.isupper() else bare[:1] + found[1:]


@cache
def _heads(language: str) -> tuple[Mapping[str, str], Mapping[int, Mapping[str, str]]]:
    """Return words for bodies, and ends of such words by length, with nominatives."""
    whole: dict[str, str] = {}
    ends: dict[int, dict[str, str]] = {}
    for entry in entries(language, "messages.bodies"):
        form, _, nominative = entry.partition("=")
        bare = form.lstrip("-").casefold()
        nominative = nominative or bare
        if form.startswith("-") or not flag(language, "spaced"):
            ends.setdefault(len(bare), {})[bare] = nominative
        else:
            whole[bare] = nominative
    return whole, dict(sorted(ends.items(), reverse=True))


@cache
def _all_heads() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return words for bodies, and ends of such words, in all languages."""
    found = all_entries("messages.bodies")
    forms = [entry.partition("=")[0].casefold() for entry in found]
    whole = frozenset(form for form in forms if form[0] != "-" and _has_case([form]))
    return whole, tuple(form.lstrip("-") for form in forms if form not in whole)


def without_articles(phrase: str) -> str:
    """Return a phrase without an article and forms of address that it opens with."""
    bare = phrase.strip()
    elided = ELIDED_WORD.match(bare)
    bare = bare[elided.end() :] if elided else bare
    first, _, rest = bare.partition(" ")
    while rest and first.casefold().rstrip(".") in _before_bodies():
        bare = rest
        first, _, rest = bare.partition(" ")
    return bare


def _opens_sentence(word: str) -> bool:
    """Return whether a word is one of sentences, or leads to a date."""
    small = word.casefold()
    return small in label_words().sentence_words or small in all_words(
        "dates.prepositions"
    )


@cache
def _before_bodies() -> frozenset[str]:
    """Return articles, and forms of address."""
    return articles() | all_words("messages.articles") | label_words().titles


def without_small_words(words: Sequence[str], language: str) -> list[str]:
    """Return words without small ones at their end that stand in every text."""
    kept = list(takewhile(lambda word: not is_small(word), words))
    nouns = flag(language, "capital_nouns")
    while kept and (
        kept[-1] in entries(language, "stop_words")
        or (nouns and not kept[-1][:1].isupper())
    ):
        kept.pop()  # "ein Brief des Vereins Nord erreicht", "neemt de motie … aan"
    return kept
