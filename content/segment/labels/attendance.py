"""Who takes part in a meeting, as the head of its minutes lists them.

"Present: Ada Brook (Chair), Tom Ferro", or one name a line below "Attendees". Whom such a
list has may be a label though the name stands nowhere else.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import dropwhile, pairwise, takewhile

from content.document import BlockKind
from content.language.sentence_marks import COLONS, GAP_BEHIND_WORD
from content.language.word_lists import WordPattern
from content.segment.kinds import HEADING_BLOCK, ITEM_BLOCK
from content.segment.labels.exclusions.fields import is_record_field
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import from_given_name, is_given_name
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.titles import without_address_behind
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

_HEAD_LINES = 60
_OFFICERS_LINES = 24
_MAX_BELOW = 40
_MAX_BROKEN = 8
_MAX_LINE_CHARS = 600
_MAX_NAME_CHARS, _MAX_HEADING = 80, 60
_MAX_WORDS = 4
_MIN_LISTED, _MIN_IN_SENTENCE = 2, 3
# "Present:", "Remote attendees:", "Étaient présents :", "Members present (by phone) –"
_LIST = WordPattern(
    r"[\W_\d]{0,8}(?:[^\W\d_]++\.?\s){0,2}?(?:<stage.lists>)(?![^\W\d_])"
    r"[^:：\n–—]{0,40}?\s?(?:[:：\u3000]|\s[–—-]\s|$)[\s*_]*(.*)",
    by_words=True,
)
# "Present: Ada Brook, Tom Ferro Apologies: Lena Hall", in one paragraph.
_NEXT_LIST = WordPattern(
    r"\s(?:<stage.lists>)(?![^\W\d_])[^:：\n,;–—]{0,24}[:：]", by_words=True
)
# "Members present were Ada Brook, Tom Ferro and Lena Hall."
_SENTENCE = WordPattern(
    r"(?:[^\W\d_]++\s){0,2}?(?:<stage.lists>)(?![^\W\d_])([^:：\n]+)", by_words=True
)
_HEADING = WordPattern(
    r"(?:[^\W\d_]++\s){0,6}?(?:<stage.lists>)(?:\s[^\W\d_]{2,8}+)?\s?[:：]"
)
_PARTS = WordPattern(
    r"[,;、，；|\t/]|\s{3,}|\s[–—-]\s|\s<names.and>\s|\s[&·•]\s|"
    r"\s<names.and_elsewhere>\s(?=[^\W\d_a-z])"
    # "… Ada Brook. Secretary: Tom Ferro"
    r"|\.\s(?=[^\W\d_][^:.,;]{1,40}[:：])",
    re.NOFLAG,
)
_FIELD = re.compile(r"(?:^|[^\w.]|\w\w\.)\s*([^\W\d_][^:：.]{1,40})[:：]\s*(?=\S)")
_ITEM = re.compile(r"\s*(?:[-–—•*]\s+|\d{1,2}[.)]\s+|\[[ xX]\]\s*)*")
# "Chair: Ada Brook", "Minutes: Tom", "Notes by Lena Ferro"
_OFFICER = re.compile(
    r"[\W_\d]{0,6}([^\W\d_][^:：\n]{1,60}?)\s?[:：][\s*_]*([^\n]{2,600})"
)
_MAX_HELD = 90
# "MARANGONI TIZIANA   Presente", "3. Ada Brook ..... absent"
_ROLL_CALL = re.compile(
    rf"\s*(?:\d{{1,3}}[.)]?\s+)?({CAPITAL}[\w’'.-]*(?:\s{CAPITAL}[\w’'.-]*){{1,4}})"
    r"(?:\s{2,}|\t|\s?[.…_]{2,}\s?|\s[–—-]\s)([^\W\d_]{1,14})\s*$"
)
_MIN_CALLED, _MOST_ANSWERS, _STEM = 4, 2, 4
_HAN = re.compile("[\u3400-\u9fff\uac00-\ud7af]{2,4}")
# "Brook A. B."
_INITIALS = re.compile(r"\s(?:[^\W\d_]\.\s?){1,2}$")
# "D. Pedro Hall Roca", "D.ª Ana Brook Gil"
_SHARED_LETTER = re.compile(
    r"([^\W\d_])(?:\.[ªaº]?|[ªº]\.?)\s(?=[^\W\d_]{2}\S*\s\S{2})"
)
_MIN_TITLE = 2
# "br. Karel Mach": a title cut short in small letters, whatever it means; "Eng.º".
_SHORT_TITLE = re.compile(r"(?!\d)[^\WA-Z]{1,4}\.|[^\W\d_]{1,5}\.[ºª]")
# "… i Roca, mayor": one word up to the end of the part.
_LAST_SURNAME = re.compile(rf"({CAPITAL}[\w’'-]+)\s?(?=[,;(（/]|\s[–—-]|\s\s|$)")
_NO_NAME = re.compile(r"[\d:：]")
_HANDLE = re.compile(r"@?[a-z][\w-]{1,20}")


def heads_list(text: str) -> bool:
    """Return whether a line only heads a list of people.

    >>> heads_list("Present:"), heads_list("Sont présents :"), heads_list("Present: Ada")
    (True, True, False)
    >>> heads_list("Directors and officers of the board present:")
    True
    """
    bare = text.strip() if len(text) < _MAX_HEADING else ""
    return bare.endswith(COLONS) and _HEADING.is_all_of(bare)


def people_present(lines: Sequence[Line], *, titled: bool = False) -> tuple[str, ...]:
    """Return the names that lists of those present hold, in the head of a document.

    Who presides or writes is there, too.

    Args:
        lines: The lines of the document.
        titled: Whether it calls itself minutes, so that no list of those present needs
            to stand in it.

    >>> text = "Present: Ms A. Brook (Chair), Tom, Piet van Dam"
    >>> people_present([Line(text=text, block=0, number=1, kind=BlockKind.PARAGRAPH)])
    ('A. Brook', 'Tom', 'Piet van Dam')
    """
    found: dict[str, None] = {}
    head = lines[:_HEAD_LINES]
    for n, line in enumerate(head):
        text = line.text
        if len(text) > _MAX_LINE_CHARS or not _LIST.may_be_in(text):
            continue
        listed = _LIST.regex.match(text)
        behind = listed[1].strip(" *_") if listed else ""
        if titled and not behind and text.rstrip(" -–—").endswith("."):
            found |= dict.fromkeys(_names_in_sentence(text))
        # "La présidente présente le rapport." heads no list.
        sentence = text.rstrip().endswith(".") and len(text.split()) > _MAX_WORDS
        if listed is None or (sentence and not behind):
            continue
        if behind:
            behind += _broken_off(head[n : n + _MAX_BROKEN])
            for part in _NEXT_LIST.regex.split(behind):
                found |= dict.fromkeys(_names(part))
        else:
            found |= dict.fromkeys(_names_below(head[n + 1 : n + 1 + _MAX_BELOW]))
    found |= dict.fromkeys(_names_in_roll_calls(head))
    if not (titled or len(found) >= _MIN_LISTED):
        return ()
    for line in head[:_OFFICERS_LINES]:
        found |= dict.fromkeys(_officers(line.text))
    found = dict.fromkeys(_without_shared_letter([*found]))
    return tuple(found) if len(found) >= _MIN_LISTED else ()


def listed_offices(lines: Sequence[Line], first: int) -> dict[str, str]:
    """Return who holds an office, by its key, as fields in the head of minutes say.

    "Alcaldesa-Presidenta: Ana Lima Roca" is the Alcaldesa of labels, too; "Members: Ana
    Lima, Tom Ferro" are several.

    Args:
        lines: The lines of the document.
        first: Where the first label stands.

    >>> text = "Present: Chair-Treasurer: Ada Brook; Members: Tom Ferro, Lena Hall"
    >>> line = Line(text=text, block=0, number=1, kind=BlockKind.PARAGRAPH)
    >>> listed_offices([line], 1)
    {'chair treasurer': 'Ada Brook', 'chair': 'Ada Brook', 'treasurer': 'Ada Brook'}
    """
    shown = lines[: min(first, _OFFICERS_LINES)]
    held = [*_held_beside(shown), *_held_below(shown)]
    found: dict[str, str] = {}
    for office, name in held:
        for key in offices_joined(office):
            found.setdefault(key, name)
    # "Secretary of the Council: Ada Brook" is the Secretary, where nobody else is one.
    openings = Counter(label_key(office).partition(" ")[0] for office, _ in held)
    for office, name in held:
        opening = label_key(office).partition(" ")[0]
        alone = openings[opening] == 1 and opening not in label_words().shared_offices
        if alone and is_role(opening):
            found.setdefault(opening, name)
    return found


def _held_beside(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield offices that lead to one name behind their colon."""
    for line in lines:
        if (
            not (":" in line.text or "：" in line.text)
            or len(line.text) > _MAX_LINE_CHARS
        ):
            continue
        parts = _parts_of(line.text)
        for part, below in pairwise([*parts, ""]):
            before, colon, held = part.replace("：", ":").rpartition(":")
            alone = not below or _FIELD.search(below)
            if not (colon and held.strip() and alone):
                continue
            names = [*_names(held)]
            if len(names) == 1:
                yield before.rpartition(":")[2].strip(" *_"), names[0]


