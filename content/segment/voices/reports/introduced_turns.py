"""Speeches of several people, each below a line that only says who speaks.

No label stands there, but the document does it again and again (`introducing_lines.py`),
and somebody speaks in person below each such line. Two of them that name two people are
the sign, whatever the language.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from content.language.typography.quotation_marks import OPENING_DASH
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.basis import Reason, named_in_line_above
from content.segment.kinds import PROSE
from content.segment.messages.quotations import MAX_QUOTED_PIECES, find_quotation_end
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.same_person import (
    names_surname,
    stem_of,
    surnames_behind,
    without_ending,
)
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.opening import greets
from content.segment.turns.quotations.saying_words import tagging_verbs
from content.segment.voices.narration import tells_afterwards
from content.segment.voices.one_speech.salutations import (
    addresses_audience,
    is_call,
    is_notice,
)
from content.segment.voices.reports.headed_turns import doubted_below_others
from content.segment.voices.reports.introducing_lines import (
    MIN_PEOPLE,
    QUOTED_WORDS,
    Introduction,
    Shape,
    introducing_lines,
    is_in_person,
    quotes_with_tag,
    start_of_comments,
)
from content.segment.voices.reports.notes import tells_of
from content.segment.wording.in_person import FIRST_PERSON

_SURE, _UNSURE, _OPEN = 0.85, 0.6, 0.55
_MIN_PERSONAL = 0.6
# Beyond, a page has too many names to look for each in all of it.
_MAX_GIVEN, _MAX_STEM = 200, 40
_DASH_BEFORE_TAG = re.compile(r"\s[–—-]\s+(?=[^\W\d_A-Z])")
_OPENING_MARK = re.compile(r"[\"“„«「]|»(?=\w)")
_NOBODY = Reason("below a line that heads a speech, and names nobody alone; somebody's")


class _Page:
    """What introductions of a page have in common, though there may be thousands.

    Attributes:
        language: Of the page; empty if it does not show.
        end: Where its readers' comments begin.
    """

    def __init__(
        self, pieces: Sequence[Piece], people: Collection[str], language: str
    ) -> None:
        """Keep the surnames of those introduced, by how they open."""
        self.language = language
        self._texts = [piece.text for piece in pieces]
        self.end = start_of_comments(pieces)
        self._surnames: dict[tuple[str, ...], set[str]] = {}
        self._people: defaultdict[str, list[str]] = defaultdict(list)
        for name in people:
            opening = WORD_OR_NUMBER.match(stem_of(name.split()[-1]))
            self._people[opening.group()[:_MAX_STEM] if opening else ""].append(name)

    def without_case_ending(self, name: str) -> str:
        """Return a name without the ending of its case, where the page has it so."""
        given = tuple(name.split()[:-1])
        if given not in self._surnames:
            if len(self._surnames) >= _MAX_GIVEN:
                return name
            self._surnames[given] = surnames_behind(given, self._texts)
        return without_ending(name, self._surnames[given])

    def names_somebody(self, text: str) -> bool:
        """Return whether a text has the surname of anybody introduced, in any case."""
        openings = {""} | {
            word[:size]
            for word in WORD_OR_NUMBER.findall(text.casefold())
            for size in range(1, min(len(word), _MAX_STEM) + 1)
        }
        return any(
            names_surname(text, name)
            for opening in openings
            for name in self._people.get(opening, ())
        )


def attribute_introduced_turns(
    pieces: Sequence[Piece], letters: Collection[int] = ()
) -> list[Piece] | None:
    """Return pieces with what stands below each introduction given to whom it names.

    None where there are not two of different people with words in person below them.

    Args:
        pieces: The pieces of a document without labels.
        letters: Where letters stand that the page prints; who signs one is introduced
            nowhere.
    """
    language = guess_language(piece.text for piece in pieces)
    found = introducing_lines(pieces, letters, language)
    people = {one.name for one in found if one.name}
    if len(people) < MIN_PEOPLE:
        return None
    ends = [_above_heading(pieces, *pair, language) for pair in pairwise(found)]
    turns = list(zip(found, [*ends, _end_of_last(pieces, found)], strict=True))
    # A report quotes each with a tag of its own: "“It holds”, said the mayor.".
    tagged = sum(
        one.place + 1 < end and _has_tag(pieces[one.place + 1].text.strip(), language)
        for one, end in turns
    )
    if 2 * tagged >= len(turns) or _quotes_who_speaks(pieces, turns, language):
        return None
    personal = sum(_speaks_within(pieces, one, end, language) for one, end in turns)
    writes = _author_speaks(pieces[: found[0].place])
    told = [one for one in found if one.shape is Shape.SENTENCE]
    if personal < _MIN_PERSONAL * len(turns) or (told and writes):
        return None
    several = len(found) > MIN_PEOPLE
    headed = _are_heads_of_speeches(pieces, found) and all(
        _speaks_within(pieces, one, end, language) or SPEECH_WORD.is_in(one.name)
        for one, end in turns
    )
    attributed = list(pieces)
    page = _Page(pieces, people, language)
    for number, (one, end) in enumerate(turns, start=1):
        # "Then Ada Brook gave this speech:" says all by itself.
        sure = several or headed or (one.says and one.shape is Shape.COLON)
        # "We print the speeches" is no speech.
        sure = sure and (headed or not writes)
        _give(
            attributed,
            one,
            end,
            number=number,
            sure=sure,
            headed=headed,
            page=page,
        )
    heads = {
        one.place for one in found if pieces[one.place].kind is SegmentKind.HEADING
    }
    if len(heads) < MIN_PEOPLE or not all(one.says for one in found):
        return attributed
    return doubted_below_others(attributed, pieces, heads, language)


def heads_speeches(pieces: Sequence[Piece]) -> bool:
    """Return whether headings say whose speech follows, of two people or more."""
    introduced = attribute_introduced_turns(pieces) or ()
    turns = {p.turn: p.speaker for p in introduced if p.spoken}
    headed = {
        turns.get(below.turn)
        for above, below in pairwise(introduced)
        if above.kind is SegmentKind.HEADING
        and below.spoken
        and SPEECH_WORD.is_in(above.text)
    }
    return len(headed) >= MIN_PEOPLE


def are_sections(introduced: Sequence[Piece]) -> bool:
    """Return whether each turn stands between headings, perhaps with a by-line on top."""
    spoken = [n for n, p in enumerate(introduced) if p.spoken and p.text.strip()]
    firsts = [n for n in spoken if introduced[n].turn != introduced[n - 1].turn]
    lasts = [a for a, b in pairwise(spoken) if introduced[a].turn != introduced[b].turn]
    above = all(_heading_above(introduced, n - 1) >= 0 for n in firsts)
    below = all(
        any(p.kind is SegmentKind.HEADING for p in introduced[n + 1 : n + 3])
        for n in (*lasts, *spoken[-1:])
    )
    return bool(spoken) and above and below


def _above_heading(
    pieces: Sequence[Piece], one: Introduction, below: Introduction, language: str
) -> int:
    """Return where a turn ends: at the next introduction, or at the heading above it.

    Between headings that introduce people, "Message from the Governor" may head the next
    one, with a sentence of the page's own.
    """
    headed = all(
        pieces[n].kind is SegmentKind.HEADING for n in (one.place, below.place)
    )
    if _heading_above(pieces, below.place) == below.place - 1:
        return below.place - 1  # "How it all began", above "Tom Ferro, founder"
    told = 0
    for n in range(below.place - 1, one.place + 1, -1) if headed else ():
        if pieces[n].kind is SegmentKind.HEADING:
            return n
        told += pieces[n].kind in PROSE
        if told > 1 or is_in_person(pieces[n].text, language):
            break
    return below.place


def _heading_above(pieces: Sequence[Piece], place: int) -> int:
    """Return where the heading of an introduction stands: itself, or right above; else -1."""
    near = (n for n in (place, place - 1) if n >= 0)
    return next((n for n in near if pieces[n].kind is SegmentKind.HEADING), -1)


def _end_of_last(pieces: Sequence[Piece], found: Sequence[Introduction]) -> int:
    """Return where the last turn ends: at the comments, or where the next section starts.

    Of a page whose sections have headings that introduce people, or by-lines below these.
    """
    end = start_of_comments(pieces)
    heads = [_heading_above(pieces, one.place) for one in found]
    depth = pieces[heads[-1]].depth
    if min(heads) < 0 or not depth:
        return end
    start = found[-1].place + 1
    further = (
        n
        for n in range(start + 1, end)
        if pieces[n].kind is SegmentKind.HEADING and 0 < pieces[n].depth <= depth
    )
    return next(further, end)


def _has_tag(text: str, language: str) -> bool:
    """Return whether a paragraph says whose the words are with which it opens.

    In quotation marks, or behind a dash: "– It holds – said Ada Brook.".
    """
    if quotes_with_tag(text):
        return True
    said = tagging_verbs(language)
    return OPENING_DASH.match(text) is not None and any(
        said.match(text, dash.end()) for dash in _DASH_BEFORE_TAG.finditer(text)
    )


def _are_heads_of_speeches(
    pieces: Sequence[Piece], found: Sequence[Introduction]
) -> bool:
    """Return whether all introductions are heads which say that they are of speeches.

    "Speech by Ada Brook", "Speech by Tom Ferro"; or headings, "Ada Brook, mayor", of a page
    that is headed "The speeches at the opening".
    """
    # "The speeches of Remembrance Day" heads them all.
    own = found[1:] if SPEECH_WORD.is_in(found[0].name) else found
    if any(one.shape is not Shape.HEAD or not one.name for one in own):
        return False
    above = [p.text for p in pieces[: own[0].place]]
    return all(one.says for one in own) or (
        all(_heading_above(pieces, one.place) >= 0 for one in own)
        and (
            any(SPEECH_WORD.is_in(text) for text in above)
            or all(_opens_as_speech(pieces, one) for one in own)
        )
    )


def _opens_as_speech(pieces: Sequence[Piece], one: Introduction) -> bool:
    """Return whether who stands below an introduction greets or calls those who listen."""
    below = islice(pieces, one.place + 1, one.place + 3)
    first = next((p.text for p in below if p.kind in PROSE), "")
    return greets(first) or addresses_audience(first)


def _notes(
    pieces: Sequence[Piece], prose: Sequence[int], name: str, language: str
) -> frozenset[int]:
    """Return the paragraphs that tell of who speaks before anybody does."""
    told = (tells_of(pieces[n].text, name, language) for n in prose)
    said = next((m for m, tells in enumerate(told) if not tells), 0)
    return frozenset(prose[:said])


def _speaks_within(
    pieces: Sequence[Piece], one: Introduction, end: int, language: str
) -> bool:
    """Return whether somebody speaks in person, calls listeners, or is quoted at first."""
    below = (pieces[n] for n in range(one.place + 1, end))
    prose = (p.text for p in below if p.kind in PROSE and not is_notice(p.text))
    said = list(islice(prose, 3))
    first = said[0].strip() if said else ""
    quoted = _OPENING_MARK.match(first) is not None
    return (
        quoted or is_call(first) or any(is_in_person(text, language) for text in said)
    )


def _quotes_who_speaks(
    pieces: Sequence[Piece],
    turns: Sequence[tuple[Introduction, int]],
    language: str,
) -> bool:
    """Return whether those introduced speak in quotation marks, between the author's words.

    "Tom Ferro came early. “I sold bread”, he said. The shop was full." Below it no
    paragraph is Tom's, and what he says has tags.
    """
    woven = others = 0
    for one, end in turns:
        for piece in pieces[one.place + 1 : end]:
            if piece.kind not in PROSE or not is_in_person(piece.text, language):
                continue
            told = QUOTED_WORDS.sub("", piece.text)
            if is_in_person(told, language) or not WORD_OR_NUMBER.search(told):
                others += 1
            else:
                woven += 1
    return woven > others


def _author_speaks(pieces: Sequence[Piece]) -> bool:
    """Return whether whoever writes above the speeches says "I"."""
    return any(
        FIRST_PERSON.is_in(QUOTED_WORDS.sub("", piece.text))
        for piece in pieces
        if piece.kind is SegmentKind.COMMENTARY
    )


def _place_of_heading(pieces: Sequence[Piece], places: Sequence[int]) -> int:
    """Return which of the places of pieces is the first with a heading; past all if none."""
    headings = (
        m for m, n in enumerate(places) if pieces[n].kind is SegmentKind.HEADING
    )
    return next(headings, len(places))


def _end_of_quote(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the block quote at a place ends; 0 if there is none."""
    stop = start
    while stop < end and (
        pieces[stop].quoted or pieces[stop].kind is SegmentKind.STAGE
    ):
        stop += 1
    return stop if stop > start and pieces[start].quoted else 0


