"""What each word and ending counts for whether a paragraph is spoken or told, learned from gold files.

A logistic regression for each language, with a ridge.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.scoring.attribution import GoldSegment
from content.segment.names.document_language import guess_language
from content.segment.result import SegmentKind
from content.segment.wording.spoken_wording import ALWAYS, wording_of

_MIN_CHARS, _MAX_TOLD, _MAX_SPOKEN = 50, 12, 6
_MIN_DOCUMENTS, _MIN_WITH_PART, _ROUNDS = 12, 6, 7
_SPOKEN = {SegmentKind.SPEECH, SegmentKind.MESSAGE}
# A page on which an author tells of a speech counts so much more than another document.
_TOLD_COUNTS = 3.0

Weights = Mapping[str, Mapping[str, float]]
"""By language, what each word and ending counts."""


class KnownParagraph(NamedTuple):
    """The words and endings of a paragraph, and whether it is spoken or told."""

    label: str
    language: str
    parts: Mapping[str, int]
    spoken: bool


def known_paragraphs(
    label: str, gold: Sequence[GoldSegment]
) -> Iterator[KnownParagraph]:
    """Yield the long paragraphs of a document, of each gold segment the first few."""
    language = guess_language([one.text for one in gold])
    for one in gold:
        spoken = one.kind in _SPOKEN
        if not (spoken or one.kind is SegmentKind.COMMENTARY):
            continue
        long = [text for text in one.text.splitlines() if len(text) > _MIN_CHARS]
        for text in long[: _MAX_SPOKEN if spoken else _MAX_TOLD]:
            yield KnownParagraph(label, language, wording_of(text), spoken)


def fit_wording(paragraphs: Iterable[KnownParagraph], told: set[str]) -> Weights:
    """Return the weights that make what is known of some paragraphs likely.

    Args:
        paragraphs: The paragraphs of all documents.
        told: The labels of those in which an author tells of a speech.
    """
    by_language = defaultdict(list)
    for one in paragraphs:
        by_language[one.language].append(one)
    return {
        language: _fit(found, told)
        for language, found in sorted(by_language.items())
        if language and len({one.label for one in found}) >= _MIN_DOCUMENTS
    }


def _fit(found: Sequence[KnownParagraph], told: set[str]) -> Mapping[str, float]:
    documents = defaultdict(set)
    for one in found:
        for part in one.parts:
            documents[part].add(one.label)
    parts = sorted(part for part, d in documents.items() if len(d) >= _MIN_WITH_PART)
    column = {part: n for n, part in enumerate(parts)}
    rows = np.zeros((len(found), len(parts) + 1))
    for row, one in zip(rows, found, strict=True):
        kept = {part: n for part, n in one.parts.items() if part in column}
        for part, n in kept.items():
            row[column[part]] = n / sum(kept.values()) ** 0.5
    rows[:, -1] = 1.0
    spoken = np.array([float(one.spoken) for one in found])
    counts = np.array([_TOLD_COUNTS if one.label in told else 1.0 for one in found])
    for kind in (0.0, 1.0):
        counts[spoken == kind] /= max(1.0, counts[spoken == kind].sum())
    weights = logistic(rows, spoken, counts * len(found) / 2)
    return dict(zip([*parts, ALWAYS], map(float, weights), strict=True))


def logistic(rows: np.ndarray, right: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a ridge of 1, by Newton's method."""
    weights: np.ndarray = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = weights + rows.T @ (counts * (share - right))
        bent = counts * share * (1 - share)
        bend = np.eye(len(weights)) + (rows.T * bent) @ rows
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def write_wording(folder: Path, weights: Weights) -> None:
    """Write the weights of each language as a table that people can read."""
    folder.mkdir(exist_ok=True)
    head = "# Made by `python -m bench.told_speeches DIR --write`; log odds.\n"
    for language, found in weights.items():
        lines = (f"{part}\t{weight:.2f}\n" for part, weight in sorted(found.items()))
        (folder / f"{language}.tsv").write_text(head + "".join(lines), encoding="utf-8")
