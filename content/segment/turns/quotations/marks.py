"""What quotation marks hold, and which of them a paragraph leaves open."""

import re

from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.segment.names.spelling.capitals import HAN_OR_KANA, HANGUL
from content.segment.turns.quotations.clauses import LONGER_WORD

_MIN_WORDS = 4
_MIN_SIGNS = 12
_MIN_SYLLABLES = 10
QUOTED = re.compile(
    r"“[^“”]+”|„[^„“”\"]+[“”\"]|«(?:[^«»]|«[^«»]{1,80}»)+»|»[^«»]+«|(?<!\w)\"[^\"]+\"(?![^\W\uac00-\ud7af])|「[^「」]+」"
    r"|”[^”]+”(?!\w)"
    # Apostrophes stand inside: ‘Het is zo’n dag’, 'I don't know,'
    r"|(?<!\w)‘(?=\S)(?:[^‘’]|(?<=\w)’(?=\w)|(?<=\s)’(?=\w))+?(?<=\S)’(?!\w)"
    r"|(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w))+?"
    r"(?:(?<=[.,!?…])'(?!\w)|(?<=\w)'(?=,\s))"
)
"""What quotation marks that belong together hold."""

ANY_MARK = re.compile("[“„«»\"「”‘]|(?<!\\w)'(?=\\w)")

_OPENS = re.compile(
    r"(?:^|[:：])\s{0,2}(?P<mark>[“„«»\"「”])(?=[^\s.,])[^“”„«»\"「」]*$"
)


def without_quotations(text: str) -> str:
    """Return a text with blanks in place of what quotation marks hold."""
    return QUOTED.sub(lambda found: " " * len(found.group()), text)


def opens_quotation(text: str) -> str:
    """Return the marks that may close a quotation which a paragraph leaves open.

    It opens the paragraph, or stands behind a colon.

    >>> opens_quotation("Ada Brook said: “Dear friends,"), opens_quotation("“It is so.”")
    ('”', '')
    """
    found = _OPENS.search(text)
    return CLOSING_MARKS[found["mark"]] if found else ""


def closed_where_it_goes_on(text: str, below: str) -> str:
    """Return a paragraph with the mark that its last quotation lacks, if it goes on below.

    Newspapers open each paragraph of what they quote, and close the last one alone.

    >>> closed_where_it_goes_on("She left. “I ran.", "“I fell.”")
    'She left. “I ran.”'
    >>> closed_where_it_goes_on("She left. “I ran.", "Nobody fell.")
    'She left. “I ran.'
    """
    first = below.lstrip()[:1]
    if first not in OPENING_QUOTES or first not in text:
        return text
    if first in CLOSING_MARKS.get(first, ""):
        return text + first * (text.count(first) % 2)
    last = text[text.rfind(first) + 1 :]
    closing = CLOSING_MARKS.get(first, "")
    return text if any(mark in last for mark in closing) else text + closing[:1]


def is_sentence(quoted: str) -> bool:
    """Return whether a quotation has as many words as a short sentence."""
    words = len(LONGER_WORD.findall(quoted))
    signs, syllables = HAN_OR_KANA.findall(quoted), HANGUL.findall(quoted)
    long = len(signs) >= _MIN_SIGNS or len(syllables) >= _MIN_SYLLABLES
    return words >= _MIN_WORDS or long
