"""Plain text becomes blocks, whatever its encoding, wrapping and furniture."""

import time

import pytest

from content.document import Block, BlockKind, TextStyle, UnreadableDocumentError
from content.formats import read_document
from content.formats.plain.joined_lines import OwnWords
from content.formats.plain.reader import read

WORDS = "Größe, œuvre – “quoted” naïve café, 5 € and so on, again and again."


def _texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_reads_every_encoding(encoding: str) -> None:
    assert _texts(WORDS.encode(encoding)) == [WORDS]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Ада Брук: Уважаемые коллеги, добрый день! Сегодня мы поговорим о маяке.",
        "Άντα Μπρουκ: Κυρίες και κύριοι, καλημέρα – το λιμάνι είναι ανοιχτό.",
        "עדה ברוק: בוקר טוב לכולם, המעבורת תצא היום בשעה 10.",
        "آدا بروك: صباح الخير، ستبحر العبارة اليوم في الساعة 10.",
        "Ада: Да.",
    ],
)
def test_reads_utf_16_without_a_mark_in_any_alphabet(text: str, encoding: str) -> None:
    assert _texts(text.encode(encoding)) == [text]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(n.to_bytes(2, "little") for n in range(-400 % 65536, 65536)) * 9,
        b"".join(n.to_bytes(4, "little") for n in range(900, 2000)),
        bytes(range(256)) * 40,
    ],
)
def test_binary_numbers_are_no_utf_16(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError):
        read(data)


def test_reads_cyrillic_and_chinese_code_pages() -> None:
    russian = "Уважаемые коллеги, добрый день! Сегодня мы поговорим о маяке. " * 3
    chinese = "各位来宾，下午好。今天我们谈谈灯塔的问题，它已经点亮了。" * 5
    assert _texts(russian.encode("cp1251")) == [russian.strip()]
    assert _texts(chinese.encode("gb18030")) == [chinese]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Prezes: Dzień dobry państwu. Most będzie gotowy wiosną, mówiłem.", "cp1250"),
        ("Prezes: Dzień dobry państwu. Most będzie gotowy wiosną.", "iso8859_2"),
        ("Předseda: Dobrý den, vážení přátelé. Kde je ten most?", "cp1250"),
        ("Elnök: Jó napot kívánok. Mikor készül el a hídünk?", "cp1250"),
        ("Başkan: Günaydın. Toplantıyı açıyorum, hoş geldiniz.", "cp1254"),
        ("Pirmininkė: Laba diena, gerbiamieji. Pradedame posėdį.", "cp1257"),
        ("Président : Où en est le pont promis il y a neuf ans déjà ?", "cp1252"),
        ("Vorsitzender: Ich eröffne die Sitzung für heute.", "cp1252"),
        ("Puheenjohtaja: Hyvää päivää, avaan kokouksen.", "cp1252"),
        ("Ordförande: Jag förklarar mötet öppnat, på heder.", "cp1252"),
        ("Presidente: Está aberta a sessão. Não há questões?", "cp1252"),
        ("Forseti: Góðan daginn, ég set fundinn og þakka fyrir.", "cp1252"),
        ("Председатель: Добрый день. Когда будет готов мост?", "mac_cyrillic"),
        ("Председатель: Добрый день. Начинаем заседание совета.", "iso8859_5"),
        ("議長：おはようございます。会議を始めます。", "iso2022_jp"),
    ],
)
def test_short_texts_are_read_in_the_page_of_their_language(
    text: str, encoding: str
) -> None:
    assert _texts(text.encode(encoding)) == [text]


def test_one_broken_byte_is_damage_and_no_code_page() -> None:
    broken = ("naïve café " * 20).encode() + b"\xff" + "über".encode()
    assert "naïve" in _texts(broken)[0]
    assert _texts(broken)[0].endswith("über")


HOLE = "\ufffd"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One br\xff\xfe\x80\x81oken word in plain text.", f"One br{HOLE * 4}oken"),
        (b"One b\xffyte is broken in otherwise plain text.", f"One b{HOLE}yte"),
        (
            "It’s – ".encode() * 2 + b"caf\xe9, as elsewhere.",
            f"It’s – It’s – caf{HOLE}",
        ),
    ],
)
def test_broken_bytes_are_no_letters_of_a_guessed_page(data: bytes, text: str) -> None:
    document = read(data)
    assert document.blocks[0].text.startswith(text)
    assert not document.guessed_encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WORDS, "cp1252"),
        ("Only one café in a long line of plain English words.", "cp1252"),
        ("Мы поговорим о маяке и о мосте, коллеги. " * 3, "cp1251"),
    ],
)
def test_a_guessed_encoding_is_told(text: str, encoding: str) -> None:
    document = read(text.encode(encoding))
    assert document.blocks[0].text == text.strip()
    assert document.guessed_encoding == encoding
    assert not read(text.encode()).guessed_encoding


