"""Check in one line which faults a transcript file has."""

import re

import pytest

from content.transcript_file import TranscriptFaults, parse


def faults_of(text: str) -> tuple[str, ...]:
    """Read a faulty file and return its faults as they are printed."""
    with pytest.raises(TranscriptFaults) as caught:
        parse(text, file="a.md")
    return tuple(map(str, caught.value.faults))


def check_faults(
    label: str, text: str, expected: list[str], *, before: int = 0
) -> None:
    """Compare with the starts of messages, their lines counted after `before` lines."""
    found = sorted(faults_of(text))
    assert len(found) == len(expected), "\n".join([label, *found])
    starts = [
        re.sub(r"^\d+", lambda line: f"a.md:{int(line[0]) + before}", start)
        for start in expected
    ]
    for fault, start in zip(found, sorted(starts), strict=True):
        assert fault.startswith(start), label
        assert re.search(r"; \S", fault), f"{label}: it says how to mend it"