def fields_below(
    lines: Sequence[Line], first: int, alone: Collection[int]
) -> frozenset[int]:
    """Return the lines right below the head of a list that hold an office and only names.

    "Present:", and below it "Chair: Mr A. Brook (Lib)." and "Members: Tom Ferro, Lena Hall."
    Where a heading is for the list, so is all below it that has a colon, and where nobody
    speaks: "Vorsitz:", "Bayern: Ada Brook, Staatsministerin". Names on lines of
    their own right above such a field are listed, too.

    Args:
        lines: The lines of the document.
        first: The line of the first label that comes back.
        alone: The lines with a label and nothing else.

    >>> texts = ["Ada Brook", "Tom Ferro", "Chair: Lena Hall", "Ada Brook", "Yes: now."]
    >>> kind = BlockKind.PARAGRAPH
    >>> lines = [Line(text=t, block=n, number=n, kind=kind) for n, t in enumerate(texts)]
    >>> sorted(fields_below(lines, 5, {0, 1, 3}))
    [0, 1, 2]
    """
    found: set[int] = set()
    below = headed = False
    for n, line in enumerate(lines[:_HEAD_LINES]):
        if line.kind is HEADING_BLOCK:
            headed = heads_list(f"{line.text.strip()}:")
        elif headed and n < first and not SPOKEN_WORDS.is_in(line.text):
            found |= {n} if any(colon in line.text for colon in COLONS) else set()
        office, _, held = line.text.replace("：", ":").partition(":")
        # "Ada Brook – mayor members: Tom Ferro" runs on from another line.
        brief = len(office) <= _MAX_NAME_CHARS and " – " not in office
        brief = brief and not any(mark in office for mark in "!?")
        if below and brief and _holds_names(held):
            found.add(n)
        elif n - 1 in alone and brief and held.strip() and _holds_names(held):
            above = takewhile(alone.__contains__, range(n - 1, -1, -1))
            found |= {n, *above}
        else:
            below = heads_list(line.text)
    return frozenset(found)


