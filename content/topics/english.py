"""The six lists of `content.topics.words` for English."""

ENGLISH = (
    "of",
    """
    to always can cannot could did do does don't ever he i let let's may might must
    never not shall she should they we who will would you
    """,
    """
    a all an any both each every her him himself his it its itself me my no our
    ourselves some such that the their them themselves these this those us what which
    whose you your
    """,
    """
    about against amid among at between by concerning during for from in into on over
    regarding through throughout under upon with within without
    """,
    """
    =appropriate =constitute =constituted =constitutes =employ =employed =generally
    =importance =important =mean =means =secure =secured =secures able abroad accept
    accomplish accordance achieve act actual add additional adequate adjusted admire
    adopt afford afternoon ago agree ahead aim alike allow almost alone already also
    amid among amongst amount anew annual another anything apart appear applaud applause
    apply appointed approve april arise arose around aside ask assure attain attempt
    august authorize available avoid aware away back bad base basis became become began
    begin begun behalf believe belong beneath beside best better beyond billion bold
    brief bring brought build built call came carry case cause cent certain chairman
    choose chose chosen claim clear close colleague come commenced commend commit
    communicated complete concerning confident congratulation connect consequence
    consider considerable consist contain continue contrary contribute copy correct
    course create critical current daily day deal dear decade december decide declare
    deem deep degree demand depend deserve desire despite determine devote different
    difficult direct discuss distinguished done dozen dr draw drawn drew due eager early
    earnest easy effective eight eighteen eighth eighty either eleven else enable
    encourage end endeavor engage enjoy enormous enough ensure enter entire equal
    especially essential establish even evening eventual ever everybody everyone
    everything everywhere evident exact example exceed excellency except exist expect
    expedient express extend extent extra extraordinary face fact fail fair fall far
    favor february feel fellow fellow-citizen felt few fewer fifteen fifth fifty final
    find fine firm first fiscal five fixed follow form former fortunate forty forward
    found four fourteen fourth fresh friday friend full fundamental furnish further
    future gave gentleman gentlemen get give given gladly go goes gone good got gradual
    great greater greatest grew grow grown guest had half hand happen happy hard have
    hear heard heart held hello help hence hereafter hereby heretofore herewith high
    higher historical hitherto hold hon honorable honourable hope hour however huge
    hundred immediate immense impossible impressive improve include increase indeed
    indicate indispensable individual indulged insist instance instead instituted intend
    invite item january join july june just keep kept kind knew know known lady laid
    large larger last late latter laughter lead least leave led left less lesser lest
    let lie like limit little live long longer look lose lost lot low lower madam made
    main maintain major make man manner many march matter may maybe meant meantime
    meanwhile meet member men mention mere message met midnight million minute moment
    monday month more moreover morning mostly move mr mrs ms much name near necessary
    necessity need needy neither nevertheless new next night nine nineteen ninety ninth
    nobody none nonetheless nothing notwithstanding november now nowhere number numerous
    o'clock object obliged obtain obvious occasion occur october offer often old one
    only onward open opinion opportunity order ordinary original otherwise ought outside
    overall own paid part particular pass past patriotic pay per percent perform perhaps
    period permanent permit piece place plain please plus point possess possible
    practical preceding prepare present preserve prevent previous primary prior probable
    proceed produce profound progressing promote prompt proper proportion propose proud
    prove provide purpose pursue put question quick quite quote raise rapid rather reach
    read ready real realize really reason recall receive recent recognize recommend
    reduce refer regard relate remain remember remind remove render repeat reply report
    represent request require requisite resolve respect responsible rest result return
    rise rose run salute satisfaction satisfactory saturday saw say second secretary
    section see seek seem seen send sent september serve set seven seventeen seventh
    seventy seventy-seventh several shape short show shown side significant similar
    simple sincerely sir six sixteen sixth sixty slight smaller so-called sole somebody
    somehow someone something sometimes somewhere soon sort sought speak speaker special
    specific spent spoke spoken stand start stay step still stipulated stood stop
    strengthen strive strong subject submit subsequent substantial succeed such sudden
    sufficient suggest suitable sum sunday sure take taken tell ten tend tenth term
    thank thereby therefore therein thereof thereto thing think third thirteen thirty
    thorough though thought thousand three thursday time today together told tomorrow
    tonight too took top total toward transmit trillion true truly try tuesday turn
    twelve twenty twice two type ultimate unable understand understood undertake unhappy
    unless unlike unprecedented unusual unwilling unwise upward urge use usual utmost
    valuable various vast very vice view visit vital wait walk want way wednesday week
    weekend welcome well whatever whenever whereas whereby wherein wherever whether
    whilst whoever whole wide willing wise wish won wonderful word worse worst worth
    worthy write written wrong wrote year yes yesterday yet yield zero
    """,
    """
    ability absence access account accumulation acquisition action activity
    administration advance advantage affair affection age agency agent aggregate
    agreement aim ally alternative ambition america american answer application approach
    area argument arm arrangement arrival article aspect asset attachment attack attempt
    attention authority average award background balances barrier beginning belief
    benefit big bill bit blessing blood blow board boat body bond boom branch burden
    business campaign capacity capital care category causes center central century
    certificates challenge chamber chance change character charge child choice circles
    circumstances citizen city claim class coast colleague color combination command
    comment commission commissioner commitment committee common community compensation
    complaints conclusion condition conduct confidence congress congressional connection
    consent constitutional continent contribution control convention conviction
    cooperation corps correspondence cost counsel country countrymen creation crisis
    crowd culture danger date decade decision deficiency definition delay deliberations
    demand department descent design desire destiny detail development dialogue
    difference difficulty direction director discipline discoveries discussion distance
    district division doctrine document dollar domestic domination door doubt dream duty
    earth east eastern effect efficiency effort element emphasis end enterprise
    equipment error estimate event evidence evil excess execution exercise exertions
    exhibit existence expansion expenditure expense experience expression external eye
    face facility factor failure faith family father favor feature federal feeling
    fellow field fight figure folks force form formation forum foundation framework
    function fund gain general generation gentleman goal goods government grant
    gratitude great ground group growth half hand heads heart help historic history hold
    home honor hour house humanity idea improvement income influence information
    initiative inquiry institution instructions instrument intercourse interest internal
    interposition issue job joint judgment kind knowledge lack language law leader
    leadership legal legislation legislature legs length level liberties life light
    limit line list local look loss main majority management manufacture mark material
    measure mechanism meeting member message method middle mile mind minister minority
    mission mistake modern moment morality mother motive movement mutual nation nature
    need negotiation new news north northern number objection obligation observation
    office official operation opinions opportunity option organization origin outcome
    pace page paper participants partner partnership party path patience pattern payment
    people percentage person perspective physical plan platform pledge points policy
    population portion position possibility post potential power practice predecessor
    premium presence present president pressure pride prime principal principle priority
    private privilege problem procedure process product professional profit program
    progress project promise proof property proportion proposal proposition prospect
    prosperity protection provision public purchase purposes quality quarter question
    range rate ratio reach real reality receipt recommendation record reduction
    reference reforms region relation relationship relief report republic requirement
    reserve resolve resources respect response restriction results reward rights risk
    river road role rule sacrifice safety sale scale scene schedule scheme search season
    secret section sector security senate sense sentiment separation series service
    session settlement shape share ship shore side sign situation size skill society
    solution sound source south southern spaces special speed spirit square staff stage
    stake standard start state statement steps stock story strategic strategy stream
    strength structure struggle style subjects substance success suggestion sum summer
    supply support surprise system table talent talk target task taste technical
    technique tendency territory theme theory thought threat title tomorrow tonight tool
    topic total town tradition transfer treasury treatment trend trial trip trouble
    trust truth turn type understanding union unity usage value variety version victory
    view virtue vision volume volunteer vote wage walls wants weight welfare west
    western will wisdom wish withdrawal woman women wonder work worker world young youth
    zeal zone
    """,
)