def test_line_ends_may_be_mixed() -> None:
    blocks = read(b"one\r\ntwo\rthree\nfour").blocks
    assert [(block.text, block.line) for block in blocks] == [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), r"a picture.* \(OCR\)"),
        (b"{\\rtf1\\ansi Ada Brook: Good evening.\\par}", "Rich Text.* as .docx"),
        (b"From: <Saved by Blink>\r\nSubject: A talk\r\n", "MHTML.* complete web page"),
        (b"ID3\x04" + bytes(40), "a sound file.* in a .txt file"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_refuses_what_is_no_text_and_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=words) as caught:
        read(data)
    assert "try again" in str(caught.value)


def test_refuses_what_is_too_long() -> None:
    with pytest.raises(UnreadableDocumentError, match="at most 32 MB"):
        read_document(b"x" * (33 * 1024 * 1024), "long.txt")


def test_a_paragraph_a_line_stays_so() -> None:
    text = "A short line.\n" + "A long line that goes on and on. " * 8 + "\nThe end."
    assert len(read(text.encode()).blocks) == 3


WRAPPED = b"""\
  This is a paragraph that somebody wrapped by hand at a column of sixty-
odd, so that its well-set lines have a near-even length and go on in small
letters, and a word was broken in the mid-
dle, while the word middle stands here.
  Here the second paragraph begins, since its first line is indented
again, and it goes

[[Page H12]]

on behind the mark of a page, which is no part of it, for another line
or two.
"""


def test_two_numbered_items_are_no_heads_of_pages() -> None:
    item = "\n\n".join(
        f"The board looked at matter {n} and put it off." for n in "abcdefghi"
    )
    text = f"Item    1\n\n{item}\n\nItem    2\n\n{item}\n"
    texts = [block.text for block in read(text.encode()).blocks]
    assert sum(one.startswith("Item") for one in texts) == 2


def test_joins_wrapped_lines_also_across_a_page() -> None:
    first, second, mark = read(WRAPPED).blocks
    assert first.text.startswith("This is a paragraph that somebody wrapped by hand")
    assert "sixty-odd" in first.text
    assert "in the middle, while" in first.text
    assert second.text.endswith(
        "it goes on behind the mark of a page, which is no "
        "part of it, for another line or two."
    )
    assert (mark.text, mark.kind) == ("[[Page H12]]", BlockKind.FURNITURE)
    assert (first.line, second.line, mark.line) == (1, 5, 8)


def test_notes_at_the_foot_of_a_page_are_furniture() -> None:
    told = "The bank has left its rate where it was, and we shall look at it again in\nMay, when the ferries sail.\n"
    pages = "".join(
        f"{told * 6}What is left of\n____________\n{n} She meant the second ferry.\n\n"
        f"Page {n} of 4\n\nit was made at home.\n"
        for n in range(1, 5)
    )
    blocks = read(pages.encode()).blocks
    notes = [one for one in blocks if "She meant" in one.text]
    assert {one.kind for one in notes} == {BlockKind.FURNITURE}
    assert len(notes) == 4


def test_lines_that_dots_lead_on_stay_apart() -> None:
    members = "Members:  Moor . . . . . . . Ada Brook\n          Lorne  . . . . . . Tom Hall\n"
    told = "The council met in the hall of the harbour office, and all of its members\nwere there.\n"
    assert _texts(f"{members}\n{told * 2}".encode())[:2] == [
        "Members:  Moor . . . . . . . Ada Brook",
        "Lorne  . . . . . . Tom Hall",
    ]


def test_page_numbers_and_running_heads_are_furniture() -> None:
    pages = "\f".join(
        f"Minutes of the lamp committee, page {n}\n\nWhat was said on day {n} is here."
        f"\n\n{n}\n"
        for n in range(1, 6)
    )
    blocks = read(pages.encode()).blocks
    furniture = [one.text for one in blocks if one.kind is BlockKind.FURNITURE]
    assert len(furniture) == 10
    assert [one.text for one in blocks if one.kind is BlockKind.PARAGRAPH] == [
        f"What was said on day {n} is here." for n in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("above", "kind"),
    [("8 MAY 2021", BlockKind.FURNITURE), ("And why not?", BlockKind.PARAGRAPH)],
)
def test_a_head_a_blank_line_above_every_other_page_number_is_furniture(
    above: str, kind: BlockKind
) -> None:
    heads = ["HARBOUR BULLETIN", above, "HARBOUR BULLETIN", above]
    text = "".join(
        f"The lamp on pier {page} went out, and they\n\n{head}\n\n{page}\n\n"
        f"had it mended on day {page}.\n\n"
        for page, head in enumerate(heads, start=2)
    )
    found = [one for one in read(text.encode()).blocks if above in one.text]
    assert [one.kind for one in found] == [kind, kind]


