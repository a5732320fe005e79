-- How long a name waits after its last failure; how far the clock has moved since decides nothing beyond that.
ALTER TABLE attempts ADD COLUMN wait_millis bigint NOT NULL DEFAULT 0 CHECK (wait_millis >= 0);
ALTER TABLE attempts DROP COLUMN locked_until;
CREATE INDEX attempts_by_age ON attempts (tenant_id, failed_at);

-- From where somebody logged in to an account before: others' guesses elsewhere do not keep them out. The name is a hash.
CREATE TABLE known_places (
    tenant_id integer NOT NULL,
    name text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
CREATE INDEX known_places_by_age ON known_places (tenant_id, seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON known_places TO flowex_app;
