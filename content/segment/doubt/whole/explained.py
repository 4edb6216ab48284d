"""Witnesses about a document as a whole: how well its labels and names explain it.

They are heard after all others, about the pieces as these have weighed them, and are
calibrated on documents that the code of the day had never seen (`bench.blind`). What
they say in common is that something was not understood here: most of the page stands
above its labels, names have the wrong shape, what others say is in doubt.
"""

import re
from collections.abc import Callable, Iterator

from content.segment.doubt.document import Name
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, opposes, supports
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.result import SegmentKind

_MUCH_ABOVE = 0.3
_MUCH_DOUBTED, _MOST_DOUBTED = 0.3, 0.5
_FEW_FELLOWS = 0.34
_MANY_LABELS, _NEARLY_ALL = 10, 0.8
_MIN_WORDS = 2
_SCRAP_CHARS = 40
_MAX_NAME_WORDS = 5
_SURE = 0.97
_EDGE = ".,:;!?…–—-()[]"
_MARK = re.compile(r"\s*(?:\d{1,2}[:.h]\d{2}|\d+[.)]?|[^\w\s])")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w\.(?:com|org|net)\b")
_ADDRESS_SIGNS = ("://", "www.", "@", ".com", ".org", ".net")
_SENTENCE_ENDS = tuple('.!?…。！？”"»」)）:;')


def _all(reading: Reading, holds: bool) -> Iterator[Span]:
    if holds:
        for n, _ in reading.whole.spoken:
            yield n, n + 1


def _under(reading: Reading, holds: Callable[[ScoredLabel], bool]) -> Iterator[Span]:
    """Yield the turns under a label of which something holds."""
    for turn, label in reading.labelled:
        if holds(label):
            yield turn.start, turn.end


def _named(reading: Reading, holds: Callable[[Name], bool]) -> Iterator[Span]:
    """Yield the words of speakers of whose names something holds."""
    found = {name for name, own in reading.whole.names.items() if holds(own)}
    for n, speaker in reading.whole.spoken:
        if speaker in found:
            yield n, n + 1


def _texts(reading: Reading, holds: Callable[[int, str], object]) -> Iterator[Span]:
    """Yield the pieces given to somebody of whose words something holds."""
    for n, _ in reading.whole.spoken:
        if holds(n, reading.pieces[n].text.strip()):
            yield n, n + 1


def _is_sent(reading: Reading, n: int) -> bool:
    """Return whether a piece is of a text read out, whose lines have any shape."""
    return reading.pieces[n].kind is SegmentKind.MESSAGE


def _come_back(reading: Reading) -> bool:
    return len(reading.labels) >= _MANY_LABELS and reading.recurring >= _NEARLY_ALL


# How the document says who speaks.


@opposes("a lone label far down the page has a name that no text has")
def labels_stand_late(reading: Reading) -> Iterator[Span]:
    """Find turns under lone labels far down a page: comments, fields, signatures.

    Of whom a text speaks by the whole name, the page may well frame the words.
    """
    whole = reading.whole
    if not reading.labels or whole.share_above <= _MUCH_ABOVE:
        return
    strange = {
        name
        for name, own in whole.names.items()
        if not own.spaceless and own.last_pair not in whole.pairs
    }
    for start, end in _under(reading, lambda one: reading.times[one.key] == 1):
        for n in range(start, end):
            if reading.pieces[n].speaker in strange:
                yield n, n + 1


@opposes("an author writes above it, and all labels name one person at most")
def frames_one_voice(reading: Reading) -> Iterator[Span]:
    """Find all words where several labels name one, and somebody writes above them."""
    several = len(reading.labels) > 1 and not _come_back(reading)
    yield from _all(reading, several and reading.framed and reading.whole.named <= 1)


def _most_end_with(reading: Reading, ending: Ending) -> bool:
    most = reading.signatures.most_common(1)
    return bool(most) and most[0][0][0] is ending


