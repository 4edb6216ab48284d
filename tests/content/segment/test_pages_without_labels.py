"""Tests for pages on which what looks like a label is none, and the structure says so."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind, segment
from content.segment.names.text_words import SPEECH_WORD

_SPEECH = """Dear children, dear colleagues!

They gave me five minutes, and I spent three of them on the stairs. So I shall be brief.

In 1959 I was sent to a village without a well. I was twenty-two, and I had a suit and a globe. The mayor saw my globe and asked why this ball was blue.

That winter seventeen boys came to my school, and no girl. I went from house to house, and the fathers gave me tea. Then I put a sewing machine in front of the school, and the girls came.

I have one word for young teachers. There is no difficult child, there is a child whose machine you have not found.

Thank you, and now somebody help me down.
"""

_LEAD = """Yesterday was the Day of Teachers, and as every year the mayor spoke, the head spoke, and we looked at our watches. Then they called Ada Brook, who taught here before any of us was born. I recorded her speech on my phone and give it here as it was.
"""

_POSTED = f"""# What Ada said

Posted: harborgirl · 9 May 2011

{_LEAD}
{_SPEECH}"""

_COMMENTED = f"""The Eastport Post

Ada on the stairs

Thomas Ferro

{_LEAD}
{_SPEECH}
Comments

Sam K.: I am one of the seventeen boys. I learned to sew.
"""

_INTERVIEW = """Bell-ringer Ada Brook: “The first stroke is the hardest”

Ada Brook is seventy-four, and has rung the bells above the harbour since she was nine. We climbed sixty-one steps to meet her.

How does a child of nine become a bell-ringer?

Quite simply: the old one had hurt his back. I was under the tree with an apple, and so I climbed.

Where did the bells go?

They took them down when I was young. I thought that they had been sold.

She stops, and wipes the edge of the bell as if it were a brow.

Do you teach anybody?

I have two. I tell them to marry, and we shall have one good ringer.

What is the hardest part?

The first stroke after a silence. My hand knows it, and I stand there.
"""


def _read(text: str, name: str = "page.md") -> Sequence[Segment]:
    return segment(read_document(text.encode(), name))


@pytest.mark.parametrize("text", [_POSTED, _COMMENTED], ids=["posted", "commented"])
def test_a_speech_below_a_lead_is_of_whom_the_lead_names(text: str) -> None:
    found = _read(text, "page.txt")
    said = [one for one in found if one.text.startswith("Dear children")]
    assert [one.speaker for one in said] == ["Ada Brook"]
    lead = [one for one in found if "I recorded her speech" in one.text]
    assert not any(one.kind.attributed for one in lead)


def test_the_headline_of_an_interview_is_no_label() -> None:
    found = _read(_INTERVIEW, "page.txt")
    answers = {one.speaker for one in found if one.kind.value == "speech"}
    assert answers == {"Ada Brook"}
    assert sum(one.speaker == "Question" for one in found) == 4


def test_what_is_told_between_answers_is_not_served_as_one() -> None:
    told = next(one for one in _read(_INTERVIEW, "page.txt") if "wipes" in one.text)
    assert not told.kind.attributed or told.confidence < MIN_CONFIDENCE


_KOREAN = """# “시계는 설득하는 겁니다”

**50년 만에 문 닫는 시계수리점 오만석 씨**

두 평 남짓한 가게에 시계가 사백 개쯤 있다. 가리키는 시각은 모두 다르다.

**-문을 닫기로 결심한 계기가 있습니까.**

“작년 가을에 손님이 시계를 찾으러 왔는데, 제가 맡은 기억이 없는 거예요.”

**-가장 기억에 남는 시계는요.**

“안 찾아간 시계요. 1987년 6월에 대학생 하나가 맡겼습니다.”

그는 말을 멈추고 그 시계를 꺼내 귀에 댔다.

**-시계가 느리게 가는 건 왜 그렇습니까.**

“대개 기름이 말라서 그렇습니다. 저는 보면 압니다.”

**-무엇을 하실 계획입니까.**

“늦잠이요. 알람은 안 맞춥니다.”
"""

_CHAT = """03.05.2024 17.04 - Lone Bak Jessen: Så er vi her! Sæt kryds.
03.05.2024 17.05 - Mikkel Rud: Hvem er det så der hedder Inge
03.05.2024 17.05 - Lone Bak Jessen: åh nej
03.05.2024 17.09 - Farmor Inge: Hej med jer. Jeg har ikke set noget.
03.05.2024 17.11 - Mikkel Rud: Hun er hurtigere end jer alle sammen
"""


def test_bold_lines_behind_dashes_ask_what_quotations_answer() -> None:
    found = _read(_KOREAN)
    assert {one.speaker for one in found if one.kind.attributed} == {
        "Question",
        "오만석",
    }
    told = next(one for one in found if "그는 말을" in one.text)
    assert not told.kind.attributed or told.confidence < MIN_CONFIDENCE


def test_a_full_stop_may_part_hours_from_minutes_behind_a_date() -> None:
    found = _read(_CHAT, "chat.txt")
    assert [one.speaker for one in found if one.kind.attributed] == [
        "Lone Bak Jessen",
        "Mikkel Rud",
        "Lone Bak Jessen",
        "Farmor Inge",
        "Mikkel Rud",
    ]


def test_a_letter_does_not_vouch_for_the_talk_around_it() -> None:
    page = """We met in her kitchen by the harbour.

