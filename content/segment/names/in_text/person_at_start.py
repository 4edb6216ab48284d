"""The person whom the start of a phrase names, perhaps with an office: "Mayor Ada Brook, who …"."""

import re
from collections.abc import Sequence

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import WordPattern, all_words
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import bare_score, label_key
from content.segment.names.words import label_words

# "Here's what she wrote", "J'ai reçu", "Digo-vos": a verb is bound to the word.
_NO_NAME = re.compile(
    r"[^\W\d_]{1,5}['’](?:s|m|d|ll|re|ve|t)(?:\s|$)|[^\W\d_]{1,4}['’](?=[^\W\d_])(?![A-ZÀ-Þ])"
    r"|[^\W\d_]+-(?![A-ZÀ-Þ])[^\W\d_]"
)

_MAX_WORDS = 16
_NOT_NAMED = WordPattern(r"^(?:<messages.never_senders>)\b")


def person_at_start(text: str, *, deeper: bool = True) -> str:
    """Return the person whom the start of a phrase names; empty if none.

    >>> person_at_start("Ada Brook on January 22:"), person_at_start("Moor in May, when")
    ('Ada Brook', 'Moor')
    """
    tokens = _words_of_names(text)
    place = tokens.index("of") if "of" in tokens else 0
    if place > 1 and is_person(" ".join(tokens[:place])):
        del tokens[place:]  # "Ada Brook of Skerry"
    phrase = " ".join(_without_small_end(tokens)).rstrip(".")
    while _NOT_NAMED.regex.match(phrase) and " " in phrase:
        phrase = phrase.split(" ", 1)[1]
    capitalized = any(token[:1].isupper() for token in phrase.split())
    greets = phrase.partition(" ")[0].casefold() in label_words().greetings
    # "In January the power went out"
    first, _, last = phrase.casefold().partition(" ")
    w = label_words()
    dated = first in w.sentence_words | w.particles and last in w.never_speakers
    if (
        not capitalized
        or greets
        or dated
        or _NO_NAME.match(phrase)
        or bare_score(phrase) < 0.5
    ):
        return ""
    if label_key(phrase) in w.questions:
        return ""  # "Meine Fragen an die Regierung:"
    found = parse_label(phrase)
    rest = text.partition(",")[2].strip()
    if deeper and found.voice and rest:
        # "the Minister of Harbours, Jane Hall," names the office, then its holder.
        return person_at_start(rest, deeper=False) or found.name
    return found.name


def _without_small_end(tokens: Sequence[str]) -> Sequence[str]:
    """Return words without small ones at their end, and without the month that one leads to."""
    small, end = label_words().particles, len(tokens)
    dated = end > 1 and tokens[end - 1].casefold() in full_days_and_months()
    if dated and tokens[end - 2] in small:
        end -= 1
    while end and tokens[end - 1].rstrip(".").casefold() in small:
        end -= 1
    return tokens[:end]


def _words_of_names(text: str) -> list[str]:
    """Return the first words of a phrase that may be of names and offices, up to a sign."""
    tokens: list[str] = []
    for token in text.split()[:_MAX_WORDS]:
        clean = token.strip('"“”„«»:;,')
        word = clean.rstrip(".").casefold()
        if word in all_words("messages.occasions") and _ends_in_full_name(tokens):
            break
        if not clean or not (
            clean[:1].isupper()
            or word in label_words().particles
            or word in label_words().roles
        ):
            break
        tokens.append(clean)
        if token.endswith((":", ";", ",")) or (
            token.endswith(".") and word not in label_words().titles and len(word) > 1
        ):
            break
    return tokens


def _ends_in_full_name(tokens: Sequence[str]) -> bool:
    return len(tokens) > 1 and all(token[:1].isupper() for token in tokens[-2:])
