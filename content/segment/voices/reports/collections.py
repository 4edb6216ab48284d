"""Collections: several texts on one page, each below a heading that says whose it is.

"1. Speech of the mayor, Ada Brook, at the opening of the bridge (1921)", a note of the
museum's, the speech; "2. Letter of Jane Hall to the parents", a note, and the letter.
What stands above the first heading, the notes, and what tells of a text below it are
nobody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from content.language.sentence_marks import STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.basis import Reason, named_in_line_above
from content.segment.messages.signatures.signatures import is_closing, signature_line
from content.segment.messages.words import (
    greets_reader,
    may_date_letter,
    without_reader,
)
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import has_given_name, opens_with_han_surname
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.narration import tells_afterwards, unquoted
from content.segment.voices.one_speech.frame_finder import end_in_narration
from content.segment.voices.one_speech.salutations import (
    calls_listeners,
    is_call,
    opens_with_audience,
)
from content.segment.voices.reports.collection_heads import (
    Head,
    find_heads,
    starts_with_number,
    without_number,
)
from content.segment.voices.reports.notes import (
    first_persons,
    is_note_on_text,
    opens_with,
    speaks_beside_quotations,
    tells_of,
)
from content.segment.voices.reports.people_met import full_names
from content.segment.voices.words import is_comments_heading, says_goodbye
from content.segment.wording.in_person import SPOKEN_WORDS

_SURE, _UNSURE, _OPEN = 0.85, 0.6, 0.55
_MIN_TEXTS, _MAX_NOTES = 2, 4
_MIN_CHARS, _MAX_NAME_LINE, _MAX_CREDIT, _MAX_SIGNATURE = 60, 60, 100, 40
_MAX_BELOW = 60  # Paragraphs below a title that are asked who speaks in them.
_GREETS = (",", "!", ":")
_NOBODY = Reason("below a line that heads a text, and names nobody; somebody's")
_OPEN_END = Reason(
    "the last words below the heading tell of nobody; the author's, perhaps"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of a collection: its heading, and where it stands (end exclusive).

    Attributes:
        doubted: From where on its words may be the author's.
        noted: Whether a note stands between its heading and the text.
    """

    head: Head
    start: int
    end: int
    doubted: int
    sure: bool
    noted: bool


