-- What PostgreSQL owns says here what changed, in the transaction of the change; readers take it in the order of its numbers.

-- How far each topic of a tenant has been numbered. It says who has something and how much, never what: whoever delivers finds
-- here what is new of all tenants, and reads it tenant by tenant.
CREATE TABLE lanes (
    whose  integer NOT NULL,
    topic  text    NOT NULL,
    last   bigint  NOT NULL,
    PRIMARY KEY (whose, topic)
) WITH (fillfactor = 50);

CREATE TABLE messages (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   integer NOT NULL,
    -- The events of the log have topics of their own.
    topic       text NOT NULL CHECK (topic ~ '^[a-z][a-z_]{0,30}$' AND topic NOT IN ('trades', 'orders', 'transfers', 'listings')),
    number      bigint, -- given when its transaction commits: without gaps, in the order of commits
    key         text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    payload     jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX messages_by_number ON messages (tenant_id, topic, number);
CREATE INDEX messages_by_age ON messages (tenant_id, created_at);

-- How far a consumer in the process has come.
CREATE TABLE deliveries (
    consumer  text        NOT NULL,
    whose     integer     NOT NULL,
    topic     text        NOT NULL,
    done      bigint      NOT NULL DEFAULT 0,
    tries     integer     NOT NULL DEFAULT 0, -- of the message behind the last one that was done
    next_at   timestamptz NOT NULL DEFAULT '-infinity',
    redrives  boolean     NOT NULL DEFAULT false, -- whether some of its dead letters wait to be tried again
    PRIMARY KEY (consumer, whose, topic)
) WITH (fillfactor = 50);

-- What a consumer could not take, and what came behind it under the same key.
CREATE TABLE dead_letters (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   integer     NOT NULL,
    consumer    text        NOT NULL,
    topic       text        NOT NULL,
    number      bigint      NOT NULL,
    key         text        NOT NULL,
    payload     jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    dead_at     timestamptz NOT NULL DEFAULT now(),
    why         text        NOT NULL,
    state       text        NOT NULL DEFAULT 'dead' CHECK (state IN ('dead', 'redriven', 'settled', 'dismissed')),
    asked_by    text        NOT NULL DEFAULT '',
    changed_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, consumer, topic, number)
);
CREATE INDEX dead_letters_of_key ON dead_letters (tenant_id, consumer, topic, key) WHERE state IN ('dead', 'redriven');

-- What operators asked for at the command line; the exchange does it and writes it into the audit log.
CREATE TABLE wishes (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    whose     integer     NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('redrive', 'dismiss', 'replay')),
    subject   bigint      NOT NULL CHECK (subject >= 1), -- a dead letter; of a replay the number it begins with
    topic     text        NOT NULL,
    consumer  text        NOT NULL, -- empty: the streams of Redis
    asked_by  text        NOT NULL,
    asked_at  timestamptz NOT NULL DEFAULT now()
);

-- Numbers a message when its transaction commits, so that the counter is held for the commit alone. A tenant's commits take turns,
-- whatever their topics, so that no two wait for each other.
CREATE FUNCTION number_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('flowex.tenant', true);
    next bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(1869509730, NEW.tenant_id);
    PERFORM set_config('flowex.tenant', NEW.tenant_id::text, true);
    INSERT INTO outbox.lanes AS l (whose, topic, last) VALUES (NEW.tenant_id, NEW.topic, 1)
        ON CONFLICT (whose, topic) DO UPDATE SET last = l.last + 1 RETURNING last INTO next;
    UPDATE outbox.messages SET number = next WHERE id = NEW.id AND tenant_id = NEW.tenant_id;
    PERFORM set_config('flowex.tenant', coalesce(before, ''), true);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER numbered AFTER INSERT ON messages
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_message();

-- For a table whose every change is told: topic, column that says whose a row is, column of the key, columns that are told. A change
-- of other columns is not.
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('flowex.tenant', true);
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    is_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    told jsonb := '{}';
    differs boolean := TG_OP <> 'UPDATE';
    field text;
BEGIN
    FOREACH field IN ARRAY TG_ARGV[3:] LOOP
        told := told || jsonb_build_object(field, is_now -> field);
        differs := differs OR (was -> field) IS DISTINCT FROM (is_now -> field);
    END LOOP;
    IF differs THEN
        PERFORM set_config('flowex.tenant', is_now ->> TG_ARGV[1], true);
        INSERT INTO outbox.messages (tenant_id, topic, key, payload) VALUES ((is_now ->> TG_ARGV[1])::integer, TG_ARGV[0],
            is_now ->> TG_ARGV[2], jsonb_build_object('change', lower(TG_OP)) || told);
        PERFORM set_config('flowex.tenant', coalesce(before, ''), true);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON platform.tenants FOR EACH ROW
    EXECUTE FUNCTION tell('tenant', 'number', 'number', 'number', 'slug', 'name', 'status', 'version');

GRANT SELECT, INSERT, UPDATE ON lanes, deliveries TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON messages, dead_letters TO flowex_app;
GRANT SELECT, INSERT, DELETE ON wishes TO flowex_app;
-- The command line's list sees all tenants.
GRANT SELECT ON dead_letters TO flowex_views;
