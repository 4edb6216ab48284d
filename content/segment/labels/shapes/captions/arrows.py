"""Captions that mark each change of speaker with arrows, and give few of them a label.

">> MAYOR BROOK: …", then ">> GOOD EVENING. RUTH MOOR, 12 ELM STREET. …": whoever comes to
the microphone says who it is, and goes on in person or with an address.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.own_name import own_name
from content.segment.names.name_score import is_unnamed_voice, label_key
from content.segment.names.spelling.capitalization import as_written
from content.segment.wording.in_person import FIRST_PERSON

_MIN_LABELLED, _SCORE = 4, 0.8
_ARROWS = re.compile(r"\s*>>+\s*")
_PART = re.compile(r"[^,.;:!?–—]{2,60}(?=[,.;:!?–—])")
_FIRST_PARTS, _MAX_CHARS = 4, 160


def with_own_names_behind_arrows(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with those of whoever says a name behind arrows, and has no other label.

    Most labels of the document stand behind arrows.
    """
    arrows = {
        n: opened.end()
        for n, line in enumerate(lines)
        if line.spoken and (opened := _ARROWS.match(line.text))
    }
    labelled = [n for n in arrows if n in labels]
    if len(labelled) < max(_MIN_LABELLED, len(labels) / 2):
        return dict(labels)
    found = dict(labels)
    for n, end in arrows.items():
        own = labels.get(n)
        if own is not None and not is_unnamed_voice(own.label.printed):
            continue
        start = own.label.end if own is not None else end
        name = _says_name(lines[n].text[start:])
        if name:
            label = Label(printed=name, end=start, ending=Ending.SIGN)
            key = label_key(name)
            found[n] = ScoredLabel(line=n, label=label, score=_SCORE, key=key)
    return dict(sorted(found.items()))


def _says_name(text: str) -> str:
    """Return who somebody says in the first words that they are; empty if nobody does.

    >>> _says_name("GOOD EVENING. RUTH MOOR, 12 ELM STREET, RIGHT ACROSS."), _says_name("HERE.")
    ('Ruth Moor', '')
    >>> _says_name("Okay. Ruth Moor, you have three minutes.")
    ''
    >>> _says_name("My name is Ruth Moor. I live here."), _says_name("Thank you, Ruth Moor.")
    ('Ruth Moor', '')
    """
    opening = text[:_MAX_CHARS]
    if opening.isupper():
        opening = opening.title()
    before = "."
    for part in islice(_PART.finditer(opening), _FIRST_PARTS):
        name, after = part[0].strip(), opening[part.end()]
        words = name.split()
        # "Thank you, Ruth Moor." calls another.
        calls = before == "," and after != ","
        rest = opening[part.end() :]
        own = FIRST_PERSON.is_in(rest) or any(map(str.isdigit, rest))
        named = len(words) > 1 and is_given_name(words[0]) and is_person(name)
        if named and own and not calls:
            return as_written(name)
        before = after
    return own_name([opening])