def attribute_collection(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return a collection's pieces with each text given to whom its heading names.

    None where there are not two such texts of two people, or one beside a text of
    nobody who is named.
    """
    language = guess_language(piece.text for piece in pieces)
    heads = find_heads(pieces, language)
    if not heads:
        return None
    last = next(
        (n for n, p in enumerate(pieces) if is_comments_heading(p.text.strip())),
        len(pieces),
    )
    ends = [*(head.place for head in heads[1:]), max(last, heads[-1].place)]
    found = [
        text
        for head, end in zip(heads, ends, strict=True)
        if head.name
        and (text := _text_below(pieces, head, end, language, last=end == ends[-1]))
    ]
    people = {one.head.name for one in found}
    unnamed = any(not head.name for head in heads)
    if len(people) + unnamed < _MIN_TEXTS or not found:
        return None
    # Speeches alone below headings with names are the matter of introduced turns.
    if not any(
        one.noted or one.head.written or one.head.listed or not one.head.named
        for one in found
    ):
        return None
    attributed = list(pieces)
    for head in heads:
        if head.name or starts_with_number(pieces[head.place].text):
            attributed[head.place] = replace(
                pieces[head.place], kind=SegmentKind.HEADING
            )
    for head, end in zip(heads, ends, strict=True):
        if not head.name:
            _doubt(attributed, head.place, end, language)
    tells = any(one.noted for one in found)
    for number, one in enumerate(found, 1):
        _give(attributed, one, number, doubted=tells or one is found[-1])
    return attributed


def _give(pieces: list[Piece], text: _Text, number: int, *, doubted: bool) -> None:
    """Give a text to whom its heading names, with its open end doubted or not."""
    head = text.head
    says = named_in_line_above(head.name, "wrote it" if head.written else "speaks")
    for n in range(text.start, text.end):
        if is_prose(pieces[n]):
            unsure = doubted and n >= text.doubted
            pieces[n] = replace(
                pieces[n],
                kind=SegmentKind.MESSAGE if head.written else SegmentKind.SPEECH,
                speaker=head.name,
                turn=number,
                confidence=_OPEN if unsure else _SURE if text.sure else _UNSURE,
                reason=_OPEN_END if unsure else says,
            )


def _doubt(pieces: list[Piece], head: int, end: int, language: str) -> None:
    """Doubt that what somebody says below a heading that names nobody is nobody's."""
    for n in range(head + 1, end):
        if is_prose(pieces[n]) and speaks_beside_quotations(pieces[n].text, language):
            pieces[n] = replace(pieces[n], confidence=_UNSURE, reason=_NOBODY)


def _text_below(
    pieces: Sequence[Piece], head: Head, end: int, language: str, *, last: bool
) -> _Text | None:
    """Return the text below a heading, behind notes about it; None if there is none."""
    prose = [n for n in range(head.place + 1, end) if is_prose(pieces[n])]
    # What stands under the next heading is no text of this one.
    under = next(
        (
            n
            for n in range(head.place + 1, end)
            if pieces[n].kind is SegmentKind.HEADING
        ),
        end,
    )
    near = [n for n in prose if n < under] or prose
    start = _start(pieces, near, head, language)
    if start is None:
        return None
    above = pieces[start - 1]
    if head.written and is_prose(above) and may_date_letter(above.text.strip()):
        start -= head.place + 1 < start
    stop, _ = end_in_narration(pieces, start, end)
    stop = _without_credit(pieces, start, stop, head.name)
    signed = _end_of_letter(pieces, start, stop, head.name)
    stop, titled = _above_title(pieces, start, signed or stop, language)
    stop = signed or _above_telling(pieces, start, stop, head.name, language)
    last = last and stop > prose[-1]
    prose = [n for n in prose if start <= n < stop]
    said = [pieces[n].text for n in prose]
    if sum(map(len, said)) < _MIN_CHARS:
        return None
    personal = any(SPOKEN_WORDS.is_in(unquoted(text)) for text in said)
    line = without_number(pieces[head.place].text)
    # "Letter of Ada Brook, read by Tom Ferro": who reads may say more than it.
    alone = without_reader(line) == line
    note = pieces[head.place + 1].text if start > head.place + 1 else ""
    known = has_given_name(head.name) or opens_with_han_surname(head.name)
    known = known or opens_with(note, head.name)
    return _Text(
        head=head,
        start=start,
        end=stop,
        doubted=titled
        if signed
        else min(titled, _open_end(said, prose, stop, language, last=last)),
        sure=head.sure and personal and alone and known,
        noted=start > head.place + 1,
    )


def _start(
    pieces: Sequence[Piece], prose: Sequence[int], head: Head, language: str
) -> int | None:
    """Return where a text starts: at its call, or behind notes above words in person."""
    prose = prose[head.noted :]
    for n in prose[: _MAX_NOTES + 1]:
        text = pieces[n].text.strip()
        calls = is_call(text) or calls_listeners(text) or greets_reader(text)
        calls = calls or (head.written and _may_greet(text))
        calls = calls and not says_goodbye(text)  # "Long live the Republic!"
        if calls or opens_with_audience(text) or text[:1] in OPENING_QUOTES:
            return n
    # Of a text that its heading names, any sign of a person will do.
    said = [unquoted(pieces[n].text) for n in prose]
    if not any(SPOKEN_WORDS.is_in(text) or says_goodbye(text) for text in said):
        return None
    italics = not all(pieces[n].italic for n in prose)
    return next(
        (
            n
            for n in prose
            if not is_note_on_text(pieces[n], head.name, language, italics=italics)
        ),
        None,
    )


def _may_greet(text: str) -> bool:
    """Return whether a line may be a letter's salutation: "To the hands,", "August!"."""
    return len(text) <= _MAX_NAME_LINE and text.endswith(_GREETS)


def _above_telling(
    pieces: Sequence[Piece], start: int, stop: int, name: str, language: str
) -> int:
    """Return where a text ends above the paragraphs at its end that tell of its speaker."""
    prose = [n for n in range(start + 1, stop) if is_prose(pieces[n])]
    for n in reversed(prose):
        text = pieces[n].text
        told = tells_of(text, name, language) or tells_afterwards(text)
        if not told or first_persons(text, language):
            break
        stop = n
    return stop


def _open_end(
    said: Sequence[str],
    prose: Sequence[int],
    stop: int,
    language: str,
    *,
    last: bool,
) -> int:
    """Return from where on the last paragraphs of a text may be the author's.

    Nobody speaks in person in them; or, at the end of the page, not with any of the
    words with which somebody did above: an "us" of the museum's below an "I".

    Args:
        said: The paragraphs of the text.
        prose: Where they stand.
        stop: Where it ends.
        language: Of the page.
        last: Whether it is the last text of the page.
    """
    above: list[set[str]] = [set()]
    for text in said:
        above.append(above[-1] | first_persons(text, language))
    for place in reversed(range(1, len(prose))):
        text = said[place]
        own = first_persons(text, language)
        below = place + 1 == len(prose) or stop == prose[place + 1]
        others = last and below and above[place].isdisjoint(own)
        calls = text.rstrip().endswith("!") or says_goodbye(text) or is_closing(text)
        if speaks_beside_quotations(text, language) and (calls or not others):
            break
        stop = prose[place]
    return stop


def _without_credit(pieces: Sequence[Piece], start: int, stop: int, name: str) -> int:
    """Return where a text ends above a line that names who prepared the page."""
    last = next((n for n in range(stop - 1, start, -1) if is_prose(pieces[n])), start)
    text = pieces[last].text.strip()
    others = [one for one in full_names(text) if not names_surname(one, name)]
    # A name alone may sign the text, too.
    credits_another = others and text not in others and len(text) <= _MAX_CREDIT
    if last > start and credits_another and not SPOKEN_WORDS.is_in(text):
        return last
    return stop


def _end_of_letter(
    pieces: Sequence[Piece], start: int, stop: int, name: str
) -> int | None:
    """Return where a text ends below its closing words and who signs, if it has them."""
    for n in range(start + 1, stop):
        text = pieces[n].text.strip()
        if is_closing(text):
            below = pieces[n + 1].text.strip() if n + 1 < stop else ""
            brief = 0 < len(below) <= _MAX_NAME_LINE and not below.endswith(STOPS)
            return n + 1 + brief
        if signature_line(text) or _signs(text, name):
            return n + 1
    return None


def _signs(text: str, name: str) -> bool:
    """Return whether a short line may be signed by somebody: "Your Herbert", "Nancy"."""
    brief = len(text) <= _MAX_SIGNATURE and not text.endswith(STOPS)
    own = {word.casefold() for word in name.split()}
    return brief and not own.isdisjoint(text.casefold().split())


def _above_title(
    pieces: Sequence[Piece], start: int, stop: int, language: str
) -> tuple[int, int]:
    """Return where a text ends above a line like a title, and from where it may end so.

    Nobody speaks below it as somebody did above; or not right below it.
    """
    above: set[str] = set()
    for n in range(start + 1, stop - 1):
        text = pieces[n].text.strip()
        titled = pieces[n].kind is SegmentKind.HEADING or (
            is_prose(pieces[n]) and len(text) <= _MAX_NAME_LINE and text[-1:].isalpha()
        )
        if titled:
            prose = (p.text for p in pieces[n + 1 : stop] if is_prose(p))
            below = list(islice(prose, _MAX_BELOW))
            if not any(above & first_persons(text, language) for text in below):
                return n, n
            if below and not speaks_beside_quotations(below[0], language):
                return stop, n
        above |= first_persons(text, language)
    return stop, stop
