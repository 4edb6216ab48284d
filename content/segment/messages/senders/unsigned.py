"""Find out who may have sent a text that nobody signs, from the words around it."""

import re
from collections.abc import Collection, Iterator, Sequence

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words
from content.language.words.before import last_word
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, UNSURE, Origin
from content.segment.messages.words import (
    MAX_ANNOUNCEMENT_CHARS,
    NOUN,
    WRITES,
    names_document,
    opens_with_salutation,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import people_and_things
from content.segment.names.in_text.person_at_start import person_at_start
from content.segment.names.in_text.same_person import same_person
from content.segment.names.offices import is_role
from content.segment.names.words import articles, label_words

_MAX_PHRASE_WORDS = 10
_MAX_BEFORE_VERB = 3
_MAX_ADDRESS = 120
_CALLED = WordPattern(r"(?:<<messages.called>>)[\s:]+")
_SIGNED_BY = WordPattern(r"(?:<<messages.signed>>)[\s:]*")
# "a letter from the women's council of Gerrin, addressed to …"
_SENT_FROM = WordPattern(
    rf"{NOUN}[^.!?,;:]{{0,40}}?(?<!\w)(?:(?:<messages.from>)\s+|(?:<messages.of>)"
    r"(?:\s+|(?<=['’])))(?P<who>[^.!?,;:()–—]{3,90})"
)
# "There the Harbour Works write:", "To pisze koło pszczelarzy z Tuchowa:"
_WRITTEN_BY = WordPattern(rf"{WRITES}\s+(?P<who>[^.!?,;:()–—]{{3,90}})[:：]\s*$")
_WRITER = WordPattern(
    rf"^(?P<who>[^.!?,;:()–—]{{3,90}}?)\s++(?:\w{{1,5}}\s)?{WRITES}(?:\s[^.!?:]{{0,40}})?[:：]\s*$"
)
_CJK_HONOURED = WordPattern(
    "([\u3005\u3400-\u9fff]{2,5}|[\uac00-\ud7a3]{2,4})"
    r"\s?(?:<labels.honorific_suffixes>)(?![,，])"
    r"(?=[^。.!?]{0,40}(?:<messages.nouns>))"
)
_CJK_OWNER = WordPattern(
    "([\u3400-\u9fff]{3})(?=<messages.owns_in_words>[^。！？]{0,10}(?:信|<messages.nouns>))"
)
_CJK_PRONOUN = WordPattern("<messages.never_owners>", re.NOFLAG)
# "Tom Ferro's", "Ayşe Yılmaz'ın"
POSSESSED = re.compile(r"['’](?:(?![\u0400-\u04ff])[^\W\d_]){0,4}$")
_WROTE = WordPattern(rf"^(?P<who>[^.!?,;:()–—]{{3,60}}?)\s++(?:\w{{1,4}}\s)?{WRITES}")
_NO_LETTERS = re.compile(r"^[\W\d_]+")


def unsigned_origins(
    introduction: str,
    above: Sequence[str],
    below: Sequence[str],
    speakers: Collection[str],
    *,
    telling: bool,
    nouns: bool = False,
) -> Iterator[Origin]:
    """Yield who may have sent a text that nobody signs, the likeliest first."""
    sentences = sentences_of(introduction)
    near = " ".join(sentences[-4:])
    law = names_document(" ".join(sentences[-1:])) and not speaks_of_message(near)
    texts = [introduction, *(t for t in reversed(above[-4:]) if speaks_of_message(t))]
    if law or not (telling or texts[1:]):
        return
    called = (_named_behind(_CALLED, text) for text in texts)
    yield from (Origin(name=n, confidence=LIKELY) for n in called if n)
    for text in texts[:2]:
        yield from _mentioned(sentences_of(text)[-1:], speakers, nouns=nouns)
        before = [
            sentence
            for sentence in sentences_of(text)[-4:-1]
            if speaks_of_message(sentence) or tells_of_writing(sentence)
        ]
        yield from _mentioned(before, speakers, nouns=nouns)
    first = " ".join(sentences_of(below[0])[:2]) if below else ""
    for pattern in (_CALLED, _SIGNED_BY):
        name = _named_behind(pattern, first)
        if name:
            yield Origin(name=name, confidence=LIKELY)
    for name in filter(None, map(_addressed, below)):
        if not any(same_person(name, other) for other in speakers):
            yield Origin(name=name, confidence=LIKELY)
    yield from _honoured(near, speakers)
    last = _NO_LETTERS.sub("", (sentences or [""])[-1])
    for pattern, text in [
        (_WRITTEN_BY, last),
        (_WRITER, last),
        *((_SENT_FROM, t[-MAX_ANNOUNCEMENT_CHARS:]) for t in texts),
        *((_WROTE, sentence) for sentence in reversed(sentences[-4:])),
    ]:
        found = list(pattern.regex.finditer(text))
        phrase = _phrase(found[-1].group("who")) if found else ""
        if phrase:
            again = any(phrase in other for other in (*above, *below))
            yield Origin(name=phrase, confidence=UNSURE if again else DOUBTFUL)


def _mentioned(
    sentences: Sequence[str], speakers: Collection[str], *, nouns: bool
) -> Iterator[Origin]:
    """Yield the one person whom sentences name in full, if it is one, with doubt."""
    names: list[str] = []
    text = " ".join(sentences)
    for name, _, elsewhere in persons_in(text, speakers, nouns=nouns):
        # "the health council at Lower Pell", "a letter to Ada Brook"
        if reads_text(text, name):
            continue
        if not elsewhere and not any(same_person(name, other) for other in names):
            names.append(name)
    if len(names) == 1:
        told = any(
            tells(text)
            for tells in (speaks_of_message, says_it_is_read, tells_of_writing)
        )
        yield Origin(name=names[0], confidence=UNSURE if told else DOUBTFUL)


def reads_text(text: str, name: str) -> bool:
    """Return whether a verb of reading right behind a name says who reads the text.

    >>> told = "The secretary, Ada Brook, then read a message of the mayor, Tom Ferro."
    >>> reads_text(told, "Ada Brook"), reads_text(told, "Tom Ferro")
    (True, False)
    """
    behind = text[text.find(name) + len(name) :]
    words = re.split(r"[.;:!?]", behind)[0].split()[:_MAX_BEFORE_VERB]
    verb = next((n for n, word in enumerate(words) if says_it_is_read(word)), None)
    return verb is not None and not speaks_of_message(" ".join(words[:verb]))


def persons_in(
    text: str, speakers: Collection[str], *, nouns: bool = False
) -> Iterator[tuple[str, int, bool]]:
    """Yield the full names in a text of who does not speak, and where each ends.

    With each, whether a word such as "to" or "at" stands before it. Where all nouns have
    capitals, something has to show a person: "vier Abenden Schwangere" is nobody.
    """
    first = text.partition(" ")[0]
    if fold_letters(first.casefold()) in all_words("stop_words"):
        text = (
            f"{text[:1].lower()}{text[1:]}"  # "Es de Ana Lima", "This is Ada Brook's"
        )
    # A body may have sent it, too; and whoever guesses has to see all names.
    for one in people_and_things(text):
        before = last_word(text, one.start)
        elsewhere = bool(before) and before[0] in all_words("messages.elsewhere")
        name = _without_office(without_verb(POSSESSED.sub("", one.name)))
        known = any(same_person(name, other) for other in speakers)
        if nouns and not (one.shown or has_given_name(name)):
            continue
        if not known and _is_name(name):
            yield name, one.start + len(one.name), elsewhere


def without_verb(name: str) -> str:
    """Remove a verb of reading with which a sentence starts: "Felolvasom Kis Béla"."""
    first, _, rest = name.partition(" ")
    whole = " " in rest or is_given_name(rest)
    return rest if whole and says_it_is_read(first) else name


def _without_office(name: str) -> str:
    """Remove what stands before the last office: "Milletvekili Selin Karaca"."""
    tokens = name.split()
    offices = [n for n, token in enumerate(tokens[:-2]) if is_role(token.casefold())]
    return " ".join(tokens[offices[-1] + 1 :]) if offices else name


def _is_name(name: str) -> bool:
    """Return whether a full name in running text is no document, day or heading."""
    words = name.casefold().split()
    if (
        len(words) > 2
        and words[0] in all_words("stop_words")
        and words[1] in articles()
    ):
        return (
            False  # "I read you the end" in a language with capitals: "Ihnen das Ende"
        )
    small = (
        label_words().never_in_labels
        | full_days_and_months()
        | all_words("dates.prepositions")
    )
    return not (
        names_document(name)
        or name.isupper()
        or opens_with_salutation(name)
        or any(word in small for word in words)
    )


def _addressed(text: str) -> str:
    """Return the full name with which a paragraph addresses somebody.

    >>> _addressed("Ada Brook, thank you."), _addressed("Ada Brook, the mayor, was glad.")
    ('Ada Brook', '')
    """
    head, *behind = re.split(r"[,!?]\s", text.strip()[:_MAX_ADDRESS], maxsplit=2)
    # "Ada Brook, chair of the Board, thanked all."
    told = len(behind) > 1 and any(
        is_role(word.casefold()) for word in behind[0].split()
    )
    name = head if behind and not told and is_person(head) else ""
    # "That is all. Ada, he will be back" has a sentence's end.
    ended = any(
        word.endswith(".") and word[:-1].casefold() not in label_words().titles
        for word in name.split()
    )
    return "" if ended or opens_with_salutation(name) else name


def _honoured(text: str, speakers: Collection[str]) -> Iterator[Origin]:
    """Yield whom Chinese, Japanese or Korean words name as the sender."""
    for pattern, confidence in ((_CJK_HONOURED, LIKELY), (_CJK_OWNER, DOUBTFUL)):
        found = pattern.regex.search(text)
        if not found or _CJK_PRONOUN.search(found.group(1)):
            continue  # "我这里有她写的一封信" names nobody.
        if found.group(1) not in speakers:
            yield Origin(name=found.group(1), confidence=confidence)


def _named_behind(pattern: WordPattern, text: str) -> str:
    """Return the person whose name follows words such as "named", one word or more."""
    for found in pattern.regex.finditer(text):
        rest = text[found.end() :]
        words: list[str] = []
        for token in rest.split()[:4]:
            bare = token.strip(".,;:!?”“»«\"'")
            if not bare[:1].isupper() and bare not in label_words().particles:
                break
            words.append(bare)
            if bare != token:
                break
        while words and not words[-1][:1].isupper():
            words.pop()
        if words and words[0] in articles():
            # "signed for the Harbour Master"
            words.pop(0)
        if words and words[0].casefold() not in label_words().never_in_labels:
            return " ".join(words)
    return ""


def _phrase(words: str) -> str:
    """Return a phrase for a sender without a name, up to its last capital letter."""
    tokens = words.split()
    if any(map(str.isdigit, words)):
        return ""
    office = tokens[1:] if tokens and tokens[0].casefold() in articles() else tokens
    if office and len(office) <= _MAX_PHRASE_WORDS and is_role(office[0]):
        return " ".join(office)  # "the minister of bees", all in small letters
    while tokens and not tokens[-1][:1].isupper():
        tokens.pop()
    if not 1 <= len(tokens) <= _MAX_PHRASE_WORDS or (
        len(tokens) == 1 and fold_letters(tokens[0]) in all_words("stop_words")
    ):
        return ""
    phrase = " ".join(tokens)
    found = person_at_start(phrase)
    if " " in found:
        return found
    small = [t for t in tokens if t.casefold() in label_words().sentence_words]
    return (
        "" if small or names_document(phrase) or speaks_of_message(phrase) else phrase
    )
