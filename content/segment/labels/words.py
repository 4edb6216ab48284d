"""Words of many languages that tell labels, roles and voices apart."""

import re


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split("|") if word)


# Forms of address that stand before a name. Lower case, without the full stop.
HONORIFICS = _set(
    "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|baron|earl",
    "viscount|hon|rt|right|senator|sen|rep|congressman|congresswoman|delegate",
    "representative|judge|justice|gen|general|col|colonel|capt|captain|lt|maj|sgt",
    "adm|admiral|rev|reverend|archbishop|bishop|cardinal|rabbi|imam|fr|father",
    "sister|brother|madam|madame|mme|mmes|mlle|m|mm|monsieur|maître|me|herr|frau",
    "hr|fru|señor|señora|señorita|sr|sra|srta|sres|sras|don|doña|senhor|senhora",
    "signor|signora|on|onorevole|dott|dottor|ing|avv|deputado|deputada|diputado",
    "г-н|г-жа|господин|госпожа|тов|товарищ|abg|abgeordneter|abgeordnete",
    "heer|dhr|pan|pani|poseł|posłanka|marszałek|dhr|mevr|mevrouw|meneer|bay|bayan|sayın",
    "el|la|o|os|as|the|le|der|die|los|las",
)
_ARTICLES = _set("el|la|o|a|os|as|the|le|der|die|das|los|las|il|lo|l|un|une|den|het|de")
HONORIFICS_ONLY = HONORIFICS - _ARTICLES

# Titles that belong to no name: stripped where a full name follows.
TITLES = HONORIFICS_ONLY | _set("h|c|med|jur|phil|rer|nat|habil|mult|univ|mag|dipl")

# What people do or are, in a label: alone a voice, beside a name a role.
ROLES = _set(
    "president|vice-president|chairman|chairwoman|chairperson|chair|chairwomen|co-chair",
    "vice-chair|minister|secretary|undersecretary|director|head|leader|chief|governor",
    "mayor|ambassador|envoy|commissioner|speaker|moderator|host|interviewer|anchor",
    "presenter|narrator|operator|clerk|officer|ceo|cfo|cto|chancellor|premier|prime",
    "king|queen|prince|princess|pope|emir|sheikh|sultan|deputy|spokesman|spokesperson",
    "spokeswoman|professor|doctor|reporter|journalist|correspondent|editor|counsel",
    "attorney|witness|member|members|coach|captain|commander|general|admiral|founder",
    "co-founder|manager|adviser|advisor|analyst|rapporteur|representative|delegate",
    "translator|interpreter|participant|student|audience|voice|teacher|author",
    "präsident|präsidentin|vizepräsident|vizepräsidentin|bundespräsident|kanzler",
    "bundespräsidentin|kanzlerin|bundeskanzler|bundeskanzlerin|minister|ministerin",
    "bundesminister|bundesministerin|staatsminister|staatssekretär|staatssekretärin",
    "staatsministerin|vorsitzender|vorsitzende|abgeordneter|abgeordnete|sprecher",
    "sprecherin|moderatorin|schriftführer|alterspräsident|alterspräsidentin|mitglied",
    "berichterstatter|berichterstatterin|ministerpräsident|ministerpräsidentin",
    "président|présidente|vice-président|vice-présidente|ministre|secrétaire|premier",
    "première|député|députée|sénateur|sénatrice|rapporteure|commissaire|garde",
    "modérateur|modératrice|animateur|animatrice|journaliste|intervenant|intervenante",
    "presidente|presidenta|vicepresidente|vicepresidenta|ministro|ministra|secretario",
    "secretaria|diputado|diputada|senador|senadora|portavoz|relator|relatora|alcalde",
    "moderador|moderadora|entrevistador|periodista|ponente|deputado|deputada|relatore",
    "relatrice|sottosegretario|sottosegretaria|senatore|senatrice|onorevole|conduttore",
    "secretário|secretária|moderatore|giornalista|intervistatore|primo|primer|primera",
    "президент|президента|председатель|председательствующий|министр|премьер-министр",
    "глава|губернатор|директор|секретарь|депутат|ведущий|ведущая|спикер|посол",
    "руководитель|заместитель|начальник|корреспондент|журналист|модератор|реплика",
    "bürgermeister|bürgermeisterin|oberbürgermeister|oberbürgermeisterin|maire|alcaldesa|sindaco|sindaca|prefeito",
    "prefeita|мэр|król|королева|король|roi|reine|rey|reina|könig|königin|taoiseach|tánaiste|keeper",
    "przewodniczący|marszałek|wicemarszałek|prezes|prezydent|premier|minister|poseł",
    "voorzitter|minister-president|staatssecretaris|kamerlid|talman|talmannen",
    "statsminister|statsråd|başkan|bakan|milletvekili",
)

