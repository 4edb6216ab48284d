"""Lines between an introduction and a speech: its title, and the name of who gives it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from content.language.sentence_marks import PHRASE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.messages.words import PRINTED_BELOW
from content.segment.names.given_names import has_given_name, opens_with_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose, without_note_mark
from content.segment.turns.page_head.headlines.names import name_alone
from content.segment.voices.one_speech.salutations import calls_listeners
from content.segment.wording.in_person import FIRST_PERSON

_MAX_LINE, _MAX_OWN, _MAX_SAID = 80, 24, 8
LEADS_ON = frozenset(":：,，!！")
"""What a line above a speech ends in that goes on below, or addresses those who listen."""

_HAN_NAME = re.compile("[\u3400-\u9fff々]{2,6}")
_TITLED = re.compile("《[^》]*》|『[^』]*』|「[^」]*」")


def is_title_line(text: str) -> bool:
    """Return whether a line above a speech may be its title, or the name of who gives it.

    >>> is_title_line("A lamp for the harbour"), is_title_line("Dear friends,")
    (True, False)
    """
    bare = without_note_mark(text.strip())
    plain = bare[:1] not in OPENING_QUOTES and bare[-1:] not in LEADS_ON
    short = len(bare) <= _MAX_LINE and not bare.endswith(PHRASE_ENDS)
    # "My father's lamp"
    personal = len(bare) > _MAX_OWN and FIRST_PERSON.is_in(bare)
    return short and plain and not (personal or calls_listeners(bare))


def is_head(piece: Piece) -> bool:
    """Return whether a piece is a heading, or a line like one."""
    heading = piece.kind is SegmentKind.HEADING
    return heading or (is_prose(piece) and is_title_line(piece.text))


def without_title_lines(above: Sequence[str]) -> tuple[list[str], str]:
    """Return the texts above a speech without its title lines, and the speaker's name there.

    The name is a line of its own, and the introduction has it, too, but not as the title
    of something; it is empty if no line is such a name. Then title lines that name
    somebody stay among the texts.
    """
    lines = [*takewhile(is_title_line, reversed(above))]
    told = [*above[: len(above) - len(lines)]]
    plain = [_TITLED.sub("", text) for text in told]
    for line in map(str.strip, lines):
        han = _HAN_NAME.fullmatch(line) and opens_with_han_surname(line)
        name = line if han else name_alone(line)
        if name and any(name in text for text in plain):
            return told, name
    named = any(True for line in lines for _ in mentions_in(line))
    return [*above] if named or not told else told, ""


def without_by_lines(lines: Sequence[str], told: Sequence[str]) -> list[str]:
    """Return lines above a speech without the one that says who wrote the page.

    It is a name, perhaps behind one word ("Της Δέσποινας Μαυροειδή") or before an
    office, above paragraphs that name somebody else, and not him or her.

    >>> without_by_lines(["By Tom Ferro", "The fog"], ["Ada Brook rose and spoke."])
    ['The fog']
    """
    if not any(True for text in told for _ in mentions_in(text)):
        return list(lines)
    return [line for line in lines if not _names_author(line.strip(), told)]


def _names_author(line: str, told: Sequence[str]) -> bool:
    """Return whether a line is a name, perhaps behind a word, that texts do not have."""
    named = next(mentions_in(line), None)
    if named is None or named.office or SPEECH_WORD.is_in(line):
        return False
    ends = named.end == len(line) or line.startswith(", ", named.end)
    before = len(line[: named.start].split())
    # "MASS INTENTIONS" heads a part of a newsletter.
    if not ends or before > 1 or not (before or has_given_name(named.name)):
        return False
    return not any(names_surname(text, named.name) for text in told)


def who_said(text: str) -> str:
    """Return the one person of whom a heading has what he or she said; else empty.

    >>> who_said("What Ada Brook said"), who_said("What Ada Brook and Tom Ferro said")
    ('Ada Brook', '')
    """
    if len(text.split()) > _MAX_SAID or not PRINTED_BELOW.is_in(text):
        return ""
    people = {one.name for one in mentions_in(text)}
    return people.pop() if len(people) == 1 else ""
