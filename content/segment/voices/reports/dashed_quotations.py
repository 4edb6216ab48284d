"""Quotations that a dash opens in a report: "– The bridge is safe, says Ada Brook.".

Who says one is told behind it, by a verb of saying, or right above it: "Then Ada Brook
rose:". In a report what stands between is the author's, so that most of them have
narration above; where people talk, dashes follow dashes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS, GAP_BEHIND_WORD
from content.language.typography.quotation_marks import OPENING_DASH, OPENING_QUOTES
from content.segment.basis import Basis, Reason
from content.segment.kinds import PROSE
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.people.cast import Cast
from content.segment.names.in_text.people.printed_names import without_titles
from content.segment.names.in_text.same_person import (
    without_case_ending,
    without_ending,
)
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.pieces import Piece, split_piece
from content.segment.result import SegmentKind
from content.segment.turns.quotations.marks import QUOTED, without_quotations
from content.segment.turns.quotations.saying_words import pronouns, tagging_verbs
from content.segment.turns.woven_quotations import attribute_woven_quotations
from content.segment.voices.reports.people_met import PeopleMet
from content.segment.voices.words import SPEAKS
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_NAMED, _INTRODUCED, _MEANT, _TOLD = 0.85, 0.85, 0.6, 0.3
_MIN_FOUND = 2
_MAX_FOLLOWING = 0.5
_MAX_ABOVE, _MAX_TAG, _MAX_BEFORE_VERB, _MAX_BEFORE_LAST = 500, 160, 30, 70
_LEADS_ON = re.compile(r"[.!?…:][\"”»]?\s*$")
# A dash behind any sign, or a comma alone, parts the words from who says them.
_PARTED = re.compile(
    r"(?<=[,!?….])[\"”»]?\s*[–—―-]\s+|(?<=,)[\"”»]?\s+|(?<=[!?…])\s+"
    # Polish puts no sign before the dash: "– It is old – says Ada Brook."
    r"|(?P<bare>(?<=\w)[\"”»]?\s+[–—]\s+)"
)
# "The mayor sees no way out. – The nest stays – she says."
_INSIDE = re.compile(rf"(?<=[^\W\d_]{{3}}[.!?…])\s+(?=[–—]\s+{CAPITAL})")
_DASHED_TAG = re.compile(r"\s[–—]\s+(?P<tag>[^\W\d_][^–—]{2,60})")
_COMMENTARY = SegmentKind.COMMENTARY
_TWO_CAPITALS = re.compile(r"[^\W\d_a-z]\w+\s[^\W\d_a-z]\w+")
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_TAG_END = re.compile(r"(?<=[^\W\d_][\w)])[.!?:](?=\s|$)|,?\s[–—―-]\s(?=[^\W_])|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    """A paragraph behind a dash: who says it, how sure, and where that is told in it.

    Behind the tag its author may go on: "– It is old, she says. Then she shuts the door."
    """

    speaker: str
    confidence: float
    tag: tuple[int, int] | None
    reason: Reason
    told_behind: bool = False


def attribute_dashed_quotations(
    pieces: Sequence[Piece], *, least: int = _MIN_FOUND
) -> list[Piece] | None:
    """Return pieces with what dashes open given to whom the report names beside it.

    Quotations in marks are read there, too.

    None where not so many are found, where nobody is named behind one and only one person
    above them, or where most dashes stand below dashes.

    Args:
        pieces: The pieces of the report.
        least: How many show a report; one alone has to name who says it.
    """
    pieces = [*_parted_at_dashes(pieces)]
    dashed = [n for n, piece in enumerate(pieces) if _opens_quotation(piece)]
    follow = sum(_above(pieces, n) in dashed for n in dashed)
    if len(dashed) < least or follow > _MAX_FOLLOWING * len(dashed):
        return None
    found = _Reader(pieces, frozenset(dashed)).quotations()
    told = any(one.tag for one in found.values())
    people = {one.speaker for one in found.values()}
    if len(found) < least or not (told or len(people) >= _MIN_FOUND):
        return None
    return attribute_woven_quotations(list(_attributed(pieces, found)), least=1)


def _parted_at_dashes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, cut where a dash behind a sentence opens a quotation with a tag.

    "The mayor sees no way out. – The nest stays – she says.", on a page of which
    paragraphs open with dashes.
    """
    if not any(map(_opens_quotation, pieces)):
        yield from pieces
        return
    says = tagging_verbs(guess_language(p.text for p in pieces))
    for piece in pieces:
        inside = _INSIDE.search(piece.text) if piece.kind is _COMMENTARY else None
        if inside is None or OPENING_DASH.match(piece.text):
            yield piece
            continue
        tags = _DASHED_TAG.finditer(piece.text, inside.end())
        told = any(says.match(tag["tag"]) for tag in tags)
        yield from split_piece(piece, [inside.end()]) if told else [piece]