def _holds_names(text: str) -> bool:
    """Return whether most parts of a line are whole names.

    >>> _holds_names("D. Pedro Hall Roca, Ana Brook (Lib)."), _holds_names("Yes, Ana.")
    (True, False)
    """
    bare = without_brackets(text.strip()).strip(" .;")
    whole = [name for name in _names(bare) if " " in name]
    return 2 * len(whole) > len(_parts_of(bare)) > 0


def _held_below(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield offices that head one name on the line below: "Chair:", "Ms Ada Brook"."""
    for n, line in enumerate(lines[:-1]):
        office, colon, rest = line.text.replace("：", ":").partition(":")
        if not colon or rest.strip():
            continue
        below, *after = lines[n + 1 : n + 3]
        # Another name right below it is held by "Members:", too.
        alone = not after or ":" in after[0].text or after[0].block != below.block
        names = [] if ":" in below.text else [*_names(below.text)]
        if alone and len(names) == 1:
            yield office.strip(" *_"), names[0]


def offices_joined(printed: str) -> Iterator[str]:
    """Yield the key of an office, and those of the offices that a hyphen joins in it.

    >>> [*offices_joined("Chair-Treasurer")], [*offices_joined("Notes")]
    (['chair treasurer', 'chair', 'treasurer'], [])
    """
    parts = [label_key(part) for part in printed.split("-")]
    if all(map(is_role, parts)):
        yield label_key(printed)
        yield from parts if len(parts) > 1 else ()


def _without_shared_letter(names: Sequence[str]) -> list[str]:
    """Return names without the letter that opens several of them: a form of address.

    >>> _without_shared_letter(["D. Pedro Hall Roca", "D.ª Ana Brook Gil", "D. Ada Gil Hall"])
    ['Pedro Hall Roca', 'Ana Brook Gil', 'Ada Gil Hall']
    >>> _without_shared_letter(["D. Hall", "D. Brook"]), _without_shared_letter(["A. B. Hall"])
    (['D. Hall', 'D. Brook'], ['A. B. Hall'])
    """
    opened = [_SHARED_LETTER.match(name) for name in names]
    letters = [one[1] for one in opened if one]
    shared = len(letters) >= _MIN_LISTED and len(set(letters)) == 1
    return [
        name[one.end() :] if shared and one else name
        for name, one in zip(names, opened, strict=True)
    ]


def _names_in_roll_calls(head: Sequence[Line]) -> Iterator[str]:
    """Yield the names of roll calls: one a line, each with one of two answers behind it."""
    run: list[re.Match[str]] = []
    for line in (*head, None):
        found = _ROLL_CALL.match(line.text) if line is not None else None
        if found is not None:
            run.append(found)
            continue
        answers = {one[2].casefold()[:_STEM] for one in run}
        if len(run) >= _MIN_CALLED and len(answers) <= _MOST_ANSWERS:
            yield from (one[1] for one in run)
        run = []


def lists_people(text: str) -> bool:
    """Return whether a line opens as a list of those present does.

    >>> lists_people("Present: Ada Brook (Chair), Tom Ferro"), lists_people("Tom spoke")
    (True, False)
    """
    return _LIST.may_be_in(text) and _LIST.regex.match(text) is not None


def _broken_off(lines: Sequence[Line]) -> str:
    """Return what the page broke off a list with commas: the lines below in its block.

    A line of a typewritten list may be a block.
    """
    rest = ""
    for above, line in pairwise(lines):
        open_ended = above.text.rstrip().endswith((",", "、"))
        next_row = (
            line.number == above.number + 1
            and "," in line.text
            and _breaks_name(above.text)
        )
        goes_on = open_ended or (
            "," in above.text and (line.block == above.block or next_row)
        )
        ended = above.text.rstrip().endswith((".", ";"))
        if not goes_on or ended or ":" in line.text or "：" in line.text:
            break
        rest += f" {line.text.strip()}"
    return rest


def _breaks_name(row: str) -> bool:
    """Return whether a row of a list of whole names ends in one word of such a name.

    >>> _breaks_name("Present: Ada Brook, Tom Hall, Lena"), _breaks_name("Ada Brook, Tom Hall")
    (True, False)
    >>> _breaks_name("Present: Brook, Hall, Ost"), _breaks_name("Ada Brook, Tom Hall, clerk")
    (False, False)
    """
    *others, last = (part.split() for part in row.split(","))
    broken = len(last) == 1 and last[0][0].isupper()
    return broken and all(len(other) > 1 for other in others)


def _names_in_sentence(text: str) -> list[str]:
    """Return the names that a sentence lists behind the words of such a list.

    >>> _names_in_sentence("Chaired by the mayor, with those present Ada Brook, Tom Ferro and Lena Hall.")
    ['Ada Brook', 'Tom Ferro', 'Lena Hall']
    """
    told = _SENTENCE.regex.search(text)
    words = GAP_BEHIND_WORD.split(told[1])[0].split() if told else []
    while words and words[0][0].islower():
        words = words[1:]
    listed = " ".join(words)
    names = list(_names(listed))
    # What else such a sentence tells has no row of names.
    enough = len(names) >= max(_MIN_IN_SENTENCE, len(_PARTS.regex.split(listed)) - 1)
    return names if enough else []


def _officers(text: str, *, longest: int = _MAX_HELD) -> Iterator[str]:
    """Yield whom a line names behind an office, and the whole names behind other words.

    Args:
        text: The line.
        longest: How many characters may stand there: one name, or a row of them.
    """
    line = _OFFICER.fullmatch(text)
    if line is None or len(line[2]) > longest:
        return
    words = label_key(line[1]).split()
    office = has_role(words) or is_record_field(line[1])
    said = line[2].rstrip().endswith((".", "!", "?", "…")) and not (
        longest > _MAX_HELD and _holds_names(line[2])
    )
    if not words or said or any(is_given_name(word, surely=True) for word in words):
        return
    for name in _names(line[2]):
        if office or is_person(name):
            yield name


def _names_below(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names of a list with one, or a row of them, on each line."""
    for line in lines:
        text = _ITEM.sub("", line.text, count=1)
        listing = line.kind in {ITEM_BLOCK, BlockKind.TABLE}
        if text.rstrip().endswith(COLONS) and len(text) <= _MAX_NAME_CHARS:
            continue  # "Members:", a part of the list
        if line.kind is HEADING_BLOCK or len(text) > _MAX_LINE_CHARS:
            return
        if not listing and (":" in text or text.rstrip().endswith((".", "?", "!"))):
            officers = list(_officers(text, longest=_MAX_LINE_CHARS))
            if not officers:
                return
            yield from officers
            continue
        names = list(_names(text))
        if not names and not listing:
            return
        yield from names[:1] if line.kind is BlockKind.TABLE else names


def _names(text: str) -> Iterator[str]:
    """Yield what looks like a name among the parts of a list."""
    parts = _parts_of(without_brackets(text))
    small = all(_HANDLE.fullmatch(part.strip()) for part in parts)
    for part in parts:
        field = _FIELD.search(part)
        words = _without_offices(part[field.end() :] if field else part)
        words = _behind_trade(from_given_name(words))
        name = " ".join(words)
        if words and _INITIALS.search(part.rstrip(" *_")):
            name += "."
        # "D. Ana María Brook Gil": an initial, or a title cut to a letter, is no word.
        counted = sum(
            word not in label_words().between_surnames and len(word.strip(".ªº")) > 1
            for word in words
        )
        if not 0 < counted <= _MAX_WORDS or len(name) > _MAX_NAME_CHARS:
            continue
        if field and not is_person(name):
            continue
        if _NO_NAME.search(name) or label_key(name) in label_words().unnamed:
            continue
        particles = label_words().particles
        capital = all(
            not word[0].islower() or word.casefold() in particles for word in words
        )
        caseless = name == name.swapcase()
        if (capital and not caseless) or (caseless and _HAN.fullmatch(name)):
            yield name
        elif (small and len(parts) > 1) or (caseless and name[:1].isalpha()):
            yield name.lstrip("@")


def _behind_trade(words: list[str]) -> list[str]:
    """Return the words of a whole name without a trade in small letters before it.

    >>> _behind_trade("digger Ada Brook".split()), _behind_trade("van der Ada".split())
    (['Ada', 'Brook'], ['van', 'der', 'Ada'])
    """
    name = [*dropwhile(str.islower, words)]
    trades = words[: len(words) - len(name)]
    named = len(name) > 1 and all(word[0].isupper() for word in name)
    known = any(word in label_words().particles for word in trades)
    return name if named and not known else words


def _parts_of(text: str) -> list[str]:
    """Return the parts of a list; two surnames of one person are not parted.

    >>> _parts_of("Núria Vidal i Roca, alcaldessa; Pau Puig i Anna Serra")
    ['Núria Vidal i Roca', ' alcaldessa', ' Pau Puig', 'Anna Serra']
    """
    parts: list[str] = []
    start = 0
    for gap in _PARTS.regex.finditer(text):
        joins = gap.group().strip() in label_words().between_surnames
        if joins and _are_surnames(text[start : gap.start()], text[gap.end() :]):
            continue
        parts.append(text[start : gap.start()])
        start = gap.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


def _are_surnames(before: str, behind: str) -> bool:
    """Return whether a name that ends in a surname stands before another surname."""
    words, last = before.split(), _LAST_SURNAME.match(behind)
    named = len(words) > 1 and not is_given_name(words[-1], surely=True)
    return named and last is not None and not is_given_name(last[1])


def _without_offices(part: str) -> list[str]:
    """Return the words of one name in a list, without offices and forms of address.

    "de heer A. Brook", "Cllrs A. Brook": a list has its offices in the plural, too.
    """
    w, offices = label_words(), _offices()
    words = without_brackets(part.strip(" .*_")).split()
    if len(words) > 1 and words[0].casefold() in w.articles_before_titles:
        words = words[_is_office(words[1], offices) :]
    first = True
    while len(words) > 1 and (
        _is_office(words[0], offices) or _SHORT_TITLE.fullmatch(words[0])
    ):
        # "Mr C. Brook": a letter is an initial, but for the French "M." alone.
        letter = len(words[0].strip(".")) == 1 and not words[0].islower()
        if letter and not (first and words[0].casefold().strip(".") in w.honorifics):
            break
        words, first = words[1:], False
    words = without_address_behind(words)
    while len(words) > 1 and words[-1].casefold() in w.roles:
        words = words[:-1]
    return _behind_title(words)


@cache
def _offices() -> frozenset[str]:
    """Return offices and forms of address, those before several names too."""
    return label_words().titles_and_roles | label_words().plural_addresses


def _behind_title(words: list[str]) -> list[str]:
    """Return the words behind a title that stands among them.

    >>> _behind_title(["Generale", "Dott.ssa", "Ada", "Brook"])
    ['Ada', 'Brook']
    """
    titles = label_words().titles
    known = (
        n
        for n, word in enumerate(words[:-2])
        if "." in word[1:] and len(word) > _MIN_TITLE
        if word.casefold().strip(".") in titles
    )
    return words[next(known, -1) + 1 :]


def _is_office(word: str, offices: frozenset[str]) -> bool:
    bare = word.casefold().strip(".")
    forms = (bare, bare.removesuffix("s"), bare.removesuffix("es"))
    return not offices.isdisjoint(forms)
