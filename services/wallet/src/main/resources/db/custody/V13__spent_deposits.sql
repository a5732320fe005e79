-- The part of a payment that its owner had spent when the chain took it back. A credit after it has come back leaves that part out.
-- spent_borne_by: who bears it; the owner owes it until two people settle it.
ALTER TABLE arrivals
    ADD COLUMN spent_units    bigint NOT NULL DEFAULT 0 CHECK (spent_units >= 0),
    ADD COLUMN spent_borne_by text   NOT NULL DEFAULT 'owner' CHECK (spent_borne_by IN ('owner', 'fee_account', 'own_funds'));

-- A deposit that comes back and is taken back once more is settled once more.
DROP INDEX adjustments_posting;
CREATE UNIQUE INDEX adjustments_posting ON adjustments (tenant_id, posting)
    WHERE posting IS NOT NULL AND approved IS NOT false AND (fault <> 'reversed' OR booked_at IS NULL);

-- Parts that are owed or settled from before. What was taken back is in the view, under the id that derives from the arrival's.
DO $$ BEGIN
    IF to_regclass('wallet.transactions') IS NOT NULL THEN
        UPDATE arrivals a SET spent_units = t.units - coalesce((
                SELECT -sum(w.amount) FROM wallet.transactions w
                WHERE w.tenant = t.tenant_id AND w.account = t.account AND w.transfer_id = encode(substring(
                    sha256(convert_to('deposit reversal' || chr(10) || a.id || '/' || (a.freezes - 1), 'UTF8')) from 1 for 16), 'hex')::uuid), 0)
        FROM transactions t
        WHERE t.id = a.id AND t.status = 'frozen' AND t.code = 'spent_before_reversal' AND a.state = 'gone';
    END IF;
    UPDATE arrivals a SET spent_units = abs(d.posting_units), spent_borne_by = d.settled_by
    FROM adjustments d
    WHERE d.posting = a.id AND d.fault = 'reversed' AND d.booked_at IS NOT NULL AND d.settled_by <> 'account' AND a.state = 'gone';
END $$;
