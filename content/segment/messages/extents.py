"""Find where a text that is read out ends, and what shows it.

The marks that open it close it, or the page no longer sets it off. Without either, its
own words are asked: a signature, a closing, words of its reader. A list goes to its
last item. Where nothing shows the end, one paragraph is taken, and the next are
doubted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from content.language.word_lists import WordPattern, all_words
from content.segment.messages.announcements import Announced, announced_by
from content.segment.messages.evident_letters import evident_letter
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.sign_offs import sign_off
from content.segment.messages.signatures import (
    behind_office,
    behind_on_behalf,
    first_name_signed,
    given_beside_office,
    is_closing,
    person_above_office,
    signature_at_end,
    signature_line,
    signed_name,
)
from content.segment.messages.words import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    SALUTATION,
    announces_question,
    greets_reader,
    is_item,
    is_salutation_line,
    may_address_reader,
    reader_ends,
    sentences_of,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.offices import is_role, split_office
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_MAX_PIECES = 60
_MIN_NAME = 3
_MAX_INITIAL = 2
_MAX_CLOSING_CHARS = 40
_MAX_SIGNATURE_CHARS = 90
_MAX_OFFICE_CHARS = 60
_MAX_CLOSING_LINES = 3
_MAX_SIGNATURE_WORDS = 8
_MAX_OFFICE_WORDS = 2
_MAX_HAN_LINE = 40
_GOES_ON = (":", "?", "：", "？", "。", "！")
_STOPS = frozenset(".!?…:;,。！？：；，、")


# "(Signed)", which may be taken for a direction.
_SIGNED_NOTE = WordPattern(
    r"[(\[（]\W*(?:<<messages.signed>>|<messages.closings>)\W*[)\]）]"
)


_HAN_BLANK = re.compile("[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")
_HAN_DATE = re.compile(
    r"[\s\d年月日./-]{4,20}|[\s〇零一二三四五六七八九十年月日]{4,20}"
)


class Form(Enum):
    """What marks a text, and so its end."""

    QUOTED = auto()
    SET_OFF = auto()  # as a quotation of the page, or in italics
    LETTER = auto()  # it is signed
    READ = auto()  # its reader says where it ends
    LIST = auto()
    REST = auto()  # it opens with a line of address, and nothing shows its end
    OPEN = auto()  # nothing shows its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where a text ends (exclusive), what shows it, and who signs there.

    Attributes:
        first: The single word that signs it, where no more of the name stands there.
        group: What signs it and is no person, as printed.
        bare: Whether no formula stands beside who signs: only the last sentence is a name.
        greeted: Whether it opens with a salutation.
        evident: Whether its form alone shows that it is a letter.
        for_another: Whether who signs does so for another, who may have sent it.
    """

    end: int
    form: Form
    signer: str = ""
    first: str = ""
    group: str = ""
    bare: bool = False
    greeted: bool = False
    evident: bool = False
    for_another: bool = False

    @property
    def signed(self) -> bool:
        """Whether somebody signs it."""
        return bool(self.signer or self.first or self.group)


def find_extent(turn: Sequence[Piece], start: int, *, read: bool = False) -> Extent:
    """Return where the text at a piece ends.

    Args:
        turn: The pieces of the turn.
        start: Index of its first piece.
        read: Whether somebody said that it is read now.
    """
    extent = _with_holder(turn, start, _extent(turn, start, read=read))
    return _signed_for_another(turn, start, extent)


def _with_holder(turn: Sequence[Piece], start: int, extent: Extent) -> Extent:
    """Return a text that an office signs with the name on the line below it.

    "The Governor of Upper Moor", "Tom Ferro".
    """
    office = extent.signer or extent.group or extent.first
    words = [word.strip(",.").casefold() for word in office.split()]
    told = any(is_role(word) or word in label_words().chairs for word in words)
    holder = split_office(office)
    # "Marszałek Ziemi Górnej" has the form of an office and a name.
    if not told or (holder and is_given_name(holder[0].partition(" ")[0])):
        return extent
    for n in range(max(start + 1, extent.end - _MAX_CLOSING_LINES), extent.end):
        below = turn[n + 1].text.strip() if n + 1 < len(turn) else ""
        name = below.strip(" .,>" + CLOSING_QUOTES)
        if turn[n].text.strip(" ,.:").endswith(office) and is_person(name):
            end = max(extent.end, n + 2)
            return replace(extent, signer=name, first="", group="", end=end)
    return extent


