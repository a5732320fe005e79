-- A view of the event log: every account there is, and whose it is. Every row can be deleted and is written again from the log.
CREATE TABLE accounts (
    tenant           integer NOT NULL,
    number           bigint  NOT NULL,
    -- NULL: nobody's, as every account was before accounts had owners.
    owner            uuid,
    -- The event that opened it, and its log time in nanoseconds since 1970.
    opened_sequence  bigint  NOT NULL,
    opened_nanos     bigint  NOT NULL,
    PRIMARY KEY (tenant, number)
);

-- The tenants that have accounts, for whoever looks at all of them; names nobody.
CREATE TABLE tenant_numbers (number integer PRIMARY KEY);

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_views;
