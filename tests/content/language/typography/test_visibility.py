import unicodedata

import pytest

from content.language.typography.visibility import shows_anything

UNSEEN = (
    "\u200b\u200d\u2060\ufeff\ufe0f\u3164\uffa0\u115f\u1160\u2800\u00ad\u034f\u180e"
)


@pytest.mark.parametrize("text", ["", " \n\t", UNSEEN, *UNSEEN, "\U000e0041\U000e007f"])
def test_what_takes_no_room_shows_nothing(text: str) -> None:
    assert not shows_anything(text)


def test_each_letter_digit_sign_and_symbol_is_seen() -> None:
    seen = ("L", "N", "P", "S")
    for code in (*range(0x21, 0x2E80), *range(0x1F300, 0x1FA00)):
        sign = chr(code)
        if unicodedata.category(sign).startswith(seen) and sign not in UNSEEN:
            assert shows_anything(sign) == (sign not in "\u17b4\u17b5"), hex(code)


@pytest.mark.parametrize(
    "text", ["\u200ba", "👍🏽", "🏴\U000e0067\U000e007f", ".", "桥"]
)
def test_one_that_is_seen_is_enough(text: str) -> None:
    assert shows_anything(text)