_SHEETS = """
The chair says that the harbour has waited for this day for a year, and that
nobody may be surprised that the report is long. Then the members hear that
the {thing} was closed, and that there is no money for it in the chest.

Ada Brook

{head}

The {thing} has to be opened again, whatever it may cost the town, and I ask
the members to vote for it. Nobody has told me what speaks against it yet.
I was there, and so were you.
"""


def _sheets(heads: list[str]) -> list[Block]:
    things = ("bridge", "market", "ferry", "lamp")
    sheets = zip(things, heads, strict=True)
    text = "".join(_SHEETS.format(thing=thing, head=head) for thing, head in sheets)
    return list(read(text.encode()).blocks)


def test_heads_of_left_and_right_pages_are_counted_together() -> None:
    left, right = "{}       SITTING 19 | HARBOURS", "SITTING 19 | HARBOURS       {}"
    heads = [(right if page % 2 else left).format(page) for page in range(3, 7)]
    found = _sheets(heads)
    assert [
        one.text.strip() for one in found if one.kind is BlockKind.FURNITURE
    ] == heads
    assert [one.text for one in found].count("Ada Brook") == 4
    # Numbers that go up and down count no pages.
    heads = [(right if page % 2 else left).format(page) for page in (9, 4, 7, 2)]
    assert all(one.kind is not BlockKind.FURNITURE for one in _sheets(heads))


def test_the_second_line_of_a_running_head_is_furniture() -> None:
    heads = [
        f"PLENARY\n       Page {page}\n\nOFFICIAL REPORT OF THE HARBOUR\nNo. 97      8 MAY 2021"
        for page in range(3, 7)
    ]
    texts = [one.text for one in _sheets(heads) if one.kind is not BlockKind.FURNITURE]
    assert not any("No. 97" in text for text in texts)
    # What has no number, and no columns, may be somebody's name.
    heads = [head.replace("No. 97      8 MAY 2021", "ADA BROOK") for head in heads]
    texts = [one.text for one in _sheets(heads) if one.kind is not BlockKind.FURNITURE]
    assert sum("ADA BROOK" in text for text in texts) == 4


def test_a_title_of_the_margin_below_heads_is_furniture_wherever_it_stands() -> None:
    title = "On the mend-\ning of the\nferry.\n"
    head = "SITTING 19 OF MAY       {}\n"
    heads = [
        f"{title}\n\n{head.format(3)}",
        f"{head.format(4)}{title}(Cont.)",
        f"{head.format(5)}{title}(Cont.)",
        head.format(6),
    ]
    texts = [one.text for one in _sheets(heads) if one.kind is not BlockKind.FURNITURE]
    assert not any("ferry." in text or "Cont." in text for text in texts)


def test_a_head_that_left_and_right_pages_have_once_each_counts_them() -> None:
    left, right = (
        "{}       A sitting of the 9th of May.",
        "A sitting of the 9th of May.       {}",
    )
    heads = [left.format(188), right.format(189), left.format(190), ""]
    found = [one.text for one in _sheets(heads) if one.kind is BlockKind.FURNITURE]
    assert found == heads[:3]


_HALL = """
   The chair: We have waited for the {thing} for a year, my friends, and
nobody may be surprised that the report is long. (Laughter on the left. –
Tom Ferro: Nobody is! – Laughter.) It says that the {thing} is to be shut
and that there is no money for it in the chest of the town or in the or-
chard.
   Ada Brook: I ask the members to vote for the orchard, whatever the
board may think of it. (Applause.)
"""


def test_a_bracket_that_opens_in_a_line_goes_on_in_the_next() -> None:
    text = "".join(_HALL.format(thing=thing) for thing in ("bridge", "ferry", "lamp"))
    blocks = read(text.encode()).blocks
    assert len(blocks) == 6
    assert (
        "(Laughter on the left. – Tom Ferro: Nobody is! – Laughter.) It"
        in blocks[0].text
    )
    assert blocks[0].text.endswith("or in the orchard.")


_CALLS = """
Ada Brook: I ask the members of this council to vote for the orchard and for the {thing},
whatever the board may think of them. We have planted there for some thirty years by now.

(Applause from the left of the hall – Tom Ferro: Who ordered the
Chair? – Lena Hall: At least it stops there! – Laughter.)

"""


