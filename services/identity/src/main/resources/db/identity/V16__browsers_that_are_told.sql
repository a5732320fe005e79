-- Which browsers are told of fills while no page is open. Where they are reached is sealed; the hash finds a row without opening it.
CREATE TABLE push_subscriptions (
    tenant_id integer NOT NULL,
    id uuid NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session_id uuid NOT NULL,
    account_number bigint NOT NULL,
    endpoint_hash bytea NOT NULL CHECK (length(endpoint_hash) = 32),
    host text NOT NULL,
    target bytea NOT NULL,
    agent text NOT NULL CHECK (length(agent) <= 200),
    language text NOT NULL,
    -- Number of the last entry of the account that was told, or need not be.
    told bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    next_at timestamptz NOT NULL DEFAULT now(),
    renewed_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, endpoint_hash)
);
CREATE INDEX ON push_subscriptions (tenant_id, user_id);
CREATE INDEX ON push_subscriptions (tenant_id, session_id);
CREATE INDEX ON push_subscriptions (user_id);

-- By what push services know whose messages they are (RFC 8292): one key a tenant, the private half sealed.
CREATE TABLE push_keys (
    tenant_id integer PRIMARY KEY,
    public_key bytea NOT NULL CHECK (length(public_key) = 65),
    private_key bytea NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscriptions, push_keys TO flowex_app;
