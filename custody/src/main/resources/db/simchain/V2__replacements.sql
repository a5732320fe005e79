-- A transaction that takes the place of another one may pay nobody.
ALTER TABLE transactions DROP CONSTRAINT transactions_units_check;
ALTER TABLE transactions ADD CONSTRAINT transactions_units_check CHECK (units >= 0);
