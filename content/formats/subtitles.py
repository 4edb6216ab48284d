"""Subtitles (SubRip, WebVTT): cues joined into sentences again, a block for each voice."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from content.document import Block, Document, TextStyle, UnreadableDocumentError
from content.formats.decoding import check_lines, decode
from content.formats.inline_builder import InlineBuilder
from content.formats.soft_breaks import soft_break
from content.language.word_lists import WordPattern
from content.packed import packed

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_STAMP}[ \t]*-{{1,2}}>[ \t]*{_STAMP}(?:\s|$)")
# WebVTT's comments and settings, which are not shown.
_METADATA = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_TAG = re.compile(r"<([^<>]*)>|\{\\[^{}]*\}")
_ANGLE_TAG = re.compile(r"<[^<>]*>")
_TAG_STYLES = {"b": TextStyle.BOLD, "i": TextStyle.ITALIC}
# What opens a line when another begins to speak.
_SPEAKER_CHANGE = re.compile(r">{2,3}|[-–—](?=\s?\S)")
_LABEL = re.compile(r"([^\W\d_][^:：.!?…]{0,48})(?::(?:\s|$)|：)")
# "MRS. DOROTHY M. PELL: Yes.": full stops that end no sentence.
_ABBREVIATED = WordPattern(
    r"\b(?:<labels.honorifics>|<names.titles>|[^\W\d_])\.(?=\s?[^\W\d_])"
)
_LABEL_CHARS = 60
_SOUND = re.compile(r"(?:[-–—]\s?)?[\[(（【♪♫#].*[\])）】♪♫#]")
_SENTENCE_END = re.compile(
    r"(?:[.!?…。！？؟♪\])）】]|(?<=[\u03b1-\u03ce]);)[\"'”’»」』]*$"
)
# Where a voice pauses this long after a sentence, a paragraph ends.
_PARAGRAPH_PAUSE_S = 2.0
# A paragraph without pauses ends with a sentence after so many characters.
_MAX_PARAGRAPH_CHARS = 1200
_MIN_ROLLING_CUES = 6
_MIN_LABELLED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """The lines shown at one time.

    Attributes:
        start: Seconds from the beginning.
        end: Seconds from the beginning.
        lines: Each with its number in the source, markup and all.
    """

    start: float
    end: float
    lines: tuple[tuple[int, str], ...]


def read(data: bytes) -> Document:
    """Read a SubRip or WebVTT file.

    A voice tag becomes the block's `voice`. A printed name, ``>>`` or a dash stays in
    the text, where it opens a block of its own.

    Raises:
        UnreadableDocumentError: It is not text, or holds no cue.
    """
    decoded = decode(data)
    check_lines(decoded.text)
    cues = _without_rolling(_read_cues(decoded.text))
    if not cues:
        raise UnreadableDocumentError(
            "The file holds no subtitles with times. "
            "If it is a plain transcript, name it .txt and try again."
        )
    joiner = _CueJoiner(labelled=_are_labelled(cues))
    for cue in cues:
        joiner.add(cue)
    return Document(
        blocks=packed(joiner.finish()), guessed_encoding=decoded.guessed_encoding
    )


def _read_cues(text: str) -> list[_Cue]:
    """Read a file's cues; what stands before the first, and notes, is left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [
        (n, times) for n, line in enumerate(lines) if (times := _TIMES.match(line))
    ]
    ends = [*(n for n, _ in found), len(lines)][1:]
    cues = []
    for (n, times), end in zip(found, ends, strict=True):
        named = end < len(lines) and _is_cue_name(lines, end - 1)
        shown = tuple(_shown_lines(lines, n + 1, end - named))
        start, stop = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        if shown:
            cues.append(_Cue(start=start, end=stop, lines=shown))
    return cues


def _is_cue_name(lines: Sequence[str], n: int) -> bool:
    """Return whether a line before times only numbers or names the cue."""
    line = lines[n].strip()
    return line.isdigit() or bool(line and n and not lines[n - 1].strip())


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction}")


def _shown_lines(
    lines: Sequence[str], start: int, end: int
) -> Iterator[tuple[int, str]]:
    after_blank = in_metadata = False
    for n in range(start, end):
        line = lines[n].strip()
        if not line:
            after_blank, in_metadata = True, False
            continue
        in_metadata = in_metadata or bool(after_blank and _METADATA.match(line))
        after_blank = False
        if not in_metadata:
            yield n + 1, line