def _opens_quotation(piece: Piece) -> bool:
    """Return whether a paragraph opens with a dash and ends as sentences do."""
    prose = piece.kind is SegmentKind.COMMENTARY
    text = piece.text
    return (
        prose and OPENING_DASH.match(text) is not None and bool(_LEADS_ON.search(text))
    )


def _above(pieces: Sequence[Piece], n: int) -> int:
    """Return the nearest piece above that is no direction and nothing of the page."""
    return next((m for m in range(n - 1, -1, -1) if pieces[m].kind in PROSE), -1)


class _Reader:
    """Reads the paragraphs of one report in order, and keeps whom they name."""

    def __init__(self, pieces: Sequence[Piece], dashed: frozenset[int]) -> None:
        """Keep the pieces and which of them open with a dash."""
        self._pieces, self._dashed = pieces, dashed
        self._language = guess_language(p.text for p in pieces)
        self._says = tagging_verbs(self._language)
        self._people = PeopleMet()
        self._cast = Cast([p.text for p in pieces], (), self._language)
        self._known: dict[str, str] = {}
        self._last: _Quotation | None = None
        self._last_place = -1

    def quotations(self) -> dict[int, _Quotation]:
        """Return the quotations of which it can be told who speaks, by their pieces."""
        found: dict[int, _Quotation] = {}
        for n, piece in enumerate(self._pieces):
            if n not in self._dashed:
                if piece.kind in PROSE:
                    self._people.meet(piece.text)
                continue
            above = _above(self._pieces, n)
            before = found.get(above)
            told = self._told_above(above, before)
            one = self._told_in(piece.text, before, told) or told
            if one is not None:
                found[n] = replace(one, told_behind=self._tells_behind(piece.text, one))
                self._last, self._last_place = one, n
        return found

    def _tells_behind(self, text: str, one: _Quotation) -> bool:
        """Return whether words behind a tag have its pronoun, and nobody's in person.

        One that opens them means whom the tag names: "… says Ada. She has the key."
        """
        if one.tag is None:
            return False
        tag, behind = text[slice(*one.tag)], text[one.tag[1] :]
        means = pronouns(self._language)
        same = {word.casefold() for word in means.findall(tag)}
        again = {word.casefold() for word in means.findall(behind)}
        calls = FIRST_PERSON.is_in(behind) or "!" in behind or "?" in behind
        opens = means.match(behind.lstrip(" .")) is not None
        return (opens or not same.isdisjoint(again)) and not calls

    def _means_last(self, n: int) -> bool:
        """Return whether a paragraph means who spoke last, whom it does not name.

        It opens with a pronoun, or is a question right below what he or she said.
        """
        text = self._pieces[n].text.strip() if n >= 0 else ""
        if not text or n in self._dashed or len(text) > _MAX_ABOVE:
            return False
        asks = text.endswith("?") and _above(self._pieces, n) == self._last_place
        return asks or pronouns(self._language).match(text) is not None

    def _told_in(
        self, text: str, before: _Quotation | None, above: _Quotation | None
    ) -> _Quotation | None:
        """Return the quotation if a verb of saying behind its words tells who says it.

        Args:
            text: The paragraph.
            before: The quotation right above it.
            above: What the paragraph above it tells.
        """
        for parted, stop, verb in self._tags(text):
            tag = text[parted.end() : stop][:_MAX_TAG]
            # "– It is old – says Ada. She adds that it leaks."
            ends = _has_dash(parted) and not OPENING_DASH.match(text[stop:].lstrip())
            span = (parted.end(), len(text) if ends else stop)
            self._people.meet(tag)
            named = self._named(tag)
            means = pronouns(self._language).search(tag)
            if not _has_dash(parted) and verb.start() and not (named or means):
                continue  # "…, as everybody asks: …"
            if named == [""]:
                # "said the mayor": nobody knows who it is.
                return above and replace(above, confidence=_MEANT, tag=span)
            if named and (len(named) == 1 or " " in named[0]):
                reason = f"quoted beside a verb of saying and the name of {named[0]}"
                return _Quotation(
                    speaker=self._upright(named[0], tag),
                    confidence=_NAMED if " " in named[0] else _MEANT,
                    tag=span,
                    reason=Reason(reason, Basis.TAG),
                )
            if before is not None and not named:
                return replace(before, confidence=_MEANT, tag=span)
            if above is not None and not named and tag[: verb.end()].islower():
                # "– It holds, she says.", below a paragraph that names her; but "said
                # Odo Quill" may be another, of a name that nobody knows.
                strange = _TWO_CAPITALS.search(tag, verb.end()) is not None
                sure = _TOLD if strange else _INTRODUCED
                return replace(above, confidence=sure, tag=span)
        return None

    def _tags(self, text: str) -> list[tuple[re.Match[str], int, re.Match[str]]]:
        """Return what parts possible tags from the words, where they end, and their verbs.

        Behind a comma the words may only go on ("…, come here and say so, said Ada."),
        or have a verb without anybody ("Breathe, he said, …"): a tag that opens with its
        verb and has somebody, or stands behind a dash, goes before.
        """
        start = OPENING_DASH.match(text)
        found: list[tuple[re.Match[str], int, re.Match[str]]] = []
        plain: list[bool] = []
        for parted in _PARTED.finditer(text, start.end() if start else 0):
            end = _TAG_END.search(text, parted.end())
            stop = end.end() if end else len(text)
            tag = text[parted.end() : stop][:_MAX_TAG]
            verb = self._tag_verb(text, parted, tag)
            if verb is not None:
                told = self._named(tag) or pronouns(self._language).search(tag)
                found.append((parted, stop, verb))
                plain.append(not verb.start() and bool(told or _has_dash(parted)))
        first = plain.index(True) if True in plain else 0
        if any(map(_has_dash, (one[0] for one in found[:first]))):
            return found
        return found[first:]

    def _tag_verb(
        self, text: str, parted: re.Match[str], tag: str
    ) -> re.Match[str] | None:
        """Return the verb of saying of what may be a tag behind quoted words."""
        verb = self._says.search(tag)
        if verb is None or (parted["bare"] and verb.start()):
            return None
        # Finnish names who says it before the verb: "…, Brook sanoo."
        parts = text[: parted.start()].endswith(",")
        before = tag[: verb.start()].strip()
        named = before.istitle() and " " not in before and bool(self._named(before))
        last = parts and (named or not tag[verb.end() :].strip(" .:"))
        most = _MAX_BEFORE_LAST if last else _MAX_BEFORE_VERB
        opens = tag[:1].islower() or (last and verb.start() > 0)
        near = verb.start() <= most and "," not in tag[: verb.start()]
        return verb if opens and near else None

    def _named(self, tag: str) -> list[str]:
        """Return whom a tag names; an empty name is an office that nobody is known to hold."""
        named = self._people.named(tag)
        # "said Mrs Ada", "said the mayor"
        brief = len(named) == 1 and len(without_titles(named[0]).split()) == 1
        brief = brief or tag.islower()
        known = [] if named and not brief else [x.name for x in self._cast.named(tag)]
        return known or named

    def _told_above(self, n: int, before: _Quotation | None) -> _Quotation | None:
        """Return the quotation if the paragraph above names one person, or is the speaker's."""
        meant = before or (self._last if self._means_last(n) else None)
        if meant is not None:
            return replace(meant, confidence=_MEANT, tag=None)
        text = self._pieces[n].text if n >= 0 else ""
        apart = n < 0 or self._pieces[n].kind is SegmentKind.HEADING
        if apart or n in self._dashed or len(text) > _MAX_ABOVE:
            return None
        for sentence in reversed(GAP_BEHIND_WORD.split(text)):
            named = self._people.named(sentence)
            if len(named) > 1:
                return None
            if named and " " in named[0]:
                says = text.rstrip().endswith(COLONS) or SPEAKS.is_in(sentence)
                return _Quotation(
                    speaker=self._upright(named[0]),
                    confidence=_INTRODUCED if says else _MEANT,
                    tag=None,
                    reason=Reason(
                        f"a dash below words that introduce {named[0]}",
                        Basis.ANNOUNCEMENT,
                    ),
                )
        return None

    def _upright(self, name: str, tag: str = "") -> str:
        """Return a name as it is where it stands in no case.

        Beside a verb of saying, a surname alone does: "Tom Lundin", "Lund says".
        """
        if name not in self._known:
            texts = (piece.text for piece in self._pieces)
            whole = without_case_ending(name, texts) if " " in name else name
            self._known[name] = without_trade_before(whole, self._language)
        if " " not in self._known[name]:
            return self._known[name]
        alone = [word for word in _WORD.findall(tag) if word[0].isupper()]
        self._known[name] = without_ending(self._known[name], alone)
        return self._known[name]


