"""Ask of a convention the evidence that its ending needs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.document import BlockKind
from content.segment.labels.label import Ending, Look
from content.segment.labels.name_score import is_unnamed_voice
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

MIN_SCORE = 0.6
Signature = tuple[Ending, Look]

FIRST_PERSON = re.compile(
    r"\b(?:I|we|my|our|ich|wir|mein\w*|unser\w*|je|nous|mon|notre|yo|nosotros|mi|nuestr\w+|io|noi|mio|eu|nós|я|мы|"
    r"мой|наш\w*)\b|[我私]"
)
# Who asks, calls out, greets or speaks of himself; "you" stands in manuals too.
SPOKEN_WORDS = re.compile(
    FIRST_PERSON.pattern + r"|[?!？！]|[你您我们]|\b(?:me|us|du|vous|tu|usted|"
    r"ustedes|lei|voi|вы|вам|ты|ja|ty|pan|pani|hi|hello|thanks?|yes|no|danke|merci|gracias|grazie|"
    r"obrigad[oa]|спасибо|дякую|dziękuję)\b|[요까다]\.",
    re.IGNORECASE,
)

_SENTENCE_ENDS = tuple('.!?…。！？”"»')


@dataclass(slots=True)
class Convention:
    """Gather the candidates that end alike and look alike."""

    signature: Signature
    found: list[ScoredLabel] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Sum the evidence of its likely labels."""
        return sum(one.score for one in self.found if one.score >= MIN_SCORE)


def has_evidence(  # noqa: PLR0911 - one line an ending reads best
    convention: Convention, lines: Sequence[Line]
) -> bool:
    """Tell whether a convention has the evidence its ending needs."""
    ending, look = convention.signature
    likely = [one for one in convention.found if one.score >= MIN_SCORE]
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
    if ending in {Ending.BRACKET, Ending.WIDE}:
        return len(times) > 1 and len(likely) > 2 and again >= 0.6 * len(likely)
    shown = ending in {Ending.DASH, Ending.TIME} or look is Look.BOLD
    if shown and _introduced(likely, lines):
        return True
    if ending is Ending.TIME:
        return len(likely) > 1 and again >= 0.5 * len(likely)
    if ending is Ending.DASH:
        return len(likely) > 2 and (again >= 0.5 * len(likely) or _parties(likely))
    # A name alone on a line is a label only if it goes on and off with others.
    enough = 2 if look in {Look.BOLD, Look.HEADING} else 3
    evident = [one for one in likely if times[one.key] > 1 or _shows(one)]
    spoken = [one for one in likely if _speaks(one.line, lines)]
    if look is Look.HEADING and len(times) > 1 and _own_voices(likely, lines):
        return len(likely) >= len(convention.found) - 1
    return (
        len(times) > 1
        and len(spoken) >= enough
        and len(spoken) >= 0.7 * len(likely)
        and (again >= 0.6 * len(likely) or _are_minutes(evident, likely, again))
        and len(likely) >= 0.4 * len(convention.found)
    )


def _shows(one: ScoredLabel) -> bool:
    """Tell whether a label shows by itself that it is one: a chair, a party."""
    printed = one.label.printed
    return is_unnamed_voice(printed) or (printed.endswith(")") and printed[0] != "(")


def _are_minutes(
    evident: list[ScoredLabel], likely: list[ScoredLabel], again: int
) -> bool:
    return again > 1 and len(evident) > 3 and len(evident) >= 0.7 * len(likely)


def is_steady(convention: Convention) -> bool:
    """Tell whether nearly all that looks like this convention's labels is one."""
    likely = sum(one.score >= MIN_SCORE for one in convention.found)
    return likely > 4 and likely >= 0.8 * len(convention.found)


def _introduced(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Tell whether names that stand here once each are named elsewhere too."""
    if not 1 < len(likely) <= 12 or not all(" " in one.key for one in likely):
        return False
    where = {one.line for one in likely}
    others = " ".join(
        line.text.casefold() for n, line in enumerate(lines[:400]) if n not in where
    )
    known = all(one.key.split()[-1] in others for one in likely)
    return known and len({one.key for one in likely}) > 1 and _own_voices(likely, lines)


def _parties(likely: list[ScoredLabel]) -> bool:
    return sum("(" in one.label.printed for one in likely) >= 0.5 * len(likely)


def _speaks(index: int, lines: Sequence[Line]) -> bool:
    """Tell whether words follow that a label on its own line may introduce."""
    for after in lines[index + 1 : index + 3]:
        if after.kind is BlockKind.HEADING:
            return False
        text = after.text.strip()
        if len(text) > 60 or text.endswith(_SENTENCE_ENDS):
            return True
    return False


def _own_voices(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Tell whether the words under headings that are names are spoken in person."""
    own = sum(
        any(
            FIRST_PERSON.search(after.text)
            for after in lines[one.line : one.line + 4]
            if after.kind is not BlockKind.HEADING
        )
        for one in likely
    )
    return own >= 0.8 * len(likely) and all(one.score >= 0.7 for one in likely)
