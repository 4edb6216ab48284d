"""Find the sender of a message in its introduction."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.words import (
    CACHED_TEXTS,
    NOUN,
    REPORTED,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    han_name_at_end,
    is_given_name,
    opens_with_han_surname,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.person_at_start import person_at_start
from content.segment.names.offices import is_role
from content.segment.names.words import CJK_ROLE, articles, label_words
from content.segment.pieces import Piece

_FROM = WordPattern(
    r"(?<!\w)(?:<messages.from>|<messages.from_in_letters>)\s+(?=[^\W\d_])"
)

# "This one is from Ada Brook"
_IS_FROM = WordPattern(r"(?<!\w)(?:<messages.from>)\s+(?=[^\W\d_])")

_CJK_FROM = WordPattern(
    "([\u3400-\u9fff·・]{2,20}?)(?:<messages.sends>)?的?(?:<messages.sent_texts>)"
)

_CJK_POLITE = WordPattern("(?:<labels.honorific_suffixes>)$")
_CJK_COUNTED = WordPattern("<messages.counted_people>", re.NOFLAG)
_CJK_IS = re.compile("[的是叫]([\u3400-\u9fff]{2,3})[。！]?$")

_CJK_READ = WordPattern("<messages.before_senders>")

_OPENING_ARTICLE = WordPattern(r"(?:<messages.opening_articles>)\s", re.NOFLAG)
_TITLE = WordPattern(r"\b(<messages.honours>)(\s+the(?:\s[A-Z][\w’'-]+)+)?", re.NOFLAG)

_ARTICLE = re.compile(r",?\s(?:[^\W\d_]{1,3}(?:\s|['’]))?")
# "la gouverneure", "l'évêque", "el gobernador general"
_OFFICE_BEHIND = re.compile(
    r"(,?\s(?:[^\W\d_]{1,3}(?:\s|['’]))?([^\W\d_]{4,}))(?:[\s-]([^\W\d_]{4,}))?"
)

# "A girl from Quayside": after somebody without a name a single word is a place.
_UNNAMED = WordPattern(rf"\b(?:<messages.indefinite>)\s(?:\w+\s)?(?!{NOUN})\w+\s$")

_OWNER = WordPattern(
    rf"((?:[^\W\d_][\w.’'-]*\s){{1,6}}?[^\W\d_][\w.-]*)['’]s\s+{NOUN}", re.NOFLAG
)

_NOUN_LAST = WordPattern(rf"{NOUN}\s*$", for_every_line=True)
_MAX_NOUN = 60


def sender_of(text: str, titles: dict[str, str]) -> str:
    """Return the sender that an introduction names; empty if it names none."""
    end = text.strip()[-260:]
    return _honoured(end, titles) or _sender_in(end)


@lru_cache(maxsize=CACHED_TEXTS)  # What stands above a text is asked for it in turn.
def _sender_in(end: str) -> str:
    """Return the sender that the end of an introduction names; empty if it names none."""
    cjk = _CJK_FROM.regex.search(end)
    if cjk:
        told = _CJK_READ.regex.split(cjk.group(1))[-1]
        if not _CJK_COUNTED.search(told):
            polite = _CJK_POLITE.search(told)  # "韦桂兰女士来信了"
            return _cjk_name(
                han_name_at_end(told[: polite.start()] if polite else told)
            )
        # "收到一位听众的来信，她是北川的韦桂兰。": who it is stands behind.
        named = _CJK_IS.search(end)
        return (
            named.group(1) if named and opens_with_han_surname(named.group(1)) else ""
        )
    # The latest "from …" names the sender, unless it names no person.
    places = sorted(
        _outside_names(end),
        key=lambda found: (
            found.group().split()[0].casefold() in all_words("messages.from"),
            found.end(),
        ),
        reverse=True,
    )
    names = [
        name
        for found in places
        if _is_whole(name := _sender_at_start(end[found.end() :]))
        or _may_name_sender(found, end[: found.start()])
    ]
    for name in [name for name in names if _is_whole(name)] + names:
        if name:
            return name
    # Only an apostrophe shows an owner, and without one the search takes longest.
    owned = "'" in end or "’" in end
    owner = _OWNER.regex.search(end) if owned else None
    if owner:
        name = person_at_start(owner.group(1))
        if name:
            return name
    reported = REPORTED.search(end)
    return _subject(end) or (
        _person_before(end[: reported.start()]) if reported else ""
    )


def _is_whole(name: str) -> bool:
    """Return whether a name has several words, and is not of a place called after a saint."""
    saints = all_words("headlines.saints")
    return " " in name and name.partition(" ")[0].casefold() not in saints


def _honoured(text: str, titles: dict[str, str]) -> str:
    """Return whom a text last calls by a title of honour, and not as to whom it goes.

    >>> _honoured("Son Excellence la gouverneure a envoyé cette lettre", {})
    'Son Excellence la gouverneure'
    >>> _honoured("This letter was sent to Her Excellency the Governor", {})
    ''
    """
    for found in reversed(list(_TITLE.regex.finditer(text))):
        before = text[: found.start()].split()[-1:]
        if before and before[0].casefold() in all_words("messages.elsewhere"):
            continue
        title, rest = found.groups()
        if rest:
            return title + rest
        named = person_at_start(_ARTICLE.sub("", text[found.end() :], count=1))
        if " " in named and not parse_label(named).voice and is_person(named):
            return named  # "Her Excellency Governor Ada Brook"
        office = _OFFICE_BEHIND.match(text, found.end())
        if office and is_role(office[2].casefold()):
            ends = (office[3] or "").casefold() in label_words().office_endings
            return title + (office.group() if ends else office[1])
        return titles.get(title, title)
    return ""


def _outside_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the words for "from" that stand in no name, nor right behind a person.

    "A letter of the Friends of the Valley of Northmoor" comes from these friends.
    """
    end = -2
    for found in _FROM.regex.finditer(text):
        rest = text[found.end() :]
        inside = found.start() <= end + 1
        if not inside:
            yield found
        if inside or " " in _sender_at_start(rest):
            end = found.end() + len(" ".join(_leading_name(rest)))


