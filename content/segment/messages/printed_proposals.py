"""Proposals that a record prints below a title of their own: nobody says them.

"Antrag der Mehrheit", "Proposition de la minorité", with the names of who signs it in
brackets, and below it what is proposed: the majority's, or whose name stands first. The
titles of articles and the counts of votes around them are nobody's, either.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from content.language.word_lists import WordPattern, all_words
from content.reasons import READ_OUT_FOR
from content.segment.kinds import BOILERPLATE, HEADING, STAGE
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_MAX_TITLE, _MIN_TITLES, _MAX_LINES = 160, 2, 12
_MAX_HEAD, _MAX_HEADS = 90, 4
_TITLE = WordPattern(
    r"(?:<messages.proposals>)\s(?:(?P<part>[^\W\d_][^()\n:]{2,60}?))"
    r"(?P<number>\s[IVX]{1,4})?"
    r"(?:\s?\((?P<names>[^()\n]{3,140})\))?\s?(?P<colon>:(?=\s|$)|$)",
    re.NOFLAG,
    by_words=True,
)
_NAMES = re.compile(r"\((?P<names>[^()\n]{3,140})\)")
_NAME = WordPattern(
    rf"{CAPITAL}[\w'’.-]+(?:\s(?:{CAPITAL}[\w'’.-]+|<labels.surname_particles>)){{0,3}}",
    re.NOFLAG,
)
# "Für Eintreten ... 131 Stimmen"
_COUNT = re.compile(r"[^.\n]{3,90}\s?(?:\.{3,}|…)\s?\d{1,4}\s[^\W\d_]{3,12}")
# "Angenommen – Adopté": in both languages of the record.
_TWOFOLD = re.compile(r"[^–\n.!?]{3,50}\s–\s[^–\n!?]{3,50}")
_ITEM = re.compile(
    r"(?:[^\W\d_]{1,5}\.\s?(?:\d{1,3}[a-z]{0,6}|[a-z]{1,3}|[IVX]{1,5})(?:,\s|\s|$))+"
)
_ENDS = (".", "!", "?", ":", ";", ",")
_PROPOSED, _SIGNED = 0.85, 0.9
_TITLE_OF_PROPOSAL = "a title of a proposal"
_AROUND = "what a record prints around a proposal"


class _Title(NamedTuple):
    """The title of a proposal: whose it is, and where it ends in its line."""

    part: str
    names: str
    end: int


def without_proposals(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without titles of proposals, and what stands on its own line in one."""
    found = [_title(line.text) for line in lines]
    if not _are_printed(found):
        return dict(labels)
    titles = {n for n, title in enumerate(found) if title is not None}
    inside: set[int] = set()
    for n in titles:
        for m in range(n + 1, min(len(lines), n + _MAX_LINES)):
            if m in labels and not (labels[m].label.alone and _is_item(lines[m].text)):
                break
            inside.add(m)
    twofold = {
        n
        for n, one in labels.items()
        if one.label.alone and _TWOFOLD.fullmatch(one.label.printed.strip())
    }
    none = titles | inside | twofold
    return {n: one for n, one in labels.items() if n not in none}


