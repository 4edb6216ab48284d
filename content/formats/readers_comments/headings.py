"""What heads the comments of readers: "3 comments", "Comments (3) – newest first"."""

import re

from content.language.word_lists import WordPattern

MAX_HEADING_CHARS = 120

# "Comments on the article"
_TO_ARTICLE = r"(?:\s(?:<pages.commented_texts>))?"

COMMENTS_HEADING = WordPattern(
    rf"(?:\d+\s+)?(?:<pages.comment_headings>){_TO_ARTICLE}\s*(?:\(?\d+\)?)?\s*:?"
)

COMMENT_COUNT = WordPattern(
    r"\(?\d{1,6}\)?\s*(?:<pages.numbered_comments>)\s*:?"
    r"|(?:<pages.comments>)\s*(?:[(（]\d{1,6}<pages.counters>?[)）]|[:：]?\s*\d{1,6})<pages.counters>?"
    r"|<pages.comment_invitations>"
    # "3 replies to “The quay”", "3 comments: The quay"
    r"|\(?\d{1,6}\)?\s*(?:<pages.numbered_comments>|<pages.titled_comments>)"
    r"(?:(?:\s[^\W\d_]{1,12}){0,3}\s?:?\s?[“„«\"'‘”»《〈「『]|\s?[:：]\s).{2,100}"
    # "“Rıhtım” için 3 yorum", "《码头》有3条评论"
    r"|在?[“„«\"'‘”»《〈「『].{2,100}[”“»\"'’«》〉」』][^\W\d_]{0,4}(?:\s[^\W\d_]{1,16}){0,2}"
    r"\s?\d{1,6}\s?(?:<pages.numbered_comments>|<pages.titled_comments>)",
    by_words=True,
)

# "Comments (3) – newest first", "6 comments (2 shown)", "58 likes   3 comments",
# "Filed under: Quay · Share · 3 comments", "💬 3 comments", "(Read 3 comments) (Add one)"
_COUNTED = WordPattern(
    r"(?:.{0,80}?(?:\d\s{2,}|\s[·|•]\s)|[^\w(]{1,3}\s|\([^\W\d_]{2,12}\s)?(?:\(?(?P<before>\d{1,6})\)?\s*(?:<pages.numbered_comments>)"
    rf"|(?:<pages.comments>|<pages.comment_headings>){_TO_ARTICLE}\s*(?:[(（]|[:：]?\s*)(?P<behind>\d{{1,6}})<pages.counters>?[)）]?<pages.counters>?)"
    r"\)?\s*:?(?:\s?[–—·|•/(-].{0,60})?",
    by_words=True,
)
# Forums have such, too: "3 replies", "3 responses to The quay".
_ANSWERS = WordPattern(
    r"\(?(\d{1,6})\)?\s*(?:<pages.titled_comments>)(?:\s*:?|\s.{2,100})"
)
_ONE = WordPattern("(?:<pages.single_comments>)\\s*:?")
_NUMBER = re.compile(r"\d{1,6}")


def count_in_heading(text: str, *, marked: bool = False) -> int | None:
    """Return how many comments a heading counts, 0 if it counts none; None if it is none.

    Args:
        text: The line.
        marked: Whether the page sets it off as a heading: it may count answers then.

    >>> count_in_heading("Comments (3) – newest first"), count_in_heading("Comments")
    (3, 0)
    >>> count_in_heading("Diskuse k článku (4)")
    4
    >>> count_in_heading("Réactions à cet article"), count_in_heading("Réactions à cette décision")
    (0, None)
    >>> count_in_heading("3 thoughts on “The quay”"), count_in_heading("3 boats")
    (3, None)
    """
    bare = text.strip()
    if not 0 < len(bare) < MAX_HEADING_CHARS:
        return None
    found = _COUNTED.fullmatch(bare)
    if found is not None:
        return int(found["before"] or found["behind"])
    if COMMENTS_HEADING.is_all_of(bare) or COMMENT_COUNT.fullmatch(bare):
        number = _NUMBER.search(bare)
        if number is None and not COMMENTS_HEADING.is_all_of(bare):
            return None
        return int(number.group()) if number else 0
    if _ONE.is_all_of(bare):
        return 1
    answers = _ANSWERS.fullmatch(bare) if marked else None
    return int(answers[1]) if answers else None


def counts_shown(text: str, number: int) -> bool:
    """Return whether a heading says that so many comments are shown.

    >>> counts_shown("6 comments (2 shown)", 2), counts_shown("6 comments", 2)
    (True, False)
    """
    return str(number) in _NUMBER.findall(text)[1:]
