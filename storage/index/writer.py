"""Write the search index of a generation, from rows and a plan, to a folder of its own."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import tantivy

from content.language.words import stemming
from content.language.words.stemming import primary_tag
from content.language.words.terms import (
    folded_words,
    folded_words_and_pairs,
    has_grams,
    terms,
    word_grams,
)
from content.query.dates import date_number
from storage.corpus.planned_library import (
    IndexedTranscript,
    IndexEntry,
    PlannedLibrary,
)
from storage.database.connection import Connection
from storage.database.errors import StorageError, translate_write_errors
from storage.index.locations import id_number, name_number, text_number

HEAP_BYTES = 64_000_000
"""Memory of tantivy's writer."""

ANALYSIS = f"4 {stemming.STEMMER_VERSION}"
"""The version of what the index holds of a text; an index of another one is rebuilt.
Raise the number whenever the words of a text, or the fields, come out otherwise."""

ANALYSIS_FILE = "analysis"
"""The file beside tantivy's that holds the version."""

LOCATION_COLUMNS = ("transcript", "turn", "position", "voice", "said")
"""Columns of a `Location`; `voice` is the speaker, and `said` a hash of the words."""

PADDING_SHARE = 0.875
"""Terms that are added to each text, as a share of what the library's texts have in the
mean. tantivy's BM25 has b = .75, made for long documents, so that short excerpts
outrank others; lengths that differ less are the same as b = .4. See docs/search.md."""

PADDING_SAMPLE = 500
"""Excerpts whose terms are counted to find the mean."""

PADDING = "."
"""A term that no text has and nobody can ask for."""

ASIDES_FOLDER = "asides"
"""The folder, inside an index's, of one more: of excerpts that are nobody's words. No
search finds them; only a quote that is checked is compared with them."""

ASIDES_HEAP_BYTES = 15_000_000
"""Memory of its writer, the least that tantivy takes."""

BATCH_EXCERPTS = 500
"""Excerpts added at once: of a long transcript it is told how far they are."""

