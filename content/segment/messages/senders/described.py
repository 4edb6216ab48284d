"""Who wrote a text and is not named, but described: "a listener from Moor", "the mayor".

The words stand beside the verb of writing or sending, behind a word for "from", as the
owner of the text, or behind a word for a pen name. They are taken as printed, without
an article, for a person to check.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import WordPattern, entries, flag
from content.segment.messages.senders.described_unspaced import described_unspaced
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.senders.people_words import (
    nominative_of,
    person_in,
    with_nominative,
)
from content.segment.messages.senders.sender_phrases import (
    MARKS,
    described_by,
    is_determiner,
    is_link,
    is_text,
    joined,
    opens_with_title,
    phrase_at,
    phrases_before,
    stands_beside,
    stands_in_clause,
    without_particle,
    words_of,
)
from content.segment.messages.words import (
    WRITES,
    is_document,
    last_sentences,
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import (
    bends_nouns,
    nominative_body,
    nominative_of_head,
)
from content.segment.names.body_tails import without_tail
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.words import SENT

_MAX_SENTENCES, _MAX_PASSED_WORDS = 3, 8
_MAX_LEAD_WORDS = 4
_MAX_BEHIND, _FULL = 12, 2
_MIN_BENT = 4
_VERB = WordPattern(rf"(?<!\w){WRITES}(?!\w)")
_PEN_NAME = WordPattern(
    r"(?:<<messages.pen_names>>)[\s:]+[«„“”\"']?(?P<who>[^\W\d_][^.!?,;:()«»„“”\"]{2,40})"
)
_ANSWERS = WordPattern(r"(?<!\w)(?:<<messages.answers>>)(?!\w)")
_INDEFINITE = WordPattern("(?:<messages.indefinite>)")
_SENDS = WordPattern(r"(?<!\w)(?:<<messages.adopts>>)(?!\w)")
# "A listener from Moor, who gave no name, wrote"
_APPOSITION = re.compile(r",[^,.;:!?]+,\s*$")
_CLAUSE = re.compile(r"[,;:()–—«»„“”\"!?]|\s-\s|(?<![^\W\d_]\.)(?<!\d)\.\s")


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
    >>> described_sender("He wrote to us:", "en")
    """
    if not language:
        return None
    if not flag(language, "spaced"):
        return described_unspaced(introduction)
    near = last_sentences(introduction, _MAX_SENTENCES)
    for n, sentence in reversed([*enumerate(near)]):
        name = (
            _pen_name(sentence)
            or _beside_verb(sentence, language)
            or _from_whom(sentence, language)
            or _owner(sentence, language)
        )
        if not name and _opens_with_pronoun(sentence, language):
            name = _told_of_before(near[:n], language)
        if name:
            return Origin(name=name, confidence=DOUBTFUL)
        if len(sentence.split()) > _MAX_PASSED_WORDS:
            break
    return None


def described_speaker(lead: str, verb: re.Match[str], language: str) -> str:
    """Return the body or the person without a name who says what a lead ends in.

    Args:
        lead: The sentence before a quotation.
        verb: Its verb of saying.
        language: Of the document; nobody is found where it is not known.

    >>> said = re.compile("replied|erklärte")
    >>> lead = "The mayor of Lower Pell, who likes a joke, replied:"
    >>> described_speaker(lead, said.search(lead), "en")
    'mayor of Lower Pell'
    >>> lead = "Das Ministerium erklärte auf Anfrage:"
    >>> described_speaker(lead, said.search(lead), "de")
    'Ministerium'
    """
    if not language or not flag(language, "spaced"):
        return ""
    before = lead[: verb.start()].split()
    # “Le maire, qui est venu, a répondu”: what helps the verb stands behind the comma.
    while before and before[-1][-1] != "," and stands_in_clause(before[-1], language):
        before.pop()
    told = _CLAUSE.split(_APPOSITION.sub("", f"{' '.join(before)} "))[-1]
    name = nominative_body(told, language, surely=True, whole=False)
    name = name or _subject_before(words_of(told), language)
    name = name or _subject_behind(lead[verb.end() :], language)
    return name or _after_article(told.split(), language)


