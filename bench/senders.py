"""Fit by what signs somebody sent a text that is read out, and show how well.

    python -m bench.senders [DIR…] [--write]

Learned from are the texts whose sender older commits looked for in documents that they
had not seen (`bench.documents.blind_runs`; needs the whole history of the repository, and
ten minutes), with who they took it for; and, without what rules find today, those of
older sets, of the golden cases and of DIR. A conditional logistic regression with a ridge tells
who of all who are named around a text sent it. Printed is how many senders are found, of
sets that are left out of the fit, a seventh at a time, and of the rules. `--write` writes
the weights that `content/segment/messages/senders/weighed/` uses.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.documents.blind_runs import BLIND, SETS, printed_blindly
from bench.scoring.attribution import (
    GoldSegment,
    SegmentWords,
    folded_name,
    read_gold,
)
from bench.scoring.sender_agreement import Compared, compare, count_agreement
from bench.scoring.sender_fit import Choice, fit_senders, likeliest
from bench.segmentation import Case, folder_cases, golden_cases
from content.formats import read_document
from content.segment import SegmentKind, segment
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders import origin_finder
from content.segment.messages.senders.origin import Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.senders.weighed.signs import NameSigns, SenderSigns
from content.segment.messages.senders.weighed.weigher import WEIGHTS, SenderWeights

_SET_NAMES = [*dict.fromkeys(name for _, name, _ in BLIND)]
_FIRST_BLIND = "twentieth"
"""The first set whose commit looks for senders as those of today do."""
_PLAIN = "plain"
"""The group of documents that are in every fit."""
_FOLDS, _NEARLY_ALL = 7, 0.7
_PLAIN_WORTH, _SPEECH_WORTH = 3.0, 0.25
"""How much such a document counts, and words that nobody else than their reader said."""


class Known(NamedTuple):
    """A text of which it is known who sent it, and all who are named around it.

    Attributes:
        group: The set that its document is of.
        read_out: Whether it is another's than its reader's.
        found: Who the rules found; None where they have seen the text.
        sender: All names of who sent it, as `folded_name` returns them.
        around: All who are named around it, and the signs of each.
    """

    group: str
    read_out: bool
    found: Origin | None
    sender: frozenset[str]
    around: Sequence[NameSigns]

    def is_sender(self, name: str) -> bool:
        """Return whether a name is that of who sent the text."""
        return folded_name(name) in self.sender

    @property
    def named(self) -> list[tuple[frozenset[str], bool]]:
        """The signs of each name around it, and whether the name is the sender's."""
        return [
            (one.with_those_of_kind, self.is_sender(one.name)) for one in self.around
        ]


def main() -> int:
    """Run the fit and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    first = _SET_NAMES.index(_FIRST_BLIND)
    known = [*_blind(_SET_NAMES[first:])]
    for case in chain(golden_cases(), *map(folder_cases, options.folders)):
        known += _as_read_today(_PLAIN, case)
    for name in _SET_NAMES[:first]:
        for case in folder_cases(SETS / name):
            known += _as_read_today(name, case)
    _print_figures(known)
    if options.write:
        weights = fit_senders([_choice(one) for one in known])
        lines = (f'"{sign}" = {weight:.2f}' for sign, weight in sorted(weights.items()))
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _blind(sets: Sequence[str]) -> Iterator[Known]:
    """Yield the texts of sets, with whom the code that had not seen them took for senders."""
    for group, _, printed in printed_blindly("old_senders.py", sets):
        for name, asked in printed.items():
            gold = read_gold(SETS / group / f"{name.rsplit('.', 1)[0]}.gold.json")
            texts = [
                (_text(one["text"]), Origin(name=one["name"], confidence=one["sure"]))
                for one in asked
            ]
            yield from _known(group, texts, gold)


def _as_read_today(group: str, case: Case) -> Iterator[Known]:
    """Yield the texts of a document as today's rules find them, without whom they find."""
    asked: list[tuple[ReadText, Origin | None]] = []

    def listen(text: ReadText, found: Origin) -> Origin:
        asked.append((text, None))
        return found

    with patch.object(origin_finder, "weighed_origin", listen):
        segment(read_document(case.data, case.name))
    if case.gold:
        yield from _known(group, asked, case.gold)


