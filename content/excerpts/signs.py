"""Signs by which an excerpt reads well, or not: each is a number, each has a name.

None decides alone: `quotability.toml` says how much each weighs. They are read once for
a sentence, so that many excerpts can be tried with it.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from content.excerpts.leanings import GOES_ON, LEANS, leanings
from content.excerpts.sentences.sentence import Sentence, is_function_word
from content.language.question_marks import OUTER_MARKS, asks
from content.language.text_size import SIZE_OF_WORD, text_size
from content.language.word_lists import entries, fast_pattern, flag, words

STANDS = (
    "reference",
    "connective",
    "counted",
    "continuation",
    "pronoun_at_once",
    "pronoun_early",
    "pronoun_middle",
    "pronoun_later",
    "pointer_early",
    "pointer_middle",
    "pointer_later",
    "weak_pointer_early",
    "weak_pointer_later",
    "named_before",
    "named_before_next",
    "link",
    "thing",
    "thing_first",
    "hypothetical",
    "concludes",
    "dangling",
    "adversative",
    "time",
    "likeness_early",
    "likeness_later",
    "elision",
    "unnamed",
    "later_paragraph",
    "later_salutation",
    "scrap_opening",
    "short_opening",
    "short_and_free",
    "long_words",
    "answer",
    "reply",
    "first_words",
    "within_paragraph",
    "after_short",
    "after_question",
    "brief_within",
    "named",
    "resolve",
    "principle",
    "talk",
    "brief_turn",
    "letter",
    "names_partner",
    "closes_talk",
    "replies",
    "promised",
    "argues",
    "claims",
    "told_before",
    "told_before_in_talk",
    "short_sentences",
    "own_topic",
    "next_leans",
    "unresolved",
    "counts_one",
    "takes_up",
    "told",
    "that_amount",
    "midst_of_answer",
    "formula_in_talk",
    "figures_in_talk",
    "asked",
    "question_leans",
    "question_bare",
    "question_unmarked",
    "question_speaks",
    "question_long",
    "full_answer",
    "interviewed",
    "chairing",
    "unknown_language",
)
"""Signs of whether it needs what was said before, nearly all in its first sentence.

Those of talk are read in `content.excerpts.conversation`, those of a question that is
shown above in `content.excerpts.questions`, those of all its words, from "short_sentences"
to "that_amount", in `content.excerpts.by_itself`."""

SAYS = (
    "procedure",
    "offices",
    "courtesy",
    "measures",
    "figures",
    "names",
    "list",
    "formula",
    "question",
    "asks",
    "addressed",
    "reply",
    "sentences",
    "long_sentences",
    "small",
    "size",
    "claims",
    "long_words",
    "offices_around",
    "figures_around",
    "claims_around",
    "talk",
    "brief_turn",
    "hands_over",
    "opens_talk",
    "closes_talk",
    "leads_talk",
    "chairing",
    "preface",
    "greets_only",
    "unknown_language",
)
"""Signs of whether it says something that somebody could enjoy or debate."""

WHOLE = ("unbalanced", "torn_start", "torn_end", "salutation_end", "furniture")
"""Signs of whether it is whole: balanced marks, sentences from end to end."""

_NUMBER = re.compile(r"\d[\d.,/:%]*")
_ENDS = frozenset(".!?…。！？؟।")
_TORN_START = re.compile(r"\s*(?:\.\.\.|…|[-–—•*·,;:.)\]”»])")
_FURNITURE = re.compile(
    r"https?://|www\.|\[\w+\]|[_*#|=]{2,}|\t|&\w+;|<\w+>|\bpage\s\d+"
)
_NUMBERED = re.compile(r"(?:^|[\s(])\(?(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)]\s")
_PAIRS = {"“": "”", "”": "”", "„": "“”", "「": "」", "『": "』", "(": ")", "[": "]"}
_PAIRS |= {"（": "）", "【": "】", "《": "》"}
_CLOSING = frozenset("".join(_PAIRS.values())) - _PAIRS.keys()
_MARKS = re.compile(f"[{re.escape(''.join({*_PAIRS, *_CLOSING}))}]")
_LIST_MARK = re.compile(r"(?<![\w(])\w{1,3}\)")

_MIN_KNOWN_WORDS, _MIN_OWN_SHARE = 5, 0.08
"""Words from which a text should hold function words of its language, and how many."""

_SCRAP_SIZE, _SMALL_SIZE, _FULL_SIZE, _LONG_SENTENCE_SIZE = 60, 110, 350, 180
"""Sizes (see `text_size`) of a scrap, of little, of a full excerpt, of a long sentence."""

_SHORT_SIZE = 200
"""Size under which an excerpt may be a saying."""

_LONG_WORD = 11
"""Letters of a long word, in languages that don't add endings to endings."""

