-- All that is known of a person in one file, made when they ask, for them alone and for a while.
CREATE TABLE archives (
    tenant_id  integer     NOT NULL,
    id         uuid        NOT NULL,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    asked_at   timestamptz NOT NULL,
    made_at    timestamptz,         -- NULL: it is being made
    expires_at timestamptz NOT NULL,
    size       bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX archives_of_user ON archives (tenant_id, user_id, asked_at DESC);
CREATE INDEX archives_waiting ON archives (tenant_id, asked_at) WHERE made_at IS NULL;
CREATE INDEX archives_by_age ON archives (tenant_id, expires_at);
CREATE INDEX ON archives (user_id);

-- Its bytes, sealed piece by piece with the person's key.
CREATE TABLE archive_parts (
    tenant_id integer NOT NULL,
    archive   uuid    NOT NULL,
    number    integer NOT NULL,
    bytes     bytea   NOT NULL,
    PRIMARY KEY (tenant_id, archive, number),
    FOREIGN KEY (tenant_id, archive) REFERENCES archives (tenant_id, id) ON DELETE CASCADE
);
ALTER TABLE archive_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON archives, archive_parts TO flowex_app;
