"""Speeches of which a page's author tells in words of his own."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind, segment
from content.segment.basis import Basis, Reason
from content.segment.lines import lines_of
from content.segment.pieces import Piece
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.voices.one_speech.told.likeliest_place import find_told_speech
from content.segment.voices.one_speech.told.likely_speaker import (
    SPEAKER_WEIGHTS,
    far_more_likely,
    likely_speaker,
    signs_of_speakers,
    weigh_speaker,
)
from content.segment.voices.one_speech.told.passages import (
    PASSAGE_WEIGHTS,
    ParagraphWeights,
    find_passages,
    likeliest_course,
    shares_of_steps,
    signs_of_passages,
    tells_of_resumption,
)
from content.segment.voices.one_speech.told.several_speeches import with_other_speeches
from content.segment.voices.one_speech.told.told_check import (
    check_told_speech,
    weigh_paragraphs,
)
from content.segment.voices.one_speech.told.told_page import PLACE_WEIGHTS, ToldPage
from content.segment.wording.spoken_wording import spoken_wording

_INTRODUCTION = """The harbour supper was cold, and the soup was colder. Nobody wanted to speak.

Then Ada Brook got up, aged 71, who has mended our nets since the war. She had it on a sheet of blue paper, and I copied it out at her kitchen table on Sunday.
"""

_SPEECH = """I never stood on a chair before, so hold it. It is your chair.

When I came here there were eleven boats, and I could tell you each of them by its holes. I mended them all, and I was paid in herring.

Now there are two boats and they buy their nets in Spain. I do not mind it. I only want somebody to learn the knot, and I shall be at home on Tuesday.
"""

_END = """Nobody laughed. Then the pilot stood up and clapped, and Ada sat down and asked for the soup.

On Tuesday nine people stood at her door.
"""

_PAGE = f"{_INTRODUCTION}\n{_SPEECH}\n{_END}"


def _pieces(text: str) -> list[Piece]:
    lines = lines_of(read_document(text.encode(), "page.txt"))
    return assign_speakers(lines, {}, SpeakerResolver([]))


def _read(text: str) -> list[Segment]:
    return [*segment(read_document(text.encode(), "page.txt"))]


def test_the_speech_ends_where_people_clap() -> None:
    pieces = _pieces(_PAGE)
    found = find_told_speech(ToldPage(pieces))
    assert found is not None
    assert pieces[found.place.start].text.startswith("I never stood on a chair")
    assert pieces[found.place.end - 1].text.endswith("at home on Tuesday.")
    assert found.is_sure
    assert found.is_surely_told


def test_it_is_given_to_who_got_up_and_served_where_the_page_surely_names_her() -> None:
    spoken = [one for one in _read(_PAGE) if one.kind is SegmentKind.SPEECH]
    assert {one.speaker for one in spoken} == {"Ada Brook"}
    assert " ".join(one.text for one in spoken).split() == _SPEECH.split()
    assert all(one.confidence >= MIN_CONFIDENCE for one in spoken)


def test_a_person_is_asked_where_the_page_names_two_who_may_speak() -> None:
    page = _PAGE.replace(
        "Then Ada Brook got up, aged 71, who", "Tom Ferro and Ada Brook"
    )
    spoken = [one for one in _read(page) if one.kind is SegmentKind.SPEECH]
    assert spoken
    assert all(one.confidence < MIN_CONFIDENCE for one in spoken)


@pytest.mark.parametrize(
    "aside",
    [
        "At this point the whole hall began to laugh, and she had to wait. Then she went on:",
        "Here somebody coughed. She looked at him over her glasses, and continued:",
    ],
)
def test_what_an_author_tells_in_between_is_not_served(aside: str) -> None:
    page = _PAGE.replace("\n\nNow there are", f"\n\n{aside}\n\nNow there are")
    served = [one for one in _read(page) if one.confidence >= MIN_CONFIDENCE]
    said = " ".join(one.text for one in served if one.kind is SegmentKind.SPEECH)
    assert "I mended them all" in said
    assert "learn the knot" in said
    assert aside not in said


def _inside(pieces: list[Piece]) -> Mapping[int, float]:
    passages = find_passages(ToldPage(pieces))
    assert passages is not None
    return passages.inside


def test_a_paragraph_outside_of_the_quotation_marks_around_it_is_an_aside() -> None:
    first, second, third = _SPEECH.strip().split("\n\n")
    told = "The pilot put a log on, for it was her stove, and nobody had asked him to."
    quoted = f"“{first}\n\n{second}”\n\n{told}\n\n“{third}”\n"
    pieces = _pieces(f"{_INTRODUCTION}\n{quoted}\n{_END}")
    place = next(n for n, piece in enumerate(pieces) if piece.text == told)
    plain = _pieces(
        f"{_INTRODUCTION}\n{first}\n\n{second}\n\n{told}\n\n{third}\n\n{_END}"
    )
    assert _inside(pieces)[place] < _inside(plain)[place]


def test_a_given_name_and_a_title_alone_are_the_persons_who_has_them_in_full() -> None:
    told = """안녕하세요, 갯벌 산악회 총무입니다.

