"""Collections that were judged by reading, for `bench.relevance --judged`.

`judged_searches.json` holds queries and what was found worth showing for each: 2 for
what is about it, 1 for what is also about it. How they were made is in docs/search-figures.md.
Excerpts of the shipped library are named by their transcript and first words, as their
ids and boundaries change; other documents by their ids in the folder of that name.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.libraries.collections import Collection
from content.language.words.stemming import primary_tag
from content.library import SHIPPED
from content.transcript_file import read_folder
from storage.database.opening import open_database
from storage.store import open_store

JUDGED = Path(__file__).with_name("judged_searches.json")

SHIPPED_NAME = "the shipped library"

LANGUAGE = "en"
"""The language of all judged queries, and of the documents that were judged."""


async def shipped_documents() -> dict[str, str]:
    """Return the English excerpts of the shipped library.

    Their keys are such as ``slug#turn.position``; those of one turn follow each other.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        async with open_store(path) as store:
            await store.loader.load(read_folder(SHIPPED))
        database = await open_database(path, read_only=True)
        try:
            async with database.snapshot() as snapshot:
                rows = await snapshot.all(
                    """
                    SELECT transcripts.slug, transcripts.language, turn, position, text
                    FROM excerpts
                    JOIN transcripts ON transcripts.id = excerpts.transcript_id
                    WHERE servable = 1
                    ORDER BY transcripts.slug, position
                    """
                )
        finally:
            await database.close()
    return {
        f"{row['slug']}#{row['turn']}.{row['position']}": row["text"]
        for row in rows
        if primary_tag(row["language"]) == LANGUAGE
    }


def judged_over(documents: str, docs: Mapping[str, str]) -> Iterator[Collection]:
    """Yield the collections that were judged over some documents.

    Judgements of what is not there any more are left out.

    Args:
        documents: The name of their folder, or `SHIPPED_NAME`.
        docs: Their texts by their ids.
    """
    judged = json.loads(JUDGED.read_text("utf-8"))
    for name, each in judged.items():
        if each["documents"] == documents:
            yield _collection(f"{name}, judged", each["queries"], docs)


def _collection(
    name: str, queries: Sequence[Mapping[str, Any]], docs: Mapping[str, str]
) -> Collection:
    plain = {key: " ".join(text.split()) for key, text in docs.items()}
    qrels: dict[str, dict[str, float]] = {}
    for query in queries:
        grades = {
            key: float(grade)
            for grade in (2, 1)
            for named in query.get(f"grade {grade}", ())
            for key in _keys(named, plain)
        }
        if grades:
            qrels[query["asked"]] = grades
    return Collection(
        name=name,
        language=LANGUAGE,
        docs=dict(docs),
        queries={asked: asked for asked in qrels},
        qrels=qrels,
    )


def _keys(named: str, docs: Mapping[str, str]) -> list[str]:
    """Return the keys of a document that is named by its id, or by its first words.

    >>> _keys("ferry-1931: The boats", {"ferry-1931#0.1": "Friends! The boats are in."})
    ['ferry-1931#0.1']
    """
    if named in docs:
        return [named]
    slug, _, words = named.partition(": ")
    return [
        key
        for key, text in docs.items()
        if words and key.startswith(f"{slug}#") and words in text
    ][:1]
