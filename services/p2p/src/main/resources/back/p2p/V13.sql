-- Each counterparty counts the same again; values and ages of trades are forgotten.
ALTER TABLE p2p.trades DROP COLUMN value_weight;
ALTER TABLE p2p.counterparties DROP COLUMN weight, DROP COLUMN weighed_at;
