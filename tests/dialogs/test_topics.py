"""`/topics`, and the topics offered where nothing fits, as conversations."""

from pathlib import Path

import pytest

from bot.app import App
from content.library import SHIPPED
from content.model import Speaker, Transcript, Turn, TurnKind
from handlers.contract.action import MAX_ACTION_BYTES
from handlers.search.topics import PAGE_SIZE
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo


async def test_topics_lead_to_their_excerpts(talk: Dialogue) -> None:
    reply = await talk.says("/topics")
    assert "7 topics" in reply.text
    assert "books · Wanda Kestrel, Ivo Reed · 1934" in reply.text
    assert talk.labels[0] == "peace"
    await talk.presses("books")
    assert "“books”: 1–3 of 3" in talk.text


async def test_the_topics_of_one_speaker(talk: Dialogue) -> None:
    reply = await talk.says("/topics reed")
    assert "4 topics of Ivo Reed" in reply.text
    await talk.presses("peace")
    assert "the one passage" in talk.text
    assert "Ivo Reed" in talk.text
    assert "Ada Brook" not in talk.text


async def test_words_bring_up_the_topics_near_them(talk: Dialogue) -> None:
    reply = await talk.says("/topics bigger bridges")
    assert "These topics are near “bigger bridges”" in reply.text
    await talk.presses("bridge")
    assert "Ada Brook" in talk.text


async def test_a_name_is_not_guessed(talk: Dialogue) -> None:
    await talk.says("/topics kestral")
    await talk.presses("Wanda Kestrel")
    assert "of Wanda Kestrel" in talk.text


async def test_nonsense_leads_back_to_all_topics(talk: Dialogue) -> None:
    reply = await talk.says("/topics zzzzqqq")
    assert "neither a speaker nor near a topic" in reply.text
    await talk.presses("All topics")
    assert "7 topics" in talk.text


async def test_who_says_little_has_no_topics(talk: Dialogue) -> None:
    reply = await talk.says("/topics 林桥")
    assert "too little" in reply.text
    await talk.presses("Quotes of 林桥")
    assert "林桥" in talk.text


async def test_nothing_found_names_what_was_dropped(talk: Dialogue) -> None:
    reply = await talk.says('/topic "zzzz qqq" in:orvel after:1900')
    assert reply.text.startswith(
        "Nothing about “zzzz qqq” in orvel after 1900, not even without the place, the "
        "date and the quotation marks."
    )
    await talk.presses("Topics")
    assert "7 topics" in talk.text


async def test_nothing_found_offers_the_nearest_topics(talk: Dialogue) -> None:
    await talk.says("/topic neighbor -neighbour -neighbours -neighbor")
    assert "These are near" in talk.text
    await talk.presses("neighbour")
    assert "Wanda Kestrel" in talk.text


async def test_nothing_by_a_speaker_leads_to_that_speaker_s_topics(
    talk: Dialogue,
) -> None:
    await talk.says("/quote kestrel about bookshelves")
    assert "Wanda Kestrel says nothing about “bookshelves”" in talk.text
    await talk.presses("Topics of Wanda Kestrel")
    await talk.presses("books")
    assert "Wanda Kestrel" in talk.text


async def test_a_digest_is_offered_the_nearest_topics(talk: Dialogue) -> None:
    await talk.says("/daily topic -river -mill mill")
    assert "nothing to follow. These are near" in talk.text
    await talk.presses("mill")
    assert "Noted" in talk.text
    assert "mill" in talk.text


async def test_start_leads_to_topics(talk: Dialogue) -> None:
    await talk.says("/start")
    await talk.presses("Topics")
    assert "7 topics" in talk.text


