"""Labels that the rest of a document shows to be none: titles, credits, lone words.

A label that follows the convention may still be none where it differs from its fellows:
it stands once, has a number, no office, no time stamp, or no sentence below it, and
nearly all others do not.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import COLONS
from content.segment.labels.exclusions.calls_to_many import without_calls_to_many
from content.segment.labels.exclusions.clauses_of_turns import (
    MIN_CLAUSE_WORDS,
    without_broken_calls,
    without_calls,
    without_forms_of_address,
    without_leads_to_quotations,
    without_salutations,
    without_told_words,
)
from content.segment.labels.exclusions.contents import without_contents
from content.segment.labels.exclusions.listed_people import (
    without_bulleted_names,
    without_credits,
    without_listed_with_offices,
)
from content.segment.labels.exclusions.titles import (
    SAID_ENDS,
    without_bold_titles,
    without_dashed_titles,
    without_numbered_titles,
    without_single_titles,
    without_titles_of_record,
    without_unrepeated_titles,
)
from content.segment.labels.exclusions.unlike_most import without_unlike_most
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.letters import QUESTION
from content.segment.labels.opening_label import is_in_capitals
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.circles import with_circled_titles
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.name_score import (
    is_unnamed_voice,
)
from content.segment.names.offices import is_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words

_MARKS = (":", ".", ")", "：", "．", "、")
_MIN_LONE_SCORE = 0.85
_MIN_ALONE = 6
_MIN_SENTENCE_WORDS, _MIN_SMALL_WORDS, _MIN_SMALL_CHARS = 8, 3, 3
_DASHES = frozenset("–—-")
_BRACKETS = frozenset("([（")
_CITED = re.compile(r",\s?[^\W\d_]\..*\([12]\d{3}[a-z]?\)$")
_BLANK = "_____"
_COLUMNS = re.compile(r"[^\W\d_] {3,}[^\W\d_]")


def without_strays(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those that others, or the words around, speak against."""
    chosen = _drop_blanks(_drop_works(chosen, lines), lines)
    chosen = without_calls_to_many(chosen, lines)
    chosen = with_circled_titles(chosen, lines)
    chosen = _drop_replies(without_bulleted_names(chosen, lines), lines)
    kept = without_unlike_most(without_bold_titles(chosen, lines), lines)
    kept = without_leads_to_quotations(without_contents(kept, lines), lines)
    kept = without_calls(without_broken_calls(kept, lines))
    kept = without_titles_of_record(without_dashed_titles(kept, lines), lines)
    kept = without_listed_with_offices(kept, lines)
    kept = without_numbered_titles(without_single_titles(kept, lines), lines)
    kept = without_unrepeated_titles(kept, lines)
    kept = without_inside_lines(without_salutations(kept), lines)
    kept = without_forms_of_address(_drop_stray_letters(kept, lines))
    kept = without_told_words(without_unstamped(without_credits(kept, lines)), lines)
    return _drop_weak_lone_label(kept, lines)


