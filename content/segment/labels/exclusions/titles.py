"""Titles that look like labels: of a record, an item, a page.

They stand once, in another style, behind a number, or above no sentence, where nearly all
labels do not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import COLONS, LINE_ENDS
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import LONG_WORD
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.strangers import names_stranger
from content.segment.names.name_score import (
    is_unnamed_voice,
)
from content.segment.names.offices import has_role, is_office_in_some_case, is_role
from content.segment.names.words import label_words

MAX_TITLE_SHARE = 0.34
_MIN_LONG_CHARS = 120
_NOTE_AT_END = re.compile(r"\s?\([^()]{1,60}\)$")
SAID_ENDS = (*LINE_ENDS, *"]'’—–-")
_RECORD = WordPattern(
    r"(?<![^\W\d_])(?:<stage.records>|<stage.sittings>)(?![^\W\d_])", by_words=True
)
_MAX_TITLE_CHARS = 120
_BUSINESS = WordPattern(r"(?:<stage.titles_of_business>)(?=\s)")
_ENDS_IN_OFFICE = WordPattern("<labels.roles_in_words>$", re.NOFLAG)
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5})[.)]")
_DIGITS = re.compile(r"\d+")


def without_bold_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without what is bold above all names that recur, and lacks the colon of the others.

    "**Economy** Ada Brook on bridges", above "**Post:** …" and "**Brook:** …".
    """
    bold = {n for n, one in chosen.items() if one.label.ending is Ending.BOLD}
    bare = {
        n
        for n in bold
        if not lines[n].text[: chosen[n].label.end].rstrip().endswith(COLONS)
    }
    few = len(bare) <= MAX_TITLE_SHARE * len(bold)
    times = Counter(one.key for one in chosen.values())
    first = min((n for n, one in chosen.items() if times[one.key] > 1), default=0)
    bare = {n for n in bare if n < first and times[chosen[n].key] == 1}
    return {n: one for n, one in chosen.items() if not few or n not in bare}


def without_dashed_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without a title that a dash parts as a label ("THE SLOOP “ANN”. — PERJURY.").

    They stand once, in capitals throughout, where words below a label have small letters;
    or on the first line, which is no sentence; or above all others, where a number
    follows: "OPEN TABLE – 47th part / 11 October".
    """
    times = Counter(one.key for one in chosen.values())
    first = min(chosen, default=0)
    heads = {
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.DASH
        and times[one.key] == 1
        and (
            lines[n].text.isupper()
            or (
                (not n or (n == first and _is_counted(one, lines[n].text)))
                and not lines[n].text.rstrip().endswith(SAID_ENDS)
            )
        )
    }
    few = len(heads) <= MAX_TITLE_SHARE * len(chosen)
    return {n: one for n, one in chosen.items() if n not in heads or not few}


def _is_counted(one: ScoredLabel, text: str) -> bool:
    """Return whether a number stands right behind a label."""
    return text[one.label.end :].lstrip()[:1].isdigit()


def without_titles_of_record(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without the title of a record above all labels that come back: "VERBATIM REPORT OF THE SITTING".

    It stands once, on a short line with a word for a sitting or a record, and names nobody.
    """
    times = Counter(one.key for one in chosen.values())
    again = min((n for n, one in chosen.items() if times[one.key] > 1), default=0)
    return {
        n: one
        for n, one in chosen.items()
        if n >= again
        or one.label.ending not in {Ending.LINE, Ending.DASH}
        or not _is_title_of_record(one, lines[n].text.strip())
    }


def _is_title_of_record(one: ScoredLabel, text: str) -> bool:
    words = one.key.split()
    titled = len(words) > 1 and len(text) <= _MAX_TITLE_CHARS and _RECORD.is_in(text)
    return titled and not (
        text.endswith(SAID_ENDS)
        or has_role(words)
        or is_unnamed_voice(one.label.printed)
        or any(is_given_name(word, surely=True) for word in words)
    )


