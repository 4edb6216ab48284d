"""Lines of address in letters, which look like labels: "Mayor and Council: …"."""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.senders.people.writers import is_from_line
from content.segment.messages.words import (
    greets_reader,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import is_direct_address
from content.segment.names.words import label_words

_MAX_HEAD, _MAX_LINE = 5, 70
_MAX_TOLD = 8


def without_salutations(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for lines of address: "Mayor and Council:".

    They stand alone, once in the document, below words that announce a letter, or below
    its head, and name nobody in full; with a form of address the letter may go on behind
    it: "Madam Mayor: I have drunk …". Where such a label comes back, all are turns'.
    """
    times = Counter(one.key for one in labels.values())
    speak = any(
        times[one.key] > 1 and is_direct_address(one.label.printed)
        for one in labels.values()
    )
    # Minutes tell what several people did behind their names.
    running = {n for n, one in labels.items() if _runs_on(one, lines[n])}
    dropped = {
        n
        for n, one in labels.items()
        if n > 0
        and times[one.key] == 1
        and (
            (_addresses(one, lines, labels) or _leads_to_message(lines, n))
            if one.label.alone
            else not speak
            and _calls(one, runs_on := running == {n})
            and _is_told_of(lines[n - 1].text, runs_on=runs_on)
        )
    }
    return {n: one for n, one in labels.items() if n not in dropped}


def _addresses(
    one: ScoredLabel, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> bool:
    calls = greets_reader(lines[one.line].text) or not is_person(one.label.printed)
    return calls and _below_announcement(lines, one.line, labels)


def _runs_on(one: ScoredLabel, line: Line) -> bool:
    """Return whether a sentence goes on in small letters behind a label: "Ada: you were right"."""
    return line.text[one.label.end :].lstrip(" :")[:1].islower()


def _calls(one: ScoredLabel, runs_on: bool) -> bool:
    """Return whether a label calls an office, or anybody with a form of address in a sentence."""
    printed = one.label.printed
    titled = printed.casefold().split()[0].rstrip(".") in label_words().honorifics
    return (runs_on and titled) or is_direct_address(printed)


def _is_told_of(above: str, *, runs_on: bool) -> bool:
    """Return whether the last sentence above a line names a letter: "The letter reads so.".

    Or any of that paragraph, above a line whose sentence runs on behind what may be a label.
    """
    told = sentences_of(above)
    return speaks_of_message(" ".join(told if runs_on else told[-1:]))


def _leads_to_message(lines: Sequence[Line], n: int) -> bool:
    """Return whether a line says from whom one of the messages is of which lines tell.

    "I have a few telegrams here.", "From Sister Agnes:"
    """
    if not is_from_line(lines[n].text):
        return False
    return any(speaks_of_message(one.text) for one in lines[max(0, n - _MAX_TOLD) : n])


def _below_announcement(
    lines: Sequence[Line], n: int, labels: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether a line, or short lines above it, stand below an announcement.

    "The letter follows:", "Harbour Office, 2 April", "Mayor and Council:".
    """
    for m in range(n - 1, max(-1, n - 1 - _MAX_HEAD), -1):
        text = lines[m].text.strip()
        if announced_by(text, quoted=False) > Announced.COLON:
            return True
        if m in labels or len(text) > _MAX_LINE or text.endswith(SENTENCE_ENDS):
            break
    return False
