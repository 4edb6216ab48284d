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

from content.language.sentence_marks import COLONS, PHRASE_ENDS, SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_patterns
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.labels.exclusions.votes import (
    counts_votes_alone,
    ends_in_side,
    holds_votes,
)
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.posts.post_dates import is_stamp
from content.segment.labels.stamps import LEADING_IN_BRACKETS
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    is_given_name,
    is_han_surname,
    opens_with_han_surname,
)
from content.segment.names.in_labels.parsing import han_person, parse_label
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
_SENTENCE_ENDS = (*SENTENCE_ENDS, *COLONS, *";；")
# "Puig i Ferrer": in other languages, the word is "I".
_BETWEEN_SURNAMES = WordPattern(
    r"(?<=\w)\s<labels.between_surnames>\s(?=[^\W\d_a-z])", re.NOFLAG
)
# "– the tap", "1) the tap": an item of a list.
_ITEM = re.compile(r"(?:[–—•*-]|\d{1,2}[.)]|[a-z]\))\s")
# "Talks | Tags: ferry, mill | 3 comments": what a program prints below an article.
_PARTED = re.compile(r"\s[|·•]\s")
_MIN_PARTS = 3
# "Posted: 3 May 2019 Views: 40": fields of a page run on where no stroke parts them.
_NEXT_FIELD = re.compile(r"[\s(（][^\W\d_][^|:：.]{0,24}[:：]")
_TOP_LINES, _MAX_RUN_ON_CHARS = 12, 160
_NAME_WORDS = 3
# "Sound: Tom Ferro"
_CREDIT_PARTS = re.compile(r"(?<=[^\W\d_]{2})[.;|·](?=\s|$)")
_CREDIT = re.compile(r"[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20})?\s?:\s([^:]{4,60})")
_OFFICE = WordPattern("<<labels.roles_in_words>>", re.NOFLAG)
_HAN_ITEM = re.compile("[一1１][、.．]")
_MIN_HAN_WORDS = 3
_HAN = re.compile("[\u3400-\u9fff]{2,8}")
# "原告：王小红，女，1968年5月出生", "代理人：李明，北岭律师事务所律师。": who a party is.
_HAN_PARTY = WordPattern(
    "[\u3400-\u9fff]{2,4}[，,](?:<labels.sexes_of_parties>[，,。].{0,80}"
    "|[^，。？！]{0,30}(?:<labels.trades_of_parties>)。?)",
    re.NOFLAG,
)
_HAN_PARTS = re.compile("[\\s\u3000、，,；;]+")
# All that stands behind the colon of a headline that quotes somebody.
_QUOTED = re.compile(r"[“”„«\"‘‚「『][^\n]{3,}[”“»\"’‘」』]")
_MAX_QUOTED_SHARE = 0.34
_MAX_DATED_CHARS = 80
_MIN_SENTENCE_WORDS = 8
_MIN_COUNTS = 2
_MIN_TURNS = 4
# Lines at the top in which "Chair: Mr. Hall" says who presides.
_HEAD_LINES = 40
_MAX_NAMES_CHARS = 120
_MAX_DATA_CHARS = 40
_MAX_COUNTED_CHARS = 400
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MAX_CAPITALS_SHARE, _MIN_WORDS_IN_CAPITALS = 0.25, 4


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
    return frozenset(found | _beside_fields(found, record))


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
        if not _speaks(body) and any(" " in who.name for who in mentions_in(body)):
            found.add(n)
    return found


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
            (times[one.key] == 1 and _lists_person(bodies[n]))
            or (_is_all_names(one, bodies[n]) and not _is_called(n, labels, bodies))
        )
    }
    sentences = {
        n
        for n, body in bodies.items()
        if body.endswith(_SENTENCE_ENDS) and n not in listed and not _is_series(body)
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
        if len(bodies[n]) > _MAX_COUNTED_CHARS or not counts:
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
        and not _speaks(record.bodies[n])
    )