def with_proposals(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, each proposal that a title leads to given to whose it is.

    >>> lines = ["Antrag der Mehrheit", "Eintreten", "Antrag der Minderheit (Keller)",
    ...          "Nichteintreten"]
    >>> prose = SegmentKind.COMMENTARY
    >>> read = with_proposals([
    ...     Piece(text=text, block=n, line=n, kind=prose) for n, text in enumerate(lines)
    ... ])
    >>> [(piece.kind.value, piece.speaker) for piece in read]
    [('heading', None), ('message', 'Mehrheit'), ('heading', None), ('message', 'Keller')]
    """
    found = [_title(piece.text) for piece in pieces]
    if not _are_printed(found):
        return list(pieces)
    speakers = frozenset(p.speaker for p in pieces if p.speaker)
    result: list[Piece] = []
    n = 0
    while n < len(pieces):
        title = found[n]
        if title is None:
            result.append(_counted(pieces[n]))
            n += 1
            continue
        _clear_above(result, pieces[n])
        head, *rest = split_piece(pieces[n], [title.end])
        result.append(unattribute(replace(head, label=""), HEADING, _TITLE_OF_PROPOSAL))
        end = _end(pieces, found, n)
        names = title.names
        if (
            not names
            and n + 1 < end
            and (signed := _NAMES.fullmatch(pieces[n + 1].text))
        ):
            names = signed["names"]
            n += 1
            result.append(unattribute(pieces[n], STAGE, _TITLE_OF_PROPOSAL))
        sender = _sender(title.part, names, speakers)
        sure = _SIGNED if sender in speakers else _PROPOSED
        result += (_as_proposal(p, sender, sure) for p in [*rest, *pieces[n + 1 : end]])
        n = end
        # Up to the next label the record goes on, and nobody speaks.
        while n < len(pieces) and found[n] is None and _goes_on(pieces, n):
            result.append(_aside(pieces[n]))
            n += 1
    return result


def _are_printed(titles: Sequence[_Title | None]) -> bool:
    """Return whether a record prints proposals: titles name parts of a council."""
    parts = _parts().values()
    return sum(one is not None and one.part in parts for one in titles) >= _MIN_TITLES


def _title(text: str) -> _Title | None:
    """Return the title of a proposal that a line opens with, or is; None if it is none.

    >>> _title("Antrag der Minderheit II (Keller, Moser)")
    _Title(part='Minderheit', names='Keller, Moser', end=40)
    >>> _title("Antrag der Kommission: Zustimmung zum Beschluss").end
    22
    >>> _title("Antrag der Kommission vom 3. Mai")
    """
    bare = text.strip()
    found = _TITLE.regex.match(bare[:_MAX_TITLE]) if bare[:1].isupper() else None
    if found is None or (found["colon"] == "" and found.end() < len(bare)):
        return None
    part = _part(found["part"])
    return _Title(part, found["names"] or "", found.end()) if part else None


def _part(words: str) -> str:
    """Return the part of a council whose a proposal is, or a name; empty if neither."""
    parts = _parts()
    for known, name in parts.items():
        if words == known or words.endswith((f" {known}", f"’{known}", f"'{known}")):
            led = words.removesuffix(known).split()
            return name if len(led) <= 2 and all(w[:1].islower() for w in led) else ""
    return words if _NAME.fullmatch(words) else ""


@cache
def _parts() -> dict[str, str]:
    """Return the parts of a council that propose something, in any case, as named."""
    pairs = (one.partition("=") for one in all_words("messages.proposing"))
    return {form: name or form for form, _, name in pairs}


def _sender(part: str, names: str, speakers: Collection[str]) -> str:
    """Return whose a proposal is: whose name stands first behind it, or the part's."""
    first = names.partition(",")[0].strip()
    name = first or (part if part not in _parts().values() else "")
    if not name:
        return part
    words = set(name.split())
    alike = [one for one in speakers if words <= set(one.split())]
    return alike[0] if len(alike) == 1 else name


def _end(pieces: Sequence[Piece], found: Sequence[_Title | None], n: int) -> int:
    """Return where the proposal below a title ends: with its paragraph, or at a title."""
    title = found[n]
    inline = title is not None and title.end < len(pieces[n].text.strip())
    end = n + 1
    while end < min(len(pieces), n + _MAX_LINES) and not inline:
        piece = pieces[end]
        opens = end == n + 1 or _NAMES.fullmatch(pieces[end - 1].text) is not None
        if piece.label or found[end] is not None or _ends_proposal(piece, opens=opens):
            break
        if piece.line > pieces[end - 1].line + 1 and not opens:
            break  # A blank line parts them.
        end += 1
    return end


def _ends_proposal(piece: Piece, *, opens: bool) -> bool:
    """Return whether a line is the record's, and no part of a proposal."""
    text = piece.text.strip()
    if piece.kind is STAGE:
        return not (opens and _NAMES.fullmatch(text))
    printed = piece.kind is BOILERPLATE or (piece.kind is HEADING and not opens)
    return printed or bool(_COUNT.fullmatch(text) or _TWOFOLD.fullmatch(text))


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line stands in the turn of the line above, and opens no other."""
    return not pieces[n].label and pieces[n].turn == pieces[n - 1].turn


def _clear_above(result: list[Piece], title: Piece) -> None:
    """Take the short titles right above the title of a proposal from who spoke last."""
    for n in range(len(result) - 1, max(-1, len(result) - 1 - _MAX_HEADS), -1):
        piece = result[n]
        text = piece.text.strip()
        brief = len(text) <= _MAX_HEAD and not text.endswith(_ENDS)
        said = piece.kind is SegmentKind.SPEECH and not piece.label
        if not said or not brief or piece.turn != title.turn:
            break
        result[n] = unattribute(piece, HEADING, _AROUND)


def _counted(piece: Piece) -> Piece:
    """Return a count of votes as nobody's words."""
    counts = piece.spoken and not piece.label and _COUNT.fullmatch(piece.text.strip())
    return unattribute(piece, BOILERPLATE, _AROUND) if counts else piece


def _aside(piece: Piece) -> Piece:
    """Return a line behind a proposal as nobody's words."""
    if not piece.spoken:
        return piece
    counts = _COUNT.fullmatch(piece.text.strip())
    return unattribute(piece, BOILERPLATE if counts else HEADING, _AROUND)


def _is_item(text: str) -> bool:
    """Return whether a line is but a short form and the number of a part of an article.

    >>> _is_item("Abs. 1bis"), _is_item("Al. 2"), _is_item("Streichen")
    (True, True, False)
    """
    return _ITEM.fullmatch(text.strip()) is not None


def _as_proposal(piece: Piece, sender: str, confidence: float) -> Piece:
    """Return a line of a proposal as the text of whose it is, which nobody reads."""
    return piece.attributed(
        SegmentKind.MESSAGE,
        sender,
        None,
        confidence,
        piece.reason.for_sender(f"{READ_OUT_FOR}{sender}"),
    )
