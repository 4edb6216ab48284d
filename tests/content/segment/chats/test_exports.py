"""Tests that exports and copies of chats are read, whosever program wrote them."""

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.labels.shapes.chats.exports import read_chat_export
from content.segment.lines import lines_of

_KEY, _NO, _THANKS = "Who has the key?", "not me", "ok then"


def _lines(*lines: str) -> str:
    return "\n".join(lines)


_EXPORTS = {
    "WhatsApp, Android, Croatian": _lines(
        "12. 02. 2023. 17:41 - Poruke i pozivi su šifrirani.",
        "12. 02. 2023. 17:43 - Ada Brook: Who has the key?",
        "12. 02. 2023. 17:44 - Tom 3. kat ♪: not me",
        "12. 02. 2023. 17:45 - Ada Brook: <Medijski zapis izostavljen>",
        '12. 02. 2023. 17:46 - Ada Brook je promijenila naziv u "A: b"',
        "12. 02. 2023. 17:46 - Ada Brook: ok then",
        "12. 02. 2023. 17:47 - Tom 3. kat ♪: Ova je poruka izbrisana",
    ),
    "WhatsApp, Android, Spanish": _lines(
        "24/5/21, 7:04 p. m. - Los mensajes están cifrados.",
        "24/5/21, 7:05 p. m. - Ada Brook: Who has the key?",
        "24/5/21, 7:06 p. m. - Tom 3. kat ♪: not me",
        "24/5/21, 7:07 p. m. - Ada Brook: IMG-20210524-WA0003.jpg (archivo adjunto)",
        "24/5/21, 7:08 p. m. - Ada Brook: ok then <Se editó este mensaje.>",
    ),
    "WhatsApp, Android, Arabic": _lines(
        "٢٤\u200f/٥\u200f/٢٠٢١، ٧:٠٤ م - Ada Brook: Who has the key?",
        "٢٤\u200f/٥\u200f/٢٠٢١، ٧:٠٥ م - Tom 3. kat ♪: not me",
        "٢٤\u200f/٥\u200f/٢٠٢١، ٧:٠٦ م - Ada Brook: ok then",
    ),
    "WhatsApp, Android, Japanese": _lines(
        "2021/05/24 午後7:04 - Ada Brook: Who has the key?",
        "2021/05/24 午後7:05 - Tom 3. kat ♪: not me",
        "2021/05/24 午後7:06 - Ada Brook: ok then",
    ),
    "WhatsApp, iPhone": _lines(
        "\u200e[24.05.21, 7:04:11\u202fPM] House 12: \u200eMessages are encrypted.",
        "[24.05.21, 7:05:02\u202fPM] Ada Brook: Who has the key?",
        "[24.05.21, 7:05:40\u202fPM] ~\u202fTom 3. kat ♪: not me",
        "\u200e[24.05.21, 7:06:10\u202fPM] Ada Brook: \u200eimage omitted",
        "[24.05.21, 7:07:00\u202fPM] Ada Brook: ok then",
    ),
    "Telegram, copied": _lines(
        "Ada Brook, [24.05.2021 19:04]\nWho has the key?\n",
        "Tom 3. kat ♪, [24.05.2021 19:05]\nnot me\n",
        "Ada Brook, [24.05.2021 19:06]\nok then\n",
        "Ada Brook pinned «Who has the key?»",
    ),
    "Viber": _lines(
        "Ada Brook (19:04): Who has the key?",
        "Tom 3. kat ♪ (19:05): not me",
        "Ada Brook (19:06): ok then",
        "Tom 3. kat ♪ (19:07): [Sticker]",
    ),
    "LINE": _lines(
        "[LINE] Chat history in Stairs\nSaved on: 2021/05/24 21:08\n",
        '2021/05/24(月)\n19:04\tAda Brook\t"Who has\nthe key?"',
        "19:05\tTom 3. kat ♪\tnot me",
        "19:05\t\tTom invited Bea to the group.",
        "19:06\tAda Brook\tok then",
        "19:07\tTom 3. kat ♪\t[スタンプ]",
    ),
    "KakaoTalk, Windows": _lines(
        "계단 님과 카카오톡 대화\n저장한 날짜 : 2021-05-24 21:08:11\n",
        "--------------- 2021년 5월 24일 월요일 ---------------",
        "[Ada Brook] [오후 7:04] Who has the key?",
        "[Tom 3. kat ♪] [오후 7:05] not me",
        "톰님이 베아님을 초대했습니다.",
        "[Ada Brook] [오후 7:06] ok then",
        "[Tom 3. kat ♪] [오후 7:07] (이모티콘)",
    ),
    "KakaoTalk, Android": _lines(
        "2021년 5월 24일 오후 7:04",
        "2021년 5월 24일 오후 7:04, Ada Brook : Who has the key?",
        "2021년 5월 24일 오후 7:05, Tom 3. kat ♪ : not me",
        "2021년 5월 24일 오후 7:06, Ada Brook : ok then",
    ),
    "WeChat, copied": _lines(
        "Ada Brook 2021-05-24 19:04\nWho has the key?\n",
        "Tom 3. kat ♪ 2021-05-24 19:05\nnot me\n",
        "Ada Brook 2021-05-24 19:06\nok then\n",
        "Tom 3. kat ♪ 2021-05-24 19:07\n[图片]",
    ),
    "Discord, copied": _lines(
        "Ada Brook — heute um 19:04 Uhr\nWho has the key?",
        "Tom 3. kat ♪ — heute um 19:05 Uhr\nnot me",
        "Ada Brook — heute um 19:06 Uhr\nok then",
        "Tom 3. kat ♪ — heute um 19:07 Uhr\n[Sticker]",
    ),
    "Teams, copied": _lines(
        "[24/05/2021 19:04] Ada Brook\nWho has the key?",
        "[24/05/2021 19:05] Tom 3. kat ♪\nnot me",
        "[24/05/2021 19:06] Ada Brook\nok then",
    ),
    "Zoom": _lines(
        "19:04:11 Von Ada Brook an Alle:\n\tWho has the key?",
        "19:05:11 Von Tom 3. kat ♪ an Alle:\n\tnot me",
        "19:06:11 Von Ada Brook an Tom 3. kat ♪(Direktnachricht):\n\tok then",
        "19:07:11 Von Tom 3. kat ♪ an Alle:\n\t(Sticker)",
    ),
    "Zoom, with words of several words": _lines(
        "19:04:11 De la Ada Brook către Toată lumea: Who has the key?",
        "19:05:11 De la Tom 3. kat ♪ către Toată lumea: not me",
        "19:06:11 De la Ada Brook către Toată lumea: ok then",
        "19:07:11 De la Tom 3. kat ♪ către Toată lumea: (Sticker)",
    ),
    "Zoom, of a recording": _lines(
        "00:04:11\tAda Brook:\tWho has the key?",
        "00:05:11\tTom 3. kat ♪:\tnot me",
        "00:06:11\tAda Brook:\tok then",
        "00:07:11\tTom 3. kat ♪:\t(Sticker)",
    ),
    "WhatsApp, copied in a browser": _lines(
        "[7:02 pm, 24/05/2021] Ada Brook: Who has the key?",
        "[7:03 pm, 24/05/2021] Tom 3. kat ♪: not me",
        "[7:09 pm, 24/05/2021] Ada Brook: ok then",
    ),
    "any program with days between rules": _lines(
        "────── Monday, 24 May ──────\n",
        "[19:04] Ada Brook\nWho has the key?\n",
        "[19:05] Tom 3. kat ♪\nnot me\n",
        "[19:06] Ada Brook\nok then\n",
        "[19:07] Tom 3. kat ♪ joined the group\n",
        "────── today ──────",
    ),
}


