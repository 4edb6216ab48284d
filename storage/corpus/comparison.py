"""Transcripts compared with their rows: what to write, what stays, what differs."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.excerpts.alignment import find_edited
from content.excerpts.excerpts import RULES_VERSION, Excerpt, Progress, cut_excerpts
from content.excerpts.ids import assign_ids, carry_over_ids, normalise_text
from content.excerpts.overrides import find_unmatched
from content.model import Speaker, Transcript
from content.names.people import ResolvedNames
from content.topics import RULES_VERSION as TOPIC_RULES
from content.topics import Topic, find_topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many excerpts change within one transcript, and how many of its own comments."""

    slug: str
    title: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    comments_added: int = 0
    comments_removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the files differ from the library that is served.

    Attributes:
        added: New transcripts.
        changed: Transcripts with changes; an excerpt is changed when its words or
            its speaker differ and it keeps its id.
        removed: Transcripts that are gone; their comments are kept.
        unchanged: How many transcripts stay as they are.
        unresolved: A sentence for each speaker who may or may not be somebody known,
            if what changed brought the doubt.
        ignored: A sentence for each thing in the folder that is not read.
        doubtful: Passages marked for checking, served to nobody until then.
        copies: A sentence for each transcript that says what another says, if either
            changed.
        unmatched: A sentence for each excerpt that a changed transcript names as not to
            be offered, and does not have.
    """

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    unchanged: int = 0
    unresolved: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    doubtful: int = 0
    copies: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the files and the library agree."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldExcerpt:
    """What the comparison needs of a stored excerpt."""

    id: str
    text: str
    speaker: str
    slot: int | None
    speaker_slot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExcerpt:
    """An excerpt to be written; its slots are those that it keeps.

    Attributes:
        is_copy: Whether its transcript is a copy of another, which is quoted instead.
    """

    id: str
    excerpt: Excerpt
    speaker: str
    read_by: str
    doubt: str
    asked_by: str = ""
    is_copy: bool = False
    slot: int | None = None
    speaker_slot: int | None = None

    @property
    def servable(self) -> bool:
        """Whether it is somebody's words, says something, and is no copy of others."""
        return self.excerpt.servable and bool(self.speaker) and not self.is_copy

    @property
    def offered(self) -> bool:
        """Whether it may come to somebody who asked for nothing else."""
        return self.excerpt.offered and bool(self.speaker) and not self.is_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTranscript:
    """A transcript to be written and all its excerpts.

    Attributes:
        unmatched: Words under `offered` or `not_offered` that none of them has.
    """

    transcript: Transcript
    content_hash: str
    excerpts: tuple[NewExcerpt, ...]
    speakers: tuple[tuple[Speaker, str], ...]
    topics: tuple[Topic, ...]
    change: Change
    unmatched: tuple[str, ...] = ()


def content_hash(
    transcript: Transcript, people: ResolvedNames, *, is_copy: bool
) -> str:
    """Return a hash of all that decides how a transcript's rows look."""
    names = [people.canonical[transcript.slug, s.name] for s in transcript.speakers]
    data = repr((RULES_VERSION, TOPIC_RULES, transcript, names))
    data += "copy" if is_copy else ""
    # An earlier name of the class: libraries that were loaded then stay as they are.
    data = data.replace("<TurnKind.", "<Kind.")
    return hashlib.blake2b(
        data.encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def compare(
    transcript: Transcript,
    people: ResolvedNames,
    old: Sequence[OldExcerpt],
    taken: set[str],
    departed: Mapping[str, str],
    *,
    is_copy: bool,
    progress: Progress | None = None,
) -> NewTranscript:
    """Cut a transcript, find its topics, and let excerpts keep their ids and slots.

    Args:
        transcript: As read from its file.
        people: Who is who in the whole library.
        old: Its excerpts as stored, in order; empty for a new transcript.
        taken: Ids of every other transcript; those minted here are added to it.
        departed: Ids of its excerpts that left and may come back, by `normalise_text`
            of their words.
        is_copy: Whether another transcript says the same, and is quoted instead.
        progress: Called with how many turns are cut.
    """
    cuts = cut_excerpts(transcript, progress)
    texts = [excerpt.text for excerpt in cuts]
    kept_ids = carry_over_ids([(excerpt.id, excerpt.text) for excerpt in old], texts)
    kept_ids = _with_returned(kept_ids, texts, departed)
    ids = assign_ids(transcript.slug, texts, taken, kept_ids)
    taken.update(ids)
    canonical = {
        each.name: people.canonical[transcript.slug, each.name]
        for each in transcript.speakers
    }
    before = {excerpt.id: excerpt for excerpt in old}
    excerpts = tuple(
        _new_excerpt(
            key, excerpt, transcript, canonical, before.get(key), is_copy=is_copy
        )
        for key, excerpt in zip(ids, cuts, strict=True)
    )
    after = {new.id: new for new in excerpts}
    return NewTranscript(
        transcript=transcript,
        content_hash=content_hash(transcript, people, is_copy=is_copy),
        excerpts=excerpts,
        speakers=tuple((s, canonical[s.name]) for s in transcript.speakers),
        topics=find_topics(transcript, cuts),
        unmatched=find_unmatched((*transcript.offered, *transcript.not_offered), texts),
        change=Change(
            slug=transcript.slug,
            title=transcript.title,
            added=len(after.keys() - before.keys()),
            removed=len(before.keys() - after.keys()),
            changed=sum(
                (before[key].text, before[key].speaker)
                != (after[key].excerpt.text, after[key].speaker)
                for key in before.keys() & after.keys()
            ),
        ),
    )


def _with_returned(
    kept: Sequence[str | None], texts: Sequence[str], departed: Mapping[str, str]
) -> list[str | None]:
    """Return ids in which excerpts that come back have those that they left with.

    What was edited meanwhile is the same as what is edited in the library.
    """
    ids = [*kept]
    if not departed:
        return ids
    words = [normalise_text(text) for text in texts]
    used = {each for each in kept if each}
    for number, text in enumerate(words):
        back = departed.get(text)
        if back and not ids[number] and back not in used:
            ids[number] = back
            used.add(back)
    away = [text for text, id_ in departed.items() if id_ not in used]
    free = [number for number, id_ in enumerate(ids) if id_ is None]
    edited = find_edited(away, [words[number] for number in free])
    for old, new in edited.items():
        ids[free[new]] = departed[away[old]]
    return ids


def _new_excerpt(
    key: str,
    excerpt: Excerpt,
    transcript: Transcript,
    canonical: Mapping[str, str],
    before: OldExcerpt | None,
    *,
    is_copy: bool,
) -> NewExcerpt:
    doubt = transcript.turns[excerpt.turn].doubt
    attributed = excerpt.kind.attributed and not doubt
    speaker = canonical[excerpt.speaker] if attributed and excerpt.speaker else ""
    keeps_slots = (
        before and excerpt.offered and before.speaker == speaker and not is_copy
    )
    return NewExcerpt(
        id=key,
        excerpt=excerpt,
        speaker=speaker,
        read_by=canonical[excerpt.read_by] if attributed and excerpt.read_by else "",
        asked_by=canonical[excerpt.asked_by] if excerpt.asked_by else "",
        doubt=doubt,
        is_copy=is_copy,
        slot=before.slot if before and keeps_slots else None,
        speaker_slot=before.speaker_slot if before and keeps_slots else None,
    )
