"""Headlines that look like labels: "Ada Brook's statement: 3 May"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from content.document import BlockKind
from content.language.word_lists import WordPattern
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import opens_with_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import NAME_WORD
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_TOP_LINES = 4
_MIN_OTHERS, _TWICE, _MAX_HEADLINE = 3, 2, 200
_MAX_LINKS, _MAX_LINK_CHARS = 16, 120
_MOST = 0.8
_MIN_PARAGRAPH, _MAX_TITLE_WORDS = 90, 12
_ENDED = re.compile(r"(?<!\W)(?=\W*?[.!?…。！？؟;:：)）\]”“»」』\"’])\W+$")
_NOUN = WordPattern("<<headlines.messages>>|<<headlines.speeches>>")
_LECTURE = WordPattern("<headlines.lectures>")
_OWNED = WordPattern(r"['’]s?\s|\b(?:<headlines.by>|<headlines.of>)\s")
_QUOTED = re.compile(r"[“”„«»\"'‘‚「『][^\n]{3,}[”“»«\"'’‘」』][.!?…]?")
_ENDED_IN_MARKS = re.compile(r"[.!?…]\W*$")
_MARK = re.compile('[“„«»"「]')
_MAX_TELLING = 160
_DATE_ONLY = re.compile(r"(?=\D*\d)[\w\s,./–-]{4,40}$")


def without_headlines(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without the headlines among them.

    Headings that go on behind a colon are headlines where no other labels stand and
    none comes back: "Open letter: “We wait”", "From the council: The roof is paid".
    """
    headline = _headline_above_labels(labels, lines)
    labels = {
        n: one
        for n, one in labels.items()
        if n != headline
        and not (
            lines[n].kind is BlockKind.HEADING and _LECTURE.is_all_of(lines[n].text)
        )
    }
    if _is_first_headline(labels, lines):
        labels = {n: one for n, one in labels.items() if n != min(labels)}
    labels = _without_shouted(_without_crossheads(labels, lines), lines)
    once = len({one.key for one in labels.values()}) == len(labels)
    if once and all(_goes_on(one, lines[n]) for n, one in labels.items()):
        return {}
    headed = [n for n in labels if lines[n].kind is BlockKind.HEADING]
    quoting = all(_quotes(labels[n], lines[n]) for n in headed)
    alone = len(labels) == 1
    return {
        n: one
        for n, one in labels.items()
        if not (
            (quoting and n in headed)
            or (n < _MAX_TOP_LINES and _is_headline(one, lines[n], alone=alone))
        )
    }