def _drop_works(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop works that are cited, running heads in columns, and titles of speeches."""
    return {
        n: one
        for n, one in chosen.items()
        # "Brook, A. (2012): Tides" is in a list of works.
        if not _CITED.search(one.label.printed)
        # "Lower House    Questions: ferry   4 June" runs at the head of pages.
        and not _COLUMNS.search(lines[n].text[: one.label.end].strip())
        # "Speech of A. M. Brook at the opening" has initials, and no label.
        and not (
            one.label.ending is Ending.STOP
            and SPEECH_WORD.is_in(one.label.printed.split()[0])
        )
    }


def _drop_blanks(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the blanks of a form, "______. Day and month.", beside no label with a full stop."""
    stopped = [n for n, one in chosen.items() if one.label.ending is Ending.STOP]
    blanks = {n for n in stopped if lines[n].text.lstrip().startswith(_BLANK)}
    if len(stopped) > len(blanks):
        return chosen
    return {n: one for n, one in chosen.items() if n not in blanks}


def _drop_replies(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what opens behind a dash below a call in brackets, where other labels have no dash.

    Whoever was called into goes on so: "(Ada Brook: You did!)", "– For the record: I did not."
    """
    dashed = {n for n in chosen if lines[n].text.lstrip()[:1] in _DASHES}
    few = 2 * len(dashed) < len(chosen)
    replies = {
        n
        for n in dashed
        if n
        and lines[n - 1].text.strip()[:1] in _BRACKETS
        and not has_given_name(chosen[n].label.printed)
    }
    return {n: one for n, one in chosen.items() if not few or n not in replies}


def _drop_stray_letters(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the article of "A Conversation with …" where "A:" marks answers."""
    letters = {n for n, one in chosen.items() if one.label.ending is Ending.LETTER}
    printed = {n: lines[n].text[: chosen[n].label.end].rstrip(" —–") for n in letters}
    signed = {n for n in letters if printed[n].endswith(_MARKS)}
    asked = min((n for n in letters if chosen[n].key == QUESTION), default=0)
    # Counsel may have asked under a name before.
    first = min((n for n in chosen if n not in letters), default=asked)
    start = min(asked, first) if signed else asked
    return {
        n: one
        for n, one in chosen.items()
        if n not in letters or (n >= start and (n in signed or not signed))
    }


def without_inside_lines(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop a lone label with words behind its colon where most others stand by themselves.

    "First reading: the bill on dikes", where "Deputy Ada Brook:" has a line of its own.
    Who speaks once may do so in any way, but then something shows a person: an office, a
    given name, a party. Without that, "My question: will it hold?" is part of what is
    said, and so are words of which the first alone has a capital.
    """
    times = Counter(one.key for one in chosen.values())
    alone = sum(one.label.alone for one in chosen.values())
    lone = [
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.COLON
        and not one.label.alone
        and times[one.key] == 1
        and (
            _is_sentence(one)
            or _is_title(one, lines[n].text)
            or not _shows_person(one)
            # "Thank you. Quite short: …" is said by whom the line above names.
            or (_is_alone(chosen.get(n - 1)) and not _shows_person(one, by_words=False))
        )
    ]
    if alone < _MIN_ALONE or alone < 2 * (len(chosen) - alone):
        return chosen
    return {n: one for n, one in chosen.items() if n not in lone}


def _is_alone(one: ScoredLabel | None) -> bool:
    return one is not None and one.label.alone


def _is_title(one: ScoredLabel, text: str) -> bool:
    ended = text.rstrip().endswith(SAID_ENDS)
    return not ended and not any(map(is_role, one.key.split()))


def _is_sentence(one: ScoredLabel) -> bool:
    words = one.label.printed.split()
    return len(words) >= MIN_CLAUSE_WORDS and all(map(str.islower, words[1:]))


def _shows_person(one: ScoredLabel, *, by_words: bool = True) -> bool:
    """Return whether something shows that a label names a person, or a voice.

    Where letters have no capitals, a sentence is longer than a name.

    Args:
        one: The label.
        by_words: Whether a given name among other words shows one.
    """
    printed, words = one.label.printed, one.key.split()
    if printed.lower() == printed.upper():
        return len(words) <= MIN_CLAUSE_WORDS
    return (
        "(" in printed
        or is_unnamed_voice(printed)
        or any(map(is_role, words))
        or (any(map(is_given_name, words)) if by_words else is_person(printed))
    )


def without_unstamped(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without a name that has no time stamp where nearly all others do.

    What stands right below a name alone and its hour is said: "Mr. Hall, fourteen. And?"
    """
    times = Counter(one.key for one in chosen.values())
    bare = [n for n, one in chosen.items() if not one.label.stamped]
    under = {
        n + 2 for n, one in chosen.items() if one.label.stamped and one.label.alone
    }
    others = sum(n not in under for n in bare)
    if len(chosen) < 4 or others > 0.2 * len(chosen):
        return chosen
    return {
        n: one
        for n, one in chosen.items()
        if n not in bare or (times[one.key] > 1 and n not in under)
    }


def _drop_weak_lone_label(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the only label of a document unless other lines support it."""
    if len({one.key for one in chosen.values()}) != 1 or len(chosen) > 1:
        return chosen
    (one,) = chosen.values()
    said = lines[one.line].text[one.label.end :].strip()
    if said[:1].islower() and not said.endswith(SAID_ENDS):
        return {}  # "Harbour Light: supporting seamen since 1887"
    if not said and _leads_to_text(one.label.printed):
        return {}  # "The clerk read out a letter from Tom Ferro, plot 17, dated May:"
    others = [line.text for n, line in enumerate(lines) if n != one.line]
    surname = one.key.split()[-1] if one.key else ""
    early = one.line <= max(3, len(lines) * 0.4)
    named = bool(surname) and any(surname in text.casefold() for text in others)
    # "Alderman Moss: Dear neighbours, …", of whom the page tells.
    words, w = one.key.split(), label_words()
    holder = len(words) > 1 and (words[0] in w.roles or words[0] in w.honorifics)
    led = one.line > 0 and lines[one.line - 1].text.rstrip().endswith(COLONS)
    first = one.line == 0
    return (
        chosen
        if one.score >= _MIN_LONE_SCORE
        or first
        or (early and (named or led))
        or (holder and named)
        or _is_of_record(one)
        else {}
    )


def _leads_to_text(printed: str) -> bool:
    """Return whether a label has far more words than a name and an office have."""
    words = printed.split()
    small = sum(len(word) >= _MIN_SMALL_CHARS and word.islower() for word in words)
    return len(words) >= _MIN_SENTENCE_WORDS and small >= _MIN_SMALL_WORDS


def _is_of_record(one: ScoredLabel) -> bool:
    """Return whether a label is as records print it: "**ADA BROOK (Moor)**: …".

    A parliament's page of one turn has no other.
    """
    label = one.label
    name, _, party = label.printed.partition("(")
    return (
        label.ending is Ending.COLON
        and label.style in {LabelStyle.BOLD, LabelStyle.CAPS}
        # Not "ADA BROOK (from her seat)", whom a report calls.
        and (party[:1].isupper() or (party[:1].isalpha() and " " not in party))
        and is_in_capitals(name.strip())
        and " " in name.strip()
        and has_given_name(name)
    )
