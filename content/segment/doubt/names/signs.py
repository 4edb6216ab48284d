"""What speaks for the name of a speaker: how many places of a document agree on it.

A name is believed where signs that do not depend on each other hold it: a label that
comes back, the headline, the introduction, a by-line, the words of others. Each kind
of place counts once, however often the name stands there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

from content.document import Document
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words
from content.language.words.word_counts import WordCounts
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.doubt.names.forms import NameForms
from content.segment.doubt.names.places import (
    FIELD,
    LINES,
    PROSE,
    NamePlaces,
    are_one,
    is_form,
    words_of,
)
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.things import is_surely_person
from content.segment.names.spelling.capitalization import without_turkish_case
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import NAME_WORD, label_words
from content.segment.pieces import Piece
from content.segment.turns.page_head.headlines.names import author_in_headline
from content.segment.turns.page_head.headlines.office_and_surname import (
    is_office_with_part,
)
from content.segment.turns.page_head.own_speech import is_own_speech, page_author
from content.segment.turns.page_head.page_top import title_lines
from content.segment.turns.page_head.presenters import givers, presenter

OF_SPEAKER = frozenset(
    (*LINES - {"foot"}, *PROSE, "author", "declared", "told", "office", "presented")
)
"""The signs in which a page speaks of who speaks on it."""

_OF_PERSON = frozenset(
    ("author", "declared", "signed", "presented", "office", "told", "own")
)
_AGE = re.compile(r"(?:,\s|\s?\()(?:[^\W\d_]\.?\s?)?\d{2,4}\D")

_AGED = WordPattern("<<names.aged>>")
_AROUND_WORD = ",.;:!?"
_NEAR = 40
_FIRST_TEXTS = 3

_SOME_LABELS = 4
_SEVERAL_NAMES = 3
_MIN_SITE_CHARS = 4
# A by-line is printed, and declared for machines; a link is made of the headline.
_DEPENDENT = (("author", "line"), ("link", "head"))


class NameSigns:
    """The signs of a document that hold the names of its speakers.

    Attributes:
        forms: How it writes them.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        labels: Sequence[ScoredLabel],
        document: Document,
        counts: WordCounts,
        listed: Collection[str] = (),
    ) -> None:
        """Keep what is read when somebody asks.

        Args:
            pieces: What the first reader gave to whom.
            labels: The labels, in order.
            document: The document.
            counts: The words of the pieces.
            listed: Who is present, as a list in the head says.
        """
        self._pieces = pieces
        self._labels = labels
        self._document = document
        self._places = NamePlaces(pieces, document, counts)
        self.forms = NameForms(self._places, listed)
        self._kinds: dict[tuple[str, bool], frozenset[str]] = {}
        self._is_in_words = lru_cache(maxsize=4096)(_is_in_words)

    # Labels.

    @cached_property
    def _times(self) -> Counter[str]:
        """How many labels each speaker has."""
        first = {
            piece.turn: piece.speaker
            for piece in reversed(self._pieces)
            if piece.speaker and piece.turn > 0 and not piece.read_by
        }
        return Counter(first.values())

    @cached_property
    def _conventions(self) -> Mapping[tuple[Ending, LabelStyle], Counter[str]]:
        found: defaultdict[tuple[Ending, LabelStyle], Counter[str]]
        found = defaultdict(Counter)
        for one in self._labels:
            found[one.label.signature][one.key] += 1
        return found

    @cached_property
    def _officials_of(self) -> Mapping[tuple[Ending, LabelStyle], frozenset[str]]:
        """Two of the labels of each look that open with an office, if there are as many."""
        return {
            signature: frozenset(islice(filter(_leads_with_office, own), 2))
            for signature, own in self._conventions.items()
        }

    def of_label(self, name: str, label: ScoredLabel) -> frozenset[str]:
        """Return the signs that a label gives: it recurs, its like do, it has an office."""
        own = self._conventions[label.label.signature]
        signs = set()
        if self._times[name] > 1:
            signs.add("label recurs")
            if len(self._times) > 1:
                signs.add("takes turns")
        if own.total() >= _SOME_LABELS and len(own) > 1:
            signs.add("convention")
            if len(own) >= _SEVERAL_NAMES:
                signs.add("several names")
        if _leads_with_office(label.key):
            signs.add("office")
            if self._officials_of[label.label.signature] - {label.key}:
                signs.add("convention")
        return frozenset(signs)

    def is_in_label(self, name: str, label: ScoredLabel) -> bool:
        """Return whether a label has a name, a word of it, or its initials."""
        return self._is_in_words(name, label.label.printed)

    # Texts.

    def of_text(self, name: str, *, labelled: bool = False) -> frozenset[str]:
        """Return the kinds of places beside labels that name a person.

        One of them has to name the person in full, unless a label does; in the others
        the surname is enough.
        """
        key = (name, labelled)
        if key not in self._kinds:
            kinds: dict[str, bool] = {}
            for kind, full in self._find(name):
                kinds[kind] = full or kinds.get(kind, False)
            for one, other in _DEPENDENT:
                if other in kinds:
                    kinds.pop(one, None)
            known = labelled or any(kinds.values())
            self._kinds[key] = frozenset(kinds if known else ())
        return self._kinds[key]

    def _find(self, name: str) -> Iterator[tuple[str, bool]]:
        """Yield the kinds of places that name a person, and whether in full."""
        yield from (
            _spaceless(name, self._places)
            if WITHOUT_CASE.search(name)
            else self._spaced(name)
        )
        path = urlsplit(self._document.source).path if self._document.source else ""
        own = WORD_OR_NUMBER.findall(fold_letters(name))
        if len(own) > 1 and set(own).issubset(
            WORD_OR_NUMBER.findall(fold_letters(path))
        ):
            yield "link", True
        if self._presented == name or name in self._given_by:
            yield "presented", True
        if own_name(self._first_texts.get(name, ())) in {name, name.partition(" ")[0]}:
            yield "presented", True
        if any(are_one(author, name) for author in self._headed):
            yield "headed", True
        if self._is_alone(name):
            yield "alone", True
        if self._is_author_of_own(name):
            yield "own", True
            if self._own[1]:
                yield "alone", True

    def _spaced(self, name: str) -> Iterator[tuple[str, bool]]:
        own = words_of(name)
        for place in self._places.of(own):
            if place.speaker != name:
                beside = filter(None, (place.before, place.after))
                full = len(own) == 1 or any(is_form(word, own[-2]) for word in beside)
                yield place.kind, full
                if place.told and full:
                    yield "told", True
        for full_name in self._officials:
            if same_person(full_name, name):
                yield "office", True

    @cached_property
    def _presented(self) -> str:
        """Who a line below the headline says speaks: "Delivered by Ada Brook"."""
        return presenter(
            line
            for one in self._places.texts
            if one.kind in LINES
            for line in one.text.split("\n")
            if one.kind != "head" or FIELD.search(line)
        )

    @cached_property
    def _first_texts(self) -> Mapping[str, Sequence[str]]:
        """The first paragraphs of each speaker, who may say their names there."""
        found: dict[str, list[str]] = {}
        for piece in self._pieces:
            if piece.speaker and piece.spoken and not piece.read_by:
                texts = found.setdefault(piece.speaker, [])
                if len(texts) < _FIRST_TEXTS:
                    texts.append(piece.text)
        return found

    @cached_property
    def _given_by(self) -> frozenset[str]:
        """Who the introduction says gave the speech."""
        told = (one.text for one in self._places.texts if one.kind in PROSE)
        return frozenset(name for text in told for name in givers(text))

    @cached_property
    def _own(self) -> tuple[str, bool]:
        """Whose page it is that has its author's own speech, and whether lines agree."""
        texts = self._places.texts
        told = [one.text for one in texts if one.kind in PROSE]
        heads = [one.text for one in texts if one.kind == "head"]
        own = is_own_speech(told, heads)
        return page_author(self._document) if own else ("", False)

    def _is_author_of_own(self, name: str) -> bool:
        """Return whether somebody prints a speech of their own on a page of their own."""
        return bool(self._own[0]) and are_one(self._own[0], name)

    @cached_property
    def _officials(self) -> Collection[str]:
        """Who stands beside an office where the page speaks of its speaker."""
        return dict.fromkeys(
            name
            for name, kind, office, *_ in self._places.mentions
            if office and kind not in {"below", "foot", "author", "signed"}
        )

    @cached_property
    def _headed(self) -> Collection[str]:
        """Who is an author of headlines, or stands beside a word for a speech in them."""
        beside = (
            one.name
            for one in self._places.mentions
            if one.beside_speech and one.kind == "head"
        )
        return dict.fromkeys((*self._authors, *beside))

    @cached_property
    def _told(self) -> Collection[str]:
        """Who is named in full by the sentences above the speech."""
        return dict.fromkeys(
            full for full, kind, *_ in self._places.mentions if kind in PROSE
        )

    @cached_property
    def _authors(self) -> Sequence[str]:
        """Whose speech or message the headlines say it is: "Speech by Ada Brook"."""
        heads = (one.text for one in self._places.texts if one.kind == "head")
        return [
            author
            for author in map(author_in_headline, heads)
            if WITHOUT_CASE.search(author) or any(mentions_in(author))
        ]

    def is_shown_as_person(self, name: str) -> bool:
        """Return whether anything shows that a name is a person's, and no place's or book's.

        A known given name does, an initial, a form of address or an office, that the page
        declares or signs with the name, a line or a sentence that says who speaks, years
        of life or an age behind it, a word for a relative before it.
        """
        own = name.split()
        if WITHOUT_CASE.search(name) or not any(map(str.isupper, name)) or not own[1:]:
            return True
        words = label_words()
        texts = [one.text for one in self._places.texts]
        return (
            own[0].casefold().rstrip(".") in words.titles | words.roles
            or is_surely_person(own, texts)
            or any(one.shown for one in self._places.mentions_of(name))
            or not _OF_PERSON.isdisjoint(self.of_text(name))
            or any(_has_age(text, name) for text in texts if name in text)
            or any(_is_kin(text, own[0]) for text in texts if own[0] in text)
        )

    # Others.

    @cached_property
    def _mentioned(self) -> Mapping[str, set[str]]:
        """Who is named in full where the page speaks of its speaker, and in what places.

        Who only has a line or a field, as a by-line, has put the page together.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        kinds_of: defaultdict[str, set[str]] = defaultdict(set)
        for full, kind, *_ in self._places.mentions:
            if kind not in {"below", "foot"}:
                kinds_of[full].add(kind)
        for full, kinds in kinds_of.items():
            if not self.is_sites(full):
                known = (name for name in found if same_person(name, full))
                found[next(known, full)] |= kinds
        return {
            name: kinds
            for name, kinds in found.items()
            if kinds - {"line", "field", "author"}
        }

    def _is_alone(self, name: str) -> bool:
        """Return whether the page's sentences above the speech name one person in full."""
        return any(are_one(full, name) for full in self._told) and all(
            _may_be_one(other, name)
            for other, kinds in self._mentioned.items()
            if kinds & (PROSE | {"head"})
        )

    def rivals(self, name: str) -> list[str]:
        """Return the other people whom as many kinds of places name, or a headline's author.

        A by-line alone tells who put the page together.
        """
        if self._is_author_of_own(name):
            return []
        own = len(self.of_text(name) - {"said"})
        return self.other_authors(name) + [
            other
            for other, kinds in self._mentioned.items()
            if len(kinds | ({"line"} if "author" in kinds else set())) >= max(1, own)
            and not _may_be_one(other, name)
        ]

    def other_authors(self, name: str) -> list[str]:
        """Return the other people whose speech a headline says it is."""
        if self._is_author_of_own(name) or self.forms.stands_alone(name):
            return []
        own = words_of(name)
        headed = any(map(is_given_name, own)) and any(
            are_one(author, name) for author in self._authors
        )
        return [
            other
            for other in self._authors
            # "County Museum – Speeches" names nobody beside "Ada Brook's speech".
            if (not headed or any(map(is_given_name, words_of(other))))
            # "Başkanı Hasan Yörükoğlu": an office of no table before the name.
            and not (
                are_one(other, name)
                or (self.is_sites(other) and not has_given_name(other))
                or is_office_with_part(other, name)
                or words_of(without_turkish_case(other))[-len(own) :] == own
                # "Virmajoki Kellosalmella": a surname, and where its holder speaks.
                or (words_of(other)[:1] == own[-1:] and not has_given_name(other))
            )
        ]

    def is_sites(self, name: str) -> bool:
        """Return whether a name is that of the site: in its title's end or its address.

        A politician's site prints the politician's own speeches.
        """
        if self._is_author_of_own(name):
            return False
        host = fold_letters(urlsplit(self._document.source).hostname or "")
        joined = "".join(WORD_OR_NUMBER.findall(fold_letters(name)))
        in_host = joined in "".join(WORD_OR_NUMBER.findall(host))
        return name in self._site_names or (len(joined) >= _MIN_SITE_CHARS and in_host)

    @cached_property
    def _site_names(self) -> frozenset[str]:
        """What the title says behind a sign and its lines have no more: the site's name."""
        parts = {
            part.strip()
            for line in self._document.title.split("\n")
            for part in title_parts(line)[1:]
        }
        lines = title_lines(self._document)
        return frozenset(
            parts - {part.strip() for line in lines for part in title_parts(line)}
        )


