"""All of a file given to one person: what that changes in its lines."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from content.model import Speaker, Transcript, TurnKind
from content.review.answers import (
    NOBODY,
    CannotSettleError,
    Choice,
    Voice,
    checked_name,
    voice_of,
    without_role,
)
from content.review.cast_answers import merged, role_of
from content.review.front_matter import line_end
from content.review.one_person.paragraphs import (
    Paragraph,
    forms_of,
    likely_numbers,
    parse_numbers,
    read_paragraphs,
)
from content.review.rewriting import Rewriter, bare_line
from content.review.speaker_edits import declare
from content.review.steps import Hunk, apply_hunks, difference
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.transcript_file import TranscriptFaults
from content.transcript_file.parser import Layout, parse_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What it changes that all of a file is one person's.

    Attributes:
        name: Of the person, as the file has it now.
        numbers: Of the paragraphs that are theirs, counted from 0.
        settled: How many passages are in doubt no more.
        known: Whether the file had declared the person.
        hunks: In the order of their places.
    """

    name: str
    numbers: Sequence[int]
    settled: int
    known: bool
    hunks: Sequence[Hunk]


def give_all(lines: Sequence[str], layout: Layout, typed: str, numbers: str) -> Given:
    """Return what gives a file to one person.

    What is surely another's stays, and so do headings, directions and boilerplate. What
    was the person's and is none of the paragraphs is nobody's.

    Args:
        lines: Of the file, with their ends.
        layout: Of these lines.
        typed: The name, perhaps with a role in brackets.
        numbers: Of the paragraphs, as they are typed; empty for all that may be theirs.

    Raises:
        CannotSettleError: It is no name, there are no such paragraphs, or the file is
            written in a way that can't be changed.
    """
    transcript = layout.transcript
    person, known = _person(transcript, typed)
    paragraphs = [*read_paragraphs(lines, layout)]
    forms = forms_of(person.name, transcript)
    if numbers:
        wanted = parse_numbers(numbers, len(paragraphs))
        chosen = [n for n in wanted if paragraphs[n].can_be(forms)]
    else:
        chosen = likely_numbers(paragraphs, transcript.turns, forms, person.name)
    if not chosen:
        raise CannotSettleError(
            "None of these paragraphs can be theirs: all of it is surely others' words."
            if paragraphs
            else "The file has no paragraph that somebody may say."
        )
    own = forms | _unsure_voices([paragraphs[n] for n in chosen], paragraphs)
    parted = _part(lines, layout, _fates(paragraphs, frozenset(chosen), forms, own))
    voices = _voices(parted, forms, own, _voice(transcript, person.name, own))
    rewriter = Rewriter(parted.lines, parted.layout)
    rewritten, _ = apply_hunks(
        parted.lines, [*rewriter.change(voices, parted.fates.keys())]
    )
    body = difference(0, lines, rewritten)
    turns = parted.layout.transcript.turns
    after = [voices.get(n, voice_of(turn)) for n, turn in enumerate(turns)]
    used = {name for voice in after for name in (voice.speaker, voice.read_by)}
    return Given(
        name=person.name,
        numbers=chosen,
        settled=sum(bool(turns[n].doubt) for n in parted.fates),
        known=known,
        hunks=[
            *_declare(lines, layout, person, own, used),
            *([body] if body else []),
        ],
    )


def _person(transcript: Transcript, typed: str) -> tuple[Speaker, bool]:
    """Return whom a typed name means, and whether the file declares them."""
    whole = checked_name(typed)
    bare, role = without_role(whole)
    for name in (whole, bare):
        wanted = name.casefold()
        for one in transcript.speakers:
            if wanted in {each.casefold() for each in (one.name, *one.aliases)}:
                if one.voice:
                    raise CannotSettleError(
                        f"“{one.name}” is what the file calls somebody without a name. "
                        "Type the person's name."
                    )
                is_role = name is bare and role
                return (replace(one, role=role) if is_role else one), True
    return Speaker(name=bare, role=role), False


class _Fate(Enum):
    """What becomes of a paragraph."""

    THEIRS = auto()
    NOBODYS = auto()
    STAYS = auto()


def _unsure_voices(
    chosen: Sequence[Paragraph], paragraphs: Sequence[Paragraph]
) -> set[str]:
    """Return whose words are the person's now, and who surely says nothing else."""
    said = {TurnKind.SPEECH, TurnKind.QUESTION}
    sure = {one.speaker for one in paragraphs if one.kind in said and not one.doubtful}
    return {one.speaker for one in chosen if one.kind in said} - sure


def _fates(
    paragraphs: Sequence[Paragraph],
    chosen: Collection[int],
    forms: Collection[str],
    own: Collection[str],
) -> Mapping[int, Sequence[tuple[int, _Fate]]]:
    """Return where the paragraphs of each turn start, and what becomes of them."""
    found: defaultdict[int, list[tuple[int, _Fate]]] = defaultdict(list)
    for n, one in enumerate(paragraphs):
        lost = one.speaker in forms or (
            one.speaker in own and one.kind is not TurnKind.MESSAGE
        )
        fate = _Fate.THEIRS if n in chosen else _Fate.NOBODYS if lost else _Fate.STAYS
        found[one.turn].append((one.first, fate))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parted:
    """A file whose turns are parted where only some of their paragraphs are a person's.

    Attributes:
        lines: Of the file.
        layout: Of these lines.
        fates: What becomes of its turns, by their numbers, where they do not stay.
    """

    lines: Sequence[str]
    layout: Layout
    fates: Mapping[int, _Fate]


