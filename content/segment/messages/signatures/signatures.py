"""Who signs a message in one line or at the end of one paragraph: "Yours, Tilly Marsh".

The last lines of a letter together are read in `sign_offs.py`; whether a line may be of a
signature at all, its form tells in `signature_lines.py`.
"""

import re
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.signatures.east_asian import (
    is_crowd,
    without_word_behind,
)
from content.segment.messages.words import (
    CACHED_TEXTS,
    GOODBYE,
    SALUTATION,
    sentences_of,
    without_direction,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import bare_score
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import CAPITAL, SMALL
from content.segment.names.titles import strip_titles
from content.segment.names.words import articles, label_words
from content.segment.wording.in_person import FIRST_PERSON

_SIGNED = WordPattern(r"(?:[-–—]+\s*|<messages.closings>)\b")

_SPEECH_BY = WordPattern(
    r"(?:<headlines.speeches>)\s(?:<headlines.by>|<headlines.of>)\s",
    for_every_line=True,
)
_CLOSED = WordPattern(
    r"(?:^|[.!?…,:;。]\s*|\n\s*)((?:<<messages.closings>>)(?:[^.!?\n]|(?<=\s[^\W\d_])\.|,\s?\n){0,100})$",
    for_every_line=True,
)

_CLOSING = WordPattern(
    r"[\W_]{0,3}(?:<<messages.closings>>)(?:[^.!?:]{0,60}[,.!]?|\s?[:：])\s*$",
    for_every_line=True,
)

_CLOSING_WORDS = WordPattern(
    r"[\W_]{0,3}(?:<<messages.closings>>)[\s,.:!–—-]*", by_words=True
)

_SIGNED_FIRST_NAME = re.compile(
    r"(?:^|\n)[^\n,]{3,40},\s*\n?\s*([^\W\d_]{2,20})[.\s]*$"
)

_LAST_WORD = re.compile(rf"[.!?]\s({CAPITAL}[^\W\d_]{{2,15}})$")

# "Yours, H. Vesely", "Edith Pomeroy (Mrs)", "Ada Brook, M.A.", "Orin Tallow, 12 years", "林阿水，四月".
_NAME = re.compile(
    r"(?P<before>[^\W\d_][^\W\d_ ]*(?:\s[^\W\d_]+){0,6},\s)??"
    rf"(?P<name>(?:{CAPITAL}[\w’'.-]*\s(?:{SMALL}{{1,5}}\s){{0,2}}){{1,4}}{CAPITAL}[\w’'-]+"
    r"|[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4})"
    r"(?:\s?\([^()]{1,40}\)|\s?[,，、–—-]\s?(?:[^.!?。]|(?<=\b\w)\.|(?<=\b\w{2})\.|(?<=\b\w{4})\.){1,60})?[.。]?$"
)
_COMPANIONS = WordPattern(
    r"(?<=[^\W\d_])\s(?:<names.and>)\s(?:\d{1,5}|[^\W\d_-]{3,20}(?:-[^\W\d_]{3,12})?)"
    r"\s(?P<who>[^\W\d_]{4,20}(?:\s[^\W\d_]{3,20})?)[.\s]*$",
    re.NOFLAG,
)
_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7a3]+")
_INITIAL = re.compile(r"[^\W\d_]\.")
_NOTE = re.compile(
    rf"^(?:[(\[/](?:[-–—]|[^\W\d_]{{1,4}}\.)[)\]/]|{SMALL}\.\s?[^\W\d_]\."
    rf"|{SMALL}{{2,5}}\.:?)\s+(?={CAPITAL})"
)
# "By order", "i. A. Ada Brook"
_ON_BEHALF = WordPattern(r"[(\[]?(?:<<messages.on_behalf>>)(?!\w)[)\]:,.]*\s*")
# "Ada Brook, s. Upper Moor", where the short word means a village.
_SHORT_PLACE = re.compile(
    rf"(?P<name>{CAPITAL}[\w’'.-]*\s{CAPITAL}[\w’'-]+),\s(?P<kind>{SMALL}{{1,3}})\.\s"
    rf"{CAPITAL}[\w’'-]+(?:[\s-]{CAPITAL}[\w’'-]+){{0,2}}[.\s”“\"»]*$"
)
_MIN_FORMULA = 4
_MIN_SMALL = 3
_MAX_SIGNATURE = 90
_MAX_OFFICE_WORDS = 10
_MAX_OFFICE_BEHIND, _MAX_OFFICE_BESIDE = 3, 5
_MAX_PLACE_WORDS = 4
_MAX_BEFORE_NAME = 3  # "Your ever loving"
_MIN_OWNED_WORDS = 2
_MAX_HAN_BEHIND = 12
# "(Signed) Ada Brook"
CROSSES = tuple("+†✝✠☩")
"""What bishops write before their names."""
BEFORE_NAME = f" {''.join(CROSSES)}"
_LEADING_NOTE = re.compile(r"^[(\[（][^()\[\]（）]{1,30}[)\]）]\s*")