_PROMISED_SIZE = 120
"""Size of what follows a promise ("three things") under which it is not all there."""

_MAX_COUNT = 4
"""Occurrences of a sign that are counted; more say no more."""

_MAX_PRINCIPLES, _MAX_LISTENERS, _MAX_COURTESIES, _MAX_NAMES = 3, 3, 2, 4
_MAX_CHAIRING = 2
"""The same for the words of some signs."""

_LIST_SEMICOLONS, _LIST_COMMAS = 3, 7
"""Marks that make a list: in an excerpt, and in one sentence."""


class Place(Enum):
    """Where an excerpt begins in its transcript."""

    FIRST_WORDS = auto()  # of the event
    ANSWER = auto()  # right after somebody else's question
    REPLY = auto()  # right after what somebody else said
    PARAGRAPH = auto()  # of a turn that has begun
    WITHIN_PARAGRAPH = auto()
    UNKNOWN = auto()


class SentenceSigns(Sentence):
    """The signs of one sentence, each read when it is first asked for."""

    @cached_property
    def long_words(self) -> int:
        """How many of its words are as long as learned and technical ones."""
        return sum([len(word) >= _LONG_WORD for word in self.words])

    @cached_property
    def large_words(self) -> int:
        """How many words but the first begin with a capital letter."""
        return sum([len(word) > 1 and word[0].isupper() for word in self.words[1:]])

    @cached_property
    def own_words(self) -> int:
        """How many words are function words of its language."""
        return sum([is_function_word(word, self.language) for word in self.words])

    @cached_property
    def figures(self) -> int:
        """How many numbers it holds."""
        return len(_NUMBER.findall(self.text))

    @cached_property
    def procedure(self) -> int:
        """How many words it holds with which an assembly or an office is run."""
        return self._count("excerpts.procedure")

    @cached_property
    def chairing(self) -> int:
        """How many words it holds of those who lead a meeting or a show."""
        return self._count("excerpts.chairing")

    @cached_property
    def claims(self) -> int:
        """How many words it holds of what people hold dear, fear or ought to do."""
        return self._count("excerpts.claims")

    @cached_property
    def offices(self) -> int:
        """How many words it holds of the business of governments and their offices."""
        return self._count("excerpts.offices")

    @cached_property
    def courtesies(self) -> int:
        """How many words it holds that thank, wish, welcome or invite."""
        return self._count("excerpts.courtesies")

    @cached_property
    def measures(self) -> int:
        """How many words it holds that go with the figures of an account."""
        return self._count("excerpts.measures")

    @cached_property
    def listeners(self) -> int:
        """How many words it holds that speak to somebody."""
        return self._count("excerpts.listeners")

    @cached_property
    def commas(self) -> int:
        """How many commas it holds."""
        return self.text.count(",") + self.text.count("、")

    @cached_property
    def opening_signs(self) -> dict[str, float]:
        """The signs of an excerpt that it opens."""
        return {
            "scrap_opening": float(self.size < _SCRAP_SIZE),
            "short_opening": float(self.size < _SMALL_SIZE),
            "principle": _share(self.claims, _MAX_PRINCIPLES),
            "named": self.named,
            "dangling": float(
                self._count("excerpts.dangling") > 0
                or self._opens("excerpts.dangling_openings")
            ),
            "adversative": float(self._opens("excerpts.adversatives")),
            "resolve": float(self._opens("excerpts.resolves")),
            "replies": float(
                self._opens("excerpts.replies")
                # "It is time that …" is no answer.
                and not self._opens("openings.independent")
            ),
            **leanings(self),
        }

    @cached_property
    def greets(self) -> bool:
        """Whether it begins by greeting."""
        return self._opens("excerpts.greetings") or self.is_salutation

    @cached_property
    def prefaces(self) -> bool:
        """Whether it introduces its speaker, announces a speech or tries a microphone."""
        return self._count("excerpts.prefaces") > 0

    @cached_property
    def told(self) -> bool:
        """Whether it says that something has been said: "as I have mentioned"."""
        return self._count("excerpts.told") > 0

    @cached_property
    def named(self) -> float:
        """How many names it holds, as far as capital letters tell, up to 1."""
        if flag(self.language, "capital_nouns"):
            return 0.0
        return _share(self.large_words, _MAX_NAMES)

    def _opens(self, table: str) -> bool:
        found = fast_pattern(self.language, table)
        return bool(found and found.match(self.searched.lstrip(OUTER_MARKS)))

    def _count(self, table: str) -> int:
        found = fast_pattern(self.language, table)
        return len(found.findall(self.searched)) if found else 0


