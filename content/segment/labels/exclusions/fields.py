"""Lines of forms and records that look like labels: "Vote: 9 for, 2 against".

Mostly what stands behind the colon tells: counts, a date, parts between semicolons, a
list of names, or nothing but another label ("Rapporteur: Ada Brook"). Words for fields
are asked last, since no table has all of them.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from content.language.word_lists import WordPattern
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.labels.exclusions.votes import ends_in_side, holds_votes
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import LEADING_IN_BRACKETS
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import (
    is_false_label,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.words import label_words

_FIELD = WordPattern(r"(?:<stage.record_fields>)", by_words=True)
_PRESIDING = WordPattern(r"(?:<labels.presiding>)(?![^\W\d_])")
# "for: 13, against: 0", "TAMBLYN   AYE": counts, or a name and a word in a column.
_COUNT = re.compile(r"[^\W\d_][^:,;\d]{0,40}[:：–-]\s?\d{1,4}\b")
# A word beside counts that only tells whose they are is shorter.
_SAID = re.compile(r"[^\W\d_]{4}")
_BEFORE_NUMBER = re.compile(r"[:：–-]\s?\d")
# A date, a time, or a number: "18:00 – 20:25", "30 November".
_DATA = re.compile(r"[\W\d_]*\d[\W\d_]*(?:[^\W\d_]{1,12}\W*){0,2}[\W\d_]*")
# "Seat: 2 Harbour Road – Northmoor": no name holds a colon and a number.
_HEADED = re.compile(r"[^\W\d_][^:\d]{2,30}:\s[^:]*\d")
# "Mme Lanoë à M. Peltier": a short word parts two people.
_PART_END = re.compile(r"[,;、]\s*|\s[^\W\d_A-ZÀ-Þ]{1,2}\s")
_LIST_PARTS = WordPattern(r"[,;、]|\s[-–—]\s|\s<names.and>\s", re.NOFLAG)
_SENTENCE_ENDS = tuple('.!?…。！？:;"”»')
# "Puig i Ferrer": in other languages, the word is "I".
_BETWEEN_SURNAMES = re.compile(r"(?<=\w)\s[iye]\s(?=[^\W\d_a-z])")
# "– the tap", "1) the tap": an item of a list.
_ITEM = re.compile(r"(?:[–—•*-]|\d{1,2}[.)]|[a-z]\))\s")
_MIN_SENTENCE_WORDS = 8
_MIN_COUNTS = 2
# Lines at the top in which "Chair: Mr. Hall" says who presides.
_HEAD_LINES = 40
_MAX_NAMES_CHARS = 120
_MAX_DATA_CHARS = 40
_MAX_COUNTED_CHARS = 400


def find_fields(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> frozenset[int]:
    """Return the lines of labels that are fields of a form or a record.

    What a field holds tells: counts of votes, a date, or, where people say sentences,
    a bare name in the head or the tail of the document. Words for fields tell, too.
    """
    bodies = {n: _body(one, n, lines) for n, one in labels.items()}
    times = Counter(one.key for one in labels.values())
    listed = {
        n
        for n, one in labels.items()
        if n < _HEAD_LINES
        and (
            (times[one.key] == 1 and _lists_person(bodies[n]))
            or (_is_all_names(one, bodies[n]) and not _is_called(n, labels, bodies))
        )
    }
    sentences = {
        n
        for n, body in bodies.items()
        if body.endswith(_SENTENCE_ENDS) and n not in listed and not _is_series(body)
    }
    spoken = {n for n in sentences if not _is_word_for_field(labels[n])}
    prosaic = 2 * len(sentences) > len(labels)
    first, last = min(spoken, default=len(lines)), max(spoken, default=0)
    speakers = {word for one in labels.values() for word in one.key.split()[-1:]}
    recurring = min((n for n, one in labels.items() if times[one.key] > 1), default=0)
    found: set[int] = set()
    for n, one in labels.items():
        body = bodies[n]
        if one.label.ending is Ending.DASH and _HEADED.match(one.label.printed):
            found.add(n)
            continue
        if one.label.ending is Ending.CIRCLE and is_false_label(
            without_brackets(one.label.printed)
        ):
            # "○출석의원(7인)" heads a list.
            found.add(n)
            continue
        if (
            one.label.ending is Ending.LINE
            and times[one.key] == 1
            and n < recurring
            and _PRESIDING.regex.match(one.label.printed)
            and not _speaks(bodies[n])
        ):
            # "Chaired by Ada Brook, deputy", among names on lines of their own.
            found.add(n)
            continue
        if one.label.ending is not Ending.COLON or _is_person(one):
            continue
        if times[one.key] == 1 and _leads_to_list(one.label.printed, body):
            found.add(n)
            continue
        office = is_unnamed_voice(one.label.printed) or has_role(one.key.split())
        outside, once = n < first or n > last, times[one.key] == 1
        headed = office and n < _HEAD_LINES
        names = (
            (headed or prosaic)
            and outside
            and n not in sentences
            and _holds_names(body)
        )
        # "Rapporteur: Ada Brook, mayor", where "Ada Brook, mayor:" is a label, too.
        names = names or (times[one.key] < times[label_key(body)] and not _speaks(body))
        names = names or (prosaic and outside and once and _is_series(body))
        # "AUTHOR: ADA BROOK" right above the next label, where "Ms BROOK:" speaks.
        names = names or (once and n + 1 in labels and _names_speaker(body, speakers))
        # "Tellers for the Ayes: Mr. Lund and Ms. Reed"
        names = names or (once and ends_in_side(one.key) and _names_people(body))
        # "Witness: Sir Tom Hall, keeper of the lamp; Dr Ada Brook, his deputy."
        names = names or (once and n < _HEAD_LINES and _lists_people(body))
        divided = once and holds_votes(body) and not is_person(one.label.printed)
        counted = _is_data(body) or _holds_counts(body) or divided
        data = not office and counted
        if names or data or (_is_word_for_field(one) and not office):
            found.add(n)
    return frozenset(found)


def _body(one: ScoredLabel, n: int, lines: Sequence[Line]) -> str:
    """Return the line that stands under a label, or behind it.

    A name loses the next field that the page runs into it: "Ada Brook Members:"; words
    lose the stamp before them.
    """
    after = lines[n + 1].text if n + 1 < len(lines) else ""
    body = (lines[n].text[one.label.end :].strip() or after).strip()
    # "[00:11] Hi." is said then; "18:00 open" is what a field holds.
    body = LEADING_IN_BRACKETS.sub("", body) or body
    named, _, head = body.rpartition(" ")
    runs_on = head.endswith(":") and head[:1].isupper() and n < _HEAD_LINES
    return named if runs_on and is_person(named) else body


def _leads_to_list(printed: str, body: str) -> bool:
    """Return whether a sentence tells of what is listed below it.

    >>> _leads_to_list("The Board, which met in the old hall, took note of", "– the tap")
    True
    """
    words = printed.split()
    told = len(words) >= _MIN_SENTENCE_WORDS and words[-1].islower()
    return told and _ITEM.match(body) is not None


def _is_word_for_field(one: ScoredLabel) -> bool:
    """Return whether a label is a word for a field, or ends in one in capitals."""
    return _FIELD.fullmatch(label_key(one.label.printed)) is not None


def _is_person(one: ScoredLabel) -> bool:
    """Return whether a label addresses somebody by name."""
    printed = without_brackets(one.label.printed)
    first = (label_key(printed).split() or [""])[0]
    return first in label_words().honorifics


def _is_data(body: str) -> bool:
    return len(body) <= _MAX_DATA_CHARS and _DATA.fullmatch(body) is not None


def _holds_counts(body: str) -> bool:
    """Return whether a line holds counts of several things, and nothing is said in it.

    >>> _holds_counts("Green: 5, white: 3"), _holds_counts("Green: 5, white: 3, I hear.")
    (True, False)
    """
    start = body[:_MAX_COUNTED_CHARS]
    if len(_BEFORE_NUMBER.findall(start)) < _MIN_COUNTS:
        return False  # Each count has one, and few lines do.
    rest, counts = _COUNT.subn("", start)
    return counts >= _MIN_COUNTS and not _SAID.search(rest)


def _lists_person(body: str) -> bool:
    """Return whether a line opens with a person and a title, and nobody speaks in it.

    >>> _lists_person("Mr. Paul Hall, director of harbours."), _lists_person("Mr. Hall?")
    (True, False)
    """
    first = _PART_END.split(body.rstrip("."), maxsplit=1)[0].strip()
    titled = first.split(" ", 1)[0].casefold().strip(".") in label_words().titles
    long = len(body) > _MAX_NAMES_CHARS
    return titled and not long and is_person(first) and not _speaks(body)


def _lists_people(body: str) -> bool:
    """Return whether all parts between semicolons open with a person, and nobody speaks.

    >>> _lists_people("Sir Tom Hall, keeper of the lamp; Dr Ada Brook, his deputy.")
    True
    """
    parts = [part.split(",")[0].strip(" .") for part in body.split(";")]
    return len(parts) > 1 and all(map(is_person, parts)) and not _speaks(body)


def _names_people(body: str) -> bool:
    """Return whether words are one name after another."""
    parts = _LIST_PARTS.regex.split(body.strip(" ."))
    return all(is_person(part.strip()) for part in parts)


def _is_all_names(one: ScoredLabel, body: str) -> bool:
    """Return whether an office stands before whole names and a full stop, no more."""
    titled = label_key(body).split(" ", 1)[0] in label_words().honorifics
    office = has_role(one.key.split()) or is_unnamed_voice(one.label.printed)
    whole = body[:1].isupper() and body.endswith(".") and _names_people(body)
    return office and not titled and whole


def _is_called(
    n: int, labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> bool:
    """Return whether whom a line names speaks next: "Chair: Ada Brook.", "Brook: …"."""
    after = labels.get(n + 1)
    return after is not None and not set(after.key.split()).isdisjoint(
        label_key(bodies[n]).split()
    )


def _names_speaker(body: str, speakers: Collection[str]) -> bool:
    """Return whether words are no more than a full name that ends as a label does."""
    return _holds_names(body) and (label_key(body).split() or [""])[-1] in speakers


def _is_series(body: str) -> bool:
    """Return whether words are parts between semicolons, and no sentence.

    >>> _is_series("Flood; road closures; missing cattle"), _is_series("No; it is not.")
    (True, False)
    """
    parts = [part.strip() for part in body.split(";") if part.strip()]
    whole = body.endswith((".", "!", "?", "…", ":"))
    return len(parts) > 1 and not whole and not _speaks(body)


def _speaks(body: str) -> bool:
    return SPOKEN_WORDS.is_in(without_brackets(body))


def _holds_names(body: str) -> bool:
    """Return whether words are the names of people, and no sentence."""
    bare = without_brackets(body) if body else ""
    words = _BETWEEN_SURNAMES.sub(" ", bare)
    if not bare or len(body) > _MAX_NAMES_CHARS or SPOKEN_WORDS.is_in(words):
        return False
    first = re.split(r"[,;、]\s*", bare)[0].strip()
    if not first:
        return False
    # "Başkan Vekili Deniz UZ": an office stands before the name.
    found = parse_label(first)
    return is_person(first) or (bool(found.role) and is_person(found.name))