식당에서 봉식이 형님이 잔을 들고 일어나셨습니다. 이십 년 동안 회장을 맡아 오신 최봉식 회장님입니다. 그대로 옮겨 적습니다.
"""
    said = """제가 이 산악회를 만든 게 외환위기 이듬해입니다. 다니던 은행이 없어졌습니다. 저는 아침마다 뒷산에 올라갔습니다.

여러분 덕분에 저는 외롭지 않았습니다. 고맙습니다.
"""
    pieces = _pieces(f"{told}\n{said}\n그날 식당이 떠나가도록 박수를 쳤습니다.\n")
    document = read_document(told.encode(), "page.txt")
    assert set(signs_of_speakers(pieces, 2, 4, document)) == {"최봉식"}


def test_the_shares_of_paragraphs_follow_where_the_speech_may_stand() -> None:
    pieces = _pieces(_PAGE)
    shares = _inside(pieces)
    assert all(0 <= share <= 1 + 1e-9 for share in shares.values())
    inside = [n for n, p in enumerate(pieces) if p.text in _SPEECH]
    around = [n for n, p in enumerate(pieces) if p.text in _INTRODUCTION + _END]
    assert min(shares[n] for n in inside) > max(shares[n] for n in around)


@pytest.mark.parametrize(
    "introduction",
    [
        "Then the pilot rose. Nobody knew what he wanted, and he did not know it himself.",
        "The cook came out of the kitchen, and for once she had no spoon in her hand.",
    ],
)
def test_no_words_have_to_announce_it(introduction: str) -> None:
    above = (
        f"The harbour supper was cold, and nobody wanted to speak.\n\n{introduction}"
    )
    pieces = _pieces(f"{above}\n\n{_SPEECH}\n{_END}")
    found = find_told_speech(ToldPage(pieces))
    assert found is not None
    assert pieces[found.place.start].text.startswith("I never stood on a chair")
    assert pieces[found.place.end - 1].text.endswith("at home on Tuesday.")
    assert not found.is_surely_told


def test_a_page_that_opens_with_the_speech_tells_of_none() -> None:
    assert find_told_speech(ToldPage(_pieces(f"{_SPEECH}\n{_SPEECH}"))) is None


def test_without_somebody_who_speaks_there_is_no_speech() -> None:
    report = _SPEECH.replace("I ", "she ").replace("your", "the").replace("you", "one")
    introduction = _INTRODUCTION.replace("I copied", "he copied").replace("our", "the")
    assert (
        find_told_speech(ToldPage(_pieces(f"{introduction}\n{report}\n{_END}"))) is None
    )


def test_what_readers_comment_is_not_said() -> None:
    comments = "## 2 comments\n\nI was there, and I cried.\n\nI was there, too.\n"
    text = f"{_INTRODUCTION}\n{_SPEECH}\n{comments}"
    pieces = assign_speakers(
        lines_of(read_document(text.encode(), "page.md")), {}, SpeakerResolver([])
    )
    heading = next(n for n, p in enumerate(pieces) if "2 comments" in p.text)
    places = ToldPage(pieces).places
    assert places
    assert all(one.end <= heading for one in places)


def test_a_name_that_small_words_alone_lead_to_is_none() -> None:
    assert _read("Mayor στην Pérez um cu im Lund said so.")


def test_who_is_named_at_the_supper_does_not_speak() -> None:
    others = _PAGE.replace("Nobody wanted", "Tom Ferro poured it. Nobody wanted")
    others = f"Ada Brook's blue paper\n\n{others}"
    pieces = _pieces(others)
    found = find_told_speech(ToldPage(pieces))
    assert found is not None
    document = read_document(others.encode(), "page.txt")
    place = (pieces, found.place.start, found.place.end, document)
    likely = likely_speaker(*place)
    assert likely is not None
    assert likely.name == "Ada Brook"
    assert set(signs_of_speakers(*place)) == {"Ada Brook", "Tom Ferro"}
    assert far_more_likely("Tom Ferro", *place) == "Ada Brook"
    assert far_more_likely("Ada Brook", *place) == ""
    # What speaks for a person whom the page names nowhere is not known here.
    assert far_more_likely("Harriet Vane", *place) == ""


def test_whom_the_speech_greets_does_not_give_it() -> None:
    greeted = _PAGE.replace("I never stood", "Dear Ada Brook, I never stood")
    pieces = _pieces(greeted)
    start = next(n for n, p in enumerate(pieces) if p.text.startswith("Dear Ada"))
    document = read_document(greeted.encode(), "page.txt")
    assert likely_speaker(pieces, start, len(pieces), document) is None


def test_every_sign_has_a_weight() -> None:
    pieces = _pieces(_PAGE)
    places = {sign for one in ToldPage(pieces).places for sign in one.signs}
    document = read_document(_PAGE.encode(), "page.txt")
    people = signs_of_speakers(pieces, 2, 5, document)
    speakers = {sign for signs in people.values() for sign in signs}
    for signs, file in (
        (places, PLACE_WEIGHTS),
        (speakers, SPEAKER_WEIGHTS),
    ):
        weights = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(weights) == signs


def test_every_sign_of_a_paragraph_has_a_weight() -> None:
    found = signs_of_passages(ToldPage(_pieces(_PAGE))).values()
    weights = tomllib.loads(PASSAGE_WEIGHTS.read_text(encoding="utf-8"))
    assert set(weights["inside"]) == {sign for one in found for sign in one.inside}
    assert set(weights["start"]) == {sign for one in found for sign in one.start}
    assert set(weights["again"]) == set(weights["start"])
    assert set(weights["end"]) == {sign for one in found for sign in one.end}


@given(
    st.lists(
        st.builds(ParagraphWeights, *[st.floats(-6, 6, width=32)] * 4),
        min_size=1,
        max_size=7,
    )
)
def test_the_shares_and_the_course_of_a_page_are_those_of_all_courses_counted_one_by_one(
    weights: list[ParagraphWeights],
) -> None:
    def weigh(course: Sequence[bool]) -> float:
        total, started = 0.0, False
        for n, one in enumerate(weights):
            if not course[n]:
                continue
            total += one.inside
            if n == 0 or not course[n - 1]:
                total += one.start + (one.again if started else 0.0)
                started = True
            if n + 1 == len(course) or not course[n + 1]:
                total += one.end
        return total

    courses = [c for c in product((False, True), repeat=len(weights)) if any(c)]
    odds = [math.exp(weigh(course)) for course in courses]
    shares = shares_of_steps(weights)
    for n, found in enumerate(shares):
        inside = sum(o for c, o in zip(courses, odds, strict=True) if c[n])
        assert found.inside == pytest.approx(inside / sum(odds), abs=1e-6)
        starts = sum(
            o
            for c, o in zip(courses, odds, strict=True)
            if c[n] and not (n and c[n - 1])
        )
        assert found.start == pytest.approx(starts / sum(odds), abs=1e-6)
    best = weigh(likeliest_course(weights))
    assert best == pytest.approx(max(map(weigh, courses)), abs=1e-6)


@pytest.mark.parametrize(
    ("language", "spoken", "told"),
    [
        (
            "en",
            "And I say to you, my friends, that we will not forget what you have done for us.",
            "She put down her basket, looked at him, and walked back to her chair.",
        ),
        (
            "de",
            "Ich danke euch allen, und ich weiß, dass wir das zusammen schaffen werden.",
            "Sie stellte den Korb ab, sah ihn an und ging zurück zu ihrem Stuhl.",
        ),
        (
            "pl",
            "Dziękuję wam wszystkim, bo wiem, że bez was nie dałbym sobie rady.",
            "Postawiła koszyk, spojrzała na niego i wróciła na swoje krzesło.",
        ),
    ],
)
def test_spoken_words_weigh_more_than_told_ones(
    language: str, spoken: str, told: str
) -> None:
    assert spoken_wording(spoken, language) > max(0, spoken_wording(told, language))
    assert spoken_wording(spoken, "xx") == 0


def test_two_people_whom_the_author_names_above_their_words_both_speak() -> None:
    second = """Then the pilot, Tom Ferro, got up as well. He had nothing on paper, and he looked at his boots while he spoke.

