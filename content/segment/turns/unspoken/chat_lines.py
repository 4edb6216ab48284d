"""What a chat prints beside its messages: reactions, files, comings and goings, bots."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from content.language.calendar_words import days_and_months
from content.language.word_lists import WordPattern, all_words
from content.segment.labels import stamps
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.chats.thread_lines import thread_lines
from content.segment.labels.stamps import LEADING_IN_BRACKETS
from content.segment.lines import Line
from content.segment.names.words import label_words
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_STAMPED = re.compile(rf"\s*{stamps.BEFORE_LABEL}")
_SERVER_SIGN = re.compile(
    rf"\s*[\[(]?(?:[^\W\d_]{{3}}\s\d\d\s)?{stamps.STAMP}[\])]?\s*(?:-!-|\*{{1,3}}\s|-->|<--|→|←)"
)
_MAX_SERVER_LINE_CHARS = 200
_MAX_CLOCK_NUMBERS = 4
_EVENT = WordPattern(
    r"(?:(?P<who>[^\W\d_](?:[^.!?:]|(?<=\s[^\W\d_])\.){0,40}?)\s)??(?:<stage.chat_events>)"
    r"(?:[^.!?]{0,60}\.?|[^.!?«„“\"]{0,20}[«„“\"].{0,100})"
)
# ":eyes: 3 :joy: 1", "👍 2": signs with a count.
_REACTIONS = re.compile(
    r"(?:(?::[a-z0-9_+'’-]+:|[^\w\s:;.,!?()\"'-]{1,8})\s*\d{1,4}\s*)+"
)
# "* bob waves": so IRC prints what somebody does.
_ACT = re.compile(r"\*\s([^\s:]{1,30})\s")
_FILE = re.compile(r"[\w().-]+(?:\s[\w().-]+){0,3}\.[A-Za-z][A-Za-z0-9]{1,4}")
_ATTACHED = re.compile(rf"{_FILE.pattern}\s\([^()]{{3,40}}\)")
# "☎ 3:12": a call, and how long it took.
_CALL = re.compile(r"[☎📞]\s?[^.!?]{0,30}")
_SIZE = re.compile(r"[^.!?]{0,30}\b\d[\d.,]*\s?[kKMG]i?B\b.{0,20}")
_NOTE = re.compile(r"(?<=\S)[\s\u200e]+<[^<>@/=]{4,60}>\s*$")
_THREAD = re.compile(r"\d{1,4}\s[^\W\d_]{3,12}")
_BOT = WordPattern(
    r"[a-z0-9_-]{2,}bot|.*\s(?:APP|BOT)|.*\b[Bb]ot|.*(?:<labels.programs>)", re.NOFLAG
)
# "--- Log closed Sat Feb 08", "*** bob has quit".
_LOG = re.compile(r"(?:-{2,}|\*{2,}|={2,}|-!-)\s?[^\W_].*")
_OF = r"(?:<dates.of>(?:\s|(?<=['’])))?"
# "13 січня 2024", "Monday, January 8, 2024", "8.1.2024": the day, above its messages.
_DAY = WordPattern(
    r"(?:[^\W\d_]{2,14},?\s)?"
    rf"(?:\d{{1,2}}\.?\s{_OF}[^\W\d_]{{3,14}}\.?,?\s{_OF}(?:19|20)\d\d"
    r"|[^\W\d_]{3,14}\s\d{1,2},?\s(?:19|20)\d\d"
    r"|\d{1,2}([./-])\s?\d{1,2}\1\s?(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}"
    r"|(?:19|20)\d\d[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"(?:,?\s[^\W\d_]{1,14}\.?)?",
    re.NOFLAG,
)
# "Monday, 8 April", in a chat of this year; "Monday, room 8" is somebody's.
_DAY_OF_YEAR = WordPattern(
    r"(?:<dates.weekdays>|<dates.weekday_forms>),?\s"
    rf"(?:\d{{1,2}}\.?\s{_OF}([^\W\d_]{{3,14}})\.?"
    r"|([^\W\d_]{3,14})\s\d{1,2}<dates.ordinal_endings>?)"
)
_MIN_LABELS = 4
_MIN_CHAT_SHARE = 0.8
_MAX_CHARS = 160
_MAX_WORDS_WHO = 5


def is_chat(labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether nearly all labels are those of a chat: a time, angle brackets."""
    marked = sum(
        one.label.stamped or one.label.ending in {Ending.TIME, Ending.ANGLE}
        for one in labels.values()
    )
    return len(labels) >= _MIN_LABELS and marked >= _MIN_CHAT_SHARE * len(labels)


