-- When somebody wants to be told. Owner 0 is the tenant's desk, all others are accounts.
CREATE TABLE alerts (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    owner      bigint      NOT NULL,
    reader     bigint      NOT NULL, -- account of whoever gets the mails
    subject    text        NOT NULL,
    asset      text        NOT NULL, -- empty: of a portfolio
    accounts   jsonb       NOT NULL, -- of a desk's portfolio; none: all customers
    side       text        NOT NULL CHECK (side IN ('above', 'below')),
    threshold  numeric     NOT NULL,
    hysteresis numeric     NOT NULL,
    cool_down  bigint      NOT NULL, -- seconds
    mail       boolean     NOT NULL,
    enabled    boolean     NOT NULL,
    revision   bigint      NOT NULL DEFAULT 0, -- grows when somebody changes it: what was judged by an older one is dropped
    armed      boolean     NOT NULL DEFAULT true,
    generation bigint      NOT NULL DEFAULT 0, -- how often it fired
    fired_at   timestamptz,
    seen_at    timestamptz,
    value      numeric,
    note       text        NOT NULL DEFAULT 'none',
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX alerts_of_owner ON alerts (tenant_id, owner, id);

-- Each time that one went off; the key says that it did so once.
CREATE TABLE alert_firings (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    alert      bigint      NOT NULL,
    generation bigint      NOT NULL,
    owner      bigint      NOT NULL,
    reader     bigint      NOT NULL,
    subject    text        NOT NULL,
    asset      text        NOT NULL,
    side       text        NOT NULL,
    threshold  numeric     NOT NULL,
    value      numeric     NOT NULL,
    fired_at   timestamptz NOT NULL,
    mail       text        NOT NULL CHECK (mail IN ('none', 'waiting', 'sent', 'dead')),
    mail_tries integer     NOT NULL DEFAULT 0,
    mail_due   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, alert, generation)
);

CREATE INDEX alert_firings_of_owner ON alert_firings (tenant_id, owner, id);
CREATE INDEX alert_firings_by_time ON alert_firings (tenant_id, fired_at);
CREATE INDEX alert_firings_mails ON alert_firings (tenant_id, mail_due) WHERE mail = 'waiting';

GRANT SELECT, INSERT, UPDATE, DELETE ON alerts, alert_firings TO flowex_app;
