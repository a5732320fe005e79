-- Phone numbers that users get codes at, sealed with the person's own key. A number that is not confirmed waits for the
-- code that was sent to it; the country is that of the number.
CREATE TABLE phone_numbers (
    tenant_id  integer     NOT NULL,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    confirmed  boolean     NOT NULL,
    number     bytea       NOT NULL,
    country    text        NOT NULL CHECK (length(country) BETWEEN 2 AND 3),
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, confirmed)
);
CREATE INDEX ON phone_numbers (user_id);
CREATE INDEX phone_numbers_waiting ON phone_numbers (tenant_id, changed_at) WHERE NOT confirmed;
GRANT SELECT, INSERT, UPDATE, DELETE ON phone_numbers TO flowex_app;

-- Messages that carry codes; number and text are sealed with the person's own key, and gone once the message has ended.
-- provider: the one that may have been called with it, 0 for none; tried: bits of those that ever were; claim: number of
-- the last turn that took it; budgets: rows of sms_budgets that get this message back when its code is entered.
CREATE TABLE sms_messages (
    tenant_id   integer     NOT NULL,
    id          uuid        NOT NULL,
    user_id     bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    content     bytea,
    state       text        NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'called', 'unknown', 'sent', 'failed', 'expired')),
    provider    smallint    NOT NULL DEFAULT 0 CHECK (provider BETWEEN 0 AND 2),
    tried       smallint    NOT NULL DEFAULT 0,
    claim       integer     NOT NULL DEFAULT 0,
    fault       text        NOT NULL DEFAULT '' CHECK (length(fault) <= 40),
    budgets     text[]      NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT now(),
    called_at   timestamptz,
    next_at     timestamptz,
    expires_at  timestamptz NOT NULL,
    verified_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ON sms_messages (user_id);
CREATE INDEX sms_messages_newest ON sms_messages (tenant_id, user_id, made_at);
CREATE INDEX sms_messages_due ON sms_messages (tenant_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX sms_messages_by_age ON sms_messages (tenant_id, made_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON sms_messages TO flowex_app;

-- Messages and their cost on one day, in ten-thousandths of a dollar, by number, range of numbers, network and tenant;
-- each name is a keyed hash.
CREATE TABLE sms_budgets (
    tenant_id integer     NOT NULL,
    name      text        NOT NULL CHECK (length(name) = 64),
    day       date        NOT NULL,
    messages  integer     NOT NULL,
    cost      bigint      NOT NULL,
    last_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name, day)
);
CREATE INDEX sms_budgets_by_day ON sms_budgets (tenant_id, day);
GRANT SELECT, INSERT, UPDATE, DELETE ON sms_budgets TO flowex_app;

-- True if the user's confirmed number is a second factor, written with each change of it.
ALTER TABLE users ADD COLUMN sms_codes boolean NOT NULL DEFAULT false;

-- True for a tenant that ever had a message; the worker looks at these.
ALTER TABLE tenant_numbers ADD COLUMN sends_sms boolean NOT NULL DEFAULT false;
GRANT UPDATE (sends_sms) ON tenant_numbers TO flowex_app;
