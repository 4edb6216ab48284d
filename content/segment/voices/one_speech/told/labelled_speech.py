"""Turns below labels on a page whose author breaks into them and goes on below them.

A label says who speaks and where that starts; what is told around it, where it ends.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from content.document import Document
from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.basis import Reason, named_in_line_above
from content.segment.kinds import COMMENTARY, HEADING, SPEECH
from content.segment.labels.scoring import ScoredLabel
from content.segment.messages.words import speaks_of_message
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.offices import is_role
from content.segment.pieces import Piece, unattribute
from content.segment.turns.announced import is_prose
from content.segment.turns.opening import greets
from content.segment.voices.one_speech.told.labelled_passages import LabelledPage
from content.segment.voices.one_speech.told.labels import (
    name_with_office,
    shown_name,
    told_name,
)
from content.segment.voices.one_speech.told.likeliest_place import likeliest_start_from
from content.segment.voices.one_speech.told.likely_speaker import likely_speaker
from content.segment.voices.one_speech.told.name_lines import named_right_above
from content.segment.voices.one_speech.told.passages import MAY_BE_TOLD, TOLD
from content.segment.voices.one_speech.told.people_named import names_word_of
from content.segment.voices.one_speech.told.told_page import ToldPage
from content.segment.voices.words import SPEAKS
from content.segment.wording.in_person import FIRST_PERSON

_FEW_TURNS, _MANY_TURNS, _MIN_OPENING, _LEADING = 4, 12, 2, 2
_MIN_ABOVE = 300
_SPOKEN, _LIKELY, _TOLD, _SURELY_TOLD = 0.9, 0.5, 0.1, 0.02
_SERVED, _DOUBT, _GREAT_DOUBT = 0.9, 0.6, 0.5
GOES_ON = "whoever spoke before a voice called out may go on"
_BEFORE_COLON = re.compile(r"([^.!?:：]{2,60})[:：]\s+[^\W\d_a-z]")


def attribute_labelled_speeches(
    pieces: Sequence[Piece], labels: Sequence[ScoredLabel], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page on which an author tells of a few speeches under labels; None if not so.

    All whom the labels name are told of above, and each speech ends where the author goes on.

    Args:
        pieces: All of the page, given to whom its labels name.
        labels: The labels, in their order.
        document: The page.
    """
    page = LabelledPage(pieces)
    turns = page.turns
    few = 0 < len(turns) <= _FEW_TURNS and len(turns) == len(labels)
    if not (few and page.is_told):
        return None
    found, above, speaker = [*pieces], 0, ""
    calls = [parse_label(one.label.printed).voice for one in labels]
    for k, (start, end) in enumerate(turns):
        spoken = [n for n in range(start, end) if pieces[n].kind is SPEECH]
        if speaker and calls[k]:
            found[start:end] = _gone_on(found[start:end], speaker)
            continue
        printed = labels[k].label.printed
        name = told_name(printed, page.plain[:start], document)
        name = name or shown_name(labels[k]) or name_with_office(labels[k])
        if not (name and spoken) or not (
            _is_led(page.plain[:start])
            or _starts_at(page.plain[above:end], spoken[0] - above)
        ):
            return None
        for n in range(start, end):
            found[n] = _named(_weighed(pieces[n], page, n), name)
        speaker = name
        above = max(n for n in range(start, end) if found[n].spoken) + 1
        # Where people take turns, no author tells of them.
        told = any(map(is_prose, found[above:end])) or _is_led(page.plain[:end])
        if not told and not all(calls[k + 1 :]):
            return None
    return _with_led_speeches(_with_opening(found, page), page)


def _with_led_speeches(found: Sequence[Piece], page: LabelledPage) -> list[Piece]:
    """Return a page with what an author leads to below a label given to whom he names there.

    "Then Ada Brook took the microphone. She read from no paper:" It goes on up to where
    he likely writes again, in doubt.
    """
    given = list(found)
    below = [n for n in page.page.prose if page.depths.get(n)]
    for k, n in enumerate(below):
        text = page.pieces[n].text
        least = _SPOKEN if _says_who_speaks(text) else _TOLD
        if not _leads(page.pieces[n]) or page.shares[n] > least:
            continue
        same = (m for m in below[k + 1 :] if page.turn_of[m] == page.turn_of[n])
        led = [*takewhile(lambda m: page.shares[m] >= _LIKELY, same)]
        name = _led_to(page, n, led) if led else ""
        if not name:
            continue
        given[n] = unattribute(given[n], COMMENTARY, TOLD)
        reason = named_in_line_above(name)
        for m in led:
            given[m] = replace(
                given[m], kind=SPEECH, speaker=name, confidence=_DOUBT, reason=reason
            )
    return given


def _says_who_speaks(text: str) -> bool:
    """Return whether the last sentence names somebody in full beside a verb of speaking."""
    last = " ".join(SENTENCE_GAP.split(text)[-1:])
    named = any(" " in one.name for one in mentions_in(last))
    return named and SPEAKS.is_in(last) and not FIRST_PERSON.is_in(last)


