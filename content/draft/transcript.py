"""A transcript made of a segmented document, for a person to check and edit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from content.document import Document, UnreadableDocumentError
from content.draft.metadata import (
    guess_date,
    guess_language,
    guess_place,
    guess_title,
    make_slug,
)
from content.draft.phone_numbers import (
    is_masked,
    mask_all,
    mask_phone_numbers,
    writers_of,
)
from content.formats.dates import iso_date
from content.language.mail_fields import mail_field
from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.names.offices import office_of_voice
from content.segment import Segment, SegmentKind
from content.segment.labels.shapes.mails.heads import ADDRESS
from content.segment.labels.stamps import without_stamps
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.turns.bare_labels import is_answer_label
from content.transcript_file.fields import (
    MAX_LINE_CHARS,
    MAX_NAME_CHARS,
    MAX_REPLY_DEPTH,
    is_date_or_time,
    is_valid,
)
from content.transcript_file.text import tidy, tidy_line

_LABEL_EDGE = " \t:：.*_–—-○●◯◎"
_INSIDE_EDGE = f"{_LABEL_EDGE}|,@"
# "[Ada Brook]": brackets, in which some houses print every name.
_IN_BRACKETS = re.compile(
    r"\[([^\[\]]+)\]|\(([^()]+)\)|<([^<>]+)>|［([^［］]+)］|【([^【】]+)】"
)
_MAX_ALIASES = 50
_MAX_REASON_CHARS = 500
MAX_SPEAKERS = 5000
"""Voices of one document; a list of more names is no transcript."""

_MAX_NAMES_CHARS = 400_000  # the front matter has room for no more


def draft_transcript(
    segments: Sequence[Segment], document: Document, *, name: str
) -> Transcript:
    """Return a transcript of a segmented document; doubtful turns say why.

    The file's `name` makes title and slug where the document has none. No telephone
    number names anybody: it would be shown to everybody.

    Raises:
        UnreadableDocumentError: It has more voices than a transcript may have.
    """
    writers = writers_of(segments)
    segments = mask_phone_numbers(segments)
    title = mask_all(guess_title(segments, document, name), writers)
    date = guess_date(segments, document)
    source = tidy_line(document.source)
    speakers = _with_declared_roles(declare_speakers(segments), document.roles)
    _check_speakers(speakers)
    return Transcript(
        slug=make_slug(title, date, mask_all(name, writers)),
        title=title,
        date=date,
        place=guess_place(segments),
        source=source if is_valid("source", source) else "",
        language=guess_language(segments, document),
        speakers=speakers,
        turns=tuple(_turns(segments)),
        comments=_nest_comments(segments),
    )


def _check_speakers(speakers: Sequence[Speaker]) -> None:
    names = sum(
        len(speaker.role) + sum(map(len, (speaker.name, *speaker.aliases)))
        for speaker in speakers
    )
    if len(speakers) > MAX_SPEAKERS or names > _MAX_NAMES_CHARS:
        raise UnreadableDocumentError(
            f"{len(speakers):,} voices are found in the document; a transcript may have "
            f"{MAX_SPEAKERS:,}, and {_MAX_NAMES_CHARS:,} characters of their names. "
            "Split it into parts, or leave out what is no transcript, and try again."
        )


@lru_cache(maxsize=8192)
def _name(text: str | None) -> str:
    """Return a name in the form that the transcript file can hold, cut if need be."""
    return (
        tidy_line(text[: 4 * MAX_NAME_CHARS])[:MAX_NAME_CHARS].strip() if text else ""
    )


def declare_speakers(segments: Sequence[Segment]) -> tuple[Speaker, ...]:
    """Return everybody who speaks, with the forms their labels were printed in."""
    found: dict[str, Speaker] = {}
    for one in segments:
        for name in (_name(one.speaker), _reader(one)) if one.kind.attributed else ():
            if name and name not in found:
                voice = is_masked(name) or parse_label(name).voice
                found[name] = Speaker(name=name, voice=voice)
    taken = {name.casefold() for name in found}
    # Most labels come again and again, and tell nothing new.
    seen: set[tuple[str, bool, str]] = set()
    for one in segments:
        # The label above a message is its reader's.
        labelled = one.read_by if one.kind is SegmentKind.MESSAGE else one.speaker
        speaker = found.get(_name(labelled)) if one.kind.attributed else None
        if speaker is None or (key := (speaker.name, speaker.voice, one.label)) in seen:
            continue
        seen.add(key)
        for printed in _printed_names(one.label):
            speaker = _with_role(speaker, parse_label(printed))
            if not speaker.voice and is_answer_label(printed):
                # "A" is what the document calls whoever answers.
                continue
            if len(printed) > MAX_NAME_CHARS or len(speaker.aliases) == _MAX_ALIASES:
                continue
            if printed.casefold() not in taken:
                taken.add(printed.casefold())
                speaker = replace(speaker, aliases=(*speaker.aliases, printed))
        found[speaker.name] = speaker
    return tuple(found.values())


def _reader(one: Segment) -> str | None:
    """Return who reads a message aloud, if anybody does."""
    return _name(one.read_by) or None if one.kind is SegmentKind.MESSAGE else None


def _printed_names(label: str) -> Iterator[str]:
    for line in dict.fromkeys(label.split("\n")) if label else ():
        if mail_field(line) or ADDRESS.search(line):
            continue  # the name that a mail's head has is known without the address
        printed = tidy_line(without_stamps(line).strip(_LABEL_EDGE)).strip(_LABEL_EDGE)
        if printed := _without_brackets_around(printed):
            yield printed


def _without_brackets_around(label: str) -> str:
    """Return a label without the brackets in which all of it stands, and times in them.

    >>> _without_brackets_around("[Ada Brook]"), _without_brackets_around("[Ada | 0:12]")
    ('Ada Brook', 'Ada')
    >>> _without_brackets_around("Ada Brook (Mayor)")
    'Ada Brook (Mayor)'
    """
    around = _IN_BRACKETS.fullmatch(label)
    if around is None:
        return label
    return without_stamps(around[around.lastindex or 0]).strip(_INSIDE_EDGE)


def _with_role(speaker: Speaker, form: SpeakerName) -> Speaker:
    """Return a speaker with the role that a label names: "King, Mayor" is no king."""
    known = form.name == speaker.name
    if known and not form.voice:
        speaker = replace(speaker, voice=False)
    if speaker.voice:
        return speaker
    # "The Minister of Ferries" may be the label of whom the head names as such.
    held = office_of_voice(form.name) if form.voice and not known else ""
    role = _role(form.role or held or ("" if known else form.office))
    if role.casefold() == speaker.name.casefold():
        return speaker  # nobody is called by their own name as by an office
    return replace(speaker, role=speaker.role or role)


def _with_declared_roles(
    speakers: Iterable[Speaker], roles: Mapping[str, str]
) -> tuple[Speaker, ...]:
    """Return speakers with the roles that the document itself declares for them."""
    declared = {parse_label(name).name: _role(role) for name, role in roles.items()}
    return tuple(
        one if one.voice else replace(one, role=declared.get(one.name, one.role))
        for one in speakers
    )


def _role(text: str) -> str:
    return tidy_line(text)[: MAX_LINE_CHARS["role"]].strip()


def _turns(segments: Iterable[Segment]) -> Iterator[Turn]:
    for one in segments:
        text = tidy(one.text)
        if one.kind is SegmentKind.COMMENT or not text:
            continue
        speaker = _name(one.speaker) if one.kind.attributed else ""
        doubtful = one.doubtful and (bool(speaker) or not one.kind.attributed)
        yield Turn(
            # A name of nothing but control characters is nobody's.
            kind=(
                TurnKind(one.kind.value)
                if speaker or not one.kind.attributed
                else TurnKind.COMMENTARY
            ),
            text=text,
            speaker=speaker or None,
            read_by=_reader(one) if speaker else None,
            doubt=_doubt(one.reason) if doubtful else "",
        )


# Of a long document millions of turns are doubted for the same few reasons.
@lru_cache(maxsize=1024)
def _doubt(reason: str) -> str:
    return tidy_line(reason).replace("--", "–")[:_MAX_REASON_CHARS].strip()


def _nest_comments(segments: Sequence[Segment]) -> tuple[Comment, ...]:
    """Return the comments, nested by how deep they stood."""
    flat: list[tuple[int, Comment]] = []
    for one in segments:
        if one.kind is not SegmentKind.COMMENT:
            continue
        date = one.date if is_date_or_time(one.date) else iso_date(one.date)
        comment = Comment(author=_name(one.author), text=tidy(one.text), date=date)
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