def _signed_for_another(turn: Sequence[Piece], start: int, extent: Extent) -> Extent:
    """Return a text with the name below words that say that who signs does so for another.

    "By order", "Ada Brook"; "For and on behalf of the Council", "Ada Brook".
    """
    first = max(start + 1, extent.end - _MAX_CLOSING_LINES)
    for n in range(first, extent.end if extent.signed else first):
        rest = behind_on_behalf(turn[n].text)
        if rest is None:
            continue
        apart = behind_on_behalf(extent.signer) is None
        if apart and rest[:1].isupper() and rest not in extent.signer:
            return extent  # "i. A. Brook", "Town of Pell": for whom, stands below.
        extent = replace(extent, for_another=True)
        if apart:
            return extent
        below = turn[n + 1].text.strip() if n + 1 < len(turn) else ""
        if is_person(rest) or not (below and turn[n + 1].spoken and _may_sign(below)):
            return replace(extent, signer=rest)
        signer = signed_name(below) or _first_part(below)
        return replace(extent, signer=signer, end=max(extent.end, n + 2))
    return extent


def _extent(turn: Sequence[Piece], start: int, *, read: bool) -> Extent:
    """Return where the text at a piece ends, and who signs it as its last lines tell."""
    greeted = may_address_reader(turn[start].text) or is_salutation_line(
        turn[start].text
    )
    if turn[start].text.lstrip()[:1] in OPENING_QUOTES:
        end, signer = find_quotation_end(turn, start)
        signer = signer or _announced_signer(turn, start, end)
        return _signed(
            turn, start, max(end, start + 1), Form.QUOTED, signer, greeted=greeted
        )
    if _opens_set_off(turn, start):
        end = _set_off_end(turn, start)
        return _signed(turn, start, end, Form.SET_OFF, greeted=greeted)
    found = _ended(turn, start, greeted=greeted, read=read)
    if found is not None:
        return found
    if SALUTATION.match(turn[start].text.strip()):
        end = start
        while end < len(turn) and turn[end].spoken:
            end += 1
        return Extent(end=end, form=Form.REST, greeted=True)
    end = start if is_item(turn[start].text) else start + 1
    while end < len(turn) and turn[end].spoken and is_item(turn[end].text):
        end += 1
    if end > start + 1:
        return Extent(end=end, form=Form.LIST, greeted=greeted)
    return Extent(end=start + 1, form=Form.OPEN, greeted=greeted)


def _evident(turn: Sequence[Piece], start: int) -> Extent | None:
    """Return a text whose form alone shows that it is a letter."""
    letter = evident_letter(turn, start)
    if letter is None:
        return None
    return Extent(
        end=letter.end,
        form=Form.LETTER,
        signer=letter.signs.name,
        first=letter.signs.first,
        group=letter.signs.group,
        bare=not letter.signs.closed,
        greeted=True,
        evident=True,
    )


def _ended(
    turn: Sequence[Piece], start: int, *, greeted: bool, read: bool
) -> Extent | None:
    """Return a text without marks whose end its words show; None if they do not."""
    found = _unmarked(turn, start, greeted=greeted)
    if found is None or (found.form is Form.READ and not found.signed):
        found = _evident(turn, start) or found
    elif found.form is Form.LETTER:
        # A name further down may be another's, of whom an author tells.
        evident = _evident(turn, start)
        found = evident if evident and _goes_on_below(turn, evident, found) else found
    ends = found is not None and found.form is Form.READ and not found.signed
    if ends or (found is None and read):
        last = found.end if found is not None else len(turn)
        found = _signed_alone(turn[:last], start, greeted=greeted) or found
    return found


def _goes_on_below(turn: Sequence[Piece], one: Extent, other: Extent) -> bool:
    """Return whether whole paragraphs stand between the end of a text and a later one."""
    between = turn[one.end : other.end - 1]
    closed = is_closing(turn[one.end - 1].text)
    return not closed and any(len(p.text) > _MAX_SIGNATURE_CHARS for p in between)


def _signed_alone(turn: Sequence[Piece], start: int, *, greeted: bool) -> Extent | None:
    """Return a text up to a line of its own without a stop that is a name, no more."""
    for n in range(start, min(len(turn), start + _MAX_PIECES)):
        above, parted, last = turn[n].text.strip().rpartition("\n")
        if not turn[n].spoken or _announces_another(turn, n):
            break
        line = last.strip()
        if not (parted or n > start) or len(line) > _MAX_SIGNATURE_CHARS:
            continue
        if line[-1:] in _STOPS:
            continue
        above = (above or turn[n - 1].text).strip()[-_MAX_SIGNATURE_CHARS:]
        person = person_above_office(above.rpartition("\n")[2], line)
        name = person or sign_off([above, line], letter=True).name
        if name:
            end = _below_name(turn, n + 1, signed_by=line)
            return Extent(end=end, form=Form.LETTER, signer=name, greeted=greeted)
    return None


