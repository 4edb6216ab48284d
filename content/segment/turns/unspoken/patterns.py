"""What recurs in a document beside its labels: refrains, headings, pull quotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.document import BlockKind
from content.language.patterns.letter_case import is_in_capitals
from content.language.sentence_marks import COLONS, STOPS
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.kinds import HEADING_BLOCK, QUOTE_BLOCK
from content.segment.labels import stamps
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.chat_lines import find_chat_lines
from content.segment.turns.unspoken.dashed_notes import find_dashed_notes
from content.segment.turns.unspoken.directions import is_bare_direction, is_direction
from content.segment.turns.unspoken.menus import MENU, menu_lines
from content.segment.turns.unspoken.minutes_sentences import is_minutes_sentence
from content.segment.turns.unspoken.name_lists import find_name_lists
from content.segment.turns.unspoken.page_lines import find_page_lines
from content.segment.turns.unspoken.roll_calls import find_roll_calls
from content.segment.turns.unspoken.told_of_speakers import find_told_of_speakers

MAX_TITLE_CHARS = 80
_ITEM = re.compile(r"\s*\d{1,3}[.)]\s")
_MIN_CAPITALS, _MAX_CAPITALS, _MIN_IN_CAPITALS = 8, 320, 3
_MAX_IN_CAPITALS_SHARE = 0.5
_MIN_NUMBERED_CAPITALS = 4
_NOTE_AT_END = re.compile(r"\s?[(（][^()（）]*[)）]\.?$")
_NOTE_ENDS = (")", "）", ").", "）.")
_CALLS_OR_QUOTES = tuple("!?！？…\"“”»«'’")
_MIN_STAMPED = 2
_AROUND_NOTES = " .()[]（）–—-"
_MIN_PULL_QUOTE_WORDS = 5
_MAX_LEFT_OUT_WORDS = 10
# Of quotes that open alike only so many are compared, so that time stays linear.
_MAX_ALIKE_QUOTES = 8
_OF_CHATS = frozenset({Ending.TIME, Ending.ANGLE})
_MIN_HAPPENINGS = 2
# No mark of a question: what stands below one may answer it.
_BEFORE_HAPPENING = tuple('.!…。！”»"')
_NO_TITLE_ENDS = (*STOPS, *'"”»)]）')


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What is regular in a document beside its labels.

    Attributes:
        minutes: Whether it has labels, so that it may have sentences of the minutes, too.
        label_per_paragraph: Whether every paragraph has a label of its own; text without
            one is then nobody's.
        after_heading: Whether nearly every heading is followed by a label.
        headings_in_capitals: Indices of lines in capitals before a label; they are
            headings where words are printed in small letters.
        stamped: Whether every message has a time stamp before its label; a stamped line
            without one is the chat's own.
        refrains: Short lines without a full stop that recur; they are the page's.
        pull_quotes: Indices of set-off lines that repeat words of another block.
        page_lines: Kind and reason of lines that are the page's, by index.
        chat_lines: Those that a chat prints, also directly under a label.
        roll_calls: Indices of lines that say who voted how.
        name_lists: Indices of lines that only list people.
        told_of_speakers: Indices of lines that tell what a speaker did.
        dashed_notes: Indices of notes of the record behind a dash.
        notes_marked: Whether sentences of the minutes stand in brackets or behind dashes.
    """

    minutes: bool
    label_per_paragraph: bool
    after_heading: bool
    headings_in_capitals: frozenset[int]
    stamped: bool
    refrains: frozenset[str]
    pull_quotes: frozenset[int]
    page_lines: Mapping[int, tuple[SegmentKind, str]]
    chat_lines: frozenset[int]
    roll_calls: frozenset[int]
    name_lists: frozenset[int]
    told_of_speakers: frozenset[int]
    dashed_notes: frozenset[int]
    notes_marked: bool


