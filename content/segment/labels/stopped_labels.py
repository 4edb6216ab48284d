"""Possible labels that end in a full stop, which initials and abbreviations have, too."""

import re
from collections.abc import Iterator
from functools import cache

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_entries
from content.segment.labels.label import (
    Ending,
    Label,
)
from content.segment.labels.opening_label import (
    CLOSING_BRACKETS,
    OPENING_BRACKETS,
    make_label,
    may_start_name,
    outside_brackets,
)
from content.segment.lines import Line
from content.segment.names.in_labels.floor import tells_floor
from content.segment.names.in_labels.small_forms import (
    CAPITALS_IN_PARTY,
    INITIALLED_IN_PARTY,
    is_initialled,
)
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

MAX_LABEL_CHARS = 320
# "214", "12/2024", "IV" behind a short form at the end of a title.
_COUNTED_BEHIND = re.compile(r"\s?(?:\d{1,5}(?:[/–-]\d{1,4})?|[IVXL]{1,6})[\s*)]*")
# "Herr W.-P.:", "J.-P. Brook:": a hyphen between two initials. "R.-Bien" has one letter.
JOINED_INITIALS = re.compile(r"(?<![^\W\d_])[^\W\d_]\.-[^\W\d_]\.")
DASH = re.compile(
    r"\s?[—–]\s?|\s-{1,2}\s|(?<=[.)])-\s?|(?<=\))-{1,2}\s"
    # "CHAIR- Good evening": a hyphen that stands for a dash.
    # Hungarian "kül- és belügyi" leaves out the end of a word.
    rf"|(?<=[^\W\d_]{{2}})-\s+(?=[¿¡„“\"«(]?(?:{CAPITAL}|\d))"
)
# "HALL A.B.", "O'HALL A.B."
_INITIALLED = re.compile(
    r"(?:[^\W\d_]+['’])?[^\W\d_]{2,}(?:-[^\W\d_]+)?\s[^\W\d_]\.(?:\s?[^\W\d_]\.)?"
)
_TIGHT_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]\.$")
# "DEPUTY CHAIR OF THE COUNCIL HALL A.B."
_OFFICE_INITIALLED = re.compile(
    r"[^\W\d_]{4,}\s[^\W\d_]{3,}(?:-[^\W\d_]+)?\s[^\W\d_]\.\s?[^\W\d_]\.$"
)
# "CARLA J. HENSLEY. Thank you": a surname in capitals, and the full stop of the label.
_SURNAME_BEHIND = re.compile(r"\s[^\W\d_]{2,}(?:[-’' ][^\W\d_]{2,})*[.,]\s")
_ABBREVIATION = WordPattern(r"(?:^|[\s(.\-])(?:[^\W\d_]|<labels.abbreviations>)\.$")
_SPEAKS = WordPattern("<<messages.takes_floor>>|<<messages.says>>")
_MAX_WORDS = 8
_STOPS = re.compile(f"[.{re.escape(OPENING_BRACKETS + CLOSING_BRACKETS)}]")


def labels_before_stops(line: Line, start: int) -> Iterator[Label]:
    """Yield the possible label before the first full stop that may end one."""
    # "Ada Hall | Thank you. We …": the stroke ends the label.
    text = line.text[:MAX_LABEL_CHARS].partition(" | ")[0]
    if not may_start_name(text[start : start + 1]):
        return
    for place, _ in outside_brackets(text, _STOPS):
        if place <= start:
            continue
        after = text[place + 1 : place + 2]
        if after and not after.isspace() and after not in "–—-":
            continue
        if after == "-" and JOINED_INITIALS.match(text, place - 1):
            continue
        if _COUNTED_BEHIND.fullmatch(text, place + 1):
            return  # "SITTING NO. 214"
        # "HALL J. P." ends in an initial and in a full stop at once.
        short = not after.strip() and ends_abbreviated(text[start : place + 1])
        if short and (
            not _ends_initialled(text, start, place)
            or _is_surname_behind(text, place + 1)
        ):
            continue
        alone = not after.strip() and not line.text[place + 1 :].strip()
        if alone and not (
            _is_initialled(text, start, place) or is_initialled(text[start:place])
        ):
            # A line that is all label and ends in a full stop is a sentence.
            return
        dash = DASH.match(text, place + 1)
        compound = dash and is_compound_title(text[start : place + 1], dash.group())
        if compound or _tells_who_spoke(text[start:place], line.text):
            return
        end = dash.end() if dash else place + 1
        ending = Ending.DASH if dash else Ending.STOP
        words = text[start : place + _ends_initialled(text, start, place)]
        yield make_label(line, start, words, end, ending)
        return


def _tells_who_spoke(words: str, line: str) -> bool:
    """Return whether many words open a lead with a verb of speaking, and are no clerk's.

    A label of many words may have that verb, too: "Mr. Brook, member for Moor, replied. It
    rains." A lead ends in a colon.

    >>> told = "President Ada Brook, on her way home, spoke in the hall at Moor"
    >>> _tells_who_spoke(told, f"{told}. It rained. She said:"), _tells_who_spoke(told, told)
    (True, False)
    """
    many = len(words.split()) > _MAX_WORDS and line.rstrip().endswith(COLONS)
    return many and _SPEAKS.is_in(words) and not tells_floor(words)


def _is_surname_behind(text: str, place: int) -> bool:
    """Return whether words in capitals that end in a full stop stand at an offset."""
    found = _SURNAME_BEHIND.match(text, place)
    return found is not None and found.group().isupper()


def _is_initialled(text: str, start: int, place: int) -> bool:
    """Return whether words before a full stop are a name with initials, or with a party."""
    printed = text[start : place + 1].partition(",")[0]
    noted = INITIALLED_IN_PARTY.fullmatch(text, start, place)
    noted = noted or CAPITALS_IN_PARTY.fullmatch(text, start, place)
    return _INITIALLED.fullmatch(printed) is not None or noted is not None


def ends_abbreviated(words: str) -> bool:
    """Return whether words end in an initial or an abbreviation, and a full stop."""
    # Only the end is searched: with a sign before it and one behind it.
    place = max(0, len(words) - _longest_abbreviation() - 2)
    return _ABBREVIATION.is_in(words[place:])


@cache
def _longest_abbreviation() -> int:
    return max(map(len, all_entries("labels.abbreviations")))


def _ends_initialled(text: str, start: int, place: int) -> bool:
    words = text[start : place + 1]
    behind = text[place + 1 : place + 4]
    after = behind.strip()
    if words.isupper() and _OFFICE_INITIALLED.search(words):
        return not after[:1].islower()
    # "HALL J.P. I. am": no blank parts these initials, so that one is none.
    parted = behind[:1].isspace() and _TIGHT_INITIALS.search(words)
    if not _INITIALLED.fullmatch(words) or (after[1:2] in {".", ","} and not parted):
        return False
    # "Hall J. P. said so" is a sentence, "Hall J. P. It is so" is a label; one initial
    # after a name in small letters is a given name's.
    first = words.split()[0]
    if first.casefold() in label_words().leading_articles and after[:1]:
        # "LA C. PRESIDENTA.- …": an article, and a form of address in short.
        return False
    sure = first.isupper() or words.count(".") > 1
    return sure and may_start_name(words[:1]) and not after[:1].islower()


def is_compound_title(words: str, dash: str) -> bool:
    """Return whether a hyphen only joins the parts of a title: "Dipl.-Ing. Brook"."""
    last = words.rpartition(" ")[2]
    return dash == "-" and last.rstrip(".").casefold() in label_words().titles
