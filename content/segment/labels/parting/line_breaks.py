"""Labels, brackets and line breaks: what goes on in the next line, or begins inside one."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import COLONS, LINE_ENDS
from content.segment.kinds import PARAGRAPH_BLOCK
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words

_MAX_LINE_CHARS = 160
_MAX_NAMES = 60
# "HON. ADA BROOK MP" stands above "(Minister for Harbours): I thank the member.", and
# "CHAIR OF THE HARBOUR BOARD ADA BROOK" above "(Moor) – I thank the member."
_OFFICE_BELOW = re.compile(r"\([^()]{3,120}\)(?:\s?[:：]|\s[–—―-]\s)")
_FULL = re.compile(r"[:：;]|[.!?,]$")
_BEHIND_NAME = re.compile(r",\s|\s[–—-]\s")
_MAX_REST = 80
_COLONED = re.compile(rf"([^:：.!?;]{{1,{_MAX_REST}}})[:：](?:\s|$)")
_STOPPED = re.compile(rf"([^:：.!?;]{{1,{_MAX_REST}}})[:：.]\s\S")
# "El señor CONSEJERO DE PUERTOS (Luna Vega):", "La señora LUNA VEGA:"
_ADDRESSED = re.compile(
    r"(?P<opening>[^\W\d_]{1,3}\s[^\W\d_]{2,8}\.?)\s"
    r"[^\W\d_a-zß-öø-ÿ][^:.;()\da-zß-öø-ÿ]{2,200}(?:\([^():]{3,80}\))?\s?:(?=\s)"
)
_OPEN, _CLOSE = "([（【", ")]）】"
_OPENERS = frozenset(_OPEN)
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_MAX_BRACKET_LINES, _MAX_BRACKET_CHARS = 8, 600


def join_broken_labels(lines: Sequence[Line]) -> list[Line]:
    """Join two lines where a label is broken over them, and mark those of one bracket.

    The first line of a label names an office or a person and stops in the middle; the
    second goes on in lower case and ends in a colon, or words follow behind it. What also stands below other lines
    is a label by itself: "A WORD FROM THE CHAIR", "THE CHAIR:". In a bracket that a
    line opens and the end of a later one closes, nobody begins a turn, whoever calls out.
    """
    joined: list[Line] = []
    whole: Counter[str] | None = None
    last = -1
    for n, line in enumerate(lines):
        if n > last and line.text.lstrip()[:1] in _OPENERS:
            last = max(last, _last_enclosed(lines, n))
        if n <= last:
            joined.append(replace(line, enclosed=True))
        elif joined and (
            _is_wrapped_label(joined[-1], line) or _is_wrapped_office(joined[-1], line)
        ):
            joined[-1] = _run_together(joined[-1], line)
        elif joined and _is_broken_label(joined[-1], line):
            whole = _labels_in_capitals(lines) if whole is None else whole
            if whole[line.text.strip()] > 1:
                joined.append(line)
                continue
            joined[-1] = _run_together(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _run_together(one: Line, two: Line) -> Line:
    return replace(one, text=f"{one.text.rstrip()} {two.text.lstrip()}")


def _is_wrapped_label(one: Line, two: Line) -> bool:
    """Return whether the edge of a page breaks a name's office, and words follow it.

    "Ada Brook, Minister of Schools and" stands above "Harbours: Madam President, …", or
    "Mr. Ada Brook – secretary, Ministry of" above "Harbours and Roads:"; a name in capitals
    may have a full stop behind its office.
    """
    if not (one.opens and two.number == one.number + 1):
        return False
    if one.text[1:2].islower() and not (":" in two.text or "：" in two.text):
        return False  # Most lines are so, which is found out faster.
    first, second = one.text.strip(), two.text.strip()
    name, *office = _BEHIND_NAME.split(first, maxsplit=1)
    if not office:
        return False
    rest = (_STOPPED if name.isupper() else _COLONED).match(second)
    # Few lines go on so, which is found out faster than whether a person is named.
    if rest is None or _FULL.search(first) or not is_person(strip_titles(name)):
        return False
    last = first.rsplit(maxsplit=1)[-1]
    small = second[:1].islower() or (last.islower() and not is_role(last))
    alone = second.endswith(COLONS) and not is_person(rest.group(1))
    if not (small or alone):
        return False  # The office is whole, and a field of a page stands below.
    words = label_key(f"{office[0]} {rest.group(1)}").split()
    w = label_words()
    held = any(word in w.roles or "minister" in word for word in words)
    return held and w.never_in_labels.isdisjoint(words)


def _is_wrapped_office(one: Line, two: Line) -> bool:
    """Return whether the edge of a page breaks capitals behind a form of address.

    "El señor CONSEJERO DE PUERTOS Y" stands above "FAROS (Luna Vega): Gracias, …".
    """
    first = one.text.rstrip()
    cut = (
        first[-1:].isupper() or first[-1:] == "," or first.count("(") > first.count(")")
    )
    if not cut or two.number != one.number + 1:
        return False  # Most lines are so, which is found out faster.
    found = _ADDRESSED.match(f"{first} {two.text[:_MAX_LINE_CHARS].lstrip()}")
    if found is None or found.end() <= len(first) + 1:
        return False
    w = label_words()
    article, form = found["opening"].casefold().split()
    return (
        article in w.articles | w.leading_articles and form.strip(".") in w.honorifics
    )


def _labels_in_capitals(lines: Sequence[Line]) -> Counter[str]:
    """Return below how many different lines each line with a capital and a colon stands."""
    pairs = {
        (one.text.strip(), two.text.strip())
        for one, two in pairwise(lines)
        if two.text.rstrip().endswith(COLONS) and two.text.lstrip()[:1].isupper()
    }
    return Counter(second for _, second in pairs)


def _last_enclosed(lines: Sequence[Line], start: int) -> int:
    """Return the line that closes the bracket which opens another; -1 if none does.

    No blank line parts them, and the last one ends where the bracket closes.
    """
    first, depth, size = lines[start], 0, 0
    for n, line in enumerate(lines[start : start + _MAX_BRACKET_LINES]):
        size += len(line.text)
        follows = line.kind is first.kind and line.number == first.number + n
        if not follows or size > _MAX_BRACKET_CHARS:
            return -1
        for sign in _BRACKET.finditer(line.text):
            depth += 1 if sign.group() in _OPEN else -1
            if depth < 1:
                ends = not line.text[sign.end() :].strip(" .")
                return start + n if n and ends else -1
    return -1


def _is_broken_label(one: Line, two: Line) -> bool:
    if one.kind is not PARAGRAPH_BLOCK or one.kind is not two.kind:
        return False
    first, second = one.text.strip(), two.text.strip()
    if first.isupper() and len(first.split()) > 1 and _OFFICE_BELOW.match(second):
        return len(first) <= _MAX_LINE_CHARS and not first.endswith(LINE_ENDS)
    too_long = max(len(first), len(second)) > _MAX_LINE_CHARS
    if too_long or first.endswith(LINE_ENDS):
        return False
    if not second.endswith(COLONS) or ":" in second[:-1] or ". " in second:
        return False
    words = [word.strip(",()").casefold() for word in first.split()]
    office = any(word in label_words().roles or "minister" in word for word in words)
    small = second.split()[0].casefold()
    continues = (
        second[0].islower() or small in label_words().particles or second[0] == "("
    )
    hanging = first.endswith(",") or words[-1] in label_words().particles
    after = {word.strip(",.:").casefold() for word in second.split()}
    is_sentence = not label_words().never_in_labels.isdisjoint(after)
    label = first[:1].isupper() and office and (continues or hanging)
    return label and not is_sentence


def split_at_labels(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> tuple[list[Line], dict[int, ScoredLabel]]:
    """Split lines before labels inside them, and return all labels by new line index.

    Only labels that stand at the start of two lines or more are searched for.
    """
    pattern, sample = _pattern(labels)
    if pattern is None:
        return list(lines), dict(labels)
    made: list[Line] = []
    kept: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines):
        found = labels.get(n)
        rest, start = line, found.label.end if found else 0
        # Most lines have no colon, which is found out faster.
        asked = line.spoken and (":" in line.text or "：" in line.text)
        while True:
            inner = pattern.search(rest.text, start) if asked else None
            cut = inner.start(1) if inner else len(rest.text)
            if found:
                moved = found.line != len(made)
                kept[len(made)] = replace(found, line=len(made)) if moved else found
            made.append(replace(rest, text=rest.text[:cut]) if inner else rest)
            if inner is None:
                break
            rest = replace(rest, text=rest.text[cut:], opens=False, bold=0, italic=0)
            start = inner.end() - cut
            found = sample[inner.group(2)]
            alone = not rest.text[start:].strip()
            found = replace(found, label=replace(found.label, end=start, alone=alone))
    return made, kept


def _pattern(
    labels: Mapping[int, ScoredLabel],
) -> tuple[re.Pattern[str] | None, dict[str, ScoredLabel]]:
    times: Counter[str] = Counter()
    sample: dict[str, ScoredLabel] = {}
    for found in labels.values():
        if found.label.ending is Ending.COLON:
            times[found.label.printed] += 1
            sample[found.label.printed] = found
    sure = [name for name, n in times.most_common(_MAX_NAMES) if n > 1]
    if not sure:
        return None, sample
    names = "|".join(re.escape(name) for name in sorted(sure, key=len, reverse=True))
    # Where blanks part no words, none stands behind a wide colon.
    signs = '[.!?…。！？”"»)）」』]'
    return re.compile(rf"{signs}\s{{0,4}}(({names})\s?(?:[:：]\s|：))"), sample