def _announced_signer(turn: Sequence[Piece], start: int, end: int) -> str:
    """Return the name that ends a quotation, if its announcement holds a part of it."""
    name = signed_name(turn[end - 1].text) if start < end else ""
    intro = turn[start - 1].text if start else ""
    held = any(len(word) > _MIN_NAME and word in intro for word in name.split())
    return name if held and name.istitle() else ""


def _announces(turn: Sequence[Piece], start: int, word: str) -> bool:
    """Return whether the paragraph above a text names whom its last word names."""
    intro = turn[start - 1].text if start else ""
    stem = re.escape(word[: max(_MIN_NAME, len(word) - 1)])
    return re.search(rf"(?<!\w){stem}\w{{0,3}}(?!\w)", intro) is not None


def is_set_off(piece: Piece) -> bool:
    """Return whether the page sets a piece off as a quotation, or a chat does: "> …"."""
    return piece.quoted or piece.text.lstrip().startswith(">")


def _opens_set_off(turn: Sequence[Piece], start: int) -> bool:
    """Return whether the page sets a piece off from what stands before it."""
    before = turn[start - 1] if start else None
    quoted = is_set_off(turn[start]) and not (before and is_set_off(before))
    if quoted and start + 1 < len(turn) and not is_set_off(turn[start + 1]):
        # A salutation that is indented otherwise than the letter is no quotation.
        quoted = not turn[start].text.rstrip().endswith((":", "：", ",", "，"))
    return quoted or (turn[start].italic and not (before and before.italic))


def _set_off_end(turn: Sequence[Piece], start: int) -> int:
    """Return where what a page sets off ends; a list inside it is no end."""
    end = start
    while end < len(turn) and _goes_on(turn[start], turn[end]):
        end += 1
        below = end
        while below < len(turn) and turn[below].spoken and is_item(turn[below].text):
            below += 1
        if below < len(turn) and _goes_on(turn[start], turn[below]):
            end = below
    return end


def _goes_on(first: Piece, piece: Piece) -> bool:
    alike = is_set_off(piece) if is_set_off(first) else piece.italic
    return alike and piece.spoken


def _signed(
    turn: Sequence[Piece],
    start: int,
    end: int,
    form: Form,
    signer: str = "",
    *,
    greeted: bool,
) -> Extent:
    """Return a marked text with its signature, which may stand below the marks."""
    last = turn[end - 1].text
    if end > 1 and turn[end - 2].spoken and not is_person(signer):
        signer = person_above_office(turn[end - 2].text, last) or signer
    signer = signer or signature_line(last) or signature_at_end(last)
    if not signer and end > 1 and is_closing(turn[end - 2].text) and _may_sign(last):
        person = behind_office(last)
        signer = signed_name(person) or _first_part(person)
    alone = form is Form.SET_OFF and end > 1 and len(last) <= _MAX_SIGNATURE_CHARS
    if not signer and (greeted or alone):
        signer = signed_name(last)
    first = "" if signer else first_name_signed(last, loose=greeted)
    # Who is spoken to below a question answers it.
    asks = start > 0 and announces_question(turn[start - 1].text)
    may_sign = not (signer or first or asks)
    if may_sign and end < len(turn) and turn[end].spoken:
        below = turn[end].text.strip()
        if len(below) <= _MAX_SIGNATURE_CHARS and not below.endswith(_GOES_ON):
            signer = signature_line(below)
            signer = signer or (signed_name(below) if greeted else "")
            end += bool(signer)
    extent = Extent(end=end, form=form, signer=signer, first=first, greeted=greeted)
    if signer or first:
        return extent
    signs = sign_off([piece.text for piece in turn[start:end]], letter=True)
    named = signs.closed or _announces(turn, start, signs.first)
    initial = greeted and len(signs.first) <= _MAX_INITIAL
    if signs.first and not (named or initial):
        return extent
    return replace(
        extent,
        signer=signs.name,
        first=signs.first,
        group=signs.group,
        bare=not signs.closed or _signs_for_body(last, signs.name),
    )


