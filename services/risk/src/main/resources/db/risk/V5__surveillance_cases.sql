-- What looked like abuse of a market, and what people made of it.
CREATE TABLE surveillance_cases (
    tenant_id       integer     NOT NULL,
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    pattern         text        NOT NULL,
    market          integer     NOT NULL,
    accounts        bigint[]    NOT NULL, -- sorted
    score           integer     NOT NULL,
    reasons         jsonb       NOT NULL, -- what the score is the sum of
    evidence        jsonb       NOT NULL, -- events of the log by their numbers, the first and the last ones
    events          integer     NOT NULL, -- how many there are in all
    first_event     bigint      NOT NULL,
    last_event      bigint      NOT NULL,
    replay_from     bigint      NOT NULL, -- reading the log from here to there finds the same again
    replay_to       bigint      NOT NULL,
    began_at        timestamptz NOT NULL, -- log time of the first event
    ended_at        timestamptz NOT NULL, -- of the last
    opened_at       timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('open', 'under_review', 'escalated', 'dismissed', 'confirmed')),
    assignee        bigint,
    proposed        text CHECK (proposed IN ('dismissed', 'confirmed')), -- NULL: nothing is
    proposed_by     bigint,
    proposed_at     timestamptz,
    proposal_reason text,
    restriction     jsonb,                -- what a confirmation restricts a user to; NULL: to nothing
    decided_by      bigint,               -- the second person
    closed_at       timestamptz,          -- NULL: somebody has to look at it
    restraint       text        NOT NULL DEFAULT 'none' CHECK (restraint IN ('none', 'pending', 'done', 'void')),
    restraint_due   timestamptz,
    restraint_tries integer     NOT NULL DEFAULT 0,
    restraint_note  text        NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX surveillance_cases_alike ON surveillance_cases (tenant_id, pattern, market, accounts, last_event);
CREATE INDEX surveillance_cases_by_state ON surveillance_cases (tenant_id, state, id DESC);
CREATE INDEX surveillance_cases_open ON surveillance_cases (tenant_id, id) WHERE closed_at IS NULL;
CREATE INDEX surveillance_cases_to_do ON surveillance_cases (tenant_id, restraint_due) WHERE restraint = 'pending';
CREATE INDEX surveillance_cases_closed ON surveillance_cases (tenant_id, closed_at) WHERE closed_at IS NOT NULL;

-- What people did and said, in order; nobody changes it, and it goes with its case.
CREATE TABLE surveillance_notes (
    tenant_id integer     NOT NULL,
    id        bigint      GENERATED ALWAYS AS IDENTITY,
    case_id   bigint      NOT NULL,
    author    bigint      NOT NULL, -- a user; 0: the exchange
    at        timestamptz NOT NULL,
    deed      text        NOT NULL,
    text      text        NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES surveillance_cases (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX surveillance_notes_of_case ON surveillance_notes (tenant_id, case_id, id);

-- How far a tenant's part of the log is judged, and where reading begins again: earlier, by the longest window.
CREATE TABLE surveillance_progress (
    tenant_id      integer     NOT NULL PRIMARY KEY,
    judged         bigint      NOT NULL DEFAULT 0, -- number of the last event
    judged_time    timestamptz,                    -- its log time
    start_sequence bigint      NOT NULL DEFAULT 0,
    start_position bigint      NOT NULL DEFAULT 0,
    settled        boolean     NOT NULL DEFAULT false, -- whether what was open then was judged too, as nothing came behind it
    looked_at      timestamptz,
    trouble        text        NOT NULL DEFAULT ''     -- why it does not go on
);

GRANT SELECT, INSERT, UPDATE, DELETE ON surveillance_cases, surveillance_progress TO flowex_app;
GRANT SELECT, INSERT ON surveillance_notes TO flowex_app;
