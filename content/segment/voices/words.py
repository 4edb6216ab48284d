"""Patterns of the words that authors, plugs and pages put around speeches."""

import re

from content.language.word_lists import WordPattern

EMPHASIS_NOTE = WordPattern(
    r"[\[(](?:my|our|the author.?s|bold|all)?\s*(?:emphas[ie]s|bold|highlights?|italics)"
    r"(?:\s+(?:is |are )?(?:mine|added|ours|in the original|my own))?[^\])]{0,30}[\])]"
    r"|[\[(](?:<pages.emphasis_notes>)[^\])]{0,40}[\])]"
)

PLUG = WordPattern(r"\b(?:<pages.plugs>)\b")

COMMENTS_HEADING = WordPattern(
    r"(?:\d+\s+)?(?:<pages.comment_headings>)\s*(?:\(?\d+\)?)?\s*:?"
)

COMMENT_COUNT = WordPattern(
    r"\(?\d{1,6}\)?\s+(?:<pages.numbered_comments>)\s*:?"
    r"|(?:<pages.comments>)\s*(?:\(\d{1,6}\)|[:：]?\s*\d{1,6})"
    r"|discussion about this post|leave a (?:comment|reply).{0,20}"
)

PAGE_LINE = WordPattern("<pages.page_lines>")

GOODBYE = WordPattern("<<pages.goodbyes>>")

AUTHOR_PHRASE = WordPattern(r"\b(?:<pages.author_phrases>)\b")

SPEAKER_PHRASE = WordPattern(r"\b(?:<pages.speaker_phrases>)\b")

FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|my|we’ve|we've|here’s|here's|readers)\b")


def is_comments_heading(text: str) -> bool:
    """Return whether a line heads the readers' comments."""
    return len(text) < 120 and bool(
        COMMENTS_HEADING.regex.fullmatch(text) or COMMENT_COUNT.regex.fullmatch(text)
    )


def is_plug(text: str) -> bool:
    """Return whether a paragraph asks readers to subscribe, share or pay."""
    if len(text) > 900 or not PLUG.regex.search(text):
        return False
    return len(text) < 400 or len(PLUG.regex.findall(text)) > 1


def is_page_line(text: str) -> bool:
    """Return whether a short line is the page's own, as "See also"."""
    bare = text.strip()
    return len(bare) < 120 and PAGE_LINE.regex.fullmatch(bare) is not None


def says_goodbye(text: str) -> bool:
    """Return whether a paragraph takes its leave."""
    end = text.strip()[-120:]
    return GOODBYE.regex.search(end) is not None
