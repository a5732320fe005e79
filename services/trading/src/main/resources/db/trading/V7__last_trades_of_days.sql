-- The last trade in a row's sums: a report of a past period names the last event of that period.
ALTER TABLE fill_days ADD COLUMN last_sequence bigint NOT NULL DEFAULT 0;
UPDATE fill_days d SET last_sequence = f.last
FROM (SELECT tenant, account, executed_nanos / 86400000000000 AS day, instrument_id, buy, maker, max(sequence) AS last
    FROM fills GROUP BY 1, 2, 3, 4, 5, 6) f
WHERE f.tenant = d.tenant AND f.account = d.account AND f.day = d.day AND f.instrument_id = d.instrument_id AND f.buy = d.buy
    AND f.maker = d.maker;
