-- Payment accounts that people named, as keyed hashes: the same account of several people is known, and nothing else.
CREATE TABLE payment_accounts (
    tenant_id   integer     NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    fingerprint bytea       NOT NULL,
    account     bigint      NOT NULL, -- of the person who named it
    named_at    timestamptz NOT NULL, -- last
    is_shared   boolean     NOT NULL DEFAULT false, -- another person named it, too
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, fingerprint, account)
);

CREATE INDEX payment_accounts_of_account ON payment_accounts (tenant_id, account);
CREATE INDEX payment_accounts_by_age ON payment_accounts (tenant_id, named_at);
CREATE INDEX payment_accounts_shared ON payment_accounts (tenant_id, named_at) WHERE is_shared;

-- Methods from before have no hash yet.
ALTER TABLE own_methods ADD COLUMN is_hashed boolean NOT NULL DEFAULT false;
CREATE INDEX own_methods_not_hashed ON own_methods (tenant_id, id) WHERE NOT is_hashed;

-- Circles of three and more accounts. A pair counts for nothing inside of one.
ALTER TABLE counterparties
    ADD COLUMN is_circular boolean NOT NULL DEFAULT false,
    ADD COLUMN is_searched boolean NOT NULL DEFAULT false; -- for circles, since the last completed trade
CREATE INDEX counterparties_not_searched ON counterparties (tenant_id, account, other) WHERE NOT is_searched;

GRANT SELECT, INSERT, UPDATE, DELETE ON payment_accounts TO flowex_app;
