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

GRANT SELECT, INSERT, UPDATE, DELETE ON methods, own_methods TO flowex_app;