@lru_cache(maxsize=CACHED_TEXTS)
def signature_line(text: str) -> str:
    """Return who signs on a line; empty if it is no signature."""
    return owned_signer(text) or _plain_signer(text)


def _plain_signer(text: str) -> str:
    bare = _bare(text)
    short = 3 < len(bare) <= 160
    if not short or bare.endswith(",") or SALUTATION.opens(bare) or heads_speech(bare):
        return ""
    signed = _SIGNED.opening_end(bare)
    rest = bare[signed:].strip(" ,") if signed else bare
    head, *behind = re.split(r"(?<=[^\W\d_]{2})[.。]\s*|\n", rest, maxsplit=1)
    # "Thus the mayor. I thank her for it."
    goes_on = not signed and bool(behind) and _is_sentence(behind[0])
    goes_on = goes_on or (_bare_stop(text) and _tells_behind_office(rest))
    head = "" if goes_on else head.strip(" ,.")
    head = behind_office(head)
    tokens = head.split()
    if not 2 <= len(tokens) <= 16 or head.endswith(("!", "?")) or ": " in head:
        return ""
    if tokens[0].casefold() in all_words("places.prepositions"):
        return ""  # "In Northmoor, 6 May"
    words = [word for token in tokens for word in token.casefold().split("-")]
    role = any(word.strip(",.") in label_words().roles for word in words)
    if bare_score(head) < 0.7 or not (role or signed):
        return ""
    small = label_words().particles | label_words().roles | label_words().titles
    title = head.partition(",")[0].split()
    if any(word[:1].islower() and word.casefold() not in small for word in title):
        return ""  # "So writes the teacher"
    office, comma, holder = head.partition(", ")
    article, _, office = office.partition(" ")
    if comma and article.casefold() in articles() and is_office(office.casefold()):
        head = f"{office}, {holder}"  # "The Member, Ada Brook"
    parsed = parse_label(_without_possessive(head))
    offices = [word for word in words if is_office(word.strip(".,"))]
    # "The Chair  The Secretary" stand below minutes.
    columns = parsed.voice and len(offices) > 1
    name = "" if columns else parsed.name
    # "Your Ann": the single word is left to `first_name_signed`.
    return name if " " in name or name == head else ""


def heads_speech(text: str) -> bool:
    """Return whether a line heads a speech, and signs nothing.

    >>> heads_speech("Address by Ada Brook, mayor"), heads_speech("Ada Brook, mayor")
    (True, False)
    """
    return _SPEECH_BY.opens(text)


def _is_sentence(text: str) -> bool:
    """Return whether words go on as speech does, and not as a date or an office.

    >>> _is_sentence("I thank her for it."), _is_sentence("Northmoor, 6 May.")
    (True, False)
    """
    small = sum(word[:1].islower() for word in text.split())
    return small >= _MIN_SMALL


def _tells_behind_office(text: str) -> bool:
    """Return whether a sentence goes on behind a name and an office, between commas.

    >>> _tells_behind_office("Ada Brook, chair of the Board, thanked all.")
    True
    >>> _tells_behind_office("Ada Brook, chair of the Board, on behalf of all.")
    False
    """
    _, *offices = text.split(", ")
    last = offices.pop() if offices else ""
    first = last.partition(" ")[0].casefold()
    told = any(is_office(word.casefold()) for part in offices for word in part.split())
    small = fold_letters(first) in all_words("stop_words") or is_office(first)
    return told and last[:1].islower() and not small


def behind_office(text: str) -> str:
    """Return the person whom a signature names behind an office and a comma; else all.

    >>> behind_office("The Secretary, Ada Brook"), behind_office("Ada Brook, Secretary")
    ('Ada Brook', 'Ada Brook, Secretary')
    """
    office, _, person = text.partition(", ")
    words = office.casefold().split()
    told = any(is_role(word) or word in label_words().titles for word in words)
    person = person.strip(f" .\n{CLOSING_QUOTES}")
    named = told and is_person(person)
    return person if named and not is_person(office) else text


