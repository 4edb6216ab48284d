"""The arithmetic of the segmentation score, on cases small enough to count by hand."""

import json
from pathlib import Path

import pytest

from bench.scoring.attribution import GoldSegment, Score, means, read_gold, score
from content.segment import Segment, SegmentKind

ADA, BEN = "Ada Brook", "Ben Hall"


def said(text: str, *names: str, kind: SegmentKind = SegmentKind.SPEECH) -> GoldSegment:
    return GoldSegment(kind, text, names)


def found(
    text: str,
    speaker: str | None,
    *,
    kind: SegmentKind = SegmentKind.SPEECH,
    confidence: float = 1.0,
) -> Segment:
    return Segment(kind=kind, text=text, line=1, speaker=speaker, confidence=confidence)


def test_the_gold_itself_is_right() -> None:
    made = score(
        [said("One two.", ADA), said("(Applause.)", kind=SegmentKind.STAGE)],
        [found("One two.", ADA), found("(Applause.)", None, kind=SegmentKind.STAGE)],
    )
    assert made == Score(
        spoken=6, given=6, right=6, starts=1, starts_given=1, starts_right=1
    )
    assert made.figures["right"] == made.figures["boundary F1"] == 1.0
    assert made.figures["leak"] == made.figures["wrong served"] == 0.0
    assert made.figures["messages"] is made.figures["doubt recall"] is None


def test_only_letters_and_digits_count() -> None:
    made = score([said("“Well – yes,  42.”", ADA)], [found('"Well - yes\n42"', ADA)])
    assert (made.spoken, made.given, made.right) == (9, 9, 9)


def test_an_alias_and_another_spelling_of_a_name_are_right() -> None:
    gold = [said("One two.", "Zoë Brook", "Mme. Brook")]
    assert score(gold, [found("One two.", "ZOE BROOK")]).right == 6
    assert score(gold, [found("One two.", "Mme Brook")]).right == 6
    assert score(gold, [found("One two.", "Brook")]).right == 0


def test_words_of_another_speaker_are_wrong_and_no_leak() -> None:
    made = score(
        [said("Three.", ADA), said("Seven.", BEN)], [found("Three. Seven.", ADA)]
    )
    assert (made.spoken, made.right, made.leaked) == (10, 5, 0)
    assert made.figures["wrong served"] == 0.5
    assert made.figures["boundary F1"] == pytest.approx(2 / 3)


def test_words_that_nobody_says_and_labels_left_in_leak() -> None:
    made = score(
        [said("Note.", kind=SegmentKind.COMMENTARY), said("Seven.", BEN)],
        [found("Note. HALL: Seven.", BEN)],
    )
    assert (made.given, made.right, made.leaked) == (13, 5, 8)
    assert made.figures["leak"] == pytest.approx(8 / 13)


def test_words_left_unattributed_are_missing_but_not_wrong() -> None:
    made = score(
        [said("Three.", ADA)], [found("Three.", None, kind=SegmentKind.COMMENTARY)]
    )
    assert (made.spoken, made.given, made.right) == (5, 0, 0)
    assert made.figures["right"] == 0.0
    assert made.figures["leak"] is None


def test_words_given_to_nobody_or_swallowed_are_lost() -> None:
    gold = [said("Three.", ADA), said("Seven ate nine.", BEN)]
    nobodys = found("Three.", None, kind=SegmentKind.COMMENTARY)
    assert score(gold, [nobodys, found("Seven ate nine.", ADA)]).lost == 5
    assert score(gold, [found("Three.", BEN), found("Seven nine.", BEN)]).lost == 3
    assert score(gold, []).figures["lost"] == 1.0


def test_a_doubt_mark_is_counted_with_what_is_wrong() -> None:
    made = score(
        [said("Three.", ADA), said("Four.", BEN), said("Six.", ADA)],
        [
            found("Three.", ADA, confidence=0.5),
            found("Four.", ADA, confidence=0.5),
            found("Six.", BEN, confidence=0.9),
        ],
    )
    assert (made.given, made.right, made.doubted, made.wrong_doubted) == (12, 5, 9, 4)
    assert made.figures["doubt recall"] == pytest.approx(4 / 7)
    assert made.figures["wrong served"] == 1.0


def test_a_right_person_under_another_form_of_the_name_is_told_apart() -> None:
    made = score(
        [
            said("Three.", ADA),
            said("Four.", BEN),
            said("(Applause.)", kind=SegmentKind.STAGE),
        ],
        [
            found("Three.", f"Prof. {ADA}", confidence=0.9),
            found("Four. (Applause.)", ADA, confidence=0.9),
        ],
    )
    assert (made.given, made.right) == (17, 0)
    assert (made.misnamed_served, made.leaked_served) == (5, 8)


def test_messages_are_counted_by_themselves() -> None:
    gold = [
        said("I read.", ADA),
        said("Dear all.", BEN, kind=SegmentKind.MESSAGE),
    ]
    sent = found("Dear all.", BEN, kind=SegmentKind.MESSAGE)
    assert score(gold, [found("I read.", ADA), sent]).figures["messages"] == 1.0
    kept = score(gold, [found("I read. Dear all.", ADA)])
    assert (kept.messages, kept.messages_right) == (7, 0)


def test_a_start_may_be_three_words_off() -> None:
    gold = [said("a b c d e f", ADA), said("g h i j k l", BEN)]
    for words, right in (("g h i", 2), ("g h i j", 1)):
        late = [
            found(f"a b c d e f {words}", ADA),
            found("g h i j k l".removeprefix(words), BEN),
        ]
        assert score(gold, late).starts_right == right


def test_what_nobody_says_does_not_end_a_turn() -> None:
    gold = [
        said("One.", ADA),
        said("(Applause.)", kind=SegmentKind.STAGE),
        said("Two.", ADA),
    ]
    whole = score(gold, [found("One. (Applause.) Two.", ADA)])
    assert (whole.starts, whole.starts_given, whole.starts_right) == (1, 1, 1)


def test_each_style_weighs_the_same_in_the_mean() -> None:
    right = Score(spoken=10, given=10, right=10)
    wrong = Score(spoken=10, given=10, right=0, messages=10)
    table = means({"plain": [right, right, right], "bold": [right, wrong]})
    assert table["plain"]["right"] == 1.0
    assert table["bold"]["right"] == 0.5
    assert table["mean"]["right"] == 0.75
    assert table["mean"]["messages"] == 0.0


def test_a_gold_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.gold.json"
    rows = [
        {"kind": "speech", "speaker": ADA, "text": "One.", "aliases": ["BROOK"]},
        {"kind": "stage", "speaker": None, "text": "(Applause.)"},
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert read_gold(path) == [
        GoldSegment(SegmentKind.SPEECH, "One.", (ADA, "BROOK")),
        GoldSegment(SegmentKind.STAGE, "(Applause.)", ()),
    ]
