"""Pages of letters to the editor, each of which ends with its writer's name.

Nobody has to be greeted in them: the headline of the page says what they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from content.document import Document
from content.language.language_files import languages
from content.language.sentence_marks import FULL_STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern, all_patterns, entries, pattern
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.signatures import is_closing, signed_name
from content.segment.names.in_text.same_person import stem_of
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.letters.letter_signatures import (
    body_in,
    couple_in,
    may_sign,
    signer_in,
)
from content.segment.voices.letters.signed_letters import is_salutation

_HEADING = WordPattern("(?:<<headlines.readers_letters>>)")
_REPLIES = "headlines.editors_replies"
_BESIDE_NAME = re.compile(r"\(|\s[–—-]\s")
# "Who sawed down the tree? – Chapel Cat"
_BEHIND_DASH = re.compile(
    r"[.!?…][»”“\"')]*\s+[–—-]\s+(?P<name>[^\W\d_][^.!?:;]{1,38})$"
)
_NOTED_SIGNER = re.compile(
    r"(?P<name>[^\W\d_][^()\n.!?]{3,40})\s\((?:[^\W\d_]\S*\s){2,10}\S+\)"
)
_CLOSE = "»”“\"')"
_MAX_HEADING, _TOP = 90, 4
_MIN_TEXT = 40
_MAX_CALL = 60
_MAX_SIGNED_LINES = 8
_MAX_PEN_NAME_WORDS, _MAX_ENDING = 3, 4
_MIN_BEHIND_DASHES = 2
_CONFIDENCE, _UNSURE = 0.9, 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """Where a letter starts and ends, and who signs it, or answers under a heading."""

    start: int
    end: int
    name: str
    sure: bool = True
    headed: bool = False

    @property
    def reason(self) -> Reason:
        """Return why the letter is whose it is."""
        if self.headed:
            return Reason(
                f"the line above says that {self.name} answers", Basis.LINE_ABOVE
            )
        return Reason(f"{self.name} signs at the end", Basis.SIGNATURE)


def attribute_readers_letters(
    pieces: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page of letters to the editor; None if it is none."""
    heads = [document.title, *(p.text for p in pieces[:_TOP])]
    if not any(len(h) <= _MAX_HEADING and _HEADING.is_in(h) for h in heads):
        return None
    letters = list(_letters(pieces))
    if not any(one.sure for one in letters):
        return None
    attributed = [
        unattribute(piece, SegmentKind.COMMENTARY, "stands beside readers' letters")
        if is_prose(piece)
        else piece
        for piece in pieces
    ]
    for one in letters:
        for n in range(one.start, one.end):
            if is_prose(pieces[n]):
                attributed[n] = replace(
                    pieces[n],
                    kind=SegmentKind.MESSAGE,
                    speaker=one.name,
                    confidence=_CONFIDENCE if one.sure else _UNSURE,
                    reason=one.reason,
                )
    return attributed


def _letters(pieces: Sequence[Piece]) -> Iterator[_Letter]:
    """Yield the letters of a page, and the editor's replies.

    A heading parts letters, and so does a short line alone that names nobody: a letter
    whose writer is not named must not go to the next one's.
    """
    dashed = _behind_dashes(pieces)
    body: list[int] = []
    editor = ""
    n = 0
    while n < len(pieces):
        piece, end = pieces[n], n + 1
        signed = bool(body) and may_sign(piece) and _is_long(pieces, body)
        if signed and not editor:
            end = _end_of_block(pieces, n)
            signing = [_plain(p.text) for p in pieces[n:end]]
            name = signer_in(signing) or couple_in(signing) or body_in(signing)
            if name and end - n <= _MAX_SIGNED_LINES:
                yield _Letter(start=_own_start(pieces, body), end=end, name=name)
                body, n = [], end
                continue
            end = n + 1
        heads = _editor(piece.text)
        unnamed = _unnamed_signer(pieces, n) if body and not editor else ""
        if unnamed or (body and not editor and _is_pen_name(pieces, n, body[-1])):
            name = unnamed or piece.text.strip()
            yield _Letter(start=body[0], end=end, name=name, sure=False)
            body = []
        elif heads or _parts(pieces, n) or (not body and _calls(pieces, n)):
            yield from _closed(pieces, body, editor)
            body, editor = [], heads
        elif n in dashed:
            yield from _closed(pieces, body, editor)
            yield _Letter(start=n, end=end, name=dashed[n], sure=False)
            body, editor = [], ""
        elif is_prose(piece) and not piece.text.lstrip().startswith(("(", "[")):
            body.append(n)
        n = end
    yield from _closed(pieces, body, editor)


def _end_of_block(pieces: Sequence[Piece], start: int) -> int:
    """Return the end of a block, or of as many of its lines as a signature may have."""
    end = start + 1
    most = min(len(pieces), start + _MAX_SIGNED_LINES + 1)
    while end < most and pieces[end].block == pieces[start].block:
        end += 1
    return end


