"""Witnesses about how a passage inside a turn opens: as if a label were there."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import all_patterns
from content.segment.doubt.counted_items import counted_items
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.labels.candidates import label_candidates
from content.segment.labels.clause_words import is_clause
from content.segment.labels.exclusions.letter_lines import (
    goes_to_speaker,
    surnames_of,
)
from content.segment.labels.label import Ending, Label
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.strangers import (
    is_noun_phrase,
    names_somebody,
)
from content.segment.names.name_score import (
    NAME_EDGES,
    bare_score,
    is_unnamed_voice,
    label_key,
)
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words
from content.segment.pieces import opens_line
from content.segment.speakers.chairs import is_chair
from content.segment.wording.in_person import FIRST_PERSON

_MAX_OPENING = 240
_EARLY_COLON = re.compile(r"[^:：\n]{1,240}?[:：](?=\s|$|[“«「\"'])|[^:：]{1,40}：")
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?]\s|[。！？]")
_MARK = re.compile(
    r"\s*(?:([^\W\d_]{1,2}\s?[.:：/)])|([―—–>•*#-]{1,3})\s?|([<\[【(（][^<>\[\]【】()（）]{1,30}[>\]】)）]))"
)
_LIKELY = 0.45
_CJK_NAME = re.compile("[\u3400-\u9fff]{3,4}")
_NOT_WORDS = re.compile(r"^[\W_]+")
# What follows a name that is a label; a verb or a comma goes on with a sentence.
_AFTER_NAME = re.compile(
    rf"\W*[:：.|\])】>—–\n]|\W*$|\s+[(（“\"«]|\s+{CAPITAL}|[\u3400-\u9fff]"
)
_SHORT_LINE = 60
_FEW_WORDS = 5
_NAME = 0.65
_SOME_LABELS, _MOST_RECUR, _MAX_SEVERAL = 4, 0.5, 0.2
_OTHERS = {Ending.BRACKET, Ending.DASH, Ending.STOP, Ending.WIDE, Ending.BOLD}
_SEPARATORS = ("—", "–", " - ", "\u3000", ". ")
_MAX_NAME_CHARS = 40
_LISTED = re.compile(r"[-–•*·]\s+\S")
_MIN_LISTED, _MAX_NOTE = 2, 100
_NOTE_ENDS = (*SENTENCE_ENDS, *COLONS)
_PARTED = re.compile("[\u3400-\u9fff]{2,4}[ \u3000][\u3040-\u30ff\u3400-\u9fff]{2}")
_CHECKED = (
    Ending.COLON,
    Ending.BOLD,
    Ending.BRACKET,
    Ending.WIDE,
    Ending.DASH,
    Ending.STOP,
)


def _before_colons(reading: Reading) -> Sequence[tuple[int, int, str]]:
    """Return passages that open with words and a colon, where their turns end, and the words.

    They are found once. No item of a list is among them.
    """
    if reading.before_colon is None:
        listed = lists_in(reading)
        reading.before_colon = [
            (n, turn.end, words)
            for turn, _ in reading.labelled
            for n in turn.inside
            if n not in listed and (words := _colon_words(reading, n))
        ]
    return reading.before_colon


def _colon_words(reading: Reading, n: int) -> str:
    """Return what stands before a passage's early colon, if no sentence ends there.

    Where all labels are bold, plain words are none: "As to the pier: …".
    """
    words = _before_colon(reading.pieces[n].text)
    # Below the last turn a field of the page may stand: "Tags: pier".
    inside = words != "" and reading.pieces[n].turn < len(reading.labels)
    plain = inside and reading.labels_are_bold and not reading.opens_bold(n)
    return "" if plain else words


def _before_colon(text: str) -> str:
    if ":" not in text[:_MAX_OPENING] and "：" not in text[:_MAX_OPENING]:
        return ""
    found = _EARLY_COLON.match(text[: _MAX_OPENING + 2])
    words = found.group().rstrip(":： ") if found else ""
    return "" if _SENTENCE_END.search(words) else words


def _reads_as_name(words: str) -> bool:
    """Return whether words before a colon have the look of a name or an office."""
    tokens = [token.strip(NAME_EDGES) for token in words.split()]
    if not tokens or len(tokens) > 24:
        return False
    if is_unnamed_voice(words) or bare_score(words) >= _LIKELY:
        return True
    small = [token for token in tokens if token[:1].islower()]
    if any(token in label_words().never_in_labels for token in small):
        return False
    capitals = sum(token[:1].isupper() for token in tokens)
    return capitals > 1 and capitals >= len(small)


def lists_in(reading: Reading) -> set[int]:
    """Return the items of all lists of a document, found once."""
    if reading.listed is None:
        reading.listed = _listed(reading) | counted_items(reading)
    return reading.listed


def _listed(reading: Reading) -> set[int]:
    """Return the items of lists inside turns: notes behind a mark, below a colon.

    At the end of a document these are links of the page.
    """
    found: set[int] = set()
    for turn, _ in reading.labelled:
        if turn.last:
            break
        run: list[int] = []
        led = False
        for n in range(turn.start, turn.end):
            text = reading.pieces[n].text.strip()
            if led and n in turn.inside and _LISTED.match(text) and _is_note(text):
                run.append(n)
                continue
            found.update(run if len(run) >= _MIN_LISTED else ())
            run, led = [], text.endswith(COLONS)
        found.update(run if len(run) >= _MIN_LISTED else ())
    return found


def _is_note(text: str) -> bool:
    """Return whether words are too few for talk, and no sentence."""
    return len(text) <= _MAX_NOTE and not text.endswith(_NOTE_ENDS)


@opposes("it opens with a name or an office and a colon, as if somebody else spoke")
def opens_like_a_label(reading: Reading) -> Iterator[Span]:
    """Find where a passage opens with what may be a label, to the end of its turn."""
    return _from_colon_words(reading, _reads_as_name)


@opposes("it opens with a name before a colon")
def opens_with_name_and_colon(reading: Reading) -> Iterator[Span]:
    """Find where the words before an early colon end in what may be a full name."""
    return _from_colon_words(reading, _ends_in_name)


def _from_colon_words(reading: Reading, fits: Callable[[str], bool]) -> Iterator[Span]:
    """Yield each turn's rest, from the first piece whose words before a colon fit."""
    found = 0
    for n, end, words in _before_colons(reading):
        if n >= found and fits(words):
            yield n, end
            found = end