def _signs_for_body(text: str, name: str) -> bool:
    """Return whether an office of something stands before the name that signs.

    >>> _signs_for_body("6 May. The chair of the Harbour Club, Signed: Ada Brook", "Ada Brook")
    True
    """
    before = sentences_of(text.rpartition(name)[0]) if name else []
    words = (
        [word.strip(",.").casefold() for word in before[-1].split()] if before else []
    )
    of = label_words().particles
    return any(is_role(a) and b in of for a, b in pairwise(words))


def _unmarked(turn: Sequence[Piece], start: int, *, greeted: bool) -> Extent | None:
    """Return a text without marks that a signature or its reader closes."""
    # "Dear Ms Brook / Thank you for …" opens a letter, and ends none.
    first = start + is_salutation_line(turn[start].text)
    for n in range(first, min(len(turn), start + _MAX_PIECES)):
        text = turn[n].text.strip()
        if not turn[n].spoken:
            break
        # "Dear brother! / Thank you for the letter." is what it opens with.
        opens = n > start and is_salutation_line(turn[n - 1].text)
        if n > first and not opens and reader_ends(text):
            return Extent(end=n, form=Form.READ, greeted=greeted)
        if n > start and _announces_another(turn, n):
            break
        if n > start and not greeted and greets_reader(text):
            if any(len(p.text) > _MAX_SIGNATURE_CHARS for p in turn[start:n]):
                break  # Another letter starts here.
            greeted = True
        given = given_beside_office(text) if greeted and n > start else ""
        signer = "" if given else _signature(turn, n, start, greeted=greeted)
        if signer:
            end = _below_name(turn, n + 1, signed_by=text)
            return Extent(end=end, form=Form.LETTER, signer=signer, greeted=greeted)
        given = given or _first_signed(text, greeted=greeted)
        if given:
            return _signed_below(turn, n, given, greeted=greeted)
        if n > start and (closed := _by_closing(turn, n, greeted=greeted)):
            return closed
    return None


def _by_closing(turn: Sequence[Piece], n: int, *, greeted: bool) -> Extent | None:
    """Return a text that a closing formula ends, with some people who sign, or alone."""
    text = turn[n].text.strip()
    group = _group_signed(text, greeted=greeted)
    if group:
        return Extent(end=n + 1, form=Form.LETTER, group=group, greeted=greeted)
    return _closed(turn, n, greeted=greeted) if is_closing(text) else None


def _signed_below(
    turn: Sequence[Piece], n: int, given: str, *, greeted: bool
) -> Extent:
    """Return a text that one word signs; a line below may have the whole name.

    "Dein treuer Bruder / Jakob Weidner": nouns have capitals, too.
    """
    below = turn[n + 1] if n + 1 < len(turn) else None
    line = below.text.strip() if below is not None and below.spoken else ""
    whole = line if len(line) <= _MAX_OFFICE_CHARS and is_person(line) else ""
    if whole and " " in whole and line[-1:] not in _STOPS:
        end = _below_name(turn, n + 2, signed_by=line)
        return Extent(end=end, form=Form.LETTER, signer=whole, greeted=greeted)
    return Extent(end=n + 1, form=Form.LETTER, first=given, greeted=greeted)


def _han_signature(text: str) -> str:
    """Return who signs on a short Chinese line: an office, a blank and a name."""
    if len(text) > _MAX_HAN_LINE or not _HAN_BLANK.search(text):
        return ""
    signs = sign_off([text], letter=False)
    return signs.name if opens_with_han_surname(signs.name) else ""


def _first_signed(text: str, *, greeted: bool) -> str:
    """Return the only word of a name that signs a paragraph behind its closing."""
    if is_closing(text.rpartition("\n")[0]):
        return first_name_signed(text)
    # A quotation in a letter may be signed by another.
    if not greeted or text[:1] in OPENING_QUOTES:
        return ""
    return sign_off([text], letter=False).first


def _group_signed(text: str, *, greeted: bool) -> str:
    """Return some people who sign a paragraph behind its closing: "Yours, the boys of 4 B"."""
    group = sign_off([text], letter=False).group if greeted else ""
    led = group.partition(" ")[0].casefold() in all_words("messages.articles")
    return group if led else ""


