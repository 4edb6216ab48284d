"""Questions of interviews without labels: set apart by their look, or plain.

Lines in bold, italics, capitals or brackets that are answered, lines behind dashes, or
short paragraphs that ask and take turns with answers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from content.document import BlockKind
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.kinds import HEADING_BLOCK, QUOTE_BLOCK
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.turns.dashed_talk import dashed_questions
from content.segment.turns.paired_questions import paired_questions, titles_between
from content.segment.turns.plain_questions import (
    plain_questions,
    questions_above_quotations,
)
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.turns.who_was_asked import addresses
from content.segment.wording.in_person import FIRST_PERSON

_MOST = 0.8
_DASHES = frozenset("-–—―")
_KEY_CHARS = 40
_MANY_TIMES = 3  # As many questions as labels.
_BRACKETS = {"[": "]", "(": ")"}
_MIN_CAPITALS = 2
_MAX_OVER = 3


def is_interview(lines: Sequence[Line]) -> bool:
    """Return whether questions and answers take turns: questions set apart, or plain ones."""
    return _asks_set_apart(lines) or bool(
        dashed_questions(lines) or _unmarked_questions(lines)
    )


def _unmarked_questions(lines: Sequence[Line]) -> list[int]:
    return (
        paired_questions(lines)
        or questions_above_quotations(lines)
        or plain_questions(lines)
    )


def _asks_set_apart(lines: Sequence[Line]) -> bool:
    """Return whether questions that are set apart and plain answers take turns."""
    asked = [n for n, line in enumerate(lines) if is_question(line)]
    answered = sum(n + 1 < len(lines) and not is_question(lines[n + 1]) for n in asked)
    if len(asked) > 2 and answered >= _MOST * len(asked):
        return True
    return bool(_bold_behind_dashes(lines) or _remarks_and_questions(lines))


def _remarks_and_questions(lines: Sequence[Line]) -> list[int]:
    """Return lines set apart alike that end as sentences, if half ask and all are answered.

    So interviews with few questions are set, where whoever asks remarks on something.
    """
    for is_apart in (_is_bold_paragraph, _is_italic_paragraph, _is_lower_heading):
        apart = {n: None for n, line in enumerate(lines) if is_apart(line)}
        told = [
            n
            for n in apart
            if lines[n].text.strip().endswith(SENTENCE_ENDS)
            or _is_heading_without_case(lines[n])
        ]
        told = [n for n in told if not names_makers(lines[n].text)]
        # The lead of a page may be set apart as its questions are.
        led = told[1:] if told and not is_question(lines[told[0]]) else []
        for remarks in (told, led):
            if _take_turns(remarks, apart, lines):
                return [n for n in remarks if n + 1 < len(lines)]
    return []


def _take_turns(
    remarks: Sequence[int], apart: Collection[int], lines: Sequence[Line]
) -> bool:
    """Return whether half of some lines set apart ask, and all but one are answered."""
    asking = sum(is_question(lines[n]) for n in remarks)
    answered = sum(
        n + 1 < len(lines) and n + 1 not in apart and lines[n + 1].spoken
        for n in remarks
    )
    few = len(remarks) > 2 and asking >= max(2, len(remarks) / 2)
    return few and answered >= len(remarks) - 1


def _is_italic_paragraph(line: Line) -> bool:
    return line.is_italic and line.kind is BlockKind.PARAGRAPH


def _is_headline(line: Line) -> bool:
    return line.kind is HEADING_BLOCK and line.level == 1


def _is_lower_heading(line: Line) -> bool:
    return line.kind is HEADING_BLOCK and line.level > 1


def _is_sentence_as_heading(line: Line) -> bool:
    """Return whether a heading is a whole sentence: "Some say that your bread is dear."."""
    ended = line.text.rstrip().endswith(SENTENCE_ENDS) or is_question(line)
    return _is_lower_heading(line) and ended


def _is_heading_without_case(line: Line) -> bool:
    """Return whether a heading may be cut as Japanese questions are: "…のことは"."""
    return _is_lower_heading(line) and WITHOUT_CASE.search(line.text) is not None


def _bold_behind_dashes(lines: Sequence[Line]) -> list[int]:
    """Return the bold lines that a dash opens, if quotations below answer nearly each.

    So newspapers print questions that end in a full stop, as Korean ones do.
    """
    asked = [
        n
        for n, line in enumerate(lines)
        if _is_bold_paragraph(line) and _opens_with_dash(line)
    ]
    answered = sum(
        n + 1 < len(lines) and lines[n + 1].text.strip()[:1] in OPENING_QUOTES
        for n in asked
    )
    many = len(asked) > 2 and answered >= _MOST * len(asked)
    return asked if many else []


def are_answers_words(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether the labels found are words of the answers in an interview.

    They are few beside the questions, and none comes back.
    """
    keys = [one.key for one in labels.values()]
    if not keys or len(keys) != len(set(keys)):
        return False
    apart = _asks_set_apart(lines)
    asked = sum(map(is_question, lines)) if apart else len(_unmarked_questions(lines))
    return _MANY_TIMES * len(keys) <= asked


