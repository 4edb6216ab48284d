"""Witnesses about a document as a whole: how well its labels and names explain it.

They are heard after all others, about the pieces as these have weighed them, and are
calibrated on documents that the code of the day had never seen (`bench.blind`). What
they say in common is that something was not understood here: most of the page stands
above its labels, names have the wrong shape, what others say is in doubt.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from content.language.folding import fold_letters
from content.language.sentence_marks import LINE_ENDS
from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.words.word_patterns import WORD
from content.segment.basis import Basis
from content.segment.doubt.document import Name
from content.segment.doubt.reading import Reading
from content.segment.doubt.whole import looks
from content.segment.doubt.witness import Span, Witness, opposes, supports, turns_under
from content.segment.kinds import MESSAGE, QUESTION
from content.segment.labels.label import Ending
from content.segment.labels.letters import QUESTION as QUESTION_LABEL
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words

_SOME_ABOVE, _MUCH_ABOVE = 0.1, 0.3
_INITIAL_ENDINGS = frozenset((Ending.COLON, Ending.STOP, Ending.SIGN))
_FEW_TURNS = 4
_MANY_PARAGRAPHS = 0.4
_MUCH_DOUBTED, _MOST_DOUBTED = 0.3, 0.5
_FEW_FELLOWS = 0.34
_MANY_LABELS, _NEARLY_ALL = 10, 0.8
_FEW_QUESTIONS = 3
_SCRAP_CHARS = 40
_MAX_NAME_WORDS = 5
_RATHER_SURE = 0.95
_EDGE = ".,:;!?…–—-()[]"
# Each Spanish question has a mark before it, and so has each call.
_MARK = re.compile(r"\s*(?:\d{1,2}[:.h]\d{2}|\d+[.)]?|[^\w\s¿¡])")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w\.(?:com|org|net)\b")
_ADDRESS_SIGNS = ("://", "www.", "@", ".com", ".org", ".net")


def _all(reading: Reading, holds: bool) -> Iterator[Span]:
    if holds:
        for n, _ in reading.whole.spoken:
            yield n, n + 1


def _named(reading: Reading, holds: Callable[[Name], bool]) -> Iterator[Span]:
    """Yield the words of speakers of whose names something holds."""
    found = {name for name, own in reading.whole.names.items() if holds(own)}
    for n, speaker in reading.whole.spoken:
        if speaker in found:
            yield n, n + 1


def _texts(reading: Reading, holds: Callable[[int, str], object]) -> Iterator[Span]:
    """Yield the pieces given to somebody of whose words something holds."""
    texts = reading.texts
    for n, _ in reading.whole.spoken:
        if holds(n, texts[n]):
            yield n, n + 1


def _has_tag(reading: Reading, n: int) -> bool:
    """Return whether a piece is a quotation of a report: “…,” said Ada Brook."""
    return reading.pieces[n].reason.basis is Basis.TAG


def _is_sent(reading: Reading, n: int) -> bool:
    """Return whether a piece is of a text read out, whose lines have any shape."""
    return reading.pieces[n].kind is MESSAGE


def _has_lone_labels(reading: Reading) -> bool:
    return 1 in reading.times.values()


def _come_back(reading: Reading) -> bool:
    return len(reading.labels) >= _MANY_LABELS and reading.recurring >= _NEARLY_ALL


# How the document says who speaks.


@opposes("its label occurs once, far down the page, and no text has the name")
def labels_stand_late(reading: Reading) -> Iterator[Span]:
    """Find turns under lone labels far down a page: comments, fields, signatures.

    Of whom a text speaks by the whole name, or a list of those present has, the page may
    well frame the words. Offices and forms of address open such a label in records, whose
    heads are long.
    """
    whole = reading.whole
    if not _has_lone_labels(reading) or whole.share_above <= _MUCH_ABOVE:
        return
    strange = {
        name
        for name, own in whole.names.items()
        if not own.spaceless
        and own.last_pair not in whole.pairs
        and label_key(name) not in reading.present
    }
    w = label_words()
    titles = w.roles | w.honorifics

    def stands_late(one: ScoredLabel) -> bool:
        fellows = 2 * reading.signatures[one.label.signature] >= len(reading.labels)
        titled = fellows and titles.issuperset(one.key.split()[:1])
        lone = reading.times[one.key] == 1 and one.key not in reading.flats
        return lone and not titled

    for start, end in turns_under(reading, stands_late):
        for n in range(start, end):
            if reading.pieces[n].speaker in strange:
                yield n, n + 1


@opposes("an author writes above it, and all labels name one person at most")
def frames_one_voice(reading: Reading) -> Iterator[Span]:
    """Find all words where several labels name one, and somebody writes above them.

    Where labels mark questions, whoever asks writes.
    """
    # An interview of a paper's is framed by whoever asks.
    asked = reading.times[QUESTION_LABEL] >= _FEW_QUESTIONS
    several = len(reading.labels) > 1 and not (asked or _come_back(reading))
    yield from _all(reading, several and reading.framed and reading.whole.named <= 1)


def _labelled(reading: Reading, holds: bool) -> Iterator[Span]:
    """Yield what people say under labels, without what they read out."""
    if holds:
        yield from _texts(
            reading, lambda n, _: reading.label_of(n) and not _is_sent(reading, n)
        )


@opposes("fewer than four turns stand under labels here")
def turns_are_few(reading: Reading) -> Iterator[Span]:
    """Find all words under labels where these are too few to show that they are some."""
    yield from _labelled(reading, len(reading.labelled) < _FEW_TURNS)


@supports("turns of several paragraphs are the rule here")
def turns_are_long(reading: Reading) -> Iterator[Span]:
    """Find all words under labels where many paragraphs go on a turn."""
    going_on = sum(reading.pieces[n].turn > 0 for n in reading.whole.continued)
    yield from _labelled(
        reading, going_on > _MANY_PARAGRAPHS * len(reading.whole.spoken)
    )


@opposes("some of the page stands above whoever speaks first")
def page_opens_with_others(reading: Reading) -> Iterator[Span]:
    """Find all words where a part of the page stands above the first turn."""
    yield from _all(reading, reading.whole.share_above > _SOME_ABOVE)


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
    yield from turns_under(reading, lambda _: come_back)


@opposes("less than a third of the labels look like its own")
def label_has_few_fellows(reading: Reading) -> Iterator[Span]:
    """Find turns under a label of a look that few others have."""
    few = _FEW_FELLOWS * len(reading.labels)
    yield from turns_under(
        reading, lambda one: reading.signatures[one.label.signature] < few
    )


@opposes("much of what others say here is in doubt")
def others_are_doubted(reading: Reading) -> Iterator[Span]:
    """Find words of a person beside whom much is doubted.

    Whom a verb of saying stands beside is no less sure for what others say.
    """
    whole = reading.whole
    for start, end in _named(
        reading,
        lambda o: not o.unnamed and whole.doubted_beside(o.text) > _MUCH_DOUBTED,
    ):
        if reading.pieces[start].reason.basis is not Basis.TAG:
            yield start, end


@opposes("most of what this speaker is given is in doubt")
def speaker_is_doubted(reading: Reading) -> Iterator[Span]:
    """Find words of speakers of whose words most are doubted."""
    given, doubted = reading.whole.given, reading.whole.doubted
    yield from _named(
        reading, lambda o: doubted[o.text] > _MOST_DOUBTED * given[o.text]
    )


# What its names look like.


@opposes("an office may be a part of the name")
def name_holds_office(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name has the word of an office."""
    yield from _named(reading, lambda one: one.holds_office and not one.unnamed)


