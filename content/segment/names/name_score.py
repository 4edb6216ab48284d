"""A score of how much the words of a label look like a name or a role."""

import re
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from functools import lru_cache
from unicodedata import normalize

from content.language.typography.letterspacing import without_wide_letters
from content.language.typography.quotation_marks import GERSHAYIM
from content.language.word_lists import WordPattern, all_entries, all_words
from content.names.offices import is_compound_office
from content.segment.names.titles import without_small_title
from content.segment.names.words import (
    CJK_NEVER_IN_NAMES,
    CJK_ROLE,
    articles,
    label_words,
)

_CACHED_LABELS = 32_768
"""The same labels stand in a document again and again."""

NAME_EDGES = ".,'’\"“”„«»*_()[]"
"""Punctuation that may stand around the words of a name, and is none of them."""

BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,160})[)）\]]")
"""What stands in brackets in a label: an office, a party, a name."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}(?:[^\W\d_]\.)?")
_BRACKETS = re.compile(r"\s*[(（\[【〔][^()（）\[\]【】]{0,160}[)）\]】〕]")
_OPENING = re.compile(r"[(（\[【〔]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_CJK_NAME = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・‧．.\\s\u3000A-Za-z-]+"
)
_CJK_LEAD = WordPattern("(?:<messages.announcements>)$", re.NOFLAG)
_CJK_TITLE = re.compile("^[《〈『]([^《》〈〉『』]{1,16})[》〉』]")
_NUMBERED = re.compile(r"(?:[^\W\d_]++[ _#-]?){1,3}\d{1,3}")
_LAST_INITIAL = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){1,3}$|(?:^|\s)\w.$")
_MAX_INITIALS = 8
_MIN_WHOLE_NAME = 2
_WORD = re.compile(r"\w+")
_RANK = re.compile(r"[1-3]\.\s(?=[^\W\d_])")
_SENTENCE_SIGNS = re.compile("[?!;。？！；]")
_QUOTES = re.compile(f'(?!{GERSHAYIM})[“”"„«»]')
_GLUED = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{2})")
_ROMAN = re.compile(r"\s[ivxlc]+$")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,5}\.")


_LIST_HEADING = WordPattern("(?:<stage.lists>)", for_every_line=True)


_GOES_ON = re.compile(r"[^\W\d_A-Z]{5}[.]\s+[^\W\d_a-z]")

# "Tom Ferro's statement" is no speaker.
_OWNED = WordPattern(
    r"[\w.][’']s?\s(?!(?:<labels.owned_people>)\b)[a-z]{4,}$", re.NOFLAG
)
_CROWD_WORDS = 2
_MAX_VOICE_WORDS, _MIN_HOUR_WORD = 6, 3
_MAX_PARTY = 6
"""Letters of a party at most: "a voice from the SLV"."""


class WordClass(Enum):
    """The classes of words in a label."""

    NAME = auto()
    INITIAL = auto()
    NUMBER = auto()
    ROLE = auto()  # of roles, forms of address and particles
    SENTENCE = auto()  # that a label does not hold
    LOWERCASE = auto()  # in lower case here
    COMMON = auto()  # in lower case elsewhere in the document


# Python 3.11 takes five times as long to look a member up in its enumeration.
_NAME, _INITIAL, _NUMBER = WordClass.NAME, WordClass.INITIAL, WordClass.NUMBER
_ROLE, _SENTENCE = WordClass.ROLE, WordClass.SENTENCE
_LOWERCASE, _COMMON = WordClass.LOWERCASE, WordClass.COMMON


@lru_cache(maxsize=_CACHED_LABELS)
def without_brackets(printed: str) -> str:
    """Remove what stands in brackets from a label, unless nothing else is left.

    >>> without_brackets("Mr. Hall (Northmoor, Lib.)")
    'Mr. Hall'
    """
    bare = _BRACKETS.sub("", printed) if _OPENING.search(printed) else printed
    if _OPENING.search(bare):
        bare = _BRACKETS.sub("", bare)  # "UNTERHOFER (Aut (SVP, Cb))"
    text = bare.strip(" ,–—-") or printed
    # The full stop of an initial belongs to the name; only the end is searched.
    end = max(0, len(text) - _MAX_INITIALS)
    initial = _LAST_INITIAL.search(text, end) is not None
    return text if initial else text.strip(".") or printed


@lru_cache(maxsize=_CACHED_LABELS)
def label_key(printed: str) -> str:
    """Return a label case-folded, without punctuation, so that its printings are equal.

    >>> label_key("DİVAN BAŞKANI") == label_key("Divan Başkanı")
    True
    """
    # Greek "ΐ" is three signs where case is folded.
    plain = without_wide_letters(without_brackets(printed)).replace("İ", "i")
    folded = normalize("NFC", plain.casefold()).replace("ı", "i")
    return " ".join(_WORD.findall(folded))


@lru_cache(maxsize=_CACHED_LABELS)
def is_unnamed_voice(printed: str) -> bool:
    """Return whether a label is for a speaker without a name: "Question", "The Chair"."""
    folded = printed.casefold().strip(" .:*")
    plain = without_brackets(printed).casefold().strip(" .:*")
    forms = (folded, plain, label_key(printed))
    return not label_words().unnamed.isdisjoint(forms) or _is_voice_from(printed)


def _is_voice_from(printed: str) -> bool:
    """Return whether a label begins like "voice from the floor" and holds no name.

    >>> _is_voice_from("Uma voz do SLV"), _is_voice_from("Voice of Ada")
    (True, False)
    """
    words = without_brackets(printed).split()
    w = label_words()
    if words and words[0].casefold() in w.articles | w.indefinite_articles:
        words = words[1:]
    if not 2 < len(words) <= _MAX_VOICE_WORDS:
        return False
    plain = printed.isupper() or all(
        word.islower() or (word.isupper() and len(word) <= _MAX_PARTY)
        for word in words[1:]
    )
    beginning = " ".join(words[:2]).casefold()
    return plain and beginning in w.voices_from


@lru_cache(maxsize=_CACHED_LABELS)
def is_crowd(printed: str) -> bool:
    """Return whether a label is for many voices at once, and so for nobody."""
    w = label_words()
    folded, key = printed.casefold().strip(" .:*"), label_key(printed)
    # "Plusieurs députés du groupe GP"
    beginning = " ".join(key.split()[:2])
    longer = len(key.split()) > _CROWD_WORDS and beginning in w.crowds
    return folded in w.crowds or key in w.crowds or longer


@lru_cache(maxsize=_CACHED_LABELS)
def is_heckling(printed: str) -> bool:
    """Return whether a label is for voices that break into what somebody says.

    >>> is_heckling("Vozes do PRN"), is_heckling("VOICE FROM THE HALL")
    (True, True)
    >>> is_heckling("Ada Brook")
    False
    """
    w = label_words()
    first, *others = label_key(printed).split() or [""]
    led = first in w.crowds and (not others or others[0] in w.particles)
    return led or is_crowd(printed) or _is_voice_from(printed)


# "CONS. ROSSI" is a councillor, "Cons" heads a list.
_TITLED = re.compile(r"[^\W\d_]{2,5}\.\s[^\W\d_a-z]")


@lru_cache(maxsize=_CACHED_LABELS)
def is_false_label(printed: str) -> bool:
    """Return whether a label is known to name no speaker: "Note", "Section 3"."""
    w = label_words()
    folded = printed.casefold().strip(" .:*-–—")
    if folded in w.questions or folded in w.unnamed_speakers:
        return False
    first = folded.split()[0].strip(".,:") if folded.split() else ""
    # "The Harbour Act, Section 4": what is counted may stand last, too.
    last = folded.rpartition(",")[2].strip()
    counted = any(
        part.split()[:1]
        and part.split()[0].strip(".,:") in w.numbered
        and (any(map(str.isdigit, part)) or _ROMAN.search(part) is not None)
        for part in (folded, last)
    )
    return (
        counted
        or _names_whose(without_brackets(printed))
        or _is_of_somebody(printed)
        or folded in w.never_speakers
        # "18.50 Uhr: …"; "AM" and "P.M." may be somebody's initials or office.
        or (
            len(folded.replace(".", "")) >= _MIN_HOUR_WORD
            and folded in all_words("dates.hour_words")
        )
        # Which words so few have is found out no faster.
        or _LIST_HEADING.regex.fullmatch(folded) is not None
        or (
            first in w.never_speakers
            and len(folded.split()) <= 2
            and not _TITLED.match(printed)
        )
    )


def _names_whose(text: str) -> bool:
    """Return whether a label is what somebody owns, or said: "Tom Ferro's statement"."""
    marked = "’" in text or "'" in text
    return marked and _OWNED.regex.search(text) is not None


def _is_of_somebody(printed: str) -> bool:
    """Return whether a small "of" and a form of address open a label: "of Mr Tom Ferro".

    What stands before it, as the number of a question, is no part of a label.
    """
    of, *behind = printed.split(maxsplit=2)
    return (
        of.islower()
        and len(behind) > 1
        and of in all_words("headlines.of")
        and label_key(behind[0]) in label_words().honorifics
    )


def name_score(  # noqa: PLR0911 - one line a case reads best
    printed: str, lowercase: AbstractSet[str]
) -> float:
    """Return from 0 to 1 how much a label looks like a name or a role.

    Args:
        printed: The label's words.
        lowercase: Words that the document mostly writes in lower case; these are not
            names.
    """
    text = without_brackets(printed)
    if not text or len(printed) > 200 or not any(char.isalpha() for char in text):
        return 0.0
    if is_unnamed_voice(printed) or is_crowd(printed):
        return 0.95
    if is_false_label(printed) or _SENTENCE_SIGNS.search(text):
        return 0.0
    name, comma, rest = text.partition(",")
    if _QUOTES.search(name):
        return 0.0
    if _CJK.search(text):
        return _cjk(text)
    if (comma and is_direct_address(name)) or _greets(text):
        return 0.0
    if name[:1] in "123":
        name = _without_rank(name)
    score = _latin(without_small_title(name), lowercase)
    if comma and rest.strip():
        w, tail = label_words(), rest.split()
        bare = [word.strip(NAME_EDGES) for word in tail]
        # "Ada Brook, mayor, KO": a party in capitals is no word of a sentence.
        party = not name.isupper()
        folded = [
            "" if party and len(word) > 1 and word.isupper() else word.casefold()
            for word in bare
        ]
        # "für die Kommission" is no sentence, though an article may open one, nor is
        # Croatian "sa Sveučilišta", though Slovak "sa" is a word of sentences.
        sentence = sum(
            word in w.never_in_labels
            and not (word in articles() and before in w.particles)
            and not (after[:1].isupper() and word in all_words("headlines.with"))
            for before, word, after in zip(
                ("", *folded), folded, (*bare[1:], ""), strict=False
            )
        )
        # "Many thanks, Madam President. To the first question" is no name.
        score -= 0.4 * (sentence + (_GOES_ON.search(rest) is not None))
        if name.isupper() or _has_role(tail):
            score += 0.1
    return max(0.0, min(1.0, score))


def _without_rank(name: str) -> str:
    """Return a label without the number of an office in small letters, behind which a name stands.

    >>> _without_rank("1. místopředseda Senátu Karel Dub"), _without_rank("1. Vorsitz")
    ('místopředseda Senátu Karel Dub', '1. Vorsitz')
    """
    found = _RANK.match(name)
    words = name[found.end() :].split() if found else []
    named = len(words) > 1 and words[-1][:1].isupper()
    return " ".join(words) if named and words[0] in label_words().roles else name


@lru_cache(maxsize=_CACHED_LABELS)
def bare_score(printed: str) -> float:
    """Return how much words look like a name or a role, whatever else a document says."""
    return name_score(printed, frozenset())


def _greets(text: str) -> bool:
    first, *others = text.split()
    first = first.strip(NAME_EDGES).casefold()
    return bool(others) and first in label_words().greetings


def is_direct_address(text: str) -> bool:
    """Return whether words address somebody: "Mr. Speaker, …", "Herr Präsident, …"."""
    words = [word.strip(NAME_EDGES).casefold() for word in text.split()]
    titled = len(words) == 2 and words[0] in label_words().honorifics
    return titled and words[1] in label_words().roles


def _has_role(tokens: list[str]) -> bool:
    return any(
        token.strip(NAME_EDGES).casefold() in label_words().roles for token in tokens
    )


def _cjk(text: str) -> float:
    squeezed = re.sub(r"[\s\u3000]", "", text)
    if any(char in squeezed for char in "，。、：") or len(squeezed) > 36:
        return 0.0
    found = CJK_ROLE.regex.search(squeezed)
    role = found is not None
    whole = found is not None and found.start() >= _MIN_WHOLE_NAME
    if not whole and _CJK_LEAD.regex.search(squeezed):
        return 0.0  # “丁議員的動議內容如下”; who is named in full may be its mover
    if CJK_NEVER_IN_NAMES.regex.search(squeezed) and not role:
        return 0.15
    if role:
        # "《晨报》记者": a paper in its marks, and who asks for it.
        text = _CJK_TITLE.sub(r"\1", text)
    if not _CJK_NAME.fullmatch(text):
        return 0.3
    if role:
        return 0.8 if len(squeezed) <= 24 else 0.6
    return 0.7 if len(squeezed) <= 4 else 0.55 if len(squeezed) <= 8 else 0.25


def _latin(text: str, lowercase: AbstractSet[str]) -> float:
    w = label_words()
    tokens = _GLUED.sub(" ", text).split()
    if not tokens:
        return 0.0
    if _NUMBERED.fullmatch(text) and (len(tokens) == 1 or _has_role(tokens)):
        return 0.6
    folded = [token.strip(NAME_EDGES).casefold() for token in tokens]
    # "De heer Jansen", "La señora Ruiz": the form of address follows an article.
    first = folded[1] if len(tokens) > 2 and folded[0] in w.particles else folded[0]
    honoured = first.rstrip(".") in w.honorifics and len(tokens) > 1
    role = any(word in w.roles or _is_compound_role(word) for word in folded)
    score = 0.5 + 0.35 * honoured + 0.2 * (role and not honoured)
    classes = _word_classes(tokens, folded, lowercase if not honoured else frozenset())
    initials = classes.count(_INITIAL)
    names = classes.count(_NAME) + initials
    common = classes.count(_COMMON)
    score -= 0.45 * classes.count(_SENTENCE) + 0.3 * classes.count(_NUMBER)
    score -= (0.1 if role else 0.25) * classes.count(_LOWERCASE)
    score += 0.15 * (initials > 0 and names > 1)
    score -= 0.1 * (len(tokens) == 1)
    # One word of a name may be a common word too; a name of common words is none,
    # but a title before common words ("Mr. Hall") makes a name of them.
    score += 0.1 * min(names, 2) - (0.05 if common == 1 and names else 0.12 * common)
    score -= 0.2 * (not names and not role and not honoured)
    score -= 0.25 * _ends_sentence(tokens, honoured=honoured)
    titled = len(tokens) > 1 and folded[0] in w.titles
    score -= 0.25 * (not is_capitalized(tokens[0]) and not (honoured or titled))
    score += 0.1 * (len(tokens) > 2 and _ends_in_name(tokens, folded, lowercase))
    score -= 0.08 * max(0, len(tokens) - 6) * (not role)
    return score


def _is_compound_role(word: str) -> bool:
    """Return whether a role is part of a compound word, or has a prefix."""
    return is_compound_office(word) or word.startswith(
        all_entries("labels.deputy_prefixes")
    )


def _ends_sentence(tokens: list[str], *, honoured: bool) -> int:
    """Return how many full stops inside a label end more than an abbreviation."""
    return sum(
        token.endswith(".")
        and not _ABBREVIATED.fullmatch(token)
        and not (honoured and n == 0)
        and not _INITIALS.fullmatch(token)
        and token.count(".") < 2
        for n, token in enumerate(tokens[:-1])
    )


def _word_classes(
    tokens: list[str], folded: list[str], lowercase: AbstractSet[str]
) -> list[WordClass]:
    """Return the classes of the words of a label."""
    w = label_words()
    sentence = _is_sentence(tokens, folded)
    classes = []
    for token, word in zip(tokens, folded, strict=True):
        initial = _INITIALS.fullmatch(token) is not None
        if len(tokens) == 1 and _are_initials(token, word):
            found = _NAME
        elif sentence and word in w.never_in_labels:
            found = _SENTENCE
        elif token[0].isdigit():
            found = _NUMBER
        elif not word or word in w.role_words or is_compound_office(word):
            found = _ROLE
        elif not is_capitalized(token):
            found = _LOWERCASE
        elif word in lowercase and not initial:
            found = _COMMON
        else:
            found = _INITIAL if initial and "." in token else _NAME
        classes.append(found)
    return classes


def _are_initials(token: str, word: str) -> bool:
    """Return whether one word in capitals names a speaker: "AF", or "SON" in a play.

    Some language has a function word of the same letters.
    """
    w = label_words()
    small = word in w.never_in_labels or word in w.particles
    return small and len(word) > 1 and token.isupper() and word not in w.roles


def _ends_in_name(
    tokens: list[str], folded: list[str], lowercase: AbstractSet[str]
) -> bool:
    """Return whether a label ends in a name: "Keeper of the Lamp Ada Brook"."""
    return all(
        is_capitalized(token)
        and word not in lowercase
        and word not in label_words().particles
        for token, word in zip(tokens[-2:], folded[-2:], strict=True)
    )


def _is_sentence(tokens: list[str], folded: list[str]) -> bool:
    """Return whether words that also stand in sentences do so here.

    "Han", "May" and "Will" are names where they are capitalized among capitalized
    words; two of them in one label, or one before a word in lower case, are not.
    """
    strict = [
        n for n, word in enumerate(folded) if word in label_words().never_in_labels
    ]
    small = [n for n in strict if not is_capitalized(tokens[n]) or tokens[n] == "I"]
    if small or len(strict) > 1 or len(tokens) == len(strict):
        return True
    follows = tokens[strict[0] + 1 : strict[0] + 2] if strict else []
    return bool(follows) and strict[0] == 0 and not is_capitalized(follows[0])


@lru_cache(maxsize=_CACHED_LABELS)
def is_capitalized(token: str) -> bool:
    """Return whether a word is capitalized as a name is, or its script has no case."""
    letters = [char for char in token if char.isalpha()]
    if not letters:
        return False
    head = letters[0]
    # "d'Estaing", "McCONNELL", "al-Sisi" and scripts without cases are names too.
    return (
        head.isupper()
        or head.lower() == head.upper()
        or (len(letters) > 2 and any(char.isupper() for char in letters[1:4]))
    )
