"""People whom labels call by one name, and the head of the document by both.

"Femke" is the Femke Brandsma who "takes part", "陆" is 陆秀贞, "하린" is 오하린; "Peg" is
Margaret Orme where the head has Margaret "Peg" Orme.
"""

import re
from collections.abc import Collection, Sequence

from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words, entries
from content.language.words.before import last_word
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_text.mentions import people_and_things
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import HAN_SURNAME, WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE, label_words

_MAX_PEOPLE_WORDS = 4
_MAX_SHORTENED = 5
# Forms of address, too, where they are tables' words.
_HANGUL = re.compile("[\uac00-\ud7a3]{2}")
_NICKNAME = re.compile(
    r"(?<!\w)(?<!\w[.’'-])(?P<given>(?:[^\W\d_][\w.’'-]*\s){1,3})"
    r"[\"“”„«»'‘’‚(]\s?(?P<nick>[^\W\d_][\w’'-]+)\s?[\"“”„«»'‘’)]\s"
    r"(?P<rest>[^\W\d_][\w’'-]+)"
)
_MAX_HAN_SHORT = 2
_ACTS = WordPattern(
    "<labels.roles_in_words>|<labels.acts_behind_offices>|<messages.tags>", re.NOFLAG
)
# A name ends where its list does.
_HAN_END = WordPattern(
    r"(?=[、，,。．.；;・（(／/\s]|<names.joined_by>|<labels.polite_suffixes>|$)",
    re.NOFLAG,
)


# "春山玲子が、鳥類学者に聞く"
_PARTICLE = re.compile("(?<=[\u3400-\u9fff]{3})[がはもをにとの]$")


def full_names_of(names: Collection[str], head: Sequence[str]) -> dict[str, str]:
    """Return full names by the one name that the head of a document has one person for."""
    found: dict[str, str] = {}
    people: list[str] | None = None
    parted = any(" " in name for name in names)
    placed = entries(guess_language(head), "messages.placed_endings") if parted else ()
    nicknamed = _nicknamed(head) if names else {}
    for name in names:
        if WITHOUT_CASE.search(name):
            fit = _without_blanks(name, "\n".join(head))
        elif _may_be_short(name):
            people = _people(head) if people is None else people
            # "Ada Brook Oulusta" is Ada Brook from Oulu.
            fit = {
                full
                for full in people
                if _is_part(name, full)
                and not _holds_two(name, full)
                and not (" " in name and full.endswith(tuple(placed)))
            }
            fit = nicknamed.get(name.casefold()) or fit or _behind_word(name, head)
        else:
            continue
        longest = max(fit, key=len, default="")
        # "Ada Brook" is Ada Brook Hall, whom the head has, too.
        if longest and all(f"{longest} ".startswith(f"{one} ") for one in fit):
            found[name] = longest
    return found


def _people(head: Sequence[str]) -> list[str]:
    """Return the full names in the head, each person's shortest form alone.

    Whoever has a degree there may be called so in full, too.
    """
    names = {
        name
        for text in head
        for one in people_and_things(text)
        if _is_plain(name := strip_titles(one.name))
        and not _has_degree([*last_word(text, one.start), *one.name.split()])
    }
    return [name for name in names if not _ends_in_one(name, names)]


def _ends_in_one(name: str, names: Collection[str]) -> bool:
    """Return whether a name ends in another of several words."""
    rest = name.partition(" ")[2]
    while " " in rest:
        if rest in names:
            return True
        rest = rest.partition(" ")[2]
    return False


def _nicknamed(head: Sequence[str]) -> dict[str, set[str]]:
    """Return full names by the nickname that stands inside each: Margaret "Peg" Orme.

    What stands in brackets may be a party or a trade, but between a given name and a
    surname it is none.
    """
    found: dict[str, set[str]] = {}
    for text in head:
        for one in _NICKNAME.finditer(text):
            given, like = one["given"].split(), one["nick"][:2].casefold()
            while given and not (
                is_given_name(given[0]) or given[0].casefold().startswith(like)
            ):
                del given[0]
            words = [*given, one["rest"]]
            if given and all(word[:1].isupper() for word in [*words, one["nick"]]):
                full = " ".join(words)
                found.setdefault(one["nick"].casefold(), set()).add(full)
    return found


