CREATE TABLE library (generation INTEGER NOT NULL, stamp TEXT NOT NULL);
INSERT INTO library (generation, stamp) VALUES (0, 'empty');
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
);
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    voice INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE appearances (
    transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    printed TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (transcript_id, speaker_id)
);
CREATE INDEX appearances_speaker ON appearances (speaker_id);
CREATE TABLE aliases (
    transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    alias TEXT NOT NULL,
    PRIMARY KEY (transcript_id, speaker_id, alias)
);
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
    score REAL NOT NULL DEFAULT 0
);
CREATE INDEX excerpts_place ON excerpts (transcript_id, position);
CREATE INDEX excerpts_slot ON excerpts (slot);
CREATE INDEX excerpts_speaker_slot ON excerpts (speaker_id, speaker_slot);
CREATE INDEX excerpts_servable ON excerpts (transcript_id) WHERE servable = 1;
CREATE INDEX excerpts_read_by ON excerpts (read_by_id)
    WHERE read_by_id IS NOT NULL;
CREATE TABLE topics (
    transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    key TEXT NOT NULL,
    speaker_id INTEGER NOT NULL,
    phrase TEXT NOT NULL,
    weight REAL NOT NULL,
    said INTEGER NOT NULL,
    PRIMARY KEY (transcript_id, key, speaker_id)
);
CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE unused_vectors (
    digest BLOB PRIMARY KEY,
    generation INTEGER NOT NULL
);
CREATE TABLE refused (digest BLOB PRIMARY KEY, tries INTEGER NOT NULL);
CREATE TABLE embedding_troubles (
    encoder TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    since TEXT NOT NULL
);
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
);
CREATE INDEX comments_tree
    ON comments (chat, slug, excerpt_id, path, removed, answered);
CREATE INDEX comments_author ON comments (author_key, written)
    WHERE author_key <> '';
CREATE INDEX comments_removed ON comments (written)
    WHERE removed = 1 AND author_key <> '';
CREATE INDEX comments_parent ON comments (parent_id);
CREATE UNIQUE INDEX comments_request ON comments (request_key)
    WHERE request_key <> '';
CREATE TABLE people (
    key TEXT PRIMARY KEY,
    list INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX people_list ON people (list);
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
);
CREATE INDEX saves_newest ON saves (list, removed, saved, id);
CREATE INDEX saves_removed ON saves (removed) WHERE removed <> '';
CREATE TABLE joining_codes (
    person TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    expires TEXT NOT NULL,
    used_by TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE departed_excerpts (
    excerpt_id TEXT PRIMARY KEY,
    slug TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX departed_excerpts_slug ON departed_excerpts (slug);
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
);
CREATE TABLE excerpt_threads (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    excerpt_id TEXT NOT NULL,
    thread TEXT NOT NULL,
    PRIMARY KEY (chat_id, excerpt_id)
);
CREATE INDEX excerpt_threads_thread ON excerpt_threads (chat_id, thread);
CREATE TABLE thread_excerpts (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    thread TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, thread)
);
CREATE TABLE shown (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    excerpt_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, excerpt_id)
);
CREATE TABLE hidden_excerpts (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    excerpt_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, excerpt_id)
) WITHOUT ROWID;
CREATE TABLE muted_speakers (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (chat_id, name)
) WITHOUT ROWID;
CREATE TABLE withdrawn_excerpts (excerpt_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE rounds (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    speaker_id INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    size INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    step INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (chat_id, speaker_id)
);
CREATE TABLE button_words (
    key TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    used TEXT NOT NULL DEFAULT ''
);
CREATE INDEX button_words_used ON button_words (used);
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
);
CREATE INDEX subscriptions_due ON subscriptions (platform, due);
CREATE TABLE days (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    thread TEXT NOT NULL,
    date TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, thread, date)
);
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
);
CREATE INDEX deliveries_ready ON deliveries (platform, state, ready);
CREATE INDEX deliveries_due ON deliveries (due);
CREATE TABLE platforms (
    name TEXT NOT NULL,
    share TEXT NOT NULL,
    answered TEXT NOT NULL,
    PRIMARY KEY (name, share)
);
CREATE TABLE face_failures (
    platform TEXT NOT NULL,
    share TEXT NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    next_try TEXT NOT NULL,
    PRIMARY KEY (platform, share)
);
CREATE TABLE inbox (
    chat TEXT NOT NULL,
    id INTEGER NOT NULL,
    body BLOB NOT NULL,
    received TEXT NOT NULL,
    skipped INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, id)
) WITHOUT ROWID;
CREATE TABLE face_memory (
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (platform, name)
);
CREATE TABLE message_parts (
    chat TEXT NOT NULL,
    message TEXT NOT NULL,
    last TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (chat, message)
) WITHOUT ROWID;
CREATE INDEX message_parts_last ON message_parts (chat, last);
CREATE INDEX message_parts_written ON message_parts (written);
CREATE TABLE replicas (
    id TEXT PRIMARY KEY,
    serving INTEGER NOT NULL,
    prepared TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE planned_library (
    stamp TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE planned_transcripts (
    stamp TEXT NOT NULL,
    slug TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (stamp, slug)
);
PRAGMA user_version = 21;
