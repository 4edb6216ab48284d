"""Break documents in many ways, and account for every character of them.

For the tests and the benchmark, which hold that no document, however broken, makes
segmentation fail or lose a character.
"""

import random
from collections import Counter
from collections.abc import Sequence

from content.document import BlockKind, Document
from content.segment.result import Segment

_SCRAPS = (
    ":", "：", ". ", " — ", "(", ")", "[", "]", "“", "”", '"', "«", "»", "\n", "\n\n", "\r", "\t",
    "Q. ", "A. ", "Mr. ", "THE ", "(Applause.)", "[[Page S1]]", "* * *", "____", "# ", "> ", "**",
    "<b>", "</p>", "&amp;", "\x0c", "\u2028", "\u00a0", "\ufeff", "○", "12:30", "1 ", "主持人：", "😀",
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Break a document: cut, double, shuffle, insert, delete or flip parts of it."""
    text = data.decode("utf-8", errors="surrogateescape")
    for _ in range(dice.randint(1, 6)):
        text = dice.choice(_WAYS)(text, dice)
    return text.encode("utf-8", errors="surrogateescape")


def _insert(text: str, dice: random.Random) -> str:
    place = dice.randint(0, len(text))
    return (
        text[:place] + dice.choice(_SCRAPS) * dice.choice((1, 1, 2, 40)) + text[place:]
    )


def _delete(text: str, dice: random.Random) -> str:
    start = dice.randint(0, len(text))
    return text[:start] + text[start + dice.randint(1, 400) :]


def _double(text: str, dice: random.Random) -> str:
    start = dice.randint(0, len(text))
    part = text[start : start + dice.randint(1, 300)]
    return text[:start] + part * dice.choice((2, 3, 12)) + text[start:]


def _shuffle(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def _join(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    place = dice.randint(0, len(lines) - 1)
    return (
        "\n".join(lines[:place])
        + " ".join(lines[place : place + 5])
        + "\n".join(lines[place + 5 :])
    )


def _flip(text: str, dice: random.Random) -> str:
    place = dice.randint(0, len(text))
    return (
        text[:place]
        + chr(dice.choice((0x41, 0xE9, 0x4E00, 0x202E, 0x0)))
        + text[place + 1 :]
    )


_WAYS = (_insert, _insert, _delete, _double, _shuffle, _join, _flip)


def unaccounted(document: Document, segments: Sequence[Segment]) -> str:
    """List the characters that are in the blocks but in no segment, or the reverse.

    Blanks do not count; furniture is dropped on purpose.
    """
    given = Counter(
        sign
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE
        for sign in block.text
        if not sign.isspace()
    )
    found = Counter(
        sign for one in segments for sign in one.text + one.label if not sign.isspace()
    )
    return "".join(((given - found) + (found - given)).elements())
