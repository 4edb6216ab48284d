"""The person whom a page's introduction writes about, and not the house that prints it."""

import re
from collections import Counter
from collections.abc import Sequence

from content.language.word_lists import WordPattern, all_words
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.credits import names_makers, without_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.same_person import most_named, same_person
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.words import label_words

_MIN_TOLD = 12
_GOES_ON = re.compile(
    r",?\s(?:[(*]|[–—-]\s|[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]|\d)|,\s\S+\s\d|[,(]\s?\d"
)
# "小野寺恵子（おのでら・けいこ）1957年…", "尹静怡，1957年生", "윤정애는 1957년생으로".
_CJK_NOTE = WordPattern(
    "([\u3400-\u9fff々][\u3040-\u30ff\u3400-\u9fff々·・]{1,7})"
    "(?:[（(][^）)]{2,24}[）)]|[，,、])[^。]{0,12}?"
    r"(?:\d{4}年|(?:\d\d|[一二三四五六七八九十]{2,3})<names.behind_ages>)"
    r"|([\uac00-\ud7af]{2,4}?)(?:[은는]|\s?[(（][^)）]{2,24}[)）])[^.]{0,8}?\d{4}",
    re.NOFLAG,
)


def most_written_about(top: Sequence[str], later: Sequence[str] = ()) -> str:
    """Return the one person whom texts speak of most; else whom one of them opens with.

    A line in capitals is a title, and names a person where no other line does. What has
    an article ("THE LAGOON REVIEW", "writes for The Lagoon Review") is a house; where
    somebody has a known given name, what has none is a place or a thing ("In Lower
    Brackley").
    """
    people = [text for text in top if not text.isupper()]
    texts = [*top, *later]
    given = any(
        is_given_name(one.name.partition(" ")[0])
        for text in people
        for one in mentions_in(text)
    )
    named = most_named(people, later, given=given)
    if named and not _is_house(named, texts):
        return named
    loud = "" if named else most_named(top, later)
    return "" if _is_house(loud, texts) else loud


def most_told_of_in_cjk(texts: Sequence[str]) -> str:
    """Return whom texts name most beside an office or a form of address; else empty.

    Who asks and who took the pictures is left out.
    """
    named = Counter(
        name
        for text in map(without_makers, texts)
        if not names_makers(text)
        for name in people_named_in_cjk(text)
    )
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def person_of_note(text: str) -> str:
    """Return the person with whose full name a note opens that goes on about them.

    >>> person_of_note("Prof. Ada Brook (b. 1958) is a diver."), person_of_note("Ada Brook")
    ('Ada Brook', '')
    >>> person_of_note("小野寺恵子（おのでら・けいこ）1957年生まれ。")
    '小野寺恵子'
    """
    if cjk := _CJK_NOTE.match(text):
        return cjk.group(1) or cjk.group(2)
    first = next(mentions_in(text), None)
    if first is None or len(text) <= first.end + _MIN_TOLD:
        return ""
    before, w = text[: first.start].split(), label_words()
    small = w.titles | w.leading_articles
    led = all(
        is_office_word(bare := word.rstrip(".")) or bare.casefold() in small
        for word in before
    )
    goes_on = _GOES_ON.match(text[first.end :]) is not None
    return first.name if led and goes_on else ""


def without_trade(name: str, texts: Sequence[str]) -> str:
    """Return a name without the trade before it, where the page has it without.

    "Bell-ringer Ada Brook: “…”" in the headline, and "Ada Brook is seventy" below; or
    "Bell-ringer Brook: “…”", and "Bell-ringer Ada Brook" below.
    """
    if whole := _behind_trade(name, texts):
        return whole
    plain = " ".join(name.split()[-2:])
    alone = any(
        len(one.name.split()) == len(plain.split()) and same_person(one.name, plain)
        for text in texts
        for one in mentions_in(text)
    )
    return plain if alone else name


def _behind_trade(name: str, texts: Sequence[str]) -> str:
    """Return the one full name on a page of whom a headline calls by trade and surname."""
    trade, _, surname = name.partition(" ")
    if not surname or " " in surname or is_given_name(trade):
        return ""
    w = label_words()
    found = {
        " ".join(words[-2:])
        for text in texts
        if surname in text
        for one in mentions_in(text)
        if (words := one.name.split())[-1] == surname
        and words[-2] != trade
        and words[-2].casefold().strip(".") not in w.titles | w.honorifics
    }
    return found.pop() if len(found) == 1 else ""


def _is_house(name: str, texts: Sequence[str]) -> bool:
    """Return whether a name has an article of its own, inside a sentence or on a line."""
    if not name:
        return False
    own = re.escape(name)
    articles = "|".join(all_words("pages.house_articles"))
    article = re.compile(
        rf"(?:^\W*(?i:{articles})\s(?i:{own})\W*$|[a-zà-ÿ,]\s(?:{articles})\s{own}(?!\w))"
    )
    return any(article.search(text) for text in texts)
