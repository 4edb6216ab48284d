"""The six lists of `content.topics.words` for other languages of Europe."""

GERMAN = (
    "der des und von",
    """
    zu darf du dürfen er es ich ihr kann konnte können mag man muss müssen nicht sie
    soll sollen werden will wir wird wollen würde würden
    """,
    """
    alle allen aller am beim das dem den der des die diese diesem diesen dieser dieses
    ein eine einem einen einer eines ihr ihre ihrem ihren ihrer im ins jede jeder jedes
    kein keine keinen mein meine meinen sein seine seinen unser unsere unserem unseren
    unserer vom zum zur
    """,
    """
    an auf aus bei durch für gegen hinter in mit nach ohne seit trotz um unter von vor
    wegen während zwischen über
    """,
    """
    abgeordnete acht anfang antrag applaus april art august bedeutet beifall beispiel
    bereits besser beste bitte bleiben bleibt brauchen braucht bringen bundesminister
    daher damen damit dank debatte denken deshalb dezember dienstag ding donnerstag drei
    dritte drucksache eben einfach eins ende erste etwa euro fall fast februar finden
    frage frau freitag führen fünf ganz geben geehrte geführt gegeben gehen geht gemacht
    gemeinsam genau gerade gern gesagt gestern getan gibt glauben große grund gute haus
    heiterkeit heißt herr herrn heute heutige hält immer insbesondere ja jahr januar
    juli juni klar kollege kollegin kolleginnen kommen kommt lachen lassen leider letzte
    liebe lässt machen macht mai mal mehr meiner meisten milliarde million minister
    mittwoch monat montag morgen märz möchte natürlich nehmen nein neue neun november
    nächste oktober prozent präsident präsidentin punkt rede redner reihe richtig rund
    sache sagen sagt samstag schon sechs sehen seite september sieben sieht sonntag
    sprechen stehen steht stelle stunde tag tagesordnung tagesordnungspunkt teil thema
    themen tun unserem verehrte viel vier vizepräsident vizepräsidentin weise weiß wenig
    wichtig widerspruch wirklich wissen woche wort wortmeldung zahl zehn zeigen zeigt
    zeit zuruf zwei zweite zwischenruf
    """,
    """
    afd arbeit aufgabe ausschuss bereich bund bundesregierung bundestag bündnis bürger
    cdu csu deutsche deutschland entscheidung entwicklung fdp fraktion gesellschaft
    gesetz gesetzentwurf grüne interesse koalition kraft lage land leben linke maßnahme
    mensch möglichkeit opposition parlament partei politik problem probleme recht
    regierung seiten situation spd staat system union verantwortung volk weg welt ziel
    """,
)

FRENCH = (
    "de des du",
    """
    ne a avez avons devons doit doivent elle elles est faut il ils je nous on ont peut
    peuvent pour pouvons qui sera seront sont va vont vous été
    """,
    """
    au aux ce ces cet cette chaque des du l' la le les leur leurs ma mes mon nos notre
    quel quelle sa ses son tous tout toute toutes un une vos votre
    """,
    """
    au aux avec chez contre dans en entre malgré par pour sans selon sous sur vers à
    """,
    """
    ainsi aller alors ami amis an année août applaudissements assez aujourd'hui autre
    avril beaucoup bien bon cadre cas cent cependant certain cher chose cinq collègue
    croire côté demain dernier dernière deux deuxième devoir dimanche dire dit dix donné
    début décembre déjà député effet encore ensemble exemple faire fait falloir façon
    fin fois font février grand heure hier huit jamais janvier jeudi jour juillet juin
    lieu lundi madame mai manière mardi mars merci mercredi mesdames mesdemoiselles
    messieurs mesure mettre mieux mille milliard million ministre mis mois moment
    monsieur mot même neuf niveau nombre notamment nouveau nouvelle novembre octobre
    parler part passer penser permet permettre petit petite plusieurs point pouvoir
    premier première prendre pris prochain président quatre question raison rendre reste
    sait samedi savoir second semaine sens sept septembre seulement simplement six suite
    sujet temps tenir terme toujours trois troisième trop trouver très un vendredi venir
    veut veux vient voir vouloir vraiment vu également
    """,
    """
    action avenir besoin citoyen droit développement effort femme force france
    gouvernement histoire homme intérêt loi lois monde nation pays peuple politique
    pouvoir problème projet responsabilité république service société système travail
    vie état
    """,
)

