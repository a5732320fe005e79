-- A tenant's own accounts on the exchange are its by this id, not by its number: a list of tenants that was restored from an older
-- copy gives numbers out again. Tenants of before are bound at the next start; the first one's accounts are the operator's.
ALTER TABLE tenants
    ADD COLUMN owner uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN accounts_bound boolean NOT NULL DEFAULT true;
UPDATE tenants SET accounts_bound = false;

-- No tenant is given a number up to this one: the log knows it.
ALTER TABLE tenants_version ADD COLUMN numbers_taken integer NOT NULL DEFAULT 0;
