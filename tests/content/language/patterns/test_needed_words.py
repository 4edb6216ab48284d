"""What words a text must have is known without loss of a match."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.language.patterns.needed_words import WordFilter, needed_pieces
from content.language.word_lists import _EVERY_LINE


@pytest.mark.parametrize(
    ("expression", "pieces"),
    [
        ("vote", {"vote"}),
        (r"(?<!\w)(?:vote)(?!\w)", {" vote "}),
        (r"\bat the vote", {" vote"}),
        (r"(?<!\w)votes?(?!\w)", {" vote"}),
        (r"\w*brief(?!\w)", {"brief "}),
        (r"\bthe (?:chair|speaker)\b", {" chair ", " speaker "}),
        (r"\b(?:mrs? )?hall\b", {" hall "}),
        (r"[:.]\s*(?=(?:dear|hello)(?!\w))", {" dear ", " hello "}),
        ("###$", {"#"}),
        ("[?!؟]", {"?", "!", "؟"}),
        ("[요까]다", {"다"}),
        (r"(?<!\w)i(?! \w+i)(?!\w)", {" i "}),
        (r"(?<!\w)yes(?=[,.])", {" yes "}),
        (r"(?<!\w)yes(?=[,.]|s)", {" yes"}),
        ("投票", set()),
    ],
)
def test_needed_pieces(expression: str, pieces: set[str]) -> None:
    assert needed_pieces(expression) == frozenset(pieces)


@pytest.mark.parametrize(
    "expression", [r"\w+", "vote|", "v|ote", "(?:vote)?", "[a-z]", "[^?]", r"[?\s]"]
)
def test_nothing_is_needed(expression: str) -> None:
    assert needed_pieces(expression) is None


_WORDS = st.sampled_from(
    ["vote", "votes", "the", "ça", "tεσ", "i", "mr", "12", "投", "읽"]
)
_GAPS = st.sampled_from(
    [" ", "", "-", "[?!]", "[#+]?", r"\s", r"\s?", r"\W*", ".", r"\b", "’", r"\.", ", "]
)
_ENDS = st.sampled_from(["", "?", "+", "{0,2}", r"\w*", r"(?!\w)", "s?"])


def _sequences(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.tuples(
        st.sampled_from(["(?:{})", "(?:{})?", "(?={}).", "(?!{})", "(?<!\\w){}"]),
        st.lists(inside, min_size=1, max_size=3).map("|".join),
    ).map(lambda both: both[0].format(both[1]))
    parts = st.tuples(st.one_of(inside, group), _GAPS, st.one_of(inside, group))
    return parts.map("".join)


_EXPRESSIONS = st.recursive(
    st.tuples(_WORDS, _ENDS).map("".join), _sequences, max_leaves=5
)
_TEXTS = st.lists(
    st.one_of(
        _WORDS,
        st.sampled_from(
            ["VOTE", "revoted", "Ç", "ΣΤ", "#", ".", "?", "+", "{", " ", " ", "-"]
        ),
    ),
    max_size=8,
).map("".join)


@given(st.lists(_EXPRESSIONS, min_size=1, max_size=3).map("|".join), _TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_matches_is_admitted(expression: str, text: str) -> None:
    one = WordFilter([needed_pieces(expression)])
    if re.search(expression, text, re.IGNORECASE):
        assert one.admitted(text) & one.numbers[0]


def test_patterns_are_admitted_with_every_entry_of_theirs() -> None:
    """Plain words of all languages, as the patterns of every line search for them."""
    word = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
    for one in _EVERY_LINE.patterns:
        for entry in set(word.findall(one.regex.pattern)):
            for text in (f"({entry}: 3)", f"{entry}?", f"Say {entry.upper()}, now: 1"):
                # To look what is admitted is faster than to search.
                if not one.may_be_in(text):
                    assert not one.regex.search(text), (one.text, text)


def test_a_word_that_is_a_match_by_itself_is_found_where_it_stands_alone() -> None:
    for one in _EVERY_LINE.patterns:
        in_any_case = one.matching_words(ignore_case=True)
        for word in in_any_case | one.matching_words(ignore_case=False):
            for text in (word, f"({word}: 3)", f"Say {word.upper()}, now", f"{word}_1"):
                assert one.is_in(text) == bool(one.regex.search(text)), (one.text, text)


def test_only_whole_words_are_surely_matches() -> None:
    one = WordFilter([frozenset({"vote"})], [frozenset({"vote"})])
    assert one.admitted("Say VOTE, now") & one.sure[0]
    for text in ("votes", "revote", "vote_1", "投vote", "a" * 50):
        assert one.admitted(text) & one.numbers[0]
        assert not one.admitted(text) & one.sure[0]


def test_a_word_that_minds_its_case_is_surely_a_match_only_as_it_is_printed() -> None:
    one = WordFilter([frozenset({"i"})], [frozenset()], [frozenset({"I"})])
    assert one.admitted("Here (I) stand") & one.sure[0]
    for text in ("here i stand", "In here", "I_1"):
        assert not one.admitted(text) & one.sure[0]


def test_a_sum_holds_for_its_expressions_however_many_follow() -> None:
    vote, chair = frozenset({"vote"}), frozenset({"chair"})
    few, many = WordFilter([vote], [vote]), WordFilter([vote, chair], [vote, chair])
    assert [*few.numbers, *few.sure] == [many.numbers[0], many.sure[0]]
    assert len({*many.numbers, *many.sure}) == 4
