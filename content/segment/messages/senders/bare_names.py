"""A sender's name without what stands beside it in a sentence: a trade, an owner, a place."""

import re
from functools import cache

from content.language.language_files import languages
from content.language.word_lists import (
    WordPattern,
    all_words,
    any_words,
    entries,
    flag,
    words,
)
from content.segment.messages.words import NOUN, sentences_of, speaks_of_message
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.given_cases import given_in_nominative
from content.segment.names.words import NAME_WORD, articles, label_words

_NOUN = WordPattern(rf"{NOUN}\s(?=\S+\s\S)")
_PEN_NAME = WordPattern("(?:<messages.pen_names>|<messages.signed>)")
_TRADE = re.compile(r"[^\W\d_]{3,}-[^\W\d_A-ZÀ-ÞЀ-Я]{4,}\s(?=\S+\s\S)")
_MIN_NAME, _FULL, _NEAR = 3, 2, 60


def from_given_name(name: str) -> str:
    """Return a sender's name from its first known given name on.

    Only words in small letters go before it.

    >>> from_given_name("din farfars bror Torsten"), from_given_name("Club Ada Brook")
    ('Torsten', 'Club Ada Brook')
    """
    tokens = name.split()
    start = next(
        (
            n
            for n, word in enumerate(tokens)
            if word[0].isupper() and is_given_name(word, surely=True)
        ),
        0,
    )
    if all(word[0].islower() for word in tokens[:start]):
        tokens = tokens[start:]
    return " ".join(tokens)


def without_opening(name: str, text: str) -> str:
    """Return a full name without what stands before its given name in a sentence's start.

    There a word has a capital in any case, and says what the person is.

    >>> without_opening("Our keeper Alois Mair", "It came. Our keeper Alois Mair wrote:")
    'Alois Mair'
    >>> without_opening("Club Alois Mair", "I read what the Club Alois Mair wrote:")
    'Club Alois Mair'
    """
    tokens = name.split()
    if len(tokens) <= _FULL or not is_given_name(tokens[-_FULL], surely=True):
        return name
    if any(is_given_name(token, surely=True) for token in tokens[:-_FULL]):
        return name
    opens = any(sentence.startswith(name) for sentence in sentences_of(text))
    rest = " ".join(tokens[-_FULL:])
    return rest if opens and is_person(rest) else name


def without_trade(name: str) -> str:
    """Return a full name without a trade of two words before it, the second one small.

    >>> without_trade("Pilot-cosmonaut Ada Brook"), without_trade("Anne-Marie Le Brook")
    ('Ada Brook', 'Anne-Marie Le Brook')
    """
    found = _TRADE.match(name)
    rest = name[found.end() :] if found else ""
    return rest if is_person(rest) else name


def without_owner(name: str) -> str:
    """Return the name of who signs as somebody's own.

    >>> without_owner("Your Tom"), without_owner("Your Honour")
    ('Tom', 'Your Honour')
    """
    first, _, rest = name.partition(" ")
    owned = first.casefold() in all_words("messages.possessives")
    return rest if owned and is_given_name(rest.partition(" ")[0]) else name


def without_noun(name: str) -> str:
    """Return a name without the word for a text that opens a line before it.

    >>> without_noun("Letter from Jane Hall"), without_noun("Ada von Brook")
    ('Jane Hall', 'Ada von Brook')
    >>> without_noun("Buch von Ada Brook"), without_noun("Verein von Ada Brook")
    ('Ada Brook', 'Verein von Ada Brook')
    """
    noun, _, owner = name.partition(" ")
    of, _, person = owner.partition(" ")
    owned = of in all_words("messages.from") and not is_given_name(noun)
    if owned and is_given_name(person.partition(" ")[0]) and is_person(person):
        return name if may_be_named_body(noun) else person
    end = _NOUN.opening_end(name) if speaks_of_message(name) else 0
    rest = name[end:].split() if end else []
    joined = label_words().particles | all_words("messages.from")
    return " ".join(rest[1:]) if rest[1:] and rest[0] in joined else name


def without_pen_name_word(name: str) -> str:
    """Return a name without the word for a pen name that opens it.

    >>> without_pen_name_word("Nimimerkki Routa-Raija"), without_pen_name_word("Nick Hall")
    ('Routa-Raija', 'Nick Hall')
    """
    first, _, rest = name.partition(" ")
    named = rest[:1].isupper() and not is_given_name(first)
    return rest if named and _PEN_NAME.is_all_of(first) else name


