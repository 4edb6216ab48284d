"""Who wrote a text and is not named, but described: "a listener from Moor", "the mayor".

The words stand beside the verb of writing or sending, behind a word for "from", as the
owner of the text, or behind a word for a pen name. They are taken as printed, without
an article, for a person to check.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, entries, flag
from content.segment.messages.described.people_words import (
    nominative_of,
    person_in,
    with_nominative,
)
from content.segment.messages.described.phrases import (
    MARKS,
    described_by,
    is_determiner,
    is_link,
    is_text,
    phrase_at,
    phrases_before,
    words_of,
)
from content.segment.messages.described.subjects import (
    CLAUSE_MARKS,
    as_name,
    as_person,
    clause_before_verb,
    subject_before,
    subject_behind,
)
from content.segment.messages.senders.described_unspaced import (
    described_in_hangul,
    described_unspaced,
)
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.words import (
    CACHED_TEXTS,
    NOUN,
    WRITES,
    last_sentences,
    says_it_is_read_now,
    speaks_of_message,
    speaks_of_question,
    tells_of_writing,
)
from content.segment.names.body_names import bends_nouns
from content.segment.names.text_words import SENT

_MAX_SENTENCES = 3
_MAX_PASSED_WORDS = 8
_MIN_BENT = 4
_MAX_APPOSITION = 3
_VERB = WordPattern(rf"(?<!\w){WRITES}(?!\w)")
_PEN_NAME = WordPattern(
    r"(?:<<messages.pen_names>>)[\s:]+[«„“”\"']?(?P<who>[^\W\d_][^.!?,;:()«»„“”\"]{2,40})"
)
_ANSWERS = WordPattern(r"(?<!\w)(?:<<messages.answers>>)(?!\w)")
_SAYS = WordPattern(r"(?<!\w)(?:<messages.says>|<messages.speeches>)(?!\w)")
_THEIR_TEXT = WordPattern(
    rf"(?<!\w)(?:<messages.theirs>)\s(?:\w+\s)?{NOUN}(?!\w)[^,;—–]{{0,40}}[:：]$"
)
_SENDS = WordPattern(r"(?<!\w)(?:<<messages.adopts>>)(?!\w)")


@lru_cache(maxsize=CACHED_TEXTS)  # Rules ask, and so does what weighs whom they find.
def described_sender(introduction: str, language: str) -> Origin | None:
    """Return who wrote a text, as the sentences that announce it describe them.

    Args:
        introduction: The paragraph that announces the text.
        language: Of the document; nobody is found where it is not known.

    >>> described_sender("The mayor of Lower Pell wrote to us in May. I quote:", "en").name
    'mayor of Lower Pell'
    >>> described_sender("We had a letter from a listener in Moor. It says:", "en").name
    'listener in Moor'
    >>> described_sender("You warned the mayor. He wrote to us:", "en").name
    'mayor'
    >>> described_sender("We get letters. A listener from Moor, unsigned:", "en").name
    'listener from Moor'
    >>> described_sender("He wrote to us:", "en")
    """
    if not language:
        return None
    if not flag(language, "spaced"):
        return described_unspaced(introduction)
    if language == "ko":
        return described_in_hangul(introduction)
    near = last_sentences(introduction, _MAX_SENTENCES)
    for n, sentence in reversed([*enumerate(near)]):
        name = (
            _pen_name(sentence)
            or _beside_verb(sentence, language)
            or _from_whom(sentence, language)
            or _owner(sentence, language)
        )
        if not name and n == len(near) - 1 and _tells_of_text(near):
            name = _before_colon(sentence, language)
        if not name and _opens_with_pronoun(sentence, language):
            name = _told_of_before(near[:n], language)
        if name:
            return Origin(name=name, confidence=DOUBTFUL)
        words = sentence.split()
        # "She does not want her name read out:" still tells of the sender.
        told = words[:1] and words[0].casefold() in entries(
            language, "messages.pronouns"
        )
        if len(words) > _MAX_PASSED_WORDS and not told:
            break
    return None


def is_of_person_before(introduction: str) -> bool:
    """Return whether the last sentence leads to a text of whom the one before names.

    >>> is_of_person_before("Ms Brook has resigned. I read from her letter:")
    True
    >>> is_of_person_before("I read from the letter:")
    False
    """
    last = " ".join(last_sentences(introduction, 1))
    return last.endswith(COLONS) and _THEIR_TEXT.is_in(last)


def _tells_of_text(sentences: Sequence[str]) -> bool:
    """Return whether sentences tell of a message or a question, of writing or reading."""
    told = " ".join(sentences)
    signs = (tells_of_writing, speaks_of_message, says_it_is_read_now)
    return any(tells(told) for tells in signs) or any(
        map(speaks_of_question, sentences)
    )


def _before_colon(sentence: str, language: str) -> str:
    """Return who is described where a sentence without a verb leads to a text.

    "A listener from Moor, unsigned:", "The next one, from a teacher in Moor:"
    """
    if not sentence.endswith(COLONS):
        return ""
    words = words_of(sentence)
    source = entries(language, "messages.from")
    led = [n for n, w in enumerate(words) if w.casefold() in source]
    for n in (0, *(n + 1 for n in led)):
        phrase = phrase_at(words[n:], language)
        if not phrase:
            continue
        rest = words[n + len(phrase) :]
        # What stands behind a comma is brief: "unsigned".
        ends = not rest or (n == 0 and len(rest) <= _MAX_APPOSITION)
        apart = not rest or phrase[-1].endswith(",") or rest[0] == ","
        phrase = _owner_in(phrase)
        kept = described_by(phrase, language)
        known = person_in(kept, language) is not None or (
            n > 0 and kept != [] and nominative_of(kept[0], language) != ""
        )
        if ends and apart and known:
            return as_person(phrase, language, bent=n > 0)
    return ""


def _pen_name(sentence: str) -> str:
    """Return what follows a word for a pen name: “nimimerkiltä Lesken metsä”."""
    found = _PEN_NAME.search(sentence)
    return found.group("who").strip() if found else ""


def _opens_with_pronoun(sentence: str, language: str) -> bool:
    """Return whether a sentence says that he or she writes, or says."""
    first = sentence.split(maxsplit=1)[0].casefold() if sentence else ""
    tells = (_VERB.is_in, SENT.is_in, speaks_of_message, _SAYS.is_in)
    return any(told(sentence) for told in tells) and first in entries(
        language, "messages.pronouns"
    )


def _told_of_before(sentences: Sequence[str], language: str) -> str:
    """Return from whom the last of some sentences has a text, or whom it describes."""
    for sentence in reversed(sentences):
        source = _from_whom(sentence, language) or _beside_verb(sentence, language)
        if source:
            return source
        words = sentence.split()
        place = person_in(words, language)
        if place is not None:
            led = place > 0 and is_determiner(words[place - 1], language)
            own = led or not entries(language, "messages.articles")
            phrase = phrase_at(words[place:], language)
            linked = len(phrase) > 1 and is_link(phrase[1], language)
            kept = described_by(phrase if linked else phrase[:1], language)
            return as_name(kept, language) if own else ""
    return ""


def _beside_verb(sentence: str, language: str) -> str:
    """Return who is described before a verb of writing or sending, or behind it."""
    patterns = [SENT, _ANSWERS]
    if tells_of_writing(sentence):
        patterns.append(_VERB)
    if speaks_of_message(sentence):
        patterns.append(_SENDS)
    verbs = {place for one in patterns for place in one.places_in(sentence)}
    for start, end in sorted(verbs, reverse=True):
        before = words_of(clause_before_verb(sentence[:start]))
        name = subject_before(before, language)
        name = name or subject_behind(sentence[end:], language)
        if name:
            return name
    return ""


def _from_whom(sentence: str, language: str) -> str:
    """Return who is described behind a word for "from", or "of" right behind a text.

    “un mot d'une auditrice de Brest”; in some languages an ending says as much.
    """
    if not speaks_of_message(sentence):
        return ""
    words = words_of(sentence)
    source = entries(language, "messages.from")
    owner = entries(language, "messages.of")
    for n, word in enumerate(words):
        folded = word.casefold()
        pair = f"{words[n - 1].casefold()} {folded}" if n else ""
        led = folded in source or pair in source
        near = n > 0 and speaks_of_message(" ".join(words[n - 1 : n + 1]))
        # “Of all the letters I kept that of a woman from Moor”: “la d'una dona”
        above = words[n - 1].casefold() if n else ""
        stands_in = (
            above in entries(language, "messages.articles")
            and n + 1 < len(words)
            and is_determiner(words[n + 1], language)
        )
        near = near or (stands_in and speaks_of_message(" ".join(words[: n - 1])))
        sent = led and speaks_of_message(" ".join(words[: n + 1]))
        if sent or (folded in owner and near):
            phrase = phrase_at(words[n + 1 :], language)
            # Whom "a letter from" leads to has sent it: “et brev fra skipperen”.
            sure = led and near
            if name := as_person(phrase, language, bent=True, surely=sure):
                return name
    return _in_source_case(words, language)


def _owner_in(phrase: Sequence[str]) -> list[str]:
    """Return a phrase up to the owner of a text in it.

    >>> _owner_in(words_of("the mayor's letter")), _owner_in(["the", "mayor"])
    (['the', 'mayor'], ['the', 'mayor'])
    """
    for n, (word, after) in enumerate(pairwise(phrase)):
        if word.endswith("’s") and is_text(after):
            return [*phrase[:n], word.removesuffix("’s")]
    return list(phrase)


def _in_source_case(words: Sequence[str], language: str) -> str:
    """Return who stands beside a word for a text in a case for “from”: “viestin äidiltä”."""
    endings = entries(language, "messages.source_endings")
    for n, word in enumerate(words) if endings else ():
        beside = [*words[max(0, n - 1) : n], *words[n + 1 : n + 2]]
        bare = word.strip(MARKS)
        ends = bare.endswith(endings) and len(bare) > _MIN_BENT
        if ends and any(map(is_text, beside)):
            phrase = phrase_at(words[n:], language)
            upto = next((k for k, w in enumerate(phrase) if is_text(w)), len(phrase))
            return as_name(with_nominative(phrase[:upto], language), language)
    return ""


def _owner(sentence: str, language: str) -> str:
    """Return whose a text is said to be, where a case shows it: “pismo ravnateljice”."""
    if not bends_nouns(language) or not speaks_of_message(sentence):
        return ""
    words = words_of(CLAUSE_MARKS.sub(" , ", sentence))
    first = flag(language, "owner_first")
    for n, word in enumerate(words):
        if not is_text(word):
            continue
        if first:
            phrase = next(phrases_before(words[:n], language), [])
            phrase = phrase[_last_determiner(phrase, language) :]
        else:
            phrase = phrase_at(words[n + 1 :], language)
        head = (phrase[-1] if first else phrase[0]) if phrase else ""
        if nominative_of(head, language):
            kept = with_nominative(described_by(phrase, language), language)
            return as_name(kept, language)
    return ""


def _last_determiner(phrase: Sequence[str], language: str) -> int:
    """Return the place of the last article in a phrase; 0 if there is none."""
    led = [n for n, word in enumerate(phrase) if is_determiner(word, language)]
    return led[-1] if led else 0
