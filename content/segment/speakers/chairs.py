"""Who presides, where labels name only the office: "The SPEAKER (Jane Hall) took the chair"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile

from content.language.sentence_marks import GAP_BEHIND_WORD
from content.language.word_lists import WordPattern, all_words
from content.segment.labels.attendance import offices_joined
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import from_given_name, is_given_name
from content.segment.names.in_labels.parsing import han_person
from content.segment.names.in_text.things import is_placed
from content.segment.names.name_score import BRACKET, is_unnamed_voice, label_key
from content.segment.names.offices import bare_word, has_role, is_role, without_address
from content.segment.names.words import articles, label_words

_ADVERB = re.compile(r"(?<=[^\W\d_])\s[a-z]+$")
_NEXT_FIELD = re.compile(r"(?<=[^\W\d_])\s[^\s:：]+[:：]$")
_PRESIDES = WordPattern(
    r"(?<![^\W\d_])(?:<labels.presiding>)(?![^\W\d_])", for_every_line=True
)
_PARTS = re.compile(r"[,;()\n\[\]–—]|\s\.(?:\s?\.)+|\s{3,}|\.\s*$|(?<=[^\W\d_]{4})\.\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}")
_CUT_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,2}[^\W\d_]")
_ENDS = frozenset(".!,")
_MAX_HEAD_LINES = 60
_MAX_LINE_CHARS, _MAX_HEAD_CHARS = 320, 900
_MAX_NOTE_CHARS = 160
_MAX_NAME_WORDS = 4
_MIN_FULL_NAME = 2
_MAX_ENDING = 2
_CLERK = "clerk"
_UNIDENTIFIED = "unidentified "
_MIN_OFFICE = 6
_MAX_BELOW = 7
_MAX_GENDER = 3
_OF_WOMEN = tuple("aáąаяη")
_MIN_CHAIRED = 3


def find_presiding(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], fields: Collection[int]
) -> dict[str, str]:
    """Return who holds an office, as printed, by its key; the chair's key is empty.

    Lines of the record say so, above the first turn or between turns. Where they name
    several people for one office, nobody knows who speaks.
    """
    holders: dict[str, set[str]] = {}
    first = min((n for n in labels if n not in fields), default=len(lines))
    for n in fields:
        one = labels[n]
        if name := _named_in_field(one, lines[n]):
            for key in {one.key, *offices_joined(one.label.printed)}:
                holders.setdefault(key, set()).add(name)
            if is_chair(one.key):
                holders.setdefault("", set()).add(name)
    chairs = [n for n in labels if n not in fields and is_chair(labels[n].key)]
    named = [*_lines_that_name_chair(labels, lines, fields, first)]
    # Where the chair changes hands, nobody knows who presided before.
    if any(n < min(chairs, default=len(lines)) for n, _ in named):
        holders.setdefault("", set()).update(name for _, name in named)
    found = {key: min(names) for key, names in holders.items() if _is_one(names)}
    first_chair = labels[chairs[0]].key if chairs else ""
    others = {labels[n].key for n in chairs} - {first_chair}
    if "" in found and any(_is_other_gender(first_chair, other) for other in others):
        # Whoever is named in the head is the one whose word comes first.
        found.setdefault(first_chair, found.pop(""))
    return found


def _is_other_gender(office: str, other: str) -> bool:
    """Return whether two words are one office, of a man and of a woman.

    >>> _is_other_gender("головуючий", "головуюча"), _is_other_gender("president", "presidenta")
    (True, False)
    """
    pairs = zip(office, other, strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ends = office[alike:], other[alike:]
    short = alike >= _MIN_OFFICE and all(0 < len(one) <= _MAX_GENDER for one in ends)
    return short and sum(one.endswith(_OF_WOMEN) for one in ends) == 1


def _named_in_field(one: ScoredLabel, line: Line) -> str:
    """Return whom a field of the record names: "President: Ada Brook"; empty if nobody."""
    held = line.text[one.label.end :]
    colon = one.label.ending is Ending.COLON
    return (_holder(held) or han_person(held.strip())) if colon else ""


def with_chairs_in_turn(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], fields: Collection[int]
) -> tuple[dict[int, ScoredLabel], set[int]]:
    """Return labels with the holders of "CHAIR" where it changes, and lines that say so.

    "(Ada Brook takes the chair.)" stands between turns, and "The CHAIR (Ada Brook)" is
    whom "The CHAIR" means from there on. Nobody is named where nothing above the chair's
    first turn tells who presided before.
    """
    # A label's own key may hold the name of the one whom it is taken for.
    keys = {n: label_key(one.label.printed) for n, one in labels.items()}
    chairs = {
        n
        for n, one in labels.items()
        if n not in fields and is_chair(keys[n]) and _names_nobody(one.label.printed)
    }
    first, opening = min(chairs, default=0), min(labels, default=0)
    named = dict(_lines_that_name_chair(labels, lines, fields, opening))
    called = _named_in_labels(labels, keys, {keys[n] for n in chairs})
    before = {name for n, name in named.items() if n < first}
    before |= {name for n, (_, name) in called.items() if n <= first}
    before |= {
        name
        for n in fields
        if n < first and is_chair(keys[n])
        if (name := _named_in_field(labels[n], lines[n]))
    }
    if not before or not _is_one(before):
        told = {n for n in named if chairs and n > first and n not in labels}
        return dict(labels), {n for n in told if _is_notice(lines[n].text, named[n])}
    # "(The President takes the chair.)": who opened the sitting comes back.
    taken = [
        (n, named.get(n, min(before)))
        for n, line in enumerate(lines)
        if n > first and n not in labels and _is_notice(line.text, named.get(n, ""))
    ]
    defined = any(labels[n].label.printed.count(",") > 1 for n in called)
    if not (taken or defined or any(n > first for n in called)):
        return dict(labels), set()
    notices = dict(taken)
    names = {n: name for n, (_, name) in called.items()}
    words = called | {n: (keys[n], names.get(n, "")) for n in chairs}
    held = {
        n: replace(labels[n], label=replace(labels[n].label, holder=holder))
        for n, holder in _holders(words, notices, min(before))
        if n not in called
    }
    return {**labels, **held}, {*notices}


def _names_nobody(printed: str) -> bool:
    """Return whether a label is an office alone, perhaps behind a form of address."""
    return is_unnamed_voice(printed) or is_unnamed_voice(without_address(printed))


def _holders(
    words: Mapping[int, tuple[str, str]], notices: Mapping[int, str], last: str
) -> Iterator[tuple[int, str]]:
    """Yield who holds the chair at each label that says so, from the first one on.

    Args:
        words: The key of each such label, and the name if the label has one.
        notices: Who takes the chair, as the lines between say it.
        last: Who held it before.
    """
    holders: dict[str, str] = {}
    taking = ""
    for n in sorted({*notices, *words}):
        if n in notices:
            taking = notices[n]
            continue
        key, named = words[n]
        # A word that is new below the notice is the new chair's own.
        if taking and key in holders:
            last, holders = taking, dict.fromkeys(holders, taking)
        # "The chair of the sitting" is whom "The chair" means.
        longer = (who for other, who in holders.items() if key.startswith(f"{other} "))
        holders[key] = named or taking or holders.get(key) or next(longer, last)
        taking = ""
        yield n, holders[key]


def _named_in_labels(
    labels: Mapping[int, ScoredLabel], keys: Mapping[int, str], offices: Collection[str]
) -> dict[int, tuple[str, str]]:
    """Return the office and the name of labels that name who holds it, by line.

    "BAŞKAN ORHAN SARIKAYALI", and "ГОЛОВУЮЧА (СТЕЛЬМАЩУК Д.В.)".
    """
    found = {}
    for n, one in labels.items():
        before, bracket, behind = one.label.printed.partition("(")
        if bracket:
            office, name = label_key(before), behind.partition(")")[0].strip()
        else:
            led = (key for key in offices if keys[n].startswith(f"{key} "))
            office = next(led, "")
            name = " ".join(before.split()[len(office.split()) :])
            if not office and before.count(",") > 1:
                # "ADA BROOK, head of the board, from here on CHAIR"
                name, *_, last = before.split(",")
                office = label_key(last.rsplit(maxsplit=1)[-1]) if last.strip() else ""
        if office in offices and name and _name_at_end(name) == name:
            found[n] = office, name
    return found


def _is_notice(text: str, name: str) -> bool:
    """Return whether the record says who presides: in brackets, or in a line of its own.

    >>> _is_notice("Ada Brook took the chair.", "Ada Brook")
    True
    >>> _is_notice("Ada Brook took the chair and sat.", "Ada Brook")
    False
    >>> _is_notice("Ada Brook then took the chair as acting president.", "Ada Brook")
    True
    """
    found = _PRESIDES.regex.search(text) if _PRESIDES.is_in(text) else None
    if found is None or len(text) > _MAX_LINE_CHARS:
        return False
    before, after = text[: found.start()].strip(), text[found.end() :].strip(" .")
    if before.startswith(("(", "[")):
        return True
    named = name or has_role(label_key(before).split())
    ends = not (before and after) or (
        len(after.split()) <= _MAX_BELOW and has_role(label_key(after).split())
    )
    return bool(named) and ends


def _lines_that_name_chair(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    fields: Collection[int],
    first: int,
) -> Iterator[tuple[int, str]]:
    """Yield the lines that say who presides, and whom each names."""
    head = min(first, _MAX_HEAD_LINES)
    for n, line in enumerate(lines):
        # The first paragraph of minutes tells where, when and who presided, at length.
        most = _MAX_LINE_CHARS if n > head else _MAX_HEAD_CHARS
        short = len(line.text) <= most
        labelled = n in labels and not (
            n in fields and labels[n].label.ending is Ending.LINE
        )
        if labelled or not short or (n > head and not line.opens):
            continue
        below = lines[n + 1] if n + 1 < len(lines) and n + 1 not in labels else None
        for name in _presiding_in(line.text, below.text if below else ""):
            # In a long paragraph much more is named, as the place and the hall.
            brief = len(line.text) <= _MAX_LINE_CHARS
            placed = is_placed(line.text, line.text.find(name))
            known = not placed and any(map(is_given_name, name.split()))
            if brief or known:
                yield n, name


def without_presided(
    holders: Mapping[str, str], presiding: Mapping[str, str]
) -> dict[str, str]:
    """Return who holds each office, but for the chair where a line says who presides.

    "President of the Fire Brigade Tom Ferro" signs a letter, and presides over no council.

    >>> without_presided({"president": "Tom Ferro"}, {"": "Ada Brook"})
    {}
    """
    chair = {*label_key(presiding.get("", "")).split()}
    return {
        key: name
        for key, name in holders.items()
        if not (chair and " " not in key and is_chair(key))
        or not chair.isdisjoint(label_key(name).split())
    }


def _is_one(names: set[str]) -> bool:
    return len({label_key(name).rpartition(" ")[2] for name in names}) == 1


@cache
def _chairs() -> frozenset[str]:
    """Return the keys of those who lead a meeting; a minister leads none."""
    keys = map(label_key, label_words().chairs)
    return frozenset(key for key in keys if "minist" not in key)


@cache
def _most_words() -> int:
    return max((len(key.split()) for key in _chairs()), default=0)


def is_chair(key: str) -> bool:
    """Return whether a label's key ends in words for who leads a meeting."""
    if key.startswith(_UNIDENTIFIED):
        return False  # "Unidentified speaker": whoever that is, nobody saw.
    # Of a label as long as a page, few words are looked at.
    words = key.split()[-_most_words() :]
    return any(" ".join(words[n:]) in _chairs() for n in range(len(words)))


