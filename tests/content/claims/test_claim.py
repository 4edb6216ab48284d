"""What is quoted, and whom it is said to be by."""

import pytest

from content.claims.claim import Claim, read_claims, split_at_gaps
from content.names.index import NameIndex

PEOPLE = NameIndex(
    [
        (1, "Abraham Lincoln", ()),
        (2, "Jean Jaurès", ()),
        (3, "Sun Yat-sen", ("孙中山",)),
        (4, "Лев Толстой", ()),
        (5, "Will Rogers", ()),
        (6, "김대중", ()),
    ]
)

QUOTE = "We can not escape history"

CLAIMS = [
    ("words alone", QUOTE, "", ""),
    ("in quotation marks", f"“{QUOTE}.”", "", ""),
    ("a name first", f"Lincoln: {QUOTE}", "Lincoln", ""),
    ("a name first, with a mark", f"Abraham Lincoln: “{QUOTE}”", "Abraham Lincoln", ""),
    ("a name after a dash", f"{QUOTE} — Abraham Lincoln", "Abraham Lincoln", ""),
    ("a name after a hyphen", f'"{QUOTE}" - Lincoln, 1862', "Lincoln", "1862"),
    ("a name in brackets", f"{QUOTE} (Lincoln, 1862)", "Lincoln", "1862"),
    ("a name on the last line", f"{QUOTE}.\nAbraham Lincoln", "Abraham Lincoln", ""),
    ("a name in small letters", f"lincoln: {QUOTE}", "lincoln", ""),
    ("the same, with marks", f"“{QUOTE}” said abraham lincoln", "abraham lincoln", ""),
    ("a name in a sentence", f"As Lincoln said, “{QUOTE}”!", "Lincoln", ""),
    ("French", f"« {QUOTE} », disait Jaurès en 1903.", "Jaurès", "1903"),
    ("German", f"„{QUOTE}“, sagte Lincoln.", "Lincoln", ""),
    ("Chinese", f"孙中山说：「{QUOTE}」", "孙中山", ""),
    ("Russian", f"«{QUOTE}», — сказал Лев Толстой", "Лев Толстой", ""),
    ("a namesake", f"“{QUOTE}” — Evelyn Lincoln", "Evelyn Lincoln", ""),
    ("a title", f"President Lincoln: {QUOTE}", "President Lincoln", ""),
    ("what was said", f"“{QUOTE}” (Lincoln Speech, 1862)", "Lincoln", "1862"),
    ("nobody here, in Chinese", f"毛泽东曾说：「{QUOTE}」", "毛泽东", ""),
    ("nobody here, in Korean", f"세종대왕: {QUOTE}", "세종대왕", ""),
    ("nobody here, in Hebrew", f'"{QUOTE}" — בן גוריון, 1948', "בן גוריון", "1948"),
    ("nobody here, in Japanese", f"「{QUOTE}」（毛沢東、1940）", "毛沢東", "1940"),
    ("no name in Korean", f'속담에 "{QUOTE}"라고 한다', "", ""),
    ("nobody here by one name", f"{QUOTE}. — Napoleon", "Napoleon", ""),
    ("nobody here", f"“{QUOTE}” — Joan van Arc, 1430", "Joan van Arc", "1430"),
]


@pytest.mark.parametrize(
    ("text", "author", "year"),
    [case[1:] for case in CLAIMS],
    ids=[case[0] for case in CLAIMS],
)
def test_who_is_said_to_have_said_what(text: str, author: str, year: str) -> None:
    first, *_ = read_claims(text, PEOPLE.is_certain)
    assert first.text.strip(" .!,") == QUOTE
    assert (first.author, first.year) == (author, year)


@pytest.mark.parametrize(
    "text",
    [
        "Remember: we can not escape history",
        "Remember: we can not escape history.",
        "We – even we here – hold the power",
        "It was the best of times (and the worst)",
        "He called it “liberty” and sold it on a cold day to whoever came by in spring",
        "Will you come to the hall tonight?",
    ],
)
def test_what_only_looks_like_a_name_belongs_to_the_quote(text: str) -> None:
    claims = read_claims(text, PEOPLE.is_certain)
    sure = [each for each in claims if not each.doubtful]
    assert sure[-1] == Claim(parts=(text,))


@pytest.mark.parametrize("text", [f"obama: {QUOTE}", f"{QUOTE} - obama"])
def test_a_word_that_a_mark_sets_apart_may_be_a_name(text: str) -> None:
    whole, perhaps = read_claims(text, PEOPLE.is_certain)
    assert whole == Claim(parts=(text,))
    assert perhaps == Claim(parts=(QUOTE,), author="obama", doubtful=True)


def test_words_between_a_name_and_what_it_said_are_nobody_s() -> None:
    *_, last = read_claims(
        f"President Lincoln once said that {QUOTE}", PEOPLE.is_certain
    )
    assert (last.author, last.text) == ("Lincoln", QUOTE)


def test_a_name_that_nobody_here_has_is_read_in_two_ways() -> None:
    first, second = read_claims(f"Joan Smith: {QUOTE}", PEOPLE.is_certain)
    assert (first.author, first.known, first.parts) == ("Joan Smith", False, (QUOTE,))
    assert second == Claim(parts=(f"Joan Smith: {QUOTE}",))


def test_who_said_something_may_be_asked() -> None:
    whole, asked = read_claims(f"Who said {QUOTE}", PEOPLE.is_certain)
    assert whole.text == f"Who said {QUOTE}"
    assert asked == Claim(parts=(QUOTE,))
    assert read_claims("who said", PEOPLE.is_certain) == (Claim(parts=("who said",)),)


def test_two_quotations_around_who_said_it_are_one_quote() -> None:
    (claim,) = read_claims(
        "“We can not,” said Lincoln, “escape history.”", PEOPLE.is_certain
    )
    assert claim.author == "Lincoln"
    assert claim.text == "We can not, escape history."


@pytest.mark.parametrize("gap", ["…", "...", ". . .", "[...]", "[…]", "(...)", "……"])
def test_an_ellipsis_parts_a_quote(gap: str) -> None:
    assert split_at_gaps(f"{gap} Four score {gap} a new nation {gap}") == (
        "Four score",
        "a new nation",
    )


def test_many_ellipses_are_the_speaker_s_own() -> None:
    parts = split_at_gaps("well … " * 20)
    assert len(parts) == 7
    assert parts[:2] == ("well", "well")


def test_what_has_no_words_claims_nothing() -> None:
    assert read_claims(" … “” https://example.org/a ", PEOPLE.is_certain) == ()
