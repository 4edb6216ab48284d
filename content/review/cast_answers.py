"""Answers about a voice of the cast, and what each changes in the lines of a file.

Only lines with names are written: of the front matter, headings, and lines above what is
read out. Where words become nobody's, their sections are written, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from content.model import Speaker, Transcript, TurnKind
from content.names.offices import office_of_voice
from content.names.parsing import fold_name
from content.reasons import (
    OF_NAMES,
    READ_OUT_FOR,
    SPEAKER_UNNAMED,
    SPEECH_UNNAMED,
    without_part,
)
from content.review.answers import (
    NOBODY,
    CannotSettleError,
    Choice,
    Voice,
    checked_name,
    voice_of,
    without_role,
)
from content.review.cast import CastVoice, is_form_of
from content.review.labels import labels_of_speaker
from content.review.renamed_file import RenamedFile
from content.review.rewriting import Rewriter
from content.review.speaker_edits import edit_speakers
from content.review.steps import Hunk
from content.transcript_file.fields import is_valid
from content.transcript_file.parser import Layout


class CastChoice(StrEnum):
    """What a person finds about a voice of the cast."""

    RIGHT = "right"
    """Its name is right."""
    RENAME = "rename"
    """It has another name, which the answer gives."""
    SAME = "same"
    """It is another voice of the file, which the answer names."""
    COMMENTARY = "commentary"
    """Nobody says its words: they are commentary."""
    HEADING = "heading"
    """Nobody says its words: they are headings."""


@dataclass(frozen=True, slots=True)
class CastAnswer:
    """A choice about a voice, and the name where it needs one."""

    choice: CastChoice
    name: str = ""


NOBODYS = {
    CastChoice.COMMENTARY: NOBODY[Choice.COMMENTARY],
    CastChoice.HEADING: NOBODY[Choice.HEADING],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recast:
    """What an answer about a voice changes.

    Attributes:
        name: What the voice is called now; empty if it is nobody's.
        hunks: In the order of their places.
        settled: How many passages are in doubt no more.
        merged: Whether another voice was called so already.
    """

    name: str
    hunks: Sequence[Hunk]
    settled: int
    merged: bool = False


def recast(
    lines: Sequence[str],
    layout: Layout,
    voice: CastVoice,
    answer: CastAnswer,
    *,
    printed: str,
) -> Recast:
    """Return what an answer about a voice changes in a file.

    Args:
        lines: Of the file, with their ends.
        layout: Of these lines.
        voice: The voice.
        answer: What it is found to be.
        printed: What it was called before a person gave it a name.

    Raises:
        CannotSettleError: The answer does not fit the voice, or the front matter is
            written in a way that can't be changed.
    """
    own = voice.speaker
    if nobody := NOBODYS.get(answer.choice):
        return _give_to_nobody(lines, layout, own, nobody, printed)
    other: Speaker | None = None
    name, role = own.name, ""
    if answer.choice is CastChoice.RENAME:
        name = checked_name(answer.name)
        other = _declared(layout.transcript, name, besides=own)
        if other is None:
            name, role = without_role(name)
            other = _declared(layout.transcript, name, besides=own)
    elif answer.choice is CastChoice.SAME:
        other = _declared(layout.transcript, answer.name, besides=own)
        if other is None:
            raise CannotSettleError(
                f"No other voice of the file is called “{answer.name}”."
            )
    kept = gone = own
    if other is None:
        person = _renamed(own, name, role_of(layout.transcript, own))
    else:
        # Whoever is one with "The Mayor" keeps their name, whichever was named first.
        kept, gone = (own, other) if other.voice and not own.voice else (other, own)
        person = merged(kept, gone, role_of(layout.transcript, gone))
    if role and not person.voice:
        person = replace(person, role=role)
    becomes = {gone.name: None, kept.name: person}
    made = _give_to_person(lines, layout, own, becomes)
    return replace(made, merged=other is not None)


def _declared(transcript: Transcript, name: str, *, besides: Speaker) -> Speaker | None:
    """Return who else of a file is called so, in whatever case."""
    wanted = name.casefold()
    for speaker in transcript.speakers:
        if speaker != besides and wanted in {
            each.casefold() for each in (speaker.name, *speaker.aliases)
        }:
            return speaker
    return None


def role_of(transcript: Transcript, speaker: Speaker) -> str:
    """Return the role of a speaker, which is the office of a voice that has no name."""
    if speaker.role or not speaker.voice:
        return speaker.role
    office = office_of_voice(speaker.name)
    is_printed = not any(
        turn.doubt.startswith((SPEAKER_UNNAMED, SPEECH_UNNAMED))
        for turn in transcript.turns
        if turn.speaker == speaker.name
    )
    return office if is_printed and is_valid("role", office) else ""


def _renamed(own: Speaker, name: str, role: str) -> Speaker:
    """Return a speaker under another name, with their role if that does not have it."""
    if name == own.name:
        return own
    aliases = tuple(alias for alias in _aliases_of(own, name) if alias != name)
    known = own.role or ("" if _has_words(name, role) else role)
    return replace(own, name=name, role=known, aliases=aliases, voice=False)


def merged(kept: Speaker, gone: Speaker, role: str) -> Speaker:
    """Return a speaker with what was declared of another form of the name.

    Args:
        kept: The speaker.
        gone: Who is the same person.
        role: Of who is the same person.
    """
    aliases = dict.fromkeys((*kept.aliases, *_aliases_of(gone, kept.name)))
    new = gone.role or ("" if kept.voice or _has_words(kept.name, role) else role)
    return replace(kept, role=kept.role or new, aliases=tuple(aliases))


def _has_words(name: str, role: str) -> bool:
    """Return whether a name holds an office already: "Mayor Lund"."""
    return set(fold_name(role).split()) <= set(fold_name(name).split())


def _aliases_of(speaker: Speaker, name: str) -> list[str]:
    """Return what a speaker was called that may be an alias of a name.

    A voice without a name is none, since others are called so elsewhere.
    """
    known = not speaker.voice and is_form_of(speaker.name, name)
    return [
        *([speaker.name] if known else []),
        *(one for one in speaker.aliases if known or is_form_of(one, name)),
    ]


def _give_to_nobody(
    lines: Sequence[str], layout: Layout, own: Speaker, nobody: Voice, printed: str
) -> Recast:
    """Return what makes a voice's words nobody's; what it read out nobody reads.

    What the document printed as its label goes in front of the words.
    """
    voices: dict[int, Voice] = {}
    settled: set[int] = set()
    for number, turn in enumerate(layout.transcript.turns):
        if turn.speaker == own.name:
            voices[number] = nobody
            settled.add(number)
        elif turn.read_by == own.name:
            voices[number] = replace(voice_of(turn), read_by=None)
    labels = labels_of_speaker(lines, layout, own, printed)
    wanted = [None if one == own else one for one in layout.transcript.speakers]
    hunks = [
        *edit_speakers(lines, layout, wanted),
        *Rewriter(lines, layout).change(voices, settled, labels),
    ]
    doubts = sum(bool(layout.transcript.turns[n].doubt) for n in settled)
    return Recast(name="", hunks=hunks, settled=doubts)


def _give_to_person(
    lines: Sequence[str],
    layout: Layout,
    own: Speaker,
    becomes: Mapping[str, Speaker | None],
) -> Recast:
    """Return what gives the words of a voice to a person.

    Args:
        lines: Of the file.
        layout: Of these lines.
        own: The voice.
        becomes: By names that are declared, whom they are to declare; None for nobody
            any more.
    """
    transcript = layout.transcript
    person = next(each for each in becomes.values() if each)
    wanted = [becomes.get(each.name, each) for each in transcript.speakers]
    hunks = edit_speakers(lines, layout, wanted)
    settled = _settled(transcript, own, person)
    renamed = RenamedFile(lines, layout, becomes.keys(), person)
    voices = {n: voice_of(renamed.turns[n]) for n in settled} | renamed.own_messages()
    rewritten = Rewriter(renamed.lines, renamed.layout).change(voices, settled)
    hunks += renamed.hunks(rewritten)
    return Recast(name=person.name, hunks=hunks, settled=len(settled))


def settled_by_names(transcript: Transcript) -> set[int]:
    """Return which passages are in doubt no more once all names are right."""
    return {
        number
        for speaker in transcript.speakers
        for number in _settled(transcript, speaker, speaker)
    }


def _settled(transcript: Transcript, own: Speaker, person: Speaker) -> set[int]:
    """Return which passages of a voice were in doubt for its name alone.

    What is read out is the sender's if its name is right and it says nothing else: who
    speaks for themselves, too, may still have sent nothing. Other reasons that are about
    names stay, since of words that are in doubt for them too many are another's, also
    where the name is right (docs/importing.md has the figures).
    """
    turns = {
        number: turn
        for number, turn in enumerate(transcript.turns)
        if turn.speaker == own.name
    }
    only_sends = all(turn.kind is TurnKind.MESSAGE for turn in turns.values())
    found = set()
    for number, turn in turns.items():
        reason, *beside = without_part(turn.doubt).split("; ")
        is_sent = only_sends and reason.startswith(READ_OUT_FOR)
        is_named = reason == SPEAKER_UNNAMED and not person.voice
        if (is_sent or is_named) and OF_NAMES.issuperset(beside):
            found.add(number)
    return found
