"""Split a label into the speaker's name and role.

Offices and titles come in more words than any table has. So the form of a label is
asked as much as its words: what stands before and behind a comma, a dash or brackets,
what is in capitals, and where a known given name stands. Where that is not sure, the
name stays as printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import dropwhile

from content.language.folding import fold_letters
from content.language.typography.letterspacing import without_wide_letters
from content.language.word_lists import WordPattern, all_words
from content.segment.names.descriptions import DASH, is_person, split_description
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_labels.around_office import split_around_office
from content.segment.names.in_labels.one_off import described_name, names_stranger
from content.segment.names.in_labels.shapes import (
    BRACKET,
    part_abbreviation,
    split_asker,
    split_capitals,
    split_holder,
    split_honoured,
    split_inverted,
    split_turned,
)
from content.segment.names.in_labels.units import split_unit
from content.segment.names.name_score import (
    is_crowd,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import (
    EDGE_PUNCTUATION,
    has_role,
    is_particle,
    is_role,
    split_cjk_office,
    split_office,
    without_address,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import HAN_NAME, WITHOUT_CASE
from content.segment.names.titles import RANKS, strip_titles
from content.segment.names.words import CJK_NEVER_IN_NAMES, CJK_ROLE, label_words

_FULL_NAME, _MAX_NAME = 2, 4
_MAX_ASKER = 3
_MIN_SURNAME = 4
_MAX_BEHIND = 3
_ADDRESSED_OFFICE, _MIN_OFFICE = 3, 4
_ABBREVIATION = re.compile(r"[^\W\d_]*[^\W\d_A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞŠŽ]{1,3}")
"""Letters of a body, of which the last is a capital: "MsZ". "McDonald" is none."""
_MAX_LETTERS = 4

_OFFICE_AND_ACT = WordPattern(
    r"(<labels.roles_in_words>)\s?<labels.acts_behind_offices>$", re.NOFLAG
)

# "Lund (Ap) – reply": what kind of turn it is.
_KIND_OF_TURN = re.compile(r"(?<=[)）])\s?[–—-]\s?[^\W\d_A-ZÀ-Þ]{4,16}$")
# "ADA BROOK OFF CAMERA"
_WHERE_HEARD = WordPattern(r"(?<=[^\W\d_]{2})\s(?:[-–—]\s)?(?:<labels.where_heard>)$")
# "G.Krieviņš", "A.S.Hall": initials that no blank parts from the surname.
_CUT_INITIALS = re.compile(r"(?<![^\W\d_])[^\W\d_]\.-[^\W\d_]$")
_TIGHT_INITIAL = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{3})")
# "Истец Лаптев И. С.": where initials stand behind it, the surname is one word.
_OFFICE_AND_INITIALS = re.compile(
    r"([А-ЯЁІЇЄҐ][^.,]*)\s([А-ЯЁІЇЄҐ][\w-]+\s[А-ЯЁІЇЄҐ]\.\s?[А-ЯЁІЇЄҐ]\.)"
)
# "INTERVIENE LA H.C. ANA RUIZ", "Intervention de M. Roux": what says that somebody speaks.
_TAKES_FLOOR = WordPattern(
    r"(?:(?:<messages.takes_floor>)\s(?=(?:<labels.leading_articles>|<labels.articles>)\s)"
    r"|(?:<headlines.speeches>)\s(?:<headlines.by>|<headlines.of>)\s)(?=.*\s\S)"
)
_ELIDED = re.compile(r"^[LlDd]['’](?=[^\W\d_]{3})")
# "Ada Brook. Labour - MR", but "Dr. Ada Brook" and "A. BROOK".
_BEHIND_HOLDER = re.compile(
    r",|(?:(?<=\w\w)\.|\s[-–])\s(?=[A-Z]{2})|(?<=[^\W\d_A-ZÀ-Þ]{3})\.\s"
)
_CJK_HONOUR = re.compile("(?<=..)(?:君|さん|氏|議員)$")
# "市長(田中 花子)": a surname and a given name.
_HAN_NAME = re.compile(
    "[\u3400-\u9fff々ヶ]{1,3}[ \u3000][\u3400-\u9fff々ぁ-んァ-ヶ]{1,3}"
)
# "iPhone (Tom)", "ada_b (Ada B.)"
_OWNED = re.compile(
    r"(?P<owned>i[A-Z][A-Za-z]{2,8}|[a-z0-9]+_[a-z0-9_]+)\s?"
    r"[(（](?P<owner>[^\W\d_a-z][^\W\d_A-Z][^()（）\d]{0,38})[)）]"
)
# "no. 1183", "戶號40726"
_NUMBER_OF_VOICE = re.compile(r"[^\W\d_]{0,8}[.º°]{0,2}\s?\d{1,8}[番號号]?")
# "한도윤 등대국장": a name, then the office.
_KOREAN_OFFICE = re.compile("([\uac00-\ud7a3]{2,4})\\s([\uac00-\ud7a3\\s]{2,30})")
# "건설과장 오세진": the office, then a name.
_KOREAN_HOLDER = WordPattern(
    "([\uac00-\ud7a3\\s]{0,30}<labels.roles_in_words>)\\s([\uac00-\ud7a3]{3})",
    re.NOFLAG,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerName:
    """The name and role in a label.

    Attributes:
        name: The person's name, or the whole label if it is only a role.
        role: What the label says about the person beside the name; may be empty.
        voice: Whether nobody is named, only a role.
        office: What stands before a surname without a given name ("Mayor Hollis"). It
            stays in the name, too, since it alone tells this Hollis from another.
    """

    name: str
    role: str = ""
    voice: bool = False
    office: str = ""


@lru_cache(maxsize=8192)  # a transcript may have 5,000 speakers
def parse_label(printed: str) -> SpeakerName:
    """Split one label into name and role, whatever the document's other labels are.

    >>> parse_label("President of Arland Jana Novak")
    SpeakerName(name='Jana Novak', role='President of Arland', voice=False, office='')
    >>> parse_label("Mayor Hollis")
    SpeakerName(name='Mayor Hollis', role='', voice=False, office='Mayor')
    >>> parse_label("ADA BROOK OFF CAMERA").name
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
    >>> parse_label("大　臣").name
    '大臣'
    >>> parse_label("Herr W.-P.").name
    'Herr W.-P.'
    """
    printed = without_wide_letters(printed)
    printed = printed[_TAKES_FLOOR.opening_end(printed) :]
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
            r"\g<0>.", _TIGHT_INITIAL.sub(" ", as_written(found.name))
        ),
        role=_office_as_written(found.role),
        office=_office_as_written(found.office),
    )


def split_shouted(printed: str, *, shouted: bool = False) -> SpeakerName | None:
    """Split a label by its capitals; None unless they are a full name.

    Args:
        printed: The label.
        shouted: Whether the document prints whole names in capitals.
    """
    found = split_capitals(printed, shouted=shouted)
    if found is None:
        return None
    return SpeakerName(name=as_written(strip_titles(found[0])), role=found[1])


def _office_as_written(office: str) -> str:
    """Spell an office; a party or a region is left in its capitals.

    "CAPOGRUPPO DELLA LEGA" is as good as one, since "of" joins its words.
    """
    words = label_key(office).split() if office else []
    joined = not label_words().particles.isdisjoint(words[1:-1])
    is_office = joined or has_role(words)
    return as_written(office, mixed=False) if is_office else office


def _parse(printed: str) -> SpeakerName:  # noqa: PLR0911 - one line a case reads best
    bare = printed.casefold().strip(EDGE_PUNCTUATION)
    shaped = (
        _counted_voice(printed)
        or _bracketed_unit(printed)
        or asked_by_surname(printed)
        or split_shouted(printed)
        or _bracketed_holder(printed)
        or _bracketed_surname(printed)
        or _bracketed_owner(printed)
        or _bracketed_han_name(printed)
        or _by_shape(printed)
    )
    if shaped is not None:
        return shaped
    noted = BRACKET.search(printed)
    aside = noted.group(1).strip() if noted else ""
    forms = {label_key(printed), bare}
    replies = not forms.isdisjoint(label_words().answers | _answer_letters())
    if replies or not forms.isdisjoint(label_words().questions):
        named = _named_aside(aside) or (
            _replying_aside(aside, printed) if replies else None
        )
        if named is not None:
            return named
    if not forms.isdisjoint(label_words().questions):
        return SpeakerName(name="Question", voice=True)
    text = _without_elision(without_brackets(printed).strip(" ,"))
    if _CJK_HONOUR.search(aside):
        # "議長（山田太郎君）": the office, then its holder.
        return SpeakerName(name=_CJK_HONOUR.sub("", aside), role=text)
    if is_unnamed_voice(printed) or _is_voice(text):
        # "사회자(배성욱 교수)"
        korean = _split_korean(aside)
        return korean or SpeakerName(name=text, voice=True)
    if WITHOUT_CASE.search(text):
        return _parse_cjk(text, aside if WITHOUT_CASE.search(aside) else "")
    found = (
        _behind_listed_office(text)
        or _split_description(text)
        or _behind_prize(text)
        or _split_at_comma(text)
    )
    if found is not None:
        return found
    found = _split(text)
    if found.voice and has_role(label_key(text).split()) and _is_full_name(aside):
        # "The Minister of Ferries (Jane Hall)"
        return SpeakerName(name=strip_titles(aside), role=without_address(text))
    return replace(found, role=found.role or aside)


def _counted_voice(printed: str) -> SpeakerName | None:
    """Return one of several whom only a number in brackets tells from the others.

    >>> _counted_voice("Shareholder (no. 1183)").name
    'Shareholder (no. 1183)'
    >>> _counted_voice("Chair (2)"), _counted_voice("Tom (17)")
    (None, None)
    """
    noted = BRACKET.search(printed)
    word = label_key(without_brackets(printed)) if noted else ""
    counted = all_words("labels.counted_speakers") | all_words("labels.counted_units")
    if not noted or word not in counted:
        return None
    numbered = _NUMBER_OF_VOICE.fullmatch(noted.group(1).strip())
    return SpeakerName(name=printed, voice=True) if numbered else None


def asked_by_surname(printed: str) -> SpeakerName | None:
    """Split "ZUSATZFRAGE BROOK": who asks, all in capitals."""
    asks, _, surname = printed.partition(" ")
    known = asks.casefold() in all_words("labels.questions_before_names")
    if not known or is_unnamed_voice(printed) or _from(surname):
        return None
    words = surname.casefold().split()
    named = 0 < len(words) <= _MAX_ASKER and surname.replace(" ", "").isalpha()
    # "FRAGE DER WOCHE", "ZUSATZFRAGE AN DEN MINISTER"
    w = label_words()
    other = w.articles | w.leading_articles | w.roles
    if not (named and printed.isupper()) or not other.isdisjoint(words):
        return None
    return SpeakerName(name=strip_titles(surname), role=asks)


def _from(text: str) -> bool:
    """Return whether words open with a preposition: "FROM THE HALL"."""
    first = text.partition(" ")[0].casefold()
    return first in all_words("messages.from") | all_words("places.prepositions")


def _bracketed_unit(printed: str) -> SpeakerName | None:
    """Split "No. 5 (Hall)": a flat, and who has it."""
    found = split_unit(printed)
    return SpeakerName(name=found[0], role=found[1]) if found else None


def _bracketed_holder(printed: str) -> SpeakerName | None:
    """Split "THE CHAIR (Jane Hall)"; None unless an office stands before a full name.

    Words in capitals behind an article and an office are no surname where the brackets
    are in small letters: "La señora MINISTRA PORTAVOZ (Inés Luna)". Who asks is named
    before a comma, or has a known given name, since a paper may stand alone: "Question
    (Jane Hall, The Post)".
    """
    noted = BRACKET.search(printed)
    inside = noted.group(1).strip() if noted else ""
    holder = _BEHIND_HOLDER.split(inside)[0].strip()
    text = without_brackets(printed).strip(" ,")
    if WITHOUT_CASE.search(printed) or is_crowd(text) or not _is_full_name(holder):
        return None
    w = label_words()
    if is_unnamed_voice(text):
        asks = label_key(text) in w.questions | w.answers | w.unnamed_speakers
        known = is_given_name(as_written(holder).partition(" ")[0])
        if asks and not ("," in inside or known):
            return None
        return SpeakerName(name=strip_titles(holder), role=without_address(text))
    opens = w.articles | w.leading_articles | w.forms_of_address | w.honorifics
    tokens = text.split()
    office = list(dropwhile(lambda token: label_key(token) in opens, tokens))
    shouted = " ".join(office).isupper() and not holder.isupper()
    if len(tokens) > len(office) > 1 and shouted and is_role(label_key(office[0])):
        return SpeakerName(name=strip_titles(holder), role=without_address(text))
    shaped = split_holder(printed)
    if shaped is not None:
        return SpeakerName(name=strip_titles(shaped[0]), role=without_address(text))
    return None


def _bracketed_surname(printed: str) -> SpeakerName | None:
    """Split "Sr. PRESIDENTE (Oyarzábal)": who leads, and a surname in brackets.

    A form of address before the office alone says that one person is meant.
    """
    noted = BRACKET.search(printed)
    holder = noted.group(1).strip() if noted else ""
    text = without_brackets(printed).strip(" ,.-–—")
    w = label_words()
    opens = w.articles | w.leading_articles
    first, *office = [t for t in label_key(text).split() if t not in opens] or [""]
    alone = first in w.honorifics and bool(office) and w.roles.issuperset(office)
    named = len(holder) >= _MIN_SURNAME and holder.isalpha() and holder.istitle()
    if not (alone and named) or holder.casefold() in w.role_words | w.departments:
        return None
    return SpeakerName(name=holder, role=without_address(text))


def _bracketed_owner(printed: str) -> SpeakerName | None:
    """Split "iPhone (Tom)": a device or the name of an account, and whose it is.

    >>> _bracketed_owner("iPhone (Tom)").name, _bracketed_owner("ada_b (Ada B.)").name
    ('Tom', 'Ada B.')
    >>> _bracketed_owner("McBrook (Arland)"), _bracketed_owner("tom (Arland)")
    (None, None)
    """
    found = _OWNED.fullmatch(printed)
    if found is None:
        return None
    return SpeakerName(name=found["owner"], role=found["owned"])


def _bracketed_han_name(printed: str) -> SpeakerName | None:
    """Split "市長（田中 花子）": an office, and a name whose two parts a blank parts."""
    noted = BRACKET.search(printed)
    holder = noted.group(1).strip() if noted else ""
    if not _HAN_NAME.fullmatch(holder) or not WITHOUT_CASE.search(
        without_brackets(printed)
    ):
        return None
    office = without_brackets(printed).strip(" ,")
    w = label_words()
    never = CJK_ROLE.regex.search(holder) or CJK_NEVER_IN_NAMES.regex.search(holder)
    if never or label_key(office) in w.questions | w.answers | w.unnamed_speakers:
        return None
    return SpeakerName(name="".join(holder.split()), role=office)


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
    if asks and name.islower() and not has_role(label_key(name).split()):
        # "Question from the floor"
        return SpeakerName(name="Question", voice=True)
    held = None if is_person(name) else _parse(name)
    if held is not None and not held.voice:
        return held  # "Reply – Mayor Jane Hall"
    return SpeakerName(name=strip_titles(name), role=role, voice=held is not None)


def _parse_cjk(text: str, aside: str) -> SpeakerName:
    # "主席裁示": what the chair decides.
    text = _OFFICE_AND_ACT.regex.sub(r"\1", text)
    korean = _split_korean(text)
    # One word behind a name may be a form of address, which stays.
    if korean is not None and (" " in korean.role or text.endswith(korean.name)):
        return korean
    in_cjk = split_around_office(text) or split_cjk_office(text)
    if in_cjk is None:
        return SpeakerName(name=text, voice=True)
    name, role = in_cjk
    # "邱委員怡君": an office inside leaves no room for a form of address.
    name = name if split_around_office(text) else _CJK_HONOUR.sub("", name)
    return SpeakerName(name=name, role=role or aside)


def han_person(text: str) -> str:
    """Return the name of whom Han letters name, perhaps around an office; else nothing.

    >>> han_person("王委員小明"), han_person("王小明"), han_person("主席")
    ('王小明', '王小明', '')
    """
    name = parse_label(text).name
    known = HAN_NAME.fullmatch(name) and opens_with_han_surname(name)
    return name if known and not CJK_ROLE.regex.search(name) else ""


def _split_korean(text: str) -> SpeakerName | None:
    """Split a Korean name from the office behind it, or before a name of three syllables."""
    holder = _KOREAN_HOLDER.regex.fullmatch(text)
    if holder and not CJK_ROLE.regex.search(holder.group(2)):
        return SpeakerName(name=holder.group(2), role=holder.group(1))
    found = _KOREAN_OFFICE.fullmatch(text)
    if found is None or CJK_ROLE.regex.search(found.group(1)):
        return None
    name, role = found.groups()
    return SpeakerName(name=name, role=role) if CJK_ROLE.regex.search(role) else None


def _named_aside(aside: str) -> SpeakerName | None:
    """Return who asks or answers by "답변 (한도윤 국장)"; None if brackets name nobody."""
    korean = _split_korean(aside)
    if korean is not None:
        return korean
    in_cjk = split_cjk_office(aside) if WITHOUT_CASE.search(aside) else None
    if in_cjk is None or not in_cjk[1]:
        return None
    return SpeakerName(name=in_cjk[0], role=in_cjk[1])


def _replying_aside(aside: str, printed: str) -> SpeakerName | None:
    """Return who answers by "Answer (Ada Brook, surveyor)"; None if brackets name nobody.

    A letter may be somebody's initial, and "R (Grand Rapids)" from there.
    """
    name, _, role = aside.partition(",")
    plain = strip_titles(name)
    word = label_key(without_brackets(printed)) in label_words().answers
    if not _is_full_name(name) or not (word or is_given_name(plain.split()[0])):
        return None
    return SpeakerName(name=plain, role=role.strip())


@cache
def _answer_letters() -> frozenset[str]:
    return all_words("labels.answer_letters")


def _is_full_name(text: str) -> bool:
    """Return whether it is a name of more than a form of address and a surname."""
    first = strip_titles(text).partition(" ")[0].strip(EDGE_PUNCTUATION).casefold()
    return is_person(text) and first not in label_words().titles - RANKS


def _split_description(text: str) -> SpeakerName | None:
    """Split "Office, Name", unless what stands before the comma names somebody."""
    found = split_description(text)
    if found is None:
        return _before_dash(text)
    name, role = found
    before = _split(role)
    if _holds_a_name(before) and (name not in text[: len(name)]):
        return _before_body(before, name, role)
    if _ends_in_body(name) and not role.isupper():
        return None
    return SpeakerName(name=strip_titles(name), role=without_address(role))


def _ends_in_body(text: str) -> bool:
    """Return whether a body's letters close an office: "p. Majtánová, poslankyňa MsZ".

    Capitals alone may be a surname, so that only an office stands before them.
    """
    *office, last = text.split()
    letters = bool(office) and last.isupper() and len(last) <= _MAX_LETTERS
    return _ABBREVIATION.fullmatch(last) is not None or (
        letters and all(label_key(word) in label_words().roles for word in office)
    )


def _behind_listed_office(text: str) -> SpeakerName | None:
    """Split "Minister für Handel, Häfen und Fisch Jan Lund": what an office is of has commas.

    A known given name shows where the name starts; right before it stands an office, or
    what "and" joins to the words before the comma.
    """
    listed, comma, rest = text.rpartition(", ")
    tokens = rest.split()
    of = label_words().particles
    # "of Arland Britt Lund" has the name of a place.
    starts = [
        n
        for n, one in enumerate(tokens)
        if n and is_given_name(one) and tokens[n - 1] not in of
    ]
    start = starts[0] if starts else 0
    before, name = tokens[:start], tokens[start:]
    if (
        not (comma and before)
        or not _FULL_NAME <= len(name) <= _MAX_NAME
        or is_given_name(listed.split()[0])
        or not is_person(" ".join(name))
    ):
        return None
    folded = [word.casefold() for word in before]
    joined = not all_words("names.and").isdisjoint(folded[:-1])
    if is_role(folded[-1]) or (joined and has_role(label_key(listed).split())):
        role = " ".join([f"{listed},", *before])
        return SpeakerName(
            name=strip_titles(" ".join(name)), role=without_address(role)
        )
    return None


def _is_voice(text: str) -> bool:
    """Return whether a label has no name, or only says what is seen of a stranger."""
    stranger = names_stranger(text) and split_description(text) is None
    return stranger or is_unnamed_voice(text)


def _behind_prize(text: str) -> SpeakerName | None:
    """Split "Holder of the Bread Cup for 2019, Mrs Ida Crane"; None if others are named."""
    name = described_name(text)
    role = text[: -len(name)].strip(" ,") if name else ""
    if not name or _holds_a_name(_split(role)):
        return None
    return SpeakerName(name=strip_titles(name), role=without_address(role))


def _without_elision(text: str) -> str:
    """Return a label without the article that its office swallows: "L'assessora Rossi"."""
    office = _ELIDED.sub("", text)
    return office if is_role(office.partition(" ")[0].casefold()) else text


def _before_dash(text: str) -> SpeakerName | None:
    """Return a holder named before a dash: "Councillor Ada Brook - United for Northmoor"."""
    holder, *behind = DASH.split(text, maxsplit=1)
    if not behind:
        return None
    addressed = _addressed(holder)
    if addressed and not _opens_as_person(behind[0]):
        # "Doamna Elena Ciobanu – Fracțiunea PAS"
        return SpeakerName(name=addressed, role=behind[0])
    if is_person(behind[0]):
        return None
    found = _split(holder)
    if not (_holds_a_name(found) or found.office):
        return None
    role = ", ".join(filter(None, (_office_as_written(found.role), behind[0])))
    return replace(found, name=strip_titles(found.name), role=role)


def _addressed(text: str) -> str:
    """Return the full name behind a form of address; empty if there is none."""
    first, _, name = text.strip().partition(" ")
    known = label_key(first) in label_words().honorifics
    return name if known and _is_full_name(name) else ""


def _opens_as_person(text: str) -> bool:
    """Return whether words open with a form of address or a given name."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return label_key(first) in label_words().honorifics or is_given_name(first)