CJK_ROLES = (
    "主持人|主持|記者|记者|总理|總理|主席|议长|議長|委員長|委员长|委員|委员|議員|议员|部长|部長",
    "院長|院长|大臣|总统|總統|副总统|先生|女士|小姐|教授|博士|主任|司長|司长|局長|局长|發言人|发言人",
    "书记|書記|君|さん|氏|司会|質問者|政委|署長|處長|处长|科長|经理|經理|董事長|董事长|学生|學生|同学",
    "秘书长|秘書長|理事长|理事長|参考人|政府参考人|会長|社長|知事|市長|市长|省长|外长|防长",
    "장관|의원|위원장|위원|대통령|총리|기자|사회자|의장|교수|씨|앵커",
)
CJK_ROLE = re.compile("|".join(CJK_ROLES))
CJK_NOT_NAME = re.compile(
    "[我你您他她它这這那哪是的了着著就也都把被嗎吗呢說说很能會会讓让]|如下|以下|因此|所以|第[一二三四五六七八九十]"
)

# Voices without a name. A questioner becomes the speaker `Question`.
QUESTION = _set(
    "question|questions|q|qu|question from the floor|question from the audience",
    "frage|fragen|question de la salle|pregunta|preg|p|domanda|pergunta|вопрос",
    "вопрос из зала|из зала|pytanie|vraag|fråga|spørgsmål|soru|问|問|提问|提問|質問|질문|문|سؤال",
)
ANSWER = _set(
    "answer|a|antwort|réponse|respuesta|resp|risposta|resposta|ответ|odpowiedź",
    "antwoord|svar|cevap|答|答え|回答|답|답변|جواب|r",
)
REMARK = _set(
    "remark|remarks|reporter|a reporter|journalist|audience member|voice",
    "voice from the floor|member of the audience|audience question|interjection",
    "unidentified speaker|unidentified male|unidentified female|unknown|a voice",
    "an hon. member|an hon member|hon. members|some hon. members|hon members",
    "male|female",
    "zuruf|zwischenruf|zwischenfrage|journalistin|un journaliste|la salle",
    "un député|une voix|intervention|periodista|público|voz",
    "un señor diputado|giornalista|voce|реплика|реплика из зала|журналист",
    "голос|голос из зала|głos|głos z sali|記者|记者|現場提問|观众|觀眾|女|男|学生|기자",
)
# Many voices at once: what they say is noted, but nobody in particular said it.
CROWD = _set(
    "some hon. members|hon. members|several hon. members|some hon members|an hon. member",
    "some honourable members|honourable members|opposition members|government members",
    "members|audience|crowd|all|voices|several voices|some members|some senators",
    "zurufe|publikum|plusieurs députés|plusieurs voix|varios señores diputados|voci",
    "varios diputados|голоса|голоса из зала|с мест|głosy|voces|众人|眾人|全體|全体",
)
CHAIRS = _set(
    "the speaker|the president|the chairman|the chair|the chairperson|the deputy speaker",
    "mr. speaker|mr speaker|mr deputy speaker|madam deputy speaker|madam speaker|the presiding officer|the moderator|moderator|speaker",
    "the president pro tempore|the vice president|the vice-president|the acting president",
    "the acting speaker|the clerk|the prime minister|the acting chair|the chairwoman",
    "host|interviewer|presenter|narrator|operator|president|the president of the senate",
    "der präsident|die präsidentin|präsident|präsidentin|moderation|interviewerin",
    "le président|la présidente|m. le président|mme la présidente|mme le président",
    "m. le premier ministre|le premier ministre|el presidente|la presidenta|presidente",
    "el señor presidente|la señora presidenta|el sr. presidente|la sra. presidenta",
    "o sr. presidente|a sr.ª presidente|председательствующий|ведущий|ведущая",
    "председатель|marszałek|przewodniczący|voorzitter|de voorzitter|talmannen",
    "主持人|主席|議長|委員長|司会|사회자|의장|위원장|interviewee|announcer|translator",
)

