"""Short documents that each show one kind of error; skipped where they are missing."""

import re
from pathlib import Path

import pytest

from bench.scoring.attribution import score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

PROBES = (
    Path(__file__).resolve().parents[3] / ".." / "shared" / "segmentation" / "probes"
)
GOLD = Path(__file__).parent / "probes"

RIGHT = {"frames__article_quotes": 0.78}
"""How much of what somebody says is right, at least, where not all is."""

pytestmark = pytest.mark.skipif(
    not PROBES.exists(), reason="the probes do not lie beside the checkout"
)


def _cases() -> list[Case]:
    return list(folder_cases(PROBES, GOLD)) if PROBES.exists() else []


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_every_probe_has_gold_and_every_gold_a_probe() -> None:
    assert all(case.gold is not None for case in _cases())
    assert len(_cases()) == len(list(GOLD.rglob("*.gold.json")))


def test_exceptions_are_probes() -> None:
    assert RIGHT.keys() <= {case.label for case in _cases()}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.label)
def test_gold_has_the_words_of_the_document_in_their_order(case: Case) -> None:
    blocks = read_document(case.data, case.name).blocks
    printed = iter(_words("\n".join(block.text for block in blocks)))
    assert case.gold
    for one in case.gold:
        assert all(word in printed for word in _words(one.text)), one.text


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.label)
def test_words_go_to_whom_they_belong(case: Case) -> None:
    found = segment(read_document(case.data, case.name))
    figures = score(case.gold or [], found).figures
    assert (figures["right"] or 0.0) >= RIGHT.get(case.label, 1.0), figures
    assert not figures["wrong served"], figures
