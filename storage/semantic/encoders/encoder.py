"""What an encoder is, which turns texts into vectors of their meaning."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import ClassVar, Protocol

from storage.database.errors import StorageError

MAX_TEXT_CHARS = 2_000
"""Characters of a text that are encoded; a card rarely has more."""

QUESTION_CACHE_SIZE = 1_000
"""Questions whose vectors are cached: 384 bytes each."""


class Encoder(Protocol):
    """A maker of vectors whose cosine says how near texts are in meaning.

    Vectors are `dimensions` signed bytes each; their length has no meaning.
    """

    name: ClassVar[str]
    dimensions: ClassVar[int]
    batch: ClassVar[int]
    """Texts encoded before they are kept: what is done again when the process was ended."""
    texts_per_second: ClassVar[float]
    """How many texts one core encodes, until it was measured."""

    @classmethod
    def is_installed(cls) -> bool:
        """Return whether it can be loaded here, without loading it."""
        ...

    @classmethod
    def companion(cls) -> "type[Encoder] | None":
        """Return an encoder whose vectors stand beside those of this one, if any."""
        ...

    @classmethod
    def supports_language(cls, language: str) -> bool:
        """Return whether texts of a language (BCP 47) are understood."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        """Return a vector for each text that may be found."""
        ...

    def encode_question(self, text: str) -> bytes:
        """Return a vector for what a person looks for; safe from several threads."""
        ...

    def is_word(self, word: str) -> bool:
        """Return whether a word is a common one of any language, and so no typing error."""
        ...

    def is_gibberish(self, word: str) -> bool:
        """Return whether a word is surely one of no language."""
        ...


def with_companion(encoder_type: type[Encoder]) -> tuple[type[Encoder], ...]:
    """Return an encoder and the one whose vectors stand beside its own, if any."""
    return (encoder_type, *filter(None, [encoder_type.companion()]))


@cache
def load_encoder(encoder_type: type[Encoder]) -> Encoder:
    """Return this process's encoder of a kind, which is loaded once.

    Raises:
        StorageError: It can't be loaded; the next call tries again.
    """
    try:
        return encoder_type()
    except (ImportError, OSError, RuntimeError, ValueError, MemoryError) as error:
        raise StorageError(
            f"The encoder {encoder_type.name} can't be loaded ({error}). Install "
            "rostra[semantic] anew, or uninstall it to go by words alone."
        ) from error


def vector_key(name: str, text: str) -> bytes:
    """Return the key of an encoder's vector of a text: a hash of both."""
    data = f"{name}\n{clean(text)}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


def clean(text: str) -> str:
    """Return a text as encoders take it: not too long, and without what ends it early."""
    # A NUL would end the text early, and lone surrogates can't be passed on.
    short = text[:MAX_TEXT_CHARS].replace("\0", " ")
    return short.encode("utf-8", "replace").decode("utf-8")


def quantise(vector: "object") -> bytes:
    """Return a vector in signed bytes; its length is lost."""
    import numpy as np  # noqa: PLC0415 - only there with the extra

    values = np.asarray(vector, dtype=np.float32)
    peak = float(np.abs(values).max()) or 1.0
    return bytes(np.rint(values * (127.0 / peak)).astype(np.int8).tobytes())
