"""Labels with brackets: an office and who holds it, a device and whose it is, a counted voice.

"THE CHAIR (Jane Hall)", "iPhone (Tom)", "Shareholder (no. 1183)".
"""

import re
from itertools import dropwhile

from content.language.word_lists import WordPattern, all_words, words
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_labels.cjk_labels import split_korean
from content.segment.names.in_labels.speaker_name import SpeakerName, is_full_name
from content.segment.names.in_labels.split_by_form import split_holder
from content.segment.names.in_labels.units import split_unit
from content.segment.names.name_score import (
    BRACKET,
    is_crowd,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import (
    has_role,
    is_role,
    split_cjk_office,
    without_address,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import (
    CJK_NEVER_HOLDER,
    CJK_NEVER_IN_NAMES,
    CJK_ROLE,
    label_words,
)

_MIN_SURNAME, _MAX_SURNAMES = 4, 3
# "Reporter (Joy FM)"
_STATION = re.compile(r"\s(?:[B-DF-HJ-NP-TV-Z]{2,4}|\d+)$")
# "Ada Brook. Labour - MR", but "Dr. Ada Brook" and "A. BROOK".
_BEHIND_HOLDER = re.compile(
    r",|(?:(?<=\w\w)\.|\s[-–])\s(?=[A-Z]{2})|(?<=[^\W\d_A-ZÀ-Þ]{3})\.\s"
)
# "Jane Hall, The Post", "Jane Hall – Radio Moor"
_BEHIND_ASKER = re.compile(r",\s|\s[–—-]\s")
# "市長(田中 花子)": a surname and a given name.
_HAN_NAME = re.compile(
    "[\u3400-\u9fff々ヶ]{1,3}[ \u3000][\u3400-\u9fff々ぁ-んァ-ヶ]{1,3}"
)
# "진행(김하늘)": a family name and a given one, and no party or town.
_HANGUL_NAME = WordPattern(
    "(?:<names.families>)[\uac00-\ud7a3](?!<names.last_syllables_of_places>)[\uac00-\ud7a3]",
    re.NOFLAG,
)
# "主持人（王小明）"
_TIGHT_HAN_NAME = re.compile("[\u3400-\u9fff々]{3,4}")
# "iPhone (Tom)", "ada_b (Ada B.)"
_OWNED = re.compile(
    r"(?P<owned>i[A-Z][A-Za-z]{2,8}|[a-z0-9]+_[a-z0-9_]+)\s?"
    r"[(（](?P<owner>[^\W\d_a-z][^\W\d_A-Z][^()（）\d]{0,38})[)）]"
)
# "no. 1183", "戶號40726"
_NUMBER_OF_VOICE = WordPattern(
    r"[^\W\d_]{0,8}[.º°]{0,2}\s?\d{1,8}<labels.behind_numbers>?", re.NOFLAG
)


def counted_voice(printed: str) -> SpeakerName | None:
    """Return one of several whom only a number in brackets tells from the others.

    >>> counted_voice("Shareholder (no. 1183)").name
    'Shareholder (no. 1183)'
    >>> counted_voice("Chair (2)"), counted_voice("Tom (17)")
    (None, None)
    """
    noted = BRACKET.search(printed)
    word = label_key(without_brackets(printed)) if noted else ""
    counted = all_words("labels.counted_speakers") | all_words("labels.counted_units")
    if not noted or word not in counted:
        return None
    numbered = _NUMBER_OF_VOICE.fullmatch(noted.group(1).strip())
    return SpeakerName(name=printed, voice=True) if numbered else None


def bracketed_unit(printed: str) -> SpeakerName | None:
    """Split "No. 5 (Hall)": a flat, and who has it."""
    found = split_unit(printed)
    return SpeakerName(name=found[0], role=found[1]) if found else None


def bracketed_holder(printed: str) -> SpeakerName | None:
    """Split "THE CHAIR (Jane Hall)"; None unless an office stands before a full name.

    Words in capitals behind an article and an office are no surname where the brackets
    are in small letters, or open with a form of address: "La señora MINISTRA PORTAVOZ
    (Inés Luna)", "THE MINISTER OF FISH, BEES AND TREES (MRS. INA LUND)". Who asks is named
    before a comma, or behind a paper, or has a known given name, since a paper may stand
    alone: "Question (Jane Hall, The Post)", "Question (The Post, Jane Hall)". Others may
    have a form of address and a surname.

    >>> bracketed_holder("The PRESIDING OFFICER (Mrs. Hall)").name
    'Mrs. Hall'
    >>> bracketed_holder("The Minister for Ferries (Ms Hall)").name
    'Ms Hall'
    >>> bracketed_holder("Question (Brant Holm – Radio Moor)").name
    'Brant Holm'
    >>> bracketed_holder("Question (BBC, Brant Holm)").name
    'Brant Holm'
    >>> bracketed_holder("The DEPUTY SPEAKER (Acting)") is None
    True
    """
    noted = BRACKET.search(printed)
    inside = noted.group(1).strip() if noted else ""
    holder = _BEHIND_HOLDER.split(inside)[0].strip()
    # "Minister for Fish (Deputy Ada Brook)"
    office, _, named = holder.partition(" ")
    if is_role(label_key(office)) and is_full_name(named):
        holder = named
    text = without_brackets(printed).strip(" ,")
    w = label_words()
    asks = label_key(text) in w.questions | w.answers | w.unnamed_speakers
    asker, *paper = _BEHIND_ASKER.split(inside)
    if asks and paper:
        holder = _asker_beside_paper(asker.strip(), paper[0].strip())
    king = _is_surnamed_king(text, holder)
    named = is_full_name(holder) or _is_held_by(text, holder) or king
    if WITHOUT_CASE.search(printed) or is_crowd(text) or not named:
        return None
    if is_unnamed_voice(text):
        known = is_given_name(as_written(holder).partition(" ")[0])
        known = known and _STATION.search(holder) is None
        if asks and not (paper or known):
            return None
        return SpeakerName(name=strip_titles(holder), role=without_address(text))
    opens = w.articles | w.leading_articles | w.forms_of_address | w.honorifics
    tokens = text.split()
    office = list(dropwhile(lambda token: label_key(token) in opens, tokens))
    in_capitals = " ".join(office).isupper() and not holder.isupper()
    addressed = label_key(holder.split()[0]) in w.honorifics
    plain = len(tokens) > len(office) > (not king) and (in_capitals or addressed)
    if plain and is_role(label_key(office[0])):
        return SpeakerName(name=strip_titles(holder), role=without_address(text))
    # "A Sra. 1ª Secretária (Jane Hall - Lib)", "Mayor (Jane Hall, Lib)"
    plain = bool(office) and all(
        one[:1].isdigit() or is_role(label_key(one)) for one in office
    )
    shaped = split_holder(f"{' '.join(office) if plain else text} ({holder})")
    if shaped is not None:
        return SpeakerName(name=strip_titles(shaped[0]), role=without_address(text))
    return None


def _asker_beside_paper(first: str, second: str) -> str:
    """Return which of two names in brackets is a person's: most name the paper last."""
    if not is_full_name(second):
        return first
    known = [
        is_given_name(as_written(name).partition(" ")[0]) for name in (first, second)
    ]
    return second if known == [False, True] or not is_full_name(first) else first


def _is_held_by(office: str, holder: str) -> bool:
    """Return whether a form of address and a surname hold what is an office."""
    title, _, surname = holder.partition(" ")
    official = has_role(label_key(office).split())
    addressed = label_key(title) in label_words().honorifics
    return official and addressed and surname[:1].isupper()


def _is_surnamed_king(office: str, holder: str) -> bool:
    """Return whether an office stands before two surnames, one of which is "King".

    >>> _is_surnamed_king("El señor PORTAVOZ", "Rey Luna")
    True
    >>> _is_surnamed_king("El señor LUNA", "Rey Luna")
    False
    """
    words = [(token, label_key(token)) for token in holder.split()]
    kings = label_words().sovereigns_as_surnames
    others = [(token, word) for token, word in words if word not in kings]
    return (
        0 < len(others) == len(words) - 1 < _MAX_SURNAMES
        and all(token.istitle() and not is_role(word) for token, word in others)
        and has_role(label_key(office).split())
    )


def bracketed_given(printed: str) -> SpeakerName | None:
    """Split "SEÑORA HALL (Ana Clara)": a surname in capitals, and given names in brackets.

    Spanish records print these so; in English a place stands there.

    >>> bracketed_given("SEÑORA HALL (Ana Clara)").name
    'Ana Clara Hall'
    >>> bracketed_given("SEÑORA HALL (Moor)"), bracketed_given("MINISTRA (Ana)")
    (None, None)
    """
    noted = BRACKET.search(printed)
    given = noted.group(1).strip() if noted else ""
    address, _, surname = without_brackets(printed).strip(" ,.-–—").partition(" ")
    in_capitals = surname.isupper() and len(surname.split()) <= _MAX_SURNAMES
    named = given.istitle() and all(map(is_given_name, given.split()))
    addressed = label_key(address) in words("es", "labels.before_surnames")
    office = any(is_role(label_key(word)) for word in surname.split())
    if not (given and addressed and in_capitals and named) or office:
        return None
    return SpeakerName(name=f"{given} {as_written(surname)}", role=address)


def bracketed_surname(printed: str) -> SpeakerName | None:
    """Split "Sr. PRESIDENTE (Oyarzábal)": who leads, and a surname in brackets.

    A form of address before the office alone says that one person is meant; nobody
    calls a king so.

    >>> bracketed_surname("Mr SPEAKER (Hall)").name, bracketed_surname("Mr KING (Moor)")
    ('Hall', None)
    """
    noted = BRACKET.search(printed)
    holder = noted.group(1).strip() if noted else ""
    text = without_brackets(printed).strip(" ,.-–—")
    w = label_words()
    opens = w.articles | w.leading_articles
    first, *office = [t for t in label_key(text).split() if t not in opens] or [""]
    alone = first in w.honorifics and bool(office) and w.roles.issuperset(office)
    named = len(holder) >= _MIN_SURNAME and holder.isalpha() and holder.istitle()
    alone = alone and w.sovereigns_as_surnames.isdisjoint(office)
    if not (alone and named) or holder.casefold() in w.role_words | w.departments:
        return None
    return SpeakerName(name=holder, role=without_address(text))


def bracketed_owner(printed: str) -> SpeakerName | None:
    """Split "iPhone (Tom)": a device or the name of an account, and whose it is.

    >>> bracketed_owner("iPhone (Tom)").name, bracketed_owner("ada_b (Ada B.)").name
    ('Tom', 'Ada B.')
    >>> bracketed_owner("McBrook (Arland)"), bracketed_owner("tom (Arland)")
    (None, None)
    """
    found = _OWNED.fullmatch(printed)
    if found is None:
        return None
    return SpeakerName(name=found["owner"], role=found["owned"])


def bracketed_han_name(printed: str) -> SpeakerName | None:
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


def bracketed_tight_name(printed: str) -> SpeakerName | None:
    """Split "진행(김하늘)", "講者（王小明）": what somebody does, and who that is.

    What opens with a family name may be a name itself, and in brackets a place is behind.

    >>> bracketed_tight_name("진행(김하늘)").name, bracketed_tight_name("講者（王小明）").name
    ('김하늘', '王小明')
    >>> bracketed_tight_name("김하늘(이천시)"), bracketed_tight_name("王小明（高雄市）")
    (None, None)
    """
    noted = BRACKET.search(printed)
    holder = noted.group(1).strip() if noted else ""
    does = without_brackets(printed).strip(" ,")
    last = tuple(all_words("places.last_letters"))
    if _HANGUL_NAME.regex.fullmatch(holder):
        itself = _HANGUL_NAME.regex.fullmatch(does) is not None
    elif _TIGHT_HAN_NAME.fullmatch(holder) and WITHOUT_CASE.match(does):
        itself = opens_with_han_surname(does)
        if not opens_with_han_surname(holder) or holder.endswith(last):
            return None
    else:
        return None
    never = (CJK_ROLE, CJK_NEVER_IN_NAMES, CJK_NEVER_HOLDER)
    other = any(words.regex.search(holder) for words in never)
    office = is_unnamed_voice(does) or split_cjk_office(does) is None
    if not does or other or (itself and not office):
        return None
    return SpeakerName(name=holder, role=does)


def named_aside(aside: str) -> SpeakerName | None:
    """Return who asks or answers by "답변 (한도윤 국장)"; None if brackets name nobody."""
    korean = split_korean(aside)
    if korean is not None:
        return korean
    in_cjk = split_cjk_office(aside) if WITHOUT_CASE.search(aside) else None
    if in_cjk is None or not in_cjk[1]:
        return None
    return SpeakerName(name=in_cjk[0], role=in_cjk[1])


def replying_aside(aside: str, printed: str) -> SpeakerName | None:
    """Return who answers by "Answer (Ada Brook, surveyor)"; None if brackets name nobody.

    A letter may be somebody's initial, and "R (Grand Rapids)" from there. "답변(관계자)"
    is an official's, who is not named.
    """
    if is_unnamed_voice(aside):
        return SpeakerName(name=aside, voice=True)
    name, _, role = aside.partition(",")
    plain = strip_titles(name)
    word = label_key(without_brackets(printed)) in label_words().answers
    if not is_full_name(name) or not (word or is_given_name(plain.split()[0])):
        return None
    return SpeakerName(name=plain, role=role.strip())
