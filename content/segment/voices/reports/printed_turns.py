"""Speeches and letters of several people that an author prints between telling.

"Then the chair, Ada Brook, said:" and a quotation, a block quote or paragraphs behind
dashes below it; "The mayor spoke, too." and a heading for the speech; "Ada Brook gave the
speech of the day." and a salutation, up to thanks. One such speech is the matter of
frames; here a letter, or a speech of another, stands beside it, or its heading below
what the page tells says whose it is: "Speech by Ada Brook, club captain".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS, GAP_BEHIND_WORD, SENTENCE_ENDS
from content.language.typography.quotation_marks import OPENING_DASH, OPENING_QUOTES
from content.segment.basis import Basis, Reason
from content.segment.messages.quotations import MAX_QUOTED_PIECES, find_quotation_end
from content.segment.messages.words import REPRODUCED, leads_on, speaks_of_message
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.same_person import same_person
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.headlines.names import author_in_headline
from content.segment.turns.unspoken.directions import is_direction
from content.segment.voices.introduced import Clarity, introduced
from content.segment.voices.letters.letter_signatures import may_sign, signer_in
from content.segment.voices.narration import tells_afterwards, unquoted
from content.segment.voices.one_speech.frame_finder import end_in_narration
from content.segment.voices.one_speech.salutations import is_call
from content.segment.voices.reports.people_met import PeopleMet, full_names
from content.segment.voices.words import SPEAKS, is_comments_heading, says_goodbye
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_SURE, _UNNAMED_CONFIDENCE = 0.85, 0.5
_UNNAMED = Reason("a text is announced, and nobody is named whose it is")
_MIN_PRINTED = 2
_MAX_ASIDE = 2
"""Paragraphs of an author's between two parts of the speech that a page prints."""

