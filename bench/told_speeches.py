"""Fit how a speech and its speaker are found of which an author tells, and show how well.

    python -m bench.told_speeches DIR… [--write [places] [speakers] [passages]]

Each DIR holds gold files, as `bench.segmentation` reads them. Of these count the pages
on which, labels left aside, one person has most of the spoken words. The weights are
conditional logistic regressions, with a ridge: of which of all places on such a page the
speech stands in, where an author goes on below it or nobody writes above it, and, where
somebody does, of who speaks of all whom the page names. A conditional random field on
the chain of paragraphs says which of them are spoken, also where a few people speak; it
learns from the pages as found and from each as three other houses would print it.
Figures are of documents that were left out of the fit, a fifth at a time. `--write`
writes the weights that `told_page.py`, `likely_speaker.py` and `passages.py` in
`content/segment/voices/one_speech/told/` use, of all three or of those that are named.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.chain_field import Chain, ChainField
from bench.documents.framed import SETTINGS, frame, may_frame
from bench.fitting import wording_by
from bench.scoring.attribution import GoldSegment, SegmentWords
from bench.segmentation import Case, folder_cases
from bench.wording import KnownParagraph, fit_wording, known_paragraphs, write_wording
from content.document import Document, UnreadableDocumentError
from content.formats import read_document
from content.segment.lines import lines_of
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.voices.one_speech.page_foot import without_page_foot
from content.segment.voices.one_speech.told.likeliest_place import overlap
from content.segment.voices.one_speech.told.likely_speaker import (
    SPEAKER_WEIGHTS,
    signs_of_speakers,
)
from content.segment.voices.one_speech.told.passages import (
    PASSAGE_WEIGHTS,
    signs_of_passages,
)
from content.segment.voices.one_speech.told.told_page import PLACE_WEIGHTS, ToldPage
from content.segment.wording.spoken_wording import WORDING_WEIGHTS, spoken_wording

_RIDGE, _ROUNDS, _FOLDS = 1.0, 60, 5
_MOST, _MIN_CHARS, _MIN_TOLD = 0.7, 400, 100
_NEAR, _MIN_PARAGRAPHS = 0.7, 2
_MAX_SPEAKERS, _SETTINGS_EACH = 4, 3
_FITS = ("places", "speakers", "passages")
_SPOKEN = {SegmentKind.SPEECH, SegmentKind.MESSAGE}


class Choice(NamedTuple):
    """What there is to choose from on a page, by the signs of each, and what is right."""

    label: str
    signs: list[Mapping[str, float]]
    right: int
    overlaps: list[float]


class GoldPage(NamedTuple):
    """A page that tells of a speech, and where that stands."""

    label: str
    pieces: Sequence[Piece]
    document: Document
    names: tuple[str, ...]
    start: int
    end: int
    above: bool
    below: bool
    spoken: Mapping[int, bool]
    """Which pieces people speak and which they do not, where that is known."""
    speakers: int
    """How many people speak; none in an interview."""


def main() -> int:
    """Fit the weights to the pages of some folders and print how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", nargs="*", choices=_FITS)
    given = parser.parse_args()
    written = () if given.write is None else given.write or _FITS
    cases = [case for folder in given.folders for case in folder_cases(folder)]
    pages = [*_pages(cases)]
    for title, file, choices in (
        ("places", PLACE_WEIGHTS, [*filter(None, map(_places, pages))]),
        ("speakers", SPEAKER_WEIGHTS, [*filter(None, map(_speakers, pages))]),
    ):
        if not choices:
            print(f"no page of the folders tells of {title}")
            return 1
        names = sorted(
            {name for one in choices for signs in one.signs for name in signs}
        )
        _print_left_out(title, choices, names)
        weights = _fit(choices, names)
        found = {
            name: round(float(w), 2) for name, w in zip(names, weights, strict=True)
        }
        lines = [f'"{name}" = {weight}' for name, weight in found.items()]
        print(*lines, sep="\n")
        if title in written:
            head = "# Made by `python -m bench.told_speeches DIR --write`; log odds.\n"
            file.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    paragraphs = [
        one for case in cases for one in known_paragraphs(case.label, case.gold or ())
    ]
    _fit_passages(
        [*pages, *_pages(_reprinted(cases))], paragraphs, write="passages" in written
    )
    return 0