def _before_body(found: SpeakerName, behind: str, before: str) -> SpeakerName | None:
    """Return a holder named before a body: "COUNCILLOR ADA BROOK - United Northmoor".

    What stands behind may only be another person if it opens with a given name, and has
    the letters of the name before it if it is one.
    """
    first, *_ = behind.split()
    addressed = first.strip(EDGE_PUNCTUATION).casefold() in label_words().honorifics
    named = addressed or is_given_name(first)
    if named and not is_given_name(found.name.split()[0]):
        # "PRESIDENTA MUNICIPAL DE SAN TELMO, ADA BROOK", "Primarul orașului Valea
        # Lungă, domnul Ion Brad": a word of the office is none of the name.
        return SpeakerName(name=strip_titles(behind), role=without_address(before))
    if is_given_name(first) or before.isupper() == behind.isupper():
        return None
    role = f"{_office_as_written(found.role)}, {behind}"
    return replace(found, name=strip_titles(found.name), role=role)


def _holds_a_name(found: SpeakerName) -> bool:
    """Return whether an office surely has its holder behind it, and not a saint's town."""
    *_, of, last = ["", "", *fold_letters(found.role).split()]
    saint = of in label_words().particles and last in all_words(
        "citations.before_lone_names"
    )
    return bool(found.role) and not (saint or found.voice) and is_person(found.name)


