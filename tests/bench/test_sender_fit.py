"""What signs count for who sent a text, fitted to texts whose sender is known."""

from bench.scoring.sender_fit import Choice, fit_senders, likeliest

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
