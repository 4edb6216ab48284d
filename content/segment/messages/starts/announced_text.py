"""What announces a text that is read out or printed, and where that text starts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.kinds import HEADING, MESSAGE, STAGE
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.announcements.splitting import directs_to_read
from content.segment.messages.extent import Extent
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.senders.people.writers import is_from_line
from content.segment.messages.starts.read_aloud import (
    heads_text,
    is_message,
    is_read,
    opens_letter,
    quotes_at_length,
    stands_below_writing,
    was_announced,
)
from content.segment.messages.words import (
    greets_reader,
    introduces_wording,
    may_date_letter,
    names_document,
    opens_with_salutation,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
    without_texts,
)
from content.segment.names.name_score import label_key
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

# What nobody says may announce what the record prints.
_PRINTS = {SegmentKind.COMMENTARY, SegmentKind.STAGE}
COUNTED_TITLE = re.compile(
    r"(?:[^\W\d_a-z]\)|[IVX]{1,5}(?:\.\d{1,2}){1,3}\)|\d{1,3}(?:\.?[º°ª]\.?|\.)\s?[-–—])\s?[^\W\d_a-z]"
)
"""A letter or parts of a number and a bracket, or a number with a stop and a dash, before a title."""

# "VI.- PRESENTATIONS"
_PART_OF_RECORD = re.compile(r"[IVXLC]{1,7}\.\s?[-–—]\s?[^\W\d_a-z]")
_SAID_ENDS = ("!", "?", "”", "»", ";")
_ITEM_ENDS = (".", ";", ":", ",", "!", "?", "”", "»")
# "Ada Brook (reads the letter):"
_ASIDE = re.compile(r"[(\[（][^()\[\]（）]{1,40}[)\]）]\W*$")
_CALLED = WordPattern(r",\s|\s<names.and>\s", re.NOFLAG)
_MAX_TOLD, _MAX_CALL = 8, 200
_MAX_LETTERHEAD, _MAX_HEAD_LINE = 7, 90
_MAX_LEAD, _MAX_INTERRUPTION, _MAX_TOLD_BEFORE = 60, 160, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What announces a text, and how clearly.

    Attributes:
        intro: The words that announce it.
        read: Whether words say that it is read now, though no colon leads to it.
        framed: Whether an author's words stand above it, and no label.
        loose: Whether its marks and its length alone show that it is another's.
    """

    intro: str
    announced: Announced
    read: bool
    framed: bool
    loose: bool = False


def announcement_of(
    turn: Sequence[Piece], place: int, start: int, before: Sequence[Piece]
) -> Announcement:
    """Return what announces a text, before its end is known."""
    intro, announced = _introduction(turn, place, start, before)
    if told := _told_before_interruption(turn, place, before):
        intro = f"{told} {intro}"
        quoted = turn[start].text.lstrip()[:1] in OPENING_QUOTES
        announced = max(announced, announced_by(intro, quoted=quoted))
    framed = place < 0 and announced > Announced.NOT and is_framed(turn, before)
    read = framed or _is_read(turn, place, start, before, announced)
    return Announcement(
        intro=intro,
        announced=max(announced, Announced.LIKELY) if read else announced,
        read=read,
        framed=framed,
    )


def _told_before_interruption(
    turn: Sequence[Piece], place: int, before: Sequence[Piece]
) -> str:
    """Return the sentence with which a reader told of a text before somebody broke in.

    "May I read what my son Tom wrote?", "Please do.", "It reads:"
    """
    leads = turn[place] if place >= 0 else None
    if leads is None or not leads.spoken or any(p.spoken for p in turn[:place]):
        return ""
    if len(leads.text) > _MAX_LEAD or not introduces_wording(leads.text):
        return ""
    spoken = [piece for piece in before if piece.spoken][-2:]
    if len(spoken) < 2 or len(spoken[1].text) > _MAX_INTERRUPTION:
        return ""
    own, other = spoken
    if own.speaker != leads.speaker or other.speaker == leads.speaker:
        return ""
    tells = (speaks_of_message, tells_of_writing, says_it_is_read)
    told = sentences_of(own.text)[-_MAX_TOLD_BEFORE:]
    found = (one for one in reversed(told) if any(tell(one) for tell in tells))
    return next(found, "")


def only_calls(text: str) -> bool:
    """Return whether a sentence before a colon calls those who listen, and tells of no text.

    >>> only_calls("Dear mayor, dear neighbours, and you whom I see at the back:")
    True
    >>> only_calls("Dear neighbours, I have a letter from Ada Brook:")
    False
    """
    bare = text.strip()
    if not bare.endswith(COLONS):
        return False
    if _addresses_several(bare):
        return not (speaks_of_message(bare) or tells_of_writing(bare))
    if not opens_with_salutation(bare):
        return False
    told = speaks_of_message(bare) or tells_of_writing(bare)
    return not told and len(sentences_of(bare)) == 1 and "," in bare


