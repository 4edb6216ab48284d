"""Where in a run of capitalized words a full name starts and ends.

Offices, trades, relatives, places, bodies and words that open sentences stand before a
name; letters, and what a person is of, behind it.
"""

import re
from collections.abc import Sequence
from functools import cache

from content.language.folding import fold_letters
from content.language.language_files import languages
from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import all_words, flag, words
from content.language.words.before import last_sign, last_word
from content.names.offices import is_compound_office
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import own_given_names
from content.segment.names.in_text.capitalized_runs import (
    CASE_ENDING,
    MIN_NAME_WORDS,
    words_for_and,
)
from content.segment.names.in_text.cases.given_cases import given_in_nominative
from content.segment.names.in_text.office_words import (
    ends_in_office,
    is_plain_office,
    is_trade,
    is_what_office_is_of,
    office_near,
)
from content.segment.names.in_text.things import (
    is_body_word,
    is_placed,
    is_thing_word,
    opens_place,
)
from content.segment.names.patronymics import is_patronymic
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words

_MIN_PLACE = 2
_MAX_ACRONYM = 4
_INITIAL_CHARS = 2
_MIN_VERB = 3
_TURNED, _STREET = 3, 3
_MAX_WORD, _MAX_NEAR = 40, 2_000
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,})\s$")
_SIGNS, _MAX_GAP = tuple("—–-:"), 4
_MAX_SHORT_TITLE = 5


def name_in_run(
    text: str, run: Sequence[re.Match[str]]
) -> tuple[list[re.Match[str]], bool]:
    """Return the words of a run that may be a full name, and whether an office is beside.

    There are none where small words join nouns: "Mitglied im Verein".
    """
    words, led = _without_offices(_before_thing(_behind_kin(list(run))))
    office = led or office_near(text, run[0].start(), run[-1].end())
    words = _without_letters(_behind_speech(words, office=office))
    if _is_speech_somewhere(words):
        return [], office
    if office:
        words = _before_department(_behind_place(text, _behind_bodies(words)))
    if words and words[0] is run[0] and _opens_sentence(text, words[0]):
        # "Then Ada Brook rose."
        words = words[1:]
    words = _behind_opening_verb(text, words)
    words = _behind_thing(text, words)
    words = _behind_street(text, words)
    words = _behind_noun(text, words)
    small = [n for n, w in enumerate(words) if n > 1 and w.group().islower()]
    # "Marka Horvata na Danu grada": "Danu" may be a name, too.
    first = words[: small[0]] if small else words
    given = next((n for n, w in enumerate(first) if is_given_name(w.group())), -1)
    if words and (office or 0 <= given < MIN_NAME_WORDS):
        words = _before_small_word(words, max(given, 0))
    elif _joins_nouns(words):
        words = []
    return words, office


