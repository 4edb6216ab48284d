"""A person's answers and corrections, carried over into a newer version of a document.

Three transcripts are compared paragraph by paragraph: the document as it was imported,
that with what a person changed, and the document as it is now.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from content.model import Comment, Speaker, Transcript, Turn, TurnKind

_OF_THE_EVENT = tuple(
    each.name
    for each in fields(Transcript)
    if each.name not in {"slug", "speakers", "turns", "comments"}
)
_MAX_OPENING_CHARS = 60
_COMMENTS = "comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """The newer version of a document, with what a person made of the older one.

    Attributes:
        kept: How many names, paragraphs and facts it has as the person left them.
        lost: The first words of what was changed and can't be carried over, since the
            document itself has other words there.
    """

    transcript: Transcript
    kept: int
    lost: tuple[str, ...]


def carry_over(
    imported: Transcript, edited: Transcript, new: Transcript
) -> CarriedOver:
    """Return the newer version of a document with a person's changes to the older one.

    Args:
        imported: The older version, as it was imported.
        edited: The same with what a person changed, in a review or by hand.
        new: The newer version, as it is imported.
    """
    names = _new_names(imported, edited)
    merge = _Merge(
        base=[*_renamed(_paragraphs(imported.turns), names)],
        edited=[*_paragraphs(edited.turns)],
        new=[*_renamed(_paragraphs(new.turns), names)],
        kept=len(names),
    )
    paragraphs = [*merge.run()]
    lost = [*merge.lost]
    comments = _theirs(imported.comments, edited.comments, new.comments)
    if comments is None:
        lost.append(_COMMENTS)
        comments = new.comments
    event = {
        name: getattr(edited, name)
        for name in _OF_THE_EVENT
        if getattr(edited, name) != getattr(imported, name)
    }
    turns = tuple(_turns(paragraphs))
    transcript = replace(
        new,
        slug=edited.slug,
        speakers=tuple(_speakers(imported, edited, new, turns)),
        turns=turns,
        comments=comments,
        **event,
    )
    kept = merge.kept + len(event) + (comments != new.comments)
    return CarriedOver(transcript=transcript, kept=kept, lost=tuple(lost))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph of a turn.

    Attributes:
        voice: Whose words it holds, and why that is doubtful.
        starts: Whether it is the first of its turn.
    """

    text: str
    voice: tuple[TurnKind, str | None, str | None, str]
    starts: bool


def _paragraphs(turns: Iterable[Turn]) -> Iterator[_Paragraph]:
    for turn in turns:
        voice = (turn.kind, turn.speaker, turn.read_by, turn.doubt)
        for number, text in enumerate(turn.text.split("\n\n")):
            yield _Paragraph(text=text, voice=voice, starts=number == 0)


def _turns(paragraphs: Iterable[_Paragraph]) -> Iterator[Turn]:
    """Yield turns, each of the paragraphs that go on with one voice."""
    texts: list[str] = []
    open_: _Paragraph | None = None
    for each in paragraphs:
        if open_ and (each.starts or each.voice != open_.voice):
            yield _turn(open_, texts)
            texts = []
        open_ = each
        texts.append(each.text)
    if open_:
        yield _turn(open_, texts)


def _turn(last: _Paragraph, texts: Sequence[str]) -> Turn:
    kind, speaker, read_by, doubt = last.voice
    text = "\n\n".join(texts)
    return Turn(kind=kind, text=text, speaker=speaker, read_by=read_by, doubt=doubt)


def _new_names(imported: Transcript, edited: Transcript) -> dict[str, str]:
    """Return what a person calls voices, by the names that the import gave them."""
    declared = {one.name for one in edited.speakers}
    before, after = _paragraphs(imported.turns), _paragraphs(edited.turns)
    old, now = [*before], [*after]
    called: dict[str, set[str | None]] = {}
    for i, j in align([one.text for one in old], [one.text for one in now]):
        for was, is_ in zip(old[i].voice[1:3], now[j].voice[1:3], strict=True):
            if was and was not in declared:
                called.setdefault(was, set()).add(is_)
    return {
        was: name
        for was, names in called.items()
        if len(names) == 1 and (name := names.pop())
    }


