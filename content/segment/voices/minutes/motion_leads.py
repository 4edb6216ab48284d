"""The lines of a clerk in minutes that lead to a motion or a letter below them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.basis import Basis
from content.segment.kinds import PROSE
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.greeted import is_greeted
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.senders.bodies.opening_bodies import opening_body
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_text,
    words_of_announcements,
)
from content.segment.messages.words import (
    greets_reader,
    names_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    speaks_of_question,
)
from content.segment.names.in_text.same_person import has_word_of
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.voices.minutes.clerk import speaks_of_self
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.minutes.mover_finder import Mover, MoverFinder

_MARKS = frozenset('„“”«»"「『')
_LEADS = PROSE | {
    SegmentKind.SPEECH,
    SegmentKind.HEADING,
    SegmentKind.BOILERPLATE,
    SegmentKind.STAGE,
}
_MAX_LEAD, _MAX_HEAD, _MAX_LINES = 400, 120, 3
_MIN_TEXT = 40
_MAX_LONGER = 0.2
_UNSURE = 0.7
_MAX_RESOLUTION, _TOP, _MAX_TOP = 60, 6, 200
_BEHIND = 0.6
_MAYBE = "below a text that the minutes print; the clerk's, perhaps"


class LeadReader:
    """Reads the lines of a clerk that lead to texts, in one document."""

    def __init__(self, pieces: Sequence[Piece], minutes: Minutes) -> None:
        """Start without anything read.

        Args:
            pieces: The pieces of a document.
            minutes: What it is known by to be minutes.
        """
        self._pieces = pieces
        self._code = minutes.code
        self._words = words_of_announcements(minutes.code)
        self._movers = MoverFinder(pieces, minutes)

    @cached_property
    def is_terse(self) -> bool:
        """Whether hardly anybody goes on in person below the first line of a turn."""
        spoken = [p for p in self._pieces if p.spoken and p.turn > 0]
        labelled = sum(bool(p.label) for p in spoken)
        longer = sum(not p.label and self._speaks_of_self(p.text) for p in spoken)
        return longer <= _MAX_LONGER * labelled

    def text_at(
        self, pieces: Sequence[Piece], n: int
    ) -> tuple[int, Mover, Sequence[int]] | None:
        """Return where the text that opens at a piece ends, whose it is, and what leads to it."""
        first = pieces[n]
        if first.label or not (first.spoken or first.kind in PROSE):
            return None
        quoted = first.text.lstrip()[:1] in _MARKS or first.quoted
        led = pieces[n - 1].text.rstrip().endswith(COLONS)
        if not (quoted or (led and len(first.text) >= _MIN_TEXT)):
            return None
        leads = [*self._leads(pieces, n)]
        told = " ".join(pieces[m].text.strip() for m in reversed(leads))
        if not leads or not self._leads_to_text(told, quoted=quoted):
            return None
        mover = self._movers.mover(pieces[leads[-1]].text.strip())
        if quoted and self._heads_resolution(pieces[n - 1]):
            mover = self._resolving_body(first.text, told) or (
                mover and replace(mover, confidence=min(mover.confidence, _UNSURE))
            )
        elif quoted:
            mover = self._decides(pieces, n) or mover
        if mover is None or self._is_settled(first, told, mover):
            return None
        end = end_of_text(pieces, n, quoted=quoted)
        # "The chair thanked her: “Ada, you came for a month …”"
        if is_greeted(mover.name, first.text) or _is_signed_letter(pieces[n:end]):
            return None
        if self._is_personal(pieces[n:end]) and not (
            self._movers.names_motion(told) or names_text(told, self._code)
        ):
            # "Moved by Ada Brook to accept this resignation:" is not of who moves it.
            mover = replace(mover, confidence=min(mover.confidence, _UNSURE))
        return end, mover, leads

    def _decides(self, pieces: Sequence[Piece], n: int) -> Mover | None:
        """Return the body whose name is the first line of a text, a resolution by the title above.

        "Resolution 12 of the Council of Moor", "“The Council of Moor", "1. agrees …".
        """
        told = [piece.text.strip() for piece in pieces[max(0, n - _MAX_LINES) : n]]
        titled = len(told[-1]) <= _MAX_HEAD and told[-1][-1:] not in ".!?"
        if not titled or not names_document(told[-1]):
            return None
        opening = "\n".join(piece.text.strip() for piece in pieces[n : n + 2])
        body = opening_body(opening, told, self._code)
        alone = body is not None and opening.partition("\n")[0].endswith(body.name)
        return Mover(body.name, body.confidence) if body and alone else None

    def _heads_resolution(self, line: Piece) -> bool:
        """Return whether a line is the number of a resolution, and names nobody: "Resolution 9/2026"."""
        text = line.text.strip()
        short = len(text) <= _MAX_RESOLUTION and not text.endswith(SENTENCE_ENDS)
        numbered = short and any(map(str.isdigit, text))
        return (
            numbered and names_text(text, self._code) and not self._movers.mover(text)
        )

    def _resolving_body(self, text: str, told: str) -> Mover | None:
        """Return the body that opens a resolution, and that its minutes name above it."""
        heads = " ".join(piece.text for piece in self._pieces[:_TOP])[:_MAX_TOP]
        found = opening_body(text, [heads, told], self._code)
        return Mover(found.name, found.confidence) if found else None

    def is_moved(self, pieces: Sequence[Piece], n: int, end: int) -> bool:
        """Return whether the sentence right above a text says that somebody moves it.

        "The Harbour Group, by the mouth of Ada Brook, tabled this motion:" is the group's.
        """
        above = pieces[n - 1].text.strip()
        last = (sentences_of(above[-_MAX_LEAD:]) or [""])[-1]
        if not last.endswith(COLONS) or says_it_is_read(last):
            return False
        if announces_act(last, self._code):
            return False
        if self._movers.names_motion(last):
            return True
        own = self._is_personal(pieces[n:end])
        acts = self._words.acts.search(last) or self._movers.moved_by(last)
        return acts is not None and not (own or speaks_of_message(last))

    def _is_personal(self, text: Sequence[Piece]) -> bool:
        """Return whether a text says "I" or "we", as a letter does, and few motions do."""
        return any(speaks_of_self(piece.text[1:], self._code) for piece in text)

    def is_led_letter(self, pieces: Sequence[Piece], n: int) -> bool:
        """Return whether a letter of somebody stands below a clerk's line with a colon."""
        first, above = pieces[n], pieces[n - 1]
        letter = first.kind is SegmentKind.MESSAGE and first.text.lstrip()[:1] in _MARKS
        return (
            letter
            and not first.label
            and not above.label
            and above.kind is SegmentKind.SPEECH
            and above.text.rstrip().endswith(COLONS)
            and not self._speaks_of_self(above.text)
        )

    def is_left_over(self, pieces: Sequence[Piece], n: int) -> bool:
        """Return whether a line below a text is given to who spoke above it."""
        own = pieces[n].spoken and not pieces[n].label
        message = pieces[n].kind is SegmentKind.MESSAGE
        return own and not message and self.text_at(pieces, n) is None

    def behind(self, piece: Piece) -> Piece:
        """Return a line below a text, up to the next label: the clerk's unless it says "I"."""
        if self._speaks_of_self(piece.text):
            return doubted(piece, _BEHIND, _MAYBE)
        return unattribute(piece, SegmentKind.COMMENTARY, _MAYBE, _BEHIND)

    def _speaks_of_self(self, text: str) -> bool:
        """Return whether somebody says "I" or "we"; no name of who is there does."""
        rest = " ".join(w for w in text.split() if w not in self._movers.words_of_names)
        return speaks_of_self(rest, self._code)

    def _leads(self, pieces: Sequence[Piece], n: int) -> Iterator[int]:
        """Yield the lines of the clerk right above a text, up to one that names somebody."""
        for m in range(n - 1, max(-1, n - 1 - _MAX_LINES), -1):
            line = pieces[m].text.strip()
            last = (sentences_of(line[-_MAX_LEAD:]) or [""])[-1]
            # The last line of a quotation: what it says is of another text.
            ends = line[-1:] in _MARKS and sum(char in _MARKS for char in line) % 2
            clerks = pieces[m].kind in _LEADS and not (pieces[m].label or ends)
            if not clerks or self._speaks_of_self(last):
                return
            heads = len(line) <= _MAX_HEAD and not line.endswith(SENTENCE_ENDS)
            field = self._movers.field_of_mover(line)
            led = line.endswith(COLONS) or heads or field or self._movers.moved_by(last)
            if not led:
                return
            yield m
            if self._movers.mover(line) is not None:
                return

    def _leads_to_text(self, told: str, *, quoted: bool) -> bool:
        """Return whether words name a text, or say that somebody moves or sends one.

        What no marks set off is a motion.
        """
        near = " ".join(sentences_of(told[-_MAX_LEAD:])[-2:])
        acts = self._words.acts.search(near) is not None
        if not quoted:
            return speaks_of_question(near) and acts
        acts = acts or self._movers.names_motion(near)
        return (
            acts
            or names_text(near, self._code)
            or self._movers.moved_by(near) is not None
        )

    def _is_settled(self, first: Piece, told: str, mover: Mover) -> bool:
        """Return whether a text is somebody's already, whom its own first words do not name."""
        if first.spoken and first.kind is not SegmentKind.MESSAGE:
            stated = first.reason.basis in {Basis.TAG, Basis.ANNOUNCEMENT}
            return stated and first.confidence >= MIN_CONFIDENCE
        if first.kind is not SegmentKind.MESSAGE:
            return False
        last = " ".join(sentences_of(told)[-1:])
        if first.speaker == mover.name or has_word_of(last, first.speaker or " "):
            return True
        opens = first.text.strip("".join(_MARKS)).startswith(first.speaker or " ")
        moved = self._movers.moved_by(told) is not None
        return first.confidence >= MIN_CONFIDENCE and not (opens and moved)


def _is_signed_letter(text: Sequence[Piece]) -> bool:
    """Return whether a text greets its readers, and its last lines name whose it is."""
    sender = text[0].speaker if text[0].kind is SegmentKind.MESSAGE else None
    below = text[1:][-_MAX_LINES:]
    signed = sender is not None and any(sender in piece.text for piece in below)
    return signed and greets_reader(text[0].text)


def end_of_text(pieces: Sequence[Piece], n: int, *, quoted: bool) -> int:
    """Return where a text ends: where its marks close, else behind one paragraph."""
    if not quoted or pieces[n].quoted:
        end = n + 1
        while pieces[n].quoted and end < len(pieces) and pieces[end].quoted:
            end += 1
        return end
    turn = [
        replace(piece, kind=SegmentKind.SPEECH)
        if piece.kind in PROSE and not piece.label
        else piece
        for piece in pieces[n : n + 40]
    ]
    stop = next((m for m, piece in enumerate(turn) if m and piece.label), len(turn))
    end, _ = find_quotation_end(turn[:stop], 0)
    return n + max(1, end)
