"""Headlines that name who speaks by an office and one word of the name.

"Judge Whitcombe's Address", "Toespraak van minister Van Ostaden": the text below has the
whole name, and says whose speech it is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.offices import is_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.turns.page_head.headlines.names import is_tribute

_POSSESSIVE = re.compile(r"['’]s?$")


def heads_speech(line: str) -> bool:
    """Return whether a line has a word for a speech, and none for praise of somebody."""
    return SPEECH_WORD.is_in(line) and not is_tribute(line)


def is_headed_by_part(speeches: Sequence[str], name: str) -> bool:
    """Return whether one of several headlines has a word of a name behind an office."""
    return any(headed_by_part(line, name) for line in speeches)


def headed_by_part(line: str, name: str) -> bool:
    """Return whether a headline of a speech has one word of a name behind an office.

    >>> headed_by_part("Judge Whitcombe's Address", "Josiah Penhallow Whitcombe")
    True
    >>> headed_by_part("Address at the Whitcombe Library", "Josiah Whitcombe")
    False
    >>> headed_by_part("Judge Whitcombe's Address", "signora maestra")
    False
    """
    w = label_words()
    words = [_POSSESSIVE.sub("", word) for word in line.split()]
    parts = [
        part
        for part in (name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1])
        if part[:1].isupper()
    ]
    if not parts:
        return False  # "signora maestra"
    if any(first == parts[0] and last == parts[-1] for first, last in pairwise(words)):
        return False
    for n, word in enumerate(words):
        before = n - 1
        while before > 0 and words[before].casefold() in w.surname_particles:
            before -= 1
        office = words[before].casefold().strip(".,") if 0 <= before < n else ""
        if office and (is_role(office) or office in w.titles or is_office_word(office)):
            bare = word.strip(",.:()")
            if any(
                bare == p or (bare[:1].isupper() and bare == f"{p}s") for p in parts
            ):
                return True
    return False


def is_office_with_part(short: str, name: str) -> bool:
    """Return whether words are an office and one word of a name: "Judge Whitcombe"."""
    office, _, part = short.rpartition(" ")
    return " " not in office and headed_by_part(short, name) and part in name.split()
