-- Counts the changes of what decides what a user may do: roles, status, names, password, second factors. Who changes a
-- user may say which version they have seen.
ALTER TABLE users ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- A refresh token whose answer got lost is answered once more with the same successor: when it was used, and the successor,
-- covered with the token itself, of which only a hash is here.
ALTER TABLE refresh_tokens
    ADD COLUMN used_at timestamptz,
    ADD COLUMN successor bytea CHECK (length(successor) = 32);
