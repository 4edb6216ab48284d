"""Judge how much a label's words look like somebody's name or role."""

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from enum import Enum, auto

from content.segment.labels import words as w

_BRACKETS = re.compile(r"\s*[(（\[【〔][^()（）\[\]【】]{0,160}[)）\]】〕]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_CJK_NAME = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・‧．.\\s\u3000A-Za-z-]+"
)
_NUMBERED = re.compile(r"(?:[^\W\d_]+[ _#-]?){1,3}\d{1,3}")
_LAST_INITIAL = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){1,3}$|(?:^|\s)\w.$")
_GLUED = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{2})")
_ROMAN = re.compile(r"\s[ivxlc]+$")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,5}\.")


def without_brackets(printed: str) -> str:
    """Take the brackets off a label, where something else is left.

    >>> without_brackets("Mr. Hall (Northmoor, Lib.)")
    'Mr. Hall'
    """
    text = _BRACKETS.sub("", printed).strip(" ,–—-") or printed
    # The full stop of an initial belongs to the name.
    initial = _LAST_INITIAL.search(text) is not None
    return text if initial else text.strip(".") or printed


def label_key(printed: str) -> str:
    """Fold a label so that its printings compare equal."""
    return " ".join(
        re.sub(r"[^\w]+", " ", without_brackets(printed).casefold()).split()
    )


def is_unnamed_voice(printed: str) -> bool:
    """Tell whether a label is a voice without a name."""
    folded = printed.casefold().strip(" .:*")
    plain = without_brackets(printed).casefold().strip(" .:*")
    return any(
        form in table
        for form in (folded, plain, label_key(printed))
        for table in (w.QUESTION, w.ANSWER, w.REMARK, w.CHAIRS, w.CROWD)
    )


def is_crowd(printed: str) -> bool:
    """Tell whether a label stands for many at once, and so for nobody."""
    folded = printed.casefold().strip(" .:*")
    return folded in w.CROWD or label_key(printed) in w.CROWD


def is_false_label(printed: str) -> bool:
    """Tell whether the words before a colon are of those that name no voice."""
    folded = printed.casefold().strip(" .:*-–—")
    if folded in w.QUESTION or folded in w.REMARK:
        return False
    first = folded.split()[0].strip(".,:") if folded.split() else ""
    counted = first in w.ENUMERATED and (
        any(sign.isdigit() for sign in folded) or _ROMAN.search(folded) is not None
    )
    return (
        counted
        or folded in w.FALSE_LABELS
        or (first in w.FALSE_LABELS and len(folded.split()) <= 2)
    )


def name_score(  # noqa: PLR0911 - one line a case reads best
    printed: str, lowered: AbstractSet[str]
) -> float:
    """Score from 0 to 1 how much a label looks like a name or a role.

    Args:
        printed: The label's words.
        lowered: Words that the document also writes in lower case: no names.
    """
    text = without_brackets(printed)
    if not text or len(printed) > 200 or not any(sign.isalpha() for sign in text):
        return 0.0
    if is_unnamed_voice(printed):
        return 0.95
    if is_false_label(printed) or any(sign in text for sign in "?!;。？！；"):
        return 0.0
    if any(sign in text.partition(",")[0] for sign in '“”"„«»'):
        return 0.0
    if _CJK.search(text):
        return _cjk(text)
    name, comma, rest = text.partition(",")
    if (comma and is_direct_address(name)) or _greets(text):
        return 0.0
    score = _latin(name, lowered)
    if comma and rest.strip():
        tail = rest.split()
        sentence = sum(
            word.strip(EDGE_PUNCTUATION).casefold() in SENTENCE_WORDS for word in tail
        )
        score -= 0.4 * sentence
        if name.isupper() or _role_in(tail):
            score += 0.1
    return max(0.0, min(1.0, score))


def _greets(text: str) -> bool:
    words = text.split()
    return words[0].strip(EDGE_PUNCTUATION).casefold() in w.GREETINGS and len(words) > 1


def is_direct_address(text: str) -> bool:
    """Tell whether words call upon somebody: "Mr. Speaker, …", "Herr Präsident, …"."""
    words = [word.strip(EDGE_PUNCTUATION).casefold() for word in text.split()]
    return len(words) == 2 and words[0] in w.HONORIFICS_ONLY and words[1] in w.ROLES


def _role_in(tokens: list[str]) -> bool:
    return any(token.strip(EDGE_PUNCTUATION).casefold() in w.ROLES for token in tokens)


def _cjk(text: str) -> float:
    squeezed = re.sub(r"[\s\u3000]", "", text)
    if any(sign in squeezed for sign in "，。、：") or len(squeezed) > 36:
        return 0.0
    role = w.CJK_ROLE.search(squeezed) is not None
    if w.CJK_NOT_NAME.search(squeezed) and not role:
        return 0.15
    if not _CJK_NAME.fullmatch(text):
        return 0.3
    if role:
        return 0.8 if len(squeezed) <= 24 else 0.6
    return 0.7 if len(squeezed) <= 4 else 0.55 if len(squeezed) <= 8 else 0.25


