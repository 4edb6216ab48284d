"""Every string is a query; what it says is kept, what it can't say is words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.language.words.tokens import tokens
from content.query.query import Query, format_query, parse_query, without_quotes
from content.query.restrictions import (
    restrictions,
    wants_anything,
    without_restrictions,
)
from content.query.words import analyse_words

READ = [
    ("words", "old bridges", Query(words="old bridges")),
    ("a phrase", '"dry feet"', Query(words="dry feet", phrases=("dry feet",))),
    ("curly quotes", "“dry feet”", Query(words="dry feet", phrases=("dry feet",))),
    (
        "phrase beside words",
        'river "dry feet"',
        Query(words="river dry feet", phrases=("dry feet",)),
    ),
    ("an open quote is words", '"dry feet', Query(words='"dry feet')),
    ("without a word", "war -peace", Query(words="war", excluded=("peace",))),
    ("without a phrase", 'war -"no peace"', Query(words="war", excluded=("no peace",))),
    ("a hyphen inside", "well-known", Query(words="well-known")),
    ("a lone hyphen", "war - peace", Query(words="war - peace")),
    (
        "as typed",
        "+peece now",
        Query(words="peece now", verbatim=frozenset({"peece"})),
    ),
    ("a speaker", "speaker:brook peace", Query(words="peace", speaker="brook")),
    (
        "a whole name",
        'peace Speaker:"Ada Brook"',
        Query(words="peace", speaker="Ada Brook"),
    ),
    (
        "dates in free order",
        "before:1950-06 war after:1940",
        Query(words="war", after=19400000, before=19500600),
    ),
    ("a whole date", "before:1950-6-5,", Query(before=19500605)),
    ("no date", "after:lunch war", Query(words="war", invalid_dates=("after:lunch",))),
    ("no such month", "after:1940-13", Query(invalid_dates=("after:1940-13",))),
    (
        "no date after a space",
        "war after: soonish",
        Query(words="war", invalid_dates=("after:soonish",)),
    ),
    (
        "no leaving out by dates",
        "war -after:1940",
        Query(words="war", invalid_dates=("-after:1940",)),
    ),
    (
        "a space after a key",
        "speaker: brook peace",
        Query(words="peace", speaker="brook"),
    ),
    (
        "a space before a name",
        'in:  "Old Orvel" after: 1940',
        Query(place="Old Orvel", after=19400000),
    ),
    (
        "a key goes on to no other",
        "speaker: after: 1940",
        Query(words="speaker:", after=19400000),
    ),
    ("nor to a sign", "in: -war", Query(words="in:", excluded=("war",))),
    ("a wide colon", "speaker：林桥 桥", Query(words="桥", speaker="林桥")),
    (
        "not by somebody, nor there",
        '-speaker:brook -in:harbin -speaker: "Ivo Reed" peace',
        Query(
            words="peace",
            excluded_speakers=("brook", "Ivo Reed"),
            excluded_places=("harbin",),
        ),
    ),
    ("a letter that only looks like one of a key's", "ın:1940", Query(words="ın:1940")),
    ("a place", "in:harbin rails", Query(words="rails", place="harbin")),
    ("a key without a value", "speaker:", Query(words="speaker:")),
    ("another key", "topic:war", Query(words="topic:war")),
    ("nothing", "", Query()),
]


@pytest.mark.parametrize(("label", "text", "query"), READ)
def test_parse(label: str, text: str, query: Query) -> None:
    assert parse_query(text) == query, label


def unordered(query: Query) -> Query:
    """Return a query without marks that quote nothing, its words once and sorted."""
    words = {token.form for token in tokens(query.words)}
    return replace(
        query,
        words=" ".join(sorted(words)),
        excluded=tuple(map(without_quotes, query.excluded)),
        speaker=without_quotes(query.speaker),
        place=without_quotes(query.place),
        excluded_speakers=tuple(map(without_quotes, query.excluded_speakers)),
        excluded_places=tuple(map(without_quotes, query.excluded_places)),
        invalid_dates=tuple(map(without_quotes, query.invalid_dates)),
    )


@pytest.mark.parametrize(("label", "query"), [(r[0], r[2]) for r in READ])
def test_spelling_reads_the_same(label: str, query: Query) -> None:
    assert unordered(parse_query(format_query(query))) == unordered(query), label


def test_a_name_with_marks_in_it_is_still_one_name() -> None:
    query = Query(words="peace", speaker='Ada "Bo" Brook')
    assert parse_query(format_query(query)).speaker == "Ada Bo Brook"


def test_words_of_a_phrase_that_is_given_up_stay_words() -> None:
    query = parse_query('"-no speaker:brook"')
    again = parse_query(format_query(without_restrictions(query, restrictions(query))))
    assert again == Query(words="no speaker brook")


pieces = st.sampled_from(
    [
        '"',
        "“",
        "-",
        "+",
        "speaker:",
        "after:",
        "before: ",
        "in:",
        "-in: ",
        "-speaker:",
        "：",
        ":",
        "1940",
        "1940-06",
        " ",
        "war",
        "桥",
        "é",
        "*",
    ]
)
anything = st.one_of(st.text(max_size=60), st.lists(pieces).map("".join))


@settings(deadline=None)
@given(anything)
def test_every_string_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert unordered(parse_query(format_query(query))) == unordered(query), (
        format_query(query)
    )
    analyse_words(query.words, ["en", "zh", "ru"])


@settings(deadline=None)
@given(anything)
def test_what_restricts_can_be_lifted_and_no_more_than_that(text: str) -> None:
    query = parse_query(text)
    every = restrictions(query)
    for each in every:
        wider = without_restrictions(query, [each])
        assert wider.words == query.words
        assert [r for r in every if r != each] == list(restrictions(wider)) or (
            len(each.values) == 1
        )
        assert each not in restrictions(wider)
    widest = without_restrictions(query, every)
    assert not widest.has_filters
    assert not widest.phrases
    assert wants_anything(widest) == bool(query.words)


def test_restrictions_are_told_as_typed() -> None:
    query = parse_query(
        '"dry feet" in:harbin after:1940 before:1950-06 speaker:brook -war'
    )
    assert [value for each in restrictions(query) for value in each.values] == [
        "brook",
        "harbin",
        "1940",
        "1950-06",
        "war",
        "dry feet",
    ]


ASKED = [
    ("stop words go", "what about the war", ["en"], "en:war"),
    ("also in another language", "und der Krieg", ["de"], "de:krieg"),
    ("a stop word elsewhere", "war peace", ["en", "de"], "en:war en:peac/de:peac"),
    ("a stop word everywhere", "in war", ["en", "de"], "en:war"),
    ("nothing but stop words", "war in", ["de"], "de:war de:in"),
    ("each word once", "peace peaceful", ["en"], "en:peac"),
    ("a stem in each", "nations", ["en", "fr"], "en:nation/fr:nation"),
    ("no language", "Running", [], ":running"),
]


@pytest.mark.parametrize(("label", "text", "languages", "wanted"), ASKED)
def test_asked_words(label: str, text: str, languages: list[str], wanted: str) -> None:
    asked = analyse_words(text, languages)
    assert " ".join("/".join(word.terms) for word in asked) == wanted, label


SHARES = {
    "en": {
        "the": 0.9,
        "war": 0.1,
        "in": 0.7,
        "europ": 0.02,
        "die": 0.01,
        "berlin": 0.01,
    },
    "de": {"the": 0.004, "war": 0.3, "in": 0.6, "die": 0.9, "berlin": 0.02},
    "fr": {"on": 0.3, "guerr": 0.05, "la": 0.9, "europ": 0.02},
}

TELLING = [
    ("an article and a subject", "the war", "war"),
    ("more German stop words than English ones", "war in Europe", "war Europe"),
    ("it may be English", "war Berlin", "war Berlin"),
    ("it is German", "das war in Berlin", "Berlin"),
    ("a verb that is an article elsewhere", "the Europe die", "Europe die"),
    ("French", "on la guerre", "guerre"),
    ("stop words alone", "in the", "in the"),
]


@pytest.mark.parametrize(("label", "text", "wanted"), TELLING)
def test_stop_words_are_those_of_the_language_asked_in(
    label: str, text: str, wanted: str
) -> None:
    def share(term: str, language: str) -> float:
        return SHARES[language].get(term.partition(":")[2], 0.0)

    asked = analyse_words(text, [*SHARES], share)
    assert " ".join(word.form for word in asked) == wanted, label


def test_a_run_of_characters_is_its_pairs() -> None:
    asked = analyse_words("和平 war", ["zh", "en"])
    assert [(word.form, word.run) for word in asked] == [("和平", "和平"), ("war", "")]
    assert [word.form for word in analyse_words("世界和平", ["zh"])] == [
        "世界",
        "界和",
        "和平",
    ]
