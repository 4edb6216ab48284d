"""Tests for the ends of sentences, as marks alone tell them."""

import pytest

from content.language.sentence_marks import GAP_BEHIND_WORD, SENTENCE_GAP


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It came. “It is late.” 7 left!", ["It came.", "“It is late.", "7 left!"]),
        ("今日は晴れ。明日は？雨", ["今日は晴れ。", "明日は？", "雨"]),
        ("See p.7 of v1.2", ["See p.7 of v1.2"]),
    ],
)
def test_marks_end_sentences(text: str, sentences: list[str]) -> None:
    assert SENTENCE_GAP.split(text) == sentences


def test_no_sentence_ends_behind_a_short_form() -> None:
    text = "The Rev. Mr. Hall spoke, of No. 7. There it ended. So he left."
    assert GAP_BEHIND_WORD.split(text) == [
        "The Rev. Mr. Hall spoke, of No. 7. There it ended.",
        "So he left.",
    ]
