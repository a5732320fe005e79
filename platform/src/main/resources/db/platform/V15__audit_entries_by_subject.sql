-- Auditors ask what was done to somebody, newest first. A longer subject would not fit into an index, and names nothing.
CREATE INDEX audit_entries_by_subject ON audit_entries (tenant, subject, number DESC) WHERE length(subject) <= 200;
