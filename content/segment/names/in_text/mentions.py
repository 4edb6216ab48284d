"""People whom running text names, in whatever grammatical case.

A name is a run of capitalized words. Offices, trades and words that open sentences are
cut off it, and runs that are places, states, parties or days are none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern, all_words, words
from content.names.offices import is_compound_office
from content.segment.names.descriptions import BETWEEN_SURNAMES
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.things import (
    is_body_word,
    is_called_after,
    is_placed,
    is_surely_person,
    is_thing_word,
    opens_place,
)
from content.segment.names.name_score import name_score
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import MESSAGE_HEADING, SPEECH, label_words

_WORD = r"[^\W\d_][\w’'-]*"
_WORD_OR_SHORT = re.compile(rf"{_WORD}\.?")
_ELIDED = re.compile(r"[a-z]{1,5}['’](?=[^\W\d_a-z])")
_CAPITAL_NEXT = re.compile(rf"\s{CAPITAL}")
_MAX_ENDING = 3
_MIN_ROLE, _MIN_BENT_ROLE = 4, 5
_ROLE_VOWELS = frozenset("eiuoyęąů")
_MIN_PLACE = 2
_MAX_TITLE = 30
_MAX_LED = 4
_MAX_BARE = 2
_MIN_NAME_WORDS, _MAX_NAME_WORDS = 2, 5
_MIN_SCORE = 0.6
_MAX_ACRONYM = 4
_INITIAL_CHARS = 2
_MAX_BEFORE_BODY = 3
_MAX_OFFICE_CHARS, _MAX_OFFICE_WORDS = 100, 7
_CLAUSE = re.compile(r"[,.;:!?]")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s$")
CASE_ENDING = re.compile(r"['’][^\W\d_A-Z]{1,4}$")
_TRADE = WordPattern(r"[^\W\d_]{4,}(?:<labels.trades>)", re.NOFLAG)
_OWNED_SPEECH = WordPattern(r"\s(?:<headlines.owned_speeches>)(?![^\W\d_])")
# ", the mayor of", ", Chief Executive Officer of": one that has capitals is longer.
_OFFICE_BEHIND = re.compile(
    rf"^,\s({CAPITAL}\w*(?:\s{CAPITAL}\w*){{1,3}}|[^\W\d_]+(?:\s[^\W\d_]+)?)"
)


# ", ", ", the Hon. "
_HOLDER = re.compile(r",\s(?:[^\s,.]{1,6}\.[^\s,]{0,2}\s){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A full name as the text prints it.

    Attributes:
        office: Whether an office stands beside it.
        shown: Whether something shows that it is a person's: an office, a form of
            address, a word for kin, "by", a known given name.
        thing: Whether something shows that it is none.
    """

    name: str
    start: int
    end: int
    office: bool
    shown: bool = False
    thing: bool = False


def mentions_in(text: str) -> Iterator[Mention]:
    """Yield the full names in a text, without the offices before them.

    >>> [one.name for one in mentions_in("gestern kam Bürgermeisterin Ada Brook an")]
    ['Ada Brook']
    >>> [one.name for one in mentions_in("la presidenta del Tribunal Supremo, Pilar Rey,")]
    ['Pilar Rey']
    >>> [one.name for one in mentions_in("le discours d'Isabelle Ferrand à l'Hôtel Royal")]
    ['Isabelle Ferrand']
    >>> [one.name for one in mentions_in("Nagovor ministrice mag. Jerce Volk na Dnevu")]
    ['Jerce Volk']
    """
    return (one for one in people_and_things(text) if not one.thing)


def people_and_things(text: str) -> Iterator[Mention]:
    """Yield the full names in a text, as `mentions_in` does, and those of things."""
    body: Mention | None = None
    for found in _mentions_in(text):
        one = found
        if body and _HOLDER.fullmatch(text[body.end : one.start]) and _is_known(one):
            # Behind an office and what it is of, the holder follows.
            one = replace(found, office=True, shown=True)
        elif body:
            yield body
        body = one if _may_be_body(text, one) else None
        if body is None:
            yield one
    if body:
        yield body


