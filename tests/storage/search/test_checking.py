"""Quotes checked in a small library: what is said, nearly said, and by whom."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.claims.alignment import Wording
from content.claims.verdict import MIN_WORDS, Outcome, Passage, Verdict, judge, weight
from content.language.sentences import sentences
from content.model import Speaker, Transcript, Turn, TurnKind
from content.transcript_file import read_folder
from storage.database.address import Address
from storage.search import checking as module
from storage.search.checking import CheckedClaim, Checker
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import speech

VILLAGE = Path(__file__).parents[2] / "fakes" / "libraries" / "village_transcripts"

SAID = [
    (turn.speaker, " ".join(sentence.split()))
    for transcript in read_folder(VILLAGE)
    for turn in transcript.turns
    if turn.kind.attributed and not turn.doubt
    for sentence in sentences(turn.text, transcript.language)
    if weight(Wording(sentence)) >= MIN_WORDS
]
"""The sentences of the library, each with who says it."""

FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
async def store(village_database: Address) -> AsyncIterator[Store]:
    async with open_store(village_database) as store:
        yield store


async def check(checker: Checker, text: str) -> CheckedClaim:
    checked = await checker.check(text)
    assert checked
    return checked


@FEW
@given(st.sampled_from(SAID))
async def test_any_sentence_is_verified(store: Store, said: tuple[str, str]) -> None:
    speaker, sentence = said
    for text in (sentence, sentence.upper(), f"“{sentence}”", f"{speaker}: {sentence}"):
        checked = await check(store.checker, text)
        assert checked.verdict.outcome is Outcome.VERIFIED
        voices = {place.passage.voice for place in checked.verdict.places}
        assert speaker in voices


@FEW
@given(
    st.sampled_from([each for each in SAID if len(each[1].split()) >= 10]),
    st.randoms(use_true_random=False),
)
async def test_with_a_tenth_of_its_words_changed_it_is_near(
    store: Store, said: tuple[str, str], dice: random.Random
) -> None:
    speaker, sentence = said
    words = sentence.split()
    for at in dice.sample(range(len(words)), len(words) // 10):
        words[at] = dice.choice(["zeppelin", f"{words[at]} violet"])
    checked = await check(store.checker, " ".join(words))
    assert checked.verdict.outcome in {Outcome.NEAR, Outcome.VERIFIED}
    assert checked.verdict.places[0].passage.voice == speaker
    assert checked.excerpts[checked.verdict.places[0].excerpt].speaker == speaker


async def test_of_many_who_say_the_same_the_one_who_is_named_is_found(
    database: Address,
) -> None:
    words = "May the ferry and all who sail in her come home before the ice."
    async with open_store(database) as store:
        await store.loader.load(
            [
                speech(f"ferry-{n}", words, speaker=f"Captain {n} Holm")
                for n in range(40)
            ]
        )
        for line in (f"Captain 37 Holm: {words}", "Captain 37 Holm: the ice"):
            checked = await check(store.checker, line)
            assert checked.is_theirs
            assert checked.verdict.places[0].passage.voice == "Captain 37 Holm"


async def test_a_stage_direction_parts_no_quote(database: Address) -> None:
    def turn(kind: TurnKind, text: str) -> Turn:
        said = kind is TurnKind.SPEECH
        return Turn(kind=kind, text=text, speaker="Ada Brook" if said else None)

    meeting = Transcript(
        slug="meeting",
        title="Meeting",
        speakers=(Speaker(name="Ada Brook"),),
        turns=(
            turn(
                TurnKind.SPEECH, "The bridge is open, and so is the purse of the town."
            ),
            turn(TurnKind.STAGE, "(Applause.)"),
            turn(TurnKind.SPEECH, "Both will be closed again when the winter comes."),
        ),
    )
    async with open_store(database) as store:
        await store.loader.load([meeting])
        checked = await check(
            store.checker, "the purse of the town. Both will be closed again"
        )
        assert checked.verdict.outcome is Outcome.VERIFIED
        (place,) = checked.verdict.places
        assert len(place.slices) == 2
        checked = await check(store.checker, "and so is the purse of the town applause")
        assert checked.verdict.outcome is Outcome.NEAR


async def test_words_of_nobody_are_found_by_checks_alone(database: Address) -> None:
    around = "Nobody in the hall believed that the nails would ever come by boat."
    meeting = Transcript(
        slug="nails",
        title="Nails",
        speakers=(Speaker(name="Ada Brook"),),
        turns=(
            Turn(
                kind=TurnKind.SPEECH, speaker="Ada Brook", text="Good evening to all."
            ),
            Turn(kind=TurnKind.COMMENTARY, text=around),
        ),
    )
    async with open_store(database) as store:
        await store.loader.load([meeting])
        checked = await check(store.checker, around)
        assert checked.verdict.outcome is Outcome.VERIFIED
        assert checked.verdict.places[0].passage.voice == ""
        found = await store.search.find("nails boat", count=5)
        assert around not in [excerpt.text for excerpt in found.excerpts]


async def test_a_name_without_a_mark_counts_only_where_the_words_are_theirs(
    store: Store,
) -> None:
    words = "no wall keeps out a storm as well as a neighbour"
    for asked in (f"kestrel said that {words}", f"did Wanda Kestrel say {words}?"):
        checked = await check(store.checker, asked)
        assert checked.verdict.outcome is Outcome.VERIFIED
        assert checked.is_theirs
    checked = await check(store.checker, f"reed {words}")
    assert checked.verdict.outcome is Outcome.NEAR
    assert not checked.claim.author


async def test_a_library_that_is_loaded_meanwhile_is_looked_into_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    loaded = [[speech("floods", "Nobody spoke of the bridge again that winter.")]]

    def judge_late(
        parts: Sequence[str], passages: Sequence[Passage], authors: Sequence[str]
    ) -> Verdict:
        while loaded:
            loading = store.loader.load(loaded.pop())
            asyncio.run_coroutine_threadsafe(loading, loop).result()
        return judge(parts, passages, authors)

    monkeypatch.setattr(module, "judge", judge_late)
    _, sentence = SAID[0]
    checked = await check(store.checker, sentence)
    assert checked.verdict.outcome is Outcome.ABSENT