def _latin(text: str, lowered: AbstractSet[str]) -> float:
    tokens = _GLUED.sub(" ", text).split()
    if not tokens:
        return 0.0
    if _NUMBERED.fullmatch(text) and (len(tokens) == 1 or _role_in(tokens)):
        return 0.6
    folded = [token.strip(EDGE_PUNCTUATION).casefold() for token in tokens]
    # "De heer Jansen", "La señora Ruiz": the form of address follows an article.
    first = folded[1] if len(tokens) > 2 and folded[0] in w.PARTICLES else folded[0]
    honoured = first.rstrip(".") in w.HONORIFICS_ONLY and len(tokens) > 1
    role = any(word in w.ROLES or _compound_role(word) for word in folded)
    score = 0.5 + 0.35 * honoured + 0.2 * (role and not honoured)
    sorts = count_word_classes(tokens, folded, lowered if not honoured else frozenset())
    names = sorts[WordClass.NAME] + sorts[WordClass.INITIAL]
    common = sorts[WordClass.COMMON]
    score -= 0.45 * sorts[WordClass.VERB] + 0.3 * sorts[WordClass.NUMBER]
    score -= (0.1 if role else 0.25) * sorts[WordClass.SMALL]
    score += 0.15 * (sorts[WordClass.INITIAL] > 0 and names > 1) - 0.1 * (
        len(tokens) == 1
    )
    # One word of a name may be a common word too; a name of common words is none,
    # but a title before common words ("Mr. Hall") makes a name of them.
    score += 0.1 * min(names, 2) - (0.05 if common == 1 and names else 0.12 * common)
    score -= 0.2 * (not names and not role and not honoured)
    score -= 0.25 * _ends_sentence(tokens, honoured=honoured)
    score -= 0.25 * (not is_capital(tokens[0]) and not honoured)
    score += 0.1 * (len(tokens) > 2 and ends_in_name(tokens, folded, lowered))
    score -= 0.08 * max(0, len(tokens) - 6) * (not role)
    return score


def _compound_role(word: str) -> bool:
    """Recognise roles that languages write as one word, or with a prefix."""
    return any(
        word.endswith(ending)
        for ending in ("präsident", "präsidentin", "minister", "ministerin", "kanzler")
    ) or word.startswith(("vice-", "vize", "vice"))


def _ends_sentence(tokens: list[str], *, honoured: bool) -> int:
    """Count full stops inside that end more than an abbreviation."""
    return sum(
        token.endswith(".")
        and not _ABBREVIATED.fullmatch(token)
        and not (honoured and n == 0)
        and not INITIALS.fullmatch(token)
        and token.count(".") < 2
        for n, token in enumerate(tokens[:-1])
    )


EDGE_PUNCTUATION = ".,'’\"“”„«»*_()[]"
INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}(?:[^\W\d_]\.)?")
_ROLE_WORDS = w.PARTICLES | w.HONORIFICS_ONLY | w.ROLES
# Of the words no label holds, some also stand in roles ("Minister of State for …").
SENTENCE_WORDS = w.SENTENCE - w.PARTICLES


class WordClass(Enum):
    """Name what a word of a label may be."""

    NAME = auto()
    INITIAL = auto()
    COMMON = auto()
    SMALL = auto()
    VERB = auto()
    NUMBER = auto()
    PART = auto()


def count_word_classes(
    tokens: list[str], folded: list[str], lowered: AbstractSet[str]
) -> Counter[WordClass]:
    """Count the words of a label by what they are."""
    verbal = _verbal(tokens, folded)
    sorts: Counter[WordClass] = Counter()
    for token, word in zip(tokens, folded, strict=True):
        initial = INITIALS.fullmatch(token) is not None
        if len(tokens) == 1 and _initials_or_part(token, word):
            sort = WordClass.NAME
        elif verbal and word in SENTENCE_WORDS:
            sort = WordClass.VERB
        elif token[0].isdigit():
            sort = WordClass.NUMBER
        elif not word or word in _ROLE_WORDS:
            sort = WordClass.PART
        elif not is_capital(token):
            sort = WordClass.SMALL
        elif word in lowered and not initial:
            sort = WordClass.COMMON
        else:
            sort = WordClass.INITIAL if initial and "." in token else WordClass.NAME
        sorts[sort] += 1
    return sorts


def _initials_or_part(token: str, word: str) -> bool:
    """Tell whether capitals alone name a voice: "AF", or "SON" in a play.

    Some language has a small word that is written like them.
    """
    small = word in SENTENCE_WORDS or word in w.PARTICLES
    return small and len(word) > 1 and token.isupper() and word not in w.ROLES


def ends_in_name(
    tokens: list[str], folded: list[str], lowered: AbstractSet[str]
) -> bool:
    """Tell whether a name ends a label: "Keeper of the Lamp Ada Brook"."""
    return all(
        is_capital(token) and word not in lowered and word not in w.PARTICLES
        for token, word in zip(tokens[-2:], folded[-2:], strict=True)
    )


def _verbal(tokens: list[str], folded: list[str]) -> bool:
    """Tell whether a label's small words are a sentence's and not names.

    "Han", "May" and "Will" are somebody's names where they are written large among
    large words; two of them in one label, or one before a small word, are not.
    """
    strict = [n for n, word in enumerate(folded) if word in SENTENCE_WORDS]
    small = [n for n in strict if not is_capital(tokens[n]) or tokens[n] == "I"]
    if small or len(strict) > 1 or len(tokens) == len(strict):
        return True
    follows = tokens[strict[0] + 1 : strict[0] + 2] if strict else []
    return bool(follows) and strict[0] == 0 and not is_capital(follows[0])


def is_capital(token: str) -> bool:
    """Tell whether a word is written as a name may be."""
    letters = [sign for sign in token if sign.isalpha()]
    if not letters:
        return False
    head = letters[0]
    # "d'Estaing", "McCONNELL", "al-Sisi" and scripts without cases are names too.
    return (
        head.isupper()
        or head.lower() == head.upper()
        or (len(letters) > 2 and any(sign.isupper() for sign in letters[1:4]))
    )
