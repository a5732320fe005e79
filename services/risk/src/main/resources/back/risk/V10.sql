-- Proposals stay; the evidence that they were made on is no longer known.
ALTER TABLE risk.surveillance_cases DROP COLUMN proposal_events;
