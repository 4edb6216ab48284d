"""Declare who speaks in a draft, with roles and the forms they were printed in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.model import Speaker
from content.segment import Segment, SegmentKind
from content.segment.labels.names import SpeakerName, parse_label
from content.segment.turns.interviews import is_answer_label
from content.transcript_file.text import tidy_line

_EDGE = " \t:：.*_–—-"
_LONGEST = 200


def speakers_of(segments: Sequence[Segment]) -> tuple[Speaker, ...]:
    """Declare everybody who speaks, with the forms their labels were printed in."""
    found: dict[str, Speaker] = {}
    for one in segments:
        for name in (one.speaker, reader_of(one)) if one.kind.attributed else ():
            tidied = tidy_line(name or "")
            if tidied and tidied not in found:
                found[tidied] = Speaker(name=tidied, voice=parse_label(tidied).voice)
    taken = {name.casefold() for name in found}
    for one in segments:
        speaker = found.get(tidy_line(_voice(one)))
        if speaker is None:
            continue
        for printed in _printed(one.label):
            speaker = _labelled(speaker, parse_label(printed))
            if not speaker.voice and is_answer_label(printed):
                # "A" is what the document calls whoever answers.
                continue
            if printed.casefold() not in taken and len(printed) <= _LONGEST:
                taken.add(printed.casefold())
                speaker = replace(speaker, aliases=(*speaker.aliases, printed))
        found[speaker.name] = speaker
    return tuple(found.values())


def reader_of(one: Segment) -> str | None:
    """Name who reads a message aloud, if anybody does."""
    return tidy_line(one.read_by) if one.read_by and one.kind == "message" else None


def _voice(one: Segment) -> str:
    """Name who stands in a segment's label: for a message, who reads it."""
    if one.kind is SegmentKind.MESSAGE:
        return one.read_by or ""
    return one.speaker or "" if one.kind.attributed else ""


def _printed(label: str) -> Iterator[str]:
    for line in dict.fromkeys(label.split("\n")):
        printed = tidy_line(line.strip(_EDGE)).strip(_EDGE)
        if printed:
            yield printed


def _labelled(speaker: Speaker, form: SpeakerName) -> Speaker:
    """Learn from a label what its bearer is: "King, Mayor" is no mere king."""
    known = form.name == speaker.name
    if known and not form.voice:
        speaker = replace(speaker, voice=False)
    if speaker.voice:
        return speaker
    role = form.role or ("" if known else form.office)
    return replace(speaker, role=speaker.role or tidy_line(role))