@opposes("whoever this is speaks once, and a word of the name is a common one here")
def speaks_once_in_common_words(reading: Reading) -> Iterator[Span]:
    """Find the one turn of a speaker whose name has words with small letters."""
    whole, forms = reading.whole, reading.names.forms
    yield from _named(
        reading,
        lambda o: (
            whole.turns[o.text] == 1
            and whole.has_common_word(o)
            and not forms.is_body(o.text)
        ),
    )


@opposes("its label occurs once, and no text has a word of the name")
def lone_name_is_unheard(reading: Reading) -> Iterator[Span]:
    """Find turns under a lone label whose speaker no text names, not even in part."""
    if not _has_lone_labels(reading):
        return
    words = reading.whole.words
    unheard = {
        name
        for name, own in reading.whole.names.items()
        if not any(word in words for word in own.telling)
        and name not in reading.come_back
    }

    def is_lone(one: ScoredLabel) -> bool:
        return reading.times[one.key] == 1 and one.key not in reading.flats

    for start, end in turns_under(reading, is_lone):
        for n in range(start, end):
            if reading.pieces[n].speaker in unheard:
                yield n, n + 1


@opposes("the name may open with words that are no part of it")
def words_before_given_name(reading: Reading) -> Iterator[Span]:
    """Find words of "Voivodship Ada Brook": what opens the name may be an office."""
    yield from _named(reading, lambda one: one.opens_strangely)


