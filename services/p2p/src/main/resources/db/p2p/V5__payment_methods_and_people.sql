-- Payment methods of a tenant. Six exist from the beginning without a row; a row replaces the one of its code.
CREATE TABLE methods (
    tenant_id       integer     NOT NULL,
    code            text        NOT NULL,
    version         integer     NOT NULL CHECK (version > 0),
    name            text        NOT NULL,
    country         text        NOT NULL, -- ISO 3166-1; empty for every country
    currency        text        NOT NULL, -- empty for every currency
    reversibility   text        NOT NULL CHECK (reversibility IN ('none', 'days', 'open')),
    fields          text[]      NOT NULL, -- key, form, required and label, with tabs between them
    max_payment     bigint CHECK (max_payment > 0), -- of a trade, in units of the currency
    cool_down_hours integer     NOT NULL CHECK (cool_down_hours >= 0),
    is_on           boolean     NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, code)
);

-- Payment methods of people, with what their fields say, sealed with the owner's key.
CREATE TABLE own_methods (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    owner      bigint      NOT NULL,
    owner_user bigint      NOT NULL,
    method     text        NOT NULL,
    content    bytea       NOT NULL,
    name_check text        NOT NULL CHECK (name_check IN ('none', 'matches', 'differs', 'unknown')),
    usable_at  timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX own_methods_of_owner ON own_methods (tenant_id, owner, id);

ALTER TABLE offers ADD COLUMN own_methods bigint[] NOT NULL DEFAULT '{}'; -- that say where to pay

-- Whether the name of the payer is the buyer's.
ALTER TABLE trades ADD COLUMN payer_check text NOT NULL DEFAULT 'none'
    CHECK (payer_check IN ('none', 'matches', 'differs', 'unknown'));

-- Until when a person is taken to be there. Offers of others are hidden.
CREATE TABLE presence (
    tenant_id     integer     NOT NULL,
    account       bigint      NOT NULL,
    present_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account)
);

-- Owners of offers from before are there for a day.
INSERT INTO presence (tenant_id, account, present_until)
    SELECT DISTINCT tenant_id, owner, now() + interval '1 day' FROM offers WHERE state <> 'closed';

-- People with whom a person does not trade, named by a trade of the two.
CREATE TABLE blocks (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    account    bigint      NOT NULL,
    blocked    bigint      NOT NULL,
    trade      uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, account, blocked)
);

ALTER TABLE offers
    ADD COLUMN least_completion   integer NOT NULL DEFAULT 0,    -- condition on the taker, in thousandths
    ADD COLUMN least_account_days integer NOT NULL DEFAULT 0,    -- condition on the taker
    ADD COLUMN is_verified_only   boolean NOT NULL DEFAULT false, -- condition on the taker
    ADD COLUMN countries          text[]  NOT NULL DEFAULT '{}'; -- of the taker; empty for any

-- A pair that trades in both directions may be one person who trades in a circle.
ALTER TABLE counterparties
    ADD COLUMN ended  integer NOT NULL DEFAULT 0, -- trades that count, completed ones among them
    ADD COLUMN bought integer NOT NULL DEFAULT 0, -- completed trades in which the account was the buyer
    ADD COLUMN sold   integer NOT NULL DEFAULT 0;
UPDATE counterparties SET ended = completed + CASE WHEN last_completed THEN 0 ELSE 1 END;

GRANT SELECT, INSERT, UPDATE, DELETE ON presence, blocks TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON methods, own_methods TO flowex_app;