@pytest.mark.parametrize("text", _EXPORTS.values(), ids=_EXPORTS)
def test_messages_are_their_writers(text: str) -> None:
    found = segment(read_document(text.encode(), "chat.txt"))
    said = [(one.speaker, " ".join(one.text.split())) for one in found if one.speaker]
    assert said == [("Ada Brook", _KEY), ("Tom 3. kat ♪", _NO), ("Ada Brook", _THANKS)]
    assert not any(one.doubtful for one in found)


def test_hours_and_names_with_colons_below_a_day() -> None:
    text = _lines(
        "Monday, 24 May 2021\n",
        "19:04 Ada Brook: Who has the key?",
        "19:05 tom_3: not me",
        "19:06 Ada Brook: ok then",
        "19:09 tom_3: and you?",
        "19:11 Sister Jane: I have it, and the door is open.",
    )
    found = segment(read_document(text.encode(), "chat.txt"))
    said = [one.speaker for one in found if one.speaker and one.text.strip()]
    assert said == ["Ada Brook", "tom_3", "Ada Brook", "tom_3", "Sister Jane"]


_BOX = (
    '<div class="message default clearfix{joined}"><div class="body">'
    '<div class="pull_right date details" title="24.05.2021 19:04:11 UTC+01:00">'
    '19:04</div>{name}<div class="text">{words}</div></div></div>'
)


