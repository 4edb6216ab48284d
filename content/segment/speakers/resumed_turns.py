"""Whose turn goes on where a label only says that the speaker does: "O Orador:".

Records in Portuguese print it below each interruption. Whoever had the floor speaks:
whom the chair called last, or who last spoke at length.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.language.word_lists import all_words
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import is_crowd, is_heckling, label_key
from content.segment.names.words import articles, label_words
from content.segment.speakers.chairs import is_chair

_MAX_INTERRUPTION = 250
_MAX_BEFORE = 4
_OF_WOMEN = ("a", "ice")


def with_resumed_turns(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels in which "The speaker" stands for whoever was interrupted."""
    words = all_words("labels.resuming_speakers")
    if not any(one.key in words for one in labels.values()):
        return dict(labels)
    resumed = {
        n: replace(one, label=replace(one.label, resumes=floor.label.with_holder))
        for n, one, floor in _resumed(labels, lines)
    }
    return {**labels, **resumed}


def _resumed(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Iterator[tuple[int, ScoredLabel, ScoredLabel]]:
    """Yield each label that resumes a turn, with the label of that turn."""
    words = all_words("labels.resuming_speakers")
    had_floor: list[ScoredLabel] = []
    called = True
    places = sorted(labels)
    for n, end in zip(places, [*places[1:], len(lines)], strict=True):
        one = labels[n]
        if one.key in words:
            likely = _of_gender(one.key, had_floor[-_MAX_BEFORE:])
            if likely is not None:
                yield n, one, likely
            called = False
        elif is_chair(label_key(one.label.printed)):
            called = True
        elif not (is_heckling(one.label.printed) or is_crowd(one.label.printed)):
            said = sum(len(line.text) for line in lines[n:end])
            if called or said > _MAX_INTERRUPTION:
                had_floor.append(one)
            called = False


def _of_gender(key: str, had_floor: Sequence[ScoredLabel]) -> ScoredLabel | None:
    """Return who had the floor last, and is a man or a woman as the words say."""
    woman = key.endswith(_OF_WOMEN)
    for one in reversed(had_floor):
        first = label_key(one.label.printed).split()[:1]
        titled = label_words().titles_and_roles | articles()
        if not titled.issuperset(first) or first[0].endswith(_OF_WOMEN) == woman:
            return one
    return None
