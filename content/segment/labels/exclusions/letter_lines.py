"""Lines of letters that look like labels: an address, a closing with a name.

A form of address and an office before small letters are a salutation ("Signora maestra:
ho …"); a name behind a colon that closes a quotation is a signature.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from content.language.word_lists import WordPattern, all_words, flag
from content.segment.kinds import QUOTE_BLOCK
from content.segment.labels.label import LINE_ENDING, Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.cases.nominatives import surname_endings
from content.segment.names.name_score import label_key
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import articles, label_words

_ABBREVIATED = re.compile(r",\s[^\W\d_A-Z]{1,3}$")
_CLOSING = WordPattern(r"(?:<messages.closings>)[,:]", by_words=True)
# "Ada Brook, v. r.", "A. Brook (sign.)"; others are in business ("Ana Novak, s. p.").
_OWN_HAND = WordPattern(
    rf"{CAPITAL}[\w'’-]+(?:,\s?(?:<messages.own_hand>)|\s\((?:<messages.own_hand>)\))\s*$",
    re.NOFLAG,
)
_OWN_HAND_ENDS = (".", ".)")
_CLOSES = frozenset('”»」』"“«')
"""What closes a quotation, in German and Czech (“) and in Danish («), too."""
_NAME_ENDS = f" .{''.join(_CLOSES)}"
_MAX_SIGNED_CHARS = 160
_MIN_ADDRESSED, _TO_THE = 2, 2
_STEM = 3


def is_signed(text: str) -> bool:
    """Return whether a line ends in a name and a mark that its owner signed.

    >>> is_signed("Zapisnikarica: Ada Brook, l. r."), is_signed("It is for Brook, s. p.")
    (True, False)
    """
    return (
        len(text) <= _MAX_SIGNED_CHARS
        # Most lines do not end so, which is found out faster.
        and text.rstrip().endswith(_OWN_HAND_ENDS)
        and _OWN_HAND.search(text) is not None
    )


def without_signatures(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for signatures of letters: "Respectfully, Jana Novak.»".

    The stop of a street ends none, either: "Антонова В. П., ул. Лесная, 4". So is a name
    behind a colon that closes a quotation: "…, 6 May 2021. Signed: Ada Brook»", and who
    signs a record: "Written down by: Ada Brook, v. r.". Nobody speaks below the last line
    of a block quote, where the page goes on outside of it: "Bishop of Moor".
    """
    times = Counter(one.key for one in labels.values())
    return {
        n: one
        for n, one in labels.items()
        if not _ABBREVIATED.search(one.label.printed)
        and not is_signed(lines[n].text)
        and not _signs_in_columns(one, lines[n].text)
        and not (
            (one.label.alone or times[one.key] == 1)
            and _is_signature(lines[n].text.strip())
            and (one.label.alone or _names_person(one, lines[n].text))
        )
    }


