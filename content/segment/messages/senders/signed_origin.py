"""Who signs a text that is read out, by the whole name that the words around it have."""

import re
from collections.abc import Sequence
from itertools import pairwise

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.word_lists import all_words, entries, flag
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.bare_names import without_trade
from content.segment.messages.senders.fuller_names import (
    as_announced,
    full_name,
    fuller_signer,
)
from content.segment.messages.senders.likeliest import (
    given_name_signed,
    signed_in_cjk,
    signed_in_last_words,
)
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.words import sentences_of
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name, is_han_surname
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.same_person import names_surname, stem_of
from content.segment.names.spelling.capitals import HAN_NAME, HAN_OR_KANA
from content.segment.names.words import CJK_ROLE

_MAX_OFFICE_WORDS, _MAX_ON_ONE_SIDE, _MAX_ENDING = 2, 4, 2
_MIN_HAN_NAME, _MIN_HAN_BODY, _MAX_HAN_BODY = 2, 4, 24
_WRITTEN_BY_HAN = "字書书筆笔啟启"
_MARKS = f"{CLOSING_QUOTES} .\n"


def signer_in_last_words(
    closing: str, told: Sequence[str], around: Sequence[str], reader: str
) -> Origin | None:
    """Return who signs a marked text in its last words; None if nobody does."""
    name = signed_in_last_words(closing)
    if name and not may_be_reader(name, reader):
        near = any(names_surname(text, name) for text in around)
        return Origin(name=name, confidence=LIKELY if near else DOUBTFUL)
    if body := _body_in_last_words(closing):
        return Origin(name=body, confidence=LIKELY)
    if (cjk := signed_in_cjk(closing, told)) and not may_be_reader(cjk, reader):
        return Origin(name=cjk, confidence=LIKELY)
    given = given_name_signed(closing, told)
    return Origin(name=given) if given and not may_be_reader(given, reader) else None


def _body_in_last_words(closing: str) -> str:
    """Return the body in Han letters or kana that ends a text behind its last sentence.

    >>> _body_in_last_words("見直しをお願いいたします。白浜市水産加工協同組合」")
    '白浜市水産加工協同組合'
    """
    *above, last = re.split("[。！？]", closing.strip().rstrip(_MARKS))
    name = last.strip()
    signs = above and _MIN_HAN_BODY <= len(name) <= _MAX_HAN_BODY
    if not signs or not HAN_OR_KANA.match(name) or any(map(str.isspace, name)):
        return ""
    return name if may_be_named_body(name) and "、" not in name else ""


def signed_origin(
    extent: Extent, named: str, around: Sequence[str], read: ReadText
) -> Origin | None:
    """Return who signs a text; None if nobody does, or only some of those named.

    Args:
        extent: Where it ends, and who signs there.
        named: Whom its introduction names; may be empty.
        around: The paragraphs near it.
        read: The text; who signs it for others has more words in its last paragraph.
    """
    if extent.signer:
        return _signed_in_full(extent, named, around, read)
    if extent.first:
        full = full_name(extent.first, around)
        if full:
            return _as_signed(extent.first, full, read.language)
        told = " ".join(around)
        if re.search(rf"(?<!\w){re.escape(extent.first)}(?!\w)", told):
            return Origin(name=extent.first, confidence=LIKELY)
        if is_given_name(extent.first) and _is_bent_in(read.introduction, extent.first):
            return Origin(name=extent.first, confidence=LIKELY)
    if extent.group and not is_person(named):
        plain = extent.form is Form.LETTER and may_be_named_body(extent.group)
        han = plain and HAN_OR_KANA.match(extent.group) is not None
        return Origin(name=extent.group, confidence=LIKELY if han else DOUBTFUL)
    return None


def _is_bent_in(introduction: str, first: str) -> bool:
    """Return whether an introduction has a given name in another case, and alone.

    >>> _is_bent_in("Máme dopis od paní Jany, čtu:", "Jana")
    True
    >>> _is_bent_in("Máme dopis od Jany Kosové, čtu:", "Jana")
    False
    """
    words = introduction.split()
    stem = stem_of(first)
    return any(
        word[:1].isupper()
        and word.casefold().startswith(stem)
        and abs(len(word.strip(_MARKS + ",:;")) - len(first)) <= _MAX_ENDING
        and not (behind[:1].isupper() and word[-1:].isalpha())
        for word, behind in pairwise([*words, ""])
    )


