"""Vectors of questions: those of two encoders side by side, where there are two."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from content.query.wording import is_question
from storage.database.errors import StorageError
from storage.semantic.encoder import Encoder, load_encoder
from storage.semantic.minilm import reads_as_english

log = logging.getLogger(__name__)

COMPANION_SHARE = 0.35
"""How much the companion's cosines weigh, beside those of the main encoder."""

COMPANION_QUESTION_SHARE = 0.2
"""The same for questions in full sentences, which the main encoder was trained with."""


_beside = ThreadPoolExecutor(1, "companion")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEncoder:
    """A maker of the vectors that questions are compared by.

    Attributes:
        main: Knows all languages.
        companion: Knows English; None where there is none.
        is_understood: Returns whether the companion understands a question.
    """

    main: Encoder
    companion: Encoder | None = None
    is_understood: Callable[[str], bool] = reads_as_english

    def encode(self, text: str) -> bytes:
        """Return a question's vector; its parts are as long as their weights."""
        if self.companion is None or not self.is_understood(text):
            return self.main.encode_question(text)
        # Neither holds the interpreter's lock while it computes.
        other = _beside.submit(self.companion.encode_question, text)
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
