"""Names or offices in brackets on lines of their own: "[Ada Brook, mayor]", "（記者）"."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
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
from content.segment.names.words import CJK_ROLE
from content.segment.wording.in_person import SPOKEN_WORDS

_ALONE = re.compile(
    r"\s*(?:（([^（）:：。！？]{1,40})）|\(([^():.!?]{2,40})\)|[\[［]([^\[\]:：.!?]{2,60})[\]］]"
    r"|【([^【】]{1,40})】|[<＜〈‹]([^<>＜＞〈〉‹›/]{2,40})[>＞〉›])\s*"
)
DIRECTION = WordPattern(
    r"(?<![^\W\d_])(?:<stage.directions>)(?![^\W\d_])|(?:<stage.directions_in_words>)",
    by_words=True,
)
"""A word for what is no speech: "applause"."""

_ANGLES = "<＜〈‹【"
_MIN_OPENED, _MIN_BEFORE_COLONS = 2, 3
_BEFORE_COLON = re.compile(r"\s*\[([^\[\]:：]{1,40})\]\s?[:：]\s*(?=\S)")
_MIN_RECURRING, _MIN_BRACKETED, _MIN_KEYS = 3, 5, 2
_MIN_NAME_SCORE = 0.6
_MAX_CALLS, _MAX_ASKED, _MAX_NAMES = 3, 20, 300
_SCORE = 0.7
# "（資料を配る）", "(사진을 들며)": who does something to what is told, not named.
_WITH_OBJECT = re.compile(r"を|[을를]\s")


def labels_in_brackets(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return lines in brackets that name somebody with an office, as labels.

    Other lines in brackets are directions. So the name must stand elsewhere in the
    document, too, and whole sentences below. The brackets are square, or those in which
    other labels stand ("<Question> …").
    """
    return _recurring_in_brackets(chosen, lines) or _holders(chosen, lines)


def labels_only_in_brackets(lines: Sequence[Line]) -> dict[int, ScoredLabel]:
    """Return the labels of a document that has none but in brackets.

    One that stands once may be under a picture, or a reporter's; of two or more, most
    have somebody who speaks in person below.
    """
    if found := _recurring_in_brackets({}, lines):
        return found
    found = _holders({}, lines)
    if len(found) < _MIN_KEYS:
        return {}
    ends = [*sorted(found)[1:], len(lines)]
    said = [
        any(SPOKEN_WORDS.is_in(line.text) for line in lines[n + 1 : end][:_MAX_ASKED])
        for n, end in zip(sorted(found), ends, strict=True)
    ]
    return found if 2 * sum(said) > len(said) else {}


def _holders(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the lines in brackets that name somebody with an office."""
    found: dict[int, ScoredLabel] = {}
    opened = Counter(lines[n].text.lstrip()[:1] for n in chosen)
    endings = {
        lines[n].text.lstrip()[:1]: one.label.ending for n, one in chosen.items()
    }
    signs = {"[", "［"} | {one for one in _ANGLES if opened[one] >= _MIN_OPENED}
    known: dict[str, bool] = {}
    for n, line in enumerate(lines[:-1]):
        free = line.spoken and n not in chosen and line.text.lstrip()[:1] in signs
        inside = _ALONE.fullmatch(line.text) if free else None
        below = lines[n + 1]
        if inside is None or n + 1 in chosen or not below.spoken:
            continue
        printed = " ".join(next(filter(None, inside.groups())).split())
        # Above the first sentence, somebody may be called: "Dear neighbours".
        opening = lines[n + 1 : n + 1 + _MAX_CALLS]
        speaks = any(one.text.rstrip().endswith(SENTENCE_ENDS) for one in opening)
        # In the brackets of other labels, who speaks once may be named nowhere else.
        sure = line.text.lstrip()[:1] in _ANGLES
        if (
            speaks
            and (name := _holder_in(printed))
            and (sure or _recurs(name, n, lines, known))
        ):
            sign = line.text.lstrip()[:1]
            found[n] = _label(printed, n, line, endings.get(sign, Ending.BRACKET))
    return found | _before_colons(chosen, lines)


def _before_colons(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return brackets before colons where other labels stand so, whatever they hold.

    "[Ada Brook]: …", "[Reader “gull7”]: …".
    """
    alike = sum(_BEFORE_COLON.match(lines[n].text) is not None for n in chosen)
    found: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines) if alike >= _MIN_BEFORE_COLONS else ():
        opening = _BEFORE_COLON.match(line.text) if line.spoken else None
        if opening and n not in chosen:
            label = _label(opening[1].strip(), n, line)
            plain = replace(label.label, end=opening.end(), alone=False)
            found[n] = replace(label, label=plain)
    return found


