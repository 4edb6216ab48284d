"""Find possible speaker labels at the start of a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from content.document import BlockKind
from content.language.sentence_marks import STOPS
from content.language.word_lists import WordPattern
from content.segment.labels import stamps
from content.segment.labels.label import (
    LINE_ENDING,
    TIME_ENDING,
    Ending,
    Label,
    LabelStyle,
)
from content.segment.labels.letters import letter_pattern
from content.segment.labels.opening_label import (
    CLOSING_BRACKETS,
    OPENING_BRACKETS,
    make_label,
    may_start_name,
    opens_with_stamp,
    outside_brackets,
)
from content.segment.labels.stopped_labels import (
    DASH,
    JOINED_INITIALS,
    MAX_LABEL_CHARS,
    is_compound_title,
    labels_before_stops,
)
from content.segment.lines import Line
from content.segment.names.in_labels.floor import without_floor
from content.segment.names.in_labels.testimony import without_testimony
from content.segment.names.name_score import (
    bare_score,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.titles import without_small_title
from content.segment.names.words import CJK_ROLE, label_words

_MAX_STAMPED_CHARS = 80
_MAX_DASHED_CHARS = 140
_MAX_HEADER_CHARS = 140
_MAX_SHORT_CHARS = 40
_CACHED_LINES = 8_192
# "🎙 Ada:", "👩‍🔬️ Ben:": a picture for whoever speaks, in whatever colour.
_EMOJI = (
    "(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+\\s*"
)
_PREFIX = WordPattern(
    rf"\s*(?:{stamps.BEFORE_LABEL}|[•・●◆■▪◇※▶▷►□▲△★☆]\s*|>>+\s*|{_EMOJI}|"
    r"[-–—]\s+(?=[^\s\d])|(?:<labels.before_turn_numbers>)\s\d{1,4}\s+"
    # "* BROOK (Lib)": a star refers to a note.
    r"|\*\s?(?=[A-ZÀ-Þ]{3})|\d{1,3}[.)]\s+(?=[\u3400-\u9fff]{2,4}"
    "(?:<labels.roles_in_words>|<labels.honorific_suffixes>)[:：])"
    # "二、農業課簡課長志豪：": an item of the agenda, and who reports on it.
    "|[一二三四五六七八九十壹貳參肆伍陸柒捌玖拾]{1,3}、\\s?(?=[\u3400-\u9fff]{0,8}"
    "(?:<labels.roles_in_words>)[\u3400-\u9fff]{0,4}[:：])"
    # "12. Ada Brook", and "16.04 Ada Brook": numbers and hours of turns.
    r"|(?:\d{1,4}[.):]|(?:[01]?\d|2[0-3])\.[0-5]\d)\s+(?=[(\[<«“]?[A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я]|[(\[<][㐀-鿿]))?\s*",
    re.NOFLAG,
)
# "Q3  Ada Brook:", "2.1.3 Ada Brook:", "16.04 Ada Brook:", "[9h05] Ada Brook :": the number of a turn or its
# time, before the label.
_TURN_NUMBER = WordPattern(
    r"\s*(?:[^\W\d_]\.?\s?\d{1,4}[.)]?|\d{1,2}(?:\.\d{1,3}){1,3}\.?|[(\[]?(?:[01]?\d|2[0-4])\s?[.h]\s?[0-5]\d[)\]]?"
    r"(?:\s?<dates.hour_words>)?)(?:[\s*]*\s[\s*]*|\s?[–—|-]\s*)"
    r"(?=([^\W\d_][^:：?!]{1,80})[:：])",
    re.NOFLAG,
)
# "12   Q.   Did you …": courts count their questions, without a mark behind the number.
_COUNTED_LETTER = re.compile(r"\s*(?:\d{1,4}\s+|[—–]\s?)(?=[^\W\d_]{1,9}[.:)])")
# "12 ◯議長（…）", "〔発言 3〕 ◆…": databases of minutes count turns before their signs.
_COUNTED_SIGN = re.compile(
    r"\s*[\[(（〔【]?(?:[^\W\d_]{1,3}[.．]?\s?)?\d{1,4}[\])）〕】]?[.．:：]?\s+"
    r"(?=[○◯〇◎●◆◇■□▲△▼▽★☆]\s?[^\W_])"
)
# "（三）許議員惠娥：", "（四）主席（歐陽局長）：…": minutes count turns as they count items.
_COUNTED_CJK = re.compile(
    "\\s*[(（](?:[〇一二三四五六七八九十]{1,3}|\\d{1,2})[)）]\\s*"
    "(?=[\u3400-\u9fff○][^:：]{0,40}(?:[)）][:：]|[:：]\\s*$))"
)
_MAX_COUNT_CHARS = 16
_SMALL_TITLE = re.compile(r"[^\W\d_A-Z]{1,5}\.\s[^\W\d_]")
_MIN_NUMBERED_SCORE = 0.4
# "P.M."
_DOTTED = re.compile(rf"(?:{CAPITAL}\.){{2,4}}")
_ANY_DASH = re.compile("[—–-]")
# No item of a list ("一　", "第二　"), no row of one ("菊田　徹也君　　岡島　光雄君"), and no
# surname before a given name with a colon.
_WIDE = re.compile(
    "(?![^\u3000]{0,4}[〇一二三四五六七八九十]+\u3000)([\u3040-\u30ff\u3400-\u9fff]{1,12})"
    "\u3000+(?=\\S)(?![^\u3000。]{1,8}\u3000)(?![^\\s。、]{1,4}[:：])"
)
_BRACKETED = re.compile(
    r"(?:\[([^\[\]【】:]{2,60})\]|[【〈＜《]([^\[\]【】〈〉＜＞《》:：]{1,60})[】〉＞》])(?!\s*【)\s*[:：]?\s*"
)
_NAMED_ASIDE = re.compile(r"[(（]([^()（）:：]{2,60})[)）]\s*[:：]?\s*(?=\S)")
# "A (Ada Brook): …": who answers stands in the label, too.
_LETTER_AND_NAME = re.compile(r"[^\W\d_]\s[(（][^()（）:：]{2,60}[)）]\s?[:：]\s")
_ANGLED = re.compile(
    r"<\s?[@+%&~!]?([^\W_][^<>/:=\"]{0,30})>(?:\s+|$|(?=[(（]))(?!.*</)"
)
# "(Unidentified) - Accept it!"
_UNNAMED_DASHED = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\s?[-–—]\s")
# A line of a table of contents or a list: "Hall . . . . 12", "Chair: Hall . . . . (Arland)".
# It opens with a sign, so that the search for it only looks at full stops. Four before a
# bracket may close a sentence: "Certainly. ...(Interruptions)...".
_DOT_LEADERS = re.compile(
    r"\.(?:\s?\.\s?\.\s?(?:\.\s?)+\s*\d|\.{4,}\s*\(|(?:\s\.){3,}\s*\()"
)
# "The chair: __________     The clerk: __________": where several are to sign.
_TO_SIGN = re.compile(r"[:：]\s?_{5}[_\s]*[^:：_]{1,60}[:：]\s?_{5}")
# "ada_b OP · 842 points · 3 years ago": what a forum prints above a message.
_HEADER = re.compile(
    r"\s*(?:u/)?(?P<name>[^\W\d_][\w.-]{1,30}(?:\s[\w.-]{1,30}){0,2}?|\[\w+\])"
    r"(?:\s+[A-Z]{2,4})?(?:\s+[·•|]\s+[^·•|]*\d[^·•|]*)(?:\s+[·•|]\s+[^·•|]{1,40}){0,4}"
)
_COLUMNS = re.compile(r"\s\s\s\s\s")
# "MR. HALL: Q. Did you …": counsel's name and the letter of his question.
_ASKS = re.compile(r"Q\.\s+(?=[^\W\d_a-z])")
# "12 Q. MR. HALL: Did you …"
_ASKER = re.compile(
    r"\s*((?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*\s){1,4}[A-ZÀ-Þ][A-ZÀ-Þ'’-]+):\s+(?=[^\sa-z])"
)
# "CHAIR: Cllr Ada Brook: I open the meeting.": an office, and who holds it.
_HOLDER = re.compile(r"\s+([^\W\d_][^:：?!;\n]{3,100})(?=[:：](?:\s+[^\sa-z]|\s*$))")
_MAX_OFFICE_WORDS = 3
_MIN_HOLDER_SCORE = 0.6
# "*****: We need one.", "????: Sit down!": captions have signs for whom they do not know.
# "***: significant at one per cent." is a note below a table.
# "______. We need one.": so do records whose labels end in full stops.
_UNKNOWN = re.compile(
    r"\s*(?:(?:\*{3,}|\?{3,}|#{3,}):|_{5,}(?P<stop>\.))\s+(?=[^\sa-z\d])"
)
_UNKNOWN_VOICE = "Unidentified speaker"
# "Ada:: …", "Ada :- …": signs behind the colon are none of the words.
_MORE_SIGNS = re.compile(r"[:»~=-]{1,2}(?:\s|$)")
_GAP = re.compile(r"[:*\s]*(?:[—–]\s+|--?\s+)?")
_HAPPENS = WordPattern(
    r"(?<![^\W\d_])(?:<stage.directions>)(?![^\W\d_])", by_words=True
)
_BRACKET_BEHIND_BOLD = re.compile(
    r"\s*(\([^()]{3,120}\))(?:\s?\([^()]{3,60}\))?\s?([:.])(?=\s+\S)"
)
_OFFICE_BEHIND_BOLD = re.compile(
    r"(\s*[^\W\d_][^.!?:()]{3,200}?(?:\s\([^().]{3,120}\))?)([.])(?=\s+[^\W\d_a-z])"
)
# "Hall J.", "Hall J.T."
_INITIAL_AT_END = re.compile(r"[^\W\d_]{2}\s(?:[^\W\d_]\.\s?){0,2}[^\W\d_a-z]$")
_AROUND_BOLD = " .:,–—-|｜"
# "**Ada Brook** (SVD) We …"; in small letters it is how somebody speaks: "(laughing)".
_INITIALS_BEHIND = re.compile(
    r"\s?[(（\[](?=[^()]{0,20}[A-ZÀ-ÞΑ-ΩА-Я]{2})[^()（）\[\]]{2,30}[)）\]]\s"
)
# "Ada B.", "Ada Maria B."
_LAST_INITIAL = re.compile(rf"(?:{CAPITAL}[\w'’-]+\s){{1,3}}{CAPITAL}\.")
# "○위원장 김산들  …" has one space between the words of the label, two after it, and
# "○市長（田中 花子）" one inside its brackets.
_CIRCLE = re.compile(
    # "○ 주민 마동현(솔미동)": all of a line.
    r"[○◯〇◎]\s*([^。．.()（）\d?!,:：]{2,20}(?:[(（][^()（）]{1,20}[)）])?$"
    r"|[^。．.()（）\s]{1,30}[(（][^()（）]{1,20}[)）](?=[\u3000 ])"
    r"|[^。．.]{1,40}?(?=\u3000| {2})|.{1,60}?)(?:[\u3000 ]+|(?<=）)|$)"
)
# "◆４番（田中花子君）　": who asks, where "○議長（…）" presides and "◎市長（…）" answers.
_SIGNED = WordPattern(
    r"\s*[●◆◇■□▲△▼▽★☆]\s*("
    r"[^。．.()（）\s]{0,30}[(（][\u3400-\u9fff々ぁ-ヺー\u3000 ]{2,16}[)）](?=\u3000)"
    # Alone on its line, it needs a form of address: "■歳出（一般会計）" is a heading.
    r"|[^。．.()（）\s]{0,30}[(（][\u3400-\u9fff々ぁ-ヺー\u3000 ]{2,16}?"
    r"<labels.honorific_suffixes>[)）](?=\s*$)"
    r"|[\u3400-\u9fff々ぁ-ヺー]{2,16}<labels.honorific_suffixes>(?=\u3000))(?:\u3000+(?=\S)|\s*$)",
    re.NOFLAG,
)
_MARKED = (
    (_CIRCLE, Ending.CIRCLE),
    (_WIDE, Ending.WIDE),
    (_BRACKETED, Ending.BRACKET),
    (_ANGLED, Ending.ANGLE),
)
# "“Dear Mayor:": the quotation goes on behind the colon.
_OPENS_QUOTATION = re.compile(r"[\"“”„«‟「『‘'‚‹][^\"“”»‟」』’'›‹«]*")
_FIRST_MARK = "\u2000"
"""Letters from here on may be a mark, or stand before one: "〇", "委員"."""
_MAX_HOLDER_CHARS = 50
_SURNAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEHIND_COMMA = re.compile(r"\s?,\s?([^\W\d_]+)\s")
# "- GREEN - ", behind a name in capitals
_PART_IN_CAPITALS = re.compile(r"([^\W\d_][^-–—:!?]{1,50})\s[-–—]{1,2}\s(?=\S)")
_OPENERS = tuple(OPENING_BRACKETS)
_COLONS = re.compile(f"[:：{re.escape(OPENING_BRACKETS + CLOSING_BRACKETS)}]")


def label_candidates(line: Line) -> Sequence[Label]:
    """Return the possible labels at the start of a line, likeliest ending first."""
    if line.enclosed or not line.spoken:
        return ()
    if line.voice:
        return [make_label(line, 0, line.voice, 0, Ending.VOICE)]
    if len(line.text) <= _MAX_SHORT_CHARS:
        return _candidates_of_short(line.text, line.kind, line.bold, line.italic)
    return list(_candidates(line))


@lru_cache(maxsize=_CACHED_LINES)
def _candidates_of_short(
    text: str, kind: BlockKind, bold: int, italic: int
) -> Sequence[Label]:
    """Return the possible labels of a short line: "Ada:" and "Yes." often come back."""
    line = Line(text=text, block=0, number=0, kind=kind, bold=bold, italic=italic)
    return tuple(_candidates(line))


def _candidates(line: Line) -> Iterator[Label]:
    text = line.text
    # Few lines have so many of these signs, which is found out faster.
    if text.count(".", 0, 400) > 3 and _DOT_LEADERS.search(text, 0, 400):
        return
    if "_____" in text and _TO_SIGN.search(text, 0, 400):
        return
    colon = ":" in text or "：" in text
    # The signs are beyond ASCII.
    signed = not text.isascii()
    counted = _COUNTED_SIGN.match(text, 0, _MAX_COUNT_CHARS) if signed else None
    counted = counted or (_COUNTED_CJK.match(text) if colon and signed else None)
    sign = counted.end() if counted else 0
    prefix = _PREFIX.regex.match(text, sign, MAX_LABEL_CHARS)
    start = prefix.end() if prefix else sign
    start = (_after_turn_number(text) if colon else 0) or start
    worded = any(map(str.isalpha, text[sign:start]))
    if worded and text.startswith(("(", "（"), start):
        # "No. 5 (Hall): …": a bracket alone names nobody.
        start = sign
    yield from _by_mark(line, start, sign)
    if colon or text.startswith("_____"):
        yield from _by_colon(line, start)
    if "." in text:
        yield from labels_before_stops(line, start)
    head = text[:_MAX_DASHED_CHARS]
    if "—" in head or "–" in head or "-" in head:
        yield from _by_dash(head, line, start)
    if line.bold:
        yield from _by_bold(line, start)
    if len(text) <= 2 * MAX_LABEL_CHARS:
        yield from _by_line(line, start)


def _after_turn_number(text: str) -> int:
    """Return where a name follows the number or the time of a turn; 0 if none does."""
    found = _TURN_NUMBER.regex.match(text[:MAX_LABEL_CHARS])
    if found is None:
        return 0
    named = bare_score(found.group(1).strip()) >= _MIN_NUMBERED_SCORE
    return found.end() if named else 0


def _by_mark(line: Line, start: int, sign: int) -> Iterator[Label]:
    counted = _COUNTED_LETTER.match(line.text) if not start else None
    place = counted.end() if counted else start
    letter = letter_pattern().match(line.text, place, MAX_LABEL_CHARS)
    if letter:
        printed = letter.group(letter.lastindex or 0)
        stamp = stamps.AFTER_LABEL.match(line.text, letter.end())
        end = stamp.end() if stamp else letter.end()
        marked = line.text[:end].rstrip().endswith((".", ":"))
        asker = _ASKER.match(line.text, end) if marked else None
        if asker:
            yield make_label(line, end, asker.group(1), asker.end(), Ending.COLON)
        elif not _LETTER_AND_NAME.match(line.text, letter.start()):
            yield make_label(line, start, printed, end, Ending.LETTER)
    # Names, which most lines begin with, have none of the marks.
    first = line.text[start : start + 1]
    unmarked = first.isalnum() and first < _FIRST_MARK
    before = start > sign
    signed = _SIGNED.regex.match(line.text, sign, MAX_LABEL_CHARS) if before else None
    if signed:
        yield make_label(line, start, signed.group(1), signed.end(), Ending.CIRCLE)
    for pattern, ending in () if unmarked else _MARKED:
        found = pattern.match(line.text, start, MAX_LABEL_CHARS)
        if found is None:
            continue
        # Alone on its line, a square bracket is a stage direction or a note.
        square = ending is Ending.BRACKET and line.text[start : start + 1] == "["
        alone = not line.text[found.end() :].strip()
        # "<Opening>" heads what follows.
        heads = ending is Ending.ANGLE and not _is_voice(found.group(1))
        if not alone or not (square or heads):
            printed = found.group(found.lastindex or 0)
            end = found.end()
            if ending is not Ending.WIDE and is_unnamed_voice(printed):
                printed, end = _named_behind(line.text, printed, end)
            yield make_label(line, start, printed, end, ending)


def _is_voice(printed: str) -> bool:
    """Return whether words are an office, or a voice without a name."""
    words = label_key(printed).split()
    office = CJK_ROLE.regex.search(printed) is not None or has_role(words)
    return office or is_unnamed_voice(printed)


def _named_behind(text: str, voice: str, end: int) -> tuple[str, int]:
    """Return a voice without a name, or whoever is named behind it, and where that ends.

    "<Answer> (Ada Hall, harbour master) …", or "<Answer> Ada Hall, harbour master" above
    what she says.
    """
    if named := _NAMED_ASIDE.match(text, end):
        return f"{voice} ({named.group(1)})", named.end()
    rest = text[end:].strip()
    bare = 0 < len(rest) <= _MAX_SHORT_CHARS and not rest.endswith(STOPS)
    if bare and bare_score(rest) >= _MIN_HOLDER_SCORE:
        return f"{voice} ({without_brackets(rest)})", len(text)
    return voice, end


def _by_colon(line: Line, start: int) -> Iterator[Label]:
    text = line.text[:MAX_LABEL_CHARS]
    if unknown := _UNKNOWN.match(text):
        ending = Ending.STOP if unknown["stop"] else Ending.COLON
        yield make_label(line, 0, _UNKNOWN_VOICE, unknown.end(), ending)
        return
    for place, char in outside_brackets(text, _COLONS):
        if place < start:
            continue
        after = text[place + 1 : place + 2]
        before = text[place - 1 : place]
        tight = char == ":" and after and not after.isspace()
        if tight and (before.isdigit() or after in "/\\" or after.isdigit()):
            continue
        if tight and after.isascii() and after.islower():
            continue
        if _COLUMNS.search(text[start:place].strip()):
            # "Cód. 041          Depósito legal: …" stands at the edge of a page.
            return
        if text.startswith("/", start) or _OPENS_QUOTATION.fullmatch(
            text, start, place
        ):
            return  # "/Heckling: Hear, hear!/"
        holder = _HOLDER.match(text, place + 1)
        close = place
        if holder and _holds(text[start:place], holder[1]):
            start, close = holder.span(1)
        end = close + 1
        gap = _GAP.match(text, end)
        end = gap.end() if gap else end
        more = _MORE_SIGNS.match(text, end)
        end = more.end() if more else end
        stamp = stamps.AFTER_LABEL.match(text, end)
        end = stamp.end() if stamp else end
        asks = _ASKS.match(text, end)
        end = asks.end() if asks else end
        speaks = without_floor(without_testimony(text[start:close].strip()))
        yield make_label(line, start, speaks, end, Ending.COLON)
        return


def _holds(office: str, holder: str) -> bool:
    """Return whether a label is an office, and a name follows that has its own colon."""
    words = [word.strip(".").casefold() for word in office.split()]
    w = label_words()
    return (
        0 < len(words) <= _MAX_OFFICE_WORDS
        and all(word in w.roles or word in w.chairs for word in words)
        and bare_score(holder.strip()) >= _MIN_HOLDER_SCORE
        and len(without_brackets(holder).split()) > 1
    )


def _by_dash(text: str, line: Line, start: int) -> Iterator[Label]:
    if unnamed := _UNNAMED_DASHED.match(text, start):
        if is_unnamed_voice(unnamed[1]):
            yield make_label(line, start, unnamed[1], unnamed.end(), Ending.DASH)
        return
    # "p. Brook – …", "chair – …"
    titled = _SMALL_TITLE.match(text, start) is not None
    titled = titled or text[start:].partition(" ")[0] in label_words().roles
    if not (may_start_name(text[start : start + 1]) or titled):
        return
    # No more than a blank of a match stands before its first sign.
    sign = _ANY_DASH.search(text, start + 1)
    first = max(start + 1, sign.start() - 1) if sign else len(text)
    for found in DASH.finditer(text, first):
        words = text[start : found.start()]
        joins = JOINED_INITIALS.match(text, found.start() - 2) is not None
        if joins or is_compound_title(words, found.group()):
            continue
        if words.count("(") <= words.count(")"):
            words = words.rstrip(" :,")
            words = words if _DOTTED.fullmatch(words) else words.rstrip(" .:,")
            # "Councillor – p. R. Brook" on a line of its own: an office and its holder.
            if holder := _titled_holder(line.text[found.end() :].strip()):
                held = f"{holder}, {words}"
                yield make_label(line, start, held, len(line.text), Ending.DASH)
                return
            words, end = _with_parts_in_capitals(text, words, found.end())
            yield make_label(line, start, words, end, Ending.DASH)
            return


def _titled_holder(behind: str) -> str:
    """Return the name behind a small title, which is all of some words; empty if none is.

    >>> _titled_holder("p. R. Brook-Hall"), _titled_holder("p. Lund said so.")
    ('R. Brook-Hall', '')
    """
    if len(behind) > _MAX_HOLDER_CHARS or not behind[:1].islower():
        return ""
    name = without_small_title(behind)
    words = name.split()
    named = name != behind and all(word[0].isupper() for word in words)
    return name if named and words and _SURNAME.fullmatch(words[-1]) else ""


def _with_parts_in_capitals(text: str, words: str, end: int) -> tuple[str, int]:
    """Return a label in capitals and where it ends, with its further parts between dashes.

    "O SR. PRESIDENTE - ADEMAR VALE - PT - …": the holder of an office, and what is said
    of whoever speaks. An article and a form of address open such a label.
    """
    if not words.isupper():
        return words, end
    # Behind another label in capitals somebody may say "NO - I will not."
    article, _, rest = words.casefold().partition(" ")
    w = label_words()
    addressed = rest.partition(" ")[0].strip(".") in w.honorifics
    if not addressed or article not in w.leading_articles | w.articles:
        return words, end
    parts: list[str] = []
    while (found := _PART_IN_CAPITALS.match(text, end)) and found[1].isupper():
        parts.append(found[1].strip())
        end = found.end()
    if parts and is_unnamed_voice(words) and " " in parts[0]:
        words = f"{words} ({parts[0]})"
    return words, end


def _by_bold(line: Line, start: int) -> Iterator[Label]:
    if start + 1 < line.bold < min(len(line.text), MAX_LABEL_CHARS):
        words = line.text[start : line.bold].rstrip(_AROUND_BOLD)
        if _INITIAL_AT_END.search(words) and line.text.startswith(f"{words}.", start):
            words += "."
        end = line.bold
        party = _INITIALS_BEHIND.match(line.text, end)
        end = party.end() if party else end
        rest = line.text[end:]
        end += len(rest) - len(rest.lstrip(_AROUND_BOLD))
        stamp = stamps.AFTER_LABEL.match(line.text, end)
        end = stamp.end() if stamp else end
        if _is_told_of(rest):
            return
        behind = _behind_bold(line.text, line.bold)
        if behind:
            end = behind.end()
            words += f" {behind[1]}" if behind[2] == ":" else ""
        yield make_label(line, start, words, end, Ending.BOLD)


def _is_told_of(behind: str) -> bool:
    """Return whether words behind a name tell of who bears it: ", a baker, speaks with …".

    >>> _is_told_of(", a baker, speaks with us."), _is_told_of(", minister. Thank you.")
    (True, False)
    """
    article = _BEHIND_COMMA.match(behind)
    return article is not None and article[1] in label_words().indefinite_articles


def _behind_bold(text: str, bold: int) -> re.Match[str] | None:
    """Return what a page prints of a speaker behind a bold name, up to its sign.

    "<b>The PRESIDENT</b> (Hall): …", "<b>HALL J.</b> (North Moor). …" and "<b>HALL J.,</b>
    minister of ferries. …"; a direction in brackets is none of it.
    """
    if text[bold - 1] == ",":
        return _OFFICE_BEHIND_BOLD.match(text, bold)
    found = _BRACKET_BEHIND_BOLD.match(text, bold)
    return None if found is None or _HAPPENS.is_in(found[1]) else found


def _by_line(line: Line, start: int) -> Iterator[Label]:
    text = line.text
    bare = text.strip()
    short = len(text) <= _MAX_HEADER_CHARS
    parted = short and ("·" in text or "•" in text or "|" in text)
    header = _HEADER.fullmatch(text) if parted else None
    if header:
        found = make_label(line, 0, header.group("name"), len(text), Ending.TIME)
        yield replace(found, stamped=True, header=True, style=LabelStyle.PLAIN)
        return
    if len(bare) > MAX_LABEL_CHARS:
        return
    if not may_start_name(text[start : start + 1]):
        # A name in small letters needs a time beside it.
        small = len(bare) <= _MAX_STAMPED_CHARS and text[start : start + 1].isalnum()
        if not small or not (
            (":" in bare and stamps.stamp_at_end(bare))
            or opens_with_stamp(text[:start])
        ):
            return
    stopped = bare.endswith(STOPS) and not _LAST_INITIAL.fullmatch(bare)
    if stopped or text[start:].startswith(_OPENERS) or _HAPPENS.regex.fullmatch(bare):
        return
    trail = stamps.stamp_at_end(bare) if ":" in bare else None
    stamped = (trail and trail.start() > 0) or opens_with_stamp(text[:start])
    ending = TIME_ENDING if stamped and len(bare) <= _MAX_STAMPED_CHARS else LINE_ENDING
    yield make_label(line, start, text[start:], len(text), ending)
