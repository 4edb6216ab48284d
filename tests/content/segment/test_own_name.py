"""Whether speakers who say who they are are heard, in many languages."""

import pytest

from content.segment.names.in_text.own_name import own_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Thank you, chair. My name is Robert Carr and I farm at Moor End.",
            "Robert Carr",
        ),
        ("Good evening. I'm Councillor Ada Brook.", "Ada Brook"),
        ("I am Ada Brook's sister, and I will be brief.", ""),
        ("He stood up and said, “I am Tom Ferro.” We laughed.", ""),
        ("I am English, and I am sorry.", ""),
        (
            "Guten Abend, mein Name ist Jutta Feldmann, ich wohne seit 1980 hier.",
            "Jutta Feldmann",
        ),
        ("Ich bin Berliner, und das bleibe ich.", ""),
        ("Bonjour, je m’appelle Claire Vasse, je suis boulangère.", "Claire Vasse"),
        ("Je suis Français et fier de l'être.", ""),
        ("Buenas tardes, me llamo Marta Ordás y vivo en el puerto.", "Marta Ordás"),
        ("Bon dia, em dic Mireia Soldevila i soc de Vic.", "Mireia Soldevila"),
        ("Boa noite, o meu nome é Teresa Vilhena e sou professora.", "Teresa Vilhena"),
        (
            "Buonasera, mi chiamo Bruno Falchetti e faccio il maestro.",
            "Bruno Falchetti",
        ),
        ("Goedenavond, mijn naam is Femke de Vries en ik woon hier.", "Femke de Vries"),
        ("Hej, jag heter Karin Lindqvist och bor i huset bredvid.", "Karin Lindqvist"),
        ("Godaften, jeg hedder Mette Lund, og jeg bor på havnen.", "Mette Lund"),
        ("God kveld, jeg heter Ingrid Moe og bor på øya.", "Ingrid Moe"),
        (
            "Dzień dobry, nazywam się Anna Kowalska i mieszkam tu od lat.",
            "Anna Kowalska",
        ),
        ("Dobrý večer, jmenuji se Jana Nováková a bydlím tady.", "Jana Nováková"),
        ("Dobrý večer, volám sa Peter Kováč a bývam tu.", "Peter Kováč"),
        ("Jó estét, a nevem Nagy Katalin, itt lakom.", "Nagy Katalin"),
        ("Hyvää iltaa, nimeni on Liisa Virtanen ja asun täällä.", "Liisa Virtanen"),
        ("Добрий вечір, мене звати Олена Коваль, я живу тут.", "Олена Коваль"),
        ("Добрый вечер, меня зовут Анна Петрова, я живу здесь.", "Анна Петрова"),
        ("Dobra večer, zovem se Ana Horvat i živim ovdje.", "Ana Horvat"),
        ("İyi akşamlar, benim adım Ayşe Yılmaz, burada oturuyorum.", "Ayşe Yılmaz"),
        ("Bună seara, mă numesc Ioana Popescu și locuiesc aici.", "Ioana Popescu"),
        ("Καλησπέρα, με λένε Μαρία Παπαδοπούλου και μένω εδώ.", "Μαρία Παπαδοπούλου"),
        ("Добър вечер, казвам се Мария Иванова и живея тук.", "Мария Иванова"),
    ],
)
def test_speakers_say_who_they_are(said: str, name: str) -> None:
    assert own_name([said]) == name