I have no knot to teach you. I have forty years of bad weather, and I am grateful that I was never alone in it. You all came out for me in that January, and I have not forgotten which of you stood on the pier.
"""
    text = f"{_INTRODUCTION}\n{_SPEECH}\n{second}\n{_END}"
    pieces = _pieces(text)
    document = read_document(text.encode(), "page.txt")
    found = with_other_speeches(_given_to(pieces, 2, 7), ToldPage(pieces), document)
    assert [p.speaker for p in found if p.spoken] == [*["Ada Brook"] * 3, "Tom Ferro"]
    assert not found[5].spoken


@pytest.mark.parametrize(
    "basis", [Basis.NOTHING, Basis.SIGNATURE, Basis.BY_LINE, Basis.ANNOUNCEMENT]
)
def test_a_page_that_tells_of_a_speech_is_hardly_all_its_authors(basis: Basis) -> None:
    pieces = _pieces(_PAGE)
    document = read_document(_PAGE.encode(), "page.txt")
    reason = Reason("says who speaks", basis)
    authors = [
        replace(p, kind=SegmentKind.SPEECH, speaker="Tom Ferro", reason=reason)
        for p in pieces
    ]
    found = with_other_speeches(authors, ToldPage(pieces), document)
    if basis is Basis.ANNOUNCEMENT:
        assert found == authors
    else:
        assert [p.speaker for p in found] == [
            None,
            None,
            *["Ada Brook"] * 3,
            None,
            None,
        ]


def test_a_letter_that_nobody_has_is_left_to_who_finds_its_sender() -> None:
    above = "Then the chair opened a letter that had come from Moor that morning."
    text = f"{_INTRODUCTION}\n{above}\n\nDear all, {_SPEECH}\n{_END}"
    pieces = _pieces(text)
    document = read_document(text.encode(), "page.txt")
    assert with_other_speeches(pieces, ToldPage(pieces), document) == pieces


def test_who_was_quoted_before_leaves_the_speech_to_who_rises() -> None:
    told = """The chair, Tom Ferro, kept it short and said: “You all know who mended the nets, so I get out of the way at once.”

