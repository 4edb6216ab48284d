"""The turns of a transcript file: who says what, up to the comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.model import Turn, TurnKind
from content.transcript_file.faults import FaultList, nearest_word, shorten
from content.transcript_file.front_matter import DeclaredNames
from content.transcript_file.text import (
    Line,
    drop_blank_ends,
    read_paragraphs,
    tidy_line,
)
from content.transcript_file.tokenizer import (
    COMMENTS_HEADING,
    Check,
    Fence,
    Heading,
    Paragraphs,
    Quote,
    read_check_line,
    tokenize,
)

MARKED_KINDS = {"[question]": TurnKind.QUESTION, "[message]": TurnKind.MESSAGE}
FENCED_KINDS = {kind.value: kind for kind in TurnKind if not kind.attributed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A heading, and whose turn it opens."""

    line: int
    kind: TurnKind
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines on which a turn stands, counted from 1.

    Attributes:
        opening: The last heading above it; None where there is none.
        first: Its first line, which is a mark's where one stands above its words.
        last: Its last line, such as the closing `:::`.
        words: The first line of its words.
        check: The line of the mark that it is doubtful; 0 for none.
    """

    opening: Opening | None
    first: int
    last: int
    words: int
    check: int = 0


def read_turns(
    lines: Sequence[Line], names: DeclaredNames, faults: FaultList
) -> tuple[tuple[Turn, ...], tuple[Place, ...]]:
    """Read the lines between the front matter and the comments: turns, and where."""
    reader = _TurnReader(names, faults)
    for token in tokenize(lines, faults):
        match token:
            case Heading():
                reader.add_heading(token)
            case Fence():
                reader.add_fence(token)
            case Quote():
                reader.add_quote(token)
            case Check():
                reader.add_check(token)
            case Paragraphs():
                reader.add_paragraphs(token)
    reader.close()
    return tuple(reader.turns), tuple(reader.places)


@dataclass(slots=True, kw_only=True)
class _OpenTurn:
    """The heading that the next paragraphs stand under."""

    opening: Opening
    has_words: bool = False
    words_last: bool = False  # the last token was this speaker's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inner:
    """The words inside a quotation or a fence, and the mark above them."""

    text: str
    words: int
    doubt: str
    check: int


class _TurnReader:
    """The turns read so far, and what is still open."""

    def __init__(self, names: DeclaredNames, faults: FaultList) -> None:
        self.turns: list[Turn] = []
        self.places: list[Place] = []
        self._names = names
        self._faults = faults
        self._open: _OpenTurn | None = None
        self._check: Check | None = None

    def add_heading(self, token: Heading) -> None:
        self.close()
        kind, name = self._read_heading(token)
        speaker = self._names.resolve(name, token.line) if name else ""
        opening = Opening(line=token.line, kind=kind, speaker=speaker)
        self._open = _OpenTurn(opening=opening)

    def add_paragraphs(self, token: Paragraphs) -> None:
        text = read_paragraphs(token.lines, self._faults)
        check = self._take_check()
        if self._open is None:
            self._faults.add(
                token.line,
                "these paragraphs are nobody's",
                "write '## Name' above them, or put them between '::: commentary' "
                "and ':::'",
            )
            return
        opening, first = self._open.opening, token.lines[0].number
        self._add(
            Turn(
                kind=opening.kind,
                speaker=opening.speaker,
                text=text,
                doubt=check.reason if check else "",
            ),
            first=check.line if check else first,
            last=token.lines[-1].number,
            words=first,
            check=check.line if check else 0,
        )
        self._open.has_words = self._open.words_last = True

    def add_quote(self, token: Quote) -> None:
        self._drop_check("write it inside the quotation, below its first line")
        speaker, rest = self._read_attribution(token)
        inner = self._read_inner(rest, token.line, "the quotation")
        opening = self._open.opening if self._open else None
        if self._open is None or opening is None or opening.kind is TurnKind.MESSAGE:
            self._faults.add(
                token.line,
                "nobody reads this quotation aloud",
                "write '## Name' of the reader above it, or, where nobody reads it, "
                "'## [message] Name' and no >",
            )
            return
        turn = Turn(
            kind=TurnKind.MESSAGE,
            speaker=speaker,
            read_by=opening.speaker,
            text=inner.text,
            doubt=inner.doubt,
        )
        last = token.lines[-1].number
        self._add(
            turn, first=token.line, last=last, words=inner.words, check=inner.check
        )
        self._open.has_words, self._open.words_last = True, False

    def add_fence(self, token: Fence) -> None:
        self._drop_check("write it below the line with :::")
        kind = FENCED_KINDS.get(token.kind)
        if kind is None:
            near = nearest_word(token.kind, list(FENCED_KINDS)) or "commentary"
            self._faults.add(
                token.line,
                f"there is no passage '::: {shorten(token.kind)}'",
                f"did you mean '::: {near}'? (there are: {', '.join(FENCED_KINDS)})",
            )
        what = f"the passage '::: {shorten(token.kind)}'"
        inner = self._read_inner(token.lines, token.line, what)
        self._add(
            Turn(kind=kind or TurnKind.COMMENTARY, text=inner.text, doubt=inner.doubt),
            first=token.line,
            last=token.end,
            words=inner.words,
            check=inner.check,
        )
        if self._open:
            self._open.words_last = False

    def add_check(self, token: Check) -> None:
        if self._open and self._open.words_last:
            self._faults.add(
                token.line,
                "a check stands inside a turn, not before its first paragraph",
                "move it up to below the heading, or start a new turn with a heading",
            )
            self._open.words_last = False
            return
        self._drop_check("delete one of the two")
        self._check = token

    def close(self) -> None:
        """End the open turn, which must have had words."""
        self._drop_check("move it below the heading of the words it is about")
        if self._open and not self._open.has_words:
            self._faults.add(
                self._open.opening.line,
                "the turn has no words",
                "write its words below the heading, or delete the heading",
            )

    def _read_heading(self, token: Heading) -> tuple[TurnKind, str]:
        marks, _, title = token.text.partition(" ")
        title = tidy_line(title)
        if marks != "##" or not title:
            self._faults.add(
                token.line,
                f"'{shorten(token.text)}' is no heading of this format",
                f"write '## Name' for a turn, '{COMMENTS_HEADING}' for the comments, "
                "'::: heading' for a title inside the text, or '\\#' if it is text",
            )
            return TurnKind.SPEECH, ""
        if not title.startswith("["):
            return TurnKind.SPEECH, title.removeprefix("\\")
        mark, _, name = title.partition(" ")
        if mark not in MARKED_KINDS or not name:
            near = nearest_word(mark, list(MARKED_KINDS)) or "[question]"
            self._faults.add(
                token.line,
                f"'## {shorten(title)}' names no kind of turn and its speaker",
                f"write '## {near} Name' (or [message]), or '## \\[' if the name "
                "itself starts so",
            )
            return TurnKind.SPEECH, ""
        return MARKED_KINDS[mark], name.removeprefix("\\")

    def _read_attribution(self, token: Quote) -> tuple[str, Sequence[Line]]:
        lines = drop_blank_ends(token.lines)
        first = tidy_line(lines[0].text) if lines else ""
        name = first[2:-2].strip()
        if first.startswith("**") and first.endswith("**") and name:
            return self._names.resolve(name, lines[0].number), lines[1:]
        self._faults.add(
            token.line,
            "the quotation does not say whose words it reads",
            "write '> **Name**' as its first line, or, where the speaker only quotes, "
            "delete the >",
        )
        return "", lines

    def _read_inner(self, lines: Sequence[Line], line: int, what: str) -> "_Inner":
        rest, doubt, check = drop_blank_ends(lines), "", 0
        if rest and rest[0].text.strip().startswith("<!--"):
            check = rest[0].number
            doubt = read_check_line(rest[0], self._faults)
            rest = drop_blank_ends(rest[1:])
        text = read_paragraphs(rest, self._faults)
        if not text:
            self._faults.add(line, f"{what} has no words", "write them, or delete it")
        words = rest[0].number if rest else line
        return _Inner(text=text, words=words, doubt=doubt, check=check)

    def _add(
        self, turn: Turn, *, first: int, last: int, words: int, check: int
    ) -> None:
        opening = self._open.opening if self._open else None
        self.turns.append(turn)
        self.places.append(
            Place(opening=opening, first=first, last=last, words=words, check=check)
        )

    def _take_check(self) -> Check | None:
        check, self._check = self._check, None
        return check

    def _drop_check(self, fix: str) -> None:
        if self._check:
            self._faults.add(
                self._check.line, "a check stands before no words of a turn", fix
            )
        self._check = None
