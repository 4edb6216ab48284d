"""Questions of interviews without labels: set apart by their look, or plain.

Bold, italic or dashed lines that are answered, or short paragraphs that ask and take
turns with answers.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from content.document import BlockKind
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.words import OPENING_QUOTES
from content.segment.names.in_text.cjk_people import people_named_in_cjk
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.turns.page_head.headlined_interviews import (
    is_about_interview,
    tells_of_talk,
)
from content.segment.turns.page_head.written_about import (
    most_written_about,
)
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.turns.who_was_asked import addresses

_MOST, _MOSTLY = 0.8, 0.6
_DASHES = frozenset("-–—―")
_KEY_CHARS = 40
_MANY_TIMES = 3  # As many questions as labels.
_MIN_PLAIN, _MAX_QUESTION, _MAX_ANSWER = 4, 240, 4


def is_interview(lines: Sequence[Line]) -> bool:
    """Return whether questions and answers take turns: questions set apart, or plain ones."""
    return _asks_set_apart(lines) or bool(_plain_questions(lines))


def _asks_set_apart(lines: Sequence[Line]) -> bool:
    """Return whether bold questions and plain answers take turns."""
    asked = [n for n, line in enumerate(lines) if is_question(line)]
    answered = sum(n + 1 < len(lines) and not is_question(lines[n + 1]) for n in asked)
    if len(asked) > 2 and answered >= _MOST * len(asked):
        return True
    return bool(_dashed_questions(lines) or _remarks_and_questions(lines))


def _remarks_and_questions(lines: Sequence[Line]) -> list[int]:
    """Return lines set apart alike that end as sentences, if half ask and all are answered.

    So interviews with few questions are set, where whoever asks remarks on something.
    """
    for is_apart in (_is_bold, _is_italic):
        apart = {n: None for n, line in enumerate(lines) if is_apart(line)}
        told = [n for n in apart if lines[n].text.strip().endswith(SENTENCE_ENDS)]
        told = [n for n in told if not names_makers(lines[n].text)]
        asking = sum(is_question(lines[n]) for n in told)
        answered = sum(
            n + 1 < len(lines) and n + 1 not in apart and lines[n + 1].spoken
            for n in told
        )
        few = len(told) > 2 and asking >= max(2, len(told) / 2)
        if few and answered >= len(told) - 1:
            return [n for n in told if n + 1 < len(lines)]
    return []


def _is_italic(line: Line) -> bool:
    whole = line.italic >= len(line.text.rstrip())
    return whole and line.kind is BlockKind.PARAGRAPH


def _dashed_questions(lines: Sequence[Line]) -> list[int]:
    """Return the bold lines that a dash opens, if quotations below answer nearly each.

    So newspapers print questions that end in a full stop, as Korean ones do.
    """
    asked = [
        n
        for n, line in enumerate(lines)
        if _is_bold(line) and line.text.strip()[:1] in _DASHES
    ]
    answered = sum(
        n + 1 < len(lines) and lines[n + 1].text.strip()[:1] in OPENING_QUOTES
        for n in asked
    )
    many = len(asked) > 2 and answered >= _MOST * len(asked)
    return asked if many else []


def _plain_questions(lines: Sequence[Line]) -> list[int]:
    """Return the questions that nothing sets apart; empty if they make no interview.

    Each is a short paragraph of its own that asks, with a few that answer below it.
    Two signs more are needed. Somebody speaks: half of the answers are in the first
    person, or the top says that it is an interview and names somebody. And it is no
    manual: the top says that it is an interview, or the first question addresses
    somebody, or one paragraph answers most questions and the top writes about one
    person.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.spoken]
    asked = [
        place
        for place, n in enumerate(shown)
        if lines[n].kind is BlockKind.PARAGRAPH
        and len(lines[n].text) <= _MAX_QUESTION
        and asks_unmarked(lines[n].text)
    ]
    gaps = [after - place - 1 for place, after in pairwise(asked)]
    if len(asked) < _MIN_PLAIN or not all(0 < gap <= _MAX_ANSWER for gap in gaps):
        return []
    answers = [lines[shown[n + 1]].text for n in asked if n + 1 < len(shown)]
    personal = sum(SPOKEN_WORDS.is_in(text) for text in answers)
    top = [lines[n].text for n in shown[: asked[0]]]
    told = any(is_about_interview(text) or tells_of_talk(text) for text in top)
    first = lines[shown[asked[0]]].text
    people = [one.name for text in top for one in mentions_in(text)]
    people += [name for text in top for name in people_named_in_cjk(text)]
    called = any(addresses(first, name) for name in people)
    # By turns, but for what is told between them, and the top writes about one person.
    by_turns = sum(gap == 1 for gap in gaps) >= _MOSTLY * len(gaps)
    # Where verbs tell who acts, few answers have a word for "I".
    speaks = 2 * personal >= len(answers) or (told and by_turns and bool(people))
    enough = len(answers) == len(asked) and speaks
    told = told or called or (by_turns and bool(most_written_about(top)))
    return [shown[n] for n in asked] if enough and told else []


