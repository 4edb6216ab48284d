"""A sender's name in the fullest form that the document has, written as people write it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from content.language.word_lists import any_words
from content.segment.messages.senders.bare_names import holds_place
from content.segment.messages.words import tells_of_writing
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.same_person import same_person, stem_of
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD, label_words

_MIN_NAME, _FULL = 3, 2
_INITIAL_AND_SURNAME = re.compile(r"([^\W\d_])\.\s?([^\W\d_][\w’'-]+)")
_MAX_TOLD, _SHORTENED = 400, 2


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
