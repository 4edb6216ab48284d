"""Letters that a report prints whole, in quotation marks over several paragraphs.

Words that end in a colon lead to each, and say who sent it: “Akçadağ’ın mesajı şöyle:”, "The
Speaker, Ada Brook, also sent a letter. It reads:", or the heading above, "Answer from Ferro".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import all_words, entries, flag
from content.segment.basis import Basis, Reason
from content.segment.kinds import COMMENTARY, HEADING, MESSAGE, SPEECH
from content.segment.messages.quotations import MAX_QUOTED_PIECES, find_quotation_end
from content.segment.messages.senders.announced_person import preposition_before
from content.segment.messages.senders.people.writers import subject_sends
from content.segment.messages.words import (
    says_it_is_read,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.offices import is_role
from content.segment.names.text_words import SENT
from content.segment.pieces import Piece, unattribute
from content.segment.result import MIN_CONFIDENCE
from content.segment.voices.reports.people_met import PeopleMet
from content.segment.wording.in_person import FIRST_PERSON

_SURE, _DOUBT = 0.9, 0.6
_MAX_LEAD, _MAX_CALL, _NEAR, _MIN_NAME = 400, 80, 3, 2
_ENDING = re.compile(r"['’]([^\W\d_]{1,3})(?!\w)")
_TOLD = "words that lead to a letter"
_OPEN = {COMMENTARY, SPEECH, MESSAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """Where a letter stands, up to its closing mark, and who sent it."""

    start: int
    end: int
    name: str
    confidence: float


def with_exchanged_letters(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a page without labels, each such letter given to who sent it."""
    given = list(found)
    for one in list(_letters(found)):
        basis = Basis.SENDER if one.confidence == _SURE else Basis.UNSURE_SENDER
        reason = Reason(f"sent by {one.name}", basis)
        above = one.start - 1
        given[above] = unattribute(found[above], COMMENTARY, _TOLD, 1.0)
        for n in range(one.start, one.end):
            given[n] = found[n].attributed(
                MESSAGE, one.name, None, one.confidence, reason
            )
    return given


def _letters(found: Sequence[Piece]) -> Iterator[_Letter]:
    people, met, end = PeopleMet(), 0, 0
    language = ""
    for n in range(1, len(found)):
        if n < end or not _opens_below_lead(found, n):
            continue
        end = _end_of_letter(found, n)
        if not end:
            continue
        language = language or guess_language(piece.text for piece in found)
        for piece in found[met:n]:
            people.meet(piece.text)
        met = n
        name, sure, sent = _sender(found, n - 1, people, language)
        known = found[n].kind is MESSAGE and found[n - 1].kind is not MESSAGE
        fuller = name != "" and names_surname(found[n].speaker or "", name)
        # Another's message is only whose a sentence surely says to have sent it.
        confidence = _SURE if sure else _DOUBT
        same = found[n].kind is MESSAGE and found[n].speaker == name
        if same and found[n].confidence >= confidence:
            continue
        if name and (not known or sent or fuller or _is_doubted(found[n])):
            yield _Letter(start=n, end=end, name=name, confidence=confidence)


def _opens_below_lead(found: Sequence[Piece], n: int) -> bool:
    """Return whether a text in marks opens below words about a message that a colon ends."""
    lead, text = found[n - 1], found[n].text.lstrip()
    if text[:1] not in OPENING_QUOTES or found[n].label or lead.label:
        return False
    told = lead.text.rstrip()
    near = " ".join(sentences_of(told)[-2:])
    return (
        found[n].kind in _OPEN
        and lead.kind in {COMMENTARY, MESSAGE}  # Who speaks reads to a hall.
        and not FIRST_PERSON.is_in(lead.text)
        and told.endswith(COLONS)
        and len(told) <= _MAX_LEAD
        and told[:1] not in OPENING_QUOTES
        and (speaks_of_message(near) or SENT.is_in(near))
    )


