"""Labels for whoever speaks once, where each paragraph is the turn of a label."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from content.language.question_marks import asks
from content.segment.kinds import PARAGRAPH_BLOCK
from content.segment.labels.candidates import label_candidates
from content.segment.labels.clause_words import is_clause
from content.segment.labels.label import COLON_ENDING, Ending, Label
from content.segment.labels.scoring import (
    DESCRIBED_SCORE,
    PARTED_SCORE,
    ScoredLabel,
)
from content.segment.lines import Line
from content.segment.names.descriptions import is_person, split_description
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.strangers import (
    described_name,
    is_noun_phrase,
    names_stranger,
)
from content.segment.names.name_score import (
    is_false_label,
    label_key,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.words import label_words

_DASH = re.compile(r"\s[-–—]\s")
# "Hall, Jane (Moor Party)"; "Hall, Jane, member"
_SURNAME_FIRST = re.compile(
    r"[^\W\d_][^,()]{1,40},\s(?P<given>[^\W\d_a-z][\w’'-]+)[^,()]{0,30}"
    r"(?:(?P<bracket>\s\([^()]+\))|,\s.+)"
)
_MIN_LABELS, _MIN_ALONE, _MAX_ABOVE = 4, 3, 6
_UNSURE_SCORE = 0.5
_OPENERS = tuple("([（【〔")
_MAX_OTHERS = 0.2
_MAX_ONE_OFF = 0.5
_MIN_CLAUSE, _MAX_LABEL_WORDS = 3, 8
_MAX_NICKNAME_WORDS, _MIN_STOPPED = 4, 0.8


def one_off_labels(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels of people who speak once, by line; {} unless turns are paragraphs.

    Where nearly every paragraph has a label, one that opens with a person and a colon
    is hardly the speaker's before. Where all labels stand on lines of their own, so does
    what is seen of a stranger.

    Args:
        chosen: The labels found so far.
        lines: The lines of the document.
    """
    times = Counter(one.key for one in chosen.values())
    again = sum(n for n in times.values() if n > 1)
    endings = {one.label.ending for one in chosen.values()}
    alone = all(one.label.alone for one in chosen.values())
    few = len(chosen) < (_MIN_ALONE if alone else _MIN_LABELS)
    if few or 2 * again < len(chosen) or len(endings) > 1:
        return {}
    if endings != {COLON_ENDING}:
        find = _STRANGERS.get(min(endings)) if len(endings) == 1 else None
        return dict(find(chosen, lines)) if find else {}
    if alone:
        return dict(_answered_alone(chosen, lines))
    return _one_off_in_paragraphs(chosen, lines)