def _is_field(n: int, one: ScoredLabel, record: _Record) -> bool:
    """Return whether a label that a colon ends, and that names nobody, is a field's."""
    body, once = record.bodies[n], record.times[one.key] == 1
    if n < _HEAD_LINES and _HAN_PARTY.regex.fullmatch(body.strip()):
        return True
    if _holds_credits(body) or (once and _leads_to_list(one.label.printed, body)):
        return True
    office = is_unnamed_voice(one.label.printed) or has_role(one.key.split())
    # "Town Hall Street No: 1 Moor"
    number = not label_words().numbered.isdisjoint(one.key.split()[-1:])
    if (number and _is_data(body)) or (once and n < _TOP_LINES and _runs_on(body)):
        return True
    # "Members present by telephone: 64"
    if once and body.strip().isdecimal() and len(one.key.split()) > _NAME_WORDS:
        return True
    if not office and (
        is_record_field(one.label.printed)
        or _is_data(body)
        or _holds_counts(body)
        or (one.key not in record.speaking and not is_person(one.label.printed))
        or (once and _counts_votes_of(one.label.printed, body))
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
        (
            (headed or record.prosaic)
            and n not in record.sentences
            and _holds_names(body)
        )
        or (record.prosaic and once and _is_series(body))
    ):
        return True
    # "Rapporteur: Ada Brook, mayor", where "Ada Brook, mayor:" is a label, too.
    if times[one.key] < times[label_key(body)] and not _speaks(body):
        return True
    return once and (
        # "AUTHOR: ADA BROOK" right above the next label, where "Ms BROOK:" speaks.
        (n + 1 in record.labels and _names_speaker(body, record.speakers))
        # "Tellers for the Ayes: Mr. Lund and Ms. Reed"
        or (ends_in_side(one.key) and _names_people(body))
        # "Witness: Sir Tom Hall, keeper of the lamp; Dr Ada Brook, his deputy."
        or (n < _HEAD_LINES and _lists_people(body))
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
        of_page = several and not bodies[n].endswith(_SENTENCE_ENDS)
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
        and _HAN.fullmatch(one.label.printed)
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
        if all(map(_is_value_in_capitals, map(bodies.__getitem__, own)))
    }


def _is_value_in_capitals(body: str) -> bool:
    """Return whether what stands behind a colon is a few words in capitals, and no sentence.

    >>> _is_value_in_capitals("MOSTLY FALSE"), _is_value_in_capitals("AYE!"), _is_value_in_capitals("I")
    (True, False, False)
    """
    words = body.split()
    in_capitals = (
        body.isupper() and sum(map(str.isalpha, body)) >= _MIN_WORDS_IN_CAPITALS
    )
    return (
        in_capitals
        and len(words) < _MIN_WORDS_IN_CAPITALS
        and not body.endswith(_SENTENCE_ENDS)
    )


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
        and _are_words_in_capitals(_IN_BRACKETS.sub("", bodies[n]))
    }
    return (
        in_capitals if len(in_capitals) <= _MAX_CAPITALS_SHARE * len(labels) else set()
    )


def _are_words_in_capitals(body: str) -> bool:
    """Return whether several words are all in capitals, without a call like "NO!"."""
    return body.isupper() and len(body.split()) >= _MIN_WORDS_IN_CAPITALS


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
        and not below.endswith(_SENTENCE_ENDS)
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
    open_ended = not bodies[0].endswith((*_SENTENCE_ENDS, ",", ";"))
    open_ended = open_ended and not lines[1].text.lstrip()[:1].islower()
    ended = [body.endswith(_SENTENCE_ENDS) for n, body in bodies.items() if n]
    whole = len(one.label.printed.split()) > 1 and len(ended) >= _MIN_TURNS
    return {0} if open_ended and whole and all(ended) else set()


