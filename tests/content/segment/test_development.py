"""The development set, scored as its own scorer does; skipped where it is missing."""

import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from content.formats import read_document
from content.segment import segment

SET = Path(__file__).resolve().parents[3] / ".." / "shared" / "segmentation"

pytestmark = pytest.mark.skipif(
    not (SET / "score.py").exists(),
    reason="the development set does not lie beside the checkout",
)


@pytest.fixture(scope="module", name="scorer")
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SET / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def _documents() -> Iterator[Path]:
    return (path for path in sorted((SET / "docs").iterdir()) if path.suffix != ".json")


@pytest.fixture(scope="module", name="styles")
def _styles(scorer: ModuleType) -> dict[str, dict[str, float]]:
    """Give the mean of each figure over the documents of each style."""
    figures: dict[str, list[dict[str, float]]] = defaultdict(list)
    for path in _documents():
        name = path.name.rsplit(".", 1)[0]
        gold = json.loads((SET / "docs" / f"{name}.gold.json").read_text("utf-8"))
        predicted = [
            {"speaker": one.speaker, "kind": one.kind.value, "text": one.text}
            for one in segment(read_document(path.read_bytes(), path.name))
        ]
        result = scorer.finish(scorer.score_doc(gold, predicted))
        known = {key: value for key, value in result.items() if value is not None}
        figures[name.split("__")[0]].append(known)
    return {
        style: {
            key: sum(values) / len(values)
            for key in ("char_acc", "boundary_f1", "leak", "msg_acc")
            if (values := [one[key] for one in found if key in one])
        }
        for style, found in figures.items()
    }


def _mean(styles: dict[str, dict[str, float]], key: str) -> float:
    values = [found[key] for found in styles.values() if key in found]
    return sum(values) / len(values)


def test_words_go_to_whom_they_belong(styles: dict[str, dict[str, float]]) -> None:
    assert _mean(styles, "char_acc") >= 0.97, styles
    assert _mean(styles, "msg_acc") >= 0.9, styles


def test_turns_start_where_they_start(styles: dict[str, dict[str, float]]) -> None:
    assert _mean(styles, "boundary_f1") >= 0.97, styles


def test_nobody_is_given_what_nobody_said(styles: dict[str, dict[str, float]]) -> None:
    assert _mean(styles, "leak") <= 0.01, styles


def test_the_blog_article_is_read_right(styles: dict[str, dict[str, float]]) -> None:
    blog = styles["seed_blog"]
    assert blog["char_acc"] >= 0.99
    assert blog["leak"] <= 0.005
    assert blog["msg_acc"] >= 0.99