def _without_rolling(cues: list[_Cue]) -> list[_Cue]:
    """Drop the repeated lines of captions that roll: each cue repeats the last line."""
    repeats = sum(
        _without_tags(after.lines[0][1]) == _without_tags(before.lines[-1][1])
        for before, after in pairwise(cues)
    )
    if len(cues) < _MIN_ROLLING_CUES or repeats * 2 < len(cues):
        return cues
    kept = []
    last = ""
    for cue in cues:
        shown = (_without_tags(line) for _, line in cue.lines)
        again = takewhile(last.__eq__, shown)
        lines = cue.lines[len(list(again)) :]
        if lines:
            last = _without_tags(lines[-1][1])
            kept.append(_Cue(start=cue.start, end=cue.end, lines=lines))
    return kept


def _without_tags(line: str) -> str:
    return _ANGLE_TAG.sub("", line).strip()


def _are_labelled(cues: Sequence[_Cue]) -> bool:
    """Return whether a name opens nearly every cue, as meetings print them.

    Then it opens the next cue, too, where no full stop ends the one before.
    """
    labelled = sum(
        _LABEL.match(_without_tags(cue.lines[0][1])) is not None for cue in cues
    )
    return labelled > 1 and labelled >= _MIN_LABELLED * len(cues)


class _CueJoiner:
    """Cues joined into what one voice says at a stretch."""

    def __init__(self, *, labelled: bool) -> None:
        self._labelled = labelled
        self._blocks: list[Block] = []
        self._inline = InlineBuilder()
        self._last = ""
        self._size = 0
        self._first_line = self._last_line = 0
        self._voice = ""
        self._ended = 0.0

    def finish(self) -> list[Block]:
        self._flush()
        return self._blocks

    def add(self, cue: _Cue) -> None:
        paused = cue.start - self._ended >= _PARAGRAPH_PAUSE_S
        may_end = paused or self._size > _MAX_PARAGRAPH_CHARS
        if self._last and may_end and _SENTENCE_END.search(self._last):
            self._flush()
        self._ended = cue.end
        styles: Counter[TextStyle] = Counter()
        voice = ""
        for number, line in cue.lines:
            voice = self._add_line(number, line, voice, styles)

    def _add_line(
        self, number: int, line: str, voice: str, styles: Counter[TextStyle]
    ) -> str:
        """Add a line of a cue; return the voice that its last tag names."""
        bare = html.unescape(_TAG.sub("", line)).strip()
        is_sound = bool(_SOUND.fullmatch(bare))
        if is_sound or _SPEAKER_CHANGE.match(bare) or self._is_labelled(bare):
            self._flush()
        here = 0
        for tag in _TAG.finditer(line):
            self._add_words(number, line[here : tag.start()], voice, styles)
            here = tag.end()
            name, _, rest = (tag.group(1) or "").partition(" ")
            kind = name.lstrip("/").partition(".")[0].lower()
            if kind == "v":
                voice = " ".join(html.unescape(rest).split())
            elif kind in _TAG_STYLES:
                styles[_TAG_STYLES[kind]] += -1 if name.startswith("/") else 1
        self._add_words(number, line[here:], voice, styles)
        if is_sound:
            self._flush()
        elif self._inline:
            self._last = bare
        return voice

    def _is_labelled(self, line: str) -> bool:
        """Return whether a name opens the line, and no sentence is under way.

        A whole name does though one is: captions break off, and may have no full stops.
        """
        before, colon, _ = line[:_LABEL_CHARS].partition(":")
        if colon and "." in before:
            start = _ABBREVIATED.regex.sub("", before).lstrip()
            line = f"{start}{line[len(before) :]}"
        label = _LABEL.match(line)
        if label and self._labelled:
            return True
        if not label or label.group(1)[0].islower():
            return False
        ended = not self._last or bool(_SENTENCE_END.search(self._last))
        words = label.group(1).split()
        whole = len(words) > 1 and all(word[0].isupper() for word in words)
        return ended or whole or label.group(1).isupper()

    def _add_words(
        self, number: int, words: str, voice: str, styles: Counter[TextStyle]
    ) -> None:
        words = html.unescape(words)
        if not words.strip():
            self._inline.add(words)
            return
        if voice != self._voice:
            self._flush()
            self._voice = voice
        if not self._inline:
            self._first_line = number
        elif self._last_line != number:
            self._inline.add(soft_break(self._last, words))
        self._last_line = number
        self._size += len(words)
        self._inline.add(words, frozenset(+styles))

    def _flush(self) -> None:
        text, runs = self._inline.take()
        self._last, self._size = "", 0
        if text:
            self._blocks.append(
                Block(text=text, line=self._first_line, runs=runs, voice=self._voice)
            )
