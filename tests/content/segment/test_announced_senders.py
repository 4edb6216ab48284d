"""Tests for whom an announcement names as the writer of a text, in many languages.

Apart from whom the text goes to, whose widow wrote it, and where the writer lives.
"""

import pytest

from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.senders.bodies.announced_body import announced_body

ANNOUNCED = [
    (
        "en",
        "We have a message from a listener, Carla from Millford. She writes:",
        "Carla",
    ),
    (
        "en",
        "Peter Lyle, who keeps a bakery in Ashcombe, has written to us:",
        "Peter Lyle",
    ),
    (
        "en",
        "This is the telegram that the President of the Republic, Owen Marsh, sent to the people of Ashcombe:",
        "Owen Marsh",
    ),
    (
        "en",
        "A letter has arrived from the Ashcombe Sailing Club, signed by its chair, Dora Finch. I will read it:",
        "Dora Finch",
    ),
    (
        "en",
        "Councillor Alan Webb, who cannot be with us tonight, has asked me to read this out:",
        "Alan Webb",
    ),
    (
        "en",
        "On 3 May the secretary of the union, Joan Reed, wrote to the mayor of Ashcombe:",
        "Joan Reed",
    ),
    (
        "en",
        "In 1931 the captain's widow, Ellen Moore, wrote to the minister, Sir Hugh Payne:",
        "Ellen Moore",
    ),
    ("en", "My grandmother Ada wrote to my grandfather from Ashcombe in 1944:", "Ada"),
    (
        "de",
        "Wir haben eine Nachricht von einer Hörerin, Carla aus Steinbach. Sie schreibt:",
        "Carla",
    ),
    (
        "de",
        "Vom Segelverein Steinbach ist ein Brief gekommen, unterschrieben von der Vorsitzenden Dora Fink. Ich lese ihn vor:",
        "Dora Fink",
    ),
    (
        "de",
        "Am 3. Mai schrieb die Sekretärin der Gewerkschaft, Johanna Riedel, an den Bürgermeister von Steinbach:",
        "Johanna Riedel",
    ),
    ("de", "Meine Großmutter Ada schrieb meinem Großvater 1944 aus Steinbach:", "Ada"),
    (
        "fr",
        "Nous avons un message d'une auditrice, Carla, de Pierreval. Elle nous écrit :",
        "Carla",
    ),
    (
        "fr",
        "Voici le télégramme que le président de la République, Octave Marchand, a envoyé aux habitants de Pierreval :",
        "Octave Marchand",
    ),
    (
        "fr",
        "Le conseiller Alain Weber, qui ne peut être là ce soir, m'a demandé de vous lire ceci :",
        "Alain Weber",
    ),
    (
        "fr",
        "En 1931, la veuve du capitaine, Hélène Moreau, écrivait au ministre Hugues Payen :",
        "Hélène Moreau",
    ),
    (
        "it",
        "Abbiamo un messaggio di un'ascoltatrice, Carla, da Pietravalle. Scrive:",
        "Carla",
    ),
    (
        "it",
        "Questo è il telegramma che il presidente della Repubblica, Ottavio Marchi, mandò agli abitanti di Pietravalle:",
        "Ottavio Marchi",
    ),
    (
        "it",
        "Il consigliere Alano Vebri, che stasera non può essere qui, mi ha chiesto di leggere queste righe:",
        "Alano Vebri",
    ),
    ("it", "Mia nonna Ada scrisse a mio nonno da Pietravalle nel 1944:", "Ada"),
    (
        "es",
        "Tenemos un mensaje de una oyente, Carla, de Piedralba. Nos escribe:",
        "Carla",
    ),
    (
        "es",
        "Este es el telegrama que el presidente de la República, Octavio Marqués, envió a los vecinos de Piedralba:",
        "Octavio Marqués",
    ),
    (
        "es",
        "El concejal Alano Vega, que hoy no puede estar aquí, me ha pedido que lea lo siguiente:",
        "Alano Vega",
    ),
    (
        "es",
        "En 1931 la viuda del capitán, Elena Mora, escribió al ministro Hugo Paz:",
        "Elena Mora",
    ),
    (
        "pt",
        "Temos uma mensagem de uma ouvinte, a Carla, de Barra Limpa. Ela escreve:",
        "Carla",
    ),
    (
        "pt",
        "Este é o telegrama que o Presidente da República, Otávio Marques, enviou aos moradores de Barra Limpa:",
        "Otávio Marques",
    ),
    (
        "pt",
        "A 3 de maio a secretária do sindicato, Joana Reis, escreveu ao prefeito de Barra Limpa:",
        "Joana Reis",
    ),
    ("pt", "A minha avó Ada escreveu ao meu avô, de Barra Limpa, em 1944:", "Ada"),
    (
        "ca",
        "Tenim un missatge d'una oient, la Carla, de Pedralba. Ens escriu:",
        "Carla",
    ),
    (
        "ca",
        "El regidor Alan Vega, que avui no pot ser aquí, m'ha demanat que llegeixi això:",
        "Alan Vega",
    ),
    (
        "nl",
        "We hebben een bericht van een luisteraar, Carla uit Steenbeek. Ze schrijft:",
        "Carla",
    ),
    (
        "nl",
        "Er is een brief van de zeilvereniging Steenbeek, ondertekend door voorzitter Dora Vink. Ik lees hem voor:",
        "Dora Vink",
    ),
    (
        "nl",
        "Op 3 mei schreef de secretaris van de vakbond, Johanna Rietveld, aan de burgemeester van Steenbeek:",
        "Johanna Rietveld",
    ),
    (
        "nl",
        "De minister van Cultuur heeft ons dit bericht gestuurd:",
        "minister van Cultuur",
    ),
    (
        "sv",
        "Vi har ett meddelande från en lyssnare, Karla i Stenbacka. Hon skriver:",
        "Karla",
    ),
    (
        "sv",
        "Det här är telegrammet som presidenten, Otto Mars, skickade till stenbackaborna:",
        "Otto Mars",
    ),
    (
        "sv",
        "Ledamoten Allan Weber, som inte kan vara här i dag, har bett mig läsa upp följande:",
        "Allan Weber",
    ),
    (
        "sv",
        "Vi har fått ett brev från byalaget i Nedre Stenbacka, som lyder så här:",
        "byalaget i Nedre Stenbacka",
    ),
    ("da", "Vi har en besked fra en lytter, Karla fra Stenbæk. Hun skriver:", "Karla"),
    (
        "da",
        "Byrådsmedlem Allan Weber, som ikke kan være her i aften, har bedt mig læse dette op:",
        "Allan Weber",
    ),
    (
        "nb",
        "Vi har fått en melding fra en lytter, Karla fra Steinbekk. Hun skriver:",
        "Karla",
    ),
    (
        "nb",
        "Vi har fått et brev fra velforeningen i Nedre Steinbekk, som lyder slik:",
        "velforeningen i Nedre Steinbekk",
    ),
    (
        "fi",
        "Pekka Lunta, jolla on leipomo Kivikylässä, kirjoitti meille:",
        "Pekka Lunta",
    ),
    (
        "et",
        "Peeter Lund, kellel on Kivikülas pagariäri, kirjutas meile:",
        "Peeter Lund",
    ),
    ("lv", "Mums ir ziņa no klausītājas, Karlas no Akmeņciema. Viņa raksta:", "Karla"),
    ("lt", "Turime klausytojos Karlos iš Akmenių žinutę. Ji rašo:", "Karla"),
    (
        "lt",
        "Tarybos narys Alanas Vebra, kuris šiandien negalėjo atvykti, paprašė perskaityti:",
        "Alanas Vebra",
    ),
    (
        "pl",
        "Mamy wiadomość od słuchaczki, pani Karoliny z Kamionki. Pisze:",
        "Karolina",
    ),
    (
        "pl",
        "Oto telegram, który prezydent Rzeczypospolitej Oktawian Marzec wysłał do mieszkańców Kamionki:",
        "Oktawian Marzec",
    ),
    (
        "pl",
        "3 maja sekretarz związku, Joanna Ryd, napisała do burmistrza Kamionki:",
        "Joanna Ryd",
    ),
    ("pl", "Minister kultury przesłała nam takie słowa:", "Minister kultury"),
    ("cs", "Napsal nám Petr Louda, který má v Kamenici pekárnu:", "Petr Louda"),
    (
        "cs",
        "3. května napsala tajemnice odborů Jana Rýdlová starostovi Kamenice:",
        "Jana Rýdlová",
    ),
    (
        "sk",
        "Prišiel list z Jachtklubu Kamenice, podpísaný predsedníčkou Dorou Pinkovou. Prečítam ho:",
        "Dora Pinková",
    ),
    ("sl", "Imamo sporočilo poslušalke, Karle iz Kamnice. Piše:", "Karla"),
    ("hr", "Imamo poruku slušateljice, Karle iz Kamenice. Piše:", "Karla"),
    (
        "hr",
        "Vijećnik Alan Veber, koji danas nije mogao doći, zamolio me da pročitam ovo:",
        "Alan Veber",
    ),
    (
        "sr",
        "Стигло је писмо Једриличарског клуба Каменица, које је потписала председница Дора Зеба. Прочитаћу га:",
        "Дора Зеба",
    ),
    (
        "ru",
        "У нас сообщение от слушательницы, Карины из Каменска. Она пишет:",
        "Карина",
    ),
    (
        "ru",
        "Пришло письмо из яхт-клуба «Парус», подписанное председателем Дарьей Зябликовой. Зачитаю его:",
        "Дарья Зябликова",
    ),
    (
        "ru",
        "3 мая секретарь профсоюза Жанна Редина написала мэру Каменска:",
        "Жанна Редина",
    ),
    (
        "uk",
        "Маємо повідомлення від слухачки, пані Карини з Кам'янки. Вона пише:",
        "Карина",
    ),
    (
        "uk",
        "Депутат Алан Вебер, який сьогодні не зміг прийти, попросив мене зачитати таке:",
        "Алан Вебер",
    ),
    ("bg", "Имаме съобщение от слушателка, Карина от Каменица. Тя пише:", "Карина"),
    (
        "bg",
        "Съветникът Алан Вебер, който днес не може да бъде тук, ме помоли да прочета следното:",
        "Алан Вебер",
    ),
    (
        "bg",
        "Получихме писмо от сдружението на жителите на Долна Каменица, в което се казва:",
        "сдружението на жителите на Долна Каменица",
    ),
    (
        "ro",
        "Avem un mesaj de la o ascultătoare, Carla din Pietreni. Ne scrie:",
        "Carla",
    ),
    (
        "ro",
        "A sosit o scrisoare de la Clubul Nautic Pietreni, semnată de președinta Dora Cinteză. O citesc:",
        "Dora Cinteză",
    ),
    (
        "ro",
        "Am primit o scrisoare de la asociația locuitorilor din Pietrenii de Jos, care spune așa:",
        "asociația locuitorilor din Pietrenii de Jos",
    ),
    (
        "hu",
        "Levél érkezett a Kővágói Vitorlás Klubtól, amelyet az elnök, Pinty Dóra írt alá. Felolvasom:",
        "Pinty Dóra",
    ),
    (
        "tr",
        "Taşköy Yelken Kulübü'nden bir mektup geldi, başkan Derya İspinoz imzalamış. Okuyorum:",
        "Derya İspinoz",
    ),
    (
        "el",
        "Ο δημοτικός σύμβουλος Άλκης Βέμπος, που δεν μπορεί να είναι σήμερα εδώ, μου ζήτησε να διαβάσω τα εξής:",
        "Άλκης Βέμπος",
    ),
]

