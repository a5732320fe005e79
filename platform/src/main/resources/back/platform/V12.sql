-- Levels that were changed for a while end with it.
DROP TABLE log_levels;
