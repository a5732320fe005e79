-- Identity provider (OpenID Connect) by which a tenant's staff logs in: one for each tenant, none by default. The secret
-- is sealed; the addresses are those of the provider's own description.
CREATE TABLE oidc_providers (
    tenant_id              integer     PRIMARY KEY,
    name                   text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    issuer                 text        NOT NULL CHECK (length(issuer) BETWEEN 8 AND 255),
    client_id              text        NOT NULL CHECK (length(client_id) BETWEEN 1 AND 255),
    client_secret          bytea       NOT NULL,
    secret_in_body         boolean     NOT NULL,
    algorithm              text        NOT NULL CHECK (algorithm IN ('RS256', 'PS256', 'ES256')),
    scopes                 text        NOT NULL CHECK (length(scopes) BETWEEN 6 AND 255),
    groups_claim           text        NOT NULL CHECK (length(groups_claim) BETWEEN 1 AND 64),
    authorization_endpoint text        NOT NULL CHECK (length(authorization_endpoint) <= 1024),
    token_endpoint         text        NOT NULL CHECK (length(token_endpoint) <= 1024),
    jwks_uri               text        NOT NULL CHECK (length(jwks_uri) <= 1024),
    version                bigint      NOT NULL DEFAULT 1
);
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_providers TO flowex_app;

-- Roles that a group of the provider permits. Without any rule the roles granted here hold as they are.
CREATE TABLE oidc_role_rules (
    tenant_id  integer NOT NULL REFERENCES oidc_providers (tenant_id) ON DELETE CASCADE,
    group_name text    NOT NULL CHECK (length(group_name) BETWEEN 1 AND 255),
    role       text    NOT NULL CHECK (length(role) BETWEEN 1 AND 40),
    PRIMARY KEY (tenant_id, group_name, role)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_role_rules TO flowex_app;

-- Identity at a provider by which a user logs in. roles_granted is what administrators here granted at most; logged_out
-- is the time of issue of the newest log-out token, in seconds since 1970.
CREATE TABLE oidc_identities (
    tenant_id     integer     NOT NULL,
    user_id       bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issuer        text        NOT NULL CHECK (length(issuer) BETWEEN 8 AND 255),
    subject       text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    roles_granted text[]      NOT NULL,
    logged_out    bigint      NOT NULL DEFAULT 0,
    bound_at      timestamptz NOT NULL DEFAULT now(),
    last_used_at  timestamptz,
    PRIMARY KEY (tenant_id, user_id),
    UNIQUE (tenant_id, issuer, subject)
);
CREATE INDEX ON oidc_identities (user_id);
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE oidc_identities ALTER COLUMN subject SET STATISTICS 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_identities TO flowex_app;

-- Permission of an administrator to bind an identity to a user.
CREATE TABLE oidc_invitations (
    tenant_id  integer     NOT NULL,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    invited_by bigint      NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON oidc_invitations (user_id);
CREATE INDEX ON oidc_invitations (tenant_id, expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_invitations TO flowex_app;

-- Log-ins that wait for the provider's answer; hashes only. user_id is that of a user who binds an identity.
CREATE TABLE oidc_logins (
    tenant_id    integer     NOT NULL,
    state_hash   bytea       NOT NULL,
    browser_hash bytea       NOT NULL,
    user_id      bigint      REFERENCES users (id) ON DELETE CASCADE,
    holder       text        NOT NULL CHECK (length(holder) BETWEEN 1 AND 80),
    redirect_uri text        NOT NULL CHECK (length(redirect_uri) <= 1024),
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, state_hash)
);
CREATE INDEX ON oidc_logins (tenant_id, holder, expires_at);
CREATE INDEX ON oidc_logins (tenant_id, expires_at);
CREATE INDEX ON oidc_logins (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_logins TO flowex_app;

-- Log-out tokens that were used, until they are too old to be accepted.
CREATE TABLE oidc_logout_tokens (
    tenant_id  integer     NOT NULL,
    token_hash bytea       NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX ON oidc_logout_tokens (tenant_id, expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_logout_tokens TO flowex_app;

-- Administrators, for the rule that one of them logs in without the provider.
CREATE INDEX users_administrators ON users (tenant_id, id)
    WHERE status = 'active' AND roles && ARRAY['admin', 'super_admin'];
