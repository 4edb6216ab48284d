"""Tests for people whom labels call by one name, and the head by both."""

import pytest

from content.segment.speakers.short_names import full_names_of

_HEAD = [
    "Gwen Tarrant and Isaac Pole met Dr Ada Brook, and so did Poul Erik Dam.",
    "Presenti: Pres. Ornella Dragoni; Mark Hall, Mark Lund",
    "出席：主任陆秀贞、居民代表龚志伟",
    "출연: 진행 오하린, 양봉가 백도현",
    "司会　柏木ふみ",
]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Gwen", "Gwen Tarrant"),
        ("Pole", "Isaac Pole"),
        ("Poul Erik", "Poul Erik Dam"),
        ("Pres", "Ornella Dragoni"),
        ("陆", "陆秀贞"),
        ("하린", "오하린"),
        ("柏木", "柏木ふみ"),
    ],
)
def test_the_one_person_whom_the_head_has(name: str, full: str) -> None:
    assert full_names_of([name], _HEAD) == {name: full}


@pytest.mark.parametrize("name", ["Mark", "Ada", "President", "Otto", "罗"])
def test_two_people_a_degree_an_office_or_nobody_tell_nothing(name: str) -> None:
    assert full_names_of([name], _HEAD) == {}
