-- Searches that gave their turn wait in the order in which they were requested.
ALTER TABLE strategies.backtests DROP COLUMN turn_at;
