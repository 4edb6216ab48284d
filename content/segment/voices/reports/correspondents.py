"""Reports in a programme, to which whoever presents it leads: a report by Ada Brook.

They stand below the label of the presenter, without one of their own, and their author may
say the name again at the end: "Ada Brook, Moor, for the radio."
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.words import sentences_of
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece, turn_spans

_LEADS = WordPattern("<<pages.broadcast_reports>>")
_WORD = re.compile(r"[^\W\d_]")
_MIN_ONE_PARAGRAPH = 0.6
_MAX_LEAD, _MAX_SIGN_OFF, _THANKED = 160, 60, 2
_SURE, _UNSURE = 0.9, 0.7


def with_reports(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the reports of a programme given to whom its presenters name.

    Most turns are one paragraph there. Where the report is not signed off, and nobody
    thanks for it below, it is doubted.
    """
    found = list(pieces)
    turns = [
        [n for n in range(start, end) if pieces[n].spoken]
        for start, end in turn_spans(pieces)
        if pieces[start].label
    ]
    turns = [said for said in turns if said]
    single = sum(len(said) == 1 for said in turns)
    if not turns or single < _MIN_ONE_PARAGRAPH * len(turns):
        return found
    for said, below in zip(turns, [*turns[1:], []], strict=True):
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


def _leads_to(text: str) -> str:
    """Return the one person whose report the last sentence of a turn announces.

    It opens the sentence, or ends it.

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
    name, before, behind = named[0].name, last[: named[0].start], last[named[0].end :]
    return "" if _WORD.search(before) and _WORD.search(behind) else name


def _names(text: str, name: str) -> bool:
    """Return whether a text names a person in full."""
    return any(same_person(one.name, name) for one in mentions_in(text))
