"""Labels in Han letters, kana and Hangul: a name, and an office without a blank beside it."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.in_labels.around_office import split_around_office
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.offices import split_cjk_office
from content.segment.names.words import CJK_ROLE

_OFFICE_AND_ACT = WordPattern(
    r"(<labels.roles_in_words>)\s?<labels.acts_behind_offices>$", re.NOFLAG
)

CJK_HONOUR = WordPattern("(?<=..)(?:<labels.dropped_suffixes>)$", re.NOFLAG)
# "한도윤 등대국장": a name, then the office.
_KOREAN_OFFICE = re.compile("([\uac00-\ud7a3]{2,4})\\s([\uac00-\ud7a3\\s]{2,30})")
# "건설과장 오세진": the office, then a name.
_KOREAN_HOLDER = WordPattern(
    "([\uac00-\ud7a3\\s]{0,30}<labels.roles_in_words>)\\s([\uac00-\ud7a3]{3})",
    re.NOFLAG,
)


def parse_cjk(text: str, aside: str) -> SpeakerName:
    """Split a label without capitals; what stands in brackets may be an office."""
    # "主席裁示": what the chair decides.
    text = _OFFICE_AND_ACT.regex.sub(r"\1", text)
    korean = split_korean(text)
    # One word behind a name may be a form of address, which stays.
    if korean is not None and (" " in korean.role or text.endswith(korean.name)):
        return korean
    in_cjk = split_around_office(text) or split_cjk_office(text)
    if in_cjk is None:
        return SpeakerName(name=text, voice=True)
    name, role = in_cjk
    # "邱委員怡君": an office inside leaves no room for a form of address.
    name = name if split_around_office(text) else CJK_HONOUR.regex.sub("", name)
    return SpeakerName(name=name, role=role or aside)


def split_korean(text: str) -> SpeakerName | None:
    """Split a Korean name from the office behind it, or before a name of three syllables."""
    holder = _KOREAN_HOLDER.regex.fullmatch(text)
    if holder and not CJK_ROLE.regex.search(holder.group(2)):
        return SpeakerName(name=holder.group(2), role=holder.group(1))
    found = _KOREAN_OFFICE.fullmatch(text)
    if found is None or CJK_ROLE.regex.search(found.group(1)):
        return None
    name, role = found.groups()
    return SpeakerName(name=name, role=role) if CJK_ROLE.regex.search(role) else None