def _may_be_body(text: str, one: Mention) -> bool:
    """Return whether a name may be of what somebody presides: "president of Arland Bank"."""
    if not one.office or _is_known(one):
        return False
    before = text[: one.start].rsplit(maxsplit=1)[-1:]
    return any(word.islower() and not is_office_word(word) for word in before)


def _is_known(one: Mention) -> bool:
    return is_given_name(one.name.partition(" ")[0])


def _mentions_in(text: str) -> Iterator[Mention]:
    for run in _people_apart(_capitalized_runs(text)):
        words, led = _without_offices(_before_thing(_behind_kin(list(run))))
        office = led or _office_near(text, run[0].start(), run[-1].end())
        words = _without_letters(_behind_speech(words, office=office))
        if office:
            words = _behind_place(_behind_bodies(words))
        if words and words[0] is run[0] and _opens_sentence(text, words[0]):
            # "Then Ada Brook rose."
            words = words[1:]
        words = _behind_thing(text, words)
        words = _behind_noun(text, words)
        given = next((n for n, w in enumerate(words) if is_given_name(w.group())), -1)
        if words and (office or 0 <= given < _MIN_NAME_WORDS):
            words = _before_small_word(words, max(given, 0))
        elif _joins_nouns(words):
            continue
        if _MIN_NAME_WORDS <= len(words) <= _MAX_NAME_WORDS:
            found = _mention(text, words, office=office)
            if found:
                yield found


