"""Names or offices in brackets on lines of their own: "[Ada Brook, mayor]", "（記者）"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import bare_score, is_unnamed_voice, label_key
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE

_LINE = re.compile(r"\s*[\[［]([^\[\]:：.!?]{2,60})[\]］]\s*")
_ALONE = re.compile(
    r"\s*(?:（([^（）:：。！？]{1,40})）|\(([^():.!?]{2,40})\)|[\[［]([^\[\]:：.!?]{2,40})[\]］]"
    r"|【([^【】]{1,40})】|[<＜〈‹]([^<>＜＞〈〉‹›/]{2,40})[>＞〉›])\s*"
)
DIRECTION = WordPattern(
    r"(?:<stage.directions>)(?![^\W\d_])|(?:<stage.directions_in_words>)", by_words=True
)
"""A word for what is no speech: "applause"."""

_MIN_RECURRING, _MIN_BRACKETED, _MIN_KEYS = 3, 5, 2
_MIN_NAME_SCORE = 0.6
_SCORE = 0.7


def labels_in_brackets(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return lines in brackets that name somebody with an office, as labels.

    Other lines in brackets are directions. So the name must stand elsewhere in the
    document, too, and whole sentences below.
    """
    found = recurring_in_brackets(chosen, lines)
    if found:
        return found
    for n, line in enumerate(lines[:-1]):
        inside = _LINE.fullmatch(line.text) if line.spoken and n not in chosen else None
        below = lines[n + 1]
        if inside is None or n + 1 in chosen or not below.spoken:
            continue
        printed = " ".join(inside.group(1).split())
        speaks = below.text.rstrip().endswith(SENTENCE_ENDS)
        if speaks and _names_holder(printed, n, lines):
            found[n] = _label(printed, n, line)
    return found


def _label(printed: str, n: int, line: Line) -> ScoredLabel:
    label = Label(
        printed=printed,
        end=len(line.text),
        ending=Ending.BRACKET,
        style=LabelStyle.BOLD if line.bold else LabelStyle.PLAIN,
        alone=True,
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))


def recurring_in_brackets(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return lines in brackets that take turns above whole sentences, as labels.

    No other labels are in the document, and those that come back name offices or voices
    that are known; so they are no directions.
    """
    found: dict[int, ScoredLabel] = {}
    for n, (line, below) in enumerate(pairwise(lines)):
        alone = _ALONE.fullmatch(line.text) if line.spoken else None
        speaks = below.spoken and below.text.rstrip().endswith(SENTENCE_ENDS)
        if alone is None or not speaks or _ALONE.fullmatch(below.text):
            continue
        if line.block != below.block or line.opens:
            printed = next(filter(None, alone.groups())).strip()
            if not DIRECTION.search(printed):
                found[n] = _label(printed, n, line)
    times = Counter(one.key for one in found.values())
    known = [key for key in times if _is_known(key)]
    again = sum(times[key] for key in known if times[key] > 1)
    if (
        len(found) < max(_MIN_BRACKETED, 2 * len(chosen))
        or len(times) < _MIN_KEYS
        or again < _MIN_RECURRING
    ):
        return {}
    return found


def _is_known(key: str) -> bool:
    """Return whether a label is an office or a voice without a name, and no more."""
    offices = tuple(all_words("labels.roles_in_words"))
    return is_role(key) or is_unnamed_voice(key) or key.endswith(offices)


def _names_holder(printed: str, place: int, lines: Sequence[Line]) -> bool:
    """Return whether words are a name and an office, and the name stands elsewhere."""
    name = parse_label(printed)
    if name.voice or not name.role or bare_score(printed) < _MIN_NAME_SCORE:
        return False
    if not (is_person(name.name) or WITHOUT_CASE.search(name.name)):
        return False
    surname = name.name.split()[-1]
    return any(surname in line.text for n, line in enumerate(lines) if n != place)
