-- The next computation hands all scores over again.
DROP TABLE risks;
ALTER TABLE state DROP COLUMN risks;