def _attributed(
    pieces: Sequence[Piece], found: dict[int, _Quotation]
) -> Iterator[Piece]:
    """Yield pieces with quotations given to whoever says them, cut around the tags.

    Paragraphs below go on up to the last in which somebody speaks in person.
    """
    turn = 0
    onwards: dict[int, _Quotation] = {}
    for n, piece in enumerate(pieces):
        if n in found:
            turn += 1
            onwards |= {} if found[n].tag else _onwards(pieces, n, found)
            yield from _cut(piece, found[n], turn)
        elif n in onwards:
            yield _said(piece, onwards[n], turn)
        else:
            yield piece


def _onwards(
    pieces: Sequence[Piece], place: int, found: Mapping[int, _Quotation]
) -> dict[int, _Quotation]:
    """Return what goes on with the quotation at a place, by piece."""
    below = _prose_below(pieces, place)
    if below and below[-1] + 1 in found:
        # The last paragraph introduces the next speaker.
        below.pop()
    block = [n for n in below if pieces[n].block == pieces[place].block]
    first = below[: len(block) + 1]
    quoted = [n for n in first if pieces[n].text.lstrip()[:1] in OPENING_QUOTES]
    personal = [
        n for n in below if SPOKEN_WORDS.is_in(without_quotations(pieces[n].text))
    ]
    last = max([*block, *quoted, *personal], default=place)
    meant = replace(found[place], confidence=_MEANT)
    return {n: found[place] if n in block else meant for n in below if n <= last}


