"""Statements that minutes print word for word, below or behind a sentence that leads there.

"Tom Ferro asks to have this put on record: “I did not vote …”" A clerk tells all else.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, flag
from content.segment.kinds import COMMENTARY
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.quotations import CLOSING_MARKS, is_in_marks
from content.segment.messages.words import (
    says_it_is_read,
    sentences_of,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.cjk_people import people_in_korean
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece, split_piece
from content.segment.result import SegmentKind
from content.segment.voices.minutes.clerk import personal_in
from content.segment.voices.minutes.minutes import Minutes, names_by_last_word

_STATED = 0.8
_MIN_STATEMENT = 60
_MAX_OFFICE = 40
_MIN_SMALL = 3
_MAX_LEAD = 300
_RECORD = WordPattern("<stage.records>")
_LED = re.compile(r"[:：]\s*(?=[“„«»「『\"]|”\w)")
_NEXT = re.compile(r"[ .,;]*(?P<first>.?)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEHIND_NAME = re.compile(r"\s?[,(–-]\s?([^\W\d_][\w’'-]*)")


def attribute_statements(pieces: Sequence[Piece], minutes: Minutes) -> list[Piece]:
    """Return the pieces of minutes with each statement given to whoever makes it.

    A sentence that ends in a colon, or tells what to put into the minutes, names one
    person, and quotation marks hold what stands behind or below it, in the first person.
    """
    attributed = [part for piece in pieces for part in _parted(piece)]
    people: _People | None = None
    last = max((0, *(piece.turn for piece in pieces)))
    for n, (above, piece) in enumerate(pairwise(attributed), start=1):
        if above.kind is not COMMENTARY or piece.kind is not COMMENTARY:
            continue
        leads = above.text.rstrip().endswith(COLONS)
        text = piece.text.strip()
        if not leads and (text[:1] not in CLOSING_MARKS or not _for_record(above)):
            continue
        own = personal_in(text.strip('“”„«»"「」『』'), minutes.code)
        if not ((is_in_marks(text) or piece.quoted) and own):
            continue
        people = people or _People(pieces, minutes)
        name = people.one_named(sentences_of(above.text)[-1])
        if name:
            attributed[n] = replace(
                piece,
                kind=SegmentKind.SPEECH,
                speaker=name,
                turn=piece.turn or last + n,
                confidence=_STATED,
                reason=f"a statement, below a sentence that names {name}",
            )
    return attributed


def _for_record(above: Piece) -> bool:
    """Return whether the last sentence of a paragraph names the minutes."""
    return _RECORD.is_in(sentences_of(above.text[-_MAX_LEAD:])[-1])


def without_stated(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels of minutes without sentences that lead to a statement.

    "Chair Tom Ferro (TF) gave his report: “It was …”" stands once, and has words that no
    name or office has.
    """
    times = Counter(one.key for one in labels.values())
    return {
        n: one
        for n, one in labels.items()
        if times[one.key] > 1
        or lines[n].text[one.label.end :].lstrip()[:1] not in CLOSING_MARKS
        or not _is_sentence(one.label.printed)
    }


def _is_sentence(printed: str) -> bool:
    """Return whether words of a sentence stand among those of a label, or behind them."""
    bare = without_brackets(printed)
    words = bare.split()
    w = label_words()
    own = w.role_words | w.particles | w.articles
    small = [word for word in words if word.islower() and word not in own]
    ends = bool(small) and words[-1] == small[-1]
    return "," not in bare and (len(small) >= _MIN_SMALL or ends)


def _parted(piece: Piece) -> Sequence[Piece]:
    """Return a paragraph, parted where a colon leads to a quotation of some length in it."""
    text = piece.text
    if piece.kind is not COMMENTARY or len(text) < _MIN_STATEMENT:
        return (piece,)
    cuts: list[int] = []
    ends: dict[str, list[int]] = {}
    for led in _LED.finditer(text):
        start = led.end()
        mark = text[start]
        if mark not in ends:
            ends[mark] = _ends_of_quotations(text, mark)
        place = bisect_right(ends[mark], start + 1)
        end = ends[mark][place] if place < len(ends[mark]) else 0
        if end - start >= _MIN_STATEMENT and led.start() >= (cuts or [0])[-1]:
            cuts += [start, end]
    return split_piece(piece, cuts) if cuts else (piece,)


