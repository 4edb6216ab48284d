"""The steps that bring a database of an earlier version to the current schema.

A step is history: it stays as it was when it was released, whatever is renamed since.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """Statements that only some databases of a version need.

    Attributes:
        condition: SQL that is true of these.
    """

    condition: str
    statements: tuple[str, ...]


Step = tuple[str | Where, ...]


def _has(table: str, column: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM pragma_table_xinfo('{table}') WHERE name = '{column}')"  # noqa: S608 - fixed names, no input
    )


def _lacks(table: str, column: str) -> str:
    return f"NOT {_has(table, column)}"


_DIGESTS: tuple[str, ...] = (
    "ALTER TABLE chats ADD COLUMN closed INTEGER NOT NULL DEFAULT 0",
    # ISO weekdays, 1 for Monday; `scope` is all, speaker or topic, and `subject` says
    # which. `due` is NULL where nothing is to come; an empty one has to be worked out.
    # `told` is whether the chat knows that nothing is left of what it follows; `planned`
    # is not read any more.
    "ALTER TABLE subscriptions ADD COLUMN days TEXT NOT NULL DEFAULT '1234567'",
    "ALTER TABLE subscriptions ADD COLUMN scope TEXT NOT NULL DEFAULT 'all'",
    "ALTER TABLE subscriptions ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE subscriptions ADD COLUMN due TEXT",
    "ALTER TABLE subscriptions ADD COLUMN due_date TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE subscriptions ADD COLUMN planned TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE subscriptions ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
    "UPDATE subscriptions SET due = '' WHERE active = 1",
    "CREATE INDEX subscriptions_due ON subscriptions (due)",
    # The excerpt of a day belongs to a topic thread, as its subscription does.
    """
    CREATE TABLE days (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        date TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        PRIMARY KEY (chat_id, thread, date)
    )
    """,
    """
    INSERT INTO days (chat_id, thread, date, excerpt_id)
        SELECT chat_id, '', date, excerpt_id FROM dailies
    """,
    "DROP TABLE dailies",
    # One digest of one chat and thread for one local date. A pending one is sent at or
    # after `ready`; one being sent belongs to `owner` until `lease`. An empty
    # excerpt_id stands for the message that nothing is left.
    """
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY,
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        date TEXT NOT NULL,
        due TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        ready TEXT NOT NULL,
        owner TEXT NOT NULL DEFAULT '',
        lease TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '',
        changed TEXT NOT NULL,
        UNIQUE (chat_id, thread, date)
    )
    """,
    "CREATE INDEX deliveries_ready ON deliveries (state, ready)",
    "CREATE INDEX deliveries_due ON deliveries (due)",
    # When each platform last answered a process that serves it.
    """
    CREATE TABLE platforms (
        name TEXT PRIMARY KEY,
        answered TEXT NOT NULL
    )
    """,
)

_MEANINGS: Step = (
    # Vectors of what texts mean, by a hash of the encoder's name and the text, so that
    # a reload embeds only what is new. Where that was version 2, digests are missing.
    Where(_lacks("deliveries", "id"), _DIGESTS),
    "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL)",
)

_TOPICS: Step = (
    # What each transcript is about, and how often each speaker says just that; speaker
    # 0 stands for nobody: a person named the topic, and nobody says it in these words.
    # All forms of a topic have the same key.
    """
    CREATE TABLE topics (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        key TEXT NOT NULL,
        speaker_id INTEGER NOT NULL,
        phrase TEXT NOT NULL,
        weight REAL NOT NULL,
        said INTEGER NOT NULL,
        PRIMARY KEY (transcript_id, key, speaker_id)
    )
    """,
)

_READ_BY: Step = (
    # Without it each speaker that is deleted has all excerpts looked through.
    "CREATE INDEX excerpts_read_by ON excerpts (read_by_id) WHERE read_by_id IS NOT NULL",
)

_SEEN: Step = (
    # Between releases there was a second step without it.
    "CREATE TABLE IF NOT EXISTS platforms (name TEXT PRIMARY KEY, answered TEXT NOT NULL)",
)

_EMBEDDING: Step = (
    # Texts that ended the process that embeds them, and how often.
    """
    CREATE TABLE IF NOT EXISTS refused (
        digest BLOB PRIMARY KEY, tries INTEGER NOT NULL
    )
    """,
    # Why nothing is embedded just now.
    """
    CREATE TABLE IF NOT EXISTS embedding_troubles (
        encoder TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        since TEXT NOT NULL
    )
    """,
    # Vectors of texts that are not in the library, and since which generation.
    """
    CREATE TABLE IF NOT EXISTS unused_vectors (
        digest BLOB PRIMARY KEY, generation INTEGER NOT NULL
    )
    """,
)

_CODES: Step = (
    # The platform is the part of a chat's key before the colon. Subscriptions and
    # deliveries have a copy, so that an index finds those of one platform in order.
    """
    ALTER TABLE chats ADD COLUMN platform TEXT
        GENERATED ALWAYS AS (SUBSTR(key, 1, INSTR(key, ':') - 1)) VIRTUAL
    """,
    "ALTER TABLE subscriptions ADD COLUMN platform TEXT NOT NULL DEFAULT ''",
    """
    UPDATE subscriptions SET platform = (
        SELECT platform FROM chats WHERE chats.id = subscriptions.chat_id
    )
    """,
    "DROP INDEX subscriptions_due",
    "CREATE INDEX subscriptions_due ON subscriptions (platform, due)",
    "ALTER TABLE subscriptions DROP COLUMN planned",
    "ALTER TABLE subscriptions RENAME COLUMN told TO end_notice_sent",
    "ALTER TABLE phrases RENAME TO button_words",
    "ALTER TABLE deliveries ADD COLUMN platform TEXT NOT NULL DEFAULT ''",
    """
    UPDATE deliveries SET platform = (
        SELECT platform FROM chats WHERE chats.id = deliveries.chat_id
    )
    """,
    "DROP INDEX deliveries_ready",
    "CREATE INDEX deliveries_ready ON deliveries (platform, state, ready)",
    # A reason is a code, and `detail` what goes with it: an error's text, seconds.
    "ALTER TABLE deliveries ADD COLUMN detail TEXT NOT NULL DEFAULT ''",
    """
    UPDATE deliveries SET detail = CASE
        WHEN reason LIKE 'refused: %' THEN SUBSTR(reason, LENGTH('refused: ') + 1)
        WHEN reason LIKE 'the database: %'
            THEN SUBSTR(reason, LENGTH('the database: ') + 1)
        WHEN reason LIKE 'Telegram told the chat to wait % s'
            THEN RTRIM(SUBSTR(reason, LENGTH('Telegram told the chat to wait ') + 1), ' s')
        ELSE reason END
    """,
    """
    UPDATE deliveries SET reason = CASE
        WHEN reason LIKE 'refused: %' THEN 'refused'
        WHEN reason LIKE 'the database: %' THEN 'storage_error'
        WHEN reason LIKE 'Telegram told the chat to wait % s' THEN 'rate_limited'
        ELSE CASE reason
            WHEN '' THEN ''
            WHEN 'it was turned off' THEN 'turned_off'
            WHEN 'the chat was closed to us before it was sent' THEN 'chat_closed'
            WHEN 'something else was chosen' THEN 'choice_changed'
            WHEN 'the bot was not running at its hour' THEN 'not_running'
            WHEN 'too late' THEN 'too_late'
            WHEN 'the group has other settings under its new id' THEN 'chat_merged'
            WHEN 'nothing left' THEN 'nothing_left'
            WHEN 'the library holds nothing of what is followed' THEN 'subject_gone'
            WHEN 'the library is empty' THEN 'library_empty'
            WHEN 'stopped while it was being sent' THEN 'interrupted'
            WHEN 'a reload took its excerpt away' THEN 'excerpt_gone'
            WHEN 'it is not ours to send any more' THEN 'owner_changed'
            WHEN 'an error on our side' THEN 'internal_error'
            WHEN 'the chat had its share' THEN 'chat_limit'
            WHEN 'the group has a new id' THEN 'chat_migrated'
            WHEN 'the chat is gone' THEN 'chat_not_found'
            WHEN 'the chat is closed to us' THEN 'blocked'
            WHEN 'Telegram does not know the bot''s token' THEN 'token_rejected'
            WHEN 'Telegram could not be reached' THEN 'platform_unreachable'
            WHEN 'the connection broke after it was sent' THEN 'connection_lost'
            WHEN 'an answer that can''t be read' THEN 'unreadable_answer'
            ELSE 'other' END
        END
    """,
    """
    UPDATE deliveries SET detail = '' WHERE reason NOT IN
        ('refused', 'storage_error', 'rate_limited', 'other')
    """,
)

_FACE_FAILURES: Step = (
    # Why a platform is not served just now. An empty `next_try` means that it is not
    # tried again.
    """
    CREATE TABLE face_failures (
        platform TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        next_try TEXT NOT NULL
    )
    """,
)

_SHARED_PLATFORMS = (
    # A share is the part of a platform's chats that a process serves; empty for all.
    "ALTER TABLE platforms RENAME TO platforms_before",
    """
    CREATE TABLE platforms (
        name TEXT NOT NULL,
        share TEXT NOT NULL,
        answered TEXT NOT NULL,
        PRIMARY KEY (name, share)
    )
    """,
    """
    INSERT INTO platforms (name, share, answered)
        SELECT name, '', answered FROM platforms_before
    """,
    "DROP TABLE platforms_before",
    "DROP TABLE face_failures",
    """
    CREATE TABLE face_failures (
        platform TEXT NOT NULL,
        share TEXT NOT NULL,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        next_try TEXT NOT NULL,
        PRIMARY KEY (platform, share)
    )
    """,
)

_PARTITION = (
    # Chats of one server have one partition, by which processes divide them: what is
    # before the slash, as Discord numbers its shards. Other chats have partition 0.
    """
    ALTER TABLE chats ADD COLUMN partition INTEGER GENERATED ALWAYS AS (
        CASE WHEN INSTR(key, '/') > 0
            THEN CAST(SUBSTR(key, INSTR(key, ':') + 1) AS INTEGER) >> 22
            ELSE 0 END
    ) VIRTUAL
    """,
)

_THREADS = (
    # The threads that were opened for the comments on an excerpt, in chats that want it.
    "ALTER TABLE chats ADD COLUMN threads INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE excerpt_threads (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        excerpt_id TEXT NOT NULL,
        thread TEXT NOT NULL,
        PRIMARY KEY (chat_id, excerpt_id)
    )
    """,
    "CREATE INDEX excerpt_threads_thread ON excerpt_threads (chat_id, thread)",
)

