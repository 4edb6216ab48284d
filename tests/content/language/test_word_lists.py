"""Language files: all of the shipped ones are sound, and a fault names its place."""

import re
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from shutil import copy, copytree
from threading import Thread

import pytest

from content.excerpts.sentences import openings
from content.excerpts.sentences.fillers import is_formula
from content.excerpts.sentences.openings import Opening, classify_opening
from content.language import language_files, word_lists
from content.language.language_files import (
    FLAGS,
    FOLDER,
    Kind,
    LanguageFileError,
    language_file,
    languages,
    read_language,
    tables,
)
from content.language.word_lists import (
    WordPattern,
    _EveryLine,
    all_entries,
    all_words,
    entries,
    fast_pattern,
    pattern,
    searched_text,
    words,
)
from content.language.words.terms import is_stop_word
from content.names.parsing import typed_name_words
from content.topics import word_classes

QUENYA = """
stop_words = 'i ar na'

[names]
titles = 'Heru'

[openings]
references = 'sa te'
late_references = '<THIS>'

[fragments]
THIS = 'sin[ae]'

[formulas]
phrases = 'aiya namárië hantanyel_(?:lye|len)'

[topics]
determiners = 'i'

[pages]
goodbyes = 'namárië'
"""
"""A language that nobody has added yet."""


