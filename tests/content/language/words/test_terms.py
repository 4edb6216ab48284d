"""What the index keeps, what a query asks for, and what is marked are one analysis."""

import re
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.language.folding import APOSTROPHES, INVISIBLE_RANGES, combining_marks
from content.language.words.stemming import primary_tag
from content.language.words.terms import folded_words, stems, terms
from content.language.words.tokens import tokens
from content.query.marks import find_marks, mark_targets, merge_marks
from content.query.words import analyse_words

STEMS = [
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
    ("Korean endings", "ko", "평화를 위해", "평 화 평화 를 화를 위 해 위해"),
    ("Korean in parts", "ko", "\u1111\u1167\u11bc\u1112\u116a", "평 화 평화"),
    ("Thai, vowels with their letters", "th", "สันติ", "สั น สัน ติ นติ"),
    ("half-width katakana", "ja", "ｶﾞｽ", "ガ ス ガス"),
    ("katakana", "ja", "ガス", "ガ ス ガス"),
    ("a ligature", "en", "ﬁne", "fine"),
    ("full-width letters", "en", "Ｐｅａｃｅ ３０００", "peac 3000"),
    ("one character, several words", "ar", "ﷺ", "صلى الله عليه وسلم"),
    ("an underscore parts words", "en", "war_peace", "war peac"),
    ("a hyphen may be none", "en", "to-day’s co-operation", "to day co oper cooper"),
    ("a hyphen that does not break", "en", "re\u2011elect", "re elect reelect"),
    ("dates are in numbers", "en", "1950-06-25", "1950 6 25"),
    ("thousands with a comma", "en", "3,000 of 1,234,567", "3000 of 1234567"),
    ("thousands with a point", "de", "3.000", "3000"),
    ("thousands with a space that holds", "ru", "3\u00a0000", "3000"),
    ("a decimal is two numbers", "en", "1,234.56", "1234 56"),
    ("years with a comma", "en", "1950,1951", "1950 1951"),
    ("a date with points", "de", "25.06.1950", "25 6 1950"),
    ("a plural of a year", "en", "the 1950’s", "the 1950s"),
    ("an abbreviation", "en", "the U.S.A. and U.N.", "the usa and un"),
    ("one that would be another word", "en", "U.S. at 9 a.m.", "u s at 9 a m"),
    ("an initial", "en", "A.Lincoln", "a lincoln"),
    ("a soft hyphen", "en", "na\u00adtions", "nation"),
    ("zero width", "hi", "भा\u200dषण\u200b", "भाषण"),
]


@pytest.mark.parametrize(("label", "language", "text", "wanted"), STEMS)
def test_stems(label: str, language: str, text: str, wanted: str) -> None:
    assert " ".join(stems(text, language)) == wanted, label


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_an_apostrophe_is_any_apostrophe(apostrophe: str) -> None:
    assert stems(f"l{apostrophe}homme", "fr") == ["homm"]
    assert folded_words(f"п{apostrophe}ять don{apostrophe}t") == ["п'ять", "don't"]
    assert folded_words(f"{apostrophe}so{apostrophe} it is") == ["so", "it", "is"]


def test_combining_marks_are_those_of_unicode() -> None:
    mark = re.compile(f"[{combining_marks()}{INVISIBLE_RANGES}]")
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character)[0] == "M":
            assert mark.match(character), hex(ord(character))


def test_a_term_tells_its_language() -> None:
    assert terms("Nations", "en-GB") == ["en:nation"]
    assert terms("和平", "zh") == ["zh:和", "zh:平", "zh:和平"]


QUERIES = [
    ("stop words go", "en", "what about the nations", "nation"),
    ("but not all of them", "en", "to be or not to be", "to be or not"),
    ("nothing twice", "en", "peace peace peaceful", "peac"),
    ("French articles go", "fr", "n'a-t-il pas la liberté", "libert"),
    ("Chinese particles go", "zh", "我们的和平", "和平"),
    ("a Chinese character alone", "zh", "和", "和"),
    ("Japanese endings go", "ja", "平和について", "平和 和に"),
    ("Korean endings go", "ko", "서울에서는", "서울 울에 서는"),
    ("Russian particles go", "ru", "что такое мир", "мир"),
    ("nothing but marks", "en", '"* AND" -:', "and"),
    ("nothing at all", "en", " *** ", ""),
]


def wanted_terms(text: str, language: str) -> list[str]:
    """Return the terms to look for in a library of one language."""
    return [term for word in analyse_words(text, [language]) for term in word.terms]


@pytest.mark.parametrize(("label", "language", "text", "wanted"), QUERIES)
def test_wanted_terms(label: str, language: str, text: str, wanted: str) -> None:
    found = wanted_terms(text, language)
    assert found == [f"{language}:{each}" for each in wanted.split()], label


MARKED = [
    (
        "other forms of the word",
        "en",
        "peaceful nation",
        "A [nation's] [peace]; [nations]",
    ),
    ("accents", "fr", "liberte", "La [liberté] !"),
    ("Chinese as asked, not its parts", "zh", "和平", "[和平]与和谐，平安"),
    ("a lone Chinese character", "zh", "和", "[和]平与[和]谐"),
    ("a longer Chinese word", "zh", "世界和平", "[世界和平]，[世界]大同"),
    ("characters and pairs that touch", "zh", "甲 乙丙", "[甲乙丙]"),
    ("a word with a hyphen", "en", "cooperation", "Their [co-operation]."),
    ("nothing", "en", "harbour", "A nation."),
]


def slices(text: str, query: str, language: str) -> Sequence[tuple[int, int]]:
    """Return what is marked of a text for a query without phrases."""
    wanted = mark_targets(analyse_words(query, [language]), (), query)
    return merge_marks(find_marks(text, wanted, language))


@pytest.mark.parametrize(("label", "language", "query", "shown"), MARKED)
def test_marks(label: str, language: str, query: str, shown: str) -> None:
    text = re.sub(r"[\[\]]", "", shown)
    found = slices(text, query, language)
    for start, end in reversed(found):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == shown, label


scraps = st.sampled_from(
    [
        *("nation's ", "l’", "和", "平", "_", "'", "\u0301", "हि", "ﷺ", " ", "-", "."),
        *("\u200b", "\u00ad", "สั", "ﾞ", "ｶ", "화", "\u1100\u1161", "3", ",000", "ʼ"),
    ]
)
anything = st.one_of(st.text(), st.lists(scraps, max_size=30).map("".join))
languages = st.sampled_from(["en", "fr", "ru", "zh", "tr", "hi", "ar", "", "xx", "\0"])
quick = settings(deadline=None)


@quick
@given(anything, languages)
def test_a_term_is_one_word(text: str, language: str) -> None:
    for term, stem in zip(terms(text, language), stems(text, language), strict=True):
        assert term.split() == [term]
        assert term == f"{primary_tag(language)}:{stem}"
        assert 0 < len(stem) <= 64


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
    wanted = wanted_terms(text, language)
    assert set(wanted) <= set(terms(text, language))
    assert bool(wanted) == bool(terms(text, language))
    found = slices(text, text, language)
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