def _ends_in_name(words: str) -> bool:
    tokens = [token.strip(NAME_EDGES) for token in words.split()]
    name = tokens[-2:]
    never = _never_in_names()
    if any(token.casefold() in never for token in tokens[:-2]):
        return False
    named = len(name) > 1 and all(
        token[:1].isupper() and not is_role(token.casefold()) for token in name
    )
    return named and never.isdisjoint(token.casefold() for token in name)


@cache
def _never_in_names() -> frozenset[str]:
    return label_words().never_in_labels | label_words().titles


@opposes("it opens with what may be somebody's full name")
def opens_with_capitals(reading: Reading) -> Iterator[Span]:
    """Find where a passage opens with three capitalized words, or a blank in Chinese.

    Inside a document one of the words has to be a given name, or a speaker's: "Grupo
    Parlamentario Terra" is none, nor is a body anywhere. At its end the page may go on with
    any. Behind a direction in a line, the sentence is the same person's.
    """
    for turn, _ in reading.labelled:
        for n in turn.inside:
            opening = reading.pieces[n].text[:60].lstrip()
            tokens = opening.split(" ", 3)
            # Most sentences go on in small letters: a quick check first.
            capitalized = len(tokens) > 3 and tokens[1].istitle()
            if _PARTED.match(opening) or (
                capitalized
                and opens_line(reading.pieces, n)
                and all(map(_may_be_named, tokens[:3]))
                and not may_be_named_body(" ".join(tokens[:3]))
                and (
                    turn.last
                    or any(_is_known_name(reading, token) for token in tokens[:3])
                )
            ):
                yield n, turn.end
                break


def _may_be_named(token: str) -> bool:
    if not (token.isalpha() and token.istitle()):
        return False
    folded, w = token.casefold(), label_words()
    known = folded in w.never_in_labels or folded in w.titles
    return not (known or is_role(folded))


def _is_known_name(reading: Reading, token: str) -> bool:
    folded = token.casefold()
    if folded in label_words().leading_articles:
        return False  # "El Plan Especial ordena …"
    return is_given_name(token) or any(
        folded in words for words in reading.speakers.values()
    )


@opposes("it opens with a name that is set apart, as labels are in other documents")
def opens_with_other_ending(reading: Reading) -> Iterator[Span]:
    """Find where a passage opens with a name, set apart by a bracket, a dash or bold."""
    for turn, _ in reading.labelled:
        for n in turn.inside:
            line = reading.line(n)
            bold = line is not None and 1 < line.bold < min(60, len(line.text) - 1)
            if not bold and not _is_set_apart(reading.pieces[n].text[:60].lstrip()):
                continue
            label = _label_of(reading, n, _OTHERS)
            if label is not None and bare_score(label.printed) >= _NAME:
                yield n, turn.end
                break


