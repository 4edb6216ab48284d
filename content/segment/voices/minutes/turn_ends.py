"""Where turns of minutes end above the next label, and their clerk goes on.

A turn ends with the quotation that it is, above the head of an item, above a paragraph
that tells what somebody did, and above one that leads to what somebody moved. From there
on the clerk tells, unless somebody speaks in person there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from content.language.patterns.letter_case import is_in_capitals
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.language.word_lists import all_words, entries, words
from content.segment.kinds import HEADING, STAGE
from content.segment.names.business import heads_item
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import people_in
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD, label_words
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.turns.quotations.marks import without_quotations
from content.segment.voices.minutes.clerk import TOLD_BELOW, decision_of, personal_in
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.unsure import reports

# "26/18 Reports", "3. Fees", "4 § Fees", "A. Bus route", "2023-17 – FEES"
_NUMBERED = re.compile(
    r"\W{0,3}(?P<sign>§\s?)?"
    r"(?P<number>\d{1,4}(?P<joined>[/.-]\d{1,4})?|[A-HIVX]{1,4}(?=[.)]))"
    r"(?P<end>\s?§|[.)º°ª]{0,2}\s?[-–—]?)\s+(?=[^\W\d_a-zà-ž])"
)
_MAX_LONGER = 0.2
_MAX_HEAD, _MIN_HEADS = 120, 2
_MAX_QUOTED = 12
_MIN_LEAD_WORDS = 3
_MIN_STEM, _MAX_ENDING = 3, 3
_HEAD = "the head of an item of the minutes"


@dataclass(frozen=True, kw_only=True)
class _Turns:
    """The turns of minutes, and what shows where the clerk goes on below them.

    Attributes:
        pieces: All pieces.
        code: The language.
        listed: Who is present.
    """

    pieces: Sequence[Piece]
    code: str
    listed: tuple[str, ...]

    @cached_property
    def heads(self) -> frozenset[int]:
        """The heads of items."""
        return _heads(self.pieces)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The names of who is present or speaks, each word by itself."""
        speakers = (piece.speaker for piece in self.pieces if piece.speaker)
        people = {*self.listed, *speakers}
        parts = {w.casefold() for one in people for w in one.split() if len(w) > 2}
        return frozenset(parts - label_words().titles - label_words().roles)

    @cached_property
    def _has_clerk(self) -> bool:
        """Whether a clerk tells anywhere what somebody did."""
        return any(
            not piece.label
            and self._tells_of_somebody(piece.text)
            and not personal_in(piece.text, self.code)
            for piece in self.pieces
        )

    def ends(self) -> Iterator[tuple[int, int, int]]:
        """Yield where each turn starts, where it ends, and where the next one starts."""
        pieces = self.pieces
        opened = [n for n, piece in enumerate(pieces) if piece.label and piece.turn]
        for first, after in pairwise([*opened, len(pieces)]):
            yield first, self._end(first, after), after

    def _end(self, first: int, after: int) -> int:
        """Return where the clerk goes on below a label; where the next one stands if nowhere."""
        quoted = _end_of_quotation(self.pieces, first, after)
        if quoted:
            return quoted
        # Whoever presides calls items and tells what is decided, too.
        chairs = leads_meeting(label_key(self.pieces[first].label))
        for n in range(first + 1, after):
            piece = self.pieces[n]
            if n in self.heads and (self._has_clerk or not chairs):
                return n
            if (
                not piece.spoken
                or _goes_on(self.pieces, n)
                or _is_led_to(self.pieces, n, self.code)
            ):
                continue
            if personal_in(piece.text, self.code) or _closes_quotation(piece.text):
                continue
            decided = not chairs and decision_of(piece.text, self.code)
            tells = self._tells_of_somebody(piece.text) or self._names_own(first, n)
            if decided or tells or self._leads(n, after):
                return n
        return after

    def _tells_of_somebody(self, text: str) -> bool:
        """Return whether a paragraph opens with who did something."""
        told = text.rstrip().endswith((*SENTENCE_ENDS, *COLONS))
        if not told or _addresses(text):
            return False
        first, *behind = text.split(maxsplit=3)[:3] or [""]
        w = label_words()
        abbreviated = words(self.code, "labels.abbreviations")
        # "Cllr. Hall asked whether …", "Cllr. Ms Hall asked …"
        title = first.strip(".").casefold()
        titled = title in w.titles_and_roles or title in abbreviated
        return (
            reports(text)
            or text.startswith(self.listed or ("\0",))
            or (titled and self._names_any(" ".join(behind)))
            or _opens_with_name(text)
        )

    def _names_own(self, first: int, n: int) -> bool:
        """Return whether a paragraph has the whole name of whom the label above it names."""
        name = self.pieces[first].speaker or ""
        return " " in name and name in without_quotations(self.pieces[n].text)

    def _leads(self, n: int, after: int) -> bool:
        """Return whether a sentence that names somebody leads to a quotation below it.

        "After a discussion Ada Brook moved:"
        """
        text = self.pieces[n].text.strip()
        if not text.endswith(COLONS) or len(text.split()) < _MIN_LEAD_WORDS:
            return False
        below = self.pieces[n + 1] if n + 1 < after else None
        marks = below is not None and below.text.lstrip()[:1] in CLOSING_MARKS
        if below is None or not (below.quoted or marks):
            return False
        first = text.split()[0].casefold()
        ends = range(len(first) - _MAX_ENDING, len(first) + 1)
        office = any(is_role(first[:end]) for end in ends)
        return office or self._names_any(text) or reports(text)

    def _names_any(self, text: str) -> bool:
        """Return whether a text has a word of some name, perhaps in another case."""
        named = (w.casefold() for w in NAME_WORD.findall(text) if w[0].isupper())
        return any(
            word[:end] in self._known
            for word in named
            for end in range(max(_MIN_STEM, len(word) - _MAX_ENDING), len(word) + 1)
        )


