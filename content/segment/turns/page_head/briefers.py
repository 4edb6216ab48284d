"""Who meets the press, as the head of a page says it: "Press briefing by Ada Brook"."""

import re
from collections.abc import Iterable, Sequence

from content.document import Document
from content.language.word_lists import WordPattern, flag
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.pieces import Piece
from content.segment.turns.page_head.presenters import CLAUSES, name_led_by_office

MEETS_THE_PRESS = WordPattern(r"(?<!\w)(?:<headlines.press_conferences>)(?!\w)")
"""A word for an occasion on which somebody speaks to the press."""

# "… of 4 May on the statement of T. Ferro"
_ABOUT = WordPattern(
    r"(?:[\s,(]++(?:[^\s\d]*\d\S*+|<dates.months>|<headlines.of>|<headlines.by>))*"
    r"\s(?:<headlines.subjects>)\s"
)
_WITH_WHOM = WordPattern(r"\s(?:<headlines.with>)\s(?=\S)")
# These are found without a gap, too: "В.С.Лагутина".
_WITH_INITIALS = re.compile(
    rf"(?<![^\W_])((?:{CAPITAL}\.\s?){{1,3}})({CAPITAL}[^\W\d_]{{2,}}(?:-{CAPITAL}[^\W\d_]+)?)"
)
_MAX_HEAD = 200


def briefer(pieces: Sequence[Piece], first: int, document: Document) -> str:
    """Return who meets the press, as the head of a page says it.

    Args:
        pieces: Of the whole page.
        first: The first below its head.
        document: The document, whose title is part of the head.
    """
    head = [document.title, *(piece.text for piece in pieces[:first])]
    if not any(map(MEETS_THE_PRESS.is_in, head)):
        return ""  # Most pages, whose language need not be guessed for it.
    language = language_of_document(document, [piece.text for piece in pieces])
    return _briefer_in(head, language)


def _briefer_in(lines: Sequence[str], language: str) -> str:
    """Return who meets the press, as lines of a head say it; empty if nobody, or several.

    The line below the one for the occasion may name the person.

    >>> _briefer_in(["Press briefing by the Minister of Tides, Ada Brook"], "en")
    'Ada Brook'
    >>> _briefer_in(["Point de presse du 4 mars", "Propos du porte-parole, M. Jean Roux."], "fr")
    'Jean Roux'
    >>> _briefer_in(["Брифинг официального представителя Совета Е.П.Громовой, 3 мая"], "ru")
    'Е.П.Громова'
    >>> _briefer_in(["Press briefing on the tides", "Ada Brook likes them"], "en")
    ''
    >>> _briefer_in(["Press briefing on the statement of Minister T. Ferro"], "en")
    ''
    """
    for n, line in enumerate(lines):
        found = MEETS_THE_PRESS.regex.search(line) if len(line) <= _MAX_HEAD else None
        if found is None:
            continue
        meets = _without_subject(line, found.end())
        if name := _one_with_initials(meets, found.end(), language):
            return name
        below = (one for one in lines[n + 1 : n + 2] if len(one) <= _MAX_HEAD)
        named = (name_led_by_office(one) for one in (meets, *below))
        if name := next(filter(None, named), ""):
            return name
    return ""


def is_subject_of_briefing(name: str, lines: Iterable[str]) -> bool:
    """Return whether a line only has a name in what the press is met about.

    >>> is_subject_of_briefing("T. Ferro", ["Press briefing on the plan of T. Ferro"])
    True
    >>> is_subject_of_briefing("Ada Brook", ["Press briefing by Ada Brook on the tides"])
    False
    """
    for line in lines:
        found = MEETS_THE_PRESS.regex.search(line) if len(line) <= _MAX_HEAD else None
        if found and name in line:
            return name not in _without_subject(line, found.end())
    return False


def _without_subject(line: str, occasion: int) -> str:
    """Return a line without what the occasion is about, up to who meets the press.

    >>> _without_subject("Briefing on the plan of T. Ferro with Minister Ada Brook", 8)
    'Briefing with Minister Ada Brook'
    >>> _without_subject("Briefing of 4 May by Minister Ada Brook", 8)
    'Briefing of 4 May by Minister Ada Brook'
    """
    about = _ABOUT.match(line[occasion:])
    if about is None:
        return line
    people = _WITH_WHOM.search(line[occasion + about.end() :])
    meets = line[occasion + about.end() + people.start() :] if people else ""
    return line[:occasion] + meets


def _one_with_initials(line: str, occasion: int, language: str) -> str:
    """Return the one person of initials whom a line names, in the nominative.

    Args:
        line: The line.
        occasion: Where the word for the occasion ends: what is joined to it bends.
        language: The language of the line.
    """
    found = list(_WITH_INITIALS.finditer(line))
    # "John F. Kennedy", "the U. S. Army"
    before = line[: found[0].start()].split()[-1:] if found else []
    if len(found) != 1 or any(map(is_given_name, before)):
        return ""
    between = line[occasion : found[0].start()]
    if not any(word.islower() for word in between.split()):
        return ""
    initials, surname = found[0].groups()
    spaced = f"{initials.rstrip()} {surname}"
    joined = CLAUSES.search(between) is None
    bends = joined and flag(language or "en", "bends_names")
    nominative = nominative_of(spaced, language, inflected=True) if bends else spaced
    return initials + nominative.rpartition(" ")[2]
