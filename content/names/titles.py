"""What stands around a name and is no part of it."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame madam madame hon honorable honourable rev
    reverend president vicepresident chairman chairwoman chairperson secretary minister
    premier senator congressman congresswoman representative governor mayor ambassador
    chancellor comrade excellency majesty his her the general gen col colonel capt captain lt
    lieutenant maj sgt adm admiral herr frau prasident prasidentin praesident praesidentin kanzler kanzlerin
    bundeskanzler bundeskanzlerin monsieur mme mlle presidente presidenta senor senora
    господин госпожа президент премьер министр председатель товарищ тов
    генерал сенатор
    """.split()  # noqa: SIM905 - sixty quoted words would be harder to read
)
"""Words that are never a name: left out of names and of what is typed."""

RANKS = frozenset({"king", "queen", "pope", "prince", "princess", "lord", "lady"}) | {
    *("duke", "earl", "baron", "judge", "justice", "bishop", "major", "marshal"),
    *("saint", "st", "emperor", "empress", "speaker", "father", "mother", "brother"),
}
"""Words that are a rank or a name (John Major): left out only where nothing is found
with them."""

SUFFIXES = (
    *("主席", "总统", "總統", "总理", "總理", "部长", "部長", "先生", "女士", "同志"),
    *("大使", "将军", "將軍", "阁下", "閣下", "さん", "氏"),
)
"""Titles that Chinese and Japanese put behind a name without a space."""

ABOUT = frozenset(
    {"about", "regarding", "über", "ueber", "sur", "sobre", "о", "об", "обо", "про"}
    | {"关于", "關於", "论", "論", "谈", "談"}
)
"""Words that part a speaker from what is asked about."""
