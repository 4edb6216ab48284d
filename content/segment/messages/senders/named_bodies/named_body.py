"""The body that an announcement names as the sender, by a word for what it is.

"The Council of Lower Pell has adopted the following resolution:", "I have a letter from
the Parents' Association:". Where bodies are declined, its word and what agrees with it
are put into the nominative: “dopis Místního výboru Horní Lhoty” is of Místní výbor
Horní Lhoty.
"""

from functools import lru_cache

from content.language.question_marks import asks
from content.language.word_lists import all_words, entries
from content.segment.messages.senders.named_bodies.announcing_words import (
    MAX_SENTENCES,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.behind_words import (
    body_behind,
    is_owned_behind,
    sender_before,
)
from content.segment.messages.senders.named_bodies.owners import (
    owner_before,
    owner_beside,
)
from content.segment.messages.senders.named_bodies.subjects import (
    subject_behind,
    subject_of_clause,
    subject_of_sentence,
)
from content.segment.messages.senders.named_bodies.uncased_bodies import uncased_body
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.words import CACHED_TEXTS, last_sentences
from content.segment.names.body_names import head_of_body
from content.segment.names.offices import is_role

KNOWN = 0.92
_INDEFINITE = "labels.indefinite_articles"


@lru_cache(maxsize=CACHED_TEXTS)
def named_body(introduction: str, language: str) -> Origin | None:
    """Return the body that surely sent what an announcement leads to; None if unsure.

    >>> named_body("The Council of Lower Pell has adopted this resolution:", "en").name
    'Council of Lower Pell'
    >>> named_body("Obdrželi jsme dopis od Místního výboru Horní Lhoty:", "cs").name
    'Místní výbor Horní Lhoty'
    >>> named_body("A letter to the Council of Lower Pell came from Ada Brook:", "en")
    >>> named_body("Dobili smo dopis jednog seoskog vijeća i čitam ga:", "hr").confidence
    0.6
    """
    if not language or not entries(language, "messages.bodies"):
        return None
    w = words_of_announcements(language)
    near = last_sentences(introduction, MAX_SENTENCES)
    if entries(language, "messages.behind_bodies"):
        names = (uncased_body(s, w.text, language) for s in reversed(near))
        name = next(filter(None, names), "")
        return Origin(name=name, confidence=KNOWN) if name else None
    for sentence in reversed(near):
        if asks(sentence):
            continue  # "Is there an answer from the school?"
        name = (
            body_behind(w.moved, sentence, language)
            or subject_of_clause(sentence, language)
            or body_behind(w.sent, sentence, language)
            or (
                body_behind(w.owned, sentence, language)
                if is_owned_behind(language)
                else ""
            )
            or owner_before(sentence, language)
            or owner_beside(sentence, language)
            or subject_of_sentence(sentence, language, last=sentence is near[-1])
            or subject_behind(sentence, language)
            or sender_before(sentence, language)
        )
        name = _without_clause_words(name, language)
        if name:
            # Which "minister of fish" it is, a person has to tell.
            words = name.split()
            office = name.islower() and any(map(is_role, words))
            office = office or (len(words) == 1 and is_role(name.casefold()))
            # And which of several "a council" is.
            some = name.islower() and name.split()[0] in all_words(_INDEFINITE)
            unsure = office or some
            return Origin(name=name, confidence=DOUBTFUL if unsure else KNOWN)
    return None


def _without_clause_words(name: str, language: str) -> str:
    """Return a body without the words that open the clause in which it stands.

    >>> _without_clause_words("које је Удружење пчелара", "sr")
    'Удружење пчелара'
    """
    words = name.split()
    first = next((n for n, word in enumerate(words) if word[:1].isupper()), 0)
    heads = first > 0 and head_of_body(words[first : first + 1], language) is not None
    return " ".join(words[first:]) if heads else name


def body_behind_text(title: str, language: str) -> str:
    """Return the body behind a word for a text and "of" in a title, in the nominative.

    >>> body_behind_text("Motion of the Harbour Group regarding the pier", "en")
    'Harbour Group'
    """
    w = words_of_announcements(language)
    name = body_behind(w.moved, title, language) or body_behind(w.sent, title, language)
    owned = is_owned_behind(language)
    name = name or (body_behind(w.owned, title, language) if owned else "")
    return name or subject_of_clause(title, language)
