"""Write the search index of a generation to a folder of its own."""

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from content.language import stemming
from content.language.stemming import primary_tag
from content.language.terms import folded_words, folded_words_and_pairs, terms
from content.query.dates import date_number
from storage.database.errors import StorageError, translate_write_errors
from storage.index.locations import id_number, name_number, text_number

HEAP_BYTES = 64_000_000
"""Memory of tantivy's writer."""

ANALYSIS = f"2 {stemming.STEMMER_VERSION}"
"""The version of what the index holds of a text: one of another version is built anew.
Raise the number whenever the words of a text, or the fields, come out otherwise."""

ANALYSIS_FILE = "analysis"
"""The file beside tantivy's that holds the version."""

LOCATION_COLUMNS = ("transcript", "position", "voice", "said")
"""Columns of a `Location`; `voice` is the speaker, and `said` a hash of the words."""

DRAFT_SUFFIX = ".draft"
"""The end of the name of a folder that is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What the index holds of an excerpt.

    Attributes:
        transcript: Its slug.
        speaker: The person's one name in the library.
        date: ISO 8601, in full or in part; may be empty.
        servable: Whether it says something; greetings and thanks rank lower.
    """

    id: str
    transcript: str
    position: int
    speaker: str
    title: str
    place: str
    date: str
    text: str
    language: str
    servable: bool


class IndexBuilder:
    """A writer of the index of one generation, beside the one that serves.

    Raises:
        StorageError: The disk is full, or not to be written to; `abandon` it then.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # It is written under another name, so that a folder with the name of a
        # generation is complete, and two processes never share a draft.
        with _writing():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._draft = Path(
                tempfile.mkdtemp(
                    prefix=f"{path.name}.", suffix=DRAFT_SUFFIX, dir=path.parent
                )
            )
        try:
            with _writing():
                self._index = tantivy.Index(_schema(), path=str(self._draft))
                self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)
        except StorageError:
            self.discard()
            raise

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add excerpts; nothing can be searched before `finish`."""
        # All documents first: giving each to the writer as it is made would hand the
        # interpreter's lock back and forth, and starve every other thread.
        documents = [_document(entry) for entry in entries]
        with _writing():
            for document in documents:
                self._writer.add_document(document)

    def finish(self) -> None:
        """Commit what was added; the index is complete, but has no name yet."""
        with _writing():
            self._writer.commit()
            self._writer.wait_merging_threads()
            (self._draft / ANALYSIS_FILE).write_text(ANALYSIS, "ascii")

    def publish(self) -> None:
        """Give the finished index the folder of its generation."""
        shutil.rmtree(self._path, ignore_errors=True)  # a broken one, being rebuilt
        with _writing():
            self._draft.rename(self._path)

    def discard(self) -> None:
        """Remove what was written."""
        vars(self).pop("_writer", None)  # its threads end, which would go on writing
        shutil.rmtree(self._draft, ignore_errors=True)


def _writing() -> AbstractContextManager[None]:
    # All that tantivy raises is a ValueError.
    return translate_write_errors("the search index", ValueError)


def _document(entry: IndexEntry) -> tantivy.Document:
    event = f"{entry.title} {entry.place}"
    document = tantivy.Document()
    document.add_integer("id", id_number(entry.id))
    document.add_integer("transcript", name_number(entry.transcript))
    document.add_integer("position", entry.position)
    document.add_integer("voice", name_number(entry.speaker))
    document.add_integer("said", text_number(entry.text))
    document.add_text("text", " ".join(terms(entry.text, entry.language)))
    document.add_text("printed", " ".join(folded_words(entry.text)))
    document.add_text("language", primary_tag(entry.language))
    document.add_text("event", " ".join(folded_words(event)))
    about = folded_words_and_pairs(f"{entry.speaker} \n{event}")
    document.add_text("about", " ".join(about))
    document.add_text("speaker", entry.speaker)
    document.add_integer("date", date_number(entry.date))
    document.add_boolean("formula", not entry.servable)
    return document


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", fast=True, indexed=True)
    # With these columns, hits are compared without reading their rows.
    for column in LOCATION_COLUMNS:
        builder.add_integer_field(column, fast=True)
    # The terms are analysed before, and separated by spaces: so matches are found and
    # highlighted by the same analysis.
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    # Positions, for phrases: they are looked for as printed.
    builder.add_text_field("printed", tokenizer_name="whitespace")
    builder.add_text_field("about", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("event", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", fast=True)
    builder.add_boolean_field("formula", fast=True)
    return builder.build()
