"""Who most likely wrote a marked text, where no words say it: for a person to check.

A name behind its last sentence signs it, whatever the language: "… Send wool. Ada
Brook, keeper”". Failing that, it is by the last person whom the words above tell of and
who does not speak in the document: whoever reads a letter out has said whose it is.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.messages.senders.unsigned import persons_in
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signatures import given_name_and_place
from content.segment.messages.words import (
    GOODBYE,
    greets_reader,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import opens_with_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.wording.in_person import FIRST_PERSON

_CLOSING = WordPattern("<<messages.closings>>")
_MAX_SEARCHED = 110
_MAX_BEHIND, _MAX_BEFORE = 4, 6
_MAX_SENTENCES = 12
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?…])\s+|\n")
# "岩崎はなさん", "李翠萍阿姨", "박금례 할머니": parted from what stands before.
_CJK_NAMED = WordPattern(
    "(?:^|(?<=[のにはがを的是叫位名、，,。：:\\s（(「]))"
    "((?:(?!的)[\u3005\u3400-\u9fff]){1,4}[\u3041-\u3096\u30a1-\u30fa\u30fc]{0,4}?"
    "|[\uac00-\ud7a3]{2,4})\\s?"
    "(?:<labels.honorific_suffixes>|<messages.kin_suffixes>)"
)
_CJK_SIGNED = WordPattern(
    "[。！？!?]\\s*"
    "(?P<office>(?:[^。！？、，\\s\u3000]{0,16}(?:<labels.roles_in_words>)[\\s\u3000]+)?)"
    "(?P<name>[\u30a1-\u30fa\u30fc・]{3,20}|[\u3041-\u30fa\u30fc々\u3400-\u9fff]{2,8}"
    "|[\uac00-\ud7a3]{3,4})$"
)
_CJK = re.compile("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3]")
_MIN_CJK, _MAX_STOPPED = 2, 4
# "江森トシ": few words are written so; those in Han letters alone may say thanks: "谢谢大家".
_KATAKANA_BEHIND_SURNAME = re.compile(
    "[々\u3400-\u9fff]{1,2}[\u30a1-\u30fa\u30fc]{2,3}"
)
_MAX_ARTICLE = 3
_APPOSED = re.compile(
    rf",\s(?:[^\W\d_]{{1,{_MAX_ARTICLE}}}\s)?({CAPITAL}[^\W\d_]{{2,}}),\s"
)


def signed_in_last_words(text: str) -> str:
    """Return the full name that ends a text behind its last sentence; empty if none.

    >>> signed_in_last_words("It stands on one leg. For class 4: Ada Brook, speaker.”")
    'Ada Brook'
    >>> signed_in_last_words("It stands on one leg, said Ada Brook.”")
    ''
    """
    end = text.strip().rstrip(f"{CLOSING_QUOTES} .\n")[-_MAX_SEARCHED:]
    parts = _SENTENCE.split(end)
    last = parts[-1]
    if len(parts) < 2 or given_name_and_place(last):
        return ""
    found = list(mentions_in(last))
    if len(found) != 1:
        return ""
    (one,) = found
    before, behind = last[: one.start].split(), last[one.end :]
    led = not before or before[-1].endswith((":", ","))
    led = led or all(word[:1].isupper() for word in before)
    told = not behind.strip() or behind.lstrip()[:1] in ",("
    near = len(before) <= _MAX_BEFORE and len(behind.split()) <= _MAX_BEHIND
    closes = _CLOSING.is_all_of(one.name.split()[0])  # "Terveisin Salminen"
    named = is_person(one.name) and not closes
    return one.name if led and told and near and named else ""


def signed_in_cjk(text: str, told: Sequence[str]) -> str:
    """Return who signs a text behind its last sentence in Chinese, Japanese or Korean.

    An office and a blank stand before the name, or the words above have it, or it opens
    with a known surname and goes on in Katakana, as short as a whole name is.

    >>> signed_in_cjk("会える日を楽しみにしています。市長　エレン・ゲリッシュ」", [])
    'エレン・ゲリッシュ'
    >>> signed_in_cjk("「船をなくさないでください。小森はるか」", ["小森はるかさんの手紙です。"])
    '小森はるか'
    >>> signed_in_cjk("「名前は申しません。江森トシ」", []), signed_in_cjk("「泣いた。よろしく」", [])
    ('江森トシ', '')
    >>> signed_in_cjk("“不要退给我。扎西德勒。多布。”", ["这是村民多布发来的短信："])
    '多布'
    >>> signed_in_cjk("「我们每天晚上都听。谢谢大家」", []), signed_in_cjk("「祖母と聞きます。高校生」", [])
    ('', '')
    """
    end = text.strip().rstrip(f"{CLOSING_QUOTES} \n")[-_MAX_SEARCHED:]
    stopped = end.endswith("。")
    found = _CJK_SIGNED.regex.search(end.rstrip("。"))
    if found is None or (stopped and not _is_stopped_name(found, told[-1:])):
        return ""
    name = re.sub("[\\s\u3000]", "", found.group("name"))
    known = found.group("office") or any(name in one for one in told)
    whole = _KATAKANA_BEHIND_SURNAME.fullmatch(name) and opens_with_han_surname(name)
    return name if known or whole else ""


def _is_stopped_name(found: re.Match[str], told: Sequence[str]) -> bool:
    """Return whether a last sentence is the name of whom the words above a text tell."""
    name = found.group("name")
    brief = len(name) <= _MAX_STOPPED and not (found["office"] or GOODBYE.opens(name))
    return brief and any(name in text for text in told)


def likeliest_sender(
    *,
    closing: str,
    told: Sequence[str],
    reader: str,
    speakers: Collection[str],
    opening: str,
    nouns: bool,
) -> str:
    """Return who most likely wrote a text; empty if nobody is told of.

    Args:
        closing: Its last paragraph.
        told: The paragraphs above it, the nearest one last.
        reader: Who reads it.
        speakers: Who speaks in the document.
        opening: Its first words; whom they greet did not write it.
        nouns: Whether all nouns have capitals in the language.
    """
    if _CJK.search(closing):
        return _told_of_in_cjk(closing, told, speakers)
    if not FIRST_PERSON.is_in(f"{opening} {closing}"):
        return ""
    signs = sign_off([closing], letter=True)
    if signs.first and signs.first not in reader:
        return signs.first
    if signs.name and signs.name not in speakers:
        return signs.name
    greeting = opening if greets_reader(opening) else opening.partition(",")[0]
    for text in reversed(told):
        names = [
            name
            for sentence in sentences_of(text)[-_MAX_SENTENCES:]
            for name in _told_of(sentence, speakers, nouns=nouns)
            if not names_surname(greeting, name)
        ]
        if names:
            return names[-1]
    return ""


def _told_of(sentence: str, speakers: Collection[str], *, nouns: bool) -> Iterator[str]:
    """Yield whom a sentence names as one who writes, or behind a comma.

    In full: "my father, en Ramon Vila"; or by the given name: "my aunt, Ellen, wrote".
    """
    tells = tells_of_writing(sentence) or speaks_of_message(sentence)
    for name, end, elsewhere in persons_in(sentence, speakers, nouns=nouns):
        before = sentence[: max(0, end - len(name))].split()[-2:]
        led = bool(before) and (
            before[-1].endswith(",")
            or (before[0].endswith(",") and len(before[-1]) <= _MAX_ARTICLE)
        )
        if is_person(name) and (led or (tells and not elsewhere)):
            yield name
    if tells:
        for found in _APPOSED.finditer(sentence):
            if not any(found.group(1) in one for one in speakers):
                yield found.group(1)


def is_closed(text: str) -> bool:
    """Return whether a quotation ends with a paragraph, and no words of its reader do."""
    return text.rstrip(" .。")[-1:] in CLOSING_QUOTES


def given_name_signed(closing: str, told: Sequence[str]) -> str:
    """Return the only full name in texts with the given name that signs a text."""
    first = sign_off([closing], letter=True).first
    names = dict.fromkeys(
        one.name
        for text in told
        if first and first in text
        for one in mentions_in(text)
        if one.name.split(maxsplit=1)[0] == first
    )
    return next(iter(names)) if len(names) == 1 else ""


def sender_told_of_in_cjk(text: str, speakers: Collection[str]) -> str:
    """Return the last person with a form of address whom East Asian words name."""
    return _told_of_in_cjk("", [text], speakers) if _CJK.search(text) else ""


def _told_of_in_cjk(
    closing: str, told: Sequence[str], speakers: Collection[str]
) -> str:
    """Return the last person with a form of address above a text, or who signs it."""
    for text in reversed(told):
        names = [
            name
            for found in _CJK_NAMED.regex.finditer(text)
            if len(name := found.group(1)) >= _MIN_CJK and name not in speakers
        ]
        signed = [name for name in names if name in closing[-_MAX_SEARCHED:]]
        if names:
            return (signed or names)[-1]
    return ""
