-- Archives tell people when they logged in: of what nobody had proven who they were before, what it turned out to be about.
CREATE INDEX audit_entries_of_people ON audit_entries (tenant, subject, number) WHERE actor = 'anonymous';