def _split(text: str) -> SpeakerName:
    """Split an office from the name after it, or in small letters before it."""
    initialled = _OFFICE_AND_INITIALS.fullmatch(text)
    if initialled:
        return SpeakerName(name=initialled.group(2), role=initialled.group(1))
    tokens = text.split()
    end = len(tokens)
    while end > 0 and tokens[end - 1].islower():
        end -= 1
    behind = [token for token in tokens[end:] if token not in label_words().particles]
    name = " ".join(tokens[:end])
    if 0 < len(behind) == len(tokens) - end <= _MAX_BEHIND and is_person(name):
        # "NAGY PÉTER államtitkár", "Anna Virta kesk": an office or a party stands last.
        return SpeakerName(name=strip_titles(name), role=" ".join(behind))
    found = split_office(text)
    if found is None:
        return SpeakerName(name=text, voice=not _is_surname_of_office(tokens))
    name, role = found
    if not role:
        role, name = _small_office(tokens) or (role, name)
    if role and _is_surname(name):
        return SpeakerName(name=text, office=role)
    return SpeakerName(name=strip_titles(name), role=role)


def _is_surname_of_office(tokens: Sequence[str]) -> bool:
    """Return whether a given name opens words of which only the last is an office.

    >>> _is_surname_of_office(["Rosa", "Alcalde"]), _is_surname_of_office(["Deputy", "Mayor"])
    (True, False)
    """
    first, *others = tokens
    named = (
        bool(others) and is_given_name(first) and all(t[:1].isupper() for t in tokens)
    )
    return named and not any(is_role(label_key(token)) for token in tokens[:-1])