SPANISH = (
    "de del y",
    """
    no debe debemos deben ella ellas ellos es está están ha han hay hemos nosotros para
    podemos puede pueden que quien se será serán son usted ustedes va vamos van yo él
    """,
    """
    al cada del el esa esas ese esos esta estas este estos la las los mi mis nuestra
    nuestras nuestro nuestros su sus toda todas todo todos un una unas unos
    """,
    "a ante bajo con contra en entre hacia hasta para por según sin sobre",
    """
    abril además agosto ahora amiga aplausos ayer año años bien buen caso cien cierto
    cinco compañera cosa creer cuatro cuestión dado dar deber decir dejar dice dicho
    diciembre diez diputado domingo dos día días efecto ejemplo encontrar enero entonces
    febrero fin final forma gracias gran grande hablar hace hecho hora hoy ir jueves
    julio junio lado llegar lugar lunes manera martes marzo mayo mayor mañana medida
    mejor menor mes mil millón ministra misma miércoles momento muchas nivel noviembre
    nueva nunca número ocho octubre otra otras otro otros palabra parte pensar poder
    poner presidenta primer primera próxima punto querer quiere razón realmente sabe
    seguir segunda seis semana sentido septiembre señor señorías siempre siete solamente
    también tema tener tercera tiempo tiene tres término varios veces venir ver vez
    viernes visto última
    """,
    """
    acción ciudadano derecho desarrollo esfuerzo estado fuerza futuro gobierno historia
    hombre intereses interés ley mujer mujeres mundo nación país poder política problema
    proyecto pueblo república responsabilidad servicio sistema sociedad trabajo vida
    """,
)

ITALIAN = (
    "degli dei del della delle di",
    """
    non abbiamo che chi deve devono dobbiamo ha hanno io lei loro lui noi per possiamo
    possono può sarà si sono voi è
    """,
    """
    ai al alla del della gli i il l' la le lo loro nostra nostre nostri nostro ogni
    questa queste questi questo sua suo tutta tutte tutti tutto un una uno
    """,
    """
    a con contro da dal dalla fra in nei nel nella nelle per senza sotto su sul sulla
    tra verso
    """,
    """
    agosto altra altre altri altro amici anche ancora andare anni anno applausi aprile
    bene buono caso cinque colleghi cosa dare detto dicembre dire domani due esempio
    fare fatto febbraio fine gennaio giorni giugno già grande grazie ieri luglio luogo
    maggio mai marzo mese mettere miliardi milioni ministro modo molto momento novembre
    numero nuova oggi onorevole ora ore ottobre parola parte presidente prima proprio
    prossimo punto quattro questione ragione sapere secondo sempre senso settembre
    settimana signor solo stesso tema tempo terzo tre ultimo vedere venire volere volta
    """,
    """
    azione cittadini diritti donna forza futuro governo lavoro legge mondo nazione paese
    politica popolo potere problema progetto repubblica responsabilità servizi sistema
    società stati storia sviluppo uomini uomo vita
    """,
)

PORTUGUESE = (
    "da das de do dos",
    """
    não deve devem devemos ela elas ele eles está estão eu nós para pode podem podemos
    que quem se será são tem temos têm vai vamos você vocês vão é
    """,
    """
    a ao as cada da do essa esse esta estas este estes nossa nossas nosso nossos o os
    seu seus sua suas toda todas todo todos um uma umas uns à
    """,
    "a ao com contra em entre na nas no nos para pela pelo por sem sob sobre à",
    """
    abril agora agosto amanhã amiga ano anos aplausos bem bilhões boa bom caso cinco
    coisa companheiro dar deputado dezembro dia dias disse dizer dois então exemplo
    fazer feito fevereiro fim forma grande hoje hora ir janeiro julho junho lado lugar
    maio maior maneira março melhor mesmo mil milhão milhões ministro momento muito mês
    nova novembro nunca número obrigada ontem outra outubro palavra parte ponto
    presidente primeira próximo pôr quatro quero questão razão saber segundo semana
    sempre senhor sentido setembro também tema tempo terceiro três ver vez vir último
    """,
    """
    ação cidadãos desenvolvimento direito estado força futuro governo história homem
    homens lei leis mulher mundo nação país poder política povo problema projeto
    república responsabilidade serviço sistema sociedade trabalho vida
    """,
)