def _end_of_letter(found: Sequence[Piece], start: int) -> int:
    """Return where a quotation of several paragraphs ends; 0 if there is none."""
    spoken = [
        replace(p, kind=SPEECH, speaker="?") if p.kind in _OPEN else p
        for p in found[start : start + MAX_QUOTED_PIECES]
    ]
    length, _ = find_quotation_end(spoken, 0)
    closed = length > 1 and spoken[length - 1].text.rstrip(" .")[-1:] in CLOSING_QUOTES
    return start + length if closed else 0


def _sender(
    found: Sequence[Piece], lead: int, people: PeopleMet, language: str
) -> tuple[str, bool, bool]:
    """Return whom the lead, the sentence before or the heading above names.

    And whether that is sure, and whether the sentence before says that he or she sent it.

    Whom the letter greets, or to whom the words say it goes, has not sent it.
    """
    *before, last = sentences_of(found[lead].text) or [""]
    opening = found[lead + 1].text
    above = [p.text for p in found[max(0, lead - 1) : lead] if p.kind in _OPEN]
    sent = subject_sends(" ".join(before[-_NEAR:])) or subject_sends(" ".join(above))
    headed = [p.text for p in found[max(0, lead - 2) : lead] if p.kind is HEADING]
    for told in (last, f"{sent}." if sent else "", *headed):
        if says_it_is_read(told):
            continue  # Who reads it out has not sent it.
        named = [
            one
            for one in people.named(told)
            # An embassy passes letters on.
            if not may_be_named_body(one)
            and not _greets(opening, one)
            and not _receives(one, told, language)
        ]
        if len(named) > 1 or (named and " " not in named[0]):
            break
        if named:
            named[0] = _without_place(
                named[0], " ".join([*above, found[lead].text]), language
            )
            return named[0], told not in headed, told not in (last, *headed)
    return "", False, False


def _without_place(name: str, told: str, language: str) -> str:
    """Return a name without the place in the genitive that stands behind its office.

    >>> _without_place("Новоселиці Леся Довга", "Міська голова Новоселиці Леся Довга:", "uk")
    'Леся Довга'
    """
    words, before = name.split(), told.partition(name)[0].split()
    bends = bool(language) and flag(language, "bends_names")
    place = (
        bends
        and len(words) > _MIN_NAME
        and before != []
        and is_role(before[-1].casefold())
        and not is_given_name(words[0])
        and is_given_name(words[1])
    )
    return " ".join(words[1:]) if place else name


def _is_doubted(piece: Piece) -> bool:
    return piece.confidence < MIN_CONFIDENCE


def _greets(opening: str, name: str) -> bool:
    """Return whether the first line of a letter names somebody.

    >>> _greets("“Dear Mr Ferro,", "Tom Ferro"), _greets("“Dear Sir,", "Tom Ferro")
    (True, False)
    """
    line = opening.strip().partition("\n")[0]
    called = line.partition(",")[0] if len(line) > _MAX_CALL else line
    return names_surname(called, name)


def _receives(name: str, told: str, language: str) -> bool:
    """Return whether words say that a letter goes to somebody.

    >>> _receives("Ada Brook", "The letter to Brook reads:", "en")
    True
    >>> _receives("Ada Lund", "Lund’a yazdığı mektup şöyle:", "tr")
    True
    >>> _receives("Ada Brook", "Brook's letter reads:", "en")
    False
    """
    start = told.find(name)
    shown = name if start >= 0 else name.rsplit(maxsplit=1)[-1]
    start = told.find(shown)
    if start < 0:
        return False
    ending = _ENDING.match(told, start + len(shown))
    if ending and ending[1] in entries(language, "messages.receiver_endings"):
        return True
    led_by = preposition_before(told[:start], language)
    return led_by != "" and led_by not in (
        all_words("messages.from") | all_words("messages.of")
    )
