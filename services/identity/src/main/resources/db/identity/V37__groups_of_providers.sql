-- Groups that an identity provider keeps here by SCIM. They select among granted roles, as the groups of a log-in do.
-- name_key is the form of the name for comparing. groups_at_log_in are those groups of the last log-in that rules name,
-- so that a change of members selects the roles of a person at once.
ALTER TABLE oidc_identities ADD COLUMN groups_at_log_in text[] NOT NULL DEFAULT '{}';
CREATE TABLE scim_groups (
    tenant_id   integer     NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    provider    bigint      NOT NULL,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    name_key    text        NOT NULL CHECK (length(name_key) BETWEEN 1 AND 255),
    external_id text        CHECK (length(external_id) BETWEEN 1 AND 255),
    version     bigint      NOT NULL DEFAULT 1,
    made_at     timestamptz NOT NULL DEFAULT now(),
    changed_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, name_key),
    FOREIGN KEY (tenant_id, provider) REFERENCES oidc_providers (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX scim_groups_external ON scim_groups (tenant_id, provider, external_id)
    WHERE external_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON scim_groups TO flowex_app;

-- Members are people with an identity of the group's provider; a membership ends with the identity.
CREATE TABLE scim_group_members (
    tenant_id integer NOT NULL,
    group_id  bigint  NOT NULL,
    user_id   bigint  NOT NULL,
    PRIMARY KEY (tenant_id, group_id, user_id),
    FOREIGN KEY (tenant_id, group_id) REFERENCES scim_groups (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES oidc_identities (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX scim_group_members_of_user ON scim_group_members (tenant_id, user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON scim_group_members TO flowex_app;
