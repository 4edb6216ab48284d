"""Read subtitles: cues joined into sentences again, a block for every voice."""

import html
import re
from collections import Counter

from content.document import Block, Document, TextStyle, UnreadableDocumentError
from content.formats.decoding import decode
from content.formats.inline_builder import Inline
from content.formats.soft_breaks import joint
from content.formats.subtitles.cues import Cue, cues_of

_TAG = re.compile(r"<([^<>]*)>|\{\\[^{}]*\}")
_LOOKS = {"b": TextStyle.BOLD, "i": TextStyle.ITALIC}
# What opens a line when another begins to speak.
_CHANGE = re.compile(r">{2,3}|[-–—](?=\s?\S)")
_LABEL = re.compile(r"([^\W\d_][^:：.!?…]{0,48})(?::(?:\s|$)|：)")
_NOTE = re.compile(r"(?:[-–—]\s?)?[\[(（【♪♫#].*[\])）】♪♫#]")
_SENTENCE = re.compile(r"[.!?…。！？♪\])）】][\"'”’»」』]*$")
# Where a voice rests this long after a sentence, a paragraph ends (seconds).
_REST = 2.0
# A paragraph that never rests ends with a sentence after so many characters.
_LONG = 1200


def read(data: bytes) -> Document:
    """Read a SubRip or WebVTT file.

    A voice tag becomes the block's `voice`. A printed name, ``>>`` or a dash stays in
    the text, where it opens a block of its own.

    Raises:
        UnreadableDocumentError: It is not text, or holds no cue.
    """
    found = decode(data)
    cues = cues_of(found.text)
    if not cues:
        raise UnreadableDocumentError(
            "The file holds no subtitles with times. "
            "If it is a plain transcript, name it .txt and try again."
        )
    speech = _Speech()
    for cue in cues:
        speech.add(cue)
    return Document(blocks=tuple(speech.end()), guessed_encoding=found.guessed_encoding)


class _Speech:
    """Join cues into what one voice says at a stretch."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._inline = Inline()
        self._last = ""
        self._size = 0
        self._line = self._latest = 0
        self._voice = ""
        self._ended = 0.0

    def end(self) -> list[Block]:
        self._flush()
        return self._blocks

    def add(self, cue: Cue) -> None:
        rested = cue.start - self._ended >= _REST or self._size > _LONG
        if self._last and rested and _SENTENCE.search(self._last):
            self._flush()
        self._ended = cue.end
        looks: Counter[TextStyle] = Counter()
        voice = ""
        for number, line in cue.lines:
            voice = self._add_line(number, line, voice, looks)

    def _add_line(
        self, number: int, line: str, voice: str, looks: Counter[TextStyle]
    ) -> str:
        bare = html.unescape(_TAG.sub("", line)).strip()
        alone = bool(_NOTE.fullmatch(bare))
        if alone or _CHANGE.match(bare) or self._is_labelled(bare):
            self._flush()
        here = 0
        for tag in _TAG.finditer(line):
            self._say(number, line[here : tag.start()], voice, looks)
            here = tag.end()
            name, _, rest = (tag.group(1) or "").partition(" ")
            kind = name.lstrip("/").partition(".")[0].lower()
            if kind == "v":
                voice = " ".join(html.unescape(rest).split())
            elif kind in _LOOKS:
                looks[_LOOKS[kind]] += -1 if name.startswith("/") else 1
        self._say(number, line[here:], voice, looks)
        if alone:
            self._flush()
        elif self._inline:
            self._last = bare
        return voice

    def _is_labelled(self, line: str) -> bool:
        """Tell whether a name opens the line, and no sentence is under way."""
        label = _LABEL.match(line)
        if not label or label.group(1)[0].islower():
            return False
        return (
            not self._last
            or bool(_SENTENCE.search(self._last))
            or label.group(1).isupper()
        )

    def _say(
        self, number: int, words: str, voice: str, looks: Counter[TextStyle]
    ) -> None:
        words = html.unescape(words)
        if not words.strip():
            self._inline.add(words)
            return
        if voice != self._voice:
            self._flush()
            self._voice = voice
        if not self._inline:
            self._line = number
        elif self._latest != number:
            self._inline.add(joint(self._last, words))
        self._latest = number
        self._size += len(words)
        self._inline.add(words, frozenset(+looks))

    def _flush(self) -> None:
        text, runs = self._inline.take()
        self._last, self._size = "", 0
        if text:
            self._blocks.append(
                Block(text=text, line=self._line, runs=runs, voice=self._voice)
            )
