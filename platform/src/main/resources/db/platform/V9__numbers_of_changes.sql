-- Counts changes that somebody follows. Whoever makes one holds its counter until the commit, so numbers become visible in their
-- order: whoever has seen one has seen all before it.
CREATE TABLE change_numbers (
    subject text PRIMARY KEY,
    last bigint NOT NULL
) WITH (fillfactor = 50);

INSERT INTO change_numbers SELECT 'tenants', version FROM tenants_version;
INSERT INTO change_numbers VALUES ('ended_sessions', 0);

ALTER TABLE tenants_version DROP COLUMN version;
ALTER TABLE tenants_version RENAME TO numbers_of_tenants;

GRANT SELECT, UPDATE ON change_numbers TO flowex_app;
