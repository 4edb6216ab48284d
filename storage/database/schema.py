"""The whole current schema, with which a new database begins.

Dates and times are ISO 8601 text, UTC unless a column says otherwise; a date of a
chat is the local one. Flags are 0 or 1. A test proves that the steps of
`migration_steps` lead an earlier database to the same.
"""

from storage.database.migration_steps import MIGRATIONS

VERSION = max(MIGRATIONS)
"""The version of the schema, which the database keeps as its `user_version`."""

SCHEMA = (
    # The library, a row a thing.
    #
    # `generation` counts the loads of the library and `stamp` is new with each, so
    # that the index of another copy of this database is never taken for its own.
    "CREATE TABLE library (generation INTEGER NOT NULL, stamp TEXT NOT NULL)",
    "INSERT INTO library (generation, stamp) VALUES (0, 'empty')",
    """
    CREATE TABLE transcripts (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        date TEXT NOT NULL,
        place TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        language TEXT NOT NULL,
        digest TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE speakers (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        voice INTEGER NOT NULL DEFAULT 0
    )
    """,
    # What a speaker is called and was at one event; names differ from file to file.
    """
    CREATE TABLE appearances (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
        printed TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (transcript_id, speaker_id)
    )
    """,
    "CREATE INDEX appearances_speaker ON appearances (speaker_id)",
    """
    CREATE TABLE aliases (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
        alias TEXT NOT NULL,
        PRIMARY KEY (transcript_id, speaker_id, alias)
    )
    """,
    # `lead`, `text` and `trail` of a turn's excerpts, joined, are the turn. The slots
    # number what may be offered, densely from 0, over the library and within a speaker;
    # the score says how well it reads. Search finds all, and what is `servable` first. Cards
    # show the question that an excerpt answers, and who asked it, where that is known.
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
        speaker_slot INTEGER,
        servable INTEGER NOT NULL DEFAULT 0,
        score REAL NOT NULL DEFAULT 0,
        question TEXT NOT NULL DEFAULT '',
        asked_by TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX excerpts_place ON excerpts (transcript_id, position)",
    "CREATE INDEX excerpts_slot ON excerpts (slot)",
    "CREATE INDEX excerpts_speaker_slot ON excerpts (speaker_id, speaker_slot)",
    "CREATE INDEX excerpts_servable ON excerpts (transcript_id) WHERE servable = 1",
    # Without it the deletion of a speaker looks through all excerpts.
    """
    CREATE INDEX excerpts_read_by ON excerpts (read_by_id)
        WHERE read_by_id IS NOT NULL
    """,
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
    # Vectors of what texts mean, by a hash of the encoder's name and the text, so that
    # a reload embeds only what is new.
    "CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL)",
    # Vectors of texts that are not in the library, and since which generation.
    """
    CREATE TABLE unused_vectors (
        digest BLOB PRIMARY KEY,
        generation INTEGER NOT NULL
    )
    """,
    # Texts that ended the process that embeds them, and how often.
    "CREATE TABLE refused (digest BLOB PRIMARY KEY, tries INTEGER NOT NULL)",
    # Why nothing is embedded just now.
    """
    CREATE TABLE embedding_troubles (
        encoder TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        since TEXT NOT NULL
    )
    """,
    # What chats and people keep.
    #
    # Comments outlive what they hang on: a transcript that leaves may come back.
    # An empty excerpt_id hangs a comment on the transcript. Comments of a document
    # have no chat and are shown everywhere; others are shown in their chat alone. The
    # requests that wrote one and took it back have keys, so that one that comes again
    # does so once. The path is the place in its thread: the ids from the top down to it,
    # ten hexadecimal digits each. One that was answered keeps its place when it is removed.
    """
    CREATE TABLE comments (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL,
        excerpt_id TEXT NOT NULL DEFAULT '',
        parent_id INTEGER REFERENCES comments,
        chat TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL,
        author_key TEXT NOT NULL DEFAULT '',
        written TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT NOT NULL DEFAULT '',
        removed INTEGER NOT NULL DEFAULT 0,
        request_key TEXT NOT NULL DEFAULT '',
        removal_key TEXT NOT NULL DEFAULT '',
        path TEXT NOT NULL DEFAULT '',
        answered INTEGER NOT NULL DEFAULT 0
    )
    """,
    # All that counting and paging read; the chat comes first, so that others cost nothing.
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
    "CREATE INDEX comments_parent ON comments (parent_id)",
    """
    CREATE UNIQUE INDEX comments_request ON comments (request_key)
        WHERE request_key <> ''
    """,
    # Who keeps excerpts, by platform and id, and the number of their list. People have a
    # list each, until one joins their identities on two platforms.
    """
    CREATE TABLE people (
        key TEXT PRIMARY KEY,
        list INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX people_list ON people (list)",
    # What people save outlives what it was copied from: the words and all that a citation
    # needs are as they were then. What was removed (when) can be restored for a while. The
    # requests that saved and removed it have keys, as those of comments have.
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
    # Hashes of codes by which another identity of a person may join their list, and who
    # has done so.
    """
    CREATE TABLE joining_codes (
        person TEXT PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        expires TEXT NOT NULL,
        used_by TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID
    """,
    # Excerpts that left with comments or saves, and their words, by which they get the
    # same id should they come back.
    """
    CREATE TABLE departed_excerpts (
        excerpt_id TEXT PRIMARY KEY,
        slug TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX departed_excerpts_slug ON departed_excerpts (slug)",
    # A key is `platform:chat`. A closed chat can't be written to. Chats of one server have
    # one partition, by which processes divide them: what is before the slash, as Discord
    # numbers its shards. Other chats have partition 0.
    """
    CREATE TABLE chats (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        platform TEXT GENERATED ALWAYS AS (SUBSTR(key, 1, INSTR(key, ':') - 1)) VIRTUAL,
        zone TEXT NOT NULL DEFAULT 'UTC',
        last_excerpt TEXT NOT NULL DEFAULT '',
        showings INTEGER NOT NULL DEFAULT 0,
        closed INTEGER NOT NULL DEFAULT 0,
        partition INTEGER GENERATED ALWAYS AS (
            CASE WHEN INSTR(key, '/') > 0
                THEN CAST(SUBSTR(key, INSTR(key, ':') + 1) AS INTEGER) >> 22
                ELSE 0 END
        ) VIRTUAL,
        threads INTEGER NOT NULL DEFAULT 0
    )
    """,
    # The threads that were opened for the comments on an excerpt, in chats that want it.
    """
    CREATE TABLE excerpt_threads (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        excerpt_id TEXT NOT NULL,
        thread TEXT NOT NULL,
        PRIMARY KEY (chat_id, excerpt_id)
    )
    """,
    "CREATE INDEX excerpt_threads_thread ON excerpt_threads (chat_id, thread)",
    # The excerpt that a topic thread was shown last; `last_excerpt` is that of the chat
    # outside its threads.
    """
    CREATE TABLE thread_excerpts (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        PRIMARY KEY (chat_id, thread)
    )
    """,
    # The `at`-th showing of a chat was this excerpt.
    """
    CREATE TABLE shown (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        excerpt_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (chat_id, excerpt_id)
    )
    """,
    # What is never offered: an excerpt in one chat, a speaker in one chat (under the name
    # that they had then), an excerpt anywhere. It is still found.
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
    # Two walks through a shuffle of `size` slots, of which the first passes over some of
    # the lower scores; speaker 0 stands for everybody. What was shown at or after `since`
    # belongs to this round and is not shown again.
    """
    CREATE TABLE rounds (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        size INTEGER NOT NULL,
        seed INTEGER NOT NULL,
        step INTEGER NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (chat_id, speaker_id)
    )
    """,
    # Words too long for a button, under the key that the button carries, and the date
    # when the button was last shown or pressed.
    """
    CREATE TABLE button_words (
        key TEXT PRIMARY KEY,
        words TEXT NOT NULL,
        used TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX button_words_used ON button_words (used)",
    # Digests.
    #
    # ISO weekdays, 1 for Monday; `scope` is all, speaker or topic, and `subject` says
    # which. `due` is NULL where no digest is scheduled; an empty one has to be worked
    # out. `end_notice_sent` tells whether the chat knows that nothing is left of what it
    # follows. The platform is the chat's, here and in `deliveries`, for the indexes. The
    # role is the one that a digest pings.
    """
    CREATE TABLE subscriptions (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        platform TEXT NOT NULL DEFAULT '',
        thread TEXT NOT NULL,
        active INTEGER NOT NULL,
        time TEXT NOT NULL,
        zone TEXT NOT NULL,
        days TEXT NOT NULL DEFAULT '1234567',
        scope TEXT NOT NULL DEFAULT 'all',
        subject TEXT NOT NULL DEFAULT '',
        due TEXT,
        due_date TEXT NOT NULL DEFAULT '',
        end_notice_sent INTEGER NOT NULL DEFAULT 0,
        changed TEXT NOT NULL,
        role_id TEXT NOT NULL DEFAULT '',
        role_name TEXT NOT NULL DEFAULT '',
        quiet INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (chat_id, thread)
    )
    """,
    "CREATE INDEX subscriptions_due ON subscriptions (platform, due)",
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
    # One digest of one chat and thread for one local date. A pending one is sent at or
    # after `ready`; one being sent belongs to `owner` until `lease`. An empty
    # excerpt_id stands for the message that nothing is left. `reason` is a code, and
    # `detail` what goes with it: an error's text, seconds.
    """
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY,
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        platform TEXT NOT NULL DEFAULT '',
        thread TEXT NOT NULL,
        date TEXT NOT NULL,
        due TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        ready TEXT NOT NULL,
        owner TEXT NOT NULL DEFAULT '',
        lease TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '',
        changed TEXT NOT NULL,
        UNIQUE (chat_id, thread, date)
    )
    """,
    "CREATE INDEX deliveries_ready ON deliveries (platform, state, ready)",
    "CREATE INDEX deliveries_due ON deliveries (due)",
    # When each platform last answered a process that serves it. A share is the part of
    # its chats that a process serves; empty for all.
    """
    CREATE TABLE platforms (
        name TEXT NOT NULL,
        share TEXT NOT NULL,
        answered TEXT NOT NULL,
        PRIMARY KEY (name, share)
    )
    """,
    # Why a platform is not served just now. An empty `next_try` means that it is not
    # tried again.
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
    # What faces remember, such as the hash of the commands that a platform has.
    """
    CREATE TABLE face_memory (
        platform TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (platform, name)
    )
    """,
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
    # Processes, and loads of the library among several of them.
    #
    # Each that answers, the newest generation that it is ready for, and the stamp of a
    # planned one that it is prepared for; with how far it is, as long as it is not. It has
    # a lock as long as it lives.
    """
    CREATE TABLE replicas (
        id TEXT PRIMARY KEY,
        serving INTEGER NOT NULL,
        prepared TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    # What a load is about to write, of which each process builds its index before.
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

TABLES = frozenset(
    statement.split("(")[0].split()[-1]
    for statement in SCHEMA
    if statement.split()[:2] == ["CREATE", "TABLE"]
)
"""The names of all tables."""
