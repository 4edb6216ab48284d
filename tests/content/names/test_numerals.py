"""Rulers of one name are told apart by their numbers, and nobody else is lost by that."""

import pytest

from content.claims.claim import read_claims
from content.names.index import NameIndex
from content.names.mentions import find_mention
from content.names.numerals import typed_number

PEOPLE = {
    1: ("Elizabeth I", ("Queen Elizabeth", "Queen Elizabeth I", "Елизавета I")),
    2: ("Henry IV", ("Henry of Bolingbroke",)),
    3: ("John Paul I", ()),
    4: ("Henry Vale", ()),
    5: ("Malcolm X", ()),
    6: ("Xi Jinping", ("Jinping Xi",)),
    7: ("Petrov, Vasily Ivanovich", ()),
    8: ("伊丽莎白一世", ()),
    9: ("Abraham Lincoln", ()),
}
INDEX = NameIndex((key, name, aliases) for key, (name, aliases) in PEOPLE.items())

FOUND = [
    ("Elizabeth", {1}),
    ("queen elizabeth", {1}),
    ("Queen Elizabeth I", {1}),
    ("elizabeth i", {1}),
    ("Elizabeth the First", {1}),
    ("Elizabeth 1st", {1}),
    ("Елизавета Первая", {1}),
    ("Елизавета I", {1}),
    ("Henry IV", {2}),
    ("King Henry the Fourth", {2}),
    ("Henry V.", {4}),
    ("Vale", {4}),
    ("Malcolm X", {5}),
    ("Xi Jinping", {6}),
    ("Jinping Xi", {6}),
    ("Petrov V. I.", {7}),
    ("伊丽莎白一世", {8}),
]


@pytest.mark.parametrize(("typed", "keys"), FOUND)
def test_found(typed: str, keys: set[int]) -> None:
    assert set(INDEX.find(typed).certain) == keys
    assert set(INDEX.meant(typed)) == keys


OTHERS = [
    *("Queen Elizabeth II", "Elizabeth II", "elizabeth ii", "Elizabeth Ⅱ"),
    *(
        "Elizabeth the Second",
        "Elizabeth 2nd",
        "Elizabeth 2",
        "Elizabeth II of England",
    ),
    *("Елизавета II", "Елизавета Вторая", "Елизавета 2-я", "Elizabet II"),
    *("Henry V", "Henry III", "King Henry VIII", "Henri Quatre II", "Henry der Zweite"),
    *("John Paul II", "Pope John Paul the Second", "Juan Carlos I", "伊丽莎白二世"),
]


@pytest.mark.parametrize("typed", OTHERS)
def test_nobody_of_another_number(typed: str) -> None:
    found = INDEX.find(typed)
    assert (found.certain, found.suggestions) == ((), ())
    assert INDEX.meant(typed) == ()
    assert INDEX.split(f"{typed} about war")[0] in {"", typed}
    assert not INDEX.is_certain(INDEX.split(typed)[0] or "?")
    assert find_mention(f"what did {typed} say", INDEX) is None
    (claim, *_) = read_claims(f"{typed}: “we fight”", INDEX.is_certain)
    assert not claim.known


def test_a_number_is_no_word_of_a_question() -> None:
    assert INDEX.split("Lincoln I have a dream") == ("Lincoln", "I have a dream")
    assert INDEX.split("lincoln second inaugural") == ("lincoln", "second inaugural")
    assert INDEX.split("Elizabeth I about war") == ("Elizabeth I", "war")
    assert typed_number("Lincoln 1863") == 0
    (claim,) = read_claims(
        "“We fight on” — Lincoln, December 1, 1862", INDEX.is_certain
    )
    assert (claim.author, claim.known, claim.year) == ("Lincoln", True, "1862")
    mention = find_mention("what did Lincoln say", INDEX)
    assert mention
    assert mention.keys == (9,)