def person_above_office(above: str, last: str) -> str:
    """Return who signs on a line above the office: "(Signed) Ada Brook", "Minister".

    A bishop's cross may stand before the name.

    >>> person_above_office("(Signed) Ada Brook", "Minister of Trade”")
    'Ada Brook'
    >>> person_above_office("Ada Brook,", "Minister, Upper Moor.")
    'Ada Brook'
    >>> person_above_office("So we ask for a ferry.", "Tom Ferro")
    ''
    >>> person_above_office("† John", "Bishop of Moor")
    'John'
    """
    short = len(above) <= _MAX_SIGNATURE and len(last.split()) <= _MAX_OFFICE_WORDS
    # "Ada Brook," leads to "Minister of Trade."
    office = any(is_office(word.strip(",.").casefold()) for word in last.split()[:1])
    stops = ("!", "?", ":") if office else (".", "!", "?", ":", ",")
    if not short or any(t.endswith(stops) for t in (_bare_end(last), above.rstrip())):
        return ""
    if office and (bishop := beside_cross(above)):
        return bishop
    name = _LEADING_NOTE.sub("", above.strip()).lstrip(BEFORE_NAME).rstrip(",")
    if office and not is_person(name):
        # "Cardinal Ada Brook", "Secretary of State"
        first, _, rest = name.partition(" ")
        titled = is_office(first.casefold()) and has_given_name(rest)
        name = rest if titled else name
    return name if is_person(name) and name[:1].isupper() else ""


def given_beside_office(line: str) -> str:
    """Return the given name that signs alone before an office: "+ Metod, biskup".

    >>> given_beside_office("+ John, Bishop of Moor"), given_beside_office("Yours, Ada")
    ('John', '')
    """
    name, _, office = line.strip().lstrip(BEFORE_NAME).partition(",")
    words = office.strip(" .").split()
    told = 0 < len(words) <= _MAX_OFFICE_BESIDE and any(
        is_office(word.strip(".,").casefold()) for word in words
    )
    return name if told and name.isalpha() and is_given_name(name) else ""


def beside_cross(line: str) -> str:
    """Return the name of the bishop who signs a line, behind a cross; empty if none does.

    >>> beside_cross("† Mgr Ada Brook, Bishop of Moor"), beside_cross("+ JOHN,")
    ('Ada Brook', 'John')
    >>> beside_cross("† Recorded vote below"), beside_cross("Ada Brook, Bishop of Moor")
    ('', '')
    """
    bare = line.strip()
    if not bare.startswith(CROSSES):
        return ""
    name = as_written(bare.lstrip(BEFORE_NAME).partition(",")[0].strip())
    if name.isalpha() and name[:1].isupper():
        return name
    name = strip_titles(name)
    return name if is_person(name) else ""


def _bare_end(text: str) -> str:
    return text.strip().rstrip(CLOSING_QUOTES + '"')


def _without_possessive(name: str) -> str:
    """Remove the words before the name of who signs: "Euer Tom Ferro".

    One or two in small letters may follow the first: "Your ever loving Ada Brook".
    """
    first, *rest = name.split()
    while rest and rest[0][:1].islower() and len(rest[0]) > 1:
        if rest[0].casefold() in label_words().particles:
            break
        del rest[0]
    owns = first.casefold() in all_words("messages.possessives")
    near = len(name.split()) - len(rest) <= _MAX_BEFORE_NAME
    return " ".join(rest) if owns and near and rest and rest[0][0].isupper() else name


def owned_signer(line: str) -> str:
    """Return the full name that signs a line behind "your"; empty if none does.

    >>> owned_signer("Your loving Ada Brook"), owned_signer("Your loving sister")
    ('Ada Brook', '')
    """
    if line.rstrip().endswith((".", "?", "!")):
        return ""
    bare = _bare(line)
    if not bare or len(bare) > _MAX_SIGNATURE:
        return ""
    whole = bare.partition(",")[0]
    name = _without_possessive(whole) if whole.strip() else ""
    return name if name != whole and is_person(name) else ""


@lru_cache(maxsize=CACHED_TEXTS)
def signature_at_end(text: str) -> str:
    """Return who signs at the end of a paragraph: "… soon. Yours, Tilly Marsh."."""
    bare = _bare(text)[-200:]
    closed = _CLOSED.search(bare) if _CLOSED.is_in(bare) else None
    if closed is None:
        return ""
    # "Your friend and neighbour, Tilly Marsh": the name stands last.
    words = closed.group(1)
    rest = _CLOSING_WORDS.regex.sub("", words, count=1)
    return signature_line(words) or signed_name(rest) or _titled_name(rest)


