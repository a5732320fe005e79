-- A search lets other back-tests of its tenant run between its trials, and waits for its next turn.
ALTER TABLE backtests ADD COLUMN turn_at timestamptz; -- when it gave its last turn; null if it has given none
