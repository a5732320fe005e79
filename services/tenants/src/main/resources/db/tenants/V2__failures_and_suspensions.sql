-- Why the tenant could not be made, as a problem document has it; null while nothing was refused.
ALTER TABLE creations ADD COLUMN failure jsonb;
GRANT UPDATE ON creations TO flowex_app;

-- What is to be known when a suspended tenant is resumed.
CREATE TABLE suspensions (
    tenant_id integer PRIMARY KEY,
    -- Whether its kill switch was on before, and so stays on.
    stays_killed boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON suspensions TO flowex_app;
-- Who was suspended until now is resumed as promised then.
INSERT INTO suspensions SELECT number, false FROM platform.tenants WHERE status = 'suspended';