@opposes("letters stand for the names here")
def letters_stand_for_names(reading: Reading) -> Iterator[Span]:
    """Find all words where most labels are letters for questions and answers."""
    yield from _all(reading, _most_end_with(reading, Ending.LETTER))


@supports("many labels of the document come back")
def labels_come_back(reading: Reading) -> Iterator[Span]:
    """Find turns where many labels stand, nearly all of them more than once."""
    come_back = _come_back(reading)
    yield from _under(reading, lambda _: come_back)


@opposes("its label looks like less than a third of the others")
def label_has_few_fellows(reading: Reading) -> Iterator[Span]:
    """Find turns under a label of a look that few others have."""
    few = _FEW_FELLOWS * len(reading.labels)
    yield from _under(
        reading, lambda one: reading.signatures[one.label.signature] < few
    )


@opposes("much of what others say here is in doubt")
def others_are_doubted(reading: Reading) -> Iterator[Span]:
    """Find words of a person beside whom much is doubted."""
    whole = reading.whole
    yield from _named(
        reading,
        lambda o: not o.unnamed and whole.doubted_beside(o.text) > _MUCH_DOUBTED,
    )


@opposes("most of what this speaker is given is in doubt")
def speaker_is_doubted(reading: Reading) -> Iterator[Span]:
    """Find words of speakers of whose words most are doubted."""
    given, doubted = reading.whole.given, reading.whole.doubted
    yield from _named(
        reading, lambda o: doubted[o.text] > _MOST_DOUBTED * given[o.text]
    )


# What its names look like.


@opposes("a form of address opens a name of several words, and few labels come back")
def title_is_part_of_name(reading: Reading) -> Iterator[Span]:
    """Find words of "La Sra. Brook" where no voice goes by one word or an office.

    Where many labels come back, people are called so there; "Ms Brook" may be all there is.
    """
    names = reading.whole.names.values()
    if not _come_back(reading) and all(
        len(one.words) >= _MIN_WORDS and not one.unnamed for one in names
    ):
        yield from _named(
            reading, lambda one: one.opens_with_title and len(one.words) > _MIN_WORDS
        )