NOBODY = [
    ("en", "I wrote this letter to Ellen Moore:"),
    ("en", "On Monday in Ashcombe somebody asked me to read this:"),
    ("en", "This is my letter of resignation:"),
    ("en", "Ada Brook then reads the letter of the club:"),
    ("de", "Ich verlese das Schreiben vom heutigen Tage, das lautet:"),
    ("de", "Der Verkehrsverbund hat mir eine Zahl geschickt:"),
    ("fr", "Léna et Malo ont donné lecture du message de la ministre :"),
]


@pytest.mark.parametrize(("language", "announcement", "sender"), ANNOUNCED)
def test_an_announcement_names_who_wrote(
    language: str, announcement: str, sender: str
) -> None:
    found = announced_person(announcement, language) or announced_body(
        announcement, language
    )
    assert found is not None
    assert found.name == sender


@pytest.mark.parametrize(("language", "announcement"), NOBODY)
def test_nobody_else_is_taken_for_the_writer(language: str, announcement: str) -> None:
    assert announced_person(announcement, language) is None
    assert announced_body(announcement, language) is None


def test_a_place_inside_the_name_of_a_body_is_no_person() -> None:
    announcement = "Mēs saņēmām vēstuli no Lejas Akmeņciema biedrības, kurā teikts:"
    assert announced_person(announcement, "lv") is None
    body = announced_body(announcement, "lv")
    assert body is not None
    assert body.name == "Lejas Akmeņciema biedrības"
