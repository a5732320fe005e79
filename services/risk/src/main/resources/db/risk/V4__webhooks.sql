-- Where else firings are told: an address that the owner names, and the secret by which it knows us, sealed.
ALTER TABLE alerts
    ADD COLUMN webhook text NOT NULL DEFAULT '', -- empty: nowhere
    ADD COLUMN secret  bytea;

ALTER TABLE alert_firings
    ADD COLUMN hook       text        NOT NULL DEFAULT 'none' CHECK (hook IN ('none', 'waiting', 'sent', 'dead')),
    ADD COLUMN hook_tries integer     NOT NULL DEFAULT 0,
    ADD COLUMN hook_due   timestamptz NOT NULL DEFAULT 'epoch',
    ADD COLUMN hook_why   text        NOT NULL DEFAULT '';

CREATE INDEX alert_firings_hooks ON alert_firings (tenant_id, hook_due) WHERE hook = 'waiting';
