"""What stands behind the colon of a field, and is hardly said: numbers, counts, names, credits."""

import re

from content.language.sentence_marks import COLONS, PHRASE_ENDS, SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_patterns
from content.segment.labels.exclusions.votes import (
    holds_votes,
)
from content.segment.labels.shapes.posts.post_dates import is_stamp
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    is_given_name,
)
from content.segment.names.in_labels.parsing import han_person, parse_label
from content.segment.names.name_score import (
    without_brackets,
)
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

# "for: 13, against: 0", "TAMBLYN   AYE": counts, or a name and a word in a column.
_COUNT = re.compile(r"[^\W\d_][^:,;\d]{0,40}[:：–-]\s?\d{1,4}\b")
# A word beside counts that only tells whose they are is shorter.
_SAID = re.compile(r"[^\W\d_]{4}")
_BEFORE_NUMBER = re.compile(r"[:：–-]\s?\d")
# A date, a time, or a number: "18:00 – 20:25", "30 November".
_DATA = re.compile(r"[\W\d_]*\d[\W\d_]*(?:[^\W\d_]{1,12}\W*){0,2}[\W\d_]*")
# "Mme Lanoë à M. Peltier": a short word parts two people.
_PART_END = re.compile(r"[,;、]\s*|\s[^\W\d_A-ZÀ-Þ]{1,2}\s")
_LIST_PARTS = WordPattern(r"[,;、]|\s[-–—]\s|\s<names.and>\s", re.NOFLAG)
VALUE_ENDS = (*SENTENCE_ENDS, *COLONS, *";；")
# "Puig i Ferrer": in other languages, the word is "I".
_BETWEEN_SURNAMES = WordPattern(
    r"(?<=\w)\s<labels.between_surnames>\s(?=[^\W\d_a-z])", re.NOFLAG
)
# "– the tap", "1) the tap": an item of a list.
_ITEM = re.compile(r"(?:[–—•*-]|\d{1,2}[.)]|[a-z]\))\s")
# "Posted: 3 May 2019 Views: 40": fields of a page run on where no stroke parts them.
_NEXT_FIELD = re.compile(r"[\s(（][^\W\d_][^|:：.]{0,24}[:：]")
_MAX_RUN_ON_CHARS = 160
# "Sound: Tom Ferro"
_CREDIT_PARTS = re.compile(r"(?<=[^\W\d_]{2})[.;|·](?=\s|$)")
_CREDIT = re.compile(r"[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20})?\s?:\s([^:]{4,60})")
HAN_WORDS = re.compile("[\u3400-\u9fff]{2,8}")
_HAN_PARTS = re.compile("[\\s\u3000、，,；;]+")
_MIN_SENTENCE_WORDS = 8
_MIN_COUNTS = 2
_MAX_NAMES_CHARS = 120
_MAX_DATA_CHARS = 40
MAX_COUNTED_CHARS = 400
_MIN_WORDS_IN_CAPITALS = 4


def is_value_in_capitals(body: str) -> bool:
    """Return whether what stands behind a colon is a few words in capitals, and no sentence.

    >>> is_value_in_capitals("MOSTLY FALSE"), is_value_in_capitals("AYE!"), is_value_in_capitals("I")
    (True, False, False)
    """
    words = body.split()
    in_capitals = (
        body.isupper() and sum(map(str.isalpha, body)) >= _MIN_WORDS_IN_CAPITALS
    )
    return (
        in_capitals
        and len(words) < _MIN_WORDS_IN_CAPITALS
        and not body.endswith(VALUE_ENDS)
    )


def are_words_in_capitals(body: str) -> bool:
    """Return whether several words are all in capitals, without a call like "NO!"."""
    return body.isupper() and len(body.split()) >= _MIN_WORDS_IN_CAPITALS


def leads_to_list(printed: str, body: str) -> bool:
    """Return whether a sentence tells of what is listed below it.

    >>> leads_to_list("The Board, which met in the old hall, took note of", "– the tap")
    True
    """
    words = printed.split()
    told = len(words) >= _MIN_SENTENCE_WORDS and words[-1].islower()
    return told and _ITEM.match(body) is not None


def is_data(body: str) -> bool:
    """Return whether a field holds numbers, or a day and an hour, and a word or two.

    >>> is_data("18:00 - 20:25"), is_data("dom 6 ott 2019, 22:17"), is_data("At 6 we go.")
    (True, True, False)
    """
    numbers = len(body) <= _MAX_DATA_CHARS and _DATA.fullmatch(body) is not None
    return numbers or is_stamp(body)


def runs_on(body: str) -> bool:
    """Return whether what a field holds has a number, and leads on to the next field."""
    return (
        len(body) <= _MAX_RUN_ON_CHARS
        and any(map(str.isdigit, body))
        and not body.endswith(PHRASE_ENDS)
        and not SPOKEN_WORDS.is_in(body)
        and _NEXT_FIELD.search(body) is not None
    )