def test_a_bracket_between_blank_lines_is_one_paragraph() -> None:
    text = "".join(_CALLS.format(thing=thing) for thing in ("bridge", "ferry", "lamp"))
    blocks = read(text.encode()).blocks
    assert blocks[1].text == (
        "(Applause from the left of the hall – Tom Ferro: Who ordered the Chair?"
        " – Lena Hall: At least it stops there! – Laughter.)"
    )


_PAGES = """
The chair opens the sitting, and says that the harbour has waited for this day for a year,
so that nobody may be surprised that the report is long. The members hear that the {thing}

HARBOUR COUNCIL – REPORTERS Sitting: 118.2023 Hour: 14h{minute} Page {page}

of {thing} street was closed in the spring, and that the town has found no money for it in
its own chest. It is hoped that this will change. Then the members go to the market.

"""


def test_a_page_that_is_counted_inside_sentences_needs_no_wide_blank() -> None:
    things = ("bridge", "market", "ferry", "lamp")
    pages = "".join(
        _PAGES.format(minute=10 + n, page=n, thing=thing)
        for n, thing in enumerate(things, start=2)
    )
    blocks = read(pages.encode()).blocks
    assert [one.kind for one in blocks].count(BlockKind.FURNITURE) == 4
    assert any("that the bridge of bridge street" in one.text for one in blocks)


@pytest.mark.parametrize(("step", "found"), [(2, 4), (0, 0)])
def test_a_line_with_the_numbers_of_two_columns_is_furniture(
    step: int, found: int
) -> None:
    text = "".join(
        f"The bridge is closed, and nobody knows\n{n} Piers Bill [8 MAY] {n + 1}\n"
        "when it opens.\n\n"
        for n in range(1151, 1151 + 8, step or 8)
        for _ in range(1 if step else 4)
    )
    kinds = [one.kind for one in read(text.encode()).blocks]
    assert kinds.count(BlockKind.FURNITURE) == found


def test_lines_that_recur_above_a_page_number_are_furniture() -> None:
    text = "".join(
        f"The {thing} of pier {n} is closed, and\n\nHarbour council   Report of the 6th\n"
        f"of 21 May 2031\nPage {n} of 4\n\nthe {thing} is shut, too.\n\n"
        for n, thing in enumerate(("bridge", "market", "ferry", "lamp"), start=1)
    )
    kinds = [one.kind for one in read(text.encode()).blocks]
    assert kinds.count(BlockKind.FURNITURE) == 12


def test_a_number_that_says_how_many_pages_there_are_counts_among_words_and_numbers() -> (
    None
):
    def count(foot: str, head: str = "") -> list[BlockKind]:
        text = "".join(
            f"Mrs. Hall likes the {thing}.\n\nMr. Brook:\nThe {thing} is old.\n\n"
            f"It is dear.\n\nThe chair goes on about the {thing} and\n\n"
            f"{foot.format(n)}\n\n{head}\n\n{thing}s of the town.\n\n"
            for n, thing in enumerate(("bridge", "market", "ferry", "lamp"), start=1)
        )
        return [one.kind for one in read(text.encode()).blocks]

    counted = count(
        "Sitting of 29.09.2031            p. {} of 4", "Town of Moor - No. 7"
    )
    assert counted.count(BlockKind.FURNITURE) == 8
    assert count("Page {} of 4", "Town of Moor - No. 7").count(BlockKind.FURNITURE) == 8
    assert BlockKind.FURNITURE not in count("Vote of 29.09.2031            {} of 3")


def test_headings_that_count_between_sentences_are_no_pages() -> None:
    items = "".join(
        f"Motion number {n}\n\nThe members hear that the bridge is closed.\n\nAda agrees."
        "\n\nTom does not.\n\nThe motion is lost.\n\nThe chair goes on.\n\n"
        for n in range(1, 6)
    )
    assert all(one.kind is BlockKind.PARAGRAPH for one in read(items.encode()).blocks)


_HAN_PAGE = """主席：各位委員，現在開會，請秘書宣讀。
王委員小明：主席，各位同仁，今天本席要講的是燈塔的問題，燈塔已經二十年
沒有修了，請部長好好看一看，不要等到出事才來處理，這樣實在是太慢太慢。
李部長大華：謝謝委員。
我們會在兩個月之內提出計畫，送到貴委員會來，也會跟地方一起去看，請委員
多多指教，謝謝委員的關心。
王委員小明：謝謝。
"""


