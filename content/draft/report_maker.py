"""Make the report on a draft, of the segments that it is made of."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest

from content.document import BlockKind, Document
from content.draft.phone_numbers import mask_phone_numbers
from content.draft.report import MAX_DOUBTS_SHOWN, Doubt, Report
from content.draft.transcript import declare_speakers
from content.language.words.text_size import count_words
from content.segment import Segment, SegmentKind
from content.transcript_file.text import tidy, tidy_line

_MAX_OPENING_CHARS = 60


def make_report(segments: Sequence[Segment], document: Document) -> Report:
    """Return what to look at in the draft of a document."""
    segments = mask_phone_numbers(segments)
    worst = nsmallest(
        MAX_DOUBTS_SHOWN,
        enumerate(_doubtful(segments)),
        key=lambda each: (each[1].confidence, each[0]),
    )
    sizes = [_count_characters(one.text) for one in _doubtful(segments)]
    speaks = {SegmentKind.SPEECH, SegmentKind.MESSAGE}
    speakers = {tidy_line(one.speaker or "") for one in segments if one.kind in speaks}
    return Report(
        furniture=sum(
            count_words(block.text)
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
            for number, one in worst
        ),
        doubt_count=len(sizes),
        doubted=sum(sizes),
        unnamed=tuple(
            one.name
            for one in declare_speakers(segments)
            if one.voice and one.name in speakers
        ),
        guessed_encoding=document.guessed_encoding,
    )


def _doubtful(segments: Iterable[Segment]) -> Iterator[Segment]:
    return (one for one in segments if one.doubtful and tidy(one.text))


def _count_characters(text: str) -> int:
    return sum(not char.isspace() for char in text)
