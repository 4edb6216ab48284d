"""Lines of forms and records that look like labels: "Vote: 9 for, 2 against".

Mostly what stands behind the colon tells: counts, a date, parts between semicolons, a
list of names, or nothing but another label ("Rapporteur: Ada Brook"). Words for fields
are asked last, since no table has all of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from content.language.word_lists import WordPattern
from content.segment.labels.exclusions.field_values import (
    HAN_WORDS,
    MAX_COUNTED_CHARS,
    VALUE_ENDS,
    are_words_in_capitals,
    counts_votes_of,
    holds_counts,
    holds_credits,
    holds_names,
    is_data,
    is_series,
    is_value_in_capitals,
    leads_to_list,
    lists_people,
    lists_person,
    names_people,
    runs_on,
    speaks,
)
from content.segment.labels.exclusions.votes import (
    counts_votes_alone,
    ends_in_side,
    holds_votes,
    is_tally,
)
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import LEADING_IN_BRACKETS
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    is_given_name,
    is_han_surname,
    opens_with_han_surname,
)
from content.segment.names.in_text.mentions import mentions_in
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
# "Seat: 2 Harbour Road – Northmoor": no name holds a colon and a number.
_HEADED = re.compile(r"[^\W\d_][^:\d]{2,30}:\s[^:]*\d")
# "Talks | Tags: ferry, mill | 3 comments": what a program prints below an article.
_PARTED = re.compile(r"\s[|·•]\s")
_MIN_PARTS = 3
_TOP_LINES = 12
_NAME_WORDS = 3
_OFFICE = WordPattern("<<labels.roles_in_words>>", re.NOFLAG)
_HAN_ITEM = re.compile("[一1１][、.．]")
_MIN_HAN_WORDS = 3
# "原告：王小红，女，1968年5月出生", "代理人：李明，北岭律师事务所律师。": who a party is.
_HAN_PARTY = WordPattern(
    "[\u3400-\u9fff]{2,4}[，,](?:<labels.sexes_of_parties>[，,。].{0,80}"
    "|[^，。？！]{0,30}(?:<labels.trades_of_parties>)。?)",
    re.NOFLAG,
)
# All that stands behind the colon of a headline that quotes somebody.
_QUOTED = re.compile(r"[“”„«\"‘‚「『][^\n]{3,}[”“»\"’‘」』]")
_MAX_QUOTED_SHARE = 0.34
_MAX_DATED_CHARS = 80
_MIN_TURNS = 4
# Lines at the top in which "Chair: Mr. Hall" says who presides.
_HEAD_LINES = 40
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MAX_CAPITALS_SHARE = 0.25


def find_fields(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> frozenset[int]:
    """Return the lines of labels that are fields of a form or a record.

    What a field holds tells: counts of votes, a date, or, where people say sentences,
    a bare name in the head or the tail of the document. Words for fields tell, too.
    """
    record = _record(labels, lines)
    bodies = record.bodies
    found = _parted_lines(labels, bodies) | _quoting_headlines(labels, lines)
    found |= _first_headline(labels, bodies, lines)
    found |= _han_words(labels, bodies) | _titles_in_capitals(labels, bodies)
    found |= _values_in_capitals(labels, bodies)
    for n, one in labels.items():
        colon = one.label.ending is Ending.COLON and not _is_person(one)
        if _heads_no_words(n, one, record) or (colon and _is_field(n, one, record)):
            found.add(n)
    found |= _beside_fields(found, record)
    return frozenset(found | _of_later_sittings(found, record, lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """The labels of a document, and what stands under them.

    Attributes:
        bodies: The line under each label.
        times: How often each label stands.
        sentences: The labels under which somebody says a sentence.
        within: The lines from the first such label that may be a speaker's to the last.
        prosaic: Whether sentences stand under most labels.
        speakers: The last word of each label.
        recurring: The first label that comes back; 0 if none does.
        speaking: The labels under which something else than votes stands at least once.
    """

    labels: Mapping[int, ScoredLabel]
    bodies: Mapping[int, str]
    times: Counter[str]
    sentences: AbstractSet[int]
    within: range
    prosaic: bool
    speakers: AbstractSet[str]
    recurring: int
    speaking: AbstractSet[str]


def _beside_fields(fields: Collection[int], record: _Record) -> set[int]:
    """Return the lines right below fields that name people, whom one word stands before.

    "Members present: …", and below it "Witness: From the Office of Works: Ms. Hall."
    """
    found: set[int] = set()
    for n, one in sorted(record.labels.items()):
        below = n - 1 in fields or n - 1 in found
        once = one.label.ending is Ending.COLON and record.times[one.key] == 1
        if not (below and once) or " " in one.key or _is_person(one):
            continue
        body = record.bodies[n]
        if not speaks(body) and any(" " in who.name for who in mentions_in(body)):
            found.add(n)
    return found


def _of_later_sittings(
    fields: Collection[int], record: _Record, lines: Sequence[Line]
) -> set[int]:
    """Return the lines that head a later sitting as the first: "Opened: 4 pm", "Chair: Mr. Hall".

    They are as in the head, word for word, or stand right below another field. No label
    stands above the first turn: "Chair: Good morning, all" below "Clerk: Mr. Ferro".
    """
    turns = (n for n in sorted(record.labels) if n not in fields)
    first = next(turns, 0)
    heads = {n for n in fields if n < _HEAD_LINES}
    keys = {
        record.labels[n].key
        for n in heads
        if record.labels[n].label.ending is Ending.COLON
    }
    texts = {lines[n].text for n in heads}
    return {
        n
        for n, one in record.labels.items()
        if n > first
        and one.key in keys
        and n not in fields
        and one.label.ending is Ending.COLON
        and (lines[n].text in texts or n - 1 in fields)
        and not record.bodies[n].endswith(VALUE_ENDS)
        and not speaks(record.bodies[n])
    }


def without_inner_fields(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], fields: Collection[int]
) -> dict[int, ScoredLabel]:
    """Return labels without those inside a paragraph that are fields where lines open.

    "Committee: Farming, page: 2" heads pages, also where the page ends in a sentence.
    """
    known = {labels[n].key for n in fields}
    known -= {
        one.key for n, one in labels.items() if n not in fields and lines[n].opens
    }
    return {
        n: one
        for n, one in labels.items()
        if n in fields or lines[n].opens or one.key not in known
    }


def _record(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> _Record:
    bodies = {n: _body(one, n, lines) for n, one in labels.items()}
    times = Counter(one.key for one in labels.values())
    # Where all is in capitals, "THAT PASSES." looks like a name.
    in_capitals = 2 * sum(map(str.isupper, bodies.values())) > len(bodies)
    listed = {
        n
        for n, one in labels.items()
        if n < _HEAD_LINES
        and not (in_capitals and times[one.key] > 1)
        and (
            (times[one.key] == 1 and lists_person(bodies[n]))
            or (_is_all_names(one, bodies[n]) and not _is_called(n, labels, bodies))
        )
    }
    sentences = {
        n
        for n, body in bodies.items()
        if body.endswith(VALUE_ENDS) and n not in listed and not is_series(body)
    }
    spoken = {n for n in sentences if not is_record_field(labels[n].label.printed)}
    return _Record(
        labels=labels,
        bodies=bodies,
        times=times,
        sentences=sentences,
        within=range(min(spoken, default=len(lines)), max(spoken, default=0) + 1),
        prosaic=2 * len(sentences) > len(labels),
        speakers={word for one in labels.values() for word in one.key.split()[-1:]},
        recurring=min(
            (n for n, one in labels.items() if times[one.key] > 1), default=0
        ),
        speaking=_speaking(labels, bodies),
    )


def _speaking(
    labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> AbstractSet[str]:
    """Return the labels under which something else than votes stands at least once."""
    found: set[str] = set()
    for n, one in labels.items():
        if one.key in found:
            continue
        whole = f"{one.label.printed}: {bodies[n]}"
        counts = holds_votes(bodies[n]) or counts_votes_alone(whole)
        if len(bodies[n]) > MAX_COUNTED_CHARS or not counts:
            found.add(one.key)
    return found


def _heads_no_words(n: int, one: ScoredLabel, record: _Record) -> bool:
    """Return whether a label without a colon heads a list, or says who presides."""
    printed, ending = one.label.printed, one.label.ending
    if ending is Ending.DASH:
        return _HEADED.match(_IN_BRACKETS.sub("", printed)) is not None
    if ending is Ending.CIRCLE:
        # "○출석의원(7인)" heads a list.
        return is_false_label(without_brackets(printed))
    # "Chaired by Ada Brook, deputy", among names on lines of their own.
    return (
        ending is Ending.LINE
        and record.times[one.key] == 1
        and n < record.recurring
        and _PRESIDING.opens(printed)
        and not speaks(record.bodies[n])
    )


def _is_field(n: int, one: ScoredLabel, record: _Record) -> bool:
    """Return whether a label that a colon ends, and that names nobody, is a field's."""
    body, once = record.bodies[n], record.times[one.key] == 1
    if n < _HEAD_LINES and _HAN_PARTY.regex.fullmatch(body.strip()):
        return True
    if holds_credits(body) or (once and leads_to_list(one.label.printed, body)):
        return True
    office = is_unnamed_voice(one.label.printed) or has_role(one.key.split())
    # "Town Hall Street No: 1 Moor"
    number = not label_words().numbered.isdisjoint(one.key.split()[-1:])
    if (number and is_data(body)) or (once and n < _TOP_LINES and runs_on(body)):
        return True
    # "Members present by telephone: 64"
    if once and body.strip().isdecimal() and len(one.key.split()) > _NAME_WORDS:
        return True
    if not office and (
        is_record_field(one.label.printed)
        or is_data(body)
        or holds_counts(body)
        or (one.key not in record.speaking and not is_person(one.label.printed))
        or (once and counts_votes_of(one.label.printed, body))
    ):
        return True
    return _holds_who_is_named(n, one, record, headed=office and n < _HEAD_LINES)