def find_patterns(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> Patterns:
    """Return the patterns of a document."""
    inside = [n for n in range(min(labels, default=0), len(lines)) if lines[n].spoken]
    alone = sum(labels[n].label.alone for n in labels)
    bodies = len(inside) - alone
    # Some pages set off whatever is said.
    set_off = sum(
        line.kind is QUOTE_BLOCK for n in labels for line in lines[n + 1 : n + 2]
    )
    times = Counter(
        lines[n].text.strip()
        for n in inside
        if n not in labels and is_title(lines[n].text, 40)
    )
    refrains = frozenset(text for text, n in times.items() if n > 2)
    headed = followed = 0
    for n in inside:
        if lines[n].kind is HEADING_BLOCK and n not in labels:
            after = _next_spoken(lines, n, refrains)
            if after is not None and lines[after].kind is not BlockKind.HEADING:
                headed += 1
                followed += after in labels
    chat_lines = find_chat_lines(lines, labels)
    dashed_notes = find_dashed_notes(lines, labels)
    marked = (
        lines[n].text.strip(_AROUND_NOTES)
        for n in inside
        if n in dashed_notes or is_direction(lines[n].text)
    )
    return Patterns(
        minutes=bool(labels),
        label_per_paragraph=(
            alone > 8
            and alone >= 0.8 * max(bodies, len(labels))
            and 2 * set_off < alone
        ),
        after_heading=headed > 2 and followed >= 0.75 * headed,
        headings_in_capitals=_find_headings_in_capitals(lines, labels, refrains),
        stamped=_are_stamped(lines, labels),
        refrains=refrains,
        pull_quotes=find_pull_quotes(lines) if labels else frozenset(),
        page_lines=(
            _menu(lines, labels)
            | _find_happenings(lines, labels)
            | find_page_lines(lines, labels)
            | chat_lines
        ),
        chat_lines=frozenset(chat_lines),
        roll_calls=find_roll_calls(lines, labels),
        name_lists=find_name_lists(lines, labels) if labels else frozenset(),
        told_of_speakers=find_told_of_speakers(lines, labels),
        dashed_notes=dashed_notes,
        notes_marked=any(map(is_minutes_sentence, marked)),
    )


def _find_happenings(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> dict[int, tuple[SegmentKind, str]]:
    """Return lines that are one word for what happens, where a record has several.

    Each stands below a whole sentence. "Silence", right below a question or a label, is an
    answer; below other lines without a stop it is of a list; and in a chat somebody wrote it.
    """
    if any(one.label.ending in _OF_CHATS for one in labels.values()):
        return {}
    found = [
        n
        for n in range(min(labels, default=len(lines)) + 1, len(lines))
        if n not in labels
        and is_bare_direction(lines[n].text)
        and lines[n - 1].text.rstrip().endswith(_BEFORE_HAPPENING)
        and not (n - 1 in labels and labels[n - 1].label.alone)
    ]
    kind = SegmentKind.STAGE, "a word for what happens"
    return dict.fromkeys(found, kind) if len(found) >= _MIN_HAPPENINGS else {}


def _menu(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> dict[int, tuple[SegmentKind, str]]:
    kind = SegmentKind.BOILERPLATE, MENU
    return {n: kind for n in menu_lines(lines) if n not in labels}


def _is_in_capitals(text: str) -> bool:
    """Return whether a line is in capitals up to a bracket at its end, and no call.

    >>> _is_in_capitals("QUESTIONS TO THE MINISTER. (Paper 12/3)."), _is_in_capitals("NO, NO!")
    (True, False)
    """
    bare = text.strip()
    if bare.endswith(_NOTE_ENDS):
        bare = _NOTE_AT_END.sub("", bare)
    if not is_in_capitals(bare) or len(bare) > _MAX_CAPITALS:
        return False
    letters = sum(map(str.isalpha, bare))
    return letters >= (
        _MIN_NUMBERED_CAPITALS if _ITEM.match(bare) else _MIN_CAPITALS
    ) and not text.rstrip().endswith(_CALLS_OR_QUOTES)


def _find_headings_in_capitals(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], refrains: frozenset[str]
) -> frozenset[int]:
    in_capitals = [
        n
        for n, line in enumerate(lines)
        if n not in labels
        and line.spoken
        and line.opens
        and not (n - 1 in labels and labels[n - 1].label.alone)
        and _is_in_capitals(line.text)
        # Set off, a telegram is in capitals, too.
        and line.kind is not QUOTE_BLOCK
    ]
    several = [n for n in in_capitals if " " in lines[n].text.strip()]
    in_capitals = in_capitals if len(several) >= _MIN_IN_CAPITALS else several
    said = sum(
        (lines[n].text[one.label.end :].strip() or below.text).isupper()
        for n, one in labels.items()
        for below in lines[n + 1 : n + 2] or [lines[n]]
    )
    if len(in_capitals) > _MAX_IN_CAPITALS_SHARE * len(lines) or said > 0.1 * len(
        labels
    ):
        return frozenset()
    found: set[int] = set()
    for n in reversed(in_capitals):
        after = _next_spoken(lines, n, refrains)
        if after is not None and (after in labels or after in found):
            found.add(n)
    return frozenset(found)


def _are_stamped(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> bool:
    stamped = sum(stamps.PREFIX.match(lines[n].text) is not None for n in labels)
    return stamped > _MIN_STAMPED and stamped >= 0.9 * len(labels)


def _next_spoken(
    lines: Sequence[Line], place: int, refrains: frozenset[str]
) -> int | None:
    for n in range(place + 1, min(place + 8, len(lines))):
        text = lines[n].text
        silent = is_direction(text) or is_minutes_sentence(text)
        if lines[n].spoken and not silent and text.strip() not in refrains:
            return n
    return None


def is_title(text: str, max_chars: int = MAX_TITLE_CHARS) -> bool:
    """Return whether a line is short and does not end like a sentence."""
    bare = text.strip()
    return len(bare) <= max_chars and not bare.endswith(_NO_TITLE_ENDS)


def find_pull_quotes(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of set-off lines whose words stand in another block, too."""
    quotes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.kind is not QUOTE_BLOCK:
            continue
        # What a colon introduces is quoted on purpose.
        led = n > 0 and lines[n - 1].text.rstrip().endswith(COLONS)
        if not led:
            words = tuple(_folded_words(line.text))
            if len(words) >= _MIN_PULL_QUOTE_WORDS:
                quotes[words].append(n)
    repeated = _repeated_quotes(quotes, lines) if quotes else set()
    return frozenset(n for words in repeated for n in quotes[words])


def _repeated_quotes(
    quotes: Iterable[tuple[str, ...]], lines: Sequence[Line]
) -> set[tuple[str, ...]]:
    """Return the words of quotes that stand in a line that is not set off."""
    openings: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for words in quotes:
        alike = openings[words[:_MIN_PULL_QUOTE_WORDS]]
        if len(alike) < _MAX_ALIKE_QUOTES:
            alike.add(words)
    found: set[tuple[str, ...]] = set()
    firsts = {opening[0] for opening in openings}
    for line in lines:
        if line.kind is QUOTE_BLOCK or not line.spoken:
            continue
        text = _folded_words(line.text)
        for place in range(len(text) - _MIN_PULL_QUOTE_WORDS + 1):
            if text[place] not in firsts:
                continue
            opening = tuple(text[place : place + _MIN_PULL_QUOTE_WORDS])
            if opening in openings:
                alike = openings[opening]
                repeated = {words for words in alike if _repeats(words, text, place)}
                alike -= repeated
                found |= repeated
    return found


def _repeats(quoted: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Return whether quoted words stand in a text in their order, some left out."""
    longest = 2 * len(quoted) + _MAX_LEFT_OUT_WORDS
    rest = iter(words[place : place + longest])
    return all(word in rest for word in quoted)


def _folded_words(text: str) -> list[str]:
    return WORD_OR_NUMBER.findall(text.casefold())