def behind_address(name: str) -> str:
    """Return the full name behind a form of address, where a clause stands before it.

    >>> behind_address("Consejo y la firma la señora Ana Tecpan")
    'Ana Tecpan'
    >>> behind_address("Escola Dona Ana Lima"), behind_address("amigos de la señora Ana Lima")
    ('Escola Dona Ana Lima', 'amigos de la señora Ana Lima')
    """
    tokens = name.split()
    for n, word in enumerate(tokens[2:], 2):
        if word.islower() and word.strip(".") in label_words().titles:
            small = [one for one in tokens[:n] if one.islower()]
            rest = " ".join(tokens[n + 1 :])
            joins = label_words().particles | articles() | all_words("messages.of")
            clause = tokens[0][:1].isupper() and not joins.issuperset(small)
            return rest if clause and is_person(rest) else name
    return name


def without_senders_place(name: str, introduction: str) -> str:
    """Return a full name without the place behind it.

    >>> without_senders_place("Solveig Hult i Arjeplog", "Jag har fått ett brev från henne.")
    'Solveig Hult'
    >>> without_senders_place("Josep Puig i Ferrer", "He rebut una carta.")
    'Josep Puig i Ferrer'
    >>> without_senders_place("Margaret in Whitby", "One is from Margaret in Whitby.")
    'Margaret'
    """
    parts = name.split()
    at = (
        any_words("messages.elsewhere", "messages.placed")
        - label_words().between_surnames
    )
    if len(parts) > _FULL and parts[1] in at - label_words().surname_particles:
        lone = is_given_name(parts[0], surely=True) and parts[2][:1].isupper()
        name = parts[0] if lone else name
    for n, word in enumerate(parts[2:-1], 2):
        if word not in all_words("messages.placed"):
            continue
        joins = word in label_words().between_surnames
        northern = _northern_words() & set(NAME_WORD.findall(introduction.casefold()))
        person = is_person(" ".join(parts[:n]))
        if person and (northern or not joins):
            return " ".join(parts[:n])
    return name


def without_ending_place(name: str, language: str) -> str:
    """Return a name without the place behind it that an ending shows.

    A given name that stands last may have the same ending: "Kiss Ilonától".

    >>> without_ending_place("Routa-Raija Kajaanista", "fi")
    'Routa-Raija'
    >>> without_ending_place("Kiss Ilonától", "hu")
    'Kiss Ilonától'
    >>> without_ending_place("Matti Kosta", "fi"), without_ending_place("Kati Rakverest", "et")
    ('Matti Kosta', 'Kati')
    """
    before, _, place = name.rpartition(" ")
    endings = entries(language, "messages.placed_endings") if language else ()
    shown = any(
        place.endswith(one) and len(place) > len(one) + _MIN_NAME for one in endings
    )
    last = flag(language, "surname_first") and given_in_nominative(place, language)
    placed = shown and place[:1].isupper() and not last
    return before if before and placed else name


@cache
def _northern_words() -> frozenset[str]:
    """Return small words of the languages in which "i" means "in"."""
    tables = ("messages.from", "messages.elsewhere")
    found = {
        word for code in ("da", "nb", "sv") for t in tables for word in words(code, t)
    }
    return frozenset(
        found
        - {word for t in tables for word in words("ca", t)}
        - all_words("messages.placed")
    )


def stands_in_case(name: str, introduction: str) -> bool:
    """Return whether a name follows a word for "from" that bends names.

    "Od pani Zofii Wrony" comes from Zofia Wrona, which only a person can tell.
    """
    place = introduction.rfind(name.split(maxsplit=1)[0])
    before = introduction[max(0, place - _NEAR) : max(place, 0)].casefold()
    return not _words_that_bend().isdisjoint(NAME_WORD.findall(before))


@cache
def _words_that_bend() -> frozenset[str]:
    return frozenset(
        word
        for code in languages()
        if flag(code, "bends_names")
        for word in entries(code, "messages.from")
    )


def holds_place(name: str) -> bool:
    """Return whether a word such as "at" stands in a name, where a place may follow.

    >>> holds_place("Ada at Skerry"), holds_place("Ada Brook"), holds_place("Puig i Ferrer")
    (True, False, False)
    """
    inside = set(name.casefold().split()[1:-1]) - label_words().between_surnames
    return bool(
        (inside & all_words("messages.elsewhere")) - label_words().surname_particles
    )
