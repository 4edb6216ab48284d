"""The body whose text opens, in quotation marks, with its own title, or a word for what it is.

“Uchwała Sejmu w sprawie …”, “„ДОКЛАД относно Законопроект …”: who reads such a text out
reads all of it. The title names the body, or the first sentence below that says which body
dealt with the matter.
"""

from collections.abc import Sequence

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words, entries
from content.segment.messages.senders.named_bodies.announcing_words import (
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import body_behind_text
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.words import sentences_of
from content.segment.names.body_names import (
    as_plain_body,
    as_whole_body,
    head_of_body,
    is_inflected_head,
)

_MAX_TITLE, _MAX_BELOW, _MAX_NAME, _MAX_LINES = 260, 2, 12, 3


def titled_body(texts: Sequence[str], language: str) -> Origin | None:
    """Return the body whose text opens with its title; None if it has none.

    Args:
        texts: The paragraphs of the text, the first in quotation marks.
        language: Of the document.

    >>> titled_body(["„Uchwała Rady Portu w sprawie mola.", "Rada oddaje hołd."], "pl").name
    'Rada Portu'
    >>> below = "На заседание на 3 май Комисията по рибарство, лов и риболов разгледа това."
    >>> titled_body(["„СТАНОВИЩЕ", "относно Законопроекта", below], "bg").name
    'Комисията по рибарство, лов и риболов'
    >>> titled_body(["„Uchwała", "Rady Portu", "w sprawie mola"], "pl").name
    'Rada Portu'
    >>> titled_body(["„Uchwała jest zła.”"], "pl")
    """
    line = texts[0].strip() if texts else ""
    if " " not in line and not line.isupper():
        # Gazettes set a title in lines: what it is, whose, and about what.
        line = " ".join(map(str.strip, texts[:_MAX_LINES]))
    if line[:1] not in OPENING_QUOTES or not _knows_bodies(language):
        return None
    bare = line.lstrip(OPENING_QUOTES)
    title = " ".join(sentences_of(bare[:_MAX_TITLE])[:1])
    kind = words_of_announcements(language).text.match(title)
    if kind is None or not title[:1].isupper():
        return None
    # Behind a comma stands who moved what the text is about.
    name = _up_to_occasion(body_behind_text(title.partition(",")[0], language))
    sure = LIKELY if name else DOUBTFUL
    # A word in capitals is a title by itself.
    if not name and title.split()[0].isupper():
        below = [bare[kind.end() :], *texts[1 : _MAX_BELOW + 2]]
        told = (one for text in below for one in sentences_of(text)[:_MAX_BELOW])
        name = next(filter(None, (_who_dealt(one, language) for one in told)), "")
    return Origin(name=name, confidence=sure) if " " in name else None


def _up_to_occasion(name: str) -> str:
    """Return a name up to where small words go on behind capitals with an occasion.

    >>> _up_to_occasion("Parlamento de Moura co gallo do centenario")
    'Parlamento de Moura'
    """
    words = name.split()
    links = all_words("messages.of") | all_words("messages.articles")
    links |= all_words("messages.and_in_names")
    for n, word in enumerate(words[2:], 2):
        capitals = any(one[:1].isupper() for one in words[1:n])
        if capitals and word.islower() and word not in links:
            return " ".join(words[:n])
    return name


def _knows_bodies(language: str) -> bool:
    """Return whether words for bodies are known in a language."""
    return language != "" and bool(entries(language, "messages.bodies"))


def _who_dealt(sentence: str, language: str) -> str:
    """Return the body that stands right before a verb of dealing with a text; empty if none."""
    w = words_of_announcements(language)
    for verb in w.dealt.finditer(sentence):
        words = sentence[: verb.start()].split()
        for n in range(max(0, len(words) - _MAX_NAME), len(words)):
            name = words[n:]
            heads = head_of_body(name[:1], language) is not None
            if (
                not heads
                or not name[0][:1].isupper()
                or is_inflected_head(name[0], language)
            ):
                continue
            if whole := as_whole_body(name) or as_plain_body(name):
                return whole if len(name) > 1 else ""
    return ""