def _ends_of_quotations(text: str, mark: str) -> list[int]:
    """Return where quotations that a mark opens may end in a paragraph.

    Behind the closing mark the paragraph ends, or a sentence begins.
    """
    closing = re.finditer(f"[{CLOSING_MARKS[mark]}]", text)
    return [one.end() for one in closing if _ends_sentence(text, one.end())]


def _ends_sentence(text: str, end: int) -> bool:
    """Return whether a closing mark ends a paragraph, or stands between two sentences."""
    found = _NEXT.match(text, end)
    behind = found.group("first") if found else ""
    return not behind or (text[end - 2] in ".!?…" and behind.isupper())


class _People:
    """Whom minutes list or name in full, to be known by their surnames."""

    def __init__(self, pieces: Sequence[Piece], minutes: Minutes) -> None:
        """Start with who is listed; others are looked for when needed."""
        self._pieces = pieces
        self._language = minutes.code
        self._listed = names_by_last_word(minutes.listed)
        self._unspaced = [one for one in minutes.listed if WITHOUT_CASE.search(one)]
        # Where every noun has a capital, two of them are hardly a name.
        self._nouns = bool(minutes.code) and flag(minutes.code, "capital_nouns")
        self._met: dict[str, set[tuple[str, str]]] | None = None
        self._held: dict[str, set[str]] | None = None

    def one_named(self, sentence: str) -> str:
        """Return the one person whom a sentence names; empty if none, or several.

        Who reads something out does not say it.
        """
        if says_it_is_read(sentence):
            return ""
        roles = label_words().roles
        words = [word for word in label_key(sentence).split() if word not in roles]
        known = {name for word in words for name in self._listed.get(word, ())}
        known |= {name for name in self._unspaced if name in sentence}
        last = {label_key(name).split()[-1] for name in known}
        known |= {
            one.name
            for one in mentions_in(sentence)
            if label_key(one.name).split()[-1] not in last
        }
        known = known or {*people_in_korean(sentence)}
        known = known or self._by_surname(sentence) or self._by_office(sentence)
        # "Owner Ada Brook", where a sentence opens with what somebody is.
        name = known.pop() if len(known) == 1 else ""
        return without_trade_before(name, self._language)

    def _by_office(self, sentence: str) -> set[str]:
        """Return the people who have the office that a sentence has: "The mayor replies:"."""
        roles = label_words().roles
        held = {word for word in label_key(sentence).split() if word in roles}
        return {*self._holders().get(held.pop(), ())} if len(held) == 1 else set()

    def _holders(self) -> dict[str, set[str]]:
        """Return whom the document names right beside each office."""
        if self._held is None:
            self._held = {}
            for piece in self._pieces:
                for one in mentions_in(piece.text):
                    behind = _BEHIND_NAME.match(piece.text, one.end)
                    before = _WORD.findall(piece.text[: one.start][-_MAX_OFFICE:])[-1:]
                    beside = [
                        *before,
                        *(behind.group(1).split("-")[:1] if behind else ()),
                    ]
                    for word in beside:
                        self._held.setdefault(word.casefold(), set()).add(one.name)
        return self._held

    def _by_surname(self, sentence: str) -> set[str]:
        """Return the people named in full elsewhere whose surnames a sentence has.

        Of namesakes it is the one of the same office.
        """
        titled = label_words().titles | label_words().roles
        found: set[str] = set()
        before = ""
        for word in _WORD.findall(sentence):
            office = before.casefold()
            names = self._people_met().get(word, set())
            same = {name for name, title in names if office and title == office}
            found |= same or {name for name, _ in names}
            ending = word.casefold() in label_words().office_endings
            if not (names or ending) and office in titled and word[0].isupper():
                found.add(word)
            before = word
        return found

    def _people_met(self) -> dict[str, set[tuple[str, str]]]:
        """Return whom the document names in full, each with the word before the name."""
        if self._met is None:
            self._met = {}
            for piece in self._pieces:
                for one in mentions_in(piece.text):
                    given = is_given_name(one.name.split()[0])
                    if self._nouns and not (given or one.office):
                        continue
                    before = _WORD.findall(piece.text[: one.start][-_MAX_OFFICE:])
                    known = (one.name, before[-1].casefold() if before else "")
                    self._met.setdefault(one.name.split()[-1], set()).add(known)
        return self._met