def read_signs(
    said: Sequence[SentenceSigns],
    place: Place = Place.UNKNOWN,
    around: Mapping[str, float] | None = None,
    before: SentenceSigns | None = None,
) -> dict[str, float]:
    """Return the signs of an excerpt by name; those that are not named are 0.

    Args:
        said: Its sentences; at least one that is not blank.
        place: Where it begins, where nothing of its turn is before it.
        around: The signs of its surroundings, where they are known.
        before: The sentence of its turn that is before it.
    """
    if before is not None:
        ends = before.ends_paragraph
        place = Place.PARAGRAPH if ends else Place.WITHIN_PARAGRAPH
    within = place is Place.WITHIN_PARAGRAPH
    telling = [each for each in said if not each.is_remark] or list(said)
    text = "".join(each.text for each in said).strip()
    unknown = float(not _is_known(telling))
    opening = telling[0].opening_signs
    if unknown:
        # The words of another language are no signs.
        opening = {name: opening[name] for name in ("scrap_opening", "short_opening")}
    if place in {Place.FIRST_WORDS, Place.PARAGRAPH}:
        # A short sentence is a beginning here; elsewhere it may be half an exchange.
        opening = {**opening, "scrap_opening": 0.0}
    size = sum(each.size for each in telling)
    return {
        **opening,
        **_saying(telling, text),
        "short_and_free": 0.0
        if opening.keys() & LEANS
        else max(0.0, 1 - size / _SHORT_SIZE),
        **_wholeness(text),
        "salutation_end": float(len(telling) > 1 and telling[-1].is_salutation),
        **(around or {}),
        "later_paragraph": float(_goes_on_later(telling)),
        "named_before_next": float(
            len(telling) > 1 and "named_before" in telling[1].opening_signs
        ),
        "promised": _promised(telling),
        # What stands before it is the end of something else.
        "later_salutation": float(any(each.is_salutation for each in telling[1:])),
        "answer": float(place is Place.ANSWER),
        "reply": float(place in {Place.ANSWER, Place.REPLY}),
        "first_words": float(place is Place.FIRST_WORDS),
        "within_paragraph": float(within),
        # In a row of short sentences, each mostly is a saying of its own.
        "after_short": float(within and _is_short(before)),
        "after_question": float(before is not None and before.asks),
        "brief_within": max(0.0, 1 - len(telling) / _MAX_COUNT) if within else 0.0,
        "unknown_language": unknown,
    }


def _is_short(said: SentenceSigns | None) -> bool:
    return said is not None and said.size < _SCRAP_SIZE


def _goes_on_later(said: Sequence[SentenceSigns]) -> bool:
    """Return whether a later paragraph opens by going on from something.

    What it goes on from is seldom the end of the paragraph before it alone.
    """
    return any(
        before.ends_paragraph and any(map(after.opening_signs.get, GOES_ON))
        for before, after in pairwise(said)
    )


