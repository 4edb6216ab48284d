"""What the commands share that fit weights to gold files and show how well these do.

Figures are of documents that were left out of the fit, a part of them at a time: a fold.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.segmentation import Case, folder_cases
from bench.wording import Weights, fit_wording, known_paragraphs
from content.segment.wording.spoken_wording import weigh_wording

BINS = 10


def read_arguments(description: str | None) -> tuple[list[Case], bool]:
    """Return the documents of the folders that are given, and whether to write weights."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = [
        case._replace(label=f"{folder.name}/{case.label}")
        for folder in options.folders
        for case in folder_cases(folder)
        if case.gold
    ]
    return cases, options.write


def wording_left_out(
    cases: Iterable[Case], told: set[str], folds: int, fold_of: Callable[[str], int]
) -> list[Weights]:
    """Return what words count, for each fold learned from the others.

    Args:
        cases: The documents.
        told: The labels of those in which an author tells of a speech.
        folds: How many folds there are.
        fold_of: Returns the fold of a document by its label.
    """
    paragraphs = [
        one for case in cases for one in known_paragraphs(case.label, case.gold or ())
    ]
    return [
        fit_wording([one for one in paragraphs if fold_of(one.label) != fold], told)
        for fold in range(folds)
    ]


def wording_by(weights: Weights) -> Callable[[str, str], float]:
    """Return what tells by some weights how much a text is worded as people speak."""
    return lambda text, language: weigh_wording(text, weights.get(language, {}))


def bin_of(share: float) -> int:
    """Return in which tenth a share lies."""
    return min(BINS - 1, int(share * BINS))


def print_bins(title: str, unit: str, counts: Sequence[int]) -> None:
    """Print how much of something lies in each tenth."""
    total = max(1, sum(counts))
    shares = " ".join(f"{count / total:.3f}" for count in counts)
    print(f"{title}, {total} {unit}: {shares}")
