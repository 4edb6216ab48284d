"""The clerk's lines in minutes that lead to a motion or a letter, and whose it is.

"Ada Brook moved:", "Motion B – tabled by the board": such a line names who moves or sends
the text below it, in full, by surname or by office.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import any_words
from content.segment.basis import Basis
from content.segment.kinds import PROSE
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.greeted import is_greeted
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_text,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.words import (
    greets_reader,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    speaks_of_question,
)
from content.segment.names.in_text.cast import Cast, Named
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.voices.minutes.clerk import speaks_of_self
from content.segment.voices.minutes.minutes import Minutes

_MARKS = frozenset('„“”«»"「『')
_LEADS = PROSE | {
    SegmentKind.SPEECH,
    SegmentKind.HEADING,
    SegmentKind.BOILERPLATE,
    SegmentKind.STAGE,
}
_MAX_LEAD, _MAX_HEAD, _MAX_LINES = 400, 120, 3
_MAX_MOVER_WORDS, _MAX_OFFSET, _MIN_TEXT, _MIN_STEM = 3, 30, 40, 4
_MIN_MOVED, _MAX_LONGER = 5, 0.2
_NAMED, _LIKELY, _UNSURE = 0.9, 0.8, 0.7
_BEHIND = 0.6
_COLON = re.compile(r"\s?[:：]\s*(?=\S)")
_CLAUSE_END = re.compile(r"[,.;:()–—]|\s-\s")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{3,60})[)）]\W{0,3}$")
_MAYBE = "below a text that the minutes print; the clerk's, perhaps"


@dataclass(frozen=True, slots=True)
class Mover:
    """Whose a text is, and how sure that is."""

    name: str
    confidence: float


class LeadReader:
    """Reads the lines of a clerk that lead to texts, in one document."""

    def __init__(self, pieces: Sequence[Piece], minutes: Minutes) -> None:
        """Start without anything read.

        Args:
            pieces: The pieces of a document.
            minutes: What it is known by to be minutes.
        """
        self._pieces = pieces
        self._minutes = minutes
        self._code = minutes.code
        self._words = words_of_announcements(minutes.code)

    @cached_property
    def _cast(self) -> Cast:
        texts = [piece.text for piece in self._pieces]
        return Cast(texts, self._minutes.listed, self._code)

    @cached_property
    def is_terse(self) -> bool:
        """Whether hardly anybody goes on in person below the first line of a turn."""
        spoken = [p for p in self._pieces if p.spoken and p.turn > 0]
        labelled = sum(bool(p.label) for p in spoken)
        longer = sum(not p.label and self._speaks_of_self(p.text) for p in spoken)
        return longer <= _MAX_LONGER * labelled

    @cached_property
    def _names(self) -> list[str]:
        return [*self._minutes.listed, *self._speakers]

    @cached_property
    def _words_of_names(self) -> frozenset[str]:
        return frozenset(word for name in self._names for word in name.split())

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        """Who is present or speaks, by the key of the name; the first of several."""
        return {label_key(name): name for name in reversed(self._names)}

    @cached_property
    def _by_last_word(self) -> Mapping[str, list[str]]:
        """The speakers by the last word of the key of their names."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._speakers:
            found[_last_word(label_key(name))].append(name)
        return found

    @cached_property
    def _by_surname(self) -> Mapping[str, set[str]]:
        """The speakers by surname, short ones left out."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._speakers:
            if len(surname := _surname(name)) >= _MIN_STEM:
                found[surname].add(name)
        return found

    @cached_property
    def _speakers(self) -> list[str]:
        spoken = [p.speaker for p in self._pieces if p.speaker and p.label]
        return [*dict.fromkeys(spoken)]

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
        mover = self._mover(pieces[leads[-1]].text.strip())
        if mover is None or self._is_settled(first, told, mover):
            return None
        end = end_of_text(pieces, n, quoted=quoted)
        # "The chair thanked her: “Ada, you came for a month …”"
        if is_greeted(mover.name, first.text) or _is_signed_letter(pieces[n:end]):
            return None
        if self._is_personal(pieces[n:end]) and not (
            self._names_motion(told) or names_text(told, self._code)
        ):
            # "Moved by Ada Brook to accept this resignation:" is not of who moves it.
            mover = replace(mover, confidence=min(mover.confidence, _UNSURE))
        return end, mover, leads

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
        if self._names_motion(last):
            return True
        own = self._is_personal(pieces[n:end])
        acts = self._words.acts.search(last) or self._moved_by(last)
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
        rest = " ".join(w for w in text.split() if w not in self._words_of_names)
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
            field = self._field_of_mover(line)
            led = line.endswith(COLONS) or heads or field or self._moved_by(last)
            if not led:
                return
            yield m
            if self._mover(line) is not None:
                return

    def _leads_to_text(self, told: str, *, quoted: bool) -> bool:
        """Return whether words name a text, or say that somebody moves or sends one.

        What no marks set off is a motion.
        """
        near = " ".join(sentences_of(told[-_MAX_LEAD:])[-2:])
        acts = self._words.acts.search(near) is not None
        if not quoted:
            return speaks_of_question(near) and acts
        acts = acts or self._names_motion(near)
        return acts or names_text(near, self._code) or self._moved_by(near) is not None

    def _mover(self, told: str) -> Mover | None:
        """Return whom the words that lead to a text name as its mover or sender."""
        if field := self._field_of_mover(told):
            named = self._named_at_start(told[field.end() :])
            return Mover(self._as_speaker(named), _NAMED) if named else None
        sentences = sentences_of(told[-_MAX_LEAD:])[-2:]
        near = " ".join(sentences)
        last = sentences[-1] if sentences else ""
        tells = self._names_motion(last) or self._words.acts.search(last)
        if self._moved_by(last) or (
            tells and ([*self._people(last)] or named_body(last, self._code))
        ):
            near = last
        moved = self._moved_by(near)
        if moved is not None and (name := self._named_at_start(near[moved.end() :])):
            return Mover(self._as_speaker(name), _NAMED)
        read = self._words.read.search(near)
        people = [
            one
            for one in self._people(near)
            if read is None or self._sends(one, near, read.start())
        ]
        if not people and read is not None and speaks_of_question(near):
            # Who reads a motion and is no clerk moves it.
            people = [one for one in self._people(near) if has_word_of(near, one.name)]
        people = (
            self._right_before_verb(people, near)
            or self._sources(people, near)
            or self._acting(people, near)
            or people
        )
        body = named_body(near, self._code) if read is None else None
        if body and not any(has_word_of(near, one.name) for one in people):
            # "Motion of the group For Moor": not of the one member whom the page names.
            people = []
        names = [*dict.fromkeys(self._as_speaker(one.name) for one in people)]
        if names:
            # "Tom Ferro thanked all. The parents propose:" is hardly Tom Ferro's.
            verb = self._words.acts.search(last) if near != last else None
            farther = verb is not None and len(last[: verb.start()].split()) > 1
            sure = len(names) == 1 and not farther
            return Mover(names[0], _NAMED if sure else _UNSURE)
        if read is not None:
            return None
        if known := self._known_in(near):
            return Mover(known, _LIKELY)
        name = body.name if body else self._office_in_brackets(near)
        return Mover(name, _LIKELY) if name else None

    def _people(self, near: str) -> Iterator[Named]:
        """Yield whom words name, without a word for a text that looks like part of a name."""
        sources = any_words("messages.from", "messages.of")
        for one in self._cast.named(near):
            words = one.name.split()
            places = [n for n, word in enumerate(words) if word in sources]
            name = " ".join(words[places[-1] + 1 :] if places else words)
            titles = label_words().titles_and_roles
            titled = titles.issuperset(label_key(name).split())
            named = name != name.lower() or WITHOUT_CASE.search(name)
            text = names_text(name.partition(" ")[0], self._code)
            # "Les parents élus" are not the one of them whom the list calls so.
            printed = near[one.start : one.end]
            several = printed.islower() and not any(map(is_role, printed.split()))
            if named and not (titled or text or several):
                yield one._replace(name=name)

    def _acting(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return who stands right before a verb of moving, or opens the sentence."""
        verb = self._words.acts.search(near)
        # By an office anybody may be meant who holds another: "left the chair and moved".
        named = [one for one in people if has_word_of(near, one.name)] or people
        before = [one for one in named if verb and one.end <= verb.start()]
        return before[-1:] or [one for one in people[:1] if one.start == 0]

    def _right_before_verb(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return who stands right before a verb of moving.

        "Mr Hall moved the following, which was seconded by Ms Brook:" is Mr Hall's.
        """
        verb = self._words.acts.search(near)
        return [
            one
            for one in people
            if verb
            and one.end <= verb.start()
            and len(near[one.end : verb.start()].split()) <= 1
            and has_word_of(near, one.name)
        ][-1:]

    def _sources(self, people: Sequence[Named], near: str) -> list[Named]:
        """Return those behind a word for "from": "Question from Ada Brook to the chair"."""
        sources = any_words("messages.from", "messages.of")
        return [
            one
            for one in people
            if not sources.isdisjoint(near[: one.start].split()[-_MAX_MOVER_WORDS:])
        ][:1]

    def _sends(self, one: Named, near: str, read: int) -> bool:
        """Return whether a verb of sending stands between a name and a verb of reading.

        "Ada Brook sent a letter, which the clerk read:"; "Ada Brook read the letter:"
        """
        return self._words.acts.search(near, one.end, max(one.end, read)) is not None

    def _names_motion(self, text: str) -> bool:
        """Return whether words name a motion, perhaps as the end of a longer word."""
        return self._words.motion.search(text) is not None

    def _moved_by(self, near: str) -> re.Match[str] | None:
        """Return words such as "moved by"; a lone preposition says too little."""
        found = self._words.moved.finditer(near)
        return next(
            (one for one in found if len(one.group().strip()) >= _MIN_MOVED), None
        )

    def _field_of_mover(self, line: str) -> re.Match[str] | None:
        """Return the verb and the colon that open a line: "Proposed: A. Brook."."""
        verb = self._words.acts.match(line) if len(line) <= _MAX_HEAD else None
        return _COLON.match(line, verb.end()) if verb else None

    def _named_at_start(self, rest: str) -> str:
        """Return whom the words behind "moved by" name: a person, a body, or an office."""
        named = [one for one in self._people(rest) if one.start <= _MAX_OFFSET]
        if named:
            return named[0].name
        words = _CLAUSE_END.split(rest, maxsplit=1)[0].split()
        return " ".join(words) if 0 < len(words) <= _MAX_MOVER_WORDS else ""

    def _known_in(self, near: str) -> str:
        """Return the one speaker whom words name by the surname, in any case."""
        words = (w.strip(".,:;()") for w in near.split())
        known = {
            name
            for word in words
            if word[:1].isupper()
            for end in range(_MIN_STEM, len(word) + 1)
            for name in self._by_surname.get(word[:end], ())
        }
        return min(known) if len(known) == 1 else ""

    def _office_in_brackets(self, near: str) -> str:
        """Return the office behind a verb in brackets: "Motion 2 (moved by the clerk):"."""
        found = _IN_BRACKETS.search(near)
        verb = self._words.acts.match(found[1]) if found else None
        office = found[1][verb.end() :].strip() if found and verb else ""
        words = office.split()
        short = 0 < len(words) <= _MAX_MOVER_WORDS
        return office if short and is_role(words[0].casefold()) else ""

    def _as_speaker(self, name: str) -> str:
        """Return the name under which somebody speaks in the document, if it is shorter there."""
        key = label_key(name)
        if same := self._by_key.get(key, ""):
            return same
        known = self._by_last_word.get(_last_word(key), ())
        titled = len(name.split()) <= _MAX_MOVER_WORDS - 1 and not _is_whole(name)
        return known[0] if len(known) == 1 and titled else name

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
        moved = self._moved_by(told) is not None
        return first.confidence >= MIN_CONFIDENCE and not (opens and moved)


def _is_signed_letter(text: Sequence[Piece]) -> bool:
    """Return whether a text greets its readers, and its last lines name whose it is."""
    sender = text[0].speaker if text[0].kind is SegmentKind.MESSAGE else None
    below = text[1:][-_MAX_LINES:]
    signed = sender is not None and any(sender in piece.text for piece in below)
    return signed and greets_reader(text[0].text)


def _last_word(key: str) -> str:
    return key.rpartition(" ")[2]


def _surname(name: str) -> str:
    """Return the last word of a name with a capital: "br. Hall ml." is a Hall."""
    capital = [word for word in name.split() if word[:1].isupper()]
    return (capital or name.split())[-1]


def _is_whole(name: str) -> bool:
    """Return whether a name has no abbreviation, and opens with a capital."""
    words = name.split()
    return len(words) > 1 and all(
        w[:1].isupper() and not w.endswith(".") for w in words
    )


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
