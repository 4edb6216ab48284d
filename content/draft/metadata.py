"""A draft's title, slug, date, place and language, as declared or else as printed."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import count, islice

from anyascii import anyascii

from content.document import Document
from content.draft.event_day import event_day
from content.draft.navigation import below_navigation, marked_title
from content.draft.printed_dates import (
    is_date_alone,
    iso_day,
    printed_dates,
)
from content.language.calendar_words import weekdays
from content.language.guessing import guess_language as guess_language_of
from content.language.mail_fields import mail_field, mail_subject
from content.language.word_lists import WordPattern
from content.segment import Segment, SegmentKind
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.words import label_words
from content.segment.wording.in_person import FIRST_PERSON
from content.transcript_file.fields import MAX_SLUG_CHARS, MAX_TITLE_CHARS, is_valid
from content.transcript_file.text import tidy_line

_MAX_STEM_CHARS = 1000
_MAX_SLUG_CHARS = 75  # leaves room for a number or most of a year
# A year in brackets or at the end of a headline is the event's, one inside it a subject.
_YEAR_AT_END = re.compile(r"\((1[5-9]\d\d|20\d\d)\)|\b(1[789]\d\d|20\d\d)$")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
# "5:00 AM", "17.30 Uhr", "5:00 PM (EST)"; "14:50 Wat Street" has no zone.
_CLOCK = WordPattern(
    r"\b\d{1,2}[:.]\d{2}\b(?:\s?<dates.hour_words>(?!\w)\.?)?"
    r"(?:\s?[(\[]?(?-i:<dates.zones>)(?:[+-]\d{1,2})?(?!\w)[)\]]?)?"
)
# "Washington, D.C": its last full stop belongs to it.
_ABBREVIATED = re.compile(r"\b[^\W\d_]\.[^\W\d_]$")
_WEEKDAY = WordPattern(
    r"(?:<dates.weekdays>|<dates.weekday_forms>),?(?: <dates.after_weekdays>\b)?"
)
_BEFORE_DATE = WordPattern(r"(?:^|\s)<dates.prepositions>$")
_PREPOSITION = WordPattern(
    r"(?:^|\s)(?:<places.before_articles>\s<places.articles>|<places.prepositions>)"
    r"\s(?=[^\W\d_])"
)
_EVENT_WORD = WordPattern(r"\b<places.event_words>\b(?!\s<places.buildings>)")
# "Read 3 402 × · ♥ 88", "Nr. TP-11"
_NO_PLACE = re.compile(r"[×·•♥|@#]|\b[^\W\d_]{1,3}\. ?(?:\d|\S+-\d)")
_EDGE = " ,.;:–—-|()[]•·/"
_MAX_PLACE_WORDS = 8
_MAX_DATE_LINE_CHARS = 120
_MAX_HEAD_LINES = 4
_MAX_SHORT_FORM = 4
_MAX_SHORT_DAY = 3
_MIN_MAIL_FIELDS = 2


def guess_title(segments: Sequence[Segment], document: Document, name: str) -> str:
    """Return the declared title, else the first heading or line, else the file's name."""
    if declared := _title(document.title):
        return declared
    head, on_site = below_navigation(segments, document)
    # Below the lines of a site, its name may stand above the document's own heading.
    marked = marked_title(head, document) if on_site else ""
    if title := marked or _printed_title(head) or _subject(segments):
        return _title(title)
    # Where nothing else is printed, a path in a site says more than the file's name.
    title = _printed_title(segments) if on_site else ""
    return _title(title) or title_of_file(name)


def title_of_file(name: str) -> str:
    """Return a title made of a file's name.

    >>> title_of_file("talks/the_lamp-2.html"), title_of_file("")
    ('the lamp 2', 'Untitled')
    """
    return _title(re.sub(r"[_-]+", " ", _stem(name[-_MAX_STEM_CHARS:]))) or "Untitled"


def _printed_title(segments: Sequence[Segment]) -> str:
    """Return the first line or heading that can be a title; else ""."""
    if first := _title_line(segments):
        return first
    for one in segments[:12]:
        if one.kind is SegmentKind.HEADING and any(map(str.isalnum, one.text)):
            lines = [line for line in one.text.split("\n") if line.strip()]
            return " – ".join(lines[:2])
    return ""


