"""Part the words of the clerk who writes minutes from the turns between which they stand.

In minutes a turn is one paragraph under a label. A clerk says between turns what was
decided, what others said in short, and which item is next: in sentences without "I" and
"you", which nobody speaks.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.language.language_files import languages
from content.language.sentence_marks import COLONS, SENTENCE_ENDS, STOPS
from content.language.word_lists import entries, flag
from content.segment.names.business import heads_item
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.pieces import Piece, doubted, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.lists_and_counts import is_count
from content.segment.turns.unspoken.minutes_sentences import MINUTES_REASON
from content.segment.turns.unspoken.page_lines import ITEM_REASON
from content.segment.voices.unsure import reports

# "Draft minutes", "Verkorte notulen": a few words may stand before the title.
_TITLE_WORDS = r"[\W_]*(?:[^\W\d_]+\s{1,4}){0,2}?"
# A number may stand right before them; in a long one, no word begins at each digit.
_WHOLE_WORDS = r"(?<!\w)[\d_]*+(?:%s)(?![^\W\d_])"
_MARKS = r"[?!？！]|\.\.\.|…"
_QUOTED = re.compile('(?:[“„«"「『]|[”»](?=\\w))[^“”„«»"「」『』]{1,2000}[”“»«"」』]')
_ITEM = re.compile(r"[^\W\d_]{0,10}\.?\s?\d{1,3}(?:[./-]\d{1,4})*[.):]?\s+\S.{2,200}")
_GOES_ON = (",", ";", "；", "，")
_MAX_FRAGMENT_CHARS = 60
_HEAD_PIECES = 16
_MAX_TITLE_CHARS = 120
_MAX_LAST_WORDS = 4
_MIN_TURNS = 4
_LONGER = 0.2
_OTHERS = 0.4
_DOUBT = 0.6
_QUOTES_DOUBT = 0.7
_LONG_QUOTATION = 80
_MAX_OFFICE = 30
_CLERKS = {MINUTES_REASON, ITEM_REASON}

TOLD_BELOW = "tells what was done at the meeting, which nobody speaks"
"""Why what stands below a turn of minutes is the clerk's."""

_TOLD = "a sentence of the minutes, which nobody speaks"
_MAYBE = (
    "nobody speaks in person, where each turn is one paragraph; the clerk's, perhaps"
)
_BELOW = "below words of the clerk, and no label follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What tells a clerk's sentences in the languages of one document."""

    decision: re.Pattern[str]
    personal: re.Pattern[str]
    here: re.Pattern[str]

    def kind_of(
        self, text: str, initials: Collection[str], *, personal: bool
    ) -> SegmentKind | None:
        """Return the kind of words that are surely the clerk's; None for all others.

        Args:
            text: The words.
            initials: The labels of the turns, which may be short.
            personal: Whether somebody speaks there in person.
        """
        bare = _QUOTED.sub("", text).strip()
        if _is_title(bare):
            return SegmentKind.HEADING
        if is_count(bare):
            return SegmentKind.STAGE
        if personal:
            return None
        first, _, rest = bare.partition(" ")
        abbreviated = first in initials and rest[:1].islower()
        told = abbreviated or reports(bare) or self.decision.search(bare)
        return SegmentKind.COMMENTARY if told else None

    def is_personal(self, text: str) -> bool:
        """Return whether somebody speaks in person, outside all quotation marks."""
        own = _QUOTED.sub("", text)
        return self.personal.search(own) is not None or self._says_i(own)

    def _says_i(self, text: str) -> bool:
        """Return whether a word means who speaks, and not the clerk: "I, as secretary, …".

        Neither do "the US" and "10 min" mean anybody.
        """
        meant = (
            one
            for one in self.here.finditer(text)
            if not (len(one.group()) > 1 and one.group().isupper())
            and not text[: one.start()].rstrip()[-1:].isdigit()
        )
        behind = (text[one.end() :][:_MAX_OFFICE] for one in meant)
        return any(
            not (one.startswith(",") and any(map(is_role, label_key(one).split())))
            for one in behind
        )


