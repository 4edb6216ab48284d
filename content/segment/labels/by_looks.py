"""Labels in forms that no rule knows, at lines that look as if somebody began to speak."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from content.language.sentence_marks import LINE_ENDS
from content.segment.labels.clause_words import is_clause
from content.segment.labels.exclusions.clauses_of_turns import (
    without_broken_calls,
    without_calls,
)
from content.segment.labels.exclusions.contents import without_summary
from content.segment.labels.exclusions.strays import without_inside_lines
from content.segment.labels.exclusions.titles import (
    without_page_heads,
    without_titles_of_business,
)
from content.segment.labels.label import Ending, Label, LabelStyle, plain_printed
from content.segment.labels.scoring import (
    ScoredLabel,
    count_words,
    lowercase_words,
    score_candidates,
)
from content.segment.line_roles.roles import Roles
from content.segment.line_roles.signs import find_parting
from content.segment.lines import Line, Position
from content.segment.names.document_language import guess_language
from content.segment.names.name_score import NAME_EDGES, is_false_label, label_key
from content.segment.names.offices import is_role
from content.segment.names.words import label_words

_MAY_OPEN, _MAY_COME_BACK = 0.7, 0.3
"""How likely a line has a label, at least, that is given one by its looks; and whose label
stands on another line, too."""

_FEWEST = 3
"""How many labels a document has, at least."""

_FELLOWS = {Ending.LINE: 3, Ending.SHAPE: 3}
"""How many labels of a form there are, at least, if not two."""

_SCORE = 0.55
"""Below what is served without a check."""
_MIN_ALIKE = 5
"""How many labels that rules find make their form sure, if an office opens a label."""
_MIN_KNOWN_SCORE = 0.3
_MIN_LETTERS, _MAX_ALONE = 2, 50
_LEADING = re.compile(r"\W*(?:\d{1,3}[.)]\s*)?")
_BRACKETS = ("(", "[", "（", "【")
_LEADERS = re.compile(r"[.…]{4}|(?:\. ){3}")
"""Dots that lead to a page number in a table of contents."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENDINGS = {":": Ending.COLON, "：": Ending.COLON, "": Ending.WIDE}
_NO_ENDINGS = frozenset(",.)）]】」』")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,20})\s(?=\S)")


def with_labels_by_looks(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], roles: Roles
) -> dict[int, ScoredLabel]:
    """Return labels with those of lines that likely have one, and that rules give none.

    Args:
        labels: The labels that rules find.
        lines: All lines of the document.
        roles: What they look like.
    """
    opens = {
        n: roles[lines[n].position].opens_turn
        for n in _first_of_each(lines)
        if lines[n].position in roles and _may_be_label(lines[n])
    }
    if all(n in labels for n, share in opens.items() if share >= _MAY_OPEN):
        return dict(labels)
    found = _without_clauses_and_lists(
        _likely_labels(labels, lines, opens), labels, lines
    )
    keys = {one.key for one in labels.values()}
    likely = {n: one for n, one in found.items() if opens[n] >= _MAY_OPEN}
    likely = _with_fellows(likely, keys)
    keys |= {one.key for one in likely.values()}
    added = likely | {n: one for n, one in found.items() if one.key in keys}
    if len(labels) + len(added) < _FEWEST:
        return dict(labels)
    times = Counter(one.label.signature for one in labels.values())
    doubted = {
        n: one
        if times[one.label.signature] >= _MIN_ALIKE and is_role(one.key.split()[0])
        else one.with_score(min(one.score, _SCORE))
        for n, one in added.items()
    }
    kept = without_page_heads({**doubted, **labels}, lines)
    kept = without_titles_of_business(kept)
    return without_summary(without_inside_lines(kept, lines), lines)


def _likely_labels(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    opens: Mapping[int, float],
) -> dict[int, ScoredLabel]:
    """Return possible labels of the lines without one, in a form that rules know or in any.

    Args:
        labels: The labels that rules find.
        lines: All lines of the document.
        opens: How likely each line opens a turn.
    """
    known = _labels_of_known_forms(lines)
    first = Counter(
        word[1]
        for n, share in opens.items()
        if share >= _MAY_OPEN and (word := _FIRST_WORD.match(lines[n].text))
    )
    return {
        n: one
        for n, share in opens.items()
        if n not in labels
        and share >= _MAY_COME_BACK
        and (one := known.get(n) or _label_in_any_form(n, lines[n], first))
        and (one.label.alone or _LETTERS.search(lines[n].text, one.label.end))
    }


