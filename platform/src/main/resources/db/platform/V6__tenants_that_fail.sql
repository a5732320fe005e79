-- A tenant that cannot be made has failed; one that is given up before it was ever active is discarded, and its slug is free.
ALTER TABLE tenants DROP CONSTRAINT tenants_status_check;
ALTER TABLE tenants ADD CONSTRAINT tenants_status_check
    CHECK (status IN ('creating', 'failed', 'active', 'suspended', 'removed', 'discarded'));
ALTER TABLE tenants DROP CONSTRAINT tenants_slug_key;
CREATE UNIQUE INDEX tenants_by_slug ON tenants (slug) WHERE status <> 'discarded';
