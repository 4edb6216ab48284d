"""Who holds an office that labels name alone, as running text says it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.language.patterns.letter_case import lower_letters
from content.language.word_lists import WordPattern, all_words
from content.language.words.before import last_word
from content.language.words.word_patterns import WORD
from content.segment.labels.attendance import lists_people
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.office_beside_name import is_whole_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.small_forms import is_abbreviated
from content.segment.names.in_labels.testimony import party_words
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.office_words import is_former
from content.segment.names.in_text.same_person import same_person
from content.segment.names.name_score import BRACKET, label_key
from content.segment.names.offices import has_role, without_address
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words
from content.segment.speakers.known_names import first_that_recurs

_PARTS = re.compile('[;:.!?]\\s|[;:\n"“”„«»「」『』]')
"""What parts a name from an office: a sentence's end, or the mark of a title or a quote."""

_NOTE_BEFORE = re.compile(r"\s?[(（][^()（）]{1,60},\s")
"""An office before another in brackets behind a name: "Ada Brook (press officer, chair)"."""

_NOTE_ENDS = re.compile(r"(?:\s[\w’'-]+){0,2}[),]")
"""The end of an office in brackets: "(prezes zarządu)"."""

_FIELD_ENDS = re.compile(r"(?:\s[^\W\d_A-Z][\w’'-]*){1,2}\s?:\s+")
"""What stands between an office and its holder in a field: "Chair of the meeting: "."""

_NAME_NEXT = re.compile(r"\s(?:[^\W\d_]{1,5}\.\s){0,2}[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z]")

_OF_WHAT = re.compile(r"\s((?:[^\W\d_]{1,3}\s){0,2}[^\W\d_a-z][\w’'-]{3,}),\s$")
"""What an office is of, before the name: " Presidencial, ", " del Gobierno, "."""

_ITEMS = re.compile(r"[,;、]\s?")
_IN_NO_NAME = re.compile(r"[,;()\d]")
_MAX_HEAD_CHARS, _MIN_OFFICE_CHARS = 1_000, 4

_SHORTENED = re.compile(r"([^\W\d_]+)\.")
_OF = WordPattern(r"([^\W\d_]+)\s<labels.of_places>\s([^\W\d_]+)", re.NOFLAG)
_HEAD_OF_STATE = WordPattern("<labels.heads_of_state>", re.NOFLAG)
_MAX_BETWEEN, _MAX_BEFORE = 12, 40
"""Characters between a name and an office: a comma, an article, a form of address."""


