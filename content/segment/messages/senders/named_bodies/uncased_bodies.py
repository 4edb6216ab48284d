"""The body that an announcement in letters without capitals names before a text.

「湊町商工会から届いた手紙」, “전국하천연대에서 보내온 의견서”, “清江渔民协会发来的一封信”: the last
letters of its name say what it is, and the text stands near behind it.
"""

import re
from functools import cache

from content.language.word_lists import all_entries, entries, flag
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk

_MAX_BETWEEN = 30
_MIN_UNSPACED, _MIN_SPACED = 4, 3
_TOKEN = re.compile(r"[\w·ㆍ]+")
_DATED = re.compile(
    "[\\d\uff10-\uff19〇零一二三四五六七八九十百]+(?:[年月日]|[号號](?![楼樓院])|回|届|屆|期|次)"
)
_SENTENCE_SIGN = re.compile('[。！？!?「」『』“”"：:；;]')


def uncased_body(sentence: str, text: re.Pattern[str], language: str) -> str:
    """Return the body that a sentence names as the sender of a text; empty if none.

    Args:
        sentence: What announces the text.
        text: The words of the language for texts.
        language: The language, without capitals.

    >>> letter = re.compile("手紙")
    >>> uncased_body("湊町商工会から届いた手紙を読みます。", letter, "ja")
    '湊町商工会'
    >>> uncased_body("湊町商工会あての手紙を読みます。", letter, "ja")
    ''
    """
    if flag(language, "spaced"):
        return _with_particle(sentence, text, language)
    found = _unspaced(language, text.pattern).finditer(sentence)
    named = ((one["name"], sentence[one.end() :]) for one in found)
    for name, behind in named:
        near = _SENTENCE_SIGN.split(behind[:_MAX_BETWEEN])[0]
        cut = _without_lead(name, language)
        if len(cut) >= _MIN_UNSPACED and text.search(near):
            return cut
    return ""


def _with_particle(sentence: str, text: re.Pattern[str], language: str) -> str:
    """Return the body whose particle shows that it has or sent a text: “…회에서 보낸 편지”."""
    tokens = list(_TOKEN.finditer(sentence))
    for n, token in enumerate(tokens):
        stem = _stem(token.group(), language)
        behind = sentence[token.end() : token.end() + _MAX_BETWEEN]
        if stem is None or text.search(stem):
            continue
        if not text.search(_SENTENCE_SIGN.split(behind)[0]):
            continue
        particle = token.group().removeprefix(stem)
        near = sentence[max(0, token.start() - _MAX_BETWEEN) :][: 3 * _MAX_BETWEEN]
        if particle in entries(language, "messages.where_read") and (
            # "시의회에서 읽은 …": read there, or written by somebody there.
            _leads(language).search(behind) or people_named_in_cjk(near)
        ):
            continue
        if stem not in _ends(language):
            return stem if len(stem) >= _MIN_SPACED else ""
        above = tokens[n - 1].group() if n else ""
        if above and not above.endswith(_particles(language)):
            return f"{above} {stem}"
    return ""


def _stem(word: str, language: str) -> str | None:
    """Return a body without the particle behind it; None if a word is no body's."""
    ends = _ends(language)
    for particle in _particles(language):
        stem = word.removesuffix(particle)
        if stem != word and stem.endswith(ends):
            return stem
    return word if word.endswith(ends) else None


def _without_lead(name: str, language: str) -> str:
    """Return a name without what stands before it where no blanks part words.

    Empty where a word such as "to" leads to it.
    """
    *lead, name = _leads(language).split(_DATED.split(name)[-1])
    away = entries(language, "messages.elsewhere")
    return "" if name.startswith(away) or (lead and lead[-1].endswith(away)) else name


@cache
def _leads(language: str) -> re.Pattern[str]:
    parts = [
        *entries(language, "messages.before_senders"),
        *entries(language, "messages.read_aloud"),
    ]
    return re.compile(f"(?:{'|'.join(parts) or '(?!)'})了?")


@cache
def _ends(language: str) -> tuple[str, ...]:
    """Return the last letters of names of bodies, the longest first."""
    found = [one.lstrip("-") for one in entries(language, "messages.bodies")]
    return tuple(sorted(found, key=lambda one: -len(one)))


@cache
def _particles(language: str) -> tuple[str, ...]:
    found = entries(language, "messages.behind_bodies")
    return tuple(sorted(found, key=lambda one: -len(one)))


@cache
def _unspaced(language: str, text: str) -> re.Pattern[str]:
    """Return the expression of a body before a text, or words that say that it sent one."""
    ends = "|".join(map(re.escape, _ends(language)))
    marks = "|".join([*_particles(language), *entries(language, "messages.adopts")])
    times = "|".join(all_entries("messages.sent_when"))
    return re.compile(
        rf"(?P<name>[^\s、。，,:：「」『』“”（）()ぁ-ん]{{1,30}}(?:{ends}))"
        rf"(?=(?:{times})?(?:\d{{1,4}}[年月]|{marks}|{text}))"
    )
