-- What leaves for Telegram: chats, live screens, lanes, the outbox, limits.
-- Leases, limits and retries run on the database's clock_timestamp(); `enqueued_at`,
-- `opened_at` and `replaced_at` are the mission's time.
-- Locks are taken in the order chat, lane (by chat id, class), screen, outbox.

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
-- state of a message holds its lane's row.
CREATE TABLE lane (
    bot_id       bigint NOT NULL,
    chat_id      bigint NOT NULL,
    class        text NOT NULL CHECK (class IN ('interactive', 'bulk')),
    pending      integer NOT NULL DEFAULT 0 CHECK (pending >= 0), -- messages 'pending' or 'sending'
    ready_at     timestamptz NOT NULL DEFAULT clock_timestamp(),  -- back-off, retry_after, limits
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
    kind        text NOT NULL CHECK (kind IN ('new_screen', 'edit_screen', 'strip_keyboard', 'strip_message', 'notice')),
    screen_id   bigint REFERENCES screen,
    key         text,                                  -- a notice is enqueued once under its key
    payload     jsonb NOT NULL,                        -- Message; of strip_message: the message id
    state       text NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'superseded', 'blocked', 'dead')),
    attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- calls that count towards giving up
    error       text,                                  -- the last answer that was no success
    message_id  integer,                               -- what Telegram called it
    enqueued_at timestamptz NOT NULL,
    settled_at  timestamptz,
    UNIQUE (bot_id, key),
    CHECK ((settled_at IS NOT NULL) = (state IN ('sent', 'superseded', 'dead'))),
    CHECK ((screen_id IS NOT NULL) = (kind IN ('new_screen', 'edit_screen', 'strip_keyboard'))),
    CHECK (state <> 'dead' OR error IS NOT NULL)
);
CREATE INDEX outbox_waiting ON outbox (bot_id, chat_id, class, id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_stuck ON outbox (bot_id, chat_id, id) WHERE state IN ('blocked', 'dead');
CREATE INDEX outbox_edits ON outbox (screen_id, id) WHERE kind = 'edit_screen' AND state IN ('pending', 'blocked');

-- The bot's overall bucket. One hot row, so senders take from it in batches.
CREATE TABLE bot_limit (
    bot_id        bigint PRIMARY KEY,
    paced_to      timestamptz NOT NULL DEFAULT 'epoch', -- everything
    bulk_paced_to timestamptz NOT NULL DEFAULT 'epoch', -- bulk alone: the rest is reserved for interactive
    held_until    timestamptz NOT NULL DEFAULT 'epoch'  -- 429 to everything
);
