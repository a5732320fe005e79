-- Data sets: files of candles that users upload for their back-tests. A file comes in parts, because a body is bounded.
CREATE TABLE datasets (
    tenant_id    integer     NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    owner        bigint      NOT NULL, -- number of the account of the user who uploads it
    name         text        NOT NULL,
    symbol       text        NOT NULL, -- market that back-tests give it, "ETH-USD"
    created_at   timestamptz NOT NULL,
    completed_at timestamptz,          -- null while parts are missing
    manifest     jsonb,                -- of the file, once it is complete
    content      bytea,                -- the file, compressed by gzip
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX datasets_of_owner ON datasets (tenant_id, owner, id);
CREATE INDEX datasets_open ON datasets (tenant_id, created_at) WHERE completed_at IS NULL;

-- Parts of files whose upload goes on.
CREATE TABLE dataset_parts (
    tenant_id  integer NOT NULL,
    dataset_id bigint  NOT NULL,
    number     integer NOT NULL,
    content    bytea   NOT NULL,
    PRIMARY KEY (tenant_id, dataset_id, number),
    FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON datasets, dataset_parts TO flowex_app;