def _signed_in_full(
    extent: Extent, named: str, around: Sequence[str], read: ReadText
) -> Origin:
    """Return who signs a text with more than one word, by the fuller name."""
    name = fuller_signer(named, without_trade(extent.signer), around)
    name = as_announced(name, read.introduction, read.language)
    told = any(names_surname(text, name) for text in around)
    if HAN_NAME.fullmatch(name):  # Nothing parts such a name from other words.
        if CJK_ROLE.regex.fullmatch(name):
            return _called_by_office(name, read.introduction)
        told = told or name in read.introduction
        if len(name) == _MIN_HAN_NAME and name[-1] in _WRITTEN_BY_HAN:
            return Origin(name=name)  # “母字”
    # A known given name behind the last sentence of a quotation signs it.
    signature = (sentences_of(read.closing)[-1:] or [""])[0].strip(_MARKS)
    brief = _has_few_words_beside(signature, name)
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    plain = " " in name and brief and marked
    plain = plain and is_given_name(_given_name(name, read.language), surely=True)
    sure = (told or plain or not extent.bare) and not _signs_for_body(signature, name)
    return Origin(name=name, confidence=SURE if sure else DOUBTFUL)


def _given_name(name: str, language: str) -> str:
    """Return the given name of a whole name, or a husband's in his wife's.

    >>> _given_name("Ada Brook", "en"), _given_name("Kovács Józsefné", "hu")
    ('Ada', 'József')
    """
    words = name.split()
    given = words[-1 if flag(language or "en", "surname_first") else 0]
    ends = entries(language, "names.wives_endings") if language else ()
    return next((given.removesuffix(end) for end in ends if given.endswith(end)), given)


def _signs_for_body(signature: str, name: str) -> bool:
    """Return whether somebody signs for a body, whose text it may be.

    >>> _signs_for_body("For the Harbour Club, Ada Brook", "Ada Brook")
    True
    >>> _signs_for_body("For the kind Harbour, Ada Brook", "Ada Brook")
    False
    """
    before, _, _ = signature.partition(name)
    first = before.split()[:1]
    led = bool(first) and first[0].casefold() in all_words("messages.for_in_names")
    return led and may_be_named_body(before.replace(",", " "))


def _has_few_words_beside(signature: str, name: str) -> bool:
    """Return whether few words stand beside a name, or some more on one side of it.

    >>> _has_few_words_beside("The President of Arland, Ada Brook", "Ada Brook")
    True
    >>> _has_few_words_beside("For the whole class: Ada Brook, speaker", "Ada Brook")
    False
    """
    beside = len(signature.split()) - len(name.split())
    aside = signature.startswith(name) or signature.endswith(name)
    return beside <= (_MAX_ON_ONE_SIDE if aside else _MAX_OFFICE_WORDS)


def _called_by_office(office: str, introduction: str) -> Origin:
    """Return who signs with a form of address alone: the one who has it there, surname first.

    >>> _called_by_office("師傅", "是邱師傅寄給她的。").name
    '邱師傅'
    """
    place = introduction.rfind(office)
    surname = introduction[max(0, place - 1) : max(0, place)]
    named = surname if surname and is_han_surname(surname) else ""
    return Origin(name=named + office, confidence=LIKELY if named else DOUBTFUL)


def _as_signed(first: str, full: str, language: str = "") -> Origin:
    """Return a full name with the given name as it is signed, not in another case.

    The surname may stand in that case, too, which only a person can tell. Where it is what
    signs, it shows the case of the whole name.

    >>> _as_signed("Havránková", "Jitky Havránkové", "cs").name
    'Jitka Havránková'
    """
    given, _, rest = full.partition(" ")
    surname = full.rpartition(" ")[2]
    if surname != first and surname.startswith(first[:-1]) and not is_given_name(first):
        upright = nominative_of(full, language, inflected=True) if language else full
        sure = upright.endswith(f" {first}")
        name = upright if sure else f"{full.rpartition(' ')[0]} {first}"
        return Origin(name=name, confidence=LIKELY if sure else DOUBTFUL)
    if given == first or not rest or first in full.split():
        return Origin(name=full, confidence=LIKELY)
    if rest.startswith(first) and " " not in rest:
        # "Bodnár Gergőtől": Hungarian puts the given name last.
        return Origin(name=f"{given} {first}", confidence=DOUBTFUL)
    return Origin(name=f"{first} {rest}", confidence=DOUBTFUL)
