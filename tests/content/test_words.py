"""What the index keeps, what a query asks for, and what is marked are one analysis."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.words import marks, query_terms, terms, tokens

TERMS = [
    ("stems", "en", "The nations were running", "the nation were run"),
    ("a possessive", "en", "the nation’s will", "the nation will"),
    ("accents typed or not", "fr", "République", "republ"),
    ("accents typed or not, again", "fr", "republique", "republ"),
    ("elision", "fr", "l'homme d’une liberté", "homm une libert"),
    ("umlauts", "de", "Häuser", "haus"),
    ("sharp s", "de", "Straße", "strass"),
    ("the Russian short i stays", "ru", "Йога", "йог"),
    ("the Russian yo goes", "ru", "ёлка", "елк"),
    ("Hindi words stay whole", "hi", "भाषण", "भाषण"),
    ("an unknown language is only folded", "xx", "Élans Running", "elans running"),
    ("no language", "", "Running", "running"),
    ("a region", "en-GB", "nations", "nation"),
    ("Chinese: characters and pairs", "zh", "要和平", "要 和 要和 平 和平"),
    ("a pair never crosses a mark", "zh", "和，平", "和 平"),
    ("Chinese inside English", "en", "the 和平 talks", "the 和 平 和平 talk"),
    ("a ligature", "en", "ﬁne", "fine"),
    ("one character, several words", "ar", "ﷺ", "صلى الله عليه وسلم"),
    ("an underscore parts words", "en", "war_peace", "war peac"),
]


@pytest.mark.parametrize(("label", "language", "text", "wanted"), TERMS)
def test_terms(label: str, language: str, text: str, wanted: str) -> None:
    assert " ".join(terms(text, language)) == wanted, label


QUERIES = [
    ("stop words go", "en", "what about the nations", "nation"),
    ("but not all of them", "en", "to be or not to be", "to be or not"),
    ("nothing twice", "en", "peace peace peaceful", "peac"),
    ("French articles go", "fr", "n'a-t-il pas la liberté", "libert"),
    ("Chinese particles go", "zh", "我们的和平", "和平 平"),
    ("Russian particles go", "ru", "что такое мир", "мир"),
    ("nothing but marks", "en", '"* AND" -:', "and"),
    ("nothing at all", "en", " *** ", ""),
]


@pytest.mark.parametrize(("label", "language", "text", "wanted"), QUERIES)
def test_query_terms(label: str, language: str, text: str, wanted: str) -> None:
    assert sorted(query_terms(text, language)) == sorted(wanted.split()), label


MARKED = [
    (
        "other forms of the word",
        "en",
        "peaceful nation",
        "A [nation's] [peace]; nations",
    ),
    ("accents", "fr", "liberte", "La [liberté] !"),
    ("Chinese as asked, not its parts", "zh", "和平", "[和平]与和谐，平安"),
    ("a lone Chinese character", "zh", "和", "[和]平与[和]谐"),
    ("a longer Chinese word", "zh", "世界和平", "[世界和平]，[世界]大同"),
    ("characters and pairs that touch", "zh", "甲 乙丙", "[甲乙丙]"),
    ("nothing", "en", "harbour", "A nation."),
]


@pytest.mark.parametrize(("label", "language", "query", "shown"), MARKED)
def test_marks(label: str, language: str, query: str, shown: str) -> None:
    text = re.sub(r"[\[\]]", "", shown)
    found = marks(text, query_terms(query, language), language)
    for start, end in reversed(found):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    if label == "other forms of the word":
        shown = shown.replace("nations", "[nations]")
    assert text == shown, label


scraps = st.sampled_from(
    ["nation's ", "l’", "和", "平", "_", "'", "\u0301", "हि", "ﷺ", " "]
)
anything = st.one_of(st.text(), st.lists(scraps, max_size=30).map("".join))
languages = st.sampled_from(["en", "fr", "ru", "zh", "tr", "hi", "ar", "", "xx", "\0"])
quick = settings(max_examples=200, deadline=None)


@quick
@given(anything, languages)
def test_a_term_is_one_word(text: str, language: str) -> None:
    for term in terms(text, language):
        assert term.split() == [term]
        assert len(term) <= 64


@quick
@given(anything)
def test_tokens_are_slices_in_order(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.form
        last = token.end


@quick
@given(anything, languages)
def test_asking_for_a_text_finds_it_and_marks_it(text: str, language: str) -> None:
    wanted = query_terms(text, language)
    assert set(wanted) <= set(terms(text, language))
    assert bool(wanted) == bool(terms(text, language))
    found = marks(text, wanted, language)
    assert bool(found) == bool(wanted)
    assert all(a < b for a, b in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@quick
@given(st.text(alphabet="abcdeéü n", min_size=1))
def test_accents_and_case_do_not_matter(text: str) -> None:
    plain = text.replace("é", "e").replace("ü", "u").upper()
    assert terms(plain, "en") == terms(text, "en")


def test_threads_stem_alike() -> None:
    words = [
        f"{stem}{ending}"
        for stem in ("nat", "harv", "build")
        for ending in ("ions", "esting", "ers", "ings", "ed", "ely")
    ] * 50
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda _: [terms(word, "en") for word in words], range(8))
        )
    assert all(each == found[0] for each in found)
