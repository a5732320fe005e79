-- Read now and then for every tenant, so that they are known when the database is away.
CREATE INDEX api_keys_that_halt ON identity.api_keys (tenant_id) WHERE status = 'active' AND 'halt' = ANY (permissions);
