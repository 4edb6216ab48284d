"""Questions that nothing sets apart: short paragraphs that ask, and others that answer."""

from collections.abc import Sequence
from itertools import pairwise

from content.document import BlockKind
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.lines import Line
from content.segment.messages.words import is_salutation_line
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.turns.page_head.headlines.interviewees import (
    heads_interview,
    is_about_interview,
)
from content.segment.turns.page_head.headlines.names import BY_LINE
from content.segment.turns.page_head.written_about import most_written_about
from content.segment.turns.who_was_asked import addresses
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_MOSTLY, _MOST_QUOTED = 0.5, 0.8
_MIN_PLAIN, _MIN_HEADED, MAX_QUESTION, MAX_ANSWER = 4, 3, 240, 4
_MAX_REMARK, _WITH_REMARK, _TITLES = 120, 3, 2
_GREETS = WordPattern(r"[\W_]{0,3}(?:<headlines.audiences>)(?!\w)")
_SPEECH = WordPattern("<<headlines.speeches>>")


def plain_questions(lines: Sequence[Line]) -> list[int]:
    """Return the questions that nothing sets apart; empty if they make no interview.

    Each is a short paragraph of its own that asks, with a few that answer below it. Where
    three answer, the second may be a remark of who asks: "You are to leave in March."

    Somebody has to speak: half of the answers are in the first person, or the top shows an
    interview and names somebody.

    And it must be no manual, and no speech: the top shows an interview, or the first
    question addresses somebody, or one paragraph answers most questions and the top writes
    about one person.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.spoken]
    asked = [
        place
        for place, n in enumerate(shown)
        if lines[n].kind is BlockKind.PARAGRAPH
        and len(lines[n].text) <= MAX_QUESTION
        and asks_unmarked(lines[n].text)
    ]
    gaps = [after - place - 1 for place, after in pairwise(asked)]
    if len(asked) < _MIN_HEADED or not all(0 < gap <= MAX_ANSWER for gap in gaps):
        return []
    texts = [lines[n].text for n in shown]
    remarks = [
        place + 2
        for place, gap in zip(asked, gaps, strict=False)
        if gap >= _WITH_REMARK and _is_remark(texts[place + 1 : place + gap + 1])
    ]
    answers = [texts[place + 1] for place in asked if place + 1 < len(shown)]
    # By turns, but for what is told between them.
    by_turns = sum(gap == 1 for gap in gaps) + len(remarks) >= _MOSTLY * len(gaps)
    if len(answers) < len(asked) or not is_asked(
        texts[: asked[0]], texts[asked[0]], answers, by_turns=by_turns
    ):
        return []
    return [shown[place] for place in sorted(asked + remarks)]


def questions_above_quotations(lines: Sequence[Line]) -> list[int]:
    """Return the questions below which answers stand in quotation marks; empty if few do.

    So newspapers print interviews: hardly any other paragraph opens with such a mark, and
    what stands between is told. A question may be no more than "And how?". And it must be
    no quiz: half of the answers are in the first person, and the top writes about somebody,
    or shows an interview and names somebody.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.spoken]
    quoted = {n for n in shown if lines[n].text.lstrip()[:1] in OPENING_QUOTES}
    asked = [
        n
        for n, below in pairwise(shown)
        if below in quoted
        and n not in quoted
        and lines[n].kind is BlockKind.PARAGRAPH
        and len(lines[n].text) <= MAX_QUESTION
        and asks_unmarked(lines[n].text)
    ]
    if len(asked) < _MIN_PLAIN:
        return []
    answers = sum(n > asked[0] and lines[n].kind is BlockKind.PARAGRAPH for n in quoted)
    if len(asked) < _MOST_QUOTED * answers:
        return []
    top = [lines[n].text for n in shown if n < asked[0]]
    told = [lines[below].text for n, below in pairwise(shown) if n in asked]
    personal = 2 * sum(map(FIRST_PERSON.is_in, told)) >= len(told)
    headed = heads_interview(top) and any(any(mentions_in(text)) for text in top)
    return asked if headed or (personal and most_written_about(top)) else []


def _is_remark(answers: Sequence[str]) -> bool:
    """Return whether the second of some paragraphs between questions is a remark.

    It is a short sentence, the shortest of them, and not in the first person.
    """
    remark = answers[1].strip()
    others = [answers[0], *answers[2:]]
    return (
        len(remark) <= min(_MAX_REMARK, *map(len, others))
        and remark.endswith(SENTENCE_ENDS)
        and not FIRST_PERSON.is_in(remark)
    )


def is_asked(
    top: Sequence[str], first: str, answers: Sequence[str], *, by_turns: bool
) -> bool:
    """Return whether somebody is asked, by the top, the first question and the answers."""
    headed = heads_interview(top) and not _is_by_who_is_named(top)
    if _opens_speech(top) or not (headed or len(answers) >= _MIN_PLAIN):
        return False
    people = [one.name for text in top for one in mentions_in(text)]
    people += [name for text in top for name in people_named_in_cjk(text)]
    # Where verbs tell who acts, few answers have a word for "I".
    told = headed and by_turns and bool(people)
    if len(answers) < _MIN_PLAIN:
        return told
    personal = 2 * sum(map(SPOKEN_WORDS.is_in, answers)) >= len(answers)
    called = any(addresses(first, name) for name in people)
    if headed or called:
        return personal or told or (called and by_turns)
    # An author who goes on from "I" to questions asks them of himself.
    own = any(FIRST_PERSON.is_in(text) for text in top)
    return personal and not own and by_turns and bool(most_written_about(top))


def _is_by_who_is_named(top: Sequence[str]) -> bool:
    """Return whether whom the headline names wrote the page: "Ada Brook: …", "By Ada Brook"."""
    names = {one.name for one in mentions_in(top[0])} if top else set()
    return any(
        BY_LINE.regex.match(text) and any(name in text for name in names)
        for text in top[1:]
    )


def _opens_speech(top: Sequence[str]) -> bool:
    """Return whether the top of a page greets an audience, or heads a speech."""
    if any(is_about_interview(text) for text in top):
        return False
    heads = [text for text in top[:_TITLES] if not text.strip().endswith(SENTENCE_ENDS)]
    return any(_SPEECH.regex.search(text) for text in heads) or any(
        is_salutation_line(text) or _GREETS.regex.match(text) for text in top
    )
