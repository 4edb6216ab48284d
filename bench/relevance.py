"""Measure how well search ranks collections with known answers, beside others'.

    python -m bench.relevance DIR [DIR …] [--language TAG] [--json]

Each DIR holds `docs.jsonl` and `queries.jsonl` (`{"id", "text"}` a line) and
`qrels.tsv` (query id, document id, grade). Documents become excerpts of a store of our
own, and queries are asked as they stand.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.collections import Collection, nth_id, read_collection, stored, turns
from bench.measures import ndcg, recall, reciprocal_rank
from bench.rivals import Fts5, RawTantivy
from storage.store import Store

DEPTH = 100

Run = Mapping[str, Sequence[str]]
Measure = Callable[[Sequence[str], Mapping[str, float]], float]


def main() -> int:
    """Measure each collection and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, metavar="DIR", nargs="+")
    parser.add_argument(
        "--language", default="", help="BCP 47 tag; guessed if left out"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    for folder in options.folders:
        collection = read_collection(folder, options.language)
        figures = {
            name: _figures(run, collection)
            for name, run in asyncio.run(_runs(collection)).items()
        }
        results[collection.name] = {"language": collection.language, **figures}
        if not options.json:
            _print(collection, figures)
    if options.json:
        print(json.dumps(results, indent=1))
    return 0


async def _runs(collection: Collection) -> dict[str, Run]:
    keys = list(collection.docs)
    key_of = {nth_id(number): key for number, key in enumerate(keys)}
    asked = {key: collection.queries[key] for key in collection.qrels}
    runs: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        docs = ((text, collection.language) for text in collection.docs.values())
        async with stored(docs, Path(folder), turns(keys)) as store:
            runs["lexical"] = await _run(store, asked, key_of)
            if await store.embedding.embed_words():
                runs["at first"] = await _run(store, asked, key_of)
            if await store.embedding.embed_all(_told):
                runs["semantic"] = {
                    key: [
                        key_of[i]
                        for i in await store.search.find_ids_by_meaning(words, DEPTH)
                    ]
                    for key, words in asked.items()
                }
                runs["fused"] = await _run(store, asked, key_of)
    runs["fts5"] = _rival(Fts5, collection, asked)
    runs["tantivy"] = _rival(RawTantivy, collection, asked)
    return runs


def _rival(
    kind: type[Fts5 | RawTantivy], collection: Collection, asked: Mapping[str, str]
) -> Run:
    keys = list(collection.docs)
    with tempfile.TemporaryDirectory() as folder:
        kind.build(collection.docs.values(), Path(folder))
        rival = kind(Path(folder))
        return {
            key: [keys[number] for number in rival.search(words, DEPTH)]
            for key, words in asked.items()
        }


async def _run(
    store: Store, asked: Mapping[str, str], key_of: Mapping[str, str]
) -> Run:
    return {
        key: [key_of[i] for i in await store.search.find_ids(words, count=DEPTH)]
        for key, words in asked.items()
    }


def _told(done: int, total: int) -> None:
    if done == total or done % max(total // 10, 1) == 0:
        print(f"embedded {done:,} of {total:,}", file=sys.stderr)


def _figures(run: Run, collection: Collection) -> dict[str, float]:
    judged = collection.qrels

    def mean(measure: Measure) -> float:
        total = sum(measure(run[key], judged[key]) for key in judged)
        return round(total / max(len(judged), 1), 4)

    return {
        "ndcg@10": mean(ndcg),
        "recall@100": mean(recall),
        "mrr@10": mean(reciprocal_rank),
    }


def _print(collection: Collection, figures: Mapping[str, Mapping[str, float]]) -> None:
    print(
        f"{collection.name} ({collection.language}): {len(collection.docs):,} documents, "
        f"{len(collection.qrels):,} queries"
    )
    for name, measured in figures.items():
        print(f"  {name:9}", *(f"{key} {value:.3f}" for key, value in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
