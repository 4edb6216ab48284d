"""What the sections of a report print: words of one person below what is told of him or her.

A section is what stands between two hours of a live report, or below a heading. "The
mayor, Ada Brook, has come out. This is what she said:", and below it paragraphs in
quotation marks, behind dashes, or without any sign, up to the end of the section or to
where the author goes on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.document import Document
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import (
    CLOSING_MARKS,
    OPENING_DASH,
    OPENING_QUOTES,
)
from content.segment.basis import Basis, Reason
from content.segment.messages.quotations import closes_quotation
from content.segment.messages.words import (
    PRINTED_BELOW,
    READING,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.people.cast import Cast, Named
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.quotations.marks import without_quotations
from content.segment.turns.quotations.saying_words import pronouns, tagging_verbs
from content.segment.turns.quoted_speech import is_quotation
from content.segment.voices.narration import may_tell, tells_afterwards, unquoted
from content.segment.voices.one_speech.salutations import addresses_audience
from content.segment.voices.one_speech.told.likely_speaker import likely_speaker
from content.segment.voices.reports.labels_in_sections import (
    SectionLabel,
    section_label,
)
from content.segment.voices.words import SPEAKS
from content.segment.wording.in_person import speaks_in_person

_SURE, _UNSURE = 0.85, 0.55
_MIN_QUOTED, _MIN_SPOKEN, _MAX_PARAGRAPHS = 40, 120, 60
_NEAR, _MAX_ABOVE, _MAX_QUOTED = 2, 3, 12
_MAX_SUBJECT, _MAX_ARTICLE = 40, 10
_MAX_PIECES_ABOVE, _FAR = 6, 0.8
_PAGE = Document(blocks=())
_CLOSING = frozenset('”“»«"’」')


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Paragraphs of one person: from the piece `start` up to `end`.

    Attributes:
        name: Whose they are.
        sure: Whether nobody else may be meant.
        label: How many characters of the first paragraph only say who speaks.
    """

    start: int
    end: int
    name: str
    sure: bool
    label: int = 0


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody who speaks; nobody without a name.

    Attributes:
        sure: Whether nobody else may be meant.
    """

    name: str
    sure: bool


NOBODY = Teller("", sure=False)


class SectionReader:
    """Reads the sections of one page."""

    def __init__(self, pieces: Sequence[Piece], cast: Cast, language: str) -> None:
        """Keep the page and its people, without who made it."""
        self._pieces, self._cast, self._language = pieces, cast, language
        cast.leave_out_makers()
        self._verbs, self._pronouns = tagging_verbs(language), pronouns(language)

    def read(
        self,
        head: str,
        start: int,
        end: int,
        *,
        above: str = "",
        about: Teller = NOBODY,
    ) -> Iterator[Printed]:
        """Yield what a section prints.

        Args:
            head: Its title; empty if it has none.
            start: Its first piece.
            end: The piece after its last one.
            above: The last paragraph of the section above, which may lead to it.
            about: Whose words the page is about; they are meant where nobody is named.
        """
        prose = [n for n in range(start, end) if is_prose(self._pieces[n])]
        prose = prose[:_MAX_PARAGRAPHS]
        told: list[str] = [above] if above else []
        at = 0
        while at < len(prose):
            n = prose[at]
            labelled = self._labelled(head, prose[at:], told, about)
            if labelled is not None:
                yield labelled
                at += sum(k < labelled.end for k in prose[at:])
                told.append("")
                continue
            stop = self._end(prose[at:], told) if told else n
            who = self._who(head, told, about) if stop > n else None
            if who is None:
                told.append(self._pieces[n].text)
                at += 1
                continue
            asked, read = stop, self._in_marks(n) and self._reads(told[-1])
            while at < len(prose) and prose[at] < stop:
                at += 1
                if (
                    at < len(prose)
                    and prose[at] >= stop
                    and self._in_marks(n, prose[at])
                ):
                    # Each of its paragraphs may stand in marks of its own.
                    further = self._end(prose[at:], told)
                    stop = further if further > prose[at] else stop
            sure = who.sure or self._is_likely(who.name, start, n, stop)
            sure = sure and not (read or self._asks(n, asked))
            yield Printed(start=n, end=stop, name=who.name, sure=sure)
            told.append("")  # What led to it leads to nothing else.

    def _labelled(
        self, head: str, prose: Sequence[int], told: Sequence[str], about: Teller
    ) -> Printed | None:
        """Return what a section prints below a label: "The mayor: Friends, …"; None if nothing.

        What a sentence leads to goes on below its first paragraph.
        """
        n = prose[0]
        text = self._pieces[n].text
        label = self._label(n)
        if label is None:
            return None
        who = Teller(label.name, sure=True)
        if not label.name:
            led = self._who(head, told, about) if told and told[-1] else None
            if led is None:
                return None
            who = led
        personal = self._speaks(unquoted(text[label.end :]))
        led_to = bool(told) and self.leads_on(told[-1])
        # "Brook: …" and "Hall: …" take turns below what tells of the debate.
        further = [k for k in prose[1:] if self._label(k)]
        talks = bool(further) or (n > 0 and self._label(n - 1) is not None)
        if not (label.whole or led_to or personal or talks):
            return None
        below = [k for k in prose if k < min(further, default=prose[-1] + 1)]
        end = self._end_of_words(below) if led_to and not talks else n + 1
        named = label.whole or led_to or talks
        sure = who.sure and named and (personal or talks or end > n + 1)
        return Printed(
            start=n, end=max(end, n + 1), name=who.name, sure=sure, label=label.end
        )

    def _label(self, n: int) -> SectionLabel | None:
        piece = self._pieces[n]
        told = is_prose(piece) and not piece.quoted
        return section_label(piece.text, self._cast) if told else None

    def _reads(self, lead: str) -> bool:
        """Return whether a paragraph ends by telling that somebody reads: "He read aloud:".

        What is read may be another's.
        """
        last = " ".join(_told_last(lead)[-1:])
        said = self._verbs.search(last) is not None or SPEECH_WORD.is_in(last)
        return READING.is_in(last) and not (said or PRINTED_BELOW.is_in(last))

    def _is_likely(self, name: str, first: int, start: int, end: int) -> bool:
        """Return whether all that a section says above its words speaks for one person."""
        section = self._pieces[max(0, first - _MAX_PIECES_ABOVE) : end]
        shift = end - len(section)
        likely = likely_speaker(section, start - shift, end - shift, _PAGE)
        return likely is not None and likely.share >= _FAR and likely.name == name

    def _in_marks(self, *numbers: int) -> bool:
        """Return whether all of some paragraphs open with quotation marks."""
        texts = (self._pieces[n].text.lstrip() for n in numbers)
        return all(text[:1] in OPENING_QUOTES for text in texts)

    def leads_on(self, text: str) -> bool:
        """Return whether the end of a paragraph leads to what is printed below it."""
        return self._leads(" ".join(_told_last(text)[-_NEAR:]))

    def _end(self, prose: Sequence[int], told: Sequence[str]) -> int:
        """Return where paragraphs end that are printed from the first on; there if none are."""
        first = self._pieces[prose[0]]
        text = first.text.strip()
        last = _told_last(told[-1])[-1:]
        if any(map(speaks_of_message, last)) and self._cast.named(last[0]):
            return prose[0]  # "Ada Brook reads a letter:" is of who wrote it.
        if text[:1] in OPENING_QUOTES:
            return self._end_of_marks(prose)
        if OPENING_DASH.match(text):
            return self._end_of_dashes(prose)
        if first.quoted:
            end = prose[0]
            for n in prose:
                if not self._pieces[n].quoted:
                    break
                end = n + 1
            return end
        return self._end_unmarked(prose, told[-1])

    def _end_of_marks(self, prose: Sequence[int]) -> int:
        """Return where a quotation of whole paragraphs ends, if it ends one."""
        text = self._pieces[prose[0]].text.strip()
        if is_quotation(text):
            alone = not any(map(str.isalpha, without_quotations(text)))
            return prose[0] + (alone and len(text) >= _MIN_QUOTED)
        mark = text[:1]
        closing = CLOSING_MARKS.get(mark, ())
        if not closing:
            return prose[0]  # "'s Ochtends was het koud."
        for n in prose[:_MAX_QUOTED]:
            own = self._pieces[n].text.strip()
            if any(char in own[1:-1] for char in closing):
                return prose[0]  # It quotes within its words.
            if n > prose[0] and closes_quotation(own, mark):
                return n + 1
        return prose[0]

    def _end_of_dashes(self, prose: Sequence[int]) -> int:
        end = prose[0]
        for n in prose:
            text = self._pieces[n].text
            if not OPENING_DASH.match(text) or self._is_tagged(text):
                break
            end = n + 1
        return end

    def _is_tagged(self, text: str) -> bool:
        """Return whether a clause of a paragraph may say who speaks: "– It is, he says."."""
        return any(
            self._pronouns.search(part) or self._cast.named(part)
            for part in text.split(",")[1:]
            if self._verbs.search(part)
        )

    def _end_unmarked(self, prose: Sequence[int], lead: str) -> int:
        """Return where a speech without marks ends that a paragraph announces.

        Somebody has to speak in person in it; what tells of who spoke at its end is the
        author's.
        """
        first = self._pieces[prose[0]].text
        called = addresses_audience(first)
        if not self._announces(lead, called=called):
            return prose[0]
        return self._end_of_words(prose)

    def _end_of_words(self, prose: Sequence[int]) -> int:
        """Return where words without marks end; at the first paragraph if nobody speaks."""
        spoken: list[int] = []
        for n in prose:
            text = self._pieces[n].text
            if spoken and tells_afterwards(text):
                break
            if self._quotes(text):
                break
            spoken.append(n)
        while spoken and not self._is_personal(spoken[-1]) and self._may_tell(spoken):
            spoken.pop()
        said = sum(len(self._pieces[n].text) for n in spoken)
        if said < _MIN_SPOKEN or not any(map(self._is_personal, spoken)):
            return prose[0]
        return spoken[-1] + 1

    def _announces(self, lead: str, *, called: bool) -> bool:
        """Return whether the end of a paragraph says that somebody speaks below it."""
        last = " ".join(_told_last(lead)[-_NEAR:])
        return self.leads_on(lead) or (called and self._tells(last))

    def _tells(self, sentence: str) -> bool:
        """Return whether a sentence tells that somebody speaks."""
        told = SPEAKS.is_in(sentence) or SPEECH_WORD.is_in(sentence)
        return told or self._verbs.search(sentence) is not None

    def _quotes(self, text: str) -> bool:
        """Return whether a paragraph tells, and quotes somebody with a verb of saying."""
        told = unquoted(text)
        if told == text or not self._cast.named(told):
            return False
        return self._verbs.search(told) is not None and not self._speaks(told)

    def _is_personal(self, n: int) -> bool:
        return self._speaks(unquoted(self._pieces[n].text))

    def _speaks(self, text: str) -> bool:
        return speaks_in_person(text, self._language)

    def _may_tell(self, spoken: Sequence[int]) -> bool:
        """Return whether the last of some paragraphs may be the author's again."""
        text = self._pieces[spoken[-1]].text
        opens = self._pronouns.match(text.strip()) is not None
        return len(spoken) > 1 and (
            opens or may_tell(text) or bool(self._cast.named(text))
        )

    def _asks(self, start: int, end: int) -> bool:
        """Return whether one paragraph is a question alone, which somebody else may ask."""
        text = self._pieces[start].text.strip().rstrip('”“»«"’」.')
        return end == start + 1 and text.endswith(("?", "？", ";"))

    def _who(self, head: str, told: Sequence[str], about: Teller) -> Teller | None:
        """Return whom the words above tell of, the nearest first; None if nobody."""
        near = _told_last(told[-1])
        leads = any(map(self._leads, near[-1:]))
        nameless = False
        for sentence in reversed(near[-_MAX_ABOVE:]):
            found = self._cast.named(sentence)
            whole = [one for one in found if is_whole(one.name)]
            if whole:
                opens = whole[0].start <= _MAX_SUBJECT or self._tells(sentence)
                alone = found[0] == whole[0] and _is_alone(whole) and not nameless
                return Teller(whole[0].name, sure=alone and (leads or opens))
            # "The mayor climbed on the stage.", and nobody knows who that is.
            nameless = nameless or any(one.start <= _MAX_ARTICLE for one in found)
        for texts in ([unquoted(head)], told[:-1]):
            others = {one.name for text in texts for one in self._cast.named(text)}
            if len(others) == 1 and is_whole(*others):
                speech = any(map(SPEECH_WORD.is_in, texts))
                return Teller(others.pop(), sure=speech or not nameless)
        # "A spokesperson replied by mail:"
        another = nameless or any(map(speaks_of_message, near[-1:]))
        another = another or any(self._says(one) for one in near[-1:])
        return about if about.name and not another else None

    def _says(self, sentence: str) -> bool:
        """Return whether somebody says something in a sentence that names nobody."""
        said = self._verbs.search(sentence) is not None
        means = self._pronouns.search(sentence) or PRINTED_BELOW.is_in(sentence)
        return said and not (means or SPEECH_WORD.is_in(sentence))

    def _leads(self, sentence: str) -> bool:
        """Return whether a sentence leads to what is printed below it."""
        return sentence.rstrip().endswith(COLONS) or PRINTED_BELOW.is_in(sentence)