She took the letter from the wall and read it out.

"Dear Ada! You write that I should be proud, and I am. The lamp is yours now, and so is the stair, and so are the gulls that nobody asked for. Your Grandmother."

Well, so when I saw that dog on the ice, I had no choice, and I turned the whole ship around for it.
"""
    found = segment(read_document(page.encode(), "page.txt"))
    assert any(one.kind is SegmentKind.MESSAGE for one in found)
    assert [one.doubtful for one in found if "that dog" in one.text] == [True]


def test_a_paragraph_behind_a_dash_may_be_talk() -> None:
    page = """The bath is open again, and hundreds came.

Then Ada Brook told what to know:

– The bath is open from Tuesday to Sunday, except for the pool, which the town still has to fill.

– The bath was late (2019)
"""
    found = segment(read_document(page.encode(), "page.txt"))
    assert [one.text[:10] for one in found if one.doubtful] == ["– The bath"]


def test_short_lines_of_a_block_quote_are_asked_about_together() -> None:
    lines = "".join(f"> The river is ours, line {n}.\n>\n" for n in range(5))
    page = f"# A river\n\nThey read this.\n\n{lines}\nIt rained.\n"
    found = segment(read_document(page.encode(), "page.md"))
    assert all(one.doubtful for one in found if "river is ours" in one.text)


def test_the_title_of_a_page_and_a_heading_on_it_are_no_two_speakers() -> None:
    page = """# Arthur Edmund Castell

June 2, 1939 – January 19, 2024

Arthur Castell, the last keeper of the light, died at home. I print what his daughter said.

## Eulogy for Arthur

Good morning. I am the eldest, and I thank you for coming. My father Arthur kept a light for thirty years.
"""
    found = segment(read_document(page.encode(), "page.md"))
    assert not [one for one in found if one.speaker == "Arthur Edmund Castell"]


_PUBLISHED = """<html><head><title>{title} – Harbour Courier</title></head><body><article>
<h1>“I counted the buckets”: the speech of the lampkeeper of Old Quay</h1>
<p>Halina Tern kept the lamp for thirty winters, and left it on Friday.</p>
<p>Tern climbed on a chair with two sheets of paper. The Harbour Courier asked her for them, and
Harbour Courier prints the text in full.</p>
<p><i>Check against delivery</i></p>
<p>Dear friends, ladies and gentlemen,</p>
<p>I was asked to be brief, and I was brief for thirty years.</p>
<p>I came in out of the rain when I was nine, and nobody asked me for a ticket.</p>
<p>I ask you to keep the reading room. Thank you!</p>
<h2>The letter of the prefect</h2>
<p>Kept away by the storm, Mr. Stefan Karad, prefect of the coast, had sent a letter, read by Mr. Tom Ferro, his deputy:</p>
<blockquote><p>Dear Mayor,</p>
<p>The duties of my office keep me from the feast, and I regret it.</p>
<p>Yours sincerely</p></blockquote>
<p>The feast ended with soup in the hall.</p>
</article><footer>© Harbour Courier, 2017</footer></body></html>
"""


def test_who_publishes_a_speech_does_not_give_it_and_a_letter_below_has_its_sender() -> (
    None
):
    title = "Read in full the speech of Halina Tern"
    page = _PUBLISHED.format(title=title)
    found = segment(read_document(page.encode(), "page.html"))
    spoken = {
        (one.speaker, one.kind, one.confidence >= MIN_CONFIDENCE)
        for one in found
        if one.speaker
    }
    assert spoken == {
        ("Halina Tern", SegmentKind.SPEECH, True),
        ("Stefan Karad", SegmentKind.MESSAGE, True),
    }
    (speech,) = [one for one in found if one.kind is SegmentKind.SPEECH]
    assert speech.text.startswith("Dear friends")


_OPEN_LETTER = """# Open letter of a headmistress: “We count the drops”

The headmistress of Low Quay wrote to the council on Monday. We print the letter in full.

Dear mayor, dear councillors,

I write this in the classroom, while a bucket stands beside me, and we count the drops.

I asked for a roof in 2017, and I have asked six times since.

Yours sincerely,

Halina Tern, M.A.

headmistress

## From the council: The money is there

The answer came in the evening. We print it unabridged.

> Dear editors, we inform you that the council set money aside for the roof, and has asked for
> a permit, which is late. Yours sincerely, Low Quay Council.

