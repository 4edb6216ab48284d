"""Tests for posts and comments that somebody copied from a page, in many forms.

Every name and every word is invented; the forms are those of common programs.
"""

import pytest

from content.formats import read_document
from content.segment import segment

_POSTS = (
    ("moss_keeper", 812, "The stove smokes when the wind turns. What can I do?"),
    ("Odile R", 9, "Your flue is too short, I am afraid. Make it longer."),
    ("moss_keeper", 813, "I did, and now it draws as it should. Thank you all!"),
    ("kilnfan", 40, "And how long is it now, if I may ask?"),
)
_FORMS = {
    "a name above rank, fields and date": (
        "{name}\nActive member\nJoined\nJun 1{n}, 2014\nMessages\n{count}\nMar {n}, 2022\n"
        "#{n}\n{words}\nReply\n\n"
    ),
    "a name between a date and fields": (
        "05-24-2011, 07:0{n} PM #{n}\n{name}\nSenior Member\n\nJoin Date: Mar 2008\n"
        "Posts: {count}\n{words}\nReply With Quote\n"
    ),
    "a name in the line with the date, and once more below": (
        "Re: Smoke in the room\n\nBeitrag von {name} » Mo 24. Mai 2021, 19:0{n}\n\n{words}\n"
        "{name}\n\nBeiträge: {count}\nNach oben\n\n"
    ),
    "a verb of saying behind the name": (
        "{name} dit :\n24 mai 2021 à 19 h 0{n} min\n{words}\nRépondre\n\n"
    ),
    "a picture's name above": (
        "u/{name} avatar\n{name}\n•\n{n} yr. ago\n{words}\n\nUpvote\n{count}\n\nReply\n\n"
    ),
    "a user's path for a name": (
        "u/{name}\n·\nacum {n} ani\n{words}\n\n{count}\n\nRăspunde\n"
    ),
    "an age in the line with the name": (
        "[–]{name} {count} points {n} hours ago\n{words}\npermalink save reply\n\n"
    ),
    "no blank lines, and varying fields": (
        "Haut de page\n{name}\nHabitué\nInscrit le : 0{n} Jan 2009\nMessages : {count}\n"
        "\tPosté le : Ven 14 Mai 2010 21:0{n}\n{words}\n"
    ),
    "an address below the name": "{name}\n@{handle}\n·\nMay {n}, 2021\n{words}\n{count}\n",
    "a number and a code": (
        "{n} :{name}:2018/06/02(土) 20:11:0{n}.22 ID:kX3a9QwE{n}.net\n{words}\n\n"
    ),
    "a name in the block above the date": (
        "{name}\nFull Member\nPosts: {count}\n\nRe: Smoke in the room\n"
        "« Reply #{n} on: May 24, 2015, 07:0{n}:11 PM »\n\n{words}\nLogged\n\n"
    ),
    "stars below the rank, and a line that tells of a change": (
        "{name}\nHero Member\n*****\nPosts: {count}\n\nRe: Smoke in the room\n"
        "« Reply #{n} on: May 24, 2015, 07:0{n}:11 PM »\n\n{words}\n"
        "« Last Edit: May 24, 2015, 07:1{n}:11 PM by {name} »\nLogged\n\n"
    ),
    "an age of many words, and a signature": (
        "[–]{name} {count} points il y a {n} ans\n{words}\n_________\nEt vogue la galère.\n"
    ),
    "an age and buttons below the words": (
        "{name}\n{words}\n{n} anni fa\nMi piace\nRispondi\n"
    ),
    "a number before the name, a verb of two words behind it": (
        "{n}. {name} ha detto:\n24 maggio 2021 alle 19:0{n}\n{words}\nRispondi\n\n"
    ),
    "a date that ends in a full stop": "{name}\n{n}. veljače 2008.\n\n{words}\n\n",
    "a date above the name": "Mar 0{n}, 2022  7:1{n}:05 PM\n{name}\n{words}\n\n",
    "an hour alone": "{name}\n19:0{n}\n{words}\n",
    "an address and a weekday behind the name": (
        "{name} <{handle}@moor.example>    Tue, Apr {n}, 2019 at 4:1{n} PM\nTo: list\n"
        "{words}\n\n"
    ),
    "a card below the words": (
        "{words}\nPosted by: {name} | March {n}, 2005 at 10:2{n} PM\n\n"
    ),
    "a card below the words, in two lines": "{words}\n14.04.2012 21:3{n}\n{name}\n\n",
    "a picture and a name below the words": (
        "{words}\nShare\nanswered Jun {n}, 2015 at 21:4{n}\n{name}'s user avatar\n{name}\n"
        "{count}\n"
    ),
}


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS)
def test_posts_are_whose_the_cards_say(form: str) -> None:
    text = "".join(
        form.format(
            name=name, handle=name.replace(" ", ""), count=count, words=words, n=n
        )
        for n, (name, count, words) in enumerate(_POSTS, start=1)
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken == [(name, words) for name, _, words in _POSTS]
    assert not any(one.doubtful for one in found)


@pytest.mark.parametrize(
    "form",
    [
        # A programme, and the head of each page of a record.
        "Concert in the hall\n24 May 2021, 19:0{n}\nBring a chair. {words}\n\n",
        "12 May 2021\nThe situation in Arland\n{n}/9\n{words}\n\n",
    ],
)
def test_other_dated_lines_head_no_posts(form: str) -> None:
    text = "".join(
        form.format(words=words, n=n) for n, (_, _, words) in enumerate(_POSTS, start=1)
    )
    found = segment(read_document(text.encode(), "page.txt"))
    assert not any(one.speaker and not one.doubtful for one in found)


def test_what_a_post_quotes_is_whose_an_earlier_one_holds_it() -> None:
    quoted = _POSTS[0][2]
    posts = [
        *_POSTS[:3],
        ("Odile R", 9, f"moss_keeper said:\n{quoted}\nDid I not say?"),
    ]
    form = "{name}\nMar {n}, 2022\n#{n}\n{words}\nReply\n\n"
    text = "".join(
        form.format(name=name, words=words, n=n)
        for n, (name, _, words) in enumerate(posts, start=1)
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken[-2:] == [("moss_keeper", quoted), ("Odile R", "Did I not say?")]


def test_what_stands_around_all_posts_is_nobodys() -> None:
    form = "0{n}-02-2008, 9:1{n}  #{n}\n{name}\nMember\n\nPosts: {count}\n\n{words}\n\nReply\n\n"
    posts = "".join(
        form.format(name=name, count=count, words=words, n=n)
        for n, (name, count, words) in enumerate(_POSTS, start=1)
    )
    text = (
        f"Skip to content\nLogin | Register | FAQ\n\nPrint view\n\n{posts}"
        "Jump to: Documents\nWho reads this forum: nobody, and 2 guests of the house\n"
        "Powered by phpBB © 2007\n"
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken == [(name, words) for name, _, words in _POSTS]


def test_marks_of_a_forum_say_what_a_post_quotes() -> None:
    quoted = _POSTS[0][2]
    posts = [
        *_POSTS[:3],
        ("Odile R", 9, f"[quote=moss_keeper;12]{quoted}[/quote]\nYes."),
    ]
    text = "".join(
        f"{name} - May {n}, 2021 19:04\n{words}\n\n"
        for n, (name, _, words) in enumerate(posts, start=1)
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken[-2:] == [("moss_keeper", quoted), ("Odile R", "Yes.")]


def test_what_stands_above_the_first_card_is_none_of_it() -> None:
    form = "{name}\n•\n{n}y ago\n{words}\n\n\n{count}\n\nReply\n\nShare\n"
    posts = "".join(
        form.format(name=name, count=count, words=words, n=n)
        for n, (name, count, words) in enumerate(_POSTS[1:], start=1)
    )
    opening = _POSTS[0][2]
    text = (
        f"r/stoves\n•\n4 yr. ago\nmoss_keeper\n\n{opening}\n\n\n41\n\nShare\nSort by:\nBest\n"
        f"{posts}"
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken == [(name, words) for name, _, words in _POSTS]


def test_who_comments_first_need_not_come_back() -> None:
    form = "{name}\n{words}\nMe gusta\nResponder\n{n} años\n"
    posts = (("Ana Ribera", 0, "Mi padre la conocía bien."), *_POSTS[:3], _POSTS[1])
    text = "Odile R\n3 de febrero de 2020\nWho of you knew my mill in Upper Moor?\n"
    text += "67 comentarios\nComentar\n" + "".join(
        form.format(name=name, words=words, n=n)
        for n, (name, _, words) in enumerate(posts, start=1)
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken[-len(posts) :] == [(name, words) for name, _, words in posts]
    assert {name for name, _ in spoken[: -len(posts)]} == {"Odile R"}


def test_names_of_people_need_not_come_back() -> None:
    form = "#{n}   {name}   (2{n}.08.2011 17:4{n})\n{words}\n\n"
    posts = (*_POSTS[:2], ("Margot Hall of Moor", 1, _POSTS[2][2]))
    text = "".join(
        form.format(name=name, words=words, n=n)
        for n, (name, _, words) in enumerate(posts, start=1)
    )
    found = segment(read_document(text.encode(), "guests.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken == [(name, words) for name, _, words in posts]


def test_who_asked_below_the_words_has_a_card_of_another_shape() -> None:
    form = "{words}\nposted by {name} at 6:5{n} AM on September 12, 2013 [{n} favorites]\n\n"
    opening = (
        f"Fire\nSeptember 12, 2013 6:40 AM   Subscribe\n\n{_POSTS[0][2]}\n"
        "posted by moss_keeper to House & Home (14 answers total) 5 users marked this\n\n"
    )
    text = opening + "".join(
        form.format(name=name, words=words, n=n)
        for n, (name, _, words) in enumerate([*_POSTS[1:], _POSTS[1]], start=1)
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [(one.speaker, one.text.strip()) for one in found if one.speaker]
    assert spoken[:3] == [(name, words) for name, _, words in _POSTS[:3]]


def test_an_article_with_comments_below_is_nobodys_post() -> None:
    article = " ".join(["I went to the mill of Upper Moor and saw its stove."] * 20)
    form = "{name}, 0{n}.05.2021 19:0{n}\n{words}\n\n"
    text = f"ada_72, 01.05.2021 18:00\n{article}\n\n" + "".join(
        form.format(name=name, words=words, n=n)
        for n, (name, _, words) in enumerate(_POSTS[1:], start=2)
    )
    found = segment(read_document(text.encode(), "blog.txt"))
    assert not any(one.speaker == "ada_72" and not one.doubtful for one in found)


def test_whom_a_post_answers_is_no_part_of_the_name() -> None:
    text = "".join(
        f"{name}\n2021-9-18 20:1{n}\n{words}\nReply\n\n"
        for n, (name, words) in enumerate(
            (
                ("moss_keeper", _POSTS[0][2]),
                ("kilnfan 回复 @moss_keeper", _POSTS[1][2]),
                ("moss_keeper 回复 @kilnfan", _POSTS[2][2]),
            )
        )
    )
    found = segment(read_document(text.encode(), "forum.txt"))
    spoken = [one.speaker for one in found if one.speaker]
    assert spoken == ["moss_keeper", "kilnfan", "moss_keeper"]


def test_a_record_tells_no_ages() -> None:
    posts = (
        ("Ada Brook", "The minutes of the committee turned up in a tin."),
        *_POSTS[:3],
    )
    text = "Thread\n\n" + "".join(
        f"\u202a{name}\u202c\n\u202a@{name.lower()[:5].strip()}.example.social\u202c\n· {n}mo\n{words}\n2\n\n"
        for n, (name, words) in enumerate(
            ((post[0], post[-1]) for post in posts), start=1
        )
    )
    found = segment(read_document(text.encode(), "thread.txt"))
    spoken = [one.speaker for one in found if one.speaker]
    assert spoken == [post[0] for post in posts]


def test_short_words_above_a_date_are_a_post() -> None:
    words = (
        "My father signed it, too!",
        "we have his card, ada_72",
        "they owe two weeks",
    )
    names = ("ada_72", "moor.archive", "ferro_1950", "ada_72")
    text = "moor.archive\nA hundred years ago the mill went on strike, and we have the list.\n25 w\n\n"
    text += "".join(
        f"{name}\n{said}\n25 w\n{n}8 likes\nReply\n\n"
        for n, (name, said) in enumerate(
            zip(names, (*words, "please send it"), strict=True)
        )
    )
    found = segment(read_document(text.encode(), "thread.txt"))
    spoken = [one.speaker for one in found if one.speaker]
    assert spoken == ["moor.archive", *names]


def test_quotations_are_whose_name_and_day_stand_right_below() -> None:
    names = ("Ada Brook", "The Hall family", "Tom Ferro")
    text = "Visitors' book\n\n" + "".join(
        f"“{words}”\n{name}, Moor, {n} August 2018\n\n"
        for n, (name, (_, _, words)) in enumerate(
            zip(names, _POSTS, strict=False), start=1
        )
    )
    found = segment(read_document(text.encode(), "visitors.txt"))
    spoken = [(one.speaker, one.text.strip("“”")) for one in found if one.speaker]
    said = [words for _, _, words in _POSTS]
    assert spoken == [*zip(names, said, strict=False)]
