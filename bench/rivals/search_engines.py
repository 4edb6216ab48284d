"""What others would use in our place, on the same data: each writes into a folder."""

import importlib
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import tantivy


class Rival(Protocol):
    """Index documents into a folder, and search them from there."""

    name: str

    def __init__(self, folder: Path) -> None:
        """Open what `build` wrote."""

    @staticmethod
    def build(docs: Iterable[str], folder: Path) -> None:
        """Index documents, numbered from 0, into an empty folder."""

    def search(self, words: str, count: int) -> list[int]:
        """Return the numbers of the best documents that hold any of the words."""
        ...


class Fts5:
    """SQLite FTS5 with porter stems, words OR-ed, ranked by bm25."""

    name = "FTS5 porter, OR"

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.db")

    @staticmethod
    def build(docs: Iterable[str], folder: Path) -> None:
        """Index documents, numbered from 0, into an empty folder."""
        base = sqlite3.connect(folder / "fts5.db")
        base.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(text, tokenize='porter unicode61')"
        )
        base.executemany(
            "INSERT INTO docs (rowid, text) VALUES (?, ?)", enumerate(docs, start=1)
        )
        base.execute("INSERT INTO docs (docs) VALUES ('optimize')")
        base.commit()
        base.close()

    def search(self, words: str, count: int) -> list[int]:
        """Return the numbers of the best documents that hold any of the words."""
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

    name = "raw tantivy"

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    @staticmethod
    def build(docs: Iterable[str], folder: Path) -> None:
        """Index documents, numbered from 0, into an empty folder."""
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", fast=True)
        builder.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=64_000_000, num_threads=1)
        for number, text in enumerate(docs):
            document = tantivy.Document()
            document.add_integer("number", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def search(self, words: str, count: int) -> list[int]:
        """Return the numbers of the best documents that hold any of the words."""
        query, _ = self._index.parse_query_lenient(
            " ".join(re.findall(r"\w+", words)).lower(), ["text"]
        )
        # Counting would visit every match; neither rival does.
        hits = self._searcher.search(query, limit=count, count=False).hits
        places = [place for _, place in hits]
        numbers = self._searcher.fast_field_values("number", places)
        return [int(number or 0) for number in numbers]


class Whoosh:
    """Whoosh (`whoosh-reloaded`, pure Python), porter stems, words OR-ed, BM25F."""

    name = "Whoosh, OR"

    def __init__(self, folder: Path) -> None:
        index = importlib.import_module("whoosh.index").open_dir(str(folder))
        parser = importlib.import_module("whoosh.qparser")
        self._searcher = index.searcher()
        self._parser: Any = parser.QueryParser(
            "text", index.schema, plugins=[], group=parser.OrGroup
        )

    @staticmethod
    def build(docs: Iterable[str], folder: Path) -> None:
        """Index documents, numbered from 0, into an empty folder."""
        fields = importlib.import_module("whoosh.fields")
        analysis = importlib.import_module("whoosh.analysis")
        stems = analysis.StemmingAnalyzer(stoplist=None)
        schema = fields.Schema(
            number=fields.STORED, text=fields.TEXT(analyzer=stems, phrase=False)
        )
        index = importlib.import_module("whoosh.index").create_in(str(folder), schema)
        writer = index.writer(limitmb=256)
        for number, text in enumerate(docs):
            writer.add_document(number=number, text=text)
        writer.commit()

    def search(self, words: str, count: int) -> list[int]:
        """Return the numbers of the best documents that hold any of the words."""
        hits = self._searcher.search(self._parser.parse(words), limit=count)
        return [int(hit["number"]) for hit in hits]
