-- A tenant may have several identity providers, each with a number, a name and an issuer of its own. An identity stays
-- issuer and subject, so two providers of one tenant never share an issuer. subject_claim is the claim that names the
-- person in tokens; it is set once for a provider, and an identity notes the one by which it was bound. A process of the
-- version before goes on to log staff in by the one provider that there is, and cannot set one.
ALTER TABLE oidc_role_rules DROP CONSTRAINT oidc_role_rules_tenant_id_fkey;
ALTER TABLE oidc_providers DROP CONSTRAINT oidc_providers_pkey;
ALTER TABLE oidc_providers ADD PRIMARY KEY (tenant_id, id);
ALTER TABLE oidc_providers
    ADD COLUMN subject_claim text NOT NULL DEFAULT 'sub' CHECK (length(subject_claim) BETWEEN 1 AND 64);
CREATE UNIQUE INDEX oidc_providers_issuer ON oidc_providers (tenant_id, issuer);
CREATE UNIQUE INDEX oidc_providers_name ON oidc_providers (tenant_id, lower(name));

ALTER TABLE oidc_role_rules ADD COLUMN provider bigint;
UPDATE oidc_role_rules r SET provider = p.id FROM oidc_providers p WHERE p.tenant_id = r.tenant_id;
ALTER TABLE oidc_role_rules ALTER COLUMN provider SET NOT NULL;
ALTER TABLE oidc_role_rules DROP CONSTRAINT oidc_role_rules_pkey;
ALTER TABLE oidc_role_rules ADD PRIMARY KEY (tenant_id, provider, group_name, role);
ALTER TABLE oidc_role_rules
    ADD FOREIGN KEY (tenant_id, provider) REFERENCES oidc_providers (tenant_id, id) ON DELETE CASCADE;

ALTER TABLE oidc_identities
    ADD COLUMN subject_claim text NOT NULL DEFAULT 'sub' CHECK (length(subject_claim) BETWEEN 1 AND 64);

-- Invitations and log-ins that wait belong to one provider and end with it. Those without one, of a process of the
-- version before, are not good.
ALTER TABLE oidc_invitations ADD COLUMN provider bigint;
UPDATE oidc_invitations i SET provider = p.id FROM oidc_providers p WHERE p.tenant_id = i.tenant_id;
ALTER TABLE oidc_invitations
    ADD FOREIGN KEY (tenant_id, provider) REFERENCES oidc_providers (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX oidc_invitations_provider ON oidc_invitations (tenant_id, provider);
ALTER TABLE oidc_logins ADD COLUMN provider bigint;
UPDATE oidc_logins l SET provider = p.id FROM oidc_providers p WHERE p.tenant_id = l.tenant_id;
ALTER TABLE oidc_logins
    ADD FOREIGN KEY (tenant_id, provider) REFERENCES oidc_providers (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX oidc_logins_provider ON oidc_logins (tenant_id, provider);

DELETE FROM scim_tokens t WHERE NOT EXISTS (
    SELECT 1 FROM oidc_providers p WHERE p.tenant_id = t.tenant_id AND p.id = t.provider AND p.issuer = t.issuer);
ALTER TABLE scim_tokens
    ADD FOREIGN KEY (tenant_id, provider) REFERENCES oidc_providers (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX scim_tokens_provider ON scim_tokens (tenant_id, provider);
