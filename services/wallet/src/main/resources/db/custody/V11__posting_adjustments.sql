-- Postings that no chain knows, postings that are missing and deposits that were spent before their chain took them back are ended
-- by two people as well. Their adjustments have the network 'ledger'; they change no balance of a chain.
ALTER TABLE adjustments
    ADD COLUMN posting       uuid,   -- id of the transfer, or of the transaction; empty: the difference of a network
    ADD COLUMN fault         text CHECK (fault IN ('unknown', 'missing', 'reversed')),
    ADD COLUMN account       bigint, -- account of the posting
    ADD COLUMN posting_units bigint, -- change of its balance by the posting
    ADD COLUMN posting_fee   bigint, -- part of a withdrawal that belongs to the fee account
    ADD COLUMN refusals      integer NOT NULL DEFAULT 0, -- postings that the ledger refused; each new one has an id of its own
    ADD COLUMN ledger_id     uuid,   -- transfer that the adjustment makes; known from the approval on
    DROP CONSTRAINT adjustments_chain_units_check,
    DROP CONSTRAINT adjustments_settled_by_check,
    ADD CONSTRAINT adjustments_subject CHECK ((posting IS NULL) = (chain_units <> 0)),
    ADD CONSTRAINT adjustments_posting_whole CHECK (
        (posting IS NULL) = (fault IS NULL) AND (posting IS NULL) = (account IS NULL)
        AND (posting IS NULL) = (posting_units IS NULL) AND (posting IS NULL) = (posting_fee IS NULL)),
    ADD CONSTRAINT adjustments_settled_by_check CHECK (settled_by IN ('fee_account', 'own_funds')
        OR settled_by = 'account' AND posting IS NOT NULL);
DROP INDEX adjustments_open;
CREATE UNIQUE INDEX adjustments_open ON adjustments (tenant_id, asset_id, network)
    WHERE posting IS NULL AND booked_at IS NULL AND approved IS NOT false;
CREATE UNIQUE INDEX adjustments_posting ON adjustments (tenant_id, posting) WHERE posting IS NOT NULL AND approved IS NOT false;
CREATE INDEX adjustments_ledger_id ON adjustments (tenant_id, ledger_id) WHERE ledger_id IS NOT NULL;
