import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.rendering.pages import UNBREAKABLE_STYLES, lay_out, pages
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown(reply: Reply) -> str:
    return "".join(
        gap + "".join(span.text for span in spans)
        for _, gap, spans in lay_out(reply.paragraphs)
    )


def solid(text: str) -> str:
    return "".join(text.split())


def paragraph(*texts: str, role: ParagraphRole = ParagraphRole.TEXT) -> Paragraph:
    return Paragraph(spans=tuple(Span(text) for text in texts), role=role)


WORDS = st.lists(
    st.sampled_from(
        [
            "we",
            "the people",
            "hold.",
            "Dr. Ames",
            "你好。",
            "👨‍👩‍👧",
            "é",
            "\n",
            " ",
            "ש",
            "a" * 30,
        ]
    )
    | st.text(max_size=8),
    max_size=40,
).map(" ".join)
SPANS = st.builds(Span, WORDS, st.sampled_from(list(SpanStyle)))
PARAGRAPHS = st.builds(
    Paragraph,
    spans=st.lists(SPANS, max_size=5).map(tuple),
    role=st.sampled_from(ParagraphRole),
    depth=st.integers(0, 3),
)
REPLIES = st.builds(Reply, paragraphs=st.lists(PARAGRAPHS, max_size=6).map(tuple))


@given(REPLIES, st.integers(20, 300))
@settings(deadline=None)
@example(Reply(paragraphs=(paragraph("e" + "\u0301" * 90),)), 20)
def test_nothing_but_blank_space_is_lost_and_each_part_is_within_the_limit(
    reply: Reply, limit: int
) -> None:
    parts = pages(reply, limit, utf16)
    assert all(utf16(shown(part)) <= limit for part in parts)
    assert solid("".join(part.text for part in parts)) == solid(reply.text)
    assert all(part.paragraphs for part in parts) or len(parts) == 1


@given(REPLIES, st.integers(20, 300))
@settings(deadline=None)
def test_each_character_keeps_its_style(reply: Reply, limit: int) -> None:
    def styled(replies: list[Reply]) -> list[tuple[str, SpanStyle, ParagraphRole, int]]:
        return [
            (character, span.style, paragraph.role, paragraph.depth)
            for part in replies
            for paragraph in part.paragraphs
            for span in paragraph.spans
            for character in span.text
            if not character.isspace()
        ]

    assert styled(pages(reply, limit, utf16)) == styled([reply])


@given(REPLIES)
@settings(max_examples=50, deadline=None)
def test_a_reply_that_fits_is_one_part(reply: Reply) -> None:
    assert len(pages(reply, 100_000, utf16)) == 1


def test_cuts_fall_between_paragraphs_first() -> None:
    reply = Reply(paragraphs=(paragraph("One. Two."), paragraph("Three. Four.")))
    assert [part.text for part in pages(reply, 20, len)] == [
        "One. Two.",
        "Three. Four.",
    ]


def test_then_after_sentences() -> None:
    reply = Reply(paragraphs=(paragraph("Dr. Ames rose. He spoke. Then he sat down."),))
    parts = [part.text for part in pages(reply, 27, len)]
    assert parts == ["Dr. Ames rose. He spoke.", "Then he sat down."]


def test_then_between_words() -> None:
    reply = Reply(paragraphs=(paragraph("one two three four five six"),))
    assert [part.text for part in pages(reply, 13, len)] == [
        "one two three",
        "four five six",
    ]


def test_then_inside_a_word_but_never_inside_a_grapheme() -> None:
    family = "👨‍👩‍👧"
    reply = Reply(paragraphs=(paragraph(family * 5),))
    parts = [part.text for part in pages(reply, 20, utf16)]
    assert parts == [family * 2, family * 2, family]


@pytest.mark.parametrize("style", sorted(UNBREAKABLE_STYLES))
def test_a_link_a_match_and_code_stay_whole(style: SpanStyle) -> None:
    spans = (Span("See what is told in "), Span("the long old book", style), Span("."))
    parts = pages(Reply(paragraphs=(Paragraph(spans=spans),)), 25, len)
    assert [part.text for part in parts] == [
        "See what is told in",
        "the long old book.",
    ]


def test_a_citation_stays_with_its_quotation() -> None:
    reply = Reply(
        paragraphs=(
            paragraph("A heading"),
            paragraph("What she said."),
            paragraph("Ames, 1901", role=ParagraphRole.CITATION),
        )
    )
    parts = [part.text for part in pages(reply, 30, len)]
    assert parts == ["A heading", "What she said.\nAmes, 1901"]


def test_buttons_come_last_and_what_replaces_comes_first() -> None:
    button = Button(label="Another", action=Action(command="quote"))
    reply = Reply(
        paragraphs=(paragraph("One."), paragraph("Two.")),
        groups=(actions(button),),
        replaces=True,
        notice="Here",
        private=True,
    )
    first, last = pages(reply, 5, len)
    assert (first.buttons, first.replaces, first.notice) == ((), True, "Here")
    assert (last.buttons, last.replaces, last.notice) == ((button,), False, "")
    assert first.private
    assert last.private


def test_a_blank_reply_is_one_part_without_paragraphs() -> None:
    assert pages(Reply(paragraphs=(paragraph(" ", "\n"),)), 10, len) == [Reply()]


def test_a_limit_that_no_character_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="no character fits a limit of 1"):
        pages(Reply(paragraphs=(paragraph("😀"),)), 1, utf16)


def test_a_whole_book_is_laid_out_in_time_that_grows_with_its_length() -> None:
    calls = 0

    def counted(text: str) -> int:
        nonlocal calls
        calls += len(text)
        return len(text)

    book = "She rose and spoke of peace to all who came. " * 5_000
    parts = pages(Reply(paragraphs=(paragraph(book),)), 4096, counted)
    assert len(parts) == 55
    assert calls < 100 * len(book)
