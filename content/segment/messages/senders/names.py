"""A sender's name, as full and as plain as the words around a text have it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, partial

from content.language.language_files import languages
from content.language.word_lists import (
    WordPattern,
    all_words,
    any_words,
    entries,
    flag,
    words,
)
from content.segment.messages.words import (
    NOUN,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.same_person import same_person, stem_of
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD, articles, label_words

_NOUN = WordPattern(rf"{NOUN}\s(?=\S+\s\S)")
_PEN_NAME = WordPattern("(?:<messages.pen_names>|<messages.signed>)")
_MIN_NAME = 3
_FULL = 2
_INITIAL_AND_SURNAME = re.compile(r"([^\W\d_])\.\s?([^\W\d_][\w’'-]+)")
_TRADE = re.compile(r"[^\W\d_]{3,}-[^\W\d_A-ZÀ-ÞЀ-Я]{4,}\s(?=\S+\s\S)")
_NEAR, _MAX_TOLD, _SHORTENED = 60, 400, 2


def with_given_name(name: str, texts: Sequence[str]) -> str:
    """Return "Arthur Penhall" for "A. Penhall" where texts name one such person.

    >>> with_given_name("A. Penhall", ["So Arthur Penhall came.", "Mr. Penhall left."])
    'Arthur Penhall'
    """
    found = _INITIAL_AND_SURNAME.fullmatch(name)
    if found is None:
        return name
    initial, surname = found.groups()
    full = re.compile(rf"(?<!\w)({initial}[^\W\d_]+)\s{re.escape(surname)}(?!\w)")
    given = {
        one
        for text in texts
        if surname in text
        for one in full.findall(text)
        if one.casefold() not in label_words().titles and not is_role(one.casefold())
    }
    return f"{given.pop()} {surname}" if len(given) == 1 else name


def with_small_letters(name: str, texts: Sequence[str]) -> str:
    """Return a name in capitals as the first text has it that prints it otherwise.

    >>> with_small_letters("GROUP OF PELL", ["GROUP OF PELL", "The group of Pell met."])
    'group of Pell'
    """
    printed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    found = (one.group() for text in texts for one in printed.finditer(text))
    return next((one for one in found if not one.isupper()), name)


def without_trade(name: str) -> str:
    """Return a full name without a trade of two words before it, the second one small.

    >>> without_trade("Pilot-cosmonaut Ada Brook"), without_trade("Anne-Marie Le Brook")
    ('Ada Brook', 'Anne-Marie Le Brook')
    """
    found = _TRADE.match(name)
    rest = name[found.end() :] if found else ""
    return rest if is_person(rest) else name


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
    """
    end = _NOUN.opening_end(name) if speaks_of_message(name) else 0
    rest = name[end:].split() if end else []
    joined = label_words().particles | all_words("messages.from")
    return " ".join(rest[1:]) if rest[1:] and rest[0] in joined else name


def as_speaker(name: str, speakers: Collection[str]) -> str:
    """Return the one speaker with a given name whom a title and a surname mean.

    >>> as_speaker("Dr Hall", ["Jane Hall", "Ada Brook"]), as_speaker("Hall", ["Jane Hall"])
    ('Jane Hall', 'Hall')
    """
    title, _, surname = name.partition(" ")
    if title.strip(".").casefold() not in label_words().titles or " " in surname:
        return name
    known = [one for one in speakers if one.endswith(f" {surname}")]
    return known[0] if len(known) == 1 else name


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

    >>> without_ending_place("Routa-Raija Kajaanista", "fi")
    'Routa-Raija'
    >>> without_ending_place("Matti Kosta", "fi"), without_ending_place("Kati Rakverest", "et")
    ('Matti Kosta', 'Kati')
    """
    before, _, place = name.rpartition(" ")
    endings = entries(language, "messages.placed_endings") if language else ()
    shown = any(
        place.endswith(one) and len(place) > len(one) + _MIN_NAME for one in endings
    )
    return before if before and place[:1].isupper() and shown else name


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


def fuller_signer(named: str, signer: str, around: Sequence[str]) -> str:
    """Return the sender of a signed text, by the fuller form of the name.

    A signature has no grammatical case, and so its form is taken where both are full.
    """
    if named.endswith(f" {signer.rsplit(maxsplit=1)[-1]}") and "." in signer:
        return named
    return full_name(signer, around) or signer


def as_announced(signer: str, introduction: str, language: str) -> str:
    """Return the name by which an announcement calls whoever signs with a short one.

    >>> as_announced("Stipe Grgić", "Pismo je poslao Stjepan Grgić:", "hr")
    'Stjepan Grgić'
    >>> as_announced("Stana Grgić", "Pismo je poslao Tomo Grgić:", "hr")
    'Stana Grgić'
    """
    given, _, surname = signer.partition(" ")
    if not surname or " " in surname or given.endswith("."):
        return signer
    for one in mentions_in(introduction[-_MAX_TOLD:]):
        plain = nominative_of(one.name, language) if language else one.name
        first, _, last = plain.partition(" ")
        alike = first[:_SHORTENED] == given[:_SHORTENED]
        if last == surname and alike and stem_of(first) != stem_of(given):
            return plain
    return signer


def _is_called(full: str, name: str, behind: str) -> bool:
    """Return whether one word calls somebody of one name, and is no part of it.

    >>> _is_called("Bravo Marie", "Marie", " ! Well done."), _is_called(
    ...     "Marie Hall", "Marie", ", come in.")
    (True, False)
    """
    first, _, rest = full.partition(" ")
    sign = behind.lstrip()[:1]
    calls = sign == "!" or (sign in {",", "."} and is_given_name(name))
    return rest == name and calls and not is_given_name(first)


def _without_place_before(text: str, one: Mention) -> Mention:
    """Return whom a text names, without the place that stands right before the name.

    “директорка ліцею в Луговій Поляні Ганна Кушнір” names Ганна Кушнір.
    """
    tokens = one.name.split()
    before = text[: one.start].split()[-1:]
    if len(tokens) <= _FULL or not before:
        return one
    given = next((n for n, word in enumerate(tokens) if is_given_name(word)), 0)
    placed = before[0] in any_words("messages.elsewhere", "messages.placed")
    if not (given and placed and len(tokens) - given >= _FULL):
        return one
    return replace(one, name=" ".join(tokens[given:]))


def full_name(name: str, around: Sequence[str]) -> str:
    """Return the only full name in texts that holds a single name; empty if none."""
    words = [word for word in NAME_WORD.findall(name) if len(word) > 1]
    if len(words) != 1:
        return ""
    stem = stem_of(words[0])
    found: list[str] = []
    for text in around:
        for one in map(partial(_without_place_before, text), mentions_in(text)):
            tokens = one.name.casefold().split()
            # "Hollis at Brandt", "Writes Breda" add a place or a verb to one name.
            verb = len(tokens) == _FULL and tells_of_writing(tokens[0])
            called = _is_called(one.name, words[0], text[one.end :])
            if verb or called or holds_place(one.name):
                continue
            held = any(
                token.startswith(stem) and abs(len(token) - len(words[0])) <= _MIN_NAME
                for token in tokens
            )
            if held and not any(same_person(one.name, other) for other in found):
                found.append(one.name)
    return found[0] if len(found) == 1 else ""
