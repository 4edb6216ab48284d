"""Which labels of minutes are somebody's, and which lines are fields, items or tasks.

A name before a colon is somebody's label; any other word is what the line is about
("Decision: …"), and a list of tasks says who has to do what ("To do: Tom: …").
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from content.document import BlockKind
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.segment.kinds import HEADING_BLOCK, ITEM_BLOCK
from content.segment.labels.candidates import label_candidates
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel, declared_keys
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.offices import is_role
from content.segment.names.titles import strip_titles, without_address_behind
from content.segment.names.words import label_words
from content.segment.voices.minutes.clerk import personal_in, speaks_of_self
from content.segment.voices.minutes.minutes import Minutes

_TASKS = WordPattern(
    r"[\W_\d]{0,8}(?:[^\W\d_]++\s){0,2}?(?:<stage.tasks>)(?![^\W\d_])"
    r"[^:：\n.?!]{0,30}[:：]?[\s*_】\]]*",
    by_words=True,
)
_FIELD = WordPattern(
    r"[\W_\d]{0,8}(?:<stage.record_fields>|<stage.lists>|<stage.tasks>|<stage.votes>)"
    r"(?![^\W\d_])[^:：\n.?!–—,;]{0,24}[:：]",
    by_words=True,
)
_FIELD_WORD = WordPattern(r"(?:<<stage.record_fields>>)", by_words=True)
_MOTION = WordPattern(
    r"(<messages.questions>)\s(?:[^\W\d_]|\d{1,3}|[IVX]{1,4})[.)]?(?:\s?[(（].*[)）])?"
)
# "Tom: the list", "Tom – the list", "[ ] Tom to send it"
_ENTRY = re.compile(
    r"\s*(?:[-–—•・*☐☑✓]|\[[ xX]?\])?\s*[^\W_][^:：–—]{0,40}\s?[:：–—-]\s"
)
_SAID_OPENS = frozenset('—–“„«"「『')
_MAX_TASK_LINE, _MAX_NAMES = 60, 300
_ALONE_SCORE, _MIN_ALONE = 0.75, 2
_REPORTED_SCORE = 0.5
_MAX_PERSONAL, _MAX_REPORTING = 0.34, 0.2
# "p. Hall", "HALL A. B.", "Cons. Hall"
_ABBREVIATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,5}\.(?:\s|$)")
_NUMBER = re.compile(r"^\s*(?:[IVX]{1,5}|\d{1,3})[.)]\s+(?=[^\W\d_])")
_MIN_PROSE = 60
_INITIALS = 2
_BULLET = re.compile(r"\s*[-–—•*◦▪]\s")
_HAN_STOP = re.compile("[。！？，]")
_HAN = re.compile("[\u3400-\u9fff]")


def fields_of_minutes(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], minutes: Minutes
) -> frozenset[int]:
    """Return the lines of minutes that are fields, items or tasks, so that nobody speaks.

    Args:
        labels: What may be labels.
        lines: The lines of the document.
        minutes: What it is known by.
    """
    bodies = {n: _body(labels, n, lines) for n in labels}
    personal = {
        n
        for n, body in bodies.items()
        if personal_in(body, minutes.code) or body[:1] in _SAID_OPENS
    }
    found = set(_tasks(lines, labels, personal))
    first = min(labels, default=len(lines))
    found |= {
        n
        for n in range(first, len(lines))
        if n not in personal
        and (_is_field(lines[n].text) or _heads_field(lines[n].text))
    }
    found |= {
        n
        for n, one in labels.items()
        if (one.label.ending is Ending.STOP and _is_field_word(one.label.printed))
        or _awaits_signature(bodies[n])
        or counts_motion(one.label.printed)
        or _heads_names(n, labels, lines)
        or _ends_in_field(one.label.printed)
    }
    keys = declared_keys(minutes.listed)
    found |= _things(labels, personal, keys)
    return frozenset(found)


def doubt_reported(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], minutes: Minutes
) -> dict[int, ScoredLabel]:
    """Return labels with their scores lowered where nobody speaks in person under any.

    "Treasurer Tom Ferro: receipts 212, expenses 198" tells what he reported. Where names
    or labels without a colon come back, or one stands right below another, people take
    turns. In a list among as much prose, they are none: "- Mrs Hall: could the gate be
    opened earlier? The clerk will ask."
    """
    keys = declared_keys(minutes.listed)
    times = Counter(
        one.key
        for one in labels.values()
        if one.label.ending is not Ending.COLON or _names_somebody(one, keys)
    )
    again = any(n > 1 for n in times.values())
    alone = all(one.label.alone for one in labels.values())
    bodies = [_body(labels, n, lines) for n in labels]
    if again or alone or any(speaks_of_self(body, minutes.code) for body in bodies):
        return dict(labels)
    if _are_listed_among_prose(labels, lines):
        return {}
    turns = any(n + 1 in labels for n in labels)
    if turns or any(personal_in(body, minutes.code) for body in bodies):
        return dict(labels)
    return {
        n: replace(one, score=min(one.score, _REPORTED_SCORE))
        for n, one in labels.items()
    }


def _are_listed_among_prose(labels: Collection[int], lines: Sequence[Line]) -> bool:
    """Return whether all labels stand in items of a list, and as many lines are prose."""
    items = all(
        lines[n].kind is ITEM_BLOCK or _BULLET.match(lines[n].text) for n in labels
    )
    prose = (
        len(line.text) >= _MIN_PROSE and line.text.rstrip().endswith(SENTENCE_ENDS)
        for n, line in enumerate(lines)
        if n not in labels
    )
    return items and sum(prose) >= len(labels)


def with_listed_alone(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], minutes: Minutes
) -> dict[int, ScoredLabel]:
    """Return labels with the names that head what each of those present has to say.

    "**Ada**" and below it "Today: the audit log". Several listed names stand alone on bold
    lines or headings, not below a heading of tasks, and nothing else is a label.
    """
    keys = {label_key(name) for name in minutes.listed}
    if labels or not keys:
        return dict(labels)
    found: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines):
        text = line.text.strip(" *_:：")
        if _heads_tasks(text):
            break
        if label_key(text) not in keys or n + 1 == len(lines):
            continue
        label = next((one for one in label_candidates(line) if one.alone), None)
        if label is not None and label.style in {LabelStyle.BOLD, LabelStyle.HEADING}:
            key = label_key(label.printed)
            found[n] = ScoredLabel(line=n, label=label, score=_ALONE_SCORE, key=key)
    return found if len({one.key for one in found.values()}) >= _MIN_ALONE else {}


def _is_field(text: str) -> bool:
    """Return whether a line is a word for a field and what it holds."""
    if not ((":" in text or "：" in text) and _FIELD.may_be_in(text)):
        return False
    found = _FIELD.regex.match(text)
    held = text[found.end() :].strip(" *_") if found else ""
    return bool(held) and held[0] not in _SAID_OPENS


def _heads_field(text: str) -> bool:
    """Return whether a word for a field, alone on its line, heads what is below: "RULED:"."""
    bare = text.strip()
    short = len(bare) <= _MAX_TASK_LINE and bare.endswith(COLONS)
    return short and bare.isupper() and _is_field_word(bare.rstrip(" :："))


def _awaits_signature(body: str) -> bool:
    """Return whether nothing but a line to sign on stands behind a label.

    >>> _awaits_signature("…………"), _awaits_signature("______"), _awaits_signature("…yes")
    (True, True, False)
    """
    return (
        len(body) > _INITIALS
        and not any(map(str.isalnum, body))
        and (not set(body) - set("._…- \t"))
    )


def _is_field_word(printed: str) -> bool:
    """Return whether a label is a word for a field: "SVARSTYTA."."""
    bare = _NUMBER.sub("", printed).strip(" *_")
    return _FIELD_WORD.is_all_of(bare)


def counts_motion(printed: str) -> bool:
    """Return whether a label counts a motion: "Motion A (moved by no. 12)"."""
    found = _MOTION.regex.fullmatch(printed)
    return found is not None and label_key(found[1]) not in label_words().questions


def _heads_names(
    n: int, labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether nothing but names, or another such line, stands behind a label.

    "Those present:", "Chair:", "Ms Ada Brook"
    """
    body = _body(labels, n, lines).strip(" ,")
    if labels[n].label.alone and body.endswith(COLONS):
        # "With pleasure. It says:" is said.
        said = ". " in body or _HAN_STOP.search(body) is not None
        return len(body) <= _MAX_TASK_LINE and not said
    names = [_without_address(without_brackets(one)) for one in body.split(",")]
    sentence = body.endswith(SENTENCE_ENDS) or len(body) > _MAX_NAMES
    return not sentence and all(is_person(strip_titles(one)) for one in names)


