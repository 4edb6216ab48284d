"""`/check`: did they say this?"""

from pathlib import Path
from typing import NamedTuple

import pytest

from content.model import Speaker, Transcript, Turn, TurnKind
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo


async def test_words_as_they_stand_are_verified(talk: Dialogue) -> None:
    await talk.says("/check no wall keeps out a storm as well as a neighbour")
    assert talk.text.startswith(
        "Verified. Wanda Kestrel said so, word for word.\nLiberty begins on the day"
    )
    assert "— Wanda Kestrel, Schoolteacher" in talk.text
    assert "Speech in the harvest hall · 7 October 1934 · Upper Millford" in talk.text
    assert talk.labels == ["The excerpt", "Context", "Source"]
    await talk.presses("Source")
    assert "CC0-1.0" in talk.text


async def test_case_punctuation_and_accents_do_not_count(talk: Dialogue) -> None:
    await talk.says("/check « NO WÂLL keeps—out a storm, as well as a neighbour »!")
    assert talk.text.startswith("Verified. Wanda Kestrel said so")


async def test_what_differs_is_shown_word_by_word(talk: Dialogue) -> None:
    await talk.says(
        "/check Liberty begins on the night a child can read all the rules by which "
        "is governed"
    )
    assert talk.text.startswith(
        "Nearly. Wanda Kestrel said so, in other words at places.\n"
        "Liberty begins on the [not night but day] a child can read [not all] the rules "
        "by which [left out: it] is governed"
    )


@in_turn(
    "line",
    [
        "Kestrel: no wall keeps out a storm as well as a neighbour",
        "“No wall keeps out a storm as well as a neighbour” — Wanda Kestrel",
        "No wall keeps out a storm as well as a neighbour. (Kestrel, 1934)",
        "« No wall keeps out a storm as well as a neighbour », disait Wanda Kestrel.",
        "„No wall keeps out a storm as well as a neighbour“, sagte Kestrel 1934.",
    ],
)
async def test_whose_words_they_are_said_to_be(talk: Dialogue, line: str) -> None:
    await talk.says(f"/check {line}")
    assert talk.text.startswith("Verified. Wanda Kestrel said so, word for word.\n")
    await talk.says(f"/check {line.replace('Wanda', 'Ivo').replace('Kestrel', 'Reed')}")
    assert talk.text.startswith("Said by somebody else. Not ")
    assert "Reed but Wanda Kestrel said so, word for word." in talk.text


@in_turn("words", ["a neighbour", "the neighbour"])
async def test_a_name_after_a_dash_is_read_where_no_sentence_ends(
    talk: Dialogue, words: str
) -> None:
    await talk.says(
        f"/check no wall keeps out a storm as well as {words} - Joan Smith (1901)"
    )
    assert talk.text.startswith(
        "Said by somebody else. Not Joan Smith but Wanda Kestrel"
    )
    assert "It is from 1934 here, not from 1901." in talk.text


async def test_who_is_nobody_here_and_another_year_are_told(talk: Dialogue) -> None:
    await talk.says(
        "/check “No wall keeps out a storm as well as a neighbour” (Joan Smith, 1901)"
    )
    assert "Not Joan Smith but Wanda Kestrel said so" in talk.text
    assert "Nobody in this library is called “Joan Smith”." in talk.text
    assert "It is from 1934 here, not from 1901." in talk.text


async def test_a_namesake_is_not_taken_for_a_speaker_and_a_misspelt_name_is(
    talk: Dialogue,
) -> None:
    quote = "“No wall keeps out a storm as well as a neighbour”"
    await talk.says(f"/check {quote} — Boris Kestrel")
    assert talk.text.startswith(
        "The words are here. Wanda Kestrel said so, word for word.\nNobody in this library is called "
        "“Boris Kestrel”: look whether it is Wanda Kestrel who is meant."
    )
    for name in ("Wanda Kestral", "Mrs Kestrel"):
        await talk.says(f"/check {quote} — {name}")
        assert talk.text.startswith("Verified. Wanda Kestrel said so")
        assert "Nobody" not in talk.text
    await talk.says(f"/check {quote} — Boris Brook")
    assert "Not Boris Brook but Wanda Kestrel said so" in talk.text


async def test_an_ellipsis_leaves_words_out(talk: Dialogue) -> None:
    await talk.says("/check A school without a library … nothing turns")
    assert talk.text.startswith(
        "Verified. Wanda Kestrel said so, word for word, with words left out."
    )
    assert talk.labels == ["The excerpt", "Context", "Source"]
    await talk.says("/check The wheel stands there [...] a mill without a river")
    assert "do not follow each other" in talk.text


