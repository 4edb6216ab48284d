"""Queries are read as people word them: courtesies, names, dates, spellings, capitals."""

from dataclasses import replace
from pathlib import Path

import pytest

from content.query.query import Query, parse_query
from content.query.wording import in_lower_case, is_question, without_courtesies
from storage.database.address import Address
from storage.search.fusion import meaning_weight
from storage.search.ranking import with_neighbours
from storage.search.reading import interpret, question_of
from storage.search.search import Search
from storage.store import Store, open_store
from tests.fakes.cases import in_turn
from tests.fakes.databases.engines import Engine
from tests.fakes.libraries.encoder import Quick
from tests.fakes.libraries.sentence_index import SentenceIndex
from tests.fakes.libraries.speeches import sentences, speech

SAID = (
    ("Ada Brook", "1801-12-07", "The mill trusts nobody but the river."),
    ("Ada Brook", "1801-12-07", "Our foreign policy is to sell flour."),
    ("Ada Brook", "1801-12-07", "The miller works hard, and the village is far."),
    ("Ivo Reed", "1941-06-22", "Brook was right: trusts keep their price."),
    ("Ivo Reed", "1941-06-22", "The mill trusts the river, as all trusts do."),
    ("Ivo Reed", "1941-06-22", "A foreign policy needs friends."),
    ("Edith Stone", "1850-03-01", "The strike of 1801 was about bread, says the mill."),
)


async def load(address: Address) -> None:
    async with open_store(address) as store:
        await store.loader.load(
            [
                replace(speech(f"event-{n}", text, speaker=speaker), date=date)
                for n, (speaker, date, text) in enumerate(SAID)
            ]
            + [speech("turn", *sentences("flood", 4), speaker="Edith Stone")]
        )


@pytest.fixture
def database(engine: Engine, tmp_path: Path) -> Address:
    """A database with what is said by a few people at known dates."""
    return engine.copy("said", load, tmp_path)


@pytest.fixture
def search(store: Store) -> Search:
    return store.search


SAID_FIRST = [
    ("what did brook say about trusts", "Ada Brook"),
    ("what did Reed say about trusts", "Ivo Reed"),
    ("foreign policy of brook", "Ada Brook"),
    ("foreign policy of reed", "Ivo Reed"),
    ("brook", "Ada Brook"),
    ("reed", "Ivo Reed"),
    ("brook's trusts", "Ada Brook"),
]


@in_turn(("typed", "speaker"), SAID_FIRST)
async def test_who_is_named_anywhere_is_heard_first(
    search: Search, typed: str, speaker: str
) -> None:
    found = await search.find(typed, count=9)
    assert found.excerpts[0].speaker == speaker
    assert found.preference
    assert found.preference.speakers == (speaker,)


async def test_others_on_somebody_come_after_the_person(search: Search) -> None:
    found = await search.find("brook", count=9)
    by = [excerpt.speaker for excerpt in found.excerpts]
    assert by == sorted(by)
    assert "Brook was right" in found.excerpts[-1].text


@in_turn(
    "typed",
    [
        "the brook and the mill",
        "reed trusts and brook",
        "what did edmund reed say about trusts",
    ],
)
async def test_a_word_that_is_a_name_too_is_a_word(search: Search, typed: str) -> None:
    assert (await search.find(typed, count=9)).preference is None


DATED = [
    ("1941", "1941"),
    ("in 1801", "1801"),
    ("december 7 1801", "1801"),
    ("7 December 1801", "1801"),
    ("policy in 1941", "1941"),
    ("foreign policy 1801", "1801"),
]


@in_turn(("typed", "year"), DATED)
async def test_a_date_among_the_words_goes_first(
    search: Search, typed: str, year: str
) -> None:
    found = await search.find(typed, count=9)
    assert found.excerpts[0].date.startswith(year)
    assert found.preference
    assert str(found.preference.after).startswith(year)


