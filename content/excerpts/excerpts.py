"""Excerpts: whole sentences of one turn that stand on their own in a chat."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from content.excerpts.boundaries import find_boundaries
from content.excerpts.boundary_adjustment import adjust_boundaries
from content.excerpts.eligibility import is_barred, is_fit_to_offer, opens_alone
from content.excerpts.features.conversation import Conversation
from content.excerpts.features.earlier_words import EarlierWords
from content.excerpts.features.excerpt_features import opening_place
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.features.surroundings import argument_share
from content.excerpts.features.turn_features import TurnFeatures
from content.excerpts.overrides import find_matching
from content.excerpts.questions import find_question, stands_between
from content.excerpts.quotability import is_worth_adjusting, rate, read_weights
from content.excerpts.sentences.openings import Opening
from content.language.sentences import sentences
from content.language.words.stemming import primary_tag
from content.model import Transcript, Turn, TurnKind

RULES_VERSION = 46
"""Version of the rules of cutting and rating: a library of another one is cut again."""

Progress = Callable[[int], None]
"""Called with how many turns are cut."""

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
        eligible: Whether it may be offered at all: it is somebody's words beyond doubt,
            and neither too long nor too little.
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
    eligible: bool = False
    score: float = 0.0
    offered: bool = False


@dataclass(frozen=True, slots=True)
class RatedExcerpts:
    """The excerpts of a transcript before its file says which are offered, or never.

    Attributes:
        found: All of them, in order.
        tolerable: Those that may be offered where nothing else is.
    """

    found: tuple[Excerpt, ...]
    tolerable: tuple[Excerpt, ...]


def cut_excerpts(
    transcript: Transcript, progress: Progress | None = None
) -> tuple[Excerpt, ...]:
    """Cut every turn of a transcript into excerpts, in order.

    Joined with their white space, the excerpts of a turn are its text
    exactly. A turn of white space alone has none.
    """
    return with_overrides(rate_excerpts(transcript, progress), transcript)


def rate_excerpts(
    transcript: Transcript, progress: Progress | None = None
) -> RatedExcerpts:
    """Cut a transcript as `cut_excerpts` does, whatever its file says of excerpts."""
    turns, language = transcript.turns, primary_tag(transcript.language)
    voices = {speaker.name for speaker in transcript.speakers if speaker.voice}
    said = [
        [SentenceFeatures(each, language) for each in sentences(turn.text, language)]
        for turn in turns
    ]
    conversation = Conversation(turns)
    earlier = EarlierWords(language)
    argued = argument_share(
        sentence
        for turn, spoken in zip(turns, said, strict=True)
        if turn.kind.attributed
        for sentence in spoken
    )
    found: list[Excerpt] = []
    tolerable: list[Excerpt] = []
    last_spoken: Turn | None = None
    last_asking: int | None = None
    for number, turn in enumerate(turns):
        known = turn.speaker is not None and turn.speaker not in voices
        theirs = turn.kind.attributed and known and not turn.doubt
        asked = None
        if theirs and last_asking is not None:
            asked = find_question(turn, turns[last_asking], said[last_asking])
        features = TurnFeatures(
            number,
            said[number],
            opening_place(turn, last_spoken),
            conversation,
            argued=argued,
            answers=asked is not None,
        )
        for passage in _passages(
            features,
            earlier if turn.kind.attributed else None,
            question=asked.text if asked else "",
            dialogue=conversation.is_dialogue,
        ):
            excerpt = Excerpt(
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
                eligible=theirs and passage.fits,
                score=passage.score if theirs else 0.0,
                offered=theirs and passage.offered,
            )
            found.append(excerpt)
            if theirs and passage.tolerable:
                tolerable.append(excerpt)
        last_spoken = turn if turn.kind.attributed else last_spoken
        last_asking = last_asking if stands_between(turn) else number
        if progress:
            progress(number + 1)
    return RatedExcerpts(tuple(found), tuple(tolerable))


def with_overrides(rated: RatedExcerpts, transcript: Transcript) -> tuple[Excerpt, ...]:
    """Return excerpts of which those are offered that the transcript's file names."""
    found = rated.found
    chosen, texts = list(found), [each.text for each in found]
    # What a librarian has read and found good is known to be as good as the best.
    top_tier, *_ = read_weights().tiers
    for number in find_matching(transcript.offered, texts):
        if score := found[number].score:
            chosen[number] = replace(
                found[number], offered=True, score=max(score, top_tier)
            )
    if not any(each.offered for each in chosen):
        best = sorted(rated.tolerable, key=lambda each: -each.score)
        for each in best[:MAX_TOLERATED]:
            chosen[each.position] = replace(each, offered=True)
    # Afterwards, so that what a librarian takes out makes no room for worse.
    for number in find_matching(transcript.not_offered, texts):
        chosen[number] = replace(found[number], offered=False)
    return tuple(chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A part of a turn between two boundaries, and how well it reads."""

    lead: str
    text: str
    trail: str
    question: str
    fits: bool
    servable: bool
    score: float
    offered: bool
    tolerable: bool


def _passages(
    features: TurnFeatures,
    earlier: EarlierWords | None,
    *,
    question: str,
    dialogue: bool,
) -> Iterator[_Passage]:
    """Yield the excerpts of a turn, with the white space around them.

    Args:
        features: Those of the turn's sentences.
        earlier: The words that were said before; those of this turn are added. None
            where nobody says it.
        question: What the turn answers, as it is shown above its first excerpt.
        dialogue: Whether the transcript is one.
    """
    lead = ""
    for start, end in pairwise(_boundaries(features)):
        said = features.said[start:end]
        passage = lead + "".join(each.text for each in said)
        body = passage.strip()
        lead = passage[: len(passage) - len(passage.lstrip())]
        after = passage[len(lead) + len(body) :]
        asked = "" if start else question
        every = features.all(start, end, asked, earlier)
        if earlier:
            earlier.add(body)
        rated = rate(every)
        fits, barred = is_fit_to_offer(said), is_barred(every)
        servable = fits and opens_alone(said)
        yield _Passage(
            lead=lead,
            text=body,
            trail=after if end == len(features.said) else "",
            question=asked,
            fits=fits,
            servable=servable,
            score=rated.score,
            offered=fits
            and not barred
            and rated.is_offered(dialogue=dialogue, asked=bool(asked)),
            tolerable=servable and not barred and rated.tolerable,
        )
        lead = after


def _boundaries(features: TurnFeatures) -> list[int]:
    """Return the numbers of the sentences before which to cut, from 0 to the last + 1."""
    said = features.said

    @cache
    def worth_adjusting(start: int, end: int) -> bool:
        fits = is_fit_to_offer(said[start:end])
        return fits and is_worth_adjusting(features.local(start, end))

    def goes_on(number: int) -> bool:
        asked = said[number - 1].asks and not said[number].asks
        goes_on = said[number].opening >= Opening.ENUMERATOR
        return goes_on or asked or said[number].is_remark

    return adjust_boundaries(
        [each.text for each in said],
        find_boundaries(said),
        offered=worth_adjusting,
        goes_on=goes_on,
    )
