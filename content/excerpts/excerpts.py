"""Excerpts: whole sentences of one turn that stand on their own in a chat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.excerpts.boundaries import MAX_EXCERPT_CHARS, find_boundaries
from content.excerpts.standalone import (
    Opening,
    classify_opening,
    has_substance,
    is_formula,
    is_heading,
    is_stage_remark,
)
from content.language.sentences import sentences
from content.language.stemming import primary_tag
from content.model import Transcript, TurnKind

RULES_VERSION = 3
"""Version of the cutting rules: a library cut by another version is cut again."""

MAX_SERVED_CHARS = 1_200
"""Characters of a single sentence up to which `/quote` may offer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One excerpt of a transcript.

    Attributes:
        turn: Index into the transcript's turns.
        position: Counted over the transcript, from 0.
        text: As shown, without outer white space.
        lead: White space before it in its turn.
        trail: White space after it; only the last of a turn has any.
        servable: Whether it may be offered as somebody's words: it is theirs beyond
            doubt, says something and does not open by going on from what is left out.
    """

    turn: int
    position: int
    text: str
    kind: TurnKind
    lead: str = ""
    trail: str = ""
    speaker: str | None = None
    read_by: str | None = None
    servable: bool = False


def cut_excerpts(transcript: Transcript) -> tuple[Excerpt, ...]:
    """Cut every turn of a transcript into excerpts, in order.

    Joined with their white space, the excerpts of a turn are its text
    exactly. A turn of white space alone has none.
    """
    language = primary_tag(transcript.language)
    voices = {speaker.name for speaker in transcript.speakers if speaker.voice}
    found: list[Excerpt] = []
    for number, turn in enumerate(transcript.turns):
        known = turn.speaker is not None and turn.speaker not in voices
        theirs = turn.kind.attributed and known and not turn.doubt
        for lead, text, trail, said in _passages(turn.text, language):
            found.append(
                Excerpt(
                    turn=number,
                    position=len(found),
                    text=text,
                    lead=lead,
                    trail=trail,
                    kind=turn.kind,
                    speaker=turn.speaker,
                    read_by=turn.read_by,
                    servable=theirs and _is_servable(said, language),
                )
            )
    return tuple(found)


def _passages(
    text: str, language: str
) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Yield each excerpt's white space, text, white space and sentences."""
    said = sentences(text, language)
    lead = ""
    for start, end in pairwise(find_boundaries(said, language)):
        passage = lead + "".join(said[start:end])
        body = passage.strip()
        lead = passage[: len(passage) - len(passage.lstrip())]
        after = passage[len(lead) + len(body) :]
        yield lead, body, after if end == len(said) else "", said[start:end]
        lead = after


def _is_servable(said: Sequence[str], language: str) -> bool:
    """Return whether an excerpt may be offered to somebody who asked for nothing else."""
    telling = [each for each in said if not _says_nothing(each, language)]
    return (
        sum(map(len, said)) <= max(MAX_SERVED_CHARS, MAX_EXCERPT_CHARS)
        and has_substance(telling)
        and classify_opening(telling[0], language) < Opening.ENUMERATOR
        and not said[-1].rstrip().endswith((":", "："))
    )


def _says_nothing(sentence: str, language: str) -> bool:
    return (
        is_stage_remark(sentence)
        or is_formula(sentence, language)
        or is_heading(sentence, language)
    )