async def test_a_blend_names_each_place(talk: Dialogue) -> None:
    await talk.says(
        "/check No wall keeps out a storm as well as a neighbour, and grain feeds us "
        "until the summer"
    )
    assert talk.text.startswith("A blend. The words are of 2 places, put together.")
    assert "1 — Wanda Kestrel" in talk.text
    assert "2 — Ivo Reed" in talk.text
    await talk.presses("2")
    assert "Grain feeds us until the summer" in talk.text


async def test_pieces_of_one_excerpt_are_shown_in_it_once(talk: Dialogue) -> None:
    wall = "no wall keeps out a storm as well as a neighbour"
    liberty = "Liberty begins on the day a child can read"
    await talk.says(f"/check {wall}. {liberty}")
    assert "do not follow each other in it so." in talk.text
    assert (talk.text.count("— Wanda Kestrel"), talk.labels) == (1, ["1"])
    await talk.says(f"/check {wall}. {wall}")
    assert "others stand between" not in talk.text


async def test_a_part_that_is_somebody_else_s_is_told(talk: Dialogue) -> None:
    await talk.says(
        "/check Reed: no wall keeps out a storm as well as a neighbour, and zeppelins "
        "paint violet turnips"
    )
    assert "Said by Wanda Kestrel, not by Reed." in talk.text
    await talk.says(
        "/check Joan Smith: “zeppelins paint violet turnips under the moon”"
    )
    assert talk.text.startswith(
        "Not in this library.\nNobody in this library is called “Joan Smith”."
    )


async def test_only_a_part_is_there(talk: Dialogue) -> None:
    await talk.says(
        "/check No wall keeps out a storm as well as a neighbour, and zeppelins paint "
        "violet turnips"
    )
    assert talk.text.startswith("Only a part of it is in this library.")
    assert "Not found: “and zeppelins paint violet turnips”." in talk.text


async def test_what_is_not_there_is_never_called_false(talk: Dialogue) -> None:
    await talk.says("/check Kestrel: zeppelins paint violet turnips under the moon")
    assert talk.text.startswith(
        "Not in this library.\nWanda Kestrel speaks in it, but not these words. That "
        "does not make them wrong"
    )
    await talk.presses("Search for the words")


async def test_few_words_are_answered_with_care(talk: Dialogue) -> None:
    await talk.says("/check forty books")
    assert talk.text.startswith(
        "Too short to tell. So few words may be anybody's; they stand in 2 places here."
    )
    await talk.says("/check violet turnips")
    assert talk.text == "Too short to tell. Nobody says just these words here."
    await talk.says("/check Kestrel: forty books")
    assert "not by" not in talk.text
    await talk.says("/check Joan Smith: forty books")
    assert "Said by " in talk.text


async def test_a_quote_may_run_over_two_excerpts(talk: Dialogue) -> None:
    await talk.says(
        "/check not one of them will be returned unread. Liberty begins on the day a "
        "child can read"
    )
    assert talk.text.startswith("Verified. Wanda Kestrel said so")
    assert "A school without a library" in talk.text
    assert "Give us the books" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord itself asks for words, and for no more"
)
async def test_no_words_and_too_many(talk: Dialogue) -> None:
    await talk.says("/check …")
    assert talk.text.startswith("What did they say? Send /check with a quote")
    await talk.says("/check " + "peace " * 350)
    assert "too long to be checked" in talk.text


