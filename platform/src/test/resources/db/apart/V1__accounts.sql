CREATE TABLE accounts (tenant integer NOT NULL, number bigint PRIMARY KEY CHECK (number <> 666));
CREATE TABLE stopped_tenants (
    tenant integer PRIMARY KEY,
    shown bigint NOT NULL,
    event bigint NOT NULL,
    why text NOT NULL,
    stopped_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON accounts, stopped_tenants TO flowex_app;
GRANT SELECT, INSERT, DELETE ON accounts, stopped_tenants TO flowex_views;
