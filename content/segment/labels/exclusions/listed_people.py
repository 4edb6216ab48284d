"""People whom the top of a document lists, and who do not speak there: guests, officers, credits."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from content.language.word_lists import all_words
from content.segment.labels.exclusions.titles import SAID_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_text.credits import ends_in_credit
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import (
    is_direct_address,
    label_key,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import SMALL
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_HEAD_LINES = 40
_BULLET = re.compile(r"\s*[•·▪◦‣*-]\s+\w")
_FIELD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s){0,2}[^\W\d_]+\s?[:：]")
_COLON = re.compile("[:：]")
_MAX_CREDITS_CHARS = 200
_MAX_TRADE_WORDS = 3
_TRADE_BEHIND = re.compile(rf"(?:\s{SMALL}[\w-]*){{1,{_MAX_TRADE_WORDS}}}[.,]")
_TALKS = re.compile("[!?！？]")


def without_bulleted_names(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without names behind bullets, "• Ada Brook", where others alone on lines have none."""
    alone = {n for n, one in chosen.items() if one.label.alone}
    listed = {n for n in alone if _BULLET.match(lines[n].text)}
    few = 2 * len(listed) < len(alone)
    return {n: one for n, one in chosen.items() if not few or n not in listed}


def without_listed_with_offices(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without whom the head lists with an office behind a dash: "ADA BROOK – Former director".

    Nobody has spoken before, the words have no sign at their end, and a label below has
    the whole name.
    """
    kept = dict(chosen)
    for n, one in sorted(chosen.items()):
        said = lines[n].text[one.label.end :].strip()
        below = lines[n + 1] if n + 1 < len(lines) else None
        listed = (
            one.label.ending is Ending.DASH
            and n < _MAX_HEAD_LINES
            and 0 < len(said) <= _MAX_CREDITS_CHARS
            and (_lacks_form(one, chosen) or not said.endswith((*SAID_ENDS, ",")))
            and (below is None or below.opens or n + 1 in chosen)
            # "exdirector"
            and (
                _lacks_form(one, chosen)
                or has_role(
                    [word.removeprefix("ex") for word in label_key(said).split()]
                )
            )
            and not is_direct_address(said)
            and any(
                set(one.key.split()) <= set(other.key.split())
                for m, other in chosen.items()
                if m > n
            )
        )
        if not listed:
            break
        del kept[n]
    return kept


def _lacks_form(one: ScoredLabel, chosen: Mapping[int, ScoredLabel]) -> bool:
    """Return whether a form of address stands before a name in its other labels alone.

    "ADA BROOK - Ferry master.", where "MS. ADA BROOK - …" speaks below.
    """
    printed = one.label.printed
    others = [
        other.label.printed
        for other in chosen.values()
        if printed in other.label.printed and other.label.printed != printed
    ]
    same = sum(other.label.printed == printed for other in chosen.values())
    led = [other.partition(printed)[0].split() for other in others]
    titles = label_words().honorifics
    return (
        same == 1
        and bool(led)
        and all(words and words[-1].strip(".").casefold() in titles for words in led)
    )


def without_credits(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without credits at the top of the document, such as "Moderator: Ada Brook".

    The page's title may stand above them: "Moor Radio: The Morning Hour". Nor has a
    caption any: "Ada Brook. Photo: Moor Diocese"; it may end the words of who has other
    turns: "Tom: I see it. Photo: Jane Hall".
    """
    times = Counter(one.key for one in chosen.values())
    known = set(times)
    kept = {
        n: one
        for n, one in chosen.items()
        if not (
            (times[one.key] == 1 or one.label.ending is not Ending.COLON)
            and _may_end_in_credit(one, lines[n])
            and ends_in_credit(lines[n].text)
        )
    }
    labels, titled = len(kept), False
    for n, one in sorted(kept.items())[:12]:
        said = lines[n].text[one.label.end :].strip()
        others = known - {one.key}
        once = times[one.key] == 1
        if not said or n > 20:
            break
        if not (_names_only(said, others) or (once and _presents(said, others))):
            if n == 0 and once and not said.endswith(SAID_ENDS):
                titled = True
                continue
            break
        del kept[n]
    if titled and len(kept) < labels:
        del kept[0]
    return kept


def _may_end_in_credit(one: ScoredLabel, line: Line) -> bool:
    """Return whether a label has a stop in it or a colon behind it, which few have."""
    return (
        "." in one.label.printed or _COLON.search(line.text, one.label.end) is not None
    )


def _presents(said: str, known: Collection[str]) -> bool:
    """Return whether words tell who somebody is whom labels call by a part of the name.

    "Guest: Ada Brook, historian"; behind small words for a trade, too. Labels may have all of
    a name that opens the words: "Host: Ada Brook. The guest in the first hour was Tom Ferro."
    """
    first = next(mentions_in(said), None)
    if first is None or len(said) > _MAX_CREDITS_CHARS or _TALKS.search(said):
        return False
    before = said[: first.start].split()
    led = len(before) <= _MAX_TRADE_WORDS and all(map(str.islower, before))
    behind = said[first.end : first.end + 1]
    if not before and label_key(first.name) in known and not SPOKEN_WORDS.is_in(said):
        return behind in {",", "."} or bool(_TRADE_BEHIND.match(said[first.end :]))
    return (
        led
        and behind in {",", "."}
        and any(word in known for word in first.name.casefold().split())
    )


def _names_only(said: str, known: Collection[str]) -> bool:
    """Return whether words are names with labels of their own, and fields between them.

    "Ada Brook. Guests: Tom Ferro and Paul Lund"
    """
    if label_key(said) in known:
        return True
    rest = f" {label_key(_FIELD.sub(' ', said))} "
    if len(rest) > _MAX_CREDITS_CHARS:
        return False
    named = False
    for key in sorted(known, key=len, reverse=True):
        if " " in key and f" {key} " in rest:
            rest, named = rest.replace(f" {key} ", "  "), True
    return named and not set(rest.split()) - all_words("names.and")