def tells_who_presides(text: str) -> bool:
    """Return whether a short line says who presides, as the head of a record does.

    >>> tells_who_presides("Mr. A. Brook presided."), tells_who_presides("A. Brook spoke.")
    (True, False)
    """
    return len(text) <= _MAX_NOTE_CHARS and _PRESIDES.search(text) is not None


@lru_cache(maxsize=4096)
def leads_meeting(key: str) -> bool:
    """Return whether a label's key holds words for who leads a meeting.

    >>> leads_meeting("presidenta ana lima"), leads_meeting("minister ana lima")
    (True, False)
    """
    words, most = key.split(), _most_words()
    return any(
        is_chair(" ".join(words[max(0, n - most) : n]))
        for n in range(1, len(words) + 1)
    )


def presides_again(label: str, labels: Sequence[str]) -> bool:
    """Return whether a label is of whoever leads a meeting, and stands there several times.

    >>> presides_again("The Chair:", ["The Chair:", "Ada Brook:"] * 3)
    True
    >>> presides_again("Ada Brook:", ["The Chair:", "Ada Brook:"] * 3)
    False
    """
    again = label != "" and labels.count(label) >= _MIN_CHAIRED
    return again and leads_meeting(label_key(label.rstrip(".:")))


def _presiding_in(text: str, below: str = "") -> Iterator[str]:
    """Yield whom a line names as the one who presides: behind the verb, or before it.

    Where the page broke the line before the name, it stands below.
    """
    found = _PRESIDES.regex.search(text) if _PRESIDES.is_in(text) else None
    if found is None:
        return
    if _goes_on(text[found.end() :], below):
        text = f"{text.rstrip()} {below.lstrip()}"
    before, after = text[: found.start()], text[found.end() :]
    if after[:1] in _ENDS:
        after = ""  # "Chairman. Along the river stands a farm" addresses whoever it is.
    # Whom the sentence before names need not preside.
    before = GAP_BEHIND_WORD.split(before)[-1]
    # "Mr. HALL thereupon assumed the Chair"
    before = _ADVERB.sub("", before.rstrip())
    # "… to the presidency of the government" names nobody before it.
    if label_key(found.group()).rpartition(" ")[2] in all_words("headlines.of"):
        before = ""
    # "Ada Brook, Moderator, presiding. Reported by Tom Ferro": the name stands before.
    apposed = before.rstrip().endswith(",") and _holder_before(before)
    name = apposed or _holder(after) or _holder_before(before)
    if name:
        yield name
        yield from _named_with(name, after)


