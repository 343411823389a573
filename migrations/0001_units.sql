-- Councils, and units with the time in which each holds.
-- Every root carries council_id: two councils in one database never see each other.

CREATE EXTENSION IF NOT EXISTS pg_trgm;     -- search by folded names
CREATE EXTENSION IF NOT EXISTS btree_gist;  -- EXCLUDE over (thing, period)

CREATE TABLE council (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    note text NOT NULL DEFAULT ''           -- shown on every home screen, e.g. that data is illustrative
);

-- A unit is an identity; its name, kind and parent live in periods and are never overwritten.
CREATE TABLE unit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    council_id bigint NOT NULL REFERENCES council,
    code       text NOT NULL,
    UNIQUE (council_id, code),
    UNIQUE (id, council_id)
);

CREATE TABLE unit_period (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id    bigint NOT NULL REFERENCES unit,
    name       text NOT NULL COLLATE "vi-x-icu",
    folded     text NOT NULL,               -- fold(name): lower case, no diacritics
    kind       text NOT NULL CHECK (kind IN ('so', 'nganh_doc', 'van_phong', 'quan', 'huyen', 'thi_xa',
                   'thanh_pho', 'xa', 'phuong', 'thi_tran', 'dac_khu', 'doanh_nghiep', 'doan_the')),
    parent_id  bigint REFERENCES unit,
    during     daterange NOT NULL CHECK (NOT isempty(during)),
    source     text NOT NULL,               -- where the period is known from
    EXCLUDE USING gist (unit_id WITH =, during WITH &&)
);
CREATE INDEX unit_period_folded ON unit_period USING gin (folded gin_trgm_ops);

-- Who comes after a unit: several may, each for a part. What is still open for a unit that has ended
-- goes to nobody by itself; a person chooses among these.
CREATE TABLE unit_succession (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    council_id    bigint NOT NULL REFERENCES council,
    from_unit     bigint NOT NULL,
    to_unit       bigint,                   -- null: nobody, the unit was abolished
    on_date       date NOT NULL,            -- first day of the new order
    kind          text NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'transfer', 'abolish')),
    share_percent smallint CHECK (share_percent BETWEEN 1 AND 100), -- of the former unit; null: not told
    is_lead       boolean NOT NULL,         -- the one that answers for the former unit
    basis         text NOT NULL CHECK (basis <> ''),
    CHECK (from_unit <> to_unit),
    CHECK ((kind = 'abolish') = (to_unit IS NULL)),
    CHECK (NOT (is_lead AND to_unit IS NULL)),
    CONSTRAINT unit_succession_once UNIQUE NULLS NOT DISTINCT (from_unit, to_unit, on_date),
    FOREIGN KEY (from_unit, council_id) REFERENCES unit (id, council_id),
    FOREIGN KEY (to_unit, council_id) REFERENCES unit (id, council_id)
);
CREATE UNIQUE INDEX unit_succession_lead ON unit_succession (from_unit, on_date) WHERE is_lead;
CREATE INDEX unit_succession_to ON unit_succession (to_unit);
