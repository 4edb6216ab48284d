"""The body that a text in quotation marks opens with, and that words above it name.

"The council's answer came:", "“The Harbour Council regrets that …”": a body that speaks
of itself names itself first, as the subject of its sentence.
"""

from collections.abc import Sequence

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern, all_words, entries, flag
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_text,
    tells_that,
)
from content.segment.messages.senders.named_bodies.named_body import KNOWN
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.signatures.signing_groups import joins_group
from content.segment.messages.words import last_sentences, names_document, sentences_of
from content.segment.names.body_names import (
    as_plain_body,
    as_whole_body,
    is_inflected_head,
    nominative_of_head,
    without_articles,
)
from content.segment.names.in_text.same_person import stem_of

_DECIDES = WordPattern("(?<!\\w)(?:<messages.decides>)(?!\\w)")
_MAX_OPENING, _MAX_BEFORE, _MAX_BEHIND, _MIN_LETTERS = 160, 3, 4, 3
_MIN_LONG, _MAX_TITLE, _MAX_UP_TO_COMMA = 7, 60, 9
_MAX_ABOVE, _MAX_NEAR, _MAX_NAME = 2, 400, 6


def opening_body(text: str, above: Sequence[str], language: str) -> Origin | None:
    """Return the body that opens a text and that the words above it name, in any case.

    Doubtful where the text says more of it than the words above.

    >>> above = ["Odpověď rady obce přišla včera:"]
    >>> opening_body("„Rada obce nesouhlasí s prodejem.“", above, "cs").name
    'Rada obce'
    >>> opening_body("„Rada obce nesouhlasí s prodejem.“", ["Starosta řekl:"], "cs")
    """
    if not language or not entries(language, "messages.bodies"):
        return None
    opening = text.strip().lstrip(OPENING_QUOTES)[:_MAX_OPENING]
    words = without_articles((sentences_of(opening) or [""])[0]).split()
    place = _head(words, language)
    if place is None:
        return None
    told = " ".join(above)[-_MAX_NEAR:].split()
    heads = [n for n, word in enumerate(told) if _is_same(word, words[place], language)]
    if not heads:
        return None
    longest = max(
        (_common(told[n + 1 :], words[place + 1 :]) for n in heads), default=0
    )
    agreed = place + 1 + longest
    end = _end(words, agreed, language)
    if end >= len(words):
        return None  # Nothing is told of it.
    own = [*words[: end - 1], words[end - 1].rstrip(",")]
    name = as_whole_body(own) or as_plain_body(own)
    if not name:
        return None
    fuller = _fuller(name, [told[n] for n in heads], language)
    return Origin(name=fuller, confidence=KNOWN if end == agreed else DOUBTFUL)


def opens_as_body(text: str, above: Sequence[str], language: str) -> bool:
    """Return whether a text in quotation marks is the answer or the like of a body above.

    >>> opens_as_body("„Rada obce nesouhlasí.“", ["Odpověď rady obce"], "cs")
    True
    >>> opens_as_body("Rada obce nesouhlasí.", ["Odpověď rady obce"], "cs")
    False
    """
    if text.lstrip()[:1] not in OPENING_QUOTES:
        return False
    near = list(above)[-_MAX_ABOVE:]
    if not near or names_document(near[-1]):
        return False  # A law is quoted.
    last = " ".join(last_sentences(near[-1], 1))
    if tells_that(last, language):
        return False  # "The mayor answered the letter, saying that it will be done:"
    titles = [one for one in near if len(one) <= _MAX_TITLE and one[-1:].isalnum()]
    return any(names_text(one, language) for one in (last, *titles)) and (
        opening_body(text, near, language) is not None
    )


def body_at_own_meeting(text: str, language: str) -> str:
    """Return the body that opens a text as whose meeting decided something; else nothing.

    >>> told = "“İmar Komisyonumuzun 3.5.2025 tarihli toplantısında rıhtım uygun görülmüştür.”"
    >>> body_at_own_meeting(told, "tr")
    'İmar Komisyonu'
    >>> body_at_own_meeting("“İmar Komisyonumuzun rıhtımı eskidir.”", "tr")
    ''
    """
    opening = text.strip().lstrip(OPENING_QUOTES)[:_MAX_OPENING]
    if not language or not _DECIDES.is_in(opening):
        return ""
    words = opening.split()[:_MAX_NAME]
    for n, word in enumerate(words):
        if not (word[:1].isupper() or word in all_words("names.and")):
            break
        if head := nominative_of_head(word, language):
            name = as_whole_body([*words[:n], head])
            return name if n else ""
    return ""


def _head(words: Sequence[str], language: str) -> int | None:
    """Return the word that says what the body is that opens a sentence; None if none does."""
    small = all_words("stop_words")
    for n, word in enumerate(words[: _MAX_BEFORE + 1]):
        if word.casefold() in small or not word[-1:].isalpha():
            return None
        if nominative_of_head(word, language):
            below = words[n + 1] if n < _MAX_BEFORE and n + 1 < len(words) else ""
            owns = is_inflected_head(word, language)
            if owns and nominative_of_head(below, language):
                continue  # "Moor Város Önkormányzatának Képviselő-testülete"
            return None if owns else n
    return None


def _end(words: Sequence[str], end: int, language: str) -> int:
    """Return where a name ends that goes on with capitals, or up to a comma behind one.

    Where all nouns have capitals, a small word that joins nothing is a verb.
    """
    for n, word in enumerate(words[:_MAX_UP_TO_COMMA]):
        if n >= end and flag(language, "capital_nouns") and not joins_group(word):
            break
        if n >= end and word.endswith(",") and word[:1].isupper():
            return n + 1  # "The Town Council of Pell, meeting on 3 May, asks …"
    while end < len(words) and words[end][:1].isupper() and words[end][-1].isalpha():
        end += 1
    return end


def _is_same(word: str, head: str, language: str) -> bool:
    """Return whether a word above is the head of a body, in any case, or a compound of it."""
    if len(head) <= _MIN_LETTERS:
        return False
    nominative = nominative_of_head(word, language).strip(".,;:!?").casefold()
    return nominative.endswith(head.casefold()) or (
        len(head) >= _MIN_LONG and word.casefold().startswith(stem_of(head))
    )


def _common(told: Sequence[str], own: Sequence[str]) -> int:
    """Return how many words behind two heads are alike, in whatever case."""
    length = 0
    for one, two in zip(told[:_MAX_BEHIND], own[:_MAX_BEHIND], strict=False):
        if one[:1] != two[:1] or not one.casefold().startswith(stem_of(two)):
            break
        length += 1
    return length


def _fuller(name: str, told: Sequence[str], language: str) -> str:
    """Return a name of one word as the longer compound that the words above have of it."""
    if " " in name:
        return name
    nominatives = [nominative_of_head(word, language).strip(".,;:!?") for word in told]
    return max([name, *nominatives], key=len)
