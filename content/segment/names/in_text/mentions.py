"""People whom running text names in full, in whatever grammatical case.

A name is a run of capitalized words (`capitalized_runs.py`). What only stands beside it
is cut off (`name_in_run.py`), and places, states, parties or days are none
(`no_names.py`, `things.py`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial

from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern, all_words
from content.language.words.before import last_sign, last_word, next_sign
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.capitalized_runs import (
    MIN_NAME_WORDS,
    capitalized_runs,
)
from content.segment.names.in_text.name_in_run import name_in_run
from content.segment.names.in_text.no_names import (
    is_date,
    is_event_or_text,
    is_no_person,
    is_offices,
)
from content.segment.names.in_text.office_words import (
    is_office_word,
    is_what_office_is_of,
)
from content.segment.names.in_text.things import is_surely_person
from content.segment.names.name_score import bare_score
from content.segment.names.words import label_words

_MAX_TITLE = 30
_MAX_BARE = 2
_MAX_NAME_WORDS = 5
_MIN_SCORE = 0.6
_MAX_BEFORE_BODY = 3
_CACHED_TEXTS = 256
_CACHED_WORDS = 4096
_MAX_CACHED_CHARS = 20_000  # longer ones would be held in memory for no good
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s$")
# "В.С.Лагутина" is В.С. Лагутина, as in labels.
_BEHIND_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{2})")
_INITIALS_LAST = re.compile(r"[^\W\d_]{2}\s[^\W\d_]\.\s?[^\W\d_]\.$")
_LETTERS_OF_BODY = WordPattern("(?:<names.dotted_letters>)(?![^\\W\\d_])", re.NOFLAG)
_OWNED_SPEECH = WordPattern(r"\s(?:<headlines.owned_speeches>)(?![^\W\d_])")
_TAKES_FLOOR = WordPattern("<messages.takes_floor>")
# ", ", ", the Hon. "
_HOLDER = re.compile(r",\s(?:[^\s,.]{1,6}\.[^\s,]{0,2}\s){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A full name as the text prints it.

    Attributes:
        office: Whether an office stands beside it.
        shown: Whether something shows that it is a person's: an office, a form of
            address, a word for kin, "by", a known given name.
        shows_thing: Finds out whether something shows that it is none, which takes long.
    """

    name: str
    start: int
    end: int
    office: bool
    shown: bool
    shows_thing: Callable[[], bool] = field(repr=False, compare=False)

    @property
    def thing(self) -> bool:
        """Whether something shows that it is no person's."""
        return self.shows_thing()


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
    >>> [one.name for one in mentions_in("Вчера В.С.Лагутина сказала")]
    ['В.С. Лагутина']
    >>> [one.name for one in mentions_in("WESTPORT — When Frank Delaney joined in 1996, …")]
    ['Frank Delaney']
    """
    return (one for one in people_and_things(text) if not one.thing)


def people_and_things(text: str) -> Iterator[Mention]:
    """Yield the full names in a text, as `mentions_in` does, and those of things.

    >>> told = "el comisario ejidal de Chan Pell, Rosaura Ibáñez, dijo"
    >>> [one.name for one in people_and_things(told)]
    ['Rosaura Ibáñez']
    """
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
    """Return whether a name may be of what somebody presides: "president of Arland Bank".

    Between the office and "of" a word may stand: "el comisario ejidal de Chan Pell".
    """
    if not one.office:
        return is_what_office_is_of(text, one.start)
    if _is_known(one):
        return False
    before = last_word(text, one.start)
    return any(word.islower() and not is_office_word(word) for word in before)


def _is_known(one: Mention) -> bool:
    return is_given_name(one.name.partition(" ")[0])


def _mentions_in(text: str) -> Sequence[Mention]:
    """Return the full names in a text, which several rules ask for one after the other."""
    find = _find_mentions_cached if len(text) <= _MAX_CACHED_CHARS else _find_mentions
    return find(text)


@lru_cache(maxsize=_CACHED_TEXTS)
def _find_mentions_cached(text: str) -> Sequence[Mention]:
    return _find_mentions(text)


def _find_mentions(text: str) -> Sequence[Mention]:
    found = []
    for run in capitalized_runs(text):
        words, office = name_in_run(text, run)
        if MIN_NAME_WORDS <= len(words) <= _MAX_NAME_WORDS:
            mention = _mention(text, words, office=office)
            if mention:
                found.append(mention)
    return found


def _mention(
    text: str, words: Sequence[re.Match[str]], *, office: bool
) -> Mention | None:
    """Return the name that words of a text are; None if they are none."""
    start, end = words[0].start(), words[-1].end()
    name = _BEHIND_INITIALS.sub(" ", text[start:end])
    if name.endswith(".") and not _INITIALS_LAST.search(name):
        name, end = name[:-1], end - 1
    if possessive := _POSSESSIVE.search(name):
        name, end = name[: possessive.start()], start + possessive.start()
    if text[start - 1 : start] == "." and len(words[0].group().strip(".")) == 1:
        return None  # "H.M. Konungens": a title.
    if name.endswith("s") and _OWNED_SPEECH.regex.match(text, end):
        # "Anne Marit Skjeldals innlegg": a genitive.
        name, end = name[:-1], end - 1
    opens = start == 0 or last_sign(text, start) in FULL_STOPS
    if opens and (
        # "Last Tuesday, at ten past nine, …", "Доповідає Мороз."
        name.casefold().split()[-1] in all_words("dates.weekdays")
        or (len(words) == MIN_NAME_WORDS and _is_speaking(words[0].group()))
    ):
        return None
    if (
        text[end : end + 1] == "."
        and words[-1].group().casefold().strip(".") in label_words().titles
    ):
        return None  # "Trustee Dr. Ada Brook", "Antrag Dr. Brook"
    # "ZUSATZFRAGE BROOK"
    asks = words[0].group().casefold() in all_words("labels.questions_before_names")
    if (
        asks
        or is_date(name)
        or is_offices(name)
        or _is_of_letters(name)
        or is_event_or_text(name)
        or _is_relative(words)
    ):
        return None
    if bare_score(name) < _MIN_SCORE:
        return None
    own = [word.group() for word in words]
    titled = _is_titled(text, start)
    led = text[max(0, start - _MAX_TITLE) : start].split()[-1:]
    # "by Ada Brook", "his daughter Ada Brook"
    person = any(word.casefold() in _leading_to_people() for word in led)
    # "Harbour master Ada Brook …": a trade of no table opens the sentence.
    trade = opens and len(own) > MIN_NAME_WORDS and is_given_name(own[1])
    surely = is_surely_person(own, (text,)) or (
        trade and is_surely_person(own[1:], (text,))
    )
    shown = office or titled or person or surely
    shows_thing = partial(
        is_no_person, text, words, office=office, titled=titled, shown=shown
    )
    return Mention(
        name=name,
        start=start,
        end=end,
        office=office,
        shown=shown,
        shows_thing=cache(shows_thing),
    )


def _is_of_letters(name: str) -> bool:
    """Return whether letters with full stops are no initials: "the U.S. Senate", "А.Б."."""
    return " " not in name or _LETTERS_OF_BODY.match(name) is not None


def _is_relative(words: Sequence[re.Match[str]]) -> bool:
    """Return whether words say whose relative somebody is: "Mein Bruder hat gefilmt"."""
    first, last = words[0].group(), words[-1].group().casefold().rstrip(".")
    own = fold_letters(first.casefold()) in all_words("stop_words")
    return own and last in all_words("labels.kin") and not is_given_name(first)


@lru_cache(maxsize=_CACHED_WORDS)
def _is_speaking(word: str) -> bool:
    """Return whether a word tells that somebody has the floor, and is no given name."""
    return _TAKES_FLOOR.is_all_of(word.lower()) and not is_given_name(word)


@cache
def _leading_to_people() -> frozenset[str]:
    return all_words("names.agents") | all_words("labels.kin")


def _is_titled(text: str, start: int) -> bool:
    """Return whether a form of address stands before a name."""
    word = "".join(text[max(0, start - _MAX_TITLE) : start].split()[-1:])
    # "on" is short for "onorevole", but no title as it stands in English.
    short = len(word) <= _MAX_BARE and word.islower() and not word.endswith(".")
    return not short and word.casefold().rstrip(".") in label_words().titles


def people_in(text: str) -> Iterator[Mention]:
    """Yield the full names in a text that are no list or club called after a person.

    Such a name fills brackets behind that of a person with whom it shares a word.

    >>> [one.name for one in people_in("with T. Hall (Liste Hall), T. Brook (Tom Brook)")]
    ['T. Hall', 'T. Brook', 'Tom Brook']
    """
    # Labels may be of things, too: "RW" is the Radio Waterkant of the head.
    return (one for one in people_and_things(text) if not _is_body(one, text))


def _is_body(one: Mention, text: str) -> bool:
    if last_sign(text, one.start) != "(" or next_sign(text, one.end) != ")":
        return False
    before = text[: one.start].rstrip()
    first, *others = one.name.casefold().split()
    named = {*before[:-1].casefold().split()[-_MAX_BEFORE_BODY:]}
    return not is_given_name(first) and not named.isdisjoint(others)
