"""Find what may be a speaker's label at the start of a line."""

import re
from collections.abc import Iterator

from content.document import BlockKind
from content.segment.labels.label import Ending, Label, Look
from content.segment.lines import Line

MAX_LABEL_CHARS = 240


_TIMESTAMP = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_LEAD = re.compile(
    rf"\s*(?:(?:\[{_TIMESTAMP}\]|\({_TIMESTAMP}\)|{_TIMESTAMP}(?=\s))[\s\-–—|]*|[•●◆■▪◇※]\s*|>>+\s*|"
    r"[-–—]\s+(?=[^\s\d])|(?:Anf|Nr|No)\.\s\d{1,4}\s+|\d{1,4}[.)]\s+(?=[A-ZÀ-Þ]))?\s*"
)
_TRAIL = re.compile(rf"\s*[\[(]?{_TIMESTAMP}[\])]?\s*$")
_STAMPED = re.compile(rf"\s*[\[(]?{_TIMESTAMP}")
_LETTER = re.compile(
    r"([QA])(?:\d{1,3})?(?:\s?[.:)]\s*|\s{2,}|\s(?=[\"“(\[]?[^\W\d_a-z]))", re.UNICODE
)
_DASH = re.compile(r"\s?[—–]\s?|\s-{1,2}\s|(?<=[.)])-\s?|(?<=\))-{1,2}\s")
_WIDE = re.compile("([\u3040-\u30ff\u3400-\u9fff]{1,12})\u3000+(?=\\S)")
_BRACKETED = re.compile(r"[\[【]([^\[\]【】:]{2,60})[\]】]\s*[:：]?\s*")
# A line of a table of contents: "Hall . . . . 12".
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d")
# A name in capitals stays so whatever its office or party is printed in.
_HEAD = re.compile(r"[,(（]")
_GAP = re.compile(r"[:*\s]*(?:[—–]\s+|--?\s+)?")
_INITIALLED = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?\s[^\W\d_]\.(?:\s?[^\W\d_]\.)?")
# "○위원장 김산들  …" parts its words by one blank and its label by two.
_CIRCLE = re.compile(
    r"[○◯〇◎]\s*([^。．.]{1,40}?(?=\u3000| {2})|.{1,60}?)(?:[\u3000 ]+|(?<=）)|$)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\-])(?:[^\W\d_]|mr|mrs|ms|mm|mme|dr|st|ste|jr|sr|sra|srta|prof|sen|rep|hon|rt|gen|"
    r"col|lt|capt|maj|sgt|gov|messrs|sig|dott|on|abg|med|jur|phil|rer|nat|habil|тов|г|"
    r"ph|d|no|inc|co)\.$",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "([{（【〔", ")]}）】〕"


_ENDED = tuple(".!?,;:…。：！？，")


def label_candidates(line: Line) -> Iterator[Label]:
    """Yield what may be a label at the line's start, likeliest ending first."""
    if not line.spoken:
        return
    if line.voice:
        yield _label(line, 0, line.voice, 0, Ending.VOICE)
        return
    if _LEADERS.search(line.text[:400]):
        return
    lead = _lead(line)
    yield from _by_letter(line, lead)
    yield from _by_circle(line, lead)
    yield from _by_bracket(line, lead)
    yield from _by_colon(line, lead)
    yield from _by_stop(line, lead)
    yield from _by_dash(line, lead)
    yield from _by_look(line, lead)
    yield from _by_line(line, lead)


def _lead(line: Line) -> int:
    found = _LEAD.match(line.text[:MAX_LABEL_CHARS])
    return found.end() if found else 0


def _label(line: Line, lead: int, words: str, end: int, ending: Ending) -> Label:
    bare = words.strip().strip("*_").strip()
    trimmed = _TRAIL.sub("", bare)
    stamped = trimmed != bare or _STAMPED.match(line.text[:lead]) is not None
    printed = trimmed.strip().rstrip(":：").strip()
    return Label(
        printed=" ".join(printed.split()),
        end=end,
        ending=ending,
        look=_look(line, lead, printed),
        alone=not line.text[end:].strip(),
        stamped=stamped,
    )


def _look(line: Line, lead: int, printed: str) -> Look:
    if line.kind is BlockKind.HEADING:
        return Look.HEADING
    # A label with a role in italics beside a bold name is bold.
    if line.bold > lead and line.bold >= min(lead + 2, len(line.text)):
        return Look.BOLD
    name = _HEAD.split(printed, maxsplit=1)[0]
    if len(name) > 1 and name.isupper():
        return Look.CAPS
    return Look.ITALIC if line.italic > lead else Look.PLAIN


def _by_letter(line: Line, lead: int) -> Iterator[Label]:
    found = _LETTER.match(line.text[:MAX_LABEL_CHARS], lead)
    if found:
        yield _label(line, lead, found.group(1), found.end(), Ending.LETTER)


def _by_circle(line: Line, lead: int) -> Iterator[Label]:
    found = _CIRCLE.match(line.text[:MAX_LABEL_CHARS], lead)
    if found:
        yield _label(line, lead, found.group(1), found.end(), Ending.CIRCLE)
    wide = _WIDE.match(line.text[:MAX_LABEL_CHARS], lead)
    if wide:
        yield _label(line, lead, wide.group(1), wide.end(), Ending.WIDE)


def _by_bracket(line: Line, lead: int) -> Iterator[Label]:
    found = _BRACKETED.match(line.text[:MAX_LABEL_CHARS], lead)
    # Alone on its line, a bracket is a stage direction or a note.
    if found and line.text[found.end() :].strip():
        yield _label(line, lead, found.group(1), found.end(), Ending.BRACKET)


def _depths(text: str) -> Iterator[tuple[int, str]]:
    """Yield the signs that stand outside brackets, with their places."""
    if not any(sign in text for sign in _OPEN):
        yield from enumerate(text)
        return
    depth = 0
    for place, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            yield place, sign


def _by_colon(line: Line, lead: int) -> Iterator[Label]:
    text = line.text[:MAX_LABEL_CHARS]
    if ":" not in text and "：" not in text:
        return
    for place, sign in _depths(text):
        if place < lead or sign not in ":：":
            continue
        after = text[place + 1 : place + 2]
        before = text[place - 1 : place]
        tight = sign == ":" and after and not after.isspace()
        if tight and (before.isdigit() or after in "/\\" or after.isdigit()):
            continue
        if tight and after.isascii() and after.islower():
            continue
        end = place + 1
        gap = _GAP.match(text, end)
        end = gap.end() if gap else end
        yield _label(line, lead, text[lead:place], end, Ending.COLON)
        return


def _by_stop(line: Line, lead: int) -> Iterator[Label]:
    text = line.text[:MAX_LABEL_CHARS]
    if "." not in text or not _large(text[lead : lead + 1]):
        return
    for place, sign in _depths(text):
        if sign != "." or place <= lead:
            continue
        after = text[place + 1 : place + 2]
        if after and not after.isspace() and after not in "–—-":
            continue
        # "HALL J. P." ends in an initial and in a full stop at once.
        short = not after.strip() and _ABBREVIATION.search(text[lead : place + 1])
        if short and not _ends_initialled(text, lead, place):
            continue
        initialled = _INITIALLED.fullmatch(text[lead:place].partition(",")[0])
        if not line.text[place + 1 :].strip() and not initialled:
            # A line that is all label and ends in a full stop is a sentence.
            return
        dash = _DASH.match(text, place + 1)
        end = dash.end() if dash else place + 1
        ending = Ending.DASH if dash else Ending.STOP
        words = text[lead : place + _ends_initialled(text, lead, place)]
        yield _label(line, lead, words, end, ending)
        return


def _large(sign: str) -> bool:
    """Tell whether a sign is no small letter: a name may start with it."""
    return sign.isalpha() and not sign.islower()


def _ends_initialled(text: str, lead: int, place: int) -> bool:
    words = text[lead : place + 1]
    after = text[place + 1 : place + 4].strip()
    if not _INITIALLED.fullmatch(words) or after[1:2] in {".", ","}:
        return False
    # "Hall J. P. said so" is a sentence, "Hall J. P. It is so" is a label; one initial
    # after a name in small letters is a given name's.
    sure = words.split()[0].isupper() or words.count(".") > 1
    return sure and _large(words[:1]) and not after[:1].islower()


def _by_dash(line: Line, lead: int) -> Iterator[Label]:
    text = line.text[: min(MAX_LABEL_CHARS, 140)]
    if not _large(text[lead : lead + 1]):
        return
    for found in _DASH.finditer(text, lead + 1):
        if text[lead : found.start()].count("(") > text[lead : found.start()].count(
            ")"
        ):
            continue
        words = text[lead : found.start()].rstrip(" .:,")
        yield _label(line, lead, words, found.end(), Ending.DASH)
        return


def _by_look(line: Line, lead: int) -> Iterator[Label]:
    if lead + 1 < line.bold < min(len(line.text), MAX_LABEL_CHARS):
        words = line.text[lead : line.bold].rstrip(" .:,–—-")
        end = line.bold
        rest = line.text[end:]
        end += len(rest) - len(rest.lstrip(" .:,–—-"))
        yield _label(line, lead, words, end, Ending.BOLD)


def _by_line(line: Line, lead: int) -> Iterator[Label]:
    text = line.text
    if len(text) > 2 * MAX_LABEL_CHARS or not _large(text[lead : lead + 1]):
        return
    bare = text.strip()
    if (
        len(bare) > MAX_LABEL_CHARS
        or bare.endswith(_ENDED)
        or bare.startswith(tuple(_OPEN))
    ):
        return
    trail = _TRAIL.search(bare)
    stamped = (trail and trail.start() > 0) or _STAMPED.match(text[:lead])
    ending = Ending.TIME if stamped and len(bare) <= 80 else Ending.LINE
    yield _label(line, lead, text[lead:], len(text), ending)