def _led_to(page: LabelledPage, lead: int, led: Sequence[int]) -> str:
    """Return whom an author names where he leads to a speech; empty if it is a text, or unclear."""
    text = page.pieces[lead].text
    if speaks_of_message(" ".join(SENTENCE_GAP.split(text)[-_LEADING:])):
        return ""
    likely = likely_speaker(page.plain, led[0], led[-1] + 1, Document(blocks=()))
    named = {one.name for one in mentions_in(text) if " " in one.name}
    if likely and likely.share >= _LIKELY and names_word_of(text, likely.name):
        return likely.name if " " in likely.name else ""
    return named.pop() if len(named) == 1 else ""


def _with_opening(found: list[Piece], page: LabelledPage) -> list[Piece]:
    """Return a page with what is surely spoken right above its first label, in doubt.

    It is whom the line above it names, or whose the label is, where nobody else has one:
    he was called into.
    """
    first = page.turns[0][0]
    names = {piece.speaker or "" for piece in found if piece.spoken}
    above = [n for n in page.page.prose if n < first]
    said = dropwhile(lambda n: _opens_another(page.pieces[n].text), reversed(above))
    opening = [*takewhile(lambda n: page.shares[n] >= _SPOKEN, said)]
    if len(names) != 1 or len(opening) < _MIN_OPENING or len(opening) == len(above):
        return found
    name = named_right_above(page.plain, min(opening)) or min(names)
    for n in opening:
        reason = Reason("above the label of whoever speaks below").doubted(MAY_BE_TOLD)
        found[n] = replace(
            found[n], kind=SPEECH, speaker=name, confidence=_DOUBT, reason=reason
        )
    return found


def speaks_above_labels(labelled: Sequence[Piece]) -> bool:
    """Return whether somebody surely speaks at length above the first label of a page."""
    page = LabelledPage(labelled)
    if not page.is_told or len(page.turns) > _FEW_TURNS:
        return False
    above = [n for n in page.page.prose if n < page.turns[0][0]]
    spoken = [n for n in above if page.shares[n] >= _SPOKEN]
    return sum(len(labelled[n].text) for n in spoken) >= _MIN_ABOVE and spoken != above


def _gone_on(turn: Sequence[Piece], speaker: str) -> list[Piece]:
    """Return what stands below the label of a voice that calls out, and where a speaker goes on.

    The voice has one paragraph.
    """
    first = next((n for n, piece in enumerate(turn) if piece.spoken), len(turn))
    return [
        replace(
            piece,
            kind=SPEECH,
            speaker=speaker,
            confidence=_DOUBT,
            reason=piece.reason.doubted(GOES_ON),
        )
        if n > first and piece.spoken
        else piece
        for n, piece in enumerate(turn)
    ]


def without_authors_words(
    pieces: Sequence[Piece],
    labelled: Sequence[Piece],
    *,
    introduced: bool = False,
    sections: bool = False,
) -> list[Piece]:
    """Return the pieces of a page without what its author writes below labels.

    Args:
        pieces: All of the page.
        labelled: The same, given to whom its labels name, and to nobody else.
        introduced: Whether lines stand in place of labels; what is doubted stays so then.
        sections: Whether each turn is a section between headings.
    """
    page = LabelledPage(labelled)
    if not page.is_told:
        return list(pieces)
    few = len(page.turns) <= _FEW_TURNS
    serve_sure = few and not introduced
    told = few or any(share <= _TOLD for share in page.shares_below.values())
    places = {labelled[n].position: n for n in page.shares}
    # Who greets and says all that stands above the labels leaves no author there.
    first = next((n for n, piece in enumerate(pieces) if piece.label), 0)
    above = [piece for piece in pieces[:first] if piece.spoken or is_prose(piece)]
    whole = all(p.kind is SPEECH for p in above)
    whole = whole and len(above) > 1 and greets(above[0].text)
    found = []
    for piece in pieces:
        n = places.get(piece.position)
        own = n is not None and piece.speaker == labelled[n].speaker
        if n is not None and n not in page.depths:
            share = 1.0 if whole else page.shares[n]
            found.append(_above_labels(piece, share))
        else:
            found.append(
                _weighed(piece, page, n, serve_sure=serve_sure, section=sections)
                if told and n and own
                else piece
            )
    if len(found) == len(labelled) and told:
        found = _with_led_speeches(found, page)
    return found


def _above_labels(piece: Piece, share: float) -> Piece:
    """Return what stands above the first label, doubted if its author likely writes it."""
    told = piece.kind is SPEECH and share <= _TOLD
    return _doubted(piece) if told else piece