_ROLES = (
    # The role that a digest pings.
    "ALTER TABLE subscriptions ADD COLUMN role_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE subscriptions ADD COLUMN role_name TEXT NOT NULL DEFAULT ''",
)

_DISCORD: Step = (
    # What faces remember, such as the hash of the commands that a platform has.
    """
    CREATE TABLE face_memory (
        platform TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (platform, name)
    )
    """,
    *_PARTITION,
    *_THREADS,
    *_ROLES,
    *_SHARED_PLATFORMS,
)

_INBOX: Step = (
    # Updates from their arrival until they are answered. A key is `platform:chat`, and
    # ids are the platform's, which grow with time. What is done is kept until the
    # platform knows that it came. `skipped` counts questions that are answered with it.
    """
    CREATE TABLE inbox (
        chat TEXT NOT NULL,
        id INTEGER NOT NULL,
        body BLOB NOT NULL,
        received TEXT NOT NULL,
        skipped INTEGER NOT NULL DEFAULT 0,
        done INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (chat, id)
    ) WITHOUT ROWID
    """,
    # The requests that wrote a comment and took it back, so that one that comes again
    # does so once.
    "ALTER TABLE comments ADD COLUMN request_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE comments ADD COLUMN removal_key TEXT NOT NULL DEFAULT ''",
    """
    CREATE UNIQUE INDEX comments_request ON comments (request_key)
        WHERE request_key <> ''
    """,
)

