"""The question that an excerpt answers, and what its card shows of it."""

import pytest

from content.excerpts.excerpts import Excerpt, cut_excerpts
from content.excerpts.features.answered_question import question_features
from content.excerpts.features.names import STANDS
from content.excerpts.questions import (
    MAX_QUESTION_CHARS,
    Question,
    find_question,
    stands_between,
)
from content.excerpts.sentences.sentence import Sentence
from content.language.sentences import sentences
from content.model import Speaker, Transcript, Turn, TurnKind

ANSWER = "Yes, because a ferry sleeps at night and a bridge does not."


def say(
    speaker: str | None, text: str, kind: TurnKind = TurnKind.SPEECH, doubt: str = ""
) -> Turn:
    return Turn(speaker=speaker, text=text, kind=kind, doubt=doubt)


def asked(*before: Turn, kind: TurnKind = TurnKind.SPEECH) -> Question | None:
    last = next((each for each in before[::-1] if not stands_between(each)), None)
    said = [Sentence(each, "en") for each in sentences(last.text if last else "", "en")]
    return find_question(say("Jan", ANSWER, kind), last, said)


@pytest.mark.parametrize("kind", [TurnKind.SPEECH, TurnKind.QUESTION])
def test_an_answer_has_the_question_before_it(kind: TurnKind) -> None:
    question = "Did the town need a bridge?"
    assert asked(say("Mira", question, kind)) == Question(question, "Mira")


def test_a_question_need_not_have_a_name_or_a_mark() -> None:
    told = say(None, "Tell us about the bridge.", TurnKind.QUESTION)
    assert asked(told) == Question("Tell us about the bridge.", None)


def test_a_remark_of_the_stage_may_stand_between() -> None:
    question = say("Mira", "Did the town need a bridge?")
    assert asked(question, say(None, "(Laughter.)", TurnKind.STAGE))


def test_the_end_of_a_long_turn_stands_for_its_question() -> None:
    long = "The council has argued over this for seven years. " * 8
    end = "The ferry is old. Does the town need a bridge?"
    assert asked(say("Mira", long + end)) == Question(end, "Mira")
    explained = (
        "Does the town need a bridge? I ask since the old ferry is out of repair."
    )
    assert asked(say("Mira", f"{long}\n\n{explained}")) == Question(explained, "Mira")
    last = "Does the town need a bridge?"
    lengthy = f"The ferry is old{', and older' * 20}."
    assert asked(say("Mira", f"{long}{lengthy} {last}")) == Question(last, "Mira")


@pytest.mark.parametrize(
    "before",
    [
        [],
        [say("Mira", "The ferry is old.")],
        [say("Mira", "Does it? The ferry is old. It was built in a hurry.")],
        [say("Mira", "Who asks for the floor? Mr. Kowal.")],
        [say("Mira", "Thank you very much.", TurnKind.QUESTION)],
        [say("Jan", "Did the town need a bridge?")],
        [say("Mira", "Did the town need a bridge?", doubt="whose words")],
        [say("Mira", "Who came?"), say(None, "The vote", TurnKind.HEADING)],
        [say("Mira", "Who came?"), say(None, "He paused.", TurnKind.COMMENTARY)],
        [say("Mira", f"Did the town need a bridge{', or a ferry' * 20}?")],
    ],
)
def test_what_is_no_question_of_somebody_else_is_not_shown(before: list[Turn]) -> None:
    assert asked(*before) is None


def test_only_speech_answers() -> None:
    question = say("Mira", "Did the town need a bridge?")
    assert asked(question, kind=TurnKind.MESSAGE) is None
    assert asked(question, kind=TurnKind.QUESTION) is None


def cut(*turns: Turn, voice: bool = False) -> tuple[Excerpt, ...]:
    names = dict.fromkeys(each.speaker for each in turns if each.speaker)
    return cut_excerpts(
        Transcript(
            slug="talk",
            title="Talk",
            language="en",
            speakers=tuple(Speaker(name=name, voice=voice) for name in names),
            turns=turns,
        )
    )


def test_only_the_beginning_of_an_answer_has_it() -> None:
    question = say("Mira", "Did the town need a bridge?", TurnKind.QUESTION)
    parts = [f"{ANSWER} {'Stone outlives us all. ' * 9}" for _ in range(3)]
    first, *others = cut(question, say("Jan", "\n\n".join(parts)))[1:]
    assert (first.question, first.asked_by) == (question.text, "Mira")
    assert others
    assert not any(each.question or each.asked_by for each in others)


def test_words_of_nobody_known_answer_nothing() -> None:
    question = say("Mira", "Did the town need a bridge?")
    assert not cut(question, say("Jan", ANSWER, doubt="whose words"))[1].question


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_sign_of_a_question_is_weighed(language: str) -> None:
    found = question_features("Did the town need a bridge?", 200, language)
    assert found.keys() <= {*STANDS}
    assert found["asked"] == 1.0
    assert question_features("", 200, language) == {}


def test_a_question_that_leans_tells_less() -> None:
    whole = question_features("What does the town need the new bridge for?", 200, "en")
    leans = question_features("And then he did that?", 200, "en")
    assert leans["question_leans"] > whole["question_leans"]
    assert leans["question_bare"] > whole["question_bare"]


def test_a_question_is_no_longer_than_it_may_be() -> None:
    fits = "x" * (MAX_QUESTION_CHARS - 1) + "?"
    assert asked(say("Mira", fits)) == Question(fits, "Mira")
    assert asked(say("Mira", "x" + fits)) is None
