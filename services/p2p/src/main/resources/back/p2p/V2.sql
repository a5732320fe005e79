-- The sales that count stay in the outflows of their days, but an end gives nothing back to them.
ALTER TABLE p2p.trades DROP COLUMN counted_on;