def find_named_holders(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[str, str]:
    """Return the one person whom the text names beside each office that is a label, by key.

    An office of two words or more stands right before or behind the name, as the label
    prints it: "Aina Rovellat, consellera de Territori". One word says enough only where it
    is for who leads a meeting and opens a line of the record: "Ordföranden Kari Lund closed
    the meeting".

    Above the first label, where people are listed, any office says enough: by itself behind
    a name, in brackets or between commas, "Ada Brook (mayor), Tom Ferro"; and at the start
    of a part of the list, "Present: mayor Ada Brook", whose head may say what the office is
    of, "Council: President Ada Brook".
    """
    listed = _listed_in_head(labels, lines)
    offices = dict(_offices(one.label.printed for one in labels.values()))
    if not offices:
        return listed
    offices = {_headed(office): key for office, key in offices.items()} | offices
    offices = _indefinite(offices) | offices
    # Where case is ignored, "Başkani" is "Başkanı", too.
    by_letters = {lower_letters(office): key for office, key in offices.items()}
    either = "|".join(map(re.escape, offices))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    # Few lines have one, which is found out faster in lower case, behind a line end.
    lower = "|".join(map(re.escape, map(lower_letters, offices)))
    somewhere = re.compile(rf"\W(?:{lower})(?!\w)")
    people: dict[str, list[str]] = {}
    head = min(labels)
    for n, line in enumerate(lines):
        if somewhere.search(f"\n{lower_letters(line.text)}") is None:
            continue
        # "Chair: Thank you, Mr. Hall" names nobody as the chair.
        start = labels[n].label.end if n in labels else 0
        places = [
            found
            for found in pattern.finditer(line.text, start)
            if not _is_former(line, found)
            and (
                " " in found.group()
                or (n < head and _is_listed(line, found))
                or (n < head and _opens_part(line, found))
                or (n not in labels and _opens_record(found, by_letters))
                or (n < head and _stands_before_name(line, found))
                or (n < head and _opens_field(line, found))
            )
        ]
        for office, name in _held(line, places, in_head=n < head):
            people.setdefault(by_letters[office], []).append(name)
    return listed | {
        key: names[0]
        for key, names in people.items()
        if all(same_person(names[0], name) for name in names)
    }


def _listed_in_head(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[str, str]:
    """Return whom the head names beside the very words of a label, in words of any kind.

    "Lamplighter: Jane Hall" above all labels, or "Jane Hall (lamplighter), Tom Ferro".
    """
    w = label_words()
    never = w.questions | w.answers | w.unnamed_speakers
    keys = {
        label_key(without_address(one.label.printed)): one.key
        for one in labels.values()
        # People stand beside each other in lists, too.
        if one.key not in never
        and not WITHOUT_CASE.search(one.label.printed)
        and not any(map(is_given_name, one.label.printed.split()))
        and not is_person(one.label.printed)
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    # A list of people and offices may look like a label.
    for line in lines[: first_that_recurs(labels)]:
        if len(line.text) > _MAX_HEAD_CHARS:
            continue
        office, _, name = line.text.replace("：", ":").partition(":")
        beside = [(office, strip_titles(name.strip(" .")))]
        beside += [
            # What stands behind the bracket is said of others.
            (noted[1], strip_titles(item[: noted.start()].rpartition(":")[2].strip()))
            for item in (*_ITEMS.split(line.text), *_ITEMS.split(name))
            if (noted := BRACKET.search(item))
        ]
        for title, person in beside:
            key = keys.get(label_key(without_address(title)), "")
            named = is_whole_name(person) and not _IN_NO_NAME.search(person)
            if named and len(key) >= _MIN_OFFICE_CHARS:
                found[key].add(person)
    return {key: min(people) for key, people in found.items() if len(people) == 1}


def _held(
    line: Line, places: Sequence[re.Match[str]], *, in_head: bool
) -> Iterator[tuple[str, str]]:
    """Yield the offices of a line that somebody holds, in lower case, with the name."""
    named = [*mentions_in(line.text)] if places else []
    if line.text.isupper():
        # "PRESS CONFERENCE OF THE MINISTER AFTER THE CABINET" names nobody.
        named = [one for one in named if is_given_name(one.name.split()[0])]
    ends = {one.end for one in named}
    for one in named:
        for office in places:
            between = _between(line, one, office)
            # "Bartos Gábor közös képviselő, Fehér Ilona"
            behind = one.start >= office.end() and office.start() - 1 in ends
            if between is None or (behind and between.startswith(",")):
                continue
            held = in_head and (
                _opens_field(line, office, between)
                or (_tells_of_what(between) and is_given_name(one.name.split()[0]))
            )
            if held or _between_is_empty(between):
                yield lower_letters(office.group()), _ranked(line.text, one)


def _between(line: Line, one: Mention, office: re.Match[str]) -> str | None:
    """Return what parts a name from an office; None where it is not the holder's."""
    text = line.text
    if one.end <= office.start():
        if _in_note(text, one.start, office) or _heads_next(line, office):
            return None
        return _NOTE_BEFORE.sub(", ", text[one.end : office.start()])
    if office.end() <= one.start and not _is_listed(line, office):
        return text[office.end() : one.start]
    return None


def _heads_next(line: Line, office: re.Match[str]) -> bool:
    """Return whether an office in a list is of who follows.

    "Present: mayor Ada Brook, clerk Tom Ferro"
    """
    before, after = line.text[: office.start()].rstrip(), line.text[office.end() :]
    led = before.endswith(",") and _NAME_NEXT.match(after) is not None
    return led and lists_people(line.text)


def _in_note(text: str, start: int, office: re.Match[str]) -> bool:
    """Return whether words before an office stand in the same brackets as it does."""
    opened = text.rfind("(", 0, start)
    return opened >= 0 and ")" not in text[opened : office.start()]


def _ranked(text: str, one: Mention) -> str:
    """Return a name with the rank that stands before it: "Dame Ada Brook"."""
    before = last_word(text, one.start)
    lasting = label_words().lasting_titles
    ranked = [word for word in before if word.casefold() in lasting]
    return " ".join([*ranked, one.name])


def _is_listed(line: Line, office: re.Match[str]) -> bool:
    """Return whether an office stands by itself behind a name: "Ada Brook – mayor".

    A word that ends offices may follow: "Ada Brook, clerk general of the council".
    """
    before, after = line.text[: office.start()].rstrip(), line.text[office.end() :]
    ending, _, more = after.lstrip().partition(" ")
    if before.endswith(",") and ending.casefold() in label_words().office_endings:
        after = f", {more}"
    in_brackets = before.endswith("(") and _NOTE_ENDS.match(after) is not None
    between = (
        before.endswith((",", " –", " —", " -")) and not after.lstrip(" ")[:1].isalpha()
    )
    return in_brackets or between


def _headed(office: str) -> str:
    """Return an office behind what it is of: "mesa: presidente", of "presidente da mesa"."""
    found = _OF.regex.fullmatch(office)
    return f"{found.group(2)}: {found.group(1)}" if found else office


def _indefinite(offices: Mapping[str, str]) -> dict[str, str]:
    """Return offices of one word without the article at their end: "formand", "кмет"."""
    return {
        stem: key
        for office, key in offices.items()
        for ending in all_words("labels.definite_endings")
        if " " not in office and office.endswith(ending)
        for stem in [office.removesuffix(ending)]
        if stem in label_words().roles
    }


def _opens_part(line: Line, office: re.Match[str]) -> bool:
    """Return whether an office opens a part of a list: "Present: mayor Ada Brook, …"."""
    before = line.text[: office.start()].rstrip()
    return before.endswith((":", ";")) and " " not in office.group()


def _opens_field(line: Line, office: re.Match[str], between: str = "") -> bool:
    """Return whether an office opens a field of the head: "Chair of the day: Ada Brook".

    Args:
        line: The line.
        office: The office in it.
        between: What parts it from a name, if it is that name's field.
    """
    before = line.text[: office.start()].rstrip()
    opens = not before or before.endswith((".", ";", "–", "—"))
    held = _FIELD_ENDS.match(line.text, office.end())
    return opens and held is not None and between in {"", held.group()}


def _stands_before_name(line: Line, office: re.Match[str]) -> bool:
    """Return whether only titles part an office from a name: "sindaco Dott. Ada Brook"."""
    before, after = line.text[: office.start()], line.text[office.end() :]
    apart = before.rstrip()[-1:] not in {",", "-", "–", "—", "("}
    apart = apart or _heads_next(line, office)
    state = _HEAD_OF_STATE.regex.search(lower_letters(office.group()))
    if not (apart and after.startswith(" ")) or state:
        return False
    words = after.split()
    while words and words[0].strip(".").casefold() in label_words().titles:
        words = words[1:]
    # "I. BAŞKAN TARAFINDAN MECLİSİN AÇILMASI" is a heading.
    heading = line.text.isupper() and not is_given_name(words[0] if words else "")
    return bool(words) and words[0][:1].isupper() and not heading


def _opens_record(office: re.Match[str], keys: Mapping[str, str]) -> bool:
    words = keys[lower_letters(office.group())].split()
    return not office.start() and _leads_meeting(words)


def _is_former(line: Line, office: re.Match[str]) -> bool:
    """Return whether the word before an office says that it is another: "former", "vice"."""
    near = line.text[max(0, office.start() - _MAX_BEFORE) : office.start()]
    before = WORD.findall(near.casefold())[-1:]
    return is_former(near) or not label_words().deputies.isdisjoint(before)


def _between_is_empty(between: str) -> bool:
    if len(between) > _MAX_BETWEEN:
        return False
    between = _SHORTENED.sub(_without_stop, between)
    if _PARTS.search(between):
        return False
    words = WORD.findall(between.casefold())
    w = label_words()
    return all(
        word in w.articles or word in w.leading_articles or word in w.titles
        for word in words
    )


def _tells_of_what(between: str) -> bool:
    """Return whether words say what an office is of, up to a comma.

    >>> _tells_of_what(" Presidencial, "), _tells_of_what(" del Govern, ")
    (True, True)
    >>> _tells_of_what(" and Tom Hall, "), _tells_of_what(", ")
    (False, False)
    """
    found = _OF_WHAT.match(between)
    words = found.group(1).casefold().split() if found else []
    of = all_words("messages.of") | label_words().articles
    *small, _ = words or [""]
    return bool(words) and of.issuperset(small) and not is_given_name(words[-1])


def _without_stop(word: re.Match[str]) -> str:
    title = word.group(1).casefold() in label_words().titles
    return word.group(1) if title else word.group()


def _leads_meeting(words: Sequence[str]) -> bool:
    """Return whether a word is for who leads a meeting; there are many presidents."""
    return all(
        word in label_words().chairs and not _HEAD_OF_STATE.regex.search(word)
        for word in words
    )


def _offices(printed: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the offices among labels without articles, with their labels' keys."""
    for text in dict.fromkeys(printed):
        # "p. starostka": such a form of address is in no table.
        bare = without_address(text.partition(" ")[2] if is_abbreviated(text) else text)
        bare = bare.strip(" :.")
        words = label_key(bare).split()
        if any(map(str.isdigit, text)):
            continue  # "Speaker 3" is no office
        known = has_role(words) or (words and words[-1] in party_words())
        if known and parse_label(text).voice:
            yield bare.casefold(), label_key(text)
