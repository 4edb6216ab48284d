"""Stage directions, sentences of the minutes, and other text that nobody speaks."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from content.language.word_lists import WordPattern
from content.segment.kinds import STAGE
from content.segment.labels import stamps
from content.segment.labels.evidence import FIRST_PERSON, SPOKEN_WORDS
from content.segment.labels.exclusions.votes import holds_votes
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_RECORDED = WordPattern(
    r"(?:<stage.record_fields>|<stage.votes>)\s?[:：–-]\s?\D{0,20}\d", by_words=True
)
# "Laughter and applause.": a line without brackets that only says what is heard.
_BARE_DIRECTION = WordPattern(
    r"(?:<stage.directions>)(?:(?:,\s|\s(?:<names.and>)\s|\s)(?:<stage.directions>)){0,3}[.]",
    by_words=True,
)
_MAX_BARE_CHARS, _CACHED_TEXTS = 40, 1_024
_MINUTES = WordPattern(r"(?<!\w)(?:<stage.minutes>)", by_words=True)
_SITTING = WordPattern(r"(?<![^\W\d_])(?:<stage.sittings>)(?![^\W\d_])")
_UNTIL = WordPattern(r"(?<![^\W\d_])(?:<stage.until>)(?![^\W\d_])")
_DIGIT = re.compile(r"\d")  # which is found out faster than where an hour stands
# "Séance du 24 mai, à 14 h" heads a record, and tells nothing.
_HOUR = WordPattern(
    r"\b\d{1,2}\s?[.:,h]\s?\d{2}\b(?![.,]\d)|\b\d{1,2}\s?(?!h\b)<dates.hour_words>\b",
    re.NOFLAG,
)
_MAX_NOTE_CHARS = 200
# In a longer paragraph of the minutes nobody speaks in person.
_MAX_MINUTES_CHARS, _MAX_TOLD_CHARS = 400, 1_200
_PRINTED_TEXT = WordPattern("<stage.printed_text>", by_words=True)
_ADVERTISEMENT = WordPattern(r"[\W_]{0,4}(?:<stage.advertisements>)(?![^\W\d_])")
# "[AD] This hour is brought to you by …", "〔廣告時間〕本集由…"
_MARKED_ADVERTISEMENT = WordPattern(
    r"\s*[\[(（〔【]\s*(?:<stage.advertisements>)(?:\s?[^\W\d_]{1,8})?\s*[\])）〕】]\s*"
    r"(?=[^\W\d_])"
)
_BRACKETS_OF_MARKS = frozenset("[(（〔【")
_SPONSOR = WordPattern(r"(?<!\w)(?:<pages.sponsors>)", for_every_line=True)
_EVENT_END = WordPattern(r"(?<!\w)[(\[（]?\s*(?:<stage.endings>)", by_words=True)
_VOTE_HEADING = WordPattern(
    r"(?<!\w)\[?(?:(?:<stage.counted_votes>) ?\d+.{0,30}\]?|"
    r"(?:<stage.votes>)\s?(?:[:–—-]{1,3}\s?)?\d*\s?:?)",
    for_every_line=True,
)
# "Present: Ada Brook (Chair), Tom Ferro", "AYES – 5: Abel, S; Brook, A".
_LIST = WordPattern(
    r"(?:<stage.lists>|<stage.votes>)\s?(?:\([^()]{0,40}\)\s?)?"
    r"(?:[–—-]{1,3}\s?\d{1,4}\s?)?(?:\d{1,4}\s?)?[:：]\s*(?P<names>.*)"
)
# "For: 8. Against: 0. Abstentions: 5.", "Vote no. 12 – for: 13, against: 0"
_COUNT = (
    r"[^:\d–—()?!]{2,40}[:：]\s?\d{1,4}(?:[.,]\d{1,2})?\s?%?"
    r"(?:\s[^\W\d_]++(?!\s?[:：])){0,3}(?:\s?\([^()]{2,80}\))?\s*(?:[.,;]|[–—-]\s)?\s*"
)
_COUNTS = re.compile(rf"(?:[^:?!]{{2,40}}\s[–—-]\s)?(?>{_COUNT}){{2,9}}")
_MAX_COUNTS_CHARS = 300
# "For the motion of the board ... 109 votes"
_DOTTED_COUNT = re.compile(r"[^.:?!\d]{4,100}\s(?:\.{3}|…)\s?\d{1,4}\s[^\W\d_]{3,20}")
# "Vote: 9 for, 2 against", "For: Brook, Hall. Against: Ferro."
_FIELD = WordPattern(r"((?:<stage.record_fields>)\s?[:：])")
# "Result, as called out: for 9 against 3", whatever the words before the colon.
_BEFORE_NUMBERS = re.compile(
    r"([^:：?!\d]{2,40}[:：])\s*(?:[^\W\d_][^\d:：.?!]{0,30}\d{1,4}[\s,;.]*){2,6}"
)
_VOTERS = WordPattern(r"(?:^|[.;]\s+)(?:<stage.votes>)\s?[:：]\s?")
_LIST_PARTS = WordPattern(r"[,;、，；]|\s<names.and>\s", re.NOFLAG)
_OPENING_SIGNS = "([（【〔<〈＜*/"
_GROUP = re.compile(
    r"[(\[（【〔<〈＜*][^()\[\]（）【】〔〕<>〈〉＜＞*\n]{1,240}[)\]）】〕>〉＞*]"
    # "/laughter/"; verses have blanks beside their slashes.
    r"|(?<!\S)/[^\W\d_][^/\n]{1,80}(?<=\S)/(?!\S)"
)
_WHOLE = re.compile(
    r"(?:[(\[（【〔<〈＜][^\n]{0,600}[)\]）】〕>〉＞][.。]?\s*)|(?:\*[^*\n]{1,120}\*)"
)
_DOTS_BEHIND = re.compile(r"\.{3,}")
_OPEN, _CLOSE = "([（【〔<〈＜*/", ")]）】〕>〉＞*/"
_STAMPED = re.compile(rf"\s*{stamps.BEFORE_LABEL}")
_SERVER_SIGN = re.compile(
    rf"\s*[\[(]?(?:[^\W\d_]{{3}}\s\d\d\s)?{stamps.STAMP}[\])]?\s*(?:-!-|\*{{1,3}}\s|-->|<--|→|←)"
)
_MAX_SERVER_LINE_CHARS = 200
_MAX_CLOCK_NUMBERS = 4
_MAX_LIST_CHARS = 4000
_MAX_LISTED_WORDS = 7
_MAX_CJK_NAME = 16
# "Hall, J.", "Hall, J. K."
_ENDS_IN_INITIAL = re.compile(r",\s(?:[^\W\d_a-z]\.\s?){1,3}$")
# How many directions in brackets make them usual in a document.
_MIN_USUAL = 2
_MIN_SENTENCE_WORDS = 3
_MIN_TOLD, _MAX_TOLD = 4, 160
# "Hear! Hear! from the left."
_CALLS = re.compile(
    r"((?:[^\W\d_a-z][^!:()]{0,40}!\s*){1,4})([^\W\d_][^!?:()]{0,40}\.?)?"
)
_DASHED_PART = re.compile(r"\s[–—]\s")
_DASHES = " –—"
_CALL_END, _MAX_CALL_WORDS = re.compile(r"!\s*"), 3
_CALL = re.compile(r"[^:：!?]{3,60}[:：]\s")
_QUOTED_CALL = re.compile(
    r"[^\W\d_][^:：!?“”„«»\"]{2,40}[:：]\s?[“„«»\"‘‚][^“”„«»\"]{1,80}[”“»«\"’][.!]?"
)

MINUTES_REASON = "a sentence of the minutes or of the chat"
PRINTED_REASON = "printed, not spoken"
"""Why nobody speaks what a record prints below words that say so."""


def is_direction(text: str) -> bool:
    """Return whether a line is only a stage direction.

    >>> is_direction("(Applause.)"), is_direction("(It is 5 pm) and we go on.")
    (True, False)
    """
    if text[:1].isalpha():
        return False  # Most lines begin with a letter, which is found out faster.
    bare = text.strip()
    if bare[:1] not in _OPEN or len(bare) > 640 or not _WHOLE.fullmatch(bare):
        return False
    # Outside all brackets nothing may be left.
    depth, outside = 0, 0
    if bare.startswith("*"):
        return DIRECTION.is_in(bare)
    for char in bare:
        if char in _OPEN[:-2]:
            depth += 1
        elif char in _CLOSE[:-2]:
            depth -= 1
        elif depth <= 0 and not char.isspace() and char not in ".。":
            outside += 1
    return not outside


def is_reaction(text: str) -> bool:
    """Return whether a line is only a direction about the hall: applause, laughter.

    >>> is_reaction("(Standing ovation)"), is_reaction("(Adjourned at 5 pm)")
    (True, False)
    """
    return (
        is_direction(text)
        and DIRECTION.is_in(text)
        and not any(map(str.isdigit, text))
        and not _EVENT_END.opens(text.strip())
    )


def is_server_line(text: str) -> bool:
    """Return whether a line without a name is a chat's own: "[10:01] * bob waves".

    A date before the time, as messengers print it, or a sign behind it tells; where only
    a time stands between words of one person, the words go on.
    """
    found = _STAMPED.match(text)
    if found is None or len(text) >= _MAX_SERVER_LINE_CHARS:
        return False
    dated = len(re.findall(r"\d+", found.group())) > _MAX_CLOCK_NUMBERS
    return dated or _SERVER_SIGN.match(text) is not None


# A line is asked again where it is read with other labels, or with none.
@lru_cache(maxsize=_CACHED_TEXTS)
def is_minutes_sentence(text: str) -> bool:
    """Return whether a line is a sentence of the minutes, which nobody speaks."""
    bare = text.strip()
    minutes = (
        len(bare) < _MAX_TOLD_CHARS
        and _MINUTES.opens(bare)
        and not _goes_on(bare)
        and (len(bare) < _MAX_MINUTES_CHARS or not FIRST_PERSON.is_in(bare))
    )
    only = len(bare) <= _MAX_BARE_CHARS and _BARE_DIRECTION.is_all_of(bare)
    return minutes or only or announces_printed_text(bare) or tells_hours(bare)


def _goes_on(bare: str) -> bool:
    """Return whether somebody speaks in person behind a colon, or opens a sentence so.

    >>> _goes_on("The result is as follows: we have more ships than ever.")
    True
    >>> _goes_on("The board met yesterday. We decided to buy a ship.")
    True
    >>> _goes_on("The result is as follows: 12 for, 3 against."), _goes_on("We met:")
    (False, False)
    """
    below, then = bare.partition(":")[2], bare.partition(". ")[2]
    return FIRST_PERSON.is_in(below) or FIRST_PERSON.opens(then)


def tells_hours(bare: str) -> bool:
    """Return whether a short line says at what hour a sitting began, rested or ended.

    >>> tells_hours("Sitting suspended at 2.31 p.m. and resumed at 2.45 p.m.")
    True
    >>> tells_hours("The sitting is suspended until 2.45 p.m.")
    False
    """
    short = len(bare) <= _MAX_NOTE_CHARS
    if not short or _DIGIT.search(bare) is None or _HOUR.search(bare) is None:
        return False
    opening = " ".join(bare.split()[:4])
    sits = _SITTING.is_in(opening)
    if not sits or _UNTIL.is_in(bare):
        return False
    return not SPOKEN_WORDS.is_in(bare)


def opens_advertisement(text: str) -> bool:
    """Return whether a line in brackets says that advertisements follow.

    >>> opens_advertisement("[AD BREAK]"), opens_advertisement("[END AD]")
    (True, False)
    """
    return is_direction(text) and _ADVERTISEMENT.opens(text.strip())


def is_marked_advertisement(text: str) -> bool:
    """Return whether a paragraph opens with a bracket that says that it advertises.

    >>> is_marked_advertisement("[Werbung] Diese Folge wird von Huber unterstützt.")
    True
    >>> is_marked_advertisement("[AD BREAK]"), is_marked_advertisement("Werbung wirkt.")
    (False, False)
    """
    bracketed = text.lstrip()[:1] in _BRACKETS_OF_MARKS
    return bracketed and _MARKED_ADVERTISEMENT.opens(text)


def names_sponsor(text: str) -> bool:
    """Return whether a paragraph says who pays for a broadcast."""
    return _SPONSOR.is_in(text)


def announces_printed_text(text: str) -> bool:
    """Return whether a sentence of the minutes says that a printed text follows."""
    bare = text.strip()
    return len(bare) < 400 and _PRINTED_TEXT.match(bare) is not None


def is_inserted(text: str) -> bool:
    """Return whether a note in square brackets says that a text follows.

    >>> is_inserted("[The prepared statement of Ms Hall follows:]")
    True
    """
    return text.strip().startswith("[") and text.strip().endswith(":]")


def is_count(text: str) -> bool:
    """Return whether a line only counts votes, whatever their words.

    >>> is_count("For: 8 Against: 0 Abstentions: 5."), is_count("At 8: we go at 9.")
    (True, False)
    >>> is_count("Vote: 3 for, 2 against."), is_count("For: Hall, Lund. Against: none.")
    (True, True)
    >>> is_count("Výsledek hlasování: Pro 9 Proti 3 Zdržel se 1")
    True
    >>> is_count("Für den Antrag der Minderheit ... 109 Stimmen")
    True
    """
    if "..." in text or "…" in text:
        return _DOTTED_COUNT.fullmatch(text.strip()) is not None
    if ":" not in text and "：" not in text:
        return False
    bare = text.strip()
    if len(bare) > _MAX_COUNTS_CHARS:
        return False
    if _COUNTS.fullmatch(bare) is not None:
        return True
    field = _FIELD.regex.match(bare) or _BEFORE_NUMBERS.fullmatch(bare)
    return holds_votes(bare[field.end(1) :]) if field else _lists_voters(bare)


def _lists_voters(bare: str) -> bool:
    """Return whether a line says who voted for and who against, and nothing else."""
    parts = _VOTERS.regex.split(bare)
    several = len(parts) > 2 and not parts[0]
    # "Against: none."
    return several and all(" " not in p.strip() or _are_names(p) for p in parts[1:])


def is_vote_heading(text: str) -> bool:
    """Return whether a line heads a list of votes."""
    bare = text.strip()
    return len(bare) < 60 and _VOTE_HEADING.is_all_of(bare)


def is_name_list(text: str) -> bool:
    """Return whether a line may be part of a list of names, not a sentence."""
    bare = text.strip()
    if bare.endswith((".", "!", "?", ":")) and not _ENDS_IN_INITIAL.search(bare):
        return False
    words = bare.split()
    capitalized = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capitalized >= 0.7 * len(words)


def is_list(text: str) -> bool:
    """Return whether a line lists who is present, or who voted how.

    >>> is_list("Present: Ada Brook (Chair), Tom Ferro"), is_list("Present: so we are.")
    (True, False)
    """
    if len(text) >= _MAX_LIST_CHARS or not (":" in text or "：" in text):
        return False
    found = _LIST.regex.fullmatch(text.strip())
    return found is not None and _are_names(found.group("names"))


def _are_names(text: str) -> bool:
    """Return whether all parts of a text may be names, each of a few words."""
    bare = re.sub(r"\([^()]*\)", "", text).strip(" .。")
    parts = [part.strip() for part in _LIST_PARTS.regex.split(bare) if part.strip()]
    if re.search(r"[!?！？。]|[^\W\d_]{5}\.\s+[^\W\d_]{3}", bare):
        return False
    return all(
        len(words := part.split()) <= _MAX_LISTED_WORDS
        and (words[0][:1].isupper() or not words[0][:1].islower())
        and sum(word.islower() for word in words) <= len(words) / 2
        and (len(part) <= _MAX_CJK_NAME or part.isascii() or len(words) > 1)
        for part in parts
    )


def is_event_end(text: str) -> bool:
    """Return whether a line says that the event is over."""
    return len(text) < 240 and _EVENT_END.opens(text.strip())


def find_directions(text: str) -> list[tuple[int, int]]:
    """Return start and end of the stage directions inside a line.

    >>> find_directions("Thank you. (Applause.) Sit down.")
    [(11, 22)]
    >>> find_directions("Thank you ...(Interruptions)... Sit down.")
    [(10, 31)]
    """
    found: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text):
        inside = group.group()[1:-1].strip()
        opened, closed = group.group()[0], group.group()[-1]
        if _OPEN.index(opened) != _CLOSE.index(closed):
            continue
        if _is_direction_text(inside) or stamps.IN_BRACKETS.fullmatch(group.group()):
            start, end = group.span()
            end = _end_with_sign(text, start, end)
            dots = _DOTS_BEHIND.match(text, group.end())
            if dots and text[:start].endswith("..."):
                start, end = len(text[:start].rstrip(".")), dots.end()
            found.append((start, end))
    return found


def _end_with_sign(text: str, start: int, end: int) -> int:
    """Return the end of a direction with the sign right behind it, which is nobody's.

    "Thank you. (Applause).", and "(Reading):" on a line of its own.
    """
    ended = text[:start].rstrip()[-1:] in {"", *".!?…。！？"}
    return end + (ended and text[end : end + 1] in {".", "。", ":"})


def _is_direction_text(inside: str) -> bool:
    """Return whether words in brackets are a stage direction; if not, they are speech."""
    if len(inside) > 240:
        return False
    if _RECORDED.match(inside) or stamps.is_time_of_day(inside.rstrip(".")):
        # "(Vote: for 13.)", "(10:15 a.m.)"
        return True
    if inside.strip(" .…") == "":
        return True
    word = DIRECTION.search(inside)
    if word is None:
        return False
    # A long aside that only mentions laughter is somebody's words.
    first = _DASHED_PART.split(inside, maxsplit=1)[0]
    return word.start() < 40 and (len(first.split()) <= 12 or word.start() == 0)


def _all_directions(
    text: str,
    found: Sequence[tuple[int, int]],
    usual: Collection[str],
    seen: Collection[str],
) -> list[tuple[int, int]]:
    """Return the directions inside a line, also those whose words no list has.

    Where a document brackets its directions, what stands in such brackets between two
    sentences is one more, unless somebody speaks in it. A whole sentence is so where
    they are seen once.

    Args:
        text: The line.
        found: The directions in it by their words.
        usual: The signs that open brackets of directions again and again.
        seen: Those that do so at all.
    """
    others = [
        (group.start(), _end_with_sign(text, *group.span()))
        for group in _GROUP.finditer(text)
        if (
            group.group()[0] in usual
            or _is_named_call(group.group()[1:-1])
            or (group.group()[0] in seen and _is_sentence(group.group()[1:-1].strip()))
        )
        and all(group.end() <= start or end <= group.start() for start, end in found)
        # "Bill no. 162 (Power lines. (Local power))"
        and text.count("(", 0, group.start()) <= text.count(")", 0, group.start())
        and _stands_between_sentences(text, *group.span())
        and (
            _tells(group.group()[1:-1].strip())
            or (group.group()[0] in usual and are_calls(group.group()[1:-1].strip()))
        )
    ]
    return sorted([*found, *others])


def _is_named_call(inside: str) -> bool:
    """Return whether words in brackets open with a name and a colon, as calls do.

    Whatever stands before a colon and quotation marks calls, too.

    >>> _is_named_call("Ada Brook: Nor here!"), _is_named_call("As we say: no.")
    (True, False)
    >>> _is_named_call("From the hall: “Hear, hear!”")
    True
    """
    if _QUOTED_CALL.fullmatch(inside.strip()):
        return True
    found = _CALL.match(inside)
    words = found.group().rstrip(": ").split() if found else []
    return 1 < len(words) < 5 and all(map(str.istitle, words))


def are_calls(inside: str) -> bool:
    """Return whether brackets hold nothing but what a hall calls, and perhaps from where.

    >>> are_calls("Hear! Hear! from the left."), are_calls("Yes! No!"), are_calls("No.")
    (True, True, False)
    >>> are_calls("And how glad they all were about that!")
    False
    """
    found = _CALLS.fullmatch(inside)
    if found is None or (found[2] or "")[:1].isupper():
        return False
    calls = _CALL_END.split(found[1])
    return all(len(one.split()) <= _MAX_CALL_WORDS for one in calls)


def _is_sentence(inside: str) -> bool:
    """Return whether a stop ends several words in brackets, or they are in Han letters.

    >>> _is_sentence("She turns to the clerk."), _is_sentence("see page")
    (True, False)
    """
    if HAN_OR_KANA.match(inside):
        return True
    ended = inside.endswith(".") and not inside[:1].islower()
    return ended and len(inside.split()) >= _MIN_SENTENCE_WORDS


def _stands_between_sentences(text: str, start: int, end: int) -> bool:
    # "Hear, hear! – (Ada Hall: Oh!) – Yes, indeed."
    before, after = text[:start].rstrip(_DASHES), text[end:].lstrip(f".{_DASHES}")
    # "(Applause.) (She turns to the clerk.)"
    before = before.rstrip(")") if before.endswith((".)", "!)", "?)")) else before
    return before[-1:] in {"", *".!?…。！？:"} and not after[:1].islower()


def _tells(inside: str) -> bool:
    """Return whether words in brackets tell what happens, and are nobody's own.

    "(Mr. Hall: On paper!)" tells who calls out. Numbers and references are neither.
    """
    if not _MIN_TOLD <= len(inside) <= _MAX_TOLD or any(map(str.isdigit, inside)):
        return False
    calls = _CALL.match(inside) is not None
    return calls or not SPOKEN_WORDS.is_in(inside)


def separate_directions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with stage directions split from the speech around them."""
    # Few pieces have brackets, which is found out once.
    bracketed = {
        n: find_directions(piece.text)
        for n, piece in enumerate(pieces)
        if piece.spoken and any(map(piece.text.__contains__, _OPENING_SIGNS))
    }
    known: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind is STAGE and is_direction(piece.text):
            known[piece.text.strip()[0]] += 1
    known.update(
        pieces[n].text[start] for n, found in bracketed.items() for start, _ in found
    )
    usual = frozenset(char for char in "([（【/" if known[char] >= _MIN_USUAL)
    seen = frozenset(char for char in "([（【/" if known[char])
    separated: list[Piece] = []
    for n, piece in enumerate(pieces):
        found = bracketed.get(n, [])
        if n in bracketed:
            found = _all_directions(piece.text, found, usual, seen)
        if not found:
            separated.append(piece)
            continue
        parts = split_piece(piece, [place for span in found for place in span])
        inside = {piece.text[a:b].strip() for a, b in found}
        separated += [
            unattribute(part, SegmentKind.STAGE, "a direction inside speech")
            if part.text.strip() in inside
            else part
            for part in parts
        ]
    return separated
