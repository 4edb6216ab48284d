"""Fits of which paragraphs of a page are spoken, on pages of which it is known."""

from pathlib import Path

import pytest

from content.segment.voices.one_speech.told.passages import ParagraphSigns
from content.segment.wording.spoken_wording import weigh_wording, wording_of

pytest.importorskip("numpy", reason="the fits need numpy, which the extra has")

from bench.chain_field import Chain, ChainField
from bench.wording import KnownParagraph, fit_wording, write_wording


def _chain(label: str, spoken: list[bool]) -> Chain:
    """Return a page on which spoken paragraphs ask, and words lead to the first of each run."""
    signs = [
        ParagraphSigns(
            inside={"asks": float(now), "always": 1.0},
            start={"above: leads": float(now and not above)},
            end={"below: reactions": float(now and not below)},
        )
        for above, now, below in zip(
            [False, *spoken], spoken, [*spoken[1:], False], strict=False
        )
    ]
    return Chain(label, signs, [*spoken])


_KNOWN = [
    [False, True, True, False],
    [False, True, False, True, False],
    [False, False, True, True, True],
    [False, True, True, False, False, True],
]


def test_a_fit_reads_a_page_that_is_like_those_it_learned_from() -> None:
    field = ChainField([_chain(str(n), spoken) for n, spoken in enumerate(_KNOWN)])
    new = _chain("new", [False, False, True, False, True, True, False])
    assert not field.reads_nearly(new)
    field.fit()
    assert field.reads_nearly(new)
    assert field.weights["inside"][field.names["inside"].index("asks")] > 1
    lines = field.lines()
    assert [line for line in lines if line.startswith("[")] == [
        "[inside]",
        "[start]",
        "[again]",
        "[end]",
    ]


def test_what_is_not_known_of_a_paragraph_teaches_nothing() -> None:
    known = [_chain(str(n), spoken) for n, spoken in enumerate(_KNOWN)]
    unknown = Chain("unknown", known[0].signs, [None] * len(known[0].signs))
    fields = ChainField(known), ChainField([*known, unknown])
    for field in fields:
        field.fit()
    for kind, weights in fields[0].weights.items():
        assert weights == pytest.approx(fields[1].weights[kind], abs=1e-6)


def _paragraphs() -> list[KnownParagraph]:
    spoken = "I thank you all, and we will not forget what you did for our harbour"
    told = "She looked at him, put her basket down, and walked back to her old chair"
    return [
        KnownParagraph(f"document {n}", "en", wording_of(f"{text} {n}"), text is spoken)
        for n in range(14)
        for text in (spoken, told)
    ]


def test_words_of_known_paragraphs_tell_spoken_from_told_ones(tmp_path: Path) -> None:
    weights = fit_wording(_paragraphs(), {"document 1"})
    assert weigh_wording("We thank you, and will not forget you.", weights["en"]) > 0
    assert weigh_wording("He looked at her and walked back.", weights["en"]) < 0
    write_wording(tmp_path / "wording", weights)
    table = (tmp_path / "wording" / "en.tsv").read_text(encoding="utf-8")
    rows = dict(row.split("\t") for row in table.splitlines()[1:])
    assert float(rows["thank"]) > 0 > float(rows["looked"])


def test_a_language_of_few_documents_has_no_table() -> None:
    assert fit_wording(_paragraphs()[:8], set()) == {}
