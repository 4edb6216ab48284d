"""Split a label into the speaker's name and role.

Offices and titles come in more words than any table has. So the form of a label is
asked as much as its words: what stands before and behind a comma, a dash or brackets,
what is in capitals, and where a known given name stands. Where that is not sure, the
name stays as printed.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache

from content.language.typography.letterspacing import without_wide_letters
from content.language.word_lists import WordPattern, all_words
from content.segment.names.descriptions import is_person, split_description
from content.segment.names.given_names import opens_with_han_surname
from content.segment.names.in_labels.bracketed_labels import (
    bracketed_given,
    bracketed_han_name,
    bracketed_holder,
    bracketed_owner,
    bracketed_surname,
    bracketed_tight_name,
    bracketed_unit,
    counted_voice,
    named_aside,
    replying_aside,
)
from content.segment.names.in_labels.cjk_labels import (
    CJK_HONOUR,
    parse_cjk,
    split_korean,
)
from content.segment.names.in_labels.directions import without_directions
from content.segment.names.in_labels.joined_names import split_two_people
from content.segment.names.in_labels.office_and_name import (
    asked_for_paper,
    behind_listed_office,
    behind_prize,
    office_of_remits,
    split_at_comma,
    split_described,
    split_office_and_name,
)
from content.segment.names.in_labels.speaker_name import (
    SpeakerName,
    is_full_name,
    office_as_written,
)
from content.segment.names.in_labels.split_by_form import (
    part_abbreviation,
    split_asker,
    split_capitals,
    split_honoured,
    split_inverted,
    split_turned,
)
from content.segment.names.in_labels.strangers import names_stranger
from content.segment.names.name_score import (
    BRACKET,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import (
    EDGE_PUNCTUATION,
    has_role,
    is_role,
    without_address,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import CAPITAL, HAN_NAME, WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE, label_words

_MAX_ASKER = 3
_TITLE_CASE = re.compile(r"[A-ZÄÖÜ][^\W\d_A-Z]+ [^\W\d_a-z][^\W\d_A-Z]+")

# "Lund (Ap) – reply": what kind of turn it is.
_KIND_OF_TURN = re.compile(r"(?<=[)）])\s?[–—-]\s?[^\W\d_A-ZÀ-Þ]{4,16}$")
# "(Mr. Tom Hall (North Moor))"
# "(*) Ada Brook": the foot of the page says that she did not revise it.
_FOOTNOTE_MARK = re.compile(r"^[(\[][*†‡]{1,3}[)\]]\s*")
_NOTE_IN_NOTE = re.compile(r"(\([^()]{4,60}?)\s?\([^()]{2,80}\)\s?\)")
# "ADA BROOK OFF CAMERA"
_WHERE_HEARD = WordPattern(r"(?<=[^\W\d_]{2})\s(?:[-–—]\s)?(?:<labels.where_heard>)$")
# "G.Krieviņš", "A.S.Hall": initials that no blank parts from the surname.
_CUT_INITIALS = re.compile(r"(?<![^\W\d_])[^\W\d_]\.-[^\W\d_]$")
_TIGHT_INITIAL = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{3})")
# "ADA BROOK - HALL (Minister of Ferries)": blanks around the hyphen of two surnames; the
# office, or the party, stands in the brackets.
_PARTED_SURNAME = re.compile(
    rf"(?P<name>(?:{CAPITAL}{{2,}}\s){{1,3}}{CAPITAL}{{4,}})\s[-–]\s"
    rf"(?P<more>{CAPITAL}{{4,}})(?=\s?\([^()]{{2,}}\)$)"
)
# "INTERVIENE LA H.C. ANA RUIZ", "Intervention de M. Roux": what says that somebody speaks.
_TAKES_FLOOR = WordPattern(
    r"(?:(?:<messages.takes_floor>)\s(?=(?:<labels.leading_articles>|<labels.articles>)\s)"
    r"|(?:<headlines.speeches>)\s(?:<headlines.by>|<headlines.of>)\s)(?=.*\s\S)"
)
# "INTERVJU Ada Brook, hidrolog": what the page is, before a name.
_INTERVIEW = WordPattern(r"(?:<headlines.interview_words>)\s+")
# "Secretary Ada Brook reads the oath": what somebody does with a text.
_READS = WordPattern(r"(?<=[^\W\d_])\s(?:<messages.read_aloud>)(?=\s|$)", re.NOFLAG)
_ELIDED = re.compile(r"^[LlDd]['’](?=[^\W\d_]{3})")


@lru_cache(maxsize=8192)  # a transcript may have 5,000 speakers
def parse_label(printed: str) -> SpeakerName:
    """Split a label, by-line or the like into name and role, whatever other labels are.

    >>> parse_label("President of Arland Jana Novak")
    SpeakerName(name='Jana Novak', role='President of Arland', voice=False, office='')
    >>> parse_label("Mayor Hollis")
    SpeakerName(name='Mayor Hollis', role='', voice=False, office='Mayor')
    >>> parse_label("ADA BROOK OFF CAMERA").name
    'Ada Brook'
    >>> parse_label("Secretary Ada Brook reads the oath").name
    'Ada Brook'
    >>> parse_label("Question from Jane Hall, shareholder").name
    'Jane Hall'
    >>> parse_label("ZUSATZFRAGE BROOK").name, parse_label("Zusatzfrage").name
    ('Brook', 'Question')
    >>> parse_label("Lund (Ap) – reply").role
    'Ap'
    >>> parse_label("Intervention de M. Paul Roux").name
    'Paul Roux'
    >>> parse_label("Doamna Elena Ciobanu – Fracțiunea PAS").role
    'Fracțiunea PAS'
    >>> parse_label("L'AVOCATE GÉNÉRALE").name
    "L'Avocate Générale"
    >>> parse_label("Mr KING (Laughing)").name, parse_label("ANNA (leise)").role
    ('Mr King', '')
    >>> parse_label("大　臣").name
    '大臣'
    >>> parse_label("The Chair (Mr. Luc Roux (Gaspé—Les Îles, Lib.))").name
    'Luc Roux'
    >>> parse_label("ADA BROOK - HALL (Minister of Ferries)").name
    'Ada Brook-Hall'
    >>> parse_label("Herr W.-P.").name
    'Herr W.-P.'
    >>> parse_label("(*) Minister for Health (Ada Brook)").name
    'Ada Brook'
    """
    printed = without_directions(without_wide_letters(printed))
    printed = _FOOTNOTE_MARK.sub("", printed)
    printed = printed[_TAKES_FLOOR.opening_end(printed) :]
    behind = printed[_INTERVIEW.opening_end(printed) :]
    printed = behind if is_full_name(behind.partition(",")[0]) else printed
    printed = _NOTE_IN_NOTE.sub(r"\1)", printed)
    printed = _with_whole_surname(printed)
    reads = _READS.regex.search(printed)
    reader = _parse(printed[: reads.start()]) if reads else None
    small = label_words().surname_particles
    whole = reader is not None and all(
        word[:1].isupper() or word in small for word in reader.name.split()
    )
    if reads and reader and whole and is_full_name(reader.name):
        printed = printed[: reads.start()]
    heard = _WHERE_HEARD.regex.search(printed)
    printed = printed[: heard.start()] if heard else printed
    found = _parse(_KIND_OF_TURN.sub("", printed))
    if (
        found.voice
        and _ELIDED.match(printed)
        and found.name == _ELIDED.sub("", printed)
    ):
        # "L'AVOCATE GÉNÉRALE": an office alone keeps its article.
        found = replace(found, name=printed)
    if found.role and not found.voice:
        name, role = part_abbreviation(found.name, found.role)
        found = replace(found, name=name, role=role)
    return replace(
        found,
        name=_CUT_INITIALS.sub(
            r"\g<0>.",
            _TIGHT_INITIAL.sub(" ", as_written(found.name)),
        ),
        role=office_as_written(found.role),
        office=office_as_written(found.office),
    )


def _with_whole_surname(printed: str) -> str:
    """Return a label without the blanks around the hyphen of two surnames.

    >>> _with_whole_surname("ADA BROOK - HALL (Minister of Ferries)")
    'ADA BROOK-HALL (Minister of Ferries)'
    >>> _with_whole_surname("ADA BROOK - HALL"), _with_whole_surname("CHAIR - HALL (Lib)")
    ('ADA BROOK - HALL', 'CHAIR - HALL (Lib)')
    """
    found = _PARTED_SURNAME.match(printed)
    if found is None or WITHOUT_CASE.search(printed):
        return printed
    words = label_key(f"{found['name']} {found['more']}").split()
    if has_role(words) or any(map(is_role, words)):
        return printed
    return f"{found['name']}-{found['more']}{printed[found.end() :]}"


def split_by_capitals(
    printed: str, *, names_in_capitals: bool = False
) -> SpeakerName | None:
    """Split a label by its capitals; None unless they are a full name.

    Args:
        printed: The label.
        names_in_capitals: Whether the document prints whole names in capitals.
    """
    found = split_capitals(printed, names_in_capitals=names_in_capitals)
    if found is None:
        return None
    return SpeakerName(name=as_written(strip_titles(found[0])), role=found[1])


def _parse(printed: str) -> SpeakerName:  # noqa: PLR0911 - one line a case reads best
    bare = printed.casefold().strip(EDGE_PUNCTUATION)
    shaped = (
        counted_voice(printed)
        or bracketed_unit(printed)
        or asked_by_surname(printed)
        or split_by_capitals(printed)
        or bracketed_holder(printed)
        or bracketed_given(printed)
        or bracketed_surname(printed)
        or bracketed_owner(printed)
        or bracketed_han_name(printed)
        or bracketed_tight_name(printed)
        or _by_shape(printed)
    )
    if shaped is not None:
        return shaped
    noted = BRACKET.search(printed)
    aside = noted.group(1).strip() if noted else ""
    forms = {label_key(printed), bare}
    replies = not forms.isdisjoint(label_words().answers | _answer_letters())
    if replies or not forms.isdisjoint(label_words().questions):
        named = named_aside(aside) or (
            replying_aside(aside, printed) if replies else None
        )
        if named is not None:
            return named
    if not forms.isdisjoint(label_words().questions):
        return SpeakerName(name="Question", voice=True)
    text = _without_elision(without_brackets(printed).strip(" ,"))
    if CJK_HONOUR.search(aside):
        # "議長（山田太郎君）": the office, then its holder.
        return SpeakerName(name=CJK_HONOUR.regex.sub("", aside), role=text)
    if is_unnamed_voice(printed) or _is_voice(text):
        # "사회자(배성욱 교수)"
        korean = split_korean(aside)
        return korean or SpeakerName(name=text, voice=True)
    if WITHOUT_CASE.search(text):
        return parse_cjk(text, aside if WITHOUT_CASE.search(aside) else "")
    found = (
        asked_for_paper(text)
        or split_two_people(text)
        or office_of_remits(text)
        or behind_listed_office(text)
        or split_described(text)
        or behind_prize(text)
        or split_at_comma(text)
    )
    if found is not None:
        return found
    found = split_office_and_name(text)
    if found.voice and has_role(label_key(text).split()) and is_full_name(aside):
        # "The Minister of Ferries (Jane Hall)"
        return SpeakerName(name=strip_titles(aside), role=without_address(text))
    return replace(found, role=found.role or aside)


def asked_by_surname(printed: str) -> SpeakerName | None:
    """Split "ZUSATZFRAGE BROOK", "Zusatzfrage Dr. Brook" or "Frage Brook (Moor Post)"."""
    noted = BRACKET.search(printed)
    printed = without_brackets(printed).strip()
    asks, _, surname = printed.partition(" ")
    titled_name = strip_titles(surname)
    *titles, last = surname.split() or [""]
    if titles and all(title.endswith(".") for title in titles):
        printed, surname = f"{asks} {last}", last
    known = asks.casefold() in all_words("labels.questions_before_names")
    if not known or is_unnamed_voice(printed) or _opens_with_preposition(surname):
        return None
    words = surname.casefold().split()
    named = 0 < len(words) <= _MAX_ASKER and surname.replace(" ", "").isalpha()
    # "FRAGE DER WOCHE", "ZUSATZFRAGE AN DEN MINISTER", "Frage Publikum"
    w = label_words()
    other = w.articles | w.leading_articles | w.roles | all_words("labels.listeners")
    titled = len(words) == 1 and _TITLE_CASE.fullmatch(printed) is not None
    if not (named and (titled or printed.isupper())) or not other.isdisjoint(words):
        return None
    return SpeakerName(name=titled_name, role=noted.group(1) if noted else asks)


def _opens_with_preposition(text: str) -> bool:
    """Return whether words open with a preposition: "FROM THE HALL"."""
    first = text.partition(" ")[0].casefold()
    return first in all_words("messages.from") | all_words("places.prepositions")


def _by_shape(printed: str) -> SpeakerName | None:
    """Split "Hall, Jane, minister" and "Question from Jane Hall"."""
    found = split_inverted(printed) or split_turned(printed)
    found = found or split_honoured(printed)
    if found is not None:
        return SpeakerName(name=found[0], role=found[1])
    # "Question from Jane Hall, shareholder"
    asking, _, role = printed.partition(", ")
    asker = split_asker(asking) or split_asker(printed)
    if asker is None:
        return None
    name, asks = asker
    role = role if name in asking else ""
    listed = label_key(printed) in label_words().questions
    if asks and (listed or (name.islower() and not has_role(label_key(name).split()))):
        # "Question from the floor", "Question from the audience"
        return SpeakerName(name="Question", voice=True)
    held = None if is_person(name) else _parse(name)
    if held is not None and not held.voice:
        return held  # "Reply – Mayor Jane Hall"
    return SpeakerName(name=strip_titles(name), role=role, voice=held is not None)


def han_person(text: str) -> str:
    """Return the name of whom Han letters name, perhaps around an office; else nothing.

    >>> han_person("王委員小明"), han_person("王小明"), han_person("主席")
    ('王小明', '王小明', '')
    """
    name = parse_label(text).name
    known = HAN_NAME.fullmatch(name) and opens_with_han_surname(name)
    return name if known and not CJK_ROLE.regex.search(name) else ""


@cache
def _answer_letters() -> frozenset[str]:
    return all_words("labels.answer_letters")


def _is_voice(text: str) -> bool:
    """Return whether a label has no name, or only says what is seen of a stranger."""
    stranger = names_stranger(text) and split_description(text) is None
    return stranger or is_unnamed_voice(text)


def _without_elision(text: str) -> str:
    """Return a label without the article that its office swallows: "L'assessora Rossi"."""
    office = _ELIDED.sub("", text)
    return office if is_role(office.partition(" ")[0].casefold()) else text