def _renamed(
    paragraphs: Iterable[_Paragraph], names: Mapping[str, str]
) -> Iterator[_Paragraph]:
    for each in paragraphs:
        kind, speaker, read_by, doubt = each.voice
        speaker, read_by = (names.get(one or "", one) for one in (speaker, read_by))
        if speaker == read_by:
            read_by = None
        yield replace(each, voice=(kind, speaker, read_by, doubt))


@dataclass(slots=True, kw_only=True)
class _Merge:
    """The paragraphs of three versions, put together.

    Attributes:
        kept: How many names and paragraphs are as the person left them.
        lost: First words of what the person changed and can't be carried over.
    """

    base: Sequence[_Paragraph]
    edited: Sequence[_Paragraph]
    new: Sequence[_Paragraph]
    kept: int = 0
    lost: list[str] = field(default_factory=list)
    _in_edited: Mapping[int, int] = field(init=False)
    _in_new: Mapping[int, int] = field(init=False)
    # What stands in place of paragraphs of the newer version, by their numbers.
    _instead: dict[int, Sequence[_Paragraph]] = field(default_factory=dict)
    _in_front: dict[int, Sequence[_Paragraph]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        base = [one.text for one in self.base]
        self._in_edited = dict(align(base, [one.text for one in self.edited]))
        self._in_new = dict(align(base, [one.text for one in self.new]))

    def run(self) -> Iterator[_Paragraph]:
        """Yield the paragraphs of all versions in one."""
        self._carry_voices()
        self._carry_words()
        for number, one in enumerate(self.new):
            yield from self._in_front.get(number, ())
            yield from self._instead.get(number, (one,))
        yield from self._in_front.get(len(self.new), ())

    def _carry_voices(self) -> None:
        """Take over whose words paragraphs hold that all versions have."""
        for at, in_edited in self._in_edited.items():
            was, now = self.base[at], self.edited[in_edited]
            if now == was:
                continue
            in_new = self._in_new.get(at)
            if now.voice == was.voice:
                if in_new is not None:
                    one = replace(self.new[in_new], starts=now.starts)
                    self._instead[in_new] = (one,)
            elif in_new is not None:
                self._instead[in_new] = (now,)
                self.kept += 1
            else:
                self._lose(was)

    def _carry_words(self) -> None:
        """Take over words that the person wrote or deleted between others."""
        start_base = start_edited = 0
        ends = (*self._in_edited.items(), (len(self.base), len(self.edited)))
        for end_base, end_edited in ends:
            if start_base < end_base or start_edited < end_edited:
                written = self.edited[start_edited:end_edited]
                self._carry_block(range(start_base, end_base), written)
            start_base, start_edited = end_base + 1, end_edited + 1

    def _carry_block(self, replaced: range, written: Sequence[_Paragraph]) -> None:
        """Put what the person wrote in place of what it replaces, or count it as lost."""
        before = self._in_new.get(
            replaced.start - 1, -1 if not replaced.start else None
        )
        at_end = replaced.stop == len(self.base)
        after = self._in_new.get(replaced.stop, len(self.new) if at_end else None)
        there = [self._in_new.get(one) for one in replaced]
        if not replaced:
            at = after if before is None else before + 1
            if at is None:
                self._lose(written[0])
                return
            self._in_front[at] = (*self._in_front.get(at, ()), *written)
        elif (
            before is not None
            and after is not None
            and (
                [one.text for one in self.new[before + 1 : after]]
                == [one.text for one in written]
            )
        ):
            # The document has it so by now.
            for number, one in zip(range(before + 1, after), written, strict=True):
                self._instead[number] = (one,)
            return
        elif there[0] is None or there != [*range(there[0], there[0] + len(there))]:
            self._lose(written[0] if written else self.base[replaced.start])
            return
        else:
            self._instead |= {one: () for one in there if one is not None}
            self._instead[there[0]] = written
        self.kept += max(1, len(written))

    def _lose(self, one: _Paragraph) -> None:
        words = " ".join(one.text.split())
        cut = words[:_MAX_OPENING_CHARS].rstrip()
        self.lost.append(words if len(words) <= _MAX_OPENING_CHARS else f"{cut}…")


def _theirs(
    imported: tuple[Comment, ...], edited: tuple[Comment, ...], new: tuple[Comment, ...]
) -> tuple[Comment, ...] | None:
    """Return the comments that a person or the document changed; None for both."""
    if edited in (imported, new):
        return new
    return edited if new == imported else None


def _speakers(
    imported: Transcript, edited: Transcript, new: Transcript, turns: Sequence[Turn]
) -> Iterator[Speaker]:
    """Yield who is declared: as a person left them, else as the newer version has them."""
    speaking = _speaking(turns)
    spoke = _speaking(edited.turns)
    # Whom a person declares without any words stays so.
    speaking |= {one.name for one in edited.speakers if one.name not in spoke}
    was = {one.name: one for one in imported.speakers}
    now = {one.name: one for one in new.speakers}
    left = {
        one.name: now.get(one.name, one) if was.get(one.name) == one else one
        for one in edited.speakers
    }
    left |= {name: one for name, one in now.items() if name not in left}
    taken = {name.casefold() for name in speaking}
    for name, one in left.items():
        if name not in speaking:
            continue
        aliases = [each for each in one.aliases if each.casefold() not in taken]
        taken |= {each.casefold() for each in aliases}
        yield replace(one, aliases=tuple(aliases))


def _speaking(turns: Iterable[Turn]) -> set[str]:
    return {name for turn in turns for name in (turn.speaker, turn.read_by) if name}


def align(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places at which two texts have the same paragraph, in order.

    What stands once in both texts is found, and what is alike around it; the time grows
    with the length alone.

    >>> [*align(["a", "x", "b", "c"], ["a", "b", "x2", "c"])]
    [(0, 0), (2, 1), (3, 3)]
    """
    at, end_one, end_other = 0, len(one), len(other)
    while at < min(end_one, end_other) and one[at] == other[at]:
        yield at, at
        at += 1
    while min(end_one, end_other) > at and one[end_one - 1] == other[end_other - 1]:
        end_one, end_other = end_one - 1, end_other - 1
    anchors = _in_order(
        _only_ones(one, other, range(at, end_one), range(at, end_other))
    )
    i, j = at, at
    for to_one, to_other in (*anchors, (end_one, end_other)):
        # Forwards from the anchor above, then backwards from the one below.
        while i < to_one and j < to_other and one[i] == other[j]:
            yield i, j
            i, j = i + 1, j + 1
        back = 0
        while (
            back < min(to_one - i, to_other - j)
            and one[to_one - 1 - back] == other[to_other - 1 - back]
        ):
            back += 1
        for away in range(back, 0, -1):
            yield to_one - away, to_other - away
        if to_one < end_one:
            yield to_one, to_other
        i, j = to_one + 1, to_other + 1
    for away in range(len(one) - end_one, 0, -1):
        yield len(one) - away, len(other) - away


def _only_ones(
    one: Sequence[str], other: Sequence[str], of_one: range, of_other: range
) -> Iterator[tuple[int, int]]:
    """Yield the places of paragraphs that stand once in each part, by the first text."""
    counts = Counter(one[i] for i in of_one)
    theirs = Counter(other[j] for j in of_other)
    places = {other[j]: j for j in of_other if theirs[other[j]] == 1}
    for i in of_one:
        if counts[one[i]] == 1 and one[i] in places:
            yield i, places[one[i]]


def _in_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs that stand in the same order in both texts."""
    ends: list[int] = []
    chains: list[tuple[tuple[int, int], object]] = []
    for pair in pairs:
        at = bisect_left(ends, pair[1])
        chain = (pair, chains[at - 1] if at else None)
        ends[at : at + 1], chains[at : at + 1] = [pair[1]], [chain]
    found: list[tuple[int, int]] = []
    link: object = chains[-1] if chains else None
    while isinstance(link, tuple):
        pair, link = link
        found.append(pair)
    return found[::-1]