def _without_address(name: str) -> str:
    return " ".join(without_address_behind(name.split()))


def _ends_in_field(printed: str) -> bool:
    """Return whether a sentence and a word for a field are no label.

    "Ada Brook was proposed as chair. Decision: elected."
    """
    told, stop, last = printed.rpartition(". ")
    return bool(stop) and len(told.split()) > 2 and _is_field_word(last)


def _body(labels: Mapping[int, ScoredLabel], n: int, lines: Sequence[Line]) -> str:
    """Return what stands behind a label, or below one that has a line of its own."""
    said = lines[n].text[labels[n].label.end :].strip()
    after = lines[n + 1].text if n + 1 < len(lines) and n + 1 not in labels else ""
    return said or after


def _tasks(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], personal: Collection[int]
) -> Iterator[int]:
    """Yield the lines of lists of tasks, each below its heading."""
    section: list[int] = []
    end = found = -1
    for n, line in enumerate(lines):
        if n <= found or not _heads_tasks(line.text):
            continue
        if n > end:
            section = [*_section(n, lines, labels)]
            end = section[-1] if section else n
            # How many labels stand from each line on, and how many with own words.
            labelled = _counted_below(section, labels)
            own = _counted_below(section, labels.keys() & {*personal})
        # A heading in a list heads the rest of it.
        place = n - section[0] + 1 if section else 0
        if place < len(section) and own[place] <= _MAX_PERSONAL * labelled[place]:
            yield from (n, *section[place:])
            found = end