def _fit_passages(
    pages: Sequence[GoldPage], paragraphs: Sequence[KnownParagraph], *, write: bool
) -> None:
    """Fit which paragraphs are spoken, and print how many pages left out of the fit are read so.

    The words of a page are weighed by what others teach, as those of a new page are.
    """
    told = {page.label for page in pages if _chain(page) is not None}
    folds = {label: n % _FOLDS for n, label in enumerate(sorted(told))}
    chains = []
    for fold in range(_FOLDS):
        weights = fit_wording(
            [one for one in paragraphs if folds.get(one.label) != fold], told
        )
        wording = wording_by(weights)
        left_out = [page for page in pages if folds.get(page.label) == fold]
        chains += [*filter(None, (_chain(page, wording) for page in left_out))]
    near = 0
    for fold in range(_FOLDS):
        field = ChainField([c for c in chains if folds[c.label] != fold])
        field.fit()
        near += sum(field.reads_nearly(c) for c in chains if folds[c.label] == fold)
    print(f"passages: {len(chains)} pages; of those left out {near} nearly")
    field = ChainField(chains)
    field.fit()
    print(*field.lines(), sep="\n")
    if write:
        head = "# Made by `python -m bench.told_speeches DIR --write`; log odds.\n"
        text = head + "\n".join(field.lines()) + "\n"
        PASSAGE_WEIGHTS.write_text(text, encoding="utf-8")
        write_wording(WORDING_WEIGHTS, fit_wording(paragraphs, told))


def _print_left_out(
    title: str, choices: Sequence[Choice], names: Sequence[str]
) -> None:
    """Print how often what is right is chosen on pages that were left out of the fit."""
    right = near = 0
    for fold in range(_FOLDS):
        weights = _fit([c for n, c in enumerate(choices) if n % _FOLDS != fold], names)
        for one in choices[fold::_FOLDS]:
            best = int((_matrix(one, names) @ weights).argmax())
            right += best == one.right
            near += one.overlaps[best] > _NEAR
    print(
        f"{title}: {len(choices)} pages; of those left out {right} right, {near} nearly"
    )