@supports("a given name and a surname are all of the name")
def name_is_plain(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name a known given name opens or ends, or is."""
    yield from _named(reading, lambda one: one.is_plain)


def _is_initial(one: ScoredLabel) -> bool:
    """Return whether a label is one letter, which only the head of a page explains."""
    return len(one.label.printed) == 1 and one.label.ending in _INITIAL_ENDINGS


@opposes("its label has no word of the name")
def label_has_another_name(reading: Reading) -> Iterator[Span]:
    """Find words under an office, or under another name, whose holder was looked up."""
    names = reading.whole.names
    apart: dict[tuple[str, str], bool] = {}

    def stand_apart(printed: str, name: str) -> bool:
        if (printed, name) not in apart:
            own, other = (set(WORD.findall(fold_letters(o))) for o in (printed, name))
            # "５番（小野寺佳代君）" has no blank behind the name.
            whole = names[name].spaceless and name in printed
            apart[printed, name] = own.isdisjoint(other) and not whole
        return apart[printed, name]

    for n, speaker in reading.whole.spoken:
        label = reading.label_of(n)
        if (
            label
            and not names[speaker].unnamed
            and not _is_sent(reading, n)
            and not _is_initial(label)
            and stand_apart(label.label.printed, speaker)
        ):
            yield n, n + 1


# What the passage looks like.


@opposes("it opens with a mark, a number or a bracket")
def opens_with_mark(reading: Reading) -> Iterator[Span]:
    """Find words under a label that open as items, notes and quotations do.

    A mark that opens many turns is how the page sets them: “…”.
    """
    openings = Counter(reading.texts[turn.start][:1] for turn, _ in reading.labelled)
    least = max(_FEW_QUESTIONS, _FEW_FELLOWS * len(reading.labelled))
    usual = {mark for mark, times in openings.items() if times >= least}
    yield from _texts(
        reading,
        lambda n, text: (
            reading.pieces[n].turn > 0
            and _MARK.match(text)
            and not _has_tag(reading, n)
            and (text[:1] not in usual or reading.pieces[n].kind is MESSAGE)
        ),
    )


@opposes("it opens with another speaker's name")
def opens_with_another(reading: Reading) -> Iterator[Span]:
    """Find words whose first ones are the name of somebody else who speaks here."""

    def opens(n: int, text: str) -> bool:
        # Few texts open with the letter of a name: a quick check first.
        if text.lstrip(_EDGE)[:1] not in letters:
            return False
        words = text.split(maxsplit=_MAX_NAME_WORDS)[:_MAX_NAME_WORDS]
        return any(
            (name := " ".join(words[:end]).strip(_EDGE)) in names
            and name != reading.pieces[n].speaker
            for end in range(1, len(words) + 1)
        )

    names = reading.whole.names
    letters = {name[:1] for name in names}
    yield from _texts(reading, opens)


@opposes("it is not the first paragraph under its label")
def goes_on(reading: Reading) -> Iterator[Span]:
    """Find what follows the first words of a turn.

    Where nobody has a label, only if a page frames what is said.
    """
    for n in sorted(reading.whole.continued - reading.set_off):
        headed = reading.label_of(n) or reading.framed
        if reading.pieces[n].turn > 0 and headed and not _is_sent(reading, n):
            yield n, n + 1


@opposes("it is not the first paragraph under its label, and an author writes here")
def goes_on_in_a_frame(reading: Reading) -> Iterator[Span]:
    """Find what follows the first words of a turn where a page frames the turns."""
    if reading.framed:
        yield from goes_on.spans(reading)


@opposes("it holds a link, a handle or the name of a site")
def has_address(reading: Reading) -> Iterator[Span]:
    """Find words with a link, a handle or a site's name."""
    yield from _texts(
        reading,
        # Few texts have any of these signs: a quick check first.
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
            and not text.endswith(LINE_ENDS)
            and not _is_sent(reading, n)
        ),
    )


@opposes("nothing ends its last sentence")
def lacks_an_end(reading: Reading) -> Iterator[Span]:
    """Find words that break off without a full stop or the like, also before a mark.

    Behind a quotation the sentence goes on with who said it.
    """
    yield from _texts(
        reading,
        lambda n, text: (
            not (text.endswith(LINE_ENDS) or _has_tag(reading, n))
            and not text.rstrip(CLOSING_QUOTES).endswith(LINE_ENDS)
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
    yield from _texts(reading, lambda n, _: reading.pieces[n].kind is QUESTION)


@opposes("the other signs leave much doubt")
def is_rather_unsure(reading: Reading) -> Iterator[Span]:
    """Find words of which the other witnesses are less sure still."""
    yield from _texts(reading, lambda n, _: reading.pieces[n].confidence < _RATHER_SURE)


WITNESSES: tuple[Witness, ...] = (
    labels_stand_late,
    frames_one_voice,
    letters_stand_for_names,
    turns_are_few,
    turns_are_long,
    page_opens_with_others,
    labels_come_back,
    label_has_few_fellows,
    others_are_doubted,
    speaker_is_doubted,
    name_holds_office,
    speaks_once_in_common_words,
    lone_name_is_unheard,
    words_before_given_name,
    name_is_plain,
    label_has_another_name,
    opens_with_mark,
    opens_with_another,
    goes_on,
    goes_on_in_a_frame,
    has_address,
    is_a_scrap,
    lacks_an_end,
    opens_small,
    is_a_question,
    is_rather_unsure,
    *looks.WITNESSES,
)