# Small words that may stand inside a name or a role.
PARTICLES = _set(
    "of|the|and|for|on|in|to|at|de|la|le|les|du|des|da|das|do|dos|di|del|della|dei",
    "degli|delle|der|den|dem|von|van|zu|zum|zur|und|für|im|am|et|e|y|en|al|el|los|las",
    "bin|ibn|ben|abu|ter|ten|op|af|av|och|og|i|и|по|в|на|при|делам|z|ds|w|do|na|für|pro",
    "tempore|a|an|d|l|dell|aux|au|à|con|per|para|pour|sur|über|with|o|ad|interim|sul",
)

# Words no label holds: verbs, pronouns, what a sentence is made of.
SENTENCE = _set(
    "is|are|was|were|be|been|being|am|has|have|had|do|does|did|will|would|shall|should",
    "can|could|may|might|must|i|you|he|she|it|we|they|me|him|us|them|my|your|his|its",
    "our|their|this|that|these|those|there|here|which|what|when|where|why|how|who|whom",
    "say|says|said|saying|asked|asks|tell|tells|told|wrote|writes|reads|read|follows",
    "following|because|if|but|so|then|than|as|not|no|let|lets|let's|please|one|also",
    "usually|about|into|from|by|just|only|very|more|most|some|any|all|every|each|think",
    "know|make|made|take|consider|remember|imagine|means|mean|example|instance|namely",
    "ist|sind|war|waren|wird|werden|wurde|hat|haben|hatte|ich|du|er|sie|es|wir|ihr",
    "mich|mir|uns|sich|dass|wenn|weil|nicht|auch|nur|noch|nun|so|wie|was|wer|wo|aber",
    "sage|sagt|sagte|sagen|heißt|lautet|auf|rufe|folgende|folgendes|folgenden|bitte",
    "hierzu|kommen|komme|mitgeteilt|einen|einem|eines|kein|keine|diese|dieser|dieses",
    "est|sont|était|étaient|sera|suis|avons|avez|ont|je|tu|il|elle|nous|vous|ils|elles",
    "que|qui|quoi|dont|où|ce|cette|ces|c'est|ne|pas|plus|dit|dire|voici|voilà|donc",
    "mais|car|comme|suivante|suivant|es|son|era|fue|ser|estar|está|están|he|ha|han|hay",
    "yo|usted|nosotros|ellos|lo|que|qué|quien|como|cómo|porque|pero|no|si|sí|dice|dijo",
    "decir|siguiente|siguientes|sono|è|era|hanno|abbiamo|ho|io|noi|voi|che|chi|cosa",
    "perché|ma|non|dice|disse|ecco|são|é|foi|temos|eu|nós|eles|não|mas|isso|isto|diz",
    "я|ты|он|она|оно|мы|вы|они|это|что|как|кто|где|когда|не|но|если|есть|был|была|были",
    "будет|сказал|сказала|говорит|говорят|следующее|вот|так|тоже|ведь|чтобы|jest|są",
    "był|była|nie|że|jak|co|ale|to|się|mówi|het|zijn|niet|dat|wij|ik|maar|är|att|inte",
)