def _small_office(tokens: list[str]) -> tuple[str, str] | None:
    """Return a word of no table between a form of address and a surname: "Dl wit Lund"."""
    bare = [token.strip(EDGE_PUNCTUATION).casefold() for token in tokens]
    w = label_words()
    if len(tokens) != _ADDRESSED_OFFICE or bare[0] not in w.honorifics:
        return None
    office, surname = tokens[1:]
    small = office.islower() and office.isalpha() and len(office) >= _MIN_OFFICE
    never = w.particles | w.surname_particles | w.never_in_labels
    return (office, surname) if small and office not in never else None


def _is_surname(name: str) -> bool:
    """Return whether it is a surname alone: "Hollis", "von der Leyen"."""
    *particles, _ = name.split()
    return all(map(is_particle, particles))


def _split_at_comma(text: str) -> SpeakerName | None:
    """Return what stands before a comma as the name; None unless it surely is one."""
    name, _, note = (part.strip() for part in text.partition(","))
    if not name or not note:
        return None
    inner = _split(name)
    first, *others = name.split()
    if is_role(first.strip(EDGE_PUNCTUATION).casefold()):
        # "Minister of Trade, Sport and Tourism Jana Novak" names nobody before it.
        role = f"{inner.role}, {note}" if inner.role else note
        return None if inner.voice else replace(inner, role=role)
    if not others and (inner.voice or not has_role(label_key(note).split())):
        return None
    # "Kiss Péter alpolgármester, a bizottság elnöke" holds two offices.
    role = f"{inner.role}, {note}" if inner.role else note
    return SpeakerName(name=inner.name, role=role)
