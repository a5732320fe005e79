-- A transfer to another user waits for a second person as a withdrawal does: a row of transactions, of the network 'internal' and with
-- the receiver's account as its address, and one of withdrawals.
ALTER TABLE transactions DROP CONSTRAINT transactions_type_check;
ALTER TABLE transactions ADD CONSTRAINT transactions_type_check CHECK (type IN ('deposit', 'withdrawal', 'internal'));
-- True if it was requested with an API key: the allow-list is asked again before the money goes.
ALTER TABLE withdrawals ADD COLUMN by_key boolean NOT NULL DEFAULT false;

-- Transfers to other users that were admitted, made or held: the history of which risk points are made. One that is not made leaves.
CREATE TABLE transfers (
    tenant_id integer     NOT NULL,
    id        uuid        NOT NULL, -- of the transfer in the ledger
    account   bigint      NOT NULL,
    receiver  bigint      NOT NULL,
    asset_id  integer     NOT NULL,
    units     bigint      NOT NULL,
    day       date        NOT NULL, -- in whose limit it counts
    sent_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX transfers_to_receiver ON transfers (tenant_id, account, receiver);
CREATE INDEX transfers_by_time ON transfers (tenant_id, account, sent_at);

-- Transfers of before, from the view; a database without one has none.
DO $$ BEGIN
    IF to_regclass('wallet.transactions') IS NOT NULL THEN
        INSERT INTO transfers (tenant_id, id, account, receiver, asset_id, units, day, sent_at)
        SELECT o.tenant, o.transfer_id, o.account, i.account, o.asset_id, -o.amount,
            (to_timestamp(o.created_nanos / 1000000000) AT TIME ZONE 'UTC')::date, to_timestamp(o.created_nanos / 1000000000)
        FROM wallet.transactions o JOIN wallet.transactions i
            ON i.tenant = o.tenant AND i.transfer_id = o.transfer_id AND i.kind = 'internal' AND i.amount > 0
        WHERE o.kind = 'internal' AND o.amount < 0
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON transfers TO flowex_app;
