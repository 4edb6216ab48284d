"""Features of excerpts of a conversation, where a turn leans on the one before it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from content.excerpts.sentences.sentence import WORD
from content.language.words.text_size import SIZE_OF_WORD, text_size
from content.model import Turn, TurnKind

_BRIEF_TURN = 60
"""Words under which a turn is one of talk rather than a speech."""

DIALOGUE = 0.3
"""Share of words in brief turns from which a document is a dialogue."""

_MIN_TURNS = 4
"""Turns from which people talk to each other."""

_NEAR_TURNS = 3
"""Turns to each side whose speakers an excerpt may speak to."""

_LAST_TURNS = 2
"""Turns at the end of a talk that mostly close it."""

_IN_TALK = ("told_before", "formula", "figures")
"""Features that tell more in a dialogue than in a speech."""

_NAME_LETTERS, _UNCASED_NAME_LETTERS, _BENT_LETTERS = 4, 2, 2
"""Letters from which a name tells, and those at its end that a case may change."""


class Conversation:
    """How much of a document is talk, and who talks to whom."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        """Measure the turns of a document in which somebody speaks."""
        spoken = [(n, each) for n, each in enumerate(turns) if each.kind.attributed]
        self._places = {number: place for place, (number, _) in enumerate(spoken)}
        self._turns = [each for _, each in spoken]
        self._words = [text_size(each.text) / SIZE_OF_WORD for each in self._turns]
        self._people = Counter(each.speaker for each in self._turns)
        brief = sum(words for words in self._words if words < _BRIEF_TURN)
        several = len(self._turns) >= _MIN_TURNS and len(self._people) > 1
        self.talk = brief / max(sum(self._words), 1) if several else 0.0
        """The share of its words in brief turns; 0 where one person speaks."""

    @property
    def is_dialogue(self) -> bool:
        """Whether the document is a dialogue rather than speeches one after another."""
        return self.talk >= DIALOGUE

    def features(
        self, turn: int, text: str, *, asked: bool = False
    ) -> dict[str, float]:
        """Return the features of an excerpt by name; those that are not named are 0.

        Args:
            turn: The number of its turn in the document.
            text: As it is shown.
            asked: Whether the question that it answers is shown above it.
        """
        place = self._places.get(turn)
        if place is None or not self.talk:
            return {}
        said = self._turns[place]
        ends = said.text.rstrip().endswith(text)
        near = slice(max(0, place - _NEAR_TURNS), place + _NEAR_TURNS + 1)
        following = self._turns[place + 1 : place + 2]
        of_all = self._people[said.speaker] / len(self._turns)
        closes = ends and place >= len(self._turns) - _LAST_TURNS
        return {
            "talk": self.talk,
            "brief_turn": max(0.0, 1 - self._words[place] / _BRIEF_TURN),
            # Whoever writes knows that nobody has heard what came before.
            "letter": float(said.kind is TurnKind.MESSAGE),
            "names_partner": float(_names_another(text, said, self._turns[near])),
            "hands_over": float(ends and _names_another(text, said, following)),
            "opens_talk": self.talk if place == 0 else 0.0,
            "closes_talk": self.talk if closes else 0.0,
            # Whoever leads a meeting or a show has most of its turns.
            "leads_talk": self.talk * min(1.0, 2 * of_all),
            # So does whoever is asked about a life, rather than about a motion.
            "interviewed": min(1.0, 2 * of_all) if asked else 0.0,
        }


def with_talk_interactions(features: Mapping[str, float]) -> dict[str, float]:
    """Return all features, with products of some and of how much of a document is talk."""
    share = min(1.0, 2 * features.get("talk", 0.0))
    more = {f"{name}_in_talk": share * features.get(name, 0.0) for name in _IN_TALK}
    return {**features, **more}


def _names_another(text: str, said: Turn, turns: Iterable[Turn]) -> bool:
    """Return whether a text names who has one of some turns, but not its own speaker."""
    people = {each.speaker for each in turns} - {said.speaker, None}
    stems = tuple(stem for each in people if each for stem in _stems(each))
    return bool(stems) and any(
        word.casefold().startswith(stems)
        for word in WORD.findall(text)
        if not word[0].islower()
    )


@lru_cache(maxsize=4_096)
def _stems(name: str) -> tuple[str, ...]:
    """Return the words of a name without what a grammatical case may change."""
    return tuple(
        word.casefold()[: max(least, len(word) - _BENT_LETTERS)]
        for word in WORD.findall(name)
        if len(word) >= (least := _letters_that_tell(word))
    )


def _letters_that_tell(word: str) -> int:
    cased = word[0].isupper() or word[0].islower()
    return _NAME_LETTERS if cased else _UNCASED_NAME_LETTERS
