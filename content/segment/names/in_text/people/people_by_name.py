"""The people of a document under their fullest names, and who a shorter one means."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from content.language.word_lists import flag, words
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.people.printed_names import PrintedNames
from content.segment.names.in_text.people.word_forms import may_be_inflected
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import NAME_WORD, label_words

_MAX_INFLECTED = 200
_MIN_GIVEN, _MIN_BENT = 3, 4


class PeopleByName:
    """The people of one document, by all and by parts of their names.

    Attributes:
        names: The fullest that the document has of each.
    """

    def __init__(self, printed: PrintedNames, found: Iterable[str]) -> None:
        """Find out who is who.

        Args:
            printed: How the document prints names, and who is listed as present.
            found: The names that its texts have.
        """
        self._printed = printed
        self._language = printed.language
        self._bends = bool(self._language) and flag(self._language, "bends_names")
        self.names = self._fullest(dict.fromkeys((*printed.listed, *found)))

    def _fullest(self, full: Iterable[str]) -> list[str]:
        """Return names without those that only add a word to another: "To Ada"."""
        whole = [name for name in full if " " in name or WITHOUT_CASE.search(name)]
        opened = {name for name in whole if self._opens_sentence(name)}
        others = [name for name in whole if name not in opened]
        given = {name.partition(" ")[0] for name in others}
        last = {name.rpartition(" ")[2] for name in others}
        # "To Ada", "What Brook" are no others than the Ada Brook whom the document has.
        again = {
            name
            for name in opened
            for first, _, rest in [name.partition(" ")]
            if rest in given or (rest in last and not is_given_name(first))
        }
        return [name for name in whole if name not in again]

    def _opens_sentence(self, name: str) -> bool:
        """Return whether the first part of a name is a common word: "To Ada"."""
        own = ("commonest", "queries.question_words")
        first = name.partition(" ")[0].casefold()
        return any(first in words(self._language, table) for table in own)

    def whole(self, printed: str) -> str:
        """Return the fullest name of a person who is named in full somewhere."""
        name = self._printed.without_titles(printed)
        key = label_key(name).split()
        gap = "" if WITHOUT_CASE.search(name) else " "
        longer = self._that_start_with(f"{name}{gap}")
        if len(longer) == 1 and (gap == "" or len(key) > 1):
            return longer[0]
        if len(key) == 1:
            known = self.by_surname.get(key[0]) or self.by_given.get(key[0], [])
            return known[0] if len(known) == 1 else printed
        for whole in self.by_surname.get(key[-1], ()) if key else ():
            first = self._first_words[whole]
            # A word that no table knows may be a trade: "Beekeeper Ada Brook".
            if any(_may_be_same(one, first) for one in key[:2]):
                return whole
        return name or printed

    def _that_start_with(self, opening: str) -> Sequence[str]:
        """Return the people whose names start with some words, or two if more do."""
        first = bisect_left(self._sorted, opening)
        few = self._sorted[first : first + 2]
        return [one for one in few if one.startswith(opening)]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _first_words(self) -> dict[str, str]:
        """The first word of each name, as surnames are compared."""
        return {name: (label_key(name).split() or [""])[0] for name in self.names}

    @cached_property
    def by_surname(self) -> dict[str, list[str]]:
        """The people by their surnames, as labels are compared."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            *before, last = label_key(name).split() or [""]
            # "Kovalenko N. P.", "Kocsis Edit"
            first = flag(self._language or "en", "surname_first") or len(last) == 1
            keys = {before[0] if before and first else last}
            two = len(before) > 1 and flag(self._language or "en", "two_surnames")
            if two and before[-1] not in label_words().particles:
                # "La Sra. Gil" is Amparo Gil Sanz.
                keys.add(before[-1])
            for key in keys:
                if not any(_may_be_same(name, one) for one in found[key]):
                    found[key].append(name)
        return dict(found)

    @cached_property
    def by_given(self) -> dict[str, list[str]]:
        """The people by their given names in small letters, where these are known."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            parts = name.split()
            surname_first = flag(self._language or "en", "surname_first")
            given = parts[-1] if surname_first else parts[0]
            known = name in self._printed.listed or is_given_name(given)
            if len(parts) > 1 and len(given) >= _MIN_GIVEN and known:
                found[given.casefold()].append(name)
        return dict(found)

    def inflected_in(self, text: str) -> list[str]:
        """Return whom a text names by one name in another case: "Podle Hrubeše …"."""
        if not self._bends:
            return []
        found: dict[str, None] = {}
        for word in NAME_WORD.finditer(text):
            printed = word.group()
            if len(printed) < _MIN_BENT or not printed[0].isupper():
                continue
            like = self._by_opening.get(printed[:_MIN_GIVEN].casefold(), ())
            found |= {
                name: None
                for part, name in like
                if may_be_inflected(printed.casefold(), part)
            }
        return list(found)

    @cached_property
    def _by_opening(self) -> dict[str, list[tuple[str, str]]]:
        """The people by the first letters of each of their names, with this name."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in self.names[:_MAX_INFLECTED]:
            for part in name.casefold().split():
                found[part[:_MIN_GIVEN]].append((part, name))
        return dict(found)


def _may_be_same(one: str, two: str) -> bool:
    """Return whether one name is another, or its initial."""
    return one == two or (len(one) == 1 and two.startswith(one))
