"""Who signs a letter in its last lines together: a person, a body, or some people."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from content.language.calendar_words import full_days_and_months
from content.language.sentence_marks import FULL_STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.signatures.east_asian import (
    east_asian_sign_off,
    is_east_asian,
)
from content.segment.messages.signatures.for_bodies import signer_for_body
from content.segment.messages.signatures.sign_off import SignOff
from content.segment.messages.signatures.signatures import (
    behind_office,
    given_beside_office,
    given_name_and_place,
    heads_speech,
    is_office,
    owned_signer,
    without_short_place,
)
from content.segment.messages.signatures.signing_groups import (
    group_signing,
    joins_group,
    open_group,
)
from content.segment.messages.words import (
    CACHED_TEXTS,
    GOODBYE,
    SALUTATION,
    opens_with_salutation,
    sentences_of,
    without_direction,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role
from content.segment.names.words import articles, label_words

_MAX_LINES = 3
_MAX_LINE = 90
_MAX_LEADING_LINE = 40
_MAX_WORDS = 12
_MAX_TITLE = 6
_MAX_GROUP_WORDS, _MIN_COLLECTIVE = 8, 3
_MAX_OFFICE_WORDS = 3
_MAX_LEADING = 5
_MIN_CLAUSE, _MIN_POSTSCRIPT = 3, 4
_MAX_SEARCHED = 220
_CLOSING = WordPattern(
    r"(?:^|[.!?…;:,。！？)\n])\s*(?P<formula>(?:<<messages.closings>>)(?!\w))",
    for_every_line=True,
)
# "Un bico, Sabela", "Su vecina de siempre, Rosa"
_BEFORE_COMMA = re.compile(
    r"(?P<formula>[^,.!?:;\d]{2,50}),\s+(?P<rest>\S.*)", re.DOTALL
)
# "Residents of houses 12, 14 and 16"
_GROUP_ENDS = re.compile(r"[;(]\s?|,\s?(?!\d)|(?<!\d),\s?")
# "Love, Ada, aged 7", "Grüße, Mia (8 Jahre)", "Hilsen Ivar, 2. klasse"
_AGE_OR_CLASS = re.compile(
    r"(?<!\d)(?:,\s|\s?\()"
    r"(?P<told>(?:[^\W\d_]+\s){0,2}\d{1,2}(?:(?:\.\s?|\s)[^\W\d_]+){0,2})\)?\.?$"
)
_ITEM = re.compile(r"\W{0,2}(\d{1,3})[.)]\s")
_EDGES = " ,.:;–—-\n\t"
_CLOSES = {"«": "»", "“": "”", "„": '“”"'}
# "(Signed) Ada Brook"
_SIGNED_NOTE = WordPattern(
    r"\s*+[(\[（]\W*+(?:<<messages.signed>>|<messages.closings>)\W{0,3}[)\]）]\s*"
)
_NOTE = re.compile(r"^\s*[(\[（][^()\[\]（）]{1,30}[)\]）]\s*")
_SHORT_NAME = 2
_STOP_BEHIND_QUOTE = re.compile(rf"(?<=[{re.escape(CLOSING_QUOTES)}])[.。]$")


def sign_off(lines: Sequence[str], *, letter: bool) -> SignOff:
    """Return how the last lines of a text sign it.

    Args:
        lines: The lines of the text, or its paragraphs; the last few are read.
        letter: Whether it is one for another reason, as it opens with a salutation.
            Then a last sentence that is a name, or no sentence, signs it.

    >>> sign_off(["The lamp is out. Un bico, Sabela."], letter=True).first
    'Sabela'
    >>> sign_off(["Come soon.", "With respect,", "Ada Brook, keeper"], letter=True).name
    'Ada Brook'
    >>> bool(sign_off(["I saw the lamp. It burns."], letter=True))
    False
    """
    return _sign_off("\n".join(lines[-_MAX_LINES:]), letter=letter)


@lru_cache(maxsize=CACHED_TEXTS)
def _sign_off(lines: str, *, letter: bool) -> SignOff:
    text = _bare(lines)[-_MAX_SEARCHED:]
    if is_east_asian(text):
        return east_asian_sign_off(text, letter=letter)
    last = text.rpartition("\n")[2].strip()
    if SALUTATION.opens(last) or heads_speech(last) or _goes_on_counting(text):
        # "Ladies, Gentlemen of the Council," opens a letter, "Speech by …" a speech.
        return SignOff()
    if (name := signer_for_body(text)) and (letter or _CLOSING.is_in(text)):
        return SignOff(name=name, closed=True)
    if given := given_beside_office(text.rpartition("\n")[2]):
        return SignOff(first=given, closed=True)
    if "\n" in text and (owned := owned_signer(text.rpartition("\n")[2])):
        return SignOff(name=owned, closed=True)
    found = _behind_formula(_without_age(text))
    if found is None and letter:
        found = _last_sentence(text)
    return found or SignOff()


def _goes_on_counting(text: str) -> bool:
    r"""Return whether the last line is an item of a list that counts up.

    >>> _goes_on_counting("1. To thank all.\n2. To mend the Moor bridge")
    True
    >>> _goes_on_counting("Come to us.\n2. class of the Moor school")
    False
    """
    above, _, last = text.rpartition("\n")
    item = _ITEM.match(last.strip()) if last[:4].strip()[:1].isdigit() else None
    return item is not None and any(
        int(one[1]) == int(item[1]) - 1
        for one in map(_ITEM.match, above.split("\n"))
        if one
    )


def _without_age(text: str) -> str:
    """Return a text without the age or the class of who signs it, and no date.

    >>> _without_age("Love, Ada, aged 7"), _without_age("Love, Ada, 7 May")
    ('Love, Ada', 'Love, Ada, 7 May')
    """
    found = _AGE_OR_CLASS.search(text)
    told = found["told"].casefold().split() if found else []
    dated = not full_days_and_months().isdisjoint(told)
    return text[: found.start()] if found and not dated else text


@lru_cache(maxsize=CACHED_TEXTS)
def _behind_formula(text: str) -> SignOff | None:
    """Return who signs behind a closing formula; None where there is no formula."""
    for found in reversed(list(_CLOSING.finditer(text))):
        rest = _above_postscript(text[found.end() :].strip(_EDGES))
        if text[found.end() : found.end() + 1] == " " and _greets_some(rest):
            continue
        if len(rest.split()) > _MAX_WORDS or rest.count("\n") > 1:
            continue
        # "Your loving Mina": what a formula takes in may be the name.
        formula, _, taken = found.group("formula").rpartition(" ")
        owned = formula.partition(" ")[0].casefold() in all_words(
            "messages.possessives"
        )
        if not rest and owned and taken[:1].isupper():
            return SignOff(first=taken, closed=True)
        signed = _closed(rest)
        if signed:
            return signed
    above, _, last = text.rpartition("\n")
    noted = _SIGNED_NOTE.regex.match(last)
    if noted:
        return _signer(last[noted.end() :], closed=True)
    leads = above.rstrip().endswith((",", ":", "："))
    if leads and len(above.rpartition("\n")[2]) < _MAX_LEADING_LINE:
        return _closed(last) if len(last) <= _MAX_LINE else SignOff()
    return None


def _closed(text: str) -> SignOff:
    """Return who signs behind a formula: some people, by a word for them, or one person."""
    group = group_signing(text.strip(_EDGES).partition("\n")[0])
    if group:
        return SignOff(group=_marked(group), closed=True)
    return _signer(text, closed=True)


def _above_postscript(rest: str) -> str:
    """Return the words behind a formula without one more sentence below who signs.

    >>> _above_postscript("Ada Brook. Do bring a lamp of 60 watts")
    'Ada Brook.'
    >>> _above_postscript("Ada Brook. Upper Moor"), _above_postscript("the keepers of Moor")
    ('Ada Brook. Upper Moor', 'the keepers of Moor')
    """
    first, *more = sentences_of(rest) or [""]
    words = more[0].split() if len(more) == 1 else []
    told = len(words) >= _MIN_POSTSCRIPT
    return first if told and sum(map(str.islower, words)) >= _MIN_CLAUSE else rest


def _greets_some(rest: str) -> bool:
    """Return whether words go on with whom a formula greets: "Un saúdo a todos".

    "Do" is no more than "of the" in Portuguese: "Um abraço do Severino".
    """
    first, _, whom = rest.partition(" ")
    of = first in all_words("messages.of") and is_given_name(whom.strip(_EDGES))
    return first in all_words("messages.elsewhere") and not of


def _last_sentence(text: str) -> SignOff:
    """Return who signs in the last sentence of a letter: "A hug, Rosa", "Rosa."."""
    above, _, last = text.rpartition("\n")
    sentences = sentences_of(last)
    tail = sentences[-1].strip(CLOSING_QUOTES) if sentences else ""
    if len(tail) > _MAX_LINE:
        return SignOff()
    if placed := given_name_and_place(tail):
        return SignOff(first=placed, closed=True)
    parted = _BEFORE_COMMA.fullmatch(tail)
    if parted and len(parted.group("formula").split()) <= _MAX_LEADING:
        if group := group_signing(parted.group("rest"), led=True):
            return SignOff(group=group, closed=True)
        signed = _signer(parted.group("rest"), closed=True, whole=True)
        lone = signed.first and " " not in parted.group("formula")
        if lone and not is_given_name(signed.first):
            # "Brook, sexton" where nouns have capitals: either may be the name.
            return SignOff()
        if signed.name or signed.first:
            return signed
    several = len(sentences) > 1 or bool(above)
    return _open(tail) if several else SignOff()


def _open(text: str) -> SignOff:
    """Return who signs without a formula: some people, where no stop ends it, or one person."""
    group = "" if text.endswith(FULL_STOPS) else open_group(text)
    return SignOff(group=group) if group else _signer(text, closed=False)


def _bare(text: str) -> str:
    """Remove the marks and the full stop around a text, and what stands behind it.

    That is a direction, or a place.
    """
    named = without_short_place(without_direction(text).strip())
    return (
        _STOP_BEHIND_QUOTE.sub("", named)
        .strip(OPENING_QUOTES + CLOSING_QUOTES + " \n>")
        .replace("\u00a0", " ")
    )


def _signer(text: str, *, closed: bool, whole: bool = False) -> SignOff:
    """Return who signs in the words behind a closing formula, or in the last sentence.

    Args:
        text: These words.
        closed: Whether a formula stands before them.
        whole: Whether they are to be a name, and nothing else.
    """
    stopped = text.rstrip().endswith(".")
    bare = _NOTE.sub("", text.strip(_EDGES))
    # "The chair, Signed: Ada Brook"
    head = bare.split("\n")[0].rpartition(": ")[2].strip(" ,")
    head = behind_office(head)
    tokens = head.split()
    if not tokens or head.endswith(("?", "!")) or GOODBYE.is_all_of(head):
        return SignOff()
    start = _name_start(tokens) if closed else 0
    name, end = _name_at(tokens, start)
    rest = tokens[end:]
    if closed and (
        _is_of_place(tokens[:start]) or _belongs_to_body(tokens, start, end)
    ):
        return SignOff(group=_group(head, bare, closed=True), closed=True)
    plain = not rest or _describes(rest, name, tokens[end - 1], closed=closed)
    parts = [word for word in name if not (word.islower() and _is_joined(name))]
    plain = plain and not any(word.casefold() in _no_names() for word in parts)
    if whole:
        plain = not rest and start == 0
    signed = " ".join(name)
    if name and (_CLOSING.fullmatch(signed) or GOODBYE.opens(signed)):
        # "Many greetings, the children of class 4"; "Thanks."
        name, plain = [], False
    if len(name) > 1 and plain and is_person(" ".join(name)):
        return SignOff(name=" ".join(name), closed=closed)
    if len(name) == 1 and plain and not (rest and not name[0].endswith(",")):
        word = name[0].strip(",")
        known = is_role(word.casefold()) or word.casefold() in _no_names()
        if (
            not known
            and (closed or not rest)
            and not (word.isupper() and len(word) > 2)
        ):
            return SignOff(first=word, closed=closed)
    people = _is_collective(head) or _is_body_alone(head)
    sentence = stopped and not closed and not people
    # "Long live the Republic" is nobody's name.
    cheers = GOODBYE.opens(head)
    if whole or sentence or cheers or len(tokens) > _MAX_GROUP_WORDS + 4:
        return SignOff()
    return SignOff(group=_group(head, bare, closed=closed))


def _is_joined(name: Sequence[str]) -> bool:
    """Return whether small words join the parts of a name that a given name opens.

    >>> _is_joined("Joan Puig i Ferrer".split()), _is_joined("Ana da Silva".split())
    (True, True)
    >>> _is_joined("Santiago de Compostela".split()), _is_joined("Amigos de la Mar".split())
    (False, False)
    """
    small = [word for word in name if word.islower()]
    long = len(name) - len(small) > _SHORT_NAME
    if long and label_words().between_surnames.issuperset(small):
        return True
    saint = name[:1] and name[0].casefold() in all_words("headlines.saints")
    # "Ana de Moor" may be of a place.
    return (
        bool(name)
        and not saint
        and is_given_name(name[0])
        and (long or small != ["de"])
    )


def _name_start(tokens: Sequence[str]) -> int:
    """Return where a name starts behind words in small letters, or an office."""
    for n, token in enumerate(tokens[: _MAX_LEADING + 1]):
        below = tokens[n + 1].strip(".,").casefold() if n + 2 < len(tokens) else ""
        if token.casefold() in articles() and is_office(below):
            continue  # "The Member, Ada Brook"
        word = token.strip(".,").casefold()
        owns = word in all_words("messages.possessives")
        office = is_role(word) or word in label_words().titles
        # "Mgr. Jana Nová": two more words are the name.
        short = token.endswith(".") and 2 < len(token) <= _MAX_TITLE
        office = office or (short and sum(t[:1].isupper() for t in tokens[n:]) > 2)
        if token[:1].isupper() and not ((owns or office) and n + 1 < len(tokens)):
            return n
    return 0


def _name_at(tokens: Sequence[str], start: int) -> tuple[list[str], int]:
    """Return the words of a name that starts at a token, and where it ends."""
    name: list[str] = []
    for n in range(start, len(tokens)):
        token = tokens[n]
        bare = token.strip(",;").rstrip(".") if len(token) > 2 else token.strip(",;")
        particle = bool(name) and bare in label_words().particles
        if not (bare[:1].isupper() or particle) or any(map(str.isdigit, bare)):
            break
        if name and is_role(bare.casefold()):
            break
        name.append(bare)
        if token.endswith((",", ";")) or (len(name) > 1 and _ends_sentence(token)):
            return _trimmed(name, n + 1)
    return _trimmed(name, start + len(name))


def _ends_sentence(word: str) -> bool:
    """Return whether a word is longer than what a full stop shortens: "Thwaite."."""
    return word.endswith(".") and len(word) > _MAX_TITLE


def _trimmed(name: list[str], end: int) -> tuple[list[str], int]:
    while name and not name[-1][:1].isupper():
        name.pop()
        end -= 1
    return name, end


def _describes(
    rest: Sequence[str], name: Sequence[str], last: str, *, closed: bool
) -> bool:
    """Return whether the words behind a name tell who that is, and are no sentence.

    Args:
        rest: These words.
        name: Those of the name.
        last: The last of them as printed; a comma may follow.
        closed: Whether a formula stands before the name; then no comma need follow.
    """
    if not name or len(rest) > _MAX_GROUP_WORDS or rest[-1].endswith(("!", "?")):
        return False
    ended = last.endswith((",", ";")) or (closed and _ends_sentence(last))
    if ended or rest[0][0] in "([（–—-":
        return True
    office = any(is_role(word.strip(".,").casefold()) for word in rest)
    return closed and (office or len(rest) <= _MAX_OFFICE_WORDS)


@cache
def _no_names() -> frozenset[str]:
    """Return words that begin sentences, and no names."""
    return (
        label_words().never_in_labels
        | all_words("stop_words")
        | full_days_and_months()
        | label_words().greetings
        | all_words("queries.greetings")
        | label_words().sentence_words - label_words().particles
        | {"i"}
    )


def _group(head: str, bare: str, *, closed: bool) -> str:
    """Return what signs a letter where no person does, as printed; empty if nothing.

    Without a formula a number or another name has to stand in it.
    """
    phrase = _without_those_signed_for(
        _GROUP_ENDS.split(head, maxsplit=1)[0].strip(" .")
    )
    words = phrase.split()
    if not 1 < len(words) <= _MAX_GROUP_WORDS or not (
        phrase[0].isupper() or phrase[0].isdigit() or closed
    ):
        return ""
    # "If you ever come, bring us a lamp of 60 watts"
    behind = head[len(phrase) :].split()
    clause = not closed and sum(map(str.islower, behind)) >= _MIN_CLAUSE
    told = any(token.isdigit() for token in bare) or any(
        word[:1].isupper() for word in words[1:]
    )
    if clause or not (closed or told or _is_body_alone(phrase)):
        return ""
    if not closed and words[0].casefold() in articles() and _is_body_alone(phrase):
        phrase = phrase.partition(" ")[2]
    counts = phrase[0].isdigit() and not phrase[-1].isalpha()  # "6 May 2024"
    if counts or opens_with_salutation(phrase) or _CLOSING.fullmatch(phrase):
        return ""
    if words[0].casefold() in all_words("places.prepositions"):
        return ""  # "In Northmoor, 6 May"
    if sum(is_role(word.casefold()) for word in words) > 1:
        return ""  # "The Chair  The Secretary" sign minutes.
    never = label_words().never_in_labels
    if phrase[0].isupper():  # "Die" is English, too: "Die Anwohner der Hafengasse".
        never -= articles()
    never -= all_words("messages.articles")
    return "" if never.intersection(map(str.casefold, words)) else _marked(phrase)


def _marked(phrase: str) -> str:
    """Return a phrase with the mark that closes what it quotes at its end.

    >>> _marked("Friends of the “Silver Lamp"), _marked("Friends of the Lamp")
    ('Friends of the “Silver Lamp”', 'Friends of the Lamp')
    """
    opened = next((char for char in phrase if char in _CLOSES), "")
    closing = _CLOSES.get(opened, "")
    closed = any(char in phrase.partition(opened)[2] for char in closing)
    return phrase if not opened or closed else phrase + closing[0]


def _is_of_place(tokens: Sequence[str]) -> bool:
    """Return whether words before a name tell of several people there, and not of one.

    >>> _is_of_place("the children of".split()), _is_of_place("the keeper".split())
    (True, False)
    """
    folded = [token.casefold() for token in tokens]
    led = folded[:1] and folded[0] in all_words("messages.articles")
    owned = not all_words("messages.possessives").isdisjoint(folded)
    joined = not label_words().particles.isdisjoint(folded[2:])
    return bool(led) and joined and not owned


def _belongs_to_body(tokens: Sequence[str], start: int, end: int) -> bool:
    """Return whether what looks like a name is part of a body's, as its place is.

    A word for a body or for several people opens or ends the words around it, in small
    letters, and no word between is a given name: "mieszkańcy wsi Górna Lipa".

    >>> _belongs_to_body("mieszkańcy wsi Górna Lipa".split(), 2, 4)
    True
    >>> _belongs_to_body("Aşağı Söğütlü köyü sakinleri".split(), 0, 2)
    True
    >>> _belongs_to_body("council Ada Brook".split(), 1, 3)
    False
    >>> _belongs_to_body("teacher of council Upper Moor".split(), 3, 5)
    False
    """
    if start == end or any(
        is_given_name(word.strip(".,")) for word in tokens[start:end]
    ):
        return False
    head = next((word for word in tokens[:start] if word not in articles()), "")
    apart = tokens[end - 1].endswith((",", ";"))
    last = "" if apart or end == len(tokens) else tokens[-1].strip(".,")
    return any(
        word.islower() and may_be_named_body(word) and not is_office(word)
        for word in (head, last)
    )


def _is_collective(phrase: str) -> bool:
    """Return whether an article, a word for some people, and where they are sign a letter.

    What ends in a name or a number has no verb behind it.

    >>> _is_collective("The children of Mill Lane"), _is_collective("The lamp burns")
    (True, False)
    >>> _is_collective("Die Kosten trägt der Haushalt")
    False
    >>> _is_collective("Les ouvriers tanneurs de la rue Basse")
    True
    """
    words = phrase.split()
    last = words[-1]
    named = last[:1].isupper() or last.isdigit()
    return (
        _MIN_COLLECTIVE <= len(words) <= _MAX_GROUP_WORDS
        and (
            named
            # A noun with a capital goes before a verb, too.
            and (words[1][:1].islower() or joins_group(words[2]))
            and words[0][:1].isupper()
            and words[0].casefold() in all_words("messages.articles")
        )
    )


def _without_those_signed_for(phrase: str) -> str:
    """Return a signature without a word for whom a body signs.

    >>> _without_those_signed_for("Za pobudnike Kulturno društvo Breg")
    'Kulturno društvo Breg'
    >>> _without_those_signed_for("For a better town, Council of Moor")
    'For a better town, Council of Moor'
    >>> _without_those_signed_for("Por una Escuela Pública")
    'Por una Escuela Pública'
    """
    first, _, behind = phrase.partition(" ")
    whom, _, body = behind.partition(" ")
    small = whom.islower() and whom.isalpha() and body[:1].isupper()
    # "For a free Moor" is what a body is called.
    led = first.casefold() in all_words("messages.for_in_names")
    signs = small and led and whom not in label_words().indefinite_articles
    return body if signs and may_be_named_body(body) else phrase


def _is_body_alone(phrase: str) -> bool:
    """Return whether a phrase is the name of a body, which a word for one opens or ends.

    Small words between join no sentence. What is quoted or counted at its end is part of
    the name; where owners stand first, another body does right before the last word.

    >>> _is_body_alone("Teteru pagasta skolēnu vecāku padome")
    True
    >>> _is_body_alone("Junta de la Costa"), _is_body_alone("Council pays Ada Brook")
    (True, False)
    >>> _is_body_alone("Екіпаж поромної переправи «Калина»")
    True
    """
    words = phrase.split()
    if not _MIN_COLLECTIVE <= len(words) <= _MAX_GROUP_WORDS or ":" in phrase:
        return False
    bare = words[1:] if words[0].casefold() in articles() else words
    if not bare[0][:1].isupper() or bare[0].casefold() in _no_names():
        return False
    *_, owner, last = words
    if may_be_named_body(last) and last.islower():
        return owner.islower() and may_be_named_body(owner) and not is_office(last)
    if not may_be_named_body(bare[0]) or is_office(bare[0].casefold()):
        return False
    marked = last[-1] in CLOSING_QUOTES or last.isdigit()
    joins = label_words().particles | articles() | all_words("messages.of")
    joined = all(word[:1].isupper() or word in joins for word in bare)
    return marked or (joined and last[:1].isupper())