async def test_odd_names_lead_to_what_they_name(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    text = "The dry «feet» of Orvel are a treasure, minus the C key, and rare."
    people = ("Ada “Stone” Miller", "Ada Brook")
    odd = Transcript(
        slug="odd",
        title="Odd",
        topics=("dry «feet»", "-minus", "speaker:brook", "C++", "=key"),
        speakers=tuple(Speaker(name=name) for name in people),
        turns=tuple(Turn(kind=TurnKind.SPEECH, speaker=n, text=text) for n in people),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([odd])
        await talk.says("/topics ada stone miller")
        await talk.presses("dry «feet»")
        assert "the one passage" in talk.text
        assert "— Ada “Stone” Miller" in talk.text
        await talk.says("/topics")
        await talk.presses("speaker:brook")
        assert "“speaker brook”" in talk.text
        for label in ("-minus", "C++", "=key"):
            await talk.says("/topics")
            await talk.presses(label)
            assert "Orvel" in talk.text


async def test_topics_lead_to_what_somebody_says(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    who = "Ada Brook"
    named = Transcript(
        slug="named",
        title="Named",
        topics=("ferries", "zeppelins", "zeppelin travel"),
        speakers=(Speaker(name=who),),
        turns=(Turn(kind=TurnKind.SPEECH, speaker=who, text="The ferry sank again."),),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([named])
        await talk.says("/topics")
        assert talk.labels == ["ferries", "Search …"]
        await talk.says("/topic zeppelins")
        assert talk.text.startswith("Nothing in this library speaks of “zeppelins”")
        assert not [label for label in talk.labels if "zeppelin" in label]
        await talk.says("/topics zeppelins")
        assert not [label for label in talk.labels if "zeppelin" in label]
        await talk.says("/topic ferry -ferry -sank")
        await talk.presses("Only “ferry”")
        assert "The ferry sank again." in talk.text


@pytest.mark.sqlite(reason="all topics are in memory, whatever they were read from")
async def test_every_page_of_the_shipped_library(
    shipped_database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(shipped_database) as store,
        talk_to(App(store, SHIPPED)) as talk,
    ):
        await talk.says("/topics")
        seen: list[str] = []
        while True:
            turns = [label for label in talk.labels if "▶" in label or "◀" in label]
            topics = [x for x in talk.labels if x not in {*turns, "Search …"}]
            assert len(topics) <= PAGE_SIZE
            for button in talk.reply.buttons:
                assert button.action
                assert len(button.action.encode().encode()) <= MAX_ACTION_BYTES
            seen += topics
            if "Next ▶" not in turns:
                break
            await talk.presses("Next")
        assert len(seen) == len(set(seen)) > 200
        reply = await talk.presses("Back")
        assert reply.replaces


@pytest.mark.sqlite(reason="all topics are in memory, whatever they were read from")
async def test_a_page_of_topics_is_reached_by_its_number(
    shipped_database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(shipped_database) as store,
        talk_to(App(store, SHIPPED)) as talk,
    ):
        await talk.says("/topics")
        turned = await talk.presses("Next")
        typed = await talk.says("/topics 2")
        assert typed.paragraphs == turned.paragraphs
        assert "page 2 of " in talk.text
        await talk.says("/topics 999")
        assert "There is no page 999: " in talk.text
        await talk.presses("The first")
        assert "page 1 of " in talk.text


async def test_an_empty_library_has_no_topics(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        reply = await talk.says("/topics")
        assert "no topics yet" in reply.text
        reply = await talk.says("/topic anything")
        assert "Try other words" in reply.text


@pytest.mark.faces(
    "app", "telegram", "discord", reason="a terminal has no buttons from long ago"
)
async def test_a_button_whose_words_are_gone_says_so(talk: Dialogue) -> None:
    await talk.sends("topic:::=0123456789abcdef")
    assert talk.text.startswith("This button was not used for a month")


async def test_words_that_are_nobodys_are_shown_as_context(
    database: Address, tmp_path: Path, talk_to: TalkTo
) -> None:
    meeting = Transcript(
        slug="pier",
        title="The pier",
        speakers=(Speaker(name="Ada Brook"), Speaker(name="Ivo Reed")),
        turns=(
            Turn(
                kind=TurnKind.COMMENTARY,
                text="The pier was opened by a brass orchestra of eleven fishermen.",
            ),
            Turn(
                kind=TurnKind.SPEECH,
                speaker="Ada Brook",
                text="We have waited nine years for this pier, and now we shall walk on it.",
            ),
            Turn(
                kind=TurnKind.SPEECH,
                speaker="Ivo Reed",
                text="The orchestra shall be paid, though the lighthouse keeper grumbles.",
                doubt="who?",
            ),
        ),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([meeting])
        await talk.says("/topic orchestra")
        assert "Nothing in this library speaks of “orchestra”" in talk.text
        assert "Nobody is heard saying it, but these words have it:" in talk.text
        assert "eleven fishermen. — Commentary, nobody's speech · The pier" in talk.text
        assert "grumbles. — Words of somebody not yet made out · The pier" in talk.text
        assert "Ivo Reed" not in talk.text
        await talk.presses("Around “The pier was")
        assert "Commentary, nobody's speech" in talk.text
        assert "We have waited nine years" in talk.text, "what stands around it"
        await talk.says("/topic orchestra fishermen")
        assert "grumbles" not in talk.text, "it has not all the words"
        await talk.says("/topic orchestra speaker:reed")
        assert "Nobody is heard" not in talk.text
        await talk.says("/quote orchestra")
        assert "Ivo Reed" not in talk.text
        await talk.says("/topic pier")
        assert "brass" not in talk.text, "what people said comes alone"
