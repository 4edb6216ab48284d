"""The kinds that every line is compared with, under names that are fast to look up.

Python 3.11 takes five times as long to look a member up in its enumeration, and some
sixty rules ask each line. Where lines are few, the enumerations read better.
"""

from content.document import BlockKind
from content.segment.result import SegmentKind

SPEECH = SegmentKind.SPEECH
QUESTION = SegmentKind.QUESTION
MESSAGE = SegmentKind.MESSAGE
STAGE = SegmentKind.STAGE
HEADING = SegmentKind.HEADING
COMMENTARY = SegmentKind.COMMENTARY
BOILERPLATE = SegmentKind.BOILERPLATE
COMMENT = SegmentKind.COMMENT
PROSE = frozenset((HEADING, COMMENTARY))
"""What a page has of words before it is known whose they are."""

PARAGRAPH_BLOCK = BlockKind.PARAGRAPH
HEADING_BLOCK = BlockKind.HEADING
QUOTE_BLOCK = BlockKind.QUOTE
ITEM_BLOCK = BlockKind.ITEM
RULE_BLOCK = BlockKind.RULE
COMMENT_BLOCK = BlockKind.COMMENT
POST_BLOCK = BlockKind.POST
FURNITURE_BLOCK = BlockKind.FURNITURE