def _holds_who_is_named(
    n: int, one: ScoredLabel, record: _Record, *, headed: bool
) -> bool:
    """Return whether names of people stand behind a label, and nothing that is said."""
    body, times = record.bodies[n], record.times
    once, outside = times[one.key] == 1, n not in record.within
    if outside and (
        ((headed or record.prosaic) and n not in record.sentences and holds_names(body))
        or (record.prosaic and once and is_series(body))
    ):
        return True
    # "Rapporteur: Ada Brook, mayor", where "Ada Brook, mayor:" is a label, too.
    if times[one.key] < times[label_key(body)] and not speaks(body):
        return True
    return once and (
        # "AUTHOR: ADA BROOK" right above the next label, where "Ms BROOK:" speaks.
        (n + 1 in record.labels and _names_speaker(body, record.speakers))
        # "Tellers for the Ayes: Mr. Lund and Ms. Reed"
        or (ends_in_side(one.key) and (names_people(body) or is_tally(body)))
        # "Witness: Sir Tom Hall, keeper of the lamp; Dr Ada Brook, his deputy."
        or (n < _HEAD_LINES and lists_people(body))
    )


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


def _parted_lines(
    labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> set[int]:
    """Return the lines of labels below which only parts of a page's line ever stand.

    "Filed under: Talks | Tags: ferry, mill | 3 comments"
    """
    parted: dict[str, bool] = {}
    for n, one in labels.items():
        parts = _PARTED.split(bodies[n])
        several = len(parts) >= _MIN_PARTS or any(":" in part for part in parts[1:])
        of_page = several and not bodies[n].endswith(VALUE_ENDS)
        parted[one.key] = parted.get(one.key, True) and of_page
    return {n for n, one in labels.items() if parted[one.key]}


def _han_words(
    labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> set[int]:
    """Return the lines of Han words that stand once where all who speak have an office.

    "決定事項:" in an agreement that is read out, between "主席:" and "王委員小明:". No family
    name opens them, and they are several, or lead to numbered items.
    """
    times = Counter(one.key for one in labels.values())
    words = {
        n
        for n, one in labels.items()
        if times[one.key] == 1
        and one.label.ending is Ending.COLON
        and HAN_WORDS.fullmatch(one.label.printed)
        and not opens_with_han_surname(one.label.printed)
        and not is_han_surname(one.label.printed)
        and not _is_office(one)
    }
    if len(words) < _MIN_HAN_WORDS:
        words = {n for n in words if _HAN_ITEM.match(bodies[n])}
    if not words:
        return words
    others = [one for n, one in labels.items() if n not in words]
    official = sum(map(_is_office, others))
    return words if len(others) > 1 and official == len(others) else set()


def _values_in_capitals(
    labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> set[int]:
    """Return the fields that come back with a word or two in capitals: "RATING: FALSE"."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in labels.items():
        places[one.key].append(n)
    return {
        n
        for key, own in places.items()
        if len(own) > 1 and key.isalpha() and not is_given_name(key)
        for n in own
        if all(map(is_value_in_capitals, map(bodies.__getitem__, own)))
    }


def _titles_in_capitals(
    labels: Mapping[int, ScoredLabel], bodies: Mapping[int, str]
) -> set[int]:
    """Return titles in capitals with a colon in them, where people speak in small letters.

    "QUESTION OF MR. HALL: WHEN WILL THE BRIDGE OPEN? (No. 4)"
    """
    in_capitals = {
        n
        for n, one in labels.items()
        if one.label.ending is Ending.COLON
        and one.label.printed.isupper()
        and are_words_in_capitals(_IN_BRACKETS.sub("", bodies[n]))
    }
    return (
        in_capitals if len(in_capitals) <= _MAX_CAPITALS_SHARE * len(labels) else set()
    )


def _is_office(one: ScoredLabel) -> bool:
    printed = one.label.printed
    return is_unnamed_voice(printed) or _OFFICE.regex.search(printed) is not None


def _quoting_headlines(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> set[int]:
    """Return the headlines that quote whom they name: "Ada Brook: “We wait”".

    A line with a date stands below, and no other label; the turns are not quoted.
    """
    quoted = {
        n
        for n, one in labels.items()
        if one.label.ending is Ending.COLON
        and _QUOTED.fullmatch(lines[n].text[one.label.end :].strip())
    }
    if len(quoted) > _MAX_QUOTED_SHARE * len(labels):
        return set()
    return {
        n
        for n in quoted
        if n + 1 < len(lines)
        and n + 1 not in labels
        and len(below := lines[n + 1].text.strip()) <= _MAX_DATED_CHARS
        and any(map(str.isdigit, below))
        and not below.endswith(VALUE_ENDS)
    }


def _first_headline(
    labels: Mapping[int, ScoredLabel],
    bodies: Mapping[int, str],
    lines: Sequence[Line],
) -> set[int]:
    """Return the first line if it is a headline: "Ada Brook: no mountain is a backdrop".

    It has no stop, but what all others say has one, and no label stands right below.
    """
    one = labels.get(0)
    if one is None or 1 in labels or len(lines) == 1:
        return set()
    if one.label.ending is not Ending.COLON:
        return set()
    open_ended = not bodies[0].endswith((*VALUE_ENDS, ",", ";"))
    open_ended = open_ended and not lines[1].text.lstrip()[:1].islower()
    ended = [body.endswith(VALUE_ENDS) for n, body in bodies.items() if n]
    whole = len(one.label.printed.split()) > 1 and len(ended) >= _MIN_TURNS
    return {0} if open_ended and whole and all(ended) else set()


def is_record_field(printed: str) -> bool:
    """Return whether words are what a record calls one of its fields: "Decision"."""
    return _FIELD.fullmatch(label_key(printed)) is not None


def _is_person(one: ScoredLabel) -> bool:
    """Return whether a label addresses somebody by name."""
    printed = without_brackets(one.label.printed)
    first = (label_key(printed).split() or [""])[0]
    return first in label_words().honorifics


def _is_all_names(one: ScoredLabel, body: str) -> bool:
    """Return whether an office stands before whole names and a full stop, no more."""
    titled = label_key(body).split(" ", 1)[0] in label_words().honorifics
    office = has_role(one.key.split()) or is_unnamed_voice(one.label.printed)
    whole = body[:1].isupper() and body.endswith(".") and names_people(body)
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
    return holds_names(body) and (label_key(body).split() or [""])[-1] in speakers
