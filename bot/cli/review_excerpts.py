"""`rostra review FILE --excerpts`: choose which excerpts are offered by themselves."""

from dataclasses import dataclass, field
from functools import partial

from rich.padding import Padding
from rich.text import Text

from bot.cli.progress import print_wrapped, reading
from bot.cli.review_session import ReviewSession, out, read_answer
from bot.faces.terminal.text import Capabilities, renderable
from bot.rendering.sanitize import clean, one_line
from content.review import Decision, ExcerptChoice
from handlers.contract.reply import Reply
from handlers.library.review.excerpts.card import card_paragraphs
from handlers.library.review.excerpts.wording import (
    MAX_CONTEXT_EXCERPTS,
    describe_decision,
    describe_score,
    format_offered,
    with_voices,
)
from handlers.library.review.names.wording import describe_undone
from handlers.library.review.wording import review_command
from handlers.text.wording import format_count

_DECISIONS = {"y": Decision.OFFERED, "n": Decision.NOT_OFFERED}

_KEYS = (
    "  y offer · n never · Enter, s leave to its score · b context · u undo · q stop"
)


@dataclass(slots=True)
class ExcerptsSession(ReviewSession):
    """A review of the excerpts of a file, by one person.

    Attributes:
        answers: The answers of this session that can be taken back, in order: the id of
            each excerpt that was left to its score, and None for what was written.
        again: The id of the excerpt that comes next, since its answer was taken back.
    """

    answers: list[str | None] = field(default_factory=list, init=False)
    again: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Read the file and rate its excerpts, which takes a minute in a long one.

        Raises:
            TranscriptFaults: It can't be read, or has faults.
        """
        # With slots, a dataclass is made anew, which `super()` without arguments misses.
        ReviewSession.__post_init__(self)
        with reading(self.file.path.name):
            self._left()

    def run(self) -> None:
        """Ask until every excerpt was shown, or the person stops.

        Raises:
            EOFError: The input has ended.
        """
        going_on = True
        while going_on:
            left = self._left()
            if left:
                choice = next((one for one in left if one.id == self.again), left[0])
                self._show(choice, len(left))
                going_on = self._ask(choice)
            else:
                going_on = self._ask_at_the_end()

    def print_state(self) -> None:
        """Print how many are offered, and how to go on."""
        count, name = len(self.review.choices.open), one_line(str(self.file.path))
        go_on = ""
        if count:
            go_on = (
                f" {format_count(count, 'excerpt')} left to choose from: "
                f"`{review_command(name, '--excerpts')}` goes on there."
            )
        if None in self.answers:
            go_on += f" `{self.load_command()}` serves what you answered."
        offered = format_offered(self.review.choices)
        print_wrapped(out, f"{name}: {offered}.{go_on}")

    def _left(self) -> list[ExcerptChoice]:
        """Return what this session has not asked about yet, the best first."""
        asked = {*self.answers}
        return [one for one in self.review.choices.open if one.id not in asked]

    def _ask_at_the_end(self) -> bool:
        """Offer to undo once there is nothing more to ask; return whether to go on."""
        choices, can_undo = self.review.choices, self.answers or self.file.steps()
        if choices.eligible:
            out.print("That was the last of them.")
        else:
            out.print("No excerpt may be offered. Settle names and doubts first.")
        while can_undo:
            typed = read_answer("u takes the last answer back, Enter ends: ").lower()
            if typed in {"", "q"}:
                return False
            if typed == "u":
                self._undo()
                return True
        return False

    def _ask(self, choice: ExcerptChoice) -> bool:
        """Read and follow one answer; return whether to go on."""
        while True:
            typed = read_answer("> ").lower()
            if typed in {"q", "quit"}:
                return False
            if typed == "b":
                self._show_context(choice)
                continue
            if typed in {"", "s"}:
                self.answers.append(choice.id)
            elif typed == "u":
                self._undo()
            elif decision := _DECISIONS.get(typed):
                self._choose(choice, decision)
            else:
                out.print("Type one of the letters above.")
                continue
            return True

    def _choose(self, choice: ExcerptChoice, decision: Decision) -> None:
        if self.change(partial(self.file.choose, choice.id, decision)):
            self.answers.append(None)
            out.print(describe_decision(decision), style="green")

    def _undo(self) -> None:
        if self.answers and (aside := self.answers[-1]):
            self.answers.pop()
            self.again = aside
            out.print("Taken back.", style="green")
            return
        outcome = self.change(self.file.undo)
        if outcome is None:
            return
        self.answers = self.answers[:-1]
        reopened = outcome.reopened_excerpt
        self.again = reopened.id if reopened else ""
        out.print(clean(describe_undone(outcome.step)), markup=False, style="green")

    def _show(self, choice: ExcerptChoice, left: int) -> None:
        """Print an excerpt as its card has it, and what may be said about it."""
        excerpt = choice.excerpt
        out.rule(
            f"[dim]{format_offered(self.review.choices)} · {left:,} left", style="dim"
        )
        name = one_line(self.file.path.name)
        out.print(f"{name} · {describe_score(choice)}", markup=False, style="dim")
        card = Reply(paragraphs=card_paragraphs(excerpt, self.review.transcript))
        colours = out.color_system is not None
        out.print(renderable(card, Capabilities(colours=colours)), crop=False)
        out.print(Text(_KEYS, "dim"))

    def _show_context(self, choice: ExcerptChoice) -> None:
        before = self.review.choices.context(choice, MAX_CONTEXT_EXCERPTS)
        if not before:
            out.print("Nothing stands before it.", style="dim")
        for whose, excerpt in with_voices(before):
            words = Text(clean(f"{whose}{excerpt.text}"), "dim")
            out.print(Padding(words, (0, 0, 1, 2)))
