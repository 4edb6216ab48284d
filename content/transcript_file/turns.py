"""Read the turns: who says what, from the first heading to the comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.model import Kind, Turn
from content.transcript_file.faults import FaultList, nearest, short
from content.transcript_file.names import Names
from content.transcript_file.text import (
    Line,
    drop_blank_ends,
    read_paragraphs,
    tidy_line,
)
from content.transcript_file.tokenizer import (
    COMMENTS,
    Check,
    Fence,
    Heading,
    Quote,
    Words,
    read_check,
    scan,
)

MARKED = {"[question]": Kind.QUESTION, "[message]": Kind.MESSAGE}
FENCED = {kind.value: kind for kind in Kind if not kind.attributed}


def read_turns(
    lines: Sequence[Line], names: Names, faults: FaultList
) -> tuple[Turn, ...]:
    """Read the lines between the front matter and the comments."""
    reader = _Reader(names, faults)
    for piece in scan(lines, faults):
        match piece:
            case Heading():
                reader.heading(piece)
            case Fence():
                reader.fence(piece)
            case Quote():
                reader.quote(piece)
            case Check():
                reader.check(piece)
            case Words():
                reader.words(piece)
    reader.close()
    return tuple(reader.turns)


@dataclass(slots=True, kw_only=True)
class _Open:
    """Remember the heading that the next paragraphs stand under."""

    line: int
    kind: Kind
    speaker: str
    has_words: bool = False
    words_last: bool = False  # the last piece was this speaker's own words


class _Reader:
    def __init__(self, names: Names, faults: FaultList) -> None:
        self.turns: list[Turn] = []
        self._names = names
        self._faults = faults
        self._open: _Open | None = None
        self._check: Check | None = None

    def heading(self, piece: Heading) -> None:
        self.close()
        kind, name = self._read_heading(piece)
        speaker = self._names.resolve(name, piece.line) if name else ""
        self._open = _Open(line=piece.line, kind=kind, speaker=speaker)

    def words(self, piece: Words) -> None:
        text = read_paragraphs(piece.lines, self._faults)
        doubt = self._take_check()
        if self._open is None:
            self._faults.add(
                piece.line,
                "these paragraphs are nobody's",
                "write '## Name' above them, or put them between '::: commentary' "
                "and ':::'",
            )
            return
        turn = Turn(
            kind=self._open.kind, speaker=self._open.speaker, text=text, doubt=doubt
        )
        self.turns.append(turn)
        self._open.has_words = self._open.words_last = True

    def quote(self, piece: Quote) -> None:
        self._drop_check("write it inside the quotation, below its first line")
        speaker, rest = self._read_attribution(piece)
        doubt, text = self._read_inner(rest, piece.line, "the quotation")
        if self._open is None or self._open.kind is Kind.MESSAGE:
            self._faults.add(
                piece.line,
                "nobody reads this quotation aloud",
                "write '## Name' of the reader above it, or, where nobody reads it, "
                "'## [message] Name' and no >",
            )
            return
        turn = Turn(
            kind=Kind.MESSAGE,
            speaker=speaker,
            read_by=self._open.speaker,
            text=text,
            doubt=doubt,
        )
        self.turns.append(turn)
        self._open.has_words, self._open.words_last = True, False

    def fence(self, piece: Fence) -> None:
        self._drop_check("write it below the line with :::")
        kind = FENCED.get(piece.kind)
        if kind is None:
            near = nearest(piece.kind, list(FENCED)) or "commentary"
            self._faults.add(
                piece.line,
                f"there is no passage '::: {short(piece.kind)}'",
                f"did you mean '::: {near}'? (there are: {', '.join(FENCED)})",
            )
        what = f"the passage '::: {short(piece.kind)}'"
        doubt, text = self._read_inner(piece.lines, piece.line, what)
        self.turns.append(Turn(kind=kind or Kind.COMMENTARY, text=text, doubt=doubt))
        if self._open:
            self._open.words_last = False

    def check(self, piece: Check) -> None:
        if self._open and self._open.words_last:
            self._faults.add(
                piece.line,
                "a check stands inside a turn, not before its first paragraph",
                "move it up to below the heading, or start a new turn with a heading",
            )
            self._open.words_last = False
            return
        self._drop_check("delete one of the two")
        self._check = piece

    def close(self) -> None:
        """End the open turn, which must have had words."""
        self._drop_check("move it below the heading of the words it is about")
        if self._open and not self._open.has_words:
            self._faults.add(
                self._open.line,
                "the turn has no words",
                "write its words below the heading, or delete the heading",
            )

    def _read_heading(self, piece: Heading) -> tuple[Kind, str]:
        marks, _, title = piece.text.partition(" ")
        title = tidy_line(title)
        if marks != "##" or not title:
            self._faults.add(
                piece.line,
                f"'{short(piece.text)}' is no heading of this format",
                f"write '## Name' for a turn, '{COMMENTS}' for the comments, "
                "'::: heading' for a title inside the text, or '\\#' if it is text",
            )
            return Kind.SPEECH, ""
        if not title.startswith("["):
            return Kind.SPEECH, title.removeprefix("\\")
        mark, _, name = title.partition(" ")
        if mark not in MARKED or not name:
            near = nearest(mark, list(MARKED)) or "[question]"
            self._faults.add(
                piece.line,
                f"'## {short(title)}' names no kind of turn and its speaker",
                f"write '## {near} Name' (or [message]), or '## \\[' if the name "
                "itself starts so",
            )
            return Kind.SPEECH, ""
        return MARKED[mark], name.removeprefix("\\")

    def _read_attribution(self, piece: Quote) -> tuple[str, Sequence[Line]]:
        lines = drop_blank_ends(piece.lines)
        first = tidy_line(lines[0].text) if lines else ""
        name = first[2:-2].strip()
        if first.startswith("**") and first.endswith("**") and name:
            return self._names.resolve(name, lines[0].number), lines[1:]
        self._faults.add(
            piece.line,
            "the quotation does not say whose words it reads",
            "write '> **Name**' as its first line, or, where the speaker only quotes, "
            "delete the >",
        )
        return "", lines

    def _read_inner(
        self, lines: Sequence[Line], line: int, what: str
    ) -> tuple[str, str]:
        rest, doubt = drop_blank_ends(lines), ""
        if rest and rest[0].text.strip().startswith("<!--"):
            doubt = read_check(rest[0], self._faults)
            rest = rest[1:]
        text = read_paragraphs(rest, self._faults)
        if not text:
            self._faults.add(line, f"{what} has no words", "write them, or delete it")
        return doubt, text

    def _take_check(self) -> str:
        check, self._check = self._check, None
        return check.reason if check else ""

    def _drop_check(self, fix: str) -> None:
        if self._check:
            self._faults.add(
                self._check.line, "a check stands before no words of a turn", fix
            )
        self._check = None