def _is_set_apart(opening: str) -> bool:
    """Return whether a few words stand in a bracket, or before a dash or a full stop."""
    if opening[:1] in {"[", "【"}:
        return True
    for separator in _SEPARATORS:
        place = opening.find(separator)
        words = opening[:place]
        if 1 < place < _MAX_NAME_CHARS and words.count(" ") < _FEW_WORDS:
            return separator != ". " or words == words.upper()
    return False


@opposes("it opens with a few words and a colon, as labels do")
def opens_with_colon(reading: Reading) -> Iterator[Span]:
    """Find passages that open with a few words before a colon that are no sentence.

    Words in small letters go on with the sentence: "One thing I ask: is it safe?"
    Only at the end of a document they may as well be fields.
    """
    end = next((turn.start for turn, _ in reversed(reading.labelled)), 0)
    for n, words in _colon_openings(reading):
        goes_on = n < end and _goes_on(reading.pieces[n].text, words)
        if _is_short(words) and not goes_on:
            yield n, n + 1


def _goes_on(text: str, words: str) -> bool:
    """Return whether small letters follow some words without a figure, and a colon."""
    behind = text.lstrip()[len(words) :].lstrip(" :\t*_")
    several = " " in words and not any(map(str.isdigit, words))
    return several and behind[:1].islower()


@opposes("it opens with what may be another's label", decides=True)
def opens_with_one_off_label(reading: Reading) -> Iterator[Span]:
    """Find where a phrase and a colon open a paragraph without a label, to its turn's end.

    It names a person, or all other paragraphs have a label, which no table may know.
    """
    phrases = {
        n: words
        for n, words in _colon_openings(reading)
        if is_noun_phrase(words)
        # "My father always said: …" is the speaker's.
        and not FIRST_PERSON.is_in(words)
        and not _continues(reading.pieces[n].text, words)
    }
    again = reading.recurring >= _MOST_RECUR and reading.endings[Ending.COLON]
    if not phrases or not again or len(reading.labels) < _SOME_LABELS:
        return
    # "Edustaja Kankaalle: …" answers Kangas, who has labels.
    surnames = surnames_of(one.key for one in reading.labels)
    phrases = {
        n: words
        for n, words in phrases.items()
        if not goes_to_speaker(label_key(words), surnames, reading.names.forms.language)
    }
    several = sum(
        not phrases.keys() >= set(turn.inside) for turn, _ in reading.labelled
    )
    if several > _MAX_SEVERAL * len(reading.labels):
        # "A man told me: …" is a sentence, whose speaker goes on.
        phrases = {
            n: words
            for n, words in phrases.items()
            if is_noun_phrase(words) and (names_somebody(words) or _is_full_name(words))
        }
    for turn, _ in reading.labelled:
        first = next((n for n in turn.inside if n in phrases), turn.end)
        if first < turn.end:
            yield first, turn.end


def _is_full_name(words: str) -> bool:
    """Return whether words are a full name, perhaps with an abbreviation and an office."""
    name = re.sub(r"^[^\W\d_]{1,4}\.\s", "", words.partition(",")[0].strip())
    return " " in name and is_person(name)


def _continues(text: str, words: str) -> bool:
    """Return whether small letters or a figure stand behind some words and a colon."""
    behind = text.lstrip()[len(words) :].lstrip(" :\t*_")[:1]
    return behind.islower() or behind.isdigit()


@opposes("it opens with a sentence that ends in a colon")
def opens_with_colon_sentence(reading: Reading) -> Iterator[Span]:
    """Find passages that open with a sentence and a colon."""
    for n, words in _colon_openings(reading):
        if not _is_short(words):
            yield n, n + 1