def _leading_name(text: str) -> list[str]:
    """Return the words at the start of a text that may be of one name, as printed."""
    w = label_words()
    small = w.particles | w.articles | w.leading_articles
    tokens: list[str] = []
    for token in text.split(" "):
        if not (token[:1].isupper() or token.casefold() in small):
            break
        tokens.append(token)
        if token[-1] in ",.:;":
            break
    while tokens and tokens[-1].casefold() in small:
        tokens.pop()
    return tokens


# Asked where names stand, and then for whom they name.
@lru_cache(maxsize=CACHED_TEXTS)
def _sender_at_start(text: str) -> str:
    """Return whom the start of a phrase names, a person without what stands behind.

    "Juan Robles de la Cooperativa Luna" is Juan Robles.
    """
    name = person_at_start(text)
    if name and not is_person(name):
        small = [n for n, word in enumerate(name.split()) if word.islower()]
        before = " ".join(name.split()[: small[0]]) if small else ""
        if is_given_name(before.split(" ")[0]) and is_person(before):
            return before
    return name


def names_sender(text: str) -> bool:
    """Return whether a paragraph says of something that it is from a person.

    >>> names_sender("This one's from Dolores Whitcomb. She couldn't be here tonight.")
    True
    """
    for sentence in sentences_of(text[-260:])[-3:]:
        for found in _IS_FROM.regex.finditer(sentence):
            name = person_at_start(sentence[found.end() :])
            if " " in name and is_person(name):
                return True
    return False


def _may_name_sender(found: re.Match[str], before: str) -> bool:
    """Return whether a single word after "from" or "of" may name who sent it.

    "Members of the Assembly", "a girl from Quayside", "She could not come from Quayside"
    name nobody.
    """
    if found.group().split()[0].casefold() not in all_words("messages.from"):
        return _NOUN_LAST.is_in(before[-_MAX_NOUN:])
    clause = re.split(r"[,;:.!?]\s", before)[-1]
    # "Ben from Eastwick" is called Ben.
    named_before = before.rstrip().rsplit(" ", 1)[-1][:1].isupper()
    told = speaks_of_message(clause) or tells_of_writing(clause)
    return told and not _UNNAMED.regex.search(before) and not named_before


def _cjk_name(text: str) -> str:
    """Remove the office that Chinese puts after a name."""
    office = CJK_ROLE.regex.search(text)
    return text[: office.start()] if office and office.start() > 1 else text


def _person_before(text: str) -> str:
    """Return the person whom the end of a phrase names: "as President Ada Brook"."""
    tokens: list[str] = []
    for token in reversed(text.split()[-10:]):
        word = token.strip(",.").casefold()
        if tokens and word in all_words("messages.from"):
            # "Ben from Eastwick" is called Ben.
            tokens.clear()
            continue
        if not (
            token[:1].isupper() or word in label_words().particles
        ) or token.endswith(","):
            break
        tokens.insert(0, token)
    while tokens and tokens[0].casefold() in label_words().particles | {"as"}:
        tokens.pop(0)
    return person_at_start(" ".join(tokens)) if tokens and tokens[0] != "I" else ""


def _subject(text: str) -> str:
    """Return the subject of the last sentence if it is a person: "The King wrote:"."""
    sentence = SENTENCE_GAP.split(text.strip())[-1]
    article = _OPENING_ARTICLE.regex.match(sentence)
    name = person_at_start(sentence[article.end() :] if article else sentence)
    first, _, rest = name.partition(" ")
    led = rest.partition(" ")[0] in _small_articles() and not is_role(first.casefold())
    if led and not is_given_name(first):
        # “Mándaa o Sindicato da Limia”: a verb opens the sentence.
        return rest.partition(" ")[2]
    if not name or not article:
        return name
    return (article.group() + name) if parse_label(name).voice else name


@cache
def _small_articles() -> frozenset[str]:
    """Return the articles that are no words such as "of" elsewhere."""
    return articles() - all_words("messages.of")


def full_titles(pieces: Sequence[Piece]) -> dict[str, str]:
    """Return the full forms of titles that the document also uses short."""
    times: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for piece in pieces:
        text = piece.text
        if "Excellency" in text or "Majesty" in text or "High" in text:
            for title, rest in _TITLE.regex.findall(text):
                if rest:
                    times[title][title + rest] += 1
    return {title: forms.most_common(1)[0][0] for title, forms in times.items()}