def test_a_line_of_han_letters_that_is_not_full_ends_its_paragraph() -> None:
    texts = _texts((_HAN_PAGE * 3).encode())
    assert len(texts) == 15
    assert texts[1].startswith("王委員小明：主席")
    assert texts[1].endswith("太慢太慢。")
    assert texts[3].endswith("謝謝委員的關心。")


def test_a_line_of_han_letters_is_full_where_a_program_counted_its_signs() -> None:
    counted = (
        "王委員小明：主席，過去 12 個月，渡輪每月平均有 47 班滿座，居民須\n"
        "等候下一班，請問部長知不知道？\n"
    )
    texts = _texts((_HAN_PAGE * 3 + counted).encode())
    assert texts[-1].endswith("居民須等候下一班，請問部長知不知道？")


def test_the_foot_of_a_page_above_a_form_feed_on_its_own_line_is_furniture() -> None:
    ends = ["bright", "dim and small", "gone", "new"]
    text = "".join(
        f"We came to the harbour and saw that the lamp was\n\nBulletin No. 7   Harbour\n"
        f"\f          {n}\n\n{end}.\n\n"
        for n, end in enumerate(ends, 2)
    )
    blocks = read(text.encode()).blocks
    furniture = [one.text for one in blocks if one.kind is BlockKind.FURNITURE]
    assert len(furniture) == 2 * len(ends)


def test_line_numbers_of_a_hearing_are_furniture_below_its_title_page() -> None:
    title = [f"OFFICE OF THE HARBOUR, PART {n}" for n in "ABCDEFGH"]
    said = ["THE CHAIR:  We will call this hearing", "to order. Is the ferry here?"] * 6
    pages = [
        [f"{n:2}  {'          ' * (n % 2)}{line}" for n, line in enumerate(page, 1)]
        for page in (said, said)
    ]
    text = "\n".join([*title, "", *pages[0], "", *pages[1]])
    blocks = read(text.encode()).blocks
    words = " ".join(b.text for b in blocks if b.kind is not BlockKind.FURNITURE)
    assert not any(char.isdigit() for char in words)
    assert words.count("call this hearing to order. Is the ferry here?") == 12
    assert words.startswith("OFFICE OF THE HARBOUR, PART A")


_HEARD = (
    "THE CHAIR: Will you tell us where the ferry was on",
    "the evening of the fourth of May?",
    "MS. LUND: In a shed at Port Ansel, and two men with",
    "a ladder stood beside it.",
    "THE CHAIR: Did you know them?",
    "MS. LUND: One of them I know from the choir. He was",
    "singing.",
    "THE CHAIR: Then that is all.",
    "MS. LUND: Not quite. There was a tree in the ferry,",
    "and it has been removed.",
    "THE CHAIR: Thank you.",
)


@pytest.mark.parametrize(("step", "right"), [(1, False), (5, False), (5, True)])
def test_numbers_in_a_margin_are_no_part_of_the_words(step: int, right: bool) -> None:
    lines = _HEARD * 2
    numbers = [str(n) if n % step == 0 else "" for n in range(1, len(lines) + 1)]
    text = "\n".join(
        f"{line:60}{number:>4}".rstrip() if right else f"{number:4} {line}"
        for line, number in zip(lines, numbers, strict=True)
    )
    blocks = read(f"MINUTES OF EVIDENCE\nFerries\n\n{text}".encode()).blocks
    said = [one.text for one in blocks if one.kind is not BlockKind.FURNITURE]
    assert said[:2] == ["MINUTES OF EVIDENCE", "Ferries"]
    assert said[2] == " ".join(_HEARD[:2])
    assert said[3].endswith("a ladder stood beside it.")
    assert said[4:6] == [_HEARD[4], " ".join(_HEARD[5:7])]
    counted = "".join(one.text for one in blocks if one.kind is BlockKind.FURNITURE)
    assert counted == "".join(numbers)


_OATH = (
    "MR. HALL: Good morning. Please",
    "state your name for the record.",
    "THE WITNESS: My name is Ada",
    "Brook, and I run the ferry.",
    "MR. HALL: How long have you",
    "done so?",
)


@pytest.mark.parametrize(("start", "count"), [(1, 4), (1, 6), (18, 6)])
def test_few_numbers_count_lines_in_which_sentences_go_on(
    start: int, count: int
) -> None:
    lines = _OATH[:count]
    text = "\n".join(f"{n:>2}     {line}" for n, line in enumerate(lines, start=start))
    blocks = read(f"HEARING ON THE FERRY\n\n{text}".encode()).blocks
    said = [one.text for one in blocks if one.kind is not BlockKind.FURNITURE]
    turns = [" ".join(_OATH[n : n + 2]) for n in range(0, count, 2)]
    assert said == ["HEARING ON THE FERRY", *turns]


