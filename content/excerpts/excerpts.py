"""Excerpts: whole sentences of one turn that stand on their own in a chat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from content.excerpts.boundaries import find_boundaries
from content.excerpts.boundary_adjustment import adjust_boundaries
from content.excerpts.eligibility import is_barred, is_fit_to_offer, opens_alone
from content.excerpts.features.answered_question import question_features
from content.excerpts.features.conversation import Conversation, with_talk_interactions
from content.excerpts.features.earlier_words import EarlierWords
from content.excerpts.features.excerpt_features import opening_place, read_features
from content.excerpts.features.self_containment import self_containment
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.features.surroundings import Surroundings, argument_share
from content.excerpts.overrides import find_matching
from content.excerpts.questions import find_question, stands_between
from content.excerpts.quotability import is_worth_adjusting, rate
from content.excerpts.sentences.openings import Opening
from content.language.sentences import sentences
from content.language.stemming import primary_tag
from content.language.text_size import text_size
from content.model import Transcript, Turn, TurnKind

RULES_VERSION = 12
"""Version of the rules of cutting and rating: a library of another one is cut again."""

MAX_TOLERATED = 1
"""Excerpts of a transcript that are offered, the best of it, where none is over the bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One excerpt of a transcript.

    Attributes:
        turn: Index into the transcript's turns.
        position: Counted over the transcript, from 0.
        text: As shown, without outer white space.
        lead: White space before it in its turn.
        trail: White space after it; only the last of a turn has any.
        question: The question of somebody else that it answers, as cards show it above;
            empty where there is none, or it goes on from an answer's beginning.
        asked_by: Who asks that; None where nobody is named.
        servable: Whether it is somebody's words beyond doubt, says something and does
            not open by going on from what is left out.
        score: How well it reads on its own, from 0 to 1; 0 where it is nobody's words.
        offered: Whether it may come to somebody who asked for nothing else: it is
            somebody's words, and over the bars of `quotability`, which are others in a
            dialogue, and lower in a transcript that has nothing over them, or its file says
            so; and its file does not say otherwise.
    """

    turn: int
    position: int
    text: str
    kind: TurnKind
    lead: str = ""
    trail: str = ""
    speaker: str | None = None
    read_by: str | None = None
    question: str = ""
    asked_by: str | None = None
    servable: bool = False
    score: float = 0.0
    offered: bool = False


def cut_excerpts(transcript: Transcript) -> tuple[Excerpt, ...]:
    """Cut every turn of a transcript into excerpts, in order.

    Joined with their white space, the excerpts of a turn are its text
    exactly. A turn of white space alone has none.
    """
    language = primary_tag(transcript.language)
    voices = {speaker.name for speaker in transcript.speakers if speaker.voice}
    conversation = Conversation(transcript.turns)
    told = EarlierWords(language)
    said = [
        [SentenceFeatures(each, language) for each in sentences(turn.text, language)]
        for turn in transcript.turns
    ]
    argued = argument_share(
        sentence
        for turn, spoken in zip(transcript.turns, said, strict=True)
        if turn.kind.attributed
        for sentence in spoken
    )
    found: list[Excerpt] = []
    tolerable: list[Excerpt] = []
    last_spoken: Turn | None = None
    last_asking: int | None = None
    for number, turn in enumerate(transcript.turns):
        known = turn.speaker is not None and turn.speaker not in voices
        theirs = turn.kind.attributed and known and not turn.doubt
        asked = None
        if theirs and last_asking is not None:
            before = transcript.turns[last_asking]
            asked = find_question(turn, before, said[last_asking])
        question = asked.text if asked else ""
        for passage in _passages(
            turn,
            number,
            said[number],
            last_spoken,
            conversation,
            told=told,
            question=question,
            argued=argued,
        ):
            found.append(
                Excerpt(
                    turn=number,
                    position=len(found),
                    text=passage.text,
                    lead=passage.lead,
                    trail=passage.trail,
                    kind=turn.kind,
                    speaker=turn.speaker,
                    read_by=turn.read_by,
                    question=passage.question,
                    asked_by=asked.asked_by if asked and passage.question else None,
                    servable=theirs and passage.servable,
                    score=passage.score if theirs else 0.0,
                    offered=theirs and passage.offered,
                )
            )
            if theirs and passage.tolerable:
                tolerable.append(found[-1])
        last_spoken = turn if turn.kind.attributed else last_spoken
        last_asking = last_asking if stands_between(turn) else number
    for number in find_matching(transcript.offered, [each.text for each in found]):
        if found[number].score:
            found[number] = replace(found[number], offered=True)
    if not any(each.offered for each in found):
        tolerable.sort(key=lambda each: -each.score)
        for each in tolerable[:MAX_TOLERATED]:
            found[each.position] = replace(each, offered=True)
    # Afterwards, so that what a librarian takes out makes no room for worse.
    for number in find_matching(transcript.not_offered, [each.text for each in found]):
        found[number] = replace(found[number], offered=False)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A part of a turn between two boundaries, and how well it reads."""

    lead: str
    text: str
    trail: str
    question: str
    servable: bool
    score: float
    offered: bool
    tolerable: bool


