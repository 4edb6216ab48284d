"""Tests for labels behind a picture for whoever speaks."""

import pytest

from content.formats import read_document
from content.segment import segment


@pytest.mark.parametrize(("host", "guest"), [("🎙", "🎧"), ("🎙️", "👩🏽‍🔬"), ("➤", "❓")])
def test_a_picture_before_a_label_is_no_part_of_the_name(host: str, guest: str) -> None:
    text = (
        f"{host} Ada: Good morning to all of you, and welcome.\n\n"
        f"{guest} Bruno: I thank you for having me here.\n\n"
        f"{host} Ada: What do you do at night?\n\n"
        f"{guest} Bruno: I look for moths, and I count them.\n"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert [one.speaker for one in found] == ["Ada", "Bruno", "Ada", "Bruno"]
    assert "".join(one.label for one in found).count(host) == 2
