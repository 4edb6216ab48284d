"""The review of a transcript file: what is asked about, and what an answer makes of it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.model import Speaker, Turn, TurnKind
from content.review.answers import (
    NOBODY,
    Answer,
    CannotSettleError,
    Choice,
    Voice,
    checked_name,
    voice_of,
    without_role,
)
from content.review.cast import CastVoice, read_cast
from content.review.cast_answers import CastAnswer, recast, settled_by_names
from content.review.excerpt_choices import Decision, ExcerptChoices
from content.review.front_matter import declare_speaker
from content.review.labels import is_said, labels_of_passages
from content.review.likely_labels import likely_labels
from content.review.one_person.paragraphs import (
    Paragraph,
    format_numbers,
    may_be_one_persons,
    read_paragraphs,
)
from content.review.one_person.people import likely_people
from content.review.one_person.writing import give_all
from content.review.passages import Passage, is_nobodys, read_passages
from content.review.rewriting import Rewriter
from content.review.speaker_edits import edit_speakers
from content.review.steps import Hunk, Step, apply_hunks
from content.review.taught_label import LabelFinder, TaughtLabel
from content.review.taught_turns import teach
from content.review.text_lines import TextLine
from content.transcript_file import TranscriptFaults
from content.transcript_file.parser import parse_layout
from content.transcript_file.text import tidy_line

_MAX_OPENING_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What an answer makes of a file.

    Attributes:
        text: Of the file, as it is now to be.
        step: What takes it back.
        left: How many that are alike the answer does not fit, so that they stay.
    """

    text: str
    step: Step
    left: int = 0


