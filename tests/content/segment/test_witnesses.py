"""Each witness by name: a passage about which it speaks, and one like it about which not.

The cases are in `witnesses/`, one file for each family. What is `silent` stands in the
same text, or in the text as `changed`, word for word, or in an `other` text.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from content.formats import read_document
from content.segment.doubt import second_reader
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import weigh
from content.segment.doubt.whole import explained
from content.segment.first_reader.reader import make_first_reading
from tests.fakes.documents.golden import witness_cases

ALL = (*second_reader.WITNESSES, *explained.WITNESSES)

Passages = tuple[tuple[str, frozenset[str]], ...]
"""The pieces of a document, and the names of the witnesses that speak about each."""


@cache
def _heard(text: str, name: str) -> Passages:
    """Hear the second reader's witnesses, and those of the last word on what it weighed."""
    document = read_document(text.encode(), name)
    first = make_first_reading(document)
    readings = (
        (second_reader.WITNESSES, first.pieces),
        (
            explained.WITNESSES,
            weigh(first.pieces, first.lines, first.labels, document),
        ),
    )
    names: list[set[str]] = [set() for _ in first.pieces]
    for witnesses, pieces in readings:
        reading = Reading(
            pieces, first.lines, first.labels, document, roles=first.roles
        )
        for witness in witnesses:
            for start, end in witness.spans(reading):
                for own in names[start:end]:
                    own.add(witness.name)
    texts = (piece.text.strip() for piece in first.pieces)
    return tuple(zip(texts, map(frozenset, names), strict=True))


def _about(passages: Passages, openings: Iterable[str]) -> list[tuple[str, set[str]]]:
    """Return who speaks about the one passage with each opening."""
    found = []
    for opening in openings:
        (own,) = [names for text, names in passages if text.startswith(opening)]
        found.append((opening, set(own)))
    return found


def _counter_example(case: Mapping[str, Any]) -> str:
    """Return the text in which the witness is silent."""
    text = str(case.get("other", case["text"]))
    for old, new in case.get("changed", {}).items():
        assert old in text
        text = text.replace(old, new)
    return text


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{case['witness']}: {case['comment']}")
        for _, case in witness_cases()
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_witness_sees_its_sign_and_no_other(case: Mapping[str, Any]) -> None:
    witness, name = case["witness"], case.get("name", "talk.txt")
    for opening, names in _about(_heard(case["text"], name), case["speaks"]):
        assert witness in names, opening
    counter = _heard(_counter_example(case), name)
    for opening, names in _about(counter, case["silent"]):
        assert witness not in names, opening


def test_each_witness_is_seen_to_speak_and_to_be_silent() -> None:
    cases = [case for _, case in witness_cases()]
    known = {one.name for one in ALL}
    assert len(known) == len(ALL)
    for kind in ("speaks", "silent"):
        shown = {case["witness"] for case in cases if case[kind]}
        assert shown == known


def test_a_clause_goes_on_this_is_doubtful_or_this_is_sure() -> None:
    for one in ALL:
        assert one.says[0].islower()
        assert one.says[-1].isalpha()
