"""The development set, scored; skipped where it is missing."""

from collections import defaultdict
from pathlib import Path

import pytest

from bench.scoring.attribution import Score, means, score
from bench.segmentation import folder_cases
from content.formats import read_document
from content.segment import SegmentKind, segment

SET = Path(__file__).resolve().parents[3] / ".." / "shared" / "segmentation" / "docs"

pytestmark = pytest.mark.skipif(
    not SET.exists(), reason="the development set does not lie beside the checkout"
)

Figures = dict[str, dict[str, float]]


@pytest.fixture(scope="module", name="figures")
def _figures() -> Figures:
    """Return the mean of each figure over the documents of each style, and of all."""
    scores: defaultdict[str, list[Score]] = defaultdict(list)
    for case in folder_cases(SET):
        assert case.gold is not None, case.name
        found = segment(read_document(case.data, case.name))
        scores[case.style].append(score(case.gold, found))
    return {
        style: {name: value for name, value in row.items() if value is not None}
        for style, row in means(scores).items()
    }


def test_words_go_to_whom_they_belong(figures: Figures) -> None:
    assert figures["mean"]["right"] >= 0.97, figures
    assert figures["mean"]["messages"] >= 0.9, figures


def test_turns_start_where_they_start(figures: Figures) -> None:
    assert figures["mean"]["boundary F1"] >= 0.97, figures


def test_nobody_is_given_what_nobody_said(figures: Figures) -> None:
    assert figures["mean"]["leak"] <= 0.01, figures


def test_the_blog_article_is_read_right(figures: Figures) -> None:
    blog = figures["seed_blog"]
    assert blog["right"] == blog["messages"] == 1
    assert blog["leak"] == 0


def test_the_blog_article_has_its_voices_and_comments() -> None:
    (article,) = (case for case in folder_cases(SET) if case.style == "seed_blog")
    found = segment(read_document(article.data, article.name))
    speakers = {one.speaker for one in found if one.speaker}
    kinds = {one.kind for one in found if not one.speaker}
    assert speakers == {"Xi Jinping", "Vladimir Putin", "Han Zheng"}
    assert {SegmentKind.COMMENTARY, SegmentKind.COMMENT} <= kinds