@pytest.mark.parametrize(
    "items",
    [
        # A recipe, an order of business, and a table.
        ["Peel the onions.", "Fry them in butter.", "Add the flour.", "Stir."],
        ["Opening", "Minutes of the last meeting", "The crane", "Any other business"],
        [
            "Ada Brook    412 points",
            "Tom Ferro    399 points",
            "Lena Hall    371",
            "Jan",
        ],
        ["onions, cut and fried", "flour of good quality", "butter", "broth"],
    ],
)
def test_few_numbers_may_count_items(items: list[str]) -> None:
    text = "\n".join(f"{n}   {item}" for n, item in enumerate(items, start=1))
    assert [one.text[0] for one in read(text.encode()).blocks] == list("1234")


def test_numbers_that_count_no_lines_stay() -> None:
    stock = "\n".join(f"{n:<6}sacks of rye" for n in range(5, 60, 5))
    assert all(one.text[0].isdigit() for one in read(stock.encode()).blocks)


def test_a_list_at_the_end_counts_its_rows_and_no_lines() -> None:
    said = "".join(f"Ada: Bridge {n} is closed.\n\n" for n in range(30, 80))
    rows = "".join(f"{n} Tom Hall\n" for n in range(1, 30))
    blocks = read(f"{said}{rows}".encode()).blocks
    assert not [one for one in blocks if one.kind is BlockKind.FURNITURE]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Strona 1 z 2", "Strona 2 z 2"),
        ("Страница 1 из 2", "Страница 2 из 2"),
        ("Стор. 1", "Стор. 2"),
        ("Σελίδα 1 από 2", "Σελίδα 2 από 2"),
        ("صفحة ١ من ٢", "صفحة ٢ من ٢"),
        ("עמוד 1 מתוך 2", "עמוד 2 מתוך 2"),
        ("第1页 共2页", "第2页 共2页"),
        ("第 1 頁，共 2 頁", "第 2 頁，共 2 頁"),
        ("1 / 2 ページ", "2 / 2 ページ"),
        ("2쪽 중 1쪽", "2쪽 중 2쪽"),
        ("หน้า 1 จาก 2", "หน้า 2 จาก 2"),
        ("Trang 1/2", "Trang 2/2"),
        ("Sayfa 1 / 2", "Sayfa 2 / 2"),
        ("Sivu 1", "Sivu 2"),
        ("1. lpp.", "2. lpp."),
        ("Page 1 sur 2", "Page 2 sur 2"),
        ("~ 1 ~", "~ 2 ~"),
    ],
)
def test_the_numbers_of_pages_are_furniture_in_many_languages(
    first: str, second: str
) -> None:
    text = f"Ada: We met at dawn.\nTom: We did.\n{first}\n\fAda: And now?\n{second}"
    blocks = read(text.encode()).blocks
    furniture = [one.text for one in blocks if one.kind is BlockKind.FURNITURE]
    assert furniture == [first, second]


def test_a_lone_number_is_no_page() -> None:
    assert all(
        block.kind is BlockKind.PARAGRAPH
        for block in read(b"How many lamps?\n\n12\n\nThat is many.").blocks
    )


def test_rules_headings_quotations_and_bold_are_seen() -> None:
    text = (
        "## The lamp\n\n* * *\n\n> said so\n\n____\n\n"
        "**Ada:** one\n**Tom:** two\n**Ada:** three"
    )
    heading, rule, quote, line, ada, *_ = read(text.encode()).blocks
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert rule.kind is line.kind is BlockKind.RULE
    assert (quote.kind, quote.text) == (BlockKind.QUOTE, "said so")
    assert ada.text == "Ada: one"
    assert [(run.start, run.end, run.style) for run in ada.runs] == [
        (0, 4, TextStyle.BOLD)
    ]


def test_what_is_not_indented_among_indented_paragraphs_is_set_off() -> None:
    long = "  This is a long indented paragraph, as the minutes of a house print it.\n"
    text = long * 9 + "This line alone is not indented and so it is a quotation.\n"
    assert read(text.encode()).blocks[-1].kind is BlockKind.QUOTE


def test_sniffs_what_the_name_does_not_say() -> None:
    page = b"<!DOCTYPE html><html><body><article><p>Ada</p></article></body></html>"
    assert read_document(page, "page.txt").blocks[-1] == Block(text="Ada", line=1)
    assert read_document(b"Ada", "notes").blocks[0].text == "Ada"


SHORT = """\
URL: https://example.org/talks/fog

A talk about fog

Ada Brook: I have walked through fog for most of my life, and I
never once found the way out of it by thinking about the way out.

Tomás Ferro: You could have asked me, since I was standing on the
pier with a lamp.
"""


