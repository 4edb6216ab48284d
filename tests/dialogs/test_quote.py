"""`/quote`: whom, about what, and what if that is not certain."""

from dataclasses import replace
from pathlib import Path

import pytest

from content.model import Speaker, Transcript, Turn, TurnKind
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.dialogues.stage import PRIVATE
from tests.fakes.libraries.speeches import sentences, speech


async def test_another_is_of_what_was_asked_also_after_a_look_around(
    talk: Dialogue,
) -> None:
    for typed, words in (
        ("/quote", ""),
        ("/quote reed about sacks", "reed about sacks"),
    ):
        await talk.says(typed)
        for steps in (
            ("Context", "◂ Only this"),
            ("Comments", "The excerpt"),
            ("Source", "The excerpt"),
            ("Context", "Comments", "The excerpt", "Source", "The excerpt"),
        ):
            for label in steps:
                await talk.presses(label)
            another = next(b.action for b in talk.shown.buttons if b.label == "Another")
            assert another
            assert another.words == words
    await talk.says("/topic dry feet")
    await talk.presses("1") if "1" in talk.labels else None
    await talk.presses("Context")
    await talk.presses("◂ Only this")
    another = next(b.action for b in talk.shown.buttons if b.label == "Another")
    assert another
    assert another.words in talk.text


async def test_who_held_an_office_is_quoted(talk: Dialogue) -> None:
    for words in ("“miller”", "the miller", "the millers about sacks"):
        await talk.says(f"/quote {words}")
        assert "— Ivo Reed, Miller" in talk.text


async def test_of_several_who_held_an_office_one_is_chosen(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    presidents = [
        ("ada", "Ada Marden", "1st President of Orvel"),
        ("bo", "Bo Wells", "2nd President of Orvel"),
        ("cy", "Cy Hale", "Vice President of Orvel"),
        ("di", "Di Lund", "President of Millford"),
        ("ed", "Ed Ross", "Clerk"),
    ]
    events = []
    for slug, name, role in presidents:
        # A transcript may call its clerk so, and is no less about presidents.
        aliases = ("The President",) if role == "Clerk" else ()
        speaker = Speaker(name=name, role=role, aliases=aliases)
        event = speech(slug, *sentences(f"flood of {slug}", 3), speaker=name)
        events.append(replace(event, speakers=(speaker,)))
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load(events)
        await talk.says("/quote “president of millford”")
        assert "— Di Lund" in talk.text
        await talk.says("/quote president of orvel")
        assert "is the role of 2 speakers here. Whom do you mean?" in talk.text
        assert talk.labels == ["Ada Marden", "Bo Wells"]
        await talk.presses("Bo Wells")
        assert "— Bo Wells" in talk.text


async def test_random_is_a_quote_of_anybody(talk: Dialogue) -> None:
    seen = set()
    for _ in range(12):
        await talk.says("/random")
        seen.add(talk.text.partition("— ")[2].partition(",")[0])
    assert {"Ada Brook", "Ivo Reed"} <= seen
    await talk.says("/random about sacks")
    assert "sacks" in talk.text
    await talk.presses("Another")
    assert "sacks" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord's /random has no field for a speaker"
)
async def test_a_speaker_is_understood_where_none_is_asked_for(talk: Dialogue) -> None:
    await talk.says("/random reed")
    assert "— Ivo Reed" in talk.text
    await talk.says("/random nobody-here")
    assert "Nobody here is called" in talk.text


async def test_a_speaker_and_a_subject(talk: Dialogue) -> None:
    await talk.says("/quote reed about peace")
    assert "Peace is not a letter" in talk.text
    assert "— Ivo Reed, Miller" in talk.text


async def test_about_needs_no_word_between(talk: Dialogue) -> None:
    await talk.says("/quote ivo reed peace")
    assert "Peace is not a letter" in talk.text


async def test_anybody_about_a_subject(talk: Dialogue) -> None:
    await talk.says("/quote about liberty")
    assert "Liberty begins on the day" in talk.text


