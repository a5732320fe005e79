-- Auditors ask what somebody did, and who did something, newest first.
CREATE INDEX audit_entries_by_actor ON audit_entries (tenant, actor, number DESC);
CREATE INDEX audit_entries_by_action ON audit_entries (tenant, action, number DESC);
