"""Doubt words that a document's broken bytes have holes in."""

from collections.abc import Sequence
from dataclasses import replace

from content.segment.result import Segment

HOLE = "\ufffd"
_CONFIDENCE = 0.5


def doubt_damage(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Let a person look at what somebody is said to have said in broken bytes."""
    return tuple(
        replace(
            one,
            confidence=min(one.confidence, _CONFIDENCE),
            reason=f"bytes were broken where {HOLE} stands; write in what is missing",
        )
        if one.kind.attributed and HOLE in one.text
        else one
        for one in segments
    )