_WHOLE: Step = (
    # Between releases, databases of one version were not all alike.
    Where(
        _lacks("library", "stamp"),
        (
            "ALTER TABLE library RENAME TO library_before",
            "CREATE TABLE library (generation INTEGER NOT NULL, stamp TEXT NOT NULL)",
            """
            INSERT INTO library (generation, stamp)
                SELECT generation, 'empty' FROM library_before
            """,
            "DROP TABLE library_before",
        ),
    ),
    # What follows an excerpt in its turn is in the files alone: all is loaded anew.
    Where(
        _lacks("excerpts", "trail"),
        (
            "DROP TABLE excerpts",
            """
            CREATE TABLE excerpts (
                id TEXT PRIMARY KEY,
                transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
                position INTEGER NOT NULL,
                turn INTEGER NOT NULL,
                kind TEXT NOT NULL,
                speaker_id INTEGER REFERENCES speakers,
                read_by_id INTEGER REFERENCES speakers,
                lead TEXT NOT NULL,
                text TEXT NOT NULL,
                trail TEXT NOT NULL,
                doubt TEXT NOT NULL,
                slot INTEGER,
                speaker_slot INTEGER
            )
            """,
            "CREATE INDEX excerpts_place ON excerpts (transcript_id, position)",
            "CREATE INDEX excerpts_slot ON excerpts (slot)",
            "CREATE INDEX excerpts_speaker_slot ON excerpts (speaker_id, speaker_slot)",
            """
            CREATE INDEX excerpts_read_by ON excerpts (read_by_id)
                WHERE read_by_id IS NOT NULL
            """,
            "DELETE FROM transcripts",
            "DELETE FROM speakers",
            "UPDATE library SET generation = generation + 1, stamp = 'empty'",
        ),
    ),
    "CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due)",
    Where(_has("phrases", "key"), ("ALTER TABLE phrases RENAME TO button_words",)),
    Where(
        _has("subscriptions", "planned"),
        ("ALTER TABLE subscriptions DROP COLUMN planned",),
    ),
    Where(
        _has("subscriptions", "told"),
        ("ALTER TABLE subscriptions RENAME COLUMN told TO end_notice_sent",),
    ),
    Where(_lacks("chats", "partition"), _PARTITION),
    Where(_lacks("chats", "threads"), _THREADS),
    Where(_lacks("subscriptions", "role_id"), _ROLES),
    Where(_lacks("platforms", "share"), _SHARED_PLATFORMS),
)

