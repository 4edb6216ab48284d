"""Sentences that only greet, thank or manage the meeting, language by language.

Each language has three lists. `address` are words with which a form of address begins
("Mr", "dear", "members"), `talks` are words that none holds ("we", "must"): a sentence
is a salutation when each part of it begins like one and none talks. `says` are formulas
of greeting, thanks and procedure, matched at the start of a short sentence.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """Hold the patterns of one language; all but `talks` match at the start."""

    address: re.Pattern[str]
    talks: re.Pattern[str]
    says: re.Pattern[str]


@cache
def formulas(language: str) -> Formulas | None:
    """Return the patterns of a primary language tag, if it has any."""
    if language not in _TABLES:
        return None
    edge = "" if language == "zh" else r"(?!\w)"
    start = "" if language == "zh" else r"(?<!\w)"
    address, talks, says = (_pattern(words, start, edge) for words in _TABLES[language])
    return Formulas(address=address, talks=talks, says=says)


def _pattern(words: str, start: str, edge: str) -> re.Pattern[str]:
    """Read a list of alternatives; ``_`` is the space (or comma) within one."""
    alternatives = "|".join(words.split()).replace("_", r"[\s,]+")
    return re.compile(rf"{start}(?:{alternatives}){edge}", re.IGNORECASE)


_ENGLISH = (
    r"""
    to_the mr mrs ms miss mister madam madame sir sirs dr professor dear my_(?:dear|fellow|friends?)
    fellow(?:[\s-]\w+)? ladies gentlemen gentle friends colleagues comrades members? senators?
    representatives? citizens delegates? guests? brothers sisters americans countrymen
    students graduates soldiers veterans distinguished hono(?:u)?rable hono(?:u)?red esteemed
    respected your_(?:excellenc\w+|majest\w+|royal|highness\w*|holiness|eminence|honou?r)
    (?:vice_)?presidents? prime_minister speaker chief_justice chairman chairwoman
    madam_\w+ governor secretary-general ambassadors? ministers? reverend excellenc\w+
    """,
    """
    is are was were am be been have has had will would shall should must can could may do does did
    want need know ask let make made believe hope we you i they it he she us not
    """,
    r"""
    (?:once_again_|again_|so_|and_|well_|ok_|okay_)?(?:thank_you|thanks|many_thanks|my_(?:sincere_|warm_|deep_)?thanks)
    (?:and_)?(?:may_)?god_bless(?:_(?:you|america|the_united|our))?\b[^.!?]{0,60}$
    (?:in_conclusion_|once_again_|finally_|first_|firstly_|let_me_also_say_)?(?:dear_\w+_|my_friends_)?i_(?:also_|now_|sincerely_|warmly_|cordially_|once_again_|would_(?:also_)?like_to_|want_to_(?:also_)?|wish_to_|must_)?(?:thank|greet|congratulate|welcome_(?:you|all|every\w+|to|our|the_(?:participants|guests|members|delegat\w+|distinguished|president|organi\w+))|wish_(?:you|all_(?:of_you|the)|everyone|the_participants|great|success)|extend_my|express_my_(?:gratitude|thanks|appreciation|condolences)|convey_my|bid_you)
    i_(?:am|was)_(?:very_|so_|truly_|really_|deeply_|most_|extremely_|sincerely_)?(?:pleased|happy|glad|delighted|hono(?:u)?red|privileged|grateful|thankful)_(?:to_(?:be|see|welcome|greet|join|have|meet|address|speak|open)|that_you|for_(?:this|your|the))
    it_(?:is|gives|was)_(?:me_|also_|truly_|indeed_)*(?:a_|an_|my_|with_)?(?:great_|real_|true_|special_|distinct_|particular_|high_)?(?:hono(?:u)?r|pleasure|privilege|joy|delight)_(?:for_me_)?(?:to_(?:be|welcome|see|join|greet|address|speak|have|meet|open|introduce|host|stand)|that_i_welcome)
    (?:please_)?let_me_(?:also_|now_|first_|begin_by_|start_by_|once_again_|conclude_by_|close_by_|sincerely_)*(?:thank\w*|welcom\w*|greet\w*|congratulat\w*|wish(?:ing)?|extend\w*|introduc\w*|express\w*_my_(?:gratitude|thanks|appreciation)|turn_to|read_(?:out_)?(?:the|a))
    on_behalf_of\b[^.!?]{0,140}?\b(?:thank|welcome|greet|congratulate|greetings|wish)
    good_(?:morning|afternoon|evening|night|day|bye) goodbye hello hi welcome greetings
    happy_(?:new_year|birthday|holidays|easter) merry_christmas congratulations cheers bon_appetit
    please_(?:be_seated|sit_down|take_your|rise|stand|go_ahead|proceed|continue|join_me) order_order
    you_(?:may|have)_(?:the_floor|be_seated|sit_down) the_floor_is
    i_(?:now_|hereby_|will_now_|shall_now_|would_now_like_to_|would_like_to_|will_|shall_)?(?:give|yield|pass|hand|turn)_(?:\w+_){0,3}(?:the_)?(?:floor|back|over|time)
    i_(?:now_|hereby_)?(?:declare_(?:the|this)\b[^.!?]{0,80}\b(?:open|closed|adjourned)|call_(?:the|this)_(?:meeting|session|house)|call_(?:up)?on_(?:mr|mrs|ms|the_(?:next|representative|delegate|minister|secretary)))
    i_(?:will|shall|would_like_to|am_going_to)_(?:now_)?(?:make_a_speech|read_(?:out_)?(?:the|a|his|her|it)|speak_(?:briefly|in)|begin|start|conclude|be_brief|take_(?:your_)?questions)
    (?:first_of_all_)?i_(?:will|shall|would_like_to)_read
    (?:the|this|our)_(?:meeting|session|sitting|hearing|debate|conference|ceremony|house|senate|council|assembly|committee)_(?:is|stands|will_be)_(?:now_|hereby_)?(?:adjourned|closed|open(?:ed)?|suspended|resumed|in_recess|over|called_to_order|in_order)
    (?:the_)?(?:meeting|house|senate|committee)_will_(?:now_)?(?:come_to_order|be_in_order)
    (?:next|last|previous)_(?:slide|question|speaker|item|please) (?:are_there_)?any_(?:other_|further_|more_)?questions
    the_(?:chair|president|clerk|speaker)_(?:recogni[sz]es|will_(?:call|read)) without_objection so_ordered
    (?:the_)?(?:ayes|noes|yeas|nays)_have it_is_so_ordered we_(?:will|shall)_now_(?:hear|proceed|move|take|vote|adjourn|turn)
    yours_(?:sincerely|respectfully|faithfully|truly) (?:sincerely|respectfully)(?:_yours|_submitted)? with_(?:best|kind|warm)\w*_(?:wishes|regards)
    """,
)

_GERMAN = (
    r"""
    sehr_(?:geehrte|verehrte)\w? liebe\w? geehrte\w? verehrte\w? werte\w? meine_(?:sehr_|lieben_|verehrten_)*(?:damen|herren|freunde)
    damen herr herren frau freunde genossen kolleg\w+ exzellenz\w* mitbürger\w* hochverehrte\w?
    """,
    """
    wir ich sie es ist sind war hat haben wird werden müssen können soll sollen wollen nicht uns
    """,
    r"""
    guten_(?:tag|morgen|abend) gute_nacht grüß_gott hallo (?:herzlich_)?willkommen auf_wiedersehen
    (?:herzlichen|vielen|besten|schönen|haben_sie)_(?:\w+_)?dank danke dankeschön
    (?:zunächst_)?(?:möchte_)?ich_(?:danke|bedanke|begrüße|heiße|grüße|wünsche|gratuliere|eröffne|schließe|erteile|übergebe|rufe_auf)
    ich_(?:möchte|darf|will)_(?:\w+_){0,4}(?:danken|begrüßen|bedanken|gratulieren|willkommen)
    ich_freue_mich\b[^.!?]{0,80}?\b(?:zu_(?:sein|sehen|begrüßen|dürfen)|sie)
    ich_gebe\b[^.!?]{0,60}?\bwort das_wort_hat die_(?:sitzung|versammlung|debatte)_(?:ist|wird) nächste_(?:folie|frage)
    bitte_(?:nehmen_sie|setzen_sie|schön) alles_gute frohe?s?_(?:weihnachten|neues) es_ist_mir_eine_(?:große_)?(?:ehre|freude)
    """,
)

_RUSSIAN = (
    r"""
    уважаем\w+ глубокоуважаем\w+ многоуважаем\w+ дорог(?:ие|ой|ая) друзья коллеги товарищи товарищ дамы господа господин
    госпожа граждане соотечественники ваш\w_(?:превосходительств\w+|величеств\w+|святейшеств\w+) братья сёстры сестры
    участники гости мил(?:ые|остивые)
    """,
    """
    я мы вы он она они это есть был была были будет будем должны можем хотим не нас нам
    """,
    r"""
    добр(?:ый_(?:день|вечер)|ое_утро) здравствуйте приветствую до_свидания всего_(?:доброго|хорошего)
    (?:ещё_раз_|еще_раз_|большое_|огромное_)*(?:спасибо|благодарю) (?:я_)?(?:хочу|хотел\w?_бы|хотелось_бы|позвольте|разрешите)_(?:мне_|ещё_раз_|еще_раз_|прежде_всего_|также_|от_души_|сердечно_|всех_|вас_|вам_|и_)*(?:по)?(?:благодарить|приветствовать|поздравить|желать|открыть|объявить|предоставить|зачитать|сказать_спасибо)
    (?:я_)?(?:искренне_|сердечно_|очень_)*(?:рад\w?|приветствую|поздравляю|желаю|благодарен|благодарна|признател\w+)
    слово_(?:предоставляется|имеет) (?:я_)?(?:передаю|предоставляю|даю)_слово прошу_(?:вас|садиться|садитесь|внимания)
    (?:заседание|собрание|сессия|совещание|церемония)_(?:объявля\w+_)?(?:открыт\w*|закрыт\w*|завершен\w*|завершён\w*|продолжа\w+) объявля\w+
    следующий_(?:слайд|вопрос|докладчик) пожалуйста с_(?:новым_годом|праздником|днём|днем|уважением|наилучшими) садитесь
    """,
)

_CHINESE = (
    r"""
    尊敬的 敬爱的 敬愛的 亲爱的 親愛的 各位 女士们 女士們 女士 先生们 先生們 朋友们 朋友們 同志们 同志們 同胞们 同胞們
    同学们 同學們 来宾 來賓 诸位 諸位 大家 代表 [^，。]{0,16}(?:阁下|閣下|先生|女士|主席|总统|總統|总理|總理|同志|大家好|朋友|来宾|來賓|代表|嘉宾)[！!：:]?$
    """,
    """
    我 是 要 将 將 必须 必須 应该 應該 不 能
    """,
    r"""
    大家[好早晚上下午]* (?:早上|上午|中午|下午|晚上)好 你好 您好 你们好 你們好 再见 再見
    (?:非常|衷心|再次|十分)?(?:谢谢|謝謝|感谢|感謝|多谢|多謝) (?:热烈|熱烈|衷心)?(?:欢迎|歡迎|祝贺|祝賀) (?:很|非常|十分)(?:高兴|高興|荣幸|榮幸)
    我(?:谨|謹|很|非常|十分|要|想|首先|在此|代表)*[^，。]{0,20}(?:感谢|感謝|欢迎|歡迎|问候|問候|祝贺|祝賀|致以|高兴|高興|荣幸|榮幸)
    (?:接下来|接下來|那|我们|我們|首先)*先?(?:请|請|有请|有請)(?:问|問)?[^，。]{0,16}(?:部|委|处|處|局|先生|女士|代表|发言|發言|说明|說明|补充|補充)
    有(?:没有|沒有)[^，。]{0,12}(?:询问|詢問|补充|補充|问题|問題|意见|意見)
    预?祝 預祝 (?:现|現)在?(?:开会|開會|散会|散會|休会|休會|请|請) 下面(?:请|請|有请|有請|由) 请(?:坐|起立|看|大家) 請(?:坐|起立|看|大家)
    (?:会议|會議|大会|大會)(?:到此|现在|現在|开幕|開幕|闭幕|閉幕|结束|結束) 下一(?:页|頁|张|張|位|个问题|個問題) 我(?:现在|現在)?宣布 (?:新年|节日|節日)(?:好|快乐|快樂)
    """,
)

_FRENCH = (
    r"""
    mesdames messieurs mesdemoiselles monsieur madame cher\w* chère\w* mes_(?:chers|chères|amis|compatriotes) excellences? amis
    camarades citoyens concitoyens français\w* distingués honorables votre_(?:excellence|majesté|altesse|sainteté)
    """,
    """
    je nous il elle ils elles est sont était avons avez ont doit devons faut pas ne
    """,
    r"""
    bonjour bonsoir bienvenue au_revoir bonne_(?:année|journée|soirée) (?:et_)?(?:un_grand_)?merci
    je_(?:vous_|les_|le_|la_|tiens_à_(?:vous_)?|veux_|voudrais_|souhaite_|voudrais_vous_|voudrais_d['’]abord_)*(?:remerci|salu|félicit|souhait)\w*
    je_suis_(?:très_|si_|profondément_)?(?:heureu\w+|ravi\w?|honoré\w?|content\w?)_(?:de|d)
    (?:je_)?(?:vous_)?(?:donne|passe|cède)_(?:\w+_){0,2}la_parole la_parole_est la_séance_est la_(?:réunion|session)_est
    (?:diapositive|question)_suivante asseyez-vous veuillez c['’]est_(?:un|une|avec)_(?:grand_|grande_)?(?:honneur|plaisir|joie) vive_(?:la_république|la_france)[^.]{0,40}$
    """,
)

_SPANISH = (
    r"""
    señor\w* querid\w+ estimad\w+ distinguid\w+ excelent\w+ excelencias? amig\w+ compañer\w+ compatriotas ciudadan\w+ damas
    caballeros honorables? respetad\w+ su_(?:excelencia|majestad|santidad) herman\w+
    """,
    """
    yo nosotros ella ellos es son era está están hay tenemos debemos queremos no nos
    """,
    r"""
    buen\w+_(?:días|tardes|noches) hola adiós hasta_(?:luego|pronto|mañana) bienvenid\w+ feliz_\w+ felicidades
    (?:y_)?(?:muchas_|muchísimas_|mil_)?gracias
    (?:yo_)?(?:quiero|quisiera|deseo|permítanme)_(?:\w+_){0,2}(?:agradecer|saludar|felicitar|dar_la|desear)\w* (?:les_|le_|os_)?(?:agradezco|saludo|felicito|deseo)
    (?:se_)?(?:abre|levanta|cierra|suspende)_la_sesión la_sesión_(?:está|queda) tiene_la_palabra (?:le_)?(?:cedo|doy)_la_palabra
    (?:siguiente|próxima)_(?:diapositiva|pregunta) siéntense por_favor es_(?:un|para_mí_un)_(?:gran_)?(?:honor|placer)
    """,
)

_TABLES = {
    "de": _GERMAN,
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "ru": _RUSSIAN,
    "zh": _CHINESE,
}
