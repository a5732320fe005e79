-- Weight of a trade in reliability by its value, in millionths; trades of before weigh the same.
ALTER TABLE trades ADD COLUMN value_weight integer NOT NULL DEFAULT 1000000
    CHECK (value_weight BETWEEN 0 AND 1000000);

-- Weight and end of the trade that decides the outcome of a pair. Older processes write neither.
ALTER TABLE counterparties
    ADD COLUMN weight     integer     NOT NULL DEFAULT 1000000 CHECK (weight BETWEEN 0 AND 1000000),
    ADD COLUMN weighed_at timestamptz NOT NULL DEFAULT now();

-- Ages of before are those of the last ended trade of each pair.
UPDATE counterparties c SET weighed_at = pair.ended_at FROM (
    SELECT tenant_id, account, other, max(changed_at) AS ended_at FROM (
        SELECT tenant_id, buyer AS account, seller AS other, changed_at FROM trades
            WHERE state IN ('released', 'canceled', 'expired', 'returned')
        UNION ALL SELECT tenant_id, seller, buyer, changed_at FROM trades WHERE state = 'released') ended
    GROUP BY tenant_id, account, other) pair
WHERE c.tenant_id = pair.tenant_id AND c.account = pair.account AND c.other = pair.other;