async def test_a_date_counts_among_one_person_s_words(search: Search) -> None:
    found = await search.find("in 1941", speakers=["Ivo Reed"], count=9)
    assert found.total == 3
    assert {each.speaker for each in found.excerpts} == {"Ivo Reed"}
    assert not found.missing_words
    nothing = await search.find("in 1941", speakers=["Ada Brook"], count=9)
    assert (nothing.total, nothing.missing_words) == (0, ("1941",))


async def test_who_speaks_of_a_year_goes_before_what_merely_dates_from_it(
    search: Search,
) -> None:
    found = await search.find("the mill strike of 1801", count=9)
    assert found.excerpts[0].date.startswith("1850")
    assert found.preference
    assert found.preference.after


async def test_a_date_that_nothing_is_of_is_words(search: Search) -> None:
    found = await search.find("policy in 1860", count=9)
    assert found.total
    assert found.preference is None


def test_words_that_stand_together_go_first(tmp_path: Path) -> None:
    said = [
        ("en", "The war was long, and the winter cold."),
        ("en", "Cold hands, and a war that went on."),
        ("en", "They call it the cold war, though the summer was hot and long."),
    ]
    indexed = SentenceIndex(tmp_path, said)
    for typed in ("cold war", "the cold war"):
        hits = indexed.index.search(parse_query(typed), count=9)
        before = [hit.number for hit in hits]
        near = indexed.index.with_nearness(hits, typed)
        assert {hit.number for hit in near} == set(before)
        assert near[0].score > near[1].score
        assert indexed.shown(typed)[0].startswith("They call it")
    # Of many words a pair that stands together outweighs nothing.
    many = "cold war winter hands"
    hits = indexed.index.search(parse_query(many), count=9)
    assert indexed.index.with_nearness(hits, many) == hits
    # Without nearness, the order in which words are typed changes nothing.
    assert indexed.found("cold war") == indexed.found("war cold")


SPELLINGS = [
    ("The labor of the miller.", "labour"),
    ("The labour of the miller.", "labor"),
    ("In the center of town.", "centre"),
    ("Two centres of learning.", "center"),
    ("A program of work.", "programme"),
    ("The colour of the flag.", "colors"),
    ("They organised the harvest.", "organizing"),
    ("She travelled far.", "traveled"),
    ("The defence of the town.", "defense"),
]


@pytest.mark.parametrize(("text", "typed"), SPELLINGS)
def test_spellings_find_their_sisters(tmp_path: Path, text: str, typed: str) -> None:
    indexed = SentenceIndex(tmp_path, [("en", text), ("en", "Nothing else.")])
    assert indexed.found(typed) == [text]


def test_compounds_order_what_the_words_find(tmp_path: Path) -> None:
    said = [
        ("de", "Das neue Gesetz über die Brücken und Mühlen am Fluss gilt ab heute."),
        ("de", "Das alte Gesetz zum Klimaschutzgesetz und Gesetzgebung gilt ab heute."),
    ]
    indexed = SentenceIndex(tmp_path, said)
    assert indexed.found("Gesetz Klimaschutz")[0] == said[1][1]
    # Parts of words alone find nothing.
    assert indexed.found("Naturschutz") == []


RIGHT_WORDS = ["impractical bridges", "pray for rivers", "losing the war", "robots war"]


@pytest.mark.parametrize("typed", RIGHT_WORDS)
def test_right_words_are_never_changed(tmp_path: Path, typed: str) -> None:
    said = "Practical bridges, and we pay for rivers, closing the war on roots."
    read = SentenceIndex(tmp_path, [("en", said)]).read(typed)
    assert not read.corrections
    assert read.query.words == typed


def test_what_may_have_been_meant_is_offered(tmp_path: Path) -> None:
    read = SentenceIndex(tmp_path, [("en", "The river and the peace.")]).read(
        "peece of the river"
    )
    assert read.suggested_words == "peace of the river"
    assert read.missing_words == ("peece",)


def test_what_is_corrected_is_asked_for_by_meaning_as_well(tmp_path: Path) -> None:
    indexed = SentenceIndex(
        tmp_path, [("en", "Peace and friendship, said the miller.")]
    )
    mended, offered = indexed.read("frendship"), indexed.read("frendship and peace")
    assert (mended.question, mended.query.words) == ("friendship", "friendship")
    assert offered.question == "frendship and peace"