def _passages(
    turn: Turn,
    number: int,
    said: Sequence[SentenceFeatures],
    last_spoken: Turn | None,
    conversation: Conversation,
    *,
    told: EarlierWords,
    question: str,
    argued: float,
) -> Iterator[_Passage]:
    """Yield the excerpts of a turn, with the white space around them.

    Args:
        turn: What is cut.
        number: Its place among the turns, from 0.
        said: Its sentences.
        last_spoken: The last turn before it that somebody says.
        conversation: Who talks to whom in the transcript.
        told: The words that were texts before; those of this turn are added.
        question: What the turn answers, as it is shown above its first excerpt.
        argued: How far the transcript argues.
    """
    texts = [each.text for each in said]
    opening = opening_place(turn, last_spoken)
    surroundings = Surroundings(said)
    dialogue = conversation.is_dialogue

    @cache
    def read(start: int, end: int) -> dict[str, float]:
        around = surroundings.around(start, end)
        before = said[start - 1] if start else None
        return read_features(said[start:end], opening, around, before)

    @cache
    def fits(start: int, end: int) -> bool:
        return is_fit_to_offer(said[start:end])

    def worth_adjusting(start: int, end: int) -> bool:
        return fits(start, end) and is_worth_adjusting(read(start, end))

    def goes_on(number: int) -> bool:
        asked = said[number - 1].asks and not said[number].asks
        goes_on = said[number].opening >= Opening.ENUMERATOR
        return goes_on or asked or said[number].is_remark

    cuts = adjust_boundaries(
        texts, find_boundaries(said), offered=worth_adjusting, goes_on=goes_on
    )
    lead = ""
    for start, end in pairwise(cuts):
        passage = lead + "".join(texts[start:end])
        body = passage.strip()
        lead = passage[: len(passage) - len(passage.lstrip())]
        after = passage[len(lead) + len(body) :]
        servable = fits(start, end) and opens_alone(said[start:end])
        asked = "" if start else question
        # These move no boundary, so that ids outlast what is learned of them.
        more = {
            **self_containment(said[start:end], asked),
            **conversation.features(number, body, asked=bool(asked)),
            **question_features(asked, text_size(body), told.language),
            "argues": argued,
            "midst_of_answer": float(start > 0 and bool(question)),
            "told_before": told.share(body, asked) if turn.kind.attributed else 0.0,
        }
        every = with_talk_interactions({**read(start, end), **more})
        rated = rate(every)
        barred = is_barred(every)
        if turn.kind.attributed:
            told.add(body)
        yield _Passage(
            lead=lead,
            text=body,
            trail=after if end == len(texts) else "",
            question=asked,
            servable=servable,
            score=rated.score,
            offered=fits(start, end)
            and not barred
            and rated.is_offered(dialogue=dialogue, asked=bool(asked)),
            tolerable=servable and not barred and rated.tolerable,
        )
        lead = after