_MIN_CHARS, _MIN_BELOW_COLON, _ABOVE = 160, 90, 2
_MAX_REPORT = 100  # Paragraphs of a report that may name whose speech it prints.
_MAX_ABOVE, _MAX_HEAD_CHARS, _MAX_TITLE_LINES = 700, 140, 2
_MAX_SALUTATION, _MAX_THANKS = 90, 40
_OFFICE_STEM, _OFFICE_IN_HAN = 4, 2
_PARTING = frozenset({SegmentKind.MESSAGE, SegmentKind.HEADING, SegmentKind.COMMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """A speech that is printed below words about who gives it, if they name anybody."""

    start: int
    end: int
    name: str
    headed: bool = False
    sure: bool = True


def attribute_printed_turns(
    pieces: Sequence[Piece], read: Sequence[Piece]
) -> list[Piece] | None:
    """Return pieces with each printed speech given to whom the words above it name.

    Args:
        pieces: The pieces of a page without labels.
        read: The same with the letters on it given to their senders.

    None where a page prints not two of them, letters counted, and no heading names who
    speaks, or no speech, and where whoever reads a letter goes on below it.
    """
    if len(read) != len(pieces):
        return None
    found = [*_printed(read)]
    # Whose letters it prints, or whom it quotes.
    others = {p.speaker for p in read if p.speaker}
    people = others | {one.name for one in found}
    named = any(one.name for one in found)
    enough = len(people) >= _MIN_PRINTED or any(one.headed for one in found)
    if not named or not enough or _goes_on(read, found):
        return None
    attributed = list(read)
    for number, one in enumerate(found, 1):
        words = f"printed below words that say that {one.name} speaks"
        says = Reason(words, Basis.ANNOUNCEMENT)
        for n in range(one.start, one.end):
            if is_prose(read[n]):
                attributed[n] = replace(
                    read[n],
                    kind=SegmentKind.SPEECH,
                    speaker=one.name or UNNAMED,
                    turn=number,
                    confidence=_SURE if one.name and one.sure else _UNNAMED_CONFIDENCE,
                    reason=says if one.name else _UNNAMED,
                )
    return attributed


def _goes_on(read: Sequence[Piece], found: Sequence[_Printed]) -> bool:
    """Return whether somebody speaks in person right below a letter: who reads it."""
    # "We print the speech below" is the author's.
    inside = {n for one in found for n in range(one.start - _ABOVE, one.end)}
    below_letter = False
    for n, piece in enumerate(read):
        own = is_prose(piece) and n not in inside
        if below_letter and own and FIRST_PERSON.is_in(unquoted(piece.text)):
            return True
        # Applause stands between a letter and who goes on; a heading parts them.
        applause = piece.kind is SegmentKind.STAGE or is_direction(piece.text)
        below_letter = piece.kind is SegmentKind.MESSAGE or (below_letter and applause)
    return False


def _printed(pieces: Sequence[Piece]) -> Iterator[_Printed]:
    people = PeopleMet()
    told: list[str] = []
    unread: list[str] = []
    last, n = "", 0
    while n + 1 < len(pieces) and not is_comments_heading(pieces[n].text.strip()):
        piece = pieces[n]
        n += 1
        headed = None
        if piece.kind is SegmentKind.HEADING and told:
            _meet(people, unread)
            headed = _below_heading(pieces, n - 1, people)
        if headed is not None:
            yield headed
            n = headed.end
            for further in _set_off_further(pieces, headed):
                yield further
                n = further.end
            continue
        if not is_prose(piece) or piece.quoted:
            continue
        unread.append(piece.text)
        told.append(piece.text)
        text = piece.text.strip()
        start = n
        if pieces[n].kind is SegmentKind.HEADING and SPEECH_WORD.is_in(pieces[n].text):
            _meet(people, unread)
            if _below_heading(pieces, n, people) is not None:
                continue  # It says whose the speech is.
            start = n + 1
        colon = text.endswith(COLONS)
        end = _end(pieces, start, colon=colon)
        said = [p.text for p in pieces[start:end] if is_prose(p)]
        size = _MIN_BELOW_COLON if colon else _MIN_CHARS
        long = sum(map(len, said)) >= size and any(map(SPOKEN_WORDS.is_in, said))
        if not long or text[:1] in OPENING_QUOTES:
            continue
        _meet(people, unread)
        on = leads_on(text)  # "She turned the page and went on:"
        name = last if on else _who(text, people) or _introduced(pieces[:n], told)
        last = name
        letter = colon and pieces[start].quoted and speaks_of_message(text)
        if name or (letter and not on):
            yield _Printed(start=start, end=end, name=name)
            n = end


def _meet(people: PeopleMet, unread: list[str]) -> None:
    for text in unread:
        people.meet(text)
    unread.clear()


def _below_heading(
    pieces: Sequence[Piece], n: int, people: PeopleMet
) -> _Printed | None:
    """Return the speech below a heading that says only who gives it; None if none is."""
    text = pieces[n].text.strip()
    if pieces[n].kind is not SegmentKind.HEADING or len(text) > _MAX_HEAD_CHARS:
        return None
    name, start = _headed_name(text, people), n + 1
    told = SPEECH_WORD.is_in(text) or MESSAGE_HEADING.is_in(text)
    if not name and told:
        name, start = _named_below(pieces, start)
    end = start
    sure = True
    if not name and told:
        name, end = _signed_below(pieces, start)
        sure = bool(name) and _share_an_office(text, pieces[end].text)
    elif name:
        limit = _section_end(pieces, n, start)
        told = limit > 0 and not _is_in_quotes(pieces[start:limit])
        end = end_in_narration(pieces, start, limit)[0] if told else 0
        end = end or _end(pieces, start, colon=True)
    said = [p.text for p in pieces[start:end] if is_prose(p)]
    quoted = bool(said) and said[0].lstrip()[:1] in OPENING_QUOTES
    personal = quoted or any(map(SPOKEN_WORDS.is_in, said))
    if not personal or sum(map(len, said)) < _MIN_CHARS:
        return None
    return _Printed(start=start, end=end, name=name, headed=True, sure=sure)


def _is_in_quotes(section: Sequence[Piece]) -> bool:
    """Return whether a section opens in a block quote, and a third of it stands in such."""
    prose = [piece for piece in section if is_prose(piece)]
    quoted = sum(len(piece.text) for piece in prose if piece.quoted)
    total = sum(len(piece.text) for piece in prose)
    return bool(prose) and prose[0].quoted and 3 * quoted >= total


def _set_off_further(pieces: Sequence[Piece], first: _Printed) -> Iterator[_Printed]:
    """Yield the block quotes below a speech in one, where its author goes on with it.

    "I stop her here.", and below it the next part. Neither does a colon lead to it, nor
    is anybody else named in full between; and somebody speaks in person there.
    """
    if not all(p.quoted for p in pieces[first.start : first.end] if is_prose(p)):
        return
    n, told = first.end, 0
    while n < len(pieces) and told <= _MAX_ASIDE:
        piece = pieces[n]
        if piece.kind in _PARTING or piece.rule:
            return
        if piece.quoted and is_prose(piece):
            end = _end(pieces, n, colon=False)
            said = [p.text for p in pieces[n:end] if is_prose(p)]
            if not told or not any(map(SPOKEN_WORDS.is_in, said)):
                return
            yield replace(first, start=n, end=end)
            n, told = end, 0
            continue
        if is_prose(piece):
            others = (one for one in full_names(piece.text) if " " in one)
            another = any(not same_person(one, first.name) for one in others)
            if another or piece.text.rstrip().endswith(COLONS):
                return
            told += 1
        n += 1


def _named_below(pieces: Sequence[Piece], n: int) -> tuple[str, int]:
    """Return whom a line right below a heading names, and where the words start below it.

    Place and date may stand between: "Ada Brook", "Harbour Hall, 3 May".
    """
    name = pieces[n].text.strip() if n < len(pieces) and is_prose(pieces[n]) else ""
    if " " not in name or name.endswith(SENTENCE_ENDS) or not is_person(name):
        return "", n
    start = n + 1
    while start < len(pieces) and start <= n + _MAX_TITLE_LINES:
        text = pieces[start].text.strip()
        if len(text) > _MAX_HEAD_CHARS or text.endswith((*SENTENCE_ENDS, ",", *COLONS)):
            break
        start += 1
    return strip_titles(name), start


def _signed_below(pieces: Sequence[Piece], start: int) -> tuple[str, int]:
    """Return who signs the section that starts at a piece, and where the signature ends it.

    Applause and the date may stand above the signature: "Ada Brook, head of the school".
    """
    end = next(
        (
            n
            for n in range(start, len(pieces))
            if pieces[n].kind in _PARTING or pieces[n].rule
        ),
        len(pieces),
    )
    for n in range(start + 1, end):
        text = pieces[n].text.strip()
        if may_sign(pieces[n]) and (name := signer_in([text])):
            return name, n
    return "", start


def _share_an_office(heading: str, signature: str) -> bool:
    """Return whether a heading has the office of who signs below it, in any case.

    "Speech of the mayor" and "Ruth Moor, reporter" do not; in Han two letters are enough.
    """
    signed = signature.casefold()
    cjk = WITHOUT_CASE.search(heading) is not None
    size = _OFFICE_IN_HAN if cjk else _OFFICE_STEM
    words = (heading,) if cjk else heading.casefold().split()
    return any(
        word[n : n + size] in signed
        for word in words
        for n in range(max(1, len(word) - size + 1) if cjk else 1)
        if len(word) >= size
    )


def _section_end(pieces: Sequence[Piece], n: int, start: int) -> int:
    """Return where the section of a speech ends whose heading others part; else 0.

    It ends at the next heading of its level or a higher one, or for another speech. Below
    a heading and the name of who speaks a rule ends it, too.

    Args:
        pieces: The pieces of a page.
        n: The heading.
        start: Where the words below it start.
    """
    level = pieces[n].depth
    if level == 1:
        return 0  # The page's headline.
    parted = False
    for end in range(start + 1, len(pieces)):
        piece = pieces[end]
        if piece.kind is SegmentKind.COMMENT:
            return 0
        if piece.rule or piece.ruled:
            return end if start > n + 1 else 0
        if piece.kind is SegmentKind.HEADING and piece.depth:
            if piece.depth <= level or SPEECH_WORD.is_in(piece.text):
                return end if parted else 0
            parted = True
    return 0


def _headed_name(text: str, people: PeopleMet) -> str:
    """Return the one person whom a heading says to give a speech; else empty.

    "Puhe Helka Virmajoen" names in another case whom the text above names, too.
    """
    noun = SPEECH_WORD.search(text)
    if noun is None:
        return ""
    named = [one for one in full_names(text[noun.end() :]) if " " in one]
    met = [one for one in people.named(text) if one in people.names]
    return author_in_headline(text) or next(
        (only[0] for only in (named, met) if len(only) == 1), ""
    )


def _who(text: str, people: PeopleMet) -> str:
    """Return the one person whom the end of a paragraph says to speak; else empty."""
    near = GAP_BEHIND_WORD.split(text[-_MAX_ABOVE:])[-2:]
    # "Then Ada Brook took the floor. Her speech:"
    leads = text.endswith(COLONS) and SPEECH_WORD.is_in(near[-1])
    for sentence in reversed(near):
        named = people.named(sentence)
        if named:
            name = named[0]
            whole = " " in name and not (
                SPEECH_WORD.is_in(name) or MESSAGE_HEADING.is_in(name)
            )
            speaks = leads or SPEAKS.is_in(sentence) or SPEECH_WORD.is_in(sentence)
            return name if len(named) == 1 and whole and speaks else ""
    return ""


def _introduced(above: Sequence[Piece], told: Sequence[str]) -> str:
    """Return whom a report introduces whose last paragraph says it prints "her speech"."""
    if not (told and REPRODUCED.is_in(told[-1]) and SPEECH_WORD.is_in(told[-1])):
        return ""
    heads = [p.text for p in above if p.kind is SegmentKind.HEADING]
    name, clarity = introduced(told[-_MAX_REPORT:], heads[-_MAX_REPORT:], ())
    return "" if clarity is Clarity.GUESSED else name


def _end(pieces: Sequence[Piece], start: int, *, colon: bool) -> int:
    """Return where a speech ends that opens at a piece; the same place if none does."""
    if start >= len(pieces) or not is_prose(pieces[start]):
        return start
    first = pieces[start]
    headed = pieces[start - 1].kind is SegmentKind.HEADING
    limit = _limit(pieces, start) if headed else start
    if (
        headed
        and not _is_in_quotes(pieces[start:limit])
        and first.text.lstrip()[:1] not in OPENING_QUOTES
    ):
        end, closed = end_in_narration(pieces, start, limit)
        called = not closed and _calls(first.text)
        return end if closed else _end_of_thanks(pieces, start) if called else start
    if first.quoted:
        return _end_of_quote(pieces, start)
    if first.text.lstrip()[:1] in OPENING_QUOTES:
        spoken = [
            replace(p, kind=SegmentKind.SPEECH, speaker="?") if is_prose(p) else p
            for p in pieces[start : start + MAX_QUOTED_PIECES]
        ]
        end, _ = find_quotation_end(spoken, 0)
        return start + end if colon or end > 1 else start
    if _calls(first.text):
        return _end_of_thanks(pieces, start)
    end = start
    while colon and end < len(pieces) and is_prose(pieces[end]):
        if not OPENING_DASH.match(pieces[end].text):
            break
        end += 1
    return end


def _limit(pieces: Sequence[Piece], start: int) -> int:
    """Return where what stands below a heading ends, at the latest."""
    told = {SegmentKind.COMMENTARY, SegmentKind.STAGE}
    below = (n for n in range(start, len(pieces)) if pieces[n].kind not in told)
    return next(below, len(pieces))


def _end_of_quote(pieces: Sequence[Piece], start: int) -> int:
    """Return where the block quote ends in which a piece stands."""
    end = start
    while end < len(pieces) and pieces[end].quoted and is_prose(pieces[end]):
        end += 1
    return end


def _calls(text: str) -> bool:
    """Return whether a paragraph is a salutation alone: "Dear neighbours!"."""
    bare = text.strip()
    return len(bare) <= _MAX_SALUTATION and is_call(bare)


def _is_read(pieces: Sequence[Piece], start: int, n: int) -> bool:
    """Return whether who speaks from a piece on reads a letter below a colon of theirs."""
    first = n
    while pieces[first].kind is SegmentKind.MESSAGE and first > start:
        first -= 1
    led = pieces[first].text.strip()
    own = first > start and is_prose(pieces[first]) and led.endswith(COLONS)
    return first < n and own and FIRST_PERSON.is_in(unquoted(led))


def _end_of_thanks(pieces: Sequence[Piece], start: int) -> int:
    """Return where a speech ends that a salutation opens: behind thanks, or above an aside.

    They stand alone, or nobody speaks in person below them. The same place if it does
    not end so, before a letter, a heading or another salutation.
    """
    limit = next(
        (
            n
            for n in range(start + 1, len(pieces))
            if (pieces[n].kind in _PARTING and not _is_read(pieces, start, n))
            or _calls(pieces[n].text)
        ),
        len(pieces),
    )
    spoken = [n for n in range(start + 1, limit) if is_prose(pieces[n])]
    for n in spoken:
        if tells_afterwards(pieces[n].text):
            return n
        brief = n > start + 1 and len(pieces[n].text) <= _MAX_THANKS
        if brief and says_goodbye(pieces[n].text):
            return n + 1
    for n in spoken[1:]:
        below = pieces[n + 1 : limit][:1]
        goes_on = any(FIRST_PERSON.is_in(unquoted(p.text)) for p in below)
        if says_goodbye(pieces[n].text) and not goes_on:
            return n + 1
    return start