def _colon_openings(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield passages that open with a few words and a colon, but for "As to the bridge: …"."""
    language = reading.names.forms.language
    for n, _, words in _before_colons(reading):
        more = len(words) < len(reading.pieces[n].text.strip()) - 1
        if more and not is_clause(words, language):
            yield n, words


def _is_short(words: str) -> bool:
    tokens = [token.strip(NAME_EDGES) for token in words.split()]
    never = label_words().never_in_labels
    few = len(tokens) <= _FEW_WORDS and len(words) <= _SHORT_LINE
    verbs = sum(token.casefold() in never for token in tokens)
    return few and verbs <= (tokens[0].casefold() in never)


@opposes("it opens with words that end as the document's labels do")
def opens_with_own_ending(reading: Reading) -> Iterator[Span]:
    """Find where a passage opens with a possible label of the document's endings."""
    own = {ending for ending in _CHECKED if reading.endings[ending]} - {Ending.COLON}
    if not own:
        return
    names = {word for _, one in reading.labelled for word in one.key.split()}
    for turn, one in reading.labelled:
        presides = is_chair(one.key)
        for n in turn.inside:
            label = _label_of(reading, n, own)
            if (
                label is not None
                and not (presides and _chairs_on(label, reading.pieces[n].text, names))
                and (
                    label.ending is not Ending.STOP
                    or _looks_like_fellows(label, reading)
                )
            ):
                yield n, turn.end
                break


def _chairs_on(label: Label, text: str, names: Container[str]) -> bool:
    """Return whether one word and a full stop open what whoever presides says of a vote.

    "Unanimously. The motion is carried.", below the count that a screen shows; not "Hall. I
    move to break." where Hall speaks, too.
    """
    word = label.ending is Ending.STOP and " " not in label.printed
    word = word and label_key(label.printed) not in names
    return word and all_patterns("excerpts.chairing").search(text) is not None


def _looks_like_fellows(label: Label, reading: Reading) -> bool:
    """Return whether words before a full stop look as the document's labels do.

    One word may be a note of any look: "Pause. The lights go on.", but "Right, the fourth."
    is what somebody says.
    """
    name, comma, rest = label.printed.partition(",")
    if comma and " " not in name and rest.islower() and not has_role(rest.split()):
        return False
    alike = label.signature in reading.signatures or " " not in label.printed
    return alike and _reads_as_name(label.printed)


def _label_of(reading: Reading, n: int, endings: set[Ending]) -> Label | None:
    line = reading.line(n)
    if line is None or line.text.strip()[:20] != reading.pieces[n].text.strip()[:20]:
        return None
    for label in label_candidates(line):
        if label.ending in endings:
            return label
    return None


@opposes("it opens with a mark that opens other passages, too, as labels do")
def opens_with_repeated_mark(reading: Reading) -> Iterator[Span]:
    """Find passages that open with a letter, a dash or a bracket that recurs so."""
    marks: dict[int, str] = {}
    listed = lists_in(reading)
    for turn, _ in reading.labelled:
        for n in turn.inside:
            if n in listed:
                continue
            found = _MARK.match(reading.pieces[n].text[:60])
            mark = found.group().strip() if found else ""
            address = mark.casefold().rstrip(".:") in label_words().titles
            if mark and not address and reading.pieces[n - 1].spoken:
                marks[n] = mark
    times = Counter(marks.values())
    for turn, _ in reading.labelled:
        for n in range(turn.start, turn.end):
            if times[marks.get(n, "")] > 1:
                yield n, turn.end
                break


@opposes("it opens with the name of somebody who speaks here")
def opens_with_speaker(reading: Reading) -> Iterator[Span]:
    """Find passages that open with a speaker's full name, or with a name and a sign."""
    full = {
        name.casefold()
        for name, words in reading.speakers.items()
        if len(words) > 1 and not any(map(is_role, words))
    }
    full |= {name for name in reading.speakers if _CJK_NAME.fullmatch(name)}
    heads = {name[:2] for name in full}
    for turn, _ in reading.labelled:
        for n in turn.inside:
            opening = _NOT_WORDS.sub("", reading.pieces[n].text[:80], count=1)
            folded = opening.casefold()
            if folded[:2] in heads and any(
                folded.startswith(name) and _AFTER_NAME.match(opening[len(name) :])
                for name in full
            ):
                yield n, turn.end
                break


@opposes("many lines of the document open like labels and were not taken as such")
def labels_were_refused(reading: Reading) -> Iterator[Span]:
    """Find all turns of a document with many lines that may be labels."""
    refused = sum(1 for _ in opens_like_a_label.spans(reading))
    if refused > 1 and 4 * refused >= len(reading.labels):
        yield 0, len(reading.pieces)


WITNESSES: tuple[Witness, ...] = (
    opens_like_a_label,
    opens_with_name_and_colon,
    opens_with_capitals,
    opens_with_other_ending,
    opens_with_colon,
    opens_with_one_off_label,
    opens_with_colon_sentence,
    opens_with_own_ending,
    opens_with_repeated_mark,
    opens_with_speaker,
    labels_were_refused,
)
