"""Full names as the texts of one document print them: where each stands, and its bare form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from content.language.word_lists import all_words, flag, words
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words

# "HARLAN FORKS – Governor …", "DORN, May 3 — The mayor …": where a report was written.
_DATE_LINE_END = re.compile(r"(?:,[^.!?–—-]{2,40})?\s(?:[–—]|--?)\s(?=.{60})")
_MAX_TEXTS, _MAX_WITH_ENDINGS = 3_000, 200
_MIN_CUT = 3


class PrintedNames:
    """The full names in the texts of one document.

    Attributes:
        listed: Who is listed as present.
        language: The language of the document; empty if it is not known.
    """

    def __init__(
        self, texts: Iterable[str], listed: Sequence[str], language: str
    ) -> None:
        """Keep the texts, which are read when they are needed.

        Args:
            texts: What may name people.
            listed: Who is listed as present.
            language: The language; empty if it is not known.
        """
        self._texts = texts
        self.listed = listed
        self.language = language
        self._stands_without_ending: dict[str, bool] = {}
        self._acting: dict[str, bool] = {}
        # Where every noun has a capital, two of them are hardly a name.
        self._nouns = bool(language) and flag(language, "capital_nouns")

    @cached_property
    def texts(self) -> list[str]:
        """The texts from which names are collected: of a long document, the first ones."""
        return [*islice(self._texts, _MAX_TEXTS)]

    def acts(self, name: str) -> bool:
        """Return whether words open a sentence, follow a quotation and a verb, or end in a surname.

        So a name does, and hardly what an office is for: "minister Rozwoju Wsi".
        """
        known = self._acting.get(name)
        if known is None:
            first, last = map(
                re.escape, (name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1])
            )
            acts = re.compile(
                rf"(?:^|[.!?]\s|[”“»\"’—–-][,.]?\s(?:[—–-]\s)?[^\W\d_A-Z]+\s){re.escape(name)}(?!\w)"
                rf"|(?<!{first}\s)(?<!\w){last}(?!\w)"
            )
            known = self._acting[name] = any(map(acts.search, self.texts))
        return known

    def with_places(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the full and the listed names in a text, each with its start and end."""
        listed = [name for name in self.listed if name in text]
        for name in listed:
            place = text.find(name)
            yield name, place, place + len(name)
        for one in self.mentions_in(text):
            name = self.without_trade(one.name)
            given = is_given_name(name.split()[0])
            if self._nouns and not (given or one.office):
                continue
            bare = self.without_titles(name)
            known = any(bare in name or name in bare for name in listed)
            if " " in bare and not known:
                yield bare, one.start, one.end

    @staticmethod
    def mentions_in(text: str) -> Iterator[Mention]:
        """Yield the full names in a text, but the place where a report was written."""
        for one in mentions_in(text):
            place = one.start == 0 and one.name.isupper() and not one.office
            if not (place and _DATE_LINE_END.match(text, one.end)):
                yield one

    def without_trade(self, name: str) -> str:
        """Return a name without a case ending, and without a trade before it."""
        return without_trade_before(self.without_ending(name), self.language)

    def without_ending(self, name: str) -> str:
        """Return a name without the ending behind its apostrophe, if it stands so, too.

        "Halit Ergene'nin" is Halit Ergene; "Karasu'da" may be a place.
        """
        bare = CASE_ENDING.sub("", name)
        if bare == name:
            return name
        if bare not in self._stands_without_ending:
            alone = re.compile(rf"(?<!\w){re.escape(bare)}(?![\w'’])")
            few = len(self._stands_without_ending) < _MAX_WITH_ENDINGS
            self._stands_without_ending[bare] = few and any(
                map(alone.search, self.texts)
            )
        return bare if self._stands_without_ending[bare] else name

    def without_titles(self, name: str) -> str:
        """Return a name without titles, and offices that are cut short: "Cllr Oakes"."""
        first, _, rest = name.partition(" ")
        cut = (
            rest and len(first) >= _MIN_CUT and label_key(first) in self._abbreviations
        )
        return without_titles(rest if cut else name)

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return words(self.language, "labels.abbreviations")


def without_titles(name: str) -> str:
    """Return a name without forms of address before or behind it: "Mr Hall", "Yusuf Bey"."""
    titles = label_words().titles | all_words("citations.after_lone_names")
    parts = name.split()
    return " ".join(part for part in parts if part.casefold().strip(".") not in titles)