def test_a_page_of_telegram() -> None:
    rows = [("Ada Brook", _KEY), ("", "The red one."), ("Tom (flat 3)", _NO)]
    boxes = [
        _BOX.format(
            joined="" if name else " joined",
            name=f'<div class="from_name">{name}</div>' if name else "",
            words=words,
        )
        for name, words in [*rows, ("Ada Brook", _THANKS)]
    ]
    boxes.insert(
        1, '<div class="message service"><div class="body details">A day</div></div>'
    )
    picture = (
        '<div class="media_wrap"><div class="media"><div class="body">'
        '<div class="title bold">Photo</div></div></div></div>'
    )
    tom = '<div class="from_name">Tom (flat 3)</div>'
    alone = _BOX.format(joined="", name=tom, words="")
    boxes.append(alone.replace('<div class="text"></div>', picture))
    boxes.append(_BOX.format(joined=" joined", name="", words="That is it."))
    page = f"<html><body>{''.join(boxes)}</body></html>"
    found = segment(read_document(page.encode(), "messages.html"))
    said = [(one.speaker, " ".join(one.text.split())) for one in found]
    assert said == [
        ("Ada Brook", f"{_KEY} The red one."),
        ("Tom (flat 3)", _NO),
        ("Ada Brook", _THANKS),
        ("Tom (flat 3)", "That is it."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # A log of a server, and an order of business.
        [
            "2021-05-24 19:0{n}:11 - INFO: who is it?",
            "2021-05-24 19:0{n}:12 - ERROR: no",
        ],
        ["24/05/2021, 19:0{n} - Room {n}: why we are here"],
    ],
)
def test_other_stamped_lines_are_no_chat(lines: list[str]) -> None:
    text = "\n".join(line.format(n=n) for n in range(6) for line in lines)
    document = read_document(text.encode(), "log.txt")
    assert read_chat_export(lines_of(document)) is None


def test_a_page_of_an_exporter_with_several_messages_under_a_name() -> None:
    message = '<div class="chatlog__content">{}</div>'
    group = (
        '<div class="chatlog__message-group"><span class="chatlog__author">{}</span>'
        '<span class="chatlog__timestamp">18-Nov-22 07:14 PM</span>{}</div>'
    )
    said = [("Ada", [_KEY, "The red one."]), ("Tom", [_NO]), ("Ada", [_THANKS])]
    page = "".join(
        group.format(name, "".join(map(message.format, words))) for name, words in said
    )
    found = segment(read_document(f"<html>{page}</html>".encode(), "chat.html"))
    assert [(one.speaker, one.text) for one in found if one.speaker] == [
        ("Ada", f"{_KEY}\n\nThe red one."),
        ("Tom", _NO),
        ("Ada", _THANKS),
    ]