DRAFT_SUFFIX = ".draft"
"""The end of the name of a folder that is being written."""


Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class IndexBuilder:
    """A writer of the index of one generation, beside the one that serves.

    Raises:
        StorageError: The disk is full, or not to be written to; `abandon` it then.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._padding = ""
        # It is written under another name, so that a folder with the name of a
        # generation is complete, and two processes never share a draft.
        with _writing():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._draft = Path(
                tempfile.mkdtemp(
                    prefix=f"{path.name}.", suffix=DRAFT_SUFFIX, dir=path.parent
                )
            )
        try:
            with _writing():
                asides = self._draft / ASIDES_FOLDER
                asides.mkdir(mode=0o700)
                self._writer = _writer(self._draft, HEAP_BYTES)
                self._asides = _writer(asides, ASIDES_HEAP_BYTES)
        except StorageError:
            self.discard()
            raise

    def pad(self, texts: Iterable[tuple[str, str]]) -> None:
        """Make the lengths of texts count less; see `PADDING_SHARE`.

        Args:
            texts: A sample of the texts that will be added, each with its language.
        """
        lengths = [len(terms(text, language)) for text, language in texts]
        count = round(PADDING_SHARE * sum(lengths) / max(len(lengths), 1))
        self._padding = f" {PADDING}" * count

    def add(self, transcript: IndexedTranscript, entries: Iterable[IndexEntry]) -> None:
        """Add excerpts of a transcript; nothing can be searched before `finish`."""
        # All documents first: giving each to the writer as it is made would hand the
        # interpreter's lock back and forth, and starve every other thread.
        documents = [
            (_document(transcript, entry, self._padding), bool(entry.speaker))
            for entry in entries
        ]
        with _writing():
            for document, is_attributed in documents:
                writer = self._writer if is_attributed else self._asides
                writer.add_document(document)

    def finish(self) -> None:
        """Commit what was added; the index is complete, but has no name yet."""
        with _writing():
            for writer in (self._writer, self._asides):
                writer.commit()
                writer.wait_merging_threads()
            (self._draft / ANALYSIS_FILE).write_text(ANALYSIS, "ascii")

    def publish(self) -> None:
        """Rename the finished index to the folder of its generation.

        If another process was quicker, that one's stays: others may be using it.
        """
        with _writing():
            try:
                self._draft.rename(self._path)
            except OSError:
                if not (self._path / ANALYSIS_FILE).exists():
                    raise
                self.discard()

    def discard(self) -> None:
        """Remove what was written."""
        for writer in ("_writer", "_asides"):
            vars(self).pop(writer, None)  # its threads end, which would go on writing
        shutil.rmtree(self._draft, ignore_errors=True)


def _writing() -> AbstractContextManager[None]:
    # All that tantivy raises is a ValueError.
    return translate_write_errors("the search index", ValueError)


async def fill_index(
    snapshot: Connection,
    builder: IndexBuilder,
    progress: Progress | None,
    planned: PlannedLibrary | None = None,
) -> None:
    """Write the index of the library as it is, or as it will be after a load."""
    touched = planned.touched_slugs if planned else frozenset()
    texts = await _sample_texts(snapshot, planned)
    await asyncio.to_thread(builder.pad, texts)
    rows = await snapshot.all(
        "SELECT id, slug, title, place, date, language FROM transcripts"
    )
    for count, row in enumerate(rows, start=1):
        if row["slug"] not in touched:
            excerpts = await snapshot.all(
                """
                SELECT excerpts.id, excerpts.turn, excerpts.position,
                    COALESCE(speakers.name, '') AS speaker, excerpts.text,
                    excerpts.servable
                FROM excerpts LEFT JOIN speakers ON speakers.id = excerpts.speaker_id
                WHERE excerpts.transcript_id = :id
                ORDER BY excerpts.position
                """,
                {"id": row["id"]},
            )
            columns = {name: row[name] for name in IndexedTranscript.__slots__}
            # A generator, so that it is the thread that makes the entries.
            entries = (IndexEntry(**dict(each)) for each in excerpts)
            await asyncio.to_thread(builder.add, IndexedTranscript(**columns), entries)
        if progress:
            progress(count, len(rows))
    written = planned.written if planned else ()
    done, total = 0, sum(len(new.excerpts) for new in written)
    for new in written:
        for at in range(0, len(new.excerpts), BATCH_EXCERPTS):
            some = new.excerpts[at : at + BATCH_EXCERPTS]
            await asyncio.to_thread(builder.add, new.transcript, some)
            done += len(some)
            if progress:
                progress(done, total)
    await asyncio.to_thread(builder.finish)


async def _sample_texts(
    snapshot: Connection, planned: PlannedLibrary | None
) -> list[tuple[str, str]]:
    """Return some texts of the library as it will be, each with its language."""
    touched = planned.touched_slugs if planned else frozenset()
    # Ids are hashes: the first of them are a sample of all.
    rows = await snapshot.all(
        """
        SELECT excerpts.text, transcripts.language, transcripts.slug
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        ORDER BY excerpts.id LIMIT :sample
        """,
        {"sample": PADDING_SAMPLE},
    )
    texts = [
        (row["text"], row["language"]) for row in rows if row["slug"] not in touched
    ]
    written = [
        (each.text, new.transcript.language)
        for new in (planned.written if planned else ())
        for each in new.excerpts
    ]
    return texts + written[:: 1 + len(written) // PADDING_SAMPLE]


def _document(
    transcript: IndexedTranscript, entry: IndexEntry, padding: str
) -> tantivy.Document:
    event = f"{transcript.title} {transcript.place}"
    document = tantivy.Document()
    document.add_integer("id", id_number(entry.id))
    document.add_integer("transcript", name_number(transcript.slug))
    document.add_integer("turn", entry.turn)
    document.add_integer("position", entry.position)
    document.add_integer("voice", name_number(entry.speaker))
    document.add_integer("said", text_number(entry.text))
    document.add_text(
        "text", " ".join(terms(entry.text, transcript.language)) + padding
    )
    printed = folded_words(entry.text)
    document.add_text("printed", " ".join(printed))
    if has_grams(transcript.language):
        grams = (gram for word in printed for gram in word_grams(word))
        document.add_text("grams", " ".join(grams))
    document.add_text("language", primary_tag(transcript.language))
    document.add_text("event", " ".join(folded_words(event)))
    about = folded_words_and_pairs(f"{entry.speaker} \n{event}")
    document.add_text("about", " ".join(about))
    document.add_text("speaker", entry.speaker)
    document.add_integer("date", date_number(transcript.date))
    document.add_boolean("formula", not entry.servable)
    return document


def _writer(folder: Path, heap_bytes: int) -> tantivy.IndexWriter:
    index = tantivy.Index(_schema(), path=str(folder))
    return index.writer(heap_size=heap_bytes, num_threads=1)


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
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("about", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("event", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", fast=True)
    builder.add_boolean_field("formula", fast=True)
    return builder.build()
