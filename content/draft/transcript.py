"""A transcript made of a segmented document, for a person to check and edit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from content.document import Document
from content.draft.metadata import (
    guess_date,
    guess_language,
    guess_place,
    guess_title,
    make_slug,
)
from content.formats.dates import iso_date
from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind
from content.segment.labels.names import SpeakerName, parse_label
from content.segment.turns.interviews import is_answer_label
from content.transcript_file.fields import MAX_REPLY_DEPTH, is_date_or_time
from content.transcript_file.text import tidy, tidy_line

_LABEL_EDGE = " \t:：.*_–—-"
_MAX_ALIAS_CHARS = 200


def draft_transcript(
    segments: Sequence[Segment], document: Document, *, name: str
) -> Transcript:
    """Return a transcript of a segmented document; doubtful turns say why.

    The file's `name` makes title and slug where the document has none.
    """
    title = guess_title(segments, document, name)
    date = guess_date(segments, document)
    return Transcript(
        slug=make_slug(title, date, name),
        title=title,
        date=date,
        place=guess_place(segments),
        source=tidy_line(document.source),
        language=guess_language(segments, document),
        speakers=declare_speakers(segments),
        turns=tuple(_turns(segments)),
        comments=_nest_comments(segments),
    )


def declare_speakers(segments: Sequence[Segment]) -> tuple[Speaker, ...]:
    """Return everybody who speaks, with the forms their labels were printed in."""
    found: dict[str, Speaker] = {}
    for one in segments:
        author = tidy_line(one.speaker) if one.speaker else None
        for name in (author, _reader(one)) if one.kind.attributed else ():
            if name and name not in found:
                found[name] = Speaker(name=name, voice=parse_label(name).voice)
    taken = {name.casefold() for name in found}
    for one in segments:
        # The label above a message is its reader's.
        labelled = one.read_by if one.kind is SegmentKind.MESSAGE else one.speaker
        speaker = found.get(tidy_line(labelled)) if labelled else None
        if speaker is None or not one.kind.attributed:
            continue
        for printed in _printed_names(one.label):
            speaker = _with_role(speaker, parse_label(printed))
            if not speaker.voice and is_answer_label(printed):
                # "A" is what the document calls whoever answers.
                continue
            if printed.casefold() not in taken and len(printed) <= _MAX_ALIAS_CHARS:
                taken.add(printed.casefold())
                speaker = replace(speaker, aliases=(*speaker.aliases, printed))
        found[speaker.name] = speaker
    return tuple(found.values())


def _reader(one: Segment) -> str | None:
    """Return who reads a message aloud, if anybody does."""
    return tidy_line(one.read_by) if one.read_by and one.kind == "message" else None


def _printed_names(label: str) -> Iterator[str]:
    for line in dict.fromkeys(label.split("\n")) if label else ():
        printed = tidy_line(line.strip(_LABEL_EDGE)).strip(_LABEL_EDGE)
        if printed:
            yield printed


def _with_role(speaker: Speaker, form: SpeakerName) -> Speaker:
    """Return a speaker with the role that a label names: "King, Mayor" is no king."""
    known = form.name == speaker.name
    if known and not form.voice:
        speaker = replace(speaker, voice=False)
    if speaker.voice:
        return speaker
    role = form.role or ("" if known else form.office)
    return replace(speaker, role=speaker.role or tidy_line(role))


def _turns(segments: Iterable[Segment]) -> Iterator[Turn]:
    for one in segments:
        text = tidy(one.text)
        if one.kind is SegmentKind.COMMENT or not text:
            continue
        attributed = one.kind.attributed
        doubtful = attributed and one.confidence < MIN_CONFIDENCE
        yield Turn(
            kind=TurnKind(one.kind.value),
            text=text,
            speaker=tidy_line(one.speaker or "") if attributed else None,
            read_by=_reader(one),
            doubt=tidy_line(one.reason).replace("--", "–") if doubtful else "",
        )


def _nest_comments(segments: Sequence[Segment]) -> tuple[Comment, ...]:
    """Return the comments, nested by how deep they stood."""
    flat: list[tuple[int, Comment]] = []
    for one in segments:
        if one.kind is not SegmentKind.COMMENT:
            continue
        date = one.date if is_date_or_time(one.date) else iso_date(one.date)
        comment = Comment(author=tidy_line(one.author), text=tidy(one.text), date=date)
        if comment.text or comment.author:
            flat.append((min(one.depth, MAX_REPLY_DEPTH - 1), comment))
    # Replies are collected from the end, since a comment is frozen once made.
    path: list[list[Comment]] = [[]]
    for depth, comment in reversed(flat):
        while len(path) <= depth + 1:
            path.append([])
        replies = tuple(reversed(path[depth + 1]))
        # Deeper replies whose parent is missing hang on the nearest comment above.
        orphans = tuple(
            reply for level in path[depth + 2 :] for reply in reversed(level)
        )
        del path[depth + 1 :]
        path[depth].append(replace(comment, replies=(*replies, *orphans)))
    return tuple(reply for level in path for reply in reversed(level))
