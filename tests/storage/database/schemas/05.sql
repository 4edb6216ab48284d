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
    speaker_slot INTEGER
);
CREATE INDEX excerpts_place ON excerpts (transcript_id, position);
CREATE INDEX excerpts_slot ON excerpts (slot);
CREATE INDEX excerpts_speaker_slot ON excerpts (speaker_id, speaker_slot);
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
    removed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX comments_slug ON comments (slug, excerpt_id);
CREATE INDEX comments_parent ON comments (parent_id);
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    zone TEXT NOT NULL DEFAULT 'UTC',
    last_excerpt TEXT NOT NULL DEFAULT '',
    showings INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE shown (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    excerpt_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, excerpt_id)
);
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
CREATE TABLE dailies (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    date TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, date)
);
CREATE TABLE subscriptions (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    thread TEXT NOT NULL,
    active INTEGER NOT NULL,
    time TEXT NOT NULL,
    zone TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (chat_id, thread)
);
CREATE TABLE phrases (key TEXT PRIMARY KEY, words TEXT NOT NULL);
ALTER TABLE chats ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN days TEXT NOT NULL DEFAULT '1234567';
ALTER TABLE subscriptions ADD COLUMN scope TEXT NOT NULL DEFAULT 'all';
ALTER TABLE subscriptions ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN due TEXT;
ALTER TABLE subscriptions ADD COLUMN due_date TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN planned TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
UPDATE subscriptions SET due = '' WHERE active = 1;
CREATE INDEX subscriptions_due ON subscriptions (due);
CREATE TABLE days (
    chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
    thread TEXT NOT NULL,
    date TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, thread, date)
);
INSERT INTO days (chat_id, thread, date, excerpt_id)
    SELECT chat_id, '', date, excerpt_id FROM dailies;
DROP TABLE dailies;
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
);
CREATE INDEX deliveries_ready ON deliveries (state, ready);
CREATE INDEX deliveries_due ON deliveries (due);
CREATE TABLE platforms (
    name TEXT PRIMARY KEY,
    answered TEXT NOT NULL
);
CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE topics (
    transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    key TEXT NOT NULL,
    speaker_id INTEGER NOT NULL,
    phrase TEXT NOT NULL,
    weight REAL NOT NULL,
    said INTEGER NOT NULL,
    PRIMARY KEY (transcript_id, key, speaker_id)
);
CREATE INDEX excerpts_read_by ON excerpts (read_by_id) WHERE read_by_id IS NOT NULL;
PRAGMA user_version = 5;