def _end_of_quotation(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the quotation of several paragraphs at a place ends; 0 if none does."""
    if start >= end or not _OPENING_MARK.match(pieces[start].text.lstrip()):
        return 0
    spoken = [
        replace(p, kind=SegmentKind.SPEECH, speaker="?") if p.kind in PROSE else p
        for p in pieces[start : min(end, start + MAX_QUOTED_PIECES)]
    ]
    length, _ = find_quotation_end(spoken, 0)
    return start + length if length > 1 else 0


def _name_of(one: Introduction, page: _Page) -> str:
    """Return the name in an introduction as the page has it elsewhere, or its nominative."""
    plain_name = strip_titles(one.name) or one.name
    name = page.without_case_ending(plain_name) if " " in plain_name else plain_name
    if name == plain_name and one.says and one.shape is Shape.HEAD and not one.opens:
        # "Projev ředitele Tomáše Říhy"
        return nominative_of(name, page.language, inflected=True)
    return name


def _doubt_nobodys(
    pieces: list[Piece], prose: Sequence[int], one: Introduction
) -> None:
    """Doubt that the words below an introduction that names nobody are nobody's."""
    if one.shape is Shape.COLON:
        prose = prose[: _place_of_heading(pieces, prose)]
    for n in prose:
        pieces[n] = replace(pieces[n], confidence=_UNSURE, reason=_NOBODY)


def _give(
    pieces: list[Piece],
    one: Introduction,
    end: int,
    *,
    number: int,
    sure: bool,
    headed: bool,
    page: _Page,
) -> None:
    """Give the words below an introduction to whom it names, up to where they end.

    Args:
        pieces: All of the page, which are changed.
        one: The introduction.
        end: Where the next one stands, or the page's end.
        number: The number of the turn.
        sure: Whether the introductions are plainly some.
        headed: Whether they head all that stands below them.
        page: What all of the page has.
    """
    set_off = _end_of_quote(pieces, one.place + 1, end)
    set_off = set_off or _end_of_quotation(pieces, one.place + 1, end)
    if set_off and one.shape is Shape.COLON:
        end, headed, sure = set_off, True, sure or one.says
    prose = [n for n in range(one.place + 1, end) if pieces[n].kind in PROSE]
    if not one.name or SPEECH_WORD.is_in(one.name):
        _doubt_nobodys(pieces, prose, one)
        return
    name = _name_of(one, page)
    # The next section starts where the last turn ends.
    last = end == page.end
    personal = [n for n in prose if is_in_person(pieces[n].text, page.language)]
    closed = max([*personal, *prose[:1]], default=one.place)
    certain = sure and not one.cut and (one.says or one.shape is not Shape.SENTENCE)
    told = False
    notes = _notes(pieces, prose, name, page.language)
    for n in prose:
        if n in notes:
            continue
        after = n > closed
        told = told or (after and tells_afterwards(pieces[n].text))
        if told and pieces[n].kind is SegmentKind.HEADING:
            continue
        if told or (
            after and (last or (not headed and page.names_somebody(pieces[n].text)))
        ):
            # The last words of the last of several speeches may name nobody, either.
            pieces[n] = _told_after(pieces[n], sure=told or not headed)
            continue
        # Below one of several headings, all is whose speech it heads.
        plain = certain and (not after or (headed and not last))
        pieces[n] = replace(
            pieces[n],
            kind=SegmentKind.SPEECH,
            speaker=name,
            turn=number,
            confidence=_SURE if plain else _UNSURE,
            reason=named_in_line_above(name),
        )


def _told_after(piece: Piece, *, sure: bool) -> Piece:
    """Return a piece below a speech as its author's telling."""
    told = unattribute(
        piece, SegmentKind.COMMENTARY, "tells what came after the speech"
    )
    return told if sure else replace(told, confidence=_OPEN)
