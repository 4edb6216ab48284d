"""Posts that somebody copied from a page: each has a card of short lines beside its words.

What a program prints is the same at every post but for its numbers ("Posts: 34",
"Reply", "3 years ago"), and one of these lines has a date. Beside the date stands whoever
posts: in the same line, on top of the card, or right below.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from content.document import BlockKind
from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words
from content.segment.kinds import ITEM_BLOCK
from content.segment.labels.label import Ending
from content.segment.labels.letters import (
    answer_words,
    have_written_answers,
    head_questions,
)
from content.segment.labels.shapes.chats.exports import message_label
from content.segment.labels.shapes.chats.thread_lines import thread_lines
from content.segment.labels.shapes.page_ends import end_of_page
from content.segment.labels.shapes.posts.cards import (
    MAX_CARD_LINES,
    MIN_FIXED,
    MIN_POSTS,
    Anchor,
    Card,
    PostPage,
    is_long,
    is_short,
)
from content.segment.labels.shapes.posts.post_dates import Stamp, tells_hour
from content.segment.labels.shapes.posts.poster_names import (
    are_people,
    come_back,
    may_name,
)
from content.segment.labels.shapes.posts.signed_posts import (
    read_signed_posts,
    stand_below,
)
from content.segment.labels.shapes.quoted_words import SURE, UNKNOWN, Written
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line
from content.segment.names.name_score import label_key
from content.segment.wording.in_person import SPOKEN_WORDS

_SAMPLE = 600
_MIN_SAID, _MIN_SPOKEN, _MIN_SHARED = 0.6, 0.3, 0.8
_MAX_ABOVE, _MAX_HEAD_CHARS, _MAX_LEAD_CHARS = 14, 250, 80
_MAX_TOLD_WORDS = 8
_MAX_TOLD_CHARS, _MIN_RULE, _MIN_RUN_ON = 160, 5, 15
_UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_EDGES = ' \t,.;:–—|·•«»"“”„‚‘’()[]>@#'
_SIGNS = re.compile(r"[^\w]*")
# "2 replies"
_COUNTED = re.compile(r"\d{1,4}\s[^\W\d_]{2,14}")
_MORE = ("...", "…")
# "[Quoted text hidden]", "{Attachments}"
_ADDED = re.compile(r"\[[^\[\]]{4,40}\]|\{[^{}]{4,40}\}")


class Post(NamedTuple):
    """A post: where its card starts, where its words start and end, and whose it is."""

    start: int
    words: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPosts:
    """The posts of a page, as mails are.

    Attributes:
        thread: The posts.
        dated: Whether cards tell more than an hour.
        aged: Whether they tell how long ago, as no record does.
    """

    thread: WrittenMessages
    dated: bool
    aged: bool


def read_copied_posts(lines: Sequence[Line]) -> CopiedPosts | None:
    """Return the posts of a page that somebody copied; None if it has none."""
    if len(lines) > _SAMPLE and _read(lines[:_SAMPLE]) is None:
        return None
    return _read(lines)


def _read(lines: Sequence[Line]) -> CopiedPosts | None:
    page = PostPage(lines)
    for stamp in Stamp:
        thread = _posts_of(page, stamp)
        # A day with an hour, and names that only people have, are signs as well.
        if thread is None and stamp is Stamp.FULL:
            thread = _posts_of(page, stamp, people=True)
        if thread:
            return CopiedPosts(
                thread=thread, dated=stamp is not Stamp.CLOCK, aged=stamp is Stamp.AGE
            )
    return None


def _posts_of(
    page: PostPage, stamp: Stamp, *, people: bool = False
) -> WrittenMessages | None:
    """Return the posts of a page that one kind of date is on; None if there are none."""
    found: _Posts | None = None
    signed: WrittenMessages | None = None
    for dated in page.anchors(stamp):
        for cards in page.cards(dated):
            posts = _Posts(page, cards, people=people)
            # The year may stand on the first card alone.
            more = found is None or posts.starts > found.starts
            if more and posts.are_posts(dated):
                found = posts
                break
            if found is None and signed is None and stamp in {Stamp.FULL, Stamp.DAY}:
                alike = posts.are_alike(dated)
                timed = stamp is Stamp.FULL
                signed = read_signed_posts(page, cards, timed=timed, alike=alike)
    if found is None and stamp is Stamp.FULL and (mixed := page.mixed_cards()):
        posts = _Posts(page, mixed, people=people)
        dated = [Anchor(card.start, card.start) for card in mixed]
        found = posts if posts.are_posts(dated) else None
    return found.thread() if found else signed


class _Posts:
    """The posts that cards head, and what else stands among them."""

    def __init__(
        self, page: PostPage, cards: Sequence[Card], *, people: bool = False
    ) -> None:
        self.page, self.lines, self.stamps = page, page.lines, page.stamps
        self.shapes, self.times = page.shapes, page.times
        self.threads = frozenset(thread_lines(page.lines))
        self.cards, self.first, self.people = cards, cards[0].start, people
        self.below = all(
            card.name in self.lines[card.end - 1].text
            and card.name not in self.lines[card.start].text
            for card in cards
        )
        self.runs = {
            shape[:_MIN_RUN_ON]
            for shape, count in self.times.items()
            if count > 1 and len(shape) > _MIN_RUN_ON and shape.isalpha()
        }
        self.posts = self._posts(cards)
        self.starts = {post.start for post in self.posts}

    def _posts(self, cards: Sequence[Card]) -> list[Post]:
        """Return the posts that cards head."""
        posts: list[Post] = []
        for n, card in enumerate(cards):
            end = cards[n + 1].start if n + 1 < len(cards) else len(self.lines)
            words = self._words(card, end, len(cards))
            posts.append(Post(card.start, words, end, card.name))
        while posts and posts[0].words >= posts[0].end:
            posts.pop(0)
        # Below the last date the page goes on: "Leave a comment".
        names = [post.name for post in posts]
        if (
            self.below
            and names
            and names.count(names[-1]) == 1
            and not self._says(posts[-1])
        ):
            posts.pop()
        return [*self._opening(posts), *posts] if posts else []

    def _says(self, post: Post) -> bool:
        """Return whether a post has more than short lines and links."""
        said = (self.lines[n].text for n in range(post.words, post.end))
        return any(not is_short(text) and " | " not in text for text in said)

    def _opening(self, posts: Sequence[Post]) -> list[Post]:
        """Return the posts above the first card, where lines of another shape name them.

        "submitted 4 years ago by ada72".
        """
        names = {post.name for post in posts}
        above = range(posts[0].start)
        last = max((n for n in above if is_long(self.lines[n].text)), default=0)
        heads: dict[int, str] = {}
        for n in above[:last]:
            text = self.lines[n].text.strip()
            named = [text, *map(_bare, text.replace("/", " ").split())]
            name = next((word for word in named if word in names), "")
            # Where dates stand below the words, the first names have none above them.
            beside = any(m in self.stamps for m in (n - 1, n + 1, n + 2, n + 3))
            headed = name == text and (self.below or beside)
            if name and (self.below or not heads) and (n in self.stamps or headed):
                heads[n] = name
        if self.below and heads:
            heads |= self._first_names(heads, last)
        starts = sorted(heads)
        opening: list[Post] = []
        for n, end in pairwise([*starts, posts[0].start]):
            words = n + 1
            while words < last and self._is_date(words):
                words += 1
            opening.append(Post(n, words, end, heads[n]))
        return [post for post in opening if post.words < post.end]

    def _first_names(self, heads: Mapping[int, str], last: int) -> dict[int, str]:
        """Return who posts above all comments, and who comments first, by line.

        Args:
            heads: The lines that are known to name whoever posts.
            last: The last long line above the first card.
        """
        found = dict(heads)
        # The post above all comments may be dated above its words.
        for n in range(1, min(heads)):
            name = self.lines[n - 1].text.strip()
            long = is_long(self.lines[n + 1].text)
            if self._is_date(n) and may_name(name) and long:
                found[n - 1] = name
        # Nor has who comments first, who may not come back.
        top = last
        while top and not is_short(self.lines[top - 1].text):
            top -= 1
        name = self.lines[top - 1].text.strip() if top else ""
        told = any(is_long(self.lines[n].text) for n in range(min(found), top - 1))
        if top - 1 not in self.stamps and may_name(name) and told:
            found[top - 1] = name
        return found

    def _words(self, card: Card, end: int, count: int) -> int:
        """Return where the words start below a card: not at what is alike on all."""
        words, date = card.end, self.shapes[card.start]
        for n in range(card.end, min(end, card.end + MAX_CARD_LINES)):
            if self.below and n in self.stamps and self.shapes[n] == date:
                break  # The date of these words, below them.
            if (
                self._is_date(n)
                or self.page.is_fixed(n, count)
                or self._names(n, card.name)
            ):
                words = n + 1
            elif not is_short(self.lines[n].text):
                break
        return min(words, end)

    def _is_date(self, n: int) -> bool:
        """Return whether a line tells when something was posted, and nothing else."""
        stamp = self.stamps.get(n)
        return stamp is not None and not any(stamp.words)

    def _names(self, n: int, name: str) -> bool:
        """Return whether a line tells when whoever posts did so: "by ada72 » …"."""
        text = self.lines[n].text
        if len(text) > _MAX_TOLD_CHARS or name not in text:
            return False
        stamp = self.stamps.get(n)
        told = stamp is not None and stamp.stamp in {Stamp.FULL, Stamp.DAY}
        words = text.replace(name, " ").split()
        return tells_hour(text) or (told and len(words) <= _MAX_TOLD_WORDS)

    def are_posts(self, dated: Sequence[Anchor]) -> bool:
        """Return whether posts say something, from the top of the page on.

        Names come back, or the cards are so much alike that they need not.
        """
        posts = self.posts
        if not posts or self._are_answers(dated):
            return False
        above = self.lines[: min(self.first, posts[0].start)]
        size = sum(len(line.text) for line in self.lines)
        head = sum(len(line.text) for line in above)
        # An article with comments below it is its author's.
        if len(above) > _MAX_ABOVE or head > max(_MAX_HEAD_CHARS, size // 3):
            return False
        first = sum(len(self.lines[n].text) for n in range(*posts[0][1:3]))
        again = come_back(post.name for post in posts)
        article = 2 * first > size and (posts[0].start < self.first or not again)
        if article or stand_below(self.lines, self.cards):
            return False
        said = [
            post
            for post in posts
            if any(not self.page.is_fixed(n, len(posts)) for n in range(*post[1:3]))
        ]
        if len(said) < max(MIN_POSTS, _MIN_SAID * len(posts)):
            return False
        spoken = sum(
            any(
                SPOKEN_WORDS.is_in(self.lines[n].text)
                for n in range(post.words, post.end)
            )
            for post in said
        )
        if again:
            sure = self.stamps[dated[0].last].stamp in {Stamp.FULL, Stamp.HANDLE}
            return spoken >= (1 if sure else _MIN_SPOKEN * len(said))
        return 2 * spoken >= len(said) and self.are_alike(dated)

    def _are_answers(self, dated: Sequence[Anchor]) -> bool:
        """Return whether dates stand in heads of questions and answers, beside no names.

        "Question of 14/02/2023", "Answer of 20/03/2023". So they stand in fields, where
        "To" or "Answer to" looks like a name, and headings open with a word for an answer.
        """
        parts = all_words("messages.elsewhere") | answer_words()
        if any(_first_word(post.name) in parts for post in self.posts):
            heads = (line for line in self.lines if line.kind is BlockKind.HEADING)
            if any(_first_word(line.text) in answer_words() for line in heads):
                return True
        if have_written_answers(line.text for line in self.lines):
            return True
        texts = [self.lines[one.last].text for one in dated]
        named = any(
            post.name in text for post, text in zip(self.posts, texts, strict=False)
        )
        return not named and head_questions(texts)

    def _have_headings(self) -> bool:
        """Return whether most names are headings of the page, as those of a report's entries."""
        headed = sum(
            any(
                line.kind is BlockKind.HEADING and line.text.strip() == post.name
                for line in self.lines[post.start : post.words]
            )
            for post in self.posts
        )
        return 2 * headed > len(self.posts)

    def are_alike(self, dated: Sequence[Anchor]) -> bool:
        """Return whether nearly all cards share two words or lines beside their dates."""
        return self._alike(dated) > 1 and not self._have_headings()

    def _alike(self, dated: Sequence[Anchor]) -> int:
        """Return how many words and lines nearly all cards share beside their dates."""
        words = Counter(w for one in dated for w in {*self.stamps[one.last].printed})
        least = _MIN_SHARED * len(self.posts)
        shared = {w for w, count in words.items() if count >= least and w.isalpha()}
        dates = {self.shapes[one.first] for one in dated}
        lines = {
            shape
            for shape, count in self.times.items()
            if count >= least and shape not in dates
        }
        named = self.people and are_people(post.name for post in self.posts)
        return len(shared) + len(lines) + 2 * named

    def thread(self) -> WrittenMessages:
        """Return posts, what programs wrote told apart."""
        own = self._own()
        quoted = self._quoted(own)
        labels = {
            post.words - 1: message_label(
                post.words - 1, post.name, self.lines[post.words - 1], Ending.LINE
            )
            for post in self.posts
        }
        return WrittenMessages(
            medium=Medium.FORUM,
            lines=list(self.lines),
            labels=labels,
            own=frozenset(own - set(labels)),
            quoted=quoted,
        )

    def _own(self) -> set[int]:
        """Return lines that the program wrote: cards, and what it adds below words."""
        posts = self.posts
        count = len(posts)
        closing = self._closing()
        own = self._end()
        for post in posts:
            own |= set(range(post.start, post.words))
            own |= self._card_below(post, count)
            closed = False
            for n in range(post.words, post.end):
                text = self.lines[n].text.strip()
                closed = closed or self.shapes[n] in closing or self._signs(n, post)
                added = _ADDED.fullmatch(text) is not None
                if (
                    closed
                    or added
                    or self._names(n, post.name)
                    or self.page.is_fixed(n, count)
                    or (self._is_title(n) and is_short(text))
                ):
                    own.add(n)
            n = post.end - 1
            while n >= post.words and (n in own or self._is_added(n, post.name)):
                own.add(n)
                n -= 1
        return own | self._signatures(own)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """What stands above all posts, and behind "Re:" or the like."""
        answered = (
            line.text.partition(":")[2] for line in self.lines if ":" in line.text[:6]
        )
        above = (line.text for line in self.lines[: self.posts[0].start])
        return frozenset(text.strip() for text in (*answered, *above))

    def _is_title(self, n: int) -> bool:
        text = self.lines[n].text.strip()
        return text in self._titles or text.partition(":")[2].strip() in self._titles

    def _card_below(self, post: Post, count: int) -> set[int]:
        """Return the lines of a card about who posts that stands below the words.

        It opens with the name, perhaps below a signature, a blank line parts it from the
        words, and some of its lines are alike on most posts: "ada72", "Beginner",
        "Posts: 34".
        """
        for n in range(post.words + 1, post.end):
            if label_key(self.lines[n].text) != label_key(post.name):
                continue
            start, end = n, n + 1
            while start > post.words and self.page.goes_on(start):
                start -= 1
            while end < post.end and self.page.goes_on(end):
                end += 1
            fixed = sum(self.page.is_fixed(m, count) for m in range(n, end))
            told = sum(len(self.lines[m].text) for m in range(start, n))
            if fixed and start > post.words and told <= _MAX_TOLD_CHARS:
                return set(range(start, end))
        return set()

    def _signs(self, n: int, post: Post) -> bool:
        """Return whether a rule stands here above what somebody signs all posts with."""
        rule = self.lines[n].text.strip()
        below = self.lines[n + 1 : post.end]
        return (
            len(rule) >= _MIN_RULE
            and not rule.strip("_")
            and len(below) <= MAX_CARD_LINES
            and all(len(line.text) <= _MAX_TOLD_CHARS for line in below)
        )

    def _signatures(self, own: set[int]) -> set[int]:
        """Return the last lines of posts with which one person ends several."""
        last: dict[tuple[str, str], list[int]] = {}
        for post in self.posts:
            said = [n for n in range(post.words, post.end) if n not in own]
            if len(said) > 1 and self.shapes[said[-1]]:
                key = post.name, self.lines[said[-1]].text.strip()
                last.setdefault(key, []).append(said[-1])
        return {n for found in last.values() if len(found) > 1 for n in found}

    def _end(self) -> set[int]:
        """Return the short lines below the last post: what a page offers to do."""
        last = self.posts[-1]
        start = len(self.lines)
        while start > last.words and is_short(self.lines[start - 1].text):
            start -= 1
        start = next(
            (
                n
                for n in range(max(start, last.words + 1), len(self.lines))
                if self.lines[n].number - self.lines[n - 1].number > 1
                or self._heads_list(n)
            ),
            len(self.lines),
        )
        start = min(start, end_of_page(self.lines, last.words))
        return set(range(start, len(self.lines)))

    def _heads_list(self, n: int) -> bool:
        """Return whether the page ends in a list below a title: "Similar topics"."""
        listed = [line.kind is ITEM_BLOCK for line in self.lines[n + 1 :]]
        return bool(listed) and all(listed) and self.lines[n].kind is not ITEM_BLOCK

    def _is_added(self, n: int, name: str) -> bool:
        text = self.lines[n].text.strip()
        if not any(map(str.isalpha, text)) and _SIGNS.fullmatch(text) is None:
            return True  # "4", "12:03"
        if label_key(text.strip(_EDGES)) == label_key(name):
            return True
        # "permalinkembedsavereply", where others have "permalinkembedsaveparentreply".
        if (
            len(text) > _MIN_RUN_ON
            and " " not in text
            and text[:_MIN_RUN_ON] in self.runs
        ):
            return True
        if n in self.threads:
            return True
        apart = n > 0 and self.lines[n].number - self.lines[n - 1].number > 1
        if apart and _COUNTED.fullmatch(text):
            return True
        # "Re: Damp in the tower", above the card of the next post.
        before = n + 1 in self.starts
        return before and apart and self.times[self.shapes[n]] > 1 and is_short(text)

    def _closing(self) -> frozenset[str]:
        """Return shapes below which no post goes on: "Reply", "Upvote"."""
        goes_on: Counter[str] = Counter()
        times: Counter[str] = Counter()
        # Below the first words stands what the page offers to do with all: "Sort by".
        carded = [post for post in self.posts if post.start >= self.first]
        for post in carded[:-1]:
            body = range(post.words, post.end)
            said = (
                n
                for n in body
                if not (is_short(self.lines[n].text) or self._is_title(n))
            )
            last = max(said, default=-1)
            # What opens a post does not close it: ">>12".
            shapes = {self.shapes[n] for n in body[1:]} - {""}
            times.update(shapes)
            goes_on.update({self.shapes[n] for n in body if n < last} & shapes)
        return frozenset(
            shape
            for shape, count in times.items()
            if count >= max(2, MIN_FIXED * (len(carded) - 1)) and not goes_on[shape]
        )

    def _quoted(self, own: set[int]) -> dict[tuple[int, int], tuple[str, float]]:
        """Return whose words posts quote, and add the lines around these to `own`."""
        names = frozenset(post.name for post in self.posts)
        written = Written()
        quoted: dict[tuple[int, int], tuple[str, float]] = {}
        for post in self.posts:
            said = [n for n in range(post.words, post.end) if n not in own]
            for place, n in enumerate(said):
                line = self.lines[n]
                writer = written.writer_of(line.text) or _led(line, names)
                known = writer if writer != post.name else ""
                if not known and line.kind is not BlockKind.QUOTE:
                    continue
                quoted[line.position] = known, SURE if known else UNKNOWN
                if place and _leads(self.lines[said[place - 1]].text, names):
                    own.add(said[place - 1])
                below = said[place + 1 : place + 2] if known else []
                own.update(n for n in below if _is_cut_off(self.lines[n].text))
            for n in said:
                line = self.lines[n]
                if line.position not in quoted:
                    written.remember(post.name, line.text)
        return quoted