def _subject(segments: Sequence[Segment]) -> str:
    """Return what a mail is about whose head opens the document; else ""."""
    lines = [*_lines_above_speech(segments)]
    if sum(mail_field(line) != "" for line in lines) < _MIN_MAIL_FIELDS:
        return ""
    return next(filter(None, map(mail_subject, lines)), "")


def _title_line(segments: Sequence[Segment]) -> str:
    """Return the first line of a short head, where it can be a title; else "".

    So minutes begin: "Diario de sesiones. Parlamento de Ribalta. 3 de mayo de 2022."
    """
    first = segments[0] if segments else None
    if first is None or first.kind is not SegmentKind.COMMENTARY:
        return ""
    head = [line.strip() for line in _lines_above_speech(segments) if line.strip()]
    if len(head) > _MAX_HEAD_LINES or max(map(len, head)) > _MAX_DATE_LINE_CHARS:
        return ""
    line = head[0]
    says = line.endswith(("!", "?", "？", "！", "。", ":", "：", ",")) or bool(
        FIRST_PERSON.is_in(line)
    )
    opens = any(map(str.isalpha, line)) and not (line[0].islower() or line[0] in "([（")
    # "Lamp night (3 May 2023)" is one, "Eastport, 3 May 2023" is none.
    dated = is_date_alone(line) and not any(mark in line for mark in "(（")
    return "" if says or dated or not opens else _without_stop(line)


def _without_stop(line: str) -> str:
    """Remove the full stop of a title, but not that of a short form: "2023 r."."""
    last = line.rsplit(maxsplit=1)[-1]
    ends = line.endswith(".") and len(last) > _MAX_SHORT_FORM and "." not in last[:-1]
    return line[:-1] if ends else line


def _title(text: str) -> str:
    return tidy_line(text)[:MAX_TITLE_CHARS].strip()


def make_slug(title: str, day: str, name: str) -> str:
    """Return a slug made of a title, with the year of `day` if it has none."""
    slug = _slug(title) or _slug(_stem(name[-_MAX_STEM_CHARS:]))
    year = day[:4]
    if slug and year and year not in slug:
        slug = f"{slug[:74].rstrip('-')}-{year}"
    return slug or "document"


def _slug(text: str) -> str:
    slug = _NOT_IN_SLUG.sub("-", anyascii(text).lower()).strip("-")
    if len(slug) <= _MAX_SLUG_CHARS:
        return slug
    return slug[:_MAX_SLUG_CHARS].rsplit("-", 1)[0].strip("-")


def _stem(name: str) -> str:
    """Return a file's name without folders, of any system, and extension."""
    return re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]


def guess_date(segments: Sequence[Segment], document: Document) -> str:
    """Return the declared date, else the one printed above the first words, if any.

    ISO 8601, down to the day; only the year where no more is printed. What a page
    declares is when it was published; a date printed above the words on a line of its
    own is the event's, if it is not later. So is the day on which a sentence there says
    that a speech was given, or a meeting held.
    """
    lines = list(_lines_above_speech(segments))
    found = [one for line in lines for one in printed_dates(line)]
    language = guess_language(segments, document) if found else ""
    event = _first_day([line for line in lines if _is_date_line(line)], language)
    longer = [line for line in lines if not _is_date_line(line)]
    if document.date:
        exact = event < document.date or event.startswith(document.date)
        if event and exact and event != document.date:
            return event
        return event_day(longer, document.date, language) or document.date
    if event and (said := event_day(longer, event, language)):
        return said
    if printed := _first_day(lines, language):
        return printed
    headings = (line for line in lines[:4] if _is_date_line(line))
    years = filter(None, map(_YEAR_AT_END.search, headings))
    return next((year.group(1) or year.group(2) for year in years), "")


def _first_day(lines: Sequence[str], language: str) -> str:
    days = (iso_day(one, language) for line in lines for one in printed_dates(line))
    return next(filter(None, days), "")


def _is_date_line(line: str) -> bool:
    """Return whether a line is short and no sentence, as those of date and place are."""
    bare = line.strip()
    if len(bare) > _MAX_DATE_LINE_CHARS or bare.endswith(("!", "?", ":")):
        return False
    # "20 maja 2023 r.", "11. travnja 2024."
    return not bare.endswith(".") or is_date_alone(bare)