def _after_article(words: Sequence[str], language: str) -> str:
    """Return what all words before a verb name behind their article: "The harbour master"."""
    article = words[0].casefold() if words else ""
    some = bool(words) and _INDEFINITE.fullmatch(words[0])
    if article not in entries(language, "messages.articles") or some:
        return ""
    return _as_name(words[1:], language) if len(words) <= _MAX_LEAD_WORDS else ""


def _pen_name(sentence: str) -> str:
    """Return what follows a word for a pen name: “nimimerkiltä Lesken metsä”."""
    found = _PEN_NAME.search(sentence)
    return found.group("who").strip() if found else ""


def _opens_with_pronoun(sentence: str, language: str) -> bool:
    """Return whether a sentence says that he or she writes."""
    first = sentence.split(maxsplit=1)[0].casefold() if sentence else ""
    tells = (_VERB.is_in, SENT.is_in, speaks_of_message)
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
            return _as_name(kept, language) if own else ""
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
        told = _APPOSITION.sub("", sentence[:start])
        before = words_of(_CLAUSE.split(told)[-1])
        name = _subject_before(before, language)
        name = name or _subject_behind(sentence[end:], language)
        if name:
            return name
    return ""


def _subject_before(words: Sequence[str], language: str) -> str:
    """Return the person described by the words before a verb, up to the verb."""
    phrases = [*phrases_before(words, language)]
    subjects = [phrase[_subject_start(phrase, language) :] for phrase in phrases]
    known = (_as_sender(one, language, near=False) for one in subjects)
    if name := next(filter(None, known), ""):
        return name
    beside = bool(phrases) and stands_beside(words, phrases[0], language)
    return _as_sender(subjects[0], language) if beside else ""


def _subject_start(phrase: Sequence[str], language: str) -> int:
    """Return where a subject starts in what stands before its verb.

    At the first article that no small word leads to, or at who is known, if earlier.
    """
    place = person_in(phrase, language)
    last = len(phrase) if place is None or flag(language, "owner_first") else place
    led = (
        n
        for n, word in enumerate(phrase[: last + 1])
        if is_determiner(word, language)
        and not (n and (is_link(word, language) or is_link(phrase[n - 1], language)))
    )
    start = next(led, None)
    if start is not None:
        return start
    return 0 if place is None or flag(language, "owner_first") else place


def _subject_behind(text: str, language: str) -> str:
    """Return the person described right behind a verb, up to a mark or what goes on."""
    words = words_of(_CLAUSE.split(text, maxsplit=1)[0])[:_MAX_BEHIND]
    small = entries(language, "messages.to_whom")
    while words and (words[0].casefold() in small or is_text(words[0])):
        words = words[1:]
    phrase = phrase_at(words, language)
    name = _as_sender(phrase, language)
    if name or not phrase:
        return name
    # A name behind a word of no table: “parašė daraktorė Ona Barkutė:”
    return _named_behind(words, language)


def _named_behind(words: Sequence[str], language: str) -> str:
    """Return who is named behind words of no table that say what he or she is."""
    last = next((n for n, w in enumerate(words) if w[:1].isupper()), len(words))
    named = words[last:]
    small = any(
        is_link(w, language) or is_determiner(w, language) for w in words[:last]
    )
    if not 1 <= last <= _FULL or small or not all(word.istitle() for word in named):
        return ""
    if len(named) == _FULL:
        return " ".join(named) if is_person(" ".join(named)) else ""
    return " ".join(words) if len(named) == 1 else ""


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
        sent = led and speaks_of_message(" ".join(words[: n + 1]))
        if sent or (folded in owner and near):
            phrase = phrase_at(words[n + 1 :], language)
            # Whom "a letter from" leads to has sent it: “et brev fra skipperen”.
            sure = led and near
            if name := _as_sender(phrase, language, bent=True, surely=sure):
                return name
    return _in_source_case(words, language)


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
            return _as_name(with_nominative(phrase[:upto], language), language)
    return ""