def _named_with(name: str, after: str) -> Iterator[str]:
    """Yield the whole name that "and" joins to another behind a verb, or before it.

    >>> [*_named_with("Tom Ferro", ": Ada Brook and Tom Ferro.")]
    ['Ada Brook']
    """
    before, _, _ = after.partition(name)
    *others, joins = before.split() or [""]
    if joins in all_words("names.and"):
        yield from filter(None, [_name_at_end(" ".join(others))])


def _goes_on(after: str, below: str) -> bool:
    """Return whether the name behind a verb stands on the line below, and nothing else.

    >>> _goes_on(" the deputy leader of Arland", "Ada Brook.")
    True
    >>> _goes_on(" Ada Brook", "Tom Ferro."), _goes_on(" the leader", "Clerk: Tom Hall")
    (False, False)
    """
    words = below.split()
    if not after.strip() or not 1 < len(words) <= _MAX_BELOW or ":" in below:
        return False
    ended = not after.rstrip()[-1].isalpha() or bool(_name_at_end(after))
    return not ended and bool(_name_at_end(below.strip().rstrip(".")))


def _holder_before(text: str) -> str:
    noted = BRACKET.search(text)
    if noted and (name := _name_at_end(noted.group(1).strip())):
        return name
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return next((name for part in parts if (name := _name_at_end(part))), "")


