"""The top of a page: where its headlines end and the words below it start."""

import re
from collections.abc import Sequence

from content.document import BlockKind, Document
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.kinds import COMMENTARY, HEADING_BLOCK
from content.segment.messages.words import DELIVERY_NOTICE, REPRODUCED
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.text_words import SENT, SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.menus import TOP_LINES
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.wording.in_person import FIRST_PERSON

_INTRODUCTION = WordPattern(
    r"(?:<headlines.introductory_lines>)$"
    r"|.{0,120}(?:<headlines.introductions>).{0,40}[:：]$"
)
_WORD = re.compile(r"\w+")
_MAX_ABOUT, MAX_HEADING_WORDS = 12, 2
_MIN_SHORTENED = 4
MAX_NOTICE = 120


def split_top(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where the headlines end, and where the author's own words start."""
    top = 0
    # A menu may stand above the headline, one entry a line, and a source below it.
    while top < min(len(pieces), TOP_LINES) and (
        pieces[top].kind is not SegmentKind.COMMENTARY or is_page_line(pieces[top].text)
    ):
        top += 1
    body = top
    for n in range(top, min(len(pieces), top + 4)):
        text = pieces[n].text.strip()
        if FIRST_PERSON.is_in(text):
            # Who says "I" or "we" speaks already: what follows may be read out.
            break
        if len(text) < 240 and _INTRODUCTION.opens(text):
            body = n + 1
            break
        if len(text) <= MAX_NOTICE and DELIVERY_NOTICE.is_in(text):
            body = n + 1
        quoted = text[:1] in OPENING_QUOTES
        if len(text) < 300 and SENT.regex.search(text) and not quoted:
            body = n + 1
    return top, max(body, _below_heading(pieces, top))


def _below_heading(pieces: Sequence[Piece], top: int) -> int:
    """Return where a text starts below a heading that is only a word for it: "Speech".

    Archives print above it who spoke, when, and on what occasion. 0 where none does.
    """
    for n in range(top, min(len(pieces), top + _MAX_ABOUT)):
        text = pieces[n].text.strip()
        if pieces[n].kind is COMMENTARY and FIRST_PERSON.is_in(text):
            return 0
        short = len(text.split()) <= MAX_HEADING_WORDS
        headed = pieces[n].kind is SegmentKind.HEADING and n > top
        if headed and short and (SPEECH_WORD.is_in(text) or REPRODUCED.is_in(text)):
            return n + 1
    return 0


def title_lines(document: Document) -> list[str]:
    """Return the lines of the title, without the site's name at its end.

    "The speech | The Long Wharf": what only the title has, beside a headline that the
    page has, too, names the site. So does the last part of what a browser shows; the
    rest may name who gives a speech where the headline names the office alone.
    """
    lines: list[str] = []
    headings = [
        block.text.strip() for block in document.blocks if block.kind is HEADING_BLOCK
    ]
    for line in filter(None, document.title.split("\n")):
        *parts, site = title_parts(line)
        headed = any(
            part.strip() and (heading in part or _is_within(part, heading))
            for part in parts
            for heading in filter(None, headings)
        )
        lines.append(" | ".join(parts) if headed and site not in headings else line)
    *shown, _ = title_parts(document.window_title)
    told = (part for part in shown if any(_tells_more(part, h) for h in headings))
    return [*lines, *(part for part in told if part not in lines)]


def _tells_more(part: str, heading: str) -> bool:
    """Return whether a heading has all words of a part of a title up to a person's name.

    One of them is for a speech.

    >>> heading = "Speech by the President in Moor"
    >>> _tells_more("Speech by President Ada Brook", heading)
    True
    >>> _tells_more("Speech on the life of Ada Brook", heading)
    False
    """
    named = next(mentions_in(part), None)
    above = part[: named.start] if named is not None else ""
    words = _WORD.findall(above.casefold())
    told = SPEECH_WORD.is_in(above)
    return told and set(words).issubset(_WORD.findall(heading.casefold()))


def _is_within(part: str, heading: str) -> bool:
    """Return whether a heading has a part of the title, or all of its words.

    >>> _is_within("Speech on the Lamp Day", "Speech of Ada Brook on the First Lamp Day")
    True
    """
    words = part.split()
    shortened = len(words) >= _MIN_SHORTENED and set(words) <= set(heading.split())
    return shortened or part.strip() in heading


def lead_lines(document: Document) -> list[str]:
    """Return the lead, which the page has between its headline and its text."""
    lead: list[str] = []
    headed = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            headed = True
        elif headed and block.kind is not BlockKind.FURNITURE:
            break
        elif headed and len(lead) < 4:
            lead.append(block.text.strip())
    return lead
