"""Transcript files with doubtful passages."""

from pathlib import Path

HEADER = """---
slug: bridge
title: The Bridge
date: 2031-05-04
speakers:
  - name: Ada Brook
    role: Mayor
  - name: Tomás Ferro
---
"""


def doubtful_text(doubts: int, *, reason: str = "one-off label") -> str:
    """Return a transcript in which two people speak, and so many passages are doubtful.

    Each doubtful passage is marked as Tomás Ferro's, and stands between words of Ada
    Brook.
    """
    turns = "".join(
        f"""
## Ada Brook

Certain words {number}, of the mayor, about the bridge.

## Tomás Ferro

<!-- check: {reason} -->

Doubtful words {number}, which somebody said of the bridge.
"""
        for number in range(doubts)
    )
    return (
        f"{HEADER}{turns}\n## Ada Brook\n\nThank you, and good night to all of you.\n"
    )


def doubtful_file(path: Path, *, doubts: int, reason: str = "one-off label") -> Path:
    """Write such a transcript, and return its path."""
    path.write_text(doubtful_text(doubts, reason=reason), encoding="utf-8")
    return path