def test_a_short_file_that_is_wrapped_is_joined() -> None:
    assert [b.text for b in read_document(SHORT.encode(), "talk.txt").blocks][2:] == [
        (
            "Ada Brook: I have walked through fog for most of my life, and I "
            "never once found the way out of it by thinking about the way out."
        ),
        (
            "Tomás Ferro: You could have asked me, since I was standing on the "
            "pier with a lamp."
        ),
    ]


def test_a_few_lines_that_are_paragraphs_stay_so() -> None:
    text = (
        "Ada Brook: I have walked through fog for most of my life, and never fell.\n"
        "Tomás Ferro: You could have asked me, since I was standing on the pier.\n"
        "Ada Brook: I did not see you there, and the lamp was out, as you know.\n"
    )
    assert len(read(text.encode()).blocks) == 3


@pytest.mark.parametrize("name", ["talk.txt", "talk.md"])
def test_a_line_with_a_link_at_the_top_is_where_it_is_from(name: str) -> None:
    document = read_document(SHORT.encode(), name)
    assert document.source == "https://example.org/talks/fog"
    assert document.blocks[0].kind is BlockKind.FURNITURE


def test_a_link_that_somebody_sends_in_a_chat_is_words() -> None:
    chat = b"alice: https://example.org/fog\nbob: is that the fog?\nalice: it is\n"
    document = read_document(chat, "chat.txt")
    assert not document.source
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_turns_that_open_at_the_margin_are_no_quotations() -> None:
    long = "I have walked through the fog for most of my life, and the lamp was lit."
    turn = f"Ada Brook: {long}\n  {long}\n  {long}\n"
    kinds = {block.kind for block in read((turn * 5).encode()).blocks}
    assert kinds == {BlockKind.PARAGRAPH}
    quoting = f"{long}\n" + f"  {long}\n" * 12
    assert read(quoting.encode()).blocks[0].kind is BlockKind.PARAGRAPH
    quoting = f"  {long}\n" * 6 + quoting
    assert read(quoting.encode()).blocks[6].kind is BlockKind.QUOTE


def test_lines_of_boxes_are_rules() -> None:
    kinds = [
        block.kind for block in read("It rains.\n────────\n━━━━\n".encode()).blocks
    ]
    assert kinds[1:] == [BlockKind.RULE] * 2


def test_joins_wrapped_lines_that_are_all_in_capitals() -> None:
    text = """>> WARDEN: GOOD EVENING, EVERYBODY, AND WELCOME TO THE
HARBOR BOARD. WE ARE HERE ABOUT THE LANTERN ON THE OLD
PIER, WHICH SOMEBODY PAINTED BLUE.

>> CLERK: WE HAVE ONE LETTER ABOUT IT AND I AM GOING TO
READ IT. THE REST OF THE MAIL IS ABOUT THE GULLS AND
THE BENCHES.
>> WARDEN: GO AHEAD.
"""
    assert [block.text.split(":")[0] for block in read(text.encode()).blocks] == [
        ">> WARDEN",
        ">> CLERK",
        ">> WARDEN",
    ]


_HEADED = """\
{head}  {n}

Gazette of Dorn
8 May 2031

"""


def test_lines_that_count_pages_beside_words_are_furniture() -> None:
    # The sentence goes on across the edge of the page.
    body = [
        f"The harbour of the upper town needs {n} lamps, as we have said in this\n"
        "house more than once, and the lower town needs about as many, so that\n"
        f"the ferry finds its way at night and in fog on day {n} of each month, for\n"
        for n in range(4)
    ]
    pages = "\n".join(
        f"{text}\n{_HEADED.format(head='Sitting 47.1', n=n + 1)}"
        for n, text in enumerate(body)
    )
    blocks = read((pages + "\nall who sail.\n").encode()).blocks
    furniture = [one.text for one in blocks if one.kind is BlockKind.FURNITURE]
    spoken = " ".join(one.text for one in blocks if one.kind is BlockKind.PARAGRAPH)
    assert furniture.count("Gazette of Dorn") == len(body)
    assert furniture.count("8 May 2031") == len(body)
    assert "Sitting" not in spoken


@pytest.mark.parametrize(
    "opening", ["Item  {}", "Ada  00:{:02}:10", "Ada Brook  0{}:10"]
)
def test_titles_and_hours_that_go_up_are_no_pages(opening: str) -> None:
    lines = [
        f"{opening.format(n)}\nWe come to the lamps.\nThey are lit.\n"
        for n in range(1, 6)
    ]
    assert all(
        one.kind is BlockKind.PARAGRAPH
        for one in read("\n".join(lines).encode()).blocks
    )


