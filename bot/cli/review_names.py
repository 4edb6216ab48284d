"""`rostra review FILE --names`: see whose words a transcript holds, and put names right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from rich.text import Text

from bot.cli.cast_table import (
    MAX_VOICES_SHOWN,
    cast_table,
    label_table,
    paragraph_lines,
)
from bot.cli.progress import print_wrapped
from bot.cli.review_session import ReviewSession, out, quoted, read_answer
from bot.rendering.sanitize import clean, one_line
from content.review import (
    CannotSettleError,
    CastAnswer,
    CastChoice,
    CastVoice,
    Review,
    Step,
)
from content.review.one_person.paragraphs import (
    is_span,
    parse_numbers,
    split_numbers,
)
from handlers.library.review.names.wording import (
    MAY_BE_ONE_PERSONS,
    NO_LIKELY_LABELS,
    NO_WORDS,
    describe_confirmed,
    describe_event,
    describe_found,
    describe_given,
    describe_recast,
    describe_undone,
    describe_written,
)
from handlers.text.wording import format_count, shorten

MAX_TURNS_SHOWN = 5
"""Turns of a voice whose first words are shown."""

_MAX_OPENING_CHARS = 240

_MAX_DIGITS = 5
_ANSWER = re.compile(rf"(?P<number>\d{{1,{_MAX_DIGITS}}})[.:)]?\s*(?P<rest>\D.*)?")
# As keyboards of other languages and telephones write them.
_SIGNS = str.maketrans("＝－–—−＊", "=----*")
_NUMBER = re.compile(rf"(?<!\d)\d{{1,{_MAX_DIGITS}}}(?!\d)")
_LABEL_ANSWERS = (
    "  Enter writes these turns · 1 takes voice 1 out, or puts it back · q writes none"
)
_ONE_PERSONS = "* Ada Brook"
_NOBODYS = {"": CastChoice.COMMENTARY, "heading": CastChoice.HEADING}


@dataclass(slots=True)
class NamesSession(ReviewSession):
    """A review of the voices of a file, by one person.

    A voice keeps its number, so that answers may be written down before the first is
    given.

    Attributes:
        listed: Whether the voices stand above already, by the same numbers.
        names: What each number means, now or after an undo.
        passed: How many voices stand above those that are shown.
        unwritten: Said last of whose all of it is, if nothing was to be written.
    """

    listed: bool = False
    names: dict[int, str] = field(default_factory=dict, init=False)
    passed: int = field(default=0, init=False)
    unwritten: Step | None = field(default=None, init=False)

    def run(self) -> None:
        """Show the voices and follow answers until all are right, or the person stops.

        Raises:
            EOFError: The input has ended.
        """
        if not self.listed:
            self._show()
        self._show_answers()
        while True:
            typed = read_answer("> ")
            if typed.lower() in {"q", "quit"}:
                return
            if not typed:
                self._confirm()
                return
            if typed[0].translate(_SIGNS) == "*":
                self._give_all(typed[1:].strip())
            elif typed.startswith("+"):
                if self._add_label(typed[1:].strip()):
                    self._show()
            elif typed.lower() == "m" and len(self._voices()) > MAX_VOICES_SHOWN:
                self.passed += MAX_VOICES_SHOWN
                self._show()
            elif self._follow(typed):
                self._show()

    def _show(self) -> None:
        voices = self._voices()
        name = one_line(self.file.path.name)
        out.rule(f"[dim]{format_count(len(voices), 'voice')}", style="dim")
        out.print(name, markup=False, style="dim")
        event = one_line(describe_event(self.review.transcript))
        print_wrapped(out, event, style="dim")
        if not voices:
            out.print(NO_WORDS)
            return
        if self.passed >= len(voices):
            self.passed = 0
        listed = dict([*voices.items()][self.passed :])
        out.print(cast_table(listed, self.review.transcript, width=out.width))
        if len(voices) > MAX_VOICES_SHOWN:
            out.print(Text("  m shows the next voices", "dim"))

    def _show_answers(self) -> None:
        answers = {}
        people = self._offered_people()
        if people is not None:
            out.print(f"{MAY_BE_ONE_PERSONS} Whose? (* shows the paragraphs.)")
            answers = {f"* {n}": name for n, name in enumerate(people, start=1)}
            answers[_ONE_PERSONS] = "somebody else, by name"
        if voices := [*self._voices()]:
            first, other = voices[0], voices[:2][-1]
            answers[f"{other} Ada Brook"] = "the right name of this voice"
            if other != first:
                answers[f"{other} = {first}"] = "the same person as that one"
            answers |= {
                f"{other} -": "nobody's words (“- heading”: headings)",
                f"{other}": "shows more of what it says",
            }
        answers |= {
            "+ HALL =": "somebody speaks whom the list lacks, where lines start so",
            "+": "shows line starts that may be somebody's",
        }
        if people is None and self.review.paragraphs:
            answers[_ONE_PERSONS] = "all of it is one person's; * shows the paragraphs"
        for answer, meaning in answers.items():
            shown = f"  {one_line(meaning)}"
            out.print(Text.assemble((f"  {answer:12}", "bold cyan"), shown))
        out.print(
            Text("  u undo · Enter when all are right · q stop · ? this again", "dim")
        )

    def _voices(self) -> dict[int, CastVoice]:
        """Return the voices by their numbers."""
        numbers = {name: number for number, name in self.names.items()}
        for voice in self.review.cast:
            number = numbers.setdefault(voice.name, len(self.names) + 1)
            self.names[number] = voice.name
        return dict(sorted((numbers[voice.name], voice) for voice in self.review.cast))

    def _follow(self, typed: str) -> bool:
        """Follow one answer; return whether the voices are to be shown again."""
        if typed.lower() == "u":
            self.unwritten = None
            outcome = self.change(self.file.undo)
            if outcome:
                done = describe_undone(outcome.step)
                out.print(clean(done), markup=False, style="green")
                self._rename(outcome.step.becomes, outcome.step.voice)
            return outcome is not None
        voices, found = self._voices(), _ANSWER.fullmatch(typed)
        if found is None:
            if typed == "?":
                self._show_answers()
            else:
                out.print(
                    "Type the number of a voice, then its name; ? shows the signs."
                )
            return False
        voice = voices.get(number := int(found["number"]))
        if voice is None:
            out.print(_no_voice(number))
            return False
        rest = (found["rest"] or "").strip()
        if rest in {"", "?"}:
            self._show_turns(voice)
            return False
        try:
            answer = self._answer(rest, voice, voices)
        except CannotSettleError as error:
            out.print(str(error), markup=False, style="yellow")
            return False
        before = self.review.text
        outcome = self.change(partial(self.file.recast, voice.id, answer))
        if outcome:
            done = describe_recast(outcome.step, outcome.after)
            out.print(clean(done), markup=False, style="green")
            self._rename(outcome.step.voice, outcome.step.becomes)
        return self.review.text != before

    def _offered_people(self) -> Sequence[str] | None:
        """Return who may have said all of it, if that is offered first; else None."""
        return self.review.likely_people if self.review.may_be_one_persons else None

    def _give_all(self, typed: str) -> None:
        """Write that all of the file is one person's, and show which paragraphs."""
        base, last = self._before_giving()
        if not typed:
            self._show_paragraphs(base, last)
            return
        name, numbers = split_numbers(typed)
        if is_span(typed) and last:
            name, numbers = last.person, typed
        elif name.isdecimal():
            people = base.likely_people
            if not 0 < int(name[:_MAX_DIGITS]) <= len(people):
                out.print(f"No name has the number {name}. Type it after the *.")
                return
            name = people[int(name[:_MAX_DIGITS]) - 1]
        elif any(word[0].isdigit() for word in name.split()):
            out.print("Type the name, then the paragraphs, such as 3-12 or 1-4 6.")
            return
        outcome = self.change(partial(self.file.give_all, name, numbers))
        if outcome is None:
            return
        done = describe_given(outcome.step, outcome.after)
        out.print(clean(done), markup=False, style="green")
        self._show()
        self.unwritten = None if outcome.step.changes else outcome.step
        self._show_paragraphs(*self._before_giving())

    def _before_giving(self) -> tuple[Review, Step | None]:
        """Return the file before all of it was one person's, and the answer that said so."""
        base, last = self.file.before_giving()
        return base, last or self.unwritten

    def _show_paragraphs(self, base: Review, last: Step | None) -> None:
        """Print the first words of paragraphs by the numbers that an answer may name."""
        for line in paragraph_lines(base.paragraphs, last, width=out.width):
            out.print(line)
        if last:
            theirs = parse_numbers(last.paragraphs)
            example = f"* {theirs[0] + 1}-{theirs[-1] + 1}"
            meaning = "only these paragraphs are theirs; 1-4 6 leaves out the fifth"
        else:
            example = f"{_ONE_PERSONS} 2-{max(2, len(base.paragraphs))}"
            meaning = "only these paragraphs are theirs"
        out.print(Text.assemble((f"  {example}", "bold cyan"), f"  {meaning}"))

    def _add_label(self, typed: str) -> bool:
        """Find who speaks under labels like one, and ask; return whether it is written.

        Raises:
            EOFError: The input has ended.
        """
        if not typed:
            self._show_likely()
            return False
        likely = self.review.likely_labels if typed.isdecimal() else ()
        if likely and 0 < int(typed[:_MAX_DIGITS]) <= len(likely):
            typed = likely[int(typed[:_MAX_DIGITS]) - 1].printed
        try:
            found = self.review.find_label(typed)
        except CannotSettleError as error:
            out.print(clean(str(error)), markup=False, style="yellow")
            return False
        left_out: set[int] = set()
        while True:
            out.print(label_table(found, left_out, width=out.width))
            out.print(Text(_LABEL_ANSWERS, "dim"))
            answer = read_answer("+ > ")
            if not answer:
                break
            numbers = [int(n) - 1 for n in _NUMBER.findall(answer)]
            known = [n for n in numbers if n in range(len(found.voices))]
            if answer.lower() in {"q", "quit"}:
                return False
            if not known:
                out.print("Type the number of a voice, Enter, or q.")
            left_out ^= set(known)
        teach = partial(
            self.file.teach,
            found.printed,
            left_out=left_out.__contains__,
            state=self.review.state,
        )
        if outcome := self.change(teach):
            done = describe_written(outcome.step, outcome.after)
            out.print(clean(done), markup=False, style="green")
        return outcome is not None

    def _show_likely(self) -> None:
        """Print line starts that may be labels."""
        likely = self.review.likely_labels
        if not likely:
            out.print(NO_LIKELY_LABELS)
        for number, found in enumerate(likely, start=1):
            line = Text.assemble(
                (f"  {f'+ {number}':6}", "bold cyan"),
                f"{one_line(found.printed)}  ({describe_found(found)})  ",
                (one_line(found.example), "dim"),
            )
            line.truncate(out.width, overflow="ellipsis")
            out.print(line)

    def _confirm(self) -> None:
        """Write that all names are right, where words were in doubt for them alone."""
        if id_ := self.review.confirm_id:
            outcome = self.change(partial(self.file.confirm, id_))
            if outcome:
                out.print(describe_confirmed(outcome.step), style="green")

    def _answer(
        self, rest: str, own: CastVoice, voices: dict[int, CastVoice]
    ) -> CastAnswer:
        """Return what was typed after a number.

        Raises:
            CannotSettleError: It is no answer about this voice.
        """
        sign = rest[0].translate(_SIGNS)
        words = " ".join(rest[1:].split())
        if sign == "-":
            if nobodys := _NOBODYS.get(words.lower()):
                return CastAnswer(nobodys)
            raise CannotSettleError("After “-” stands nothing, or “heading”.")
        if sign != "=":
            return CastAnswer(CastChoice.RENAME, rest)
        if not words:
            raise CannotSettleError(
                "Type the number or the name of the other voice after “=”."
            )
        if not words.isdecimal():
            return CastAnswer(CastChoice.SAME, words)
        other = voices.get(int(words[:_MAX_DIGITS]))
        if other is None:
            raise CannotSettleError(_no_voice(int(words[:_MAX_DIGITS])))
        if other is own:
            raise CannotSettleError(
                "That is this voice itself. Type the number of another after “=”."
            )
        return CastAnswer(CastChoice.SAME, other.name)

    def _rename(self, old: str, new: str) -> None:
        """Let a number mean the new name, unless that has a number of its own."""
        if new and new not in self.names.values():
            self.names |= {n: new for n, name in self.names.items() if name == old}

    def _show_turns(self, voice: CastVoice) -> None:
        """Print the first words of some turns of a voice."""
        turns = [
            turn for turn in self.review.transcript.turns if turn.speaker == voice.name
        ]
        for turn in turns[:MAX_TURNS_SHOWN]:
            words = shorten(turn.text, _MAX_OPENING_CHARS)
            out.print(quoted(words))
        if (more := len(turns) - MAX_TURNS_SHOWN) > 0:
            out.print(f"… and {more:,} more", style="dim")


def _no_voice(number: int) -> str:
    return f"No voice has the number {number}."