def _behind_place(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words from the given name on: "Governor Upper Moor Ada Brook".

    What is one word, a word for "of" or the like leads to: "le maire de Saint-Aubin Joël
    Lund".
    """
    given = (n for n, word in enumerate(words) if is_given_name(word.group()))
    first = next(given, 0)
    capital = all(word.group()[:1].isupper() for word in words)
    if not capital or not 0 < first < len(words) - 1:
        return words
    led = first >= _MIN_PLACE or is_what_office_is_of(text, words[0].start())
    return words[first:] if led else words


def _before_department(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words before what a minister is of: "minister Ada Brook van Onderwijs"."""
    departments = all_words("labels.departments")
    for n in range(MIN_NAME_WORDS + 1, len(words)):
        led = words[n - 1].group().islower()
        if led and words[n].group().casefold() in departments:
            return words[: n - 1]
    return words


def _behind_kin(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words behind a relative: "Sein Sohn Jan Lund", "Datteren Ane Moe"."""
    relatives = all_words("labels.kin")
    for n in range(min(2, len(words) - MIN_NAME_WORDS)):
        if words[n].group().casefold() in relatives:
            return words[n + 1 :]
    return words


def _behind_noun(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words from the given name on behind an article: "die Försterin Ada Brook".

    What an article stands before is a noun, whatever it is.
    """
    w = label_words()
    articles = w.leading_articles | w.articles
    before = last_word(text, words[0].start()) if words else []
    led = bool(before) and before[0].casefold() in articles
    if not led and words and words[0].group().casefold() in articles:
        words, led = words[1:], _opens(text, words[0])
    names = [word.group() for word in words]
    if not led or len(names) <= MIN_NAME_WORDS or is_given_name(names[0]):
        return words
    nouns = range(1, len(names) - 1)
    given = next(
        (n for n in nouns if is_given_name(names[n]) and names[n + 1][:1].isupper()), 0
    )
    led = given > 0 and all(name[:1].isupper() for name in names[:given])
    return words[given:] if led else words


def is_given_name_at_place(words: Sequence[str]) -> bool:
    """Return whether a place stands right behind a given name: "Solange à Treignac".

    An article may open a surname there: "Sophie in 't Veld".

    >>> is_given_name_at_place(["Solange", "à", "Treignac"])
    True
    >>> is_given_name_at_place(["Sophie", "in", "'t", "Veld"])
    False
    >>> is_given_name_at_place(["Hans", "im", "Obersteg"])
    False
    """
    given, small, place = [*words, "", "", ""][:3]
    leads = small in _words_before_places() and place[:1].isupper()
    return leads and is_given_name(given)


@cache
def _words_before_places() -> frozenset[str]:
    """Return the words that lead to a place, and stand in no surname."""
    lead = all_words("places.inside") | all_words("messages.elsewhere")
    # "Hans im Obersteg", "Franz am Rhyn", "Jan op de Beeck", "Nicolas a Marca"
    rare = all_words("labels.rare_surname_particles")
    return lead - label_words().inside_surnames - rare


def _joins_nouns(words: Sequence[re.Match[str]]) -> bool:
    """Return whether a small word of no surname parts two nouns: "Mitglied im Verein"."""
    own = label_words().inside_surnames
    return len(words) > 1 and words[1].group().islower() and words[1].group() not in own


def _before_small_word(words: list[re.Match[str]], given: int) -> list[re.Match[str]]:
    """Return the words before a small one of offices: "Ada Brook at the Harbour Hall".

    Those of surnames stay, and "and" before another given name; an article behind a whole
    name is of a noun: "betreut Ada Brook den Staatswald".

    Args:
        words: The words, perhaps with a trade before the name.
        given: Where the given name is among them.
    """
    own = label_words().inside_surnames
    if is_given_name_at_place([word.group() for word in words[given:]]):
        return words[: given + 1]
    for n in range(given + MIN_NAME_WORDS, len(words)):
        word = words[n].group()
        joins = word in words_for_and() and any(
            is_given_name(one.group()) for one in words[n + 1 : n + 2]
        )
        article = (
            word in _articles_where_nouns_have_capitals()
            and not words[n - 1].group().islower()
        )
        # "Lothar Brückmann von der Beratung", but "Ursula von der Leyen".
        next_word = words[n + 1].group() if n + 1 < len(words) else ""
        article = article or (
            word.islower()
            and next_word in _articles_where_nouns_have_capitals()
            and not is_given_name(words[n - 1].group())
        )
        if word.islower() and (article or word not in own) and not joins:
            # "Ada Brook of the Harbour Board": no small word ends a name.
            large = (m for m in range(n) if not words[m].group().islower())
            last = max(large, default=-1)
            return words[: last + 1]
    return words


@cache
def _articles_where_nouns_have_capitals() -> frozenset[str]:
    """Return the articles of languages in which nouns have capitals."""
    return frozenset(
        word
        for language in languages()
        if flag(language, "capital_nouns")
        for table in ("labels.articles", "labels.leading_articles")
        for word in words(language, table)
    )


def _behind_opening_verb(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words behind the one that opens a sentence: "Habló Ana Pérez".

    A given name follows that word, and a surname that: whose surname stands first has
    nothing but given names behind it, or a patronymic.
    """
    if len(words) <= MIN_NAME_WORDS or not _opens(text, words[0]):
        return words
    first, second, *_, last = (word.group() for word in words)
    named = is_given_name(second) and not (is_given_name(first) or is_given_name(last))
    turned = is_patronymic(last) and len(words) == _TURNED
    capital = second[:1].isupper() and not (first.isupper() or len(first) < _MIN_VERB)
    if not (named and capital) or turned:
        return words
    language = guess_language([text])
    # "Forester Outi Rautala Kuusjoen metsänhoitoyhdistyksestä": the last word is a place.
    placed = len(words) > _TURNED and flag(language, "place_before_noun")
    # "Pere Anton Munt": a given name here, and a father elsewhere.
    own = fold_letters(first) in own_given_names(language)
    return words if placed or own else words[1:]


def _behind_thing(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words behind a place or a body before a name: "Upper Thornley Ada Brook".

    Behind a place in two words that a word for "in" leads to, any two are a name. A place
    may be of another: "A Santa Luce di Sopra Ada Brook ha …".
    """
    if len(words) <= MIN_NAME_WORDS or not words[0].group()[:1].isupper():
        return words
    names = [word.group() for word in words]
    if (
        len(words) > _MIN_PLACE + MIN_NAME_WORDS
        and names[1] in label_words().particles - label_words().between_surnames
        and is_given_name(names[_MIN_PLACE + 1])
        and not is_given_name(names[0])
        and all(name[:1].isupper() for name in names[_MIN_PLACE:])
    ):
        return words[_MIN_PLACE + 1 :]
    last = range(1, len(words) - 1)
    if not is_given_name(names[0]) and is_placed(text, words[0].start()):
        # "in Netherby Ada Brook said"
        given = (
            n
            for n in last
            if is_given_name(names[n])
            and names[n - 1][:1].isupper()
            and names[n + 1][:1].isupper()  # "the Sunrise Press in Netherby"
        )
        if start := next(given, 0):
            return words[start:]
    place = opens_place(names[0])
    for n in last:
        led = is_body_word(words[n - 1].group()) or (place and n >= _MIN_PLACE)
        if led and is_given_name(words[n].group()):
            return words[n:]
    whole = len(words) == _MIN_PLACE + MIN_NAME_WORDS
    if place and whole and is_placed(text, words[0].start()):
        return words[_MIN_PLACE:]
    return words


def _behind_street(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return a name behind that of a street or a village, in whatever case.

    "мешканки вулиці Зарічної Ольги Зименко" is Ольга Зименко.
    """
    start = words[0].start() if len(words) == _STREET else 0
    led = _WORD_BEFORE.search(text, max(0, start - _MAX_WORD), start) if start else None
    if led is None or not led[1].islower() or not is_thing_word(led[1]):
        return words
    if not all(word.group()[:1].isupper() for word in words):
        return words
    guessed = guess_language([text[max(0, start - _MAX_NEAR) : start + _MAX_NEAR]])
    known = [guessed] if guessed else languages()
    first, given, _ = (word.group() for word in words)
    named = any(given_in_nominative(given, one) for one in known)
    placed = named and not any(given_in_nominative(first, one) for one in known)
    return words[1:] if placed else words


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """Return whether a word is one that opens sentences, and does so here."""
    if not (_opens(text, word) or _opens_behind_sign(text, word)):
        return False
    first = word.group().casefold()
    # "Z Anną Kurek rozmawia …", but "Su Li" is a name.
    led = first in all_words("headlines.with") and not is_given_name(first)
    return led or first in all_words("labels.sentence_openers")


def _opens_behind_sign(text: str, word: re.Match[str]) -> bool:
    """Return whether a sentence opens with a word behind a dash or a colon.

    "WESTPORT — When Ada Brook …"; what stands there and opens sentences is no name.
    """
    before = text[max(0, word.start() - _MAX_GAP) : word.start()].rstrip()
    return before[-1:] in _SIGNS


def _opens(text: str, word: re.Match[str]) -> bool:
    """Return whether a sentence opens with a word; the stop of "Dr." ends none."""
    sign, last = last_sign(text, word.start()), last_word(text, word.start())
    short = bool(last) and len(last[0]) <= _MAX_SHORT_TITLE and last[0].endswith(".")
    titled = short and last[0].casefold().strip("(.") in label_words().titles
    return not sign or (sign in FULL_STOPS and not titled)


def _is_function(word: re.Match[str]) -> bool:
    folded = word.group().casefold()
    return folded in label_words().particles or folded in all_words("labels.articles")


def _is_own_name(words: Sequence[re.Match[str]]) -> bool:
    """Return whether a small word of other languages is a given name here: "Per Olof Lund"."""
    first, second = (*(word.group() for word in words[:2]), "", "")[:2]
    if len(words) <= MIN_NAME_WORDS or not (first.istitle() and is_given_name(second)):
        return False
    language = guess_language([words[0].string])
    return fold_letters(first) in own_given_names(language)


def _without_offices(
    words: list[re.Match[str]],
) -> tuple[list[re.Match[str]], bool]:
    """Return the words behind the last office among them, and whether there is one.

    What "of" or the like joins to an office belongs to it: "Président de la République".
    """
    titles = label_words().titles
    offices = [
        n
        for n, w in enumerate(words[:-2])
        if is_plain_office(w.group())
        or is_compound_office(w.group().casefold())
        or (w.group().casefold().strip(".") in titles and not _is_tight_initial(w))
    ]
    led, joined = bool(offices), False
    words = words[offices[-1] + 1 :] if offices else words
    # "Deputado Municipal Rui Vaz"
    endings = label_words().office_endings if led else ()
    while len(words) > MIN_NAME_WORDS and words[0].group().casefold() in endings:
        words = words[1:]
    while words and (
        (_is_function(words[0]) and not _is_own_name(words))
        or is_plain_office(words[0].group())
        or (len(words) > MIN_NAME_WORDS and ends_in_office(words[0].group()))
        or (len(words) > MIN_NAME_WORDS and is_trade(words[0].group()))
    ):
        joined = _is_function(words[0])
        led = led or not joined
        words = words[1:]
    if led and joined and len(words) > MIN_NAME_WORDS:
        words = words[1:]
        # "Minister for Foreign Affairs of Arland Ada Brook"
        given = (n for n, word in enumerate(words[:-1]) if is_given_name(word.group()))
        words = words[next(given, 0) :]
    while len(words) > MIN_NAME_WORDS and _is_acronym(words[0].group(), words[1:]):
        words = words[1:]
    return words, led


def _is_tight_initial(word: re.Match[str]) -> bool:
    """Return whether no blank parts an initial from a letter behind it: "H.P. Weiss"."""
    initial = word.group().endswith(".") and len(word.group()) == _INITIAL_CHARS
    return initial and word.string[word.end() : word.end() + 1].isalpha()


def _behind_speech(words: list[re.Match[str]], *, office: bool) -> list[re.Match[str]]:
    """Return the words behind "speech of": "Rede von Hanna Lund", with a given name.

    An article may stand before: "Die Rede von Hanna Lund". An office beside the name is
    as good as a known given name.
    """
    if words and words[0].group().casefold() in label_words().leading_articles:
        behind = _behind_speech(words[1:], office=office)
        return words if behind == words[1:] else behind
    heads = len(words) > MIN_NAME_WORDS and words[0].start() == 0
    if (
        heads
        and words[1].group()[0].isupper()
        and SPEECH_WORD.is_all_of(words[0].group())
    ):
        return words[1:]  # "Prejav Eleny Bielej"
    led = len(words) > MIN_NAME_WORDS + 1 and words[1].group().islower()
    if led and SPEECH_WORD.is_all_of(words[0].group()):
        behind = words[2:]
        return behind if office or is_given_name(behind[0].group()) else words
    return words


def _is_speech_somewhere(words: Sequence[re.Match[str]]) -> bool:
    """Return whether two words are a speech and where it is: "Konuşmasına Karasu’da"."""
    return (
        len(words) == MIN_NAME_WORDS
        and CASE_ENDING.search(words[-1].group()) is not None
        and SPEECH_WORD.is_all_of(words[0].group())
    )


def _without_letters(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words without letters behind the name: "Ada Brook MP"."""
    while len(words) > MIN_NAME_WORDS and (
        words[-1].group() in all_words("names.letters_behind")
    ):
        words = words[:-1]
    return words


def _behind_bodies(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words behind a body in the genitive: "Vorsitzender des Vereins Jan Lund"."""
    while len(words) > MIN_NAME_WORDS and (
        words[0].group().casefold() in label_words().departments
        or _is_acronym(words[0].group(), words[1:])
    ):
        words = words[1:]
    return words


def _is_acronym(word: str, others: Sequence[re.Match[str]]) -> bool:
    """Return whether a word is short for a state or a party: "SR Katarína Hronská"."""
    in_capitals = all(other.group().isupper() for other in others)
    # "С. П. Игнатова": an initial stands before another.
    parted = others and others[0].string[: others[0].start()].rstrip()[-1:] == "."
    initials = parted and len(word) == len(others[0].group()) == _INITIAL_CHARS
    known = word.isupper() and not initials
    return known and 1 < len(word) <= _MAX_ACRONYM and not in_capitals


def _before_thing(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words before what a person is of: "Thea Lund von der Gemeinde"."""
    things = all_words("headlines.events")
    for n, word in enumerate(words):
        if word.group().casefold().rstrip(".") in things and n:
            end = n
            small = [m for m in range(n) if words[m].group().islower()]
            if small and small[-1] == n - MIN_NAME_WORDS == MIN_NAME_WORDS:
                end = small[-1]  # "Leokadii Wróbel na Nowy Rok"
            while end and words[end - 1].group().islower():
                end -= 1
            return words[:end] if MIN_NAME_WORDS <= end < n else words
    return words