def _closed(turn: Sequence[Piece], n: int, *, greeted: bool) -> Extent:
    """Return a text that a closing formula ends, with who signs on the next line."""
    end = n + 1
    while end < min(len(turn), n + _MAX_CLOSING_LINES) and _runs_on(turn[end]):
        end += 1
    if end + 1 < len(turn) and _notes_signature(turn[end]):
        end += 1
    if end + 1 < len(turn) and behind_on_behalf(turn[end].text) == "":
        end += 1
    below = turn[end].text.strip() if end < len(turn) and turn[end].spoken else ""
    given = given_beside_office(below)
    if below and not given and _may_sign(below):
        person = behind_office(below)
        signer = signed_name(person) or person.rstrip(".,")
        end = _below_name(turn, end + 1, signed_by=below)
        return Extent(end=end, form=Form.LETTER, signer=signer, greeted=greeted)
    extent = Extent(end=n + 1, form=Form.LETTER, greeted=greeted)
    if (
        not below
        or len(below) > _MAX_SIGNATURE_CHARS
        or below.endswith((":", "?", "!"))
    ):
        return extent
    signs = sign_off([turn[n].text, below], letter=True)
    if not signs:
        return extent
    return replace(
        extent,
        end=_below_name(turn, end + 1, signed_by=below),
        signer=signs.name,
        first=signs.first,
        group=signs.group,
    )


def _runs_on(piece: Piece) -> bool:
    """Return whether a line goes on with a closing that the page broke."""
    text = piece.text.strip()
    return piece.spoken and text[:1].islower() and len(text) <= _MAX_SIGNATURE_CHARS


def _notes_signature(piece: Piece) -> bool:
    """Return whether a direction says that a name follows: "(Signed)"."""
    return (
        piece.kind is SegmentKind.STAGE
        and _SIGNED_NOTE.regex.fullmatch(piece.text.strip()) is not None
    )


def _below_name(turn: Sequence[Piece], end: int, *, signed_by: str) -> int:
    """Return the end of a signature that goes on with an office below the name.

    Args:
        turn: The pieces of the turn.
        end: Index after the line with the name.
        signed_by: This line.
    """
    below = turn[end].text.strip() if end < len(turn) and turn[end].spoken else ""
    if _is_office(below) or _HAN_DATE.fullmatch(below):
        return end + 1
    goes_on = signed_by.endswith(",")
    alone = goes_on or "," not in signed_by
    alone = alone and len(signed_by) <= _MAX_OFFICE_CHARS
    if end >= len(turn) or not turn[end].spoken or not alone:
        return end
    line = turn[end].text.strip()
    words = line.split()
    office = any(is_role(word.strip(",.()").casefold()) for word in words)
    titled = sum(word[:1].isupper() for word in words) * 2 > len(words) > 1
    plain = len(line) <= _MAX_OFFICE_CHARS and line[-1:] not in ".!?:…。！？"
    named = line[:1].isupper() and (office or titled)
    return end + 1 if plain and (goes_on or named) else end


def _is_office(text: str) -> bool:
    """Return whether a line is an office alone, in small letters: "headmistress"."""
    words = text.split()
    return 0 < len(words) <= _MAX_OFFICE_WORDS and any(map(is_role, words))


def _announces_another(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph announces a text itself, and so is its reader's."""
    below = turn[n + 1].text.lstrip()[:1] if n + 1 < len(turn) else ""
    quoted = bool(below) and below in OPENING_QUOTES
    colon = turn[n].text.rstrip().endswith((":", "："))
    if not (quoted or colon):
        return False
    return announced_by(turn[n].text, quoted=quoted) is Announced.SURE


def _signature(turn: Sequence[Piece], n: int, start: int, *, greeted: bool) -> str:
    """Return who signs in a paragraph of a text without marks; empty if nobody."""
    text = turn[n].text.strip()
    if text.endswith(":"):
        return ""
    signer = signature_line(text) if n > start else ""
    if not signer and _SIGNED_NOTE.regex.match(text):
        signer = sign_off([text], letter=False).name
    above = turn[n - 1].text.strip() if n > start else ""
    if not signer and above.endswith(",") and len(above) < _MAX_CLOSING_CHARS:
        # "Sincerely," stands on a line of its own.
        signer = signature_at_end(f". {above} {text}")
    signer = signer or signature_at_end(text)
    if signer or not greeted:
        return signer
    name = "" if text.isupper() else signed_name(text)
    return name or (_han_signature(text) if n > start else "")


def _first_part(text: str) -> str:
    """Return what stands before the first comma: "J. van der Bos, constable"."""
    return text.partition(",")[0].strip(" .>" + OPENING_QUOTES + CLOSING_QUOTES)


def _may_sign(text: str) -> bool:
    text = _first_part(text)
    words = text.split()
    if not words:
        return False
    return (
        len(text) <= _MAX_SIGNATURE_CHARS
        and len(words) <= _MAX_SIGNATURE_WORDS
        and text[:1].isupper()
        and not text.isupper()
        and not text.endswith((":", "?", "!"))
        and words[-1].strip("()")[:1].isupper()
    )