@opposes("an office may be a part of the name")
def name_holds_office(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name has the word of an office."""
    yield from _named(reading, lambda one: one.holds_office and not one.unnamed)


@opposes("a word of the name is in capitals")
def name_has_capitals(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name has a word in capitals."""
    yield from _named(reading, lambda one: one.shouted)


@opposes("the name has one word beside titles and initials")
def name_is_short(reading: Reading) -> Iterator[Span]:
    """Find words of speakers who go by one name."""
    yield from _named(reading, lambda one: one.is_short)


@opposes("whoever this is speaks once, and a word of the name is a common one here")
def speaks_once_in_common_words(reading: Reading) -> Iterator[Span]:
    """Find the one turn of a speaker whose name has words with small letters."""
    whole = reading.whole
    yield from _named(
        reading, lambda o: whole.turns[o.text] == 1 and whole.has_common_word(o)
    )


@opposes("its label occurs once, and no text has a word of the name")
def lone_name_is_unheard(reading: Reading) -> Iterator[Span]:
    """Find turns under a lone label whose speaker no text names, not even in part."""
    words = reading.whole.words
    unheard = {
        name
        for name, own in reading.whole.names.items()
        if not any(word in words for word in own.telling)
    }
    for start, end in _under(reading, lambda one: reading.times[one.key] == 1):
        for n in range(start, end):
            if reading.pieces[n].speaker in unheard:
                yield n, n + 1


@supports("the texts have the whole name")
def texts_have_name(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose last two words stand beside each other in texts."""
    whole = reading.whole
    yield from _named(reading, lambda one: one.last_pair in whole.pairs)


@opposes("words that are no given name stand before one")
def words_before_given_name(reading: Reading) -> Iterator[Span]:
    """Find words of "Voivodship Ada Brook": what opens the name may be an office."""
    yield from _named(reading, lambda one: one.opens_strangely)


@supports("a given name and a surname are all of the name")
def name_is_plain(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name a known given name opens or ends, or is."""
    yield from _named(reading, lambda one: one.is_plain)


# What the passage looks like.


@opposes("it opens with a mark, a number or a bracket")
def opens_with_mark(reading: Reading) -> Iterator[Span]:
    """Find words under a label that open as items, notes and quotations do."""
    yield from _texts(
        reading, lambda n, text: reading.pieces[n].turn > 0 and _MARK.match(text)
    )


@opposes("it opens with another speaker's name")
def opens_with_another(reading: Reading) -> Iterator[Span]:
    """Find words whose first ones are the name of somebody else who speaks here."""

    def opens(n: int, text: str) -> bool:
        words = text.split(maxsplit=_MAX_NAME_WORDS)[:_MAX_NAME_WORDS]
        return any(
            (name := " ".join(words[:end]).strip(_EDGE)) in names
            and name != reading.pieces[n].speaker
            for end in range(1, len(words) + 1)
        )

    names = reading.whole.names
    yield from _texts(reading, opens)


@opposes("it is not the first paragraph under its label")
def goes_on(reading: Reading) -> Iterator[Span]:
    """Find what follows the first words of a turn."""
    for n in sorted(reading.whole.continued):
        if reading.pieces[n].turn > 0 and not _is_sent(reading, n):
            yield n, n + 1


@opposes("it is not the first paragraph under its label, and an author writes here")
def goes_on_in_a_frame(reading: Reading) -> Iterator[Span]:
    """Find what follows the first words of a turn where a page frames the turns."""
    if reading.framed:
        yield from goes_on.spans(reading)


@opposes("it has an address of the net")
def has_address(reading: Reading) -> Iterator[Span]:
    """Find words with a link, a handle or a site's name."""
    yield from _texts(
        reading,
        # Few texts have any of these signs, which is found out faster.
        lambda _, text: (
            any(map(text.__contains__, _ADDRESS_SIGNS)) and _ADDRESS.search(text)
        ),
    )


@opposes("it is a few words without the end of a sentence")
def is_a_scrap(reading: Reading) -> Iterator[Span]:
    """Find a few words that nothing ends, as of headings and fields."""
    sizes = reading.whole.sizes
    yield from _texts(
        reading,
        lambda n, text: (
            sizes[n] < _SCRAP_CHARS
            and not text.endswith(_SENTENCE_ENDS)
            and not _is_sent(reading, n)
        ),
    )


@opposes("it opens with a small letter")
def opens_small(reading: Reading) -> Iterator[Span]:
    """Find words that open in the middle of a sentence."""
    yield from _texts(
        reading, lambda n, text: text[:1].islower() and not _is_sent(reading, n)
    )


@opposes("it is a question")
def is_a_question(reading: Reading) -> Iterator[Span]:
    """Find questions of interviews, whose asker is often another than it seems."""
    yield from _texts(
        reading, lambda n, _: reading.pieces[n].kind is SegmentKind.QUESTION
    )


@opposes("the other signs leave some doubt")
def is_less_than_sure(reading: Reading) -> Iterator[Span]:
    """Find words of which the other witnesses are less sure than of most."""
    yield from _texts(reading, lambda n, _: reading.pieces[n].confidence < _SURE)


WITNESSES: tuple[Witness, ...] = (
    labels_stand_late,
    frames_one_voice,
    letters_stand_for_names,
    labels_come_back,
    label_has_few_fellows,
    others_are_doubted,
    speaker_is_doubted,
    title_is_part_of_name,
    name_holds_office,
    name_has_capitals,
    name_is_short,
    speaks_once_in_common_words,
    lone_name_is_unheard,
    texts_have_name,
    words_before_given_name,
    name_is_plain,
    opens_with_mark,
    opens_with_another,
    goes_on,
    goes_on_in_a_frame,
    has_address,
    is_a_scrap,
    opens_small,
    is_a_question,
    is_less_than_sure,
)
