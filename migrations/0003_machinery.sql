-- The machinery under all of it: what leaves for Telegram, what came in, files, the audit.

-- What leaves for Telegram: chats, live screens, lanes, the outbox, limits.
-- Leases, limits and retries run on the database's clock_timestamp(); `enqueued_at`,
-- `opened_at` and `replaced_at` are the mission's time.
-- Locks are taken in the order chat, lane (by chat id, class), screen, outbox, stale_keyboard.

-- A chat as the bot knows it. The row appears with the first message that is tried.
CREATE TABLE chat (
    bot_id            bigint NOT NULL,
    chat_id           bigint NOT NULL,
    kind              text NOT NULL GENERATED ALWAYS AS (CASE WHEN chat_id < 0 THEN 'group' ELSE 'private' END) STORED,
    reachable         boolean NOT NULL DEFAULT true,
    unreachable_since timestamptz,
    reason            text,                            -- Telegram's words, e.g. "Forbidden: bot was blocked by the user"
    migrated_to       bigint,                          -- the supergroup that this group became; messages go there
    paced_to          timestamptz NOT NULL DEFAULT 'epoch', -- bucket per chat (GCRA: theoretical arrival time)
    group_paced_to    timestamptz NOT NULL DEFAULT 'epoch', -- bucket per group and minute
    held_until        timestamptz NOT NULL DEFAULT 'epoch', -- this chat's retry_after
    flooded_at        timestamptz,                     -- its last 429; many at once hold the whole bot
    PRIMARY KEY (bot_id, chat_id),
    CHECK (reachable = (unreachable_since IS NULL) AND reachable = (reason IS NULL))
);
CREATE INDEX chat_unreachable ON chat (bot_id, unreachable_since) WHERE NOT reachable;
CREATE INDEX chat_flooded ON chat (bot_id, flooded_at) WHERE flooded_at IS NOT NULL;

-- A screen as it was frozen at the commit. Edits name the screen; the message id is found when
-- the edit is sent.
CREATE TABLE screen (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bot_id      bigint NOT NULL,
    chat_id     bigint NOT NULL,
    generation  bigint NOT NULL,
    message_id  integer,                               -- null: not sent yet, or its message is gone
    has_media   boolean NOT NULL DEFAULT false,        -- of the message that is shown now
    content     jsonb NOT NULL,                        -- Message, as last enqueued
    opened_at   timestamptz NOT NULL,
    sent_at     timestamptz,
    replaced_at timestamptz                            -- a newer screen of the chat took its place
);
CREATE INDEX screen_live ON screen (bot_id, chat_id, id) WHERE replaced_at IS NULL;

-- One row per chat and class: the queue that keeps its messages in order. Whoever changes the
-- state of a message holds its lane's row, and keeps `pending` by the difference.
CREATE TABLE lane (
    bot_id       bigint NOT NULL,
    chat_id      bigint NOT NULL,
    class        text NOT NULL CHECK (class IN ('interactive', 'bulk')),
    pending      integer NOT NULL DEFAULT 0 CHECK (pending >= 0), -- messages 'pending' or 'sending'
    ready_at     timestamptz NOT NULL DEFAULT clock_timestamp(),  -- its place in line; back-off, retry_after, limits
    lease        uuid,                                 -- the sender that holds the lane
    leased_until timestamptz,
    PRIMARY KEY (bot_id, chat_id, class),
    CHECK ((lease IS NULL) = (leased_until IS NULL))
);
CREATE INDEX lane_ready ON lane (bot_id, class, ready_at) WHERE pending > 0;