def _addresses_several(text: str) -> bool:
    """Return whether most parts of a line open as addresses do, the first one, too.

    >>> _addresses_several("Mr. President, gentlemen, members of the board:")
    True
    >>> _addresses_several("Mr. Hall, the keeper of Moor, and his son:")
    False
    """
    words = label_words()
    known = words.addresses | words.chairs
    stopped = [word[:-1] for word in text.split() if word.endswith(".")]
    if len(text) > _MAX_CALL or not known.issuperset(map(label_key, stopped)):
        return False
    parts = [label_key(part).split() for part in _CALLED.regex.split(text)]
    called = [part[:1] != [] and part[0] in known for part in parts]
    return called[0] and 2 * sum(called) > len(called) > 1


def confirmed_by_text(
    told: Announcement,
    turn: Sequence[Piece],
    start: int,
    extent: Extent,
    before: Sequence[Piece],
    *,
    sure: bool,
) -> Announcement:
    """Return an announcement, raised to likely where the text itself shows that it is another's."""
    if sure:
        return replace(told, announced=Announced.SURE)
    evident = extent.evident and (
        speaks_of_message(told.intro) or says_it_is_read(told.intro)
    )
    loose = told.announced < Announced.LIKELY and (
        quotes_at_length(turn, start, extent)
        or was_announced(turn, start, extent, before)
        or (
            stands_below_writing(turn, start, extent)
            and not (evident or is_message(turn, start, extent, told.announced))
        )
    )
    if not (loose or evident):
        return told
    announced = max(told.announced, Announced.LIKELY)
    return replace(told, announced=announced, loose=loose)


def text_start(turn: Sequence[Piece], place: int) -> int:
    """Return where a text below a piece starts, behind directions and its heads."""
    start = max(place + 1, 0)
    start += letterhead(turn, place)
    while start < len(turn) and (
        directs_to_read(turn[start])
        or heads_text(turn[start])
        or (place >= 0 and _numbers_title(turn, start))
        or (place >= 0 and _dates(turn, start))
        if turn[start].kind is STAGE
        else place >= 0
        and (
            is_counted_title(turn, start)
            or _dates(turn, start)
            or heads_text_below(turn, start)
        )
    ):
        start += 1
    return start


def letterhead(turn: Sequence[Piece], place: int) -> int:
    """Return how many brief lines stand between words about a letter and its salutation.

    They say who writes, where and when, and to whom: "Club of the Keepers,", "Moor, May 5,
    2031.", "Hon. Ada Brook,", "Town Hall, Moor.". A comma ends some of them.
    """
    if place < 0 or not turn[place].spoken or not speaks_of_message(turn[place].text):
        return 0
    if not turn[place].text.rstrip().endswith((".", *COLONS)):
        return 0
    found = 0
    led = False
    for n, piece in enumerate(turn[place + 1 : place + 2 + _MAX_LETTERHEAD]):
        text = piece.text.strip()
        if n and led and greets_reader(text):
            found = n
        if piece.label or len(text) > _MAX_HEAD_LINE or text.endswith(_SAID_ENDS):
            break
        led = led or text.endswith(",")
    return found


