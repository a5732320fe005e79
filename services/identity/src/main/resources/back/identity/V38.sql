-- Moderators become viewers, and what names the role names viewers.
UPDATE identity.users SET version = version + 1,
    roles = CASE WHEN 'viewer' = ANY (roles) THEN array_remove(roles, 'moderator')
        ELSE array_replace(roles, 'moderator', 'viewer') END
WHERE 'moderator' = ANY (roles);
UPDATE identity.oidc_identities SET
    roles_granted = CASE WHEN 'viewer' = ANY (roles_granted) THEN array_remove(roles_granted, 'moderator')
        ELSE array_replace(roles_granted, 'moderator', 'viewer') END
WHERE 'moderator' = ANY (roles_granted);
DELETE FROM identity.oidc_role_rules WHERE role = 'moderator';
UPDATE identity.role_requests SET role = 'viewer' WHERE role = 'moderator';
COMMENT ON COLUMN identity.users.roles IS NULL;
