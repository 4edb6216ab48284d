"""Fit whether whoever speaks goes on in a further paragraph, and show how well it is known.

    python -m bench.further_paragraphs DIR… [--write]

Each DIR holds gold files, as `bench.segmentation` reads them. Of these count the documents
in which most turns have one paragraph. Few of their authors break in with nothing that
shows it; so each is learned from also with what the authors of others in its language tell
set between its turns. Figures are of documents left out of the fit a third at a time.
`--write` writes the weights that `content/segment/doubt/further_paragraphs.py` uses.
"""

import random
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from bench.documents.asides import Aside, asides, spots_of, with_asides
from bench.documents.framed import may_frame
from bench.fitting import (
    BINS,
    bin_of,
    print_bins,
    read_arguments,
    wording_by,
    wording_left_out,
)
from bench.scoring.attribution import folded_name
from bench.segmentation import Case
from bench.told_speeches import gold_of
from bench.wording import Weights, logistic
from content.document import Document, UnreadableDocumentError
from content.formats import read_document
from content.segment.doubt.further_paragraphs import WEIGHTS, signs_of_further
from content.segment.doubt.reading import Reading
from content.segment.first_reader.reader import make_first_reading
from content.segment.first_reader.reading import FirstReading
from content.segment.fitted_weights import Signs
from content.segment.names.document_language import guess_language
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_FOLDS, _TIMES, _MIN_ASIDES, _MAX_ASIDES = 3, 2, 3, 40
_SET_WORTH, _MOST_OF_ONE = 0.3, 3
"""What a paragraph set between turns counts, and how many of one document count as one each."""
_NOBODYS = frozenset(
    (SegmentKind.COMMENTARY, SegmentKind.STAGE, SegmentKind.BOILERPLATE)
)
_OWN, _FOUND, _SET = "the speaker's", "nobody's, as found", "an author's, set between"


class _Known(NamedTuple):
    """A further paragraph of a turn: its signs, and what it is."""

    label: str
    signs: Signs
    kind: str


def main() -> int:
    """Fit the weights to the documents of some folders and print how well they do."""
    cases, write = read_arguments(__doc__)
    framed = {case.label for case in cases if may_frame(case.gold or ())}
    wording = wording_left_out(cases, framed, _FOLDS, _fold)
    told = asides((case.label, case.gold or ()) for case in cases)
    jobs = [(case, _candidates(case, told)) for case in cases]
    with ProcessPoolExecutor() as pool:
        each = pool.map(partial(_known, wording=wording), jobs, chunksize=8)
        known = [one for found in each for one in found]
    names = sorted({name for one in known for name in one.signs})
    for fold in range(_FOLDS):
        weights = _fit([one for one in known if _fold(one.label) != fold], names)
        _count_shares(weights, [one for one in known if _fold(one.label) == fold])
    _print_shares()
    weights = _fit(known, names)
    lines = [f'"{name}" = {weights[name]:.2f}' for name in names]
    print(*lines, sep="\n")
    if write:
        head = "# Made by `python -m bench.further_paragraphs DIR --write`; log odds.\n"
        WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _fold(label: str) -> int:
    return zlib.crc32(label.encode()) % _FOLDS


def _candidates(case: Case, told: Mapping[str, Sequence[Aside]]) -> Sequence[Aside]:
    """Return some of what authors tell in other documents of a language and a fold."""
    language = guess_language([one.text for one in case.gold or ()])
    fold = _fold(case.label)
    found = [
        one
        for one in told.get(language, ())
        if one.label != case.label and _fold(one.label) == fold
    ]
    return random.Random(case.label).sample(found, min(_MAX_ASIDES, len(found)))


def _known(
    job: tuple[Case, Sequence[Aside]], *, wording: Sequence[Weights]
) -> list[_Known]:
    """Return what is known of the further paragraphs of a document, as found and set between."""
    case, candidates = job
    worded = wording_by(wording[_fold(case.label)])
    try:
        document = read_document(case.data, case.name)
    except UnreadableDocumentError:
        return []
    first = make_first_reading(document)
    if first.medium is not None or not first.labels:
        return []
    known = [*_as_found(case, first, document, worded)]
    labels = [first.lines[n].block for n in sorted(first.labels)]
    spots = [*spots_of(first.pieces, labels)]
    if len(candidates) < _MIN_ASIDES or 2 * len(spots) < len(first.labels):
        return known
    for time in range(_TIMES):
        chance = random.Random(f"{case.label} {time}")
        page, new = with_asides(document, spots, candidates, chance)
        first = make_first_reading(page)
        for places, signs in _further(first, page, worded):
            if first.pieces[places[0]].block in new:
                known.append(_Known(case.label, signs, _SET))
    return known


def _as_found(
    case: Case,
    first: FirstReading,
    document: Document,
    worded: Callable[[str, str], float],
) -> Iterator[_Known]:
    further = [*_further(first, document, worded)]
    whose = gold_of(case.gold or (), first.pieces) if further else []
    for places, signs in further:
        own, piece = whose[places[0]], first.pieces[places[0]]
        if own is None:
            continue
        names = {folded_name(name) for name in own.names}
        if own.kind in _NOBODYS:
            yield _Known(case.label, signs, _FOUND)
        elif own.kind is not SegmentKind.MESSAGE and _is_one(piece, names):
            yield _Known(case.label, signs, _OWN)


def _is_one(piece: Piece, names: set[str]) -> bool:
    return folded_name(piece.speaker or "") in names


def _further(
    first: FirstReading, document: Document, worded: Callable[[str, str], float]
) -> Iterator[tuple[tuple[int, ...], Signs]]:
    reading = Reading(first.pieces, first.lines, first.labels, document)
    yield from signs_of_further(reading, worded).items()


def _fit(known: Sequence[_Known], names: Sequence[str]) -> dict[str, float]:
    rows = _rows(known, names)
    of_one = Counter((one.label, one.kind) for one in known)
    counts = np.array(
        [
            (_SET_WORTH if one.kind == _SET else 1.0)
            * min(1.0, _MOST_OF_ONE / of_one[one.label, one.kind])
            for one in known
        ]
    )
    own = np.array([float(one.kind == _OWN) for one in known])
    return dict(zip(names, map(float, logistic(rows, own, counts)), strict=True))


def _rows(known: Sequence[_Known], names: Sequence[str]) -> np.ndarray:
    rows: np.ndarray = np.array(
        [[float(one.signs.get(name, 0.0)) for name in names] for one in known]
    )
    return rows


_SHARES: Counter[tuple[str, int]] = Counter()
"""How many further paragraphs of each kind there are, by how likely they are their speakers', in tenths."""


def _count_shares(weights: Mapping[str, float], known: Sequence[_Known]) -> None:
    names = sorted(weights)
    odds = _rows(known, names) @ np.array([weights[name] for name in names])
    for one, share in zip(known, 1 / (1 + np.exp(-odds)), strict=True):
        _SHARES[one.kind, bin_of(share)] += 1


def _print_shares() -> None:
    """Print how likely the paragraphs of each kind are their speakers', in tenths."""
    for kind in (_OWN, _FOUND, _SET):
        print_bins(kind, "paragraphs", [_SHARES[kind, n] for n in range(BINS)])


if __name__ == "__main__":
    sys.exit(main())
