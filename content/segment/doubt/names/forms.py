"""Whether a name is in the form in which people write it: its case, and all its words.

Running text may have a name in another case, or only a part of it, or a title of no
table before it. The document itself shows the form: a line that the name opens, a colon
behind it, other forms that only add to it, a known given name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from content.language.calendar_words import is_calendar_word
from content.language.folding import fold_letters
from content.language.word_lists import all_entries, entries, flag, words
from content.segment.doubt.names.places import (
    GIVEN,
    PROSE,
    NamePlaces,
    Place,
    is_form,
    words_of,
)
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.messages.signatures.signatures import CROSSES
from content.segment.names.body_names import is_named_body, may_be_named_body
from content.segment.names.document_language import (
    language_of_document,
    nominative_before,
    nominative_endings,
    nominative_pairs,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.case_shown import (
    is_shown_inflected,
    is_shown_nominative,
)
from content.segment.names.in_text.cases.given_cases import (
    given_word,
    is_inflected_given,
    is_nominative_given,
)
from content.segment.names.in_text.cases.nominatives import is_surely_nominative_of
from content.segment.names.lone_titles import is_titled_alone
from content.segment.names.patronymics import is_patronymic
from content.segment.names.spelling.capitals import HEBREW_OR_ARABIC, WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words

# "A. B. Brook", "J. van den Berg"
_INITIALS = re.compile(
    r"(?:[^\W\d_]\.[\s-]?|[^\W\d_a-z]\s){1,3}\s?"
    r"(?:[^\W\d_A-Z]{2,4}\s){0,2}[^\W\d_a-z][\w’'-]{2,}"
)
_PART_END = re.compile(r",\s|(?<=[^\W\d_]{3})\.\s")
_AROUND = f" *.,{''.join(CROSSES)}"
_NAME_WORDS = 2
_FAMILIES = "citations.families"
_MIN_SMALL_CHARS = 4
_MAX_SIGNS, _MAX_CAPTION = 12, 120
_ABOVE, _BELOW = frozenset(("head", "line")), frozenset(("foot", "signed"))


class NameForms:
    """How a document writes the names of its speakers."""

    def __init__(self, places: NamePlaces, listed: Collection[str] = ()) -> None:
        """Keep where the names stand.

        Args:
            places: The texts of the document, and the names in them.
            listed: Who is present, as a list in the head says.
        """
        self._places = places
        self._listed = frozenset(map(fold_letters, listed))

    def is_upright(self, name: str) -> bool:
        """Return whether a name is in the case in which people write it alone.

        Where a language bends names, running text and headlines may have another. The
        case is right if the name opens a line or stands before a colon, or if the forms
        of the first name show which is the nominative.
        """
        own = words_of(name)
        caseless = WITHOUT_CASE.search(name) or HEBREW_OR_ARABIC.search(name)
        if caseless or len(own) < _NAME_WORDS or self.is_body(name):
            return True
        forms: defaultdict[tuple[str, str], set[Place]] = defaultdict(set)
        for place in self._places.of(own):
            for given in (place.before, place.after):
                if given and is_form(given, own[-2]):
                    forms[given.casefold(), place.last.casefold()].add(place)
        exact = (own[-2].casefold(), own[-1].casefold())
        mine = forms.pop(exact, set())
        if any(place.upright for place in mine) or self._is_told_from(
            name, [place for places in forms.values() for place in places]
        ):
            return True
        if not self.bends_names:
            return bool(mine) or all(last.startswith(exact[1]) for _, last in forms)
        if mine and any(
            given == exact[0] and fold_letters(last).startswith(fold_letters(exact[1]))
            for given, last in forms
        ):
            # "Kelemen Márta" beside "Kelemen Mártával": only the last word bends.
            return True
        # Each of several places opens a text with it: "Ada Brook was born on a farm."
        opens = len(mine) > 1 and not forms and not any(p.farther for p in mine)
        if opens or any(self._is_led_upright(name, place) for place in mine):
            return True
        others = {given for given, _ in forms} - {exact[0]}
        return bool(mine) and (
            self._shows_upright(own) or self._ends_upright(exact, others)
        )

    def _is_led_upright(self, name: str, place: Place) -> bool:
        """Return whether the word before a name shows that it is a nominative."""
        before = nominative_before(self.language)
        if before and before.fullmatch(place.led):
            return True
        given = given_word(name, self.language)
        # "pani Bronisława": of a woman it is no case of Bronisław.
        women = words(self.language, "names.before_women")
        endings = entries(self.language, "names.womens_endings")
        if place.led.casefold() in women and given.endswith(endings):
            return True
        bent = is_inflected_given(given, self.language)
        return not bent and is_shown_nominative(place.ahead, self.language)

    def _is_told_from(self, name: str, places: Collection[Place]) -> bool:
        """Return whether a name is surely the nominative of one of its other forms."""
        return any(
            is_surely_nominative_of(
                name,
                _form(one, len(name.split())),
                self.language,
                inflected=is_shown_inflected(one.ahead, self.language)
                or (one.after != "" and SPEECH_WORD.is_all_of(one.after)),
            )
            for one in places
        )

    def _shows_upright(self, name_words: Sequence[str]) -> bool:
        """Return whether a given name or a patronymic can be nothing but a nominative."""
        return any(map(is_patronymic, name_words[1:])) or is_nominative_given(
            given_word(" ".join(name_words), self.language), self.language
        )

    def _ends_upright(self, name: tuple[str, str], others: set[str]) -> bool:
        """Return whether the endings of given name and surname are nobody's but the nominative's.

        Args:
            name: The given name and the surname.
            others: The other forms of the given name in the document.
        """
        pairs = nominative_pairs(self.language)
        if pairs is not None and pairs.fullmatch(" ".join(name)):
            return True
        if others:
            return _nominative_of({name[0], *others}) == name[0]
        ending = nominative_endings(self.language)
        return ending is not None and ending.search(name[0]) is not None

    @cached_property
    def bends_names(self) -> bool:
        """Whether the document's language changes names with their case; if unsure, yes."""
        return not self.language or flag(self.language, "bends_names")

    @cached_property
    def language(self) -> str:
        """The language that is declared, or whose small words are most; else empty."""
        texts = (one.text for one in self._places.texts)
        return language_of_document(self._places.document, texts)

    def is_body(self, name: str) -> bool:
        """Return whether a word of a name says that it is a body's, in the nominative."""
        return may_be_named_body(name) and is_named_body(name, self.language)

    def _is_known(self, name: str) -> bool:
        """Return whether initials stand before a surname, or a name is a body's or a pope's."""
        texts = (one.text for one in self._places.texts)
        initialled = _is_initialled(name) or self.is_body(name)
        return initialled or is_titled_alone(name, texts)

    def is_whole(self, name: str) -> bool:
        """Return whether a name has no word too many or too few.

        Two words are a name, and so is a surname behind initials, or what a bishop or a
        pope is called. More are if the page
        declares them, if one is a patronymic, or if the first is a given name and two
        kinds of places agree on all of them, or one shows where they start and end; where
        people have two surnames, or the second is a given name, too, running text is
        enough.
        """
        own = words_of(name)
        caseless = WITHOUT_CASE.search(name) or HEBREW_OR_ARABIC.search(name)
        if caseless or len(own) == _NAME_WORDS or self._is_known(name):
            return True
        families = words("vi", _FAMILIES)
        if self.stands_alone(name) or any(fold_letters(w) in families for w in own[:1]):
            return True
        declared = (
            name.casefold() in self._given
            or fold_letters(name) in self._captions
            or (len(own) > _NAME_WORDS and fold_letters(name) in self._listed)
        )
        if declared or len(own) < _NAME_WORDS or any(map(is_patronymic, own)):
            return declared or len(own) > _NAME_WORDS
        mine = self._places.mentions_of(strip_titles(name))
        exact = {one.kind for one in mine}
        parted = any(one.parted for one in mine)
        # A headline may have a capital on any word; running text has not.
        told = not exact.isdisjoint(PROSE)
        if flag(self.language or "en", "two_surnames"):
            return told or len(exact) > 1 or (parted and is_given_name(own[0]))
        *given, _ = own
        # A report names people between what it quotes, too.
        if (told or "below" in exact) and all(map(is_given_name, given)):
            return True
        return (parted or len(exact) > 1) and is_given_name(own[0])

    def stands_alone(self, name: str) -> bool:
        """Return whether two lines of the page are the name: one above, one below."""
        lines = self._lines.get(fold_letters(name), {})
        kinds = {kind for kind, size in lines.items() if size <= len(name) + _MAX_SIGNS}
        return bool(kinds & _BELOW) and bool(kinds & _ABOVE)

    @cached_property
    def _given(self) -> frozenset[str]:
        """What stands by itself where the page declares who speaks, in small letters."""
        # A bishop may sign in capitals: "† JOHN, Bishop of Moor".
        return frozenset(
            form.casefold()
            for one in self._places.texts
            if one.kind in GIVEN
            for form in _bare_forms(one.text)
        )

    @cached_property
    def _captions(self) -> frozenset[str]:
        """What captions and the like open with, up to a comma: "Ada Luz Brook, mayor"."""
        blocks = self._places.document.blocks
        aside = (one.text for one in blocks if one.kind is FURNITURE_BLOCK)
        short = (text for text in aside if len(text) <= _MAX_CAPTION and ", " in text)
        return frozenset(fold_letters(form) for t in short for form in _bare_forms(t))

    @cached_property
    def _lines(self) -> Mapping[str, Mapping[str, int]]:
        """The kinds of lines above and below by what they say, and the shortest of each."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        lines = [one for one in self._places.texts if one.kind in _ABOVE | _BELOW]
        kinds = {one.kind for one in lines}
        if kinds.isdisjoint(_ABOVE) or kinds.isdisjoint(_BELOW):
            return found
        for one in lines:
            for form in map(fold_letters, _bare_forms(one.text)):
                size = found[form].get(one.kind, len(one.text))
                found[form][one.kind] = min(size, len(one.text))
        return found

    def is_shorter_elsewhere(self, name: str) -> bool:
        """Return whether a name of three words or more stands without its first one, too.

        Or its first word is one that the document has in small letters.
        """
        own = words_of(name)
        if WITHOUT_CASE.search(name) or len(own) <= _NAME_WORDS or self.is_body(name):
            return False
        folded = [word.casefold() for word in own]
        if folded[0] in self._places.small_words:
            return True
        # Few texts have the last two words: a quick check first.
        return self._places.words.issuperset(folded[-2:]) and any(
            [place.before.casefold(), place.last.casefold()] == folded[-2:]
            and place.farther.casefold() not in folded
            for place in self._places.of(own)
        )

    def has_common_word(self, name: str) -> bool:
        """Return whether a word of a name stands in the document in small letters, too."""
        if self.is_body(name):
            return False
        particles = label_words().particles
        own = (
            word.casefold() for word in name.split() if len(word) >= _MIN_SMALL_CHARS
        )
        return any(
            word in self._places.small_words
            for word in own
            if word not in particles and not is_calendar_word(word)
        )


def _form(place: Place, size: int) -> str:
    """Return the words that stand at a place, as many as a name has."""
    words_there = (place.farther, place.before, place.last)
    return " ".join(words_there[-size:] if size > _NAME_WORDS else words_there[1:])


def _is_initialled(name: str) -> bool:
    """Return whether a name is a surname behind initials: "A. Brook", "Mr A Brook".

    >>> _is_initialled("Mr T B Ferro"), _is_initialled("A Member")
    (True, False)
    """
    bare = strip_titles(name)
    article = bare.partition(" ")[0].casefold() in label_words().articles
    return not article and _INITIALS.fullmatch(bare) is not None


def _bare_forms(line: str) -> tuple[str, str]:
    """Return what a line has before a comma or a stop, with titles and without them.

    Signs around it are left out: "+ Bishop Ada Brook", "Ada Brook, Moor".
    """
    bare = _PART_END.split(line.strip(_AROUND))[0]
    return bare, strip_titles(bare)


def _nominative_of(forms: Collection[str]) -> str:
    """Return which form of a first name is the nominative; empty if none is known.

    The others only add to it, as "Остапа" to "Остап"; or it alone ends in "a", as beside
    "Jany" and "Janu".
    """
    shortest = min(forms, key=len)
    if all(form.startswith(shortest) for form in forms):
        return shortest
    feminine = [
        form for form in forms if form.endswith(all_entries("names.womens_endings"))
    ]
    return feminine[0] if len(feminine) == 1 else ""
