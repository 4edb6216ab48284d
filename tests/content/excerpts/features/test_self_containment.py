"""What all words of an excerpt say of whether it stands by itself."""

import pytest

from content.excerpts.features.answered_question import question_features
from content.excerpts.features.names import STANDS
from content.excerpts.features.self_containment import self_containment
from content.excerpts.features.sentence_features import SentenceFeatures
from content.language.sentences import sentences


def read(text: str, language: str = "en", question: str = "") -> dict[str, float]:
    said = [SentenceFeatures(each, language) for each in sentences(text, language)]
    features = self_containment(said, question)
    return {**features, **question_features(question, 70, language)}


@pytest.mark.parametrize(
    ("feature", "language", "text", "without"),
    [
        (
            "unresolved",
            "en",
            "That ferry sank.",
            "A ferry sank, and that ferry was ours.",
        ),
        ("unresolved", "nl", "Ik zat in dat hokje.", "Het hokje, dat hokje was groen."),
        ("unresolved", "ru", "Мы строим этот мост.", "Мост нужен: этот мост наш."),
        ("unresolved", "en", "We meet these masons.", "We meet this year."),
        ("takes_up", "en", "My colleague is right.", "The masons are right."),
        ("takes_up", "it", "Il collega ha ragione.", "Il muratore ha una casa."),
        ("takes_up", "de", "Mein Vorredner irrt sich.", "Mein Vater war Maurer."),
        ("counts_one", "en", "We build. Secondly, we pay.", "We build. We pay."),
        ("next_leans", "en", "Masons came. They built.", "Masons came. Smiths built."),
        ("told", "en", "We need the stone I have mentioned.", "We need the stone."),
        ("told", "ru", "Как я уже говорил, мост нужен.", "Я говорил о мосте."),
        ("own_topic", "en", "A bridge is a bridge.", "A bridge is made of stone."),
        ("short_sentences", "en", "We build.", f"We build{' and we build' * 9}."),
    ],
)
def test_a_feature_is_read(
    feature: str, language: str, text: str, without: str
) -> None:
    assert feature in STANDS
    assert read(text, language)[feature] > read(without, language)[feature]


def test_what_the_question_names_is_known() -> None:
    question = "When was the ferry built?"
    assert read("That ferry was built in spring.", question=question)["unresolved"] == 0
    assert read("Your question is about stone.", question=question)["takes_up"] == 0