-- pending -> sending -> sent | dead; pending -> superseded | blocked; blocked -> pending | superseded;
-- dead -> pending. A row left 'sending' under an expired lease has an unknown outcome.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order inside a lane
    bot_id      bigint NOT NULL,
    chat_id     bigint NOT NULL,
    class       text NOT NULL CHECK (class IN ('interactive', 'bulk')),
    kind        text NOT NULL CHECK (kind IN ('new_screen', 'edit_screen', 'notice')),
    screen_id   bigint REFERENCES screen,
    key         text,                                  -- a notice is enqueued once under its key
    payload     jsonb NOT NULL,                        -- Message
    state       text NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'superseded', 'blocked', 'dead')),
    attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- calls that count towards giving up
    error       text,                                  -- the last answer that was no success
    message_id  integer,                               -- what Telegram called it
    enqueued_at timestamptz NOT NULL,
    settled_at  timestamptz,
    UNIQUE (bot_id, key),
    CHECK ((settled_at IS NOT NULL) = (state IN ('sent', 'superseded', 'dead'))),
    CHECK ((screen_id IS NOT NULL) = (kind IN ('new_screen', 'edit_screen'))),
    CHECK (state <> 'dead' OR error IS NOT NULL)
);
CREATE INDEX outbox_waiting ON outbox (bot_id, chat_id, class, id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_stuck ON outbox (bot_id, chat_id, id) WHERE state IN ('blocked', 'dead');
CREATE INDEX outbox_edits ON outbox (screen_id, id) WHERE kind = 'edit_screen' AND state IN ('pending', 'blocked');

-- The keyboard that a chat's newest replaced screen still has: taken off when the chat has nothing
-- else to say. An older one is forgotten; a tap on it is answered as stale.
CREATE TABLE stale_keyboard (
    bot_id     bigint NOT NULL,
    chat_id    bigint NOT NULL,
    screen_id  bigint REFERENCES screen,               -- the screen whose message has it,
    message_id integer,                                -- or a message that its screen has left behind
    since      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (bot_id, chat_id),
    CHECK (num_nonnulls(screen_id, message_id) = 1)
);
CREATE INDEX stale_keyboard_since ON stale_keyboard (bot_id, since);

-- The bot's overall limit: a slot is the right to one call in any second. Senders lease slots for
-- some seconds at a time, so that a call costs no statement.
CREATE TABLE call_slot (
    bot_id       bigint NOT NULL,
    n            integer NOT NULL,                     -- from 1; bulk has the low ones only
    holder       uuid,                                 -- the sender
    leased_until timestamptz NOT NULL DEFAULT 'epoch', -- past the holder's own reckoning: its last call counts a second longer
    PRIMARY KEY (bot_id, n)
);

-- 429 to everything.
CREATE TABLE bot_limit (
    bot_id     bigint PRIMARY KEY,
    held_until timestamptz NOT NULL DEFAULT 'epoch'
);

-- What came in, where each person stands, what their buttons mean.

-- (bot_id, update_id) is the key: ids collide when the token changes. Internal events (a file has
-- been fetched) queue in the same lane with an event key instead of an update id.
CREATE TABLE inbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bot_id      bigint NOT NULL,
    update_id   bigint,
    event_key   text,
    actor       bigint NOT NULL,            -- the lane: Telegram account, else chat
    raw         text NOT NULL,              -- personal data: housekeeping empties it after 30 days
    state       text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts    int NOT NULL DEFAULT 0,
    reference   text NOT NULL DEFAULT '',   -- the code in the apology, to find the log line by
    received_at timestamptz NOT NULL,
    retry_at    timestamptz NOT NULL DEFAULT clock_timestamp() + interval '2 seconds', -- when others may pick it up
    CHECK (num_nonnulls(update_id, event_key) = 1),
    UNIQUE (bot_id, update_id),
    UNIQUE (bot_id, event_key)
);
CREATE INDEX inbox_dead ON inbox (bot_id) WHERE state = 'dead';
CREATE INDEX inbox_pending ON inbox (bot_id, actor, update_id NULLS FIRST, id) WHERE state = 'pending';

CREATE TABLE session (
    bot_id     bigint NOT NULL,
    actor      bigint NOT NULL,
    state      jsonb NOT NULL,              -- Saved: versioned
    epoch      bigint NOT NULL DEFAULT 0,   -- the person's epoch when the state was saved
    screen_id  bigint,                      -- the live screen
    generation bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (bot_id, actor)
);

-- Buttons carry base64url(token).index; what they do is here, and for whom.
CREATE TABLE button_set (
    token      uuid PRIMARY KEY,
    bot_id     bigint NOT NULL,
    actor      bigint NOT NULL,
    screen_id  bigint,                      -- null: a notice's buttons, alive until the thing is done
    generation bigint NOT NULL,
    actions    jsonb NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX button_set_age ON button_set (created_at);

-- A notice to more people than one transaction tells, as it was worded; the first `told` of its
-- recipients have it in their lanes.
CREATE TABLE announcement (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bot_id   bigint NOT NULL,
    key      text NOT NULL,                 -- of the notice, without its recipient
    content  jsonb NOT NULL,                -- Announcement
    accounts bigint[] NOT NULL,
    locales  text[] NOT NULL,               -- of the account at the same place
    told     integer NOT NULL DEFAULT 0,
    made_at  timestamptz NOT NULL,
    UNIQUE (bot_id, key),
    CHECK (cardinality(accounts) = cardinality(locales))
);
CREATE INDEX announcement_open ON announcement (bot_id, id) WHERE told < cardinality(accounts);

-- Files.

-- Bytes fetched from Telegram or made here. A Telegram file_id is only a cache of these.
CREATE TABLE file (
    sha256  bytea PRIMARY KEY CHECK (length(sha256) = 32),
    bytes   bytea NOT NULL CHECK (length(bytes) <= 20 * 1024 * 1024),
    mime    text NOT NULL,
    kept_at timestamptz NOT NULL
);
ALTER TABLE file ALTER COLUMN bytes SET STORAGE EXTERNAL; -- photos do not compress

-- A file on its way from Telegram: fetched by a durable job after the commit that asked for it.
CREATE TABLE file_fetch (
    id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    bot_id     bigint NOT NULL,
    actor      bigint NOT NULL,             -- Telegram account whose lane hears of the outcome
    person_id  bigint NOT NULL REFERENCES person,
    tg_file_id text NOT NULL,
    name       text NOT NULL,
    mime       text NOT NULL,
    purpose    jsonb NOT NULL,              -- Purpose: what it is for
    submission_id bigint,                   -- sign-off waits for these; its key comes with 0007_answers
    state      text NOT NULL CHECK (state IN ('pending', 'fetched', 'failed')),
    attempts   int NOT NULL DEFAULT 0,
    ready_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    sha256     bytea REFERENCES file,
    asked_at   timestamptz NOT NULL,
    CHECK ((state = 'fetched') = (sha256 IS NOT NULL))
);
CREATE INDEX file_fetch_pending ON file_fetch (ready_at) WHERE state = 'pending';
CREATE INDEX file_fetch_submission ON file_fetch (submission_id);

-- The audit.

-- Append only: the database refuses to change or remove a line. Person ids, never names.
CREATE TABLE audit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    council_id   bigint,
    actor        bigint,                    -- person id; null: the clock, or somebody unknown
    action       text NOT NULL,
    subject_kind text NOT NULL,
    subject_id   bigint,
    outcome      text NOT NULL,             -- 'done', or the refusal's code
    cause        text NOT NULL              -- the inbox row or the sweep behind it
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
