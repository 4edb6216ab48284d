"""The last lines of a copied page of mails or posts: links, and whose the page is."""

import re
from collections.abc import Sequence

from content.document import BlockKind
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.lines import Line

_PAGE_SIGN = re.compile(r"©|\(c\)\s\d{4}|\S\s[|·•»]\s\S|https?://|\bwww\.")
_MAX_CHARS, _MAX_LINES = 100, 12
RULE = re.compile(r"[-–—_=*~]{5,}")
"""A line of signs that a program draws."""
_MAX_BELOW_RULE, _MIN_RULES = 5, 2
# "Index ‹ Garden ‹ Pests and diseases": where in a forum the page stands.
_PATH = re.compile(r"\s*[‹›»«>→]\s*|\s+[/\\]\s+")
_MAX_TOP, _MIN_PART, _MAX_LEAD = 8, 4, 20


def end_of_page(lines: Sequence[Line], start: int) -> int:
    """Return where the lines start that a page ends in: "Jump to: …", "Privacy · Contact".

    They are set apart, no sentences, and one of them has the sign of a page; or they are
    few and stand below a rule that also parts what was written above; or the first of
    them leads back to a part of the forum that the path on top has.

    Args:
        lines: The lines of the page.
        start: Where the last words start that somebody wrote.
    """
    apart = _below_rule(lines, start)
    signed = False
    for n in range(apart - 1, max(start, apart - 1 - _MAX_LINES), -1):
        text = lines[n].text.strip()
        sentence = len(text) > _MAX_CHARS or text.endswith(SENTENCE_ENDS)
        if lines[n].kind is BlockKind.QUOTE or sentence:
            break
        found = _PAGE_SIGN.search(text) is not None
        signed = signed or found
        if signed and lines[n].number - lines[n - 1].number > 1:
            apart, signed = n, False
    return _back_to_part(lines, start, apart)


def _back_to_part(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a line stands alone that leads back: "Return to Pests and diseases".

    Only short lines without a stop at their end follow it.
    """
    parts = {
        part
        for line in lines[:_MAX_TOP]
        if len(line.text) <= _MAX_CHARS
        for part in _PATH.split(line.text.strip())[1:]
        if len(part) >= _MIN_PART
    }
    for n in range(end - 1, max(start, end - 1 - _MAX_LINES) if parts else end, -1):
        text = lines[n].text.strip()
        if len(text) > _MAX_CHARS or text.endswith(SENTENCE_ENDS):
            break
        apart = lines[n].number - lines[n - 1].number > 1
        leads = any(
            text.endswith(part) and len(text) <= len(part) + _MAX_LEAD for part in parts
        )
        if apart and leads:
            return n
    return end


def _below_rule(lines: Sequence[Line], start: int) -> int:
    """Return where the last rule stands that also parts the words above; else the end."""
    for n in range(len(lines) - 1, max(start, len(lines) - 1 - _MAX_BELOW_RULE), -1):
        rule = lines[n].text.strip()
        if RULE.fullmatch(rule):
            times = sum(line.text.strip() == rule for line in lines[:start])
            return n if times >= _MIN_RULES else len(lines)
    return len(lines)
