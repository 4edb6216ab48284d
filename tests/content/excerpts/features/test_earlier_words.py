"""How much of an excerpt was said before it, and what it promises and does not say."""

import pytest

from content.excerpts.features.earlier_words import EarlierWords
from content.excerpts.features.excerpt_features import read_features
from content.excerpts.features.sentence_features import SentenceFeatures
from content.language.sentences import sentences


def test_words_count_that_were_said_shortly_before() -> None:
    told = EarlierWords("en")
    assert told.share("The wooden bridge carried wagons.") == 0
    told.add("A wooden bridge stood there.")
    assert told.share("The wooden bridge carried wagons.") == pytest.approx(0.5)
    told.add("Nobody remembers anything. " * 400)
    assert told.share("The wooden bridge carried wagons.") == 0


def test_words_of_the_question_that_is_shown_are_on_the_card() -> None:
    told = EarlierWords("en")
    told.add("Who built the wooden bridge?")
    answer = "The wooden bridge was built by masons."
    assert told.share(answer, "Who built the wooden bridge?") < told.share(answer)


def test_a_language_that_parts_no_words_tells_nothing() -> None:
    told = EarlierWords("ja")
    told.add("木の橋がありました。")
    assert told.share("木の橋がありました。") == 0


@pytest.mark.parametrize(
    ("text", "language", "promised"),
    [
        ("I ask three things of you.", "en", True),
        ("Let me read the letter.", "en", True),
        ("Ich habe drei Bitten.", "de", True),
        ("J’ai trois choses à vous demander.", "fr", True),
        ("Quiero contarles una historia.", "es", True),
        ("Proponuję trzy rzeczy.", "pl", True),
        ("Дозвольте розповісти одну історію.", "uk", True),
        ("세 가지를 말씀드리겠습니다.", "ko", True),
        ("The bridge stands on three pillars.", "en", False),
        (
            f"I ask three things of you. {'Keep the bridge in repair. ' * 6}",
            "en",
            False,
        ),
    ],
)
def test_it_is_a_feature_to_end_before_what_is_promised(
    text: str, language: str, *, promised: bool
) -> None:
    said = [SentenceFeatures(each, language) for each in sentences(text, language)]
    assert (read_features(said)["promised"] > 0) is promised
