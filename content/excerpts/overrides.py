"""A librarian's overrides: excerpts that a transcript's file says to offer, or never to.

A score is an estimate; a librarian who has read an excerpt knows better. It is named by
some of its words, so that a person sees what is meant, and a boundary may move.
"""

from collections.abc import Sequence

from content.excerpts.ids import normalise_text


def find_matching(phrases: Sequence[str], texts: Sequence[str]) -> set[int]:
    """Return the numbers of the excerpts that hold the words of any phrase."""
    if not phrases:
        return set()
    sought = [normalise_text(phrase) for phrase in phrases]
    return {
        number
        for number, text in enumerate(map(normalise_text, texts))
        if any(words in text for words in sought)
    }


def find_unmatched(phrases: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the phrases whose words are in no excerpt."""
    if not phrases:
        return ()
    said = [normalise_text(text) for text in texts]
    return tuple(
        phrase
        for phrase in phrases
        if not any(normalise_text(phrase) in text for text in said)
    )
