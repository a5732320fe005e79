-- Every table with rows of a tenant says whose they are in tenant_id; row-level security stands on it.

ALTER TABLE users
    ADD COLUMN status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'closed')),
    ADD COLUMN email_verified_at timestamptz,
    -- Sealed (AES-256-GCM). Set when enrolment begins; asked for at logins once it is confirmed.
    ADD COLUMN totp_secret bytea,
    ADD COLUMN totp_confirmed boolean NOT NULL DEFAULT false,
    -- The last time step whose code was accepted: no step is accepted twice.
    ADD COLUMN totp_step bigint NOT NULL DEFAULT 0,
    -- Whether a code by mail is asked for at logins.
    ADD COLUMN email_codes boolean NOT NULL DEFAULT false;
CREATE INDEX users_by_status ON users (tenant_id, status, created_at DESC);

-- Which tenants there are, for work that goes through them one by one.
CREATE TABLE tenant_numbers (number integer PRIMARY KEY);
INSERT INTO tenant_numbers VALUES (1);
INSERT INTO tenant_numbers SELECT DISTINCT tenant_id FROM users ON CONFLICT DO NOTHING;

-- Sessions, and the refresh tokens by which they go on. A token works once; a second use ends its session. Only hashes
-- are kept: whoever reads these tables can log in as nobody. The tokens of before know no session: all log in again.
DROP TABLE refresh_tokens;
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    address text NOT NULL,
    agent text NOT NULL CHECK (length(agent) <= 200),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (tenant_id, user_id);
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    tenant_id integer NOT NULL,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    used boolean NOT NULL DEFAULT false
);
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id);

-- Sessions that ended while access tokens of theirs may be about: every process follows the numbers. Names nobody.
CREATE TABLE ended_sessions (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id uuid NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now()
);

-- Failures that somebody has to wait for. The name is a hash: addresses that were typed are not kept.
CREATE TABLE attempts (
    tenant_id integer NOT NULL,
    name text NOT NULL,
    failures integer NOT NULL,
    failed_at timestamptz NOT NULL,
    locked_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- What was sent by mail or handed out between two steps of a login: good once, for a while, for one purpose.
CREATE TABLE one_time_tokens (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'second_factor')),
    -- Of a second factor: the hash of the code that was mailed, and how many wrong ones were tried.
    code_hash bytea,
    tries integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX one_time_tokens_of_user ON one_time_tokens (tenant_id, user_id);

CREATE TABLE recovery_codes (
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    PRIMARY KEY (tenant_id, user_id, code_hash)
);

-- From where a user logged in before: somewhere new is worth a mail.
CREATE TABLE known_devices (
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device_hash bytea NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, device_hash)
);

CREATE TABLE api_keys (
    id text PRIMARY KEY,
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
    permissions text[] NOT NULL,
    kind text NOT NULL CHECK (kind IN ('hmac', 'ed25519', 'rsa')),
    -- Sealed (AES-256-GCM), of HMAC keys.
    secret bytea,
    -- PEM, of the others.
    public_key text,
    addresses text[] NOT NULL,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'revoked')),
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((kind = 'hmac') = (secret IS NOT NULL) AND (kind = 'hmac') = (public_key IS NULL))
);
CREATE INDEX api_keys_of_user ON api_keys (tenant_id, user_id);
CREATE INDEX api_keys_by_status ON api_keys (tenant_id, status, created_at DESC);

-- Roles that nobody gives alone. The last check is the rule itself: nobody decides their own request.
CREATE TABLE role_requests (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id integer NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id),
    role text NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
    requested_by bigint NOT NULL REFERENCES users (id),
    decided_by bigint REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_at timestamptz,
    CHECK (decided_by IS NULL OR (decided_by <> requested_by AND decided_by <> user_id))
);
CREATE INDEX role_requests_by_status ON role_requests (tenant_id, status, created_at DESC);
CREATE INDEX role_requests_of_user ON role_requests (tenant_id, user_id);

GRANT SELECT, INSERT ON tenant_numbers TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, refresh_tokens, attempts, one_time_tokens, recovery_codes,
    known_devices, api_keys TO flowex_app;
GRANT SELECT, INSERT, DELETE ON ended_sessions TO flowex_app;
GRANT SELECT, INSERT, UPDATE ON role_requests TO flowex_app;
