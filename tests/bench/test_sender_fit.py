"""What signs count for who sent a text, fitted to known senders, and how often rules agree."""

import pytest

from bench.scoring.sender_agreement import Compared, compare, count_agreement
from bench.scoring.sender_fit import Choice, fit_senders, likeliest
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.senders.weighed.signs import NameSigns
from content.segment.messages.senders.weighed.weigher import SenderWeights

_SIGNED, _TOLD = frozenset({"signed"}), frozenset({"told"})


def test_the_sign_that_tells_counts_more() -> None:
    chosen = [Choice([(_SIGNED, True), (_TOLD, False)], 1.0)] * 30
    weights = fit_senders(chosen)
    assert weights["signed"] > 0 > weights["told"]
    assert likeliest([(_TOLD, False), (_SIGNED, True)], weights) == 1


def test_texts_count_by_their_worth() -> None:
    often = [Choice([(_SIGNED, True), (_TOLD, False)], 0.1)] * 60
    seldom = [Choice([(_SIGNED, False), (_TOLD, True)], 1.0)] * 20
    weights = fit_senders([*often, *seldom])
    assert weights["told"] > weights["signed"]


def test_what_tells_nothing_is_left_out() -> None:
    both = frozenset({"near"})
    chosen = [Choice([(_SIGNED | both, True), (_TOLD | both, False)], 1.0)] * 30
    assert "near" not in fit_senders(chosen)


def _compared(
    *, agree: bool, share: float, sure: bool, right: tuple[bool, bool]
) -> Compared:
    return Compared(agree, share, sure, *right)


def test_texts_are_counted_by_whether_rules_and_weights_agree_and_how_surely() -> None:
    both, none, weights_alone = (True, True), (False, False), (False, True)
    counted = count_agreement(
        [
            _compared(agree=True, share=0.95, sure=True, right=both),
            _compared(agree=True, share=0.99, sure=False, right=none),
            _compared(agree=True, share=0.7, sure=True, right=both),
            _compared(agree=True, share=0.69, sure=True, right=none),
            _compared(agree=False, share=0.99, sure=True, right=weights_alone),
            _compared(agree=False, share=0.3, sure=False, right=(True, False)),
            _compared(agree=False, share=0.5, sure=False, right=weights_alone),
        ]
    )
    assert [tuple(one) for one in counted] == [
        ("agree, likely by 0.95 or more", 2, 0.5, 0.5),
        ("agree, by 0.70 to 0.95", 1, 1.0, 1.0),
        ("agree, less likely", 1, 0.0, 0.0),
        ("differ, rules sure or nearly", 1, 0.0, 1.0),
        ("differ, rules in doubt", 2, 0.5, 0.5),
    ]


def test_no_texts_are_counted_as_none() -> None:
    assert all(one[1:] == (0, 0, 0) for one in count_agreement([]))


_WEIGHTS = SenderWeights({"signed": 1.0, "told": -1.0})
_AROUND = [
    NameSigns("Ada Brook", "person", _SIGNED),
    NameSigns("Lower Moor", "person", _TOLD),
]


def test_rules_that_guess_another_than_the_likeliest_differ() -> None:
    guessed = Origin(name="Lower Moor", confidence=DOUBTFUL)
    found = compare(guessed, _AROUND, _WEIGHTS, "Ada Brook".__eq__)
    assert found is not None
    assert found._replace(share=0.0) == (False, 0.0, False, False, True)
    assert found.share == pytest.approx(0.88, abs=0.01)


def test_rules_that_find_the_likeliest_agree_by_any_form_of_the_name() -> None:
    likely = Origin(name="Brook", confidence=LIKELY)
    found = compare(likely, _AROUND, _WEIGHTS, "Ada Brook".__eq__)
    assert found is not None
    assert found._replace(share=0.0) == (True, 0.0, True, False, True)


def test_nobody_and_names_in_scripts_without_capitals_are_not_compared() -> None:
    for name in ("", "山田花子"):
        assert compare(Origin(name=name), _AROUND, _WEIGHTS, bool) is None