def holds_counts(body: str) -> bool:
    """Return whether a line holds counts of several things, and nothing is said in it.

    >>> holds_counts("Green: 5, white: 3"), holds_counts("Green: 5, white: 3, I hear.")
    (True, False)
    """
    start = body[:MAX_COUNTED_CHARS]
    if len(_BEFORE_NUMBER.findall(start)) < _MIN_COUNTS:
        return False  # Each count has one, and few lines do.
    rest, counts = _COUNT.subn("", start)
    return counts >= _MIN_COUNTS and not _SAID.search(rest)


def holds_credits(body: str) -> bool:
    """Return whether a person and more fields with people follow each other in a line.

    >>> holds_credits("Ada Brook. Sound: Tom Ferro. Producer: Lena Hall.")
    True
    >>> holds_credits("Ada Brook. I say: we go."), holds_credits("Ada Brook.")
    (False, False)
    """
    if len(body) > _MAX_RUN_ON_CHARS or not _NEXT_FIELD.search(body):
        return False
    first, *others = (
        part.strip() for part in _CREDIT_PARTS.split(body) if part.strip()
    )
    fields = [_CREDIT.fullmatch(part) for part in others]
    return bool(fields) and all(
        name is not None and is_person(name)
        for name in (first, *(f and f[1] for f in fields))
    )


def counts_votes_of(printed: str, body: str) -> bool:
    """Return whether counts of votes open a line, and no known name stands before it.

    >>> counts_votes_of("Antrag Lund", "24 Ja, 51 Nein. Der Antrag ist abgelehnt.")
    True
    >>> counts_votes_of("Ada Lund", "24 Ja, 51 Nein. Der Antrag ist abgelehnt.")
    False
    """
    opening = body[:MAX_COUNTED_CHARS].partition(".")[0]
    named = any(map(is_given_name, printed.split()))
    return body[:1].isdigit() and holds_votes(opening) and not named


def lists_person(body: str) -> bool:
    """Return whether a line opens with a person and a title, and nobody speaks in it.

    >>> lists_person("Mr. Paul Hall, director of harbours."), lists_person("Mr. Hall?")
    (True, False)
    """
    first = _PART_END.split(body.rstrip("."), maxsplit=1)[0].strip()
    titled = first.split(" ", 1)[0].casefold().strip(".") in label_words().titles
    long = len(body) > _MAX_NAMES_CHARS
    return titled and not long and is_person(first) and not speaks(body)


def lists_people(body: str) -> bool:
    """Return whether all parts between semicolons open with a person, and nobody speaks.

    >>> lists_people("Sir Tom Hall, keeper of the lamp; Dr Ada Brook, his deputy.")
    True
    """
    parts = [part.split(",")[0].strip(" .") for part in body.split(";")]
    return len(parts) > 1 and all(map(is_person, parts)) and not speaks(body)


def names_people(body: str) -> bool:
    """Return whether words are one name after another."""
    parts = _LIST_PARTS.regex.split(body.strip(" ."))
    return all(is_person(part.strip()) for part in parts)


def is_series(body: str) -> bool:
    """Return whether words are parts between semicolons, and no sentence.

    >>> is_series("Flood; road closures; missing cattle"), is_series("No; it is not.")
    (True, False)
    """
    parts = [part.strip() for part in body.split(";") if part.strip()]
    whole = body.endswith((".", "!", "?", "…", ":"))
    return len(parts) > 1 and not whole and not speaks(body)


def speaks(body: str) -> bool:
    """Return whether somebody speaks in person behind the colon, brackets left aside."""
    return SPOKEN_WORDS.is_in(without_brackets(body))


def holds_names(body: str) -> bool:
    """Return whether words are the names of people, and no sentence.

    >>> holds_names("Deputy Ada Hall"), holds_names("Ha la parola il deputato Ada Hall.")
    (True, False)
    """
    bare = without_brackets(body) if body else ""
    han = filter(None, _HAN_PARTS.split(bare)) if HAN_WORDS.match(bare) else [""]
    if all(map(han_person, han)):
        return True
    words = _BETWEEN_SURNAMES.regex.sub(" ", bare)
    if not bare or len(body) > _MAX_NAMES_CHARS or SPOKEN_WORDS.is_in(words):
        return False
    first = re.split(r"[,;、]\s*", bare)[0].strip()
    if not first:
        return False
    # "Başkan Vekili Deniz UZ": an office stands before the name.
    found = parse_label(first)
    if is_person(first):
        return True
    # "Ha la parola la deputata Rossi.": the chair calls somebody.
    held = bool(found.role) and is_person(found.name)
    return held and not all_patterns("excerpts.chairing").search(first)