@pytest.mark.parametrize(
    "edges",
    [
        # A small two is a digit, and no number.
        ("Ada Brook   bridge²",) * 4,
        # A sign for a number stands where others have one.
        ("3  a #  4", "3  a 5  5", "3  a #  6", "3  a 5  7"),
    ],
)
def test_signs_like_numbers_count_no_pages(edges: tuple[str, ...]) -> None:
    body = "We come to the lamps, and they are lit.\n\n" * 6
    text = "".join(f"{edge}\n\n{body}" for edge in edges)
    assert [one for one in _texts(text.encode()) if one == edges[1]]


def test_many_lines_that_count_pages_are_not_all_looked_for_everywhere() -> None:
    spent = []
    for count in (100, 400):
        names = [f"B{n:b}".translate(str.maketrans("01", "ao")) for n in range(count)]
        text = "".join(f"{name}    Page {n}\n\n" for n in range(3) for name in names)
        start = time.process_time()
        read(text.encode())
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.1


def test_a_word_without_end_is_not_read_from_each_of_its_letters() -> None:
    spent = []
    for count in (2000, 8000):
        start = time.process_time()
        OwnWords("a" * count)
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.1


def test_words_broken_at_line_ends_are_joined_where_others_are() -> None:
    text = """\
The harbour authority has said that the harbour is closed, and the har-
bour stays so. The lighthouse keeper reports that the light-
house is dark, and the lighthouse stays dark until the author-
ity mends it. The ferry captain and the ferry are waiting; the fer-
ry is well-known, and it is so well-
known that people from the neighbouring and the far-off vil-
lages wait. Its winter-
and its summer table, and all the lamps and their poles, stay as they are
in the mus-
is. It is so, and it is late.
"""
    whole = " ".join(_texts(text.encode()))
    assert "villages" in whole
    # No "and" has a stop behind it, so that a short word there ends another.
    assert "the musis." in whole
    assert "well-known that" in whole
    assert "winterand" not in whole


def test_a_name_in_capitals_opens_a_paragraph_behind_a_full_stop() -> None:
    text = """\
CHAIR: I thank the member, and I call the minister of the lower port.
DR. ADA BROOK, on behalf of the harbour group in this house of the
people: Thank you. The lamps are lit, and they will stay lit as long as
we have oil, which is to say until the spring, if nothing comes between.
CHAIR: I thank the minister. Next is the member for the upper old town.
TOM HALL, on behalf of the ferry group and of all who sail with it to
the islands: The ferry is late again, and nobody says why it is so late.
"""
    assert [one[:8] for one in _texts(text.encode())] == [
        "CHAIR: I",
        "DR. ADA ",
        "CHAIR: I",
        "TOM HALL",
    ]


def test_a_name_alone_between_a_full_line_and_an_indented_one_stands_apart() -> None:
    text = """\
The chair
   I thank the member for what she said about the lamps of the port, and I
now call the two who have to answer her, if they have found what they both
had been looking for since noon. The first of them is, I hear, Ms Brook...
Ada Brook Reed
   I have written it down on a piece of paper, which I cannot read, and so
will say it as I remember it, and beg the house to forgive me for that one
time, as it has so often done before when I was late.
   The lamps are lit at night, and are dark by day, and that is how lamps
have been ever since there were any, here and elsewhere.
The chair
   I thank her, and I call the honourable member for the harbour, and with
it for all who live on the other side, up to the last house, which is the
Old Mill.
   He has five minutes, and no more than that, for it is late, and we all
have to go home before the ferry leaves, which it will.
"""
    assert [one[:9] for one in _texts(text.encode())] == [
        "The chair",
        "I thank t",
        "Ada Brook",
        "I have wr",
        "The lamps",
        "The chair",
        "I thank h",
        "He has fi",
    ]


def test_text_that_mostly_stands_further_in_is_not_set_off() -> None:
    turn = (
        "           Chair: We come to the school, whose roof has been leaking since May.\n"
        "           It will be mended when the council has found the money for it, which\n"
        "           may take until the spring.\n\n"
        "           Who wants to speak?\n\n"
    )
    text = "12 § The school\n\n" + turn * 6 + "“We ask you not to close it.”\n"
    kinds = [one.kind for one in read(text.encode()).blocks]
    assert kinds[1:] == [BlockKind.PARAGRAPH] * 13
    shown = "The council met and spoke about the roof for two hours.\n\n" * 6
    quoted = "               We ask the council to leave the old school open.\n\n"
    assert (
        read((shown + turn + quoted).encode()).blocks[-1].kind
        is not BlockKind.PARAGRAPH
    )