def _one_off_in_paragraphs(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels before colons of people who speak once, where most paragraphs have one."""
    each = any(not lines[n].opens for n in chosen)
    found: dict[int, ScoredLabel] = {}
    asking: dict[int, ScoredLabel] = {}
    others, allowed = 0, _MAX_OTHERS * len(chosen)
    for n in range(min(chosen), len(lines)):
        line = lines[n]
        if n in chosen or not (each or line.opens):
            continue
        if line.kind is not PARAGRAPH_BLOCK or line.text.lstrip().startswith(_OPENERS):
            continue  # such as a direction
        if label := _one_off(line):
            score = PARTED_SCORE if described_name(label.printed) else DESCRIBED_SCORE
            key = label_key(label.printed)
            found[n] = ScoredLabel(line=n, label=label, score=score, key=key)
        elif _is_answered(n, chosen) and (label := _asks_once(line)):
            key = label_key(label.printed)
            asking[n] = ScoredLabel(line=n, label=label, score=PARTED_SCORE, key=key)
        else:
            others += 1
            if others > allowed:
                return {}
    few = len(found) <= max(3, _MAX_ONE_OFF * len(chosen))
    return found | asking if few else asking


def _is_answered(n: int, chosen: Mapping[int, ScoredLabel]) -> bool:
    """Return whether a line stands between two turns of one person."""
    around = n - 1 in chosen and n + 1 in chosen
    return around and chosen[n - 1].key == chosen[n + 1].key


def _answered_alone(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Iterator[tuple[int, ScoredLabel]]:
    """Yield the one line between two turns of who answers all that looks as labels do.

    "**Anton, Upper Moor:**" and a question stand between "**Ada Brook, lawyer:**" twice. A
    line that asks nothing, and has no given name, is doubted.
    """
    times = Counter(one.key for one in chosen.values())
    name, _most = times.most_common(1)[0]
    styles = {one.label.style for one in chosen.values()}
    places = sorted(chosen)
    for before, behind in pairwise([max(-1, places[0] - _MAX_ABOVE), *places]):
        own = chosen[before].key == name if before in chosen else before < places[0]
        if not own or chosen[behind].key != name:
            continue
        alike = [
            (n, label)
            for n in range(before + 1, behind - 1)
            if lines[n].kind is PARAGRAPH_BLOCK and lines[n + 1].spoken
            for label in label_candidates(lines[n])
            if label.alone and label.ending is COLON_ENDING and label.style in styles
            if label.printed.strip()  # A colon alone names nobody.
        ]
        if len(alike) != 1 or is_false_label(alike[0][1].printed):
            continue
        n, label = alike[0]
        if _tells(label.printed, lines):
            continue
        given = is_given_name(label.printed.split()[0].strip(","), surely=True)
        question = any(asks(line.text) for line in lines[n + 1 : behind])
        score = PARTED_SCORE if given and question else _UNSURE_SCORE
        key = label_key(label.printed)
        yield n, ScoredLabel(line=n, label=label, score=score, key=key)


def _tells(printed: str, lines: Sequence[Line]) -> bool:
    """Return whether a line before a colon is a clause: "The council, by 7 votes, resolved:"."""
    words = printed.split()
    if len(words) < _MIN_CLAUSE:
        return False
    long = len(words) > _MAX_LABEL_WORDS
    named = any(is_given_name(word.strip(",()")) for word in words)
    language = guess_language(line.text for line in lines)
    return (long and not named) or is_clause(printed, language)


def _strangers_alone(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Iterator[tuple[int, ScoredLabel]]:
    """Yield the lines that only say who somebody is: "A man at the door".

    So does a name with an office behind a dash, "ADA BROOK - MAYOR OF MOOR", and one
    whose surname stands first where it does so in all labels: "Hall, Jane (Moor Party)".
    """
    forms = {_surname_first(one.label.printed) for one in chosen.values()}
    alike = len(forms) == 1 and None not in forms
    for n in range(min(chosen), len(lines) - 1):
        line = lines[n]
        if n in chosen or n + 1 in chosen or line.kind is not PARAGRAPH_BLOCK:
            continue
        for label in label_candidates(line):
            words = label.printed
            if label.ending is Ending.LINE and (
                names_stranger(words)
                or _holds_office(words)
                or (alike and _surname_first(words, sure=False) in forms)
            ):
                key = label_key(label.printed)
                yield (
                    n,
                    ScoredLabel(line=n, label=label, score=DESCRIBED_SCORE, key=key),
                )


def _strangers_before_dashes(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Iterator[tuple[int, ScoredLabel]]:
    """Yield the labels of strangers that end as all others do: "A listener. – Who pays?".

    A dash alone stands inside sentences, too.
    """
    stopped = sum(_has_stop(lines[n].text, one.label) for n, one in chosen.items())
    if stopped < _MIN_STOPPED * len(chosen):
        return
    for n in range(min(chosen), len(lines)):
        line = lines[n]
        if n in chosen or not line.opens_paragraph:
            continue
        for label in label_candidates(line):
            if (
                label.ending is Ending.DASH
                and not label.alone
                and _has_stop(line.text, label)
                and names_stranger(label.printed)
                and is_noun_phrase(label.printed)
            ):
                key = label_key(label.printed)
                yield (
                    n,
                    ScoredLabel(line=n, label=label, score=DESCRIBED_SCORE, key=key),
                )


def _has_stop(text: str, label: Label) -> bool:
    """Return whether a full stop and a dash end a label."""
    return text[: label.end].rstrip(" –—-").endswith(".")


def _surname_first(printed: str, *, sure: bool = True) -> bool | None:
    """Return whether brackets close a label that opens with a surname; None if none does.

    Args:
        printed: The label.
        sure: Whether the given name behind the surname must be a known one.
    """
    found = _SURNAME_FIRST.fullmatch(printed.strip())
    if found is None or (sure and not is_given_name(found.group("given"))):
        return None
    return found.group("bracket") is not None


def _holds_office(printed: str) -> bool:
    name, dash, office = _DASH.sub("\n", printed, count=1).partition("\n")
    named = bool(dash) and is_person(as_written(name))
    return named and has_role(office.casefold().split())


def _one_off(line: Line) -> Label | None:
    """Return the label of a line that is no name, but names one person."""
    if ":" not in line.text and "：" not in line.text:
        return None
    for label in label_candidates(line):
        if label.ending is COLON_ENDING and not label.alone:
            said = line.text[label.end :].lstrip()[:1]
            goes_on = said.islower() or said.isdigit()
            words = label.printed
            person = names_stranger(words) or _is_described(words)
            return label if person and not goes_on and is_noun_phrase(words) else None
    return None


def _asks_once(line: Line) -> Label | None:
    """Return the label of somebody who asks between two turns of whoever answers.

    Readers may have any name: "gull78: …?", "gerd from hale: …?".
    """
    if not asks(line.text):
        return None
    for label in label_candidates(line):
        if label.ending is COLON_ENDING and not label.alone:
            words, w = label.printed.casefold().split(), label_words()
            plain = len(words) <= _MAX_NICKNAME_WORDS and (
                w.never_in_labels.isdisjoint(words[:1])
                and (w.questions | w.numbered | w.answers).isdisjoint(words)
            )
            return label if plain and not is_false_label(label.printed) else None
    return None


def _is_described(printed: str) -> bool:
    """Return whether a full name stands behind a description, known or not."""
    parted = "," in printed and split_description(without_brackets(printed)) is not None
    return bool(described_name(printed)) or parted


_STRANGERS = {Ending.LINE: _strangers_alone, Ending.DASH: _strangers_before_dashes}
"""What finds the labels of strangers where all labels end alike."""
