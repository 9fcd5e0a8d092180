"""The tables, as a list of steps: step *n* takes a file of version *n* to version *n + 1*.

A step that has shipped is never edited; a change is a new step at the end.
"""

from __future__ import annotations

_FIRST = """
CREATE TABLE received (
    update_id INTEGER PRIMARY KEY,
    body TEXT,                          -- NULL once finished: what people wrote is not kept twice
    at REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    finished REAL
);

CREATE TABLE asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: an old button must not open another's question
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    question_message INTEGER,
    answer_message INTEGER,
    at REAL NOT NULL,
    question TEXT NOT NULL,
    understood_as TEXT,
    answered INTEGER NOT NULL,
    confidence REAL NOT NULL,
    elapsed_ms REAL NOT NULL
);
CREATE INDEX asked_by_question_message ON asked (chat, question_message);
CREATE INDEX asked_by_answer_message ON asked (chat, answer_message);
CREATE INDEX asked_by_person ON asked (person);
CREATE INDEX asked_by_time ON asked (at);

CREATE TABLE paragraph (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    headings TEXT NOT NULL,
    article TEXT,
    page INTEGER,
    last_page INTEGER,
    part TEXT,
    -- place and text belong to the name: another release of the program may read or cut the same file otherwise
    UNIQUE (document, version, ordinal, span_start, digest)
);

CREATE TABLE cited (
    asked INTEGER NOT NULL REFERENCES asked (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,             -- 0 the best
    paragraph INTEGER NOT NULL REFERENCES paragraph (id),
    evidence_start INTEGER,             -- NULL for a nearest paragraph, which answers nothing
    evidence_end INTEGER,
    answer_start INTEGER,
    answer_end INTEGER,
    marks TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (asked, place)
);

CREATE TABLE surroundings (             -- the paragraphs around a cited one, as they were
    asked INTEGER NOT NULL,
    place INTEGER NOT NULL,
    paragraph INTEGER NOT NULL REFERENCES paragraph (id),
    PRIMARY KEY (asked, place, paragraph),
    FOREIGN KEY (asked, place) REFERENCES cited (asked, place) ON DELETE CASCADE
);
CREATE INDEX surroundings_by_paragraph ON surroundings (paragraph);
CREATE INDEX cited_by_paragraph ON cited (paragraph);

CREATE TABLE feedback (
    asked INTEGER NOT NULL REFERENCES asked (id) ON DELETE CASCADE,
    person INTEGER NOT NULL,
    good INTEGER NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (asked, person)
);

CREATE TABLE principal (
    kind TEXT NOT NULL CHECK (kind IN ('person', 'group')),
    id INTEGER NOT NULL,
    is_admin INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    added_by INTEGER,
    at REAL NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE pairing (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    code_hash TEXT NOT NULL,
    at REAL NOT NULL
);

CREATE TABLE chat_language (chat INTEGER PRIMARY KEY, language TEXT NOT NULL);
CREATE TABLE chat_scope (chat INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (chat, document));

CREATE TABLE upload (
    name TEXT PRIMARY KEY,
    person INTEGER NOT NULL,
    at REAL NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE TABLE excluded (document TEXT PRIMARY KEY, person INTEGER NOT NULL, at REAL NOT NULL);
"""

_SECOND = """
ALTER TABLE asked ADD COLUMN suggestion TEXT;       -- the question as it was mended
ALTER TABLE asked ADD COLUMN narrowed INTEGER;      -- to how many chosen documents; NULL for all
ALTER TABLE paragraph ADD COLUMN day TEXT;          -- the day the document speaks from
ALTER TABLE paragraph ADD COLUMN day_source TEXT;

CREATE TABLE settled (                              -- unanswered questions an administrator has dealt with
    asked INTEGER PRIMARY KEY REFERENCES asked (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('answered', 'dismissed')),
    at REAL NOT NULL
);

CREATE VIEW unanswered AS
    SELECT asked.id, asked.at, COALESCE(understood_as, question) AS wording, confidence,
        COALESCE(state, 'open') AS state, settled.at AS since
    FROM asked LEFT JOIN settled ON settled.asked = asked.id WHERE answered = 0;
"""

_THIRD = """
CREATE TABLE bot (                                  -- whose numbers of messages and updates these are
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id INTEGER NOT NULL
);
"""

_FOURTH = """
ALTER TABLE paragraph ADD COLUMN context TEXT NOT NULL DEFAULT '';     -- the header of the table it is a row of
"""

_FIFTH = """
ALTER TABLE received ADD COLUMN working INTEGER NOT NULL DEFAULT 0;    -- 1 among others, 2 alone
ALTER TABLE received ADD COLUMN aside REAL;         -- when it was set aside; its body stays for whoever looks into it
UPDATE received SET tries = 0;                      -- counted otherwise until now
CREATE INDEX received_unfinished ON received (update_id) WHERE finished IS NULL;
"""

_SIXTH = """
CREATE TABLE sent_file (                            -- what Telegram keeps of the files and pages sent once
    content TEXT PRIMARY KEY,                       -- names the bytes
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
    file_id TEXT NOT NULL,                          -- of use to this bot only
    at REAL NOT NULL                                -- when it was sent last
);
"""

_SEVENTH = """
CREATE TABLE told (                                 -- what was said under a question besides paragraphs; most have none
    asked INTEGER PRIMARY KEY REFERENCES asked (id) ON DELETE CASCADE,
    lead TEXT NOT NULL DEFAULT '',
    computed TEXT,                                  -- expression, value and unit
    missing TEXT NOT NULL DEFAULT '[]',
    left_out INTEGER NOT NULL DEFAULT 0,            -- questions of the same message that were not looked for
    reason TEXT,
    parts TEXT NOT NULL DEFAULT '[]'                -- which question each citation answers, by place
);
"""

_EIGHTH = """
CREATE TABLE watched (                              -- questions whose answers people keep an eye on
    id INTEGER PRIMARY KEY AUTOINCREMENT,           -- never given again: an old button must not remove another's
    chat INTEGER NOT NULL,
    thread INTEGER,
    person INTEGER NOT NULL,
    message INTEGER,
    language TEXT NOT NULL,
    question TEXT NOT NULL,
    at REAL NOT NULL,
    known TEXT NOT NULL,                            -- the answer the person knows
    news TEXT,                                      -- the answer they are still to be told
    looked TEXT,                                    -- the snapshot of the documents it was last asked of
    UNIQUE (chat, person, question)
);
CREATE INDEX watched_by_person ON watched (person);
"""

_NINTH = """
CREATE TABLE link_key (                             -- what links to paragraphs and documents are made with
    only INTEGER PRIMARY KEY CHECK (only = 1),
    secret BLOB NOT NULL
);
"""

_TENTH = """
CREATE TABLE topic_scope (                          -- what a topic of a group chose for itself; '' alone for everything
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (chat, thread, document)
);
CREATE TABLE greeted (chat INTEGER PRIMARY KEY);    -- groups that were told how to ask
"""

_ELEVENTH = """
ALTER TABLE told ADD COLUMN superseded_by TEXT NOT NULL DEFAULT '';    -- title of the edition in force, if it is silent
ALTER TABLE told ADD COLUMN alike TEXT NOT NULL DEFAULT '[]';          -- names of which one may be meant
"""

STEPS: tuple[str, ...] = (
    _FIRST,
    _SECOND,
    _THIRD,
    _FOURTH,
    _FIFTH,
    _SIXTH,
    _SEVENTH,
    _EIGHTH,
    _NINTH,
    _TENTH,
    _ELEVENTH,
)
"""Applied in order, each in a transaction of its own together with the new version number."""