def _told_last(text: str) -> list[str]:
    """Return what an author tells in a paragraph, sentence by sentence.

    None if a quotation ends it, of which the words before it tell.
    """
    ends_quoted = text.rstrip().rstrip(".,")[-1:] in _CLOSING
    return [] if ends_quoted else sentences_of(unquoted(text))


def _is_alone(named: Sequence[Named]) -> bool:
    """Return whether the first is the only one named, or the only one with a given name.

    What else looks like a name may be a place's: "Ada Brook spoke at Lower Netherby".
    """
    known = [is_given_name(one.name.split()[0]) for one in named]
    return len(named) == 1 or (known[0] and not any(known[1:]))


def is_whole(name: str) -> bool:
    """Return whether a name has more than one part, as far as its script shows.

    In capitals it may be any words: "TRUE, WITH LIMITS".
    """
    many = " " in name or WITHOUT_CASE.search(name) is not None
    return many and not name.isupper()


def with_printed(pieces: Sequence[Piece], found: Sequence[Printed]) -> Iterator[Piece]:
    """Yield pieces with what is printed given to whom it is said to be by."""
    turns = {
        n: turn for turn, one in enumerate(found) for n in range(one.start, one.end)
    }
    for n, piece in enumerate(pieces):
        if n not in turns or not is_prose(piece):
            yield piece
            continue
        one = found[turns[n]]
        said = replace(
            piece,
            kind=SegmentKind.SPEECH,
            speaker=one.name,
            turn=turns[n] + 1,
            confidence=_SURE if one.sure else _UNSURE,
            reason=Reason(f"printed below words about {one.name}", Basis.ANNOUNCEMENT),
        )
        named = f"{one.name}:"
        label = one.label or len(named) * said.text.startswith(named)
        if n == one.start and label:
            head, *rest = split_piece(said, [label])
            yield unattribute(head, SegmentKind.COMMENTARY, "says who speaks")
            yield from rest
        else:
            yield said
