"""Words that are set apart by blanks between their letters: "Jan D v o ř á k".

Typewritten and printed records mark names so. The words are the same without the blanks.
"""

import re
from itertools import pairwise

# It begins with a blank, which is found fast; the first letter is looked at behind.
_SPACED = re.compile(r" [^\W\d_] [^\W\d_](?![^\W_]|[’'])")
# Three letters are enough where a sign ends them: "Jan K o t:".
_RUN = re.compile(
    r"(?<![^\s(\[\"“„«»])[^\W\d_]"
    r"(?:(?: [^\W\d_]){3,}(?![^\W_]|[’'])|(?: [^\W\d_]){2}(?=\s?[:,(]))"
)
_SPREAD = re.compile("\\s*[\u3400-\u9fff々](?:[ \u3000]+[\u3400-\u9fff々]){1,3}\\s*")
_SHORT = 3
# "N o v á  -  L i n d o v á": one surname of two.
_HYPHEN = re.compile(r"(?<= [^\W\d_])\s+[-–]\s+(?=[^\W\d_] [^\W\d_] )")
# What stands around such a word: wider blanks, and one before a comma.
_GAPS = re.compile(r"(?<=\S) {2,}(?=\S)| (?=[,:;](?:\s|$))")


def without_letterspacing(text: str) -> str:
    """Return a text without the blanks between the letters of a word.

    >>> without_letterspacing("Mgr. Eva P o k o r n á, radní")
    'Mgr. Eva Pokorná, radní'
    >>> without_letterspacing("A n n a L i n d:"), without_letterspacing("a b c d")
    ('Anna Lind:', 'a b c d')
    >>> without_letterspacing("Ing. Jan   K o v á ř , starosta:")
    'Ing. Jan Kovář, starosta:'
    >>> without_letterspacing("Eva N o v á  -  L i n d o v á , starostka:")
    'Eva Nová-Lindová, starostka:'
    """
    if not _SPACED.search(text):
        return text
    joined = _RUN.sub(_joined, text)
    if " - " in text or " – " in text:
        halves = _HYPHEN.split(text)
        read = [_RUN.sub(_joined, half) for half in halves]
        if len(read) > 1 and all(a != b for a, b in zip(halves, read, strict=True)):
            joined = "-".join(read)
    return text if joined == text else _GAPS.sub(_closed, joined)


def without_wide_letters(label: str) -> str:
    """Return a label of two to four Han letters without the blanks that spread them.

    >>> without_wide_letters("記　者"), without_wide_letters("委 員 長"), without_wide_letters("山田 誠")
    ('記者', '委員長', '山田 誠')
    """
    spread = _SPREAD.fullmatch(label)
    return "".join(label.split()) if spread else label


def _closed(gap: re.Match[str]) -> str:
    return " " if len(gap.group()) > 1 else ""


def _joined(found: re.Match[str]) -> str:
    spaced = found.group()
    letters = spaced[::2]
    counted = all(ord(two) - ord(one) == 1 for one, two in pairwise(letters))
    if counted or letters.lower() == letters.upper():
        return spaced
    if len(letters) == _SHORT and not letters.istitle():
        return spaced
    if letters.isupper():
        return letters
    # A capital inside begins the next word of a name, or is its initial.
    starts = [n for n, letter in enumerate(letters) if n == 0 or letter.isupper()]
    words = [letters[one:two] for one, two in pairwise([*starts, len(letters)])]
    return " ".join(words) if max(map(len, words)) >= _SHORT else spaced
