"""What is found in a file once a person has shown one label: lines like it, by voice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.model import Speaker, TurnKind
from content.review.answers import CannotSettleError
from content.review.label_form import LabelForm, LineLabel, Look, end_of_label, form_of
from content.review.text_lines import read_text_lines
from content.segment.labels.scoring import count_words_of, lowercase_words
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import is_false_label, label_key, name_score
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.names.words import label_words
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.resolver import SpeakerResolver
from content.transcript_file.fields import MAX_NAME_CHARS, is_valid
from content.transcript_file.parser import Layout
from content.transcript_file.text import tidy_line

_MAX_OPENING_CHARS = 300
_MIN_SCORE, _MIN_WEAK_SCORE = 0.4, 0.6
_MIN_SIGNS_SCORE = 0.2
_MAX_ALIASES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledLine:
    """A line that starts with a label of the form that was shown.

    Attributes:
        place: Of the line among the lines with words.
        label: Its label.
    """

    place: int
    label: LineLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtVoice:
    """Who speaks under some of the labels that were found.

    Attributes:
        speaker: As the file is to declare them.
        known: What the file calls them already; empty where it does not have them.
        kind: Of their turns.
        lines: On which their labels stand.
        opening: The first words under the first label.
    """

    speaker: Speaker
    known: str
    kind: TurnKind
    lines: tuple[LabelledLine, ...]
    opening: str

    @property
    def name(self) -> str:
        """The name of the voice."""
        return self.speaker.name


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtLabel:
    """A label that a person has shown, and who speaks under labels of its form.

    Attributes:
        printed: The label with its signs, as the file has it.
        example: The line on which it stands first.
        voices: In the order in which they appear.
    """

    printed: str
    example: str
    voices: tuple[TaughtVoice, ...]

    @property
    def turns(self) -> int:
        """How many labels there are."""
        return sum(len(voice.lines) for voice in self.voices)


class LabelFinder:
    """The lines of a file among which labels are looked for.

    Args:
        lines: Of the file, with their ends.
        layout: Of these lines.
    """

    def __init__(self, lines: Sequence[str], layout: Layout) -> None:
        self.texts = tuple(read_text_lines(lines, layout))
        self._transcript = layout.transcript

    def find(self, typed: str) -> TaughtLabel:
        """Return what is found like a label that somebody typed as it is printed.

        Raises:
            CannotSettleError: No line starts so, or what stands there is no label.
        """
        for line in self.texts:
            end = end_of_label(line.text, typed) if line.starts else 0
            form = form_of(line.text, end) if end else None
            if form is None or not (own := form.find(line.text)):
                continue
            found = self.labelled(form, own)
            if found:
                return TaughtLabel(
                    printed=" ".join(line.text[:end].split()),
                    example=line.text,
                    voices=tuple(self._voices(found)),
                )
        raise CannotSettleError(
            f"No line of the passages starts with the label “{tidy_line(typed)[:80]}” "
            "and has words behind it. Type it as it is printed there."
        )

    def labelled(
        self, form: LabelForm, own: LineLabel | None = None
    ) -> list[LabelledLine]:
        """Return the lines with labels of a form.

        Args:
            form: The form.
            own: A label that surely is one, as the words of others may not look so.
        """
        found = [
            LabelledLine(place=place, label=label)
            for place, line in enumerate(self.texts)
            if line.starts and (label := form.find(line.text))
        ]
        keys = [label_key(one.label.printed) for one in found]
        times, sure = Counter(keys), label_key(own.printed) if own else ""
        likely = {
            key: self._is_likely(one.label.printed, form, times[key])
            for key, one in zip(keys, found, strict=True)
        }
        kept = {
            one.place: one
            for key, one in zip(keys, found, strict=True)
            if key and (key == sure or likely[key])
        }
        return [one for one in kept.values() if self._has_words(one, kept)]

    def _is_likely(self, printed: str, form: LabelForm, times: int) -> bool:
        """Return whether words in the place of a label may name who speaks."""
        if is_false_label(printed):
            return False
        score = name_score(printed, self.lowercase)
        weak = form.closing in {"", "."} and not form.wide
        if not form.is_plain and (form.has_hour or times > 1):
            # The hour of a message, or what else stands before no sentence, tells it.
            return True
        match form.look:
            case Look.SIGNS:
                return score >= _MIN_SIGNS_SCORE
            case Look.CAPITALS:
                return score > 0
            case _ if weak:
                return score >= _MIN_WEAK_SCORE
            case _:
                return score >= _MIN_SCORE or (score > 0 and times > 1)

    def _has_words(self, one: LabelledLine, found: Mapping[int, LabelledLine]) -> bool:
        """Return whether words stand behind a label, or below it if it stands alone."""
        line, after = self.texts[one.place], one.place + 1
        if line.text[one.label.end :].strip():
            return True
        below = self.texts[after] if after < len(self.texts) else None
        return below is not None and below.turn == line.turn and after not in found

    @cached_property
    def lowercase(self) -> frozenset[str]:
        """Words that the file mostly writes in lower case."""
        return lowercase_words(count_words_of(line.text for line in self.texts))

    def _voices(self, found: Sequence[LabelledLine]) -> Iterator[TaughtVoice]:
        """Yield who speaks under labels."""
        names = self._resolve(found)
        by_name: defaultdict[str, list[LabelledLine]] = defaultdict(list)
        for one in found:
            by_name[names[one.label.printed].name.casefold()].append(one)
        declared = {
            form.casefold(): speaker
            for speaker in reversed(self._transcript.speakers)
            for form in (*speaker.aliases, speaker.name)
        }
        taken = set(declared)
        for own in by_name.values():
            name = names[own[0].label.printed]
            printed = list(dict.fromkeys(tidy_line(one.label.printed) for one in own))
            forms = (*printed, name.name)
            known = next(
                (
                    declared[key]
                    for form in forms
                    if (key := form.casefold()) in declared
                ),
                None,
            )
            speaker = known or _new_speaker(name)
            taken.add(speaker.name.casefold())
            aliases = [*speaker.aliases]
            for form in printed:
                if form.casefold() not in taken and len(aliases) < _MAX_ALIASES:
                    aliases.append(form)
                    taken.add(form.casefold())
            yield TaughtVoice(
                speaker=replace(speaker, aliases=tuple(aliases)),
                known=known.name if known else "",
                kind=self._kind(speaker, printed[0]),
                lines=tuple(own),
                opening=self._opening(own[0]),
            )

    def _resolve(self, found: Sequence[LabelledLine]) -> Mapping[str, SpeakerName]:
        """Return who is meant by labels, as the whole file tells."""
        printed = list(dict.fromkeys(one.label.printed for one in found))
        texts = [line.text for line in self.texts]
        resolver = SpeakerResolver(
            printed,
            declared=[
                speaker.name
                for speaker in self._transcript.speakers
                if not speaker.voice
            ],
            spelling=DocumentSpelling(texts),
            known=KnownNames(
                texts, found[0].place, {one.place: one.label.end for one in found}
            ),
        )
        return {each: resolver[each] for each in printed}

    def _kind(self, speaker: Speaker, printed: str) -> TurnKind:
        """Return what a speaker's turns are: what most are already, or a question's."""
        kinds = Counter(
            turn.kind
            for turn in self._transcript.turns
            if turn.speaker == speaker.name and turn.read_by is None
        )
        del kinds[TurnKind.MESSAGE]
        if kinds:
            return kinds.most_common(1)[0][0]
        words = label_words()
        asks = {label_key(printed), speaker.name.casefold()} & (
            words.questions | words.unnamed_speakers
        )
        return TurnKind.QUESTION if asks else TurnKind.SPEECH

    def _opening(self, one: LabelledLine) -> str:
        words = self.texts[one.place].text[one.label.end :].strip()
        if not words:
            words = self.texts[one.place + 1].text
        return words[:_MAX_OPENING_CHARS]


def _new_speaker(name: SpeakerName) -> Speaker:
    """Return somebody whom the file does not declare yet."""
    called = tidy_line(name.name)[:MAX_NAME_CHARS].strip()
    role = tidy_line(name.role)
    return Speaker(
        name=called,
        role=role if role and not name.voice and is_valid("role", role) else "",
        voice=name.voice,
    )