def _reprinted(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the pages on which an author tells of speeches as a few other houses print them."""
    for case in cases:
        if not case.gold or not may_frame(case.gold):
            continue
        for name in random.Random(case.label).sample([*SETTINGS], _SETTINGS_EACH):
            printed = frame(case.label, case.gold, SETTINGS[name])
            data = printed.page.encode("utf-8")
            yield case._replace(name=printed.name, data=data, gold=printed.gold)


def _pages(cases: Iterable[Case]) -> Iterator[GoldPage]:
    for case in cases:
        if case.gold is None:
            continue
        try:
            document = read_document(case.data, case.name)
        except UnreadableDocumentError:
            continue
        pieces = assign_speakers(lines_of(document), {}, SpeakerResolver([]))
        pieces = without_page_foot(pieces, document.title)
        if not ToldPage(pieces).known:
            continue
        whose = gold_of(case.gold, pieces)
        names = _main_speaker(case.gold)
        own = [
            n for n, g in enumerate(whose) if g and names and tuple(g.names) == names
        ]
        long = [
            n
            for n, one in enumerate(whose)
            if one
            and one.kind is SegmentKind.COMMENTARY
            and len(pieces[n].text) > _MIN_TOLD
        ]
        asked = any(one.kind is SegmentKind.QUESTION for one in case.gold)
        known = {n: one.kind in _SPOKEN for n, one in enumerate(whose) if one}
        said = [n for n, spoken in known.items() if spoken]
        if not said:
            continue
        one_speech = len(own) >= _MIN_PARAGRAPHS
        start, end = (own[0], own[-1] + 1) if one_speech else (said[0], said[-1] + 1)
        yield GoldPage(
            label=case.label,
            pieces=pieces,
            document=document,
            names=names if one_speech else (),
            start=start,
            end=end,
            above=bool(long) and long[0] < start,
            below=bool(long) and long[-1] >= end,
            spoken=known,
            speakers=0
            if asked
            else len({tuple(g.names) for g in case.gold if g.names}),
        )


def _main_speaker(gold: Sequence[GoldSegment]) -> tuple[str, ...]:
    """Return the names of who has most of what is spoken; empty if nobody has."""
    said: Counter[tuple[str, ...]] = Counter()
    for one in gold:
        if one.kind in _SPOKEN:
            said[tuple(one.names)] += len(one.text)
    names, chars = said.most_common(1)[0] if said else ((), 0)
    return names if chars >= max(_MIN_CHARS, _MOST * said.total()) else ()


def _places(page: GoldPage) -> Choice | None:
    """Return where the speech of a page may stand; None if where it does is none of it."""
    # A speech that ends the page below an author's words is found by its headline.
    one = page.names and (page.below or not page.above)
    told = ToldPage(page.pieces).places if one else []
    overlaps = [overlap((one.start, one.end), (page.start, page.end)) for one in told]
    if max(overlaps, default=0.0) <= _NEAR:
        return None
    right = overlaps.index(max(overlaps))
    return Choice(page.label, [one.signs for one in told], right, overlaps)


def _speakers(page: GoldPage) -> Choice | None:
    """Return who may speak on a page; None if who does is not among them."""
    if not (page.above and page.names):
        return None
    signs = signs_of_speakers(page.pieces, page.start, page.end, page.document)
    right = [any(same_person(name, one) for one in page.names) for name in signs]
    if not any(right):
        return None
    return Choice(
        page.label, [*signs.values()], right.index(True), [*map(float, right)]
    )


def _chain(
    page: GoldPage, wording: Callable[[str, str], float] = spoken_wording
) -> Chain | None:
    """Return the paragraphs of a page on which an author tells of a few people; None if not so."""
    if not (page.above and 0 < page.speakers <= _MAX_SPEAKERS):
        return None
    signs = signs_of_passages(ToldPage(page.pieces), wording)
    spoken = [page.spoken.get(n) for n in signs]
    return Chain(page.label, [*signs.values()], spoken) if spoken else None


def gold_of(
    gold: Sequence[GoldSegment], pieces: Sequence[Piece]
) -> list[GoldSegment | None]:
    """Return the gold segment that holds most of each piece; None where none does."""
    one, other = (
        SegmentWords([s.text for s in gold]),
        SegmentWords([p.text for p in pieces]),
    )
    match = one.align(other)
    found: list[Counter[int]] = [Counter() for _ in pieces]
    for place, (length, n) in enumerate(other):
        if place in match:
            found[n][one.segments[match[place]]] += length
    return [gold[c.most_common(1)[0][0]] if c else None for c in found]


def _matrix(page: Choice, names: Sequence[str]) -> np.ndarray:
    rows = [[signs.get(name, 0.0) for name in names] for signs in page.signs]
    matrix: np.ndarray = np.array(rows)
    return matrix


def _fit(pages: Sequence[Choice], names: Sequence[str]) -> np.ndarray:
    """Return the weights that make what is right most likely, by Newton's method."""
    matrices = [_matrix(page, names) for page in pages]
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        slope, bend = _RIDGE * weights, _RIDGE * np.eye(len(names))
        for page, signs in zip(pages, matrices, strict=True):
            score = signs @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            mean = share @ signs
            slope = slope + mean - signs[page.right]
            bend = bend + (signs * share[:, None]).T @ signs - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if abs(step).max() < 1e-4:
            break
    return weights


if __name__ == "__main__":
    sys.exit(main())
