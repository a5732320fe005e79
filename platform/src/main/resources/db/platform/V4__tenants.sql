-- The tenants. Every request is resolved by these rows before it belongs to a tenant, so row-level security does not stand
-- on them; nothing secret is in them. A removed tenant keeps its row, and so its slug for ever.
CREATE TABLE tenants (
    number integer PRIMARY KEY CHECK (number BETWEEN 1 AND 4194303),
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    status text NOT NULL CHECK (status IN ('creating', 'active', 'suspended', 'removed')),
    configuration jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- What the counter said at the row's last change.
    version bigint NOT NULL
);
CREATE INDEX tenants_by_status ON tenants (status, created_at DESC);
CREATE INDEX tenants_by_version ON tenants (version);

-- A host names one tenant.
CREATE TABLE tenant_hosts (
    host text PRIMARY KEY CHECK (length(host) BETWEEN 1 AND 253 AND host = lower(host)),
    number integer NOT NULL REFERENCES tenants (number)
);
CREATE INDEX tenant_hosts_of ON tenant_hosts (number);

-- Counts changes of tenants. Whoever changes one holds this row until the commit, so numbers become visible in their order.
CREATE TABLE tenants_version (
    version bigint NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
) WITH (fillfactor = 50);

INSERT INTO tenants_version VALUES (1);
INSERT INTO tenants (number, slug, name, status, configuration, version)
    VALUES (1, 'default', 'FlowEx', 'active', '{}', 1);

GRANT SELECT, INSERT, UPDATE ON tenants TO flowex_app;
GRANT SELECT, INSERT, DELETE ON tenant_hosts TO flowex_app;
GRANT SELECT, UPDATE ON tenants_version TO flowex_app;
