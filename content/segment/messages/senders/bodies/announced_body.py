"""The body or office that the announcement of a text names as its sender.

"A letter from the residents' association of Lower Pell, which reads:", "The Minister of
Culture has sent us this message:". Its whole name is taken, not the place in it.
"""

import re
from functools import cache, partial

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.words import (
    NOUN,
    announces_reading,
    last_sentences,
    names_document,
    speaks_of_message,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role
from content.segment.names.text_words import SENT
from content.segment.names.words import articles, label_words
from content.segment.wording.in_person import FIRST_PERSON

_MAX_SENTENCES = 2
_MIN_WORDS, _MAX_WORDS, _MIN_NOUN = 2, 12, 3
_BENDING = ("bends_names", "bends_nouns")
_STOPS = re.compile(r"[\d.!?,;:()]")
_FROM = WordPattern(
    rf"{NOUN}[^.!?,;:()]{{0,30}}?(?<!\w)"
    r"(?:(?P<source><messages.from>)\s+|(?:<messages.of>)(?:\s+|(?<=['’])))"
    r"(?P<who>[^.!?,;:()–—«»„“”\"]{3,110})(?:[,:.]|$)"
)
_ARTICLE = re.compile(r"[^\W\d_]{1,2}['’](?=[^\W\d_])")


def announced_body(introduction: str, language: str) -> Origin | None:
    """Return the body or office that sent a text, as its announcement says.

    >>> announced_body("A letter from the rowers of Lower Pell, which reads:", "en").name
    'rowers of Lower Pell'
    >>> announced_body("The Minister of Culture has sent us this message:", "en").name
    'Minister of Culture'
    >>> announced_body("This is my letter of resignation:", "en")
    """
    for sentence in reversed(last_sentences(introduction, _MAX_SENTENCES)):
        found = _from_whom(sentence, language) or _subject(sentence)
        if found is not None:
            return found
    return None


def _from_whom(sentence: str, language: str) -> Origin | None:
    """Return what stands behind a word for a text and one for "from", up to a comma."""
    found = _FROM.search(sentence)
    if found is None:
        return None
    name = _without_article(found.group("who"))
    nouns = language != "" and flag(language, "capital_nouns")
    if nouns:
        # "ein Brief des Vereins Nord erreicht, der lautet:"
        name = _up_to_capital(name)
    tokens = name.split()
    role = bool(tokens) and is_role(tokens[0].casefold())
    capitals = sum(token[:1].isupper() for token in tokens)
    if not (role or capitals >= (_MIN_WORDS if nouns else 1)):
        return None
    # A lone place has no small word: "a letter from Lower Pell".
    small = any(token.islower() and len(token) >= _MIN_NOUN for token in tokens)
    if len(tokens) < _MIN_WORDS or not (small or role) or not _may_send(name):
        return None
    bent = language == "" or any(map(partial(flag, language), _BENDING))
    bent = bent or name.islower()  # Which minister, a person has to tell.
    return Origin(name=name, confidence=DOUBTFUL if bent else LIKELY)


def _subject(sentence: str) -> Origin | None:
    """Return the subject that opens a sentence that says that a text was sent, or read."""
    sent = SENT.search(sentence)
    if sent is None and not announces_reading(sentence):
        return None
    before = (sentence[: sent.start()] if sent else sentence).strip()
    name = _without_article(before)
    if is_role(name.partition(" ")[0].casefold()):
        tokens = name.split()
        while sent and len(tokens) > 1 and _is_small(tokens[-1]):
            tokens.pop()  # "the minister of bees has"
        name = " ".join(tokens) if sent else _up_to_capital(name)
        certainty = LIKELY if sent else DOUBTFUL
        return Origin(name=name, confidence=certainty) if _may_send(name) else None
    named = _up_to_capital(name)
    several = len(named.split()) >= _MIN_WORDS
    # Without an article a sentence opens with a place, a time, or a person.
    if name == before or not several or not _may_send(named):
        return None
    return Origin(name=named, confidence=DOUBTFUL)


def _up_to_capital(phrase: str) -> str:
    """Return a phrase up to its last word with a capital."""
    tokens = phrase.split()
    while tokens and not tokens[-1][:1].isupper():
        tokens.pop()
    return " ".join(tokens)


def _is_small(token: str) -> bool:
    """Return whether a word is in every text, and joins no parts of a name: "has", "us"."""
    small = token.islower() and fold_letters(token) in all_words("stop_words")
    return small and token not in _links()


@cache
def _links() -> frozenset[str]:
    """Return the small words inside names of bodies."""
    w = label_words()
    found = w.particles | w.articles | w.leading_articles
    tables = ("of", "placed", "and_in_names", "for_in_names", "elsewhere")
    return found.union(*(all_words(f"messages.{table}") for table in tables))


def _without_article(phrase: str) -> str:
    """Return a phrase without the article, or the elided one, that it opens with."""
    bare = phrase.strip()
    elided = _ARTICLE.match(bare)
    bare = bare[elided.end() :] if elided else bare
    first, _, rest = bare.partition(" ")
    return rest if first.casefold() in articles() and rest else bare


def _may_send(name: str) -> bool:
    """Return whether a phrase may be a body or an office, and is no text, day or person."""
    tokens = name.split()
    words = {token.casefold() for token in tokens}
    small = label_words().sentence_words | all_words("dates.prepositions")
    if not tokens or len(tokens) > _MAX_WORDS or _STOPS.search(name):
        return False
    return not (
        words & full_days_and_months()
        or tokens[0].casefold() in small
        or any(map(_is_small, tokens))
        or FIRST_PERSON.is_in(name)
        or names_document(name)
        or speaks_of_message(name)
        or is_given_name(tokens[0])
    )
