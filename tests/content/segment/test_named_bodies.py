"""Tests for the body that an announcement names as the sender of a text."""

import pytest

from content.segment.messages.senders.named_bodies.named_body import named_body

NAMED = [
    # Behind the name: a date, whom or what it is about, a verb.
    ("en", "The Clerk read a letter from the Allotment Society of Pell dated 3 May:", "Allotment Society of Pell"),
    ("fr", "Le secrétaire lit la lettre de l'Association des riverains du 3 mai :", "Association des riverains"),
    ("es", "Se lee el escrito de la Asociación de Vecinos de fecha 3 de mayo:", "Asociación de Vecinos"),
    ("pl", "Sekretarz odczytał list Koła Gospodyń w Starym Polu z dnia 3 maja:", "Koło Gospodyń w Starym Polu"),
    ("uk", "Секретар зачитала звернення громадської організації «Село» від 3 травня:", "громадська організація «Село»"),
    ("hr", "Predsjednik čita dopis Udruge žena Gornji Lug od 3. svibnja:", "Udruga žena Gornji Lug"),
    ("nl", "De brief van de Oudervereniging De Brug over het plein luidt:", "Oudervereniging De Brug"),
    ("gl", "Lese a moción do grupo municipal do BNG en defensa da lingua:", "grupo municipal do BNG"),
    ("hr", "Vijećnik čita amandman Udruge umirovljenika koji glasi:", "Udruga umirovljenika"),
    # Through whom a body acts, in whose name, and behind a verb.
    ("pt", "A bancada da CDU, pela voz de Helena Prates, apresentou a seguinte moção:", "bancada da CDU"),
    ("nl", "De fractie van De Brug dient de volgende motie in:", "fractie van De Brug"),
    ("cs", "Starosta přečetl dopis, který obci zaslal Sbor dobrovolných hasičů:", "Sbor dobrovolných hasičů"),
    ("hr", "Predsjednik čita dopis koji je poslala Udruga umirovljenika:", "Udruga umirovljenika"),
    ("it", "Si legge la lettera dell'Associazione Pescatori di Pieve:", "Associazione Pescatori di Pieve"),
    ("bg", "Председателят прочете писмо от читалище „Светлина“:", "читалище „Светлина“"),
    # One word, small letters, and titles alone.
    ("cs", "Stanovisko rady obce:", "rada obce"),
    ("sk", "Starosta povedal, že prišla odpoveď Ministerstva dopravy na žiadosť o obchvat. Zapisovateľka ju prečítala:", "Ministerstvo dopravy"),
    ("pl", "Odpowiedź Urzędu Miasta:", "Urząd Miasta"),
    ("ru", "Секретарь зачитала ответ Департамента транспорта:", "Департамент транспорта"),
    ("de", "Die Schulleiterin verlas einen Brief des Schulamts:", "Schulamt"),
    ("nl", "Er is een brief van de gemeente binnengekomen over de N-weg:", "gemeente"),
    ("sv", "Ordföranden läser upp kommunstyrelsens svar:", "kommunstyrelsen"),
    ("nb", "Styrets innstilling:", "Styret"),
    ("fi", "Sihteeri luki kunnan teknisen lautakunnan vastauksen:", "kunnan tekninen lautakunta"),
    ("tr", "İlçe Milli Eğitim Müdürlüğünün cevabı:", "İlçe Milli Eğitim Müdürlüğü"),
    # Who reads it in whose name.
    ("cs", "Přečtu vám za petiční výbor text, pod kterým je 812 podpisů:", "petiční výbor"),
    ("hr", "U ime Inicijative za kino čitam apel koji je potpisalo 640 građana:", "Inicijativa za kino"),
    ("hu", "A Szülői Munkaközösség nevében felolvasom a petíciót:", "Szülői Munkaközösség"),
    ("nl", "De heer De Vries dient namens de fractie van Dorpsbelang de volgende motie in:", "fractie van Dorpsbelang"),
]  # fmt: skip
NOBODY = [
    # To whom a text came, or who dealt with it.
    ("nl", "Het bestuur van de Zeilclub heeft een brief ontvangen:"),
    ("nl", "De Zeilclub Noord heeft een motie besproken:"),
    # A person, whom the body is named for.
    ("nl", "Er is een brief van mevrouw Jansen van de Oudervereniging De Brug:"),
    ("nl", "Er is een brief van de voorzitter van de Oudervereniging De Brug, de heer Smit:"),
    ("nl", "Over de brief van de Gemeenteraad schrijft Jan Bakker:"),
    # At whose wish or on whom it is, and what a body only has.
    ("nl", "Op voorstel van de vergadering leest de secretaris voor:"),
    ("sv", "Styrelsens ordförande läste upp listan:"),
    ("pl", "Zarząd w składzie:"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "announcement", "name"), NAMED)
def test_a_body_is_named_whole(language: str, announcement: str, name: str) -> None:
    """Its name ends before what else the announcement tells."""
    found = named_body(announcement, language)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("language", "announcement"), NOBODY)
def test_no_body_sent_it(language: str, announcement: str) -> None:
    """Who got a text, or whom its writer belongs to, did not send it."""
    assert named_body(announcement, language) is None