def _prose_below(pieces: Sequence[Piece], place: int) -> list[int]:
    """Return the prose right below a quotation, up to whom somebody names or a dash."""
    below: list[int] = []
    for n in range(place + 1, len(pieces)):
        text = pieces[n].text
        prose = pieces[n].kind is SegmentKind.COMMENTARY
        quotes = n == place + 1 and text.lstrip()[:1] in OPENING_QUOTES
        told = text.rstrip().endswith(COLONS) or any(mentions_in(text))
        told = told or _asks_next(pieces, n)
        if _has_words_behind_quotation(text):
            break  # "“…”, she says.": it has its own tag.
        if not prose or OPENING_DASH.match(text) or (told and not quotes):
            break
        below.append(n)
    return below


def _asks_next(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph is a question that a dash answers right below."""
    below = pieces[n + 1].text if n + 1 < len(pieces) else ""
    return pieces[n].text.rstrip().endswith("?") and bool(OPENING_DASH.match(below))


def _has_dash(parted: re.Match[str]) -> bool:
    """Return whether a dash is among what parts words from who says them."""
    return any(char in "–—―-" for char in parted.group())


def _has_words_behind_quotation(text: str) -> bool:
    quoted = QUOTED.match(text.lstrip())
    return quoted is not None and any(map(str.isalpha, text.lstrip()[quoted.end() :]))


def _cut(piece: Piece, one: _Quotation, turn: int) -> Iterator[Piece]:
    if one.tag is None:
        yield _said(piece, one, turn)
        return
    start, end = one.tag
    for part in split_piece(piece, [p for p in (start, end) if p < len(piece.text)]):
        narrates = part.text.strip() == piece.text[start:end].strip()
        bare = not any(map(str.isalnum, part.text))
        behind = one.told_behind and part.text == piece.text[-len(part.text) :]
        said = replace(one, confidence=_TOLD) if behind else one
        yield part if narrates or bare else _said(part, said, turn)


def _said(piece: Piece, one: _Quotation, turn: int) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=one.speaker,
        turn=turn,
        confidence=one.confidence,
        reason=one.reason,
    )
