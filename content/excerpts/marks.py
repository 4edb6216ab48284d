"""Excerpts that a transcript's file names as never to be offered by themselves.

A score is an estimate; a librarian who has read an excerpt knows better. It is named by
some of its words, so that a person sees what is meant, and a boundary may move.
"""

from collections.abc import Sequence

from content.excerpts.ids import normalise_text


def find_marked(marks: Sequence[str], texts: Sequence[str]) -> set[int]:
    """Return the numbers of the excerpts that hold the words of any mark."""
    if not marks:
        return set()
    sought = [normalise_text(mark) for mark in marks]
    return {
        number
        for number, text in enumerate(map(normalise_text, texts))
        if any(words in text for words in sought)
    }


def find_unmatched(marks: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the marks whose words are in no excerpt."""
    if not marks:
        return ()
    said = [normalise_text(text) for text in texts]
    return tuple(
        mark for mark in marks if not any(normalise_text(mark) in text for text in said)
    )