def _titled_name(text: str) -> str:
    """Return the name between a title in small letters and an office; empty if none is.

    >>> _titled_name("licenciada Ana Mora Ruiz, directora general")
    'Ana Mora Ruiz'
    >>> _titled_name("licenciada Ana Mora Ruiz, muchas gracias")
    ''
    """
    named, _, office = text.partition(", ")
    title, _, name = named.partition(" ")
    held = office.partition(" ")[0].casefold()
    titled = title.islower() and is_office(title) and (not office or is_office(held))
    return signed_name(name) if titled else ""


def first_name_signed(text: str, *, loose: bool = False) -> str:
    """Return the single word that signs a letter below its closing: "Your friend, Ann".

    Loosely, a last sentence of one word with a capital is a name: "Write soon. Ann."
    """
    placed = given_name_and_place(text)
    if placed:
        return placed
    end = _bare(text)[-60:]
    words = end.rpartition("\n")[2].split()[-_MAX_BEFORE_NAME - 1 :]
    for owned in (words[-n:] for n in range(_MIN_OWNED_WORDS, len(words) + 1)):
        # "Your Ann", "Your loving son Emil"
        if _without_possessive(" ".join(owned)) == owned[-1]:
            return owned[-1]
    found = _SIGNED_FIRST_NAME.search(text.strip()[-80:])
    if found is None and loose:
        found = _LAST_WORD.search(end)
    if found is None or GOODBYE.opens(found.group(1)):
        return ""  # "Thanks."
    if _CLOSING_WORDS.is_all_of(found.group(1)):
        return ""  # "Cordially."
    return found.group(1)


def given_name_and_place(text: str) -> str:
    """Return the given name that signs a text before a place, as listeners' letters have it.

    >>> given_name_and_place("Please advise. Hattie, Little Marsh End.")
    'Hattie'
    >>> given_name_and_place("Please advise. Secretary, Ada Brook.")
    ''
    """
    given, comma, place = _last_sentence(text).partition(", ")
    words = place.split()
    placed = comma and 0 < len(words) <= _MAX_PLACE_WORDS and words[0][:1].isupper()
    if not placed or " " in given:
        return ""
    folded = [word.casefold().strip(".") for word in (given, *words)]
    known = is_given_name(given) and not any(map(is_office, folded))
    return given if known else ""


def _last_sentence(text: str) -> str:
    """Return the last sentence of a text's last line, without the marks around it."""
    last_line = _bare(text).rsplit("\n", 1)[-1]
    return (sentences_of(last_line[-3 * _MAX_SIGNATURE :]) or [""])[-1]


@lru_cache(maxsize=CACHED_TEXTS)
def signed_name(text: str) -> str:
    """Return the name that stands alone at the end of a text, as signatures do.

    >>> signed_name("I have no wall left. Edith Pomeroy (Mrs)")
    'Edith Pomeroy'
    >>> signed_name("I saw the Harbour Lights.")
    ''
    >>> signed_name("Lamps burn again. Regards Edith")
    ''
    >>> signed_name("And he did, Edith Pomeroy, I saw it myself.")
    ''
    """
    last = _without_companions(_last_sentence(text))
    found = _NAME.fullmatch(last) if len(last) <= _MAX_SIGNATURE else None
    if found is None:
        return ""
    if _tells_of_name(found, stopped=_bare_stop(text)) or given_name_and_place(text):
        return ""
    name = without_word_behind(_without_possessive(found.group("name").strip()))
    if (" " in name) == bool(_CJK.search(name)) or is_crowd(name):
        return ""  # One word, or Chinese words behind one another.
    behind = last[found.end("name") :]
    if fold_letters(name.split()[0]) in _small_words() or _is_placed(name, behind):
        return ""
    goes_on = _CJK.search(name) and _goes_on_in_han(behind)
    if goes_on or _CLOSING_WORDS.is_all_of(name) or GOODBYE.opens(name):
        return ""  # "Many greetings, the children of class 4"
    closing = _CLOSING_WORDS.opening_end(name)
    if closing and name[closing - 1] == " ":
        name = name[closing:]  # "Regards Ada Brook"
    plain = _INITIAL.sub("", name).strip()
    initials = plain != name and plain[:1].isupper() and " " not in plain
    return name if initials or is_person(name) or _CJK.fullmatch(name) else ""


def _without_companions(text: str) -> str:
    """Return a signature without how many others sign with who is named.

    >>> _without_companions("Ada Brook and thirty-one others"), _without_companions("Ada and Tom")
    ('Ada Brook', 'Ada and Tom')
    """
    found = _COMPANIONS.regex.search(text) if len(text) <= _MAX_SIGNATURE else None
    if found is None or not found["who"].islower():
        return text
    return text[: found.start()]


