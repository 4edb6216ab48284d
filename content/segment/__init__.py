"""Segmentation: find out whose words each part of a document is.

A speaker's words start at a label ("Ada Brook:"), so most of the work is to find the
labels. They are searched for at the start of every line; possible labels that look
alike are weighed together, since a document marks all its speakers in one way. Each
line is then given to the label above it, or to nobody if it is a heading, a stage
direction or the page's own text. A document without labels is an interview, or has one
author whom its headline names, or quotes one person at length.

Then passages that belong to others are taken out of the speakers' words: what the page's
author and readers wrote, messages that are read aloud, and stage directions. A second
reader weighs how sure each attribution is. What stands side by side and is one speaker's
becomes one segment. docs/segmentation.md says more.
"""

from collections.abc import Callable, Sequence

from content.document import Document
from content.segment.result import MIN_CONFIDENCE, Segment, SegmentKind

__all__ = ["MIN_CONFIDENCE", "Segment", "SegmentKind", "segment"]


def segment(
    document: Document, progress: Callable[[float], None] | None = None
) -> Sequence[Segment]:
    """Split a document into segments of one speaker each, in order.

    Every character of every block except page furniture is in the text or the label of
    exactly one segment; white space may differ. A long document is read in parts, so
    that memory stays bounded.

    Args:
        document: As read from any format.
        progress: Called with the share of the document that is done, from 0 to 1.
    """
    # A bot answers without the 250 modules of this, which take longer than all others.
    from content.segment.segmenter import segment_document  # noqa: PLC0415

    return segment_document(document, progress)
