"""Properties: everything a transcript can hold survives being written and read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.transcript_file import (
    Fault,
    TranscriptFaults,
    parse,
    serialize,
    tidy,
    tidy_line,
)

# What the format, Markdown or YAML gives a meaning, beside plain words of many scripts.
_NASTY = [
    "#", "## ", "# Comments", "## [question] A", ">", "> **A**", ":::", "::: stage",
    "<!--", "<!-- check: x -->", "-->", "---", "- ", "-", "**", "*", "\\", "\\\\", "[",
    "]", "(", ")", ":", ": ", "{", "}", "&a", "*a", "!", "|", "%", "@", "`", "'", '"',
    "\n", "\n\n", " ", "  ", "\t", "\u3000", "\ufeff", "~", "null", "true", "2024-05-17",
    "1e3", "é", "e\u0301", "سلام", "\u200f", "和平", "мир", "🕊️", "🏳️‍🌈", "“", "A", "word",
]  # fmt: skip
_scraps = st.one_of(
    st.lists(st.sampled_from(_NASTY), max_size=12).map("".join),
    st.text(max_size=30),
)
texts = _scraps.map(tidy)
lines = _scraps.map(tidy_line)
words = texts.map(lambda text: text or "word")
names = lines.map(lambda line: line or "A name")
topics = lines.map(lambda line: tidy_line(f"{line.replace(';', '')} x"))
days = st.dates().map(lambda day: day.isoformat())
dates = st.one_of(st.just(""), days, days.map(lambda day: day[:7]))
moments = st.one_of(
    dates, st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")
)
comments = st.recursive(
    st.builds(Comment, author=lines, date=moments, text=texts),
    lambda below: st.builds(
        Comment,
        author=lines,
        date=moments,
        text=texts,
        replies=st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=6,
)


@st.composite
def speakers(draw: st.DrawFn) -> tuple[Speaker, ...]:
    free = iter(draw(st.lists(names, min_size=1, max_size=8, unique=True)))
    return tuple(
        Speaker(
            name=name,
            role=draw(lines),
            aliases=tuple(alias for _, alias in zip(range(2), free, strict=False)),
            voice=draw(st.booleans()),
        )
        for name in free
    )


@st.composite
def turns(draw: st.DrawFn, known: list[str]) -> Turn:
    kind = draw(st.sampled_from(TurnKind))
    speaker = st.sampled_from(known)
    return Turn(
        kind=kind,
        text=draw(words),
        doubt=draw(st.one_of(st.just(""), lines)),
        speaker=draw(speaker) if kind.attributed else None,
        read_by=draw(st.none() | speaker) if kind is TurnKind.MESSAGE else None,
    )


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    people = draw(speakers())
    known = [speaker.name for speaker in people]
    marks = st.lists(topics, max_size=2).map(
        lambda found: tuple(f"{each} words" for each in found)
    )
    return Transcript(
        slug=draw(st.from_regex(r"[a-z0-9-]{1,80}", fullmatch=True)),
        title=draw(names),
        date=draw(dates),
        place=draw(lines),
        source=draw(lines),
        licence=draw(lines),
        language=draw(st.sampled_from(["en", "no", "zh-Hant", "pt-BR"])),
        offered=draw(marks),
        not_offered=draw(marks),
        topics=draw(st.none() | st.lists(topics, max_size=3).map(tuple)),
        speakers=people,
        turns=tuple(draw(st.lists(turns(known), max_size=8))),
        comments=tuple(draw(st.lists(comments, max_size=3))),
    )


@settings(deadline=None)
@given(transcripts())
def test_what_is_written_is_read_back(transcript: Transcript) -> None:
    text = serialize(transcript)
    assert parse(text) == transcript
    assert serialize(parse(text)) == text
    # Neither a byte order mark nor line ends matter.
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == transcript


@settings(deadline=None)
@given(_scraps)
def test_tidy_texts_stay_as_they_are(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)


_soup = st.lists(
    st.sampled_from([*_NASTY, "## A\n", "> **A**\n", "\n::: stage\n", "\n:::\n", "  "]),
    max_size=25,
).map("".join)


@settings(deadline=None)
@given(_soup, st.booleans())
def test_any_text_is_read_or_has_faults(soup: str, with_header: bool) -> None:
    header = "---\nslug: a\ntitle: T\nspeakers:\n  - name: A\n---\n"
    faults: tuple[Fault, ...] = ()
    try:
        transcript = parse(header + soup if with_header else soup, file="a.md")
    except TranscriptFaults as found:
        faults = found.faults
    if faults:
        assert all(str(fault).startswith("a.md:") for fault in faults)
    else:
        assert parse(serialize(transcript)) == transcript