def _label(
    printed: str, n: int, line: Line, ending: Ending = Ending.BRACKET
) -> ScoredLabel:
    label = Label(
        printed=printed,
        end=len(line.text),
        ending=ending,
        style=LabelStyle.BOLD if line.bold else LabelStyle.PLAIN,
        alone=True,
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))


def _recurring_in_brackets(
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
            if not DIRECTION.is_in(printed):
                found[n] = _label(printed, n, line)
    times = Counter(one.key for one in found.values())
    known = {key for key in times if _is_known(key)}
    found = _without_directions(found, lines, times, known)
    again = sum(times[key] for key in known if times[key] > 1)
    if (
        len(found) < max(_MIN_BRACKETED, 2 * len(chosen))
        or len(times) < _MIN_KEYS
        or again < _MIN_RECURRING
    ):
        return {}
    return found


def _without_directions(
    found: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    times: Mapping[str, int],
    known: Collection[str],
) -> dict[int, ScoredLabel]:
    """Return labels without lines in brackets that tell once what somebody does.

    Where blank lines stand above all offices and known voices, what stands in the middle
    of a paragraph is none: "（資料を配る）".
    """
    parted = all(
        _stands_apart(n, lines) for n, one in found.items() if one.key in known
    )
    return {
        n: one
        for n, one in found.items()
        if times[one.key] > 1
        or one.key in known
        or (
            bare_score(one.label.printed) > 0
            and not _WITH_OBJECT.search(one.label.printed)
            and (not parted or _stands_apart(n, lines))
        )
    }


def _stands_apart(n: int, lines: Sequence[Line]) -> bool:
    """Return whether the source has a blank line above a line."""
    return n == 0 or lines[n].number > lines[n - 1].number + 1


def _is_known(key: str) -> bool:
    """Return whether a label is an office or a voice without a name, and no more."""
    offices = tuple(all_words("labels.roles_in_words"))
    return is_role(key) or is_unnamed_voice(key) or key.endswith(offices)


def _holder_in(printed: str) -> str:
    """Return the surname, or the whole name in Han letters or Hangul, beside an office.

    >>> _holder_in("Ada Brook, mayor"), _holder_in("한도윤 대변인"), _holder_in("Laughter")
    ('Brook', '한도윤', '')
    """
    name = parse_label(printed)
    if name.voice or bare_score(printed) < _MIN_NAME_SCORE:
        return ""
    first, _, behind = name.name.partition(" ")
    if WITHOUT_CASE.search(first):
        return first if name.role or CJK_ROLE.regex.search(behind) else ""
    return name.name.split()[-1] if name.role and is_person(name.name) else ""


def _recurs(
    name: str, place: int, lines: Sequence[Line], known: dict[str, bool]
) -> bool:
    """Return whether a name stands in another line, too.

    Of more names than speak anywhere it is not asked any more.

    Args:
        name: The name.
        place: Its own line.
        lines: All of them.
        known: What was answered before, which this one is added to.
    """
    if name not in known and len(known) < _MAX_NAMES:
        known[name] = any(
            name in line.text for n, line in enumerate(lines) if n != place
        )
    return known.get(name, False)