def heads_text_below(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a heading within a turn is of the text that its speaker announced.

    "Here is what they wrote:", "The mothers' letter", "“Sir, we have no water …”": a
    colon leads to the heading, or it has a word for a letter; and quotation marks or a
    salutation open the text.
    """
    if turn[n].kind is not HEADING or not 0 < n < len(turn) - 1:
        return False
    further = n + 1 + _numbers_title(turn, n + 1)
    above, below = turn[n - 1], turn[min(further, len(turn) - 1)]
    same = above.spoken and below.spoken and above.speaker == below.speaker
    if not same or below.label:
        return False
    quoted = below.text.lstrip()[:1] in OPENING_QUOTES
    marked = quoted or is_set_off(below) or greets_reader(below.text)
    led = above.text.rstrip().endswith(COLONS)
    return marked and (led or speaks_of_message(turn[n].text))


def _numbers_title(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a line without words stands right below a heading: "401-00031/15"."""
    numbers = n > 0 and turn[n].kind is STAGE and turn[n - 1].kind is HEADING
    return numbers and not any(map(str.isalpha, turn[n].text))


def is_counted_title(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a line is a title of the record that counts its items.

    "B) Motions", "1.- Motion of Ada Brook on the ferry (10/118)": a letter and a bracket,
    or a number with a stop and a dash, and nothing that ends a sentence or an item.
    """
    text = turn[n].text.strip()
    if text[1:2].islower():
        return False  # Most lines open with a word: a quick check first.
    counted = n + 1 < len(turn) and (
        COUNTED_TITLE.match(text) is not None
        or (_PART_OF_RECORD.match(text) is not None and _leads_to_address(turn, n))
    )
    return counted and not text.endswith(_ITEM_ENDS)


def _leads_to_address(turn: Sequence[Piece], n: int) -> bool:
    """Return whether nothing but more titles stands between a title and a line of address."""
    for piece in turn[n + 1 : n + _MAX_TOLD]:
        text = piece.text.strip()
        if addresses_body(text):
            return True
        if piece.label or text.endswith(_ITEM_ENDS):
            break
    return False


def _dates(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a line only says where and when the letter below was written."""
    text = turn[n].text.strip()
    below = turn[n + 1].text if n + 1 < len(turn) else ""
    dated = may_date_letter(text) and below != ""
    led = n > 0 and turn[n - 1].text.rstrip().endswith(COLONS)
    return dated and ((not led and greets_reader(below)) or addresses_body(below))


def is_printed(turn: Sequence[Piece], place: int, start: int) -> bool:
    """Return whether a page or a record may print a text there, and nobody reads it."""
    if place < 0:
        return False
    return turn[place].kind in _PRINTS or _heads_letter(turn, place, start)


def _introduction(
    turn: Sequence[Piece], place: int, start: int, before: Sequence[Piece]
) -> tuple[str, Announced]:
    """Return the words that announce a text, and how clearly they do."""
    directed = start > place + 1
    text = turn[start].text
    quoted = text.lstrip()[:1] in OPENING_QUOTES
    if place < 0:
        above = [piece.text for piece in before]
        label = turn[start].label
        near = " ".join(sentences_of(" ".join(above[-2:]))[-4:])
        # What is announced further above a text that was read is that text.
        asks = bool(above) and before[-1].spoken
        asked = asks and before[-1].kind is not MESSAGE and says_it_is_read(near)
        asked = asked and (speaks_of_message(near) or (quoted and names_document(near)))
        asked = asked and (quoted or opens_letter(turn, start))
        if is_framed(turn, before) and speaks_of_message(near):
            greeted = greets_reader(text)
            return above[-1], announced_by(above[-1], quoted=quoted, greeted=greeted)
        aside = _ASIDE.search(label)
        reads = aside is not None and says_it_is_read(aside.group())
        if not (directed or asked or reads):
            # A turn that is one quotation, signed by another, needs no more.
            return (above[-1] if above and quoted else ""), Announced.NOT
        likely = directed or reads or quoted
        announced = Announced.LIKELY if likely else Announced.COLON
        return (above[-1] if above else label), announced
    intro = turn[place]
    silent = not intro.spoken and intro.kind not in _PRINTS
    silent = silent and not _heads_letter(turn, place, start)
    if silent or _continues(intro.text, text):
        return "", Announced.NOT
    set_off = is_set_off(turn[start]) and not is_set_off(intro)
    greeted = greets_reader(text) or set_off
    announced = announced_by(intro.text, quoted=quoted, greeted=greeted)
    marked = quoted or greeted
    colon = announced is Announced.COLON and intro.text.rstrip().endswith(COLONS)
    told = [p.text for p in before[-_MAX_TOLD:]]
    if colon and is_from_line(intro.text) and any(map(speaks_of_message, told)):
        return intro.text, Announced.SURE
    if colon and marked and any(speaks_of_message(p.text) for p in before[-3:]):
        announced = Announced.LIKELY
    return intro.text, max(announced, Announced.LIKELY) if directed else announced


def is_framed(turn: Sequence[Piece], before: Sequence[Piece]) -> bool:
    """Return whether an author's words stand above a turn that has no label.

    What ends in a colon announces a text itself, and is not what was announced.
    """
    unnamed = not turn[0].label and not turn[0].text.rstrip().endswith(COLONS)
    return unnamed and bool(before) and before[-1].kind in _PRINTS


def _is_read(
    turn: Sequence[Piece],
    place: int,
    start: int,
    before: Sequence[Piece],
    announced: Announced,
) -> bool:
    """Return whether no colon leads to a text, but words say that it is read now."""
    silent = place >= 0 and announced < Announced.SURE
    return silent and is_read(turn, start, before)


def _heads_letter(turn: Sequence[Piece], place: int, start: int) -> bool:
    """Return whether a heading with a word for a letter stands above a block quote."""
    heads = turn[place].kind is HEADING and start == place + 1
    quoted = heads and start < len(turn) and turn[start].quoted
    return quoted and speaks_of_message(turn[place].text)


def _continues(one: str, two: str) -> bool:
    """Return whether a paragraph goes on with a quotation that another left open."""
    mark = one.lstrip()[:1]
    if mark not in CLOSING_MARKS or two.lstrip()[:1] != mark:
        return False
    return one.rstrip()[-1:] not in CLOSING_MARKS[mark]


def tells_of_speech(intro: str) -> bool:
    """Return whether the end of an announcement is about a speech, and about no letter."""
    near = " ".join(sentences_of(intro)[-2:])
    if not SPEECH_WORD.is_in(near):
        return False
    told = without_texts(near)
    return not any(
        tells(told) for tells in (speaks_of_message, tells_of_writing, says_it_is_read)
    )