def _promised(said: Sequence[SentenceSigns]) -> float:
    """Return how far it ends before what it promises ("I ask three things of you.")."""
    after = 0.0
    for each in reversed(said):
        found = fast_pattern(each.language, "excerpts.promises")
        ends = [at.end() for at in found.finditer(each.searched)] if found else []
        if ends:
            rest = after + text_size(each.text[ends[-1] :])
            return max(0.0, 1 - rest / _PROMISED_SIZE)
        after += each.size
        if after >= _PROMISED_SIZE:
            break
    return 0.0


def _is_known(said: Sequence[SentenceSigns]) -> bool:
    """Return whether it is known which words of these sentences would point back.

    A document may hold words in another language than its own: then few of them are
    the function words of its own.
    """
    language = said[0].language
    if not entries(language, "excerpts.pointers"):
        return False
    if not words(language, "stop_words") or not flag(language, "spaced"):
        return True
    count = sum(len(each.words) for each in said)
    own = sum(each.own_words for each in said)
    return count < _MIN_KNOWN_WORDS or own > _MIN_OWN_SHARE * count


def _saying(said: Sequence[SentenceSigns], text: str) -> dict[str, float]:
    language = said[0].language
    size = sum(each.size for each in said)
    if flag(language, "spaced"):
        count = max(sum(len(each.words) for each in said), 1)
    else:
        count = max(int(size // SIZE_OF_WORD), 1)
    names = 0 if flag(language, "capital_nouns") else sum(s.large_words for s in said)
    is_list = (
        text.count(";") >= _LIST_SEMICOLONS
        or len(_NUMBERED.findall(text)) > 1
        or max(each.commas for each in said) >= _LIST_COMMAS
    )
    return {
        "procedure": _share(sum(each.procedure for each in said), _MAX_COUNT),
        "chairing": _share(sum(each.chairing for each in said), _MAX_CHAIRING),
        "offices": _share(8 * sum(each.offices for each in said), count),
        "courtesy": _share(sum(each.courtesies for each in said), _MAX_COURTESIES),
        "measures": _share(sum(each.measures for each in said), _MAX_COUNT),
        "figures": _share(sum(each.figures for each in said), _MAX_COUNT),
        "names": _share(5 * names, 2 * count),
        "list": float(is_list),
        "formula": float(any(each.is_empty for each in said)),
        "question": float(all(each.asks for each in said)),
        "asks": float(said[-1].asks),
        "addressed": _share(sum(each.listeners for each in said), _MAX_LISTENERS),
        "sentences": _share(len(said), _MAX_COUNT),
        "long_sentences": min(2.0, size / len(said) / _LONG_SENTENCE_SIZE),
        "small": max(0.0, 1 - size / 60),
        "long_words": _share(6 * sum(each.long_words for each in said), count)
        if not flag(language, "bends_names")
        else 0.0,
        "size": min(2.0, size / _FULL_SIZE),
        "claims": _share(5 * sum(each.claims for each in said), count),
    }


def _share(count: int, most: int) -> float:
    return min(count, most) / most


def _wholeness(text: str) -> dict[str, float]:
    start = text.lstrip(OUTER_MARKS)[:1]
    return {
        "unbalanced": float(not is_balanced(text)),
        "torn_start": float(
            _TORN_START.match(text) is not None
            or (start.islower() and not text.islower())
        ),
        "torn_end": float(
            text.rstrip(OUTER_MARKS)[-1:] not in _ENDS and not asks(text)
        ),
        "furniture": float(_FURNITURE.search(text) is not None),
    }


def is_balanced(text: str) -> bool:
    """Return whether quotation marks and brackets that open also close.

    A mark that is repeated where a paragraph begins opens nothing new.

    >>> is_balanced('He said: “No (never).”'), is_balanced('He said: “No.')
    (True, False)
    """
    opened: list[str] = []
    for paragraph in _LIST_MARK.sub("", text).split("\n\n"):
        for found in _MARKS.finditer(paragraph):
            mark = found[0]
            if opened and mark in _PAIRS[opened[-1]]:
                opened.pop()
            elif mark in _PAIRS and not (found.start() == 0 and opened[-1:] == [mark]):
                opened.append(mark)
            elif mark in _CLOSING:
                return False
    in_pairs = text.count('"') % 2 == 0 and text.count("«") == text.count("»")
    return not opened and in_pairs