def _holder(text: str) -> str:
    """Return the name in the first part of a text, behind its titles and offices."""
    # "Alcalde: Ana Ruiz Concelleiros/as:": another field may follow.
    text = _NEXT_FIELD.sub("", text.rstrip())
    tokens = text.strip(" :：.–—-\t").split(" ")
    # A full stop behind "Prof." ends no part; before a surname alone, the title stays.
    # So does the article before "Excma. Sra."
    while len(tokens) > _MIN_FULL_NAME and (
        _is_title(tokens[0])
        or (tokens[0].casefold() in articles() and _is_title(tokens[1]))
    ):
        del tokens[0]
    bare = " ".join(tokens)
    # "the President of the Council, Ada Brook": the name may stand behind the office.
    office, *behind = [part.strip() for part in _PARTS.split(bare)[:2]]
    named = _name_at_end(office) or _name_at_start(office)
    apposed = behind[0] if behind and has_role(label_key(office).split()) else ""
    # "the chair, member Ada Brook": an office in small letters is no part of the name.
    apposed = apposed if is_person(apposed) else ""
    return named or _name_at_end(apposed) or apposed


def _name_at_start(part: str) -> str:
    """Return the whole name that opens a part of a line; empty if none does.

    >>> _name_at_start("Ada Brook of the harbour office"), _name_at_start("Ada went")
    ('Ada Brook', '')
    """
    tokens = GAP_BEHIND_WORD.split(part)[0].split()
    end = 0
    while end < len(tokens) and tokens[end][0].isupper():
        end += 1
    name = " ".join(tokens[:end])
    whole = _MIN_FULL_NAME <= end <= _MAX_NAME_WORDS and end < len(tokens)
    named = whole and not any(map(is_role, tokens[:end])) and is_person(name)
    return name if named else ""