def _headline_above_labels(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> int:
    """Return the headline among labels that are all headings, if lower ones come back; else -1.

    "Statements by Ada Brook and Tom Ferro" is one; "Chair" may be who opens a meeting.
    """
    levels = {n: lines[n].level for n in labels if lines[n].kind is BlockKind.HEADING}
    first = min(labels, default=-1)
    lower = [n for n in levels if levels[n] > levels.get(first, 0)]
    keys = [labels[n].key for n in lower]
    again = len(set(keys)) < len(keys) and labels[first].key not in keys
    heads = first in levels and not is_role(labels[first].key)
    heads = heads and len(lower) == len(labels) - 1 >= _MIN_OTHERS
    return first if heads and again else -1


def _without_crossheads(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without lines that head a part of a report: "MAYOR HALL: “WE WAIT”".

    All behind the colon is in quotation marks, and the paragraph below tells of whom the
    line names.
    """
    return {
        n: one
        for n, one in labels.items()
        if not (
            lines[n].opens
            and one.label.ending is Ending.COLON
            and _QUOTED.fullmatch(body := lines[n].text[one.label.end :].strip())
            and not _ENDED_IN_MARKS.search(body)
            and _tells_of(label_key(one.label.printed), n + 1, lines)
        )
    }


def _without_shouted(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without a first one that is a headline: "MARKET MOVES: WHO WAS ASKED?".

    It stands once, and nobody else speaks in capitals.
    """
    shouted = [n for n, one in labels.items() if _is_shouted(one, lines[n])]
    times = Counter(one.key for one in labels.values())
    if len(labels) == 1 or shouted != [min(labels, default=-1)]:
        return dict(labels)
    again = times[labels[shouted[0]].key] > 1
    return {n: one for n, one in labels.items() if again or n != shouted[0]}


def _is_shouted(one: ScoredLabel, line: Line) -> bool:
    """Return whether a line has several words behind its label, all in capitals."""
    body = line.text[one.label.end :]
    many = len(body.split()) >= _MIN_OTHERS
    return many and one.label.ending is Ending.COLON and line.text.isupper()


def _tells_of(name: str, below: int, lines: Sequence[Line]) -> bool:
    """Return whether the next paragraph names somebody before what it quotes."""
    text = next((one.text for one in lines[below:] if one.text.strip()), "")
    opening = _MARK.split(text[:_MAX_TELLING])[0]
    words = {label_key(word.group()) for word in NAME_WORD.finditer(opening)}
    return not words.isdisjoint(name.split()[-1:])


def _is_first_headline(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether the first label is a headline: "Ada Brook: We wait".

    Nothing stands above it; or only the page's links do, if it is the only label. It is
    all in quotation marks behind the colon, or ends without a sign, as a headline does, or
    is a heading; the turns below are not.
    """
    first = min(labels, default=-1)
    above = [line.text.strip() for line in lines[: max(first, 0)] if line.text.strip()]
    again = (
        sum(one.key == labels[first].key for one in labels.values()) if labels else 0
    )
    if first < 0:
        return False
    bodies = {n: lines[n].text[one.label.end :].strip() for n, one in labels.items()}
    body = bodies.pop(first)
    # Links and the page's sections stand above the headline of most pages, and the
    # paper's name above that of an interview: "Ada Brook: “We wait”".
    quoted = _QUOTED.fullmatch(body) is not None and again < _TWICE
    headed = lines[first].kind is BlockKind.HEADING and lines[first].level == 1
    few = not bodies or headed
    most = _MAX_LINKS if few else _MAX_TOP_LINES - 1 if quoted else 0
    if len(above) > most or not all(map(_is_link, above)):
        return False
    if not bodies and lines[first].kind is not BlockKind.HEADING:
        return _heads_page(labels[first], body, lines[first + 1 :])
    if bodies and lines[first].kind is BlockKind.HEADING:
        return bool(body) and all(
            lines[n].kind is not BlockKind.HEADING for n in bodies
        )
    if len(labels) <= _MIN_OTHERS and again < _TWICE:
        return False
    broken = first + 1 < len(lines) and not lines[first + 1].opens
    fits = 0 < len(body) <= _MAX_HEADLINE and not broken
    # "Mayor: Ada Brook": who holds an office.
    printed = labels[first].label.printed
    named = fits and (
        next(mentions_in(printed), None) is not None or opens_with_han_surname(printed)
    )
    return named and _reads_as_headline(body, [*filter(None, bodies.values())])


def _is_link(text: str) -> bool:
    return len(text) <= _MAX_LINK_CHARS and not _ENDED.search(text)


def _heads_page(one: ScoredLabel, body: str, below: Sequence[Line]) -> bool:
    """Return whether the only label of a page is its headline: paragraphs stand below."""
    if not body or sum(line.opens for line in below) < _TWICE:
        return False
    if _QUOTED.fullmatch(body):
        return True
    named = next(mentions_in(one.label.printed), None) is not None
    ended = [line.text for line in below if line.opens and line.text.strip()]
    heads = _reads_as_headline(body, ended) or _is_title_of_work(body, ended)
    return named and below[0].opens and heads


def _is_title_of_work(body: str, below: Sequence[str]) -> bool:
    """Return whether words behind an author's name are a title: "Ada Brook: House by the Weir".

    It has no sign at its end and is no speech, and lines of the page stand below it before
    the first paragraph, which with most others is of sentences.
    """
    paragraphs = [text for text in below if len(text) >= _MIN_PARAGRAPH]
    ended = sum(_ENDED.search(text) is not None for text in paragraphs)
    short = len(body.split()) <= _MAX_TITLE_WORDS and not _ENDED.search(body)
    headed = bool(below) and len(below[0]) < _MIN_PARAGRAPH and _is_link(below[0])
    told = bool(paragraphs) and ended >= _MOST * len(paragraphs)
    return short and headed and told and not SPOKEN_WORDS.is_in(body)


def _reads_as_headline(body: str, others: Sequence[str]) -> bool:
    """Return whether words behind a colon look like a headline's, and no others do."""
    if _QUOTED.fullmatch(body):
        return not any(_QUOTED.fullmatch(text) for text in others)
    ended = sum(_ENDED.search(text) is not None for text in others)
    # Nothing parts the words of some languages, and no letters are small.
    told = (
        sum(word.islower() for word in body.split()) > 1
        or WITHOUT_CASE.search(body) is not None
    )
    cut = _ENDED.search(body) or body.endswith((",", "-", "–", "—"))
    return told and not cut and ended >= _MOST * len(others)


def _quotes(one: ScoredLabel, line: Line) -> bool:
    """Return whether a heading names somebody and quotes a sentence: "Ada Brook: “We wait”".

    So newspapers head an interview; its turns are no headings.
    """
    body = line.text[one.label.end :].strip()
    return line.kind is BlockKind.HEADING and _QUOTED.fullmatch(body) is not None


def _goes_on(one: ScoredLabel, line: Line) -> bool:
    """Return whether a heading goes on behind what may be a label."""
    return line.kind is BlockKind.HEADING and bool(line.text[one.label.end :].strip())


def _is_headline(one: ScoredLabel, line: Line, *, alone: bool) -> bool:
    body = line.text[one.label.end :].strip()
    if line.kind is BlockKind.HEADING and body:
        # "Karl Weiss: The bridge is open": an article follows.
        return alone and line.level <= 1
    printed = one.label.printed
    owned = _NOUN.regex.search(printed) and _OWNED.regex.search(printed)
    return bool(owned and (not body or _DATE_ONLY.match(body)))
