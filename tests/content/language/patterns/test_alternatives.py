"""Alternatives that are grouped match what they match one after the other."""

import re
from pathlib import Path

import pytest

from content.language.patterns.alternatives import grouped, whole_words
from content.language.word_lists import all_entries

_GOLDEN = Path(__file__).parents[2] / "segment" / "golden"
# One line of twelve: searched for each word of a table, all of them take seconds.
_LINES = "\n".join(
    line
    for path in sorted(_GOLDEN.glob("*.yaml"))
    for line in path.read_text(encoding="utf-8").splitlines()[::12]
)
_TABLES = (
    "labels.presiding",
    "messages.announcements",
    "messages.nouns",
    "messages.read_aloud",
    "pages.author_phrases",
    "pages.goodbyes",
    "pages.plugs",
    "pages.speaker_phrases",
    "pages.sponsors",
)
# Letters that more than two others match in any case, and their kin.
_CASED = [*range(0x2E00), *range(0xA640, 0xAC00), *range(0xFB00, 0xFFFF)]
_LETTERS = "aiksåßµſıİβθπφΣςσвдостъѣяéŠ가中"


@pytest.mark.parametrize("table", _TABLES)
@pytest.mark.parametrize("ignore_case", [True, False])
def test_grouped_tables_match_the_same_words(table: str, *, ignore_case: bool) -> None:
    assert _LINES
    found = all_entries(table)
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", flags)
    fast = re.compile(whole_words(found, ignore_case=ignore_case), flags)
    loose = re.compile(grouped(found, ignore_case=ignore_case), flags)
    plain_loose = re.compile("|".join(found), flags)
    for text in (_LINES, " ".join(found), " ".join(found).upper()):
        for one, two in ((plain, fast), (plain_loose, loose)):
            assert [m.span() for m in one.finditer(text)] == [
                m.span() for m in two.finditer(text)
            ]


@pytest.mark.parametrize("letter", _LETTERS)
def test_the_first_letter_matches_in_any_case(letter: str) -> None:
    everything = "".join(map(chr, _CASED))
    fast = re.compile(grouped([letter], ignore_case=True), re.IGNORECASE)
    plain = re.compile(letter, re.IGNORECASE)
    assert fast.findall(everything) == plain.findall(everything)


@pytest.mark.parametrize(
    ("alternatives", "text", "first"),
    [
        (["ab", "b", "a"], "ab", "ab"),
        (["a", "ab"], "ab", "a"),
        ([r"\w+", "ab"], "abc", "abc"),
        (["(?:the )?clerk", "the"], "the clerk", "the clerk"),
        (["the", "(?:the )?clerk"], "the clerk", "the"),
        (["(?:a|b)+c", "abc"], "ababc", "ababc"),
        (["x?ab", "ab"], "xab", "xab"),
        (["[a|b]c", "bd|ac"], "ac", "ac"),
        (["(?:a|)b", "bc"], "b", "b"),
    ],
)
def test_the_first_alternative_wins(
    alternatives: list[str], text: str, first: str
) -> None:
    for ignore_case in (True, False):
        found = re.match(grouped(alternatives, ignore_case=ignore_case), text)
        assert found is not None
        assert found.group() == first


def test_alternatives_that_capture_are_refused() -> None:
    with pytest.raises(ValueError, match="capture"):
        grouped(["(a)b"], ignore_case=True)
