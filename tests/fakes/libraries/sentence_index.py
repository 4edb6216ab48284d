"""A small index of sentences in any languages, without rows."""

from collections.abc import Iterable
from pathlib import Path

from content.excerpts.ids import ID_ALPHABET, ID_LENGTH
from content.query.marks import find_marks, mark_targets, merge_marks
from content.query.query import parse_query
from storage.corpus.planned_library import IndexedTranscript, IndexEntry
from storage.index.locations import id_number
from storage.index.reader import Index
from storage.index.writer import IndexBuilder
from storage.search.ranking import rank
from storage.search.reading import Interpretation, interpret


class SentenceIndex:
    """An index of sentences of one speaker, to be searched."""

    def __init__(self, folder: Path, said: Iterable[tuple[str, str]]) -> None:
        """Index sentences, each with its language."""
        self.said = [*said]
        builder = IndexBuilder(folder / "index")
        for number, (language, text) in enumerate(self.said):
            transcript = IndexedTranscript(
                slug=f"event-{number}",
                title="Gathering",
                place="Orvel",
                date="1931-05-09",
                language=language,
            )
            entry = IndexEntry(
                id=_nth(number),
                turn=0,
                position=0,
                speaker="Ada Marden",
                text=text,
                servable=True,
            )
            builder.add(transcript, [entry])
        builder.finish()
        builder.publish()
        languages = sorted({language for language, _ in self.said})
        self.index = Index(folder / "index", languages)
        self._text = {
            id_number(_nth(number)): text for number, (_, text) in enumerate(self.said)
        }

    def found(self, typed: str) -> list[str]:
        """Return what a query finds by its words, best first, and nothing wider."""
        hits = self.index.search(parse_query(typed), count=len(self.said))
        return [self._text[hit.number] for hit in hits]

    def shown(self, typed: str) -> list[str]:
        """Return what an answer shows, best first, with its marks in brackets."""
        reading = interpret(self.index, parse_query(typed))
        ranking = rank(self.index, None, reading, (), len(self.said))
        query = reading.query
        asked = self.index.analyse(query.words)
        wanted = mark_targets(asked, query.phrases, query.outside_phrases)
        language = {text: language for language, text in self.said}
        shown = []
        for number in ranking.numbers:
            text = self._text[number]
            for start, end in reversed(
                merge_marks(find_marks(text, wanted, language[text]))
            ):
                text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
            shown.append(text)
        return shown

    def read(self, typed: str) -> Interpretation:
        """Return how a query is read."""
        return interpret(self.index, parse_query(typed))

    def missing(self, typed: str) -> tuple[str, ...]:
        """Return the words that an answer says nobody says."""
        return interpret(self.index, parse_query(typed)).missing_words

    def words(self, typed: str) -> int:
        """Return how many words a query counts for."""
        return len(self.index.analyse(parse_query(typed).words))


def _nth(number: int) -> str:
    return f"{ID_ALPHABET[number // 32]}{ID_ALPHABET[number % 32]}".rjust(
        ID_LENGTH, "7"
    )