def _name_at_end(part: str) -> str:
    """Return the name that ends a part of a line; empty if none does.

    >>> _name_at_end("la M. H. Sra. Mireia Colomines i Puig"), _name_at_end("the clerk")
    ('Mireia Colomines i Puig', '')
    >>> _name_at_end("Голова Ради СТЕФАНЮК Р.О."), _name_at_end("Mrs. Hall-Reed")
    ('СТЕФАНЮК Р.О.', 'Mrs. Hall-Reed')
    """
    tokens = part.split()
    start = len(tokens)
    w = label_words()
    in_capitals = any(_is_in_capitals(token) for token in tokens)
    while start > 0 and len(tokens) - start < _MAX_NAME_WORDS:
        token = tokens[start - 1]
        word = bare_word(token)
        initial = _INITIALS.fullmatch(token) is not None
        joins = start < len(tokens) and word in w.inside_surnames
        if word in w.titles or word in w.never_holders or is_role(word):
            break
        if not (token[0].isupper() or joins):
            break
        if (
            in_capitals
            and start < len(tokens)
            and _stops_capitals(tokens, start, initial=initial)
        ):
            break
        start -= 1
    while start < len(tokens) and not tokens[start][0].isupper():
        start += 1
    name = from_given_name(tokens[start:])
    titled = start > 0 and tokens[start - 1].strip(".").casefold() in w.honorifics
    if len(name) == 1 and titled:
        return f"{tokens[start - 1]} {name[0]}"
    if len(name) > 1 and _CUT_INITIALS.fullmatch(name[-1]):
        name[-1] += "."
    whole = " ".join(name)
    initialled = len(name) > 1 and _INITIALS.fullmatch(name[-1]) is not None
    placed = len(name) > 1 and name[0].casefold() in all_words("places.prepositions")
    if placed and not is_given_name(name[1]):
        return ""  # "En Tarazona, siendo las ocho": Catalan has "En" before names.
    return whole if is_person(whole) or initialled else ""


def _is_title(token: str) -> bool:
    # "D.ª", "Sr.ª"
    bare = token.rstrip("ªº")
    return bare.endswith(".") and bare[:-1].casefold() in label_words().titles


def _is_in_capitals(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    return len(letters) > 2 and all(map(str.isupper, letters))


def _stops_capitals(tokens: Sequence[str], start: int, *, initial: bool) -> bool:
    """Return whether a surname in capitals and its given name or initials are complete."""
    behind = tokens[start:]
    has_surname = any(map(_is_in_capitals, behind))
    has_other = any(not _is_in_capitals(token) for token in behind)
    return (
        has_surname
        and has_other
        and not initial
        and not _is_in_capitals(tokens[start - 1])
    )


def holder_of(printed: str, holders: Mapping[str, str]) -> str:
    """Return whom a label that names an office alone stands for; empty if unknown.

    >>> holder_of("ordføreren", {"ordfører": "Kari Lund"}), holder_of("Chair", {"chair": "X"})
    ('Kari Lund', 'X')
    >>> holder_of("The CLERK", {"clerk": "Tom Hall"})
    'Tom Hall'
    """
    key = label_key(printed)
    shortest = min(len(key), max(len(key) - _MAX_ENDING, _MIN_OFFICE))
    for length in range(len(key), shortest - 1, -1):
        if key[:length] in holders:
            return holders[key[:length]]
    # "Alkate andrea", and a field "Alkatea:"
    for ending in all_words("labels.definite_endings") if key else ():
        if f"{key}{ending}" in holders:
            return holders[f"{key}{ending}"]
    # Whoever reads out for the chair is another.
    if is_chair(key) and "" in holders and not key.endswith(_CLERK):
        return holders[""]
    article, _, office = key.partition(" ")
    led = article in articles() | label_words().leading_articles
    return holders.get(office, "") if led else ""