_THREADS_BY_CHAT: Step = (
    # The path is the place of a comment in its thread: the ids from the top down to it,
    # ten hexadecimal digits each, the first 31 and its own.
    "ALTER TABLE comments ADD COLUMN path TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE comments ADD COLUMN answered INTEGER NOT NULL DEFAULT 0",
    """
    WITH RECURSIVE tree (id, path) AS (
        SELECT id, PRINTF('%010x', id) FROM comments WHERE parent_id IS NULL
        UNION ALL
        SELECT comments.id, SUBSTR(tree.path, 1, 310) || PRINTF('%010x', comments.id)
            FROM tree JOIN comments ON comments.parent_id = tree.id
    )
    UPDATE comments SET path = tree.path FROM tree WHERE tree.id = comments.id
    """,
    """
    UPDATE comments SET answered = 1
        WHERE id IN (SELECT parent_id FROM comments WHERE parent_id IS NOT NULL)
    """,
    "DROP INDEX comments_slug",
    """
    CREATE INDEX comments_tree
        ON comments (chat, slug, excerpt_id, path, removed, answered)
    """,
    """
    CREATE INDEX comments_author ON comments (author_key, written)
        WHERE author_key <> ''
    """,
    """
    CREATE INDEX comments_removed ON comments (written)
        WHERE removed = 1 AND author_key <> ''
    """,
)

_BUTTON_WORDS_USED: Step = (
    # The date when a button with these words was last shown or pressed.
    "ALTER TABLE button_words ADD COLUMN used TEXT NOT NULL DEFAULT ''",
    "UPDATE button_words SET used = STRFTIME('%Y-%m-%d', 'now')",
    "CREATE INDEX button_words_used ON button_words (used)",
)

_QUIET: Step = (
    # Whether a digest comes without a sound.
    "ALTER TABLE subscriptions ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0",
)

