"""Words too common to ask for, by language, folded as `content.language.folding` folds them.

They are left out of a query only, and only where other words remain; the index keeps
them. The lists hold function words alone: a word that could be a topic is not in them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = """
a about above after again against all also am an and any are aren't as at be because been
before being below between both but by can can't cannot could couldn't did didn't do does
doesn't doing don't done down during each either else ever every few for from further had
hadn't has hasn't have haven't having he her here hers herself him himself his how i if in
into is isn't it it's its itself just let let's may me might more most must my myself no nor
not of off on once one only or other others ought our ours ourselves out over own per quite
rather same say says said she should shouldn't since so some still such tell than that
that's the their theirs them themselves then there these they this those though through thus
to too under until up upon us very via was wasn't we were weren't what what's when where
whether which while who whom whose why will with within without won't would wouldn't yet you
your yours yourself yourselves i'm i've i'll we're we've they're you're
"""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim
bin bis bist da dabei dadurch dafur damit dann daran darauf daraus darin das dass dazu dein
deine dem den denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir
doch dort du durch ein eine einem einen einer eines er es etwas euch euer fur gegen hab habe
haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
indem ins ist ja jede jedem jeden jeder jedes jedoch jene kann kein keine keinem keinen
konnen konnte mal man manche mein meine mit muss mussen nach nicht nichts noch nun nur ob
oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen
sollte sondern sonst uber um und uns unser unsere unter viel vom von vor wahrend war waren
warum was wegen weil weiter welche welcher wenn wer werde werden wie wieder will wir wird wo
wollen wurde wurden zu zum zur zwar zwischen
"""

_FRENCH = """
a afin ai ainsi alors apres as au aucun aussi autre aux avait avant avec avoir avons c car ce
ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de dela
depuis des deux devant donc dont du elle elles en encore entre es est et etaient etait etant
ete etre eu eux fait il ils j je jusque l la le les leur leurs lors lui m ma mais me meme
memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu plus
pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si
soit son sont sous sur t ta tandis te tes toi ton tous tout toute toutes tres tu un une
vers voici voila vos votre vous y
"""

_SPANISH = """
a al algo algun alguna algunas algunos ante antes aquel aquella aqui asi aun aunque bajo bien
cada como con contra cual cuales cuando cuanto de del desde donde dos durante e el ella ellas
ellos en entre era eran es esa esas ese eso esos esta estaba estaban estan estar estas este
esto estos fue fueron ha habia han has hasta hay he la las le les lo los mas me mi mientras
mis mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra
otras otro otros para pero poco por porque pues que quien quienes se sea segun ser si sido
sin sobre sois somos son su sus tal tambien tampoco tan tanto te tiene tienen todo toda todas
todos tu tus un una unas uno unos usted ustedes y ya yo
"""

_ITALIAN = """
a ad agli ai al alla alle allo anche ancora avere aveva c che chi ci come con contro cosa cui
d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro di dopo dove e ed
era erano essere fra fu gia gli ha hanno ho i il in io l la le lei li lo loro lui ma me mentre
mi mia mie miei mio molto ne negli nei nel nella nelle nello noi non nostra nostre nostri
nostro o ogni per perche piu poi pure qual quale quali quando quanto quella quelle quelli
quello questa queste questi questo qui se sei si sia siamo siano sono sopra sotto sta su sua
sue sugli sui sul sulla sulle suo suoi tra tu tua tue tutti tutto un una uno vi voi
"""

_PORTUGUESE = """
a ao aos as ate com como da das de dela dele deles depois do dos e ela elas ele eles em entre
era eram essa essas esse esses esta estao estas este estes eu foi foram ha isso isto ja lhe
lhes mais mas me mesmo meu meus minha minhas muito na nao nas nem no nos nossa nossas nosso
nossos num numa o os ou para pela pelas pelo pelos por qual quando que quem se seja sem ser
seu seus so sao sobre sua suas tambem te tem tinha tu um uma umas uns voce voces
"""

_DUTCH = """
aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een
en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je
kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons
ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat werd wezen
wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou
"""

_RUSSIAN = """
а без более больше будет будто бы был была были было быть в вам вас вдруг ведь во вот впрочем
все всегда всего всех всю вы где да даже два для до другой его ее ей ему если есть еще ж же за
зачем здесь и из или им их к как какая какой когда кого кто ли лучше между меня мне много
может можно мой моя мы на над надо наконец нас наш наша наше наши не него нее ней нельзя нет
ни нибудь никогда ним них ничего но ну о об один он она они оно от перед по под после потом
потому почти при про раз разве с сам свое свою своих себе себя сейчас со совсем так такая такие такое такой там
тебя тем теперь то тогда того тоже только том тот ту ты у уж уже хоть хотя чего чей чем через
что чтоб чтобы чуть эта эти это этого этой этом этот эту я
"""

_CHINESE = """
的 了 和 是 就 都 而 及 与 與 著 着 或 之 在 也 我 你 您 他 她 它 们 們 这 這 那 哪 有 不 吗 嗎
呢 吧 啊 把 被 让 讓 给 給 对 對 从 從 到 以 因 为 為 所 于 於 其 但 并 並 且 个 個 很 还 還 又 再
我们 我們 你们 你們 他们 他們 她们 她們 它们 这个 這個 那个 那個 什么 什麼 怎么 怎麼 如何 为什 么 麼
因为 因為 所以 但是 而且 以及 一个 一個 这些 這些 那些 没有 沒有 可以 关于 關於
"""

_JAPANESE = """
の に は を た が で て と し れ さ も な い や へ か だ ず ば せ う き つ ら ん り る よ く こ そ
ある いる する から こと これ それ この その あの どの なる なっ なら なり れる られ まで より ため
です ます でし まし ませ たち ない なく だっ どう もの など という ところ
"""

_KOREAN = """
에서 으로 에게 까지 부터 하는 하고 하여 했다 한다 합니 습니 니다 입니 그리 리고 그러 러나 있다 있는
있습 것이 것은 것을 대한 대해 위한 위해 무엇 어떤 어떻 떻게
"""

STOP_WORDS = {
    "en": _words(_ENGLISH),
    "de": _words(_GERMAN),
    "fr": _words(_FRENCH),
    "es": _words(_SPANISH),
    "it": _words(_ITALIAN),
    "pt": _words(_PORTUGUESE),
    "nl": _words(_DUTCH),
    "ru": _words(_RUSSIAN),
    "zh": _words(_CHINESE),
}
"""Stop words by primary language tag."""

ENDINGS = {"ja": _words(_JAPANESE), "ko": _words(_KOREAN)}
"""Characters, and pairs of them, that are particles and endings; they tell nothing about
a language that is to be guessed, nor about its nouns."""
