"""What leans so openly that it is never offered, whatever else speaks for it."""

from collections.abc import Mapping

_FROM = {
    "reference": 1.0,
    "counted": 1.0,
    "continuation": 1.0,
    "concludes": 1.0,
    "dangling": 1.0,
    "pointer_early": 1.0,
    "named_before": 1.0,
    "time": 1.0,
    "likeness_early": 1.0,
    "replies": 1.0,
    "promised": 0.5,
    "that_amount": 1.0,
    # These say nothing yet.
    "preface": 1.0,
    "greets_only": 1.0,
}
"""The signs of which half of the judged excerpts or more did not stand alone, and from
what measure of each; docs/excerpts.md has the figures."""

_FROM_WITHOUT_QUESTION = {
    "pronoun_at_once": 1.0,
    # With a question above, it is what "but" goes on from.
    "adversative": 1.0,
}

_FROM_WITH_QUESTION = {
    # "it" is seldom what the question names.
    "pronoun_early": 1.0,
    # It leans itself, so that it helps nobody; or it has one telling word.
    "question_leans": 0.5,
    "question_bare": 0.8,
}


def leans_openly(signs: Mapping[str, float]) -> bool:
    """Return whether any sign of an excerpt bars it from being offered."""
    more = _FROM_WITH_QUESTION if signs.get("asked") else _FROM_WITHOUT_QUESTION
    return any(
        signs.get(name, 0.0) >= least
        for bars in (_FROM, more)
        for name, least in bars.items()
    )