def without_single_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without lines of their own that occur once, and that no sentence follows.

    Titles in the head of minutes look like the names between their turns.
    """
    times = Counter(one.key for one in chosen.values())
    titles = {
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.LINE
        and times[one.key] == 1
        and not _sentence_follows(n, lines)
    }
    lined = sum(one.label.ending is Ending.LINE for one in chosen.values())
    few = len(titles) <= MAX_TITLE_SHARE * lined
    return {n: one for n, one in chosen.items() if n not in titles or not few}


def without_unrepeated_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without lines of their own that occur once, where others come back or have more.

    "Cabinet Committees" stands above words as "Deputy Ada Brook" and "Tom Ferro (Lib)"
    do; but it has no title and no brackets, and no other line has its last word.
    """
    times = Counter(one.key for one in chosen.values())
    lined = [n for n, one in chosen.items() if one.label.ending is Ending.LINE]
    titles = {n for n in lined if times[chosen[n].key] == 1 and _is_bare(chosen[n])}
    if not titles or len(titles) > MAX_TITLE_SHARE * len(lined):
        return chosen
    heard = Counter(
        word for line in lines for word in set(LONG_WORD.findall(line.text.casefold()))
    )
    unheard = {n for n in titles if heard[chosen[n].key.split()[-1]] <= 1}
    return {n: one for n, one in chosen.items() if n not in unheard}


def without_titles_of_business(
    chosen: dict[int, ScoredLabel],
) -> dict[int, ScoredLabel]:
    """Return labels without lines of their own that head an item of business, once each.

    "Election of the Speaker" has an office, and is no speaker.
    """
    times = Counter(one.key for one in chosen.values())
    return {
        n: one
        for n, one in chosen.items()
        if one.label.ending is not Ending.LINE
        or times[one.key] > 1
        or not _heads_business(one.key)
    }


def _heads_business(key: str) -> bool:
    """Return whether a word for an item of business opens a label, and leads to whom it is of.

    >>> _heads_business("election of the speaker"), _heads_business("speaker")
    (True, False)
    >>> _heads_business("voľba predsedu národnej rady"), _heads_business("voľba predseda")
    (True, False)
    """
    end = _BUSINESS.opening_end(key)
    word = next(iter(key[end:].split()), "") if end else ""
    bent = is_office_in_some_case(word) and not is_role(word)
    return word in label_words().particles or bent


def _is_bare(one: ScoredLabel) -> bool:
    """Return whether a label has no title, office or given name, and no mark."""
    words, titles = one.key.split(), label_words().titles_and_roles
    printed = one.label.printed
    titled = not titles.isdisjoint(words) or is_unnamed_voice(printed)
    titled = (
        titled or names_stranger(printed) or bool(_ENDS_IN_OFFICE.regex.search(printed))
    )
    marked = "(" in printed or "," in printed or "." in printed
    return bool(words) and not (titled or marked or any(map(is_given_name, words)))


def without_numbered_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without numbered lines of their own where most have no number: items of business."""
    lined = [n for n, one in chosen.items() if one.label.ending is Ending.LINE]
    numbered = {n for n in lined if _NUMBER.match(lines[n].text)}
    few = len(numbered) <= MAX_TITLE_SHARE * len(lined)
    return {n: one for n, one in chosen.items() if n not in numbered or not few}


def without_page_heads(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without what heads pages: "DS-C 318" above the date of the sitting.

    It ends in a number and comes back, mostly above one line of words and figures, or
    before such words: "8 May 2006 : Column 763".
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for n, one in chosen.items():
        numbered = one.label.printed[-1:].isdigit()
        if numbered and not is_unnamed_voice(one.label.printed):
            text = lines[n].text[one.label.end :].strip()
            if one.label.alone and n + 1 < len(lines):
                text = lines[n + 1].text.strip()
            below[one.key].append(_DIGITS.sub("0", text[:_MAX_TITLE_CHARS]))
    heads = set()
    for key, texts in below.items():
        common, times = Counter(texts).most_common(1)[0]
        dated = "0" in common and len(LONG_WORD.findall(common)) > 0
        if dated and times > 1 and 2 * times >= len(texts):
            heads.add(key)
    return {n: one for n, one in chosen.items() if one.key not in heads}


def _sentence_follows(n: int, lines: Sequence[Line]) -> bool:
    texts = [line.text.strip() for line in lines[n + 1 : n + 4]]
    # The hour may stand between.
    if not any(map(is_time_of_day, texts[:2])):
        texts = texts[:2]
    # "Present: 118 people (list enclosed)" is none; "(laughs)" may stand alone.
    bare = (_NOTE_AT_END.sub("", t) or t for t in texts)
    return any(len(t) > _MIN_LONG_CHARS or t.endswith(SAID_ENDS) for t in bare)
