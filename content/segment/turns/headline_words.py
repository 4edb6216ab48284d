"""Words of many languages that headlines of speeches and messages hold."""

import re

MESSAGE = re.compile(
    r"\b(?:message|greetings?|congratulat\w+|condolences?|telegram|letter|wishes|botschaft|grußwort|glückw\w+|"
    r"beileid\w*|brief|schreiben|lettre|félicitations|condoléances|vœux|mensaje|saludo|felicita\w+|pésame|carta|"
    r"messaggio|saluto|auguri|cordoglio|mensagem|приветстви\w+|поздрав\w+|соболезновани\w+|телеграмм\w+|послани\w+)\b"
    r"|贺信|賀信|贺电|賀電|慰问|慰問|唁电|唁電|贺词|賀詞|致信|致電|致电|祝辞",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:address|speech|remarks|statement|keynote|lecture|sermon|eulogy|inaugural|farewell|state of the union|"
    r"annual message|oration|testimony|toast|proclamation|rede|ansprache|vortrag|erklärung|"
    r"discours|allocution|déclaration|intervention|discurso|alocución|palabras|intervención|declaración|discorso|"
    r"intervento|dichiarazione|pronunciamento|речь|выступлени\w+|обращени\w+|доклад|заявлени\w+|przemówienie|"
    r"toespraak|tal|konuşma\w*)\b|讲话|講話|演讲|演講|致辞|致辭|发言|發言|报告|談話|演説|スピーチ|挨拶|연설",
    re.IGNORECASE,
)
BY = re.compile(
    r"\b(?:by|of|from|delivered by|von|vom|des|der|par|de|del|du|di|do|da|от|van)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
WEAK = re.compile(r"(?:of|des|der|de|del|du|di|do|da)\s", re.IGNORECASE)
SENT = re.compile(
    r"\b(?:sent|sends|has sent|extended|extends|conveyed|congratulated|congratulates|greeted|addressed|delivered|"
    r"expressed|expresses|offered|wrote|writes|gratuliert\w*|sandte|übermittelt\w*|hielt|a adressé|a envoyé|adresse|"
    r"envió|envía|felicit\w+|ha inviato|inviat\w+|направил\w?|поздравил\w?|выразил\w?|обратился|обратилась|выступил\w?)\b"
    r"|致|向|发表|發表",
    re.IGNORECASE,
)
INTRO = re.compile(
    r"(?:the )?(?:message|letter|telegram|greetings?|text|statement|address|speech|remarks|congratulations?|telegram)s?"
    r"\b.{0,80}(?:reads?|said|says|in part|follows?|states?|delivered)\b.{0,60}$|"
    r".{0,120}(?:heißt es|lautet|im wortlaut|on lit|lit-on|déclare|dice así|señala|si legge|говорится|全文如下|写道|如下).{0,40}[:：]$|"
    r".{0,120}(?:as follows|following (?:message|address|speech|remarks|statement)).{0,20}$",
    re.IGNORECASE,
)
OWNER = re.compile(r"((?:[^\W\d_][\w.]*\s){0,4}[^\W\d_][\w.]*)['’]s?\s")
CJK_HEAD = re.compile(
    "^([\u3400-\u9fff]{0,10}?)([\u3400-\u9fff]{2,4})(?:在|就|致|向|同|出席|发表|發表|：|:)"
)


# «"…," she said.»: words and who said them, as reports print them.
REPORTED = re.compile(
    r"[,.!?][\"”’»“]\s?,?\s?(?:[^\W\d_][\w.’'-]*\s){1,3}"
    r"(?:said|says|told|added|asked|replied|explained|wrote|insisted|argued|sagte|fügte|erklärte|erklärt)\b"
    r"|[\"”’»“],?\s?(?:said|says|added|asked|replied|sagte|sagt|erklärte|so|dit|déclare|affirme|explique|dijo|"
    r"afirmó|disse|afirmou|ha detto|сказал\w?|заявил\w?|отметил\w?)\s[^\W\d_]"
)

# What is written about a speech, and the praise of the dead, whom "of" names.
ABOUT = re.compile(
    r"\b(?:reactions?|responses?|replies|analysis|comment(?:s|ary)?|notes|thoughts|reflections?|review|summary|"
    r"report|fact[- ]check(?:ing)?|takeaways|opinion)\b.{0,30}\b(?:to|on|of|from|about)\b.{0,40}"
    r"\b(?:speech|address|remarks|statement|keynote|lecture|sermon|testimony|message|letter)\b"
    r"|^(?:analysis|opinion|commentary|review|fact[- ]check)\s?[:|–—]"
    r"|\b(?:reaktion\w*|analyse|kommentar|réactions?|reacci\w+|reazion\w+|реакци\w+|анализ)\b.{0,60}"
    r"(?:rede|discours|discurs|discorso|речь|выступлени)|\beulogy of\b",
    re.IGNORECASE,
)
