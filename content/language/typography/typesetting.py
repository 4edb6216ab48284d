"""Set a text with the marks of its language, and say where each character went.

What is stored stays as the document has it. What is shown gets dashes for hyphens that
stand for dashes, quotation marks in pairs, apostrophes, and one space where several
were typed. A language's marks and words are data (`[typography]` in its file).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from content.language.folding import fold_letters
from content.language.typography.quotation_marks import (
    GERSHAYIM,
    INCHES,
    quotation_edits,
)
from content.language.word_lists import entries, pattern, words
from content.language.words.stemming import primary_tag

_CACHED_TEXTS = 8192

_EM_DASH = "—"
_DEFAULT_DASH = "–"
"""The dash between spaces, where a language's file names none."""

_PLAIN_EDITS = (
    (re.compile(r"(?<=[^\s ]) {2,}(?=\S)|(?<=\S)[ \t\u00a0]*\t[ \t\u00a0]*"), " "),
    # A space before a mark; French has one before those of two parts.
    (
        re.compile(r"(?<=[\w)\]”’\"'])[ \u00a0]+(?=[,.](?![\w.]| \.)(?:\s|$|[”\"']))"),
        "",
    ),
    (re.compile(GERSHAYIM), "״"),
    (re.compile(INCHES), "″"),
    # Marks of notes: "settled.[12]".
    (re.compile(r"(?<=[\w.,;:!?”\"'])\[\d{1,3}\](?=[\s.,;:!?]|$)"), ""),
    # Soft hyphens, and marks of byte order and of breaks without width.
    (re.compile("[\u00ad\u200b\ufeff]+"), ""),
    (re.compile(r"(?<!\.)(?<!\. )(?:\.\.\.|\. \. \.)(?! ?\.)"), "…"),
    (re.compile(r"(?<!-)-{2,3}(?!-)|(?<=[.,;!?])-(?=[^\W\d])"), _EM_DASH),
    # Beside a closing or an opening quotation mark or bracket it joins no words.
    (re.compile(r"(?<=[\"”»)\]])-(?=[^\W\d]{2})|(?<=\w)-(?=[\"“«(\[])"), _EM_DASH),
)

MIN_REPEATED_LETTERS = 6
"""Letters from which a word said twice is no compound, as "fifty-fifty" is."""

_LINK = re.compile(r"https?://[^\s\"“”«»]+")

_SPACED_HYPHEN = re.compile(r"(?<=\S )-(?= \S)")
_HYPHENATED = re.compile(
    r"(?<![\w-])(\w[\w'’]*[^\W\d] ?|\d+)-([^\W\d][\w'’]*)(?![\w-])"
)
_CHAIN = re.compile(r"[\w'’]+(?:-[\w'’]+){2,}")


class Edit(NamedTuple):
    """A slice of a text, and what is shown in its place."""

    start: int
    end: int
    shown: str


class Typeset(NamedTuple):
    """A text as it is shown.

    Attributes:
        text: What is shown.
        edits: What differs from the text as stored, in order.
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def position(self, stored: int) -> int:
        """Return where a position of the stored text is in the shown one.

        Inside of what was replaced it is the end of the replacement.
        """
        count = bisect_right(self.edits, stored, key=lambda edit: edit.start)
        # An edit that begins here comes after this position, unless it only adds.
        if count and (last := self.edits[count - 1]).start == stored < last.end:
            count -= 1
        grown = sum(len(e.shown) - (e.end - e.start) for e in self.edits[:count])
        end = self.edits[count - 1].end if count else 0
        return max(stored, end) + grown


@lru_cache(maxsize=_CACHED_TEXTS)
def typeset(text: str, language: str) -> Typeset:
    """Set a text for the eye.

    Args:
        text: Of an excerpt; paragraphs are separated by an empty line.
        language: Its BCP 47 tag.
    """
    tag = primary_tag(language)
    found = {
        (each.start, each.end): each
        for each in (
            *_plain_edits(text),
            *_dash_edits(text, tag),
            *(Edit(*each) for each in quotation_edits(text, tag)),
        )
    }
    links = [link.span() for link in _LINK.finditer(text)]
    edits: list[Edit] = []
    for edit in sorted(found.values()):
        # A link leads somewhere only as it is.
        linked = any(start < edit.end and edit.start < end for start, end in links)
        if not linked and (not edits or edit.start >= edits[-1].end):
            edits.append(edit)
    if not edits:
        return Typeset(text)
    parts: list[str] = []
    at = 0
    for start, end, shown in edits:
        parts += [text[at:start], shown]
        at = end
    return Typeset("".join([*parts, text[at:]]), tuple(edits))


def _plain_edits(text: str) -> Iterator[Edit]:
    for mistyped, shown in _PLAIN_EDITS:
        for found in mistyped.finditer(text):
            yield Edit(found.start(), found.end(), shown)


def _dash_edits(text: str, language: str) -> Iterator[Edit]:
    if "-" not in text:
        return
    own = entries(language, "typography.dash")
    dash = own[0] if own else _DEFAULT_DASH
    for found in _SPACED_HYPHEN.finditer(text):
        yield Edit(found.start(), found.end(), dash)
    after = pattern(language, "typography.after_dashes")
    if not after:
        return
    before = words(language, "typography.before_dashes")
    chains = [found.span() for found in _CHAIN.finditer(text)]
    for found in _HYPHENATED.finditer(text):
        if any(start <= found.start() < end for start, end in chains):
            continue
        if (
            after.match(text, found.start(2))
            or fold_letters(found[1]) in before
            or (found[1] == found[2] and len(found[1]) >= MIN_REPEATED_LETTERS)
            or _parts_plural(found[1], found[2], language)
        ):
            at = found.end(1)
            yield Edit(at, at + 1, _EM_DASH)


def _parts_plural(first: str, second: str, language: str) -> bool:
    """Return whether a hyphen behind a plural parts two words: no compound begins so.

    Two names may be one ("Humphreys-Hawkins"), and some plurals are as good as a
    singular ("arms-control"), or go before what makes an adjective ("centuries-old").
    """
    plurals = pattern(language, "typography.plurals")
    if plurals is None or not plurals.fullmatch(first):
        return False
    if first[0].isupper() and second[0].isupper():
        return False
    joined = pattern(language, "typography.joined_to_plurals")
    never = words(language, "typography.never_plural")
    return fold_letters(first) not in never and not (
        joined and joined.fullmatch(second)
    )
