"""Whether a run of capitalized words is no person's name, but a date, an office, a place or a body.

Which places, bodies, feasts, prizes and works there are is told by `things.py`.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.language_files import languages
from content.language.word_lists import WordPattern, all_words, entries, flag
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.capitalized_runs import MIN_NAME_WORDS
from content.segment.names.in_text.cases.given_cases import is_inflected_given
from content.segment.names.in_text.office_words import (
    is_office_word,
    words_before,
)
from content.segment.names.in_text.things import (
    is_body_word,
    is_called_after,
    is_placed,
    is_thing_word,
    opens_place,
)
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.names.words import label_words

_OPENING, _CLOSING = '„“«»"‚‘「『', '”“»«"’‘」』'
_VOWELS, _MIN_ABBREVIATION = frozenset("aeiouy"), 2
_INTERVIEW = WordPattern("<headlines.interview_words>")


def is_no_person(
    text: str,
    words: Sequence[re.Match[str]],
    *,
    office: bool,
    titled: bool,
    shown: bool,
) -> bool:
    """Return whether a name is a place's, a body's or the like, by what is in or beside it."""
    start, end = words[0].start(), words[-1].end()
    own = [word.group() for word in words]
    abbreviated = all(map(_is_abbreviation, own))
    if abbreviated or any(map(is_body_word, own)):
        return True
    if _is_some_noun(own) or _opens_with_body(own):
        return True
    if titled:
        return False
    # What stands before the name is only asked where it matters: that takes long.
    if opens_place(own[0]) or (
        opens_place(own[0], led=True) and is_placed(text, start)
    ):
        return True
    if not office and is_called_after(text, start, end):
        # "ředitelka gymnázia Jana Nováková": what the office is of.
        return not any(map(is_office_word, words_before(text, start)))
    things = is_thing_word(own[0]) or is_thing_word(own[-1])
    return not shown and (
        things
        or (is_placed(text, start) and not _is_inflected_given_name(own[0], text))
        or _is_quoted(text, start, end)
    )


def _is_abbreviation(word: str) -> bool:
    """Return whether a word is Latin capitals of which none is a vowel: "TK KBS".

    >>> _is_abbreviation("KBS"), _is_abbreviation("NG"), _is_abbreviation("KRÚ")
    (True, True, False)
    """
    if len(word) < _MIN_ABBREVIATION or not word.isupper():
        return False
    letters = fold_letters(word)
    return letters.isascii() and letters.isalpha() and _VOWELS.isdisjoint(letters)


def _is_inflected_given_name(word: str, text: str) -> bool:
    """Return whether a word is a given name in another case: "της Βασιλικής Ρήγα"."""
    return is_inflected_given(word, guess_language([text]))


def _is_some_noun(own: Sequence[str]) -> bool:
    """Return whether a noun has a capital: "Eine Bäuerin", "Mann von der Empore"."""
    first = own[0].casefold()
    stranger = first in label_words().strangers and not is_given_name(own[0])
    if stranger and any(map(str.islower, own[1:])):
        return True
    return (
        len(own) == MIN_NAME_WORDS
        and first in _indefinite_articles_where_nouns_have_capitals()
    )


@cache
def _indefinite_articles_where_nouns_have_capitals() -> frozenset[str]:
    """Return the indefinite articles of languages in which every noun has a capital."""
    codes = [code for code in languages() if flag(code, "capital_nouns")]
    return frozenset().union(
        *(entries(code, "labels.indefinite_articles") for code in codes)
    )


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a name fills quotation marks, as a paper's, a ship's or a title does."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return bool(before and behind) and before in _OPENING and behind in _CLOSING


def is_date(name: str) -> bool:
    """Return whether a small word stands beside a day or a month: "Sonntag im Mai"."""
    words = name.split()
    return any(map(str.islower, words)) and any(
        word.casefold() in full_days_and_months() for word in words
    )


def is_offices(name: str) -> bool:
    """Return whether words are an office, or what one has: "Relazione del Presidente"."""
    *before, last = name.casefold().split()
    return last in label_words().roles and (
        any(word in label_words().particles for word in before)
        or not any(map(is_given_name, before))  # "Transport Secretary"
    )


@cache
def _greetings() -> frozenset[str]:
    """Return greetings and thanks, which have capitals in German: "Guten Abend"."""
    return all_words("queries.greetings") | all_words("queries.thanks")


def _opens_with_body(own: Sequence[str]) -> bool:
    """Return whether a word for a committee or the like opens a name: "Comisión de Hacienda"."""
    first = own[0].casefold()
    return first in label_words().never_holders and not is_given_name(own[0])


def is_event_or_text(name: str) -> bool:
    """Return whether words are for an event, a greeting, a text or the like."""
    things = all_words("headlines.events") | all_words("headlines.function_words")
    if " ".join(fold_letters(name).split()) in _greetings():
        return True
    if MESSAGE_HEADING.regex.fullmatch(name):
        return True  # "OPEN LETTER"
    words = name.split()
    # "Lord Jesus Christ"
    of_god = " ".join(words[-2:]).casefold() in label_words().never_speakers
    if of_god or words[0].casefold().rstrip(".") in all_words("headlines.saints"):
        return True
    w = label_words()
    never = any(" ".join(two).casefold() in w.never_speakers for two in pairwise(words))
    if never or all(word.casefold() in w.never_holders for word in words):
        return True  # "Drottni Jesú Kristi", "Consiliului Județean"
    worded = words[1].islower() and SPEECH_WORD.is_all_of(words[0])
    if worded or (words[-2].islower() and _INTERVIEW.regex.fullmatch(words[-1])):
        # "Rede im Wortlaut", "Kampe im Gespräch"
        return True
    # "Neus Puig i Ferrer" has two surnames.
    joined = len(words) - 2 if len(words) > MIN_NAME_WORDS + 1 else -1
    # "Marijke van den Berg": an article behind a small word of surnames belongs to it.
    own = {
        n
        for n in range(2, len(words) - 1)
        if words[n].islower() and words[n - 1] in label_words().surname_particles
    }
    # "Yvon Le Goff": behind a given name, an article with a capital is of the surname.
    if len(words) > MIN_NAME_WORDS and is_given_name(words[0]):
        articles = label_words().articles | label_words().leading_articles
        own |= {
            n
            for n in range(1, len(words) - 1)
            if words[n].istitle() and words[n].casefold() in articles
        }
    return any(
        word.lower() in things
        for n, word in enumerate(words)
        if n not in own and (n != joined or word not in label_words().between_surnames)
    )
