-- Reports of people on people. Each belongs to a case of surveillance, which two people decide.
CREATE TABLE reports (
    tenant_id     integer     NOT NULL,
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    reporter      bigint      NOT NULL, -- account
    reporter_user bigint      NOT NULL, -- whose key seals the text
    reporter_role text        NOT NULL CHECK (reporter_role IN ('buyer', 'seller')),
    reported      bigint      NOT NULL, -- account
    trade         uuid,                 -- of the two; null: the reporter saw an offer
    offer         bigint      NOT NULL,
    reason        text        NOT NULL,
    text          bytea       NOT NULL, -- sealed
    case_id       bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('open', 'dismissed', 'warned', 'restricted')),
    created_at    timestamptz NOT NULL,
    closed_at     timestamptz,          -- null: the case is open
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX reports_of_pair ON reports (tenant_id, reporter, reported) WHERE closed_at IS NULL;
CREATE INDEX reports_of_reporter ON reports (tenant_id, reporter, id);
CREATE INDEX reports_on_person ON reports (tenant_id, reported, id);
CREATE INDEX reports_open ON reports (tenant_id, case_id) WHERE closed_at IS NULL;
CREATE INDEX reports_closed ON reports (tenant_id, closed_at) WHERE closed_at IS NOT NULL;

-- People who may not begin trades with people, by a case of surveillance.
CREATE TABLE restrictions (
    tenant_id integer     NOT NULL,
    id        bigint      GENERATED ALWAYS AS IDENTITY,
    account   bigint      NOT NULL,
    reason    text        NOT NULL,
    set_by    bigint      NOT NULL, -- user
    set_at    timestamptz NOT NULL,
    ends_at   timestamptz,          -- null: until it is lifted
    lifted_by bigint,               -- user
    lifted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX restrictions_of_account ON restrictions (tenant_id, account, id);
CREATE INDEX restrictions_in_force ON restrictions (tenant_id, id) WHERE lifted_at IS NULL;

ALTER TABLE notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices ADD CONSTRAINT notices_kind_check
    CHECK (kind IN ('trade', 'message', 'reminder', 'offer', 'report'));

-- What moderators did, for their figures.
CREATE INDEX trade_events_of_moderators ON trade_events (tenant_id, at) WHERE role = 'moderator';

GRANT SELECT, INSERT, UPDATE, DELETE ON reports, restrictions TO flowex_app;