def _closes_quotation(text: str) -> bool:
    """Return whether a paragraph ends a quotation of several: "Ada Brook »", who signs it."""
    bare = text.strip()
    closing = "".join(CLOSING_MARKS.values())
    return bare[-1:] in closing and CLOSING_MARKS.keys().isdisjoint(bare[:-1])


def end_turns(pieces: Sequence[Piece], minutes: Minutes | None) -> list[Piece]:
    """Return pieces of minutes with what the clerk tells below a turn given to nobody."""
    found = list(pieces)
    if minutes is None or not entries(minutes.code, "labels.first_person"):
        return found
    turns = _Turns(pieces=pieces, code=minutes.code, listed=minutes.listed)
    ends = [*turns.ends()]
    longer = sum(
        _is_personal(_own_paragraphs(pieces, first, start), minutes.code)
        for first, start, _ in ends
    )
    if longer > _MAX_LONGER * len(ends):
        return found  # Where people speak at length, the chair tells what is decided.
    for _, start, after in ends:
        for one, two in _parts(start, after, turns.heads):
            if not _is_personal(pieces[one:two], minutes.code):
                for n in range(one, two):
                    found[n] = _told(pieces[n], head=n in turns.heads)
    return found


def _opens_with_name(text: str) -> bool:
    """Return whether a whole name and a word in small letters open a text.

    >>> _opens_with_name("Ada Brook took the minutes."), _opens_with_name("Ada Brook!")
    (True, False)
    """
    first = next(iter(people_in(text)), None)
    if first is None or first.start or " " not in first.name:
        return False
    if not is_given_name(first.name.split()[0]):
        return False  # "Eine Bitte noch: …", where nouns have capitals.
    return text[first.end : first.end + 2].strip()[:1].islower()


def _addresses(text: str) -> bool:
    """Return whether a name or an office before a comma opens a text, and is addressed.

    >>> _addresses("Mr. Hall, the floor is yours."), _addresses("Mr. Hall said, that")
    (True, False)
    """
    before, comma, _ = text.partition(",")
    titles, called = label_words().titles_and_roles, all_words("labels.behind_names")
    return comma != "" and all(
        word[0].isupper()
        or (bare := word.strip(".").casefold()) in titles
        or bare in called
        for word in before.split()
    )