def are_answers_words(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether the labels found are words of the answers in an interview.

    They are few beside the questions, and none comes back.
    """
    keys = [one.key for one in labels.values()]
    if not keys or len(keys) != len(set(keys)):
        return False
    apart = _asks_set_apart(lines)
    asked = sum(map(is_question, lines)) if apart else len(_plain_questions(lines))
    return _MANY_TIMES * len(keys) <= asked


def is_question(line: Line) -> bool:
    """Return whether a whole line is set apart, and asks."""
    whole = line.bold >= len(line.text.rstrip()) or line.kind is HEADING_BLOCK
    whole = whole or line.italic >= len(line.text.rstrip())
    return whole and asks_unmarked(line.text)


def find_questions(lines: Sequence[Line]) -> set[tuple[int, int, str]]:
    """Return block, line and opening words of each question.

    Between the first and the last, what looks like them is one, however it ends; below
    the last, if it ends as a sentence and is answered.
    """
    if not _asks_set_apart(lines):
        asked = _plain_questions(lines)
        return {line_key(lines[n].block, lines[n].number, lines[n].text) for n in asked}
    asked = [n for n, line in enumerate(lines) if is_question(line)]
    if len(asked) <= 2:
        asked = _dashed_questions(lines) or _remarks_and_questions(lines)
    places = {*asked}
    bold = all(_is_bold(lines[n]) for n in asked)
    titles = titles_above(lines, places) if bold else ()
    return {
        line_key(line.block, line.number, line.text)
        for n, line in enumerate(lines)
        if n in places
        or (bold and asked[0] < n < asked[-1] and _is_bold(line) and n not in titles)
        or (bold and n > asked[-1] and _is_last_remark(lines, n))
    }


def titles_above(lines: Sequence[Line], asked: Collection[int]) -> set[int]:
    """Return the bold lines right above a bold question that a newspaper sets as titles.

    They quote, or do not end as a sentence: "“I have counted them all”".
    """
    above = {n - 1 for n in asked if _is_bold(lines[n]) and n} - {*asked}
    texts = {n: lines[n].text.strip() for n in above if _is_bold(lines[n])}
    return {
        n
        for n, text in texts.items()
        if text[:1] in OPENING_QUOTES or not text.endswith((*SENTENCE_ENDS, ":", ","))
    }


def line_key(block: int, number: int, text: str) -> tuple[int, int, str]:
    """Return what tells a line from another part of the same line."""
    return block, number, text.strip()[:_KEY_CHARS]


def _is_last_remark(lines: Sequence[Line], n: int) -> bool:
    """Return whether a bold sentence below the last question is answered, as one is."""
    text = lines[n].text.strip()
    answered = n + 1 < len(lines) and not _is_bold(lines[n + 1])
    ended = text.endswith(SENTENCE_ENDS) and not names_makers(text)
    return ended and answered and _is_bold(lines[n]) and not is_page_line(text)


def _is_bold(line: Line) -> bool:
    whole = line.bold >= len(line.text.rstrip())
    return whole and line.kind is BlockKind.PARAGRAPH
