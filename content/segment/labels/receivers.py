"""What looks like a label and names to whom words go: "To Ada Hall: …" within a speech."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from content.language.word_lists import any_words, words
from content.segment.labels.label import Label
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.words import label_words

_LEADS = ("messages.to", "messages.elsewhere", "messages.for_in_names")
_RECURS = 3


def receivers(labels: Sequence[tuple[int, Label]], lines: Sequence[Line]) -> set[str]:
    """Return those possible labels that open with "to" or "for" before a name.

    "Per Anders Berg" opens with a given name, and "An Thi Hoa" with a surname, which come
    back: it has to be a word of the document's language, in small letters elsewhere.

    Args:
        labels: Each with the line on which it stands.
        lines: The lines of the document.
    """
    times = Counter(one.printed for _, one in labels)
    leads = {printed: _lead(printed) for printed in times}
    leads = {
        printed: lead
        for printed, lead in leads.items()
        if lead and times[printed] < _RECURS
    }
    if not leads:
        return set()
    language = guess_language([line.text for line in lines])
    known = frozenset().union(*(words(language, table) for table in _LEADS))
    ends = {n: one.end for n, one in labels if one.printed in leads}
    texts = [line.text[ends.get(n, 0) :] for n, line in enumerate(lines)]
    small = _mostly_small(known & set(leads.values()), texts)
    return {printed for printed, lead in leads.items() if lead in small}


def _lead(printed: str) -> str:
    """Return the word before the name of who receives something; empty if there is none.

    >>> _lead("To Ada Hall"), _lead("Für Frau Huber"), _lead("Old Ada Hall")
    ('to', 'für', '')
    """
    lead, _, name = without_brackets(printed).partition(" ")
    w = label_words()
    if lead.casefold() not in any_words(*_LEADS) - w.articles - w.leading_articles:
        return ""
    first, _, rest = name.partition(" ")
    addressed = label_key(first) in w.honorifics and rest[:1].isupper()
    named = is_given_name(first) and is_person(name)
    return lead.casefold() if addressed or named else ""


def _mostly_small(leads: Collection[str], texts: Sequence[str]) -> set[str]:
    """Return those words that texts write with a capital no more often than without."""
    if not leads:
        return set()
    each = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, leads))})(?!\w)", re.IGNORECASE
    )
    printed = Counter(word for text in texts for word in each.findall(text))
    with_capital = Counter[str]()
    for word, n in printed.items():
        with_capital[word.casefold()] += n * (word not in leads)
    return {lead for lead in leads if printed[lead] >= with_capital[lead]}
