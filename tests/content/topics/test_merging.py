"""Topics of many transcripts become those of the library."""

from hypothesis import given, settings
from hypothesis import strategies as st

from content.topics import TopicMention, merge_topics


def entry(transcript: int, phrase: str, **values: object) -> TopicMention:
    fields = {"speaker": 1, "key": phrase, "weight": 3.0, "said": 2} | values
    return TopicMention(transcript=transcript, phrase=phrase, **fields)  # type: ignore[arg-type]  # as the tests name them


def test_forms_of_one_key_are_merged_under_the_most_usual() -> None:
    (topic,) = merge_topics(
        [
            entry(1, "flood gate", key="flood gate", said=1),
            entry(2, "flood gates", key="flood gate", said=4, speaker=2),
        ],
        2,
    )
    assert topic.phrase == "flood gates"
    assert topic.said
    assert topic.speakers == (2, 1)
    assert topic.transcripts == (1, 2)


def test_what_everybody_speaks_of_comes_last() -> None:
    common = [entry(number, "old country") for number in range(20)]
    typical = [entry(number, "flood gate", weight=2.0) for number in range(3)]
    merged = merge_topics([*common, *typical], 20)
    assert [topic.phrase for topic in merged] == ["flood gate", "old country"]


def test_a_topic_that_another_one_holds_is_left_out() -> None:
    shadow = [entry(1, "gate"), entry(1, "old flood gate"), entry(1, "flood gate")]
    merged = merge_topics([*shadow, entry(2, "gate of heaven")], 2)
    assert [topic.phrase for topic in merged] == ["flood gate", "gate of heaven"]


def test_one_speaker_s_topics_are_ranked_by_the_whole_library() -> None:
    entries = [
        *(entry(number, "old country", speaker=number + 1) for number in range(9)),
        entry(1, "tram line", speaker=2),
    ]
    merged = merge_topics(entries, 9, speaker=2)
    assert [topic.phrase for topic in merged] == ["tram line", "old country"]
    assert {topic.speakers for topic in merged} == {(2,)}


@settings(max_examples=50, deadline=None)
@given(st.permutations([entry(n % 4, f"topic {n % 5}", weight=n) for n in range(12)]))
def test_the_order_of_entries_does_not_matter(entries: list[TopicMention]) -> None:
    first = merge_topics(
        sorted(entries, key=lambda e: (e.transcript, e.phrase, e.weight)), 4
    )
    assert merge_topics(sorted(entries, key=lambda e: -e.weight), 4)[0].key
    assert {t.key for t in merge_topics(entries, 4)} == {t.key for t in first}
