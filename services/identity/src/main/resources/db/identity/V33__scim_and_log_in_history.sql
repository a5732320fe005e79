-- Provisioning of staff by an identity provider (SCIM 2.0). user_name is the provider's name of a person, user_key its
-- form for comparing; both are null for people whom the provider never named. A person is deprovisioned while the
-- provider says that they are not active; suspended_here keeps a suspension that was decided here beside it.
ALTER TABLE oidc_identities
    ADD COLUMN user_name text CHECK (length(user_name) BETWEEN 1 AND 255),
    ADD COLUMN user_key text CHECK (length(user_key) BETWEEN 1 AND 255),
    ADD COLUMN made_by_token bigint,
    ADD COLUMN deprovisioned boolean NOT NULL DEFAULT false,
    ADD COLUMN suspended_here boolean NOT NULL DEFAULT false,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
CREATE UNIQUE INDEX oidc_identities_user_key ON oidc_identities (tenant_id, issuer, user_key)
    WHERE user_key IS NOT NULL;
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE oidc_identities ALTER COLUMN user_name SET STATISTICS 0;
ALTER TABLE oidc_identities ALTER COLUMN user_key SET STATISTICS 0;

-- Tokens by which a tenant's provider provisions its staff; hashes only. A token is good while the tenant's provider is
-- the issuer for which it was made. role is what people whom it creates may have at most.
CREATE TABLE scim_tokens (
    tenant_id    integer     NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    token_hash   bytea       NOT NULL,
    issuer       text        NOT NULL CHECK (length(issuer) BETWEEN 8 AND 255),
    role         text        NOT NULL CHECK (length(role) BETWEEN 1 AND 40),
    made_by      bigint      NOT NULL,
    made_at      timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON scim_tokens TO flowex_app;

-- Log-ins of users and refused attempts, counted by day, way and network. network is empty for those beyond a user's rows
-- of a day, so that an attacker cannot fill the table.
CREATE TABLE log_ins (
    tenant_id integer     NOT NULL,
    user_id   bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    day       date        NOT NULL,
    way       text        NOT NULL CHECK (way IN ('password', 'passkey', 'provider')),
    outcome   text        NOT NULL CHECK (outcome IN ('begun', 'refused')),
    network   text        NOT NULL CHECK (length(network) <= 64),
    agent     text        NOT NULL CHECK (length(agent) <= 200),
    times     bigint      NOT NULL DEFAULT 1,
    first_at  timestamptz NOT NULL DEFAULT now(),
    last_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, day, outcome, way, network)
);
CREATE INDEX ON log_ins (tenant_id, day);
CREATE INDEX ON log_ins (user_id);
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE log_ins ALTER COLUMN network SET STATISTICS 0;
ALTER TABLE log_ins ALTER COLUMN agent SET STATISTICS 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON log_ins TO flowex_app;
