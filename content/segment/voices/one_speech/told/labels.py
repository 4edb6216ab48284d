"""Labels of speakers of whom a page's author tells: "ADA BROOK: Good evening".

One label alone is weak: "Recipe: two eggs" looks alike. Where the author names the person
above, it shows who speaks, and what is told below shows where the speech ends.
"""

import re
from collections.abc import Sequence

from content.document import BlockKind, Document
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel, score_candidates
from content.segment.lines import Line
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import (
    has_given_name,
    is_given_name,
    opens_with_han_surname,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.offices import is_role
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.voices.one_speech.salutations import calls_listeners
from content.segment.voices.one_speech.title_lines import is_title_line
from content.segment.voices.one_speech.told.people_named import (
    names_word_of,
    people_named,
    sentences_of,
)

MAX_LABELS_TOLD_OF = 4
"""More labels than these show by themselves that they are labels."""

_MAX_LINES, _MAX_LIKELY, _MAX_LABEL_CHARS, _MAX_ABOVE = 600, 12, 80, 40
_MIN_SCORE, _MIN_WORDS = 0.5, 2

_CJK_NAME = re.compile("[\u3400-\u9fff々]{2,6}|[\uac00-\ud7af]{3,4}")
# "Ada Brook, chair", "Ada Brook (chair)"
_OFFICE = re.compile(r"[,(（]")


def labels_told_of(
    lines: Sequence[Line], pieces: Sequence[Piece], document: Document
) -> dict[int, ScoredLabel]:
    """Return the labels of a page that has none of a known look, of people told of above.

    There are none where more lines look like labels than an author's page has.

    Args:
        lines: The lines of the page.
        pieces: All of it, with nobody's speech.
        document: The page.
    """
    if len(lines) > _MAX_LINES:
        return {}
    likely = {n: one for n, line in enumerate(lines) if (one := _label_of(line))}
    if len(likely) > _MAX_LIKELY:
        return {}
    places = {p.position: n for n, p in reversed([*enumerate(pieces)])}
    found = {
        n: one
        for n, one in likely.items()
        if (place := places.get(lines[n].position)) is not None
        and (one.label.ending is not Ending.LINE or _is_person(one, pieces[:place]))
        and (shown_name(one) or told_name(one.label.printed, pieces[:place], document))
    }
    found |= {
        n: one
        for n, one in likely.items()
        if name_with_office(one) and any(map(name_with_office, found.values()))
    }
    return found if len(found) <= MAX_LABELS_TOLD_OF else {}


def _label_of(line: Line) -> ScoredLabel | None:
    """Return what may be a label at the start of a paragraph, or one on a line of its own.

    It ends in a colon; or it is bold and has an office; or it is a name alone, in bold or
    in capitals.
    """
    # "Minister Ada Brook: schools will sing" heads the page.
    if not line.opens or (line.kind is BlockKind.HEADING and line.level == 1):
        return None
    found = (
        one
        for one in score_candidates([line], frozenset())
        if one.score >= _MIN_SCORE
        and (_ends_in_colon(one, line) or _is_bold(one, line) or _is_alone(one, line))
        and not calls_listeners(line.text[: one.label.end])
    )
    return next(found, None)


def _ends_in_colon(one: ScoredLabel, line: Line) -> bool:
    """Return whether a label ends in a colon, and its name has no small words."""
    return (
        one.label.ending is Ending.COLON
        and one.label.end <= _MAX_LABEL_CHARS
        and line.text[one.label.end :].lstrip()[:1] not in OPENING_QUOTES
        and not any(map(str.islower, _OFFICE.split(one.label.printed)[0].split()))
    )


def _is_bold(one: ScoredLabel, line: Line) -> bool:
    """Return whether all that is bold on a line is a name with an office: "**Ada Brook, mayor** — Friends"."""
    bold = line.text[: line.bold].rstrip(" —–-:")
    own = one.label.ending is Ending.DASH and bold == one.label.printed
    return own and bool(parse_label(bold).role)


def _is_alone(one: ScoredLabel, line: Line) -> bool:
    """Return whether a line is nothing but a whole name, in bold or in capitals."""
    text = line.text.strip()
    shown = text.isupper() or 0 < len(text) <= line.bold
    alone = one.label.ending is Ending.LINE and shown and line.kind is not HEADING_BLOCK
    name = parse_label(text).name
    return alone and (
        len(name.split()) >= _MIN_WORDS or _CJK_NAME.fullmatch(name) is not None
    )


def _is_person(one: ScoredLabel, above: Sequence[Piece]) -> bool:
    """Return whether a line has a given name that is known, or the page all of it above.

    Or an office stands behind the name, and a colon ends what is told above.
    """
    label = parse_label(one.label.printed)
    name = label.name.casefold().split()
    told = [p.text for p in above if is_prose(p)]
    words = {word for text in told for word in text.casefold().split()}
    if _CJK_NAME.fullmatch(label.name):
        return _is_told_in_cjk(label.name, told)
    led = bool(label.role) and "".join(told[-1:]).rstrip().endswith(COLONS)
    return led or is_given_name(name[0].capitalize()) or words.issuperset(name)


def shown_name(one: ScoredLabel) -> str:
    """Return the whole name that a bold label before a colon shows by itself; empty if it does not.

    A given name that is known opens it.
    """
    bold = one.label.ending is Ending.COLON and one.label.style is LabelStyle.BOLD
    name = parse_label(one.label.printed).name if bold and not one.label.alone else ""
    known = len(name.split()) >= _MIN_WORDS and is_given_name(name.split()[0])
    return name if known else ""


def name_with_office(one: ScoredLabel) -> str:
    """Return the whole name that a line of its own in capitals has before an office; else empty.

    Where one of two such lines names somebody told of, the other one, too, is a label.
    """
    printed = one.label.printed
    label = parse_label(printed)
    alone = one.label.ending is Ending.LINE and printed.isupper() and "," in printed
    return label.name if alone and label.role and " " in label.name else ""


def told_name(printed: str, above: Sequence[Piece], document: Document) -> str:
    """Return who a label names of whom the author tells above it; empty if of nobody.

    A name of several words has one in common with what is told, or with a headline; or
    its office is told, or it stands below a colon. One word is a part of a person's name.

    Args:
        printed: The label.
        above: The page above it, with nobody's speech.
        document: The page.
    """
    prose = [p.text for p in above if is_prose(p) and not is_by_line(p.text)]
    prose = prose[-_MAX_ABOVE:]
    told = [text for text in prose if not is_title_line(text)]
    heads = [p.text for p in above if p.kind is SegmentKind.HEADING]
    heads += [document.title, *(text for text in prose if is_title_line(text))]
    label = parse_label(printed)
    if not told:
        return ""
    if _CJK_NAME.fullmatch(label.name):
        named = _is_told_in_cjk(label.name, [*told, *heads])
        return label.name if named else ""
    if len(label.name.split()) >= _MIN_WORDS:
        person = has_given_name(label.name) or bool(label.role)
        led = person and told[-1].rstrip().endswith(COLONS)
        named = any(names_word_of(text, label.name) for text in [*told, *heads])
        return label.name if led or named or _has_office(told, label.role) else ""
    language = language_of_document(document, told)
    people = people_named(sentences_of(told), heads, (), language)
    own = [one.name for one in people if one.pattern.search(label.name)]
    return max(own, key=lambda name: (len(name.split()), name), default="")


def _is_told_in_cjk(name: str, texts: Sequence[str]) -> bool:
    """Return whether texts have a name in Han or Hangul beside an office, or it has a family name.

    >>> _is_told_in_cjk("久木田真理", ["ところが久木田真理校長が立つと、"])
    True
    >>> _is_told_in_cjk("编按", ["下面是编按"])
    False
    """
    if not any(name in text for text in texts):
        return False
    known = opens_with_han_surname(name) or has_given_name(name)
    return known or any(_beside_office(name).search(text) for text in texts)


def _beside_office(name: str) -> re.Pattern[str]:
    offices = "|".join(map(re.escape, all_words("labels.roles_in_words")))
    suffixes = "|".join(map(re.escape, all_words("labels.honorific_suffixes")))
    own = re.escape(name)
    return re.compile(rf"(?:{offices})の?\s?{own}|{own}\s?(?:{offices}|{suffixes})")


def _has_office(texts: Sequence[str], role: str) -> bool:
    """Return whether texts have the office that a label has: "The engineer Ada Brook"."""
    offices = {word for word in role.casefold().split() if is_role(word)}
    return any(not offices.isdisjoint(text.casefold().split()) for text in texts)