def _weighed(
    piece: Piece,
    page: LabelledPage,
    n: int,
    *,
    serve_sure: bool = True,
    section: bool = False,
) -> Piece:
    """Return what stands in a turn, given to its author as far as he likely writes it.

    Args:
        piece: What stands there.
        page: The page.
        n: Its place there.
        serve_sure: Whether what is surely spoken is served, though its label stands once.
        section: Whether headings bound its turn.
    """
    if piece.kind is not SPEECH or n not in page.depths:
        return piece
    share = page.shares_below.get(n, 1.0)
    if share > _SURELY_TOLD and page.turn_of[n] in page.presided:
        # Whoever presides says who is next, and what is decided, as an author tells.
        return piece
    told = _surely_told(piece, page, n, share)
    if told:
        return unattribute(piece, COMMENTARY, TOLD, told)
    # A record has few words of its clerk's.
    least = _LIKELY if section or len(page.turns) > _MANY_TURNS else _SPOKEN
    if share < least or _may_be_anothers(page, n):
        return _doubted(piece)
    confidence = max(piece.confidence, _SERVED if serve_sure else 0.0)
    return replace(piece, confidence=confidence)


def _surely_told(piece: Piece, page: LabelledPage, n: int, share: float) -> float:
    """Return how surely the author writes what stands in a turn; 0 if he hardly does."""
    if share <= _LIKELY and (_leads_to_label(page, n) or _is_below_told(page, n)):
        return _DOUBT
    few = len(page.turns) <= _FEW_TURNS
    if few and n in page.below_farewell and not _leads(piece):
        return 1.0 if share <= _LIKELY else _DOUBT
    if share <= _TOLD and not (_leads(piece) or _is_headed(page, n)):
        return 1.0 if share <= _SURELY_TOLD else _DOUBT
    return 0.0


def _is_led(above: Sequence[Piece]) -> bool:
    """Return whether an author leads to a label with a colon."""
    last = next((p for p in reversed(above) if is_prose(p)), None)
    return last is not None and _leads(last)


def _starts_at(pieces: Sequence[Piece], start: int) -> bool:
    """Return whether the speech of some pieces most likely starts with one of them."""
    return likeliest_start_from(ToldPage(pieces), start) == start


def _named(piece: Piece, name: str) -> Piece:
    """Return a piece of whoever its label names by one word with the whole name told."""
    short = piece.spoken and piece.speaker and " " not in piece.speaker
    return replace(piece, speaker=name) if short else piece


def _doubted(piece: Piece) -> Piece:
    return replace(
        piece,
        confidence=min(piece.confidence, _GREAT_DOUBT),
        reason=piece.reason.doubted(MAY_BE_TOLD),
    )


def _leads(piece: Piece) -> bool:
    """Return whether a paragraph leads to what somebody says."""
    return piece.text.rstrip().endswith(COLONS)


def _is_below_told(page: LabelledPage, n: int) -> bool:
    """Return whether the author surely writes above a paragraph in its turn.

    What stands above a quotation may lead to it, and is left to who finds its sender.
    """
    start, end = page.turns[page.turn_of[n]]
    below = next((p for p in page.pieces[n + 1 : end] if is_prose(p) or p.spoken), None)
    if below and (below.quoted or below.text.lstrip()[:1] in OPENING_QUOTES):
        return False
    return any(
        start <= k < n and share <= _SURELY_TOLD
        for k, share in page.shares_below.items()
    )


def _leads_to_label(page: LabelledPage, n: int) -> bool:
    """Return whether a paragraph leads to the label right below it."""
    _, end = page.turns[page.turn_of[n]]
    last = next((k for k in reversed(range(end)) if is_prose(page.plain[k])), -1)
    return n == last and end < len(page.pieces) and _leads(page.pieces[n])


def _is_headed(page: LabelledPage, n: int) -> bool:
    """Return whether somebody speaks in person below a heading in a turn: another, perhaps."""
    start, _ = page.turns[page.turn_of[n]]
    headed = any(piece.kind is HEADING for piece in page.pieces[start:n])
    return headed and page.page.paragraphs[page.page.prose.index(n)].in_person


def _may_be_anothers(page: LabelledPage, n: int) -> bool:
    """Return whether a paragraph below a label may be somebody else's, as words in its turn show.

    They lead to it, by all likelihood its author's, or it opens with them.
    """
    if not page.depths[n]:
        return False
    above = (k for k in page.page.prose if page.turn_of[n] == page.turn_of.get(k))
    told = (k for k in above if k < n and page.shares_below.get(k, 1.0) <= _TOLD)
    led = any(_leads(page.pieces[k]) for k in told)
    return led or _opens_another(page.pieces[n].text)


def _opens_another(text: str) -> bool:
    """Return whether somebody else, with a name or an office, seems to be quoted: "The mayor said: No"."""
    words = _BEFORE_COLON.match(text)
    if words is None or FIRST_PERSON.is_in(words[1]):
        return False
    offices = any(is_role(word) for word in words[1].casefold().split())
    return offices or next(mentions_in(words[1]), None) is not None
