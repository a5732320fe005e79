-- Why withdrawals of an asset rest on a network since a comparison differed; empty: they go on. Takes the place of terms.stopped, which
-- processes of the former version still read.
ALTER TABLE reconciliations ADD COLUMN stopped text NOT NULL DEFAULT '';
ALTER TABLE reconciliations DROP CONSTRAINT reconciliations_verdict_check;
ALTER TABLE reconciliations ADD CONSTRAINT reconciliations_verdict_check
    CHECK (verdict IN ('equal', 'surplus', 'differs', 'unknown'));
UPDATE reconciliations r SET stopped = t.stopped FROM terms t
    WHERE t.tenant_id = r.tenant_id AND t.asset_id = r.asset_id AND t.stopped <> '';
