"""The basis of reasons that older commits only had in words.

Commits before `content.segment.basis` told why a passage was given to somebody in words
alone. What these rested on is read from their opening, as witnesses did then.
"""

import re
from collections.abc import Mapping
from typing import Any

from content.reasons import READ_OUT_FOR
from content.segment.basis import Basis, Reason
from content.segment.result import SegmentKind

_SPOKEN = (
    (Basis.LABEL, "under the label"),
    (Basis.LINE_ABOVE, "a line above |the line below the quotation"),
    (
        Basis.ANNOUNCEMENT,
        (
            "announced by words|a line below the headline|printed below words|"
            "the head says|the head speaks|a dash below words|quoted (?:behind|at length)|"
            ".+ stands beside an office|the page names the |the headline quotes|"
            "the headline names who praises|told in the first person|the document declares"
        ),
    ),
    (Basis.HEADLINE, "the headline names the author"),
    (
        Basis.BY_LINE,
        (
            "a line at the top|the by-line names|a by-line stands|the author's own|"
            "the head names the author"
        ),
    ),
    (Basis.SIGNATURE, "who signs it|.+ signs? at the end"),
    (
        Basis.ASKED,
        (
            "answers (?:a|the) question|a title names|the introduction says|"
            "before the first label|greets before the first label"
        ),
    ),
    (Basis.TAG, "quoted (?:beside|as words)|quotes what|repeats what"),
    (Basis.MESSAGE_HEAD, "a (?:mail|post|message) from"),
    (Basis.LOOK, "a question set apart"),
)
_READ_OUT = (
    (Basis.LABEL, "under the label"),
    (Basis.SENDER, f"{READ_OUT_FOR}|.+ wrote it|quote[ds] |a message"),
    (Basis.HEADLINE, "the headline names"),
    (Basis.SIGNATURE, ".+ signs?"),
)


def reason_of(found: str | Mapping[str, Any], kind: SegmentKind) -> Reason:
    """Return a reason of today for one that an older commit gave.

    >>> reason_of("quoted beside a verb of saying", SegmentKind.SPEECH).basis.name
    'TAG'
    >>> reason_of({"words": "a guess", "basis": "LOOK"}, SegmentKind.QUESTION).basis.name
    'LOOK'
    >>> reason_of("its end is not marked", SegmentKind.SPEECH).basis.name
    'NOTHING'
    """
    if not isinstance(found, str):
        return Reason(found["words"], Basis[found["basis"]])
    known = _READ_OUT if kind is SegmentKind.MESSAGE else _SPOKEN
    rests = (basis for basis, words in known if re.match(words, found))
    return Reason(found, next(rests, Basis.NOTHING))
