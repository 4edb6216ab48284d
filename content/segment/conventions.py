"""Recognise which label convention a document follows, and its labels by that.

Single lines lie: "We usually say: …" looks like a label, "Hall: …" like a heading.
A document does not: its labels end alike, look alike, stand at the same place, and
their names recur. So every line is first heard as a candidate, the candidates are
gathered by what they have in common, and only conventions with evidence are read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.blocks import BlockKind
from content.segment import words as w
from content.segment.labels import Ending, Label, Look, candidates
from content.segment.likeness import bare, calls, is_voice, key, likeness
from content.segment.units import Unit

ACCEPT = 0.6
# Leaving a label out gives its words to somebody else, so in the convention that the
# document surely follows, a label that is only likely is taken, as doubtful.
LEADING = 0.54
Signature = tuple[Ending, Look]

_WORD = re.compile(r"\b[^\W\d_]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a label, the unit it stands on and how likely it is one."""

    unit: int
    label: Label
    score: float
    key: str


@dataclass(slots=True)
class Convention:
    """Gather the candidates that end alike and look alike."""

    signature: Signature
    found: list[Found] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Sum the evidence of its likely labels."""
        return sum(one.score for one in self.found if one.score >= ACCEPT)


def recognise(units: Sequence[Unit]) -> dict[int, Found]:
    """Find the labels of a document, by the unit they stand on."""
    lowered = _lowered(units)
    found = _scored(_heard(units, lowered))
    conventions: dict[Signature, Convention] = {}
    for one in found:
        made = conventions.setdefault(
            one.label.signature, Convention(one.label.signature)
        )
        made.found.append(one)
    held = [one for one in conventions.values() if _holds(one, units)]
    if not held:
        return {}
    leading = max(held, key=lambda one: one.weight)
    steady = 0.2 if _steady(leading) else 0.0
    known = {one.key for one in leading.found if one.score >= ACCEPT}
    chosen: dict[int, Found] = {}
    for convention in sorted(held, key=lambda one: -one.weight):
        for one in convention.found:
            score = one.score + (steady if convention is leading else 0.0)
            if convention is not leading:
                score += _beside(one, convention, leading, known)
            bar = LEADING if convention is leading and " " in one.key else ACCEPT
            if score >= bar and one.unit not in chosen:
                chosen[one.unit] = one
    chosen |= _named_again(found, chosen)
    chosen = _uncredited(_uncalled(chosen), units)
    return _enough(chosen, units)


def _lowered(units: Sequence[Unit]) -> frozenset[str]:
    """List the words the document writes small as a rule: these name nobody."""
    times = Counter(
        word for unit in units for word in _WORD.findall(unit.text)
    )
    large: Counter[str] = Counter()
    for word, n in times.items():
        if not word.islower():
            large[word.lower()] += n
    return frozenset(
        word for word, n in times.items() if word.islower() and 2 * n > large[word]
    )


def _heard(units: Sequence[Unit], lowered: frozenset[str]) -> list[Found]:
    cache: dict[str, float] = {}
    found = []
    for index, unit in enumerate(units):
        for label in candidates(unit):
            if label.printed not in cache:
                cache[label.printed] = likeness(label.printed, lowered)
            score = _by_ending(label, cache[label.printed], unit)
            if score > 0.1:
                found.append(
                    Found(unit=index, label=label, score=score, key=key(label.printed))
                )
    return found


def _by_ending(label: Label, score: float, unit: Unit) -> float:
    """Weigh a name's likeness by how much its ending says."""
    ending = label.ending
    if ending is Ending.VOICE:
        return 1.0
    if ending is Ending.LETTER:
        return 0.9
    if ending is Ending.STOP and not _addressed(label.printed):
        return 0.0
    if ending is Ending.CIRCLE:
        return max(score, 0.7)
    if ending is Ending.LINE and label.look is Look.PLAIN:
        score -= 0.1
    if unit.kind is BlockKind.ITEM:
        score -= 0.2
    if label.stamped and score > 0.2:
        score += 0.15
    return score


_PLAIN_NAME = re.compile(r"[^\W\d_]")


def _addressed(printed: str) -> bool:
    """Tell whether a label is one that may end in a full stop.

    A sentence may be as short as a name; so only a form of address, capitals or a
    chair make a label of what ends like a sentence.
    """
    text = bare(printed)
    if is_voice(printed):
        return True
    tokens = text.replace(",", " ").split()
    first = tokens[0].casefold().strip(".")
    if first in w.HONORIFICS_ONLY and len(tokens) > 1:
        return len(tokens) <= 12
    name = text.partition(",")[0].split()
    if first in w.ROLES and 1 < len(name) <= 4 and all(map(_written_large, name)):
        # "Secretary Lindqvist." names an office and who holds it.
        return True
    if first in w.HONORIFICS and len(name) > 1:
        return any(_shouted(token) for token in name[1:]) or first not in {"a", "o"}
    # Initials beside a surname in capitals say nothing either way.
    name = [token for token in name if sum(map(str.isalpha, token)) > 1]
    return bool(name) and _shouted(name[0]) and sum(map(_shouted, name)) * 2 > len(name)


def _written_large(token: str) -> bool:
    return token[:1].isupper()


def _shouted(token: str) -> bool:
    letters = [sign for sign in token if sign.isalpha()]
    # "McCONNELL" is written in capitals too.
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= len(letters) - 1


