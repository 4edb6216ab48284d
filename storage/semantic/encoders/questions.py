"""Vectors of questions: those of two encoders side by side, where there are two."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from content.query.wording import is_question
from storage.database.errors import StorageError
from storage.semantic.encoders.encoder import QUESTION_CACHE_SIZE, Encoder, load_encoder
from storage.semantic.encoders.minilm import reads_as_english

log = logging.getLogger(__name__)

COMPANION_SHARE = 0.35
"""How much the companion's cosines weigh, beside those of the main encoder."""

COMPANION_QUESTION_SHARE = 0.1
"""The same for questions in full sentences, which the main encoder was trained with."""


_beside = ThreadPoolExecutor(1, "companion")


class QuestionEncoder:
    """A maker of the vectors that questions are compared by.

    Attributes:
        main: Knows all languages.
    """

    def __init__(
        self,
        *,
        main: Encoder,
        companion: Encoder | None = None,
        is_understood: Callable[[str], bool] = reads_as_english,
    ) -> None:
        """Use encoders that are loaded already.

        Args:
            main: Knows all languages.
            companion: Knows English; None where there is none.
            is_understood: Returns whether the companion understands a question.
        """
        self.main = main
        self._companion = companion
        self._is_understood = is_understood
        # A search needs it twice, and the second time waits for no other thread.
        self._cached = lru_cache(QUESTION_CACHE_SIZE)(self._encode)

    def encode(self, text: str) -> bytes:
        """Return a question's vector; its parts are as long as their weights."""
        return self._cached(text)

    def has_companion(self, text: str) -> bool:
        """Return whether a question's vector has a part by the companion."""
        return self._companion is not None and self._is_understood(text)

    def _encode(self, text: str) -> bytes:
        if self._companion is None or not self._is_understood(text):
            return self.main.encode_question(text)
        # Neither holds the interpreter's lock while it computes.
        other = _beside.submit(self._companion.encode_question, text)
        main = self.main.encode_question(text)
        share = COMPANION_QUESTION_SHARE if is_question(text) else COMPANION_SHARE
        return joined(main, other.result(), share)


def joined(main: bytes, other: bytes, share: float) -> bytes:
    """Return two vectors as one, the second with a share of the weight."""
    import numpy as np  # noqa: PLC0415 - only there with the extra

    parts = [
        np.frombuffer(each, dtype=np.int8).astype(np.float32) for each in (main, other)
    ]
    weights = (1.0 - share, share)
    whole = np.concatenate(
        [
            part * (weight / max(float(np.linalg.norm(part)), 1e-9))
            for part, weight in zip(parts, weights, strict=True)
        ]
    )
    peak = float(np.abs(whole).max()) or 1.0
    return bytes(np.rint(whole * (127.0 / peak)).astype(np.int8).tobytes())


def load_questions(main: Encoder) -> QuestionEncoder:
    """Return the encoder of questions; without its companion where that can't be loaded."""
    kind = main.companion()
    companion = None
    if kind is not None and kind.is_installed():
        try:
            companion = load_encoder(kind)
        except StorageError as error:
            log.error("questions go without a part of their meaning: %s", error)  # noqa: TRY400 - a known one
    return QuestionEncoder(main=main, companion=companion)
