"""Who asks and who answers in court: counsel under "BY MR. HALL:", and the witness sworn in."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from content.language.question_marks import holds_question
from content.language.word_lists import WordPattern, all_words
from content.segment.labels.label import Ending
from content.segment.labels.letters import ANSWER, QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import (
    bare_score,
    is_unnamed_voice,
    label_key,
)
from content.segment.names.offices import has_role
from content.segment.names.words import label_words
from content.segment.speakers.addressed_witness import addressed_witness

_BY = WordPattern(
    r"[\s<]*(?:<<labels.examined_by>>)\s([^:]{3,60}?):?\s*(?:[\[(][\d.: apm]{3,9}[\])]\s*)?$",
    by_words=True,
)
_BY_AT_END = WordPattern(r"\s(?:<<labels.examined_by>>)\s([^:,]{3,60}?)\s?[:.]?\s*$")
_SWORN = WordPattern(r"\s*([^,:;]{5,60}),.{0,120}\b(?:<<labels.sworn>>)\b")
_SWORN_IN_CAPITALS = WordPattern(
    r"\b((?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*\s){1,3}[A-ZÀ-Þ][A-ZÀ-Þ'’-]+)"
    r"(?:(?:,[^.:]{0,120}|\s\()\b(?i:<<labels.sworn>>)\b|\s(?i:<<labels.sworn>>)\.?\s*$)",
    re.NOFLAG,
    by_words=True,
)
# "At 10.15 the witness Ada Hall of Moor enters, and is sworn."
_OATH = WordPattern(r"(?<!\w)(?:<<labels.sworn>>)(?!\w)")
_WITNESS = WordPattern(r"(?<!\w)(?:<labels.witnesses>)(?!\w)")
_EDGES = " <\t"
_MIN_SCORE = 0.6
_MAX_NAME_WORDS = 4
_MAX_LINE_CHARS = 240


def with_examiners(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels in which letters for question and answer name counsel and witness."""
    letters = {one.key for one in labels.values() if one.label.ending is Ending.LETTER}
    if not {QUESTION, ANSWER} <= letters:
        return dict(labels)
    counsel, sworn = places_of_examination(labels, lines)
    first = _only_witness(labels, lines, counsel, sworn)
    named: dict[int, ScoredLabel] = {}
    parties = {} if counsel or sworn else _parties_before(labels, lines)
    answered = {n for n in _named_before(labels, {ANSWER}) if n not in sworn}
    answered -= _judges(labels) if counsel else set()
    answered -= _objecting(labels, lines)
    begun = _named_before(labels, {QUESTION, ANSWER}) & _first_below(counsel, labels)
    asking = _named_before(labels, {QUESTION}) - counsel.keys()
    begun |= {n for n in asking if _says_nothing(n, labels)}
    if not counsel and not sworn and not parties:
        # Nothing says who examines: whoever speaks right above the first question.
        begun |= set(sorted(asking - _judges(labels))[:1])
        first = first or next(
            (
                one.label.printed
                for _, one in sorted(labels.items())
                if one.key in label_words().witnesses
            ),
            "",
        )
    examiner, witness, party = "", first, ""
    for n in sorted({*labels, *counsel, *sworn}):
        examiner, witness = counsel.get(n, examiner), sworn.get(n, witness)
        found = labels.get(n)
        if found is None:
            continue
        if n in answered or n in begun:
            examiner = found.label.printed
        letter = found.label.ending is Ending.LETTER
        examiner, party = parties.get(n, (examiner, party))
        answers = letter and found.key == ANSWER
        if letter and found.key == QUESTION and examiner:
            found = _named(found, examiner)
        elif answers and (witness or party):
            found = _named(found, witness or party)
        elif witness and found.key in label_words().witnesses:
            found = _named(found, witness)
        elif n in counsel:
            # "BY MS. HALL:" is nobody else than "MS. HALL:".
            found = _named(found, counsel[n])
        named[n] = found
    return named


def _only_witness(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    counsel: Mapping[int, str],
    sworn: Mapping[int, str],
) -> str:
    """Return the one witness sworn in, or whom all questions call; empty if none."""
    if not sworn:
        return addressed_witness(labels, lines, [*counsel.values()])
    # The only witness has also taken the oath, which stands above.
    return next(iter(sworn.values())) if len(set(sworn.values())) == 1 else ""


def _named_before(
    labels: Mapping[int, ScoredLabel], letters: AbstractSet[str]
) -> set[int]:
    """Return the labels of named people right before a letter.

    Whom the witness answers asks the questions under the next letters, too: if somebody
    else does, a label says so. What the chair asks is an aside.
    """
    return {
        n
        for n, after in pairwise(sorted(labels))
        if labels[after].label.ending is Ending.LETTER
        and labels[after].key in letters
        and labels[n].label.ending is not Ending.LETTER
        and labels[n].key not in label_words().witnesses
        and not is_unnamed_voice(labels[n].label.printed)
        and _is_name(labels[n].label.printed)
    }


