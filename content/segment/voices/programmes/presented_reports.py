"""Reports in a programme, to which its presenter leads, given to whom the presenter names.

A report stands below the label of the presenter, without one of its own, and its author may
say the name again at the end: "Ada Brook, Moor, for the radio."
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from content.document import Document
from content.language.question_marks import asks_unmarked
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.words import sentences_of
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_in_full, same_person
from content.segment.names.offices import has_role
from content.segment.pieces import Piece
from content.segment.speakers.chairs import is_chair
from content.segment.voices.programmes.brief_turns import brief_turns
from content.segment.wording.in_person import FIRST_PERSON, speaks_in_person

_LEADS = WordPattern("<<pages.broadcast_reports>>")
_THANKS = WordPattern("<<queries.thanks>>")
_OURS = WordPattern(r"(?<!\w)\w+\s+(?:<pages.broadcast_reports>)(?!\w)")
_WORD, _WORDS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]+")
_MIN_BRIEF_SHARE = 0.6
"""How many of the turns have to be one paragraph."""
_MAX_LEAD, _MAX_SIGN_OFF = 160, 60
_MAX_THANKS, _MIN_NAME_WORDS = 2, 2
_SURE, _UNSURE = 0.9, 0.8


def with_reports(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with the reports of a programme given to whom its presenters name.

    Most turns are one paragraph there, and nobody chairs. A report is told by who signs it
    off; where one is, so is a report without "I" for which whoever speaks below gives thanks.
    """
    found = list(pieces)
    turns = brief_turns(pieces, _MIN_BRIEF_SHARE)
    if any(is_chair((pieces[said[0]].label or "").casefold()) for said in turns):
        return found
    language = language_of_document(document, (piece.text for piece in pieces))
    labelled = [pieces[said[0]].speaker or "" for said in turns]
    reports: list[tuple[str, list[int], bool]] = []
    for said, below in zip(turns, [*turns[1:], []], strict=False):
        lead, *report = said
        name = _leads_to(pieces[lead].text) if report else ""
        if not name or name == pieces[lead].speaker:
            continue
        signed = _is_signed_off(pieces[report[-1]].text, name)
        thanks = sentences_of(pieces[below[0]].text)[:_MAX_THANKS] if below else []
        told = (
            _announces(pieces[lead].text, name)
            and any(names_in_full(sentence, name) for sentence in thanks)
            and not any(same_person(one, name) for one in labelled)
            and not any(speaks_in_person(pieces[n].text, language) for n in report)
        )
        if signed or told:
            reports.append((name, report, signed))
    if not any(signed for *_, signed in reports):
        return found
    for name, report, signed in reports:
        reason = Reason(f"a report to which words lead about {name}", Basis.LINE_ABOVE)
        sure = _SURE if signed else _UNSURE
        for n in report:
            found[n] = replace(pieces[n], speaker=name, confidence=sure, reason=reason)
    return found


def _leads_to(text: str) -> str:
    """Return the one person whose report the last sentence of a turn announces.

    The name opens the sentence or ends it, but for the verb.

    >>> _leads_to("The ferry is late. A report by our correspondent, Ada Brook.")
    'Ada Brook'
    >>> _leads_to("Ada Brook has read the report, and Tom Ferro, too.")
    ''
    """
    last = (sentences_of(text) or [""])[-1]
    if len(last) > _MAX_LEAD or not _LEADS.is_in(last):
        return ""
    if asks_unmarked(last) or _THANKS.is_in(last):
        return ""
    named = [*mentions_in(last)]
    if len(named) != 1:
        return ""
    # "Reportáž Jany Horákové", "Einzelheiten von Ada Holm": nouns have capitals, too.
    words = [*dropwhile(_LEADS.is_all_of, named[0].name.split())]
    given = next((n for n, word in enumerate(words) if is_given_name(word)), 0)
    words = words[given:]
    before, behind = last[: named[0].start], last[named[0].end :].strip(" .")
    inside = _WORD.search(before) and _WORD.search(behind)
    if inside and not _LEADS.is_all_of(behind):
        return ""
    return " ".join(words) if len(words) >= _MIN_NAME_WORDS else ""


def _announces(text: str, name: str) -> bool:
    """Return whether the last sentence of a turn calls nobody, and has no "I" or "we".

    >>> _announces("The report by Ada Brook.", "Ada Brook")
    True
    >>> _announces("You had the report, Ada Brook.", "Ada Brook")
    False
    """
    last = (sentences_of(text) or [""])[-1]
    called = re.search(rf",\s*{re.escape(name.split(maxsplit=1)[0])}", last)
    # "Our correspondent Ada Brook reports."
    return not called and not FIRST_PERSON.is_in(_OURS.regex.sub("", last))


def _is_signed_off(text: str, name: str) -> bool:
    """Return whether a report ends with its reporter's name, and where that was said.

    >>> _is_signed_off("The ferry has left. Ada Brook, Moor, for the radio.", "Ada Brook")
    True
    >>> _is_signed_off("The ferry has left. It was Ada Brook, Moor.", "Ada Brook")
    False
    """
    last = (sentences_of(text) or [""])[-1].strip()
    named = next(iter(mentions_in(last)), None)
    if named is None or named.start or len(last) > _MAX_SIGN_OFF:
        return False
    placed = last[named.end :].startswith(",") and _WORD.search(last[named.end :])
    office = has_role(_WORDS.findall(last.casefold()))
    return same_person(named.name, name) and bool(placed) and not office
