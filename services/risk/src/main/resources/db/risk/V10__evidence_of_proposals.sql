-- Number of events that a proposal was made on: evidence may join a case afterwards.
ALTER TABLE surveillance_cases ADD COLUMN proposal_events integer;
UPDATE surveillance_cases SET proposal_events = events WHERE proposed IS NOT NULL;
