"""Which body, or who without a name, says what a lead of a report ends in.

"Das Ministerium teilte schriftlich mit: “…”", "The Harbour Trust replied by email: “…”",
“Iz Ministarstva obrazovanja odgovorili su nam: …”.
"""

import re
from collections.abc import Iterable

from content.language.word_lists import WordPattern, entries
from content.segment.messages.described.people_words import person_in
from content.segment.messages.described.phrases import stands_in_clause, words_of
from content.segment.messages.described.subjects import described_speaker
from content.segment.messages.senders.described import described_sender
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.words import WRITES
from content.segment.names.body_names import nominative_body

_SENDS = WordPattern(
    rf"(?<!\w)(?:{WRITES}|<<messages.answers>>|<<messages.adopts>>|<<messages.sends>>)(?!\w)"
)
_CLAUSE = re.compile(r"[,;:()]\s*")
_MAX_SOURCE, _MAX_AUXILIARY = 6, 2


def body_in_lead(lead: str, verbs: re.Pattern[str], language: str) -> str:
    """Return the body, or who without a name, that says what a lead ends in; else empty.

    Args:
        lead: The sentence before a quotation; a colon ends it.
        verbs: The verbs of saying.
        language: Of the document.
    """
    if not language:
        return ""
    said = [*verbs.finditer(lead)]
    sent = [*_SENDS.places_in(lead)]
    spans = sorted([*(one.span() for one in said), *sent])
    if not spans:
        return ""
    last = max(said, key=re.Match.end, default=None)
    body = named_body(lead, language)
    sender = described_sender(lead, language)
    found = [
        described_speaker(lead, last, language) if last else "",
        body.name if body else "",
        *(_source(lead[: span[0]], language) for span in spans),
        sender.name if sender else "",
    ]
    names = [_bare(name, verbs, language) for name in found]
    return _shortest_alike(one for one in names if _is_somebody(one, lead, language))


def _is_somebody(name: str, lead: str, language: str) -> bool:
    """Return whether a name is no small word of its lead: “povedal to takto:”.

    One word without a capital is of a person, or stands behind an article.
    """
    if not name or name[:1].isupper() or " " in name:
        return bool(name)
    before = words_of(lead.partition(name)[0])[-1:]
    articles = entries(language, "messages.articles")
    led = any(word.casefold() in articles for word in before)
    return led or person_in([name], language) is not None


def _source(before: str, language: str) -> str:
    """Return the body from which the words come before a verb, in the nominative.

    A word for "from" stands before it: “Iz Ministarstva obrazovanja (odgovorili su)”.
    """
    words = words_of(_CLAUSE.split(before)[-1])
    while words and _is_small(words[-1], language):
        words.pop()
    tables = ("messages.from", "messages.placed", "messages.of")
    places = (
        n
        for n, word in enumerate(words)
        if any(word.casefold() in entries(language, table) for table in tables)
    )
    first = next(places, None)
    behind = words[first + 1 :] if first is not None else []
    if not 0 < len(behind) <= _MAX_SOURCE:
        return ""
    return nominative_body(" ".join(behind), language, surely=True)


def _is_small(word: str, language: str) -> bool:
    """Return whether a word right before a verb only helps it, or says to whom."""
    return stands_in_clause(word, language) or (
        len(word) <= _MAX_AUXILIARY and word.islower()
    )


def _bare(name: str, verbs: re.Pattern[str], language: str) -> str:
    """Return a name without a word for "from" before it, and its verb behind it."""
    verb = next((one for one in verbs.finditer(name) if one.start()), None)
    words = (name[: verb.start()] if verb else name).split()
    source = entries(language, "messages.from")
    led = len(words) > 1 and words[0].casefold() in source
    return " ".join(words[1:] if led else words)


def _shortest_alike(names: Iterable[str]) -> str:
    """Return the first name, or a shorter one with which it opens: adverbs may follow.

    >>> _shortest_alike(["Povodí na dotaz redakce", "Povodí"])
    'Povodí'
    """
    first, *others = [*names] or [""]
    alike = [one for one in others if first.startswith(f"{one} ")]
    return min([first, *alike], key=len)
