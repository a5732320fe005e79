-- Who may log in. The id gives the account on the exchange its number: 1000 + id.
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id integer NOT NULL,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash text NOT NULL,
    first_name text NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
    last_name text NOT NULL CHECK (length(last_name) BETWEEN 1 AND 100),
    roles text[] NOT NULL,
    -- Whether the exchange has said that the account exists: no token is given before.
    account_opened boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, email)
);

-- Sessions. A token works once; its successor is of the same family, and a second use of one revokes the family.
-- Only hashes are kept: whoever reads this table can log in as nobody.
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    family uuid NOT NULL,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used boolean NOT NULL DEFAULT false
);

CREATE INDEX refresh_tokens_of_user ON refresh_tokens (user_id, expires_at);
CREATE INDEX refresh_tokens_of_family ON refresh_tokens (family);

GRANT SELECT, INSERT, UPDATE ON users TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_tokens TO flowex_app;
