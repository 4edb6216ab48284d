import pickle
from dataclasses import replace

import pytest

from content import packed as module
from content.document import Block, BlockKind
from content.packed import Packed, packed
from content.segment import Segment, SegmentKind, result

COUNT = 1000


def blocks(count: int = COUNT) -> list[Block]:
    return [
        Block(
            text="" if n % 7 == 0 else f"Zeile {n} “é” 🎙 \ud800",
            line=n - 5,
            kind=BlockKind.ITEM if n % 3 else BlockKind.QUOTE,
            level=n % 4,
        )
        for n in range(count)
    ]


def test_records_come_out_as_they_went_in() -> None:
    kept = Packed(blocks())
    assert list(kept) == blocks()
    assert [kept[n] for n in range(len(kept))] == blocks()
    assert kept[-1] == blocks()[-1]
    assert kept[250:600:7] == tuple(blocks()[250:600:7])
    assert kept[990:] == tuple(blocks()[990:])
    with pytest.raises(IndexError):
        kept[COUNT]


def test_equal_records_make_equal_sequences() -> None:
    kept = Packed(blocks())
    again: Packed[Block] = Packed(blocks()[:600])
    assert kept != again
    again.extend(blocks()[600:])
    assert (kept, hash(kept)) == (again, hash(again))
    assert kept != Packed([*blocks()[:-1], replace(blocks()[-1], text="x")])
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - its own


def test_what_is_added_later_stands_at_the_end() -> None:
    kept: Packed[Block] = Packed()
    assert (len(kept), list(kept), kept[:5]) == (0, [], ())
    for start in range(0, COUNT, 130):
        kept.extend(blocks()[start : start + 130])
        assert list(kept) == blocks()[: start + 130]


def test_what_hardly_any_two_records_share_is_kept_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MAX_KNOWN", 10)
    said = [
        Segment(
            kind=SegmentKind.SPEECH,
            text=str(n),
            line=n,
            speaker=f"Speaker {n // 2}",
            testimonies=(result.Testimony(witness="label", weight=n / 8, says="so"),),
        )
        for n in range(100)
    ]
    assert list(Packed(said)) == said
    again = [replace(one, text="") for one in said[:10]] * 2
    assert list(Packed(again)) == again


def test_only_many_records_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY", 20)
    assert packed(iter(blocks(20))) == tuple(blocks(20))
    many = packed(iter(blocks(21)))
    assert isinstance(many, Packed)
    assert list(many) == blocks(21)