def _part(
    lines: Sequence[str],
    layout: Layout,
    fates: Mapping[int, Sequence[tuple[int, _Fate]]],
) -> _Parted:
    """Return a file in which all paragraphs of a turn have one fate.

    Raises:
        CannotSettleError: A turn is written in a way that can't be parted.
    """
    hunks: list[Hunk] = []
    found: dict[int, _Fate] = {}
    for number in range(len(layout.transcript.turns)):
        grouped = groupby(fates.get(number, ()), key=lambda pair: pair[1])
        for place, (fate, own) in enumerate(grouped):
            if place:
                hunks.append(_break(lines, layout, number, next(own)[0]))
            found[number + len(hunks)] = fate
    parted, _ = apply_hunks(lines, hunks)
    try:
        after = parse_layout("".join(parted))
    except TranscriptFaults as error:
        raise _unparted() from error
    if len(after.transcript.turns) != len(layout.transcript.turns) + len(hunks):
        raise _unparted()
    kept = {n: fate for n, fate in found.items() if fate is not _Fate.STAYS}
    return _Parted(lines=parted, layout=after, fates=kept)


def _break(lines: Sequence[str], layout: Layout, number: int, at: int) -> Hunk:
    """Return what parts a turn above a line, so that both parts are as it was."""
    turn, place = layout.transcript.turns[number], layout.places[number]
    newline = line_end(lines)
    above = at
    while not bare_line(lines[above - 1], turn).strip():
        above -= 1
    gap = lines[above:at]
    mark = [f"<!-- check: {turn.doubt} -->{newline}", newline] if turn.doubt else []
    if not turn.kind.attributed:
        new = [f":::{newline}", *gap, f"::: {turn.kind}{newline}", *mark]
    elif turn.read_by is not None:
        top = [f"**{turn.speaker}**{newline}", newline, *mark]
        new = [newline, *(f"> {line}" if line.strip() else f">{line}" for line in top)]
    else:
        opening = place.opening
        heading = lines[opening.line - 1] if opening else newline
        new = [*gap, heading, newline, *mark]
    return Hunk(at=above, old=tuple(gap), new=tuple(new))


def _unparted() -> CannotSettleError:
    return CannotSettleError(
        "A passage can't be parted there. Part it in an editor, or type other "
        "paragraphs."
    )


def _voice(transcript: Transcript, name: str, own: Collection[str]) -> Voice:
    """Return how a person's words came to be said: mostly as those that were theirs."""
    kinds: Counter[TurnKind] = Counter()
    heads = [transcript.title]
    for turn in transcript.turns:
        if turn.speaker in own and turn.read_by is None:
            kinds[turn.kind] += len(turn.text)
        elif turn.kind is TurnKind.HEADING:
            heads.append(turn.text)
    del kinds[TurnKind.QUESTION]
    if kinds:
        kind = kinds.most_common(1)[0][0]
    elif any(map(MESSAGE_HEADING.regex.search, heads)) and not any(
        map(SPEECH_WORD.is_in, heads)
    ):
        kind = TurnKind.MESSAGE
    else:
        kind = TurnKind.SPEECH
    return Voice(kind=kind, speaker=name)


def _voices(
    parted: _Parted, forms: Collection[str], own: Collection[str], voice: Voice
) -> dict[int, Voice]:
    """Return the voices of turns that get another; who read out for another stays so."""
    found: dict[int, Voice] = {}
    for n, turn in enumerate(parted.layout.transcript.turns):
        fate = parted.fates.get(n)
        if fate is not None:
            found[n] = voice if fate is _Fate.THEIRS else NOBODY[Choice.COMMENTARY]
        elif turn.read_by in own and turn.speaker not in forms:
            found[n] = replace(voice_of(turn), read_by=voice.speaker)
    return found


def _declare(
    lines: Sequence[str],
    layout: Layout,
    person: Speaker,
    own: Collection[str],
    used: Collection[str | None],
) -> Iterator[Hunk]:
    """Yield the lines that declare a person, and nobody who has no words any more.

    Args:
        lines: Of the file.
        layout: Of these lines.
        person: The person.
        own: The names of whose words are the person's now.
        used: The names that turns have now.
    """
    transcript = layout.transcript
    had = {name for turn in transcript.turns for name in (turn.speaker, turn.read_by)}
    becomes: dict[str, Speaker | None] = {}
    whole = person
    for one in transcript.speakers:
        if one.name != person.name and one.name in had and one.name not in used:
            becomes[one.name] = None
            if one.name in own:
                whole = merged(whole, one, role_of(transcript, one))
    is_new = all(one.name != person.name for one in transcript.speakers)
    if not is_new:
        becomes[person.name] = whole
    yield from declare(lines, layout, [whole] if is_new else [], becomes)
