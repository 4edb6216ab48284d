"""A report on a draft: who was given how much, and what a person should look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.document import BlockKind, Document
from content.draft.transcript import declare_speakers
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind
from content.transcript_file.text import tidy, tidy_line

MAX_DOUBTS_SHOWN = 5
_MAX_OPENING_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCount:
    """How much one voice was given; characters without blanks."""

    name: str
    turns: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A place that a person should look at.

    Attributes:
        number: Of its mark in the draft, counted from 0.
        line: Of the source, counted from 1.
        opening: Its first words.
        confidence: From 0 to 1.
    """

    number: int
    line: int
    opening: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A segmentation summed up on one screen; characters without blanks.

    Attributes:
        voices: Those with the most characters first.
        unattributed: Characters given to nobody, by kind.
        furniture: Characters of page furniture left out.
        doubts: The most doubtful places, at most `MAX_DOUBTS_SHOWN`, worst first.
        doubt_count: How many places are doubtful in all, each marked in the draft.
        doubted: Characters of these places.
        unnamed: Those of the voices whom the document calls by an office or a letter
            only; whoever merely asks is left out.
        guessed_encoding: The encoding the document was read in, where that is only a
            guess.
    """

    voices: tuple[VoiceCount, ...]
    unattributed: dict[str, int]
    furniture: int
    doubts: tuple[Doubt, ...]
    doubt_count: int
    doubted: int = 0
    unnamed: tuple[str, ...] = ()
    guessed_encoding: str = ""


def make_report(segments: Sequence[Segment], document: Document) -> Report:
    """Return whose words a document holds, and what to look at."""
    voices: dict[str, tuple[int, int]] = {}
    unattributed: dict[str, int] = {}
    last = None
    for one in segments:
        size = _count_characters(one.text)
        if one.kind.attributed and one.speaker:
            turns, characters = voices.get(one.speaker, (0, 0))
            again = last is not None and last.speaker == one.speaker
            voices[one.speaker] = (turns + (not again), characters + size)
            last = one
        else:
            unattributed[one.kind.value] = unattributed.get(one.kind.value, 0) + size
    doubtful = [
        one
        for one in segments
        if one.kind.attributed and one.confidence < MIN_CONFIDENCE and tidy(one.text)
    ]
    worst = sorted(enumerate(doubtful), key=lambda each: (each[1].confidence, each[0]))
    speaks = {SegmentKind.SPEECH, SegmentKind.MESSAGE}
    speakers = {tidy_line(one.speaker or "") for one in segments if one.kind in speaks}
    return Report(
        voices=tuple(
            VoiceCount(name=name, turns=turns, characters=characters)
            for name, (turns, characters) in sorted(
                voices.items(), key=lambda item: (-item[1][1], item[0])
            )
        ),
        unattributed=unattributed,
        furniture=sum(
            _count_characters(block.text)
            for block in document.blocks
            if block.kind is BlockKind.FURNITURE
        ),
        doubts=tuple(
            Doubt(
                number=number,
                line=one.line,
                opening=tidy_line(one.text)[:_MAX_OPENING_CHARS],
                reason=one.reason,
                confidence=one.confidence,
            )
            for number, one in worst[:MAX_DOUBTS_SHOWN]
        ),
        doubt_count=len(doubtful),
        doubted=sum(_count_characters(one.text) for one in doubtful),
        unnamed=tuple(
            one.name
            for one in declare_speakers(segments)
            if one.voice and one.name in speakers
        ),
        guessed_encoding=document.guessed_encoding,
    )


def _count_characters(text: str) -> int:
    return sum(not char.isspace() for char in text)
