"""Recognise which label convention a document follows, and its labels by that.

Single lines lie: "We usually say: …" looks like a label, "Hall: …" like a heading.
A document does not: its labels end alike, look alike, stand at the same place, and
their names recur. So every line is first heard as a candidate, the candidates are
gathered by what they have in common, and only conventions with evidence are read.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from content.segment.labels.evidence import (
    ACCEPT,
    ASKED,
    Convention,
    Signature,
    holds,
    is_steady,
)
from content.segment.labels.label import Ending
from content.segment.labels.name_score import calls, is_voice, key
from content.segment.labels.scoring import Found, heard, lowered_words, scored
from content.segment.labels.words import HONORIFICS_ONLY, ROLES
from content.segment.lines import Unit

# Leaving a label out gives its words to somebody else, so in the convention that the
# document surely follows, a label that is only likely is taken, as doubtful.
LEADING = 0.54
SINGLE = 0.5


def recognise(units: Sequence[Unit]) -> dict[int, Found]:
    """Find the labels of a document, by the unit they stand on."""
    lowered = lowered_words(units)
    found = scored(heard(units, lowered))
    conventions: dict[Signature, Convention] = {}
    for one in found:
        made = conventions.setdefault(
            one.label.signature, Convention(one.label.signature)
        )
        made.found.append(one)
    held = [one for one in conventions.values() if holds(one, units)]
    if not held:
        return {}
    leading = max(held, key=lambda one: one.weight)
    if leading.signature[0] is Ending.STOP:
        # In such minutes a single label in another look needs no more evidence.
        held += [one for one in _stops(conventions) if one not in held]
    steady = 0.2 if is_steady(leading) else 0.0
    single = _are_single(leading)
    known = {one.key for one in leading.found if one.score >= ACCEPT}
    chosen: dict[int, Found] = {}
    for convention in sorted(held, key=lambda one: -one.weight):
        for one in convention.found:
            score = one.score + (steady if convention is leading else 0.0)
            if convention is not leading:
                score += _beside(one, convention, leading, known)
            bar = ACCEPT
            if convention is leading and " " in one.key:
                bar = LEADING
            elif convention is leading and single:
                bar = SINGLE
            if score >= bar and one.unit not in chosen:
                chosen[one.unit] = one
    chosen |= named_again(found, chosen)
    chosen = unstamped(uncredited(uncalled(unlettered(chosen, units)), units))
    return doubted(enough(chosen, units), units)


def _stops(conventions: dict[Signature, Convention]) -> list[Convention]:
    return [one for one in conventions.values() if one.signature[0] is Ending.STOP]


def _are_single(convention: Convention) -> bool:
    """Tell whether a convention's labels are single words, as first names are."""
    keys = {one.key for one in convention.found if one.score >= ACCEPT}
    return bool(keys) and sum(" " not in key for key in keys) >= 0.5 * len(keys)


def _beside(
    one: Found, convention: Convention, leading: Convention, known: set[str]
) -> float:
    """Weigh a label of another convention than the leading one."""
    if one.key in known:
        return 0.15
    ending = convention.signature[0]
    if ending is leading.signature[0]:
        return -0.05
    if ending in {Ending.LINE, Ending.DASH, Ending.BOLD, Ending.STOP}:
        # Beside labels that end in a sign, a line of its own is a heading, and what
        # ends in a full stop calls upon somebody.
        return -1.0 if leading.weight > 3 else -0.4
    if is_voice(one.label.printed):
        return -0.05
    return -0.15


def named_again(found: list[Found], chosen: dict[int, Found]) -> dict[int, Found]:
    """Take up weak labels whose name the document's sure labels already gave."""
    sure: defaultdict[Ending, set[str]] = defaultdict(set)
    for one in chosen.values():
        sure[one.label.ending].update(_tails(one.key))
    return {
        one.unit: one
        for one in found
        if one.unit not in chosen and one.key in sure[one.label.ending]
    }


def uncalled(chosen: dict[int, Found]) -> dict[int, Found]:
    """Drop "Mr. Speaker:" where the Speaker's own label is another one."""
    times = Counter(one.key for one in chosen.values())
    roles = {key.split()[-1] for key, n in times.items() if n > 1 and key.split()}
    return {
        n: one
        for n, one in chosen.items()
        if not (calls(one.label.printed) and times[one.key] == 1)
        or one.key.split()[-1] not in roles
    }


def unlettered(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
    """Drop the article of "A Conversation with …" where answers stand under "A:"."""
    letters = {n for n, one in chosen.items() if one.label.ending is Ending.LETTER}
    printed = {n: units[n].text[: chosen[n].label.end].rstrip() for n in letters}
    signed = {n for n in letters if printed[n].endswith((":", ".", ")"))}
    asked = min((n for n in letters if chosen[n].key == "q"), default=0)
    return {
        n: one
        for n, one in chosen.items()
        if n not in letters or (n >= asked and (n in signed or not signed))
    }


def uncredited(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
    """Drop what only credits people at the top: "Moderator: Ada Brook"."""
    known = {one.key for one in chosen.values()}
    kept = dict(chosen)
    for n, one in sorted(chosen.items())[:12]:
        said = units[n].text[one.label.end :].strip()
        if not said or key(said) not in known or key(said) == one.key or n > 20:
            break
        del kept[n]
    return kept


def unstamped(chosen: dict[int, Found]) -> dict[int, Found]:
    """Drop a name without a time stamp where all others have one."""
    times = Counter(one.key for one in chosen.values())
    bare = [n for n, one in chosen.items() if not one.label.stamped]
    if len(chosen) < 4 or len(bare) > 0.2 * len(chosen):
        return chosen
    return {n: one for n, one in chosen.items() if n not in bare or times[one.key] > 1}


def doubted(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
    """Doubt labels under which nobody asks, addresses or speaks in person.

    "Onion: one large, chopped." is as regular as a talk; so a person decides.
    """
    if any(_is_spoken(one, units) for one in chosen.values()):
        return chosen
    return {n: replace(one, score=min(one.score, SINGLE)) for n, one in chosen.items()}


def _is_spoken(one: Found, units: Sequence[Unit]) -> bool:
    """Tell whether a label or the words under it are surely a voice's."""
    first = one.key.split()[0] if one.key else ""
    if is_voice(one.label.printed) or first in HONORIFICS_ONLY or first in ROLES:
        return True
    if one.label.ending in {Ending.VOICE, Ending.LETTER, Ending.CIRCLE}:
        return True
    text = units[one.unit].text[one.label.end :]
    after = units[one.unit + 1].text if one.unit + 1 < len(units) else ""
    return any(ASKED.search(words) for words in (text, after))


def _tails(folded: str) -> set[str]:
    """List the endings of a full name that may stand for it."""
    tokens = folded.split()
    return {" ".join(tokens[n:]) for n in range(len(tokens))} if tokens else set()


def enough(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
    """Drop a lone label that has nothing but its looks to say for itself."""
    if len({one.key for one in chosen.values()}) != 1 or len(chosen) > 1:
        return chosen
    (one,) = chosen.values()
    others = [unit.text for n, unit in enumerate(units) if n != one.unit]
    surname = one.key.split()[-1] if one.key else ""
    early = one.unit <= max(3, len(units) * 0.4)
    named = bool(surname) and any(surname in text.casefold() for text in others)
    led = one.unit > 0 and units[one.unit - 1].text.rstrip().endswith((":", "："))
    first = one.unit == 0
    return chosen if one.score >= 0.85 or first or (early and (named or led)) else {}
