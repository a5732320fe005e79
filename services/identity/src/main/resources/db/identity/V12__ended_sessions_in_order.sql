-- Numbers of sessions that ended are given by the counter that all followed changes have.
ALTER TABLE ended_sessions ALTER COLUMN number DROP IDENTITY;
UPDATE platform.change_numbers SET last = (SELECT coalesce(max(number), 0) FROM ended_sessions) WHERE subject = 'ended_sessions';