_MESSAGE_PARTS: Step = (
    # The messages that show one long answer: `chat` is a chat's key, and `last` the id of
    # the last of them, which has the buttons.
    """
    CREATE TABLE message_parts (
        chat TEXT NOT NULL,
        message TEXT NOT NULL,
        last TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        written TEXT NOT NULL,
        PRIMARY KEY (chat, message)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX message_parts_last ON message_parts (chat, last)",
    "CREATE INDEX message_parts_written ON message_parts (written)",
)

_SAVES: Step = (
    # Who keeps excerpts and which list is theirs; and what is on the lists, with a copy of
    # the words, since a transcript may leave.
    """
    CREATE TABLE people (
        key TEXT PRIMARY KEY,
        list INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX people_list ON people (list)",
    """
    CREATE TABLE saves (
        id INTEGER PRIMARY KEY,
        list INTEGER NOT NULL,
        excerpt_id TEXT NOT NULL,
        saved TEXT NOT NULL,
        request_key TEXT NOT NULL DEFAULT '',
        removed TEXT NOT NULL DEFAULT '',
        removal_key TEXT NOT NULL DEFAULT '',
        slug TEXT NOT NULL,
        text TEXT NOT NULL,
        kind TEXT NOT NULL,
        speaker TEXT NOT NULL,
        role TEXT NOT NULL,
        read_by TEXT NOT NULL,
        title TEXT NOT NULL,
        date TEXT NOT NULL,
        place TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        language TEXT NOT NULL,
        UNIQUE (list, excerpt_id)
    )
    """,
    "CREATE INDEX saves_newest ON saves (list, removed, saved, id)",
    "CREATE INDEX saves_removed ON saves (removed) WHERE removed <> ''",
)

_JOINING: Step = (
    # Hashes of codes by which another identity of a person may join their list.
    """
    CREATE TABLE joining_codes (
        person TEXT PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        expires TEXT NOT NULL,
        used_by TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID
    """,
)

_THREADS_AND_DEPARTED: Step = (
    # The excerpt that each topic thread was shown last; a chat without threads keeps its own.
    """
    CREATE TABLE thread_excerpts (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        PRIMARY KEY (chat_id, thread)
    )
    """,
    # Excerpts that left with something of people's hanging on them, and their words, by
    # which they are known should they come back.
    """
    CREATE TABLE departed_excerpts (
        excerpt_id TEXT PRIMARY KEY,
        slug TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX departed_excerpts_slug ON departed_excerpts (slug)",
)

_QUOTABILITY: Step = (
    # How well excerpts read, which the next load works out, and what is never offered.
    "ALTER TABLE excerpts ADD COLUMN servable INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE excerpts ADD COLUMN score REAL NOT NULL DEFAULT 0",
    "UPDATE excerpts SET servable = 1 WHERE slot IS NOT NULL",
    "CREATE INDEX excerpts_servable ON excerpts (transcript_id) WHERE servable = 1",
    """
    CREATE TABLE hidden_excerpts (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        excerpt_id TEXT NOT NULL,
        PRIMARY KEY (chat_id, excerpt_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE muted_speakers (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (chat_id, name)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE withdrawn_excerpts (excerpt_id TEXT PRIMARY KEY) WITHOUT ROWID",
)

_REPLICAS: Step = (
    # The processes that answer, and the library that a load is about to write.
    """
    CREATE TABLE replicas (
        id TEXT PRIMARY KEY,
        serving INTEGER NOT NULL,
        prepared TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE planned_library (
        stamp TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        body BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE planned_transcripts (
        stamp TEXT NOT NULL,
        slug TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (stamp, slug)
    )
    """,
)

_QUESTIONS: Step = (
    # The question that an excerpt answers, which the next load finds.
    "ALTER TABLE excerpts ADD COLUMN question TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE excerpts ADD COLUMN asked_by TEXT NOT NULL DEFAULT ''",
)

MIGRATIONS: Mapping[int, Step] = {
    2: _DIGESTS,
    3: _MEANINGS,
    4: _TOPICS,
    5: _READ_BY,
    6: _SEEN,
    7: _EMBEDDING,
    8: _CODES,
    9: _FACE_FAILURES,
    10: _DISCORD,
    11: _INBOX,
    12: _WHOLE,
    13: _THREADS_BY_CHAT,
    14: _BUTTON_WORDS_USED,
    15: _QUIET,
    16: _MESSAGE_PARTS,
    17: _SAVES,
    18: _JOINING,
    19: _THREADS_AND_DEPARTED,
    20: _QUOTABILITY,
    21: _REPLICAS,
    22: _QUESTIONS,
}
"""By the version that each leads to, from the one before. Version 1 was the first."""
