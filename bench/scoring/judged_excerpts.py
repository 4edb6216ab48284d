"""Read judged excerpts: what readers said of each, and the features that it has."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from content.excerpts.eligibility import is_barred, is_fit_to_offer, opens_alone
from content.excerpts.features.conversation import (
    DIALOGUE,
    Conversation,
)
from content.excerpts.features.earlier_words import EarlierWords
from content.excerpts.features.excerpt_features import opening_place, read_features
from content.excerpts.features.self_containment import self_containment
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.features.surroundings import argument_share
from content.excerpts.features.turn_features import TurnFeatures
from content.excerpts.questions import find_question, stands_between
from content.excerpts.quotability import QUALITIES
from content.language.sentences import sentences
from content.language.words.stemming import primary_tag
from content.library import SHIPPED
from content.model import Turn, TurnKind
from content.transcript_file import TranscriptFaults, read_file

FOLDERS = (
    SHIPPED,
    Path(__file__).parents[2] / "tests" / "content" / "segment" / "house_styles",
)
"""Where documents of judged excerpts are known from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judged excerpt: its features, and the share of readers who said yes."""

    text: str
    document: str
    group: str
    language: str
    features: Mapping[str, float]
    fit_to_offer: bool
    served_before: bool
    votes: Mapping[str, tuple[bool, ...]]

    @property
    def good(self) -> bool:
        """Whether all readers said yes to everything."""
        return all(all(votes) for votes in self.votes.values())

    @property
    def may_be_offered(self) -> bool:
        """Whether neither its size nor a feature that leans openly bars it."""
        return self.fit_to_offer and not is_barred(self.features)

    @property
    def is_talk(self) -> bool:
        """Whether its document is a dialogue."""
        return self.features.get("talk", 0.0) >= DIALOGUE

    @property
    def is_asked(self) -> bool:
        """Whether the question that it answers was shown with it."""
        return bool(self.features.get("asked"))


def read_documents(folders: Sequence[Path]) -> dict[str, tuple[Turn, ...]]:
    """Return the turns of transcripts and gold files by the name of each document."""
    documents = {}
    for folder in folders:
        for path in sorted(folder.glob("**/*.gold.json")):
            parts = json.loads(path.read_text(encoding="utf-8"))
            documents[path.name.removesuffix(".gold.json")] = tuple(
                Turn(
                    kind=TurnKind(each["kind"]),
                    text=each["text"],
                    speaker=each["speaker"],
                )
                for each in parts
                if each["kind"] in set(TurnKind)
            )
        for path in sorted(folder.glob("*.md")):
            try:
                documents[path.stem] = read_file(path).turns
            except TranscriptFaults:
                continue
    return documents


def find_features(
    text: str,
    language: str,
    turns: Sequence[Turn],
    question: str = "",
    argued: float = 0.0,
) -> dict[str, float]:
    """Return the features of an excerpt, with those of where it is in a document.

    Args:
        text: As it was judged.
        language: Primary tag.
        turns: Those of its document; empty where that is not known.
        question: What was shown above it.
        argued: How far the document argues.
    """
    read = read_sentences(text, language)
    for number, turn in enumerate(turns):
        before, found, after = turn.text.partition(text)
        if found:
            spoken = [each for each in turns[:number] if each.kind.attributed]
            earlier = EarlierWords(language)
            for each in (*spoken, replace(turn, text=before)):
                earlier.add(each.text)
            first = read_sentences(before, language) if before.strip() else []
            features = TurnFeatures(
                number,
                [*first, *read, *read_sentences(after, language)],
                opening_place(turn, spoken[-1] if spoken else None),
                Conversation(turns),
                argued=argued,
                answers=bool(first) and _answers(turns, number, language),
            )
            end = len(first) + len(read)
            return features.all(len(first), end, question, earlier)
    return read_features(read) | self_containment(read, question)


def _answers(turns: Sequence[Turn], number: int, language: str) -> bool:
    """Return whether a turn answers a question that its first excerpt would show."""
    earlier = (each for each in reversed(turns[:number]) if not stands_between(each))
    last = next(earlier, None)
    if last is None:
        return False
    said = read_sentences(last.text, language)
    return find_question(turns[number], last, said) is not None


def read_sentences(text: str, language: str) -> list[SentenceFeatures]:
    """Return the features of each sentence of a text."""
    return [SentenceFeatures(each, language) for each in sentences(text, language)]


def read_judged(path: Path, folders: Sequence[Path] = FOLDERS) -> list[Judged]:
    """Read judged excerpts, wherever in the file they are."""
    documents = read_documents(folders)
    argued: dict[str, float] = {}
    found = []
    for each in _excerpts(json.loads(path.read_text(encoding="utf-8"))):
        language = primary_tag(each.get("language", ""))
        read = read_sentences(each["text"], language)
        name = each.get("doc", "").rpartition(".")[0]
        turns = documents.get(name, ())
        if name not in argued:
            spoken = [turn.text for turn in turns if turn.kind.attributed]
            argued[name] = argument_share(
                said for text in spoken for said in read_sentences(text, language)
            )
        found.append(
            Judged(
                text=each["text"],
                document=each.get("doc", each["text"]),
                group=each.get("group", ""),
                language=language,
                features=find_features(
                    each["text"],
                    language,
                    turns,
                    each.get("question", ""),
                    argued[name],
                ),
                fit_to_offer=is_fit_to_offer(read),
                served_before=is_fit_to_offer(read) and opens_alone(read),
                votes={
                    quality: tuple(bool(one[quality]) for one in each["readers"])
                    for quality in QUALITIES
                },
            )
        )
    return found


def _excerpts(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Yield whatever has a text and readers."""
    if isinstance(data, dict) and "text" in data and "readers" in data:
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _excerpts(each)