def _without_clauses_and_lists(
    found: Mapping[int, ScoredLabel],
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> dict[int, ScoredLabel]:
    """Return possible labels without calls, clauses, and names listed above all labels."""
    # "Mr. Hall, read this:" looks like a label, too.
    found = without_broken_calls(without_calls({**found, **labels}), lines)
    language = guess_language(line.text for line in lines) if found else ""
    lined = any(one.label.ending is Ending.LINE for one in labels.values())
    first_known = 0 if lined else min(labels, default=0)
    return {
        n: one
        for n, one in found.items()
        # Alone on lines above all labels, which end in signs, names are listed.
        if n not in labels
        and (n >= first_known or one.label.ending is not Ending.LINE)
        and not is_clause(one.label.printed, language)
    }


def _with_fellows(
    found: Mapping[int, ScoredLabel], keys: Collection[str]
) -> dict[int, ScoredLabel]:
    """Return labels that are not alone, or too few, in their form, or have a known name."""
    times = Counter(one.label.ending for one in found.values())
    return {
        n: one
        for n, one in found.items()
        if one.key in keys
        or times[one.label.ending] >= _FELLOWS.get(one.label.ending, 2)
    }


def _first_of_each(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines, and of those that were parted from one another only the first."""
    last: Position | None = None
    for n, line in enumerate(lines):
        if line.position != last:
            yield n
        last = line.position


def _may_be_label(line: Line) -> bool:
    text = line.text
    # Few lines have so many dots, which is found out faster.
    dotted = ".." in text or "…" in text or ". . " in text
    return not (
        text.startswith(_BRACKETS) or (dotted and _LEADERS.search(text) is not None)
    )


def _labels_of_known_forms(lines: Sequence[Line]) -> dict[int, ScoredLabel]:
    """Return the likeliest label of each line in a form that rules know."""
    known: dict[int, ScoredLabel] = {}
    for one in score_candidates(lines, lowercase_words(count_words(lines))):
        worse = one.line in known and one.score <= known[one.line].score
        letter = one.label.ending is Ending.LETTER
        if one.score >= _MIN_KNOWN_SCORE and not (worse or letter):
            known[one.line] = one
    return known


def _label_in_any_form(
    n: int, line: Line, first: Mapping[str, int]
) -> ScoredLabel | None:
    """Return what parts from the words of a line in any way; None if nothing does.

    Args:
        n: The index of the line.
        line: The line.
        first: How often each word opens a line that likely has a label.
    """
    leading = _LEADING.match(line.text)
    start = leading.end() if leading else 0
    opening = _FIRST_WORD.match(line.text)
    parting = find_parting(line.text, start)
    sign = parting[0].strip()[:1] if parting else ""
    if parting is not None and sign not in _NO_ENDINGS:
        words, end = line.text[start : parting.start()], parting.end()
        ending = _ENDINGS.get(sign, Ending.DASH)
    elif opening and first[opening[1]] > 1 and not _is_small(opening[1]):
        words, end, ending = opening[1], opening.end(), Ending.SHAPE
    elif (
        len(line.text) <= _MAX_ALONE
        and not line.text[start : start + 1].islower()
        and not line.text.endswith(LINE_ENDS)
    ):
        words, end, ending = line.text[start:], len(line.text), Ending.LINE
    else:
        return None
    printed = plain_printed(" ".join(words.strip(f"{NAME_EDGES} ").split()))
    if sum(map(str.isalpha, printed)) < _MIN_LETTERS or is_false_label(printed):
        return None
    label = Label(
        printed=printed,
        end=end,
        ending=ending,
        style=LabelStyle.BOLD if line.bold > 1 else LabelStyle.PLAIN,
        alone=not line.text[end:].strip(),
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))


def _is_small(word: str) -> bool:
    """Return whether a word opens a line in small letters, or a name: "de", "Mr"."""
    w = label_words()
    return word[0].islower() or word.casefold() in w.titles | w.honorifics
