-- Archives find log-ins more slowly without it.
DROP INDEX audit_entries_of_people;