class Review:
    """What a person may be asked about one transcript file.

    Args:
        text: Of the file, with its own line ends.
        file: Its name, which tells its passages from those of its copies.

    Raises:
        TranscriptFaults: The file has faults; those come first.
    """

    def __init__(self, text: str, *, file: str = "") -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._layout = parse_layout(text, file=file)
        self._file = file
        self.transcript = self._layout.transcript
        self.passages = self._read(lambda turn: bool(turn.doubt))

    @cached_property
    def nobodys(self) -> Sequence[Passage]:
        """The passages that nobody was given, and of which that is in no doubt."""
        return self._read(is_nobodys)

    def _read(self, wanted: Callable[[Turn], bool]) -> Sequence[Passage]:
        places = self._layout.places
        passages = read_passages(
            self.transcript, places, file=self._file, wanted=wanted
        )
        return tuple(passages)

    @cached_property
    def _by_id(self) -> Mapping[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _by_number(self) -> Mapping[int, Passage]:
        return {passage.number: passage for passage in self.passages}

    def find(self, id_: str) -> Passage | None:
        """Return the doubtful passage with an id; None where it is there no more."""
        return self._by_id.get(id_)

    def find_nobodys(self, id_: str) -> Passage | None:
        """Return the passage with an id that nobody was given; None for none."""
        return next((each for each in self.nobodys if each.id == id_), None)

    @cached_property
    def cast(self) -> Sequence[CastVoice]:
        """All voices of the file, in the order in which they appear."""
        return tuple(read_cast(self.transcript, file=self._file))

    def find_voice(self, id_: str) -> CastVoice | None:
        """Return the voice with an id; None where it is there no more."""
        return next((voice for voice in self.cast if voice.id == id_), None)

    def next_after(self, number: int) -> Passage | None:
        """Return the first passage below the turn of this number; None for none."""
        return next((each for each in self.passages if each.number > number), None)

    def next_nobodys(self, number: int) -> Passage | None:
        """Return the first passage below the turn of this number that is nobody's."""
        return next((each for each in self.nobodys if each.number > number), None)

    def speakers_near(self, passage: Passage) -> list[str]:
        """Return the names of all speakers, those who speak nearest to it first."""
        turns = self.transcript.turns
        distance: dict[str, int] = {}
        for number, turn in enumerate(turns):
            away = abs(number - passage.number)
            for name in (turn.speaker, turn.read_by):
                if name:
                    distance[name] = min(away, distance.get(name, away))
        names = [speaker.name for speaker in self.transcript.speakers]
        return sorted(names, key=lambda name: distance.get(name, len(turns)))

    @cached_property
    def state(self) -> str:
        """8 characters that tell the file as it is from the file as it was."""
        return hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest()

    @cached_property
    def choices(self) -> ExcerptChoices:
        """The excerpts of the file, of which a person may say which are offered."""
        return ExcerptChoices(self.transcript, file=self._file)

    def settle(self, id_: str, answer: Answer, *, alike: bool = False) -> Settlement:
        """Return what an answer to a passage makes of the file.

        Args:
            id_: Of a passage that is doubtful, or that nobody was given.
            answer: Whose words it holds.
            alike: Whether it settles all from this one on that are doubtful for its sign.

        Raises:
            CannotSettleError: There is no such passage any more, or the answer does not
                fit it.
        """
        passage = self.find(id_) or self.find_nobodys(id_)
        if passage is None:
            raise CannotSettleError(
                "That passage is not in doubt any more, or the file was changed there."
            )
        answer, role = self._with_declared_name(answer)
        wanted = self.alike(passage) if alike and passage.turn.doubt else [passage]
        voices: dict[int, Voice] = {}
        for each in wanted:
            voice = self._voice(each, answer, voices)
            if voice is not None:
                voices[each.number] = voice
        if not voices:
            where = "before" if answer.choice is Choice.BEFORE else "after"
            raise CannotSettleError(f"Nobody speaks {where} it. Choose another answer.")
        hunks = [*self._declare(answer, role)]
        labels = self._labels_in_words(voices, answer)
        hunks += Rewriter(self._lines, self._layout).change(voices, labels=labels)
        return self._settlement(hunks, [*voices], left=len(wanted) - len(voices))

    def recast(
        self, id_: str, answer: CastAnswer, *, former: Mapping[str, str] | None = None
    ) -> Settlement:
        """Return what an answer about a voice makes of the file.

        Where it changes nothing, the step has no changes.

        Args:
            id_: The voice's.
            answer: Who it is.
            former: What voices were called before a person renamed them, by their names.

        Raises:
            CannotSettleError: There is no such voice any more, or the answer does not
                fit it.
        """
        voice = self.find_voice(id_)
        if voice is None:
            raise CannotSettleError(
                "That voice has another name or other words by now. Look at the names "
                "again."
            )
        printed = (former or {}).get(voice.name, voice.name)
        made = recast(self._lines, self._layout, voice, answer, printed=printed)
        lines, changes = apply_hunks(self._lines, made.hunks)
        return Settlement(
            text="".join(lines),
            step=Step(
                settled=made.settled,
                opening=voice.opening[:_MAX_OPENING_CHARS],
                changes=changes,
                voice=voice.name,
                becomes=made.name,
                merged=made.merged,
            ),
        )

    @cached_property
    def _labels(self) -> LabelFinder:
        return LabelFinder(self._lines, self._layout)

    @property
    def text_lines(self) -> Sequence[TextLine]:
        """The lines of the file that hold words of turns."""
        return self._labels.texts

    @cached_property
    def likely_labels(self) -> Sequence[TaughtLabel]:
        """Labels that the file seems to have inside its passages, likeliest first."""
        return tuple(likely_labels(self._labels))

    def find_label(self, typed: str) -> TaughtLabel:
        """Return who speaks under labels that look like one that somebody shows.

        Args:
            typed: The label as it is printed.

        Raises:
            CannotSettleError: There is no such label inside a passage.
        """
        return self._labels.find(typed)

    def teach(
        self, typed: str, *, left_out: Callable[[int], bool] = lambda _: False
    ) -> Settlement:
        """Return what it makes of the file that somebody speaks under labels.

        Args:
            typed: One of them, as it is printed.
            left_out: Tells of the number of a voice, counted from 0, whether it is none.

        Raises:
            CannotSettleError: There is no such label inside a passage, no voice is left,
                or the speakers are written in a way that can't be changed.
        """
        found = self.find_label(typed)
        voices = [one for n, one in enumerate(found.voices) if not left_out(n)]
        kept = replace(found, voices=tuple(voices))
        if not kept.voices:
            raise CannotSettleError("Nobody is left who speaks under such a label.")
        hunks = teach(self._lines, self._layout, self.text_lines, kept)
        lines, changes = apply_hunks(self._lines, hunks)
        text = "".join(lines)
        try:
            parse_layout(text)
        except TranscriptFaults as error:
            raise CannotSettleError(
                f"“{found.printed}” can't be written as a label here. Split the passage in "
                "an editor."
            ) from error
        step = Step(
            settled=kept.turns,
            opening=kept.voices[0].opening[:_MAX_OPENING_CHARS],
            changes=changes,
            label=found.printed,
        )
        return Settlement(text=text, step=step)

    @cached_property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The paragraphs that somebody may say, whosever they are."""
        return tuple(read_paragraphs(self._lines, self._layout))

    @cached_property
    def likely_people(self) -> Sequence[str]:
        """Who may have said all of it, as the file tells, likeliest first."""
        return tuple(likely_people(self.transcript))

    @cached_property
    def may_be_one_persons(self) -> bool:
        """Whether most of what somebody may say is nobody's, or in doubt."""
        return may_be_one_persons(self.transcript)

    def give_all(self, name: str, numbers: str = "") -> Settlement:
        """Return what it makes of the file that all of it is one person's.

        Args:
            name: The person's, perhaps with a role in brackets.
            numbers: Of the paragraphs that are theirs, such as "3-12"; empty for all
                that may be.

        Raises:
            CannotSettleError: It is no name, there are no such paragraphs, or the file
                is written in a way that can't be changed.
        """
        made = give_all(self._lines, self._layout, name, numbers)
        lines, changes = apply_hunks(self._lines, made.hunks)
        opening = self.paragraphs[made.numbers[0]].text
        step = Step(
            settled=made.settled,
            opening=opening[:_MAX_OPENING_CHARS],
            changes=changes,
            person=made.name,
            merged=made.known,
            paragraphs=format_numbers(made.numbers),
        )
        return Settlement(text="".join(lines), step=step)

    @cached_property
    def confirm_id(self) -> str:
        """What tells this state of the names from others; empty if nothing is settled.

        8 characters; other voices, or other passages that are settled, give another id.
        """
        if not self._confirmed:
            return ""
        state = [voice.id for voice in self.cast]
        state += [str(number) for number in self._confirmed]
        return hashlib.blake2b(" ".join(state).encode(), digest_size=4).hexdigest()

    @cached_property
    def _confirmed(self) -> Sequence[int]:
        return sorted(settled_by_names(self.transcript))

    def confirm(self, id_: str) -> Settlement:
        """Return what it makes of the file that all names are right.

        Args:
            id_: Of the state that was found to be right.

        Raises:
            CannotSettleError: The names are others now, or there is nothing to settle.
        """
        if not id_ or id_ != self.confirm_id:
            raise CannotSettleError(
                "The names or what is in doubt for them have changed since. Nothing was "
                "written; look at the names again."
            )
        voices = {n: voice_of(self.transcript.turns[n]) for n in self._confirmed}
        hunks = [*Rewriter(self._lines, self._layout).change(voices)]
        return self._settlement(hunks, self._confirmed)

    def _settlement(
        self, hunks: Sequence[Hunk], settled: Sequence[int], *, left: int = 0
    ) -> Settlement:
        """Return what an answer makes of the file that settles turns, by their numbers."""
        lines, changes = apply_hunks(self._lines, hunks)
        words = " ".join(self.transcript.turns[settled[0]].text.split())
        step = Step(
            settled=len(settled), opening=words[:_MAX_OPENING_CHARS], changes=changes
        )
        return Settlement(text="".join(lines), step=step, left=left)

    def choose(self, id_: str, decision: Decision) -> Settlement:
        """Return what a decision about an excerpt makes of the file.

        Args:
            id_: Of the choice.
            decision: Whether the excerpt is offered, or never.

        Raises:
            CannotSettleError: There is no such excerpt any more, somebody has decided
                about it, or the file can't name it.
        """
        choice = self.choices.find(id_)
        if choice is None:
            raise CannotSettleError(
                "That excerpt has other words by now, or the file names it already."
            )
        hunk = self.choices.edit_front_matter(
            choice, decision, self._lines, self._layout
        )
        lines, changes = apply_hunks(self._lines, [hunk])
        words = " ".join(choice.excerpt.text.split())
        return Settlement(
            text="".join(lines),
            step=Step(settled=0, opening=words[:_MAX_OPENING_CHARS], changes=changes),
        )

    def alike(self, passage: Passage) -> list[Passage]:
        """Return the passages from one on that are doubtful for its sign.

        Those above it were left aside, or nobody has asked about them.
        """
        return [
            each
            for each in self.passages
            if each.sign == passage.sign and each.number >= passage.number
        ]

    def declared_name(self, name: str) -> str:
        """Return how the file names the speaker who is called so; empty for nobody."""
        for speaker in self.transcript.speakers:
            if name in (speaker.name, *speaker.aliases):
                return speaker.name
        return ""

    def _with_declared_name(self, answer: Answer) -> tuple[Answer, str]:
        """Return an answer with the name that the file has for a speaker, and a role.

        Raises:
            CannotSettleError: Nobody of the file is called so.
        """
        if answer.choice not in {Choice.SPEAKER, Choice.NEW}:
            return answer, ""
        if declared := self.declared_name(tidy_line(answer.name)):
            return Answer(Choice.SPEAKER, declared), ""
        name, role = without_role(checked_name(answer.name))
        if declared := self.declared_name(name):
            return Answer(Choice.SPEAKER, declared), role
        if answer.choice is Choice.SPEAKER:
            raise CannotSettleError(
                f"No speaker of the file is called “{name}”. Say that it is somebody new."
            )
        return replace(answer, name=name), role

    def _declare(self, answer: Answer, role: str) -> Iterator[Hunk]:
        """Yield what declares somebody new, or the role of who has none."""
        if answer.choice is Choice.NEW:
            speaker = Speaker(name=answer.name, role=role)
            yield declare_speaker(self._lines, self._layout, speaker)
        elif role:
            wanted = [
                replace(one, role=one.role or role) if one.name == answer.name else one
                for one in self.transcript.speakers
            ]
            yield from edit_speakers(self._lines, self._layout, wanted)

    def _voice(
        self, passage: Passage, answer: Answer, voices: Mapping[int, Voice]
    ) -> Voice | None:
        """Return the voice that an answer gives a passage, None if there is none.

        Args:
            passage: The passage.
            answer: With a declared name.
            voices: What passages above it were just given.
        """
        turn = passage.turn
        match answer.choice:
            case Choice.RIGHT:
                return voice_of(turn)
            case Choice.BEFORE:
                return self._voice_before(passage.number, voices)
            case Choice.AFTER:
                return passage.after
            case Choice.SPEAKER | Choice.NEW:
                reader = turn.read_by
                if reader is not None and reader != answer.name:
                    return replace(voice_of(turn), speaker=answer.name)
                return Voice(kind=self._usual_kind(answer.name), speaker=answer.name)
            case _:
                return NOBODY[answer.choice]

    def _labels_in_words(
        self, voices: Mapping[int, Voice], answer: Answer
    ) -> dict[int, str]:
        """Return the labels that are words of the document now, by the turn's number."""
        labels = labels_of_passages(self._layout, voices.keys())
        return {
            number: label
            for number, label in labels.items()
            if not voices[number].kind.attributed
            or (
                voices[number] != voice_of(self.transcript.turns[number])
                and self._is_said(label, number, voices, answer)
            )
        }

    def _is_said(
        self, label: str, number: int, voices: Mapping[int, Voice], answer: Answer
    ) -> bool:
        name = voices[number].speaker or ""
        declared = (one for one in self.transcript.speakers if one.name == name)
        beside = (self._voice_before(number, voices), self._by_number[number].after)
        goes_on = answer.choice in {Choice.BEFORE, Choice.AFTER} or any(
            voice is not None and voice.speaker == name for voice in beside
        )
        speaker = next(declared, Speaker(name=name))
        return is_said(label, speaker, goes_on=goes_on)

    def _voice_before(self, number: int, voices: Mapping[int, Voice]) -> Voice | None:
        for above in range(number - 1, -1, -1):
            voice = voices.get(above) or voice_of(self.transcript.turns[above])
            if voice.kind.attributed:
                return voice
        return None

    def _usual_kind(self, name: str) -> TurnKind:
        """Return the kind that a speaker's own words have most often."""
        kinds = Counter(
            turn.kind
            for turn in self.transcript.turns
            if turn.speaker == name and turn.read_by is None
        )
        return kinds.most_common(1)[0][0] if kinds else TurnKind.SPEECH
