-- Passkeys (WebAuthn credentials) of users. The key is public; what signs stays with the authenticator.
CREATE TABLE passkeys (
    tenant_id       integer     NOT NULL,
    id              uuid        NOT NULL,
    user_id         bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_id   bytea       NOT NULL CHECK (octet_length(credential_id) BETWEEN 16 AND 1023),
    public_key      bytea       NOT NULL CHECK (octet_length(public_key) <= 2048),
    relying_party   text        NOT NULL CHECK (length(relying_party) BETWEEN 1 AND 253),
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    sign_count      bigint      NOT NULL,
    backup_eligible boolean     NOT NULL,
    backed_up       boolean     NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    last_used_at    timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, credential_id)
);
CREATE INDEX ON passkeys (user_id);
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE passkeys ALTER COLUMN name SET STATISTICS 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO flowex_app;

-- Challenges that wait for a passkey's signature; hashes only. user_id is null for a login without a password.
CREATE TABLE passkey_challenges (
    tenant_id      integer     NOT NULL,
    challenge_hash bytea       NOT NULL,
    user_id        bigint      REFERENCES users (id) ON DELETE CASCADE,
    holder         text        NOT NULL CHECK (length(holder) BETWEEN 1 AND 80),
    purpose        text        NOT NULL CHECK (purpose IN ('register', 'second_factor', 'login', 'action', 'payment')),
    subject        bytea       NOT NULL,
    expires_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, challenge_hash)
);
CREATE INDEX ON passkey_challenges (tenant_id, holder, expires_at);
CREATE INDEX ON passkey_challenges (tenant_id, expires_at);
CREATE INDEX ON passkey_challenges (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO flowex_app;

-- Number of a user's passkeys, written with each change of them, and the random name that authenticators know the user by.
ALTER TABLE users ADD COLUMN passkeys integer NOT NULL DEFAULT 0 CHECK (passkeys BETWEEN 0 AND 20);
ALTER TABLE users ADD COLUMN passkey_handle bytea CHECK (octet_length(passkey_handle) = 64);