Then Ada Brook got up. She is seventy-one, and she has let me copy the sheet."""
    text = f"{told}\n\n{_SPEECH}\n{_END}"
    pieces = _pieces(text)
    start = next(n for n, p in enumerate(pieces) if p.text.startswith("I never stood"))
    place = (pieces, start, start + 3, read_document(text.encode(), "page.txt"))
    signs = signs_of_speakers(*place)
    assert signs["Tom Ferro"]["quoted"]
    assert signs["Ada Brook"]["rises"]
    name, unsure = weigh_speaker("Tom Ferro", *place)
    assert unsure
    likely = likely_speaker(*place)
    assert likely is not None
    assert likely.name == "Ada Brook"
    assert name in {"Tom Ferro", "Ada Brook"}
    assert weigh_speaker("Ada Brook", *place) == ("Ada Brook", False)


def test_whom_a_speech_calls_did_not_rise_to_give_it() -> None:
    called = _PAGE.replace("It is your chair.", "Tom, it is your chair.")
    called = called.replace("Nobody wanted", "Tom Ferro poured it. Nobody wanted")
    pieces = _pieces(called)
    place = (pieces, 2, 5, read_document(called.encode(), "page.txt"))
    signs = signs_of_speakers(*place)
    assert signs["Tom Ferro"]["called"]
    assert not signs["Ada Brook"]["called"]


def _people(introduction: str, spoken: str) -> list[str]:
    """Return who may give a speech below an introduction, the likeliest first."""
    text = f"{introduction}\n\n{spoken}\n"
    pieces = _pieces(text)
    start = next(n for n, p in enumerate(pieces) if p.text == spoken)
    document = read_document(text.encode(), "page.txt")
    likely = likely_speaker(pieces, start, len(pieces), document)
    others = signs_of_speakers(pieces, start, len(pieces), document)
    return [*([likely.name] if likely else []), *others]


@pytest.mark.parametrize(
    ("introduction", "spoken", "speaker"),
    [
        (
            "Toen tikte opa Sietse met zijn lepel tegen het glas. Hij had het uitgetikt, en ik heb het velletje mogen overnemen.",
            "Lieve kinderen, ik zal het kort houden, want de soep wordt koud en ik ben geen spreker.",
            "Sietse",
        ),
        (
            "Після вечері встала бабуся Ганна. Вона ніколи не виступала, а я все записала на телефон.",
            "Діти мої, я не вмію говорити, але скажу вам про нашу хату і про воду.",
            "Ганна",
        ),
        (
            "Dann klopfte Tante Hedwig ans Glas. Sie hatte einen Zettel dabei, und ich durfte ihn abschreiben.",
            "Ihr Lieben, ich mache es kurz, weil ich sonst weine und der Kuchen wartet.",
            "Tante Hedwig",
        ),
        (
            "散会前，大家请最年长的周桂香说几句，今年九十一。",
            "孩子们，我不会讲话，我只想告诉你们，那口井是谁挖的。",
            "周桂香",
        ),
        (
            "みんなが帰ろうとしたとき、大村静枝さんが立ち上がりました。録音を起こします。",
            "えー、話すつもりはなかったのですが、少しだけ昔の話をします。",
            "大村静枝",
        ),
    ],
)
def test_people_with_one_name_or_in_han_letters_may_speak(
    introduction: str, spoken: str, speaker: str
) -> None:
    assert _people(introduction, spoken)[0] == speaker


def _given_to(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """Return pieces with those of a place given to the pilot, surely."""
    return [
        replace(p, kind=SegmentKind.SPEECH, speaker="Tom Ferro", confidence=0.9)
        if start <= n < end
        else p
        for n, p in enumerate(pieces)
    ]


@pytest.mark.parametrize(("start", "end"), [(0, 7), (1, 7), (3, 7), (2, 5)])
def test_what_an_author_seems_to_tell_is_served_to_nobody(start: int, end: int) -> None:
    pieces = _pieces(_PAGE)
    speech = _given_to(pieces, start, end)
    document = read_document(_PAGE.encode(), "page.txt")
    checked = check_told_speech(speech, ToldPage(pieces), document)
    told = [p for n, p in enumerate(checked) if not 2 <= n < 5]
    assert all(not p.speaker or p.confidence < MIN_CONFIDENCE for p in told)
    assert [p.text for p in checked] == [p.text for p in pieces]


def test_a_speech_that_stands_where_the_page_tells_of_it_stays() -> None:
    pieces = _pieces(_PAGE)
    speech = _given_to(pieces, 2, 5)
    document = read_document(_PAGE.encode(), "page.txt")
    assert check_told_speech(speech, ToldPage(pieces), document) == speech


def test_a_paragraph_that_is_likely_not_of_the_speech_is_doubted_and_says_why() -> None:
    pieces = _pieces(_PAGE)
    document = read_document(_PAGE.encode(), "page.txt")
    weighed = weigh_paragraphs(_given_to(pieces, 2, 7), ToldPage(pieces), document)
    assert [n for n, p in enumerate(weighed) if p.spoken] == [2, 3, 4, 5, 6]
    assert all(p.confidence >= MIN_CONFIDENCE for p in weighed[2:5])
    for doubted in weighed[5:7]:
        assert doubted.confidence < MIN_CONFIDENCE
        assert "an author may tell" in doubted.reason.words


def test_what_may_have_labels_of_no_known_look_is_not_served() -> None:
    page = _PAGE.replace("When I came", "[Tom Ferro] When I came")
    spoken = [one for one in _read(page) if one.kind is SegmentKind.SPEECH]
    assert spoken
    assert all(one.confidence < MIN_CONFIDENCE for one in spoken)


def test_an_author_who_seems_to_speak_from_the_top_stops_where_the_speech_surely_starts() -> (
    None
):
    pieces = _pieces(_PAGE)
    found = find_told_speech(ToldPage(pieces))
    assert found is not None
    assert found.start_share > 0.8
    document = read_document(_PAGE.encode(), "page.txt")
    moved = check_told_speech(_given_to(pieces, 0, 8), ToldPage(pieces), document)
    assert [n for n, p in enumerate(moved) if p.speaker] == [2, 3, 4]


def test_the_number_of_a_chapter_gives_no_speech() -> None:
    chapter = "KAPITOLA SEDMÁ\n\nO tom, jak mluvila švadlena\n"
    told = "Hostinec byl plný, a nikdo nechtěl mluvit. Potom vstala Anna Brožová a řekla:\n"
    said = (
        "Nikdy jsem nestála na židli. Znám tu každého z vás a přeju vám dobrou zimu.\n"
    )
    page = f"{chapter}\n{told}\n{said}\nVšichni se smáli.\n"
    document = read_document(page.encode(), "page.txt")
    assert set(signs_of_speakers(_pieces(page), 3, 4, document)) == {"Anna Brožová"}


def test_a_speech_moved_by_what_is_told_is_given_to_whom_it_tells_of() -> None:
    page = _PAGE.replace("Nobody wanted", "Tom Ferro poured it. Nobody wanted")
    page = f"Ada Brook's blue paper\n\n{page}"
    pieces = _pieces(page)
    document = read_document(page.encode(), "page.txt")
    moved = check_told_speech(_given_to(pieces, 2, 8), ToldPage(pieces), document)
    spoken = {p.speaker for p in moved if p.kind is SegmentKind.SPEECH}
    assert spoken == {"Ada Brook"}
    assert [n for n, p in enumerate(moved) if p.speaker] == [3, 4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Liveblog: brand in de haven\n\n09:00\n\nBurgemeester Ada Brook sprak kort met de pers. Ze was moe.\n\n's Ochtends was de brand nog niet onder controle.\n\n09:30\n\nDe brandweer kwam met vijf wagens.\n\n10:15\n\nHet regent.\n\n10:40\n\nDe haven is weer open.\n",
        "経済的理由、三つの事情\n\n会館の集まりで山本花子さんが立って話しました。録音を起こします。\n\n皆さん、私はこの町に五十年住んでいます。ありがとうございました。\n\nみんなが拍手しました。",
    ],
)
def test_odd_marks_and_pieces_of_names_break_nothing(text: str) -> None:
    assert "".join(one.text for one in _read(text))


def test_what_a_mail_is_about_names_no_list() -> None:
    head = "From: Ada Brook <ada@example.org>\nTo: Tom Ferro <tom@example.org>\nSubject: Re: follow-up meeting\nDate: Mon, 4 Nov 2019 09:17\n\n"
    text = f"{head}Dear Tom,\n\nI shall bring the soup and the ladle.\n\nThe follow-up is on Friday at seven.\n"
    said = [one.text for one in _read(text) if one.speaker == "Ada Brook"]
    assert any("follow-up is on Friday" in one for one in said)


def test_a_speech_that_seems_to_open_with_a_plug_is_read_all_the_same() -> None:
    plug = "Support us: subscribe to this newsletter and share this post."
    found = _read(f"Speech by Ada Brook\n\n{plug}\n\n{_SPEECH}")
    spoken = [one for one in found if one.kind is SegmentKind.SPEECH]
    assert "learn the knot" in " ".join(one.text for one in spoken)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Somebody coughed. Then she went on:"),
        ("de", "Alle lachten. Dann fuhr sie leise fort:"),
        ("fi", "Kaikki nauroivat. Sitten hän jatkoi."),
        ("ko", "다들 웃었습니다. 형님은 다시 말씀을 이으셨습니다."),
        ("zh", "大家都笑了。他接着说："),
    ],
)
def test_it_is_told_in_many_languages_that_somebody_went_on(
    language: str, text: str
) -> None:
    assert tells_of_resumption(text, language)
    assert not tells_of_resumption(text.partition(" ")[0].partition("。")[0], language)


@pytest.mark.parametrize(
    ("text", "language", "remark"),
    [
        ("She put down her basket, looked at him, and walked back.", "en", "（東）"),
        ("여러분 덕분에 저는 외롭지 않았습니다. 고맙습니다.", "ko", "(今)"),
    ],
)
def test_a_remark_in_han_letters_changes_little_of_how_a_text_is_worded(
    text: str, language: str, remark: str
) -> None:
    plain = spoken_wording(text, language)
    assert spoken_wording(f"{text} {remark}", language) == pytest.approx(plain, abs=0.3)


def test_who_signs_a_newsletter_is_not_served_beside_a_speech_below_a_name() -> None:
    page = """The Culvert

By Nora Quist
May 3 · 6 min read

Friends,

I promised you the ducks, and the ducks will have to wait. On Monday the drainage board met in public, and somebody said things that I think you should read in full.

It was the board's engineer. He had been asked to be brief.

Mr. Tobias Lunt, engineer to the board

Thank you, chair. The pump failed at ten past four. It failed because a bearing was dry, and the bearing was dry because nobody greased it.

I say nobody. I mean me. It is on my sheet, and I signed for it, and I had not done it. I was at my daughter's play.

You can have my resignation. I would rather you had the grease.

There was a long quiet. The chair took off her glasses, and put them on again. Nobody seconded anything, and the board went home in the rain.

Ducks next week.
"""
    found = segment(read_document(page.encode(), "page.txt"))
    served = {one.speaker for one in found if one.speaker and not one.doubtful}
    assert served <= {"Tobias Lunt"}
    assert "Tobias Lunt" in {one.speaker for one in found}
