"""Words that tell an office from its holder, where both stand in a label."""


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split("|"))


ARTICLES = _set("el|la|o|a|os|as|the|le|der|die|das|los|las|il|lo|l|un|une|den|het|de")

# What addresses the holder and is no part of the office. German articles stay, since
# the office is bent after them: "Der Vorsitzende".
ADDRESSES = _set(
    "mr|mrs|ms|miss|mx|sir|madam|madame|mme|mlle|m|monsieur|hon|rt|right|herr|frau|hr",
    "fr|señor|señora|sr|sra|senhor|senhora|signor|signora|pan|pani|господин|госпожа",
    "г-н|г-жа|товарищ|тов|heer|dhr|mevrouw|mevr|the|le|la|el|il|lo|o|a",
)

# What goes on an office: "Attorney General", "Chief Justice", "President elect".
TAILS = _set(
    "general|justice|judge|marshal|executive|operating|financial|elect|designate",
    "emeritus|emerita|pro|tempore|tem|counsel|adjoint|général|générale|generale|pleno",
)

# Sovereigns are called by rank and given name: "Queen Elizabeth".
RANKS = _set(
    "king|queen|prince|princess|pope|emir|sheikh|sultan|roi|reine|rey|reina|könig",
    "königin|król|король|королева|papst|pape|papa|принц|принцесса",
)

# Ranks that many bear as a surname.
SURNAMES_TOO = _set("king|prince|pope|rey|roy|könig|król|papa")

# Capitalised words after an office that are nobody's name.
NO_HOLDER = _set(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third",
    "eins|zwei|drei|vier|fünf|un|deux|trois|quatre|cinq|uno|dos|tres|cuatro|cinco|due",
    "tre|quattro|cinque|один|два|три|четыре|пять|number|no|nr|unknown|unidentified",
    "male|female|present|absent|speaking|continued|continuing|elect|designate|emeritus",
    "council|committee|board|staff|service|services|office|department|body|team|group",
    "panel|session|house|senate|state|states|league|over|off|question|questions|remarks",
    "response|answer|statement|interview|introduction|officer|affairs|trade|finance",
    "defense|defence|health|education|commerce|treasury|interior|operations|relations|opposition",
    "energy|agriculture|labor|labour|transport|transportation|état|estado|stato",
    "crown|vice|lord|lady|deputy|acting|former|assistant|associate|honorary",
)

# What an office is of, where a surname may follow: "Secretary of State Roth".
DEPARTMENTS = _set(
    "state|defense|defence|finance|health|education|commerce|energy|agriculture|labor",
    "labour|transport|transportation|treasury|interior|justice|house|senate|board",
    "opposition|trade|justice|état|estado|stato|finanzen|verkehr|inneren",
)

# Particles of surnames, which their bearers keep in any language.
FOREIGN = _set(
    "von|van|de|du|di|da|del|della|der|den|la|le|el|al|bin|ibn|ben|abu|ter|ten|zu|dos",
    "das|do",
)

# Offices as English and German call them, after which a country takes no "de".
ENGLISH = _set(
    "president|vice-president|chairman|chairwoman|chairperson|chair|minister|secretary",
    "director|leader|chief|governor|mayor|ambassador|envoy|commissioner|speaker|host",
    "moderator|chancellor|premier|deputy|professor|doctor|coach|captain|general|judge",
    "member|spokesman|spokeswoman|reporter|editor|counsel|attorney|officer|justice",
)
GERMAN = _set(
    "präsident|präsidentin|kanzler|kanzlerin|ministerin|vorsitzender|vorsitzende",
    "sprecher|sprecherin|bürgermeister|bürgermeisterin|moderatorin",
)

# Who stands in for an office, held it, or will: another than its holder.
DEPUTIES = _set(
    "vice|deputy|former|ex|acting|assistant|associate|stellvertretende|stellvertretender",
    "ehemaliger|ehemalige|ancien|ancienne|ex-président|бывший|заместитель",
)
