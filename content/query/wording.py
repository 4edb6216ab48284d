"""How people word what they ask: courtesies, questions in full sentences, capitals."""

import re
from enum import StrEnum
from functools import lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import all_patterns, all_words
from content.language.words.tokens import tokens

_QUESTION_MARKS = "?？؟"

_MIN_QUESTION_WORDS = 4
"""Words from which a question needs no question mark."""

_MAX_COURTESY_WORDS = 8
"""Words of a greeting at most; more say something."""

_NO_WORD = re.compile(r"[^\w\s]|_")

_AFTER_GREETING = re.compile(
    r"([^,.!:;，。！、]{1,40})[,.!:;，。！、]\s*(.+)", re.DOTALL
)
"""A greeting and what follows it: without a mark between, "morning" may be the subject."""

_CALLED = re.compile(r"[!！]\s*$")
"""How a greeting ends that may be a subject as well: "Morning!"."""

_MIN_CODE_CHARS = 5
"""Characters of a word from which its figures make a code of it: "G20" and "1941" are none."""

_CODE = re.compile(r"\d+(?:[^\W\d]+\d\w*)?|\d*[^\W\d]+\d+[^\W\d]\w*")
"""A number, or a word that goes from letters to figures and back, or the other way."""

_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")


class Courtesy(StrEnum):
    """What people say to a bot that asks for nothing."""

    GREETING = "greeting"
    THANKS = "thanks"


def find_courtesy(text: str) -> Courtesy | None:
    """Return which courtesy is all that a text says; None where it says more.

    >>> find_courtesy("Hi there!"), find_courtesy("Merci 🙏"), find_courtesy("Good morning, thank you")
    (<Courtesy.GREETING: 'greeting'>, <Courtesy.THANKS: 'thanks'>, <Courtesy.THANKS: 'thanks'>)
    >>> find_courtesy("good morning Vietnam"), find_courtesy("there"), find_courtesy("谢谢！")
    (None, None, <Courtesy.THANKS: 'thanks'>)
    >>> find_courtesy("morning"), find_courtesy("Morning!"), find_courtesy("morning all")
    (None, <Courtesy.GREETING: 'greeting'>, <Courtesy.GREETING: 'greeting'>)
    """
    alone = fold_letters(_NO_WORD.sub("", text)).strip() if len(text) <= 80 else ""
    if alone in all_words("queries.subject_greetings") and not _CALLED.search(text):
        return None
    return _find_courtesy(text)


def _find_courtesy(text: str) -> Courtesy | None:
    # A short text only is looked at letter by letter.
    left = fold_letters(_NO_WORD.sub("", text)).split() if len(text) <= 80 else []
    if len(left) > _MAX_COURTESY_WORDS:
        return None
    found: Courtesy | None = None
    while left:
        for count in range(min(len(left), 4), 0, -1):
            words = " ".join(left[:count])
            if words in all_words("queries.thanks"):
                found = Courtesy.THANKS
            elif words in all_words("queries.greetings") or words in all_words(
                "queries.subject_greetings"
            ):
                found = found or Courtesy.GREETING
            elif not found or words not in all_words("queries.beside_greetings"):
                continue
            left = left[count:]
            break
        else:
            return None
    return found


def without_courtesies(text: str) -> str:
    """Return what a text asks for, without words that only ask; all of it if there is no more.

    >>> without_courtesies("Please supply information on canals."), without_courtesies("please")
    ('canals.', 'please')
    >>> without_courtesies("Hello, who closed the mill?"), without_courtesies("Good morning America")
    ('who closed the mill?', 'Good morning America')
    """
    greeted = _AFTER_GREETING.match(text)
    if greeted and _find_courtesy(greeted[1]) and next(tokens(greeted[2]), None):
        text = greeted[2]
    left = " ".join(all_patterns("queries.courtesies").sub(" ", text).split())
    left = left.lstrip(",;:.!?… ")
    return left if next(tokens(left), None) else text


@lru_cache(maxsize=256)
def is_question(text: str) -> bool:
    """Return whether a text is a question in a full sentence.

    >>> is_question("Who closed the mill?"), is_question("how to mend a bridge"), is_question("old mills")
    (True, True, False)
    """
    if text.rstrip(' "”“»').endswith(tuple(_QUESTION_MARKS)):
        return True
    words = text.split()
    first = fold_letters(words[0].strip(",.¿¡")) if words else ""
    is_long = len(words) >= _MIN_QUESTION_WORDS
    return is_long and first in all_words("queries.question_words")


def is_code(word: str) -> bool:
    """Return whether a word that nobody says is a number or an id, which means nothing.

    >>> is_code("8w399k7e"), is_code("12345678"), is_code("zzzzz")
    (True, True, True)
    >>> is_code("g20"), is_code("covid19"), is_code("2024"), is_code("co2"), is_code("peace")
    (False, False, False, False, False)
    """
    is_repeated = len(set(word)) == 1
    return len(word) >= _MIN_CODE_CHARS and (
        is_repeated or _CODE.fullmatch(word) is not None
    )


def in_lower_case(text: str) -> str:
    """Return a text that is all in capitals in small letters; other texts as they are.

    Encoders that mind the case take shouting for something else. Abbreviations lose
    their points, which nobody prints with small letters.

    >>> in_lower_case("U.S. TRADE WITH THE U.S.S.R."), in_lower_case("the U.S. and trade")
    ('us trade with the ussr', 'the U.S. and trade')
    """
    if text.upper() != text or text.lower() == text:
        return text
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text).lower()
