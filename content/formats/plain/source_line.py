"""A line of plain text as its source has it."""

import re

from content.records import record

CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]")
"""A sign of a script that may break a line anywhere."""

COLUMN_GAP = " " * 10
"""A gap so wide parts columns, or the edges of a page, and no words of a sentence."""


@record
class Line:
    """A line of the source, and what it is on its page.

    Attributes:
        number: Counted from 1.
        text: Without the line break, tabs as spaces, trailing blanks gone.
        is_furniture: It is page furniture.
        is_rule: It only draws a line.
        starts_page: It is the first line of a page.
        is_counted: A number in the margin counts it; so pages were printed of such lines.
        quoted: How many marks of mails (">") stood before the text, which quote others.
        is_field: It is a line of the head of a mail.
    """

    number: int
    text: str
    is_furniture: bool = False
    is_rule: bool = False
    starts_page: bool = False
    is_counted: bool = False
    quoted: int = 0
    is_field: bool = False

    @property
    def indent(self) -> int:
        """The number of blanks at the line's start."""
        if not self.text[:1].isspace():
            return 0  # Most lines have none: a quick check first.
        return len(self.text) - len(self.text.lstrip())
