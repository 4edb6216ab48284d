"""Quotations woven into a report: “The bridge is safe”, said Ada Brook.

The words in the marks are of whom a verb of saying names beside them; the rest is the
author's. What one quotation leaves open, a next one in the paragraph goes on with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern, all_entries, entries, flag
from content.segment.names.document_language import (
    guess_language,
    nominative_endings,
    nominative_pairs,
)
from content.segment.names.in_text.given_cases import is_nominative_given
from content.segment.names.in_text.mentions import mentions_in
from content.segment.pieces import Piece, split_piece
from content.segment.result import SegmentKind

_NAMED_CONFIDENCE, _MEANT_CONFIDENCE = 0.85, 0.7
_MIN_WORDS = 4
_MIN_VERB = 4
_MIN_FOUND = 2
_MIN_STATEMENT = 60
_MAX_TAG = 160
_MAX_BEFORE_VERB = 60
_QUOTED = re.compile(
    r"“[^“”]+”|„[^„“”\"]+[“”\"]|«[^«»]+»|»[^«»]+«|(?<!\w)\"[^\"]+\"(?!\w)|「[^「」]+」"
)
# "For Ada Brook, chair of the club, “…”"
_HOLDS = WordPattern(r"\s*(?:<messages.opinions>)\s")
_MAX_TITLE = 40
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_][\w)])[.!?](?:\s|$)|\n\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    """Where a quotation stands in its paragraph, who speaks, and whether it is named there."""

    start: int
    end: int
    speaker: str
    named: bool


def attribute_woven_quotations(
    pieces: Sequence[Piece], *, least: int = _MIN_FOUND
) -> list[Piece]:
    """Return the pieces of a report with its quotations given to whom it names.

    To one a verb of saying leads from a name.

    Args:
        pieces: The pieces of the report.
        least: How many are no mere sound bites.
    """
    texts = [p.text for p in pieces if p.kind is SegmentKind.COMMENTARY]
    if not any(map(_QUOTED.search, texts)):
        return list(pieces)
    reader = _Reader(guess_language(p.text for p in pieces))
    attributed: list[Piece] = []
    number, named, long = 0, 0, 0
    for lines in _paragraphs(pieces):
        if not _is_prose(lines[0]):
            attributed += lines
            continue
        found = reader.read("\n".join(piece.text for piece in lines))
        named += sum(one.named for one in found)
        long += sum(one.end - one.start >= _MIN_STATEMENT for one in found)
        attributed += _cut(lines, found, number)
        number += len(found)
    return attributed if named and long >= least else list(pieces)


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the lines of each paragraph; one that opens in small letters goes on."""
    lines: list[Piece] = []
    for piece in pieces:
        goes_on = bool(lines) and _is_prose(piece) and _is_prose(lines[-1])
        if lines and not (goes_on and _belongs(lines[-1], piece)):
            yield lines
            lines = []
        lines.append(piece)
    if lines:
        yield lines


def _belongs(one: Piece, two: Piece) -> bool:
    open_ended = one.text.rstrip()[-1:] not in FULL_STOPS
    return one.block == two.block or (open_ended and two.text.lstrip()[:1].islower())


def _is_prose(piece: Piece) -> bool:
    return piece.kind is SegmentKind.COMMENTARY and not piece.quoted


def _cut(
    lines: Sequence[Piece], found: Sequence[_Quotation], number: int
) -> Iterator[Piece]:
    """Yield the lines of a paragraph, cut where quotations begin and end."""
    offset = 0
    for line in lines:
        end = offset + len(line.text)
        cuts = {
            place - offset
            for one in found
            for place in (one.start, one.end)
            if offset < place < end
        }
        bounds = [0, *sorted(cuts), len(line.text)]
        starts = [a for a, b in pairwise(bounds) if line.text[a:b].strip()]
        for start, part in zip(starts, split_piece(line, sorted(cuts)), strict=False):
            at = offset + start
            own = next(
                (n for n, one in enumerate(found) if one.start <= at < one.end), -1
            )
            yield _said(part, found[own], number + own + 1) if own >= 0 else part
        offset = end + 1


def _said(piece: Piece, quotation: _Quotation, turn: int) -> Piece:
    name = quotation.speaker
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name,
        turn=turn,
        confidence=_NAMED_CONFIDENCE if quotation.named else _MEANT_CONFIDENCE,
        reason=f"quoted beside a verb of saying and the name of {name}"
        if quotation.named
        else f"quoted beside a verb of saying, after words about {name}",
    )


