"""Where an author frames a speech: what announces it, and where it starts and ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from content.language.sentence_marks import CALL_ENDS, COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.segment.messages.quotations import (
    MAX_QUOTED_PIECES,
    closes_quotation,
    closing_mark_end,
    find_quotation_end,
    first_quotation_end,
)
from content.segment.messages.words import (
    PRINTED_BELOW,
    greets_reader,
    heads_full_text,
    speaks_of_message,
)
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name_in_cjk
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.notes_below import FIELD
from content.segment.turns.page_head.own_speech import OWN_SPEECH
from content.segment.turns.quoted_speech import is_quotation
from content.segment.voices.narration import (
    opens_aside,
    tells_afterwards,
    tells_aside,
    unquoted,
)
from content.segment.voices.one_speech.endings import (
    behind_wish,
    starts_page_text,
    takes_leave,
)
from content.segment.voices.one_speech.openings import find_opening
from content.segment.voices.one_speech.salutations import addresses_audience, is_call
from content.segment.voices.one_speech.title_lines import (
    LEADS_ON,
    is_title_line,
    who_said,
)
from content.segment.voices.words import SPEAKS
from content.segment.wording.in_person import (
    FIRST_PERSON,
    OF_FIRST_PERSON,
    SPOKEN_WORDS,
    pattern_of_words,
)

_LED = re.compile(r"\s*[^:：.!?“„«「\"]{2,60}[:：]\s*(?=[“„«「\"])")
_LAST_SENTENCES = 2
_MAX_ABOVE = 8
_MAX_LINE = 160
_MAX_NOTICE = 80
_MAX_TITLES, _MAX_TITLE_PIECES = 3, 7
_MIN_SPOKEN, _MIN_SPOKEN_CHARS, _MIN_BRIEF_CHARS = 2, 200, 100
_MAX_CLOSING, _MAX_CLOSING_SHARE = 3, 0.35
_NEAR = 3
_LARGE_SHARE = 0.2
_WEAK_SIGN, _SURE_SIGNS = 0.5, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a page has a speech that its author frames.

    Attributes:
        end: The piece after the last one of the speech.
        closed: Whether a sign says where it ends: a rule, a mark, thanks, narration.
        signs: How many kinds of signs say where it starts; below 1 where words do not.
        set_off: Whether a block quote or a rule does.
    """

    start: int
    end: int
    closed: bool
    signs: float
    set_off: bool


def find_frame(pieces: Sequence[Piece], title: str = "") -> Frame | None:
    """Return where a page frames a speech; None if no words and signs say so.

    A speech that a salutation on a line of its own opens needs no frame.
    """
    salutation = find_opening(pieces, title)
    total = sum(len(p.text) for p in pieces if is_prose(p))
    frames = [
        frame
        for frame in _frames(pieces, title, salutation)
        if salutation is None
        or frame.start < salutation
        or _follows_greeting(pieces, frame, salutation)
        or (
            frame.start == salutation
            and (
                frame.set_off
                or not pieces[frame.start].text.strip().endswith(CALL_ENDS)
            )
        )
    ]
    large = (
        frame
        for frame in frames
        if frame.set_off
        and sum(len(p.text) for p in pieces[frame.start : frame.end])
        > _LARGE_SHARE * total
    )
    return next(large, _best(pieces, frames))


def _follows_greeting(pieces: Sequence[Piece], frame: Frame, salutation: int) -> bool:
    """Return whether an author greets the readers, and prints somebody's speech below.

    Two greetings stand there: "Hello everybody!", and below "Here it is:" or a heading
    "Dear neighbours,".
    """
    above = pieces[salutation + 1 : frame.start]
    told = any(is_prose(p) and len(p.text) > _MAX_LINE for p in above)
    headed = any(
        p.kind is SegmentKind.HEADING or p.text.rstrip().endswith(COLONS)
        for p in above[-_NEAR:]
    )
    first = pieces[frame.start].text
    called = addresses_audience(first)
    return told and headed and called and frame.closed and frame.signs >= _SURE_SIGNS


def _best(pieces: Sequence[Piece], frames: Sequence[Frame]) -> Frame | None:
    """Return the first frame, or a later one for which more signs speak.

    "We print the speech in full" may stand in a lead, and a report between it and the
    speech: nobody speaks in person there, unless in quotation marks.
    """
    best = frames[0] if frames else None
    for frame in frames[1:]:
        if best is None or frame.signs <= best.signs:
            continue
        between = (p.text for p in pieces[best.start : frame.start] if is_prose(p))
        if not _is_personal(map(unquoted, between)):
            best = frame
    return best


