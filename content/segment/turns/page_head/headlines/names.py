"""Names in headlines and leads: "Speech by …", "…'s speech", "… sent a message"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from content.language.language_files import languages
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.behind_trades import name_in_capitals
from content.segment.names.in_text.cases.given_cases import given_word
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.name_in_run import is_given_name_at_place
from content.segment.names.in_text.person_at_start import person_at_start
from content.segment.names.in_text.things import is_named_thing
from content.segment.names.name_score import bare_score
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL, HAN_OR_KANA
from content.segment.names.text_words import MESSAGE_HEADING, SENT, SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.turns.page_head.presenters import (
    first_named,
    name_before_cjk_office,
)
from content.segment.wording.in_person import pattern_of_words

_BY = WordPattern(r"\b(?:<headlines.by>|<headlines.of>)\s+(?=[^\W\d_])")
BY_LINE = WordPattern(r"^(?:<headlines.by>|<headlines.by_lines>)\s+")
# "The mayor's remarks: “Large Oceans” [as delivered]"
_TITLE_BEHIND = re.compile(r"(?<=[:–—]\s)[„“«\"][^„“”«»\"]{2,120}[”“»\"]\s*")
# "“A Town Is a Promise”: Ada Brook at the library": nobody is called what is quoted.
_QUOTED_TITLE = re.compile(r"^[„“«»\"‚‘]([^„“”«»\"]{2,120})[”“»«\"’]\s*[:,–—-]?\s*")
_OF = WordPattern(r"(?:<headlines.of>)\s")
# "For Ada Brook: 'She kept bees', by Tom Ferro - 2009": behind whom the words praise.
_SPOKEN_BY = WordPattern(
    r"(?<!\w)(?:<headlines.by>|<headlines.by_lines>|<headlines.presenters>)\s+(?=[^\W\d_])"
)
_TRIBUTE = WordPattern("<<headlines.tributes>>")
_QUOTED_BEFORE = re.compile(r"[’'”\"»“],?\s*$")
_LAST_YEAR = re.compile(r"\s*[-–—,(]*\s*\d{4}\)?$")
_MAX_RELATION_WORDS = 4
_KIND = WordPattern(
    r"(?:(?:<headlines.of>)\s|[^\W\d_]['’]\s?)?[^\W\d_A-Z]{5,20}", re.NOFLAG
)
_POSSESSED = WordPattern(r"\s(?:<headlines.possessed>)(?!\w)")
_OWNED_RECEIVER = WordPattern("<headlines.owned_receivers>")
# "EASTPORT, May 3 – ": where and when a statement was issued.
_DATELINE = re.compile(rf"[^.–—-]{{3,60}}\s(?:[–—]|--?)\s(?={CAPITAL})")
_ENDS_OWNED = re.compile(r"[^\W\d_][^\W\d_iues]s$")
_OWNER = re.compile(r"((?:[^\W\d_][\w.]*\s){0,4}[^\W\d_][\w.]*)['’]s?\s")
# "Aylin Erdemir'in Mezuniyet Töreni Konuşması": what somebody has is no name.
_OWNED = re.compile(r"['’][^\W\d_A-Z]{1,4}\s.*$")
# "Behind the dam: Ada Brook's speech"
_BEFORE_OWNER = re.compile(r"^.*(?::|\s[–—|-])\s(?=\S)")
_MAX_SHOUTED = 3
_CJK_HEAD = WordPattern(
    "^([\u3400-\u9fff]{2,14}?)(?:<headlines.behind_givers>|：|:)", re.NOFLAG
)
_MAX_CJK_NAME = 4
_INITIAL = 2
_NOTE_SIGNS = "*†‡¹²³ "


def author_in_headline(line: str) -> str:
    """Return the author in a headline that names a speech or a message; else empty.

    >>> author_in_headline("Behind the dam: Ada Brook's speech after the flood")
    'Ada Brook'
    >>> author_in_headline("A gáton innen: Vadkerti Ágoston beszéde az árvíz után")
    'Vadkerti Ágoston'
    """
    if len(line) > 400:
        return ""
    cjk = _CJK_HEAD.match(line)
    if cjk:
        # "索引号：0032": a field's word may open with a family name.
        is_field = cjk.group(1) in label_words().never_speakers
        return "" if is_field else name_behind_cjk_office(cjk.group(1))
    line = without_quoted_title(line)
    if holder := _holder_before_noun(line):
        return holder
    names = (_OWNED.sub("", name) for name in _possible_authors(line) if name)
    return sender(line) or next(names, "")


def _holder_before_noun(line: str) -> str:
    """Return the name before an office and a word for a speech or a message, unspaced.

    >>> _holder_before_noun("新学期を迎える皆さんへ　田中花子文部科学大臣メッセージ")
    '田中花子'
    >>> _holder_before_noun("町議会議長メッセージ"), _holder_before_noun("市長挨拶")
    ('', '')
    """
    if not HAN_OR_KANA.search(line):
        return ""
    nouns = (SPEECH_WORD.search(line), MESSAGE_HEADING.regex.search(line))
    for found in filter(None, nouns):
        *_, last = line[: found.start()].split() or [""]
        name = name_before_cjk_office(last)
        if len(name) >= _MAX_CJK_NAME - 1 and opens_with_han_surname(name):
            return name
    return ""


def without_quoted_title(line: str) -> str:
    """Return a headline without the title that it quotes first, or behind a colon.

    >>> without_quoted_title("“A Promise”: Ada Brook's speech")
    "Ada Brook's speech"
    >>> without_quoted_title("The mayor's remarks: “Large Oceans” [as delivered]")
    "The mayor's remarks: [as delivered]"
    """
    return _TITLE_BEHIND.sub("", _QUOTED_TITLE.sub("", line))


def name_behind_cjk_office(text: str) -> str:
    """Return the name behind an office, where words are not parted; empty if it is none.

    >>> name_behind_cjk_office("国家主席顾怀远"), name_behind_cjk_office("更新日")
    ('顾怀远', '')
    """
    offices = all_words("labels.roles_in_words")
    start = max((text.rfind(o) + len(o) for o in offices if o in text), default=0)
    if start == len(text) and (before := name_before_cjk_office(text)):
        return before
    name = text[start:] if start else text
    if len(name) > _INITIAL and name[-1] in all_words("names.behind_in_words"):
        name = name[:-1]  # "局长范铁军也"
    long = not 1 < len(name) <= _MAX_CJK_NAME
    return "" if long or not opens_with_han_surname(name) else name


def _possible_authors(line: str) -> Iterator[str]:
    """Yield possible authors: "Speech by …", "…'s speech", "…: Speech"."""
    nouns = (SPEECH_WORD.search(line), MESSAGE_HEADING.regex.search(line))
    yield name_before_title(line) if any(nouns) else ""
    for found in filter(None, nouns):
        # "Leonora Sands tal vid avtäckningen av bysten av Anton Varg"
        owners = (
            without_owners_ending(one.name, line)
            for one in mentions_in(line[: found.end()])
        )
        yield next((one for one in owners if _owns(one, line[: found.start()])), "")
        if line.isupper():
            # "DISCURSO DE POSSE DA ACADÊMICA RUI PRADO": capitals show no name's start.
            yield name_in_capitals(line[found.end() :])
            continue
        praises = is_tribute(line)
        for by in _BY.regex.finditer(line, found.end()):
            if praises and _OF.regex.match(by.group()):
                continue  # "Éloge de Marcel Vial"
            # "Greetings to the guests of the Lamp Feast": "of" names who spoke only
            # beside the noun.
            between = line[found.end() : by.start()].strip()
            # "Brief van de burgemeester aan de familie van Pieter Mos"
            to = all_words("messages.to").isdisjoint(between.casefold().split())
            if not to and _BY.is_in(f"{between} x"):
                continue
            official = "" if between else first_named(line[by.end() :])
            if official:
                yield official
            named = full_name_at_start(line[by.end() :])
            # "Discurso de ingreso de Ada Brook": the name has to end the line, and to be
            # no place, as in "Discurso da bibliotecária de Vila Alta".
            last = named and line.rstrip(" .").endswith(named)
            last = last and is_given_name(named.partition(" ")[0])
            kind = last and _KIND.fullmatch(between) is not None
            if between and not kind and _OF.regex.match(by.group()):
                continue
            yield named
        possessed = _POSSESSED.regex.search(line)
        owner = _BEFORE_OWNER.sub("", line[: possessed.start()]) if possessed else ""
        words = owner.split()
        while words and words[-1].islower():
            # An office in lower case follows the name: "Kovács Péter polgármester".
            words.pop()
        # "Ali Kaya’nın ailesine taziye mektubu" goes to whom he has.
        rest = owner[len(" ".join(words)) :].strip() if words else ""
        received = rest and _OWNED_RECEIVER.is_all_of(rest.split()[0])
        yield "" if received else full_name_at_start(" ".join(words))
        before = _BEFORE_OWNER.sub("", line[: found.start()])
        owned = _OWNER.match(f"{before} ")
        yield full_name_at_start(owned.group(1)) if owned else ""
        yield from map(name_alone, re.split(r"\s[-–—|]\s|[:：]\s", line))


def without_owners_ending(name: str, line: str) -> str:
    """Return a name without the -s of who owns a speech or a message.

    Where the letter before is none that ends names with -s, "Karin Fries" is whole.

    >>> without_owners_ending("Karin Holmgrens", "Minister Karin Holmgrens tal i Moor")
    'Karin Holmgren'
    >>> without_owners_ending("Ada Brooks", "Speech by Ada Brooks")
    'Ada Brooks'
    >>> without_owners_ending("Carl Jenkins", "Mayor Carl Jenkins speech in Moor")
    'Carl Jenkins'
    """
    if not _ENDS_OWNED.search(name) or any(map(is_given_name, name.split()[1:])):
        return name
    behind = line.partition(f"{name} ")[2]
    return name[:-1] if owner_may_end_in_s(behind) else name


def owner_may_end_in_s(behind: str) -> bool:
    """Return whether words open with one for a speech or a message that an owner's -s precedes.

    English has an apostrophe there, and Spanish no ending. Of a word that is English, too,
    the line does not say.

    >>> owner_may_end_in_s("tal i Moor"), owner_may_end_in_s("speech in Moor")
    (True, False)
    """
    tables = ("headlines.speeches", "headlines.messages")
    found = {
        flag(one, "owner_in_s")
        for one in ("en", *_owning())
        if (nouns := pattern_of_words(one, *tables)) and nouns.match(behind)
    }
    return found == {True}


@cache
def _owning() -> tuple[str, ...]:
    return tuple(one for one in sorted(languages()) if flag(one, "owner_in_s"))


def _owns(name: str, before: str) -> bool:
    """Return whether a name and the ending of what it has stand last: "Ada Brooks".

    In Hungarian its office and what kind of speech it is may follow: "Szabó Éva igazgató".
    """
    owned = re.search(rf"{re.escape(name)}s$", before.rstrip()) is not None
    last = given_word(name, "hu")
    follows = before.partition(name)[2].strip().partition(" ")[0]
    return owned or (follows.islower() and is_role(follows) and is_given_name(last))


def who_praises(line: str, *, praises: bool = False) -> str:
    """Return who is named last in a headline, behind “by”, that has a word for praise.

    So archives name who spoke, between what was said and the year. Whom the headline
    names before is praised, and does not speak. Empty where it names nobody so.

    Args:
        line: The headline.
        praises: Whether what stands above it says that it praises somebody.

    >>> who_praises("Eulogy for Walter Amos Pike, by his daughter Jennet Pike")
    'Jennet Pike'
    >>> who_praises("The House of Salt, by Miriam Vance")
    ''
    """
    if len(line) > 400:
        return ""
    spoken = _SPOKEN_BY.regex.finditer(line)
    # "Omelia per i funerali di Marta Colli": "of" names whom words praise.
    found = [one for one in spoken if not _OF.regex.match(one.group())]
    if not found:
        return ""
    last = found[-1]
    dated = _LAST_YEAR.search(line) and _QUOTED_BEFORE.search(line[: last.start()])
    if not (praises or dated or is_tribute(line)):
        return ""
    words = _LAST_YEAR.sub("", line[last.end() :]).split()
    for _ in range(_MAX_RELATION_WORDS):
        if words and words[0].islower():
            words.pop(0)
    return full_name_at_start(" ".join(words))


def is_tribute(line: str) -> bool:
    """Return whether a line has a word for praise of somebody: "Eulogies"."""
    return _TRIBUTE.is_in(line)


def sender(line: str) -> str:
    """Return who sent it: "President Ada Brook sent a message …"; else empty."""
    dateline = _DATELINE.match(line)
    line = line[dateline.end() :] if dateline else line
    sent = SENT.regex.search(line)
    return full_name_at_start(line[: sent.start()]) if sent else ""


def full_name_at_start(text: str) -> str:
    """Return the full name at the start of a phrase; empty if none is certain."""
    name = _behind_titles(person_at_start(text))
    tokens = name.split()
    acronyms = sum(token.isupper() and len(token) > 2 for token in tokens)
    function_words = all_words("headlines.function_words")
    joined = any(token.casefold() in function_words for token in tokens)
    event = any(token.casefold() in all_words("headlines.events") for token in tokens)
    # "Discurso del Rector Magnífico", but "Toespraak van Koning Adriaan".
    first = tokens[0].casefold() if tokens else ""
    joined = joined or (is_role(first) and first not in label_words().sovereigns)
    if not 2 <= len(tokens) <= 7 or joined or event or 0 < acronyms < len(tokens):
        return ""
    if is_named_thing(name) or is_given_name_at_place(tokens):
        return ""
    return name if bare_score(name) >= 0.6 else ""


def _behind_titles(name: str) -> str:
    """Return the two words or more behind the last form of address in a name."""
    tokens = name.split()
    titles = label_words().titles
    last = max(
        (n for n, t in enumerate(tokens[:-2]) if t.casefold().strip(".") in titles),
        default=-1,
    )
    return " ".join(tokens[last + 1 :])


def name_before_title(line: str) -> str:
    """Return whose name a headline has before a colon and a title; else empty.

    A word for a speech may follow behind a comma: "Ada Brook, speech to the weavers".

    >>> name_before_title("Ada Brook: The price of salt"), name_before_title("Ada: Salt")
    ('Ada Brook', '')
    >>> name_before_title("Victor Blanc, discours sur la tombe des mineurs")
    'Victor Blanc'
    """
    name, sign, title = line.partition(": ")
    for other in (", ", ". "):
        if not sign:
            name, sign, title = line.partition(other)
            sign = sign if SPEECH_WORD.match(title) else ""
    known = is_given_name(name.partition(" ")[0]) or is_given_name(
        name.rpartition(" ")[2]
    )
    return name_alone(name) if sign and title and known else ""


def _tells(tokens: Sequence[str]) -> bool:
    """Return whether words that stand in no name are among those of a headline.

    "ADA BROOK SHUTS HER SHOP"
    """
    small, particles = all_words("stop_words"), label_words().particles
    return any(
        word in small and word not in particles and not is_given_name(word)
        for word in map(str.casefold, tokens)
    )


@cache
def _things() -> frozenset[str]:
    """Return the words for events and parts of books, which are in no name."""
    return all_words("headlines.events") | all_words("headlines.parts")


def name_alone(line: str) -> str:
    """Return the name on a line that is only a name, perhaps after "By" or a role.

    >>> name_alone("By ADA BROOK"), name_alone("JEAN-YVES RANGE SES CLÉS")
    ('Ada Brook', '')
    >>> name_alone("KAPITOLA SEDMÁ")
    ''
    """
    bare = BY_LINE.regex.sub("", line.strip()).rstrip(_NOTE_SIGNS)
    tokens = bare.split()
    titled = SPEECH_WORD.search(bare) or MESSAGE_HEADING.regex.search(bare)
    numbered = any(t[:1].isdigit() or t.lower() in _things() for t in tokens)
    if not 2 <= len(tokens) <= 8 or titled or numbered:
        return ""
    # "The Lamp in the Boathouse" is a title; "Le Van Minh" may be a name.
    opens = tokens[0].casefold() in all_words("labels.leading_articles")
    if opens and any(map(str.islower, tokens)):
        return ""
    particles = label_words().particles
    capitalized = all(
        token[:1].isupper() or token.rstrip(".").casefold() in particles
        for token in tokens
    )
    # "THE ROOF THAT WAITS": a line in capitals holds a name if it opens with a known one.
    shouted = bare.isupper() and len(tokens) > _MAX_SHOUTED
    if shouted and (not any(map(is_given_name, tokens)) or _tells(tokens)):
        return ""
    if not (capitalized and bare_score(bare) >= 0.7):
        return ""
    # "Museumsdirektør Jens Overgaard"
    led = [one.name for one in mentions_in(bare) if one.office and one.end == len(bare)]
    name = parse_label(led[0] if led else bare).name
    if not name or is_named_thing(name):
        return ""
    first, _, rest = name.partition(" ")
    # "Excmo. Sr. D. Cirilo Bedoya": a letter behind titles is one.
    lettered = name != bare and first.endswith(".") and len(first) == _INITIAL
    return rest if lettered and " " in rest else name