def _leads_to_list(printed: str, body: str) -> bool:
    """Return whether a sentence tells of what is listed below it.

    >>> _leads_to_list("The Board, which met in the old hall, took note of", "– the tap")
    True
    """
    words = printed.split()
    told = len(words) >= _MIN_SENTENCE_WORDS and words[-1].islower()
    return told and _ITEM.match(body) is not None


def is_record_field(printed: str) -> bool:
    """Return whether words are what a record calls one of its fields: "Decision"."""
    return _FIELD.fullmatch(label_key(printed)) is not None


def _is_person(one: ScoredLabel) -> bool:
    """Return whether a label addresses somebody by name."""
    printed = without_brackets(one.label.printed)
    first = (label_key(printed).split() or [""])[0]
    return first in label_words().honorifics


def _is_data(body: str) -> bool:
    """Return whether a field holds numbers, or a day and an hour, and a word or two.

    >>> _is_data("18:00 - 20:25"), _is_data("dom 6 ott 2019, 22:17"), _is_data("At 6 we go.")
    (True, True, False)
    """
    numbers = len(body) <= _MAX_DATA_CHARS and _DATA.fullmatch(body) is not None
    return numbers or is_stamp(body)


def _runs_on(body: str) -> bool:
    """Return whether what a field holds has a number, and leads on to the next field."""
    return (
        len(body) <= _MAX_RUN_ON_CHARS
        and any(map(str.isdigit, body))
        and not body.endswith(PHRASE_ENDS)
        and not SPOKEN_WORDS.is_in(body)
        and _NEXT_FIELD.search(body) is not None
    )


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


def _holds_credits(body: str) -> bool:
    """Return whether a person and more fields with people follow each other in a line.

    >>> _holds_credits("Ada Brook. Sound: Tom Ferro. Producer: Lena Hall.")
    True
    >>> _holds_credits("Ada Brook. I say: we go."), _holds_credits("Ada Brook.")
    (False, False)
    """
    if len(body) > _MAX_RUN_ON_CHARS or not _NEXT_FIELD.search(body):
        return False
    first, *others = (
        part.strip() for part in _CREDIT_PARTS.split(body) if part.strip()
    )
    fields = [_CREDIT.fullmatch(part) for part in others]
    return bool(fields) and all(
        name is not None and is_person(name)
        for name in (first, *(f and f[1] for f in fields))
    )


def _counts_votes_of(printed: str, body: str) -> bool:
    """Return whether counts of votes open a line, and no known name stands before it.

    >>> _counts_votes_of("Antrag Lund", "24 Ja, 51 Nein. Der Antrag ist abgelehnt.")
    True
    >>> _counts_votes_of("Ada Lund", "24 Ja, 51 Nein. Der Antrag ist abgelehnt.")
    False
    """
    opening = body[:_MAX_COUNTED_CHARS].partition(".")[0]
    named = any(map(is_given_name, printed.split()))
    return body[:1].isdigit() and holds_votes(opening) and not named


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
    """Return whether words are the names of people, and no sentence.

    >>> _holds_names("Deputy Ada Hall"), _holds_names("Ha la parola il deputato Ada Hall.")
    (True, False)
    """
    bare = without_brackets(body) if body else ""
    han = filter(None, _HAN_PARTS.split(bare)) if _HAN.match(bare) else [""]
    if all(map(han_person, han)):
        return True
    words = _BETWEEN_SURNAMES.regex.sub(" ", bare)
    if not bare or len(body) > _MAX_NAMES_CHARS or SPOKEN_WORDS.is_in(words):
        return False
    first = re.split(r"[,;、]\s*", bare)[0].strip()
    if not first:
        return False
    # "Başkan Vekili Deniz UZ": an office stands before the name.
    found = parse_label(first)
    if is_person(first):
        return True
    # "Ha la parola la deputata Rossi.": the chair calls somebody.
    held = bool(found.role) and is_person(found.name)
    return held and not all_patterns("excerpts.chairing").search(first)
