"""The mail on top of a thread that was copied without its head.

Whoever wrote it signs it: mostly whom the next older mail was sent to, or who wrote one
below that.
"""

from collections.abc import Sequence

from content.document import BlockKind
from content.language.mail_fields import mail_field, names_sender
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.labels.shapes.mails.heads import (
    ADDRESS,
    COLON,
    DIVIDER,
    EDGES,
    NAME_WORD,
    Head,
)
from content.segment.lines import Line
from content.segment.names.descriptions import is_person

_MAX_SIGNATURE_LINES, _MAX_SIGNATURE_CHARS, _MIN_CHARS = 6, 45, 30
_MAX_LEAD_CHARS = 60


def writer_above(lines: Sequence[Line], heads: Sequence[Head]) -> str:
    """Return who wrote what stands above the first head; empty if nothing tells it."""
    first = heads[0]
    end = end_above(lines, first.start)
    above = lines[body_above(lines, end) : end]
    if sum(len(line.text) for line in above) < _MIN_CHARS:
        return ""
    # A title page has no sentence.
    if not any(line.text.rstrip().endswith(SENTENCE_ENDS) for line in above):
        return ""
    received = _receiver(lines, first)
    # Nobody answers themselves.
    known = dict.fromkeys([received, *(head.sender for head in heads[1:])])
    names = [name for name in known if name and name != first.sender]
    for line in reversed(above[-_MAX_SIGNATURE_LINES:]):
        signed = _signature(line.text)
        if not signed:
            continue
        parts = {word.casefold().rstrip(".") for word in NAME_WORD.findall(signed)}
        for name in names:
            words = {word.casefold().rstrip(".") for word in NAME_WORD.findall(name)}
            if parts and parts <= words:
                return name
        if is_person(signed) and signed != first.sender:
            return signed
    last = NAME_WORD.findall(above[-1].text)
    near = [name for name in names if last and last[-1] in name.split()]
    return near[0] if near else ""


def body_above(lines: Sequence[Line], end: int) -> int:
    """Return where the words above a head start: below a title and a subject."""
    start = 0
    while start < end and (
        lines[start].kind is BlockKind.HEADING or mail_field(lines[start].text)
    ):
        start += 1
    return start


def end_above(lines: Sequence[Line], end: int) -> int:
    """Return where the words above a head end: above "Begin forwarded message:"."""
    while end and (
        DIVIDER.fullmatch(lines[end - 1].text)
        or (
            lines[end - 1].text.rstrip().endswith(COLONS)
            and len(lines[end - 1].text) <= _MAX_LEAD_CHARS
        )
    ):
        end -= 1
    return end


def _signature(text: str) -> str:
    """Return a line that may be a signature, without what stands around it."""
    bare = text.strip().strip(EDGES)
    short = 0 < len(bare) <= _MAX_SIGNATURE_CHARS and not mail_field(bare)
    return bare if short and not text.strip().endswith((*SENTENCE_ENDS, ":")) else ""


def _receiver(lines: Sequence[Line], head: Head) -> str:
    """Return the person whom a field that names no sender names."""
    for n in range(head.start, head.end):
        name = mail_field(lines[n].text)
        if n == head.named or not name or names_sender(name):
            continue
        value = COLON.split(lines[n].text, maxsplit=1)[-1]
        bare = ADDRESS.sub(" ", value).split(";")[0].strip(EDGES)
        if is_person(" ".join(bare.split())):
            return " ".join(bare.split())
    return ""
