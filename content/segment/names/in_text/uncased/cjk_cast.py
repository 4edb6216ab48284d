"""The people of a Chinese or Japanese report, whom nothing parts from the words around.

An office or a form of address beside a name shows where it starts or ends, and that it
comes back shows the rest: "大沢健一町長" is "大沢町長" below.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from content.language.word_lists import WordPattern, entries
from content.segment.names.given_names import opens_with_han_surname

_HAN = "\u3400-\u9fff々"
_KANA = "\u3041-\u30ff"
# "式典には大沢健一町長が", "設計者の早川美紀さん": what is no Han letter stands before.
_BEFORE_OFFICE = WordPattern(
    rf"(?<![{_HAN}])([{_HAN}]{{3,5}}?)(?:<labels.roles_in_words>|<labels.honorific_suffixes>)",
    re.NOFLAG,
)
# "県長の…" names a place: "東京都知事", "町議会議長".
_NO_NAME = WordPattern("<names.never_last>$|^<names.never_first>", re.NOFLAG)
# "县长赵明远", and "赵明远在致辞中说：" where a sentence starts.
_OFFICE = "(?:<labels.roles_in_words>|<labels.last_letters_of_trades>)"
_BEHIND_OFFICE = WordPattern(rf"{_OFFICE}([{_HAN}]{{2,3}})", re.NOFLAG)
# "退休教师沈秀英一早就来了": what follows shows where the name ends.
_PARTED = WordPattern(
    rf"{_OFFICE}([{_HAN}]{{3}})(?=[，、。（(：:；\s]|$|<names.behind_in_words>)",
    re.NOFLAG,
)
_OPENS = re.compile(
    rf"(?:^|(?<=[。！？\n”」]))([{_HAN}]{{2,3}})(?=[{_HAN}]{{1,10}}[:：，“「])"
)
_BODY = WordPattern(rf"[{_HAN}]{{2,9}}?(?:<messages.bodies>)(?![长長])", re.NOFLAG)
# "田中花子農村振興大臣は", where the page has "農村振興省", too.
_WITH_REMIT = WordPattern(
    rf"(?<![{_HAN}])([{_HAN}]{{4,5}}?)([{_HAN}]{{2,8}}?)(?:<labels.roles_in_words>)(?=[^{_HAN}]|$)",
    re.NOFLAG,
)
_OFFICE_NEXT = WordPattern(rf"[{_HAN}]{{0,8}}?(<labels.roles_in_words>)", re.NOFLAG)
_SHORT = WordPattern(
    rf"(?<![{_HAN}])([{_HAN}]{{1,3}}?)(?:<labels.roles_in_words>|<labels.honorific_suffixes>)",
    re.NOFLAG,
)
# "镇长周国梁在现场介绍说", "村民王小红笑着说"
_WHERE = f"(?:[在向对對][{_HAN}]{{1,10}}?|[{_HAN}]{{1,3}}[着著地])?"
_HAS_KANA = re.compile(f"[{_KANA}]")
_MAX_TEXTS, _MAX_PEOPLE = 3_000, 300
_MIN_TIMES, _WHOLE, _SURNAME = 2, 3, 2


class CjkCast:
    """Who is named in full in a report of Han letters, and whom its sentences name."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Meet the people of the texts."""
        whole = "\n".join(texts[:_MAX_TEXTS])
        kana = _HAS_KANA.search(whole) is not None
        found = _japanese(whole) if kana else _chinese(whole)
        self.people = [*dict.fromkeys(found)][:_MAX_PEOPLE]
        self._known = re.compile("|".join(map(re.escape, self.people)) or "(?!)")
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for one in self._known.finditer(whole) if kana else ():
            if office := _OFFICE_NEXT.regex.match(whole, one.end()):
                self._holders[office[1]].add(one.group())

    def named(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield whom a text names in full, or by the family name before an office."""
        if not self.people:
            return
        for one in self._known.finditer(text):
            yield one.group(), one.start(), one.end()
        for short in _SHORT.regex.finditer(text):
            known = [name for name in self.people if name.startswith(short[1])]
            if len(known) == 1:
                yield known[0], short.start(), short.end()
        for office, names in self._holders.items():
            alone = re.search(rf"(?:^|(?<=[。\n])){office}(?=[はがも])", text)
            if alone and len(names) == 1:
                yield min(names), alone.start(), alone.end()


def _japanese(text: str) -> Iterator[str]:
    """Yield full names before an office whose family name comes back before one."""
    short = {one[1] for one in _SHORT.regex.finditer(text)}
    found = {one[1] for one in _BEFORE_OFFICE.regex.finditer(text)}
    # "佐々木さん" is 佐々木恵子.
    openings = {name[:n] for name in found for n in range(1, len(name))}
    for one in _BEFORE_OFFICE.regex.finditer(text):
        name = one[1]
        again = any(name[:n] in short for n in range(1, len(name)))
        again = again or text.count(name) >= _MIN_TIMES
        if again and name not in openings and not _NO_NAME.search(name):
            yield name
    for one in _WITH_REMIT.regex.finditer(text):
        name, remit = one[1], one[2]
        apart = re.search(rf"(?<![{_HAN}]){remit}", text)
        if apart and opens_with_han_surname(name) and not _NO_NAME.search(name):
            yield name


@cache
def _said_by() -> re.Pattern[str]:
    """Return what a name fills between an office and a verb of saying: "设计师马志强说："."""
    says = "|".join(entries("zh", "messages.tags"))
    return re.compile(
        rf"{_BEHIND_OFFICE.regex.pattern}(?=[也还還则則]?{_WHERE}(?:{says}))"
    )


def may_name_behind_office(text: str) -> bool:
    """Return whether a Chinese text may name somebody right behind an office.

    >>> may_name_behind_office("家住桥头的退休教师沈秀英来了。"), may_name_behind_office("他来了。")
    (True, False)
    """
    return any(
        opens_with_han_surname(one[1]) and not _NO_NAME.search(one[1])
        for one in _BEHIND_OFFICE.regex.finditer(text)
    )


def _chinese(text: str) -> Iterator[str]:
    """Yield names behind an office, or where a sentence starts, that come back."""
    for one in chain(_said_by().finditer(text), _PARTED.regex.finditer(text)):
        if opens_with_han_surname(one[1]) and not _NO_NAME.search(one[1]):
            yield one[1]
    for pattern in (_BEHIND_OFFICE.regex, _OPENS):
        for one in pattern.finditer(text):
            # The third letter is of the name if it comes back with the others.
            names = (one[1][:n] for n in (_WHOLE, _SURNAME))
            for name in names:
                again = text.count(name) >= _MIN_TIMES
                known = opens_with_han_surname(name) and not _NO_NAME.search(name)
                if again and known and not _opens_body(name, one.start(1), text):
                    yield name
                    break


def _opens_body(name: str, start: int, text: str) -> bool:
    """Return whether what looks like a name is always cut from one of a body: "农村发展部"."""
    longer = text[start : start + len(name) + 1]
    always = text.count(longer) == text.count(name)
    return always and _BODY.regex.match(text, start) is not None