@pytest.mark.faces("telegram", reason="elsewhere nothing is replied to, or by options")
async def test_a_reply_checks_what_it_replies_to(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    card = talk.shown
    await talk.replies("/check")
    assert talk.text.startswith("Verified. Wanda Kestrel said so, word for word.")
    for name, verdict in (("Kestrel", "Verified."), ("Reed", "Said by somebody else.")):
        talk.shown = card
        await talk.replies(f"/check {name}")
        assert talk.text.startswith(verdict)
    talk.shown = card
    await talk.replies("/check violet turnips")
    assert talk.text.startswith("Too short to tell.")


async def test_only_words_of_somebody_count_as_said(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    asked = "Who will mend the wheel before the water comes back in the spring?"
    wrote = "I shall send two barrels of nails and a boy who can count them."
    around = "Nobody in the hall believed that the nails would ever come by boat."
    unsure = "The barrels were empty and the boy could count no further than nine."
    meeting = Transcript(
        slug="nails",
        title="Nails",
        speakers=(Speaker(name="Ada Brook"), Speaker(name="Ivo Reed")),
        turns=(
            Turn(kind=TurnKind.QUESTION, speaker="Ada Brook", text=asked),
            Turn(
                kind=TurnKind.MESSAGE,
                speaker="Ivo Reed",
                read_by="Ada Brook",
                text=wrote,
            ),
            Turn(kind=TurnKind.COMMENTARY, text=around),
            Turn(kind=TurnKind.SPEECH, speaker="Ivo Reed", text=unsure, doubt="who?"),
        ),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([meeting])
        await talk.says(f"/check {asked}")
        assert talk.text.startswith("Verified. Ada Brook asked so")
        await talk.says(f"/check {wrote}")
        assert talk.text.startswith("Verified. Ivo Reed wrote so")
        await talk.says(f"/check Reed: {around}")
        assert talk.text.startswith(
            "The words are here, but nobody's. They stand in commentary, and are not "
            "given as anybody's."
        )
        await talk.says(f"/check {unsure}")
        assert (
            "a passage of which it is not sure whose words it holds (who?)" in talk.text
        )


class Bridge(NamedTuple):
    """A sentence in some language, how it is misquoted, and what is said of that."""

    language: str
    said: str
    changed: str
    shown: str


@pytest.mark.parametrize(
    "bridge",
    [
        Bridge(
            "zh",
            "各位朋友，河上的桥已经修好了，但是渡船还要再走三个冬天。我们感谢船夫。",
            "河上的桥已经修好了，但是渡船还要再走五个冬天",
            "再走[not 五 but 三]个冬天",
        ),
        Bridge(
            "ja",
            "橋は五月に開通します。しかし渡し船はあと三回の冬を越えなければなりません。",
            "しかし渡し船はあと二回の冬を越えなければなりません",
            "あと[not 二 but 三]回の冬",
        ),
        Bridge(
            "ru",
            "Мост откроют в мае, но паром будет ходить ещё три зимы, и мы его не бросим.",
            "мост откроют в июне но паром будет ходить еще три зимы",
            "в [not июне but мае] но",
        ),
        Bridge(
            "ar",
            "سَيُفتَحُ الجِسرُ في أيّار، لكنّ العبّارة ستعمل ثلاثة شتاءات أخرى بلا توقف.",
            "سيفتح الجسر في حزيران لكن العبارة ستعمل ثلاثة شتاءات أخرى",
            "[not حزيران but أيّار]",
        ),
    ],
    ids=lambda bridge: bridge.language,
)
async def test_other_languages_and_scripts(
    tmp_path: Path, database: Address, talk_to: TalkTo, bridge: Bridge
) -> None:
    from bot.app import App

    speech = Transcript(
        slug="bridge",
        title="Bridge",
        language=bridge.language,
        speakers=(Speaker(name="Ada Brook"),),
        turns=(Turn(kind=TurnKind.SPEECH, speaker="Ada Brook", text=bridge.said),),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([speech])
        await talk.says(f"/check {bridge.said}")
        assert talk.text.startswith("Verified. Ada Brook said so")
        await talk.says(f"/check {bridge.changed}")
        assert talk.text.startswith("Nearly. Ada Brook said so")
        assert bridge.shown in talk.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", 'The miller told us: "{}" and went home.'),
        ("de", "Der Müller sagte „so“ und dann: „{}“ und ging."),
        ("ja", "「{}」と言った。"),
    ],
)
async def test_who_quotes_somebody_may_not_have_said_so(
    tmp_path: Path, database: Address, talk_to: TalkTo, language: str, said: str
) -> None:
    from bot.app import App

    words = "No river waits for a bridge"
    after = "It was a long winter for all of us."
    speech = Transcript(
        slug="river",
        title="River",
        language=language,
        speakers=(Speaker(name="Ada Brook"),),
        turns=(
            Turn(
                kind=TurnKind.SPEECH,
                speaker="Ada Brook",
                text=f"{said.format(words)} {after}",
            ),
        ),
    )
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([speech])
        await talk.says(f"/check {words}")
        assert "in quotation marks there: Ada Brook may quote somebody." in talk.text
        await talk.says(f"/check {after}")
        assert talk.text.startswith("Verified. Ada Brook said so")
        assert "in quotation marks" not in talk.text
