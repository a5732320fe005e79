-- What is left to do for tenants that are being made: gone when it is done.
CREATE TABLE creations (
    tenant_id integer PRIMARY KEY,
    -- Assets, markets and users as they were asked for; of passwords the hashes.
    plan jsonb NOT NULL
);

GRANT SELECT, INSERT, DELETE ON creations TO flowex_app;