def _counted_below(section: Sequence[int], some: Collection[int]) -> list[int]:
    """Return how many lines of a section are among some, from each line on."""
    counts = accumulate((n in some for n in reversed(section)), initial=0)
    return [*counts][::-1]


def _heads_tasks(text: str) -> bool:
    short = len(text) <= _MAX_TASK_LINE and _TASKS.may_be_in(text)
    return short and _TASKS.is_all_of(text)


def _section(
    start: int, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[int]:
    """Yield the lines below a heading that are entries of its list."""
    for n in range(start + 1, len(lines)):
        line = lines[n]
        listing = line.kind in {ITEM_BLOCK, BlockKind.TABLE}
        if line.kind is HEADING_BLOCK:
            return
        if not (listing or n in labels or _ENTRY.match(line.text)):
            return
        yield n


def _things(
    labels: Mapping[int, ScoredLabel],
    personal: Collection[int],
    listed: frozenset[str],
) -> set[int]:
    """Return the lines of labels that stand once, name nobody, and lead to no speech.

    Where hardly anybody speaks in person, and no name comes back, an office does not
    either, unless a name has the line above or below; elsewhere only the head has such
    lines, and words for fields tell the others.
    """
    times = Counter(one.key for one in labels.values())
    named = {n for n, one in labels.items() if _names_somebody(one, listed)}
    again = any(times[labels[n].key] > 1 for n in named)
    reported = not again and len(personal) <= _MAX_REPORTING * len(labels)
    spoken = {*personal, *(n for n in named if times[labels[n].key] > 1)}
    first = min(spoken, default=max(labels, default=0) + 1)
    beside = {m for n in named for m in (n - 1, n + 1)}
    return {
        n
        for n, one in labels.items()
        if times[one.key] == 1
        and n not in personal
        and one.label.ending is Ending.COLON
        and (reported or not one.label.alone)
        and (reported or n < first)
        and ((reported and n not in beside) or not _is_office(one.key.split()))
        and n not in named
    }


def _is_office(words: Sequence[str]) -> bool:
    """Return whether words are an office, and no paper of one: "Report of the treasurer"."""
    w = label_words()
    for n, word in enumerate(words):
        if is_role(word):
            return n < 2 or w.particles.isdisjoint(words[1:n])
    return False


def _sets_off_surname(words: Sequence[str]) -> bool:
    """Return whether capitals set a last word apart from an office: "Assessore FUSARI"."""
    *before, last = words or [""]
    return (
        last.isupper()
        and sum(map(str.isalpha, last)) > _INITIALS
        and any(is_role(word.casefold()) and not word.isupper() for word in before)
    )


def _names_somebody(one: ScoredLabel, listed: frozenset[str]) -> bool:
    """Return whether a label has a form of address, or what only names have."""
    printed = _NUMBER.sub("", one.label.printed)
    words = without_brackets(printed).replace(",", " ").split()
    titles = label_words().titles
    return (
        one.key in listed
        or without_brackets(printed) != printed
        or any(word.casefold().strip(".") in titles for word in words[:-1])
        or any(label_key(word) in listed for word in words if word[:1].isupper())
        or any(is_given_name(word, surely=True) for word in words)
        or _ABBREVIATED.search(printed) is not None
        or _sets_off_surname(words)
        or (_HAN.match(printed) is not None and opens_with_han_surname(printed))
    )
