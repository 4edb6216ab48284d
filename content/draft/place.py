"""Read where an event was from the words around its date."""

import re

from content.segment.labels.words import FALSE_LABELS, PARTICLES
from content.transcript_file.text import tidy_line

_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
    r",?(?: (?:den|dem|le|el|the)\b)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?:\s?(?:uhr|[ap]\.?m\.?))?", re.IGNORECASE)
# "on" before a date goes on a sentence: what stands before it is no place by itself.
_ON = re.compile(
    r"(?:^|\s)(?:on|on the|am|vom|den|dem|le|el|il|em|del|du|op)$", re.IGNORECASE
)
_AT = re.compile(
    r"(?:^|\s)(?:(?:in|at|an|à|dans|en|a)\s(?:the|der|dem|la|le|les|el|los|las)|"
    r"in|at|im|à|au|aux|dans|en|nel|nella|alla|no|na|zu|в|во)\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:by|from|via|von|par|por|date[ds]?|held|given|delivered|recorded|published|posted|updated|"
    r"modified|last|written|broadcast|filmed|printed|copyright|interview|speech|lecture|address|"
    r"remarks|meeting|session|sitting|hearing|transcript|minutes|debate|sermon|conference|"
    r"gehalten|veröffentlicht|stand|sitzung|rede|protokoll|interview|discours|séance|prononcé|"
    r"publié|discurso|sesión|publicado|entrevista)\b(?!\s(?:hall|house|room|cent))",
    re.IGNORECASE,
)
# "Washington, D.C": its last full stop is no edge.
_ABBREVIATED = re.compile(r"\b[^\W\d_]\.[^\W\d_]$")
_EDGE = " ,.;:–—-|()[]•·/"
_WORDS = 8


def place_beside(before: str, after: str) -> str:
    """Take the place from what stands on one line before and after its date.

    >>> place_beside("Held on ", " in the Parish Hall")
    'Parish Hall'
    >>> place_beside("", " 14:50 Town Hall, Eastport"), place_beside("Posted ", "")
    ('Town Hall, Eastport', '')
    """
    lead = _bare(before)
    told = _ON.search(lead)
    parts = (
        _place(_ON.sub("", lead), told=told is not None),
        _place(_bare(after), told=False),
    )
    return ", ".join(filter(None, parts))


def _bare(text: str) -> str:
    text = _CLOCK.sub(" ", _WEEKDAY.sub(" ", text))
    return tidy_line(re.sub(r"\s+", " ", text)).strip(_EDGE.replace(":", ""))


def _place(words: str, *, told: bool) -> str:
    """Read a place; where words tell of an event, only after "in" or "at"."""
    if words.rstrip().endswith(":"):
        return ""
    # "Date and place: Dorn": what a colon introduces.
    words = words.rpartition(":")[2].strip(_EDGE)
    at = _AT.search(words)
    while at and (at.start() == 0 or told or _TOLD.search(words[: at.start()])):
        words = words[at.end() :]
        at = _AT.match(words)
    tokens = words.split()
    while tokens and tokens[-1].casefold() in PARTICLES:
        tokens.pop()
    words = " ".join(tokens).strip(_EDGE)
    words += "." * bool(_ABBREVIATED.search(words))
    return words if _is_place(words) else ""


def _is_place(words: str) -> bool:
    """Tell whether all words but the small ones of names are written large."""
    tokens = [token.strip(_EDGE) for token in words.split()]
    return (
        0 < len(tokens) <= _WORDS
        and words[0].isupper()
        and not _TOLD.search(words)
        and words.casefold() not in FALSE_LABELS
        and all(
            not token[:1].islower() or token.casefold() in PARTICLES for token in tokens
        )
    )
