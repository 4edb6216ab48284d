"""Programmes: reports to which a presenter leads, and what a narrator tells between voices.

A report stands below the label of the presenter, without one of its own, and its author may
say the name again at the end: "Ada Brook, Moor, for the radio." So does what a narrator
tells below the label of whoever spoke: "That's Ada Brook."
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.words import sentences_of
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.offices import has_role
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.result import SegmentKind

_LEADS = WordPattern("<<pages.broadcast_reports>>")
_WORD = re.compile(r"[^\W\d_]")
_MOST, _MANY = 0.6, 0.4
_MAX_LEAD, _MAX_SIGN_OFF, _THANKED = 160, 60, 2
_MIN_TAGS, _MAX_TAG, _MIN_NAME = 2, 60, 2
_SURE, _UNSURE, _DOUBT = 0.9, 0.7, 0.6
_NARRATES = "told by who says whose voice is heard"


def with_reports(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the reports of a programme given to whom its presenters name.

    Most turns are one paragraph there. Where the report is not signed off, and nobody
    thanks for it below, it is doubted.
    """
    found = list(pieces)
    turns = _brief_turns(pieces, _MOST)
    for said, below in zip(turns, [*turns[1:], []][: len(turns)], strict=True):
        lead, *report = said
        name = _leads_to(pieces[lead].text) if report else ""
        if not name or name == pieces[lead].speaker:
            continue
        signed = _names(pieces[report[-1]].text[-_MAX_SIGN_OFF:], name)
        thanks = sentences_of(pieces[below[0]].text)[:_THANKED] if below else []
        sure = signed or any(_names(sentence, name) for sentence in thanks)
        if not (sure or has_given_name(name)):
            continue
        reason = Reason(f"a report to which words lead about {name}", Basis.LINE_ABOVE)
        for n in report:
            found[n] = replace(
                pieces[n],
                speaker=name,
                confidence=_SURE if sure else _UNSURE,
                reason=reason,
            )
    return found


def without_narrator(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what a narrator tells below the turns of others given to nobody.

    The narrator says whose voice was heard, twice or more; many turns are one paragraph.
    """
    found = list(pieces)
    turns = [said for said in _brief_turns(pieces, _MANY) if len(said) > 1]
    tags = {said[1] for said in turns if _says_who_spoke(pieces, said[1])}
    if len({pieces[n].speaker for n in tags}) < _MIN_TAGS:
        return found
    for said in turns:
        for n in said[1:]:
            told = unattribute(pieces[n], SegmentKind.COMMENTARY, _NARRATES)
            found[n] = told if n in tags else replace(told, confidence=_DOUBT)
    return found


def _brief_turns(pieces: Sequence[Piece], least: float) -> list[list[int]]:
    """Return where words stand in each turn with a label.

    None if a smaller share of the turns than asked for is one paragraph.
    """
    turns = [
        [n for n in range(start, end) if pieces[n].spoken]
        for start, end in turn_spans(pieces)
        if pieces[start].label
    ]
    turns = [said for said in turns if said]
    single = sum(len(said) == 1 for said in turns)
    return turns if single >= least * len(turns) else []


def _says_who_spoke(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a short sentence names who spoke right above: "That's Ada Brook."."""
    text = pieces[n].text.strip()
    name = pieces[n].speaker or ""
    ends = text.endswith(FULL_STOPS) and _names(text, name)
    told = ends and text.rstrip(" .!").endswith(name.split()[-1])
    led = told and text.split()[0] not in name and not has_role(text.casefold().split())
    return led and len(text) <= _MAX_TAG and not FIRST_PERSON.is_in(text)


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
    return " ".join(words) if len(words) >= _MIN_NAME else ""


def _names(text: str, name: str) -> bool:
    """Return whether a text names a person in full."""
    return any(same_person(one.name, name) for one in mentions_in(text))