def _has_age(text: str, name: str) -> bool:
    """Return whether an age or years stand beside a name: "Ada Brook (1901–1987)"."""
    return any(
        _AGE.match(text, found.end())
        or _AGED.search(text[max(0, found.start() - _NEAR) : found.end() + _NEAR])
        for found in re.finditer(re.escape(name), text)
    )


def _is_kin(text: str, given: str) -> bool:
    """Return whether a word for a relative stands before a given name: "his son Odo"."""
    words, kin = text.split(), all_words("labels.kin")
    return any(
        first.casefold() in kin and second.strip(_AROUND_WORD) == given
        for first, second in pairwise(words)
    )


def _is_in_words(name: str, words: str) -> bool:
    """Return whether a label's words have a name, a word of it, or its initials."""
    printed = fold_letters(words)
    if WITHOUT_CASE.search(name):
        return name.replace(" ", "") in printed.replace(" ", "")
    folded = fold_letters(name)
    own = {fold_letters(word) for word in words_of(name)}
    letters = [char for char in printed if char.isalpha()]
    initials = [word[0] for word in WORD_OR_NUMBER.findall(folded)]
    return (
        folded in printed
        or not own.isdisjoint(NAME_WORD.findall(printed))
        or letters in (initials, initials[::-1])
    )


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be one person's: "Ada Brook", "Ada Hanım'ın"."""
    first = (each.partition(" ")[0] for each in (name, other))
    return are_one(name, other) or len(set(first)) == 1


def _spaceless(name: str, places: NamePlaces) -> Iterator[tuple[str, bool]]:
    """Yield the kinds of texts that hold a Chinese, Japanese or Korean name."""
    bare = name.replace(" ", "")
    for one in places.texts:
        if one.speaker != name and bare in one.text.replace(" ", ""):
            yield one.kind, True


def _leads_with_office(key: str) -> bool:
    first = key.partition(" ")[0]
    return first in label_words().honorifics or first in label_words().roles