class _Reader:
    """Reads the quotations of one document, paragraph by paragraph."""

    def __init__(self, language: str) -> None:
        """Start without anybody named."""
        self._language = language
        self._people: dict[str, str] = {}
        self._last: list[str] = []

    def read(self, text: str) -> list[_Quotation]:
        """Return the quotations of a paragraph of which it can be told who speaks."""
        found: list[_Quotation] = []
        quoted = [
            one
            for one in _QUOTED.finditer(text)
            if len(_NAME_WORD.findall(one.group())) >= _MIN_WORDS
        ]
        own: list[str] = []
        end = 0
        for n, one in enumerate(quoted):
            before = text[end : one.start()]
            after_end = quoted[n + 1].start() if n + 1 < len(quoted) else len(text)
            own += self._meet(before)
            after = text[one.end() : after_end]
            speaker, named, sure = self._whose(before, after, own)
            goes_on = (
                bool(found)
                and found[-1].end >= end
                and _SENTENCE_END.search(before.rstrip()[:-1]) is None
                and len(before) <= _MAX_TAG
            )
            if not sure and goes_on:
                speaker, named, sure = found[-1].speaker, found[-1].named, True
            end = one.end() + (text[one.end() : one.end() + 1] in {",", "."})
            if sure and speaker:
                found.append(
                    _Quotation(start=one.start(), end=end, speaker=speaker, named=named)
                )
        own += self._meet(text[end:])
        self._last = own or ([found[-1].speaker] if found else self._last)
        return found

    def _meet(self, text: str) -> list[str]:
        """Return the people whom a text names in full, and keep them."""
        names = [one.name for one in mentions_in(text) if self._is_upright(one.name)]
        for name in names:
            self._people.setdefault(name.split()[-1], name)
        return names

    def _is_upright(self, name: str) -> bool:
        """Return whether a name can be in the nominative, as far as endings show."""
        if self._language and not flag(self._language, "bends_names"):
            return True
        given = name.split(maxsplit=1)[0]
        endings = nominative_endings(self._language)
        if endings is None or endings.search(given):
            return True
        pairs = nominative_pairs(self._language)
        paired = pairs is not None and pairs.fullmatch(name.casefold()) is not None
        return paired or is_nominative_given(given, self._language)

    def _whose(
        self, before: str, after: str, own: Sequence[str]
    ) -> tuple[str, bool, bool]:
        """Return who says a quotation, whether named there, and whether a verb tells it."""
        tag = self._tag_after(after) or self._tag_before(before)
        if not tag:
            return "", False, False
        if name := self._named_in(tag):
            return name, True, True
        known = list(dict.fromkeys(own or self._last))
        return (known[-1], False, True) if len(known) == 1 else ("", False, False)

    def _tag_after(self, after: str) -> str:
        """Return the words behind a quotation up to the end of the sentence, if they tag it."""
        bare = after.lstrip(",. –—-\n\u00a0")
        end = _SENTENCE_END.search(bare)
        tag = bare[: end.start() if end else len(bare)][:_MAX_TAG]
        verb = verbs_of_saying(self._language).search(tag)
        if verb is None or verb.start() > _MAX_BEFORE_VERB or tag[:1].isdigit():
            return ""
        # "“…” The mayor said on Monday": a sentence of its own tells of something else.
        stopped = after.lstrip()[:1] == "." or after[:1] == ""
        return "" if stopped and tag[:1].isupper() else tag

    def _tag_before(self, before: str) -> str:
        """Return the sentence that leads to a quotation by a verb of saying and a colon.

        Or by words before the name of who thinks so.
        """
        bare = before.rstrip()
        if not bare.endswith((":", ",")):
            return ""
        ends = [one.end() for one in _SENTENCE_END.finditer(bare)]
        lead = bare[ends[-1] if ends else 0 :]
        holds = _HOLDS.regex.match(lead)
        named = next(mentions_in(lead[holds.end() :]), None) if holds else None
        thinks = named is not None and named.start <= _MAX_TITLE
        return lead if thinks or verbs_of_saying(self._language).search(lead) else ""

    def _named_in(self, tag: str) -> str:
        """Return the one person whom a tag names, in full or by the surname."""
        whole = self._meet(tag)
        if whole:
            return self._people.get(whole[0].split()[-1], whole[0])
        words = [word for word in _NAME_WORD.findall(tag) if word[:1].isupper()]
        known = {self._people[word] for word in words if word in self._people}
        return known.pop() if len(known) == 1 else ""


@cache
def verbs_of_saying(language: str) -> re.Pattern[str]:
    """Return the verbs of saying of all languages, short ones of this language alone."""
    own = entries(language, "messages.says") if language else ()
    longer = [v for v in all_entries("messages.says") if len(v) >= _MIN_VERB]
    verbs = "|".join(
        verb.replace("_", r"\s") for verb in dict.fromkeys([*own, *longer])
    )
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.IGNORECASE)
