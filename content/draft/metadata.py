"""Read a document's title, date, place and language for its transcript."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from anyascii import anyascii

from content.document import Document
from content.draft.place import place_beside
from content.language.word_lists import languages, words
from content.segment import Segment, SegmentKind
from content.transcript_file.text import tidy_line

_MONTHS = (
    "january|jan|januar|janvier|enero|gennaio|janeiro|января",
    "february|feb|februar|février|febrero|febbraio|fevereiro|февраля",
    "march|mar|märz|mars|marzo|março|марта",
    "april|apr|avril|abril|aprile|апреля",
    "may|mai|mayo|maggio|maio|мая",
    "june|jun|juni|juin|junio|giugno|junho|июня",
    "july|jul|juli|juillet|julio|luglio|julho|июля",
    "august|aug|août|agosto|августа",
    "september|sep|sept|septembre|septiembre|settembre|setembro|сентября",
    "october|oct|oktober|octobre|octubre|ottobre|outubro|октября",
    "november|nov|novembre|noviembre|novembro|ноября",
    "december|dec|dezember|décembre|diciembre|dicembre|dezembro|декабря",
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?(?P<m2>{_NAMES})\.?,?\s+(?:de\s+)?(?P<y2>\d{{4}})"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
    r"|(?P<y4>\d{4})\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日"
    r"|\b(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})\.(?P<y5>\d{4})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\((1[5-9]\d\d|20\d\d)\)|\b(1[789]\d\d|20\d\d)\b")
_SPACE = re.compile(r"[^a-z0-9]+")


def title_of(segments: Sequence[Segment], document: Document, name: str) -> str:
    """Take the declared title, else the first heading, else the file's name."""
    if tidy_line(document.title):
        return tidy_line(document.title)[:300]
    for one in segments[:12]:
        if one.kind is SegmentKind.HEADING and tidy_line(one.text):
            lines = [line for line in one.text.split("\n") if line.strip()]
            return tidy_line(" – ".join(lines[:2]))[:300]
    stem = re.sub(r"[_-]+", " ", re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0])
    return tidy_line(stem) or "Untitled"


def slug_of(title: str, day: str, name: str) -> str:
    """Make a name for ids and files of a title, with the year where it has none."""
    slug = _slug(title) or _slug(re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0])
    year = day[:4]
    if slug and year and year not in slug:
        slug = f"{slug[:74].rstrip('-')}-{year}"
    return slug or "document"


def _slug(text: str) -> str:
    slug = _SPACE.sub("-", anyascii(text).lower()).strip("-")
    return slug if len(slug) <= 75 else slug[:75].rsplit("-", 1)[0].strip("-")


def date_of(segments: Sequence[Segment], document: Document) -> str:
    """Take the declared date, else the one printed above the first words, if any."""
    if document.date:
        return document.date
    for line in _above(segments):
        for found in _DATE.finditer(line):
            day = _day(found)
            if day:
                return day
    heading = next((one.text for one in segments[:3] if one.kind == "heading"), "")
    year = _YEAR.search(heading)
    return (year.group(1) or year.group(2)) if year else ""


def place_of(segments: Sequence[Segment]) -> str:
    """Take the place that stands beside the printed date, if one does."""
    first = next(_above(segments), "")
    for line in _above(segments):
        found = _DATE.search(line)
        if found and len(line) <= 120 and _day(found) and line != first:
            return place_beside(line[: found.start()], line[found.end() :])
    return ""


def _above(segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the lines above the first words of a speaker."""
    for one in islice(segments, 30):
        if one.kind.attributed:
            return
        if one.kind is not SegmentKind.COMMENT:
            yield from one.text.split("\n")[:40]


def _day(found: re.Match[str]) -> str:
    groups = {key[0]: value for key, value in found.groupdict().items() if value}
    month = groups["m"].lower()
    try:
        return date(
            int(groups["y"]), int(_MONTH.get(month, month)), int(groups["d"])
        ).isoformat()
    except ValueError:
        return ""


def language_of(segments: Sequence[Segment], document: Document) -> str:
    """Take the declared language, else the one whose small words are most."""
    if document.language:
        return tidy_line(document.language)
    sample = " ".join(one.text[:2000] for one in islice(segments, 60))[:40_000]
    counts = Counter(_script(sign) for sign in sample if sign.isalpha())
    counts.pop("", None)
    total = sum(counts.values()) or 1
    for script, tag in (("kana", "ja"), ("hangul", "ko"), ("han", "zh")):
        if counts[script] > (0.05 if script == "kana" else 0.3) * total:
            return tag
    said = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {
        tag: sum(said[word] for word in words(tag, "stop_words")) for tag in languages()
    }
    best = max(scores, key=lambda tag: (scores[tag], tag == "en"))
    return best if scores[best] else "en"


def _script(sign: str) -> str:
    code = ord(sign)
    if 0x3040 <= code <= 0x30FF:
        return "kana"
    if 0xAC00 <= code <= 0xD7AF:
        return "hangul"
    if 0x3400 <= code <= 0x9FFF:
        return "han"
    return "other"
