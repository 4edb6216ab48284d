"""Fit which paragraphs below labels their speakers say, and show how well it is known.

    python -m bench.labelled_passages DIR… [--write]

Each DIR holds gold files, as `bench.segmentation` reads them. Of these count the pages
with labels below an author's words. Few pages print labels, and nothing else, to tell an
author's words from others'. So each page on which an author tells of speeches is learned
from also as two houses with labels would print it, and once with a long speech from a
record in the same language in place of its own. Figures are of the pages as found, left
out of the fit a third at a time. `--write` writes the weights that
`content/segment/voices/one_speech/told/labelled_passages.py` uses.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from bench.chain_field import Chain, ChainField
from bench.documents.framed import (
    LABELLED_SETTINGS,
    frame,
    may_frame,
    paragraphs_of,
    with_speech,
)
from bench.fitting import (
    BINS,
    bin_of,
    print_bins,
    read_arguments,
    wording_by,
    wording_left_out,
)
from bench.segmentation import Case
from bench.told_speeches import gold_of
from bench.wording import Weights
from content.document import UnreadableDocumentError
from content.formats import read_document
from content.segment.first_reader.reader import make_first_reading
from content.segment.names.document_language import guess_language
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.voices.one_speech.told.labelled_passages import (
    LABELLED_WEIGHTS,
    LabelledPage,
    signs_of_labelled,
)
from content.segment.voices.one_speech.told.labels import labels_told_of

_FOLDS, _SETTINGS_EACH = 3, 2
_MIN_TURN, _MIN_PARAGRAPH, _MIN_LONG, _MAX_LONG = 250, 70, 9, 40
_SAID = frozenset((SegmentKind.SPEECH, SegmentKind.MESSAGE, SegmentKind.QUESTION))
_TOLD = frozenset((SegmentKind.COMMENTARY, SegmentKind.COMMENT))


class _Known(NamedTuple):
    """A page with labels: its chain, and of each paragraph how long it is and whether below a label."""

    chain: Chain
    below: Sequence[int]
    """How many characters each paragraph has that stands below a label; of others 0."""


def main() -> int:
    """Fit the weights to the pages of some folders and print how well they do."""
    cases, write = read_arguments(__doc__)
    made = [*_printed_with_labels(cases)]
    labels = [case.label for case in cases]
    random.Random(_FOLDS).shuffle(labels)
    folds = {label: n % _FOLDS for n, label in enumerate(labels)}
    told = {case.label for case in made}
    wording = wording_left_out(cases, told, _FOLDS, folds.__getitem__)
    with ProcessPoolExecutor() as pool:
        known = partial(_known, folds=folds, wording=wording)
        found = [*filter(None, pool.map(known, cases, chunksize=8))]
        others = [*filter(None, pool.map(known, made, chunksize=8))]
    chains = [one.chain for one in [*found, *others]]
    print(f"{len(found)} pages with labels, {len(others)} more printed with labels")
    for fold in range(_FOLDS):
        field = ChainField([one for one in chains if folds[one.label] != fold])
        field.fit()
        _count_shares(field, [one for one in found if folds[one.chain.label] == fold])
    _print_shares()
    if write:
        field = ChainField(chains)
        field.fit()
        head = "# Made by `python -m bench.labelled_passages DIR --write`; log odds.\n"
        text = head + "\n".join(field.lines()) + "\n"
        LABELLED_WEIGHTS.write_text(text, encoding="utf-8")
    return 0


_SHARES: Counter[tuple[bool, int]] = Counter()
"""How many characters below labels are said or told, by how likely they are said, in tenths."""


def _count_shares(field: ChainField, known: Sequence[_Known]) -> None:
    shares = field.shares_inside([one.chain for one in known])
    for one, inside in zip(known, shares, strict=True):
        for chars, said, share in zip(one.below, one.chain.spoken, inside, strict=True):
            if chars and said is not None:
                _SHARES[said, bin_of(share)] += chars


def _print_shares() -> None:
    """Print of what is said and told below labels how likely it is said, in tenths."""
    for said, title in ((True, "said"), (False, "told")):
        print_bins(title, "characters", [_SHARES[said, n] for n in range(BINS)])


def _printed_with_labels(cases: Sequence[Case]) -> Iterator[Case]:
    """Yield the pages on which an author tells of speeches as houses with labels print them."""
    long = _long_speeches(cases)
    for case in cases:
        gold = case.gold or ()
        if not may_frame(gold):
            continue
        chance = random.Random(case.label)
        settings = chance.sample([*LABELLED_SETTINGS], _SETTINGS_EACH + 1)
        pages = [gold] * _SETTINGS_EACH
        language = guess_language([one.text for one in gold])
        others = [one for label, one in long[language] if label != case.label]
        if others and any(one.kind is SegmentKind.SPEECH for one in gold):
            other = chance.choice(others)
            first = chance.randint(0, max(0, len(other) - _MIN_LONG))
            size = chance.randint(_MIN_LONG, _MAX_LONG)
            pages.append(with_speech(gold, other[first : first + size]))
        for page, name in zip(pages, settings, strict=False):
            printed = frame(case.label, page, LABELLED_SETTINGS[name])
            data = printed.page.encode("utf-8")
            yield case._replace(name=printed.name, data=data, gold=printed.gold)


def _long_speeches(cases: Iterable[Case]) -> dict[str, list[tuple[str, list[str]]]]:
    """Return the paragraphs of what is said at length in each record, by language."""
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for case in cases:
        gold = case.gold or ()
        if any(one.kind is SegmentKind.QUESTION for one in gold):
            continue
        said = [
            text
            for one in gold
            if one.kind is SegmentKind.SPEECH and len(one.text) > _MIN_TURN
            for text in paragraphs_of(one.text)
            if len(text) > _MIN_PARAGRAPH
        ]
        if len(said) >= _MIN_LONG:
            found[guess_language(said)].append((case.label, said))
    return found


def _known(
    case: Case, *, folds: Mapping[str, int], wording: Sequence[Weights]
) -> _Known | None:
    """Return what is known of a page with labels below an author's words; None of no such page."""
    try:
        pieces = _labelled(case)
    except UnreadableDocumentError:
        return None
    page = LabelledPage(pieces)
    if not page.is_told:
        return None
    worded = wording_by(wording[folds[case.label]])
    signs = signs_of_labelled(page, worded)
    if not signs:
        return None
    whose = gold_of(case.gold or (), pieces)
    kinds = [one.kind if (one := whose[n]) else None for n in signs]
    spoken = [
        kind in _SAID if kind in _SAID or kind in _TOLD else None for kind in kinds
    ]
    below = [len(pieces[n].text) if page.depths.get(n) else 0 for n in signs]
    return _Known(Chain(case.label, [*signs.values()], spoken), below)


def _labelled(case: Case) -> list[Piece]:
    """Return the pieces of a page, given to whom its labels name and to nobody else."""
    document = read_document(case.data, case.name)
    first = make_first_reading(document)
    lines, labels = first.lines, dict(first.labels)
    if not labels:
        nobodys = assign_speakers(lines, {}, SpeakerResolver([]))
        labels = labels_told_of(lines, nobodys, document)
    speakers = SpeakerResolver([one.label.with_holder for one in labels.values()])
    return assign_speakers(lines, labels, speakers)


if __name__ == "__main__":
    sys.exit(main())