def _behind_place(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words from the given name on: "Governor Upper Moor Ada Brook"."""
    given = (n for n, word in enumerate(words) if is_given_name(word.group()))
    first = next(given, 0)
    capital = all(word.group()[:1].isupper() for word in words)
    return words[first:] if capital and _MIN_PLACE <= first < len(words) - 1 else words


def _behind_kin(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words behind a relative: "Sein Sohn Jan Lund", "Datteren Ane Moe"."""
    relatives = all_words("labels.kin")
    for n in range(min(2, len(words) - _MIN_NAME_WORDS)):
        if words[n].group().casefold() in relatives:
            return words[n + 1 :]
    return words


def _behind_noun(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words from the given name on behind an article: "die Försterin Ada Brook".

    What an article stands before is a noun, whatever it is.
    """
    w = label_words()
    articles = w.leading_articles | w.articles
    before = text[: words[0].start()].rsplit(maxsplit=1)[-1:] if words else []
    led = bool(before) and before[0].casefold() in articles
    if not led and words and words[0].group().casefold() in articles:
        words, led = words[1:], _opens(text, words[0])
    names = [word.group() for word in words]
    if not led or len(names) <= _MIN_NAME_WORDS or is_given_name(names[0]):
        return words
    nouns = range(1, len(names) - 1)
    given = next(
        (n for n in nouns if is_given_name(names[n]) and names[n + 1][:1].isupper()), 0
    )
    led = given > 0 and all(name[:1].isupper() for name in names[:given])
    return words[given:] if led else words


def _joins_nouns(words: Sequence[re.Match[str]]) -> bool:
    """Return whether a small word of no surname parts two nouns: "Mitglied im Verein"."""
    own = label_words().surname_particles | BETWEEN_SURNAMES
    return len(words) > 1 and words[1].group().islower() and words[1].group() not in own


def _before_small_word(words: list[re.Match[str]], given: int) -> list[re.Match[str]]:
    """Return the words before a small one of offices: "Ada Brook at the Harbour Hall".

    Those of surnames stay, and "and" before another given name.

    Args:
        words: The words, perhaps with a trade before the name.
        given: Where the given name is among them.
    """
    own = label_words().surname_particles | BETWEEN_SURNAMES
    for n in range(given + _MIN_NAME_WORDS, len(words)):
        word = words[n].group()
        joins = word in _joining_words() and any(
            is_given_name(one.group()) for one in words[n + 1 : n + 2]
        )
        if word.islower() and word not in own and not joins:
            # "Ada Brook of the Harbour Board": no small word ends a name.
            last = max(m for m in range(n) if not words[m].group().islower())
            return words[: last + 1]
    return words


def _mention(
    text: str, words: Sequence[re.Match[str]], *, office: bool
) -> Mention | None:
    """Return the name that words of a text are; None if they are none."""
    start, end = words[0].start(), words[-1].end()
    name = text[start:end]
    if name.endswith("."):
        name, end = name[:-1], end - 1
    if possessive := _POSSESSIVE.search(name):
        name, end = name[: possessive.start()], start + possessive.start()
    if text[start - 1 : start] == "." and len(words[0].group().strip(".")) == 1:
        return None  # "H.M. Konungens": a title.
    if name.endswith("s") and _OWNED_SPEECH.regex.match(text, end):
        # "Anne Marit Skjeldals innlegg": a genitive.
        name, end = name[:-1], end - 1
    opens = start == 0 or text[:start].rstrip()[-1:] in FULL_STOPS
    if opens and name.casefold().split()[-1] in all_words("dates.weekdays"):
        return None  # "Last Tuesday, at ten past nine, …"
    if (
        text[end : end + 1] == "."
        and words[-1].group().casefold() in label_words().titles
    ):
        return None  # "Trustee Dr. Ada Brook"
    if _is_date(name) or _is_offices(name) or _is_thing(name):
        return None
    if name_score(name, frozenset()) < _MIN_SCORE:
        return None
    own = [word.group() for word in words]
    titled = _is_titled(text, start)
    led = text[max(0, start - _MAX_TITLE) : start].split()[-1:]
    # "by Ada Brook", "his daughter Ada Brook"
    person = any(word.casefold() in _leading_to_people() for word in led)
    shown = office or titled or person or is_surely_person(own, (text,))
    thing = _is_no_person(text, words, office=office, titled=titled, shown=shown)
    return Mention(
        name=name, start=start, end=end, office=office, shown=shown, thing=thing
    )


def _behind_thing(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return words behind a place or a body before a name: "Upper Thornley Ada Brook".

    Behind a place in two words that a word for "in" leads to, any two are a name.
    """
    if len(words) <= _MIN_NAME_WORDS or not words[0].group()[:1].isupper():
        return words
    place = opens_place(words[0].group())
    last = range(1, len(words) - 1)
    for n in last:
        led = is_body_word(words[n - 1].group()) or (place and n >= _MIN_PLACE)
        if led and is_given_name(words[n].group()):
            return words[n:]
    whole = len(words) == _MIN_PLACE + _MIN_NAME_WORDS
    if place and whole and is_placed(text, words[0].start()):
        return words[_MIN_PLACE:]
    return words


def _is_no_person(
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
    if any(map(is_body_word, own)):
        return True
    if titled:
        return False
    led = is_placed(text, start)
    if opens_place(own[0], led=led):
        return True
    if not office and is_called_after(text, start, end):
        # "ředitelka gymnázia Jana Nováková": what the office is of.
        before = text[max(0, start - _MAX_OFFICE_CHARS) : start]
        near = re.findall(r"[^\W\d_]+", _CLAUSE.split(before)[-1])[-_MAX_LED:]
        return not any(map(is_office_word, near))
    return not shown and (led or is_thing_word(own[0]) or is_thing_word(own[-1]))


@cache
def _leading_to_people() -> frozenset[str]:
    return all_words("names.agents") | all_words("labels.kin")


def _is_titled(text: str, start: int) -> bool:
    """Return whether a form of address stands before a name."""
    word = "".join(text[max(0, start - _MAX_TITLE) : start].split()[-1:])
    # "on" is short for "onorevole", but no title as it stands in English.
    short = len(word) <= _MAX_BARE and word.islower() and not word.endswith(".")
    return not short and word.casefold().rstrip(".") in label_words().titles


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """Return whether a word is one that opens sentences, and does so here."""
    if not _opens(text, word):
        return False
    first = word.group().casefold()
    # "Z Anną Kurek rozmawia …", but "Su Li" is a name.
    led = first in all_words("headlines.with") and not is_given_name(first)
    return led or first in all_words("labels.sentence_openers")


def _opens(text: str, word: re.Match[str]) -> bool:
    before = text[: word.start()].rstrip()
    return not before or before[-1] in FULL_STOPS


def without_place(name: str, language: str) -> str:
    """Return a name without what its language has behind a word for "in" or the like.

    Such a word may join surnames elsewhere: "Neus Puig i Ferrer".

    >>> without_place("Ada Brook i Älvdal", "sv"), without_place("Ada Puig i Mas", "ca")
    ('Ada Brook', 'Ada Puig i Mas')
    """
    parts = name.split()
    others = label_words().surname_particles - words(language, "names.never_inside")
    before = words(language, "messages.elsewhere") - others
    places = (n for n, part in enumerate(parts) if n > 1 and part in before)
    return " ".join(parts[: next(places, len(parts))])


def _capitalized_runs(text: str) -> Iterator[Sequence[re.Match[str]]]:
    run: list[re.Match[str]] = []
    particles = label_words().particles
    for found in _WORD_OR_SHORT.finditer(text):
        word = found if text[found.start()].isupper() else _behind_elision(found)
        capital = text[word.start()].isupper()
        if not run and not capital:
            continue
        beside = not run or text[run[-1].end() : word.start()].isspace()
        ended = run and run[-1].group().endswith(".") and len(run[-1].group()) > 2
        # "Ana Luz e Sr. Rui Pena" are two.
        another = run and run[-1].group().islower() and _is_title(word.group())
        if run and (not beside or ended or another):
            yield from _trimmed(run)
            run = []
        if capital or (run and word.group() in particles):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
        if run and CASE_ENDING.search(run[-1].group()):
            # "Büyükelçi Haluk Dikmen'in Konuşması": nothing else is of the name.
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _behind_elision(word: re.Match[str]) -> re.Match[str]:
    """Return the given name behind an elided word: "qu'Henri Lund"; or else the word."""
    elided = _ELIDED.match(word.group())
    if elided is None or not is_given_name(word.group()[elided.end() :].rstrip(".")):
        return word
    if not _CAPITAL_NEXT.match(word.string, word.end()):
        return word  # "l'Écho de la Marne"
    return _WORD_OR_SHORT.match(word.string, word.start() + elided.end()) or word


def _people_apart(
    runs: Iterable[Sequence[re.Match[str]]],
) -> Iterator[Sequence[re.Match[str]]]:
    """Yield runs parted where a word joins two full names: "Odile Marti et Bruno Lund"."""
    joining = _joining_words()
    for run in runs:
        start = 0
        for n, word in enumerate(run):
            joins = word.group() in joining
            whole = min(n - start, len(run) - n - 1) >= _MIN_NAME_WORDS
            if joins and whole:
                yield run[start:n]
                start = n + 1
        yield run[start:]


@cache
def _joining_words() -> frozenset[str]:
    return all_words("names.and") | all_words("names.and_elsewhere")


def _is_title(word: str) -> bool:
    return word.endswith(".") and word[:-1].casefold() in label_words().honorifics


def _trimmed(run: list[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
    while run and not run[-1].group()[0].isupper():
        run.pop()
    if len(run) > 1:
        yield run


def _office_near(text: str, start: int, end: int) -> bool:
    if _explains_office(text[max(0, start - _MAX_OFFICE_CHARS) : start]):
        return True
    *others, last = ["", *re.findall(r"[^\W\d_]+", text[max(0, start - 40) : start])]
    # "the chair of the Club Ada Brook"; in "the mayor and Tom Ferro", one is another's.
    w = label_words()
    of = last in w.articles_before_titles and last not in _joining_words()
    # "ministrice mag. Jerce Volk"; "министра культуры Марии Завьяловой"
    of = of or last.casefold() in w.titles or last.casefold() in w.departments
    before = [last, *(others[-1:] if of else ())]
    after = _OFFICE_BEHIND.findall(text[end : end + 60])
    return _ends_in_office(last) or any(
        _is_office(word) for phrase in (*before, *after) for word in phrase.split()
    )


def _explains_office(before: str) -> bool:
    """Return whether a name follows an office and a comma: "the Mayor of Westport, "."""
    clause, comma, rest = before.rpartition(",")
    if not comma or rest.strip():
        return False
    words = re.findall(r"[^\W\d_]+", re.split(r"[,.;:!?]", clause)[-1])
    return any(map(_is_office, words[-_MAX_OFFICE_WORDS:]))


def _is_office(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    roles = label_words().roles
    if folded in roles:
        return True
    # "Reinaldo" is no form of "reina".
    if is_given_name(word):
        return False
    cut = range(len(folded), max(_MIN_ROLE, len(folded) - _MAX_ENDING) - 1, -1)
    if any(folded[:length] in roles for length in cut):
        return True
    # "předsedy" and "předsedovi" are of předseda, "marszałka" of marszałek.
    return len(folded) > _MIN_BENT_ROLE and (
        (folded[-1] in _ROLE_VOWELS and f"{folded[:-1]}a" in roles)
        or (folded.endswith("ovi") and f"{folded[:-3]}a" in roles)
        or (folded.endswith("ka") and f"{folded[:-2]}ek" in roles)
    )


def is_office_word(word: str) -> bool:
    """Return whether a word is an office, or a compound that ends in one."""
    return _is_office(word) or _ends_in_office(word)


def _ends_in_office(word: str) -> bool:
    """Return whether a compound ends in an office: "Bibliotheksdirektorin"."""
    folded = word.casefold()
    roles = label_words().roles
    return any(folded[start:] in roles for start in range(2, len(folded) - _MIN_ROLE))


def _is_trade(word: str) -> bool:
    """Return whether a word ends as German trades do, and hardly a name: "Lampenmacherin"."""
    return _TRADE.regex.fullmatch(word) is not None


def _is_function(word: re.Match[str]) -> bool:
    folded = word.group().casefold()
    return folded in label_words().particles or folded in all_words("labels.articles")


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
        if _is_office(w.group())
        or is_compound_office(w.group().casefold())
        or w.group().casefold().strip(".") in titles
    ]
    led, joined = bool(offices), False
    words = words[offices[-1] + 1 :] if offices else words
    # "Deputado Municipal Rui Vaz"
    endings = label_words().office_endings if led else ()
    while len(words) > _MIN_NAME_WORDS and words[0].group().casefold() in endings:
        words = words[1:]
    while words and (
        _is_function(words[0])
        or _is_office(words[0].group())
        or (len(words) > _MIN_NAME_WORDS and _ends_in_office(words[0].group()))
        or (len(words) > _MIN_NAME_WORDS and _is_trade(words[0].group()))
    ):
        joined = _is_function(words[0])
        led = led or not joined
        words = words[1:]
    if led and joined and len(words) > _MIN_NAME_WORDS:
        words = words[1:]
    while len(words) > _MIN_NAME_WORDS and _is_acronym(words[0].group(), words[1:]):
        words = words[1:]
    return words, led


def _behind_speech(words: list[re.Match[str]], *, office: bool) -> list[re.Match[str]]:
    """Return the words behind "speech of": "Rede von Hanna Lund", with a given name.

    An article may stand before: "Die Rede von Hanna Lund". An office beside the name is
    as good as a known given name.
    """
    if words and words[0].group().casefold() in label_words().leading_articles:
        behind = _behind_speech(words[1:], office=office)
        return words if behind == words[1:] else behind
    heads = len(words) > _MIN_NAME_WORDS and words[0].start() == 0
    if heads and words[1].group()[0].isupper() and SPEECH.fullmatch(words[0].group()):
        return words[1:]  # "Prejav Eleny Bielej"
    led = len(words) > _MIN_NAME_WORDS + 1 and words[1].group().islower()
    if led and SPEECH.fullmatch(words[0].group()):
        behind = words[2:]
        return behind if office or is_given_name(behind[0].group()) else words
    return words


def _without_letters(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words without letters behind the name: "Ada Brook MP"."""
    while len(words) > _MIN_NAME_WORDS and (
        words[-1].group() in all_words("names.letters_behind")
    ):
        words = words[:-1]
    return words


def _behind_bodies(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words behind a body in the genitive: "Vorsitzender des Vereins Jan Lund"."""
    while len(words) > _MIN_NAME_WORDS and (
        words[0].group().casefold() in label_words().departments
        or _is_acronym(words[0].group(), words[1:])
    ):
        words = words[1:]
    return words


def _is_acronym(word: str, others: Sequence[re.Match[str]]) -> bool:
    """Return whether a word is short for a state or a party: "SR Katarína Hronská"."""
    loud = all(other.group().isupper() for other in others)
    # "С. П. Игнатова": an initial stands before another.
    parted = others and others[0].string[others[0].start() - 2] == "."
    initials = parted and len(word) == len(others[0].group()) == _INITIAL_CHARS
    known = word.isupper() and not initials
    return known and 1 < len(word) <= _MAX_ACRONYM and not loud


def _before_thing(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words before what a person is of: "Thea Lund von der Gemeinde"."""
    things = all_words("headlines.events")
    for n, word in enumerate(words):
        if word.group().casefold().rstrip(".") in things and n:
            end = n
            small = [m for m in range(n) if words[m].group().islower()]
            if small and small[-1] == n - _MIN_NAME_WORDS == _MIN_NAME_WORDS:
                end = small[-1]  # "Leokadii Wróbel na Nowy Rok"
            while end and words[end - 1].group().islower():
                end -= 1
            return words[:end] if _MIN_NAME_WORDS <= end < n else words
    return words


def _is_date(name: str) -> bool:
    """Return whether a small word stands beside a day or a month: "Sonntag im Mai"."""
    words = name.split()
    return any(map(str.islower, words)) and any(
        word.casefold() in full_days_and_months() for word in words
    )


def _is_offices(name: str) -> bool:
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


def _is_thing(name: str) -> bool:
    things = all_words("headlines.events") | all_words("headlines.function_words")
    if " ".join(fold_letters(name).split()) in _greetings():
        return True
    if MESSAGE_HEADING.regex.fullmatch(name):
        return True  # "OPEN LETTER"
    words = name.split()
    if words[0].casefold().rstrip(".") in all_words("headlines.saints"):
        return True
    if all(word.casefold() in label_words().never_holders for word in words):
        return True  # "Consiliului Județean"
    if words[1].islower() and SPEECH.fullmatch(words[0]):
        # "Rede im Wortlaut"
        return True
    # "Neus Puig i Ferrer" has two surnames.
    joined = len(words) - 2 if len(words) > _MIN_NAME_WORDS + 1 else -1
    # "Marijke van den Berg": an article behind a small word of surnames belongs to it.
    own = {
        n
        for n in range(2, len(words) - 1)
        if words[n].islower() and words[n - 1] in label_words().surname_particles
    }
    return any(
        word.lower() in things
        for n, word in enumerate(words)
        if n not in own and (n != joined or word not in BETWEEN_SURNAMES)
    )


def people_in(text: str) -> Iterator[Mention]:
    """Yield the full names in a text that are no list or club called after a person.

    Such a name fills brackets behind that of a person with whom it shares a word.

    >>> [one.name for one in people_in("with T. Hall (Liste Hall), T. Brook (Tom Brook)")]
    ['T. Hall', 'T. Brook', 'Tom Brook']
    """
    # Labels may be of things, too: "RW" is the Radio Waterkant of the head.
    return (one for one in people_and_things(text) if not _is_body(one, text))


def _is_body(one: Mention, text: str) -> bool:
    before, after = text[: one.start].rstrip(), text[one.end :].lstrip()
    if not (before.endswith("(") and after.startswith(")")):
        return False
    first, *others = one.name.casefold().split()
    named = {*before[:-1].casefold().split()[-_MAX_BEFORE_BODY:]}
    return not is_given_name(first) and not named.isdisjoint(others)
