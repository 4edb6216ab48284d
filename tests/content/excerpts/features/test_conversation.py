"""Whether people talk to each other, and whom an excerpt speaks to."""

import pytest

from content.excerpts.excerpts import cut_excerpts
from content.excerpts.features.conversation import Conversation
from content.excerpts.features.excerpt_features import read_features
from content.excerpts.features.names import SAYS, STANDS
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.quotability import Quotability, read_weights
from content.language.sentences import sentences
from content.model import Speaker, Transcript, Turn, TurnKind

LONG = (
    "Our masons carried the stones of the bridge from the far bank in one winter. " * 12
)


def say(speaker: str, text: str, kind: TurnKind = TurnKind.SPEECH) -> Turn:
    return Turn(speaker=speaker, text=text, kind=kind)


TALK = [
    say("Mira Holt", "Good evening. Our guest is Jan Kowal."),
    say("Jan Kowal", "A bridge is a promise. Nobody keeps it alone, Mira."),
    say("Mira Holt", "Who keeps it?", TurnKind.QUESTION),
    say("Jan Kowal", "The ferryman does. He has done so for years."),
    say("Mira Holt", "Over to Kowala for the last word. Zofia Lis will follow."),
    say("Zofia Lis", "Stone outlives us."),
]


def test_many_brief_turns_are_a_dialogue() -> None:
    talk = Conversation(TALK)
    assert talk.talk == 1.0
    assert talk.is_dialogue


@pytest.mark.parametrize(
    "turns",
    [
        [],
        [say("Mira Holt", LONG)],
        [say("Mira Holt", "A bridge is a promise.")] * 6,
        TALK[:3],
        [say("Mira Holt", LONG), say("Jan Kowal", LONG)] * 3,
    ],
)
def test_speeches_are_none(turns: list[Turn]) -> None:
    talk = Conversation(turns)
    assert not talk.is_dialogue
    assert not any(talk.features(n, each.text) for n, each in enumerate(turns))


def test_headings_are_no_turns_of_a_dialogue() -> None:
    heading = Turn(speaker=None, text="Evening talk", kind=TurnKind.HEADING)
    talk = Conversation([heading, *TALK])
    assert not talk.features(0, "Evening talk")
    assert talk.features(1, TALK[0].text)["opens_talk"] == 1.0


def test_whom_an_excerpt_names_is_a_partner() -> None:
    talk = Conversation(TALK)
    assert talk.features(1, "Nobody keeps it alone, Mira.")["names_partner"]
    assert not talk.features(1, "A bridge is a promise.")["names_partner"]
    # A name may be bent by its grammatical case, and need not be the next speaker's.
    assert talk.features(4, "Over to Kowala for the last word.")["names_partner"]
    assert not talk.features(4, "Over to Kowala for the last word.")["hands_over"]


def test_the_end_of_a_turn_hands_over_to_whom_it_names() -> None:
    assert Conversation(TALK).features(4, "Zofia Lis will follow.")["hands_over"]
    assert Conversation(TALK).features(0, TALK[0].text)["hands_over"]


def test_names_without_capitals_are_found() -> None:
    turns = [say("佐藤", "橋は約束です。"), say("田中", "佐藤さん、どうぞ。")] * 3
    assert Conversation(turns).features(1, "佐藤さん、どうぞ。")["names_partner"]


def test_where_a_talk_opens_and_closes_is_known() -> None:
    talk = Conversation(TALK)
    assert talk.features(5, "Stone outlives us.")["closes_talk"] == 1.0
    assert talk.features(3, TALK[3].text)["closes_talk"] == 0.0
    assert talk.features(3, TALK[3].text)["opens_talk"] == 0.0


def test_who_has_most_turns_leads() -> None:
    talk = Conversation(TALK)
    hers = talk.features(0, TALK[0].text)["leads_talk"]
    assert hers > talk.features(5, TALK[5].text)["leads_talk"] > 0


def test_a_letter_is_told_from_what_is_said() -> None:
    letter = say("Zofia Lis", "Dear Mira, the bridge holds.", TurnKind.MESSAGE)
    talk = Conversation([*TALK, letter])
    assert talk.features(6, letter.text)["letter"]
    assert not talk.features(5, TALK[5].text)["letter"]


def test_each_sign_of_talk_is_weighed() -> None:
    for name in Conversation(TALK).features(0, TALK[0].text):
        assert name in {*STANDS, *SAYS}


def test_a_dialogue_has_bars_of_its_own() -> None:
    bars, talk = read_weights().bars, read_weights().bars_of_talk
    says = (bars["says"] + talk["says"]) / 2
    brief = Quotability(stands=1.0, says=says, whole=1.0)
    assert brief.is_offered(dialogue=True, asked=False)
    assert not brief.is_offered(dialogue=False, asked=False)


@pytest.mark.parametrize("dialogue", [True, False])
def test_an_answer_below_its_question_has_lower_bars(dialogue: bool) -> None:
    weights = read_weights()
    bars = weights.bars_of_talk if dialogue else weights.bars
    stands = (bars["stands"] + weights.bars_of_answers["stands"]) / 2
    leaning = Quotability(stands=stands, says=1.0, whole=1.0)
    assert leaning.is_offered(dialogue=dialogue, asked=True)
    assert not leaning.is_offered(dialogue=dialogue, asked=False)


@pytest.mark.parametrize("last", ["", "Mira Holt"])
def test_the_same_words_are_offered_alone_and_not_in_a_dialogue(last: str) -> None:
    said = (
        "The river carried our old ferry to the sea one night in winter, and nobody saw "
        "it go. A town without a ferry must build a bridge, and our town has built it."
    )
    turns = [say("Mira Holt", "What was it?"), say("Jan Kowal", "It was there.")] * 2
    alone = Transcript(
        slug="talk",
        title="Talk",
        language="en",
        speakers=tuple(Speaker(name=each) for each in ("Mira Holt", "Jan Kowal")),
        turns=(*(turns if last else ()), say("Jan Kowal", said)),
    )
    assert any(each.offered for each in cut_excerpts(alone)) is not bool(last)


@pytest.mark.parametrize(
    ("feature", "language", "text"),
    [
        ("replies", "en", "Well, the ferry came late."),
        ("replies", "en", "Of course the ferry came late."),
        ("replies", "de", "Die hat den Graben mit der Hand ausgehoben."),
        ("replies", "ca", "Bé, doncs ho faré de paraula."),
        ("replies", "uk", "Звичайно, пором запізнився."),
        ("replies", "ja", "そうですね、船は遅れました。"),
        ("chairing", "en", "The next question is from the harbour."),
        ("chairing", "fr", "Vous avez la parole."),
        ("chairing", "tr", "Buyurun, beş dakikanız var."),
        ("chairing", "hu", "Áttérünk a második napirendi pontra."),
        ("chairing", "zh", "请举手。"),
    ],
)
def test_words_of_talk_are_read(feature: str, language: str, text: str) -> None:
    read = read_features(
        [SentenceFeatures(each, language) for each in sentences(text, language)]
    )
    assert read[feature] > 0


@pytest.mark.parametrize(
    ("feature", "language", "text"),
    [
        ("replies", "en", "Wells without water help nobody."),
        ("replies", "de", "Die Brücke hat den Krieg überlebt."),
        ("chairing", "en", "The bridge was built in one winter."),
        ("chairing", "fr", "Le pont fut bâti en un hiver."),
    ],
)
def test_other_words_are_none(feature: str, language: str, text: str) -> None:
    read = read_features(
        [SentenceFeatures(each, language) for each in sentences(text, language)]
    )
    assert not read[feature]
