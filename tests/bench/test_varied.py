"""Copies of a document have other words, the same ones each time."""

from bench.documents.varied import varied

TALK = (
    "Ada Brook: We shall build the bridge again before the rain comes to the valley.\n"
    "\n"
    'Tom Ferro: See https://example.org/minutes and <a href="notes">the notes</a>.\n'
    "38\n"
)


def test_hardly_a_line_with_small_words_comes_back() -> None:
    lines = varied(TALK.encode(), 2000).decode().splitlines()
    long = [line for line in lines if line.startswith("Ada")]
    assert len(long) > 8
    assert len(set(long)) >= len(long) - 2
    assert all(line.startswith("Ada Brook: We ") for line in long)


def test_what_is_no_word_stays() -> None:
    lines = varied(TALK.encode(), 2000).decode().splitlines()
    assert lines.count("38") > 8
    links = [line for line in lines if line.startswith("Tom")]
    assert all("See https://example.org/minutes " in line for line in links)
    assert all('<a href="notes">' in line for line in links)


def test_a_size_makes_the_same_bytes_each_time() -> None:
    made = varied(TALK.encode(), 3000)
    assert made == varied(TALK.encode(), 3000)
    assert 3000 <= len(made) < 3200
    assert varied(TALK.encode(), 5000).startswith(made)
