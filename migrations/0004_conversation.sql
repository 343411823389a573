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
CREATE INDEX inbox_pending ON inbox (bot_id, actor, id) WHERE state = 'pending';

CREATE TABLE session (
    bot_id     bigint NOT NULL,
    actor      bigint NOT NULL,
    state      jsonb NOT NULL,              -- conversation::Saved: versioned
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