def _text(printed: Mapping[str, Any]) -> ReadText:
    """Return a text as an older commit read it."""
    told = {one.name: printed[one.name] for one in fields(ReadText)}
    extent = {
        one.name: printed["extent"][one.name]
        for one in fields(Extent)
        if one.name in printed["extent"]
    }
    extent["form"] = Form[extent["form"]]
    return ReadText(**{**told, "extent": Extent(**extent)})


def _known(
    group: str,
    texts: Sequence[tuple[ReadText, Origin | None]],
    gold: Sequence[GoldSegment],
) -> Iterator[Known]:
    """Yield the texts whose words a gold segment has, the longest of each."""
    gold_words = SegmentWords([one.text for one in gold])
    longest: dict[int, tuple[int, ReadText, Origin | None]] = {}
    for text, found in texts:
        own, length = _segment_of(text, gold_words)
        if own is not None and length > longest.get(own, (0,))[0]:
            longest[own] = length, text, found
    for own, (_, text, found) in longest.items():
        known = Known(
            group=group,
            read_out=gold[own].kind is SegmentKind.MESSAGE,
            found=found,
            sender=frozenset(map(folded_name, gold[own].names)),
            around=SenderSigns(text).of_all(found or Origin()),
        )
        if any(known.is_sender(one.name) for one in known.around):
            yield known


def _segment_of(text: ReadText, gold_words: SegmentWords) -> tuple[int | None, int]:
    """Return the gold segment that has nearly all of a text's letters, and how many these are."""
    words = SegmentWords(["\n".join(text.words)])
    matches = gold_words.align(words)
    letters: dict[int, int] = {}
    length = 0
    for place, (count, _) in enumerate(words):
        length += count
        if place in matches:
            segment_of = gold_words.segments[matches[place]]
            letters[segment_of] = letters.get(segment_of, 0) + count
    most = max(letters, key=lambda one: letters[one], default=-1)
    nearly = letters.get(most, 0) > _NEARLY_ALL * length
    return (most if nearly else None), length


def _choice(one: Known) -> Choice:
    worth = _PLAIN_WORTH if one.group == _PLAIN else 1.0
    return Choice(one.named, worth if one.read_out else worth * _SPEECH_WORTH)


def _print_figures(known: Sequence[Known]) -> None:
    """Print how many senders a fit that has not seen them finds, and how many the rules did."""
    groups = sorted({one.group for one in known if one.found is not None})
    right = by_rules = count = 0
    compared: list[Compared | None] = []
    for fold in range(_FOLDS):
        out = {*groups[fold::_FOLDS]}
        weights = fit_senders([_choice(one) for one in known if one.group not in out])
        for one in known:
            if one.group in out and one.read_out:
                found = one.found or Origin()
                count += 1
                right += one.named[likeliest(one.named, weights)][1]
                by_rules += one.is_sender(found.name)
                compared.append(
                    compare(found, one.around, SenderWeights(weights), one.is_sender)
                )
    console = Console(highlight=False)
    console.print(f"texts of others whose sender is named around them: {count}")
    console.print(
        f"sender found by the rules of the day: {by_rules / max(1, count):.3f}"
    )
    console.print(
        f"sender the likeliest, left out of the fit: {right / max(1, count):.3f}"
    )
    _print_agreement(console, list(filter(None, compared)))


def _print_agreement(console: Console, compared: Sequence[Compared]) -> None:
    """Print how often rules and weights are right about texts of whose sender both tell."""
    console.print(
        f"of {len(compared)} for which the rules found somebody, in scripts with capitals:"
    )
    table = Table(box=None, pad_edge=False)
    table.add_column("the rules and the weights")
    for column in ("texts", "rules right", "likeliest right"):
        table.add_column(column, justify="right")
    for row in count_agreement(compared):
        table.add_row(
            row.told,
            str(row.texts),
            f"{row.rules_right:.2f}",
            f"{row.likeliest_right:.2f}",
        )
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
