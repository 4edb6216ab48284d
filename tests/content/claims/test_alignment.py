"""A quote beside a text: verified as it stands, near where words differ."""

import random
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.claims.alignment import PieceKind, Wording, align, pieces
from content.claims.verdict import MIN_NEAR_SCORE

TEXT = (
    "The wheel stands there, well made and well oiled, and nothing turns. I ask this "
    "council for forty books — and I promise that not one of them will be returned "
    "unread. Liberté, co-operation and 3,000 loaves: that's what our neighbours “owe” us."
)
WORDS = Wording(TEXT)
POINTS = st.integers(0, len(WORDS) - 1)


def printed(first: int, last: int) -> str:
    low, high = sorted((first, last))
    return WORDS.printed(range(low, high + 1))


@given(POINTS, POINTS)
@settings(max_examples=200, deadline=None)
def test_any_words_in_a_row_are_found_as_they_stand(first: int, last: int) -> None:
    quote = Wording(printed(first, last))
    found = align(quote, WORDS)
    assert found
    assert found.exact
    assert Wording(WORDS.printed(found.words)).joined == quote.joined


FOLDS = (
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("é", "e"),
    lambda text: text.replace("—", " - ").replace(",", ""),
    lambda text: text.replace("'", "’").replace("“", '"').replace("”", '"'),
    lambda text: text.replace("co-operation", "cooperation"),
    lambda text: f"«{text}»!",
    lambda text: "\u00ad".join(text.split("w", 1)) if "w" not in text else text,
)


@given(POINTS, POINTS, st.lists(st.sampled_from(FOLDS), max_size=4))
@settings(max_examples=200, deadline=None)
def test_folding_never_changes_the_outcome(
    first: int, last: int, folds: list[object]
) -> None:
    typed = plain = printed(first, last)
    for fold in folds:
        assert callable(fold)
        typed = fold(typed)
    one, other = align(Wording(plain), WORDS), align(Wording(typed), WORDS)
    assert one
    assert other
    assert (one.exact, one.words) == (other.exact, other.words)


@given(
    st.integers(0, len(WORDS) - 20),
    st.integers(12, 20),
    st.integers(1, 2),
    st.randoms(use_true_random=False),
)
@settings(max_examples=200, deadline=None)
@example(0, 20, 2, random.Random(1))
def test_with_few_words_changed_it_is_near(
    first: int, count: int, changes: int, dice: random.Random
) -> None:
    changed = printed(first, first + count - 1).split()
    for at in dice.sample(range(len(changed)), changes):
        changed[at] = dice.choice(["zeppelin", "", f"{changed[at]} violet"])
    quote = Wording(" ".join(changed))
    found = align(quote, WORDS)
    assert found
    assert found.exact or found.score >= MIN_NEAR_SCORE
    whole = pieces(quote, WORDS, found)
    ours = [each for each in whole if each.kind is not PieceKind.MISSING]
    assert Wording(" ".join(each.text for each in ours)).joined == quote.joined
    theirs = [each for each in whole if each.kind is not PieceKind.ADDED]
    assert Wording(" ".join(each.text for each in theirs)).joined in WORDS.joined


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        (
            "We cannot fail, my friends",
            "Sirs, we can not fail. We",
            "we can not fail +",
        ),
        ("a football of his", "He had a foot ball of hers", "a foot ball of + -"),
        ("foot ball and tea", "He had football and coffee", "football and + -"),
        (
            "All men and women are made equal.",
            "All men are made equal. Now we are met here on a field.",
            "All men + are made equal",
        ),
    ],
)
def test_words_in_one_or_two_are_the_same_and_none_in_common_is_lost(
    quote: str, text: str, shown: str
) -> None:
    said, held = Wording(quote), Wording(text)
    found = align(said, held)
    assert found
    signs = {PieceKind.ADDED: "+", PieceKind.MISSING: "-"}
    parts = pieces(said, held, found)
    assert " ".join(signs.get(each.kind, each.text) for each in parts) == shown


def test_nothing_is_near_where_there_are_no_words() -> None:
    assert align(Wording("…"), WORDS) is None
    assert align(Wording("books"), Wording("—")) is None
    assert align(Wording("violet turnips"), WORDS) is None


def test_a_run_that_ends_inside_a_word_is_none() -> None:
    assert Wording("for forty bookshelves").find(Wording("forty books")) is None
    assert Wording("forty bookshelves, forty books").find(
        Wording("forty books")
    ) == range(2, 4)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("ουτε γαρ εν δικη ουτ εν πολεμω", "οὔτε γὰρ ἐν δίκῃ οὔτʼ ἐν πολέμῳ ἐμὲ"),
        ("HUZZÂR-I KİRAM AÇILIŞINDA", "Huzzâr-ı kiram! Açılışında bulunduk."),
    ],
    ids=["Greek", "Turkish"],
)
def test_letters_that_few_can_type_do_not_count(quote: str, text: str) -> None:
    found = align(Wording(quote), Wording(text))
    assert found
    assert found.exact
    assert Wording(text).printed(found.words) in text