# Words that greet whoever is spoken to; "Dear Mr. Hall:" opens a letter.
GREETINGS = _set(
    "dear|ladies|gentlemen|fellow|my|friends|colleagues|comrades|brothers|sisters|liebe|lieber|liebes|meine|sehr",
    "verehrte|verehrter|geehrte|geehrter|cher|chers|chère|chères|mesdames|messieurs|estimado|estimados|estimada",
    "querido|queridos|señoras|señores|cari|caro|cara|care|gentile|gentili|signori|caros|prezados|уважаемый|уважаемые",
    "уважаемая|дорогой|дорогие|друзья|коллеги|товарищи|szanowni|drodzy|beste|geachte|kära|bästa",
)

# What is counted through in a document, and so is followed by a number.
ENUMERATED = _set(
    "section|sec|sections|title|titles|subtitle|chapter|part|article|articles|item|items|clause|amendment|amendments",
    "schedule|annex|appendix|exhibit|figure|table|roll|rollcall|vote|page|paragraph|day|week|session|panel|question",
    "tagesordnungspunkt|tagesordnungspunkte|zusatzpunkt|zusatzpunkte|anlage|anlagen|artikel|punkt|drucksache|einzelplan",
    "chapitre|titre|annexe|capítulo|título|artículo|anexo|capitolo|titolo|articolo|allegato|статья|глава|раздел|пункт",
    "h.r|s|con|res|resolution|no|number|nr|calendar|order|tab|slide|episode|ep|season|volume|vol|issue",
)

# What stands before a colon and is no voice.
FALSE_LABELS = _set(
    "note|notes|nb|n.b|source|sources|title|subtitle|url|link|links|direct link|photo",
    "photos|image|picture|video|audio|tags|tag|topic|topics|persons|date|time|place",
    "location|venue|where|when|what|who|why|how|update|updated|breaking|warning|caption",
    "read more|see also|related|disclaimer|ps|p.s|re|subject|to|from|cc|bcc|attachment",
    "added|fixed|changed|removed|deprecated|security|pros|cons|verdict|rating|price",
    "apologies|for|against|abstained|abstaining|serves|ingredients|method",
    "attachments|ayes|noes|yeas|nays|yes|no|present|absent|paired|abstentions|table",
    "figure|fig|chapter|section|article|part|step|agenda|summary|conclusion|introduction",
    "background|context|abstract|keywords|contents|overview|published|publication date",
    "published in section|published in sections|publication status|text version|category",
    "categories|filed under|posted|posted by|posted in|share|share this|follow|email",
    "e-mail|tel|telephone|phone|fax|address|website|web|contact|twitter|facebook",
    "language|duration|length|copyright|licence|license|isbn|doi|version|edited by",
    "translated by|transcript|full transcript|transcript by|first|second|third|fourth",
    "fifth|firstly|secondly|thirdly|finally|lastly|monday|tuesday|wednesday|thursday",
    "friday|saturday|sunday|today|yesterday|tomorrow|january|february|march|april|june",
    "july|august|september|october|november|december|example|for example|important",
    "remember|fact|the answer|the problem|the result|the bottom line|bottom line|result",
    "question of privilege|motion|the question|my question|the point|my point|hint|tip",
    "spoiler|headline|text|quote|definition|key points|highlights|takeaways|correction",
    "beginn|schluss|inhalt|anlage|anlagen|quelle|datum|ort|thema|titel|hinweis|foto",
    "sec|whereas|resolved|yeas|exhibit|appendix|annex|not voting|editor's note|editors note|resolution|recess|adjournment",
    "zitat|erstens|zweitens|drittens|tagesordnung|drucksache|zusatzpunkt|ja|nein",
    "source|sources|lieu|sujet|titre|remarque|exemple|ordre du jour|sommaire|lien",
    "fuente|fecha|lugar|tema|título|nota|ejemplo|enlace|orden del día|fonte|data|luogo",
    "titolo|esempio|источник|дата|место|тема|примечание|ссылка|например|фото|видео",
    "主题|主題|時間|时间|地点|地點|日期|日時|場所|来源|來源|標題|标题|注|註|附件|出席|列席|记录|紀錄|记者会",
    "編輯|编辑|責任編輯|责任编辑|來賓|与会者|與會者|参加者|会議|議題|议题",
)
