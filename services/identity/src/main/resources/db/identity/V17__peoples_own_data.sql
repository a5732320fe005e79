-- A key for each person, itself sealed: what is known of them and has to stay in its place is sealed with it, and is unreadable for ever
-- once it is gone. NULL: destroyed, and no other is made.
CREATE TABLE person_keys (
    tenant_id    integer     NOT NULL,
    user_id      bigint      NOT NULL,
    key          bytea,
    made_at      timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    PRIMARY KEY (tenant_id, user_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_keys TO flowex_app;

-- What people say of themselves besides their names, sealed with each person's key (person_keys).
CREATE TABLE profiles (
    tenant_id integer     NOT NULL,
    user_id   bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    details   bytea       NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON profiles (user_id);

-- What a person agreed to, and took back: one entry each time, never changed. From where is sealed with the person's key.
CREATE TABLE consents (
    tenant_id integer     NOT NULL,
    user_id   bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    number    integer     NOT NULL CHECK (number > 0),
    document  text        NOT NULL CHECK (length(document) BETWEEN 1 AND 64),
    version   text        NOT NULL CHECK (length(version) BETWEEN 1 AND 32),
    given     boolean     NOT NULL, -- false: withdrawn
    at        timestamptz NOT NULL DEFAULT now(),
    address   bytea       NOT NULL,
    PRIMARY KEY (tenant_id, user_id, number)
);
CREATE INDEX ON consents (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON profiles TO flowex_app;
GRANT SELECT, INSERT ON consents TO flowex_app;