def separate_clerk(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the clerk's sentences given to nobody, in minutes only."""
    found = list(pieces)
    words = _words_of_minutes(pieces)
    if words is None:
        return found
    spans = {
        inside[0]: (inside, end)
        for start, end in turn_spans(pieces)
        if (inside := _spoken_in_turn(pieces, start, end))
    }
    turns = [inside for inside, _ in spans.values()]
    initials = {pieces[turn[0]].label.strip(" .:*") for turn in turns}
    told, longer, others = _told_below(turns, pieces, words, initials)
    if len(turns) < _MIN_TURNS or longer > _LONGER * len(turns):
        return found
    sure = longer + others <= _LONGER * len(turns)
    tells = bool(told) or any(p.reason.words == TOLD_BELOW for p in pieces)
    single = tells and not longer and others <= _OTHERS * len(turns)
    last = turns[-1]
    if all(_is_fragment(pieces[n].text) for n in last):
        # "The Chair: (illegible) The Secretary: Ada Brook"
        signed = "who signs the minutes"
        for n in last:
            found[n] = unattribute(pieces[n], SegmentKind.BOILERPLATE, signed)
    for n, piece in enumerate(pieces):
        if piece.spoken and piece.turn < 0:
            own = words.is_personal(piece.text)
            below = words.kind_of(piece.text, initials, personal=own)
            found[n] = unattribute(piece, below, _TOLD) if below else piece
    for turn, end in spans.values():
        rest = [
            n
            for n in range(turn[0] + 1, end)
            if pieces[n].spoken or pieces[n].reason.words in _CLERKS
        ]
        for n, piece in _without_clerk(rest, pieces, told, words, single=single):
            keep = not sure and told.get(n) is SegmentKind.COMMENTARY
            found[n] = doubted(pieces[n], _DOUBT, _TOLD) if keep else piece
    return found


def _told_below(
    turns: Sequence[Sequence[int]],
    pieces: Sequence[Piece],
    words: _Words,
    initials: Collection[str],
) -> tuple[dict[int, SegmentKind], int, int]:
    """Return what the clerk tells below the first paragraphs of turns, and of how many turns more is said.

    More is said where somebody speaks in person above the clerk's words, and may be where
    nobody does: these are counted apart.
    """
    told: dict[int, SegmentKind] = {}
    longer = others = 0
    for turn in turns:
        personal = {n: words.is_personal(pieces[n].text) for n in turn[1:]}
        kinds = {
            n: words.kind_of(pieces[n].text, initials, personal=own)
            for n, own in personal.items()
        }
        told |= {n: kind for n, kind in kinds.items() if kind is not None}
        clerks = next((n for n, kind in kinds.items() if kind), turn[-1] + 1)
        unknown = [n for n in turn[1:] if n < clerks]
        longer += any(personal[n] for n in unknown)
        others += not all(personal[n] for n in unknown)
    return told, longer, others


def is_title_of_record(line: str, code: str) -> bool:
    """Return whether a line is the title of minutes in a language, or opens with it.

    >>> is_title_of_record("Minutes of the meeting", "en")
    True
    >>> is_title_of_record("Annual meeting minutes", "en")
    True
    """
    if _title(code).match(line[:_MAX_TITLE_CHARS]) is not None:
        return True
    last = " ".join(line.split()[-_MAX_LAST_WORDS:])
    sentence = len(line) > _MAX_TITLE_CHARS or line.endswith((".", "!", "?"))
    return not sentence and _last_title(code).search(last) is not None


def decision_of(text: str, code: str) -> bool:
    """Return whether a clerk tells in a language what was decided."""
    return _decision(code).search(text) is not None


def personal_in(text: str, code: str) -> bool:
    """Return whether somebody speaks in person in a language, outside all quotation marks."""
    return _personal(code).search(_QUOTED.sub("", text)) is not None


def speaks_of_self(text: str, code: str) -> bool:
    """Return whether somebody says "I" or "we" in a language, outside all quotation marks."""
    return _own(code).search(_QUOTED.sub("", text)) is not None


def _words_of_minutes(pieces: Sequence[Piece]) -> _Words | None:
    """Return the words of the language whose title for minutes stands at the top.

    Of languages that share the title, it is the one in which most was decided.
    """
    head = [
        piece.text.strip()[:_MAX_TITLE_CHARS]
        for piece in pieces[:_HEAD_PIECES]
        if piece.turn <= 0
    ]
    # Most heads have no title in any language: a quick check first.
    head = [text for text in head if _title_in_any().match(text)]
    titled = [code for code in languages() if any(map(_title(code).match, head))]
    if not titled or is_verbatim(head, titled):
        return None
    code = titled[0]
    if len(titled) > 1:
        times = {
            code: sum(len(_decision(code).findall(piece.text)) for piece in pieces)
            for code in titled
        }
        code = max(times, key=lambda one: times[one])
    return _Words(decision=_decision(code), personal=_personal(code), here=_here(code))


def is_verbatim(head: Sequence[str], codes: Collection[str]) -> bool:
    """Return whether the titles of a record say that it holds every word that was said.

    >>> is_verbatim(["Council", "Verbatim report of the meeting"], ["en"])
    True
    >>> is_verbatim(["Minutes", "Ada Brook asked for a verbatim report."], ["en"])
    False
    """
    titles = [one for one in head if not one.rstrip().endswith(STOPS)]
    # "Compte rendu" / "intégral"
    return any(_verbatim(code).search(" ".join(titles)) for code in codes)


@cache
def _verbatim(code: str) -> re.Pattern[str]:
    return re.compile(_any_of(code, "stage.verbatim_records"), re.IGNORECASE)


@cache
def _title(code: str) -> re.Pattern[str]:
    words = _any_of(code, "stage.records")
    return re.compile(_TITLE_WORDS + words, re.IGNORECASE)


@cache
def _title_in_any() -> re.Pattern[str]:
    words = "|".join(_any_of(code, "stage.records") for code in languages())
    return re.compile(f"{_TITLE_WORDS}(?:{words})", re.IGNORECASE)


@cache
def _last_title(code: str) -> re.Pattern[str]:
    words = _any_of(code, "stage.records")
    # "12 minutes" is a time.
    before = r"(?:(?<=[^\W\d_][ :–])|(?<=[:–—|-][ ]))"
    # "Board minutes no. 4"
    number = r"(?:\s[^\W\d_]{1,3}\.?(?=\s?\d))?"
    return re.compile(rf"{before}{words}{number}[\W_\d]*$", re.IGNORECASE)


@cache
def _decision(code: str) -> re.Pattern[str]:
    return re.compile(_any_of(code, "stage.decisions"), re.IGNORECASE)


@cache
def _own(code: str) -> re.Pattern[str]:
    return re.compile(_any_of(code, "labels.first_person"), re.IGNORECASE)


@cache
def _personal(code: str) -> re.Pattern[str]:
    own = _any_of(code, "labels.first_person")
    talk = _any_of(code, "labels.conversation")
    return re.compile(f"{own}|{talk}|{_MARKS}", re.IGNORECASE)


@cache
def _here(code: str) -> re.Pattern[str]:
    return re.compile(_any_of(code, "labels.first_person_here"), re.IGNORECASE)


def _any_of(code: str, table: str) -> str:
    """Return the expression of a table's entries; it matches nothing without entries."""
    parts = "|".join(entries(code, table)) or "(?!)"
    return _WHOLE_WORDS % parts if flag(code, "spaced") else f"(?:{parts})"


def _spoken_in_turn(pieces: Sequence[Piece], start: int, end: int) -> list[int]:
    """Return the spoken pieces of a turn that has a label."""
    spoken = [n for n in range(start, end) if pieces[n].spoken]
    labelled = spoken and pieces[spoken[0]].turn > 0 and pieces[spoken[0]].label
    read = any(pieces[n].kind is SegmentKind.MESSAGE for n in spoken)
    return spoken if labelled and not read else []


def _is_fragment(text: str) -> bool:
    """Return whether a line is short and no sentence.

    >>> _is_fragment("(illegible)"), _is_fragment("„Er steht still.“")
    (True, False)
    """
    bare = text.strip()
    short = len(bare) <= _MAX_FRAGMENT_CHARS and not bare[:1].islower()
    # „It is open.“
    return short and bare[-1:] not in {*SENTENCE_ENDS, "“"}


def _is_title(text: str) -> bool:
    """Return whether a line is the title of an item: "3. Any other business"."""
    return (
        len(text) <= _MAX_TITLE_CHARS
        and not text.endswith(STOPS)
        and (_ITEM.fullmatch(text) is not None or text.isupper() or heads_item(text))
    )


def _without_clerk(
    rest: Sequence[int],
    pieces: Sequence[Piece],
    told: Mapping[int, SegmentKind],
    words: _Words,
    *,
    single: bool,
) -> Iterator[tuple[int, Piece]]:
    """Yield the paragraphs of a turn behind its first one, given to nobody or doubted."""
    titled = below = goes_on = announced = False
    for n in rest:
        piece = pieces[n]
        if not piece.spoken:
            below, goes_on = True, piece.text.rstrip().endswith(_GOES_ON)
            announced = piece.text.rstrip().endswith(COLONS)
            titled = titled or piece.reason.words == ITEM_REASON
            continue
        resolved = announced and not words.is_personal(piece.text)
        kind = told.get(n, SegmentKind.COMMENTARY if goes_on or resolved else None)
        if kind is not None:
            below = True
            titled = titled or kind is SegmentKind.HEADING
            clerks = kind is SegmentKind.COMMENTARY
            goes_on = clerks and piece.text.rstrip().endswith(_GOES_ON)
            # "… adopted the following decision:", to the next label.
            announced = announced or (clerks and piece.text.rstrip().endswith(COLONS))
            quoted = any(
                len(found.group()) > _LONG_QUOTATION
                for found in _QUOTED.finditer(piece.text)
            )
            confidence = _QUOTES_DOUBT if quoted else 1.0
            yield n, unattribute(piece, kind, _TOLD, confidence)
        elif words.is_personal(piece.text):
            if titled:
                yield n, doubted(piece, _DOUBT, _BELOW)
        elif below and not piece.text.rstrip().endswith(STOPS):
            # Whose words a quotation is, a person must say.
            quotes = _QUOTED.fullmatch(piece.text.strip()) is not None
            below_kind = SegmentKind.COMMENTARY if quotes else SegmentKind.BOILERPLATE
            yield n, unattribute(piece, below_kind, _BELOW)
        elif below or single:
            yield n, doubted(piece, _DOUBT, _BELOW if below else _MAYBE)
