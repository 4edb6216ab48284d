"""What the second reader sees: pieces, the lines they came from, and the labels."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from content.document import Document
from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import WordPattern
from content.language.words.word_counts import WordCounts
from content.language.words.word_patterns import WORD, WORD_OR_NUMBER
from content.records import record
from content.segment.basis import Basis
from content.segment.doubt.document import Whole
from content.segment.doubt.names.signs import NameSigns
from content.segment.kinds import MESSAGE, STAGE
from content.segment.labels.attendance import people_present
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel, declared_keys
from content.segment.line_roles.roles import Roles, RoleShares
from content.segment.lines import Line, has_letters
from content.segment.names.in_labels.units import names_unit, split_unit
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece, turn_spans
from content.segment.result import LEFT_TO_NOBODY, SegmentKind
from content.segment.speakers.chairs import tells_who_presides
from content.segment.turns.unspoken.directions import is_reaction
from content.segment.wording.in_person import speaks_in_person

_MIN_FRAME_CHARS = 40
_SEVERAL = 4
_OPENING = 40
_OPENING_OF_THANKS, _CJK_SURNAME = 120, 2
_THANKS = WordPattern("<<pages.goodbyes>>|<<queries.thanks>>")


def _names(text: str, name: str) -> bool:
    """Return whether a text has a word of a name, in any case.

    >>> _names("Bardzo dziękuję, Edwardzie.", "Edward Lis"), _names("Thanks.", "Ed Lis")
    (True, False)
    >>> _names("東山さん、ありがとう", "東山英治")
    True
    """
    if WITHOUT_CASE.search(name):
        return name[:_CJK_SURNAME] in text
    stems = {stem_of(word) for word in name.split() if len(word) > _CJK_SURNAME}
    return any(
        word.casefold().startswith(tuple(stems)) for word in NAME_WORD.findall(text)
    )


@record
class Turn:
    """The pieces under one label, from `start` to `end` (exclusive).

    Attributes:
        label: None before the first label, and in documents without labels.
        last: Whether no label follows.
        inside: Its spoken pieces but the first, those without letters, and messages.
    """

    start: int
    end: int
    label: ScoredLabel | None
    last: bool
    inside: tuple[int, ...]


def count_words(pieces: Sequence[Piece]) -> WordCounts:
    """Return how often each word or number stands in pieces."""
    return WordCounts((piece.text for piece in pieces), WORD_OR_NUMBER)


class Reading:
    """A document as the first reader gave it away, with what witnesses look up in it.

    Attributes:
        labels: In the order of the turns that they open.
        labelled: The turns that stand under a label.
        found: What each witness has found, by its name.
        before_colon: The pieces inside turns with an early colon, where their turn ends, and
            the words before it, once they were asked for.
        listed: The items of lists inside turns, once they were asked for.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        lines: Sequence[Line],
        labels: Mapping[int, ScoredLabel],
        document: Document | None = None,
        counts: WordCounts | None = None,
        *,
        roles: Roles | None = None,
    ) -> None:
        """Keep what was read, to be looked up in.

        Args:
            pieces: What the first reader gave to whom.
            lines: The lines that the pieces come from.
            labels: The labels, by line.
            document: The document.
            counts: Their words, if they are counted already.
            roles: What lines look like.
        """
        self.pieces = pieces
        self._counts = counts
        self._roles = roles or {}
        self._document = document or Document(blocks=())
        self.labels = [labels[n] for n in sorted(labels)]
        self._lines = lines
        self.turns = list(self._turns())
        self.labelled = [
            (turn, turn.label) for turn in self.turns if turn.label is not None
        ]
        self.found: dict[str, list[tuple[int, int]]] = {}
        self.before_colon: Sequence[tuple[int, int, str]] | None = None
        self.listed: set[int] | None = None

    def _turns(self) -> Iterator[Turn]:
        final = max((n for n, p in enumerate(self.pieces) if p.turn > 0), default=0)
        for start, end in turn_spans(self.pieces):
            number = self.pieces[start].turn
            inside = 0 < number <= len(self.labels)
            yield Turn(
                start=start,
                end=end,
                label=self.labels[number - 1] if inside else None,
                last=end > final,
                inside=tuple(self._inside(start, end)),
            )

    def _inside(self, start: int, end: int) -> Iterator[int]:
        spoken = [
            n
            for n in range(start, end)
            if self.pieces[n].spoken and has_letters(self.pieces[n].text)
        ]
        yield from (n for n in spoken[1:] if self.pieces[n].kind is not MESSAGE)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each label occurs."""
        return Counter(one.key for one in self.labels)

    @cached_property
    def flats(self) -> frozenset[str]:
        """The labels of flats, by key, if several: "Flat 5", "Ada Hall (flat 5)"."""
        found = {
            one.key
            for one in self.labels
            if split_unit(one.label.printed) or names_unit(one.label.printed)
        }
        return frozenset(found if len(found) > 1 else ())

    @cached_property
    def recurring(self) -> float:
        """The share of the labels that occur more than once."""
        again = sum(n for n in self.times.values() if n > 1)
        return again / max(1, len(self.labels))

    @cached_property
    def signatures(self) -> Counter[tuple[Ending, LabelStyle]]:
        """How many labels end and look alike."""
        return Counter(one.label.signature for one in self.labels)

    @cached_property
    def endings(self) -> Counter[Ending]:
        """How many labels end in each way."""
        return Counter(one.label.ending for one in self.labels)

    @cached_property
    def speakers(self) -> dict[str, tuple[str, ...]]:
        """The words of each speaker's name, in lower case."""
        names = dict.fromkeys(p.speaker for p in self.pieces if p.speaker)
        return {name: tuple(WORD.findall(name.casefold())) for name in names}

    @cached_property
    def come_back(self) -> frozenset[str]:
        """The speakers who stand under several labels, in whatever form of the name."""
        times = Counter(
            speaker
            for turn, _ in self.labelled
            if (speaker := self.speaker_under(turn)) is not None
        )
        return frozenset(speaker for speaker, count in times.items() if count > 1)

    @cached_property
    def names(self) -> NameSigns:
        """Where the document holds the names of its speakers."""
        return NameSigns(
            self.pieces, self.labels, self._document, self.counts, self._listed
        )

    @cached_property
    def roles(self) -> Mapping[int, RoleShares]:
        """How likely the line of each piece has each role, where that is known."""
        places = ((n, one.position) for n, one in enumerate(self.pieces))
        return {n: self._roles[at] for n, at in places if at in self._roles}

    @cached_property
    def whole(self) -> Whole:
        """What is true of all its pieces together."""
        return Whole(self.pieces, self.counts)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words beside labels, in lower case."""
        return frozenset(self.counts.by(WORD).folded)

    @cached_property
    def counts(self) -> WordCounts:
        """How often each word or number stands beside labels."""
        return self._counts or count_words(self.pieces)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The texts of the pieces, without the blanks around them."""
        return [piece.text.strip() for piece in self.pieces]

    def is_personal(self, text: str) -> bool:
        """Return whether anybody speaks in person in a text, asks or calls."""
        return speaks_in_person(text, self.names.forms.language)

    @cached_property
    def framed(self) -> bool:
        """Whether somebody writes whole sentences before the first label.

        Who presides is told by the head of a record, on which no author writes.
        """
        return any(
            piece.turn == 0
            and piece.kind is SegmentKind.COMMENTARY
            and len(piece.text.strip()) >= _MIN_FRAME_CHARS
            and piece.text.strip().endswith(LINE_ENDS)
            and not tells_who_presides(piece.text.strip())
            for piece in self.pieces
        )

    @cached_property
    def set_off(self) -> frozenset[int]:
        """What goes on the block quote that opens right below a label, without a break.

        Whoever copies a speech into such a quote writes below it, not in it.
        """
        found: set[int] = set()
        for turn, _ in self.labelled:
            quoted = takewhile(
                lambda n: self.pieces[n].quoted, range(turn.start, turn.end)
            )
            found.update(list(quoted)[1:])
        return frozenset(found)

    @cached_property
    def end_is_open(self) -> bool:
        """Whether nothing that is not the speaker's follows the last words."""
        for piece in reversed(self.pieces):
            if piece.spoken:
                return True
            if piece.kind in LEFT_TO_NOBODY:
                return False
        return True

    def clapped_until(self, turn: Turn) -> int:
        """Return the place of a turn's last direction, such as applause; -1 without one.

        Nobody claps for what the page says: all above is the speaker's.
        """
        places = range(min(turn.end, len(self.pieces) - 1), turn.start, -1)
        return next((n for n in places if self._is_reaction(n)), -1)

    @cached_property
    def thanked(self) -> frozenset[int]:
        """The starts of turns whose speaker the next turn thanks by name.

        Whoever gave a lecture among short turns has said all of it: "Thank you, Ada."
        """
        found: set[int] = set()
        for (turn, _), (after, _) in pairwise(self.labelled):
            opening = self.pieces[after.start].text[:_OPENING_OF_THANKS]
            name = self.pieces[turn.start].speaker or ""
            if turn.inside and _THANKS.is_in(opening) and _names(opening, name):
                found.add(turn.start)
        return frozenset(found)

    def _is_reaction(self, n: int) -> bool:
        return self.pieces[n].kind is STAGE and is_reaction(self.pieces[n].text)

    @cached_property
    def present(self) -> frozenset[str]:
        """The keys of the names that a list of those present holds, whole or in part."""
        return declared_keys(self._listed)

    @cached_property
    def _listed(self) -> tuple[str, ...]:
        return people_present(self._lines)

    @cached_property
    def _line_of(self) -> dict[tuple[int, int], Line]:
        # The first line at a place is the one that counts.
        return {line.position: line for line in reversed(self._lines)}

    @cached_property
    def _later_parts(self) -> dict[tuple[int, int, str], Line]:
        """The plain parts of lines that were parted behind questions in bold."""
        return {
            (line.block, line.number, line.text[:_OPENING]): line
            for line in self._lines
            if not (line.bold or line.italic)
            and (first := self._line_of[line.position]) is not line
            and first.bold + first.italic >= len(first.text)
        }

    @cached_property
    def labels_are_bold(self) -> bool:
        """Whether the page sets each of several labels in bold."""
        bold = all(one.label.style is LabelStyle.BOLD for one in self.labels)
        return bold and len(self.labels) >= _SEVERAL

    def opens_bold(self, n: int) -> bool:
        """Return whether the line of a piece opens in bold."""
        line = self._line_of.get(self.pieces[n].position)
        return line is not None and line.bold > 0

    def label_of(self, n: int) -> ScoredLabel | None:
        """Return the label under which a piece stands."""
        number = self.pieces[n].turn
        return self.labels[number - 1] if 0 < number <= len(self.labels) else None

    def speaker_under(self, turn: Turn) -> str | None:
        """Return the first speaker of a turn; None if it is nobody's."""
        own = (self.pieces[n].speaker for n in range(turn.start, turn.end))
        return next((speaker for speaker in own if speaker), None)

    def line(self, n: int) -> Line | None:
        """Return the line of which a piece is all or a part."""
        return self._line_of_each[n]

    @cached_property
    def _line_of_each(self) -> list[Line | None]:
        """The line of each piece, for which several witnesses ask."""
        found = [self._line_of.get(p.position) for p in self.pieces]
        if not self._later_parts:
            return found
        return [
            first and self._later_parts.get((p.block, p.line, p.text[:_OPENING]), first)
            for p, first in zip(self.pieces, found, strict=True)
        ]

    @cached_property
    def resting(self) -> Mapping[Basis, Sequence[int]]:
        """What somebody says, and is not read out, by what it rests on."""
        found: dict[Basis, list[int]] = {}
        for n, piece in enumerate(self.pieces):
            if piece.spoken and piece.kind is not MESSAGE:
                found.setdefault(piece.reason.basis, []).append(n)
        return found
