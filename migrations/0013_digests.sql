-- What a person is told on a schedule, and what they asked for now.

-- What a person is told on a schedule, which they change in chat. A kind without a row is off.
CREATE TABLE digest_subscription (
    person_id    bigint NOT NULL REFERENCES person,
    kind         text NOT NULL CHECK (kind IN ('morning', 'evening', 'campaign', 'weekly')),
    rule         text NOT NULL CHECK (rule IN ('cron', 'working_days', 'last_working_day')),
    line         text,                      -- of cron: five fields, Vietnamese time
    minute       int CHECK (minute BETWEEN 0 AND 1439), -- of the other rules: from midnight
    standing     text NOT NULL CHECK (standing IN ('on', 'paused', 'off')),
    paused_until date,                      -- null: until its reader says so
    next_at      timestamptz,               -- null: never, as things are
    last_fired   timestamptz,
    PRIMARY KEY (person_id, kind),
    CHECK ((rule = 'cron') = (line IS NOT NULL) AND (line IS NULL) <> (minute IS NULL)),
    CHECK (paused_until IS NULL OR standing = 'paused'),
    CHECK (next_at IS NULL OR standing = 'on' OR paused_until IS NOT NULL)
);
CREATE INDEX digest_next ON digest_subscription (next_at) WHERE next_at IS NOT NULL;

-- Digests and workbooks asked for in chat: the next sweep makes them and removes the row.
CREATE TABLE digest_order (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person,
    kind      text NOT NULL CHECK (kind IN ('morning', 'evening', 'campaign', 'weekly')),
    workbook  boolean NOT NULL,             -- the workbook alone
    asked_at  timestamptz NOT NULL,
    UNIQUE (person_id, kind, workbook)      -- tapped twice is asked once
);
