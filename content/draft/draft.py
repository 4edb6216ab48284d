"""Make a transcript to check and edit of what segmentation found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from content.document import Document
from content.draft.metadata import date_of, language_of, place_of, slug_of, title_of
from content.draft.speakers import reader_of, speakers_of
from content.formats.dates import iso_date
from content.model import Comment, Kind, Transcript, Turn
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind
from content.transcript_file.fields import MAX_REPLY_DEPTH, is_date_or_time
from content.transcript_file.text import tidy, tidy_line

DOUBTS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCount:
    """Count what one voice was given; characters without blanks."""

    name: str
    turns: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Point at a place a person should look at.

    Attributes:
        line: Of the source, counted from 1.
        opening: Its first words.
        confidence: From 0 to 1.
    """

    line: int
    opening: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Sum up a segmentation on one screen; characters without blanks.

    Attributes:
        voices: Loudest first.
        nobodys: Characters given to nobody, by kind.
        dropped: Characters of page furniture left out.
        doubts: The most doubtful places, at most five, worst first.
        doubtful: How many places are under the bar in all.
        unnamed: Those of the voices whom the document calls by an office or a letter
            only; whoever merely asks is left out.
        guessed_encoding: The encoding the document was read in, where that is only a guess.
    """

    voices: tuple[VoiceCount, ...]
    nobodys: dict[str, int]
    dropped: int
    doubts: tuple[Doubt, ...]
    doubtful: int
    unnamed: tuple[str, ...] = ()
    guessed_encoding: str = ""


def draft(segments: Sequence[Segment], document: Document, *, name: str) -> Transcript:
    """Make a transcript of a segmented document; doubtful turns say why.

    The file's `name` makes title and slug where the document has none.
    """
    title = title_of(segments, document, name)
    date = date_of(segments, document)
    return Transcript(
        slug=slug_of(title, date, name),
        title=title,
        date=date,
        place=place_of(segments),
        source=tidy_line(document.source),
        language=language_of(segments, document),
        speakers=speakers_of(segments),
        turns=tuple(_turns(segments)),
        comments=_comments(segments),
    )


def report(segments: Sequence[Segment], document: Document) -> Report:
    """Sum up whose words a document holds, and what to look at."""
    voices: dict[str, tuple[int, int]] = {}
    nobodys: dict[str, int] = {}
    last = None
    for one in segments:
        size = _size(one.text)
        if one.kind.attributed and one.speaker:
            turns, characters = voices.get(one.speaker, (0, 0))
            again = last is not None and last.speaker == one.speaker
            voices[one.speaker] = (turns + (not again), characters + size)
            last = one
        else:
            nobodys[one.kind.value] = nobodys.get(one.kind.value, 0) + size
    doubtful = sorted(
        (one for one in segments if one.confidence < MIN_CONFIDENCE),
        key=lambda one: (one.confidence, one.line),
    )
    return Report(
        voices=tuple(
            VoiceCount(name=name, turns=turns, characters=characters)
            for name, (turns, characters) in sorted(
                voices.items(), key=lambda item: (-item[1][1], item[0])
            )
        ),
        nobodys=nobodys,
        dropped=sum(
            _size(block.text) for block in document.blocks if block.kind == "furniture"
        ),
        doubts=tuple(
            Doubt(
                line=one.line,
                opening=tidy_line(one.text)[:60],
                reason=one.reason,
                confidence=one.confidence,
            )
            for one in doubtful[:DOUBTS_SHOWN]
        ),
        doubtful=len(doubtful),
        unnamed=_unnamed(segments),
        guessed_encoding=document.guessed_encoding,
    )


def _unnamed(segments: Sequence[Segment]) -> tuple[str, ...]:
    said = (SegmentKind.SPEECH, SegmentKind.MESSAGE)
    spoken = {tidy_line(one.speaker or "") for one in segments if one.kind in said}
    voices = (one.name for one in speakers_of(segments) if one.voice)
    return tuple(name for name in voices if name in spoken)


def _size(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def _turns(segments: Iterable[Segment]) -> Iterable[Turn]:
    for one in segments:
        text = tidy(one.text)
        if one.kind is SegmentKind.COMMENT or not text:
            continue
        spoken = one.kind.attributed
        yield Turn(
            kind=Kind(one.kind.value),
            text=text,
            speaker=tidy_line(one.speaker or "") if spoken else None,
            read_by=reader_of(one),
            doubt=tidy_line(one.reason).replace("--", "–") if _unsure(one) else "",
        )


def _unsure(one: Segment) -> bool:
    return one.kind.attributed and one.confidence < MIN_CONFIDENCE


def _comments(segments: Sequence[Segment]) -> tuple[Comment, ...]:
    """Nest comments by how deep they stood."""
    roots: list[Comment] = []
    path: list[list[Comment]] = [roots]
    spoken = [one for one in segments if one.kind is SegmentKind.COMMENT]
    flat: list[tuple[int, Comment]] = []
    for one in spoken:
        date = one.date if is_date_or_time(one.date) else iso_date(one.date)
        comment = Comment(author=tidy_line(one.author), text=tidy(one.text), date=date)
        if comment.text or comment.author:
            flat.append((min(one.depth, MAX_REPLY_DEPTH - 1), comment))
    # Replies are gathered from the end, since a comment is frozen once made.
    path = [[]]
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