def _is_plain(name: str) -> bool:
    """Return whether a name has no small words but those of surnames.

    "Pope Leo" is no fuller name of Leo than that.
    """
    words = name.split()
    if len(words) == 2 and fold_letters(words[0]) in all_words(
        "citations.before_lone_names"
    ):
        return False
    small = [word for word in words if word.islower()]
    known = label_words().surname_particles.issuperset(small)
    return len(words) <= _MAX_PEOPLE_WORDS and known


def _has_degree(words: Sequence[str]) -> bool:
    w, folded = label_words(), {word.casefold().strip(".,(") for word in words}
    return not (folded.isdisjoint(w.academic_titles) and folded.isdisjoint(w.degrees))


def _may_be_short(name: str) -> bool:
    """Return whether a label is a bare name of one or two words, and no office."""
    words = name.split()
    return (
        1 <= len(words) <= 2
        and all(word[:1].isupper() and len(word) > 2 for word in words)
        and not any(
            is_role(folded) or folded in label_words().titles
            for folded in map(str.casefold, words)
        )
        and not is_unnamed_voice(name)
    )


def _is_part(name: str, full: str) -> bool:
    """Return whether a full name begins with a shorter one, or is one word before it.

    The first of three words may be a trade. Capitals behind a given name and a surname are
    a party, as tables of contents print it.

    >>> _is_part("Eva Roth", "Eva Roth Hall"), _is_part("Eva Roth", "Eva Roth SVD")
    (True, False)
    """
    own, whole = name.casefold(), full.casefold()
    behind = full[len(name) :]
    if " " in name and behind.isupper() and not (name.isupper() or _is_given(name)):
        return False
    ends = whole.count(" ") == 1 and whole.endswith(f" {own}")
    return whole.startswith(f"{own} ") or ends


def _holds_two(name: str, full: str) -> bool:
    """Return whether a longer name is two people's, whom nothing parts.

    >>> _holds_two("Greta Holm", "Greta Holm Martin Lund"), _holds_two("Eva Roth", "Eva Roth Hall")
    (True, False)
    """
    rest = full[len(name) :].split()
    return " " in name and full.startswith(name) and len(rest) > 1


def _is_given(name: str) -> bool:
    """Return whether a name is only given names: "Ana María"."""
    return all(is_given_name(word, surely=True) for word in name.split())


def _behind_word(word: str, head: Sequence[str]) -> set[str]:
    """Return the full names in the head right behind a word that shortens an office.

    "Pres. Ornella Dragoni" tells who speaks as "PRES".
    """
    if " " in word or len(word) > _MAX_SHORTENED:
        return set()
    short = re.compile(rf"(?<!\w){re.escape(word)}\.\s", re.IGNORECASE)
    ends = re.compile(rf"{short.pattern}$", re.IGNORECASE)
    return {
        one.name
        for text in head
        if short.search(text)
        for one in people_and_things(text)
        if ends.search(text[: one.start])
    }


def _without_blanks(name: str, head: str) -> set[str]:
    """Return the Chinese, Japanese and Korean names in a text that hold a shorter one."""
    if len(name) > _MAX_HAN_SHORT and opens_with_han_surname(name):
        return set()  # "司长柳若蘅出席": it is whole, and a verb follows it.
    if CJK_ROLE.regex.search(name) or is_unnamed_voice(name):
        return set()  # "请审判长入庭" has an office, and a verb behind it.
    if HAN_SURNAME.fullmatch(name):
        rest = "{1,2}" if len(name) == 1 else "{1,3}"
        full = rf"{name}[\u3400-\u9fff々\u3041-\u3096]{rest}?{_HAN_END.regex.pattern}"
        # "发言人程岚主持，": what follows her name is no part of it.
        return {
            _PARTICLE.sub("", one)
            for one in re.findall(full, head)
            if not _ACTS.is_all_of(one.removeprefix(name))
        }
    if _HANGUL.fullmatch(name):
        return set(
            re.findall(rf"(?<![\uac00-\ud7a3])[\uac00-\ud7a3]{name}(?!\w)", head)
        )
    return set()
