-- Highest leverages of accounts that have set one (docs/margin.md); 0: it was taken back. Sequence: the event that set it.
CREATE TABLE margin_leverages (
    tenant    integer NOT NULL,
    account   bigint  NOT NULL,
    leverage  integer NOT NULL,
    sequence  bigint  NOT NULL,
    PRIMARY KEY (tenant, account)
);

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_views;
