"""Words of many languages that introduce what is read out for somebody else."""

import re

OPENING_QUOTES = "\"“”„«‟「『‘'"

CLOSING_QUOTES = '"”“»‟」』’'

NOUN = (
    r"(?:\b(?:messages?|letters?|telegram|greetings?|congratulat\w+|condolences|statement|note|e-?mail|cable|tribute|"
    r"telegramm|botschaft|brief|schreiben|grußwort|grußbotschaft|glückwunsch\w*|lettre|télégramme|mensaje|carta|"
    r"saludo|telegrama|mensagem|messaggio|lettera|saluto|послани\w+|приветстви\w+|письм\w+|телеграмм\w+|обращени\w+|"
    r"listu|listem|przesłanie)\b|"
    r"贺信|賀信|贺电|賀電|致辞|致辭|来信|來信|书信|口信|信函|賀詞|贺词|書簡|メッセージ|祝辞|親書|메시지|축전|서한)"
)

_READ = (
    r"(?:\b(?:read(?:s|ing)?(?:\s+(?:out|aloud|you|to you|it|this|the|a|from))?|convey\w*|deliver\w*|pass(?:ing)? on|share|"
    r"received?|quote|brought|bring|present|transmit\w*|forward\w*|relay|says?|said|sent|verles\w*|vorles\w*|lese|"
    r"überbring\w*|übermittel\w*|erhalten|erreicht|lire|lis|donne\w* lecture|transmett\w*|leer|leo|lectura|"
    r"transmitir|ler|leitura|legger\w*|зачита\w*|прочита\w*|огла\w*|переда\w*)\b|宣读|宣讀|转达|轉達|转交|念|朗读|代読|紹介|낭독)"
)

INTRODUCED = re.compile(
    rf"{_READ}[^.!?。]{{0,90}}?{NOUN}|{NOUN}[^.!?。]{{0,60}}?{_READ}|"
    rf"{NOUN}\s(?:\w+\s){{0,3}}(?:from|by|von|vom|de|del|di|от)\s",
    re.IGNORECASE,
)

REPORTED = re.compile(
    r"(?:as follows|the following (?:message|letter|statement|words|telegram)|in part|mitgeteilt|geschrieben|"
    r"mitteilen lassen|ainsi rédigée?|comme suit|ce qui suit|lo siguiente|como sigue|quanto segue|o seguinte|"
    r"следующее|говорится|(?:has |have )?(?:written|writes|wrote)(?: to (?:us|me))?|schreibt|a écrit|nous écrit|"
    r"escribe|ha escrito|scrive|пишет|написал\w?|全文如下|内容如下|如下|写道|寫道|以下の通り)\s*[:：.]?\s*$",
    re.IGNORECASE,
)

# "As follows" introduces lists and motions too; these say that it is a text.
AMBIGUOUS_INTRODUCTION = re.compile(
    r"(?:follow|in part|following|suit|siguiente|sigue|segue|seguinte|следующее|如下)",
    re.IGNORECASE,
)

TEXT = re.compile(
    rf"\b{NOUN}|\b(?:speech|address|copy|text|reply|rede|ansprache|discours|discurso|discorso|речь|текст)\b|讲话|講話|原文|全文",
    re.IGNORECASE,
)

SALUTATION = re.compile(
    r"(?:dear|honou?rable|your (?:excellenc\w+|majest\w+)|excellenc\w+|ladies and gentlemen|members of|my fellow|"
    r"fellow \w+|mr\.? \w+|friends|sehr (?:geehrte|verehrte)\w*|liebe\w*|meine damen|mesdames|messieurs|"
    r"monsieur|madame|cher\w*|señor\w*|estimad\w+|querid\w+|distinguid\w+|senhor\w*|car[iaoe] |signor\w*|gentil\w*|"
    r"уважаем\w+|дорог\w+|尊敬的|各位|親愛的|亲爱的).{0,120}[,!:，！：]\s*$",
    re.IGNORECASE,
)
