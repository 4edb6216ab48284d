"""A transcript file in which speakers have another name, in headings and attributions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from content.model import Speaker, TurnKind
from content.review.answers import Voice
from content.review.front_matter import line_end
from content.review.steps import Hunk
from content.transcript_file.parser import Layout
from content.transcript_file.text import tidy_line
from content.transcript_file.turns import Place
from content.transcript_file.writer import heading_line


class RenamedFile:
    """A file in which some speakers go under one name; it has as many lines as before.

    Args:
        lines: Of the file as it is.
        layout: Of these lines.
        names: By which these speakers were declared.
        person: Who they are now.
    """

    def __init__(
        self,
        lines: Sequence[str],
        layout: Layout,
        names: Collection[str],
        person: Speaker,
    ) -> None:
        self._before, self._names, self._person = lines, names, person
        self._old_turns = layout.transcript.turns
        self.lines = list(lines)
        for place, turn in zip(layout.places, self._old_turns, strict=True):
            if place.opening and place.opening.speaker in names:
                self._write(place.opening.line - 1, self._headings(place.opening.kind))
            if turn.read_by is not None and turn.speaker in names:
                self._write(self._attribution(place), self._attributions())
        self.turns = tuple(
            replace(
                turn,
                speaker=self._name_of(turn.speaker),
                read_by=self._name_of(turn.read_by),
            )
            for turn in self._old_turns
        )
        self.layout = replace(
            layout,
            transcript=replace(layout.transcript, turns=self.turns),
            places=[self._renamed(place) for place in layout.places],
        )

    def own_messages(self) -> dict[int, Voice]:
        """Return the voices of what the person only seemed to read out for another."""
        found = {}
        for number, (old, new) in enumerate(
            zip(self._old_turns, self.turns, strict=True)
        ):
            opening = self.layout.places[number].opening
            if new.read_by == new.speaker and old.read_by != old.speaker and opening:
                found[number] = Voice(kind=opening.kind, speaker=new.speaker)
        return found

    def hunks(self, rewritten: Iterable[Hunk]) -> list[Hunk]:
        """Return what was written anew, and the other lines with names, in order."""
        found: list[Hunk] = []
        covered: set[int] = set()
        for hunk in rewritten:
            span = range(hunk.at, hunk.at + len(hunk.old))
            covered.update(span)
            old = tuple(self._before[n] for n in span)
            found.append(replace(hunk, old=old))
        found += (
            Hunk(at=n, old=(old,), new=(new,))
            for n, (old, new) in enumerate(zip(self._before, self.lines, strict=True))
            if old != new and n not in covered
        )
        return sorted(found, key=lambda hunk: (hunk.at, len(hunk.old)))

    def _name_of(self, name: str | None) -> str | None:
        return self._person.name if name in self._names else name

    def _renamed(self, place: Place) -> Place:
        opening = place.opening
        if opening is None or opening.speaker not in self._names:
            return place
        return replace(place, opening=replace(opening, speaker=self._person.name))

    def _headings(self, kind: TurnKind) -> list[str]:
        return [heading_line(kind, name) for name in self._called()]

    def _attributions(self) -> list[str]:
        return [f"> **{name}**" for name in self._called()]

    def _called(self) -> list[str]:
        """Return what a line may call the person; the former names are written anew."""
        others = (one for one in self._person.aliases if one not in self._names)
        return [self._person.name, *others]

    def _attribution(self, place: Place) -> int:
        """Return the index of the line that says whose words are read out."""
        index = place.first - 1
        while not self.lines[index].strip().lstrip(">").strip():
            index += 1
        return index

    def _write(self, index: int, forms: Sequence[str]) -> None:
        """Write the first of the forms that a line may have, unless it has one of them."""
        line = self.lines[index]
        bare = tidy_line(line)
        if bare.startswith(">"):
            bare = f"> {bare.removeprefix('>').strip()}"
        if bare not in map(tidy_line, forms):
            self.lines[index] = forms[0] + line_end([line])
