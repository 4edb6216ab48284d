"""Talks of several voices: invented in many languages, or cut from a gold file."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

QUESTION = "Question"
"""The name of who asks, where a talk does not say it."""

_BANK = Path(__file__).with_name("talks.yaml")

Bank = Mapping[str, Any]


class Voice(NamedTuple):
    """A speaker: the name, the office if there is one, and other names."""

    name: str
    office: str = ""
    aliases: tuple[str, ...] = ()


class Turn(NamedTuple):
    """What one voice says, in paragraphs; no voice for a stage direction."""

    voice: Voice | None
    paragraphs: Sequence[str]


@cache
def bank() -> dict[str, Bank]:
    """Return the invented talks by language."""
    loaded: dict[str, Bank] = yaml.safe_load(_BANK.read_text("utf-8"))
    return loaded


def invent_talk(language: str, rng: random.Random) -> list[Turn]:
    """Return an invented talk: an interview, a meeting, or a speech of one person."""
    words = bank()[language]
    names = rng.sample(words["names"], k=min(4, len(words["names"])))
    office = rng.choice(words["offices"])
    voices = [Voice(names[0], office), *map(Voice, names[1:])]
    said = _Deck(words["speech"], rng)
    shape = rng.random()
    if shape < 0.3:
        count = rng.randint(3, 7)
        return [Turn(voices[0], [*said.take(count), rng.choice(words["goodbye"])])]
    turns: list[Turn] = []
    for n in range(rng.randint(4, 9)):
        if shape < 0.6:
            asker = Voice(QUESTION) if shape < 0.45 else voices[1]
            turns.append(Turn(asker, [rng.choice(words["question"])]))
            turns.append(Turn(voices[0], said.take(rng.choice((1, 1, 2, 3)))))
        else:
            voice = voices[n % len(voices)] if n < 4 else rng.choice(voices)
            turns.append(Turn(voice, said.take(rng.choice((1, 1, 2, 4)))))
            if rng.random() < 0.15:
                turns.append(Turn(None, [rng.choice(words["direction"])]))
    if turns[-1].voice and rng.random() < 0.4:
        last = turns[-1]
        turns[-1] = Turn(last.voice, [*last.paragraphs, rng.choice(words["goodbye"])])
    return turns


class _Deck:
    """Paragraphs dealt in random order, each once until all are gone."""

    def __init__(self, cards: Sequence[str], rng: random.Random) -> None:
        self._cards, self._rng = cards, rng
        self._left: list[str] = []

    def take(self, count: int) -> list[str]:
        taken = []
        for _ in range(count):
            if not self._left:
                self._left = list(self._cards)
                self._rng.shuffle(self._left)
            taken.append(self._left.pop())
        return taken


def cut_talk(gold: Sequence[GoldSegment], rng: random.Random) -> list[Turn] | None:
    """Return some turns of a gold file in a row; None if they have one voice only."""
    start = rng.randrange(max(1, len(gold) - 12))
    turns: list[Turn] = []
    for one in gold[start : start + rng.randint(8, 24)]:
        paragraphs = [part for part in one.text.split("\n") if part.strip()][:8]
        if one.kind is SegmentKind.STAGE:
            if turns and paragraphs[0].startswith("("):
                turns.append(Turn(None, paragraphs[:1]))
        elif one.kind in {SegmentKind.SPEECH, SegmentKind.QUESTION} and one.names:
            turns.append(Turn(Voice(one.names[0], "", tuple(one.names)), paragraphs))
    joined: list[Turn] = []
    for turn in turns:
        if joined and joined[-1].voice == turn.voice:
            both = [*joined[-1].paragraphs, *turn.paragraphs]
            joined[-1] = Turn(turn.voice, both)
        else:
            joined.append(turn)
    voices = {turn.voice for turn in joined if turn.voice}
    return joined if len(voices) > 1 else None
