"""Fit the weights of quotability on judged excerpts, and show what is offered.

    python -m bench.quotability JUDGED.json [--fit [--write]] [--only GROUP …] [--documents DIR …]

JUDGED holds excerpts, each with its `text`, `language` and what two `readers` said of
it: whether it stands alone (`stands`), says something (`says`) and is `whole`. *Before*
is the rule by first words that came before the weights; *after* is what the library
offers now. Both judge the text as it stands there, without moving its boundaries. Where
an excerpt names its `doc`, what stands before it there counts, too: transcripts of the
shipped library and gold files of this repository are known, others are in DIR.

`--fit` shows what weights fitted on these excerpts offer of those that are left out of
the fit: of a tenth of the documents at a time, and of one `group` of documents at a
time, where excerpts name theirs. `--only` shows some groups alone, too. `--write` stores weights that are fitted on all of them. They
are logistic regressions with a ridge towards what was expected of each feature before
anything was judged, so that a feature that is seldom met weighs what one would expect; no
feature weighs against its sense.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import compress, pairwise
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.scoring.judged_excerpts import FOLDERS, Judged, read_judged
from bench.scoring.quotability_fit import estimate, fit_all
from content.excerpts.quotability import QUALITIES, WEIGHTS, rate

BARS = {"stands": 0.92, "says": 0.82, "whole": 0.85}
"""Chosen on the excerpts of the fit, each left out in turn: see docs/excerpt-fits.md."""

LOW_BARS = {"stands": 0.86, "says": 0.7, "whole": 0.85}
"""Those of a transcript that has nothing over the others."""

BARS_OF_TALK = {"stands": 0.92, "says": 0.8, "whole": 0.85}
"""The bars of a dialogue."""

BARS_OF_ANSWERS = {"stands": 0.88, "says": 0.75, "whole": 0.85}
"""The bars of what is shown with the question that it answers."""

TIERS = (0.91, 0.875)
"""Scores that part what is offered of the shipped library into thirds."""


FAILED = {
    "stands": "does not stand alone",
    "says": "says nothing",
    "whole": "is not whole",
}


FOLDS, SEED = 10, 20261126


def without_documents(judged: Sequence[Judged]) -> list[int]:
    """Return a fold for each excerpt: all of a document are in one of ten."""
    documents = sorted({one.document for one in judged})
    folds = np.random.default_rng(SEED).permutation(len(documents)) % FOLDS
    by_document = dict(zip(documents, folds.tolist(), strict=True))
    return [by_document[one.document] for one in judged]


def without_groups(judged: Sequence[Judged]) -> list[int]:
    """Return a fold for each excerpt: its group."""
    groups = sorted({one.group for one in judged})
    return [groups.index(one.group) for one in judged]


def left_out(judged: Sequence[Judged], folds: Sequence[int]) -> list[bool]:
    """Return for each excerpt whether weights that were fitted without its fold offer it."""
    offered = [False] * len(judged)
    for fold in sorted(set(folds)):
        pairs = list(enumerate(zip(judged, folds, strict=True)))
        fitted = fit_all([one for _, (one, its) in pairs if its != fold])
        rest = [(number, one) for number, (one, its) in pairs if its == fold]
        for (number, one), rated in zip(
            rest, estimate([one for _, one in rest], fitted), strict=True
        ):
            bars = BARS_OF_TALK if one.is_talk else BARS
            if one.is_asked:
                bars = BARS_OF_ANSWERS
            offered[number] = one.may_be_offered and rated.is_over(bars)
    return offered


def shares_of(judged: Sequence[Judged], offered: Sequence[bool]) -> dict[str, str]:
    """Return figures by name: what is offered, and what readers said of it."""
    kept = [one for one, is_offered in zip(judged, offered, strict=True) if is_offered]
    good = sum(one.good for one in judged)
    figures = {"offered": f"{len(kept):,} of {len(judged):,}"}
    for quality, failed in FAILED.items():
        not_all = sum(not all(one.votes[quality]) for one in kept)
        none = sum(not any(one.votes[quality]) for one in kept)
        figures[f"{failed}, says either reader"] = _percent(not_all, len(kept))
        figures[f"{failed}, say both"] = _percent(none, len(kept))
    figures["good ones that are offered"] = _percent(
        sum(one.good for one in kept), good
    )
    return figures


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def print_offers(console: Console, rules: Mapping[str, Mapping[str, str]]) -> None:
    """Print what is offered by each rule."""
    table = Table(box=None, pad_edge=False)
    for column in ("", *rules):
        table.add_column(column, justify="right" if column else "left")
    for figure in next(iter(rules.values())):
        table.add_row(figure, *(figures[figure] for figures in rules.values()))
    console.print(table)


def print_fit(console: Console, judged: Sequence[Judged]) -> None:
    """Print how well the stored weights tell what readers said, and where they differ."""
    rated = [rate(one.features) for one in judged]
    table = Table(box=None, pad_edge=False)
    for column in ("estimated chance", *QUALITIES):
        table.add_column(column, justify="right")
    edges = (0.0, 0.25, 0.5, 0.75, 0.87, 0.95, 1.01)
    for low, high in pairwise(edges):
        cells = []
        for quality in QUALITIES:
            votes = [
                np.mean(one.votes[quality])
                for one, each in zip(judged, rated, strict=True)
                if low <= getattr(each, quality) < high
            ]
            cells.append(f"{np.mean(votes):.2f} of {len(votes)}" if votes else "-")
        table.add_row(f"{low:.2f} to {min(high, 1):.2f}", *cells)
    console.print("Share of readers who say yes, by the estimate:")
    console.print(table)


def write(fitted: Mapping[str, tuple[float, np.ndarray]], count: int) -> None:
    """Store weights for the library."""
    lines = [
        "# Fitted by `python -m bench.quotability JUDGED.json --fit --write`;",
        "# docs/excerpts.md says what each feature is,",
        "# docs/excerpt-fits.md how good the weights are.",
        f"fitted = {datetime.now(tz=UTC).date()}",
        f"judged = {count}",
        "",
        "[bars]",
        *(f"{quality} = {bar}" for quality, bar in BARS.items()),
        "",
        "[low_bars]",
        *(f"{quality} = {bar}" for quality, bar in LOW_BARS.items()),
        "",
        "[bars_of_talk]",
        *(f"{quality} = {bar}" for quality, bar in BARS_OF_TALK.items()),
        "",
        "[bars_of_answers]",
        *(f"{quality} = {bar}" for quality, bar in BARS_OF_ANSWERS.items()),
        "",
        "[tiers]",
        f"from = {list(TIERS)}",
    ]
    for quality, (start, weights) in fitted.items():
        lines += ["", f"[{quality}]", f"start = {start:.2f}"]
        named = zip(QUALITIES[quality], weights, strict=True)
        lines += [f"{name} = {weight or 0.0:.2f}" for name, weight in named]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Read, fit if asked to, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", nargs="*", default=[], metavar="GROUP")
    parser.add_argument("--documents", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    judged = read_judged(options.judged, [*FOLDERS, *options.documents])
    console = Console(highlight=False)
    counts = Counter(one.language for one in judged)
    console.print(
        f"{len(judged):,} judged excerpts, {sum(one.good for one in judged):,} good by "
        "all readers: "
        + ", ".join(f"{count} {tag or '?'}" for tag, count in counts.most_common())
    )
    offers = {
        "before": [one.served_before for one in judged],
        "after": [
            one.may_be_offered
            and rate(one.features).is_offered(dialogue=one.is_talk, asked=one.is_asked)
            for one in judged
        ],
    }
    if options.fit:
        offers["document left out"] = left_out(judged, without_documents(judged))
        groups = without_groups(judged)
        if len(set(groups)) > 1:
            offers["group left out"] = left_out(judged, groups)
    print_offers(
        console, {rule: shares_of(judged, each) for rule, each in offers.items()}
    )
    parts = {
        "dialogues": [one.is_talk for one in judged],
        "speeches": [not one.is_talk for one in judged],
        **{group: [one.group == group for one in judged] for group in options.only},
    }
    for part, chosen in parts.items():
        console.print(f"Of {part} alone:")
        print_offers(
            console,
            {
                rule: shares_of(
                    list(compress(judged, chosen)), list(compress(each, chosen))
                )
                for rule, each in offers.items()
            },
        )
    print_fit(console, judged)
    if options.write:
        write(fit_all(judged), len(judged))
        console.print(f"Wrote {WEIGHTS}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