def _goes_on_in_han(behind: str) -> bool:
    """Return whether a sentence goes on behind what looks like a Han name.

    >>> _goes_on_in_han("，我们村里的每一座桥都有名字。"), _goes_on_in_han("，四月六日。")
    (True, False)
    """
    return len(behind.strip("，,。. ")) > _MAX_HAN_BEHIND


def _is_placed(name: str, behind: str) -> bool:
    """Return whether small words stand in a name that join no surnames, or before a date.

    >>> _is_placed("Keeper of Moor", ""), _is_placed("Baia de Arnela", ", 4 de xuño")
    (True, True)
    """
    joins = [word for word in name.split()[1:-1] if word[:1].islower()]
    dated = any(map(str.isdigit, behind))
    return not all(map(_joins_surnames, joins)) or (bool(joins) and dated)


def _joins_surnames(word: str) -> bool:
    return word in label_words().inside_surnames


def is_office(word: str) -> bool:
    """Return whether a word in small letters is an office or a title."""
    return is_role(word) or word in label_words().titles


def _tells_of_name(found: re.Match[str], *, stopped: bool) -> bool:
    """Return whether the words around a name tell of the person, or address somebody.

    Whoever goes on in person behind a name addresses somebody; "The director, Ada Brook,
    looked for her glasses." is a sentence.
    """
    behind = found.string[found.end("name") :]
    told = behind.casefold().strip(" ,.").split()
    sentence = stopped and len(told) > _MAX_OFFICE_BEHIND and found["before"]
    tells = sentence and not any(map(is_role, told))
    return bool(FIRST_PERSON.is_in(behind) or tells)


def _bare_stop(text: str) -> bool:
    """Return whether a text ends in a full stop, marks left aside."""
    return _bare_end(text).rstrip(OPENING_QUOTES).endswith(".")


@cache
def _small_words() -> frozenset[str]:
    """Return words that begin sentences, or greet somebody: "Ciao Ada."; no names."""
    small = label_words().never_in_labels | all_words("dates.prepositions")
    return small | all_words("stop_words") | all_words("queries.greetings")


def without_note(text: str) -> str:
    """Remove the letters before who signs, or signs for another.

    >>> without_note("i. A. Ada Brook"), without_note("(–) Ada Brook"), without_note("sgd. A. Brook")
    ('Ada Brook', 'Ada Brook', 'A. Brook')
    """
    return _NOTE.sub("", text) if len(text) <= _MAX_SIGNATURE else text


def behind_on_behalf(text: str) -> str | None:
    """Return what stands behind words that say that who signs does so for another.

    None where a line has no such words; "I. A. Brook" has initials.

    >>> behind_on_behalf("Im Auftrag"), behind_on_behalf("i. A. Brook")
    ('', 'Brook')
    >>> behind_on_behalf("I. A. Brook") is behind_on_behalf("Yours") is None
    True
    """
    line = text.strip() if len(text) <= _MAX_SIGNATURE else ""
    found = _ON_BEHALF.regex.match(line)
    if found is None:
        return None
    rest = line[found.end() :].strip(" ,.:" + CLOSING_QUOTES)
    letters = sum(map(str.isalpha, found.group()))
    initials = letters < _MIN_FORMULA and found.group().lstrip("([")[:1].isupper()
    return None if rest and initials else rest


def without_short_place(text: str) -> str:
    """Remove a place behind a name and a short word for what it is.

    >>> without_short_place("Ada Brook, s. Upper Moor"), without_short_place("Yours, dr. Tom Ferro")
    ('Ada Brook', 'Yours, dr. Tom Ferro')
    """
    found = _SHORT_PLACE.search(text[-_MAX_SIGNATURE:]) if ". " in text[-80:] else None
    if found is None or found["kind"] in label_words().titles:
        return text
    return text[: len(text) - (found.end() - found.end("name"))]


def _bare(text: str) -> str:
    """Remove the marks and the full stop around a text, and what stands behind it.

    That is a direction, or a place.
    """
    return (
        without_short_place(without_note(without_direction(text).strip()))
        .strip(OPENING_QUOTES + CLOSING_QUOTES + " .\n")
        .removeprefix("+ ")  # A bishop signs so.
        .removeprefix("† ")
    )


@lru_cache(maxsize=CACHED_TEXTS)
def is_closing(text: str) -> bool:
    """Return whether a paragraph is a closing formula, with or without who signs.

    >>> is_closing("Yours sincerely,"), is_closing("Tisztelettel:")
    (True, True)
    >>> is_closing("I was sincerely sorry.")
    False
    """
    return len(text.strip()) <= _MAX_SIGNATURE and _CLOSING.opens(text.strip())