def _scored(found: list[Found]) -> list[Found]:
    """Raise what recurs: a name that comes back is a voice, a heading is not."""
    times: Counter[tuple[Ending, str]] = Counter()
    for one in found:
        times[one.label.ending, one.key] += 1
    bonus = {1: 0.0, 2: 0.15, 3: 0.3}
    return [
        Found(
            unit=one.unit,
            label=one.label,
            score=min(
                1.0, one.score + bonus.get(times[one.label.ending, one.key], 0.45)
            ),
            key=one.key,
        )
        for one in found
    ]


def _holds(convention: Convention, units: Sequence[Unit]) -> bool:
    """Tell whether a convention has the evidence its ending needs."""
    ending, look = convention.signature
    likely = [one for one in convention.found if one.score >= ACCEPT]
    if not likely:
        return False
    if ending in {Ending.COLON, Ending.VOICE, Ending.CIRCLE}:
        return True
    times = Counter(one.key for one in likely)
    again = sum(n for n in times.values() if n > 1)
    if ending is Ending.STOP:
        return len(likely) > 1 or likely[0].score >= 0.85
    if ending is Ending.LETTER:
        return times["q"] > 1
    if ending is Ending.TIME:
        return len(likely) > 1 and again >= 0.5 * len(likely)
    if ending is Ending.DASH:
        return len(likely) > 2 and (again >= 0.5 * len(likely) or _parties(likely))
    # A name alone on a line is a label only if it goes on and off with others.
    enough = 2 if look in {Look.BOLD, Look.HEADING} else 3
    spoken = [one for one in likely if _speaks(one.unit, units)]
    if look is Look.HEADING and len(times) > 1 and _own_voices(likely, units):
        return len(likely) >= len(convention.found) - 1
    return (
        len(times) > 1
        and len(spoken) >= enough
        and len(spoken) >= 0.7 * len(likely)
        and again >= 0.6 * len(likely)
        and len(likely) >= 0.4 * len(convention.found)
    )


def _steady(convention: Convention) -> bool:
    """Tell whether nearly all that looks like this convention's labels is one."""
    likely = sum(one.score >= ACCEPT for one in convention.found)
    return likely > 4 and likely >= 0.8 * len(convention.found)


def _parties(likely: list[Found]) -> bool:
    return sum("(" in one.label.printed for one in likely) >= 0.5 * len(likely)


def _speaks(index: int, units: Sequence[Unit]) -> bool:
    """Tell whether words follow that a label on its own line may introduce."""
    for after in units[index + 1 : index + 3]:
        if after.kind is BlockKind.HEADING:
            return False
        text = after.text.strip()
        if len(text) > 60 or text.endswith(_SENTENCE_ENDS):
            return True
    return False


_FIRST_PERSON = re.compile(
    r"\b(?:I|we|my|our|ich|wir|mein\w*|unser\w*|je|nous|mon|notre|yo|nosotros|mi|nuestr\w+|io|noi|mio|eu|nós|я|мы|"
    r"мой|наш\w*)\b|[我私]"
)


def _own_voices(likely: list[Found], units: Sequence[Unit]) -> bool:
    """Tell whether the words under headings that are names are spoken in person."""
    own = sum(
        any(
            _FIRST_PERSON.search(after.text)
            for after in units[one.unit + 1 : one.unit + 4]
            if after.kind is not BlockKind.HEADING
        )
        for one in likely
    )
    return own >= 0.8 * len(likely) and all(one.score >= 0.7 for one in likely)


_SENTENCE_ENDS = tuple(".!?…。！？”\"»")


def _beside(
    one: Found, convention: Convention, leading: Convention, known: set[str]
) -> float:
    """Weigh a label of another convention than the leading one."""
    if one.key in known:
        return 0.15
    if convention.signature[0] is leading.signature[0] or is_voice(one.label.printed):
        return -0.05
    if convention.signature[0] in {Ending.LINE, Ending.DASH, Ending.BOLD, Ending.STOP}:
        # Beside labels that end in a sign, a line of its own is a heading.
        return -1.0 if leading.weight > 3 else -0.4
    return -0.15


def _named_again(found: list[Found], chosen: dict[int, Found]) -> dict[int, Found]:
    """Take up weak labels whose name the document's sure labels already gave."""
    sure: defaultdict[Ending, set[str]] = defaultdict(set)
    for one in chosen.values():
        sure[one.label.ending].update(_tails(one.key))
    return {
        one.unit: one
        for one in found
        if one.unit not in chosen and one.key in sure[one.label.ending]
    }


def _uncalled(chosen: dict[int, Found]) -> dict[int, Found]:
    """Drop "Mr. Speaker:" where the Speaker's own label is another one."""
    times = Counter(one.key for one in chosen.values())
    roles = {key.split()[-1] for key, n in times.items() if n > 1 and key.split()}
    return {
        n: one
        for n, one in chosen.items()
        if not (calls(one.label.printed) and times[one.key] == 1)
        or one.key.split()[-1] not in roles
    }


def _uncredited(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
    """Drop what only credits people at the top: "Moderator: Ada Brook"."""
    known = {one.key for one in chosen.values()}
    kept = dict(chosen)
    for n, one in sorted(chosen.items())[:12]:
        said = units[n].text[one.label.end :].strip()
        if not said or key(said) not in known or key(said) == one.key or n > 20:
            break
        del kept[n]
    return kept


def _tails(folded: str) -> set[str]:
    """List the endings of a full name that may stand for it."""
    tokens = folded.split()
    return {" ".join(tokens[n:]) for n in range(len(tokens))} if tokens else set()


def _enough(chosen: dict[int, Found], units: Sequence[Unit]) -> dict[int, Found]:
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