@pytest.mark.parametrize(
    ("typed", "means_nothing"),
    [("8W399K7 12345", True), ("8W399K7 mills", False), ("covid19", False)],
)
def test_a_code_that_nobody_says_means_nothing(
    tmp_path: Path, typed: str, *, means_nothing: bool
) -> None:
    indexed = SentenceIndex(tmp_path, [("en", "The miller has mills.")])
    read = interpret(indexed.index, parse_query(typed), Quick())
    assert read.is_gibberish == means_nothing


def test_a_hyphen_behind_a_quotation_mark_bars_nothing() -> None:
    for typed in ("„Model C“-Schulen", '"no-fly"-zone war'):
        assert not parse_query(typed).excluded
    assert parse_query("river -war").excluded == ("war",)


def test_not_in_capitals_bars() -> None:
    assert parse_query("river NOT war") == parse_query("river -war")
    assert parse_query('river AND NOT "cold war"') == parse_query('river -"cold war"')
    assert not parse_query("RIVER NOT WAR").excluded
    assert not parse_query("do not go").excluded


def test_a_quoted_name_inside_a_question_is_no_filter(tmp_path: Path) -> None:
    said = [("en", "The Old Lady crossed the bridge."), ("en", "She closed the mill.")]
    indexed = SentenceIndex(tmp_path, said)
    assert len(indexed.shown('Who closed the mill of "Old Lady"?')) == 2
    assert indexed.shown('mill "Old Lady"') == ["The [Old Lady] crossed the bridge."]


def test_words_that_only_ask_are_not_looked_for(tmp_path: Path) -> None:
    said = [
        ("en", "Please supply the information to the clerk."),
        ("en", "The canals froze in winter."),
        ("en", "Hello to all of you from the lock."),
    ]
    indexed = SentenceIndex(tmp_path, said)
    for typed in (
        "Hello, any canals?",
        "please supply information on canals",
        "Could you please tell me about the canals?",
        "I am looking for speeches about canals",
    ):
        assert indexed.shown(typed) == ["The [canals] froze in winter."], typed
    assert without_courtesies("information") == "information"


def test_shouting_is_encoded_in_small_letters() -> None:
    assert question_of(Query(words="U.S. TRADE WITH CUBA")) == "us trade with cuba"
    assert question_of(Query(words="the U.S. and Cuba")) == "the U.S. and Cuba"
    assert in_lower_case("桥") == "桥"


def test_questions_are_told_from_subjects() -> None:
    for text in (
        "Wer schloss die Mühle?",
        "why did they leave us",
        "黑豹队丢了多少分？",
    ):
        assert is_question(text), text
    for text in ("old mills", "The mill is closed.", "which", ""):
        assert not is_question(text), text


async def test_a_name_that_few_say_goes_by_words(store: Store) -> None:
    async with store.search._generations._database.snapshot() as snapshot:  # noqa: SLF001 - as the bench does
        derived = await store.search._generations.get(snapshot)  # noqa: SLF001
    (brook,) = derived.index.analyse("Brook")
    assert derived.index.count_saying(brook) == 1
    assert meaning_weight(1, 1) < meaning_weight(1, 9)


async def test_neighbours_of_one_turn_share_their_scores(store: Store) -> None:
    async with store.search._generations._database.snapshot() as snapshot:  # noqa: SLF001
        derived = await store.search._generations.get(snapshot)  # noqa: SLF001
    index = derived.index
    located = index.locate(index.search(parse_query("flood mill"), count=9))
    scores = {each.number: 1.0 for each in located}
    shared = with_neighbours(scores, located, 0.1)
    alone = [share for share in shared.values() if share == 1.0]
    assert len(alone) == 3  # the mills, each in an event of its own
    flood = sorted(share for share in shared.values() if share > 1.0)
    assert flood == pytest.approx([1.1, 1.1, 1.2, 1.2])