@pytest.fixture
def with_quenya(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add a language by adding its file."""
    copytree(FOLDER, tmp_path / "languages")
    copy(FOLDER.with_name("tables.toml"), tmp_path)
    (tmp_path / "languages/qya.toml").write_text(QUENYA, encoding="utf-8")
    monkeypatch.setattr(language_files, "FOLDER", tmp_path / "languages")
    forget()
    yield
    forget()


def forget() -> None:
    for module in (language_files, word_lists, openings, word_classes):
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


@pytest.mark.usefixtures("with_quenya")
def test_a_language_is_added_by_adding_its_file() -> None:
    assert is_stop_word("ar", "qya")
    assert typed_name_words("Heru Elendil") == ("elendil",)
    assert typed_name_words("Herr Elendil") == ("elendil",)
    assert classify_opening("Sa ná alta.", "qya") is Opening.REFERENCE
    assert classify_opening("Ilya sina ná alta.", "qya") is Opening.LATE_REFERENCE
    assert classify_opening("Elendil ná alta.", "qya") is Opening.INDEPENDENT
    assert is_formula("Hantanyel lye!", "qya")
    assert not is_formula("Elendil ná alta.", "qya")
    assert word_classes.has_determiners("qya")
    assert word_classes.classify_word("i", "qya").is_determiner


@pytest.mark.usefixtures("with_quenya")
def test_a_pattern_holds_the_tables_of_all_languages() -> None:
    anywhere = WordPattern(r"(?:<pages.goodbyes>)!").regex
    assert anywhere.search("Namárië!")
    assert anywhere.search("pro gracias!")
    assert anywhere.search("非常谢谢!")
    whole = WordPattern("<<pages.goodbyes>>").regex
    assert whole.search("A namárië, a thank you.")
    assert whole.search("非常谢谢大家")
    assert not whole.search("Stack, thank, you")
    assert not WordPattern("<<pages.goodbyes>>", re.NOFLAG).regex.search("THANKS")
    with pytest.raises(KeyError):
        WordPattern("<pages.goodbye>").regex.search("bye")


_LANGUAGE_TABLES = (
    "headlines.speeches",
    "labels.first_person",
    "messages.nouns",
    "messages.says",
    "pages.goodbyes",
    "stage.sittings",
)


@pytest.mark.parametrize(
    "text",
    [
        *(f"<<{table}>>|[?!]" for table in _LANGUAGE_TABLES),
        *(rf"(?<!\w)(?:<{table}>)(?!\w)" for table in _LANGUAGE_TABLES),
        r"(?<![^\W\d_])(?:<stage.sittings>)(?![^\W\d_])",
        r"<<labels.first_person>>|(?:^|[.!?]\s)(?i:<<pages.goodbyes>>)",
    ],
)
@pytest.mark.parametrize("flags", [re.IGNORECASE, re.NOFLAG])
def test_a_pattern_is_in_a_text_where_its_expression_is(
    text: str, flags: re.RegexFlag
) -> None:
    one = WordPattern(text, flags)
    found = (*map(all_entries, _LANGUAGE_TABLES),)
    parts = re.findall(r"[^\W\d_]+", " ".join(chain.from_iterable(found)))
    forms = ("{}", "_{}", "7{}", "({}", "{}7", "ab{}", "{}s.", "a {}, b", "{} {}", "{}")
    lines = [
        forms[n % len(forms)].format(part, parts[n % len(parts)])
        for n, part in enumerate(
            (*parts, *map(str.upper, parts), "İ", "", "的信", "ſ?")
        )
    ]
    for line in dict.fromkeys(lines):
        found_there = sum(1 for _ in one.regex.finditer(line))
        assert one.is_in(line) == bool(found_there), line
        assert one.count_in(line) == found_there, line


def test_without_its_file_a_language_has_no_words() -> None:
    assert not is_stop_word("ar", "qya")
    assert words("qya", "stop_words") == frozenset()
    assert words("../languages/en", "stop_words") == frozenset()
    assert pattern("qya", "openings.references") is None
    assert typed_name_words("Heru Elendil") == ("heru", "elendil")


@pytest.mark.parametrize("code", languages())
def test_a_fast_pattern_finds_the_same(code: str) -> None:
    found = [
        table
        for table in language_file(code).tables
        if tables()[table] is Kind.PATTERNS
    ]
    parts = re.findall(
        r"[^\W\d_]+",
        " ".join(chain.from_iterable(entries(code, table) for table in found)),
    )
    lines = [" ".join(parts[at : at + 12]) for at in range(0, len(parts), 12)]
    said = [f"{each} {each.title()}. {each.upper()}" for each in lines]
    searched = [searched_text(each, code) for each in said]
    assert [*map(len, searched)] == [*map(len, said)]
    for table in found:
        plain, fast = pattern(code, table), fast_pattern(code, table)
        assert plain
        assert fast
        for text, lower in zip(said, searched, strict=True):
            spans = [each.span() for each in plain.finditer(text)]
            assert spans == [each.span() for each in fast.finditer(lower)]


@pytest.mark.parametrize("code", languages())
def test_every_shipped_file_is_sound(code: str) -> None:
    for table in language_file(code).tables:
        assert entries(code, table)
        if tables()[table] in {Kind.PATTERNS, Kind.EXACT_PATTERNS}:
            assert pattern(code, table)
        elif tables()[table] is Kind.PATTERN_PARTS:
            assert all(map(re.compile, entries(code, table)))


def test_words_are_folded_where_they_are_compared_so() -> None:
    assert "uber" in words("de", "stop_words")
    assert "gesprochen" not in all_words("stop_words")
    assert {"herr", "mr", "господин"} <= all_words("names.titles")
    assert {"über", "о"} <= all_words("names.about")


def test_the_tables_of_words_are_no_patterns() -> None:
    with pytest.raises(ValueError, match="stop_words holds words"):
        pattern("de", "stop_words")
    with pytest.raises(KeyError):
        words("de", "stopwords")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("stop_word = 'a'", "xx.toml, stop_word: there is no such table"),
        ("[topics]\nlink = 'a'", "xx.toml, topics.link: there is no such table"),
        ("[a.b]\nc = 'a'", "xx.toml, a.b: must be a string"),
        ("stop_words = ['a']", "xx.toml, stop_words: must be a string"),
        ("spaced = 'no'", "xx.toml, spaced: must be true or false"),
        ("stop_words = ' '", "xx.toml, stop_words: has no entry"),
        ("stop_words = 'a b a'", "xx.toml, stop_words: 'a' is there twice"),
        ("stop_words = ", "xx.toml: can't be read: Invalid value"),
        ("stop_words = 'a'\nstop_words = 'b'", "xx.toml: can't be read: Cannot over"),
        ("[fragments]\nup = 'a'", "xx.toml, fragments.up: must be in capitals"),
        (
            "[fragments]\nA = '<B>'\nB = 'b'",
            "xx.toml, fragments.A: '<B>' names <B>, which is no fragment before it",
        ),
        (
            "[openings]\nreferences = 'it <HE>'",
            "xx.toml, openings.references: '<HE>' names <HE>, which is no fragment",
        ),
    ],
)
def test_a_fault_names_the_file_the_table_and_the_entry(
    tmp_path: Path, text: str, fault: str
) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LanguageFileError, match=re.escape(fault)):
        read_language(path)


def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_bytes(b"stop_words = '\xff'")
    with pytest.raises(LanguageFileError, match=r"xx.toml: can't be read"):
        read_language(path)
    with pytest.raises(LanguageFileError, match=r"yy.toml: can't be read"):
        read_language(tmp_path / "yy.toml")


@pytest.mark.usefixtures("with_quenya")
def test_a_bad_pattern_is_a_fault_where_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "languages/qya.toml"
    path.write_text("[openings]\nreferences = 'sa te('", encoding="utf-8")
    with pytest.raises(
        LanguageFileError,
        match=r"openings.references: 'te\(' is no regular expression: ",
    ):
        pattern("qya", "openings.references")


def test_the_documentation_has_every_table() -> None:
    page = Path(__file__).parents[3] / "docs/languages.md"
    rows = re.findall(r"^\| `([a-z_.]+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted([*tables(), *FLAGS])


def test_a_pattern_is_found_at_the_start_of_a_text_and_in_all_of_it_in_any_case() -> (
    None
):
    votes = word_lists.WordPattern("(?:<stage.votes>)", for_every_line=True)
    found = [
        (
            votes.opens(text),
            votes.opening_end(text),
            votes.is_all_of(text),
            votes.is_in(text),
            votes.places_in(text),
        )
        for text in ("NAYS", "Nays: 3", "3 nays", "ada")
    ]
    assert found == [
        (True, 4, True, True, [(0, 4)]),
        (True, 4, False, True, [(0, 4)]),
        (False, 0, False, True, [(2, 6)]),
        (False, 0, False, False, []),
    ]


def test_no_text_is_kept_that_was_searched() -> None:
    speech = word_lists.WordPattern("<<headlines.speeches>>", by_words=True)
    text = "Here is a speech"
    held = sys.getrefcount(text)
    assert speech.is_in(text)
    word_lists.forget_texts()
    assert sys.getrefcount(text) == held


def test_a_thread_may_make_a_pattern_while_others_get_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_lists, "_EVERY_LINE", _EveryLine())
    votes = word_lists.WordPattern("<<stage.votes>>", by_words=True)
    another = Thread(
        target=word_lists.WordPattern,
        args=("<<headlines.speeches>>",),
        kwargs={"by_words": True},
    )

    def matching_words(*, ignore_case: bool) -> frozenset[str]:
        if ignore_case:
            another.start()
            another.join(0.05)
        return frozenset()

    monkeypatch.setattr(votes, "matching_words", matching_words)
    assert votes.is_in("Ayes: 3")
    another.join()