DUTCH = (
    "van",
    """
    te die hebben heeft hij ik is jij kan kunnen mag men moet moeten mogen niet om u we
    wij wil willen worden wordt zal ze zij zijn zou zouden zullen
    """,
    """
    alle dat de deze die dit een elk elke geen haar het hun ieder iedere mijn ons onze
    uw zijn
    """,
    "aan bij door in met naar onder op over tegen tot tussen uit voor zonder",
    """
    aantal al alleen altijd andere april augustus bedankt beter collega dag dagen dames
    dank december deel denken derde doen drie echt eerste einde erg februari gaan gaat
    gedaan geval geven gezegd gisteren goed goede groot grote heel heren houden jaar
    januari juli juni kant keer komen komt laatste laten maakt maand maart manier mei
    meneer mevrouw mijnheer miljard miljoen minister moment morgen natuurlijk nemen
    nieuw nieuwe nog nooit november oktober onderwerp ook plaats procent punt reden
    september staan tijd twee tweede uur vandaag vier vijf vinden volgende voorbeeld
    voorzitter vraag week weten wijze woord woorden zaak zegt zelfde zien
    """,
    """
    beleid burgers dienst geschiedenis kabinet kamer kracht land leven macht mens mensen
    nederland nederlandse ontwikkeling plan politiek probleem problemen recht regering
    samenleving staat systeem toekomst verantwoordelijkheid volk wereld werk wet
    """,
)

RUSSIAN = (
    "и",
    """
    не будем будет будут вы давайте должен должна должны которые который кто могут можем
    может мы надо нужно он она они оно хотим хочу чтобы я
    """,
    """
    ваш ваша ваше ваши весь все всей всех вся каждая каждый которая которого которое
    которой котором которому которую которые который которым которыми которых наш наша
    наше нашего нашей наши нашим наших нашу своего своей свои своих свой своя своё та
    такая такие таким такими таких такого такое такой такую те тот эта эти этих это
    этого этой этом этот
    """,
    """
    без в вместо во вокруг для до из к ко между на над о об около от перед по под после
    при про против ради с со среди у через
    """,
    """
    август аплодисменты апрель безусловно ближайшее большая будущем важно весьма вещи
    видеть видим видимо включает вместе вообще вопрос восемь воскресенье времени время
    всегда всего вторая вторник вчера главное говорит год господа господин госпожа дает
    далее дамы данные дать два две девять действительно декабрь дела делать день депутат
    десять дней дни дня добрый доллар дорогие достаточно друг друзья думать естественно
    еще завтра здравствуйте знаем знать значит идет идти известное имеет именно иметь
    имеют использовать используется июль июнь касается качестве коллега конец конечно
    кстати лет либо май март мера места месяц миллиард миллион министр момент мочь
    наверное называть например находится начали недели несколько никогда новая ноябрь
    обеспечивать обеспечить образ один одна однако октябрь опять основан остается очень
    первая поддержать поддерживать пожалуйста пойти получать получить помощь понедельник
    понимать понятно понять последние поэтому председатель прежде президент примерно
    принимать принять причина провести проводить продолжать происходит просто процент
    прошлый прямо пятница пять работать раз развивать разные рамка решать решить рубль
    ряд самая связано сделано сегодня сейчас семь сентябрь сказал следующий слова случае
    смех смысл снова собственно создавать создать соответствующий спасибо сразу среда
    стал стать сто сторон суббота счет считаю также текущий тема теперь товарищ тоже
    третий три тысяч уважаемая уже уровень уровне утверждать февраль хорошо хотел хотеть
    целый час части четверг четыре числе шесть является январь
    """,
    """
    взаимодействие власти внимание возможности государств граждан граждане гражданин
    жизни задач закон интерес истории люди мир народ области общества организации
    ответственность отношение поддержка политика права правительства проблем проблема
    программа проект процесс работа развитие регион результат решение россии российская
    русский сил система сотрудничества стран сфера уровень условие участие федерации
    человек
    """,
)