def _frames(
    pieces: Sequence[Piece], title: str, salutation: int | None
) -> Iterator[Frame]:
    gaps = [*_gaps(pieces)]
    for n, (above, first) in enumerate(gaps):
        start = _below_notice(pieces, first, salutation)
        signs = _signs_of_start(pieces, above, start, title)
        later = _signs_of_start(pieces, *gaps[n + 1], title) if n + 1 < len(gaps) else 0
        # "So here it is, worm included." stands between what announces and a rule.
        again = later >= signs and len(pieces[start].text) <= _MAX_LINE
        if not signs or again:
            continue
        end, closed = _end(pieces, above, start)
        headed = _is_headed_as_text(pieces[above + 1 : start])
        closed = closed or (headed and _may_close(pieces[end - 1].text))
        texts = [p.text for p in pieces[start:end] if is_prose(p)]
        long = sum(map(len, texts)) >= _MIN_SPOKEN_CHARS or _is_dense(texts)
        set_off = pieces[start].quoted or _is_ruled(pieces, above, start)
        brief = set_off and sum(map(len, texts)) >= _MIN_BRIEF_CHARS
        long = long or headed or (brief and signs > _SURE_SIGNS)
        # "Inauguramos hoxe unha biblioteca": verbs alone may show who speaks.
        spoken = signs > _SURE_SIGNS and addresses_audience(pieces[start].text)
        if len(texts) >= _MIN_SPOKEN and long and (spoken or _is_spoken(texts)):
            yield Frame(
                start=start, end=end, closed=closed, signs=signs, set_off=set_off
            )


def _may_close(text: str) -> bool:
    """Return whether a last paragraph is spoken, or has neither numbers nor names to tell of."""
    told = any(map(str.isdigit, text)) or next(mentions_in(text), None) is not None
    return SPOKEN_WORDS.is_in(text) or not (told or tells_afterwards(text))


def _is_headed_as_text(between: Sequence[Piece]) -> bool:
    """Return whether "Full text of the speech" heads what follows, however short it is."""
    return any(
        p.kind is SegmentKind.HEADING and (heads_full_text(p.text) or who_said(p.text))
        for p in between
    )


def _reports(text: str) -> bool:
    """Return whether a paragraph only leads to a quotation: "The mayor said: “It is so.”"."""
    led = _LED.match(text)
    if led is None or FIRST_PERSON.is_in(led.group()):
        return False
    quoted = text[led.end() :].strip()
    return closes_quotation(quoted, quoted[0]) and not closing_mark_end(quoted)


def _below_notice(pieces: Sequence[Piece], start: int, salutation: int | None) -> int:
    """Return where a speech starts below a short notice: "Check against delivery".

    That is at its salutation, if nobody speaks in person before it; or below its title
    and the name of who gives it, each on a line of its own.
    """
    below = _below_title(pieces, start)
    if salutation is None or not start < salutation:
        return below
    notice = [p.text for p in pieces[start:salutation] if is_prose(p)]
    short = len(notice) == 1 and len(notice[0]) <= _MAX_NOTICE
    plain = notice[0].strip()[-1:] not in LEADS_ON
    return salutation if short and plain and not _is_personal(notice) else below


def _below_title(pieces: Sequence[Piece], start: int) -> int:
    """Return where sentences start below one to three short lines, or the same place."""
    end = min(len(pieces), start + _MAX_TITLE_PIECES)
    prose = [n for n in range(start, end) if is_prose(pieces[n])]
    for place, n in enumerate(prose[: _MAX_TITLES + 1]):
        if not is_title_line(pieces[n].text):
            return n if place else start
    return start


def _is_dense(texts: Sequence[str]) -> bool:
    """Return whether texts stand in a script whose words take few characters."""
    return 3 * sum(len(t) for t in texts if not t.isascii()) >= _MIN_SPOKEN_CHARS and (
        not any(" " in text for text in texts)
    )


def _is_spoken(texts: Sequence[str]) -> bool:
    """Return whether somebody speaks in person in texts, beside what they quote.

    Of a speech in quotation marks, all counts.
    """
    marked = texts[0].lstrip()[:1] in OPENING_QUOTES
    own = [*texts] if marked else [*map(unquoted, texts)]
    if not _is_personal(own):
        return False
    # "je" is no Frenchman's "I" in a Croatian report.
    person = pattern_of_words(guess_language(own), *OF_FIRST_PERSON)
    return person is None or any(map(person.search, own))


def _is_personal(texts: Iterable[str]) -> bool:
    return any(FIRST_PERSON.is_in(text) for text in texts)


