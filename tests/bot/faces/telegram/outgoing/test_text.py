import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.faces.telegram.outgoing.text import (
    MAX_TEXT_UNITS,
    Sharing,
    keyboard,
    text_and_entities,
    utf16,
)
from bot.rendering.pages import pages
from bot.rendering.sanitize import is_linkable
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    ButtonPurpose,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
    command_button,
    navigation,
    results,
)
from tests.fakes.telegram.rules import checked_keyboard, checked_text

SHARING = Sharing("RostraBot", is_inline=True)

Shown = tuple[str, list[tuple[str, str]]]


def shown(*paragraphs: Paragraph) -> Shown:
    """Return the text, and the words that each entity marks."""
    text, entities = text_and_entities(paragraphs)
    whole = text.encode("utf-16-le")
    marked = [
        (
            entity["type"],
            whole[
                2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])
            ].decode("utf-16-le"),
        )
        for entity in entities
    ]
    return text, marked


def para(
    *spans: Span | str, role: ParagraphRole = ParagraphRole.TEXT, depth: int = 0
) -> Paragraph:
    return Paragraph(
        spans=tuple(Span(it) if isinstance(it, str) else it for it in spans),
        role=role,
        depth=depth,
    )


CASES: list[tuple[str, list[Paragraph], Shown]] = [
    ("plain words have no entities", [para("Hello <b>")], ("Hello <b>", [])),
    (
        "offsets count UTF-16 units",
        [
            para(
                "😀 ",
                Span("peace", SpanStyle.STRONG),
                " שלום ",
                Span("now", SpanStyle.EMPHASIS),
            )
        ],
        ("😀 peace שלום now", [("bold", "peace"), ("italic", "now")]),
    ),
    (
        "a match shows inside a quotation",
        [
            para(
                "We want ",
                Span("peace", SpanStyle.MATCH),
                ".",
                role=ParagraphRole.QUOTATION,
            )
        ],
        (
            "We want peace.",
            [
                ("blockquote", "We want peace."),
                ("bold", "peace"),
                ("underline", "peace"),
            ],
        ),
    ),
    (
        "paragraphs of one quotation stay one",
        [
            para("One.", role=ParagraphRole.QUOTATION),
            para("Two.", role=ParagraphRole.QUOTATION),
            para("Ames", role=ParagraphRole.BYLINE),
        ],
        ("One.\n\nTwo.\nAmes", [("blockquote", "One.\n\nTwo.")]),
    ),
    (
        "quotations of different depth do not",
        [
            para("One.", role=ParagraphRole.QUOTATION),
            para("Two.", role=ParagraphRole.QUOTATION, depth=1),
        ],
        ("One.\n\n\u2003Two.", [("blockquote", "One."), ("blockquote", "\u2003Two.")]),
    ),
    (
        "each line of a deep paragraph is indented",
        [para("One\ntwo", depth=2)],
        ("\u2003\u2003One\n\u2003\u2003two", []),
    ),
    (
        "blank space around a mark is not marked",
        [para("a", Span(" b ", SpanStyle.STRONG), "c", Span("  ", SpanStyle.CODE))],
        ("a b c  ", [("bold", "b")]),
    ),
    (
        "a link that Telegram refuses stays as words",
        [
            para(
                Span("here", SpanStyle.LINK, "https://speeches.example/1"),
                Span("there", SpanStyle.LINK, "http://localhost/2"),
                Span("nowhere", SpanStyle.LINK, "javascript:alert(1)"),
            )
        ],
        ("heretherenowhere", [("text_link", "here")]),
    ),
    (
        "a command alone is left for a tap, one with words is code to copy",
        [
            para(
                Span("/help", SpanStyle.CODE),
                " or ",
                Span("/topic war", SpanStyle.CODE),
            )
        ],
        ("/help or /topic war", [("code", "/topic war")]),
    ),
    (
        "half a surrogate pair is replaced",
        [para("a\ud83d ", Span("b", SpanStyle.STRONG))],
        ("a\ufffd b", [("bold", "b")]),
    ),
]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [pytest.param(case, expected, id=what) for what, case, expected in CASES],
)
def test_written(paragraphs: list[Paragraph], expected: Shown) -> None:
    assert shown(*paragraphs) == expected


