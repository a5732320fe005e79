ALTER TABLE withdrawals DROP COLUMN api_key;
