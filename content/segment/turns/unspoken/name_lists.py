"""Lists of names that a record prints between turns: who voted how, who was there."""

import re
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import COLONS
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

_MIN_NAMES, _MIN_LINES, _MIN_LINES_BELOW_LEAD = 6, 5, 1
_MAX_NAME_WORDS, _MAX_NAME_CHARS = 6, 60
_MAX_LEAD_CHARS = 90
_MIN_PARTIES = 2
_PARTY = re.compile(r"[^\W\d_a-z][^()\d.:;!?]{2,60} \([^\W\d_a-z][\w.+/-]{0,9}\)")
_PARTING_SIGNS = ",;、"
_PARTS = re.compile(rf"[{_PARTING_SIGNS}]\s*")
_LEAD_END = re.compile("[:：]")
_NO_NAME = re.compile(r"[\d!?:：;/“”«»\"()\[\]]|[^\W\d_]{4,}\.|[^\W\d_]\.$")


def find_name_lists(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> frozenset[int]:
    """Return the lines that only list people, by index, with what leads to them.

    A paragraph lists several, maybe behind a few words and a colon; or each stands on a
    line of its own. Once such lines have been found, a single name below a lead ("Noes:")
    is a list, too.
    """
    start = min(labels, default=0)
    under = {n + 1 for n, one in labels.items() if one.label.alone}
    found: set[int] = set()
    runs: list[list[int]] = []
    run: list[int] = []
    for n in range(start, len(lines)):
        text = lines[n].text.strip()
        free = n not in labels and n not in under and lines[n].spoken
        if free and _is_name(text):
            run.append(n)
            continue
        if run:
            runs.append(run)
            run = []
        if free and "," in text and _lists_names(text):
            found.add(n)
    runs.append(run)
    if any(len(run) >= _MIN_LINES for run in runs):
        for run in filter(None, runs):
            lead = run[0] - 1
            led = lead not in labels and _is_lead(lines[lead].text) if lead else False
            if _goes_on(lines, run[-1] + 1):
                continue
            if len(run) >= (_MIN_LINES_BELOW_LEAD if led else _MIN_LINES):
                found.update(run, [lead] if led else [])
    return frozenset(found | _below_parties(runs, lines, labels))


def _below_parties(
    runs: Sequence[Sequence[int]],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
) -> set[int]:
    """Return lists of names below their parties, "Labour (LAB)", with these lines.

    Some parties have few who were there; where several head such lists, each does.
    """
    headed = {
        n
        for run in runs
        if run and run[0] and (n := run[0] - 1) not in labels
        if _PARTY.fullmatch(lines[n].text.strip())
    }
    if len(headed) < _MIN_PARTIES:
        return set()
    below = [
        run
        for run in runs
        if run and run[0] - 1 in headed and not _goes_on(lines, run[-1] + 1)
    ]
    return headed.union(*below)


def _goes_on(lines: Sequence[Line], n: int) -> bool:
    """Return whether a sentence goes on: "Mr. Tom Hall" above "as minister of harbours"."""
    return n < len(lines) and lines[n].text.lstrip()[:1].islower()


def _lists_names(text: str) -> bool:
    """Return whether a paragraph lists people: "Ayes: Brook, Ada; Ferro, Tom; …"."""
    if sum(map(text.count, _PARTING_SIGNS)) < _MIN_NAMES - 1:
        return False  # Most paragraphs have fewer parts, which is found out faster.
    lead = _LEAD_END.search(text[:_MAX_LEAD_CHARS])
    if lead is not None and SPOKEN_WORDS.is_in(text[: lead.end()]):
        return False
    body = text[lead.end() if lead else 0 :].strip(" .;,")
    # Few paragraphs open with a name and a comma, which is found out faster.
    if not _are_name_words(_PARTS.split(body, maxsplit=1)[0].strip()):
        return False
    parts = [part.strip() for part in _PARTS.split(body)]
    return len(parts) >= _MIN_NAMES and all(map(_are_name_words, parts))


def _is_lead(text: str) -> bool:
    bare = text.strip() if len(text) <= _MAX_LEAD_CHARS else ""
    return bare.endswith(COLONS) and not SPOKEN_WORDS.is_in(bare)


def _is_name(text: str) -> bool:
    """Return whether a line only names a person: "Brook Hall, Ada"."""
    bare = text.replace(",", "", 1) if len(text) <= _MAX_NAME_CHARS else ""
    return " " in bare and _are_name_words(bare)


def _are_name_words(text: str) -> bool:
    """Return whether words may be one person's name: capitals, and particles in between."""
    words = text.split() if len(text) <= _MAX_NAME_CHARS else []
    if not 0 < len(words) <= _MAX_NAME_WORDS:
        return False
    particles = label_words().particles
    return (
        (words[0][:1].isupper() or (len(words) > 1 and words[0] in particles))
        and words[-1][:1].isupper()
        and all(word[:1].isupper() or word in particles for word in words)
        and not text.isupper()
        and _NO_NAME.search(text) is None
    )
