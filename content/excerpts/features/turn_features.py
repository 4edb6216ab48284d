"""All features of the excerpts into which a turn may be cut."""

from collections.abc import Sequence

from content.excerpts.features.answered_question import question_features
from content.excerpts.features.conversation import Conversation, with_talk_interactions
from content.excerpts.features.earlier_words import EarlierWords
from content.excerpts.features.excerpt_features import Place, read_features
from content.excerpts.features.self_containment import self_containment
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.features.surroundings import Surroundings
from content.language.words.text_size import text_size


class TurnFeatures:
    """The features of any excerpt of a turn, named by its sentences."""

    def __init__(
        self,
        number: int,
        said: Sequence[SentenceFeatures],
        place: Place,
        conversation: Conversation,
        *,
        argued: float,
        answers: bool,
    ) -> None:
        """Take a turn, and what its document tells of all excerpts.

        Args:
            number: Its place among the document's turns, from 0.
            said: Its sentences.
            place: Where it begins.
            conversation: Who talks to whom in the document.
            argued: How far the document argues.
            answers: Whether a question is shown above its first excerpt.
        """
        self.said = said
        self._number, self._place, self._conversation = number, place, conversation
        self._argued, self._answers = argued, answers
        self._surroundings = Surroundings(said)
        self._local: dict[tuple[int, int], dict[str, float]] = {}

    def local(self, start: int, end: int) -> dict[str, float]:
        """Return the features by which boundaries move: of sentences, and around them.

        All others move none, so that ids outlast what is learned of them.

        Args:
            start: The number of the excerpt's first sentence.
            end: That of the last, plus 1.
        """
        found = self._local.get((start, end))
        if found is None:
            found = self._local[start, end] = read_features(
                self.said[start:end],
                self._place,
                self._surroundings.around(start, end),
                self.said[start - 1] if start else None,
            )
        return found

    def all(
        self, start: int, end: int, question: str, earlier: EarlierWords | None
    ) -> dict[str, float]:
        """Return every feature of an excerpt by name; those that are not named are 0.

        Args:
            start: The number of its first sentence.
            end: That of the last, plus 1.
            question: What is shown above it.
            earlier: The words that were said before it; None where nobody says it.
        """
        said = self.said[start:end]
        text = "".join(each.text for each in said).strip()
        return with_talk_interactions(
            {
                **self.local(start, end),
                **self_containment(said, question),
                **self._conversation.features(self._number, text, asked=bool(question)),
                **question_features(question, text_size(text), said[0].language),
                "argues": self._argued,
                "midst_of_answer": float(start > 0 and self._answers),
                "told_before": earlier.share(text, question) if earlier else 0.0,
            }
        )