def is_question(line: Line) -> bool:
    """Return whether a whole line is set apart, and asks."""
    whole = line.is_bold or line.is_italic or line.kind is HEADING_BLOCK
    whole = whole or _is_in_capitals(line) or _is_in_brackets(line)
    return whole and asks_unmarked(line.text)


def find_questions(lines: Sequence[Line]) -> set[tuple[int, int, str]]:
    """Return block, line and opening words of each question.

    Between the first and the last, what looks like them is one, however it ends; below
    the last, if it ends as a sentence and is answered; above the first, if somebody
    answers it in person, and the page has an introduction above. Where dashes open all
    of them, too, what looks so is one wherever it stands.
    """
    if not _asks_set_apart(lines):
        plain = dashed_questions(lines) or _unmarked_questions(lines)
        return {line_key(lines[n].block, lines[n].number, lines[n].text) for n in plain}
    asked = [n for n, line in enumerate(lines) if is_question(line)]
    asked = _without_boxes(_without_headings_above(asked, lines), lines)
    if len(asked) <= 2:
        asked = _bold_behind_dashes(lines) or _remarks_and_questions(lines)
    places = {*asked}
    looks = (
        _is_bold_paragraph,
        _is_in_capitals,
        _is_in_brackets,
        _is_heading_without_case,
        _is_sentence_as_heading,
    )
    alike = next((look for look in looks if all(look(lines[n]) for n in asked)), None)
    titles = titles_above(lines, places) if alike is _is_bold_paragraph else ()
    if alike and all(map(_opens_with_dash, (lines[n] for n in asked))):
        places.update(
            n
            for n, line in enumerate(lines[:-1])
            if alike(line) and _opens_with_dash(line) and not alike(lines[n + 1])
        )
    return {
        line_key(line.block, line.number, line.text)
        for n, line in enumerate(lines)
        if n in places
        or (alike and asked[0] < n < asked[-1] and alike(line) and n not in titles)
        or (alike and n > asked[-1] and _is_last_remark(lines, n, alike))
        or (alike and n < asked[0] and _is_first_remark(lines, n, alike))
    }


