"""Where sentences end, told by their marks alone, in any language.

Rules that look into very many paragraphs need the last sentence or the next one. They
take no harm where an abbreviation is read as an end; `sentences` knows abbreviations,
and takes many times as long.
"""

import re

FULL_STOPS = tuple(".!?…。！？؟।۔։")
"""What ends a sentence."""

COLONS = (":", "：")

PAUSES = (*COLONS, *";,；，、،؛")
"""What parts a sentence, or leads on to what follows."""

STOPS = (*FULL_STOPS, *PAUSES)
"""What a line ends in that is no name, no title and no signature."""

SENTENCE_ENDS = (*FULL_STOPS, *'”"»」』')
"""What a whole sentence ends in; a closing quotation mark may be the last of it."""

PHRASE_ENDS = (*SENTENCE_ENDS, *PAUSES)
"""What a line ends in that is no value of a field, and no title."""

LINE_ENDS = (*SENTENCE_ENDS, *COLONS, *";；)）")
"""What a line ends in that the next one does not go on with."""

CALL_ENDS = tuple(",!:،，！：、")
"""What a line of address ends in: "Ladies and gentlemen," """

# Both look for a mark first, which most places have none of: that is three times as fast.
SENTENCE_GAP = re.compile(
    r"(?<=[.!?…。！？])(?:(?<![。！？])[\"”»]?\s+|(?<=[。！？])(?!\Z))"
)
"""What parts two sentences: "It came. He left." """

GAP_BEHIND_WORD = re.compile(
    r"(?<=[.!?…。！？])(?:(?<=[^\W\d_]{4}[.!?…])\s+(?=[^\W\d_])|(?<=[。！？]))"
)
"""The same, but between words only, the first of four letters: not in "Rev. Hall"."""
