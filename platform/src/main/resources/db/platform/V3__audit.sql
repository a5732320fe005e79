-- What was done, one hash chain per tenant. Requests may add entries, and neither change nor remove one.
CREATE TABLE audit_entries (
    tenant integer NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    outcome text NOT NULL,
    sent_from text NOT NULL,
    request_id text NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant, number)
);

CREATE INDEX audit_entries_by_time ON audit_entries (tenant, at DESC);

-- The last entry of each chain: locked while one is added.
CREATE TABLE audit_heads (
    tenant integer PRIMARY KEY,
    number bigint NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT ON audit_entries TO flowex_app;
GRANT SELECT, INSERT, UPDATE ON audit_heads TO flowex_app;

-- Verification reads every tenant's chain; no request works under this login.
GRANT SELECT ON audit_entries, audit_heads TO flowex_views;
