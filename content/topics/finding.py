"""Find the topics of one transcript."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.excerpts.excerpts import Excerpt
from content.excerpts.sentences.fillers import is_formula
from content.language.words.stemming import primary_tag
from content.language.words.terms import folded_words, stems
from content.model import Speaker, Transcript
from content.topics.phrases import Passage
from content.topics.spaced import spaced_phrases
from content.topics.unspaced import unspaced_phrases

RULES_VERSION = 1
"""Version of the rules: topics found by another version are found again."""

MAX_TOPICS = 40
"""Topics of one transcript at most."""

DECLARED_TOPIC_WEIGHT = 30.0
"""Weight of the first topic that a transcript's file names; the next are a little less."""

EDGE_EXCERPTS = 2
"""Excerpts at either end of a turn in which one greets and thanks."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of one transcript.

    Attributes:
        phrase: As it is said most often there, or as a person wrote it.
        key: What all forms of it have in common: its stems.
        weight: How much of the transcript it is about.
        said: The names of those who say just this, and how often; empty where a person
            named a topic that nobody calls so.
    """

    phrase: str
    key: str
    weight: float
    said: tuple[tuple[str, int], ...]


def find_topics(
    transcript: Transcript, excerpts: Sequence[Excerpt]
) -> tuple[Topic, ...]:
    """Return what a transcript is about, the weightiest first, at most `MAX_TOPICS`.

    Topics that its file names stand for those that would be found. What is found is
    said within one excerpt, by somebody whose words may be served.

    Args:
        transcript: As read from its file.
        excerpts: All that it was cut into.
    """
    language = primary_tag(transcript.language)
    people = [speaker for speaker in transcript.speakers if not speaker.voice]
    numbers = {speaker.name: number for number, speaker in enumerate(people)}
    served = [
        excerpt
        for excerpt in excerpts
        if excerpt.kind.attributed
        and excerpt.speaker in numbers
        and not transcript.turns[excerpt.turn].doubt
    ]
    if transcript.topics is not None:
        return tuple(_declared_topics(transcript.topics, served, language))
    passages = [
        Passage(numbers[excerpt.speaker or ""], text)
        for excerpt, text in _without_formulas(served, language)
    ]
    names = frozenset(_name_words(people))
    found = [
        *spaced_phrases(passages, language, names),
        *unspaced_phrases(passages, names),
    ]
    found.sort(key=lambda phrase: (-phrase.weight, phrase.printed))
    return tuple(
        Topic(
            phrase=phrase.printed,
            key=" ".join(stems(phrase.printed, language)),
            weight=round(phrase.weight, 3),
            said=tuple((people[number].name, count) for number, count in phrase.said),
        )
        for phrase in found[:MAX_TOPICS]
    )


def _declared_topics(
    topics: Sequence[str], served: Sequence[Excerpt], language: str
) -> Iterator[Topic]:
    """Yield the topics that the file declares, with who says just these words."""
    texts = [
        (excerpt, f" {' '.join(folded_words(excerpt.text))} ") for excerpt in served
    ]
    for number, phrase in enumerate(topics[:MAX_TOPICS]):
        needle = f" {' '.join(folded_words(phrase))} "
        said: dict[str, int] = {}
        for excerpt, text in texts:
            if count := text.count(needle):
                said[excerpt.speaker or ""] = said.get(excerpt.speaker or "", 0) + count
        yield Topic(
            phrase=phrase,
            key=" ".join(stems(phrase, language)),
            weight=DECLARED_TOPIC_WEIGHT * (1 - number / (2 * MAX_TOPICS)),
            said=tuple(said.items()),
        )


def _without_formulas(
    served: Sequence[Excerpt], language: str
) -> Iterator[tuple[Excerpt, str]]:
    """Yield the texts; greetings and thanks, at the ends of turns, are left out."""
    for _, excerpts in groupby(served, key=lambda excerpt: excerpt.turn):
        turn = list(excerpts)
        for at, excerpt in enumerate(turn):
            if EDGE_EXCERPTS <= at < len(turn) - EDGE_EXCERPTS:
                yield excerpt, excerpt.text
                continue
            said = [
                sentence
                for sentence in _SENTENCE.split(excerpt.text)
                if not is_formula(sentence, language)
            ]
            yield excerpt, "\n".join(said)


def _name_words(people: Sequence[Speaker]) -> Iterator[str]:
    """Yield the words of all names, as printed; small ones, such as "of", are none."""
    for speaker in people:
        for name in (speaker.name, *speaker.aliases):
            yield from (word for word in name.split() if not word[0].islower())
