-- Firings are told browsers too, those of the reader that want to be told of fills.
ALTER TABLE alerts ADD COLUMN push boolean NOT NULL DEFAULT false;

ALTER TABLE alert_firings
    ADD COLUMN push       text        NOT NULL DEFAULT 'none' CHECK (push IN ('none', 'waiting', 'sent', 'dead')),
    ADD COLUMN push_tries integer     NOT NULL DEFAULT 0,
    ADD COLUMN push_due   timestamptz NOT NULL DEFAULT 'epoch',
    ADD COLUMN push_why   text        NOT NULL DEFAULT '',
    ADD COLUMN pushed     text[]      NOT NULL DEFAULT '{}'; -- browsers that have it: none of them is told again

CREATE INDEX alert_firings_pushes ON alert_firings (tenant_id, push_due) WHERE push = 'waiting';