def find_chat_lines(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> dict[int, tuple[SegmentKind, str]]:
    """Return kind and reason of lines that a chat prints beside its messages."""
    answers = (SegmentKind.BOILERPLATE, "answers to a message, and signs")
    found = dict.fromkeys(thread_lines(lines), answers)
    if not is_chat(labels):
        return found
    writers = {one.label.printed.lstrip("@+%&~!").casefold() for one in labels.values()}
    for n in range(min(labels), len(lines)):
        one = labels.get(n)
        text = lines[n].text[one.label.end if one else 0 :].strip()
        # "[09:02] bob pinned a message to this channel."
        text = text if one else LEADING_IN_BRACKETS.sub("", text)
        if not text or len(text) > _MAX_CHARS:
            continue
        if _FILE.fullmatch(text) and n not in labels and _is_size(lines, n + 1):
            found[n] = SegmentKind.BOILERPLATE, "a file beside a message"
            found[n + 1] = SegmentKind.BOILERPLATE, "a file beside a message"
        elif kind := _kind_of(text):
            found[n] = kind
        elif n not in labels and _is_act(text, writers):
            found[n] = SegmentKind.STAGE, "what somebody in the chat does"
        elif n not in labels and (between := _kind_between(n, text, labels, found)):
            found[n] = between
    return found


def _is_act(text: str, writers: Container[str]) -> bool:
    """Return whether a line tells what a writer does: "* bob waves"."""
    act = _ACT.match(text)
    return act is not None and act.group(1).casefold() in writers


def _kind_between(
    n: int, text: str, labels: Container[int], found: Container[int]
) -> tuple[SegmentKind, str] | None:
    """Return kind and reason of a line without a label that is no part of a message."""
    if n - 1 not in labels and (_DAY.fullmatch(text) or _is_day_of_year(text)):
        return SegmentKind.STAGE, "the day of the messages below"
    if _LOG.fullmatch(text):
        return SegmentKind.STAGE, "a line of the log"
    if n - 1 in labels and n - 1 in found and is_server_line(text):
        return SegmentKind.STAGE, "a line of the chat"
    if _THREAD.fullmatch(text) and n + 1 in labels:
        return SegmentKind.BOILERPLATE, "a count of answers"
    return None


def _kind_of(text: str) -> tuple[SegmentKind, str] | None:
    """Return kind and reason of what a chat prints in place of a message."""
    event = _EVENT.regex.fullmatch(text)
    if event and _may_come(event["who"]):
        return SegmentKind.STAGE, "somebody comes or goes"
    if _ATTACHED.fullmatch(text) or _CALL.fullmatch(text):
        return SegmentKind.BOILERPLATE, "a file beside a message"
    if _REACTIONS.fullmatch(text):
        return SegmentKind.BOILERPLATE, "reactions to a message"
    return None


def _is_day_of_year(text: str) -> bool:
    """Return whether a line is a day of the week and of a month, without the year."""
    found = _DAY_OF_YEAR.regex.fullmatch(text)
    return found is not None and not days_and_months().isdisjoint(
        word.casefold() for word in found.groups() if word
    )


def _may_come(who: str | None) -> bool:
    """Return whether words before an event name somebody, and are no sentence.

    >>> _may_come("Hugo Lind"), _may_come("bob"), _may_come("He laughed and then he")
    (True, True, False)
    >>> _may_come("who"), _may_come(None), _may_come("Femke de Groot")
    (False, True, True)
    """
    if not who:
        return True
    words = who.split()
    if not label_words().never_in_labels.isdisjoint(map(str.casefold, words)):
        return False
    particles = label_words().surname_particles
    small = sum(word[0].islower() for word in words if word not in particles)
    return len(words) <= _MAX_WORDS_WHO and (not small or len(words) == 1)


def separate_notes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, what a program adds to a message parted: "<This message was edited>"."""
    for piece in pieces:
        note = _NOTE.search(piece.text) if piece.spoken else None
        if note is None:
            yield piece
            continue
        words, added = split_piece(piece, [note.start()])
        yield words
        yield unattribute(added, SegmentKind.STAGE, "a note of the chat")


def _is_size(lines: Sequence[Line], n: int) -> bool:
    return n < len(lines) and _SIZE.fullmatch(lines[n].text.strip()) is not None


def is_bot(printed: str) -> bool:
    """Return whether a label of a chat is a program's.

    >>> is_bot("zodbot"), is_bot("Incident Bot APP"), is_bot("Talbot"), is_bot("talbot")
    (True, True, False, False)
    """
    named = _BOT.regex.fullmatch(printed) is not None
    return named and printed not in all_words("labels.no_programs")


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
