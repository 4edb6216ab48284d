"""Who is described before or behind a verb, as somebody who writes, sends or says something.

"The mayor of Lower Pell, who likes a joke, replied:". The words are taken as printed,
without an article, for a person to check.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import WordPattern, entries, flag
from content.segment.messages.described.people_words import (
    nominative_of,
    person_in,
    with_nominative,
)
from content.segment.messages.described.phrases import (
    MARKS,
    described_by,
    is_determiner,
    is_link,
    is_text,
    joined,
    opens_with_title,
    phrase_at,
    phrases_before,
    stands_beside,
    stands_in_clause,
    without_particle,
    words_of,
)
from content.segment.messages.words import (
    names_document,
    says_it_is_read,
    speaks_of_message,
)
from content.segment.names.body_names import nominative_body, nominative_of_head
from content.segment.names.body_tails import without_tail
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name

_MAX_LEAD_WORDS = 4
_MAX_BEHIND = 12
_FULL = 2
_INDEFINITE = WordPattern("(?:<messages.indefinite>)")
# "A listener from Moor, who gave no name, wrote"
_APPOSITION = re.compile(r",[^,.;:!?]+,\s*$")

CLAUSE_MARKS = re.compile(r"[,;:()–—«»„“”\"!?]|\s-\s|(?<![^\W\d_]\.)(?<!\d)\.\s")


def described_speaker(lead: str, verb: re.Match[str], language: str) -> str:
    """Return the body or the person without a name who says what a lead ends in.

    Args:
        lead: The sentence before a quotation.
        verb: Its verb of saying.
        language: Of the document; nobody is found where it is not known.

    >>> said = re.compile("replied|erklärte")
    >>> lead = "The mayor of Lower Pell, who likes a joke, replied:"
    >>> described_speaker(lead, said.search(lead), "en")
    'mayor of Lower Pell'
    >>> lead = "Das Ministerium erklärte auf Anfrage:"
    >>> described_speaker(lead, said.search(lead), "de")
    'Ministerium'
    """
    if not language or not flag(language, "spaced"):
        return ""
    before = lead[: verb.start()].split()
    # “Le maire, qui est venu, a répondu”: what helps the verb stands behind the comma.
    while before and before[-1][-1] != "," and stands_in_clause(before[-1], language):
        before.pop()
    told = clause_before_verb(f"{' '.join(before)} ")
    name = nominative_body(told, language, surely=True, whole=False)
    name = name or subject_before(words_of(told), language)
    name = name or subject_behind(lead[verb.end() :], language)
    return name or _after_article(told.split(), language)


def clause_before_verb(text: str) -> str:
    """Return the clause in which the words before a verb end, without an apposition.

    >>> clause_before_verb("Then came May, and a listener from Moor, who gave no name, ")
    ' and a listener from Moor'
    """
    return CLAUSE_MARKS.split(_APPOSITION.sub("", text))[-1]


def _after_article(words: Sequence[str], language: str) -> str:
    """Return what all words before a verb name behind their article: "The harbour master"."""
    article = words[0].casefold() if words else ""
    some = bool(words) and _INDEFINITE.fullmatch(words[0])
    if article not in entries(language, "messages.articles") or some:
        return ""
    return as_name(words[1:], language) if len(words) <= _MAX_LEAD_WORDS else ""


def subject_before(words: Sequence[str], language: str) -> str:
    """Return the person described by the words before a verb, up to the verb."""
    phrases = [*phrases_before(words, language)]
    subjects = [phrase[_subject_start(phrase, language) :] for phrase in phrases]
    known = (as_person(one, language, near=False) for one in subjects)
    if name := next(filter(None, known), ""):
        return name
    beside = bool(phrases) and stands_beside(words, phrases[0], language)
    return as_person(subjects[0], language) if beside else ""


def _subject_start(phrase: Sequence[str], language: str) -> int:
    """Return where a subject starts in what stands before its verb.

    At the first article that no small word leads to, or at who is known, if earlier.
    """
    place = person_in(phrase, language)
    last = len(phrase) if place is None or flag(language, "owner_first") else place
    led = (
        n
        for n, word in enumerate(phrase[: last + 1])
        if is_determiner(word, language)
        and not (n and (is_link(word, language) or is_link(phrase[n - 1], language)))
    )
    start = next(led, None)
    if start is not None:
        return start
    return 0 if place is None or flag(language, "owner_first") else place


def subject_behind(text: str, language: str) -> str:
    """Return the person described right behind a verb, up to a mark or what goes on."""
    words = words_of(CLAUSE_MARKS.split(text, maxsplit=1)[0])[:_MAX_BEHIND]
    small = entries(language, "messages.to_whom")
    while words and (words[0].casefold() in small or is_text(words[0])):
        words = words[1:]
    phrase = phrase_at(words, language)
    name = as_person(phrase, language)
    if name or not phrase:
        return name
    # A name behind a word of no table: “parašė daraktorė Ona Barkutė:”
    return _named_behind(words, language)


def _named_behind(words: Sequence[str], language: str) -> str:
    """Return who is named behind words of no table that say what he or she is."""
    last = next((n for n, w in enumerate(words) if w[:1].isupper()), len(words))
    named = words[last:]
    small = any(
        is_link(w, language) or is_determiner(w, language) for w in words[:last]
    )
    if not 1 <= last <= _FULL or small or not all(word.istitle() for word in named):
        return ""
    if len(named) == _FULL:
        return " ".join(named) if is_person(" ".join(named)) else ""
    return " ".join(words) if len(named) == 1 else ""


def as_person(
    phrase: Sequence[str],
    language: str,
    *,
    bent: bool = False,
    near: bool = True,
    surely: bool = False,
) -> str:
    """Return a phrase as a sender; empty where nothing shows that it is of a person.

    Args:
        phrase: The phrase.
        language: Its language.
        bent: Whether it may stand in another case than the nominative.
        near: Whether it stands right beside the verb.
        surely: Whether words lead to it that have to lead to a sender.
    """
    kept = described_by(phrase, language)
    if not kept:
        return ""
    led = is_determiner(phrase[0], language)
    place = person_in(kept, language)
    if bent and place is None and nominative_of(kept[0], language):
        place = 0
    if place is None:
        told = opens_with_title(kept) or (
            near and _may_be_person(phrase, kept, language, surely=surely)
        )
        kept = kept if told else []
    elif flag(language, "owner_first"):
        behind = kept[place + 1 :]
        linked = behind != [] and is_link(behind[0], language)
        # "old master Herbsts", “kuulaja Rakverest”
        named = [*takewhile(lambda word: word[:1].isupper(), behind)]
        kept = kept if led or linked else kept[: place + 1 + len(named)]
    elif place and not led:
        kept = kept[place:]
    return as_name(with_nominative(kept, language) if bent else kept, language)


def _may_be_person(
    phrase: Sequence[str], kept: Sequence[str], language: str, *, surely: bool
) -> bool:
    """Return whether words of no table may describe a person.

    An article or a number stands before one word, or a small word leads to where he or
    she lives: "a roofer", "the lock keeper at Moor".
    """
    named = len(kept) > 1 and all(word[:1].isupper() for word in kept)
    if named or is_text(kept[0]) or is_link(kept[0], language):
        return False
    counted = is_determiner(kept[0], language)  # "one of the fishermen"
    home = _has_home(kept, language) or _has_owner(kept, language)
    plain = entries(language, "messages.articles")
    some = is_determiner(phrase[0], language) and phrase[0].casefold() not in plain
    return surely or counted or home or (some and len(kept) == 1)


def _has_home(words: Sequence[str], language: str) -> bool:
    """Return whether a small word behind somebody leads to a name with a capital."""
    return any(
        is_link(word, language) and any(w[:1].isupper() for w in words[n + 1 :])
        for n, word in enumerate(words)
        if n
    )


def _has_owner(words: Sequence[str], language: str) -> bool:
    """Return whether a body owns who is described behind it: “kunnan rakennusmestari”."""
    before = words[:-1] if flag(language, "owner_first") else ()
    return any(nominative_of_head(word, language) for word in before)


def as_name(words: Sequence[str], language: str) -> str:
    """Return a description as a name; empty where it is none, or names a person.

    Whom it names stands behind what he or she is: "the teacher Ada Brook".
    """
    if not words:
        return ""
    bare = [word.strip(MARKS) for word in words]
    name = without_particle(joined(words))
    whole = without_tail(name, language)
    name = name if name[len(whole) :].strip().isdigit() else whole  # "Juror Number 5"
    dated = not full_days_and_months().isdisjoint(w.casefold() for w in bare)
    if dated or names_document(name) or bare[0].isdigit():
        return ""
    # "čitateľ" and «читатель» begin as "reads" does.
    known = person_in(bare[:1], language) is not None
    if not known and (says_it_is_read(bare[0]) or speaks_of_message(bare[0])):
        return ""
    given = next((n for n, w in enumerate(bare) if n and is_given_name(w)), len(bare))
    named = bare[given:]
    if len(named) >= _FULL and all(word[:1].isupper() for word in named):
        return " ".join(named)
    return name
