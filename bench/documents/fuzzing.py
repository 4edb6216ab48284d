"""Mutate documents at random, and check that segmentation loses no character.

The tests and the benchmark use it: no document, however broken, may make segmentation
fail.
"""

import random
from collections import Counter
from collections.abc import Sequence

from content.document import BlockKind, Document
from content.segment.result import Segment

_INSERTIONS = (
    ":", "：", ". ", " — ", "(", ")", "[", "]", "“", "”", '"', "«", "»", "\n", "\n\n", "\r", "\t",
    "Q. ", "A. ", "Mr. ", "THE ", "(Applause.)", "[[Page S1]]", "* * *", "____", "# ", "> ", "**",
    "<b>", "</p>", "&amp;", "\x0c", "\u2028", "\u00a0", "\ufeff", "○", "12:30", "1 ", "主持人：", "😀",
)  # fmt: skip


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Return a document with parts cut, doubled, shuffled, inserted, deleted or flipped."""
    text = data.decode("utf-8", errors="surrogateescape")
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(_MUTATIONS)(text, rng)
    return text.encode("utf-8", errors="surrogateescape")


def _insert(text: str, rng: random.Random) -> str:
    offset = rng.randint(0, len(text))
    return (
        text[:offset]
        + rng.choice(_INSERTIONS) * rng.choice((1, 1, 2, 40))
        + text[offset:]
    )


def _delete(text: str, rng: random.Random) -> str:
    start = rng.randint(0, len(text))
    return text[:start] + text[start + rng.randint(1, 400) :]


def _double(text: str, rng: random.Random) -> str:
    start = rng.randint(0, len(text))
    part = text[start : start + rng.randint(1, 300)]
    return text[:start] + part * rng.choice((2, 3, 12)) + text[start:]


def _shuffle(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def _join(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    offset = rng.randint(0, len(lines) - 1)
    return (
        "\n".join(lines[:offset])
        + " ".join(lines[offset : offset + 5])
        + "\n".join(lines[offset + 5 :])
    )


def _flip(text: str, rng: random.Random) -> str:
    offset = rng.randint(0, len(text))
    return (
        text[:offset]
        + chr(rng.choice((0x41, 0xE9, 0x4E00, 0x202E, 0x0)))
        + text[offset + 1 :]
    )


_MUTATIONS = (_insert, _insert, _delete, _double, _shuffle, _join, _flip)


def unaccounted_characters(document: Document, segments: Sequence[Segment]) -> str:
    """Return the characters that are in the blocks but in no segment, or the reverse.

    White space does not count; page furniture is dropped on purpose.
    """
    given = Counter(
        char
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE
        for char in block.text
        if not char.isspace()
    )
    found = Counter(
        char for one in segments for char in one.text + one.label if not char.isspace()
    )
    return "".join(((given - found) + (found - given)).elements())