def _own_start(pieces: Sequence[Piece], body: Sequence[int]) -> int:
    """Return where what is signed starts: marks may hold the question of a reader alone.

    What stands above it answers the reader before.
    """
    held = [pieces[n].text.strip()[0] in OPENING_QUOTES for n in body]
    ends = pieces[body[-1]].text.strip()[-1:] in _CLOSE
    return body[-1] if held[-1] and ends and not all(held) else body[0]


def _closed(
    pieces: Sequence[Piece], body: Sequence[int], editor: str
) -> Iterator[_Letter]:
    """Yield the letter whose last line ends in its writer's name, or the editor's reply."""
    if not body or not _is_long(pieces, body):
        return
    start, end = body[0], body[-1] + 1
    if editor:
        yield _Letter(start=start, end=end, name=editor, sure=False, headed=True)
    elif name := signed_name(pieces[body[-1]].text):
        yield _Letter(start=start, end=end, name=name)


def _is_pen_name(pieces: Sequence[Piece], n: int, last: int) -> bool:
    """Return whether a few words stand right below a sentence, and above a gap.

    Who signs with a pen name does so on a line of its own.
    """
    line, above = pieces[n], pieces[last]
    text = line.text.strip()
    below = pieces[n + 1 : n + 2]
    return (
        last == n - 1
        and _is_right_below(line, above)
        and not any(_is_right_below(one, line) for one in below)
        and above.text.rstrip().rstrip(_CLOSE).endswith(FULL_STOPS)
        and may_sign(line)
        and len(text.split()) <= _MAX_PEN_NAME_WORDS
        and not text.endswith((*FULL_STOPS, ",", ":"))
        and not is_closing(text)
        and text[0].isalpha()
    )


def _unnamed_signer(pieces: Sequence[Piece], n: int) -> str:
    """Return who signs without a name, which the editor knows; empty if nobody does.

    "A resident of the quay (name and address known to the editor)"
    """
    found = _NOTED_SIGNER.fullmatch(pieces[n].text.strip()) if n else None
    above = pieces[n - 1].text.rstrip().rstrip(_CLOSE)
    signs = found and may_sign(pieces[n]) and above.endswith(FULL_STOPS)
    return found["name"].strip() if found and signs else ""


def _is_right_below(line: Piece, above: Piece) -> bool:
    """Return whether a line stands below another without a gap."""
    return line.block == above.block or line.line == above.line + 1


def _behind_dashes(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return who signs behind a dash at the end of a paragraph, where several do."""
    found = {
        n: match["name"].split(",")[0].strip()
        for n, piece in enumerate(pieces)
        if is_prose(piece) and (match := _BEHIND_DASH.search(piece.text.strip()))
    }
    return found if len(found) >= _MIN_BEHIND_DASHES else {}


def _editor(heading: str) -> str:
    """Return who answers below a heading: "Redaktion" of "Antwort der Redaktion"."""
    bare = heading.strip(" .:")
    if len(bare) > _MAX_CALL or not all_patterns(_REPLIES).fullmatch(bare):
        return ""
    told = bare.casefold().split()
    for language in languages():
        reply = pattern(language, _REPLIES)
        if reply is None or not reply.fullmatch(bare):
            continue
        editors = entries(language, "headlines.editors")
        named = (e for e in editors if _is_told(e.split()[-1], told))
        name = next(named, editors[0])
        return name[0].upper() + name[1:]
    return ""


def _is_told(word: str, told: Sequence[str]) -> bool:
    """Return whether words have one, perhaps in another case."""
    stem, most = stem_of(word), len(word) + _MAX_ENDING
    return any(one.startswith(stem) and len(one) <= most for one in told)


def _parts(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line heads what stands below it."""
    piece = pieces[n]
    if not is_prose(piece):
        return piece.kind is SegmentKind.HEADING
    beside = [p.block for p in pieces[max(0, n - 1) : n + 2]]
    return beside.count(piece.block) == 1 and _may_head(piece)


def _may_head(piece: Piece) -> bool:
    """Return whether a line may be a heading: short, and no sentence."""
    text = piece.text.strip()
    if may_sign(piece):
        return not (is_salutation(text) or is_closing(text))
    # "The council replies: new benches in May"
    named = 0 < len(text) <= _MAX_CALL and ": " in text
    return named and not text.endswith((*FULL_STOPS, ",", ":"))


def _calls(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a short paragraph alone is a headline that calls: "Keep the birches!"."""
    text = pieces[n].text.strip()
    below = pieces[n + 1 : n + 2]
    alone = any(
        one.block != pieces[n].block
        and not (_is_right_below(one, pieces[n]) and may_sign(one))
        for one in below
    )
    short = len(text) <= _MAX_CALL and text.endswith(("!", "?"))
    return alone and short and not is_salutation(text, led=False)


def _is_long(pieces: Sequence[Piece], body: Sequence[int]) -> bool:
    return any(
        size >= _MIN_TEXT for size in accumulate(len(pieces[n].text) for n in body)
    )


def _plain(line: str) -> str:
    """Return a line without brackets, or a town behind a dash: "Ada Brook - Moor"."""
    return _BESIDE_NAME.split(line)[0].strip() or line
