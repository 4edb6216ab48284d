"""Labels in a shape that no table knows, found because the document repeats it.

"OM » …", "(Femke) …", "HALL = …", "Q. V.  …": a few short openings take turns before
sentences, and the same sign parts all of them from the words.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.language.sentence_marks import LINE_ENDS
from content.language.words.word_patterns import WORD
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import (
    is_false_label,
    is_unnamed_voice,
    label_key,
)
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import CJK_ROLE, label_words

_MAX_CHARS = 60
_MAX_WORDS = 5
# "◇ 박세린> …", "→ Ada / …", "12) …": a mark for whoever speaks, or a number.
_LEAD = re.compile(
    r"\s*(?:\[?\d{1,4}(?:[:.]\d\d){0,2}[\].)]?\s+)?"
    r"(?:[•・●○◆◇◈■□▪▫▶▷►▸▹▲△▼▽★☆☎➤➜→※*>–—-]{1,2}\s+(?=[^\W\d_]))?"
)
# A word of a name; each part but the first needs a sign, so that no part is read twice.
_PART = r"[^\W\d_][^\W_]*(?:[-'’.][^\W_]+)*[.'’]?"
_NAME = re.compile(rf"{_PART}(?:[ \u00a0]{_PART}){{0,4}}")
_WIDE = re.compile("[ \u00a0]{2,}|\t[ \t]*|[\u2002\u2003\u3000]+")
_PAIRS = dict(
    zip(
        "([{<‹⟨〔【〖《〈（［｛＜*_/|~=+-–—#",
        ")]}>›⟩〕】〗》〉）］｝＞*_/|~=+-–—#",
        strict=True,
    )
)
_ENCLOSED = re.compile(
    rf"([{re.escape(''.join(_PAIRS))}]{{1,3}})\s?({_NAME.pattern})"
    rf"\s?([{re.escape(''.join(_PAIRS.values()))}]{{1,3}})[ \t\u3000:：–—-]*"
)
# "Vadas B. (mayor) We met": initials end the name, and a note may stand behind any.
_NOTE = re.compile(r"\s?[(（][^()（）]{1,60}[)）]")
_INITIALLED = re.compile(
    r"([^\W\d_a-z][^\W_]+(?:-[^\W_]+)?\s[^\W\d_a-z][^\W\d_]?\.(?:\s[(][^()]{1,60}[)])?)"
    r"\s(?=[¿¡„“\"«]?[^\W\d_a-z])"
)
# "B. Vadas. We met": initials open the name, and a full stop ends it.
_INITIALS_FIRST = re.compile(
    r"((?:[^\W\d_a-z][^\W_]?\.\s?){1,2}[^\W\d_a-z][^\W_]+(?:-[^\W_]+)?"
    r"(?:\s[(][^()]{1,60}[)])?)\.\s(?=[¿¡„“\"«(–—]?\s?[^\W_a-z])"
)
# "Question from the floor. Why", "Question (A. Hall, The Post). Why": a voice beside these.
_VOICE = re.compile(
    r"([^\W\d_a-z][^.:!?()]{2,40}(?:\s[(][^()]{1,60}[)])?)\.\s(?=[¿¡„“\"«(–—]?\s?[^\W_a-z])"
)
# "Ada> …", "Ada] …", "Ada) …": what closes a bracket that nothing opens.
_CLOSED = re.compile(r"([>\])＞〉》］）}])\s+(?=\S)")
_ENDS_OF_LINES = frozenset((".", ".-", ".—", ".–", " –", "»", "—", "–", "|", "/", ">"))
# What sentences hold, and quotation marks; a colon has rules of its own.
_NEVER = frozenset(".,!?:;。、，！？：；'’‘\"“”„「」『』()[]{}（）«%&@…")
# These stand inside words and between them, so a blank parts them from both.
_NEEDS_BLANKS = frozenset("-–—/=+*_~·・#^>")
_CAPITAL = re.compile(r"\W*(?:[^\W_a-z]|\Z)")

_MIN_LABELS, _MIN_AGAIN, _MIN_SHARE, _MIN_ENDS = 4, 0.75, 0.5, 0.7
_MIN_LINE_SHARE, _MAX_STAYS, _MAX_NAMES = 0.3, 0.4, 0.6
_KNOWN, _LIKELY, _LONE = 0.8, 0.55, 0.5


@dataclass(frozen=True, slots=True)
class Opening:
    """A short opening of a line: its shape, its words, and where the rest begins."""

    shape: tuple[str, str]
    printed: str
    end: int


def labels_in_repeated_shape(lines: Sequence[Line]) -> dict[int, ScoredLabel]:
    """Return the labels of the shape that most of a document's paragraphs open with.

    Two openings or more take turns, most of them come back, and sentences follow them.
    What no other place of the document supports is taken with doubt.
    """
    shapes: defaultdict[tuple[str, str], dict[int, Opening]] = defaultdict(dict)
    for n, line in enumerate(lines):
        if line.opens_paragraph:
            for opening in _openings(line):
                shapes[opening.shape][n] = opening
    best = max(
        (found for found in shapes.values() if _is_convention(found, lines)),
        key=len,
        default={},
    )
    if not best:
        return {}
    elsewhere = _words_elsewhere(best, lines)
    times = Counter(label_key(one.printed) for one in best.values())
    # Who speaks a thousand times is looked for once.
    known = {
        printed
        for printed in {one.printed for one in best.values()}
        if is_unnamed_voice(printed) or _is_known(printed, elsewhere)
    }
    return {n: _scored(n, one, times, known) for n, one in best.items()}


def _openings(line: Line) -> Iterator[Opening]:
    """Yield the short openings of a line that a sign, a blank or italics part off."""
    text = line.text
    start = found.end() if (found := _LEAD.match(text)) else 0
    if enclosed := _ENCLOSED.match(text, start):
        sign, name, closing = enclosed.group(1, 2, 3)
        if closing == _PAIRS[sign[0]] * len(sign):
            yield from _opening((sign, closing), name, enclosed.end())
        return
    yield from _beside_initials(text, start)
    name = _NAME.match(text, start)
    if name is None or name.end() > start + _MAX_CHARS:
        return
    if 1 < line.italic < len(text.rstrip()) and line.bold == 0:
        words = text[start : line.italic].strip(" .,–—-")
        if _NAME.fullmatch(words):
            yield from _opening(("italic", ""), words, line.italic)
    end = name.end()
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum():
        return  # Most lines go on so, and no sign parts anything off.
    noted = _NOTE.match(text, end)
    end = noted.end() if noted else end
    printed = text[start:end]
    if wide := _WIDE.match(text, end):
        yield from _opening(("", "wide"), printed, wide.end())
    elif text[end:].strip() in _ENDS_OF_LINES or text[start:].strip() == printed:
        signs = text[end:].strip() or printed[-1]
        if not signs.isalnum():
            yield from _opening(("line", signs), printed.rstrip("."), len(text))
    else:
        yield from _before_sign(text, printed, end)


def _beside_initials(text: str, start: int) -> Iterator[Opening]:
    """Yield openings that end in initials, or open with them and end in a full stop."""
    if initialled := _INITIALLED.match(text, start):
        yield from _opening(("", "initial"), initialled.group(1), initialled.end())
    if led := _INITIALS_FIRST.match(text, start):
        yield from _opening(("initial", "."), led.group(1), led.end())
    voice = _VOICE.match(text, start)
    if voice and is_unnamed_voice(voice.group(1)):
        yield from _opening(("initial", "."), voice.group(1), voice.end())


def _before_sign(text: str, printed: str, end: int) -> Iterator[Opening]:
    """Yield the opening that ends at an offset if a sign stands between it and the rest."""
    gap = end + (len(text[end:]) - len(text[end:].lstrip(" \u00a0\t")))
    stop = gap
    while stop < min(len(text), gap + 3) and _is_sign(text[stop]):
        stop += 1
    if closed := _CLOSED.match(text, end):
        # A letter and a bracket counts what is listed: "A) Paris".
        if sum(map(str.isalpha, printed)) > 1:
            yield from _opening(("", closed.group(1)), printed, closed.end())
        return
    signs = text[gap:stop]
    after = text[stop : stop + 1]
    apart = gap > end and after.isspace()
    if signs and (apart or (after and not _NEEDS_BLANKS.intersection(signs))):
        rest = len(text[stop:]) - len(text[stop:].lstrip())
        yield from _opening(("", signs), printed, stop + rest)


def _is_sign(char: str) -> bool:
    return char not in _NEVER and unicodedata.category(char)[0] in "SP"


def _opening(shape: tuple[str, str], printed: str, end: int) -> Iterator[Opening]:
    if _may_be_name(printed):
        yield Opening(shape, " ".join(printed.split()), end)


def _may_be_name(printed: str) -> bool:
    """Return whether words may call somebody: capitals, and no words of sentences.

    A voice without a name has small words: "Question from the floor".
    """
    if is_unnamed_voice(printed):
        return True
    words = _NOTE.sub("", printed).split()
    w = label_words()
    small = [word for word in words if word[:1].islower()]
    return (
        len(words) <= _MAX_WORDS
        and not words[0][:1].islower()
        and all(word.casefold().strip(".") in w.role_words for word in small)
        and w.never_in_labels.isdisjoint(small)
        and not is_false_label(printed)
    )


def _is_convention(found: dict[int, Opening], lines: Sequence[Line]) -> bool:
    """Return whether openings of one shape take turns, come back, and lead to sentences."""
    keys = [label_key(found[n].printed) for n in sorted(found)]
    times = Counter(keys)
    # "(Chair)", "（岡本委員）": an office is somebody's, though it stands once.
    offices = {
        label_key(one.printed) for one in found.values() if _is_office(one.printed)
    }
    again = sum(times[key] for key in times if times[key] > 1 or key in offices)
    if len(keys) < _MIN_LABELS or len(times) < 2 or again < _MIN_AGAIN * len(keys):
        return False
    stays = sum(one == two for one, two in pairwise(keys))
    if stays > _MAX_STAYS * len(keys) or len(times.keys() - offices) > _MAX_NAMES * len(
        keys
    ):
        return False
    first, last = min(found), max(found)
    opening = sum(line.opens and line.spoken for line in lines[first : last + 1])
    alone = all(one.shape[0] == "line" for one in found.values())
    if len(found) < (_MIN_LINE_SHARE if alone else _MIN_SHARE) * opening:
        return False
    said = [_said(n, one, lines) for n, one in found.items()]
    sentences = sum(
        text.endswith(LINE_ENDS) and _CAPITAL.match(text) is not None for text in said
    )
    spoken = any(SPOKEN_WORDS.is_in(text) for text in said)
    return spoken and sentences >= _MIN_ENDS * len(said)


def _is_office(printed: str) -> bool:
    return is_unnamed_voice(printed) or CJK_ROLE.regex.search(printed) is not None


def _said(n: int, one: Opening, lines: Sequence[Line]) -> str:
    """Return the words behind an opening, or below it where nothing is behind."""
    text = lines[n].text[one.end :].strip()
    if not text and n + 1 < len(lines):
        text = lines[n + 1].text.strip()
    return text


def _words_elsewhere(found: dict[int, Opening], lines: Sequence[Line]) -> str:
    """Return all texts of a document without the openings."""
    return "\n".join(
        line.text[found[n].end :] if n in found else line.text
        for n, line in enumerate(lines)
    )


def _scored(
    n: int, one: Opening, times: Counter[str], known: Collection[str]
) -> ScoredLabel:
    key = label_key(one.printed)
    again = _LIKELY if times[key] > 1 else _LONE
    score = _KNOWN if one.printed in known else again
    label = Label(
        printed=one.printed,
        end=one.end,
        ending=Ending.SHAPE,
        alone=one.shape[0] == "line",
    )
    return ScoredLabel(line=n, label=label, score=score, key=key)


def _is_known(printed: str, elsewhere: str) -> bool:
    """Return whether a name, or one that initials stand for, stands elsewhere, too."""
    words = WORD.findall(printed)
    if words and all(len(word) == 1 or word.isupper() for word in words):
        parts = words if len(words) > 1 else list(words[0])
        initials = r"[\w'’-]*\s".join(re.escape(part) for part in parts)
        if re.search(rf"(?<!\w){initials}", elsewhere):
            return True
    return any(
        word in elsewhere
        if WITHOUT_CASE.match(word)
        else re.search(
            rf"(?<!\w){re.escape(word)}\w{{0,2}}(?!\w)", elsewhere, re.IGNORECASE
        )
        for word in words
        if len(word) > 1 or WITHOUT_CASE.match(word)
    )