async def test_another_stays_with_the_question(talk: Dialogue) -> None:
    await talk.says("/quote reed about harvest grain")
    seen = {talk.text}
    await talk.presses("Another")
    seen.add(talk.text)
    assert len(seen) == 2
    assert all("— Ivo Reed" in text for text in seen)


async def test_a_speaker_silent_on_a_subject(talk: Dialogue) -> None:
    await talk.says("/quote reed about zeppelins")
    assert talk.text.splitlines()[0] == (
        "Ivo Reed says nothing about “zeppelins” in this library. Try other words, "
        "or one of these."
    )
    await talk.presses("Any by Ivo Reed")
    assert "— Ivo Reed" in talk.text


async def test_a_near_miss_keeps_the_subject_in_its_buttons(talk: Dialogue) -> None:
    await talk.says("/quote rede about peace")
    assert "Nobody here is called “rede”" in talk.text
    await talk.presses("Ivo Reed")
    assert "Peace is not a letter" in talk.text


async def test_an_id_shows_its_excerpt(talk: Dialogue) -> None:
    await talk.says("/quote reed")
    words, key = talk.text, talk.text.rsplit("#", 1)[1]
    await talk.says("/quote kestrel")
    await talk.says(f"/quote #{key.lower()}")
    assert talk.text == words


async def test_long_names_and_long_subjects(talk: Dialogue) -> None:
    await talk.says("/quote " + "x" * 999)
    assert "too long for a speaker's name: 999 characters" in talk.text
    await talk.says("/quote reed about " + "мир во всём мире " * 12)
    assert "says nothing about" in talk.text
    await talk.presses("Search everybody")
    assert "Nothing in this library speaks of" in talk.text


@pytest.mark.faces("telegram", "discord", reason="a terminal has one chat")
async def test_buttons_go_on_working_on_another_day_and_in_another_chat(
    talk: Dialogue,
) -> None:
    await talk.says("/quote reed about grain")
    stranger = Dialogue(talk.stage, chat="2", name="Bo")
    stranger.shown = talk.shown
    await stranger.presses("Another")
    assert "— Ivo Reed" in stranger.text


async def test_a_speaker_among_the_words_is_the_speaker(talk: Dialogue) -> None:
    for line in (
        "/quote about peace speaker:reed",
        "/quote speaker:reed",
        '/quote speaker:"Ivo Reed" peace',
    ):
        await talk.says(line)
        assert "— Ivo Reed" in talk.text
    await talk.says("/quote about peace speaker:rede")
    assert "Nobody here is called “rede”" in talk.text


