"""Labels in capitals that nothing parts from the words: "CHAIR Thank you.", "HV Dobrý deň.".

Words in capitals open many a line. These are labels where a few of them open most
paragraphs, come back, and a sentence follows each.
"""

import re
from collections import Counter
from collections.abc import Sequence

from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.scoring import ROMAN_NUMERAL, ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_MAX_WORDS = 6
_MIN_LABELS, _MIN_AGAIN, _MIN_SHARE = 5, 0.6, 0.5
_SCORE = 0.8
_EDGE = ".,'’-"
_SENTENCE = re.compile(r"[\"“„«»¿¡]?[^\W\d_a-z](?:[^\W\d_A-Z]|['’]|\s[^\W\d_A-Z])")
# "HV  ... and so we went.", "HV  [laughs] Yes.": behind a label that comes back.
_NO_SENTENCE = re.compile(r"…|\.\.|[\[(\d]")
_NEAR = 2


def labels_in_capitals(lines: Sequence[Line]) -> dict[int, ScoredLabel]:
    """Return the labels of a document that opens most paragraphs with a few names in capitals.

    A sentence follows each of them, most of them come back, and there are two or more.
    "II Motions" in a table of contents and in an index names nobody.
    """
    found: dict[int, tuple[str, int]] = {}
    for n, line in enumerate(lines):
        if line.opens_paragraph:
            words = _capitals_at_start(line.text)
            if words and not ROMAN_NUMERAL.fullmatch(words[0]):
                found[n] = words
    times = Counter(printed for printed, _ in found.values())
    again = sum(count for count in times.values() if count > 1)
    if len(found) < _MIN_LABELS or len(times) < 2 or again < _MIN_AGAIN * len(found):
        return {}
    first, last = min(found), max(found)
    opening = sum(line.opens and line.spoken for line in lines[first : last + 1])
    if len(found) < _MIN_SHARE * opening:
        return {}
    for n in range(max(0, first - _NEAR), min(len(lines), last + _NEAR + 1)):
        known = n not in found and lines[n].opens_paragraph
        words = _capitals_at_start(lines[n].text, _NO_SENTENCE) if known else None
        if words and times[words[0]] > 1:
            found[n] = words
    return {n: _scored(n, *words) for n, words in found.items()}


def _capitals_at_start(
    text: str, opens: re.Pattern[str] = _SENTENCE
) -> tuple[str, int] | None:
    """Return the words in capitals before what opens a sentence, and where it starts."""
    if text[1:2].islower():
        return None  # Most lines open with another word, which is found out faster.
    end = 0
    for count, word in enumerate(re.finditer(r"\S+", text[:120])):
        bare = word.group().strip(_EDGE)
        in_capitals = (
            len(bare) > 1 and bare.replace("-", "").isalpha() and bare.isupper()
        )
        if not in_capitals or word.group()[-1] in ".,":
            sentence = opens.match(text, word.start())
            if count == 0 or count > _MAX_WORDS or sentence is None:
                return None
            return text[:end], word.start()
        end = word.end()
    return None


def _scored(n: int, printed: str, start: int) -> ScoredLabel:
    label = Label(
        printed=" ".join(printed.split()),
        end=start,
        ending=Ending.WIDE,
        style=LabelStyle.CAPS,
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(label.printed))
