"""Whom a brief sentence above a text points out as its writer: "This is Ada, from Moor.".

No word for a letter or for writing stands in it; the sentences before have one.
"""

import re

from content.language.word_lists import WordPattern, any_words, flag
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.words import (
    announces_reading,
    last_sentences,
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.given_cases import given_nominatives
from content.segment.names.in_text.cases.nominatives import (
    may_be_given,
    nominative_given,
    nominative_of,
)
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL

_POINTS = WordPattern(r"(?:<messages.points_out>)(?:\s|(?<=[’']))", for_every_line=True)
_WORD = re.compile(r"[^\W\d_]+(?:\.?\s|[’'](?=[^\W\d_]))")
_NAME = re.compile(
    rf"{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?(?:\s{CAPITAL}[\w’'-]*\w)?"
)
_ENDS = re.compile(r"(?:[’']s)?\s?(?:[,.:!(]|$)")
_BEHIND = re.compile(rf"\s([^\W\d_]{{1,7}})(?:\s|[’']){CAPITAL}")
_MAX_LONG = 25
"""In so many words, the whole name stands before a comma: "It is by Tom Hall, keeper of Moor, …"."""
_MAX_SENTENCES, _MAX_WORDS, _MAX_SMALL, _NEAR, _MAX_LINK = 5, 9, 4, 2, 2


def pointed_out(introduction: str, language: str) -> Origin | None:
    """Return whom one of the last sentences points out, if those before tell of a text.

    >>> pointed_out("Here is one, may I read it? This is Ada, from Moor.", "en").name
    'Ada'
    >>> pointed_out("I have a letter here. It is from Tom Hall.", "en").name
    'Tom Hall'
    >>> told = "It is from Tom Hall, keeper of the Moor light, and it went to the board in 1911."
    >>> pointed_out(f"I have a letter. {told}", "en").name
    'Tom Hall'
    >>> pointed_out("The lamp is new. This is Ada, from Moor.", "en")
    >>> pointed_out("I read you a letter. This is Ada from Moor.", "en").name
    'Ada'
    >>> pointed_out("Je vous lis la lettre. C'est Anne qui me l'a donnée.", "fr")
    """
    near = last_sentences(introduction, _MAX_SENTENCES)
    for n in range(len(near) - 1, max(0, len(near) - 1 - _NEAR), -1):
        words = len(near[n].split())
        if words > _MAX_LONG:
            return None
        name, led = _named_in(near[n], language)
        if words > _MAX_WORDS and not (" " in name and f"{name}," in near[n]):
            return None
        if name:
            told = _tells_of_text(" ".join(near[:n]))
            return _in_nominative(name, language, led=led) if told else None
    return None


def _tells_of_text(text: str) -> bool:
    tells = (speaks_of_message, says_it_is_read, tells_of_writing, announces_reading)
    return any(told(text) for told in tells)


def _named_in(sentence: str, language: str) -> tuple[str, bool]:
    """Return whom words such as "this is" point out, behind small words or none.

    And whether one of these is a word for "from".
    """
    place = _POINTS.opening_end(sentence)
    if not place or sentence.endswith("?"):
        return "", False
    for _ in range(_MAX_SMALL):
        word = _WORD.match(sentence, place)
        bare = word.group().strip().casefold() if word else ""
        if word is None or not (sentence[place].islower() or is_role(bare)):
            break
        place = word.end()
    found = _NAME.match(sentence, place)
    if found is None or not _ends(sentence, found.end()):
        return "", False
    name = found.group().removesuffix("'s").removesuffix("’s")
    known = [word for word in name.split() if may_be_given(word, language)]
    small = name.casefold() in any_words("stop_words", "messages.articles")
    led = not any_words("messages.from").isdisjoint(sentence[:place].casefold().split())
    return (name if known and not small else ""), led


def _ends(sentence: str, place: int) -> bool:
    """Return whether only where somebody is from may stand behind a name.

    "This is Ada from Moor.", "C'est Anne d'Arles"; in "C'est Anne qui l'a trouvée" Anne wrote nothing.
    """
    behind = _BEHIND.match(sentence, place)
    if behind is None:
        return _ENDS.match(sentence, place) is not None
    placed = any_words("messages.placed", "messages.from")
    return len(behind[1]) <= _MAX_LINK or behind[1].casefold() in placed


def _in_nominative(name: str, language: str, *, led: bool) -> Origin:
    """Return a person in the nominative, which nobody's name is behind a word for "from"."""
    bends = language != "" and flag(language, "bends_names")
    if " " in name:
        plain = nominative_of(name, language, inflected=led) if bends else name
        return Origin(name=plain, confidence=LIKELY)
    others = [*given_nominatives(name, language)] if bends and led else []
    plain = max(others)[1] if others else nominative_given(name, language)
    certainty = LIKELY if is_given_name(plain) and len(others) < 2 else DOUBTFUL
    return Origin(name=plain, confidence=certainty)