async def test_who_has_one_name_only_can_be_chosen(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    transcripts = [
        speech("short", *sentences("flood", 3), speaker="Marlowe"),
        speech("long", *sentences("frost", 3), speaker="Tobias Marlowe"),
    ]
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load(transcripts)
        for line in ("/quote marlowe", "/quote marlowe about winter"):
            await talk.says(line)
            assert "Whom do you mean?" in talk.text
            await talk.presses("Marlowe")
            assert "— Marlowe," in talk.text
            await talk.presses("Another")
            assert "— Marlowe," in talk.text
        await talk.says("/topic winter speaker:marlowe")
        await talk.presses("Marlowe")
        assert "— Tobias Marlowe" not in talk.text
        assert "Marlowe" in talk.text
        await store.loader.load(transcripts[1:])
        await talk.says("/quote =Marlowe")
        assert "— Tobias Marlowe" in talk.text


async def test_why_nobody_can_be_quoted_is_said(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    words = "The mill of Orvel turns by night, and nobody knows who pays for it."
    names = ("Ada Brook", "Ivo Reed", "Nell Orchard")
    meeting = Transcript(
        slug="meeting",
        title="Meeting",
        speakers=(
            *(Speaker(name=name) for name in names),
            Speaker(name="The Inspector", voice=True),
        ),
        turns=(
            # One passage for whoever reviews it, however many excerpts it makes.
            Turn(
                kind=TurnKind.SPEECH,
                speaker="Ada Brook",
                text=" ".join([words] * 20),
                doubt="who?",
            ),
            Turn(kind=TurnKind.SPEECH, speaker="The Inspector", text="Pray go on."),
            Turn(kind=TurnKind.SPEECH, speaker="Ivo Reed", text="Good evening!"),
        ),
    )
    quiet = Transcript(
        slug="quiet",
        title="Quiet",
        speakers=(Speaker(name="Tom Holm"), Speaker(name="Ida Marsh")),
        turns=(Turn(kind=TurnKind.SPEECH, speaker="Ida Marsh", text=words),),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([meeting, quiet])
        await talk.says("/quote brook")
        assert "Nothing here is surely by Ada Brook. 1 passage of the same" in talk.text
        assert talk.labels == ["Speakers"]
        await talk.says("/quote brook about bridges")
        assert "Nothing here is surely by Ada Brook. 1 passage of the same" in talk.text
        assert talk.labels == ["Speakers", "Search everybody"]
        await talk.says("/quote reed")
        assert talk.text.startswith(nearest_heading("by Ivo Reed"))
        assert "Good evening!" in talk.text
        assert "nobody is quoted before a person has looked" in talk.text
        assert "Another" not in talk.labels
        await talk.presses("What was said")
        assert "Good evening!" in talk.text
        await talk.says("/quote holm")
        assert talk.text == "Tom Holm is named in this library, but says nothing in it."
        await talk.says("/quote the inspector")
        assert "Here “the inspector” stands for somebody without a name" in talk.text
        assert "Search for the words" in talk.labels
        admin = Dialogue(talk.stage, admin=True)
        await admin.says("/quote brook")
        assert "/review asks whose they are, in meeting (1), and /reload" in admin.text


def nearest_heading(of: str) -> str:
    return (
        f"Nothing {of} stands on its own here; this comes nearest, with what was said "
        "around it:"
    )


ASIDES = ("Good evening!", "We come to the vote on it.", "That is so, and he knew.")
"""What Mirela Holm says, of which nothing is offered by itself."""


def meeting_with_asides() -> Transcript:
    (offered,) = speech("orvel", *sentences("harbour", 1), speaker="Ada Brook").turns
    turns = []
    for number, text in enumerate((*ASIDES, ASIDES[0])):
        turns += [Turn(kind=TurnKind.SPEECH, speaker="Mirela Holm", text=text)]
        answer = f"I thank you for point {number}."
        turns += [Turn(kind=TurnKind.SPEECH, speaker="Ivo Reed", text=answer)]
    names = ("Ada Brook", "Mirela Holm", "Ivo Reed")
    return Transcript(
        slug="meeting",
        title="Meeting",
        speakers=tuple(Speaker(name=name) for name in names),
        turns=(*turns, offered),
    )


@pytest.mark.faces("telegram", "discord", reason="a terminal tells how it read words")
async def test_a_name_alone_leads_to_the_nearest_too(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([meeting_with_asides()])
        alone = Dialogue(talk.stage, chat=PRIVATE)
        await alone.says("Mirela Holm")
        assert alone.text.startswith(nearest_heading("by Mirela Holm"))
        key = alone.text.rsplit("#", 1)[1]
        await alone.presses("Search for the words")
        assert "“Mirela Holm”" in alone.text
        # What the button "The nearest, in context" sent.
        await alone.sends(f"context:{key}::")
        assert f"#{key}" in alone.text


async def test_of_whom_nothing_stands_the_nearest_comes_in_its_context(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([meeting_with_asides()])
        seen, keys = [], []
        await talk.says("/quote mirela")
        for _ in range(2 * len(ASIDES)):
            assert talk.text.startswith(nearest_heading("by Mirela Holm"))
            assert "— Ivo Reed" in talk.text
            keys.append(talk.text.rsplit("#", 1)[1])
            excerpt = await store.library.excerpt(keys[-1])
            assert excerpt
            seen.append(excerpt.text)
            await talk.presses("Another")
        assert sorted(seen[:3]) == sorted(ASIDES)
        assert seen[3:] == seen[:3]
        assert keys[3:] == keys[:3]

        await talk.presses("Only this")
        assert "Ivo Reed" not in talk.text
        await talk.presses("Another")
        assert talk.text.startswith(nearest_heading("by Mirela Holm"))
        await talk.says("/random")
        assert "— Ada Brook" in talk.text
        await talk.says("/quote mirela about vote")
        assert talk.text.startswith(nearest_heading("by Mirela Holm about “vote”"))
        assert ASIDES[1] in talk.text
        # One sentence for a phrase that is not there, a word of it that nobody says, and
        # what is not offered by itself.
        for asked, without in (
            ("the zebra vote", ""),
            ('"vote of zebras"', " without the quotation marks"),
        ):
            await talk.says(f"/quote mirela about {asked}")
            shown = asked.strip('"')
            assert talk.text.startswith(
                f"Nothing by Mirela Holm about “{shown}”: try other words, or see what "
                f"comes nearest{without}, with what was said around it:"
            )
            assert ASIDES[1] in talk.text
            assert "Nobody says" not in talk.text

        # What nobody asks for stays away, as it does from what is offered.
        await talk.says("/mute reed")
        await talk.says("/quote mirela")
        assert "Ivo Reed" not in talk.text
        for key in keys[:3]:
            await talk.says("/quote mirela")
            await talk.says(f"/hide {key}")
            assert f"#{key}" in talk.text
        await talk.says("/quote mirela")
        assert "here by Mirela Holm is hidden or muted in this chat." in talk.text


async def test_the_only_excerpt_comes_again_with_a_word_of_it(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    found_only = "We have now heard the report and come to the vote on it."
    one = speech("one", *sentences("harbour", 1))
    (said,) = one.turns
    heading = Turn(kind=TurnKind.HEADING, text="The vote")
    turns = (said, heading, replace(said, text=found_only))
    one = replace(one, title='On the "old" harbour', turns=turns)
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([one])
        await talk.says("/quote marden")
        assert "Nothing else" not in talk.text
        assert "On the “old” harbour" in talk.text
        await talk.presses("Another")
        assert "Nothing else of Ada Marden is offered by chance here." in talk.text
        assert "— Ada Marden" in talk.text
        await talk.presses("All 2 of Ada Marden")
        assert found_only in talk.text
        await talk.says("/quote marden about report")
        assert nearest_heading("by Ada Marden about “report”") in talk.text
        assert found_only in talk.text
        await talk.says("/quote about report")
        assert "Nothing about “report” here is offered by itself" in talk.text
        await talk.says("/random")
        await talk.says("/random")
        assert "Nothing else is offered by chance here." in talk.text


async def test_where_nothing_is_offered_it_says_why(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    greetings = ("Good evening, and thank you.", "Thank you very much, and good night.")
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        admin = Dialogue(talk.stage, admin=True)
        await store.loader.load(
            [speech(f"greeting-{at}", said) for at, said in enumerate(greetings)]
        )
        await admin.says("/quote")
        assert "None of the 2 excerpts here is offered by itself" in admin.text
        assert "`rostra review FILE --excerpts`" in admin.text
        await admin.says("/daily")
        assert admin.text.startswith("There is no excerpt of the day.")
        assert "None of the 2 excerpts here is offered by itself" in admin.text
        await store.loader.load([speech("greeting", greetings[0])])
        await admin.says("/quote")
        assert "The only excerpt here is not offered by itself" in admin.text
        await store.loader.load([speech("flood", *sentences("flood", 1))])
        await admin.says("/quote")
        await admin.says("/hide for everybody")
        await admin.says("/quote")
        assert "have hidden from everybody all that can be offered" in admin.text
        assert "/hidden for everybody" in admin.text