def _own_paragraphs(pieces: Sequence[Piece], first: int, start: int) -> list[Piece]:
    """Return the paragraphs of a turn behind the one that its label opens."""
    own = [n for n in range(first + 1, start) if not _goes_on(pieces, n)]
    return [pieces[n] for n in own if pieces[n].spoken]


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line goes on with the sentence above it in its block."""
    piece, above = pieces[n], pieces[n - 1]
    ended = above.text.rstrip()[-1:] in SENTENCE_ENDS
    return piece.block == above.block and not ended


def _is_led_to(pieces: Sequence[Piece], n: int, code: str) -> bool:
    """Return whether a speaker's colon above a quotation leads to it: the wording of what is moved.

    "Text of the decision:" on a line of its own is the clerk's.
    """
    above = pieces[n - 1]
    own = above.label != "" or personal_in(above.text, code)
    led = own and above.text.rstrip().endswith(COLONS)
    return led and pieces[n].text.lstrip()[:1] in CLOSING_MARKS


def _told(piece: Piece, *, head: bool) -> Piece:
    """Return a piece as the clerk's: it ends the turn, as a line of the record does."""
    if piece.spoken:
        head = head or (is_in_capitals(piece.text) and _shape(piece) != "")
        kind, reason = (
            (HEADING, _HEAD) if head else (SegmentKind.COMMENTARY, TOLD_BELOW)
        )
        piece = unattribute(piece, kind, reason)
    return replace(piece, turn=-abs(piece.turn))


def _heads(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the heads of items: numbered alike on lines of their own, not in a row.

    One at least stands where nobody speaks yet, or right above a label.
    """
    shapes = {n: shape for n in range(len(pieces)) if (shape := _shape(pieces[n]))}
    single = {
        n: shape
        for n, shape in shapes.items()
        if shapes.get(n - 1) != shape and shapes.get(n + 1) != shape
    }
    times = Counter(single.values())
    apart = {
        shape
        for n, shape in single.items()
        if not pieces[n].turn or (n + 1 < len(pieces) and pieces[n + 1].label)
    }
    return frozenset(
        n
        for n, shape in single.items()
        if times[shape] >= _MIN_HEADS and shape in apart
    )


def _shape(piece: Piece) -> str:
    """Return how a line is numbered that may be the head of an item; empty if it is none."""
    text = piece.text.strip()
    if piece.label or piece.quoted or not text or len(text) > _MAX_HEAD:
        return ""
    if piece.kind is HEADING and piece.turn and not is_in_capitals(text):
        return "heading"
    if heads_item(text):
        return "item"
    found = _NUMBERED.match(text)
    ended = text.endswith((*SENTENCE_ENDS, ";", ",", *COLONS)) and not is_in_capitals(
        text
    )
    if found is None or ended:
        return "capitals" if is_in_capitals(text) and len(text.split()) > 1 else ""
    joined = (found["joined"] or "")[:1]
    lettered = "A" if found["number"][0].isalpha() else "1"
    return f"{found['sign'] or ''}{lettered}{joined}{found['end']}".replace(" ", "")


def _end_of_quotation(pieces: Sequence[Piece], first: int, after: int) -> int:
    """Return what stands below a turn that is one quotation; 0 if it is none."""
    mark = pieces[first].text.lstrip()[:1]
    if mark not in CLOSING_MARKS:
        return 0
    for n in range(first, min(after, first + _MAX_QUOTED)):
        bare = pieces[n].text.strip().rstrip(".,")
        inside = bare[1:] if n == first else bare
        if any(char in CLOSING_MARKS[mark] for char in inside):
            return n + 1 if inside[-1:] in CLOSING_MARKS[mark] else 0
    return 0


def _parts(start: int, after: int, heads: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield where what the clerk tells starts and ends, from one head to the next."""
    bounds = [start, *(n for n in range(start + 1, after) if n in heads), after]
    yield from ((one, two) for one, two in pairwise(bounds) if one < two)


def _is_personal(part: Sequence[Piece], code: str) -> bool:
    """Return whether somebody speaks in person in a part, outside all quotations."""
    closing = ""
    for piece in part:
        text = piece.text.strip()
        if closing:
            closing = "" if any(char in closing for char in text) else closing
            continue
        mark = text[:1]
        if mark in CLOSING_MARKS:
            ended = any(char in CLOSING_MARKS[mark] for char in text[1:])
            closing = "" if ended else CLOSING_MARKS[mark]
            if closing:
                continue
        said = piece.spoken and not piece.quoted and piece.kind is not STAGE
        if said and personal_in(text, code):
            return True
    return False