def _bare(word: str) -> str:
    return word.strip(_EDGES)


def _led(line: Line, names: frozenset[str]) -> str:
    """Return who is named before the colon of a block quotation: "ada72 wrote: …"."""
    lead, colon, words = line.text.partition(":")
    if line.kind is not BlockKind.QUOTE or not colon or len(lead) > _MAX_LEAD_CHARS:
        return ""
    opening = (name for name in names if f"{lead} ".startswith(f"{name} "))
    return max(opening, key=len, default="") if words.strip() else ""


def _is_cut_off(text: str) -> bool:
    """Return whether a line is the end of a quotation that a program cut: "and so …"."""
    bare = text.strip()
    return is_short(bare.rstrip(".…")) and bare.endswith(_MORE)


def _leads(text: str, names: frozenset[str]) -> bool:
    """Return whether a line says that somebody is quoted below."""
    bare = text.strip().strip(_UNSEEN)
    if bare.endswith(COLONS) and len(bare) <= _MAX_TOLD_CHARS:
        return len(bare) <= _MAX_LEAD_CHARS or "@" in bare or tells_hour(bare)
    if len(bare) > _MAX_LEAD_CHARS:
        return False
    # There may be thousands of names, but a line is short.
    return any(
        bare[start : start + size] in names
        for size in {*map(len, names)}
        for start in range(len(bare) - size + 1)
    )


def _first_word(text: str) -> str:
    return "".join(text.split(maxsplit=1)[:1]).casefold()
