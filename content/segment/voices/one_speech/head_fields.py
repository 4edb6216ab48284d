"""Fields in the head of a page that holds one speech, which look like labels.

"Speaker: Ada Brook" and "Place: Harbour Hall" stand once each above the speech, hold no
sentence, and everything below the last of them is one text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import COLONS, PHRASE_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.turns.page_head.presenters import presenter
from content.segment.voices.one_speech.salutations import is_notice
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_MAX_VALUE, _MAX_HEAD = 120, 25
_MIN_TEXT, _MIN_PARAGRAPHS = 300, 3
_MIN_FIELDS, _MIN_PERSONAL, _MAX_BELOW = 2, 2, 3
_MAX_TAIL_SHARE = 0.2


def without_head_fields(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without the fields of a page's head, and without notes on delivery.

    Nothing else may be a label, but for fields below the speech ("Press office: …").
    """
    labels = {
        n: one
        for n, one in labels.items()
        # "SECRETARY HALL: Well, good afternoon." is no label up to its full stop.
        if not (
            is_notice(lines[n].text)
            or (one.label.ending is Ending.STOP and ": " in one.label.printed)
        )
    }
    times = Counter(one.key for one in labels.values())
    if not labels or max(times.values()) > 1:
        return labels
    fields = [n for n, one in labels.items() if _is_field(one, n, lines)]
    heads = [n for n in fields if n < _MAX_HEAD]
    if not heads or min(heads) != min(labels):
        return labels
    rest = [n for n in labels if n not in heads]
    text = [line.text for line in lines[max(heads) + 1 :]]
    total = sum(map(len, text))
    tail = sum(len(line.text) for line in lines[min(rest) :]) if rest else 0
    personal = sum(FIRST_PERSON.is_in(each) for each in text)
    speech = (
        len(text) >= _MIN_PARAGRAPHS
        and total >= _MIN_TEXT
        and personal >= _MIN_PERSONAL
        and tail <= _MAX_TAIL_SHARE * total
    )
    # "Ada Brook: The price of salt" is a title where the next line says who spoke.
    below = [line.text.strip() for line in lines[max(heads) + 1 :][:_MAX_BELOW]]
    several = len(heads) >= _MIN_FIELDS or bool(
        presenter([*(_with_value(n, lines) for n in heads), *below])
    )
    return {} if speech and several else labels


def _is_field(one: ScoredLabel, n: int, lines: Sequence[Line]) -> bool:
    """Return whether a label is a field, by what it holds: something short, no sentence."""
    value = lines[n].text[one.label.end :].strip()
    if not value and n + 1 < len(lines):
        value = lines[n + 1].text.strip()
    return (
        one.label.ending is Ending.COLON
        and 0 < len(value) <= _MAX_VALUE
        and not value.endswith(PHRASE_ENDS)
        and not SPOKEN_WORDS.is_in(value)
    )


def _with_value(n: int, lines: Sequence[Line]) -> str:
    """Return a field's line, with the next one if it holds nothing itself."""
    text = lines[n].text.strip()
    after = lines[n + 1].text.strip() if n + 1 < len(lines) else ""
    return f"{text} {after}" if text.endswith(COLONS) else text