The permit office says that a drawing is missing.
"""

_LETTER_AND_SPEECH = """石桥镇小学举行校庆
——八十岁王安宁老师讲一课

　　会上宣读了远在海边的1980届校友李海生发来的贺信。贺信全文如下：

尊敬的老师们、亲爱的同学们：
　　母校五十岁了，我在船上，不能回来，谨在海上向母校鞠一个躬。
　　那年冬天我家里没有米，是老师的饭让我读完了书，我一直没有忘记。
　　　　　　　　　　　　1980届校友　李海生
　　　　　　　　　　　　2018年9月1日

　　信读完，大家静了一会儿。八十岁的退休教师王安宁老师走到话筒前，讲了一段话。根据录音整理如下。

　　同学们，请坐。下雨了，我只讲几句。

　　海生的信我是头一回听，他记错了一件事，那碗饭是我妈妈做的，我只是端了过去。

　　我教了三十年书，只想让你们记住一件事：看见谁没有来，就给他写一张条子。

　　下课。

　　王老师说完，大家都站了起来。

上一篇：校庆公告
下一篇：征集照片
"""


def test_an_open_letter_goes_to_who_signs_it_and_headings_are_no_labels() -> None:
    found = segment(read_document(_OPEN_LETTER.encode(), "page.md"))
    spoken = [(one.speaker, one.kind) for one in found if one.speaker]
    assert spoken == [
        ("Halina Tern", SegmentKind.MESSAGE),
        ("Low Quay Council", SegmentKind.MESSAGE),
    ]
    assert next(one.text for one in found if one.speaker).endswith("headmistress")


def test_a_chinese_letter_ends_at_its_date_and_a_speech_below_it_has_its_speaker() -> (
    None
):
    found = segment(read_document(_LETTER_AND_SPEECH.encode(), "page.txt"))
    spoken = [(one.speaker, one.kind) for one in found if one.speaker]
    assert dict.fromkeys(spoken) == dict.fromkeys(
        [("李海生", SegmentKind.MESSAGE), ("王安宁", SegmentKind.SPEECH)]
    )
    letter, *_, last = [one.text for one in found if one.speaker]
    assert letter.endswith("2018年9月1日")
    assert last.endswith("下课。")


_INTERRUPTED = """# The roof of the school

At the feast Ada Brook, who taught here for forty years, climbed the stairs. Here is what she said, in full.

“Dear children! I am the oldest here, and I see that the boys still sit in the last row, as they did
when I was young and the stove was cold.

I was asked to speak of the school. I shall speak of the stove, which taught us more than I did.”

At this point the hall rose, and the stove man sat down first.

“They took the stove down when the hall became a store. I asked for one tile, and I have it on my sill,
below the pot with the flowers that you gave me.

Thank you for coming. Now go and eat your soup.”

The chairs were stacked in a quarter of an hour.
"""


def test_a_quoted_speech_goes_on_behind_what_happened_meanwhile() -> None:
    found = segment(read_document(_INTERRUPTED.encode(), "page.md"))
    spoken = [one for one in found if one.speaker]
    assert [one.speaker for one in spoken] == ["Ada Brook", "Ada Brook"]
    assert all(one.confidence >= MIN_CONFIDENCE for one in spoken)
    assert spoken[-1].text.endswith("soup.”")


@pytest.mark.parametrize(
    ("word", "speech"),
    [
        ("Festtal", True),
        ("avskedstalet", True),
        ("Åpningstale", True),
        ("Antrittsrede", True),
        ("hospital", False),
        ("total", False),
        ("Natale", False),
        ("Parede", False),
    ],
)
def test_words_that_end_as_speeches_do_elsewhere_are_none(
    word: str, *, speech: bool
) -> None:
    """The words of one language are looked for in pages of all."""
    assert SPEECH_WORD.is_in(word) is speech


def test_nobody_else_speaks_below_a_speech_that_a_page_frames() -> None:
    """A headline and a contest's winner look as if they introduced two people."""
    sets = Path(__file__).parent / "house_styles"
    path = sets / "fortyfifth" / "sk_farnost_vyrocie_kostola__45e1.html"
    found = segment(read_document(path.read_bytes(), path.name))
    said = [one for one in found if one.speaker and "Hudačko" in one.speaker]
    assert not any("Fecenková" in (one.speaker or "") for one in found)
    assert said
    assert not any("3 214 eur" in one.text for one in said)


def test_words_tagged_with_a_name_that_nothing_knows_are_doubted() -> None:
    page = """# The ferry waits for nobody

Mayor Ada Brook opened the island days on Saturday.

– You will get across, and perhaps back, {tag}.

– I heard about half of it, said the ferryman, Tom Lake.
"""
    for tag, doubtful in (("said Ben Moor", True), ("she said", False)):
        found = segment(read_document(page.format(tag=tag).encode(), "p.md"))
        said = next(one for one in found if "perhaps back" in one.text)
        assert (said.speaker, said.doubtful) == ("Ada Brook", doubtful)
