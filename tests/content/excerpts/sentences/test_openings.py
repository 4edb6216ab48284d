"""A sentence that opens by pointing back is told from one that stands alone."""

import pytest

from content.excerpts.sentences.openings import Opening, classify_opening

BACK = [
    "This springs from no love of tolls.",
    "It is based upon a firm belief that bridges outlast ferries.",
    "It was limited in the first place to two arches.",
    "It is housed in a shed which the masons built.",
    "It should be a true help to the ferrymen, and leave them time to fish.",
    "It is in no wise intended as an insult to any town.",
    "It was built to last and to be admired.",
    "It is also said that the river will rise.",
    "It is very fitting that these two happy meetings fall in May.",
    "It is wise that it should be painted every year.",
    "It is not clear how such a toll can be fair.",
    "It is of some use to look at this broken arch.",
    "It is a bridge which the masons built.",
    "It appears by their letter that the stone is late.",
    "We are glad that these two happy meetings fall in May.",
    "It behooves us to go on in these paths.",
    "It is fitting that all should join in opening it.",
    "So far the town has kept out of such quarrels.",
    "At that time the river had no bridge.",
    "In that year the ferry sank.",
    "So far from his toll being fair, the town was robbed.",
    "This time, however, the stone will hold.",
]

ALONE = [
    "It is right that a town should own its bridge.",
    "It is our duty to mend what our fathers built.",
    "It is time to vote.",
    "It is, of course, true that stone is dear.",
    "It was my luck, or my burden, to be asked first.",
    "It is not too much to say that ferries are slow.",
    "It has been suggested that the tolls might be halved.",
    "It is hoped that the stone will come by May.",
    "It is with great joy that I can report the last arch closed.",
    "It was patience and lime which held the arch.",
    "It should be clear by now to all that stone is dear.",
    "It gives me joy to report the last arch closed.",
    "This spring the river rose.",
    "This year we build.",
    "So far, I have spoken of tolls.",
    "So far from being a burden, a bridge is a saving.",
    "Those who pay tolls should set them.",
]


@pytest.mark.parametrize("sentence", BACK)
def test_it_points_back(sentence: str) -> None:
    assert classify_opening(sentence, "en") >= Opening.ENUMERATOR


@pytest.mark.parametrize("sentence", ALONE)
def test_it_stands_alone(sentence: str) -> None:
    assert classify_opening(sentence, "en") is Opening.INDEPENDENT