def _without_headings_above(asked: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return questions without the headings that ask, where nearly all are in bold.

    A newspaper heads a part of an interview with what is said below, right above a bold
    question: "“Who pays?”" And the page's own headline asks nobody.
    """
    bold = {n for n in asked if _is_bold_paragraph(lines[n])}
    if 2 * len(bold) <= len(asked):
        return list(asked)
    headlines = [n for n in asked if _is_headline(lines[n])]
    headline = headlines if headlines == [asked[0]] else []
    return [
        n
        for n in asked
        if n in bold or not (n in headline or _is_bold_paragraph(lines[n + 1]))
    ]


def _without_boxes(asked: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return questions without those that head a box: "> **Who is Ada Brook?**".

    A block quote below the last other question holds it.
    """
    plain = [n for n in asked if lines[n].kind is not QUOTE_BLOCK]
    boxed = [n for n in asked if lines[n].kind is QUOTE_BLOCK]
    return plain if len(plain) > 2 and min(boxed, default=0) > plain[-1] else [*asked]


def are_set_apart(lines: Sequence[Line]) -> bool:
    """Return whether a look, a dash or a place shows the questions, whatever they say."""
    return _asks_set_apart(lines) or bool(
        dashed_questions(lines)
        or paired_questions(lines)
        or questions_above_quotations(lines)
    )


def titles_above(lines: Sequence[Line], asked: Collection[int]) -> set[int]:
    """Return the bold lines right above a bold question that a newspaper sets as titles.

    They quote, or do not end as a sentence: "“I have counted them all”". So are lines
    alone between plain questions that stand right above their answers.
    """
    if not asked:
        return titles_between(lines, paired_questions(lines))
    above = {n - 1 for n in asked if _is_bold_paragraph(lines[n]) and n} - {*asked}
    texts = {n: lines[n].text.strip() for n in above if _is_bold_paragraph(lines[n])}
    return {
        n
        for n, text in texts.items()
        if text[:1] in OPENING_QUOTES or not text.endswith((*SENTENCE_ENDS, ":", ","))
    }


def line_key(block: int, number: int, text: str) -> tuple[int, int, str]:
    """Return what tells a line from another part of the same line."""
    return block, number, text.strip()[:_KEY_CHARS]


def _is_last_remark(
    lines: Sequence[Line], n: int, alike: Callable[[Line], bool]
) -> bool:
    """Return whether a sentence below the last question looks alike and is answered."""
    text = lines[n].text.strip()
    answered = n + 1 < len(lines) and not alike(lines[n + 1])
    ended = text.strip("[]()").endswith(SENTENCE_ENDS) and not names_makers(text)
    return ended and answered and alike(lines[n]) and not is_page_line(text)


def _is_first_remark(
    lines: Sequence[Line], n: int, alike: Callable[[Line], bool]
) -> bool:
    """Return whether a sentence above the first question looks alike and is answered.

    A lead is in bold, too: it names somebody whom it does not address, or is in the first person, no plain sentence
    stands above it, or nobody speaks in person below.
    """
    if not alike(lines[n]) or not _is_last_remark(lines, n, alike):
        return False
    text, over = lines[n].text, lines[max(0, n - _MAX_OVER) : n][::-1]
    # Between the introduction and the questions a date and credits may stand.
    above = next((line for line in over if not _is_credit(line)), None)
    introduced = (
        above is not None
        and not alike(above)
        and above.kind is BlockKind.PARAGRAPH
        and above.text.rstrip().endswith(SENTENCE_ENDS)
    )
    named = (one.name for one in mentions_in(text))
    told = FIRST_PERSON.is_in(text) or not all(addresses(text, n) for n in named)
    return introduced and not told and FIRST_PERSON.is_in(lines[n + 1].text)


def _is_credit(line: Line) -> bool:
    text = line.text.rstrip()
    plain = line.kind is BlockKind.PARAGRAPH and not line.is_bold
    return plain and not text.endswith((*SENTENCE_ENDS, ":", ","))


def _is_bold_paragraph(line: Line) -> bool:
    return line.is_bold and line.kind is BlockKind.PARAGRAPH


def _opens_with_dash(line: Line) -> bool:
    return line.text.strip()[:1] in _DASHES


def _is_in_capitals(line: Line) -> bool:
    in_capitals = line.text.isupper() and len(line.text.split()) >= _MIN_CAPITALS
    return in_capitals and line.kind is BlockKind.PARAGRAPH


def _is_in_brackets(line: Line) -> bool:
    text = line.text.strip()
    return _BRACKETS.get(text[:1]) == text[-1:] and line.kind is BlockKind.PARAGRAPH
