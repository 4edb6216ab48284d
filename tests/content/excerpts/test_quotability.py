"""The chances that an excerpt reads well, weighed from its features."""

from content.excerpts.features.excerpt_features import read_features
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.quotability import (
    ADJUSTMENT_WEIGHTS,
    QUALITIES,
    is_worth_adjusting,
    rate,
    read_weights,
)
from content.language.sentences import sentences


def read(text: str) -> dict[str, float]:
    said = [SentenceFeatures(each, "en") for each in sentences(text, "en")]
    return read_features(said)


def test_every_feature_has_a_weight_of_its_own() -> None:
    weights = read_weights()
    for quality, names in QUALITIES.items():
        assert set(weights.features[quality]) == set(names)
        assert 0 < weights.low_bars[quality] <= weights.bars[quality] < 1
        assert weights.low_bars[quality] <= weights.bars_of_talk[quality] < 1


def test_boundaries_move_by_weights_that_no_fit_changes() -> None:
    moves = read_weights(ADJUSTMENT_WEIGHTS)
    assert set(moves.bars) == set(QUALITIES)
    assert not is_worth_adjusting(read("Thank you."))
    assert is_worth_adjusting(
        read("Freedom must never be bought with the fear of a child.")
    )


def test_no_one_quality_makes_up_for_another() -> None:
    whole_but_empty = rate(read("Thank you."))
    dangling = rate(read("He told them that freedom must never be bought with fear."))
    assert whole_but_empty.whole > 0.9
    assert not whole_but_empty.is_offered(dialogue=False, asked=False)
    assert dangling.says > 0.7
    assert not dangling.is_offered(dialogue=False, asked=False)


def test_tiers_are_between_the_bars_and_one() -> None:
    weights = read_weights()
    least = weights.bars["stands"] * weights.bars["says"] * weights.bars["whole"]
    assert 1 > weights.tiers[0] > weights.tiers[1] > least
