-- removed: the person's rows are gone, and the files of the database are still to be rewritten; done: that is done, too.
ALTER TABLE erasures DROP CONSTRAINT erasures_state_check;
ALTER TABLE erasures ADD CONSTRAINT erasures_state_check
    CHECK (state IN ('waiting', 'closing', 'removed', 'done', 'canceled', 'refused'));
CREATE INDEX erasures_removed ON erasures (tenant_id, id) WHERE state = 'removed';
-- Rows that were removed by earlier versions are still in the files.
UPDATE erasures SET state = 'removed' WHERE state = 'done';

-- Samples of these columns would be in the statistics, longer than the rows. No plan needs them. A change of the type, to the
-- same one, drops the samples that there are.
ALTER TABLE users
    ALTER COLUMN email SET STATISTICS 0,
    ALTER COLUMN first_name SET STATISTICS 0,
    ALTER COLUMN last_name SET STATISTICS 0,
    ALTER COLUMN email TYPE text,
    ALTER COLUMN first_name TYPE text,
    ALTER COLUMN last_name TYPE text;
ALTER TABLE one_time_tokens
    ALTER COLUMN claimed_first_name SET STATISTICS 0,
    ALTER COLUMN claimed_last_name SET STATISTICS 0,
    ALTER COLUMN claimed_first_name TYPE text,
    ALTER COLUMN claimed_last_name TYPE text;
ALTER TABLE sessions
    ALTER COLUMN address SET STATISTICS 0,
    ALTER COLUMN agent SET STATISTICS 0,
    ALTER COLUMN address TYPE text,
    ALTER COLUMN agent TYPE text;
