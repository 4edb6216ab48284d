"""Openings that point back at what an excerpt leaves out, language by language.

`points` are pronouns and demonstratives: without what they stand for the sentence is a
riddle. `leans` are connectives: the sentence can be read, but goes on from something.
`counts` are numbers of a list. `stands` need nothing said before: "those who", "this
year", "it is time to". `hints` may stand a few words later: "the authors of this".
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Openers:
    """Hold the patterns of one language: of a first word or, `hints`, of the first few."""

    points: re.Pattern[str]
    leans: re.Pattern[str]
    counts: re.Pattern[str]
    stands: re.Pattern[str]
    hints: re.Pattern[str]


@cache
def openers(language: str) -> Openers | None:
    """Return the patterns of a primary language tag, if it has any."""
    if language not in _TABLES:
        return None
    # Chinese has no spaces that would end a word.
    edge = "" if language == "zh" else r"(?!\w)"
    start = "" if language == "zh" else r"(?<!\w)"
    points, leans, counts, stands, hints = (
        _pattern(words, start, edge) for words in _TABLES[language]
    )
    return Openers(
        points=points, leans=leans, counts=counts, stands=stands, hints=hints
    )


def _pattern(words: str, start: str, edge: str) -> re.Pattern[str]:
    """Read a list of alternatives; ``_`` is the space (or comma) within one."""
    alternatives = "|".join(words.split()).replace("_", r"[\s,]+")
    return re.compile(rf"{start}(?:{alternatives}){edge}", re.IGNORECASE)


_OURS = r"(?:very_|great_|past_|last_|coming_|new_|historic_|special_|our_|my_|your_|whole_|entire_)*(?:year|century|centurie|decade|month|week|day|night|evening|morning|afternoon|hour|moment|time|nation|country|union|government|congress|house|chamber|hall|room|land|republic|generation|administration|session|world|age|era|earth|planet|city|people|conference|summit|forum|assembly|occasion|united|american|summer|winter|spring(?!s)|autumn|season|capitol|capital|state|continent|hemisphere|body|anniversary|event|ceremony|fiscal|calendar)s?(?!\w)"
"""What everybody present can see, though nobody has named it: "this year"."""

_GAP = r"(?:[^.?!;,]|,[^.?!;,]{1,24},){0,90}?\b"
"""The words of one clause, an aside between commas included."""

_TELLS_AGAIN = r"[^.?!;]{0,100}\b(?:such_an?_|these_(?!OURS)|this_(?!OURS)|\w+ing_(?:it|them)(?!\w))"
_BACK = (
    r"(?:(?:not|\w+ly|indeed|now|again)_)*(?:also_|therefore_|equally_|thus_|likewise_|hence_|even_|still_|(?:in|on|at|from|by|under|upon|for|into|among|within)_|"
    r"(?:built|made|held|given|meant|drawn|kept|led|run|set|sent|put|taken|done|gone|begun)_|"
    r"(?!(?:said|supposed|hoped|believed|estimated|stated|suggested|proposed|expected|alleged|claimed|argued|reported|recommended|required|agreed|decided|feared|admitted|conceded|observed|noted|remembered|recalled|presumed|assumed|asserted|urged|indeed|need|needed|asked|predicted|calculated|rumou?red|acknowledged|announced)_)\w+ed_)|"
    + _TELLS_AGAIN
)
"""After "it is": what is said of something named before, or leans on it."""

_ENGLISH_WORDS = (
    r"""
    he she it they him her them his their its theirs hers
    this these that those such others (?:[\w’']+_){1,6}these_(?:two|three|four|few|several|various|same|important)
    (?:one|some|many|most|none|all|any|few|two|three|each|neither|both|either)_of_(?:them|these|those|which)
    (?:(?:in|by|on|for|to|at|with|from|of|under)_)?the_(?:latter|former|same|above|aforesaid)
    (?:in|by|on|for|to|at|with|from|of|under)_the_other (?:pursuant|according|owing|due|thanks|contrary)_to_(?:this|that|these|those|such|it)
    (?:in|by|on|for|to|at|with|from|of|under|upon|through|after|before|against|about|among|during|within|without|towards?|beyond|since|until|till|into|over|between|despite|all|only|not|what)_(?:this|that|these|those|them|him|it|such|his|their|its|they|he|she)
    (?:\w+ing|to_\w+)_(?:these|them|it|such(?!_as)|this(?!_(?:great_|new_|our_)?(?:nation|country|union|government|congress|land|republic|world|year|century|generation|state|city|house)))
    (?:as|when|if|while|because|since|although|though|until|where|once|here|there|how|why)_(?:he|she|they|it|this|these)
    (?:he|she|it|they|that)['’](?:s|re|ll|d|ve)
    """,
    r"""
    well(?=,) and but or nor so yet then thus hence therefore however moreover furthermore besides
    nevertheless nonetheless accordingly consequently likewise similarly meanwhile
    otherwise instead indeed also still too rather thereby thereupon whereupon thereafter afterwards?
    the_(?:two|rest|result|reason|answer) both neither either again yes no here similar same because which who
    on_the_(?:one|contrary|other_hand|other_side) as_a_result as_such of_course at_the_same
    in_(?:addition|short|contrast|turn|particular|consequence|fact|other_words|the_same)
    in_the_(?:latter|former|first|second|third|meantime|meanwhile|end)
    for_(?:example|instance) by_the_way there_(?:too|also) with_(?:respect|regard|reference)
    """,
    r"""
    (?:first|second|third|fourth|fifth|sixth|seventh)(?=[,:.—]|_of_all|_and_\w+ly)
    secondly thirdly fourthly fifthly lastly finally next(?=[,:])
    (?:my_|the_)(?:first|second|third|fourth|fifth|sixth|last|next|final|other)(?=_(?:is|was|\w+_is|\w+_\w+_is)\b)
    (?:the_)?(?:second|third|fourth|fifth|other|next|remaining)_\w+ another
    """,
    r"""
    (?:those|they|he|she|these|all_those|to_those|for_those|of_those|such)_(?:who|whom|whose|which|of_us|of_you|among|present|here|as)
    (?:(?:in|by|on|for|to|at|with|from|of|under|through|after|before|all|until|during|within|since|over|throughout)_)?(?:this|these)_OURS(?!_(?:however|too|also|therefore))
    that_(?:we|the|all|every|our|any|no|you|i)
    it_(?:is|was|will_be|would_be|has_been|may_be|must_be|can_be|cannot_be|should_be|could_be|might_be|becomes|became|remains|has_(?:always_|long_|ever_)?(?:been|become|seemed))_(?:of_course_|i_think_|i_believe_)?(?!BACK)(?:GAP(?:that(?!_(?:it|he|she|they)(?!\w))|to(?!_(?:the|an?|our|my|its|his|their|all|any|\d+)(?!\w))|whether|when|how|why)|(?!an?_)GAP(?:which|who)|time)
    it_(?:gives|affords|pleases|behooves|happens|matters|takes)(?!AGAIN) it_(?:seems|appears)(?!_(?:by|from|in|on)(?!\w))
    it['’]s_(?:time|not|about|been|up|why|how|the|our|my)
    if_it_(?:be|is|were|was)\b[^.?!;]{0,60}?\b(?:that|to) such_(?:is|was|are)_(?:the|our|my)
    (?:her_majesty|his_(?:majesty|excellency|holiness)|her_(?:excellency|royal)|their_(?:majesties|excellencies))
    both_(?:\w+_){1,5}and either_(?:\w+_){1,8}or neither_(?:\w+_){1,8}nor
    first_lady (?:the_)?(?:second|third)_world
    (?:the_next|next|another)_(?:year|month|week|day|time|decade|century|generation|war|\d+|few|two|three|five|ten)s? no\s\w+ so_(?:long|far(?![^.?!;,]{0,60}_such_(?!as|an?))(?!_from_(?:his|her|their|its|this|that|these|it|him|them)(?!\w))|many|much|help) here_(?:is|are|in|at|we|on|i)
    who_(?:can|will|would|among|is|are|could|should|does|has) which_(?:of|way|is|nation|country) because_of_our
    """,
    r"""
    these this(?!_(?:very_|great_|past_|new_|our_)*(?:year|century|decade|month|week|day|night|evening|morning|hour|moment|time|nation|country|union|government|congress|house|chamber|hall|land|republic|generation|administration|session|world|age|city|people|state|continent|hemisphere|is|was)s?) such(?!_(?:as|a|an)) said he she they them him however therefore moreover likewise accordingly aforesaid latter former thereof therein
    """,
)

_ENGLISH = tuple(
    words.replace("BACK", _BACK)
    .replace("AGAIN", _TELLS_AGAIN)
    .replace("GAP", _GAP)
    .replace("OURS", _OURS)
    for words in _ENGLISH_WORDS
)

_GERMAN = (
    r"""
    er es ihm ihn ihr ihre ihrer ihrem ihren sein seine seiner seinem seinen deren dessen
    dies diese dieser dieses diesem diesen jene jener jenes solche solcher solches
    das_(?:ist|war|sind|waren|wird|hat|heißt|bedeutet|kann|muss|gilt|zeigt|wäre|würde|soll|darf|macht|alles)
    derselbe dieselbe dasselbe beide letztere erstere
    dabei dadurch dafür dagegen damit danach daran darauf daraus darin darüber darum davon
    davor dazu hierbei hierfür hiermit hierzu
    (?:in|an|auf|mit|von|zu|bei|für|durch|aus|nach|vor|unter|um|als|wenn|weil|während)_(?:dies\w{0,2}|ihm|ihn|ihnen|er|sie|es)
    """,
    r"""
    und aber oder doch denn sondern also so dann daher deshalb deswegen folglich somit
    demnach jedoch dennoch trotzdem allerdings außerdem ferner zudem ebenso auch nämlich
    weiterhin gleichzeitig sonst stattdessen dort hier sie ja nein
    zum_beispiel im_(?:gegenteil|übrigen) auf_der_anderen
    """,
    r"""
    erstens zweitens drittens viertens fünftens schließlich zum_(?:zweiten|dritten) (?:der|die|das)_(?:zweite|dritte|vierte|nächste|andere)
    """,
    r"""
    es_(?:gibt|gilt|geht|gab|bedarf|lebe|braucht)
    es_(?:ist|war|wird|wäre|bleibt|scheint)\b[^.?!;]{0,90}?\b(?:dass|zu|wer|was|zeit)
    (?:in_|an_|mit_|von_|zu_|aus_)?dies\w{0,2}_(?:jahr\w*|tag\w*|woche|land\w*|haus\w*|stunde|zeit\w*|welt|republik|regierung|nation|generation|stadt|abend|morgen|saal|parlament\w*|union)
    damit_(?:wir|die|der|das) diejenigen so_(?:lange|viel|wahr)
    """,
    r"""
    dies\w{0,2}(?!_(?:jahr|tag|woche|land|haus|stunde|zeit|welt)) solche\w? er ihn ihm derselbe\w? letztere\w?
    """,
)

_RUSSIAN = (
    r"""
    он она оно они его её ее их ему ей им ими
    это этот эта эти этого этой этому этим этих эту тот та те того тем(?!_не|_более)
    такой такая такое такие таким таких там туда оттуда
    (?:в|во|на|при|для|с|со|о|об|по|из|за|от|к|под|без|через|после|до|над|если|когда|пока|как)_(?:эт\w{1,2}|это\w{1,2}|он|она|они|нём|нем|ней|них|него|неё|нее|ним|ними|том|той|тех)
    """,
    r"""
    и а но или да однако зато поэтому потому следовательно значит итак так также тоже
    затем потом тогда например наоборот напротив впрочем ведь нет
    более_того кроме_того к_тому_же вместе_с_тем тем_не_менее тем_более таким_образом
    """,
    r"""
    перв(?:ое|ый|ая) втор(?:ое|ой|ая) трет(?:ье|ий|ья) четв[её]рт(?:ое|ый|ая) во-первых во-вторых в-третьих в-четвёртых в-четвертых друг(?:ой|ая|ое|ие) наконец
    """,
    r"""
    (?:те|тот|та|тем|все_те|для_тех|к_тем)_(?:кто|кого|кому|чьи)
    (?:в_|на_|за_|к_|с_|из_|до_)?эт\w{1,3}_(?:год\w*|день|дни|дня|днях|век\w*|зал\w*|стран\w*|город\w*|мир\w*|земл\w*|недел\w*|месяц\w*|вечер\w*|час\w*|врем\w*|встреч\w*|форум\w*|конференц\w*|съезд\w*|праздник\w*|поколени\w*|момент\w*|раз)
    так_называем\w* да_здравству\w+
    """,
    r"""
    эт(?:от|а|и|ого|ой|им|их|у|ому)(?!_(?:год|день|век|зал|стран|город|мир|земл)) он она они них нему ней таки\w{1,2} тако\w{1,3}
    """,
)

_CHINESE = (
    r"""
    他 她 它 这 這 那(?!么|麼) 此(?!刻|次|时|時|外) 其(?!他|次|实|實|中) 该 該 对此 對此 为此 為此
    上述 前者 后者 後者 以上 如此 由此
    """,
    r"""
    但 而 当然 當然 [是对對好][，,] 反倒 反而 同样 同樣 接下来 接下來 所以 因此 因而 于是 於是 然而 不过 不過 并且 並且 同时 同時 此外 另外 可是 总之 總之
    其中 那么 那麼 另一方面 例如 比如 也 还 還 又 就 则 則
    """,
    r"""
    第[二三四五六七八九十] 其次 再次 最后 最後 首先 [一二三四五六七八九]是 [一二三四五六七八九十]、
    """,
    r"""
    [这這](?:一年|个世界|個世界|片土地|座城市|个时代|個時代|次|里|裡|一天|一刻|几年|些年|个国家|個國家|届|屆)
    同时代 也许 也許 还记得 就在 就是说 而今 又是一年
    """,
    r"""
    该 該 其(?!他|实|實|中) 此(?!刻|次|外) 他 她 它
    """,
)

_FRENCH = (
    r"""
    il elle ils elles lui leur leurs son sa ses cela ça ceci
    ce cet cette ces celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci
    c['’](?:est|était|étaient)\w*
    (?:à|de|en|dans|pour|par|sur|avec|sans|après|avant|malgré|quand|si)_(?:cela|ça|ce|cet|cette|ces|il|elle|ils|elles|lui|eux)
    """,
    r"""
    et mais ou donc or car ni ainsi alors aussi pourtant cependant toutefois néanmoins
    ensuite puis également finalement voilà là oui non
    de_plus en_outre par_(?:conséquent|exemple) en_(?:effet|revanche) de_même au_contraire d['’](?:ailleurs|autre_part)
    """,
    r"""
    premièrement deuxièmement troisièmement enfin (?:le|la)_(?:deuxième|troisième|second|seconde)
    """,
    r"""
    il_(?:faut|y_a|s['’]agit|convient|appartient|reste|suffit|n['’]y_a|nous_faut)
    il_(?:est|était|sera|serait|n['’]est|a_été)\b[^.?!;]{0,90}?\b(?:de|que|qu|temps)
    (?:ceux|celui|celle|celles|ce)_(?:qui|que|dont|d['’]entre)
    (?:en_|dans_|de_|à_|pour_)?(?:ce|cet|cette|ces)_(?:années?|siècle|jours?|pays|soir|matin|monde|nation|république|assemblée|salle|maison|ville|moment|heure|génération|semaine|mois|terre|continent|peuple)
    """,
    r"""
    cette(?!_(?:année|nation|assemblée|maison|ville|terre)) cet ces(?!_jours) celui-ci celle-ci ceux-ci
    """,
)

_SPANISH = (
    r"""
    él ella ellos ellas ello esto eso aquello este esta estos estas ese esa esos esas
    aquel aquella aquellos aquellas su sus le les tal tales dicho dicha lo_mismo
    (?:a|de|en|con|por|para|sobre|desde|ante|tras|sin|si|cuando)_(?:esto|eso|ello|este|esta|estos|estas|ese|esa|esos|esas|él|ella|ellos|ellas|su|sus)
    """,
    r"""
    y e pero o u ni pues así entonces también tampoco además luego después finalmente
    ahí allí sí no porque sin_embargo no_obstante por_(?:eso|tanto|lo_tanto|consiguiente|ejemplo|otra_parte|ello)
    en_(?:cambio|consecuencia|efecto)
    """,
    r"""
    primero segundo tercero en_(?:primer|segundo|tercer)\w*_lugar (?:el|la)_(?:segund[oa]|tercer[oa]?)
    """,
    r"""
    (?:en_|de_|por_|a_|para_)?(?:este|esta|estos|estas)_(?:años?|siglo|días?|país|noche|mañana|tarde|mundo|nación|república|asamblea|sala|casa|ciudad|momento|hora|generación|semana|mes|tierra|continente|pueblo|congreso|gobierno|cámara)
    (?:aquel|aquella|aquellos|aquellas)_que tal_vez su_(?:majestad|santidad|excelencia) no_\w+
    """,
    r"""
    dich[oa]s? es[oae]s? ell[oa]s? aquel\w*
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
