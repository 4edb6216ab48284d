"""Measure how well search ranks collections with known answers, beside others'.

    python -m bench.relevance [DIR …] [--judged] [--language TAG] [--json]

Each DIR holds `docs.jsonl` and `queries.jsonl` (`{"id", "text"}` a line) and
`qrels.tsv` (query id, document id, grade). Documents become excerpts of a store of our
own, and queries are asked as they stand. With `--judged` the collections of
`bench/libraries/judged_searches.json` are measured too: those over the shipped library, and those
over the documents of a DIR.
"""

import argparse
import asyncio
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.libraries.collections import (
    Collection,
    nth_id,
    read_collection,
    stored,
    turns,
)
from bench.libraries.judged_searches import SHIPPED_NAME, judged_over, shipped_documents
from bench.rivals.search_engines import Fts5, RawTantivy
from storage.store import Store

DEPTH = 100

Run = Mapping[str, Sequence[str]]
"""The keys of the documents that are found for each query, best first."""

Grades = Mapping[str, float]
"""How well documents fit a query, by their ids."""

Measure = Callable[[Sequence[str], Grades], float]


def main() -> int:
    """Measure each collection and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, metavar="DIR", nargs="*")
    parser.add_argument("--judged", action="store_true")
    parser.add_argument(
        "--language", default="", help="BCP 47 tag; guessed if left out"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    for together in _collections(options.folders, options.language, options.judged):
        runs = asyncio.run(_runs(together))
        for collection in together:
            figures = {name: _figures(run, collection) for name, run in runs.items()}
            results[collection.name] = {"language": collection.language, **figures}
            if not options.json:
                _print(collection, figures)
    if options.json:
        print(json.dumps(results, indent=1))
    return 0


def _collections(
    folders: Sequence[Path], language: str, judged: bool
) -> Iterator[list[Collection]]:
    """Yield collections, those over the same documents together."""
    for folder in folders:
        collection = read_collection(folder, language)
        others = judged_over(collection.name, collection.docs) if judged else ()
        yield [collection, *others]
    if judged:
        docs = asyncio.run(shipped_documents())
        yield [*judged_over(SHIPPED_NAME, docs)]


async def _runs(together: Sequence[Collection]) -> dict[str, Run]:
    """Return what is found in the documents that some collections share."""
    first = together[0]
    keys = list(first.docs)
    key_of = {nth_id(number): key for number, key in enumerate(keys)}
    asked = [*dict.fromkeys(each.queries[k] for each in together for k in each.qrels)]
    runs: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        docs = ((text, first.language) for text in first.docs.values())
        async with stored(docs, Path(folder), turns(keys)) as store:
            runs["lexical"] = await _run(store, asked, key_of)
            if await store.embedding.embed_words():
                runs["at first"] = await _run(store, asked, key_of)
            if await store.embedding.embed_all(_told):
                runs["semantic"] = {
                    words: [
                        key_of[i]
                        for i in await store.search.find_ids_by_meaning(words, DEPTH)
                    ]
                    for words in asked
                }
                runs["fused"] = await _run(store, asked, key_of)
    runs["fts5"] = _rival(Fts5, first, asked)
    runs["tantivy"] = _rival(RawTantivy, first, asked)
    return runs


def _rival(
    kind: type[Fts5 | RawTantivy], collection: Collection, asked: Sequence[str]
) -> Run:
    keys = list(collection.docs)
    with tempfile.TemporaryDirectory() as folder:
        kind.build(collection.docs.values(), Path(folder))
        rival = kind(Path(folder))
        return {
            words: [keys[number] for number in rival.search(words, DEPTH)]
            for words in asked
        }


async def _run(store: Store, asked: Sequence[str], key_of: Mapping[str, str]) -> Run:
    return {
        words: [key_of[i] for i in await store.search.find_ids(words, count=DEPTH)]
        for words in asked
    }


def _told(done: int, total: int) -> None:
    if done == total or done % max(total // 10, 1) == 0:
        print(f"embedded {done:,} of {total:,}", file=sys.stderr)


def _figures(run: Run, collection: Collection) -> dict[str, float]:
    judged = collection.qrels

    def mean(measure: Measure) -> float:
        asked = collection.queries
        total = sum(measure(run[asked[key]], judged[key]) for key in judged)
        return round(total / max(len(judged), 1), 4)

    return {
        "ndcg@10": mean(_ndcg),
        "recall@100": mean(_recall),
        "mrr@10": mean(_reciprocal_rank),
    }


def _ndcg(ranked: Sequence[str], judged: Grades, depth: int = 10) -> float:
    """Return the discounted gain of the first hits, as a share of the best possible."""
    gain = sum(judged.get(d, 0.0) / math.log2(i + 2) for i, d in _first(ranked, depth))
    best = sorted(judged.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(i + 2) for i, grade in enumerate(best))
    return gain / ideal if ideal else 0.0


def _recall(ranked: Sequence[str], judged: Grades, depth: int = 100) -> float:
    """Return the share of the fitting documents that are among the first hits."""
    fitting = {doc for doc, grade in judged.items() if grade > 0}
    return len(fitting.intersection(ranked[:depth])) / len(fitting) if fitting else 0.0


def _reciprocal_rank(ranked: Sequence[str], judged: Grades, depth: int = 10) -> float:
    """Return 1 over the rank of the first hit that fits."""
    return next(
        (1 / (i + 1) for i, d in _first(ranked, depth) if judged.get(d, 0.0) > 0), 0.0
    )


def _first(ranked: Sequence[str], depth: int) -> enumerate[str]:
    return enumerate(ranked[:depth])


def _print(collection: Collection, figures: Mapping[str, Mapping[str, float]]) -> None:
    print(
        f"{collection.name} ({collection.language}): {len(collection.docs):,} documents, "
        f"{len(collection.qrels):,} queries"
    )
    for name, measured in figures.items():
        print(f"  {name:9}", *(f"{key} {value:.3f}" for key, value in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
