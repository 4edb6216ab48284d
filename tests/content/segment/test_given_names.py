"""Given names are known in many scripts, and words of tables are none."""

import pytest

from content.segment.names.given_names import is_given_name, opens_with_han_surname


@pytest.mark.parametrize(
    "word",
    [
        "Elif",
        "HALINA",
        "Радка",
        "Vilma",
        "Jean-Xyz",
        "אביגיל",
        "Stanisław",
        "Юрій",
        "Небојша",
    ],
)
def test_given_names(word: str) -> None:
    assert is_given_name(word)


@pytest.mark.parametrize(
    "word", ["King", "Präsident", "Will", "May", "Court", "Grüße", "Don", "x"]
)
def test_words_that_are_none(word: str) -> None:
    assert not is_given_name(word)


def test_han_surnames() -> None:
    assert opens_with_han_surname("王小明")
    assert opens_with_han_surname("高橋 花")
    assert not opens_with_han_surname("打印")
