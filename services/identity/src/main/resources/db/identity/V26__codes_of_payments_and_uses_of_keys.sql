-- Code that was mailed to a user without a second factor, for one payment. Hashes only: of the payment, and of the code with it.
CREATE TABLE payment_codes (
    tenant_id    integer     NOT NULL,
    user_id      bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    content_hash bytea       NOT NULL,
    code_hash    bytea       NOT NULL,
    tries        integer     NOT NULL DEFAULT 0,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON payment_codes (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_codes TO flowex_app;

-- Last use of each API key, beside api_keys: a use is no change of the key, which followers of the outbox would hear of.
CREATE TABLE api_key_uses (
    tenant_id integer     NOT NULL,
    key_id    text        NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    user_id   bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    used_at   timestamptz NOT NULL,
    address   text        NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
);
CREATE INDEX ON api_key_uses (key_id);
CREATE INDEX ON api_key_uses (user_id);
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE api_key_uses ALTER COLUMN address SET STATISTICS 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key_uses TO flowex_app;
