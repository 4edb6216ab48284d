"""Golden cases: documents in the wild's shapes, and whose words they hold."""

from collections.abc import Iterable
from typing import Any

import pytest

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, segment
from tests.fakes.documents.golden import golden_cases


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['label']}")
        for path, case in golden_cases()
    ]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _shown(one: Segment) -> list[str | None]:
    reader = [one.read_by] if one.read_by else []
    return [one.kind.value, one.speaker, _squeezed(one.text), *reader]


def _joined(shown: Iterable[list[str | None]]) -> list[list[str | None]]:
    """Return segments with those of one speaker or nobody joined, which a doubt parts."""
    joined: list[list[str | None]] = []
    for one in shown:
        kind, speaker, text, *reader = one
        before = joined[-1] if joined else [None, None, ""]
        parted = speaker or kind in {"commentary", "boilerplate"}
        if parted and [kind, speaker, *reader] == [*before[:2], *before[3:]]:
            joined[-1][2] = f"{before[2]} {text}"
        else:
            joined.append(one)
    return joined


@pytest.mark.parametrize("case", _cases())
def test_whose_words_these_are(case: dict[str, Any]) -> None:
    data = case["text"].encode("utf-8")
    found = segment(read_document(data, case.get("name", "talk.txt")))
    expected = [[*one[:2], _squeezed(one[2]), *one[3:]] for one in case["expect"]]
    assert _joined(map(_shown, found)) == _joined(expected)
    if case.get("doubtful"):
        assert all(one.confidence < MIN_CONFIDENCE for one in found if one.speaker)
    if case.get("served"):
        assert all(one.confidence >= MIN_CONFIDENCE for one in found if one.speaker)
    doubted = [
        paragraph for one in found if one.doubtful for paragraph in one.text.split("\n")
    ]
    for opening in case.get("doubted", ()):
        assert any(paragraph.startswith(opening) for paragraph in doubted), doubted


def test_every_case_says_what_it_is_about() -> None:
    cases = [case for _, case in golden_cases()]
    labels = [case["label"] for case in cases]
    assert len(set(labels)) == len(labels) >= 25
    assert all(case["comment"] for case in cases)