def test_beyond_a_hundred_entities_the_least_go() -> None:
    many = [Span("small ", SpanStyle.SMALL) for _ in range(99)]
    many = [span for small in many for span in (small, Span("x"))]
    _, entities = text_and_entities(
        [
            para(*many, Span("found", SpanStyle.MATCH), role=ParagraphRole.QUOTATION),
            para(
                Span("source", SpanStyle.LINK, "https://speeches.example"),
                role=ParagraphRole.PROVENANCE,
            ),
        ]
    )
    kinds = [entity["type"] for entity in entities]
    assert len(entities) == 100
    assert kinds[0] == MessageEntity.BLOCKQUOTE
    assert kinds[-3:] == ["bold", "underline", "text_link"]
    assert kinds.count(MessageEntity.ITALIC) == 96


def test_numbers_fit_in_rows_of_eight_and_a_hundred_keys_in_all() -> None:
    numbers = results(*(command_button(str(n), "topic", page=n) for n in range(12)))
    markup = keyboard(Reply(groups=(numbers,) * 10), SHARING)
    assert markup
    assert [len(keys) for keys in markup["inline_keyboard"]] == [8, 4] * 8 + [4]
    assert markup["inline_keyboard"][0][3]["callback_data"] == "topic::3:"


def test_words_stand_two_a_row_and_each_group_begins_one() -> None:
    names = results(*(command_button(f"Ada Brook {n}", "quote") for n in range(3)))
    turns = navigation(command_button("Next ▶", "speakers", page=1))
    markup = keyboard(Reply(groups=(names, navigation(), turns, turns)), SHARING)
    assert markup
    assert [len(keys) for keys in markup["inline_keyboard"]] == [2, 1, 1, 1]


def test_what_can_t_be_pressed_is_no_button() -> None:
    odd = (
        Button(label=" ", action=Action(command="quote")),
        Button(label="Long", action=Action(command="topic", words="x" * 60)),
        Button(label="File", url="file:///etc/hosts"),
        Button(label="Nothing"),
    )
    fine = Button(label="Source", url="https://speeches.example/1901")
    assert keyboard(Reply(groups=(actions(*odd),)), SHARING) is None
    markup = keyboard(Reply(groups=(actions(*odd), actions(fine))), SHARING)
    assert markup
    assert [key["text"] for row in markup["inline_keyboard"] for key in row] == [
        "Source"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "speeches.example",
        "ftp://speeches.example",
        "http://localhost:8080/x",
        "https://speeches.example/two words",
        "https://[bad",
        "https://speeches.example/" + "x" * 2048,
        "https://speeches.example/\ud83d",
    ],
)
def test_not_linkable(url: str) -> None:
    assert not is_linkable(url)


SPANS = st.builds(
    Span,
    st.text(max_size=12) | st.sampled_from(["we the people ", "👨‍👩‍👧", "\n", "שלום "]),
    st.sampled_from(list(SpanStyle)),
    st.sampled_from(["", "https://speeches.example/a", "http://x"]),
)
PARAGRAPHS = st.builds(
    Paragraph,
    spans=st.lists(SPANS, max_size=40).map(tuple),
    role=st.sampled_from(ParagraphRole),
    depth=st.integers(0, 12),
)


@given(st.lists(PARAGRAPHS, max_size=12), st.integers(30, MAX_TEXT_UNITS))
@settings(deadline=None)
def test_telegram_takes_every_page(paragraphs: list[Paragraph], limit: int) -> None:
    for page in pages(Reply(paragraphs=tuple(paragraphs)), limit, utf16):
        text, entities = text_and_entities(page.paragraphs)
        assert utf16(text) <= limit
        assert len(entities) <= 100
        if text.strip():
            told = json.dumps(entities)
            assert checked_text({"text": text, "entities": told})


BUTTONS = st.builds(
    Button,
    label=st.text(max_size=20),
    action=st.none()
    | st.builds(Action, command=st.just("topic"), words=st.text(max_size=40)),
    url=st.sampled_from(["", "https://speeches.example/a", "http://x", "tg:x"]),
)


GROUPS = st.builds(
    ButtonGroup,
    purpose=st.sampled_from(ButtonPurpose),
    buttons=st.lists(BUTTONS, max_size=20).map(tuple),
)


@given(st.lists(GROUPS, max_size=12).map(tuple))
@settings(deadline=None)
def test_telegram_takes_every_keyboard(groups: tuple[ButtonGroup, ...]) -> None:
    markup = keyboard(Reply(groups=groups), SHARING)
    if markup:
        assert checked_keyboard({"reply_markup": json.dumps(markup)})
