"""Korean labels of two words behind a circle and one blank: "○의장 강물 회의를 …".

One blank parts the office from the name, and the label from the words, too. A name before
an office is told by the office; a name behind one, by the document: it stands again, or
opens with a family name where others of the document stand so. A word that is too long
for a name is an office, too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.segment.labels.label import CIRCLE_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_OFFICE = WordPattern("[\uac00-\ud7a3]*(?:<labels.roles_in_words>)", re.NOFLAG)
_NAME = re.compile("[\uac00-\ud7a3]{2,4}")
# Particles end the first word of a sentence: "지금은".
_LIKELY_NAME = WordPattern(
    "(?:<names.families>)[\uac00-\ud7a3](?![은는이가을를의도로에])[\uac00-\ud7a3]",
    re.NOFLAG,
)
_NEXT = re.compile("(?<=[^ \u3000] )([\uac00-\ud7a3]{2,14}) +(?=\\S)")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_AGAIN = 2
_MIN_NAMED = 4
_BRACKETS = (")", "）")
# Syllables, of which names have four at most.
_MIN_LONG = 6


def join_circled_names(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return possible labels, those of one word joined with the name or office behind."""
    behind = {
        n: match
        for n, one in enumerate(found)
        if one.label.ending is CIRCLE_ENDING
        and _HANGUL.fullmatch(one.label.printed)
        and (match := _NEXT.match(lines[one.line].text, one.label.end))
    }
    if not behind:
        return list(found)
    times = Counter(word for line in lines for word in _HANGUL.findall(line.text))
    named: defaultdict[str, list[str]] = defaultdict(list)
    for n, match in behind.items():
        named[found[n].label.printed].append(match.group(1))
    again = {
        office
        for office, names in named.items()
        if all(
            times[name] >= _AGAIN
            and _is_name(name)
            and (_is_office(office) or _follows_long(office, name))
            for name in names
        )
    }
    joined = list(found)
    for n, match in behind.items():
        one, word = found[n], match.group(1)
        first = one.label.printed
        office_follows = _is_name(first) and _is_office(word)
        likely = again and _is_office(first) and _LIKELY_NAME.regex.fullmatch(word)
        name_follows = first in again or (likely and not _is_office(word))
        if office_follows or name_follows:
            printed = f"{first} {word}"
            label = replace(one.label, printed=printed, end=match.end())
            joined[n] = replace(one, label=label, key=label_key(printed))
    return joined


def with_circled_titles(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels; titles behind one circle, where another leads to all who speak, say nothing.

    “◎　議案第81号　北浜町の条例について”, where “○議長（川端勝君）” has the name in brackets.
    """
    circled: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in chosen.items():
        if one.label.ending is CIRCLE_ENDING:
            circled[lines[n].text.lstrip()[:1]].append(n)
    if len(circled) < _AGAIN:
        return dict(chosen)
    named = {
        sign: sum(chosen[n].label.printed.endswith(_BRACKETS) for n in places)
        for sign, places in circled.items()
    }
    if not any(_MIN_NAMED <= named[sign] == len(circled[sign]) for sign in circled):
        return dict(chosen)
    titles = {
        n
        for sign, places in circled.items()
        if not named[sign]
        and len(places) >= _AGAIN
        # “◎総務課長　お答えします。”: an officer whom no brackets name speaks.
        and not any(_has_sentence(lines[n].text) for n in places)
        for n in places
    }
    return {
        n: _whole_line(one, lines[n].text) if n in titles else one
        for n, one in chosen.items()
    }


def _has_sentence(text: str) -> bool:
    return text.rstrip().endswith(SENTENCE_ENDS)


def _whole_line(one: ScoredLabel, text: str) -> ScoredLabel:
    """Return a label that takes in all of its line, so that nobody says its words."""
    return replace(one, label=replace(one.label, end=len(text), alone=True))


def _follows_long(office: str, name: str) -> bool:
    """Return whether a likely name stands behind a word too long for one.

    >>> _follows_long("문화체육부지역정책관", "류강물"), _follows_long("강물", "류강물")
    (True, False)
    """
    likely = _LIKELY_NAME.regex.fullmatch(name) is not None
    return likely and len(office) >= _MIN_LONG


def _is_office(word: str) -> bool:
    return _OFFICE.regex.fullmatch(word) is not None


def _is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and not _is_office(word)
