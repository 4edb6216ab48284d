"""Subtitles become sentences again, and keep who says them."""

import pytest

from content.document import UnreadableDocumentError
from content.formats import subtitles
from tests.fakes.documents.block_notation import shown


def read(text: str, *, lines: bool = False) -> list[str]:
    return shown(subtitles.read(text.encode()).blocks, lines=lines)


def test_voice_tags_say_who_speaks_across_cues() -> None:
    text = """WEBVTT - a talk
Kind: captions

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.000 align:start
<v.loud Ann &amp; Bo>We came here

NOTE nobody hears this

00:03.000 --> 00:05.000
<v Ann &amp; Bo>by <i>boat</i>.</v>
<v Cy>And I
walked.

00:00:05.000 --> 00:00:07.000
<v Cy><00:05.500><c.yellow>All the way.</c>
"""
    assert read(text, lines=True) == [
        "9 paragraph Ann & Bo| We came here by _boat_.",
        "15 paragraph Cy| And I walked. All the way.",
    ]


@pytest.mark.parametrize(
    "name",
    ["MRS. DOROTHY PELL", "Mrs. Pell", "J. M. Pell", "Dorothy M. Pell", "Fr. Lisle"],
)
def test_a_printed_name_may_have_full_stops(name: str) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,500\nINTERVIEWER: When was that?\n\n"
        f"2\n00:00:02,600 --> 00:00:04,000\n{name}: In the year of the flood.\n\n"
        "3\n00:00:04,100 --> 00:00:06,000\nWe left. And then: nothing.\n"
    )
    assert read(text) == [
        "paragraph| INTERVIEWER: When was that?",
        f"paragraph| {name}: In the year of the flood. We left. And then: nothing.",
    ]


def test_printed_names_arrows_and_dashes_open_a_block() -> None:
    text = """1
00:00:01,000 --> 00:00:02,500
ANN: We came here by
boat, and we say

2
00:00:02,500 --> 00:00:04,000
this: it was cold.
- Was it?
-Very.

3
00:00:04,200 --> 00:00:06,000
{\\an8}>> Next question, please:
who rowed?

4
00:00:06,100 --> 00:00:07,000
[Laughter]

5
00:00:07,100 --> 00:00:08,000
Cy Dale: I did.
"""
    assert read(text) == [
        "paragraph| ANN: We came here by boat, and we say this: it was cold.",
        "paragraph| - Was it?",
        "paragraph| -Very.",
        "paragraph| >> Next question, please: who rowed?",
        "paragraph| [Laughter]",
        "paragraph| Cy Dale: I did.",
    ]


def test_names_that_open_all_cues_need_no_full_stop_before_them() -> None:
    said = ("Maya: the pump is leaking", "joris: since when", "Maya: since nine")
    cues = "".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{words}\n\n"
        for n, words in enumerate(said, start=1)
    )
    assert read(f"WEBVTT\n\n{cues}") == [f"paragraph| {words}" for words in said]


def test_a_rest_after_a_sentence_ends_a_paragraph() -> None:
    text = """1
00:00:01,000 --> 00:00:02,000
One sentence.

2
00:00:09,000 --> 00:00:10,000
Another that does not

3
00:00:20,000 --> 00:00:21,000
end before a rest.
"""
    assert read(text) == [
        "paragraph| One sentence.",
        "paragraph| Another that does not end before a rest.",
    ]


def test_captions_that_roll_are_read_once() -> None:
    words = ["so here we", "are again at", "the old mill", "to see it", "turn for the"]
    words += ["last time", "this year"]
    cues, before = ["WEBVTT"], " "
    for n, line in enumerate(words):
        times = f"00:{n:02}.000 --> 00:{n + 1:02}.000"
        cues += ["", times, before, line.replace(" ", " <00:00:00.500><c>") + "</c>"]
        cues += ["", times, line, " "]
        before = line
    assert read("\n".join(cues)) == [f"paragraph| {' '.join(words)}"]


def test_words_said_twice_are_read_twice() -> None:
    text = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nNo!\n\n" for n in (1, 2, 3)
    )
    assert read(text) == ["paragraph| No! No! No!"]


def test_cues_without_blank_lines_or_numbers_are_read() -> None:
    text = "00:01.0 --> 00:02.0\nOne.\n00:02.0 --> 00:03.0\nTwo.\r\n\r\n3\r\n"
    text += "00:03.0 --> 00:04.0\r\n我们\r\n来了。"
    assert read(text) == ["paragraph| One. Two. 我们来了。"]


def test_a_file_without_times_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"\.txt"):
        subtitles.read(b"WEBVTT\n\nonly words\n")
