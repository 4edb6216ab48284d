"""What others would use in our place, on the same data."""

import re
import sqlite3
from collections.abc import Iterable

import tantivy


class Fts5:
    """SQLite FTS5 with porter stems, words OR-ed, ranked by bm25."""

    def __init__(self, docs: Iterable[str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(text, tokenize='porter unicode61')"
        )
        self._base.executemany(
            "INSERT INTO docs (rowid, text) VALUES (?, ?)", enumerate(docs, start=1)
        )

    def search(self, words: str, count: int) -> list[int]:
        """Return the numbers of the best documents, from 0."""
        terms = re.findall(r"\w+", words)
        if not terms:
            return []
        rows = self._base.execute(
            "SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{term}"' for term in terms), count),
        )
        return [int(row[0]) - 1 for row in rows]


class RawTantivy:
    """tantivy with its own English analysis, words OR-ed."""

    def __init__(self, docs: Iterable[str], folder: str = "") -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", fast=True)
        builder.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
        schema = builder.build()
        index = tantivy.Index(schema, path=folder) if folder else tantivy.Index(schema)
        writer = index.writer(heap_size=64_000_000, num_threads=1)
        for number, text in enumerate(docs):
            document = tantivy.Document()
            document.add_integer("number", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._index = index
        self._searcher = index.searcher()

    def search(self, words: str, count: int, *, counted: bool = False) -> list[int]:
        """Return the numbers of the best documents, from 0."""
        query, _ = self._index.parse_query_lenient(
            " ".join(re.findall(r"\w+", words)).lower(), ["text"]
        )
        hits = self._searcher.search(query, limit=count, count=counted).hits
        places = [place for _, place in hits]
        numbers = self._searcher.fast_field_values("number", places)
        return [int(number or 0) for number in numbers]