def guess_place(segments: Sequence[Segment]) -> str:
    """Return the place that stands on one line with the printed date, if one does."""
    first = next(_lines_above_speech(segments), "")
    for line in _lines_above_speech(segments):
        found = next(iter(printed_dates(line[: _MAX_DATE_LINE_CHARS + 1])), None)
        short = len(line) <= _MAX_DATE_LINE_CHARS
        if mail_field(line):
            continue
        if found and short and iso_day(found) and line != first:
            return place_beside_date(line[: found.start()], line[found.end() :])
    return ""


def _lines_above_speech(segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the lines above the first words of a speaker."""
    for one in islice(segments, 30):
        if one.kind.attributed:
            return
        if one.kind is not SegmentKind.COMMENT:
            yield from one.text.split("\n")[:40]


def place_beside_date(before: str, after: str) -> str:
    """Return the place in what stands on one line before and after its date.

    >>> place_beside_date("Held on ", " in the Parish Hall")
    'Parish Hall'
    >>> place_beside_date("", " 14:50 Town Hall, Eastport")
    'Town Hall, Eastport'
    >>> place_beside_date("Posted ", ""), place_beside_date("Sun, ", " 10:00")
    ('', '')
    """
    lead = _without_day_and_time(before)
    # "on" before a date goes on a sentence: what stands before it may be no place.
    before_date = _BEFORE_DATE.regex.sub("", lead)
    parts = (
        _read_place(before_date, in_sentence=before_date != lead),
        _read_place(_without_day_and_time(after), in_sentence=False),
    )
    return ", ".join(filter(None, parts))


def _without_day_and_time(text: str) -> str:
    text = _CLOCK.regex.sub(" ", _WEEKDAY.regex.sub(" ", text))
    return tidy_line(re.sub(r"\s+", " ", text)).strip(_EDGE.replace(":", ""))


def _read_place(text: str, *, in_sentence: bool) -> str:
    """Return the place in a text; among words about an event, only after "in" or "at"."""
    if text.rstrip().endswith(":"):
        return ""
    # "Date and place: Dorn": what a colon introduces.
    text = text.rpartition(":")[2].strip(_EDGE)
    at = _PREPOSITION.regex.search(text)
    while at and (
        at.start() == 0 or in_sentence or _EVENT_WORD.regex.search(text[: at.start()])
    ):
        text = text[at.end() :]
        at = _PREPOSITION.regex.match(text)
    tokens = text.split()
    while tokens and tokens[-1].casefold() in label_words().particles:
        tokens.pop()
    text = " ".join(tokens).strip(_EDGE)
    text += "." * bool(_ABBREVIATED.search(text))
    return text if _is_place(text) else ""


def _is_short_day(text: str) -> bool:
    return any(day.startswith(text) for day in weekdays())


def _is_place(text: str) -> bool:
    """Return whether all words but the small ones of names have a capital letter."""
    tokens = [token.strip(_EDGE) for token in text.split()]
    named = any(is_given_name(one, surely=True) for one in tokens[:1] + tokens[-1:])
    if len(text) <= _MAX_SHORT_DAY and _is_short_day(text.casefold()):
        return False
    if _NO_PLACE.search(text) or (named and is_person(text)):
        return False
    return (
        0 < len(tokens) <= _MAX_PLACE_WORDS
        and text[0].isupper()
        and not _EVENT_WORD.regex.search(text)
        and text.casefold() not in label_words().never_speakers
        and all(
            not token[:1].islower() or token.casefold() in label_words().particles
            for token in tokens
        )
    )


def guess_language(segments: Sequence[Segment], document: Document) -> str:
    """Return the declared language, else the likeliest one."""
    declared = tidy_line(document.language[:100])
    if declared and is_valid("language", declared):
        return declared
    sample = (one.text[:2000] for one in islice(segments, 60))
    return guess_language_of(sample).language or "en"


def free_slug(slug: str, taken: Container[str]) -> str:
    """Return a slug, or the same with the first number from 2 that is not taken.

    >>> free_slug("speech", {"speech", "speech-2"})
    'speech-3'
    """
    free, numbers = slug, count(2)
    while free in taken:
        ending = f"-{next(numbers)}"
        free = slug[: MAX_SLUG_CHARS - len(ending)] + ending
    return free