def _owner(sentence: str, language: str) -> str:
    """Return whose a text is said to be, where a case shows it: “pismo ravnateljice”."""
    if not bends_nouns(language) or not speaks_of_message(sentence):
        return ""
    words = words_of(_CLAUSE.sub(" , ", sentence))
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
            return _as_name(kept, language)
    return ""


def _last_determiner(phrase: Sequence[str], language: str) -> int:
    """Return the place of the last article in a phrase; 0 if there is none."""
    led = [n for n, word in enumerate(phrase) if is_determiner(word, language)]
    return led[-1] if led else 0


def _as_sender(
    phrase: Sequence[str],
    language: str,
    *,
    bent: bool = False,
    near: bool = True,
    surely: bool = False,
) -> str:
    """Return a phrase as a sender; empty where nothing shows that it is of a person.

    Args:
        phrase: The phrase.
        language: Its language.
        bent: Whether it may stand in another case than the nominative.
        near: Whether it stands right beside the verb.
        surely: Whether words lead to it that have to lead to a sender.
    """
    kept = described_by(phrase, language)
    if not kept:
        return ""
    led = is_determiner(phrase[0], language)
    place = person_in(kept, language)
    if bent and place is None and nominative_of(kept[0], language):
        place = 0
    if place is None:
        told = opens_with_title(kept) or (
            near and _may_be_person(phrase, kept, language, surely=surely)
        )
        kept = kept if told else []
    elif flag(language, "owner_first"):
        behind = kept[place + 1 :]
        linked = behind != [] and is_link(behind[0], language)
        # "old master Herbsts", “kuulaja Rakverest”
        named = [*takewhile(lambda word: word[:1].isupper(), behind)]
        kept = kept if led or linked else kept[: place + 1 + len(named)]
    elif place and not led:
        kept = kept[place:]
    return _as_name(with_nominative(kept, language) if bent else kept, language)


def _may_be_person(
    phrase: Sequence[str], kept: Sequence[str], language: str, *, surely: bool
) -> bool:
    """Return whether words of no table may describe a person.

    An article or a number stands before one word, or a small word leads to where he or
    she lives: "a roofer", "the lock keeper at Moor".
    """
    named = len(kept) > 1 and all(word[:1].isupper() for word in kept)
    if named or is_text(kept[0]) or is_link(kept[0], language):
        return False
    counted = is_determiner(kept[0], language)  # "one of the fishermen"
    home = _has_home(kept, language) or _has_owner(kept, language)
    plain = entries(language, "messages.articles")
    some = is_determiner(phrase[0], language) and phrase[0].casefold() not in plain
    return surely or counted or home or (some and len(kept) == 1)


def _has_home(words: Sequence[str], language: str) -> bool:
    """Return whether a small word behind somebody leads to a name with a capital."""
    return any(
        is_link(word, language) and any(w[:1].isupper() for w in words[n + 1 :])
        for n, word in enumerate(words)
        if n
    )


def _has_owner(words: Sequence[str], language: str) -> bool:
    """Return whether a body owns who is described behind it: “kunnan rakennusmestari”."""
    before = words[:-1] if flag(language, "owner_first") else ()
    return any(nominative_of_head(word, language) for word in before)


def _as_name(words: Sequence[str], language: str) -> str:
    """Return a description as a name; empty where it is none, or names a person.

    Whom it names stands behind what he or she is: "the teacher Ada Brook".
    """
    if not words:
        return ""
    bare = [word.strip(MARKS) for word in words]
    name = without_particle(joined(words))
    whole = without_tail(name, language)
    name = name if name[len(whole) :].strip().isdigit() else whole  # "Juror Number 5"
    dated = not full_days_and_months().isdisjoint(w.casefold() for w in bare)
    if dated or is_document(name) or bare[0].isdigit():
        return ""
    if says_it_is_read(bare[0]) or speaks_of_message(bare[0]):
        return ""
    given = next((n for n, w in enumerate(bare) if n and is_given_name(w)), len(bare))
    named = bare[given:]
    if len(named) >= _FULL and all(word[:1].isupper() for word in named):
        return " ".join(named)
    return name
