"""The search index: derived from the rows, one folder a generation of the library."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from content.words import query_terms, terms

HEAP_BYTES = 64_000_000

FORMULA_WEIGHT = 0.3
"""How much of its score a greeting keeps: short, it would outrank what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold what the index keeps of an excerpt.

    Attributes:
        speaker: The person's one name in the library.
        servable: Whether it says something; greetings and thanks rank lower.
    """

    id: str
    speaker: str
    text: str
    language: str
    servable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Hold a page of ids, best first, and how many excerpts match in all."""

    total: int
    ids: tuple[str, ...]


class IndexBuilder:
    """Write the index of one generation beside the one that serves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # The work happens under a name of its own, so that a folder that bears a
        # generation's number is whole, and two processes never share a draft.
        path.parent.mkdir(parents=True, exist_ok=True)
        self._draft = Path(
            tempfile.mkdtemp(prefix=f"{path.name}.", suffix=".draft", dir=path.parent)
        )
        self._index = tantivy.Index(_schema(), path=str(self._draft))
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take excerpts in; nothing can be searched before `finish`."""
        for entry in entries:
            self._writer.add_document(
                tantivy.Document(
                    id=entry.id,
                    speaker=entry.speaker,
                    text=" ".join(terms(entry.text, entry.language)),
                    formula=not entry.servable,
                )
            )

    def finish(self) -> None:
        """Commit what was taken in; the index is whole, but has no name yet."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def publish(self) -> None:
        """Give the finished index the folder of its generation."""
        shutil.rmtree(self._path, ignore_errors=True)  # a broken one, being rebuilt
        self._draft.rename(self._path)

    def abandon(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self._draft, ignore_errors=True)


class Index:
    """Search one generation of the library."""

    def __init__(self, path: Path, languages: Sequence[str]) -> None:
        """Open a finished index.

        Raises:
            ValueError: There is none at `path`, or it is broken.
        """
        self._index = tantivy.Index.open(str(path))
        self._schema = self._index.schema
        self._index.searcher()  # finds a segment that is missing or broken
        self._languages = tuple(languages)

    def search(self, words: str, *, speaker: str, first: int, count: int) -> Hits:
        """Rank the excerpts that hold any of the words, by BM25.

        Args:
            words: Any text; it is never parsed as a query language.
            speaker: The name of the person whose words alone count, or empty.
            first: How many hits to pass over.
            count: How many to return, at most.
        """
        wanted = sorted(
            {
                term
                for language in self._languages
                for term in query_terms(words, language)
            }
        )
        if not wanted:
            return Hits(total=0, ids=())
        words_query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term("text", term)) for term in wanted]
        )
        formula = tantivy.Query.term_query(self._schema, "formula", field_value=True)
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, _without(words_query, formula)),
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        _both(words_query, formula), FORMULA_WEIGHT
                    ),
                ),
            ]
        )
        if speaker:
            query = _both(query, self._term("speaker", speaker))
        searcher = self._index.searcher()
        found = searcher.search(query, limit=count, offset=first)
        ids = tuple(searcher.doc(address)["id"][0] for _, address in found.hits)
        return Hits(total=found.count or 0, ids=ids)  # type: ignore[attr-defined] # its stub forgets it

    def near(self, word: str, count: int) -> tuple[str, ...]:
        """Return ids of excerpts with a term within two typing errors of `word`."""
        found: dict[str, None] = {}
        searcher = self._index.searcher()
        for term in {t for lang in self._languages for t in query_terms(word, lang)}:
            for distance in (1, 2):
                query = tantivy.Query.fuzzy_term_query(
                    self._schema, "text", term, distance=distance
                )
                hits = searcher.search(query, limit=count).hits
                found |= dict.fromkeys(searcher.doc(at)["id"][0] for _, at in hits)
                if found:
                    break
        return tuple(found)[:count]

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value)


def _both(ranked: tantivy.Query, filtered: tantivy.Query) -> tantivy.Query:
    """Match what both match, ranked by the first alone."""
    only = tantivy.Query.const_score_query(filtered, 0.0)
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, ranked), (tantivy.Occur.Must, only)]
    )


def _without(ranked: tantivy.Query, excluded: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, ranked), (tantivy.Occur.MustNot, excluded)]
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
    builder.add_boolean_field("formula", indexed=True)
    # The terms come analysed and parted by spaces: what marks the matches in the
    # printed text and what finds them is then one and the same analysis.
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
