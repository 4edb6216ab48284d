"""Who moves a text, in records that tell so and name him once: "He said: My Lords, …".

"**Baroness Brook** moved Amendment No. 6:" is a sentence of the record, and so is "The
noble Baroness said:" below the amendment; the words behind it are hers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.words import articles

_SAYS = WordPattern(r"\s(?:<messages.says>)$")
_SAYS_FIRST = WordPattern(r"(?:<messages.says>)(?!\w)")
_PRONOUN = WordPattern("(?:<messages.pronouns>)", by_words=True)
_MAX_SAYING_WORDS, _MAX_TOLD_CHARS, _MAX_BELOW = 7, 120, 12
# "The noble and learned Lord said: My Lords, …"
_SAYING = re.compile(r"([^\W\d_][^:：.?!]{2,60})[:：]\s+(?=\S)")


def with_movers(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with the mover's name for "the noble Baroness said", and no told words.

    A bold name before a verb, without the colon of other labels, tells who moves or asks;
    if a colon ends its line, or its words are introduced below, nothing on it is said.
    """
    found = dict(labels)
    for n, mover in labels.items():
        if not _tells(mover, lines[n].text):
            continue
        below = _said_below(n, labels, lines)
        if below is not None:
            place, end = below
            label = replace(mover.label, end=end, alone=False)
            found[place] = replace(mover, line=place, label=label)
        if below is not None or _leads_on(mover, lines[n].text):
            label = replace(mover.label, end=len(lines[n].text), alone=True)
            found[n] = replace(mover, label=label)
    return dict(sorted(found.items()))


def _said_below(
    n: int, labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> tuple[int, int] | None:
    """Return on which line below the mover is said to speak, and where the words start."""
    for m in range(n + 1, min(n + 1 + _MAX_BELOW, len(lines))):
        saying = _SAYING.match(lines[m].text)
        if saying is not None and _says_again(saying[1]):
            return m, saying.end()
        if m in labels:
            break
    return None


def _tells(one: ScoredLabel, text: str) -> bool:
    """Return whether a bold name opens a sentence of the record about whoever has it."""
    label = one.label
    told = text[label.end :]
    bare = not text[: label.end].rstrip().endswith(COLONS)
    tells = bare and told[:1].islower() and _SAYS_FIRST.match(told) is None
    return label.ending is Ending.BOLD and tells


def _leads_on(one: ScoredLabel, text: str) -> bool:
    told = text[one.label.end :].strip()
    return len(told) <= _MAX_TOLD_CHARS and told.endswith(COLONS)


def _says_again(printed: str) -> bool:
    """Return whether words say that somebody spoke, and do not name anybody.

    >>> _says_again("The noble and learned Lord said"), _says_again("He said")
    (True, True)
    >>> _says_again("Ada Brook said"), _says_again("The noble Lord")
    (False, False)
    """
    words = printed.split()
    if not 1 < len(words) <= _MAX_SAYING_WORDS or _SAYS.regex.search(printed) is None:
        return False
    pronoun = len(words) == 2 and _PRONOUN.is_all_of(words[0])
    return pronoun or words[0].casefold() in articles()