def _objecting(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> set[int]:
    """Return the labels between a question and its answer of who asks nothing.

    "MR. HALL: Object to form." is no question that the witness answers.
    """
    places = sorted(labels)
    return {
        n
        for asked, n, after in zip(places, places[1:], places[2:], strict=False)
        if labels[asked].label.ending is Ending.LETTER
        and labels[asked].key == QUESTION
        and not any(holds_question(line.text) for line in lines[n:after])
    }


def _parties_before(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, tuple[str, str]]:
    """Return by the first letters of an examination who asks and who answers.

    The two labels above it are of who asked, and of the party who answered.
    """
    found: dict[int, tuple[str, str]] = {}
    known = label_words().parties | label_words().witnesses
    places = sorted(labels)
    for asks, answers, letter in zip(places, places[1:], places[2:], strict=False):
        one, two, three = labels[asks], labels[answers], labels[letter]
        letters = [each.label.ending is Ending.LETTER for each in (one, two, three)]
        if letters != [False, False, True] or two.key not in known:
            continue
        if holds_question(lines[asks].text):
            found[letter] = one.label.printed, two.label.printed
    return found


def _judges(labels: Mapping[int, ScoredLabel]) -> set[int]:
    """Return the labels with an office, which whoever asks for a party has none of."""
    return {n for n, one in labels.items() if has_role(one.key.split())}


def _says_nothing(n: int, labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether the next label stands right below one without words.

    "The witness was cross-examined by / MS. HALL:", and her first question.
    """
    return labels[n].label.alone and n + 1 in labels


def _first_below(
    counsel: Mapping[int, str], labels: Mapping[int, ScoredLabel]
) -> set[int]:
    """Return the first labels below the lines that say who examines: "Questions by COUNSEL"."""
    places = sorted(labels)
    return {next((n for n in places if n > line), -1) for line in counsel}


def swears_in(text: str) -> bool:
    """Return whether a line says that a witness takes the oath: "ADA HALL, sworn"."""
    if not _SWORN_IN_CAPITALS.may_be_in(text):
        return False
    oath = _SWORN_IN_CAPITALS.match(text.strip(_EDGES), _MAX_LINE_CHARS)
    return oath is not None and _is_name(oath.group(1))


def is_broken_oath(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line and a neighbour swear a witness in: "ADA HALL," / "sworn, …"."""
    for above, below in pairwise(lines[max(0, n - 1) : n + 2]):
        if not above.text.isupper():
            continue  # Most lines are so, which is found out faster.
        name = above.text.strip(_EDGES)
        if name.endswith(","):
            oath = f"{name} {below.text[:_MAX_LINE_CHARS].lstrip()}"
            if not swears_in(name) and swears_in(oath):
                return True
    return False


def says_who_examines(text: str) -> bool:
    """Return whether a line says who asks from there on: "Questioned by MR HALL"."""
    found = _BY.match(text) if len(text) <= _MAX_LINE_CHARS else None
    # "By Ada Brook" may be who wrote a text, and an index has dots.
    told = found is not None and len(text[: found.start(1)].split()) > 1
    return told and ".." not in text and bool(_examiner(found))


def places_of_examination(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> tuple[dict[int, str], dict[int, str]]:
    """Return by line who examines from there on, and who is sworn in there."""
    counsel: dict[int, str] = {}
    sworn: dict[int, str] = {}
    for n, line in enumerate(lines):
        text = line.text
        if len(text) > _MAX_LINE_CHARS:
            continue
        # "ADA P. BROOK," may have a line of its own above "having been sworn, …".
        if text.isupper() and text.rstrip().endswith(",") and n + 1 < len(lines):
            text = f"{text.rstrip()} {lines[n + 1].text[:_MAX_LINE_CHARS].lstrip()}"
        if by := _examiner(_BY.regex.match(text)):
            counsel[n] = by
        oath = _SWORN_IN_CAPITALS.search(text)
        if oath is None and n not in labels:
            oath = _SWORN.regex.match(text)
            if oath is None and _OATH.is_in(text) and _WITNESS.is_in(text):
                sworn.update((n, one) for one in _only_person(text))
        if oath and len(oath.group(1).split()) <= _MAX_NAME_WORDS:
            name = _without_address(oath.group(1).strip())
            if " " in name and _is_name(name):
                sworn[n] = name
                # "ADA HALL, SWORN, WAS EXAMINED AS FOLLOWS BY MR. BROOK:"
                if by := _examiner(_BY_AT_END.regex.search(text, oath.end())):
                    counsel[n] = by
    return counsel, sworn


def _only_person(text: str) -> list[str]:
    """Return the one person whom a line names; empty if it is nobody, or several."""
    named = {one.name for one in mentions_in(text)}
    return [*named] if len(named) == 1 else []


def _without_address(name: str) -> str:
    """Return the full name of a witness without a form of address: "MR DEREK HOLROYD"."""
    first, _, rest = name.partition(" ")
    address = first.strip(".").casefold() in all_words("labels.before_surnames")
    return rest if address and " " in rest else name


def _examiner(found: re.Match[str] | None) -> str:
    """Return who examines as a label would have it, without an article; empty if nobody."""
    if found is None:
        return ""
    words = found.group(1).strip()
    first, _, rest = words.partition(" ")
    words = (
        rest if first.islower() and first in label_words().leading_articles else words
    )
    return words if _is_name(words) else ""


def _is_name(words: str) -> bool:
    first = words.strip()[:1]
    return first.isupper() and bare_score(words.strip()) >= _MIN_SCORE


def _named(found: ScoredLabel, printed: str) -> ScoredLabel:
    label = replace(found.label, printed=printed)
    return replace(found, label=label, key=label_key(printed))