def without_ends_of_quotations(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return possible labels but for lines that end a quotation, or an address in one.

    Below a letter that a page sets off stand a name and an office, and above it to whom
    it goes; what a label leads to is set off as the label is.
    """
    return [
        one
        for one in found
        if not (
            one.label.ending is LINE_ENDING
            and lines[one.line].kind is QUOTE_BLOCK
            and _ends_quotation(lines[one.line : one.line + 2])
        )
    ]


def _ends_quotation(pair: Sequence[Line]) -> bool:
    """Return whether a line is the last of its quotation, or of several lines in it."""
    line, *below = pair
    last = not below or below[0].block != line.block
    return last and (not line.opens or not below or below[0].kind is not QUOTE_BLOCK)


def _signs_in_columns(one: ScoredLabel, text: str) -> bool:
    """Return whether an office alone stands behind a name, and another name beside it.

    "Ada BROOK - Chair      Tom FERRO - Clerk"
    """
    if "   " not in text or one.label.ending is not Ending.DASH:
        return False
    office, _, beside = text[one.label.end :].strip().partition("   ")
    return beside != "" and has_role(label_key(office).split()) and "." not in office


def _names_person(one: ScoredLabel, text: str) -> bool:
    """Return whether no more than a full name stands behind a label, with an office or not."""
    name, _, _office = text[one.label.end :].strip(_NAME_ENDS).partition(",")
    return is_person(name)


def without_addressed(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for lines of address: "Senhora professora: soube que …".

    Such a line holds a form of address and an office without a name, stands once, and a
    small letter goes on behind it. It is a label all the same where several others have a
    form of address and a name: "Sra. Gil: …", "Sr. Alcalde: …".

    To whom a letter goes is none where it stands once: "To the Commissioners: I have …".

    However often they stand, none are: a call to many with which a sentence opens, "Srs.
    Deputados, passamos ao Projeto 402 (PS) — …"; and whom somebody answers: "Ao Deputado
    Hall: não …", or beside a label of hers "Till Ada Hall: …" and "Edustaja Hallille: …",
    which only its case tells.
    """
    labels = {n: one for n, one in labels.items() if not _calls_many(one.label.printed)}
    times = Counter(one.key for one in labels.values())
    holders = Counter(word for key in times for word in set(key.split()))
    labels = {
        n: one
        for n, one in labels.items()
        if not _answers_somebody(one.label.printed)
        and not _answers_speaker(one, holders)
        and (times[one.key] > 1 or not _goes_to_some(one.label.printed))
    }
    labels = _without_bent_surnames(labels, times, lines)
    named = {key for key in times if _is_addressed(key) and not _addresses(key)}
    if len(named) >= _MIN_ADDRESSED:
        return labels
    return {
        n: one
        for n, one in labels.items()
        if times[one.key] > 1
        or not lines[n].text[one.label.end :].strip()[:1].islower()
        or not _addresses(one.key)
    }


def _calls_many(printed: str) -> bool:
    """Return whether words open with a call to many, and go on as a sentence."""
    called, _, rest = printed.partition(", ")
    first = called.split(maxsplit=1)[0] if called.split() else ""
    many = not label_words().plural_addresses.isdisjoint(
        {label_key(first), first.casefold()}
    )
    return many and rest[:1].islower()


def _goes_to_some(printed: str) -> bool:
    """Return whether words say to whom something goes, and not only whose name that is.

    >>> _goes_to_some("To the Commissioners"), _goes_to_some("For the Plaintiff")
    (True, False)
    """
    words = printed.casefold().split()
    to_whom = all_words("messages.elsewhere") - all_words("messages.for_in_names")
    return (
        len(words) > _TO_THE
        and words[0] in to_whom
        and words[1] in all_words("messages.articles")
    )


def _answers_somebody(printed: str) -> bool:
    """Return whether a title and a name stand behind a word for "to" that is no article.

    >>> _answers_somebody("Al senatore Hall"), _answers_somebody("A Deputada Hall")
    (True, False)
    >>> _answers_somebody("AL Mag. Hall")  # an office cut short
    False
    """
    words = printed.casefold().split()
    every_article = articles() | label_words().indefinite_articles
    return (
        len(words) > _TO_THE
        and not (words[0][1:] and printed[:2].isupper())
        and words[0] in all_words("messages.to") - every_article
        # "Zum Kollegen Hall"
        and any(
            bare in label_words().titles_and_roles
            for bare in (words[1].strip("."), words[1].removesuffix("n"))
        )
    )


def _answers_speaker(one: ScoredLabel, holders: Mapping[str, int]) -> bool:
    """Return whether a word for "to" stands before a name of another label: "Till Ada Hall".

    "An Hall" may be a name by itself, of whom "Hall" is the surname.
    """
    to, *name = one.key.split() or [""]
    return (
        len(name) > 1
        and to in all_words("messages.to") - articles()
        and not has_role(name)
        and all(holders[word] > 1 for word in name)
    )


def _without_bent_surnames(
    labels: Mapping[int, ScoredLabel], times: Mapping[str, int], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for a title and another case of a surname that has labels.

    They stand once: "Edustaja Hallille: …" is for Hall, who speaks below "Ada Hall: …".
    """
    surnames = surnames_of(times)
    stems = {name[:_STEM] for name in surnames}
    likely = {
        n: one.key
        for n, one in labels.items()
        if times[one.key] == 1
        and one.key.split()[-1:]
        and one.key.split()[-1][:_STEM] in stems
    }
    if not likely:
        return dict(labels)
    language = guess_language(line.text for line in lines)
    inflected = {
        n for n, key in likely.items() if goes_to_speaker(key, surnames, language)
    }
    return {n: one for n, one in labels.items() if n not in inflected}


def surnames_of(keys: Iterable[str]) -> set[str]:
    """Return all words of labels but the first; behind the surname a party may stand."""
    return {word for key in keys for word in key.split()[1:]}


def goes_to_speaker(key: str, surnames: Collection[str], language: str) -> bool:
    """Return whether a title and another case of one of some surnames are all of a label.

    >>> goes_to_speaker("edustaja kankaalle", {"kangas"}, "fi")
    True
    """
    title, *names = key.split() or [""]
    if len(names) != 1 or title not in label_words().titles_and_roles:
        return False
    if not flag(language, "bends_names"):
        return False
    (word,) = names
    endings = [
        pair
        for gender in ("m", "f")
        for pair in surname_endings(language, gender)
        if pair[0]
    ]
    return any(
        word.removesuffix(ending) + nominative in {*surnames} - {word}
        for ending, nominative in endings
        if word.endswith(ending)
    )


def _is_addressed(key: str) -> bool:
    w = label_words()
    words = key.split()
    article = bool(words) and words[0] in w.articles_before_titles
    return len(words) > 1 + article and words[article] in w.honorifics


def _addresses(key: str) -> bool:
    first, *others = key.split()
    w = label_words()
    return (
        first in w.honorifics | w.forms_of_address
        and bool(others)
        and all(word in w.role_words for word in others)
    )


def _is_signature(text: str) -> bool:
    """Return whether a line closes a quotation that another opened, or a letter."""
    bare = text.rstrip(" .")
    opened = any(char in '“„«「『"' for char in bare[:-1])
    closes = bare[-1:] in _CLOSES and not opened
    return closes or _CLOSING.match(text) is not None