def _gaps(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the last text of an author and the first of a speech, where it may start.

    What the page quotes above the speech, a poem of many lines, is no text of an author.
    """
    prose = [n for n, p in enumerate(pieces) if is_prose(p) and not is_by_line(p.text)]
    told = (gap for gap in pairwise(prose) if not pieces[gap[0]].quoted)
    yield from islice(told, _MAX_ABOVE)


def _signs_of_start(
    pieces: Sequence[Piece], above: int, start: int, title: str
) -> float:
    """Return how many kinds of signs say that a speech starts; 0 if it does not.

    Words have to say that it is printed as it was given; or that there was a speech,
    where a rule or a block quote sets off what follows.
    """
    intro, first = pieces[above], pieces[start]
    if intro.quoted:
        return 0
    between = [p for p in pieces[above + 1 : start] if p.kind is SegmentKind.HEADING]
    ending = " ".join(SENTENCE_GAP.split(intro.text.strip())[-_LAST_SENTENCES:])
    told = [ending, *(p.text for p in between)]
    paragraphs = _quotes_paragraphs(pieces, start)
    set_off = first.quoted or _is_ruled(pieces, above, start) or paragraphs
    marked = first.text.lstrip()[:1] in OPENING_QUOTES
    own = OWN_SPEECH.is_in(ending)
    heads_text = any(map(heads_full_text, told))
    said = (
        heads_text
        or any(map(PRINTED_BELOW.is_in, told))
        or ((set_off or ending.endswith(COLONS)) and (own or SPEECH_WORD.is_in(ending)))
    )
    heads = [p.text for p in pieces[:above] if p.kind is SegmentKind.HEADING]
    texts = [p.text for p in pieces[: above + 1] if is_prose(p)]
    noun = _names_speech((title, *heads, *texts), ending)
    if not noun and _is_written(heads, ending, first.text):
        return 0
    if _leads_to_letter(ending) or _reports(first.text):
        return 0
    if marked and is_quotation(first.text):
        return 0
    called = addresses_audience(first.text)
    if said and not called:
        # "In the name of God", and below it "Ladies and gentlemen,".
        called = any(is_call(p.text) for p in islice(pieces, start, start + _NEAR))
    if not said:
        # Who was just spoken of addresses people: "Ada Brook climbed on a chair."
        named = called and (_names_one(ending) or _names_one(intro.text))
        near = set_off and (noun or any(map(PRINTED_BELOW.is_in, texts[-_NEAR:])))
        near = near or paragraphs
        return int(near) or _WEAK_SIGN * named
    personal = _is_spoken([first.text]) or bool(own_name_in_cjk(first.text))
    headed = heads_text or any(PRINTED_BELOW.is_in(p.text) for p in between)
    return 1 + (set_off or marked or headed) + (called or personal)


def _names_speech(above: Iterable[str], ending: str) -> bool:
    """Return whether the texts above a place have a word for a speech.

    Or its last sentences say that what somebody said is copied, as in a paper with a word
    for letters in its name: "I copy here what he said."
    """
    if OWN_SPEECH.is_in(ending) or any(map(SPEECH_WORD.is_in, above)):
        return True
    copied = PRINTED_BELOW.is_in(ending) and SPEAKS.is_in(ending)
    return copied and not speaks_of_message(ending)


def _is_written(heads: Iterable[str], ending: str, first: str) -> bool:
    """Return whether a letter or the like stands below: its heading or its address shows it."""
    written = any(MESSAGE_HEADING.is_in(text) for text in (*heads, ending))
    return written or (first.strip().endswith((",", "，")) and greets_reader(first))


def _leads_to_letter(ending: str) -> bool:
    """Return whether a colon leads to a letter: "Ada Brook, who is ill, wrote in her letter:"."""
    letter = ending.endswith(COLONS) and speaks_of_message(ending)
    return letter and not (OWN_SPEECH.is_in(ending) or SPEECH_WORD.is_in(ending))


def _quotes_paragraphs(pieces: Sequence[Piece], start: int) -> bool:
    """Return whether a quotation of several paragraphs opens at one, and is closed.

    It is most of what the page quotes: a report quotes many a sentence.
    """
    first = pieces[start].text.lstrip()
    if first[:1] not in CLOSING_MARKS or first_quotation_end(first):
        return False
    end = _end_of_quotation(pieces, start, _limit(pieces, start))
    if end <= start + 1 or not closes_quotation(pieces[end - 1].text, first[0]):
        return False
    around = (p.text for p in (*pieces[:start], *pieces[end:]) if is_prose(p))
    others = sum(len(text) - len(unquoted(text)) for text in around)
    return 2 * others < sum(len(p.text) for p in pieces[start:end])


def _names_one(text: str) -> bool:
    """Return whether a text names one person in full."""
    names = {one.name for one in mentions_in(text)}
    return len(names) == 1


def _is_ruled(pieces: Sequence[Piece], above: int, start: int) -> bool:
    return pieces[start].ruled or any(p.rule for p in pieces[above + 1 : start])


def _end(pieces: Sequence[Piece], above: int, start: int) -> tuple[int, bool]:
    """Return where the speech ends, and whether a sign says so."""
    limit = _limit(pieces, start)
    if pieces[start].quoted:
        return _end_of_block_quote(pieces, start, limit), True
    if _is_ruled(pieces, above, start):
        for n in range(start + 1, limit):
            if pieces[n].ruled or pieces[n].rule:
                return n, True
    if any(p.kind is SegmentKind.HEADING for p in pieces[above + 1 : start]):
        for n in range(start + 1, min(limit + 1, len(pieces))):
            if pieces[n].kind is SegmentKind.HEADING:
                return n, True
    if pieces[start].text.lstrip()[:1] in OPENING_QUOTES:
        end = _end_of_quotation(pieces, start, limit)
        if end > start + 1:
            return end, True
    return end_in_narration(pieces, start, limit)


def _end_of_quotation(pieces: Sequence[Piece], start: int, limit: int) -> int:
    """Return where a quotation of paragraphs ends, which asides may interrupt.

    Behind what happened meanwhile, it opens again.
    """
    spoken = [
        replace(p, kind=SegmentKind.SPEECH, speaker="?") if is_prose(p) else p
        for p in pieces[start : min(limit, start + MAX_QUOTED_PIECES)]
    ]
    end, _ = find_quotation_end(spoken, 0)
    while end + 1 < len(spoken) and tells_aside(spoken[end].text):
        if spoken[end + 1].text.lstrip()[:1] not in OPENING_QUOTES:
            break
        length, _ = find_quotation_end(spoken[end + 1 :], 0)
        if not length:
            break
        end += 1 + length
    return start + end


def _limit(pieces: Sequence[Piece], start: int) -> int:
    """Return where the page's own words start at the latest: comments, fields, links."""
    end = len(pieces)
    for n in range(start + 1, len(pieces)):
        if starts_page_text(pieces, n):
            end = n
            break
    while end > start + 1 and (
        not is_prose(pieces[end - 1])
        or is_by_line(pieces[end - 1].text)
        or FIELD.match(pieces[end - 1].text.strip())
    ):
        end -= 1
    return end


def _end_of_block_quote(pieces: Sequence[Piece], start: int, limit: int) -> int:
    """Return where a block quote ends, which what happened during it may interrupt."""
    end = start + 1
    for n in range(start + 1, limit):
        if pieces[n].quoted:
            end = n + 1
        elif is_prose(pieces[n]) and not tells_aside(pieces[n].text):
            break
    return end


def end_in_narration(
    pieces: Sequence[Piece], start: int, limit: int
) -> tuple[int, bool]:
    """Return where somebody tells what came after the speech, or after its last thanks."""
    spoken = [n for n in range(start, limit) if is_prose(pieces[n])]
    rest = total = sum(len(pieces[n].text) for n in spoken)
    for place, n in enumerate(spoken[1:], 1):
        rest -= len(pieces[spoken[place - 1]].text)
        near = len(spoken) - place <= _MAX_CLOSING or rest <= _MAX_CLOSING_SHARE * total
        if not tells_afterwards(pieces[n].text):
            continue
        near = near or takes_leave(pieces[spoken[place - 1]].text)
        if (2 * rest <= total and near) or _stands_above_heading(pieces, n, limit):
            return n, True
    for place, n in enumerate(spoken):
        if 2 * place >= len(spoken) and takes_leave(pieces[n].text):
            after = (pieces[later].text for later in spoken[place + 1 :])
            left = (text for text in after if not opens_aside(text))
            if not _is_personal(map(unquoted, left)):
                return behind_wish(pieces, n + 1, limit), True
    return limit, False


def _stands_above_heading(pieces: Sequence[Piece], n: int, limit: int) -> bool:
    """Return whether a heading follows a paragraph, in which nobody speaks in person."""
    heads = n + 1 < limit and pieces[n + 1].kind is SegmentKind.HEADING
    return heads and not _is_personal([unquoted(pieces[n].text)])
